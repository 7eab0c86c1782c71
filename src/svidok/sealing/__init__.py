"""Keys, boxes, signatures, commitments: bytes in, bytes out.

One file keeps one promise, has no algorithm argument and no fallback: an unknown name is an error. Every
format is in `docs/format.md`.
"""
