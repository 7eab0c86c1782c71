"""`svidok qualify`: set incidents against the law."""

from collections import Counter

import typer

from svidok.casebook import open_casebook
from svidok.casebook.values import finding_to_plain
from svidok.cli.common import JsonLines, Lang, print_json
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.cli.working import qualified
from svidok.codebook import Codebook, load
from svidok.model import Finding

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def qualify(
    folder: CasebookFolder,
    lang: Lang = "en",
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonLines = False,
) -> None:
    """Set the incidents against norms of law, element by element, and keep the result.

    A finding indicates and never establishes: it shows which elements have words behind them, which are missing, and
    what speaks against. A lawyer judges. The result takes the place of the one before.

    Exit codes: 0 qualified, 2 not qualified.

    \b
    Example:
        svidok qualify demo.casebook
    """
    book = load()
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        made = qualified(casebook, book)
        fresh = casebook.qualify(made)
    for finding in made:
        print_json(finding_to_plain(finding)) if json else print(line(finding, book, lang))
    if not json:
        print(f"{len(made)} findings, each indicated and none established{'' if fresh else ', as before'}")


def line(finding: Finding, book: Codebook, lang: str) -> str:
    """Say a finding in one line.

    >>> from svidok.model import Element
    >>> line(Finding("I1", "no-norm", (Element("act", "supported"), Element("intent", "missing"))), load(), "en")
    'I1  no-norm: supported 1, missing 1, contrary 0'
    """
    norm = book.records["norms"].get(finding.norm, {}).get("label", {}).get(lang, finding.norm)
    count = Counter(element.standing for element in finding.elements)
    return f"{finding.incident}  {norm}: " + ", ".join(
        f"{standing} {count[standing]}" for standing in ("supported", "missing", "contrary")
    )
