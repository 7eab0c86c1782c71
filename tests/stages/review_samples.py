"""Invented proposals for the tests of review."""

from svidok.model import Assertion, Attribution, Span, Statement, TextLayer

TEXT = (
    "Без паспорта інсулін не дали. «Немає паспорта — немає інсуліну», — сказали в Мелітополі у 2023 році. "
    "Потім не виплатили пенсію, бо не було паспорта. Інсулін дали в липні."
)
LAYER = TextLayer(TEXT)
LAYERS = {"a" * 32: LAYER, "b" * 32: TextLayer("=1+1 no insulin without a passport, +380 said @nurse")}
LABELS = {
    "level": {"individual": "окрема особа", "group": "група"},
    "polarity": {"asserted": "стверджено", "negated": "заперечено", "hypothetical": "погроза чи умова"},
    "passport_link": {"passport": "паспорт", "none": "немає"},
    "service": {"health.insulin": "Інсулін", "social.pension": "Пенсія", "civil.birth": "Народження"},
    "coercion": {"service_conditioned": "Послуга за умови паспорта", "threat": "Погроза"},
    "outcome": {"refused": "Відмовлено"},
    "actor": {"hospital": "Лікарня"},
    "place": {"UA23080070010092407": "Мелітополь", "UA23060070010099999": "Бердянськ"},
}
AT = "2026-01-02T10:00:00Z"
BOOK = "c" * 32


def assertion(source: str, slot: str, value: str, quote: str, detail: dict[str, str] | None = None) -> Assertion:
    text = LAYERS[source].text
    start = text.index(quote)
    return Assertion(slot, value, Span(source, start, start + len(quote)), quote, 0.9, "lexicon", detail=detail or {})


def statement(name: str = "S1", source: str = "a" * 32, *read: Assertion) -> Statement:
    quote = "Без паспорта інсулін не дали" if source == "a" * 32 else "=1+1 no insulin without a passport"
    start = LAYERS[source].text.index(quote)
    return Statement(
        id=name,
        source=source,
        level="individual",
        polarity="asserted",
        passport_link="passport",
        scene=Span(source, start, start + len(quote)),
        assertions=read,
        attribution=(Attribution("Галина", "witness"), Attribution("Видання", "collector")),
    )


def insulin(name: str = "S1") -> Statement:
    source = "a" * 32
    place = {"name_en": "Melitopol", "oblast": "Zaporizhzhia"}
    return statement(
        name,
        source,
        assertion(source, "service", "health.insulin", "інсулін"),
        assertion(source, "coercion", "service_conditioned", "Без паспорта"),
        assertion(source, "place", "UA23080070010092407", "Мелітополі", place),
        assertion(source, "date", "2023", "2023"),
    )


def hostile(name: str = "S2") -> Statement:
    source = "b" * 32
    return statement(name, source, assertion(source, "service", "health.insulin", "=1+1 no insulin"))
