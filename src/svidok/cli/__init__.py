"""The command line: one file per command, each loaded only when it is called.

Commands that need no casebook start without Django.
"""

import importlib
import io
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from svidok import __version__
from svidok.errors import NotReadable, SvidokError

# Name, in the order of the work, and the sentence that `svidok --help` shows.
COMMANDS: dict[str, str] = {
    "draft": "Go the whole way from files to a draft report in one command.",
    "read": "Print the statements that files or a casebook's sources hold.",
    "mask": "Print a text as it could be released.",
    "new": "Make a casebook folder.",
    "preserve": "Keep files in a casebook, byte for byte, then read their text.",
    "consent": "Put another consent in force for a source, or withdraw it.",
    "erase": "Destroy a source for ever, and what was made of it.",
    "review": "List proposals; accept, reject, correct or add; or do it in a spreadsheet.",
    "link": "Join statements that tell of one incident.",
    "qualify": "Set incidents against the law, element by element.",
    "release": "Show what may leave for an audience, and what is withheld.",
    "publish": "Write the report and tables of a release.",
    "verify": "Check every signature, chain, payload, object and table of a casebook.",
    "checkpoint": "Make what proves later that nothing was cut; keep it elsewhere.",
    "cosign": "Sign a team's checkpoint as a partner, after a look at what it holds.",
    "export": "Write what somebody gets who checks a casebook and may not read it.",
    "rebuild": "Empty the derived tables and fill them again from the ledger.",
    "codebook": "Check the codebook, or show a code.",
    "demo": "Do the main job on the sample accounts.",
}
EXIT_ERROR, EXIT_STOPPED = 2, 130


class _Lazy(TyperGroup):
    """Finds commands by name and imports the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the names are known without it
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"svidok.cli.{cmd_name}")
        return typer.main.get_command(module.app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


# A traceback of the usual kind shows code; the coloured one could be made to show values, and so words of sources.
app = typer.Typer(
    cls=_Lazy, add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)


def _version(wanted: bool) -> None:
    if wanted:
        print(__version__)
        raise typer.Exit


@app.callback()
def svidok(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Record forced passportization: preserve accounts, read them with exact quotes, count and publish safely.

    Nothing is sent anywhere; every command works with the network off.

    \b
    Example: from an article to a draft report that says on every page that it is one:
        svidok draft article.txt --out draft/
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and return its exit code to the shell.

    0: done; 1: done in part, what failed was named; 2: nothing done, the error says what to do; commands may
    promise more codes in their own help.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console of one alphabet shows a mark for the others' letters
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(arguments, standalone_mode=False, prog_name="svidok")
    except SvidokError as error:
        print(error, file=sys.stderr)
        sys.exit(EXIT_ERROR)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read our output has had enough
        sys.exit(EXIT_STOPPED)
    except OSError as error:
        print(NotReadable(why=error.strerror or type(error).__name__), file=sys.stderr)
        sys.exit(EXIT_ERROR)
    except typer.Abort:
        print("stopped", file=sys.stderr)
        sys.exit(EXIT_STOPPED)
    except TyperException as error:
        print(error.format_message(), file=sys.stderr)
        sys.exit(EXIT_ERROR)
    sys.exit(code if isinstance(code, int) else 0)
