"""Places in three languages and all cases; ranked candidates, never one silent guess."""

import time

import pytest

from svidok.codebook.places import gazetteer
from svidok.language.places import Gazetteer, PlaceFound

# English name, oblast: sentences with the name in several cases, Ukrainian | Russian | English
CURRENT = """
Melitopol, Zaporizhzhia: Мелітополя Мелітополю Мелітополем Мелітополі | Мелитополь Мелитополя Мелитополе | Melitopol
Berdiansk, Zaporizhzhia: Бердянська Бердянську Бердянськом | Бердянска Бердянске | Berdiansk Berdyansk
Enerhodar, Zaporizhzhia: Енергодару Енергодарі Енергодаром | Энергодара Энергодаре | Enerhodar Energodar
Tokmak, Zaporizhzhia: Токмака Токмаку | Токмака Токмаке | Tokmak
Vasylivka, Zaporizhzhia: Василівки Василівці Василівку Василівкою | Васильевки Васильевке | Vasylivka
Molochansk, Zaporizhzhia: Молочанська Молочанську | Молочанска Молочанске | Molochansk
Orikhiv, Zaporizhzhia: Оріхова Оріхові | Орехова Орехове | Orikhiv
Huliaipole, Zaporizhzhia: Гуляйполя Гуляйполі | Гуляйполя Гуляйполе | Huliaipole
Dniprorudne, Zaporizhzhia: Дніпрорудного Дніпрорудному | Днепрорудного Днепрорудном | Dniprorudne
Yakymivka, Zaporizhzhia: Якимівки Якимівці | Акимовки Акимовке | Yakymivka
Pryazovske, Zaporizhzhia: Приазовського Приазовському | Приазовского Приазовском | Pryazovske
Kyrylivka, Zaporizhzhia: Кирилівки Кирилівці | Кирилловки Кирилловке | Kyrylivka
Kamianka-Dniprovska, Zaporizhzhia: Кам’янки-Дніпровської Кам’янці-Дніпровській | Каменки-Днепровской |Kamianka-Dniprovska
Komysh-Zoria, Zaporizhzhia: Комиш-Зорі Комиш-Зорю | Камыш-Зари Камыш-Заре | Komysh-Zoria
Nova Kakhovka, Kherson: Нової Каховки Новій Каховці Нову Каховку | Новой Каховки Новой Каховке | Nova Kakhovka
Kakhovka, Kherson: Каховки Каховці Каховкою | Каховки Каховке | Kakhovka
Oleshky, Kherson: Олешок Олешкам Олешках | Олешек Олешках Алёшках | Oleshky Oleshki
Henichesk, Kherson: Генічеська Генічеську | Геническа Геническе | Henichesk Genichesk
Skadovsk, Kherson: Скадовська Скадовську | Скадовска Скадовске | Skadovsk
Hola Prystan, Kherson: Голої Пристані Голій Пристані Голу Пристань | Голой Пристани | Hola Prystan
Tavriisk, Kherson: Таврійська Таврійську | Таврийска Таврийске | Tavriisk
Beryslav, Kherson: Берислава Бериславі | Берислава Бериславе | Beryslav
Hornostaivka, Kherson: Горностаївки Горностаївці | Горностаевки Горностаевке | Hornostaivka
Nyzhni Sirohozy, Kherson: Нижніх Сірогоз Нижніх Сірогозах | Нижних Серогоз | Nyzhni Sirohozy
Velyka Lepetykha, Kherson: Великої Лепетихи Великій Лепетисі | Великой Лепетихи | Velyka Lepetykha
Chaplynka, Kherson: Чаплинки Чаплинці | Чаплинки Чаплинке | Chaplynka
Kalanchak, Kherson: Каланчака Каланчаку | Каланчака Каланчаке | Kalanchak
Zaliznyi Port, Kherson: Залізного Порту Залізному Порту | Железного Порта Железном Порту | Zaliznyi Port
Askaniia-Nova, Kherson: Асканії-Нової Асканії-Новій | Аскании-Новой | Askaniia-Nova Askania-Nova
Donetsk, Donetsk: Донецька Донецьку Донецьком | Донецка Донецке | Donetsk
Mariupol, Donetsk: Маріуполя Маріуполі Маріуполем | Мариуполя Мариуполе | Mariupol
Makiivka, Donetsk: Макіївки Макіївці | Макеевки Макеевке | Makiivka Makeevka
Horlivka, Donetsk: Горлівки Горлівці | Горловки Горловке | Horlivka Gorlovka
Yenakiieve, Donetsk: Єнакієвого Єнакієвому Єнакієве | Енакиева Енакиево | Yenakiieve Enakievo
Khartsyzk, Donetsk: Харцизька Харцизьку | Харцызска Харцызске | Khartsyzk
Volnovakha, Donetsk: Волновахи Волновасі | Волновахи Волновахе | Volnovakha
Dokuchaievsk, Donetsk: Докучаєвська Докучаєвську | Докучаевска | Dokuchaievsk
Ilovaisk, Donetsk: Іловайська Іловайську | Иловайска | Ilovaisk
Debaltseve, Donetsk: Дебальцевого Дебальцевому | Дебальцева Дебальцево | Debaltseve
Novoazovsk, Donetsk: Новоазовська Новоазовську | Новоазовска | Novoazovsk
Avdiivka, Donetsk: Авдіївки Авдіївці | Авдеевки Авдеевке | Avdiivka
Manhush, Donetsk: Мангуша Мангуші | Мангуша Мангуше | Manhush
Luhansk, Luhansk: Луганська Луганську | Луганска Луганске | Luhansk Lugansk
Alchevsk, Luhansk: Алчевська Алчевську | Алчевска | Alchevsk
Kadiivka, Luhansk: Кадіївки Кадіївці | Кадиевки | Kadiivka
Dovzhansk, Luhansk: Довжанська Довжанську | Довжанска | Dovzhansk
Rovenky, Luhansk: Ровеньок Ровеньках | Ровеньков Ровеньках | Rovenky
Starobilsk, Luhansk: Старобільська Старобільську | Старобельска Старобельске | Starobilsk
Svatove, Luhansk: Сватового Сватовому | Сватова Сватово | Svatove
Lysychansk, Luhansk: Лисичанська Лисичанську | Лисичанска | Lysychansk
Siverskodonetsk, Luhansk: Сіверськодонецька Сєвєродонецьку | Северодонецка Северодонецке | Siverskodonetsk Severodonetsk
Kreminna, Luhansk: Кремінної Кремінній | Кременной Кременную | Kreminna
Novoaidar, Luhansk: Новоайдара Новоайдарі | Новоайдара Новоайдаре | Novoaidar
Bilovodsk, Luhansk: Біловодська Біловодську | Беловодска | Bilovodsk
Stanytsia Luhanska, Luhansk: Станиці Луганської Станицю Луганську | Станицы Луганской | Stanytsia Luhanska
Simferopol, Crimea: Сімферополя Сімферополі | Симферополя Симферополе | Simferopol
Kerch, Crimea: Керчі Керчю | Керчи Керчью | Kerch
Yevpatoriia, Crimea: Євпаторії Євпаторію | Евпатории | Yevpatoriia Evpatoria
Yalta, Crimea: Ялти Ялті | Ялты Ялте | Yalta
Sevastopol, Sevastopol: Севастополя Севастополі | Севастополя Севастополе | Sevastopol
Vovchansk, Kharkiv: Вовчанська Вовчанську | Волчанска Волчанске | Vovchansk
Kupiansk, Kharkiv: Куп’янська Куп’янську | Купянска Купянске | Kupiansk
Snihurivka, Mykolaiv: Снігурівки Снігурівці | Снигиревки Снигирёвке | Snihurivka
"""


