"""`svidok review export` and `import`: the same decisions, made in a spreadsheet."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svidok.casebook import open_casebook
from svidok.cli.common import JsonLines, JsonOne, Lang, exit_code, print_json, write_file
from svidok.cli.deciding import now, open_sources, ref, standing
from svidok.cli.naming import source_of
from svidok.cli.review_blind import figures, reckoned, share_of
from svidok.cli.showing import labels
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.cli.valuing import places
from svidok.codebook import load
from svidok.engines.files import read_bytes
from svidok.errors import FileThere, SvidokError
from svidok.model import Review
from svidok.review import RowResult, blind_from_xlsx, from_xlsx, queue, to_xlsx

if TYPE_CHECKING:
    from svidok.casebook.store import Casebook

Sheet = Annotated[Path, typer.Argument(help="A spreadsheet file, .xlsx.", metavar="SHEET")]


def export(
    folder: CasebookFolder,
    sheet: Sheet,
    source: Annotated[str | None, typer.Option(help="Only this source.", metavar="SOURCE")] = None,
    state: Annotated[Review | None, typer.Option(help="Only those in this state.")] = None,
    lang: Lang = "en",
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Write proposals into a spreadsheet that a person fills in: one row each, with the words around it.

    The least sure come first, and among equals one of each code and source before a second. One passage in ten, drawn
    by lot, stands on a page of its own without proposals, to be coded blind; what was proposed there waits until it is.

    The file is open text: whoever has it reads what the sources say. It shows no names of those who told it, and no
    decisions of others, so that a second person decides for themselves.

    Exit codes: 0 written, 2 not written.

    \b
    Example: what nobody has decided about, with Ukrainian labels:
        svidok review export demo.casebook review.xlsx --lang uk --state unreviewed
    """
    if sheet.exists():
        raise FileThere(name=sheet.name)
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        proposed = {statement.ref: statement for statement in casebook.proposals()}
        share = share_of(casebook, source_of(casebook.names(), source) if source else None)
        blind = share.waiting if state in (None, "unreviewed") else ()
        wanted = list(standing(casebook, source, state))
        held = share.holds_back(one for one in wanted if one.review == "unreviewed")
        rows = queue(proposed[one.ref] for one in wanted if one.ref not in held)
        layers = {one.id: one.layer for one in casebook.sources()}
        body = to_xlsx(rows, layers, labels(load(), lang), lang, casebook=casebook.id, blind=blind)
    write_file(sheet, body, replace=False)
    if json:
        counts = {"rows": len(rows), "blind": len(blind), "held_back": len(held)}
        print_json({"file": str(sheet), **counts, "open_text": True})
        return
    print(f"{sheet}: {len(rows)} statements to decide about")
    if blind:
        print(f"{len(blind)} passages to code without proposals; {len(held)} statements wait for that")
    print("this file is open text: whoever has it reads what the sources say; remove it once it is read back")


def import_(
    folder: CasebookFolder,
    sheet: Sheet,
    coder: Annotated[str | None, typer.Option(help="Who filled it in; you, when not given.", metavar="ID")] = None,
    settles: Annotated[
        bool, typer.Option("--settles", help="Its answers settle differences between two others.")
    ] = False,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonLines = False,
) -> None:
    """Read a filled-in spreadsheet back, row by row; what is wrong with a row is said, and the rest goes on.

    The same file twice changes nothing. A person who decides for the first time is named with `svidok review coder`.

    Exit codes: 0 all rows read, 1 some refused, 2 nothing read.

    \b
    Example: what a colleague filled in:
        svidok review import demo.casebook review.xlsx --coder m.t
    """
    data = read_bytes(sheet)
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        # blind answers first: whoever then decides has seen what was proposed
        blind = _blind(casebook, data, coder or casebook.coder)
        results = blind + _results(casebook, data, coder or casebook.coder, settles)
        refused = [result for result in results if not _kept(casebook, result, json)]
        measured = figures(reckoned(casebook), "en") if any(result.answer for result in blind) else []
    if not results and not json:
        print("no row says anything")
    for line in () if json else measured:
        print(line)
    raise typer.Exit(exit_code(refused, len(results) - len(refused)))


def _results(casebook: "Casebook", data: bytes, coder: str, settles: bool) -> list[RowResult]:
    may = open_sources(casebook)
    return from_xlsx(
        data,
        [statement for statement in casebook.proposals() if statement.source in may],
        {one.id: one.layer for one in casebook.sources()},
        labels(load(), "en"),
        casebook=casebook.id,
        coder=coder,
        at=now(),
        decisions=casebook.decisions(),
        details=places(),
        settles=settles,
    )


def _blind(casebook: "Casebook", data: bytes, coder: str) -> list[RowResult]:
    return blind_from_xlsx(
        data,
        share_of(casebook).drawn,
        labels(load(), "en"),
        casebook=casebook.id,
        coder=coder,
        at=now(),
        answers=casebook.answers(),
    )


def _kept(casebook: "Casebook", result: RowResult, json: bool) -> bool:
    """Keep the decision or the blind answer of a row, say what became of it, and return whether it could be read."""
    status, error = result.status, result.error
    try:
        if result.decision is not None:
            status = "applied" if casebook.decide(result.decision) else "unchanged"
        elif result.answer is not None:
            status = "applied" if casebook.answer(result.answer) else "unchanged"
    except SvidokError as wrong:
        status, error = "refused", wrong
    if json:
        code = error.code if error else ""
        print_json({"row": result.row, "statement": result.statement, "status": status, "error": code})
        return error is None
    done = result.decision.act if result.decision else "coded" if result.answer else status
    what = done if status == "applied" else status
    print(f"row {result.row}  {ref(result.statement) if result.statement else '?'}  {what}")
    if error:
        typer.echo(f"row {result.row}: {error}", err=True)
    return error is None
