"""Laws of the casebook: whatever is done in whatever order, the tables are those of the ledger, and nothing is lost."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stages.casebook_samples import NOW, empty, opened

from svidok.casebook.fold import replay
from svidok.casebook.values import (
    consent_from_plain,
    consent_to_plain,
    finding_from_plain,
    finding_to_plain,
    incident_from_plain,
    incident_to_plain,
    layer_from_plain,
    layer_to_plain,
)
from svidok.model import Assertion, Consent, Finding, Incident, Span, Statement, TextLayer
from svidok.review import accept, apply, change, correct, reject

if TYPE_CHECKING:
    from svidok.casebook.store import Casebook

AT = "2026-03-01T10:00:00Z"
FEW = settings(max_examples=20, deadline=None)
# few texts, so that the same bytes often come twice; no half characters, which no text layer can hold
TEXTS = st.sampled_from(["Без паспорта не дали", "ї" * 30, "=1+1\r\n\t\0", "\U0001f600 e\u0301"]) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30
)
Step = tuple[str, Any]


def steps() -> st.SearchStrategy[list[Step]]:
    which = st.integers(0, 5)
    return st.lists(
        st.one_of(
            st.tuples(st.just("preserve"), TEXTS),
            st.tuples(st.just("text"), which),
            st.tuples(st.just("failure"), which),
            st.tuples(st.just("propose"), st.tuples(which, st.integers(1, 3), st.sampled_from(["x.one", "x.two"]))),
            st.tuples(st.just("decide"), st.tuples(which, st.sampled_from(["accept", "reject", "correct"]))),
            st.tuples(st.just("consent"), st.tuples(which, st.booleans())),
            st.tuples(st.just("link"), which),
            st.tuples(st.just("rebuild"), st.none()),
        ),
        min_size=3,
        max_size=14,
    )


class Run:
    """Takes the steps on a casebook, and keeps what must be true of it beside."""

    def __init__(self, casebook: "Casebook") -> None:
        self.casebook = casebook
        self.bytes: dict[str, bytes] = {}
        self.layers: dict[str, TextLayer] = {}

    def take(self, step: Step) -> None:
        name, what = step
        run: Callable[[Any], None] = getattr(self, name)
        run(what)

    def preserve(self, text: str) -> None:
        data = text.encode()
        kept = self.casebook.preserve("a.txt", data, kind="chat", now=NOW)
        assert kept.known == (data in self.bytes.values())
        self.bytes[kept.source_id] = data

    def text(self, which: int) -> None:
        if source := self._source(which):
            self.layers[source] = TextLayer(self.bytes[source].decode())
            self.casebook.keep_text(source, self.layers[source], NOW)

    def failure(self, which: int) -> None:
        if source := self._source(which):
            self.casebook.keep_failure(source, "SV231", NOW)

    def propose(self, what: tuple[int, int, str]) -> None:
        which, count, value = what
        source = self._source(which)
        if source in self.layers:
            span = Span(source, 0, 1)
            read = Assertion("service", value, span, span.of(self.layers[source].text), 1.0, "r")
            made = [
                Statement(f"S{number}", source, "individual", "asserted", "passport", span, (read,))
                for number in range(count)
            ]
            self.casebook.propose(source, made, "rules", NOW)
            assert self.casebook.proposals(source)[:count] == tuple(made)

    def decide(self, what: tuple[int, str]) -> None:
        which, act = what
        there = self.casebook.proposals()
        if there:
            on = there[which % len(there)]
            if act == "correct":
                self.casebook.decide(correct(on, [change(on, "level", "group")], "o.k", AT), NOW)
            else:
                self.casebook.decide((accept if act == "accept" else reject)(on, "o.k", AT), NOW)

    def consent(self, what: tuple[int, bool]) -> None:
        if source := self._source(what[0]):
            self.casebook.set_consent(source, Consent(withdrawn=what[1]), NOW)

    def link(self, which: int) -> None:
        self.casebook.link([Incident(f"i{which}", ("a/S1",), ("o",))], NOW)

    def rebuild(self, _: None) -> None:
        self.casebook.rebuild()

    def _source(self, which: int) -> str:
        known = sorted(self.bytes)
        return known[which % len(known)] if known else ""


@FEW
@given(steps())
def test_after_any_steps_the_tables_are_those_of_the_ledger(taken: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as home:
        folder = empty(Path(home))
        with opened(folder) as casebook:
            run = Run(casebook)
            for step in taken:
                run.take(step)
            before = casebook.dump()
        with opened(folder) as casebook:
            report = casebook.verify()
            assert report.exit_code == 1, report.say()
            assert casebook.dump() == before
            casebook.rebuild()
            assert casebook.dump() == before
            assert {source: casebook.original(source) for source in run.bytes} == run.bytes
            assert {source.id for source in casebook.sources()} == run.bytes.keys()
            assert {source: casebook.layer(source) for source in run.layers} == run.layers
            assert casebook.statements() == apply(casebook.proposals(), casebook.decisions())
            for statement in casebook.statements():
                text = run.layers[statement.source].text
                assert all(a.span.of(text) == a.quote for a in statement.assertions)


@FEW
@given(steps())
def test_taking_the_same_steps_again_adds_no_source(taken: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as home, opened(empty(Path(home))) as casebook:
        run = Run(casebook)
        kept = [step for step in taken if step[0] == "preserve"]
        for step in [*kept, *kept]:
            run.take(step)
        assert len(casebook.sources()) == len({step[1] for step in kept})
        assert casebook.verify().entries == 1 + len(casebook.sources())


WORD = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
WORDS = st.lists(WORD, max_size=3).map(tuple)


@given(st.builds(Consent, st.frozensets(WORD), st.frozensets(WORD), st.none() | WORD, st.booleans(), st.booleans()))
def test_consents_survive_as_plain_values(consent: Consent) -> None:
    assert consent_from_plain(consent_to_plain(consent)) == consent


@given(st.from_type(Incident), st.from_type(Finding), st.from_type(TextLayer))
def test_values_survive_as_plain_values(incident: Incident, finding: Finding, layer: TextLayer) -> None:
    assert incident_from_plain(incident_to_plain(incident)) == incident
    assert finding_from_plain(finding_to_plain(finding)) == finding
    assert layer_from_plain(layer_to_plain(layer)) == layer


def test_an_empty_ledger_gives_empty_tables() -> None:
    assert replay([]) == {}