def _names() -> list[tuple[str, str, str]]:
    rows = []
    for line in CURRENT.strip().splitlines():
        head, _, tail = line.partition(":")
        name, oblast = head.split(", ")
        words = name.count(" ") + 1
        for part in tail.split("|"):
            tokens = part.split()
            rows += [(" ".join(tokens[i : i + words]), name, oblast) for i in range(0, len(tokens), words)]
    return rows


def one(text: str, near: tuple[str, ...] = ()) -> PlaceFound:
    (found,) = gazetteer().find(text, near)
    assert text[found.start : found.end] == found.quote
    return found


@pytest.mark.parametrize(("form", "name", "oblast"), _names())
def test_a_current_name_is_read_in_its_cases(form: str, name: str, oblast: str) -> None:
    found = one(f"Раніше вона жила тут: {form}, 2023.", near=(oblast,))
    assert (found.quote, found.best.name_en, found.best.oblast) == (form, name, oblast)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("у Стаханові", "Kadiivka"),
        ("в Стаханове", "Kadiivka"),
        ("в Свердловську", "Dovzhansk"),
        ("в Красном Луче", "Khrustalnyi"),
        ("з Сєвєродонецька", "Siverskodonetsk"),
        ("у Красноармійську", "Pokrovsk"),
        ("з Нікольського", "Mikilske"),
        ("в Торезе", "Chystiakove"),
        ("in Stakhanov", "Kadiivka"),
        ("у Цюрупинську", "Oleshky"),
        ("з Новопскова", "Aidar"),
        ("в Красноперекопске", "Yany Kapu"),
        ("на ЗАЕС", "Enerhodar"),
        ("на Запорожской АЭС", "Enerhodar"),
        ("на Запорізькій атомній електростанції", "Enerhodar"),
        ("at the ZNPP", "Enerhodar"),
        ("at the Zaporizhzhia nuclear power plant", "Enerhodar"),
    ],
)
def test_former_names_and_by_names(text: str, name: str) -> None:
    candidates = [candidate.name_en for candidate in one(text).candidates]
    assert name.replace("Mikilske", "Mykilske") in candidates[:2]


