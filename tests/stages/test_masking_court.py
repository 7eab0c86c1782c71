"""Strict masking of English texts of courts, and the small words beside names that must stay."""

import re

import pytest

from svidok.codebook import load
from svidok.release.masking import mask, masked

BOOK = load()


def _left(text: str, *, strict: bool = True) -> str:
    return masked(text, mask(text, book=BOOK, lang_hint="en", strict=strict))


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("He was tried by the Pskovets Assize Court.", "Pskovets Assize Court"),
        ("He is held in Hlubin prison, far from home.", "Hlubin prison"),
        ("She was taken to the Ravnik F-type Prison.", "Ravnik F-type Prison"),
        ("It was lodged with the Court of Appeal of Marnovo.", "Court of Appeal of Marnovo"),
        ("He got six years and three months' imprisonment.", "six years and three months' imprisonment"),
        ("They took two rifles and a bag.", "two rifles"),
        ("The plot measures 2,300 square metres.", "2,300 square metres"),
        ("She was fined 200,000 drachmas.", "200,000 drachmas"),
        ("He had lost four teeth.", "four teeth"),
        ("It happened at 11.30 p.m. near the gate.", "11.30 p.m."),
        ("He was found guilty of insubordination by the panel.", "insubordination"),
        ("She worked as a night cleaner until her dismissal.", "night cleaner"),
        ("The applicant, a retired shipowner, appealed.", "retired shipowner"),
        ("An article entitled “Who stole the bridge?” appeared.", "Who stole the bridge"),
        ("The applicant is of Kurdish origin.", "Kurdish origin"),
        ("He was taken to a psychiatric clinic.", "psychiatric clinic"),
    ],
)
def test_what_a_court_tells_of_a_person_goes_when_strict(text: str, gone: str) -> None:
    left = _left(text)
    words = [word for word in re.findall(r"\w+", gone) if word.lower() not in {"of", "and", "the"}]
    assert not [word for word in words if re.search(rf"(?<!\w){word}(?!\w)", left)], left


@pytest.mark.parametrize(
    "text",
    [
        "The Court examined the complaint under Article 5 § 1 of the Convention.",
        "The Government relied on Article 146 § 1 of the Criminal Code and Protocol No. 1.",
        "The Supreme Court dismissed the appeal. The Court of Cassation upheld it.",
    ],
)
def test_laws_and_common_courts_stay_though_strict(text: str) -> None:
    assert _left(text) == text


def test_an_initial_at_the_end_of_a_sentence_makes_no_name_of_the_next_word() -> None:
    left = _left("The police questioned İ.Ş. The applicant and the others waited. The end.", strict=False)
    assert "İ" not in left
    assert "Ş" not in left
    assert left.count("The") == 3


def test_small_words_within_a_name_are_not_sought_again() -> None:
    left = _left("It was sent to the Court of the Ravnik Region. The house and the yard were empty.", strict=True)
    assert "The house and the yard were empty" in left


@pytest.mark.parametrize(
    "text", ["он уехал в турцию осенью", "він поїхав до туреччини восени", "he fled to kenya then"]
)
def test_countries_in_small_letters_go_only_when_strict(text: str) -> None:
    country = next(word for word in text.split() if word[:4] in {"турц", "туре", "keny"})
    assert country not in _left(text)
    assert country in _left(text, strict=False) or country == "kenya"


@pytest.mark.parametrize("body", ["plovdiv regional court", "court of appeal of hrybiv", "lindhaga children's home"])
def test_bodies_in_small_letters_go_whole_when_strict(body: str) -> None:
    assert _left(f"she complained to the {body} in vain").count("[") == 1
    assert not re.search(r"court|home|appeal", _left(f"she complained to the {body} in vain"))
