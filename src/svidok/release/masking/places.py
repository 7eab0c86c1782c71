"""Places finer than an oblast become what they are and where: "a town in Kherson oblast"."""

import re
from collections.abc import Iterator
from typing import Final

from svidok.language.places import Candidate, PlaceFound
from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page

_KIND: Final = re.compile(r"(?<!\w)(?:м|с|г|смт|пос|сел|пгт|д|х)\.\s?$", re.IGNORECASE)
_REGION_WIDE: Final = "00000000"  # of the code of an oblast, and of the two cities that are regions
_LABELS: Final = {
    "city": "town",
    "town": "town",
    "settlement": "village",
    "village": "village",
    "raion": "district",
    "district": "district",
}
_CLEAR: Final = 0.15  # by how much the likeliest place leads the first one in another oblast


def places(page: Page, known: Knowledge) -> Iterator[Found]:  # noqa: ARG001 - all detectors have one form
    """Yield the places a text names; regions stay."""
    for found in page.places:
        if is_region(found.best):
            if page.strict:
                yield Found(found.start, found.end, "place", "a region", "region", rank=60)
        else:
            label = "near" if found.kind == "near" else _LABELS.get(found.best.type, "place")
            kind = _KIND.search(page.text, max(0, found.start - 6), found.start)
            yield Found(
                kind.start() if kind else found.start,
                found.end,
                "place",
                "a place finer than an oblast",
                label,
                _oblast(found),
                rank=60,
            )


def regions(page: Page) -> list[tuple[int, int]]:
    """Return where a text names regions, which may stay."""
    return [(found.start, found.end) for found in page.places if is_region(found.best)]


def is_region(place: Candidate) -> bool:
    """Return whether a place is an oblast, Crimea, or one of the two cities that are regions of their own."""
    return place.type == "oblast" or place.code[4:12] == _REGION_WIDE


def _oblast(found: PlaceFound) -> str:
    """Return the oblast, or nothing when the name may as well be meant in another one."""
    best = found.best
    others = [candidate.score for candidate in found.candidates if candidate.oblast != best.oblast]
    return best.oblast if not others or best.score - max(others) >= _CLEAR else ""
