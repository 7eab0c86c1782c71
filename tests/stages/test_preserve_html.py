"""Pages: what a reader sees is text, what surrounds an article is told apart, nothing is run or fetched."""

from pathlib import Path

import pytest
from tests.files import make

from svidok.errors import FileTooLarge, TextMissing
from svidok.model import TextLayer
from svidok.preserve.html import read_html

SAMPLES = Path(__file__).parents[2] / "samples" / "articles"


def read(body: str, head: str = "") -> TextLayer:
    return read_html(make.page(body, head), "a.html")


def pieces(layer: TextLayer) -> list[tuple[str, str]]:
    return [(block.kind, layer.text[block.start : block.end]) for block in layer.blocks]


def of_kind(layer: TextLayer, *kinds: str) -> str:
    return "\n".join(words for kind, words in pieces(layer) if kind in kinds)


def test_an_article_among_its_furniture() -> None:
    layer = read_html(make.page_with_furniture(), "a.html")
    assert layer.title == "Лікарня | Газета"
    assert pieces(layer) == [
        ("boilerplate", "Газета"),
        ("boilerplate", "Новини"),
        ("heading", "Лікарня"),
        ("paragraph", make.WORDS),
        ("caption", "Фото: архів"),
        ("paragraph", make.SECOND),
        ("list", "перше"),
        ("list", "друге"),
        ("boilerplate", "Підтримайте нас"),
        ("teaser", "Читайте також: про паспорти"),
        ("boilerplate", "Пошук"),
        ("boilerplate", "Усі права захищено"),
    ]
    assert layer.notes == (
        "blocks set aside as not of the article: 6",
        "pictures elsewhere, not fetched: 1",
        "scripts left out: 1",
    )


@pytest.mark.parametrize("name", ["en-story-maternity-skadovsk.html", "en-papers-at-the-counter.html"])
def test_samples_keep_accounts_and_set_the_rest_aside(name: str) -> None:
    layer = read_html((SAMPLES / name).read_bytes(), name)
    told = of_kind(layer, "paragraph", "list", "cell")
    assert "passport" in told
    for aside in ("Read more", "Cookies", "cookies", "Deported for a blue passport", "Pensioners forced", "Home"):
        assert aside not in told
    assert "caption" in {block.kind for block in layer.blocks}


def test_white_space_is_as_on_the_screen() -> None:
    layer = read("<p>інсулін\n\t <b> не </b>  дають</p>\n\n<p>так<br>ні</p><pre>а  б\n в</pre><p>10\u00a0000</p>")
    assert layer.text == "інсулін не дають\n\nтак\nні\n\nа  б\n в\n\n10\u00a0000"


def test_words_stay_whole_and_blocks_stay_apart() -> None:
    assert read("<p>пас<b>пор</b>т</p>").text == "паспорт"
    assert read("<div>один<p>два</div>три").text == "один\n\nдва\n\nтри"
    assert read("<p>не&nbsp;дали &laquo;інсулін&raquo; &#1081;").text == "не\u00a0дали «інсулін» й"


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>{}</script>",
        "<style>{}</style>",
        "<!-- {} -->",
        "<noscript>{}</noscript>",
        "<template><p>{}</p></template>",
        "<iframe srcdoc='<p>{}'>{}</iframe>",
        "<svg><text>{}</text><script>{}</script></svg>",
        "<img src=x alt='{}' title='{}' onerror='{}'>",
        "<p hidden>{}</p>",
        "<p style='color:red; display : none'>{}</p>",
        "<textarea>{}</textarea>",
        "<select><option>{}</select>",
        "<input value='{}' placeholder='{}'>",
        "<button>{}</button>",
        "<object data='{}'>{}</object>",
        "<a href='{}'></a>",
        "<math><mi>{}</mi></math>",
    ],
)
def test_what_is_not_seen_is_no_text(unseen: str) -> None:
    layer = read(f"<p>до</p>{unseen.replace('{}', make.SECRET)}<p>після</p>")
    assert make.SECRET not in layer.text + layer.title + "".join(layer.notes)
    assert layer.text == "до\n\nпісля"


def test_notes_count_what_was_hidden() -> None:
    layer = read("<p>так</p><p hidden>ні</p><div style='visibility:hidden'><p>ні</div>")
    assert layer.notes == ("hidden elements left out: 2",)


def test_cells_say_where_they_stand() -> None:
    layer = read("<table><tr><th>Послуга<th>Умова<tr><td>пенсія<td>паспорт</table><table><tr><td>друга</table>")
    assert [block.where for block in layer.blocks] == [
        "table 1, row 1, cell 1",
        "table 1, row 1, cell 2",
        "table 1, row 2, cell 1",
        "table 1, row 2, cell 2",
        "table 2, row 1, cell 1",
    ]
    assert {block.kind for block in layer.blocks} == {"cell"}


def test_a_block_that_is_only_a_link_names_another_page() -> None:
    layer = read("<h1><a href=1>Назва</a></h1><p>Слова про <a href=2>паспорт</a>.</p><p><a href=3>Інша стаття</a></p>")
    assert [kind for kind, _ in pieces(layer)] == ["heading", "paragraph", "teaser"]


def test_a_form_around_the_whole_page_hides_nothing() -> None:
    assert pieces(read(f"<form><p>{make.WORDS}</p></form>")) == [("paragraph", make.WORDS)]
    wrapped = read(f"<form><article><p>{make.WORDS}</p></article><nav>меню</nav></form>")
    assert pieces(wrapped) == [("paragraph", make.WORDS), ("boilerplate", "меню")]


@pytest.mark.parametrize("box", ["<div class='sidebar'>", "<section id='cookie-consent'>", "<ul class='nav main-nav'>"])
def test_boxes_are_judged_by_their_class_unless_they_hold_the_article(box: str) -> None:
    assert ("boilerplate", "інше") in pieces(read(f"<p>{make.WORDS}</p>{box}<li>інше</li>"))
    assert ("paragraph", make.WORDS) in pieces(read(f"{box}<article><p>{make.WORDS}</p></article>"))


def test_a_header_of_an_article_is_its_own() -> None:
    layer = read(
        "<header><p>Газета</p></header><article><header><h2>Назва</h2><p>Автор</p></header><p>так</p></article>"
    )
    assert [kind for kind, _ in pieces(layer)] == ["boilerplate", "heading", "paragraph", "paragraph"]


def test_pages_that_hold_nothing_or_too_much() -> None:
    with pytest.raises(TextMissing):
        read("<img src='scan.jpg'><script>x</script>")
    with pytest.raises(FileTooLarge, match="elements within each other"):
        read("<b>" * 2000 + "x")
    with pytest.raises(FileTooLarge, match="bytes of HTML"):
        read_html(b"<p>" + bytes(20_000_000), "a.html")


@pytest.mark.parametrize(
    "broken", ["<p>так<", "<p>так</b></p></div>", "<table><p>так", "так<!--", "<p title='>так", "&#xD800;так"]
)
def test_broken_markup_is_read_as_browsers_do(broken: str) -> None:
    layer = read_html(f"<!doctype html><body><p>слова</p>{broken}".encode(), "a.html")
    assert layer.text.startswith("слова")
    layer.text.encode("utf-8")
