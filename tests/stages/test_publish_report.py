"""The report: it asks nothing of a network, leads every number back, and cannot be made to act."""

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html as parser
from tests.stages import publish_samples as samples

from svidok.codebook import load
from svidok.errors import CountWithoutIncidents, QuotationNotThere, ReportLanguageUnknown, TextsInRelease
from svidok.model import Blind, Cell, Quotation, Reading, Release, Table, TextLayer
from svidok.publish import report
from svidok.publish.words import LANGUAGES, words

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</style><script>1</script>",
    "</title><svg/onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "{n}{text}{0.__class__}",
    "<!-- --><iframe src=//x.example>",
    "]]><a href=javascript:1>x</a>",
    "&lt;script&gt;\u2028\u202e\x00\x1b[0m",
)  # fmt: skip
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "div",
    "p",
    "strong",
    "span",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "li",
    "nav",
    "main",
    "section",
    "header",
    "footer",
    "aside",
    "article",
    "figure",
    "figcaption",
    "blockquote",
    "mark",
    "details",
    "summary",
    "code",
    "svg",
    "desc",
    "defs",
    "pattern",
    "rect",
    "g",
    "path",
    "text",
    "line",
    "circle",
}


def page(release: Release, lang: str = "uk") -> Any:
    return parser.document_fromstring(report(release, load(), lang).decode("utf-8"))


def text_of(node: Any) -> str:
    return " ".join(node.text_content().split())


@pytest.fixture(scope="module")
def draft() -> Any:
    return page(samples.draft())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("made", [samples.draft, samples.public, samples.empty])
def test_nothing_leads_outside(made: Any, lang: str) -> None:
    document = page(made(), lang)
    for node in document.iter():
        for name, value in node.attrib.items():
            assert name not in ("src", "srcset", "action", "ping", "background", "data", "poster"), name
            assert "//" not in value or name == "content", (name, value)
            if name in ("href", "{http://www.w3.org/1999/xlink}href"):
                assert value.startswith("#"), value
    urls = re.findall(r"url\(([^)]{0,12})", report(made(), load(), lang).decode())
    assert urls
    assert all(url.startswith(("data:font", "#hatch")) for url in urls)
    assert document.get("lang") == lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_forbids_itself_every_request(lang: str) -> None:
    metas = {m.get("http-equiv") or m.get("name"): m.get("content") for m in page(samples.draft(), lang).iter("meta")}
    assert metas["Content-Security-Policy"].startswith(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
    )
    assert metas["referrer"] == "no-referrer"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_stay_words(payload: str) -> None:
    """Every text field of a release holds the payload at once, in a draft and in a release for a partner."""
    whole = samples.draft()
    drafted = replace(whole, tables=())
    passed_on = replace(whole, audience="partner", readings=())
    for release in (drafted, passed_on, samples.public()):
        bad = samples.poisoned(release, payload)
        assert isinstance(bad, Release)
        document = page(bad)
        for node in document.iter():
            if not isinstance(node.tag, str):
                raise AssertionError(f"a comment or instruction appeared: {node}")
            assert node.tag in TAGS, node.tag
            assert not [name for name in node.attrib if name.lower().startswith("on")]
            assert (node.get("href") or "#").startswith("#")
        assert len(list(document.iter("style"))) == 1
    assert "49" not in text_of(
        page(samples.poisoned(replace(whole, tables=(), totals={}), "{{ 7*7 }}")).get_element_by_id("incidents")
    )  # type: ignore[arg-type]


def test_crimea_and_sevastopol_are_tiles_of_ukraine(draft: Any) -> None:
    ukraine = draft.get_element_by_id("ukraine")
    assert ukraine.get("data-country") == "UA"
    tiles = {tile.get("data-oblast"): tile for tile in ukraine.iter("g") if tile.get("data-oblast")}
    assert len(tiles) == 27
    assert tiles["Crimea"].get("data-code") == "UA01"
    assert tiles["Sevastopol"].get("data-code") == "UA85"
    for name in ("Crimea", "Sevastopol", "Donetsk", "Luhansk", "Kherson", "Zaporizhzhia"):
        assert "held" in tiles[name].get("class")
    assert "held" not in tiles["Lviv"].get("class")
    assert len([g for g in draft.get_element_by_id("map").iter("g") if g.get("data-country")]) == 1
    assert "Автономна Республіка Крим" in tiles["Crimea"].find("title").text


def led_to(document: Any, href: str) -> int:
    """How many incidents a link leads to: one, those of a line of the index, or all."""
    target = document.get_element_by_id(href.removeprefix("#"))
    if target.tag == "article":
        return 1
    if target.tag == "section":
        return len(target.xpath("./article"))
    inner = [a.get("href") for a in target.iter("a")]
    assert all(document.get_element_by_id(h[1:]).tag == "article" for h in inner)
    return len(set(inner))


