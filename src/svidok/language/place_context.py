"""What the words around a hit say about it: its kind, whether it is a place at all, what it lies near.

A name that is also a common word («Щастя», «Пологи») or a person's («Надія») must be spoken for by its context.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from svidok.language import place_words as words
from svidok.language.fold import Folded
from svidok.language.place_hits import Hit, Reading
from svidok.language.place_index import Place

Tail = Literal["", "oblast", "raion", "hromada"]
BEFORE, AFTER = 48, 70  # characters looked at on each side
_LAST_WORD: Final = re.compile(r"([^\W\d_][\w'-]*)[\s\"«“„(]*$")
_MORE_WORD: Final = re.compile(r"\s*[^\W\d_][\w'-]*")
_INITIAL: Final = re.compile(r"(?:^|\W)\w\.\s*$")
_SENTENCE_END: Final = re.compile(r"(?:^|[.!?…:\n]|\n\s*[-—–•*])[\s\"«“„(\-—–]*$")
_NOUN_AFTER: Final = re.compile(
    r" (?!(?:і|й|та|и|а|але|но|в|у|на|до|з|із|за|из|с|по|від|от|що|что|як|как|де|где|є|був|не)\b)[^\W\d_]{3}"
)
_PLURAL_TAIL: Final = re.compile(r"\s*(?:region|oblast|province|district|raion|people's republic)s\b")
_SURNAME_FORM: Final = re.compile(r"(?:[оеєї]в|[иії]н)(?:а|у|ой|ою|ым|им|ом|і|ы|е|их|ых|ими|ыми)?$|енк[аоуиі]\w*$")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around one hit, in offsets of the folded text.

    `kind` is what a word of kind beside it says ("city", "town", "village", "any", ""); `near` is where the words
    begin that put it only near the place, or -1; `tail_end` is where «область» or «район» after it ends.
    """

    kind: str = ""
    preposition: str = ""
    near: int = -1
    tail: Tail = ""
    tail_end: int = 0
    person_before: bool = False
    opens: bool = False
    street: bool = False
    shouted: bool = False
    capital_after: bool = False
    noun_after: bool = False
    quoted: bool = False
    meant: bool = False


def context_of(folded: Folded, hit: Hit) -> Context:
    """Read the context of a hit."""
    text, cased = folded.text, folded.cased
    from_ = max(0, hit.start - BEFORE)
    before, after = text[from_ : hit.start], text[hit.end : hit.end + AFTER]
    last = _LAST_WORD.search(before)
    word = last[1] if last else ""
    near = words.NEAR.search(before) or _behind(before, text[hit.start : hit.end])
    tail, tail_end = _tail(folded, hit)
    street = bool(words.STREET_BEFORE.search(before) or words.STREET_AFTER.match(after))
    begins = last.start(1) + from_ if last else 0
    capital = bool(last) and cased[begins].isupper() and last[0][len(word) :].isspace()  # type: ignore[index]
    return Context(
        kind=_kind(before, after),
        preposition=word if word in words.PREPOSITIONS else "",
        near=from_ + near.start() if near and not tail else -1,
        tail=tail,
        tail_end=tail_end,
        person_before=bool(_INITIAL.search(before)) or (capital and word not in words.PREPOSITIONS),
        opens=bool(_SENTENCE_END.search(before)),
        street=street,
        shouted=_shouted(cased, hit),
        noun_after=bool(_NOUN_AFTER.match(text, hit.end)) and not cased[hit.end + 1].isupper(),
        quoted=before[-1:] in words.QUOTES,
        meant=bool(words.TAKEN_AFTER.match(after) or words.REGION_AFTER.match(after)),
        capital_after=cased[hit.end : hit.end + 1] == " " and cased[hit.end + 1 : hit.end + 2].isupper(),
    )


def _behind(before: str, name: str) -> re.Match[str] | None:
    """«За Токмаком» is beyond it; «за Токмак» is not."""
    return words.BEHIND.search(before) if words.INSTRUMENTAL.search(name) else None


def _kind(before: str, after: str) -> str:
    for kind, pattern in words.KIND_BEFORE.items():
        if pattern.search(before):
            return kind
    return next((kind for kind, pattern in words.KIND_AFTER.items() if pattern.match(after)), "")


def _shouted(cased: str, hit: Hit) -> bool:
    """Whether the hit stands in words that are all capitals, where a capital says nothing."""
    around = cased[max(0, hit.start - 25) : hit.end + 25]
    letters = [letter for letter in around if letter.isalpha()]
    return cased[hit.start : hit.end].isupper() and sum(map(str.isupper, letters)) > 0.9 * len(letters) > 10


def _tail(folded: Folded, hit: Hit) -> tuple[Tail, int]:
    """Return what word of kind follows an adjective, and where it ends; also after more adjectives of its kind."""
    found = _tail_at(folded.text, hit.end)
    if found[0] or not any(_may_be_oblast(place, how, hit) for place, how in hit.readings):
        return found
    at = hit.end
    for _ in range(5):
        more = words.MORE_BEFORE_OBLAST.match(folded.text, at)
        word = _MORE_WORD.match(folded.text, more.end()) if more and more.end() > at else None
        if not word:
            return "", 0
        at = word.end()
        kind, _end = _tail_at(folded.text, at)
        if kind:
            return ("", 0) if hit.latin and not _PLURAL_TAIL.match(folded.text, at) else (kind, hit.end)
    return "", 0


def _may_be_oblast(place: Place, how: str, hit: Hit) -> bool:
    """In English an oblast goes by the name of its centre."""
    return how == "adjective" or place.type == "oblast" or (hit.latin and place.name_uk.lower() in words.CENTRES)


def _tail_at(text: str, at: int) -> tuple[Tail, int]:
    pairs: tuple[tuple[Tail, re.Pattern[str]], ...] = (
        ("raion", words.RAION_AFTER),
        ("hromada", words.HROMADA_AFTER),
        ("oblast", words.OBLAST_AFTER),
    )
    for kind, pattern in pairs:
        found = pattern.match(text, at)
        if found:
            return kind, found.end()
    return "", 0


def allowed(reading: Reading, hit: Hit, said: Context, token: str, beside: bool) -> bool:
    """Say whether a reading of a hit may be proposed at all; `beside` when it is listed with a sure place."""
    place, how = reading
    if said.street and not said.kind:
        return False
    if how == "adjective" or place.type == "oblast" or how == "by-name":
        return True
    care = place.care
    if how in {"former name", "occupier's name"}:
        care = "word" if token in words.FORMER_WORDS else ""
    if care == "word" and hit.latin and token not in words.ENGLISH_WORDS:
        care = ""
    spoken_for = bool(said.kind) or beside or said.near >= 0 or said.meant
    if care in {"word", "person"} and said.capital_after and not spoken_for:  # «Степовий Вісник»
        return False
    small = place.type in {"village", "settlement"}
    opener = said.opens and token in words.OPENERS
    if small and not spoken_for and (said.quoted or opener or _only_an_adjective(place, said)):
        return False
    if care == "person" or (place.surname_like and not hit.latin and _SURNAME_FORM.search(token)):
        return spoken_for
    if said.shouted and care:
        return bool(said.kind)
    if care == "word":
        return spoken_for or bool(said.preposition)
    if care == "surname" or not said.preposition:
        return spoken_for or not said.person_before or (place.type == "city" and care != "surname")
    return True


def _only_an_adjective(place: Place, said: Context) -> bool:
    """Whether «Степове» may be an adjective of the noun after it, with nothing that says otherwise."""
    return said.noun_after and not said.preposition and place.name_uk.endswith(("е", "ий")) and " " not in place.name_uk
