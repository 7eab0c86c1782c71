"""A passphrase comes in unseen: never as an argument, never through the environment, never echoed."""

import importlib
import io
import os
import pty
import select
import time
from pathlib import Path

import pytest
import typer
from tests.stages.casebook_samples import PASSPHRASE, empty
from tests.stages.cli_samples import call, command, environment, program, secret

from svidok.cli import COMMANDS
from svidok.cli.unlock import MOST_BYTES, passphrase
from svidok.errors import PassphraseMissing, SecretOpen, SecretUnreadable


def piped(data: bytes) -> int:
    end, begin = os.pipe()
    os.write(begin, data)
    os.close(begin)
    return end


@pytest.mark.parametrize("after", ["", "\n", "\r\n", "\nanother line\n"])
def test_of_a_descriptor_the_first_line_counts(after: str) -> None:
    assert passphrase(piped((PASSPHRASE + after).encode()), None) == PASSPHRASE


def test_spaces_belong_to_a_passphrase() -> None:
    assert passphrase(piped(b" five plums \n"), None) == " five plums "


@pytest.mark.parametrize("data", [b"", b"\n", b"\xff\xfe\n", b"x" * (MOST_BYTES + 1)])
def test_what_is_no_line_of_text_is_refused_without_being_shown(data: bytes) -> None:
    with pytest.raises(SecretUnreadable) as refused:
        passphrase(piped(data), None)
    assert "xxx" not in str(refused.value)


def test_a_descriptor_that_is_not_open_is_refused() -> None:
    end = piped(b"x")
    os.close(end)
    with pytest.raises(SecretUnreadable):
        passphrase(end, None)


def test_a_private_file_will_do(tmp_path: Path) -> None:
    assert passphrase(None, secret(tmp_path)) == PASSPHRASE


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o666, 0o610])
def test_a_file_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    path = secret(tmp_path)
    path.chmod(mode)
    with pytest.raises(SecretOpen) as refused:
        passphrase(None, path)
    assert "chmod 600" in refused.value.todo
    assert PASSPHRASE not in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SecretUnreadable):
        passphrase(None, tmp_path / "nothing")


def test_without_a_terminal_there_is_nobody_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSPHRASE))
    with pytest.raises(PassphraseMissing):
        passphrase(None, None)
    done = program("rebuild", empty(tmp_path), stdin=-3)
    assert (done.returncode, "SV460" in done.stderr) == (2, True)


def test_the_wrong_one_opens_nothing_and_says_so(tmp_path: Path) -> None:
    folder, path = empty(tmp_path), secret(tmp_path)
    path.write_text("вісім сухих слив на столі")
    done = call("rebuild", folder, "--key-file", path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("SV100")


def test_no_command_takes_it_as_an_argument_or_from_the_environment() -> None:
    for name in COMMANDS:
        command = typer.main.get_command(importlib.import_module(f"svidok.cli.{name}").app)
        for one in (command, *getattr(command, "commands", {}).values()):
            for parameter in one.params:
                assert not getattr(parameter, "envvar", None), (name, parameter.name)
                if "pass" in (parameter.name or "") or "secret" in (parameter.name or ""):
                    assert parameter.name == "passphrase_fd", (name, parameter.name)


class Terminal:
    """A program at a terminal of its own: what it shows, and typing to it."""

    def __init__(self, *arguments: str | Path) -> None:
        self.shown = b""
        self.pid, self.fd = pty.fork()
        if not self.pid:
            words = command(*arguments)
            os.execve(words[0], words, environment())  # noqa: S606

    def wait_for(self, words: bytes, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while words not in self.shown:
            assert time.monotonic() < until, self.shown
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self.fd, 4096)
                except OSError:
                    return

    def type(self, line: str) -> None:
        os.write(self.fd, line.encode() + b"\n")

    def end(self) -> int:
        self.wait_for(b"never shown", 60)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def seen_by_others(self) -> bytes:
        home = Path("/proc") / str(self.pid)
        return (home / "cmdline").read_bytes() + (home / "environ").read_bytes()


def test_at_a_terminal_it_is_asked_for_twice_and_shown_nowhere(tmp_path: Path) -> None:
    terminal = Terminal("new", tmp_path / "book", "--coder", "o.k")
    terminal.wait_for(b"new passphrase: ")
    terminal.type(PASSPHRASE)
    terminal.wait_for(b"the same again: ")
    assert PASSPHRASE.encode() not in terminal.seen_by_others()
    terminal.type(PASSPHRASE)
    assert terminal.end() == 0
    assert PASSPHRASE.encode() not in terminal.shown
    assert (tmp_path / "book" / "casebook.db").exists()


def test_two_that_differ_make_nothing(tmp_path: Path) -> None:
    terminal = Terminal("new", tmp_path / "book", "--coder", "o.k")
    for words, typed in ((b"new passphrase: ", PASSPHRASE), (b"the same again: ", PASSPHRASE + "!")):
        terminal.wait_for(words)
        terminal.type(typed)
    assert terminal.end() == 2
    assert b"SV461" in terminal.shown
    assert not (tmp_path / "book").exists()
