"""Which elements of a page are seen, end a block, or only surround the article: the tables of `html`."""

from svidok.model import BlockKind

_UNSEEN = """
head title meta link base script style noscript template iframe object embed applet svg math canvas audio video map
picture source track param select datalist textarea input button progress meter dialog frameset noframes noembed
"""
_ENDS_BLOCK = """
html body p div section article main header footer nav aside form fieldset figure figcaption caption h1 h2 h3 h4 h5 h6
ul ol li dl dt dd blockquote pre address details summary legend table thead tbody tfoot tr td th hr center search hgroup
"""
_FURNITURE_CLASS = """
nav navbar navigation menu breadcrumb breadcrumbs cookie cookies consent share sharing social subscribe subscription
newsletter donate donation sidebar footer promo advert advertisement ads
"""
_TEASER_CLASS = "related recommended recommendations teaser teasers readmore more morelinks popular mostread"

UNSEEN = frozenset(_UNSEEN.split())
ENDS_BLOCK = frozenset(_ENDS_BLOCK.split())
FURNITURE_CLASS = frozenset(_FURNITURE_CLASS.split())
TEASER_CLASS = frozenset(_TEASER_CLASS.split())
KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
}
FURNITURE = frozenset({"nav", "footer", "aside", "form", "search"})
ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar"})
BOXES = frozenset({"div", "section", "ul", "ol", "p"})  # only these are judged by their class
