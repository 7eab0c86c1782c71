"""What people say of passages without having seen what the program proposes, and what that says of the program.

How much a reader misses can only be known from passages that somebody coded without its help: whoever accepts or
rejects proposals sees nothing but proposals.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from svidok.errors import PassageKnown, PassageSeen, PassageUnknown, ProgramDecides
from svidok.model import Span, Statement
from svidok.review.decisions import PROGRAM, Decision
from svidok.review.passages import begins_in, lies_in
from svidok.review.queue import ACTS

Code = tuple[str, str]  # slot and value
_SURE: Final = 1.959963984540054  # of a normal curve, 95 % lies within so many deviations


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person found in a passage that was shown without proposals; no codes: nothing of the kind."""

    passage: Span
    codes: tuple[Code, ...]
    coder: str
    at: str

    def __post_init__(self) -> None:
        if self.coder in ("", PROGRAM):
            raise ProgramDecides(statement=f"{self.passage.source}/{self.passage.start}")


@dataclass(frozen=True, slots=True)
class Rate:
    """A share: `hits` of `of`."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """Return the share, None of nothing.

        >>> Rate(3, 4).share, Rate(0, 0).share
        (0.75, None)
        """
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Return between what the true share lies, 95 times of 100: Wilson's interval, 0 to 1 when nothing is known.

        Source: Journal of the American Statistical Association 22 (1927) 209-212.

        >>> [round(end, 3) for end in Rate(8, 10).interval], Rate(0, 0).interval
        ([0.49, 0.943], (0.0, 1.0))
        """
        if not self.of:
            return 0.0, 1.0
        share, spread = self.hits / self.of, _SURE**2 / self.of
        middle = (share + spread / 2) / (1 + spread)
        half = _SURE * sqrt(share * (1 - share) / self.of + spread / (4 * self.of)) / (1 + spread)
        # at the ends the sum is exact on paper only
        low, high = max(0.0, middle - half), min(1.0, middle + half)
        return (0.0 if self.hits == 0 else low), (1.0 if self.hits == self.of else high)


@dataclass(frozen=True, slots=True)
class Measured:
    """How a reader did on the passages that were coded blind.

    `passages` goes by passages: of those in which a person found something, where did the reader propose
    anything? `recall` and `precision` go by codes. `missing` names what the reader did not propose, in passages and
    with codes. `drawn` passages are the share, `coded` of them are coded, of `seen` somebody first saw a proposal.
    """

    drawn: int
    coded: int
    seen: int
    passages: Rate
    recall: Rate
    precision: Rate
    missing: tuple[tuple[Span, Code], ...] = ()


def first_answers(answers: Iterable[Answer]) -> dict[Span, Answer]:
    """Return the first answer about each passage: who answers later may have seen something since.

    >>> told = [Answer(Span("a", 0, 9), (), coder, "2026-01-02T10:00:00Z") for coder in ("o.k", "m.t")]
    >>> first_answers(told)[Span("a", 0, 9)].coder
    'o.k'
    """
    found: dict[Span, Answer] = {}
    for answer in answers:
        found.setdefault(answer.passage, answer)
    return found


def deciders(decisions: Iterable[Decision]) -> dict[str, set[str]]:
    """Return who has decided about each statement that they saw proposed.

    >>> deciders([Decision("a/S1", "accept", "o.k", "2026-01-02T10:00:00Z", "0" * 16)])
    {'a/S1': {'o.k'}}
    """
    found: dict[str, set[str]] = {}
    for one in decisions:
        if one.act != "add":
            found.setdefault(one.statement, set()).add(one.coder)
    return found


