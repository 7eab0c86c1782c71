"""Details by which neighbours recognise a person, and sentences that tell how people were helped."""

from collections.abc import Iterator
from typing import Final

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page

_LOOK_BACK: Final = 60
_WHY: Final = {
    "kin": "a word of kin",
    "health": "an illness or condition",
    "occupation": "an occupation that few have",
    "family": "the make-up of a family",
    "only_one": "the only one of a kind",
    "people": "a community",
    "life": "a day of somebody's life",
}


def quasi(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield quasi-identifiers by class."""
    for hit in known.quasi.find(page.folded):
        yield Found(hit.start, hit.end, hit.value, _WHY.get(hit.value, "a recognisable detail"), hit.value)
    for hit in known.common_occupation.find(page.folded):
        before = page.text[max(0, hit.start - _LOOK_BACK) : hit.start]
        if known.of_oneself.search(before):
            yield Found(hit.start, hit.end, "occupation", "an occupation that somebody gives as theirs", "occupation")


def withheld(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield whole sentences that hold words of a protective code: how people were helped is never published."""
    done = -1
    for hit in known.withheld.find(page.folded):
        if hit.start >= done:
            start, done = page.sentence(hit.start)[0], page.sentence(max(hit.start, hit.end - 1))[1]
            done = max(done, hit.end)
            yield Found(min(start, hit.start), done, "helper", "may tell how somebody was helped", "helper", rank=100)
