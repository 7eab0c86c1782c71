"""Preserving: from the bytes of a source to its text layer, with a map back to pages, paragraphs and messages.

Bytes are kept first, elsewhere; reading text out of them comes after and may fail without losing them. One file
for each kind of source (`plain`, `html`, `docx`, `pdf`); `kinds` tells which it is, `limits` says how much a reader
accepts, `layers.read_layer` is the one way in. Bytes in, values out: no file, no clock, no network.

Nothing is imported here, so that a program can tell kinds and read plain text without loading a single parser.
"""
