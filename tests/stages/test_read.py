"""Reading, told in cases: what is conditioned, how it is said, about whom."""

import functools

import pytest

from svidok.codebook import load
from svidok.model import Statement, TextLayer
from svidok.plain import statement_to_plain
from svidok.read import Reader


@functools.cache
def engine() -> Reader:
    return Reader(load())


def read(text: str) -> list[Statement]:
    return engine().read(TextLayer(text), "a.txt")


def services(text: str) -> set[str]:
    return {value for s in read(text) if s.polarity != "negated" for value in s.values("service")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("У Токмаку мені не дали інсулін: сказали, тільки з російським паспортом.", "health.insulin"),
        ("В Токмаке мне не дали инсулин, сказали, только с российским паспортом.", "health.insulin"),
        ("In Tokmak I was refused insulin because I had no Russian passport.", "health.insulin"),
        ("Без паспорта РФ сім-картку в Енергодарі не продають.", "telecom.sim"),
        ("Пенсию маме перестали платить, пока не получит российское гражданство.", "pension.any"),
        ("In Tokmak nobody is given insulin without a Russian passport.", "health.insulin"),
        ("Without a Russian passport you cannot open a bank account in Melitopol.", "banking.account"),
    ],
)
def test_a_service_under_the_condition_is_read(text: str, code: str) -> None:
    assert code in services(text)


def test_one_sentence_with_four_services_gives_four_statements() -> None:
    text = "In Berdiansk a Russian passport is needed for a SIM card, for a job, for a bank account and for a pension."
    found = read(text)
    assert {s.values("service")[0] for s in found} == {
        "telecom.sim",
        "employment.any",
        "banking.account",
        "pension.any",
    }
    assert {s.values("coercion")[0] for s in found} == {"service_conditioned"}


@pytest.mark.parametrize(
    "text",
    [
        "Пенсію виплатили всім, паспорта ніхто не питав, навіть з українським паспортом.",
        "She was not refused insulin in Tokmak: nobody asked for a Russian passport.",
        "Инсулин выдали, российский паспорт не спрашивали.",
    ],
)
def test_a_service_given_without_the_condition_is_negated(text: str) -> None:
    found = read(text)
    assert found
    assert {s.polarity for s in found} == {"negated"}
    assert not [s for s in found if s.counts]


@pytest.mark.parametrize(
    "text",
    [
        "Світла не було три дні в усьому місті, і лікарня приймала тільки вдень.",
        "По достижении 45 лет паспорт нужно заменить в течение 90 дней.",
        "The network was down for everyone in Tokmak for two weeks.",
        "Лікар прийняв мене вчасно і виписав ліки.",
        "",
        "\n\n  \n",
    ],
)
def test_what_only_resembles_the_subject_yields_nothing(text: str) -> None:
    assert not [s for s in read(text) if s.counts]


def test_the_condition_may_stand_a_sentence_away() -> None:
    text = "У лікарні Василівки мене не прийняли. Сказали прийти з російським паспортом."
    assert any(value.startswith("health.") for value in services(text))


def test_at_work_the_job_is_at_stake_and_not_the_hospital() -> None:
    text = "The chief physician in Kherson warned a nurse that she would be fired unless she got a Russian passport."
    (found,) = [s for s in read(text) if s.counts]
    assert found.values("service") == ("employment.health_sector",)
    assert "dismissal_threat" in found.values("coercion")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Мені не дали інсулін без російського паспорта.", "individual"),
        ("Everyone in Donetsk has to show a Russian passport to get a pension.", "pattern"),
        (
            "Окупаційна адміністрація оголосила: з 1 січня медичну допомогу надаватимуть лише за наявності паспорта РФ.",
            "measure",
        ),
    ],
)
def test_levels(text: str, level: str) -> None:
    assert {s.level for s in read(text)} == {level}


def test_a_pattern_and_a_rule_never_count() -> None:
    text = "Everyone in Donetsk has to show a Russian passport to get a pension."
    assert not [s for s in read(text) if s.counts]


def test_who_told_whom() -> None:
    text = "“I was refused insulin without a Russian passport,” Olena, a former resident of Tokmak, told BBC News Ukrainian."
    chain = [m.who for m in read(text)[0].attribution]
    assert chain == ["Olena", "BBC News Ukrainian"]


def test_a_place_of_another_oblast_opens_another_scene() -> None:
    text = (
        "In the Zaporizhzhia region, a mechanic was told that without a Russian passport he would be dismissed. "
        "In the Kherson region, a midwife heard that she would lose her job unless she took a Russian passport."
    )
    places = [{a.detail["oblast"] for a in s.slot("place")} for s in read(text)]
    assert places == [{"Zaporizhzhia"}, {"Kherson"}]


def test_the_same_text_gives_the_same_bytes() -> None:
    text = "У Токмаку мені не дали інсулін: сказали, тільки з російським паспортом. Сусідка взяла паспорт, бо не мала вибору."
    first = [statement_to_plain(s) for s in read(text)]
    assert first == [statement_to_plain(s) for s in Reader(load()).read(TextLayer(text), "a.txt")]


def test_every_reason_is_said() -> None:
    for s in read("В Токмаке мне отказали в инсулине без российского паспорта."):
        assert all(a.reason and 0 < a.score <= 1 for a in s.assertions)
