"""What has no need of a casebook starts without Django, and nothing is loaded before it is needed."""

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.stages.cli_samples import SAMPLES, TALK, call, environment, program

import svidok
from svidok.cli import COMMANDS

ACCOUNT = str(SAMPLES / "statements" / "uk-oleh-opika.txt")
WITHOUT_CASEBOOK = [
    ["--help"],
    ["--version"],
    *([name, "--help"] for name in COMMANDS),
    ["read", "--no-semantic", ACCOUNT],
    ["read", "--no-semantic", "--json", str(TALK)],
    ["mask", ACCOUNT],
    ["codebook", "show", "health.insulin"],
]
_SEE = (
    "import sys\n"
    "from svidok.cli import main\n"
    "try:\n"
    "    main(sys.argv[1:])\n"
    "except SystemExit as end:\n"
    "    loaded = [m for m in ('django', 'sqlcipher3', 'argon2') if m in sys.modules]\n"
    "    print(end.code, *loaded, file=sys.stderr)\n"
)


def seen(code: str, *arguments: str) -> tuple[str, float]:
    start = time.perf_counter()
    words = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(words, env=environment(), capture_output=True, text=True, timeout=120)
    return done.stderr.splitlines()[-1], time.perf_counter() - start


@pytest.mark.parametrize("arguments", WITHOUT_CASEBOOK, ids=lambda one: " ".join(one[:2])[:40])
def test_no_casebook_no_django(arguments: list[str]) -> None:
    last, seconds = seen(_SEE, *arguments)
    print(f"{' '.join(arguments)}: {seconds:.2f} s")
    assert last == "0"


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, svidok; print([m for m in sys.modules if m.startswith('svidok.')], file=sys.stderr)"
    last, seconds = seen(code)
    print(f"import svidok, with Python itself: {seconds:.3f} s")
    assert last == "[]"


def test_names_of_the_api_are_those_it_says() -> None:
    assert set(svidok.__all__) == set(svidok._PLACES)
    assert all(callable(getattr(svidok, name)) for name in svidok.__all__)
    assert set(svidok.__all__) <= set(dir(svidok))
    stages = {path.name.removesuffix(".py") for path in Path(svidok.__file__).parent.iterdir()}
    assert not stages & set(svidok.__all__), "a name of the API would hide a stage, or a stage the name"
    with pytest.raises(AttributeError):
        svidok.nonsense  # noqa: B018


def test_every_command_of_the_list_has_its_file_and_none_is_forgotten() -> None:
    for name in COMMANDS:
        assert importlib.util.find_spec(f"svidok.cli.{name}"), name
    shown = call("--help").out.split("Commands:")[1]
    starts = [line for line in shown.splitlines() if line.startswith("  ") and line[2:3].strip()]
    assert [line.split()[0] for line in starts] == [*COMMANDS]


def test_what_is_typed_wrongly_is_said_in_one_line_and_never_as_a_traceback() -> None:
    for arguments in (
        ["nonsense"],
        ["read"],
        ["new", "x"],
        ["preserve", "x", "--kind", "rumour"],
        ["verify", "--what"],
    ):
        done = program(*arguments)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()


def test_a_pipe_that_closes_early_is_no_traceback() -> None:
    words = f"{sys.executable} -m svidok.cli codebook check --json | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", words], env=environment(), capture_output=True, text=True, timeout=120)
    assert "Traceback" not in done.stderr


def test_read_prints_the_contract() -> None:
    done = call("read", "--json", "--no-semantic", ACCOUNT)
    text = Path(ACCOUNT).read_text(encoding="utf-8")
    assert done.rows
    for row in done.rows:
        assert {"source", "statement", "level", "polarity", "passport_link", "attribution"} < set(row)
        for slot in ("service", "coercion", "place", "date", "actor", "person", "outcome"):
            for one in row[slot]:
                assert text[one["start"] : one["end"]] == one["quote"]
        assert json.dumps(row)
