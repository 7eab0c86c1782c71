"""`svidok review`: a person decides about what the program proposed."""

from typing import Annotated

import typer

from svidok.casebook import open_casebook
from svidok.cli.common import JsonLines, Lang, print_json
from svidok.cli.deciding import decide, keep, now, ref, standing
from svidok.cli.naming import source_of
from svidok.cli.new import check_coder
from svidok.cli.review_blind import blind
from svidok.cli.review_compare import compare_
from svidok.cli.review_sheet import export, import_
from svidok.cli.showing import lines, without_people
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.cli.valuing import changes, settings, with_places
from svidok.codebook import load
from svidok.errors import SettingUnclear
from svidok.model import Level, PassportLink, Polarity, Review
from svidok.review import accept, add, correct, reject

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)
app.command("export")(export)
app.command("import")(import_)
app.command("blind")(blind)
app.command("compare")(compare_)

References = Annotated[list[str], typer.Argument(help="Statements, such as talk.txt/S3.", metavar="STATEMENT")]
Reference = Annotated[str, typer.Argument(help="A statement, such as talk.txt/S3.", metavar="STATEMENT")]
Note = Annotated[str, typer.Option(help="Why, for those who come after.", metavar="TEXT")]
Coder = Annotated[str | None, typer.Option(help="Who decides; you, when not given.", metavar="ID")]
Settles = Annotated[bool, typer.Option("--settles", help="It settles a difference between two others.")]


@app.callback()
def review() -> None:
    """List what the program proposed; accept, reject, correct or add; or do it in a spreadsheet.

    Until a person has accepted a statement, everything made of it says that it is not reviewed. Each decision is kept
    for ever under the id of who made it; a later one by the same person takes its place. Nothing is accepted in bulk.

    \b
    Example:
        svidok review list demo.casebook
        svidok review accept demo.casebook uk-halyna-melitopol.txt/S1
    """


@app.command("list")
def list_(
    folder: CasebookFolder,
    source: Annotated[str | None, typer.Option(help="Only this source.", metavar="SOURCE")] = None,
    state: Annotated[Review | None, typer.Option(help="Only those in this state.")] = None,
    lang: Lang = "en",
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonLines = False,
) -> None:
    """List the statements as they stand, each with its exact words and its state.

    Of who told it only the role is shown.

    Exit codes: 0 listed, 2 not listed.

    \b
    Example: what nobody has decided about yet:
        svidok review list demo.casebook --state unreviewed
    """
    book = load()
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        names = casebook.names()
        disputes = {one.statement: one for one in casebook.disagreements()}
        for statement in standing(casebook, source, state):
            dispute = disputes.get(statement.ref)
            if json:
                over = list(dispute.over) if dispute else []
                print_json(without_people(statement) | {"name": names[statement.source], "disputed": over})
                continue
            shown = book.tables["words"]["review"][statement.review][lang]
            head, *rest = lines(statement, ref(statement.ref), book, lang, people=False)
            print(f"{head}  {names[statement.source]}  {shown}", *rest, sep="\n")
            if dispute:
                print(f"    {' and '.join(dispute.coders)} differ about: {', '.join(dispute.over)}")
            print()


@app.command("accept")
def accept_(
    folder: CasebookFolder,
    statements: References,
    note: Note = "",
    coder: Coder = None,
    settles: Settles = False,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonLines = False,
) -> None:
    """Accept statements as they were proposed: the source says this, at these words.

    Exit codes: 0 all accepted, 1 some, 2 none.

    \b
    Example:
        svidok review accept demo.casebook uk-halyna-melitopol.txt/S1
    """
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        who, at = coder or casebook.coder, now()
        done = decide(casebook, statements, lambda s: accept(s, who, at, note=note, settles=settles), json)
    raise typer.Exit(done)


