"""Who is meant by each name of a text, so that one person has one number: PERSON-1, PERSON-2."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page
from svidok.release.masking.people import stem_of


@dataclass(slots=True)
class _Person:
    """What the text calls somebody so far: numbers of given names, stems of surnames."""

    number: int
    given: set[int] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)


def numbers(page: Page, known: Knowledge, mentions: Iterable[Found], first: int = 1) -> dict[Found, int]:
    """Return the number of the person that each mention means.

    Two people of one given name and no surname share a number, which shows less and never more. A surname with two
    different given names is two people; alone it means the one spoken of last.
    """
    persons: list[_Person] = []
    found: dict[Found, int] = {}
    for mention in mentions:
        given, stems = _called(page, known, mention)
        person = next((p for p in reversed(persons) if _may_be(p, given, stems)), None)
        if person is None:
            person = _Person(first + len(persons))
            persons.append(person)
        person.given = (person.given & given or person.given) if person.given else set(given)
        person.stems |= stems
        found[mention] = person.number
    return found


def _called(page: Page, known: Knowledge, mention: Found) -> tuple[set[int], set[str]]:
    given: set[int] = set()
    stems: set[str] = set()
    for word in page.words_between(mention.start, mention.end):
        groups = known.people.groups(word.key)
        if groups:
            given = given & groups or given | groups
        elif len(word.key) > 1 and not known.people.patronymic(word.key):
            stems.add(stem_of(word.key))
    return given, stems


def _may_be(person: _Person, given: set[int], stems: set[str]) -> bool:
    if person.given and given and not person.given & given:
        return False
    if person.stems and stems:
        return bool(person.stems & stems)
    if person.given and given:
        return True
    return not (given or stems) and not (person.given or person.stems)
