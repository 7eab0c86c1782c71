"""The parser process: what it can do, what it cannot, and what the program makes of its answers."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.files import make

import svidok
from svidok import errors
from svidok.engines import parse_worker, parsing
from svidok.engines.parsing import Parser, read_in_process
from svidok.engines.wire import PHRASES, UNSAID, WireError, answer_in, error_out, layer_out
from svidok.errors import ParserStopped, SvidokError
from svidok.model import Block, TextLayer
from svidok.preserve.layers import read_layer

PDF = make.pdf([make.column([make.WORDS])])
ROOT = str(Path(svidok.__file__).resolve().parent.parent)
SLOW = b"<div>" * 60_000  # unclosed: the page parser needs time by the square of their number


def child(code: str) -> str:
    """Run code in a process that has shut itself in, and return what it printed."""
    return alone(f"from svidok.engines.parse_worker import shut_in\n{code}")


def alone(code: str) -> str:
    """Run code in a fresh process; return what it printed and its exit status."""
    start = [sys.executable, "-I", "-B", "-c", f"import sys; sys.path.insert(0, {ROOT!r})\n{code}"]
    done = subprocess.run(start, capture_output=True, check=False, timeout=30)
    return done.stdout.decode() + f"[{done.returncode}]"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PDF, "a.pdf"),
        (make.word_ordinary(), "a.docx"),
        (make.page_with_furniture(), "a.html"),
        (make.WORDS.encode(), "a.txt"),
        (make.WORDS.encode("cp1251"), "a.txt"),
        (make.word_ordinary(), "a.pdf"),
        (make.page("<meta charset=koi8-r><p>x"), "назва \udcff.html"),
    ],
)
def test_the_process_reads_what_the_stage_reads(data: bytes, name: str) -> None:
    assert read_in_process(data, name) == read_layer(data, name)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "SV220"),
        (b"\xff\xd8\xff", "SV221"),
        (make.pdf_locked(), "SV222"),
        (make.word_xxe(), "SV223"),
        (bytes(60_000_000), "SV224"),
        (make.pdf_scan(), "SV225"),
        (make.word_bomb(), "SV226"),
        ("паспорт".encode("cp1251"), "SV227"),
    ],
)
def test_the_process_gives_the_errors_of_the_stage(data: bytes, code: str) -> None:
    with Parser() as parser:
        said = parser.read(data, "скарга.bin")
        assert isinstance(said, SvidokError)
        assert said.code == code
        assert "скарга.bin" in str(said)
        assert isinstance(parser.read(PDF, "a.pdf"), TextLayer)


def test_one_process_serves_many_files_quickly() -> None:
    with Parser() as parser:
        parser.read(PDF, "a.pdf")
        started = parser._process
        begun = time.monotonic()
        assert all(isinstance(parser.read(PDF, "a.pdf"), TextLayer) for _ in range(20))
        assert time.monotonic() - begun < 4
        assert parser._process is started


def test_plain_text_needs_no_process() -> None:
    with Parser() as parser:
        parser.read(make.WORDS.encode(), "a.txt")
        assert parser._process is None


def test_the_program_loads_no_parser_itself() -> None:
    code = "from svidok.engines.parsing import Parser\nwith Parser() as p: p.read(b'<p>x', 'a.html')\n"
    code += "print([m for m in ('pypdfium2', 'selectolax', 'pyexpat', 'zipfile', 'django') if m in sys.modules])"
    assert alone(code) == "[]\n[0]"


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with Parser(seconds=0.5) as parser:
        begun = time.monotonic()
        said = parser.read(SLOW, "a.html")
        assert time.monotonic() - begun < 5
        assert isinstance(said, ParserStopped)
        assert said.facts["limit"] == "it took longer than 0.5 seconds"
        assert isinstance(parser.read(PDF, "a.pdf"), TextLayer)


def test_a_process_killed_from_outside_is_one_clear_error() -> None:
    with Parser() as parser:
        parser.read(PDF, "a.pdf")
        assert parser._process
        os.kill(parser._process.pid, 9)
        parser._process.wait()
        assert isinstance(parser.read(PDF, "a.pdf"), TextLayer)


def test_after_closing_nothing_is_left_running() -> None:
    with Parser() as parser:
        parser.read(PDF, "a.pdf")
        process = parser._process
        assert process
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


@pytest.mark.parametrize(
    ("status", "limit"),
    [
        (71, "it needed more memory than a parser may have"),
        (72, "it tried to open a file, a connection or another program"),
        (128 + 24, "it needed more processor time than a parser may have"),
        (128 + 11, "the parser broke down (status 139)"),
    ],
)
def test_how_a_process_ended_says_which_limit(status: int, limit: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", f"import os; os._exit({status})"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with pytest.raises(parsing._Stopped) as stopped:
        parsing._exchange(process, b"x" * 10_000_000, 20)
    assert str(stopped.value) == limit


@pytest.mark.parametrize("answer", [b"\xff" * 8, b"\0" * 7 + b"\x02" + b"{}}"])
def test_an_answer_of_a_wrong_length_is_not_taken(answer: bytes) -> None:
    code = f"import os; os.write(1, {answer!r}); os.read(0, 1)"
    process = subprocess.Popen([sys.executable, "-I", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with pytest.raises(parsing._Stopped):
        parsing._exchange(process, b"", 20)
    process.kill()
    process.wait()


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd')",
        "__import__('socket').socket()",
        "os.system('true')",
        "os.fork()",
        "os.remove('/nothing')",
        "__import__('urllib.request')",
        "__import__('subprocess').run(['true'])",
        "__import__('ctypes').CDLL('libc.so.6')",
    ],
)
def test_python_code_that_tries_a_door_is_stopped(attempt: str) -> None:
    code = f"import os, socket, subprocess, ctypes\nshut_in()\ntry: {attempt}\n"
    assert child(code + "except PermissionError: os.write(1, b'shut')") == "shut[0]"


def test_native_code_can_open_neither_file_nor_socket() -> None:
    code = (
        "import ctypes, os; libc = ctypes.CDLL(None, use_errno=True)\nshut_in()\n"
        "tried = [libc.open(b'/etc/passwd', 0), libc.socket(2, 1, 0), libc.socket(1, 1, 0)]\n"
        "tried += [libc.dup(0), libc.memfd_create(b'x', 0)]\n"
        "os.write(1, repr((tried, ctypes.get_errno())).encode())"
    )
    assert child(code) == "([-1, -1, -1, -1, -1], 24)[0]"


def test_memory_and_core_dumps_are_bounded() -> None:
    code = (
        "import ctypes, os, resource\nshut_in()\n"
        "try: bytearray(1_100_000_000)\nexcept MemoryError: os.write(1, b'no memory ')\n"
        "os.write(1, repr((resource.getrlimit(resource.RLIMIT_CORE), ctypes.pythonapi.prctl(3, 0, 0, 0, 0))).encode())"
    )
    assert child(code) == "no memory ((0, 0), 0)[0]"


def test_processor_time_is_bounded() -> None:
    code = "import svidok.engines.parse_worker as w; w.CPU_SECONDS = 1\nshut_in()\nwhile True: pass"
    assert child(code) == "[-24]"


def test_the_child_says_nothing_when_it_breaks(tmp_path: Path) -> None:
    start = [sys.executable, "-I", "-B", "-c", parsing._START, ROOT]
    request = parse_worker.LENGTHS.pack(5, 3) + b"a.pdf" + b"xy"  # one byte short, then the end
    done = subprocess.run(start, input=request, capture_output=True, check=False, cwd=tmp_path, timeout=30)
    assert done.stderr == b""
    assert not list(tmp_path.iterdir())


def test_the_environment_of_the_process_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVIDOK_CANARY", make.SECRET)
    with Parser() as parser:
        parser.read(PDF, "a.pdf")
        assert parser._process
        environment = Path(f"/proc/{parser._process.pid}/environ").read_bytes()
    assert b"CANARY" not in environment


def test_a_layer_comes_back_from_the_wire_as_it_went() -> None:
    layer = TextLayer("так\0 😢", (Block(0, 3, "heading", "сторінка 1"), Block(4, 6)), "назва", ("pages: 1",))
    assert answer_in(layer_out(layer), "a") == layer


@pytest.mark.parametrize(
    "change",
    [
        {"text": 7},
        {"text": "\ud800"},
        {"title": "д" * 301},
        {"blocks": [[0, 9, "paragraph", ""]]},
        {"blocks": [[2, 1, "paragraph", ""]]},
        {"blocks": [[-1, 1, "paragraph", ""]]},
        {"blocks": [[0, 2, "paragraph", ""], [1, 3, "paragraph", ""]]},
        {"blocks": [[0, 2, "verdict", ""]]},
        {"blocks": [[0, 2, "paragraph"]]},
        {"blocks": [[0.0, 2, "paragraph", ""]]},
        {"notes": ["x" * 2001]},
        {"notes": ["x"] * 51},
        {"notes": [1]},
    ],
)
def test_a_layer_that_cannot_be_right_is_not_taken(change: dict[str, object]) -> None:
    layer = {"text": "слова", "blocks": [], "title": "", "notes": [], **change}
    with pytest.raises(WireError):
        answer_in(json.dumps({"layer": layer}).encode(), "a")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"error":{"code":"SV400"}}',
        b'{"error":{}}',
        b'{"error":{"code":"SV223"}}',
    ],
)
def test_an_answer_that_is_none_is_not_taken(answer: bytes) -> None:
    with pytest.raises(WireError):
        answer_in(answer, "a")


def test_an_error_from_the_wire_holds_no_words_of_a_file() -> None:
    facts = {"code": "SV224", "most": make.SECRET, "unit": f"pages {make.SECRET}", "name": make.SECRET}
    said = answer_in(json.dumps({"error": facts}).encode(), "a.pdf")
    assert isinstance(said, errors.FileTooLarge)
    assert make.SECRET not in str(said) + repr(said.facts)
    assert UNSAID in str(said)


def test_every_reason_that_the_stage_gives_passes_the_wire() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (Path(ROOT) / "svidok" / "preserve").glob("*.py"))
    for phrase in PHRASES:
        assert f'"{phrase}"' in source, phrase
    given = re.findall(r'(?:why|looks)="([^"]+)"', source) + re.findall(r'no_more_than\([^"]*"([^"]+)"', source)
    assert len(given) > 15
    assert set(given) <= PHRASES
    for error in (
        errors.FileDamaged(name="a", why="a part cannot be unpacked"),
        errors.FileTooLarge(name="a", most="2,000", unit="pages"),
        errors.BombRefused(name="a", times="1,010"),
    ):
        assert str(answer_in(error_out(error), "a")) == str(error)