@app.command("reject")
def reject_(
    folder: CasebookFolder,
    statements: References,
    note: Note = "",
    coder: Coder = None,
    settles: Settles = False,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonLines = False,
) -> None:
    """Reject statements: the source does not say this.

    Exit codes: 0 all rejected, 1 some, 2 none.

    \b
    Example:
        svidok review reject demo.casebook uk-halyna-melitopol.txt/S2 --note "tells of somebody else"
    """
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        who, at = coder or casebook.coder, now()
        done = decide(casebook, statements, lambda s: reject(s, who, at, note=note, settles=settles), json)
    raise typer.Exit(done)


@app.command("correct")
def correct_(
    folder: CasebookFolder,
    statement: Reference,
    to: Annotated[
        list[str], typer.Option("--set", help="slot=value or slot=value=words; repeatable; - empties.", metavar="VALUE")
    ],
    words: Annotated[str, typer.Option(help="The exact words that new values are read from.", metavar="TEXT")] = "",
    at: Annotated[int | None, typer.Option(help="At which character they stand, if several times.", min=0)] = None,
    note: Note = "",
    coder: Coder = None,
    settles: Settles = False,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonLines = False,
) -> None:
    """Correct a statement: each slot named then holds the values named, and no others.

    Without words of its own a new value keeps those of the value that it replaces: the code was wrong, not the place.
    Slots are service, coercion, place, date, actor, outcome, person, condition; level, polarity and passport_link need
    no words. A place is a code of the official list. Correcting again takes the place of your earlier correction.

    Exit codes: 0 corrected, 2 not corrected.

    \b
    Example:
        svidok review correct demo.casebook uk-halyna-melitopol.txt/S1 --set level=individual
    """
    wanted = settings(to, "--set", load())
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        who, when = coder or casebook.coder, now()
        done = decide(
            casebook,
            [statement],
            lambda s: correct(
                s,
                changes(s, wanted, words, at, casebook.layer(s.source).text),
                who,
                when,
                note=note,
                settles=settles,
            ),
            json,
        )
    raise typer.Exit(done)


@app.command("add")
def add_(
    folder: CasebookFolder,
    source: Annotated[str, typer.Argument(help="File name or beginning of the id.", metavar="SOURCE")],
    slot: Annotated[list[str], typer.Option(help='slot=value="exact words"; repeatable.', metavar="VALUE")],
    level: Annotated[Level, typer.Option(help="Whom it is about.")] = "individual",
    polarity: Annotated[Polarity, typer.Option(help="Whether it happened.")] = "asserted",
    link: Annotated[PassportLink, typer.Option(help="What it was conditioned on.")] = "passport",
    note: Note = "",
    coder: Coder = None,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonLines = False,
) -> None:
    """Add a statement that the program missed, each value with the exact words it is read from.

    Exit codes: 0 added, 2 not added.

    \b
    Example:
        svidok review add demo.casebook uk-halyna-melitopol.txt --slot service=health.insulin="інсулін"
    """
    wanted = settings(slot, "--slot", load())
    for number, one in enumerate(wanted, 1):
        if not one.words:
            raise SettingUnclear(number=number, option="--slot", form='slot=value="exact words"')
    read = [(one.slot, one.value, one.words) for one in wanted]
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        found = source_of(casebook.names(), source)
        made = add(
            found,
            casebook.layer(found).text,
            read,
            coder or casebook.coder,
            now(),
            level=level,
            polarity=polarity,
            passport_link=link,
            note=note,
        )
        keep(casebook, with_places(made), json)


@app.command("coder")
def coder_(
    folder: CasebookFolder,
    coder: Annotated[str, typer.Argument(help="The id of a person, and no name.", metavar="ID")],
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonLines = False,
) -> None:
    """Let another person decide in this casebook, under an id that is no name.

    Exit codes: 0 named, 2 not named.

    \b
    Example: before the answers of a colleague are read in:
        svidok review coder demo.casebook m.t
    """
    check_coder(coder)
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        casebook.add_coder(coder)
        coders = casebook.coders()
    print_json({"coders": list(coders)}) if json else print(f"who decides here: {', '.join(coders)}")
