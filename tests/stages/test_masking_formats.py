"""Formats, dates and ages one by one: what stands for them, and what only looks like one."""

import re

import pytest

from svidok.codebook import Codebook, load
from svidok.errors import MaskingPageBroken
from svidok.release.masking import mask, masked


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.span.start : one.span.end]) for one in mask(text, book=load())]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("дзвоніть 0 800 500 335", "phone", "0 800 500 335"),
        ("міський 2-34-56 не відповідає", "phone", "2-34-56"),
        ("картка 4111 1111 1111 1111 заблокована", "card", "4111 1111 1111 1111"),
        ("рахунок UA21 3223 1300 0002 6007 2335 6600 1", "iban", "UA21 3223 1300 0002 6007 2335 6600 1"),
        ("код 1234567899 у довідці", "tax_number", "1234567899"),
        ("снилс 112-233-445 95 просили", "insurance_number", "112-233-445 95"),
        ("паспорт 4508 123456 у сейфі", "passport", "4508 123456"),
        ("справа 12345678 закрита", "number", "12345678"),
        ("авто АВ1234СЕ стояло", "plate", "АВ1234СЕ"),
        ("авто а123вс82 стояло", "plate", "а123вс82"),
        ("пошта o.k-77@mail.example стара", "email", "o.k-77@mail.example"),
        ("пиши @olya_kv завтра", "handle", "@olya_kv"),
        ("адмін katya_89 мовчить", "handle", "katya_89"),
        ("див. https://t.me/abc/12?x=1, там усе", "url", "https://t.me/abc/12?x=1"),
        ("сайт gromada-tokmak.gov.ua закрито", "url", "gromada-tokmak.gov.ua"),
        ("точка 46.8489, 35.3653 на мапі", "coordinates", "46.8489, 35.3653"),
        ("точка 46°50′56″N на мапі", "coordinates", "46°50′56″N"),
        ("чекала до 16:45 біля дверей", "time", "16:45"),
        ("у кабінеті № 14 сказали", "number", "14"),
        ("у кабінеті 14 сказали", "number", "14"),
        ("сидів у таборі № 36 довго", "number", "36"),
        ("живе на площі Миру 3 давно", "address", "площі Миру 3"),
        ("живе в кв. 8 давно", "number", "8"),
        ("в 4-й палате сказали", "number", "4"),
        ("вчиться у школі №5 з осені", "number", "5"),
        ("живе на вул. Садовій, 12, кв. 3 з весни", "address", "вул. Садовій, 12, кв. 3"),
        ("живе на вул миру 15 давно", "address", "вул миру 15"),
        ("дивись maps.app.goo.gl/abc тут", "url", "maps.app.goo.gl/abc"),
        ("точка 8GC2VR3F+7Q на мапі", "coordinates", "8GC2VR3F+7Q"),
        ("авто ап 1234 вх стояло", "plate", "ап 1234 вх"),
        ("тел 38О97l234567 мій", "phone", "38О97l234567"),
        ("lives at 12 Market Street now", "address", "12 Market Street"),
    ],
)
def test_a_format_is_found_whole(text: str, kind: str, words: str) -> None:
    assert (kind, words) in kinds(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("прийшли 29 жовтня 2024 року", "прийшли [осінь 2024]"),
        ("прийшли 29-30 жовтня", "прийшли [осінь]"),
        ("пришли 3 марта 2025-го", "пришли [весна 2025]"),
        ("пришли 03.03.25 утром", "пришли [весна 2025] утром"),
        ("on the twenty-ninth of October 2024 they came", "on [autumn 2024] they came"),
        ("they came on September 24, 2025 and left", "they came on [autumn 2025] and left"),
        ("записано 2025-12-01", "записано [зима 2025–2026]"),
        ("мне 58 лет", "мне [возраст 50–59]"),
        ("aged 17, she left", "aged [age under 18], she left"),
        ("онучці чотирнадцять, і вона плаче", "[родич чи родичка] [дитячий вік], і вона плаче"),
        ("84-річна жінка", "[вік 80+] жінка"),
        ("шестидесятилетний мужчина", "[возраст 60–69] мужчина"),
        ("він 67 року народження", "він [роки народження 1960–1969]"),
        ("вона, г.р. 1967, тут", "вона, [роки народження 1960–1969], тут"),
        ("він 1971 року народження", "він [роки народження 1970–1979]"),
    ],
)
def test_dates_and_ages_become_coarser(text: str, left: str) -> None:
    assert masked(text, mask(text, book=load())) == left


