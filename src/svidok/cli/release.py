"""`svidok release`: what may leave, and what is withheld."""

import datetime
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from svidok.casebook import open_casebook
from svidok.cli.common import JsonOne, Lang, print_json
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.cli.working import released
from svidok.codebook import load
from svidok.errors import DateUnclear
from svidok.model import Audience, Release
from svidok.publish.words import words

app = typer.Typer(add_completion=False, rich_markup_mode=None)

AsOf = Annotated[str | None, typer.Option(help="The day on which consent is judged; today.", metavar="DAY")]


@app.command()
def release(
    folder: CasebookFolder,
    audience: Annotated[Audience, typer.Option(help="Who would see it.")] = "public",
    lang: Lang = "en",
    as_of: AsOf = None,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Show what may leave a casebook for an audience, and what is withheld and why. Nothing is written or approved.

    Closed by default: only what a person accepted, what consent covers, and numbers too large to point at anybody.

    Exit codes: 0 shown, 2 not shown.

    \b
    Example:
        svidok release demo.casebook --audience public
    """
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        made = released(casebook, load(), audience, day(as_of))
    if json:
        print_json(plain(made))
    else:
        print(*lines(made, lang), sep="\n")


def day(given: str | None) -> str:
    """Return the day given, or today; raises DateUnclear.

    >>> day("2026-11-24")
    '2026-11-24'
    """
    if given is None:
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(given).isoformat()
    except ValueError:
        raise DateUnclear(what="--as-of") from None


def plain(made: Release) -> dict[str, Any]:
    """Return the outline of a release as plain values: its figures, never its words.

    >>> plain(Release("public", "2026-11-24", "c", "r", {"incidents": None}, minimum=10))["totals"]
    {'incidents': None}
    """
    cells = [cell for table in made.tables for cell in table.cells]
    return {
        "audience": made.audience,
        "as_of": made.as_of,
        "codebook": made.codebook,
        "reader": made.reader,
        "reviewed": made.reviewed,
        "minimum": made.minimum,
        "totals": dict(made.totals),
        "listed": {"incidents": len(made.incidents), "patterns": len(made.patterns), "measures": len(made.measures)},
        "tables": {"shown": sum(c.count is not None for c in cells), "hidden": sum(c.count is None for c in cells)},
        "withheld": dict(made.withheld),
        "notes": list(made.notes),
    }


def lines(made: Release, lang: str) -> Iterator[str]:
    """Yield the outline of a release as lines for a person.

    >>> list(lines(Release("public", "2026-11-24", "c", "r", {"incidents": None}, minimum=10), "en"))[1]
    '  incidents: fewer than 10'
    """
    said, outline = words(lang), plain(made)
    yield f"{made.audience}, as of {made.as_of}: what may leave"
    for name, count in made.totals.items():
        yield f"  {name}: {count if count is not None else f'fewer than {made.minimum}'}"
    yield f"  listed one by one: {', '.join(f'{name} {n}' for name, n in outline['listed'].items())}"
    yield f"  cells of tables: {outline['tables']['shown']} shown, {outline['tables']['hidden']} hidden"
    yield "withheld"
    for why, count in made.withheld.items():
        reason = said.say(f"withheld.{why}") if said.knows(f"withheld.{why}") else why
        # of a count below the minimum only that there is something is known
        yield f"  {reason}: {count if count >= made.minimum else f'fewer than {made.minimum}'}"
    if not made.withheld:
        yield "  nothing"
    yield from (f"note: {note}" for note in made.notes)
