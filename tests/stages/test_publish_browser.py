"""The report in a browser: no request, nothing wider than a phone, the draft said on every printed page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from tests.stages import publish_samples as samples

from svidok.codebook import load
from svidok.publish import report
from svidok.publish.words import words

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"{CHROMIUM} is missing: the report was not looked at in a browser"
)
MADE = {"draft": samples.draft, "public": samples.public, "empty": samples.empty}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reports")
    for name, release in MADE.items():
        for lang in ("uk", "ru", "en"):
            (made / f"{name}-{lang}.html").write_bytes(report(release(), load(), lang))
    return made


@pytest.mark.parametrize("name", MADE)
def test_opening_it_asks_for_nothing_but_itself(browser: Any, folder: Path, name: str) -> None:
    page, asked, said = browser.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    url = (folder / f"{name}-uk.html").as_uri()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    outside = [one for one in asked if one != url and not one.startswith("data:")]
    assert url in asked
    assert not outside
    assert not said, "the page's own policy refused something"
    page.close()


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(browser: Any, folder: Path, name: str, lang: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((folder / f"{name}-{lang}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_fonts_inside_are_the_ones_used(browser: Any, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "draft-uk.html").as_uri())
    loaded = page.evaluate(
        "document.fonts.ready.then(f => [...f].filter(x => x.status === 'loaded').map(x => x.family))"
    )
    assert set(loaded) == {'"Svidok Serif"', '"Svidok Sans"'} or set(loaded) == {"Svidok Serif", "Svidok Sans"}
    page.close()


def test_a_keyboard_reaches_the_content(browser: Any, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "draft-en.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.close()


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_every_printed_page_of_a_draft_says_that_it_is_one(browser: Any, folder: Path, lang: str) -> None:
    page = browser.new_page()
    page.goto((folder / f"draft-{lang}.html").as_uri())
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    texts = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in printed]
    assert len(texts) > 5
    assert all(words(lang).say("banner.draft") in text for text in texts)
    page.close()


def test_a_public_page_prints_no_such_thing(browser: Any, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "public-uk.html").as_uri())
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert not [n for n, sheet in enumerate(printed) if "Чернетка" in sheet.get_textpage().get_text_range()]
    page.close()