@pytest.mark.parametrize(
    "text",
    [
        "у 2023 році нічого не дали",
        "дали по 1500 на людину, до 3000 км",
        "12 000 російських паспортів",
        "чекали два дні, три години, двадцять п’ять хвилин",
        "чекали чотири години, потім ще 3 дні",
        "дали 2 пакети і 5 кг борошна",
        "they may come again and march on",
        "Russia’s rules and Ukraine’s pensions",
        "чотирнадцять років вони мовчать",
        "у черзі було 40 людей",
        "за 20 лет работы ни разу",
        "восени 2022 року і навесні",
        "the second time they refused",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert not mask(text, book=load())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Дзвоніть 050 123\n45 67, я чекаю", "Дзвоніть [номер телефону], я чекаю"),
        ("тел. 067-123-\r\n45-67", "тел. [номер телефону]"),
        ("мій номер 38067\n1234567 запиши", "мій номер [номер телефону] запиши"),
        ("її +38 (050)\n123 45 67", "її [номер телефону]"),
        ("> пишіть 0671\n> 234567", "> пишіть [номер телефону]"),
        ("ІПН 12345\n67890 у довідці", "ІПН [номер] у довідці"),
        ("картка 4111 1111\n1111 1111", "картка [номер картки]"),
        ("снилс 112-233-\n445 95", "снилс [номер страхування]"),
        ("паспорт АВ\n123456", "паспорт [номер документа]"),
    ],
)
def test_a_number_that_goes_on_in_the_next_line_is_one(text: str, left: str) -> None:
    assert masked(text, mask(text, book=load(), lang_hint="uk")) == left


@pytest.mark.parametrize(
    "text",
    [
        "Звільнили: 12, 15, 18, 23, 40 людей",
        "у 2014, 2015, 2018 та 2022",
        "по роках:\n2019\n2020\n2021\n2022",
        "по роках 2021 2022 2023\n12 500 13 700 15 900",
        "сума, грн\n2021 | 125 000\n2022 | 130 500\n2023 | 145 000",
        "витрати\n1 200\n1 350\n2 400\n0\n150",
        "сума 12 345,67 і далі",
        "було 700-800 млн",
        "зарплата 125000 грн",
        "див. с. 101–105",
        "за п. 167.2 – 167.6 кодексу",
        "рядок 1200\t1350\t1400\t1500",
        "частки 12,5% 13,7% 15,2%, 18%",
        "в 2021 — 1 200, в 2022 — 1 350",
        "вік 35–40, 45–50, 55–60 років",
        "ділянка площею 0,33 га і далі",
        "займає площу близько 15 га",
        "на вулицях Києва тихо",
        "у першому кварталі 2012 року зросло",
        "до будинку 125 метрів",
        "у школі 300 учнів",
        "закон від 16 березня № 73",
        "принцип № 2 такий",
    ],
)
def test_a_list_of_plain_numbers_stays(text: str) -> None:
    assert not [one for one in mask(text, book=load(), lang_hint="uk") if one.kind not in ("name", "date")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("рядок 12; 15; 380671234567; 44", "рядок 12; 15; [номер телефону]; 44"),
        ("так 67, 123, 45, 67 і все", "так [номер] і все"),
        ("так 9, 7, 8, 1, 2, 3, 4 і все", "так [номер] і все"),
        ("оті 671 234 567, 501 234 568", "оті [номер]"),
        ("міський 345 678 мовчить", "міський [номер] мовчить"),
        ("ряд 4111\t1111\t1111\t1111", "ряд [номер картки]"),
        ("телефони 12, 15, 18, 23", "телефони [номер]"),
    ],
)
def test_of_a_list_what_may_be_somebodys_goes(text: str, left: str) -> None:
    assert masked(text, mask(text, book=load(), lang_hint="uk")) == left


def test_a_codebook_without_its_names_is_refused() -> None:
    book = load()
    tables = {**book.tables, "masking": {key: value for key, value in book.tables["masking"].items() if key != "names"}}
    with pytest.raises(MaskingPageBroken) as refused:
        mask("Оксана", book=Codebook(book.codes, book.records, tables, "0" * 16))
    assert refused.value.facts == {"section": "names"}


@pytest.mark.parametrize(
    "text",
    [
        "Казали: дай Боже, на все Божа воля і слово Господнє",
        "Говорили: дай Боже, на всё воля Божья и слово Господне",
        "Так казав і Він, і Вона, а Проте нічого.",
        "Ухвалили Закон і новий Статут, а Церква мовчить.",
    ],
)
def test_god_small_words_and_bodies_are_no_person(text: str) -> None:
    assert not mask(text, book=load())


def test_a_name_that_is_a_small_word_goes_beside_a_name() -> None:
    text = "Прийшла Олена Біля, а з нею Лі Бо."
    assert (
        masked(text, mask(text, book=load())).count("[ОСОБА") + masked(text, mask(text, book=load())).count("[назва")
        == 2
    )


def test_a_given_hint_serves_what_cannot_be_told() -> None:
    assert [one.replacement for one in mask("050 123 45 67", book=load(), lang_hint="ru")] == ["[номер телефона]"]
    assert [one.replacement for one in mask("050 123 45 67", book=load(), lang_hint="en")] == ["[phone number]"]


def test_no_date_is_seen_in_a_number_parted_by_wide_dashes() -> None:
    text = "Дзвоніть: +380500 - 1-10 - 1-1-00 - 00, питайте мене."
    assert not re.search(r"\d", masked(text, mask(text, book=load())))
