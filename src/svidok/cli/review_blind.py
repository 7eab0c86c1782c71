"""`svidok review blind`: how much the program misses, by passages that people coded without its proposals."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svidok.casebook import open_casebook
from svidok.cli.common import JsonOne, Lang, print_json
from svidok.cli.deciding import open_sources
from svidok.cli.naming import short
from svidok.cli.showing import labels
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.codebook import load
from svidok.model import Span, Statement
from svidok.review import Measured, Rate, drawn, lies_in, measured, passages
from svidok.review.blind import by_source, deciders, who_saw
from svidok.review.words import words

if TYPE_CHECKING:
    from svidok.casebook.store import Casebook


@dataclass(frozen=True, slots=True)
class Share:
    """The blind share of a casebook: what was drawn, and what of it still waits to be coded."""

    drawn: tuple[Span, ...]
    waiting: tuple[Span, ...]

    def holds_back(self, statements: Iterable[Statement]) -> set[str]:
        """Return the proposals that may not be shown yet, since somebody is to code their passage without them."""
        waiting: dict[str, list[Span]] = {}
        for passage in self.waiting:
            waiting.setdefault(passage.source, []).append(passage)
        return {one.ref for one in statements if any(lies_in(one, span) for span in waiting.get(one.source, ()))}


def share_of(casebook: "Casebook", source: str | None = None) -> Share:
    """Return the blind share of one source or of all, without those whose consent was withdrawn.

    A passage in which everybody has decided about a proposal already waits for nobody.
    """
    may = open_sources(casebook)
    texts = [one for one in casebook.sources() if one.id in may and source in (None, one.id)]
    share = drawn((span for one in texts for span in passages(one.layer, one.id)), casebook.lot_key)
    coded = {answer.passage for answer in casebook.answers()}
    told, made, coders = by_source(casebook.proposed()), deciders(casebook.decisions()), set(casebook.coders())
    open_ = (span for span in share if span not in coded)
    waiting = tuple(span for span in open_ if coders - who_saw(span, told.get(span.source, ()), made))
    return Share(share, waiting)


def blind(
    folder: CasebookFolder,
    lang: Lang = "en",
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Say how much the program misses: recall and precision on the passages that were coded without its proposals.

    One passage in ten is drawn by lot, whatever was proposed there; `svidok review export` puts them on a page of their
    own. Nothing here is reckoned from accepted proposals: they cannot show what was never proposed.

    Exit codes: 0 said, 2 not said.

    \b
    Example:
        svidok review blind demo.casebook --lang uk
    """
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        found = reckoned(casebook)
    if json:
        print_json(plain(found))
        return
    told, shown = words(lang), labels(load(), lang)
    print(told["blind_title"], *figures(found, lang), sep="\n")
    for span, (slot, code) in found.missing:
        if (span, (slot, code)) == found.missing[0]:
            print(told["blind_missing"])
        print(f"    {short(span.source)} {span.start}-{span.end}  {shown.get(slot, {}).get(code, code)} ({code})")


def reckoned(casebook: "Casebook") -> Measured:
    """Return how the present proposals compare with what people found without seeing any."""
    share = share_of(casebook)
    return measured(share.drawn, casebook.answers(), casebook.proposed(), casebook.decisions())


def figures(found: Measured, lang: str) -> list[str]:
    """Return the figures as lines; those of nothing are not there.

    >>> figures(Measured(10, 0, 0, Rate(0, 0), Rate(0, 0), Rate(0, 0)), "en")[-1]
    'nothing can be said yet of how much the program misses'
    """
    told = words(lang)
    lines = [told["blind_coded"].format(coded=found.coded, drawn=found.drawn)]
    if found.seen:
        lines.append(told["blind_seen"].format(seen=found.seen))
    rates = {"blind_passages": found.passages, "blind_recall": found.recall, "blind_precision": found.precision}
    known = {name: rate for name, rate in rates.items() if rate.of}
    for name, rate in known.items():
        low, high = rate.interval
        facts = {"share": rate.share or 0.0, "low": low, "high": high}
        lines.append(told[name].format(hits=rate.hits, of=rate.of, **{k: f"{v:.2f}" for k, v in facts.items()}))
    return [*lines, told["blind_interval"] if known else told["blind_none"]]


def plain(found: Measured) -> dict[str, Any]:
    """Return the figures as plain values.

    >>> plain(Measured(10, 4, 0, Rate(1, 2), Rate(1, 2), Rate(1, 1)))["recall"]
    {'hits': 1, 'of': 2, 'share': 0.5, 'low': 0.0945, 'high': 0.9055}
    """

    def rate(one: Rate) -> dict[str, Any]:
        low, high = (round(end, 4) for end in one.interval)
        share = None if one.share is None else round(one.share, 4)
        return {"hits": one.hits, "of": one.of, "share": share, "low": low, "high": high}

    missing = [
        {"source": s.source, "start": s.start, "end": s.end, "slot": c[0], "code": c[1]} for s, c in found.missing
    ]
    counts = {"drawn": found.drawn, "coded": found.coded, "seen": found.seen}
    rates = {name: rate(getattr(found, name)) for name in ("passages", "recall", "precision")}
    return counts | rates | {"missing": missing}
