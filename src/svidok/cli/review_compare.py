"""`svidok review compare`: how far people agree about what the program proposed, and where they differ."""

from collections.abc import Iterator
from typing import Annotated

import typer

from svidok.casebook import open_casebook
from svidok.cli.common import JsonOne, Lang, print_json
from svidok.cli.deciding import open_sources, ref
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.codebook import load
from svidok.errors import CoderUnknown
from svidok.review import Disagreement
from svidok.review.agreement import FEWEST
from svidok.review.comparing import Comparison, Figure, compare, comparison_to_plain
from svidok.review.words import words


def compare_(
    folder: CasebookFolder,
    coder: Annotated[
        list[str] | None, typer.Option(help="Whom to compare; all who decided, when not given.", metavar="ID")
    ] = None,
    lang: Lang = "en",
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Say how far two or more people agree about the same proposals, part by part, and where they still differ.

    Each coefficient is given with its unit and between what it lies: percent agreement, Krippendorff's alpha, Gwet's
    AC1, and Cohen's kappa for two. Alpha and kappa collapse where one answer is rare; AC1 does not.

    Exit codes: 0 said, 2 not said.

    \b
    Example:
        svidok review compare demo.casebook --lang uk
    """
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        for one in set(coder or ()) - set(casebook.coders()):
            raise CoderUnknown(coder=one)
        may = open_sources(casebook)
        found = compare((one for one in casebook.proposed() if one.source in may), casebook.decisions(), coder or ())
        differ = [one for one in casebook.disagreements() if one.statement.rpartition("/")[0] in may]
    if json:
        disputed = [{"statement": one.statement, "coders": one.coders, "over": one.over} for one in differ]
        print_json(comparison_to_plain(found) | {"differ": disputed})
        return
    print(*agreement_lines(found, lang), *differing_lines(differ, lang), sep="\n")


def agreement_lines(found: Comparison, lang: str) -> Iterator[str]:
    """Yield how far people agree as lines, the unit first.

    >>> list(agreement_lines(Comparison(("m.t", "o.k"), ()), "en"))
    ['How far they agree: m.t, o.k', 'there is no proposal about which two people decided']
    """
    told = words(lang)
    yield told["compare_title"].format(coders=", ".join(found.coders))
    if not found.parts:
        yield told["compare_none"]
        return
    yield from (told["compare_unit"], told["compare_seen"])
    for part in found.parts:
        yield f"{_part(part.part, lang)}  {told['compare_units'].format(units=part.units)}"
        for figure in part.figures:
            yield f"    {told[f'compare_{figure.name}']}: {_shown(figure, lang)}"
    yield told["compare_interval"].format(fewest=FEWEST)


def differing_lines(differ: list[Disagreement], lang: str) -> Iterator[str]:
    """Yield the statements about which people still differ as lines, none when there is none.

    >>> list(differing_lines([Disagreement("a/S1", ("m.t", "o.k"), ("review",))], "en"))
    ['They differ about:', '    a/S1  m.t, o.k: Accept or reject']
    """
    if differ:
        yield words(lang)["compare_differ"]
    for one in differ:
        yield f"    {ref(one.statement)}  {', '.join(one.coders)}: {', '.join(_part(over, lang) for over in one.over)}"


def _part(name: str, lang: str) -> str:
    if name == "review":
        return words(lang)["compare_review"]
    return words(lang).get(name) or str(load().tables["words"]["slot"].get(name, {}).get(lang, name))


def _shown(figure: Figure, lang: str) -> str:
    told = words(lang)
    if figure.value is None:
        return told["compare_unsaid"]
    if figure.interval is None:
        return told["compare_bare"].format(value=f"{figure.value:.2f}")
    low, high = figure.interval
    return told["compare_figure"].format(value=f"{figure.value:.2f}", low=f"{low:.2f}", high=f"{high:.2f}")
