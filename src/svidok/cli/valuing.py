"""Values that a person types in review: `slot=value` or `slot=value=exact words`, checked against the codebook."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from svidok.codebook import Codebook
from svidok.codebook.places import gazetteer
from svidok.errors import DateUnclear, SettingUnclear, SlotUnknown, UnknownCode
from svidok.language.periods import bounds
from svidok.model import SLOTS, Statement
from svidok.review import Change, Decision, change
from svidok.review.layout import NOTHING
from svidok.review.making import CHOICES

FORM = 'slot=value or slot=value="exact words"'
_DIMENSIONS = {"condition": "link"}
_FREE = ("person", "reason_given")  # read as they are told, from no list


@dataclass(frozen=True, slots=True)
class Setting:
    """One value typed for a slot, with the words it is read from, "" when none were typed."""

    slot: str
    value: str
    words: str = ""


def settings(typed: Iterable[str], option: str, book: Codebook) -> list[Setting]:
    """Read what was typed, and check every value; raises SettingUnclear, SlotUnknown, UnknownCode, DateUnclear.

    >>> from svidok.codebook import load
    >>> settings(["service=health.insulin=no insulin"], "--set", load())
    [Setting(slot='service', value='health.insulin', words='no insulin')]
    """
    found = []
    for number, one in enumerate(typed, 1):
        slot, sign, rest = one.partition("=")
        value, _, words = rest.partition("=")
        if not sign or not value.strip():
            raise SettingUnclear(number=number, option=option, form=FORM)
        found.append(Setting(slot.strip(), value.strip(), words))
        if value.strip() != NOTHING:
            check(book, slot.strip(), value.strip())
    return found


def check(book: Codebook, slot: str, value: str) -> None:
    """Raise unless this value can stand in this slot.

    >>> from svidok.codebook import load
    >>> check(load(), "place", "UA23080070010092407")
    >>> check(load(), "service", "health.insuline")
    Traceback (most recent call last):
    svidok.errors.UnknownCode: SV201: the codebook has no code health.insuline
      do: use health.insulin, or see `svidok codebook show`; nothing has been changed
    """
    if slot in CHOICES or slot in _FREE:
        return  # the stage `review` knows the choices
    if slot not in SLOTS:
        raise SlotUnknown(slot=slot, known=", ".join((*CHOICES, *SLOTS)))
    if slot == "date":
        if bounds(value) is None:
            raise DateUnclear(what="the slot date")
    elif slot == "place":
        if gazetteer().get(value) is None:
            raise UnknownCode(code=value, near="a code of the official list of places such as UA23080070010092407")
    else:
        book.code(_DIMENSIONS.get(slot, slot), value)


def changes(statement: Statement, wanted: Iterable[Setting], words: str, at: int | None, text: str) -> Iterator[Change]:
    """Yield what must change so that each slot named holds the values named for it, and no others.

    A value that comes takes the place of one that goes, in order, and its words unless others are quoted. `words` and
    `at` stand for those of settings that quote none. "-" empties a slot.
    """
    by_slot: dict[str, list[Setting]] = {}
    for one in wanted:
        by_slot.setdefault(one.slot, []).append(one)
    for slot, named in by_slot.items():
        if slot in CHOICES:
            yield from (change(statement, slot, one.value) for one in named[-1:])
            continue
        values = [one.value for one in named if one.value != NOTHING]
        present = statement.values(slot) if slot in SLOTS else ()
        going = [value for value in present if value not in values]
        for number, one in enumerate(one for one in named if one.value in values and _comes(statement, one)):
            old = one.value if one.value in present else going.pop(0) if going else ""
            quote = one.words or words
            detail = place(one.value) if slot == "place" else None
            position = at if number == 0 and quote else None
            yield change(statement, slot, one.value, old=old, text=text, quote=quote, position=position, detail=detail)
        yield from (change(statement, slot, "", old=value) for value in going)


def _comes(statement: Statement, one: Setting) -> bool:
    """Whether it is new, or is there and gets other words."""
    return bool(one.words) or one.value not in statement.values(one.slot)


def place(code: str) -> dict[str, str]:
    """Return what is written beside the code of a place: its names, its oblast, what it is.

    >>> place("UA23080070010092407")["name_en"], place("UA23080070010092407")["oblast"]
    ('Melitopol', 'Zaporizhzhia')
    """
    row = gazetteer().get(code)
    if row is None:
        return {}
    return {
        "name_en": row.name_en,
        "name_uk": row.name_uk,
        "oblast": gazetteer().oblast(code),
        "type": row.type,
        "kind": "settlement" if row.settlement else row.type,
    }


def with_places(decision: Decision) -> Decision:
    """Return the decision with the names of its places beside their codes."""
    if decision.added is None:
        return decision
    read = tuple(replace(a, detail=place(a.value)) if a.slot == "place" else a for a in decision.added.assertions)
    return replace(decision, added=replace(decision.added, assertions=read))


def places() -> Mapping[str, Mapping[str, str]]:
    """Return what is written beside the code of every place there is."""
    return {code: place(code) for code in gazetteer().codes()}
