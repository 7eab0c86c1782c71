"""`svidok consent`: what the person who gave an account allows, and taking it back."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from svidok.casebook import open_casebook
from svidok.cli.common import JsonOne, print_json
from svidok.cli.naming import short, source_of
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.codebook import Codebook, load
from svidok.errors import DateUnclear, UnknownCode
from svidok.language.periods import bounds
from svidok.model import Consent

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Allow = Annotated[
    list[str] | None,
    typer.Option(help="A purpose that the person allows: statistics, quoting, sharing …; repeatable.", metavar="CODE"),
]
For = Annotated[
    list[str] | None,
    typer.Option("--for", help="An audience that they allow: public, partner, court; repeatable.", metavar="CODE"),
]
Until = Annotated[str | None, typer.Option(help="When the consent ends: a year, month or day.", metavar="DATE")]
Published = Annotated[bool, typer.Option("--published", help="It is public already, as an article is.")]


@app.command()
def consent(
    folder: CasebookFolder,
    source: Annotated[str, typer.Argument(help="File name or beginning of the id.", metavar="SOURCE")],
    allow: Allow = None,
    audience: For = None,
    until: Until = None,
    published: Published = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="The person takes back everything.")] = False,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Put another consent in force for a source, in the place of the one before, or withdraw it.

    What is withdrawn is not read, linked, counted or quoted any more; the original stays sealed until it is erased.
    The ledger keeps that there was a consent, and when it ended.

    Exit codes: 0 in force, 2 nothing changed.

    \b
    Example: the person may be counted for the public until the end of 2030, and no longer quoted:
        svidok consent demo.casebook uk-halyna-melitopol.txt --allow statistics --for public --until 2030
    """
    book = load()
    given = consent_of(book, allow or (), audience or (), until, published)
    if withdraw:
        given = Consent(withdrawn=True)
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        names = casebook.names()
        found = source_of(names, source)
        casebook.set_consent(found, given)
    if json:
        print_json({"source": found, "file": names[found], **consent_to_plain(given)})
        return
    print(f"{short(found)}  {names[found]}  {told(given)}")
    if withdraw:
        print(book.tables["consent"]["withdrawal"]["cannot_recall"]["en"])


def consent_of(
    book: Codebook, allow: Iterable[str], audiences: Iterable[str], until: str | None, published: bool
) -> Consent:
    """Return the consent that was typed; raises UnknownCode, DateUnclear.

    >>> consent_of(load(), ["statistics"], ["public"], "2030", published=False).until
    '2030'
    """
    page = book.tables["consent"]
    purposes = [_one_of(purpose, list(page["purposes"])) for purpose in allow]
    may_see = [_one_of(audience, [a for a in page["audiences"] if a != "draft"]) for audience in audiences]
    if until is not None and bounds(until) is None:
        raise DateUnclear(what="--until")
    return Consent(frozenset(purposes), frozenset(may_see), until, published=published)


def consent_to_plain(given: Consent) -> dict[str, object]:
    """Return a consent as it is printed with --json.

    >>> consent_to_plain(Consent(withdrawn=True))["withdrawn"]
    True
    """
    return {
        "allowed": sorted(given.purposes),
        "for": sorted(given.audiences),
        "until": given.until,
        "published": given.published,
        "withdrawn": given.withdrawn,
    }


def told(given: Consent) -> str:
    """Say a consent in one line.

    >>> told(Consent(frozenset({"statistics"}), frozenset({"public"}), "2030")), told(Consent())
    ('allowed: statistics; for: public; until 2030', 'nothing allowed')
    """
    if given.withdrawn:
        return "withdrawn"
    parts = ["published"] if given.published else []
    if given.purposes and given.audiences:
        parts += [f"allowed: {', '.join(sorted(given.purposes))}", f"for: {', '.join(sorted(given.audiences))}"]
    elif not given.published:
        parts.append("nothing allowed")
    return "; ".join([*parts, *([f"until {given.until}"] if given.until else [])])


def _one_of(typed: str, known: Sequence[str]) -> str:
    if typed not in known:
        raise UnknownCode(code=typed, near="one of " + ", ".join(known))
    return typed
