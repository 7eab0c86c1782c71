"""Laws of review: who has decided what can be mixed in any order, and no words get lost or invented."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from svidok.model import Assertion, Span, Statement, TextLayer
from svidok.review import (
    Decision,
    accept,
    apply,
    change,
    correct,
    decision_from_plain,
    decision_to_plain,
    disagreements,
    fingerprint,
    from_xlsx,
    reject,
    to_xlsx,
)

AT = "2026-01-02T10:00:00Z"
CODERS = ("k.b", "m.t", "o.k")
# any text at all, but no half characters: no text layer can hold those
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@st.composite
def proposals(draw: st.DrawFn) -> tuple[TextLayer, list[Statement]]:
    text = draw(TEXTS)
    made = []
    for number in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text) - 1))
        span = Span("a", start, draw(st.integers(start + 1, len(text))))
        read = Assertion("service", draw(st.sampled_from(["x.one", "x.two"])), span, span.of(text), 0.5, "r")
        made.append(Statement(f"S{number}", "a", "individual", "asserted", "passport", span, (read,)))
    return TextLayer(text), made


@st.composite
def decided(draw: st.DrawFn) -> tuple[TextLayer, list[Statement], list[Decision]]:
    layer, statements = draw(proposals())
    made = []
    for _ in range(draw(st.integers(0, 8))):
        on, coder = draw(st.sampled_from(statements)), draw(st.sampled_from(CODERS))
        act = draw(st.sampled_from(["accept", "reject", "level", "service"]))
        if act in ("accept", "reject"):
            made.append((accept if act == "accept" else reject)(on, coder, AT))
        elif act == "level":
            made.append(correct(on, [change(on, "level", "group")], coder, AT))
        else:
            made.append(correct(on, [change(on, "service", "x.new", old=on.values("service")[0])], coder, AT))
    return layer, statements, made


@given(decided(), st.randoms(use_true_random=False))
def test_the_order_in_which_different_people_decide_changes_nothing(case, random) -> None:  # type: ignore[no-untyped-def]
    _, statements, made = case
    lasts = list({(one.statement, one.coder): one for one in made}.values())
    mixed = lasts[:]
    random.shuffle(mixed)
    before, after = apply(statements, made), apply(statements, mixed)
    assert [(one.review, fingerprint(one)) for one in before] == [(one.review, fingerprint(one)) for one in after]
    assert disagreements(statements, made) == disagreements(statements, mixed)


@given(decided())
def test_no_statement_is_lost_and_every_quote_stands_in_the_text(case) -> None:  # type: ignore[no-untyped-def]
    layer, statements, made = case
    after = apply(statements, made)
    assert [one.ref for one in after] == [one.ref for one in statements]
    assert all(a.span.of(layer.text) == a.quote for one in after for a in one.assertions)
    touched = {one.statement for one in made}
    assert all(now == then for now, then in zip(after, statements, strict=True) if now.ref not in touched)


@given(decided())
def test_what_is_in_dispute_is_unreviewed_and_nothing_else_touched_is(case) -> None:  # type: ignore[no-untyped-def]
    _, statements, made = case
    disputed = {one.statement for one in disagreements(statements, made)}
    touched = {one.statement for one in made}
    assert {one.ref for one in apply(statements, made) if one.review == "unreviewed"} == (
        {one.ref for one in statements} - (touched - disputed)
    )


@given(decided())
def test_saying_the_same_again_changes_nothing(case) -> None:  # type: ignore[no-untyped-def]
    _, statements, made = case
    assert apply(statements, [*made, *made]) == apply(statements, made)
    assert [decision_from_plain(decision_to_plain(one)) for one in made] == made


@settings(max_examples=25, deadline=None)
@given(proposals(), st.text(max_size=20), st.sampled_from(["uk", "ru", "en"]))
def test_whatever_the_words_are_a_sheet_comes_back_as_it_went(case, label, lang) -> None:  # type: ignore[no-untyped-def]
    layer, statements = case
    labels = {"service": {"x.one": label, "x.two": "=2+2"}}
    data = to_xlsx(statements, {"a": layer}, labels, lang, casebook="c" * 32)
    back = from_xlsx(data, statements, {"a": layer}, labels, casebook="c" * 32, coder="o.k", at=AT)
    assert [(one.row, one.statement, one.status) for one in back] == [
        (at, one.ref, "unchanged") for at, one in enumerate(statements, 3)
    ]
    anew = [replace(one, level="pattern") for one in statements]
    stale = from_xlsx(data, anew, {"a": layer}, labels, casebook="c" * 32, coder="o.k", at=AT)
    assert {one.error.code if one.error else "" for one in stale} == {"SV443"}
