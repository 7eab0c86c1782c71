"""Text in, values out: folding, patterns, sentences, languages, words, dates, places, pieces, the encoder.

Nothing here knows a code or reads a page of the codebook. Import from the modules themselves
(`from svidok.language.fold import fold`): none of them loads more than numpy before it is used.
"""
