"""`svidok link`: join statements into incidents."""

import typer

from svidok.casebook import open_casebook
from svidok.casebook.values import incident_to_plain
from svidok.cli.common import JsonLines, Lang, print_json
from svidok.cli.deciding import ref
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.cli.working import linked
from svidok.codebook import Codebook, load
from svidok.model import Incident

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def link(
    folder: CasebookFolder,
    lang: Lang = "en",
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonLines = False,
) -> None:
    """Join statements that tell of one incident, count independent origins, and keep the result.

    What was rejected, denied or is no single act stays out; so does what a person withdrew. A copy of a text adds no
    origin. The result takes the place of the linking before and of the findings made of it.

    Exit codes: 0 linked, 2 not linked.

    \b
    Example:
        svidok link demo.casebook
    """
    book = load()
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        made = linked(casebook)
        fresh = casebook.link(made)
    for incident in made:
        print_json(incident_to_plain(incident)) if json else print(line(incident, book, lang))
    if not json:
        reviewed = sum(incident.reviewed for incident in made)
        print(f"{len(made)} incidents, {reviewed} of them reviewed{'' if fresh else ', as before'}")


def line(incident: Incident, book: Codebook, lang: str) -> str:
    """Say an incident in one line.

    >>> line(Incident("I1", ("1f9a4c07aa/S1",), ("o1",), ("health.insulin",), date="2023"), load(), "en")
    'I1  Insulin and diabetes, 2023: 1f9a4c07/S1; origins: 1; not reviewed'
    """
    what = [book.label("service", code, lang) for code in incident.services]
    what = what or [book.label("coercion", code, lang) for code in incident.coercion]
    about = ", ".join(part for part in (*what, incident.oblast, incident.date) if part)
    state = "reviewed" if incident.reviewed else "not reviewed"
    return (
        f"{incident.id}  {about}: {' '.join(map(ref, incident.statements))}; origins: {len(incident.origins)}; {state}"
    )