def test_a_name_that_two_towns_had_names_both() -> None:
    assert {c.oblast for c in one("у Артемівську").candidates} == {"Donetsk", "Luhansk"}


@pytest.mark.parametrize(
    ("text", "oblasts"),
    [
        ("Запорізька область", ["Zaporizhzhia"]),
        ("в Запорожской области", ["Zaporizhzhia"]),
        ("у Запорізькій та Херсонській областях", ["Zaporizhzhia", "Kherson"]),
        ("в Донецкой, Луганской и Херсонской областях", ["Donetsk", "Luhansk", "Kherson"]),
        ("на Луганщині й Херсонщині", ["Luhansk", "Kherson"]),
        ("по всій Донеччині", ["Donetsk"]),
        ("in the Kherson region", ["Kherson"]),
        ("the Luhansk oblast", ["Luhansk"]),
        ("Kherson and Zaporizhzhia regions", ["Kherson", "Zaporizhzhia"]),
        ("у так званій «ЛНР»", ["Luhansk"]),
        ("жители ДНР", ["Donetsk"]),
        ("the DPR and LPR", ["Donetsk", "Luhansk"]),
        ("Луганська народна республіка", ["Luhansk"]),
        ("Donetsk People's Republic", ["Donetsk"]),
        ("у Криму", ["Crimea"]),
        ("жители Крыма", ["Crimea"]),
        ("in Crimea", ["Crimea"]),
        ("на Запоріжжі", ["Zaporizhzhia"]),
    ],
)
def test_oblasts(text: str, oblasts: list[str]) -> None:
    found = gazetteer().find(text)
    assert [(place.best.oblast, place.kind) for place in found] == [(oblast, "oblast") for oblast in oblasts]
    assert all(text[place.start : place.end] == place.quote for place in found)


def test_donbas_is_two_oblasts() -> None:
    assert {c.oblast for c in one("по всьому Донбасу").candidates} == {"Donetsk", "Luhansk"}


def test_zaporizhzhia_may_be_the_city_or_the_oblast() -> None:
    for text in ("у Запоріжжі", "в Запорожье", "in Zaporizhzhia"):
        types = {c.type for c in one(text).candidates if c.code.startswith("UA23")}
        assert {"city", "oblast"} <= types
    assert one("у Запоріжжі").best.type == "city"


@pytest.mark.parametrize(
    ("text", "name", "raion"),
    [
        ("Мелітопольського району", "Мелітопольський район", "UA2308"),
        ("в Геническом районе", "Генічеський район", "UA6504"),
        ("in the Melitopol district", "Мелітопольський район", "UA2308"),
    ],
)
def test_raions(text: str, name: str, raion: str) -> None:
    found = one(text)
    assert (found.kind, found.best.name_uk, found.best.code[:6]) == ("raion", name, raion)


def test_a_raion_that_was_abolished_leads_to_the_one_it_is_in() -> None:
    assert "UA2308" in {c.code[:6] for c in one("Якимівський район").candidates}
    assert one("Краснодонский район").best.oblast == "Luhansk"
    assert one("у Краснопереко\u00adпському районі").best.oblast == "Crimea"
    assert gazetteer().find("краснодонский вокзал") == []


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("у селі під Мелітополем", "селі під Мелітополем", "Melitopol"),
        ("жила біля Токмака", "біля Токмака", "Tokmak"),
        ("в деревне под Бердянском", "деревне под Бердянском", "Berdiansk"),
        ("a village near Melitopol", "a village near Melitopol", "Melitopol"),
        ("неподалік від Старобільська", "неподалік від Старобільська", "Starobilsk"),
    ],
)
def test_near_a_place_is_not_the_place(text: str, quote: str, name: str) -> None:
    found = one(text)
    assert (found.kind, found.quote, found.best.name_en) == ("near", quote, name)


