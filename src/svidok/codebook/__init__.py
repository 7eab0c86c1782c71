"""The codebook: what is told apart, in three languages, as data; and the code that reads and checks it.

No Python file knows the name of a service or an article of law: they stand in `passportization/*.yaml`.
"""

from svidok.codebook.read import Code, Codebook, load

__all__ = ["Code", "Codebook", "load"]
