"""Forms by rule: what is missing hides an account, what is too much harms nobody."""

import csv
from pathlib import Path

import pymorphy3
import pytest

import svidok
from svidok.language.forms import forms, paradigms

UKRAINIAN = """
Бердянськ: Бердянська Бердянську Бердянськом
Маріуполь: Маріуполя Маріуполю Маріуполем Маріуполі
Василівка: Василівки Василівці Василівку Василівкою Василівок
Токмак: Токмака Токмаку Токмаком
Олешки: Олешок Олешкам Олешками Олешках
Херсонщина: Херсонщини Херсонщині Херсонщину Херсонщиною
Запоріжжя: Запоріжжю Запоріжжям Запоріжжі
Новоайдар: Новоайдара Новоайдару Новоайдаром Новоайдарі
Енергодар: Енергодара Енергодару Енергодарі
Бердянський: Бердянського Бердянському Бердянським Бердянська Бердянській Бердянської Бердянську Бердянські
Харків: Харкова Харкову Харковом Харкові
Миколаїв: Миколаєва Миколаєву Миколаєві
Бердичів: Бердичева Бердичеві
Керч: Керчі Керчю
Березань: Березані Березанню
Прип’ять: Прип’яті Прип’яттю
Тернопіль: Тернополя Тернополю Тернополі
Ірпінь: Ірпеня Ірпені
Кременець: Кременця Кременці
Сокаль: Сокаля Сокалі
Стрий: Стрия Стрию
Єнакієве: Єнакієвого Єнакієвому Єнакієва Єнакієвим
Сніжне: Сніжного Сніжному Сніжним
Підгороднє: Підгороднього Підгородньому
Кремінна: Кремінної Кремінній Кремінну Кремінною
Щастя: Щастю Щастям Щасті
Пологи: Пологів Пологам Пологах
Лубни: Лубен Лубнах
Суми: Сум Сумах
Чернівці: Чернівців Чернівцях
Копані: Копаней Копанях
Євпаторія: Євпаторії Євпаторію Євпаторією
Гуляйполе: Гуляйполя Гуляйполі
Кам’янка: Кам’янки Кам’янці
школа: школи школі шкіл
довідка: довідці довідок
сестра: сестри сестер
аптека: аптеці аптек
страхування: страхуванню страхувань
можливість: можливості можливістю
громадянин: громадяни громадян громадянами
лікар: лікаря лікареві лікарів
сім’я: сім’ї сім’єю сімей
ніч: ночі ніччю ночей
садок: садка садку садки
російський: російського російською російські російських
дитина: дітей дітям
немовля: немовляти немовлят
"""
RUSSIAN = """
Бердянск: Бердянска Бердянске
Мариуполь: Мариуполя Мариуполе
Васильевка: Васильевке Васильевок
Запорожье: Запорожья Запорожью Запорожьем
Снежное: Снежного Снежном
Сватово: Сватова Сватове
Керчь: Керчи Керчью
Евпатория: Евпатории Евпаторией
Горловка: Горловке Горловкой
Ровеньки: Ровеньков Ровенек
Алёшки: Алёшек Алёшкам
Попасная: Попасной Попасную
Юг: Юга
"""


def _table(text: str) -> list[tuple[str, list[str]]]:
    return [(left, right.split()) for left, _, right in (line.partition(":") for line in text.strip().splitlines())]


@pytest.mark.parametrize(("lemma", "expected"), _table(UKRAINIAN))
def test_ukrainian_words_in_their_cases(lemma: str, expected: list[str]) -> None:
    assert set(expected) <= forms(lemma, "uk")


@pytest.mark.parametrize(("lemma", "expected"), _table(RUSSIAN))
def test_russian_words_in_their_cases(lemma: str, expected: list[str]) -> None:
    assert set(expected) <= forms(lemma, "ru")


@pytest.mark.parametrize(
    ("lemma", "lang", "form"),
    [
        ("Гола Пристань", "uk", "Голої Пристані"),
        ("Гола Пристань", "uk", "Голою Пристанню"),
        ("Нова Каховка", "uk", "Новій Каховці"),
        ("Часів Яр", "uk", "Часовому Яру"),
        ("Кам’янка-Дніпровська", "uk", "Кам’янці-Дніпровській"),
        ("Станиця Луганська", "uk", "Станицю Луганську"),
        ("Новая Каховка", "ru", "Новую Каховку"),
        ("Каменка-Днепровская", "ru", "Каменки-Днепровской"),
        ("дитячий садок", "uk", "дитячого садка"),
        ("медицинская сестра", "ru", "медицинских сестер"),
    ],
)
def test_every_word_of_a_name_is_declined(lemma: str, lang: str, form: str) -> None:
    assert form in forms(lemma, lang)