@pytest.mark.parametrize(
    "text",
    [
        "Пологи були важкі.",
        "Щастя — це коли всі вдома.",
        "Мирне населення чекало.",
        "Любов прийшла ввечері.",
        "Надія сказала, що у Надії забрали паспорт.",
        "Ольга Николаева и Анна Петрова",
        "Українське рішення не прийняли.",
        "у кабінеті на вул. Херсонській, 5",
        "вулиця Мелітопольська",
        "газета «Степовий вісник»",
        "пішли в пологи",
        "у щасті й мирі",
        "The most important thing",
        "Stepan said so",
        "кримськотатарська мова",
        "Зоря сходить о шостій.",
    ],
)
def test_what_only_looks_like_a_place(text: str) -> None:
    assert gazetteer().find(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("У Пологах зачинили лікарню", "Polohy"),
        ("у місті Щастя", "Shchastia"),
        ("Щастя (Луганська область)", "Shchastia"),
        ("Токмак, Пологи та Василівка", "Polohy"),
        ("смт Мирне", "Myrne"),
        ("с. Веселе", "Vesele"),
        ("в Рубіжному", "Rubizhne"),
    ],
)
def test_context_speaks_for_a_name_that_is_a_word(text: str, name: str) -> None:
    assert name in {place.best.name_en for place in gazetteer().find(text)}


def test_small_letters_only_on_a_line_without_capitals_and_only_cities() -> None:
    assert [p.best.name_en for p in gazetteer().find("приехали мы в мелитополь, потом в новую каховку")] == [
        "Melitopol",
        "Nova Kakhovka",
    ]
    assert gazetteer().find("Приехали мы в мелитополь") == []
    assert gazetteer().find("поехали в веселое и в мирное") == []


def test_the_adjective_of_a_town() -> None:
    found = one("у мелітопольській лікарні")
    assert (found.quote, found.best.name_en) == ("мелітопольській", "Melitopol")
    assert {c.oblast for c in one("в херсонской больнице").candidates} == {"Kherson"}


def test_a_region_named_beside_it_ranks_the_namesakes() -> None:
    text = "у селі Степне Генічеського району Херсонської області"
    village = gazetteer().find(text)[0]
    assert village.best.code.startswith("UA6504")
    assert len(village.candidates) > 5
    assert gazetteer().find("у селі Мирне", near=["Crimea"])[0].best.oblast == "Crimea"
    assert gazetteer().find("у селі Мирне", near=["UA44"])[0].best.oblast == "Luhansk"
    assert gazetteer().find("у селі Мирне", near=["Запорізька область"])[0].best.oblast == "Zaporizhzhia"
    assert len(gazetteer().find("у селі Степне", near=["Crimea"])[0].candidates) == len(village.candidates)


def test_the_word_of_kind_ranks_too() -> None:
    assert one("у місті Миколаїв").best.type == "city"
    assert one("у селі Миколаївка").best.type in {"village", "settlement"}


def test_crimea_and_sevastopol_are_ukraine() -> None:
    for text in ("у Сімферополі", "в Севастополе", "in Crimea"):
        assert one(text).best.code.startswith("UA")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("у Мелі\u0301тополі", "Мелі\u0301тополі"),
        ("у Мелі\u00adтополі", "Мелі\u00adтополі"),
        ("в\u00a0Новой\u00a0Каховке", "Новой\u00a0Каховке"),
        ("👩\u200d⚕️ у Слов'янську", "Слов'янську"),
        ("у СловʼЯНСЬКУ", "СловʼЯНСЬКУ"),
        ("у Мeлiтoпoлi", "Мeлiтoпoлi"),
        ("Melitopol's hospital", "Melitopol"),
    ],
)
def test_damaged_text_is_read_and_quoted_as_it_stands(text: str, quote: str) -> None:
    assert one(text).quote == quote


def test_almost_every_settlement_is_found_by_each_of_its_names() -> None:
    book = gazetteer()
    units = [p for p in map(book.get, book.codes()) if p and p.settlement and p.code[:4] in {"UA23", "UA65"}]
    for attribute, before in (("name_uk", "у селі "), ("name_ru", "в селе "), ("name_en", "in the village of ")):
        told = 0
        for unit in units:
            name = getattr(unit, attribute).split("|")[0]
            found = book.find(before + name, near=[book.oblast(unit.code)])
            told += any(c.code == unit.code for place in found if place.quote == name for c in place.candidates)
        assert told >= 0.99 * len(units), attribute


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Gazetteer([]).find("у Мелітополі") == []
    assert gazetteer().find("") == []


def test_a_text_without_places_costs_little() -> None:
    text = "Сьогодні зранку ми пішли до лікарні й чекали довго, бо черга була велика, а ліків не вистачало. " * 5000
    gazetteer().find(text[:1000])
    start = time.perf_counter()
    assert gazetteer().find(text) == []
    assert len(text.encode()) / (time.perf_counter() - start) > 2_000_000
