"""Invented releases: a rich draft, a public release with hidden cells, an empty one, and hostile words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

from svidok.codebook import load
from svidok.model import (
    Cell,
    Conflict,
    Element,
    Entry,
    Finding,
    Quotation,
    Reading,
    Release,
    Span,
    Standing,
    Table,
    TextLayer,
)

TEXTS = {
    "interview-03.txt": (
        "uk",
        "Розмова з пенсіонеркою, Мелітополь",
        "Розмову записано телефоном.\n\nУ червні 2023 року я прийшла до поліклініки по інсулін. Медсестра сказала: без російського "
        "паспорта інсуліну не буде. Я повернулася додому ні з чим, і сусідка поділилася своїм.\n\nВосени до нас у Токмак приїхали з "
        "пенсійного фонду. Пенсію мені не виплатили, бо я показала український паспорт. Чоловік узяв їхній паспорт у грудні, щоб "
        "нам було на що жити. А в школі онукові сказали, що без паспорта з чотирнадцяти років до іспитів не допустять.",
    ),
    "zayava-donetsk.txt": (
        "ru",
        "Заявление водителя автопарка",
        "Я работал водителем автобуса в Макеевке. Весной 2023 года начальник собрал всех и объявил: кто до 1 мая не получит "
        "российский паспорт, будет уволен. Меня уволили 3 мая 2023 года. Моей жене, медсестре, пригрозили тем же самым.\n\n"
        "В июле 2024 года в Донецке мне заблокировали сим-карту: в салоне «Феникса» потребовали российский паспорт.",
    ),
    "article-kherson.html": (
        "en",
        "Papers at the checkpoint",
        "A man from the left bank of Kherson oblast told reporters that soldiers at a checkpoint near Oleshky tore up his Ukrainian "
        "passport on 9 May 2023 and told him to get a Russian one if he wanted to pass. A nurse from Skadovsk said the maternity ward refused "
        "to register her newborn until both parents had Russian passports. In Henichesk, everyone queueing for food parcels in January "
        "2023 was asked for the new passport.\n\nResidents say that ambulances still come, with or without papers.",
    ),
    "chat-luhansk.txt": (
        "uk",
        "",
        "дівчата, хто знає: у Старобільську в лікарні картки дали тільки на три місяці, далі без паспорта рф нікого лікувати не будуть\n"
        "моїй мамі відмовили в операції у вересні 2024, сказали полісу немає\nа в нас у Рубіжному гуманітарку не дали. без паспорта йди додому",
    ),
    "form-crimea.docx": (
        "ru",
        "Обращение через форму",
        "Симферополь, 2021 год. В Росреестре мне отказали зарегистрировать участок земли: «вы иностранка». У меня только украинский паспорт.",
    ),
}


@dataclass(frozen=True)
class Told:
    """One incident of the sample in short: the words quoted and the words marked in them."""

    source: str
    words: str
    marks: Sequence[tuple[str, str]]
    service: str
    coercion: Sequence[str]
    actor: str
    outcome: str
    oblast: str
    place: str
    date: str
    level: str = "individual"
    threat: bool = False
    link: str = "passport"
    origins: int = 1


TOLD = (
    Told(
        "interview-03.txt",
        "Медсестра сказала: без російського паспорта інсуліну не буде.",
        [("інсуліну", "service"), ("без російського паспорта", "condition"), ("Медсестра", "actor")],
        "health.insulin",
        ["service_conditioned"],
        "hospital",
        "deprived",
        "Zaporizhzhia",
        "Melitopol",
        "2023-06",
        origins=2,
    ),
    Told(
        "interview-03.txt",
        "Пенсію мені не виплатили, бо я показала український паспорт.",
        [("Пенсію", "service"), ("український паспорт", "condition"), ("не виплатили", "outcome")],
        "pension.any",
        ["service_conditioned"],
        "social_fund",
        "deprived",
        "Zaporizhzhia",
        "Tokmak",
        "2023-23",
    ),
    Told(
        "interview-03.txt",
        "А в школі онукові сказали, що без паспорта з чотирнадцяти років до іспитів не допустять.",
        [("в школі", "actor"), ("іспитів", "service"), ("без паспорта з чотирнадцяти років", "condition")],
        "education.exams",
        ["service_conditioned", "school_pressure"],
        "school",
        "unknown",
        "Zaporizhzhia",
        "Tokmak",
        "2023",
        threat=True,
    ),
    Told(
        "zayava-donetsk.txt",
        "начальник собрал всех и объявил: кто до 1 мая не получит российский паспорт, будет уволен.",
        [
            ("начальник", "actor"),
            ("кто до 1 мая не получит российский паспорт, будет уволен", "coercion"),
            ("до 1 мая", "date"),
        ],
        "employment.transport",
        ["dismissal_threat", "deadline"],
        "employer.boss",
        "unknown",
        "Donetsk",
        "Makiivka",
        "2023-21",
        level="group",
        threat=True,
    ),
    Told(
        "zayava-donetsk.txt",
        "Меня уволили 3 мая 2023 года.",
        [("уволили", "coercion"), ("3 мая 2023 года", "date")],
        "employment.transport",
        ["dismissal"],
        "employer.enterprise",
        "dismissed",
        "Donetsk",
        "Makiivka",
        "2023-05-03",
    ),
    Told(
        "zayava-donetsk.txt",
        "Моей жене, медсестре, пригрозили тем же самым.",
        [("пригрозили", "coercion"), ("медсестре", "service")],
        "employment.health_sector",
        ["dismissal_threat"],
        "employer.hospital_head",
        "unknown",
        "Donetsk",
        "Makiivka",
        "2023-05",
        threat=True,
    ),
    Told(
        "zayava-donetsk.txt",
        "В июле 2024 года в Донецке мне заблокировали сим-карту: в салоне «Феникса» потребовали российский паспорт.",
        [
            ("В июле 2024 года", "date"),
            ("Донецке", "place"),
            ("сим-карту", "service"),
            ("«Феникса»", "actor"),
            ("потребовали российский паспорт", "condition"),
        ],
        "telecom.sim",
        ["service_conditioned"],
        "telecom_operator",
        "deprived",
        "Donetsk",
        "Donetsk",
        "2024-07",
    ),
    Told(
        "article-kherson.html",
        "soldiers at a checkpoint near Oleshky tore up his Ukrainian passport on 9 May 2023",
        [
            ("soldiers", "actor"),
            ("checkpoint", "service"),
            ("Oleshky", "place"),
            ("tore up his Ukrainian passport", "coercion"),
            ("9 May 2023", "date"),
        ],
        "movement.checkpoint",
        ["document_destruction"],
        "military",
        "unknown",
        "Kherson",
        "Oleshky",
        "2023-05-09",
        origins=3,
    ),
    Told(
        "article-kherson.html",
        "the maternity ward refused to register her newborn until both parents had Russian passports",
        [
            ("the maternity ward", "actor"),
            ("register her newborn", "service"),
            ("until both parents had Russian passports", "condition"),
        ],
        "civil.birth",
        ["service_conditioned", "naturalisation_of_minors"],
        "hospital",
        "unknown",
        "Kherson",
        "Skadovsk",
        "",
    ),
    Told(
        "article-kherson.html",
        "everyone queueing for food parcels in January 2023 was asked for the new passport",
        [
            ("everyone queueing", "person"),
            ("food parcels", "service"),
            ("January 2023", "date"),
            ("asked for the new passport", "condition"),
        ],
        "humanitarian.food",
        ["service_conditioned"],
        "unknown",
        "unknown",
        "Kherson",
        "Henichesk",
        "2023-01",
        level="group",
    ),
    Told(
        "chat-luhansk.txt",
        "моїй мамі відмовили в операції у вересні 2024, сказали полісу немає",
        [("операції", "service"), ("відмовили", "coercion"), ("у вересні 2024", "date"), ("полісу немає", "condition")],
        "health.inpatient",
        ["service_conditioned"],
        "hospital",
        "deprived",
        "Luhansk",
        "Starobilsk",
        "2024-09",
        link="insurance",
    ),
    Told(
        "chat-luhansk.txt",
        "гуманітарку не дали. без паспорта йди додому",
        [("гуманітарку", "service"), ("не дали", "outcome"), ("без паспорта", "condition")],
        "humanitarian.aid",
        ["service_conditioned"],
        "unknown",
        "deprived",
        "Luhansk",
        "Rubizhne",
        "",
    ),
    Told(
        "form-crimea.docx",
        "В Росреестре мне отказали зарегистрировать участок земли: «вы иностранка».",
        [("Росреестре", "actor"), ("зарегистрировать участок земли", "service"), ("«вы иностранка»", "coercion")],
        "property.land",
        ["service_conditioned", "status_foreigner"],
        "registry",
        "deprived",
        "Crimea",
        "Simferopol",
        "2021",
    ),
    Told(
        "interview-03.txt",
        "Чоловік узяв їхній паспорт у грудні, щоб нам було на що жити.",
        [("Чоловік", "person"), ("узяв їхній паспорт", "outcome"), ("у грудні", "date")],
        "",
        ["compelled.any"],
        "unknown",
        "complied",
        "Zaporizhzhia",
        "Tokmak",
        "2023-12",
    ),
)
CONFLICT = Conflict("outcome", ("deprived", "partial"), ("interview-03.txt/S1", "article-kherson.html/S9"))
NORMS = ("hague-45", "gc-iv-27", "gc-iv-47", "iccpr-26", "icescr-12")


def quotation(told: Told) -> Quotation:
    lang, _, text = TEXTS[told.source]
    start = text.index(told.words)
    marks = tuple((told.words.index(words), told.words.index(words) + len(words), slot) for words, slot in told.marks)
    return Quotation(
        told.words, told.source, f"S{start % 7 + 1}, characters {start}-{start + len(told.words)}", lang, marks
    )


def finding(incident: str, norm: str, spans: tuple[Span, ...]) -> Finding:
    """A finding with every element of the norm: the first supported, one both supported and contrary, others missing."""
    elements: list[Element] = []
    for number, element in enumerate(load().records["norms"][norm]["elements"]):
        standing: Standing = "missing" if element.get("missing_by_default") or number == 2 else "supported"
        note = "account.unseen" if standing == "missing" else ""
        elements.append(Element(element["id"], standing, spans if standing == "supported" else (), note))
        if number == 1:
            elements.append(Element(element["id"], "contrary", spans[:1], "account.denied"))
    caution = ("norm.caution",) if load().records["norms"][norm].get("caution") else ()
    return Finding(incident, norm, tuple(elements), ("account.unreviewed", *caution))


def entry(number: int, told: Told) -> Entry:
    name = f"inc-{number:02d}"
    words = quotation(told)
    start = TEXTS[told.source][2].index(told.words)
    spans = tuple(Span(told.source, start + a, start + b) for a, b, _ in words.marks)
    known = [norm for norm in NORMS if norm in load().records["norms"]]
    return Entry(
        id=name,
        level=told.level,
        services=(told.service,) if told.service else (),
        coercion=tuple(told.coercion),
        actors=(told.actor,),
        outcomes=(told.outcome,),
        oblast=told.oblast,
        place=told.place,
        date=told.date,
        origins=told.origins,
        reviewed=False,
        threat=told.threat,
        passport_link=told.link,
        quotations=(words,),
        conflicts=(CONFLICT,) if number == 1 else (),
        findings=tuple(finding(name, norm, spans) for norm in (known if number % 3 == 1 else known[:1])),
        reasons=("same service, oblast and month; weight 0.82",) if told.origins > 1 else (),
    )


def pattern(level: str, ref: str, words: str, source: str, **facts: object) -> Entry:
    lang, _, text = TEXTS[source]
    assert words in text
    plain = Entry(ref, level, (), (), (), (), "", "", "", 1, False, quotations=(Quotation(words, source, "S9", lang),))
    return replace(plain, **facts)


def table(name: str, entries: Iterable[Entry], column: str) -> Table:
    """Count as the release does: group of the first service by oblast or by year, "unknown" last, with margins."""
    counts: Counter[tuple[str, str]] = Counter()
    for item in entries:
        row = item.services[0].partition(".")[0] if item.services else "unknown"
        place = item.oblast or "unknown" if column == "oblast" else item.date[:4] or "unknown"
        for cell in ((row, place), (row, ""), ("", place), ("", "")):
            counts[cell] += 1
    groups = list(load().codes["group"])
    rows = sorted({r for r, _ in counts if r}, key=lambda r: groups.index(r) if r in groups else 99)
    columns = sorted({c for _, c in counts if c}, key=lambda c: (c == "unknown", c))
    cells = tuple(Cell(r, c, counts[r, c]) for r in (*rows, "") for c in (*columns, ""))
    return Table(name, tuple(rows), tuple(columns), cells)


def draft() -> Release:
    """A draft for the person's own eyes: 14 incidents in 5 oblasts, five sources in three languages."""
    entries = tuple(entry(number, told) for number, told in enumerate(TOLD, 1))
    patterns = (
        pattern(
            "pattern",
            "chat-luhansk.txt/S1",
            "далі без паспорта рф нікого лікувати не будуть",
            "chat-luhansk.txt",
            services=("health.any",),
            coercion=("service_conditioned",),
            oblast="Luhansk",
            place="Starobilsk",
        ),
        pattern(
            "pattern",
            "article-kherson.html/S4",
            "ambulances still come, with or without papers",
            "article-kherson.html",
            services=("health.emergency",),
            oblast="Kherson",
            passport_link="documents",
        ),
    )
    measures = (
        pattern(
            "measure",
            "zayava-donetsk.txt/S1",
            "кто до 1 мая не получит российский паспорт, будет уволен",
            "zayava-donetsk.txt",
            coercion=("deadline",),
            oblast="Donetsk",
            date="2023-05-01",
        ),
    )
    return Release(
        audience="draft",
        as_of="2026-11-24",
        codebook=load().version,
        reader="svidok-read 1",
        totals={"incidents": 14, "origins": 9, "sources": 5, "patterns": 2, "measures": 1},
        incidents=entries,
        patterns=patterns,
        measures=measures,
        tables=(table("service-oblast", entries, "oblast"), table("service-time", entries, "time")),
        sources={"interview": 1, "statement": 1, "article": 1, "chat": 1, "submission": 1},
        languages={"uk": 2, "ru": 2, "en": 1},
        readings=tuple(
            Reading(name, TextLayer(text, title=title), lang) for name, (lang, title, text) in TEXTS.items()
        ),
    )