WORDS = """
паспорт гражданство больница врач инсулин лекарство аптека пенсия пенсионер школа учитель соседка бабушка дедушка дом
квартира улица деревня город область район село документ справка очередь отказ полис страховка операция роддом
медсестра инвалид инвалидность выплата почта банк карта счет зарплата работа завод администрация комендант солдат
блокпост проверка обыск подвал угроза депортация фильтрация граница машина номер водитель нотариус наследство огород
собственность суд адвокат чиновник директор садик воспитатель класс аттестат диплом университет студент телефон связь
оператор вода газ свет помощь хлеб волонтер церковь священник могила свидетельство смерть брак развод месяц неделя
утро вечер ночь мужчина женщина сестра жена подруга начальник полиция русский новый последний синий большой чужой
дорогой здание учреждение население заявление решение разрешение требование имя площадь дверь окно стекло письмо
полотенце поле море сердце воробей край герой трамвай санаторий госпиталь лагерь дождь камень корень палец боец
продавец кусок потолок цветок подарок участник ключ плащ нож товарищ статья семья копейка песня вишня земля капля
тысяча груша задача рука нога книга дорога
"""
OLD_OR_RARE = {"Supr", "V-oy", "V-ey", "V-ie", "V-be", "V-en", "Cmp2", "COMP", "Arch", "Litr", "voct", "Infr", "Abbr"}


def test_no_form_of_the_russian_dictionary_is_missing() -> None:
    oracle = pymorphy3.MorphAnalyzer(lang="ru")
    missing = []
    for word in WORDS.split():
        parse = next(p for p in oracle.parse(word) if p.word.replace("ё", "е") == word and "nomn" in p.tag)
        made = {form.replace("ё", "е") for form in forms(word, "ru")}
        for form in parse.lexeme:
            if form.tag.POS in {"NOUN", "ADJF"} and not OLD_OR_RARE & set(map(str, form.tag.grammemes)):
                missing += [(word, form.word)] if form.word.replace("ё", "е") not in made else []
    assert missing == []


def test_almost_no_form_of_a_russian_place_name_is_missing() -> None:
    oracle = pymorphy3.MorphAnalyzer(lang="ru")
    table = (Path(svidok.__file__).parent / "codebook" / "places.tsv").read_text(encoding="utf-8").splitlines()
    tried, missing = 0, set()
    for row in csv.DictReader(table, delimiter="\t"):
        name = row["name_ru"].split("|")[0]
        parses = oracle.parse(name.lower()) if oracle.word_is_known(name.lower()) else []
        for parse in parses:
            if parse.tag.POS == "NOUN" and "Geox" in parse.tag and "nomn" in parse.tag and parse.score > 0.1:
                made = {form.lower().replace("ё", "е") for form in forms(name, "ru")}
                wanted = {form.word.replace("ё", "е") for form in parse.lexeme}
                tried += len(wanted)
                missing |= wanted - made
    assert tried > 3000
    assert len(missing) < 0.01 * tried


def test_what_is_not_declined_stays() -> None:
    assert forms("ЗАЕС", "uk") == {"ЗАЕС"}
    assert forms("passport", "und") == {"passport"}
    assert forms("", "uk") == {""}
    assert {"hospital", "hospitals", "hospital's"} <= forms("hospital", "en")
    assert "pharmacies" in forms("pharmacy", "en")


def test_apostrophes_of_both_kinds_are_formed() -> None:
    assert {"Кам'янці", "Кам’янці"} <= forms("Кам’янка", "uk")


@pytest.mark.parametrize(("lemma", "lang"), [("Маріуполь", "uk"), ("Горловка", "ru"), ("школа", "uk"), ("б", "ru")])
def test_forms_are_the_paradigms_spelled_out(lemma: str, lang: str) -> None:
    spelled = {stem + ending for stem, endings in paradigms(lemma, lang) for ending in endings}
    assert lemma in spelled
    assert spelled <= forms(lemma, lang)
