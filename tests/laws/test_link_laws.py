"""Laws of linking: order does not matter, nothing is lost or counted twice, copies never add origins."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stages.link_samples import KHERSON_OBLAST, MELITOPOL, SKADOVSK, TOKMAK, Text, told

from svidok.language.periods import bounds, coarser, days, meets
from svidok.link import link
from svidok.link.compare import GARBLED, against
from svidok.link.facets import Facet, facets_of, narrowest, same_unit
from svidok.model import Attribution, Span, Statement, TextLayer

PASSAGES = (
    "At the clinic the woman at the desk said that without a Russian passport nobody would be given insulin any more",
    "У поліклініці сказали, що без російського паспорта інсуліну більше не дадуть нікому, навіть тим, хто лежить у відділенні",
    "My husband went twice to the pension fund in our town and both times they sent him home with nothing in his hands",
    "no insulin",
)
SERVICES = ("health.any", "health.insulin", "health.hiv", "pension.any", "")
PLACES = (None, MELITOPOL, TOKMAK, SKADOVSK, KHERSON_OBLAST)
DATES = ("", "2023", "2023-05", "2023-05-09", "2024", "2025-09-10/..", "XXXX-09")


@st.composite
def sources(draw: st.DrawFn) -> list[Text]:
    texts = []
    for name in "abcd"[: draw(st.integers(1, 4))]:
        text = Text(name, block=draw(st.sampled_from(["paragraph", "message"])))
        for _ in range(draw(st.integers(1, 3))):
            text.say(
                draw(st.sampled_from(PASSAGES)),
                draw(st.lists(st.sampled_from(SERVICES), min_size=1, max_size=2, unique=True)),
                place=draw(st.sampled_from(PLACES)),
                date=draw(st.sampled_from(DATES)),
                who=draw(st.sampled_from([None, "", "Olga", "Ольга", "Ivan"])),
                outlet=draw(st.sampled_from(["", "", "BBC", "BBC News Russian", "Meduza"])),
                sex=draw(st.sampled_from(["", "", "female", "male"])),
                level=draw(st.sampled_from(["individual", "group", "pattern"])),
                polarity=draw(st.sampled_from(["asserted", "hypothetical", "negated"])),
            )
        texts.append(text)
    return texts


@given(sources(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_input_does_not_matter(texts: list[Text], random: object) -> None:
    statements, layers = told(*texts)
    shuffled = list(statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert link(shuffled, dict(reversed(layers.items()))) == link(statements, layers)


@given(sources())
@settings(max_examples=60, deadline=None)
def test_every_service_of_every_statement_that_counts_is_in_one_incident(texts: list[Text]) -> None:
    statements, layers = told(*texts)
    found = link(statements, layers)
    expected = Counter(s.ref for s in statements if s.counts for _ in narrowest(s.values("service")) or ("",))
    assert Counter(ref for i in found for ref in i.statements) == expected
    assert len({i.id for i in found}) == len(found)
    assert all(len(i.services) <= 1 for i in found)


@given(sources())
@settings(max_examples=60, deadline=None)
def test_no_incident_holds_facts_that_contradict_each_other_beyond_what_a_copy_may_garble(texts: list[Text]) -> None:
    statements, layers = told(*texts)
    by_ref: dict[str, list[Facet]] = {}
    for facet in facets_of(statements, layers):
        by_ref.setdefault(facet.ref, []).append(facet)
    for incident in link(statements, layers):
        for one, other in combinations(incident.statements, 2):
            pairs = [(a, b) for a in by_ref[one] for b in by_ref[other] if same_unit(a, b)]
            assert any(not set(against(a, b)) - GARBLED for a, b in pairs)
            garbled = {slot for a, b in pairs for slot in against(a, b)}
            assert not garbled or incident.conflicts or len(pairs) > 1


def copy_of(text: Text, name: str) -> tuple[list[Statement], TextLayer]:
    """The same text under another name, with nothing said of where it comes from."""
    moved = [
        replace(
            s,
            source=name,
            scene=Span(name, s.scene.start, s.scene.end),
            assertions=tuple(replace(a, span=Span(name, a.span.start, a.span.end)) for a in s.assertions),
            attribution=tuple(Attribution(m.who, m.role) for m in s.attribution if m.role == "witness"),
        )
        for s in text.statements
    ]
    return moved, text.layer


@given(sources(), st.integers(0, 3))
@settings(max_examples=80, deadline=None)
def test_copies_never_add_origins(texts: list[Text], which: int) -> None:
    statements, layers = told(*texts)
    # Passages too short to be told for copies are no copies: leave them out.
    statements = [s for s in statements if s.scene.end - s.scene.start > 40]
    kept = {s.source for s in statements}
    before = {origin for i in link(statements, layers) for origin in i.origins}
    text = texts[which % len(texts)]
    if text.id not in kept:
        return
    moved, layer = copy_of(text, "z")
    moved = [s for s in moved if s.scene.end - s.scene.start > 40]
    after = {origin for i in link([*statements, *moved], {**layers, "z": layer}) for origin in i.origins}
    assert len(after) <= len(before)


@given(sources())
@settings(max_examples=40, deadline=None)
def test_there_are_never_more_origins_than_sources_and_chains(texts: list[Text]) -> None:
    statements, layers = told(*texts)
    found = link(statements, layers)
    tellers = {(s.source, tuple(member.who for member in s.attribution)) for s in statements if s.counts}
    assert len({origin for i in found for origin in i.origins}) <= len(tellers)


EDTF = st.one_of(
    st.sampled_from([*DATES, "2022-24", "2023-21~", "202X", "2022-02-24/2022-03", "../2022", "later"]),
    st.dates().map(str),
)


@given(EDTF, st.sampled_from(["season", "year"]))
def test_a_coarser_date_is_coarse_true_and_stays_as_it_is(edtf: str, precision: str) -> None:
    told_less = coarser(edtf, precision)  # type: ignore[arg-type]
    before, after = bounds(edtf), bounds(told_less)
    if before is None or after is None:
        assert told_less == ""
        return
    assert after[0] <= before[0]
    assert before[1] <= after[1]
    assert days(told_less) >= 89
    assert coarser(told_less, precision) == told_less  # type: ignore[arg-type]
    assert meets(before, after)
