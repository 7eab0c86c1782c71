"""Who tells, and through whom it reached us: the chain of attribution, from the origin to the publisher."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import ahocorasick_rs

from svidok.codebook import Codebook
from svidok.language.fold import fold
from svidok.language.matcher import Matcher, Seen, compile_patterns
from svidok.model import Attribution, Span, TextLayer
from svidok.read.scenes import Scene

# A given name as a text introduces a speaker: one or two capitalised words, in any of the three alphabets.
_CAPITAL = r"[A-ZА-ЯІЇЄҐЁ][a-zа-яіїєґё'’ʼ-]+"
_NAME = rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|[A-ZА-ЯІЇЄҐЁ]\.))?"
_VERBS = (
    "said|says|told|tells|recalled|recalls|explained|explains|added|adds|describes|describe|described|remembers"
    "|remembered|wrote|admitted|continues|розповіла|розповідає|розповів|розказує|каже|сказала|сказав|згадує|пояснює"
    "|пояснила|пояснив|говорить|зізнається|додає|пригадує|пише|ділиться|рассказала|рассказывает|рассказал|говорит"
    "|сказала|сказал|вспоминает|поясняет|объясняет|объяснила|объяснил|признается|признаётся|добавляет|пишет|делится"
)
_SAYS = f"(?:{_VERBS})"
_INTRODUCED = re.compile(
    rf"(?:according\s+to|за\s+словами|зі\s+слів|по\s+словам|со\s+слов|named|на\s+ім['’ʼ]я|по\s+имени)\s+(?P<a>{_NAME})"
    rf"|(?P<b>{_NAME})\s*(?:,[^.!?\n]{{1,80}},)?\s*(?:\([^)]{{1,40}}\)\s*)?{_SAYS}\b"
    rf"|\b{_SAYS}\s+(?:\w+\s+){{0,2}}?(?P<c>{_NAME})"
    rf"|(?P<d>{_NAME})\s*(?:—|–|,)\s*(?:a|an|the|одна|один|former|колишня|колишній|бывшая|бывший|\d\d-|мешкан|жител|житель|мати|мать|пенсіонер|пенсионер|вчител|учител|медсестр|resident)"
)
_PRONOUN_SAYS = re.compile(
    rf"\b(?:she|he|they|вона|він|она|он|жінка|чоловік|женщина|мужчина|the\s+woman|the\s+man)\s+(?:\w+\s+){{0,2}}?{_SAYS}\b"
    rf"|\b{_SAYS}\s+(?:she|he|вона|він|она|он|жінка|женщина|чоловік|мужчина)\b|за\s+(?:її|його)\s+словами|по\s+(?:ее|её|его)\s+словам",
    re.IGNORECASE,
)
_ANONYMOUS = re.compile(
    r"\b(?:a|an|one)\s+(?:\w+\s+)?(?:source|resident|woman|man|teacher|nurse|doctor|mother|pensioner|farmer|local)\b[^.!?\n]{0,60}?\b(?:told|said|says|recalled|who)\b"
    r"|\b(?:джерело|мешканка|мешканець|жителька|співрозмовниця|співрозмовник|источник|жительница|житель|собеседница|собеседник)\b",
    re.IGNORECASE,
)
# What stands in all that the two find, in small letters: where it is missing, and it mostly is, they are not tried.
_SAYING = [*_VERBS.split("|"), "словами", "словам"]
_NOBODY = (
    "source|resident|woman|man|teacher|nurse|doctor|mother|pensioner|farmer|local"
    "|джерело|мешканка|мешканець|жителька|співрозмовниця|співрозмовник|источник|жительница|житель|собеседница|собеседник"
)
_HINTS = ahocorasick_rs.AhoCorasick([*_SAYING, *_NOBODY.split("|")])
_QUOTED = re.compile(r"[«“„\"‘]")


@dataclass(frozen=True, slots=True)
class Told:
    """How one scene reached us: its chain, and whether an official or an expert comments in it."""

    chain: tuple[Attribution, ...]
    official: bool = False
    speaker: str = ""


@dataclass(slots=True)
class _State:
    """What carries over from scene to scene while a text is read."""

    speaker: Attribution | None = None
    collector: Attribution | None = None
    official: bool = False
    known: dict[str, Attribution] = field(default_factory=dict)


class Tellers:
    """The codebook's outlets and roles, ready to be found in a text."""

    def __init__(self, book: Codebook) -> None:
        page: Mapping[str, Mapping[str, Sequence[str]]] = book.tables["tellers"]
        self._outlets: Matcher[str] = compile_patterns(
            [(str(p), name) for name, words in page["collects"].items() for p in words], "en"
        )
        self._roles: Matcher[str] = compile_patterns(
            [(str(p), role) for role, words in page["roles"].items() for p in words], "en"
        )
        self._common = frozenset(str(word) for word in book.tables["tellers"]["not_people"])
        self._media_words = {w.casefold() for name in page["collects"] for w in re.findall(r"[^\W\d_]+", name)}

    def told(self, layer: TextLayer, scenes: Sequence[Scene], source: str, not_people: frozenset[int]) -> list[Told]:
        """Return for each scene who tells it.

        `not_people` are positions at which a capitalised word is known to be a place, a passport or an office.
        """
        state = _State()
        publisher = self._publisher(layer, source)
        outlets = self._outlets.spans(fold(layer.text))
        return [self._scene(layer.text, scene, source, state, publisher, not_people, outlets) for scene in scenes]

    def _scene(
        self,
        text: str,
        scene: Scene,
        source: str,
        state: _State,
        publisher: Attribution | None,
        not_people: frozenset[int],
        outlets: Sequence[Seen[str]],
    ) -> Told:
        words = text[scene.start : scene.end]
        outlet = _outlet(outlets, scene, source)
        named = self._named(words, scene.start, source, not_people)
        if named is None:
            named = self._known(words, state)
        if named is not None:
            state.speaker = state.known.setdefault(named.who, named)
            state.official = named.role in ("official", "expert")
        else:
            self._unnamed(words, scene.start, source, state)
        if outlet is not None:
            state.collector = outlet
        chain = [member for member in (state.speaker, state.collector, publisher) if member is not None]
        unique = [m for i, m in enumerate(chain) if not m.who or m.who not in {k.who for k in chain[:i]}]
        return Told(tuple(unique), state.official, state.speaker.who if state.speaker else "")

    def _unnamed(self, words: str, offset: int, source: str, state: _State) -> None:
        """Nobody is named: somebody without a name tells, or whoever told before goes on, or nobody in particular."""
        hints = {hint for hint, _, _ in _HINTS.find_matches_as_indexes(words.casefold(), overlapping=True)}
        says = any(hint < len(_SAYING) for hint in hints)
        anonymous = _ANONYMOUS.search(words) if any(hint >= len(_SAYING) for hint in hints) else None
        if not anonymous and (_QUOTED.search(words[:2]) or (says and _PRONOUN_SAYS.search(words))):
            return
        state.official = False
        state.speaker = None
        if anonymous:
            span = Span(source, offset + anonymous.start(), offset + anonymous.end())
            state.speaker = Attribution("", self._role(anonymous.group()) or "witness", span)

    def _known(self, words: str, state: _State) -> Attribution | None:
        """Somebody introduced before and named again: the account is theirs."""
        met = [(words.find(name), known) for name, known in state.known.items()]
        met = [(at, known) for at, known in met if at >= 0 and known.role not in ("official", "expert")]
        return min(met, key=lambda pair: pair[0])[1] if met else None

    def _named(self, words: str, offset: int, source: str, not_people: frozenset[int]) -> Attribution | None:
        for match in _INTRODUCED.finditer(words):
            group = next(name for name in "abcd" if match.group(name))
            who, start = match.group(group), match.start(group)
            first = who.split()[0]
            if (
                offset + start in not_people
                or first.casefold() in self._media_words
                or first.casefold() in self._common
                or self._role(first)
            ):
                continue
            near = words[max(0, start - 90) : match.end() + 90]
            return Attribution(
                who, self._role(near) or "witness", Span(source, offset + start, offset + start + len(who))
            )
        return None

    def _role(self, words: str) -> str:
        found = {hit.value for hit in self._roles.find(fold(words))}
        return next((role for role in ("official", "expert", "relative", "witness") if role in found), "")

    def _publisher(self, layer: TextLayer, source: str) -> Attribution | None:
        """The outlet that the furniture of a page names: "Source: Meduza"."""
        match = re.search(r"(?im)^\s*(?:source|джерело|источник)\s*[:–—-]\s*(?P<who>[^\r\n]{2,60}?)\s*$", layer.text)
        if match is None:
            return None
        return Attribution(match.group("who"), "publisher", Span(source, match.start("who"), match.end("who")))


def _outlet(found: Sequence[Seen[str]], scene: Scene, source: str) -> Attribution | None:
    inside = [(start, -end, name) for start, end, name in found if scene.start <= start and end <= scene.end]
    if not inside:
        return None
    start, end, name = min(inside, key=lambda one: one[:2])
    return Attribution(name, "collector", Span(source, start, -end))
