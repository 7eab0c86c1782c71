"""What in a text must not leave, and what stands for it. Closed by default: a person un-masks, the program never.

A detector is one function from a page to stretches found; the union of all of them is masked. What they leave is
safer and not safe: details combine, and `residual` says which are left.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from re import Pattern
from typing import Final

from svidok.codebook import Codebook
from svidok.model import Mask
from svidok.release.masking.capitals import capitals
from svidok.release.masking.court import courtly
from svidok.release.masking.dates import ages, dates
from svidok.release.masking.formats import identifiers
from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge, knowledge
from svidok.release.masking.merge import earlier, masks_of, merged, outside, standing
from svidok.release.masking.names import found_again, initials, known_names, small_names
from svidok.release.masking.page import Page
from svidok.release.masking.phrases import activities
from svidok.release.masking.places import places
from svidok.release.masking.quasi import quasi, strictly, withheld
from svidok.release.masking.remains import REMAINS
from svidok.release.masking.small import uncased
from svidok.release.masking.spoken import apart, beside_speech
from svidok.release.masking.told import told

Detector = Callable[[Page, Knowledge], Iterator[Found]]

# Each is one function; the order does not matter, ranks settle what a stretch is called.
DETECTORS: Final[tuple[Detector, ...]] = (
    withheld,
    identifiers,
    ages,
    quasi,
    activities,
    told,
    strictly,
    courtly,
    places,
    small_names,
    beside_speech,
    apart,
    uncased,
    capitals,
    lambda page, _: initials(page),
)

__all__ = ["DETECTORS", "Detector", "mask", "masked", "residual"]


def mask(
    text: str, *, book: Codebook, lang_hint: str = "", known_people: Collection[str] = (), strict: bool = False
) -> list[Mask]:
    """Return the masks of a text in order; they do not overlap, and offsets are code points of the text.

    `lang_hint` ("uk", "ru", "en") is for texts too short to tell; `known_people` are names that are sought in every
    form even where they are everyday words; `strict` lets countries, regions, years, amounts,
    offences and every occupation go too, as for court papers. The spans have the source "".
    Masking a masked text adds nothing.
    Raises MaskingPageBroken when the codebook lacks what masking needs.

    >>> from svidok.codebook import load
    >>> text = "Галину Коваленко з Мелітополя 29 жовтня 2024 року не прийняли, тел. 050 123 45 67."
    >>> masked(text, mask(text, book=load()))
    '[ОСОБА-1] з [місто в Запорізькій області] [осінь 2024] не прийняли, тел. [номер телефону].'
    """
    known = knowledge(book)
    page = Page(text, lang_hint, strict)
    stretches, first = earlier(_standing(known), text)
    page.keep_out(stretches)
    dated = list(dates(page, known))
    page.take_out((one.start, one.end) for one in dated)
    found = [*dated, *chain.from_iterable(detector(page, known) for detector in DETECTORS)]
    found += known_names(page, known, known_people)
    found = list(outside(found, stretches))
    found += outside(found_again(page, known, found), stretches)
    return masks_of(page, known, merged(page, found), first)


def masked(text: str, masks: Sequence[Mask]) -> str:
    """Return the text with its masks in place.

    >>> masked("no masks", [])
    'no masks'
    """
    parts, done = [], 0
    for one in sorted(masks, key=lambda m: m.span):
        parts += [text[done : one.span.start], one.replacement]
        done = one.span.end
    return "".join([*parts, text[done:]])


def residual(text: str, masks: Sequence[Mask], lang: str = "en") -> list[str]:
    """Return which details are left in combination after masking, the most frequent first, for a person to weigh.

    A generalised detail still tells: a season, a decade of life and an oblast together may fit one person. Every line
    names a detail and how often it stands; the last says how many kinds of detail one paragraph holds at most.
    `lang` is the language of the lines: "uk", "ru" or "en".

    >>> from svidok.codebook import load
    >>> told = "Тамарі, 61, у Токмаку у вересні 2023 року відмовили."
    >>> residual(told, mask(told, book=load()))[-1]
    '4 kinds of detail in one paragraph: age, date, person, place'
    >>> residual(told, mask(told, book=load()), "uk")[-1]
    'видів відомостей в одному абзаці: 4 (вік, дата, місце, особа)'
    """
    words = REMAINS[lang]
    said = Counter((one.kind, one.replacement.strip("[]")) for one in masks)
    lines = [
        f"{words.kind(kind)}: {label}" + (f" ({words.times.format(times)})" if times > 1 else "")
        for (kind, label), times in sorted(said.items(), key=lambda item: (-item[1], item[0]))
    ]
    together = _together(text, masks)
    if len(together) > 1:
        lines.append(words.together.format(len(together), ", ".join(sorted(map(words.kind, together)))))
    return lines


def _together(text: str, masks: Sequence[Mask]) -> set[str]:
    by_line: dict[int, set[str]] = {}
    for one in masks:
        by_line.setdefault(text.count("\n", 0, one.span.start), set()).add(one.kind)
    return max(by_line.values(), key=len, default=set())


@lru_cache(maxsize=4)
def _standing(known: Knowledge) -> Pattern[str]:
    return standing(known)
