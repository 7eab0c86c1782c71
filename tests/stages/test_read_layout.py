"""What surrounds a text asserts nothing: captions, credits, teasers, appeals, navigation."""

import pytest

from svidok.model import Block, TextLayer
from svidok.read.layout import layout

ARTICLE = """Skip to content
Soldiers check papers near Tokmak. May 2, 2023.
Anna Koval / Field Agency
Pensions behind a counter: how the passport became a ticket
A woman in Tokmak was refused her pension without a Russian passport.
We report what others hide. Donate today
‘They only look at the cover’
The clerk pushed her documents back.
Soldiers check papers near Tokmak. May 2, 2023.
Read more about pensions
No passport, no insulin: a winter in Polohy
"""


def kinds(text: str) -> dict[str, str]:
    return {text[b.start : b.end]: b.kind for b in layout(TextLayer(text))}


def test_an_article_keeps_only_its_running_text() -> None:
    found = kinds(ARTICLE)
    running = [text for text, kind in found.items() if kind == "paragraph"]
    assert running == [
        "A woman in Tokmak was refused her pension without a Russian passport.",
        "The clerk pushed her documents back.",
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Soldiers check papers near Tokmak. May 2, 2023.", "caption"),
        ("Anna Koval / Field Agency", "caption"),
        ("We report what others hide. Donate today", "boilerplate"),
        ("Read more about pensions", "teaser"),
        ("No passport, no insulin: a winter in Polohy", "teaser"),
        ("‘They only look at the cover’", "heading"),
        ("Pensions behind a counter: how the passport became a ticket", "heading"),
    ],
)
def test_each_piece_is_told_from_the_others(line: str, kind: str) -> None:
    assert kinds(ARTICLE)[line] == kind


@pytest.mark.parametrize(
    "line",
    [
        "Фото: Олена Бондар",
        "Фото: Ольга Бойко / Агентство",
        "© Agency",
        "Читайте також: як виїхати",
        "Читайте также: кто выехал",
    ],
)
def test_credits_and_teasers_in_other_languages(line: str) -> None:
    assert kinds(f"Перше речення тут стоїть.\n{line}\nДруге речення тут стоїть.")[line] in ("caption", "teaser")


def test_chat_lines_without_ends_are_not_headings() -> None:
    text = "Девочки кто знает\nвчера ездила в Старобельск\nСказали сперва гражданство"
    assert set(kinds(text).values()) == {"paragraph"}


def test_what_the_parser_knew_is_kept() -> None:
    text = "Люди стоять у черзі.\nЖінка розповіла про пенсію."
    layer = TextLayer(text, (Block(0, 20, "caption"), Block(21, len(text), "paragraph")))
    assert [b.kind for b in layout(layer)] == ["caption", "paragraph"]


def test_a_quoted_appeal_stays_speech() -> None:
    text = "Вона сказала: «підтримайте нас, бо без паспорта не дають нічого».\nДруге речення."
    assert next(iter(kinds(text).values())) == "paragraph"
