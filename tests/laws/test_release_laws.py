"""Laws of release: no planted secret survives in any field, margins stay true, no attack on a table succeeds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stages.link_samples import MELITOPOL, SKADOVSK, TOKMAK, Text, told

from svidok.codebook import Codebook, load
from svidok.link import link
from svidok.model import (
    Audience,
    Block,
    Conflict,
    Consent,
    Element,
    Finding,
    Incident,
    Release,
    Source,
    Span,
    Statement,
    TextLayer,
)
from svidok.release import release
from svidok.release.audit import Attack, cells, key_of, narrow, sums
from svidok.release.policy import Policy
from svidok.release.protect import protect
from svidok.release.tables import Counted, count

BOOK = load()
DAY = "2026-11-24"
# A partner who is shown every record, however it stands out: then masking alone has to hold.
_PAGE = BOOK.tables["release"]
ALL_RECORDS = replace(BOOK, tables={**BOOK.tables, "release": {**_PAGE, "partner": {**_PAGE["partner"], "k": 1}}})

# Invented people and things, each with the beginnings by which any form of it is recognised.
SECRETS: Mapping[str, tuple[str, ...]] = {
    "Зінаїда Кривошапко": ("зінаїд", "кривошап"),
    "Парасковію Дзюбенко": ("параск", "дзюбен"),
    "Галиной Тимофеевной": ("галин", "тимофеев"),
    "Oleksandra Verbytska": ("oleksandr", "verbytsk"),
    "+380 67 555 12 34": ("555", "12 34"),
    "8 (918) 555-77-01": ("555", "77-01"),
    "zina.kryv@example.org": ("zina", "example"),
    "@zina_kryv": ("zina",),
    "ЕН 774512": ("774512",),
    "Якимівки": ("якимів",),
    "Novopetrivka": ("novopetriv",),
    "Скадовську": ("скадовс",),
    "14 червня 2023 року": ("14 черв", "червня"),
    "46.84871, 35.36530": ("46.84", "35.36"),
}
RULES = (
    "{x}: без російського паспорта гуманітарну допомогу не видають нікому.",
    "Нам сказали, що без паспорта РФ пенсії не буде, і {x} теж так сказала.",
    "В школе объявили: без российского паспорта детей не примут, это слышала и {x}.",
    "They told {x} that without a Russian passport nobody gets food parcels.",
    "At the clinic, {x}, you are not seen without Russian papers.",
)
HELP = {
    "uk": "Потім лікар таємно лікував її вдома після зміни.",
    "en": "Then a doctor treated her in secret, through the back door.",
}
HELP_SIGNS = ("таємно", "after his shift", "secret", "back door", "covert")
TAIL = " Так було всюди."


def strings(value: object) -> Iterator[str]:
    """Every string anywhere in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from strings(key)
            yield from strings(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, tuple | list | frozenset | set):
        for inner in value:
            yield from strings(inner)


def everything(made: Release) -> str:
    """All words of a release, folded, except the codebook's own and the hash of it."""
    return "\n".join(words for words in strings(replace(made, codebook=""))).casefold()


@st.composite
def planted(draw: st.DrawFn) -> tuple[list[Text], list[str]]:
    secrets = draw(st.lists(st.sampled_from(sorted(SECRETS)), min_size=1, max_size=4, unique=True))
    texts = []
    for number in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(["a", f"{secrets[0]}.txt"]))
        text = Text(f"{name}{number}", consent=Consent(published=True))
        for secret in secrets:
            rule = draw(st.sampled_from(RULES)).replace("{x}", secret)
            helped = draw(st.booleans())
            help_words = draw(st.sampled_from(sorted(HELP.values())))
            text.say(
                rule + (f" {help_words}" if helped else "") + TAIL,
                draw(st.sampled_from(["humanitarian.aid", "health.any", "pension.any", secret])),
                place=draw(st.sampled_from([None, MELITOPOL, TOKMAK, SKADOVSK])),
                date=draw(st.sampled_from(["", "2023-06-14", "2023", secret])),
                who=draw(st.sampled_from([None, secret])),
                outlet=draw(st.sampled_from(["", secret])),
                level=draw(st.sampled_from(["individual", "pattern", "measure"])),
                actor=draw(st.sampled_from([(), ("hospital",), (secret,)])),
                outcome=draw(st.sampled_from([(), ("covert_help",), (secret,)])),
                coercion=draw(st.sampled_from([("service_conditioned",), (secret,)])),
                protective=help_words if helped and draw(st.booleans()) else "",
            )
        texts.append(text)
    return texts, secrets


def poisoned(source: Source, secret: str) -> Source:
    """The source with the secret in every field that people or parsers may fill."""
    layer = TextLayer(source.layer.text, tuple(Block(b.start, b.end, b.kind, secret) for b in source.layer.blocks))
    return replace(source, layer=replace(layer, title=secret, notes=(secret,)), format=secret, sha256=secret)


def poisoned_statement(statement: Statement, secret: str) -> Statement:
    made = [
        replace(a, reason=secret, reader=secret, detail={**a.detail, "others": secret, "name_uk": secret})
        for a in statement.assertions
    ]
    return replace(statement, assertions=tuple(made))


def poisoned_incident(incident: Incident, secret: str) -> Incident:
    conflict = Conflict("place", (secret,), (secret,))
    return replace(
        incident, reasons=(secret,), conflicts=(conflict,), place=secret, origins=(secret, *incident.origins)
    )


