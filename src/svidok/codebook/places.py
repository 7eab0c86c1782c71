"""The gazetteer of the table of places that comes with the program."""

from functools import cache
from importlib.resources import files

from svidok.language.places import Gazetteer


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, built the first time it is asked for.

    >>> [place.best.name_en for place in gazetteer().find("в окупованих Токмаку та Василівці")]
    ['Tokmak', 'Vasylivka']
    """
    return Gazetteer.of_table(files("svidok.codebook").joinpath("places.tsv").read_text(encoding="utf-8"))
