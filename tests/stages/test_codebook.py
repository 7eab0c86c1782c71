"""The codebook as people rely on it: every code of the field, in three languages, with words that are found."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

import pytest

from svidok.codebook import Code, Codebook, load
from svidok.codebook.check import Fault, check
from svidok.codebook.read import LANGUAGES
from svidok.language.fold import fold
from svidok.language.matcher import compile_patterns

BOOK = load()

# What accounts of the field have been found to tell apart, written out here so that no code can quietly go.
REQUIRED = {
    "service": """
        health.any health.primary health.emergency health.inpatient health.insurance health.insulin health.hiv
        health.oncology health.gynaecology health.childbirth health.trauma health.psychiatric_care health.medicines
        health.disability_assessment humanitarian.aid humanitarian.food humanitarian.fuel humanitarian.rescue
        pension.any pension.disability social.any social.child_benefit education.any education.preschool
        education.school education.exams education.higher employment.any employment.public employment.health_sector
        employment.education_sector employment.enterprise employment.nuclear employment.transport telecom.sim
        telecom.internet banking.account banking.card banking.cash property.any property.registration
        property.transaction property.ownerless property.compensation property.land notary.any notary.inheritance
        notary.poa justice.court justice.custody movement.any movement.checkpoint movement.permit movement.exit
        movement.intercity movement.driving civil.birth civil.marriage civil.death residence.permit
        business.registration business.trade business.land_lease utilities.electricity utilities.gas utilities.water
        documents.any political.vote""",
    "coercion": """
        compelled.any service_conditioned deadline status_foreigner deportation_threat deportation entry_ban
        dismissal_threat dismissal workplace_exclusion workplace_pressure collective_application status_reporting
        public_announcement detention_threat detention torture_threat torture ill_treatment search surveillance
        home_visit conscription_pressure conscription child_removal_threat child_removal parental_rights_threat
        family_separation_leverage school_pressure property_seizure_threat property_seizure document_confiscation
        document_destruction renunciation oath automatic_citizenship naturalisation_of_minors biometrics
        medical_screening discharge_threat social_exclusion public_humiliation incentive fine filtration
        family_threat""",
    "actor": """
        ru_president ru_state ru_mvd fsb rosgvardia military occupation_admin proxy_admin hospital school social_fund
        guardianship registry passport_office bank telecom_operator court notary border_service employer.boss
        employer.supervisor employer.hospital_head employer.hospital_admin employer.enterprise
        employer.enterprise_head employer.rosatom private.ex_spouse private.neighbour private.landlord unknown""",
    "outcome": """
        complied complied_kept_both complied_under_threat refused left deported deprived covert_help dismissed
        detained conscripted child_separated died imposed partial paid unknown harm.shame harm.illness_worse
        harm.debt harm.disability harm.separation""",
    "protective": """
        covert_treatment offbook_records trusted_contacts mutual_aid hidden_documents remote_ua_schooling
        false_or_foreign_papers employer_shield evacuation_org legal_aid state_help unconditional_service""",
    "lookalike": """
        lookalike.renewal lookalike.ua_id lookalike.shortage lookalike.network_down lookalike.hospital_military
        lookalike.torture_no_passport lookalike.exit_refused_russian lookalike.military_certificate
        lookalike.disloyalty lookalike.ownerless_list lookalike.ua_pension_identification""",
    "link": "passport insurance documents none",
}
CODES = [code for codes in BOOK.codes.values() for code in codes.values()]
# Names such as ЕГЭ or ФОП keep the letters of their own language.
ABBREVIATION = re.compile("[А-ЯІЇЄҐЁ]{2,}")
IDS = [f"{code.dimension} {code.id}" for code in CODES]


@pytest.mark.parametrize("dimension", REQUIRED)
def test_every_code_of_the_field_is_there(dimension: str) -> None:
    assert not set(REQUIRED[dimension].split()) - BOOK.codes[dimension].keys()


@pytest.mark.parametrize("code", CODES, ids=IDS)
def test_every_code_speaks_three_languages(code: Code) -> None:
    assert set(code.label) == set(LANGUAGES)
    assert all(text.strip() == text and text for text in code.label.values())
    if code.dimension != "group":
        assert set(code.means) == set(LANGUAGES)
        assert len(set(code.means.values())) == len(LANGUAGES), "one language stands for another"
        assert all(code.lexicon.get(lang) for lang in LANGUAGES), "no word betrays it in some language"


@pytest.mark.parametrize("code", CODES, ids=IDS)
def test_every_language_is_in_its_own_letters(code: Code) -> None:
    for texts in (code.label, code.means):
        uk, ru, en = (ABBREVIATION.sub("", texts.get(lang, "")) for lang in LANGUAGES)
        assert not re.search("[ыэъё]", uk, re.IGNORECASE)
        assert not re.search("[іїєґ]", ru, re.IGNORECASE)
        assert not re.search("[а-яіїєґ]", en, re.IGNORECASE)


def test_threats_know_what_they_threaten() -> None:
    for code in BOOK.codes["coercion"].values():
        if code.id.endswith("_threat") and code.extra.get("threat_of"):
            assert code.extra["kind"] == "threat"
            assert code.id.removesuffix("_threat") == code.extra["threat_of"]
    assert BOOK.code("coercion", "dismissal_threat").extra["threat_of"] == "dismissal"
    assert BOOK.code("coercion", "torture_threat").extra["threat_of"] == "torture"


def test_what_is_not_confirmed_says_so() -> None:
    assert BOOK.code("service", "political.vote").extra["verified"] is False


# Patterns


def patterns(lang: str) -> Iterator[str]:
    """Every pattern of a language: words that betray a code, weak words, words that cancel, cues, names of measures."""
    for code in CODES:
        for words in (code.lexicon, code.weak, code.excludes):
            yield from words.get(lang, ())
    for cue in BOOK.tables["cues"].values():
        yield from (str(pattern) for pattern in cue.get(lang, ()))
    for measure in BOOK.records["measures"].values():
        yield from measure["names"][lang]


def said(pattern: str) -> str:
    """The plainest words that a pattern should find: each stem as a whole word, each lemma as it stands."""
    words = re.sub(r"['’]\*", "'я", pattern)  # a stem may end in an apostrophe, a word may not
    return re.sub(r"\s+", " ", re.sub(r"[=*~&]", " ", words)).strip()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_pattern_finds_its_own_words(lang: str) -> None:
    """A pattern that cannot match is a hole that nobody sees."""
    every = list(dict.fromkeys(patterns(lang)))
    assert len(every) > 4000
    matcher = compile_patterns(zip(every, every, strict=True), lang)
    assert not [p for p in every if p not in {hit.value for hit in matcher.find(fold(said(p)))}]


# Finding what is wrong


def with_code(dimension: str, name: str, **changes: Any) -> Codebook:
    """The codebook with one code changed."""
    codes = dict(BOOK.codes[dimension])
    codes[name] = replace(codes[name], **changes)
    return replace(BOOK, codes={**BOOK.codes, dimension: codes})


def with_record(page: str, name: str, **changes: Any) -> Codebook:
    records = {**BOOK.records[page], name: {**BOOK.records[page][name], **changes}}
    return replace(BOOK, records={**BOOK.records, page: records})


def with_element(supported_by: Mapping[str, list[str]], label: Mapping[str, str] | None = None) -> Codebook:
    """The codebook with another second element in the article on allegiance."""
    first = BOOK.records["norms"]["hague-45"]["elements"][0]
    element = {"id": "oath", "label": label or first["label"], "supported_by": supported_by}
    return with_record("norms", "hague-45", elements=[first, element])


def with_extra(**changes: Any) -> Codebook:
    return with_code("service", "health.insulin", extra={**INSULIN.extra, **changes})


def with_words(*uk: str) -> Codebook:
    return with_code("service", "health.insulin", lexicon={**INSULIN.lexicon, "uk": uk})


INSULIN = BOOK.code("service", "health.insulin")
HERE = "service health.insulin"
ONLY_UK = {"uk": "Інсулін"}
DAMAGE: list[tuple[str, Callable[[], Codebook], list[Fault]]] = [
    (
        "a missing label",
        lambda: with_code("service", "health.insulin", label={**INSULIN.label, "ru": ""}),
        [Fault(HERE, "no label in ru")],
    ),
    (
        "labels in one language",
        lambda: with_code("service", "health.insulin", label=ONLY_UK),
        [Fault(HERE, "no label in ru"), Fault(HERE, "no label in en")],
    ),
    (
        "a group without a label",
        lambda: with_code("group", "health", label={**BOOK.codes["group"]["health"].label, "en": ""}),
        [Fault("group health", "no label in en")],
    ),
    (
        "a missing definition",
        lambda: with_code("service", "health.insulin", means={**INSULIN.means, "en": ""}),
        [Fault(HERE, "no definition in en that ends as a sentence")],
    ),
    (
        "a definition that breaks off",
        lambda: with_code("service", "health.insulin", means={**INSULIN.means, "uk": "Інсулін, тест-смужки, ліки й"}),
        [Fault(HERE, "no definition in uk that ends as a sentence")],
    ),
    (
        "one example",
        lambda: with_code("service", "health.insulin", fits=INSULIN.fits[:1]),
        [Fault(HERE, "fewer than two examples that fit")],
    ),
    (
        "no counter-example",
        lambda: with_code("service", "health.insulin", fits_not=()),
        [Fault(HERE, "no example of what does not fit")],
    ),
    (
        "another language",
        lambda: with_code("service", "health.insulin", lexicon={**INSULIN.lexicon, "de": ("insulin*",)}),
        [Fault(HERE, "patterns in an unknown language de")],
    ),
    (
        "a stem twice",
        lambda: with_words("інсулін*", "діабет*", "інсулін*"),
        [Fault(HERE, "duplicate stem in uk: інсулін*")],
    ),
    (
        "a star inside a word",
        lambda: with_words("ін*сулін"),
        [Fault(HERE, "a star inside a word in uk: ін*сулін")],
    ),
    (
        "two stars",
        lambda: with_words("інсулін**"),
        [Fault(HERE, "a star inside a word in uk: інсулін**")],
    ),
    ("an empty pattern", lambda: with_words(" "), [Fault(HERE, "a star inside a word in uk:  ")]),
    ("an unknown group", lambda: with_extra(group="helth"), [Fault(HERE, "unknown group helth")]),
    (
        "a threat of nothing",
        lambda: with_code("coercion", "dismissal_threat", extra={"kind": "threat", "threat_of": "sacking"}),
        [Fault("coercion dismissal_threat", "threat of an unknown code sacking")],
    ),
    (
        "a measure about an unknown service",
        lambda: with_record("measures", "ru-d-159-2025", services=["health.any", "helth.any", "helth.*"]),
        [
            Fault("measure ru-d-159-2025", "unknown service helth.any"),
            Fault("measure ru-d-159-2025", "unknown service helth.*"),
        ],
    ),
    (
        "a norm that leans on unknown codes",
        lambda: with_element({"services": ["health.*", "nothing.*"], "coercion": ["oath", "oaths"]}),
        [
            Fault("norm hague-45, element oath", "unknown service nothing.*"),
            Fault("norm hague-45, element oath", "unknown coercion oaths"),
        ],
    ),
    (
        "a norm that leans on an unknown outcome and actor",
        lambda: with_element({"outcome": ["gone"], "actor": ["nobody"]}),
        [
            Fault("norm hague-45, element oath", "unknown outcome gone"),
            Fault("norm hague-45, element oath", "unknown actor nobody"),
        ],
    ),
    (
        "an element without a label",
        lambda: with_element({}, label=ONLY_UK),
        [
            Fault("norm hague-45, element oath", "no label in ru"),
            Fault("norm hague-45, element oath", "no label in en"),
        ],
    ),
    (
        "a boolean key deep in a code",
        lambda: with_extra(sources={"asked": [{False: "нічого"}]}),
        [Fault(HERE, "a key that YAML reads as a boolean")],
    ),
    (
        "a boolean key in a table",
        lambda: replace(BOOK, tables={**BOOK.tables, "words": {**BOOK.tables["words"], cast(Any, True): {}}}),
        [Fault("words", "a key that YAML reads as a boolean")],
    ),
    (
        "a boolean key in a record",
        lambda: with_record("phases", "p0", label={False: "ні"}),
        [Fault("phases", "a key that YAML reads as a boolean")],
    ),
]


def test_the_codebook_itself_has_no_fault() -> None:
    assert check(BOOK) == []


@pytest.mark.parametrize(("damage", "faults"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE])
def test_each_kind_of_fault_is_found_and_nothing_else(damage: Callable[[], Codebook], faults: list[Fault]) -> None:
    assert check(damage()) == faults


def test_a_code_that_yaml_reads_as_a_boolean_is_found() -> None:
    """`no:` at the head of an entry is not the code "no" but False."""
    bare = replace(BOOK.codes["outcome"]["unknown"], id=cast(Any, False))
    codes = {**BOOK.codes["outcome"], cast(Any, False): bare}
    faults = check(replace(BOOK, codes={**BOOK.codes, "outcome": codes}))
    assert Fault("outcome", "a key that YAML reads as a boolean") in faults


def test_stems_of_several_words_may_each_be_open() -> None:
    assert check(with_words("полоск* для глюкометр*", "відмов* & паспорт*")) == []


# Records of law, beside the fuller laws in test_codebook_law_data.py

# The instrument as it is cited, and the day it is of.
MEASURES = """
    6-FKZ 2014-03-21 | 1207-VII 2014-04-15 | 183 2019-04-24 | 187 2019-04-29 | 201 2020-03-20 | 304 2022-05-25
    330 2022-05-30 | 440 2022-07-11 | 585 2022-08-27 | 2022/2512 2022-12-14 | 951 2022-12-26 | 307 2023-04-27
    138-FZ 2023-04-28 | 11 2024-01-04 | 281 2024-04-22 | 479-FZ 2024-12-26 | 1126 2024-12-30 | 159 2025-03-20
    4-FKZ 2025-12-15 | 4502-IX 2026-01-16 | 140 2026-03-04"""
# Local orders and practices have no number that is known; they are known by their day.
DAYS = """
    2015-10 2022-06-16 2022-07 2022-09 2022-09-28~ 2023-01-11 2023-02 2023-04-11 2023-05 2023-05-09~ 2023-06-04
    2023-07-09 2023-10 2023-10-27 2024-03-21 2024-10-29 2025-02-05 2025-10-10 2025-12-29 2025-12-31 2026-01-14
    2026-01-20 2026-02-14"""
NORMS = """
    hague-43 hague-45 hague-46 gc-iv-27 gc-iv-31 gc-iv-32 gc-iv-47 gc-iv-49 gc-iv-50 gc-iv-51 ap-i-85-4-a iccpr-17
    icescr-2-2 crc-8 echr-8 cerd-5 rome-7-1-d rome-7-1-h rome-8-2-a-v rome-8-2-b-xv"""


@pytest.mark.parametrize(
    "row", [part.split() for line in MEASURES.splitlines() for part in line.split("|") if part.strip()]
)
def test_an_act_is_found_by_its_number_and_day(row: list[str]) -> None:
    number, day = row
    found = [m for m in BOOK.records["measures"].values() if m["date"] == day and m.get("number")]
    assert any(number in re.split(r"[\s,]+", m["number"]) for m in found)


def test_local_orders_and_practices_are_known_by_their_day() -> None:
    days = {m["date"] for m in BOOK.records["measures"].values() if not m.get("number")}
    assert not set(DAYS.split()) - days


@pytest.mark.parametrize("norm", NORMS.split())
def test_a_norm_is_there_with_its_elements(norm: str) -> None:
    assert BOOK.records["norms"][norm]["elements"]


def test_there_is_no_crime_called_passportization() -> None:
    """It is reached through the norms there are."""
    for name, norm in BOOK.records["norms"].items():
        assert "passporti" not in f"{name} {norm['label']['en']}".lower()


def test_the_version_names_the_pages() -> None:
    assert re.fullmatch("[0-9a-f]{16}", BOOK.version)
    assert load() is BOOK