def run(texts: list[Text], secrets: list[str], audience: Audience, book: Codebook = BOOK) -> Release:
    plain, layers = told(*texts)
    incidents = [poisoned_incident(i, secrets[0]) for i in link(plain, layers)]
    statements = [poisoned_statement(s, secrets[-1]) for s in plain]
    element = Element("act", "supported", (Span(secrets[0], 0, 3),), f"occupied_territory.inside {secrets[0]}")
    found = [Finding(i.id, "gc-iv-47", (element,), (f"account.threat {secrets[0]}",)) for i in incidents]
    sources = [poisoned(t.source, secrets[-1]) for t in texts]
    return release(incidents, statements, found, sources, audience=audience, book=book, as_of=DAY, reader="program")


@given(planted())
@settings(max_examples=120, deadline=None)
def test_no_planted_secret_survives_in_any_field_of_a_public_release(case: tuple[list[Text], list[str]]) -> None:
    texts, secrets = case
    words = everything(run(texts, secrets, "public"))
    for secret in secrets:
        for sign in SECRETS[secret]:
            assert sign not in words, (secret, words)
    for sign in HELP_SIGNS:
        assert sign not in words, words


@given(planted())
@settings(max_examples=60, deadline=None)
def test_no_planted_secret_survives_for_a_partner(case: tuple[list[Text], list[str]]) -> None:
    texts, secrets = case
    words = everything(run(texts, secrets, "partner", ALL_RECORDS))
    for sign in (*HELP_SIGNS, *(sign for secret in secrets for sign in SECRETS[secret])):
        assert sign not in words, words


@given(planted())
@settings(max_examples=30, deadline=None)
def test_a_public_release_of_few_sources_shows_no_number(case: tuple[list[Text], list[str]]) -> None:
    made = run(*case, "public")
    assert all(total is None or total >= 10 for total in made.totals.values())
    assert made.tables == ()
    assert made.sources == made.languages == {}
    assert made.incidents == ()
    assert made.readings == ()
    assert all(
        entry.origins == 0 and not entry.place and not entry.reasons for entry in (*made.patterns, *made.measures)
    )
    for entry in (*made.patterns, *made.measures):
        assert re.fullmatch(r"(\d{4}(-2[1-4])?|\.\.)?(/(\d{4}|\.\.))?", entry.date)
        for quote in entry.quotations:
            assert all(0 <= first < last <= len(quote.text) for first, last, _ in quote.marks)


@given(planted(), st.sampled_from(["public", "partner", "court"]))
@settings(max_examples=30, deadline=None)
def test_without_consent_nothing_leaves(case: tuple[list[Text], list[str]], audience: Audience) -> None:
    texts, secrets = case
    for text in texts:
        text.consent = Consent()
    made = run(texts, secrets, audience)
    assert made.incidents == made.patterns == made.measures == made.tables == ()
    assert not any(made.totals.values())


# Tables

ROWS, COLUMNS = ("health", "pension", "education", "notary"), ("Crimea", "Donetsk", "Kherson", "Luhansk")
NUMBERS = st.one_of(st.integers(0, 12), st.integers(0, 3), st.integers(10, 200))


@st.composite
def incident_lists(draw: st.DrawFn) -> list[Incident]:
    made: list[Incident] = []
    for row in ROWS[: draw(st.integers(1, 4))]:
        for column in COLUMNS[: draw(st.integers(1, 4))]:
            for n in range(draw(NUMBERS)):
                name = f"{row}-{column}-{n}"
                year = str(2020 + (n + len(made)) % draw(st.integers(1, 3)))
                made.append(
                    Incident(name, (f"{name}/S1",), (name,), services=(f"{row}.any",), oblast=column, date=year)
                )
    return made


@given(incident_lists(), st.booleans(), st.integers(5, 15))
@settings(max_examples=40, deadline=None)
def test_a_hidden_cell_can_never_be_placed_closer_than_the_policy_says(
    incidents: list[Incident], engine: bool, width: int
) -> None:
    tables = count(incidents, BOOK)
    policy = Policy(minimum=10, width=width, tellers=1)
    done = protect(tables, policy, (lambda table, minimum: frozenset()) if engine else None)
    exact = cells(tables)
    if not done.tables:
        assert done.total is None
        return
    hidden = {
        key_of(table.id, cell.row, cell.column): int("" in (cell.row, cell.column))
        for table in done.tables
        for cell in table.cells
        if cell.count is None
    }
    small = [key for key, n in exact.items() if 0 < n < policy.minimum]
    assert not narrow(Attack(exact, sums(tables), hidden), small, width)


@given(incident_lists())
@settings(max_examples=40, deadline=None)
def test_what_is_shown_is_true_and_margins_still_add_up(incidents: list[Incident]) -> None:
    tables: list[Counted] = count(incidents, BOOK)
    done = protect(tables, Policy(tellers=1), lambda table, minimum: frozenset())
    for counted, table in zip(tables, done.tables, strict=False):
        told_cells = {(cell.row, cell.column): cell.count for cell in table.cells}
        assert set(told_cells) == {(r, c) for r in (*table.rows, "") for c in (*table.columns, "")}
        for (row, column), number in told_cells.items():
            assert number is None or number == counted.at(row, column)
            assert number is None or number >= 10
        for row in (*table.rows, ""):
            line = [told_cells[row, column] for column in table.columns]
            total = told_cells[row, ""]
            if total is not None:
                assert sum(n for n in line if n is not None) <= total
                assert None in line or sum(n for n in line if n is not None) == total