def by_source(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Return statements by their source.

    >>> list(by_source([Statement("S1", "a", "group", "asserted", "none", Span("a", 0, 1))]))
    ['a']
    """
    found: dict[str, list[Statement]] = {}
    for one in statements:
        found.setdefault(one.source, []).append(one)
    return found


def who_saw(passage: Span, statements: Iterable[Statement], made: Mapping[str, set[str]]) -> set[str]:
    """Return who has decided about something that the program proposed in a passage; `made` is of `deciders`.

    >>> who_saw(Span("a", 0, 9), [], {})
    set()
    """
    return {who for one in statements if one.ref in made and lies_in(one, passage) for who in made[one.ref]}


def check_answer(
    answer: Answer,
    drawn: Collection[Span],
    before: Iterable[Answer],
    statements: Iterable[Statement],
    decisions: Iterable[Decision],
) -> None:
    """Raise unless a passage was drawn, is not coded yet, and this person saw no proposal there.

    Raises PassageUnknown, PassageKnown, PassageSeen.
    """
    passage = answer.passage
    facts: dict[str, object] = {"source": passage.source, "start": passage.start, "end": passage.end}
    if passage not in drawn:
        raise PassageUnknown(**facts)
    if any(one.passage == passage for one in before):
        raise PassageKnown(**facts)
    if answer.coder in who_saw(passage, statements, deciders(decisions)):
        raise PassageSeen(coder=answer.coder, **facts)


def proposed_in(passage: Span, statements: Iterable[Statement]) -> set[Code]:
    """Return what the program proposes in a passage as having happened, or been threatened, over the passport.

    >>> proposed_in(Span("a", 0, 9), [Statement("S1", "a", "group", "asserted", "none", Span("a", 5, 9))])
    set()
    """
    told = [one for one in statements if one.polarity != "negated" and one.passport_link != "none"]
    read = [a for one in told for slot in ACTS for a in one.slot(slot)]
    return {(a.slot, a.value) for a in read if begins_in(a.span, passage)}


def measured(
    drawn: Collection[Span],
    answers: Iterable[Answer],
    statements: Iterable[Statement],
    decisions: Iterable[Decision] = (),
) -> Measured:
    """Return how the present proposals compare with what people found without seeing any.

    `drawn` is the blind share of the present texts, `statements` what the program proposes of them; what people added
    must not be among them. Answers about other passages are left out.

    >>> answer = Answer(Span("a", 0, 9), (("service", "health.insulin"),), "o.k", "2026-01-02T10:00:00Z")
    >>> measured([Span("a", 0, 9)], [answer], []).recall
    Rate(hits=0, of=1)
    """
    told, made, share = by_source(statements), deciders(decisions), set(drawn)
    coded = {span: answer for span, answer in first_answers(answers).items() if span in share}
    pairs = [(span, set(coded[span].codes), proposed_in(span, told.get(span.source, ()))) for span in sorted(coded)]
    both = sum(len(person & program) for _, person, program in pairs)
    open_ = [span for span in share if span not in coded]
    return Measured(
        drawn=len(share),
        coded=len(coded),
        seen=sum(bool(who_saw(span, told.get(span.source, ()), made)) for span in open_),
        passages=Rate(sum(bool(person and program) for _, person, program in pairs), sum(bool(p) for _, p, _ in pairs)),
        recall=Rate(both, sum(len(person) for _, person, _ in pairs)),
        precision=Rate(both, sum(len(program) for _, _, program in pairs)),
        missing=tuple((span, code) for span, person, program in pairs for code in sorted(person - program)),
    )


def answer_to_plain(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain values.

    >>> answer_to_plain(Answer(Span("a", 0, 9), (), "o.k", "2026-01-02T10:00:00Z"))["passage"]
    ['a', 0, 9]
    """
    passage = answer.passage
    return {
        "passage": [passage.source, passage.start, passage.end],
        "codes": [list(code) for code in answer.codes],
        "coder": answer.coder,
        "at": answer.at,
    }


def answer_from_plain(plain: Mapping[str, Any]) -> Answer:
    """Read an answer back.

    >>> told = Answer(Span("a", 0, 9), (("service", "health.insulin"),), "o.k", "2026-01-02T10:00:00Z")
    >>> answer_from_plain(answer_to_plain(told)) == told
    True
    """
    source, start, end = plain["passage"]
    codes = tuple((str(slot), str(value)) for slot, value in plain["codes"])
    return Answer(Span(str(source), int(start), int(end)), codes, str(plain["coder"]), str(plain["at"]))