def test_every_number_of_a_draft_leads_to_its_incidents(draft: Any) -> None:
    cells = [cell for table in draft.find_class("matrix") for cell in table.iter("td")]
    counted = [cell for cell in cells if text_of(cell) not in ("", "0")]
    assert len(counted) > 30
    drawn = [
        a
        for name in ("map", "timeline")
        for a in draft.get_element_by_id(name).iter("a")
        if a.find_class("count") or a.find_class("bar")
    ]
    assert len(drawn) > 10
    for cell in counted:
        (link,) = cell.iter("a")
        assert led_to(draft, link.get("href")) == int(text_of(cell))
    for link in drawn:
        (number,) = [t for t in link.iter("text") if "short" not in (t.get("class") or "")]
        assert led_to(draft, link.get("href")) == int(number.text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("made", [samples.draft, samples.public, samples.empty])
def test_every_link_arrives_and_no_anchor_is_there_twice(made: Any, lang: str) -> None:
    document = page(made(), lang)
    ids = [node.get("id") for node in document.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    named = [v for n in document.iter() for v in (n.get("aria-labelledby") or "").split()]
    assert {a.get("href")[1:] for a in document.iter("a")} | set(named) <= set(ids)


def test_each_section_of_a_draft_says_that_it_is_one(draft: Any) -> None:
    for lang in LANGUAGES:
        document, banner = page(samples.draft(), lang), words(lang).say("banner.draft")
        sections = document.xpath("//main/section")
        assert len(sections) == 11
        assert all(banner in text_of(section.find("header")) for section in sections)
        assert banner in text_of(document.xpath("//table[@role='presentation']/thead")[0])
    assert words("uk").say("banner.draft") not in text_of(page(samples.public()))


def test_what_nobody_has_accepted_is_marked(draft: Any) -> None:
    articles = draft.find_class("entry")
    assert len(articles) == 17
    said = words("uk").say("state.entry_unreviewed")
    assert all(said in text_of(article.find("header")) for article in articles)
    (pattern,) = page(samples.public()).find_class("entry")
    assert said not in text_of(pattern)
    assert not pattern.find_class("open")


def test_patterns_and_measures_are_said_not_to_be_counted(draft: Any) -> None:
    for name in ("patterns", "measures"):
        assert words("uk").say(f"{name}.lead") in text_of(draft.get_element_by_id(name))
    assert text_of(draft.find_class("boxes")[0]).startswith("14 випадків")


def test_the_words_of_a_source_stay_as_they_are(draft: Any) -> None:
    """Without labels and ways back, the shown text is the text layer, character for character."""
    shown = draft.find_class("text")
    layers = [reading.layer.text for reading in samples.draft().readings]
    assert len(shown) == len(layers)
    for node, layer in zip(shown, layers, strict=True):
        kept = node.xpath(".//text()[not(ancestor::*[contains(@class,'slot') or contains(@class,'back')])]")
        assert "".join(kept) == layer


def test_a_quotation_leads_to_its_first_character(draft: Any) -> None:
    layers = {n: reading.layer.text for n, reading in enumerate(samples.draft().readings, 1)}
    links = [q.xpath(".//figcaption/a/@href")[0] for q in draft.get_element_by_id("incidents").find_class("quote")]
    assert len(links) == len(samples.TOLD)
    for href, told in zip(links, samples.TOLD, strict=True):
        number, start = re.fullmatch(r"#r(\d+)-(\d+)", href).groups()  # type: ignore[union-attr]
        assert layers[int(number)][int(start) :].startswith(told.words)
        assert draft.get_element_by_id(href[1:]) is not None


def test_an_element_may_be_supported_and_contrary_at_once(draft: Any) -> None:
    norm = draft.get_element_by_id("i1").find_class("norm")[0]
    rows = [(text_of(tr.find("th")), tr.get("class")) for tr in norm.iter("tr") if tr.get("class")]
    twice = {label for label, _ in rows if [name for name, _ in rows].count(label) == 2}
    assert {standing for label, standing in rows if label in twice} == {"supported", "contrary"}
    assert "missing" in {standing for _, standing in rows}
    assert words("uk").say("finding.status") in text_of(norm)
    assert "Хтось це заперечує" in text_of(norm)


def test_candidate_norms_are_grouped_by_body_and_folded(draft: Any) -> None:
    folded = draft.get_element_by_id("i1").find_class("body")
    assert [text_of(d.find("summary").find("strong")) for d in folded] == [
        words("uk").say("body.ihl"),
        words("uk").say("body.ihrl"),
    ]
    assert all(d.tag == "details" and d.get("open") is None for d in folded)


def test_conflicting_versions_stand_side_by_side(draft: Any) -> None:
    (table,) = draft.get_element_by_id("i1").find_class("conflict")
    assert [text_of(li) for li in table.iter("li")] == ["Лишилися без послуги", "Доступ частково лишився"]


def test_hidden_cells_show_no_number() -> None:
    document = page(samples.public())
    hidden = [td for td in document.iter("td") if td.get("class") == "hidden"]
    assert len(hidden) == 13
    assert {text_of(td) for td in hidden} == {words("uk").say("table.hidden")}
    veiled = [g for g in document.iter("g") if "veiled" in (g.get("class") or "")]
    assert len(veiled) == 2
    for g in veiled:
        assert not list(g.iter("text"))
        assert re.sub(r"20\d\d", "", g.find("title").text).strip(": ") == words("uk").say("table.hidden")
    kherson = next(g for g in document.iter("g") if g.get("data-oblast") == "Kherson")
    assert [t.text for t in kherson.iter("text")] == ["ХСН"]
    assert "менше ніж 10" in text_of(document.find_class("hidden-figure")[0])


def test_a_release_shows_only_what_it_holds() -> None:
    document = page(samples.public())
    assert not document.get_element_by_id("incidents").find_class("entry")
    assert words("uk").say("entry.none_public") in text_of(document)
    assert not document.xpath("//*[@id='readings']")
    assert "немає згоди для цієї аудиторії: 12" in text_of(document)


def test_a_source_is_no_place_for_a_release_to_others() -> None:
    with pytest.raises(TextsInRelease):
        report(replace(samples.draft(), audience="court"), load(), "uk")
    conflicts = page(replace(samples.draft(), audience="court", readings=())).find_class("conflict")
    assert "interview-03.txt/S1" not in text_of(conflicts[0])


def test_a_number_without_its_incidents_is_refused() -> None:
    whole = samples.draft()
    with pytest.raises(CountWithoutIncidents, match="SV701"):
        report(replace(whole, incidents=whole.incidents[1:]), load(), "uk")


def test_a_quotation_that_is_not_in_its_source_is_refused() -> None:
    whole = samples.draft()
    false = replace(whole.incidents[0], quotations=(Quotation("слів, яких ніхто не казав", "interview-03.txt", "S1"),))
    with pytest.raises(QuotationNotThere) as caught:
        report(replace(whole, incidents=(false, *whole.incidents[1:])), load(), "uk")
    assert "ніхто" not in str(caught.value)


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(ReportLanguageUnknown):
        report(samples.empty(), load(), "de")


def test_marks_that_overlap_or_leave_the_text_do_no_harm() -> None:
    text = "а👩‍👩‍👧б" * 3
    words_ = Quotation(
        text, "s", "", "uk", ((0, 5, "service"), (2, 9, "place"), (4, 4, "date"), (-3, 2, "actor"), (8, 999, "outcome"))
    )
    whole = samples.draft()
    entry = replace(whole.incidents[0], quotations=(words_,), findings=())
    release = replace(
        whole, incidents=(entry,), patterns=(), measures=(), tables=(), readings=(Reading("s", TextLayer(text), "uk"),)
    )
    (shown,) = page(release).find_class("text")
    assert (
        "".join(shown.xpath(".//text()[not(ancestor::*[contains(@class,'slot') or contains(@class,'back')])]")) == text
    )


def test_a_release_that_tells_nothing_by_oblast_or_time_does_not_say_none() -> None:
    """No table is not a zero: the map and the line say that nothing is shown, never that nothing was recorded."""
    told = replace(samples.public(), tables=())
    document = page(told)
    for name, untold, none in (("map", "map.untold", "map.none"), ("timeline", "timeline.untold", "timeline.none")):
        said = text_of(document.get_element_by_id(name))
        assert words("uk").say(untold) in said
        assert words("uk").say(none) not in said
    assert words("uk").say("entry.in_tables") not in text_of(document)
    assert words("uk").say("map.none") in text_of(page(samples.public()).get_element_by_id("map"))


def test_numbers_of_a_release_to_others_lead_nowhere() -> None:
    """It lists fewer incidents than it counts, so a number there must not seem to be those it lists."""
    document = page(replace(samples.draft(), audience="partner", readings=(), incidents=samples.draft().incidents[:3]))
    assert len(document.find_class("entry")) == 6
    assert not [a for table in document.find_class("matrix") for a in table.iter("a")]
    assert not document.find_class("ways")


def test_years_are_counted_as_the_release_counts_them() -> None:
    whole = samples.draft()
    dates = ("2023?", "2023-22", "2023-01/2023-05", "2022/2023", "", "2023-05-09~")
    entries = tuple(replace(whole.incidents[n], date=date, conflicts=()) for n, date in enumerate(dates))
    cells = tuple(Cell("", column, count) for column, count in (("2023", 4), ("unknown", 2), ("", 6)))
    page(replace(whole, incidents=entries, tables=(Table("service-time", (), ("2023", "unknown"), cells),)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_says_what_reading_may_have_missed_or_that_nobody_knows(lang: str) -> None:
    release = Release("draft", "2026-11-24", load().version, "svidok-read 1", {})
    known = text_of(page(replace(release, blind=Blind(40, 0.83, 0.61, 0.94)), lang).get_element_by_id("method"))
    assert all(share in known for share in ("83", "61", "94"))
    said = words(lang)
    assert said.say("method.missed_unknown").strip() in text_of(page(release, lang).get_element_by_id("method"))
    assert said.say("method.missed_unknown").strip() not in known