def public() -> Release:
    """A release for everybody: tables with hidden cells, no single incident, one pattern with masked words."""
    shown = {
        ("health", "Zaporizhzhia"): 41, ("health", "Kherson"): 23, ("health", "Donetsk"): None, ("health", ""): 83,
        ("pension", "Zaporizhzhia"): None, ("pension", "Kherson"): 14, ("pension", "Donetsk"): None, ("pension", ""): 31,
        ("employment", "Zaporizhzhia"): 12, ("employment", "Kherson"): None, ("employment", "Donetsk"): 28, ("employment", ""): None,
        ("", "Zaporizhzhia"): 61, ("", "Kherson"): None, ("", "Donetsk"): None, ("", ""): 163,
    }  # fmt: skip
    years = {("health", "2022"): None, ("health", "2023"): 47, ("health", "2024"): None, ("health", ""): 83,
             ("pension", "2022"): None, ("pension", "2023"): None, ("pension", "2024"): 0, ("pension", ""): 31,
             ("", "2022"): None, ("", "2023"): 88, ("", "2024"): None, ("", ""): 163}  # fmt: skip
    return Release(
        audience="public",
        as_of="2026-11-24",
        codebook=load().version,
        reader="svidok-read 1",
        totals={"incidents": 163, "origins": 71, "sources": 112, "patterns": 24, "measures": None},
        patterns=(
            Entry(
                "pattern-1",
                "pattern",
                ("health.insulin",),
                ("service_conditioned",),
                (),
                (),
                "Zaporizhzhia",
                "",
                "2023",
                11,
                True,
                quotations=(
                    Quotation(
                        "in a town in Zaporizhzhia oblast insulin is given only with the passport",
                        "source 4",
                        "",
                        "en",
                        ((33, 40, "service"),),
                    ),
                ),
            ),
        ),
        tables=(_hidden("service-oblast", shown), _hidden("service-time", years)),
        withheld={"consent": 12, "small": 9, "masked": 3},
        minimum=10,
        reviewed=True,
    )


def _hidden(name: str, cells: dict[tuple[str, str], int | None]) -> Table:
    rows = tuple(dict.fromkeys(row for row, _ in cells if row))
    columns = tuple(dict.fromkeys(column for _, column in cells if column))
    return Table(
        name, rows, columns, tuple(Cell(r, c, n, "" if n is not None else "small") for (r, c), n in cells.items())
    )


def empty() -> Release:
    """A release that holds nothing at all."""
    return Release("public", "2026-11-24", load().version, "svidok-read 1", {}, minimum=10)


KEPT = {"audience", "level", "passport_link", "standing", "status", "kind", "lang"}


def poisoned(value: object, payload: str, name: str = "") -> object:
    """The same release with `payload` in place of every word that is not of a closed list."""
    if isinstance(value, str):
        return value if name in KEPT else payload
    if isinstance(value, tuple):
        return tuple(poisoned(item, payload, name) for item in value)
    if isinstance(value, dict):
        fixed = name == "totals"
        return {key if fixed else payload: poisoned(item, payload) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: poisoned(getattr(value, f.name), payload, f.name) for f in fields(value)}
        return replace(value, **changed)
    return value
