"""Reading files from strangers in a separate process, with limits, and without ever trusting what it says.

The file goes in through a pipe and its text comes back through a pipe: nothing is written to disk. The process has
an empty environment, holds no key and is killed when time is over. Plain text is decoded in the program itself:
that is Python's own decoding and a search for line ends, both linear, and no parser that a file could deceive.
"""

import os
import selectors
import signal
import struct
import subprocess
import sys
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import IO, Self

import svidok
from svidok.engines.wire import WireError, answer_in
from svidok.errors import ParserMissing, ParserStopped, SvidokError
from svidok.model import TextLayer
from svidok.preserve import kinds, limits
from svidok.preserve.plain import read_plain

SECONDS = 30.0  # by the clock, for one file; the processor time has a limit of its own
ANSWER_BYTES = 250_000_000  # a text layer at its limits
_PIECE = 1 << 16
_HEAD = struct.Struct(">IQ")
_LENGTH = struct.Struct(">Q")
_ROOT = str(Path(svidok.__file__).resolve().parent.parent)
_START = "import sys; sys.path.insert(0, sys.argv[1]); from svidok.engines.parse_worker import main; main()"
_LIMITS = {
    71: "it needed more memory than a parser may have",
    72: "it tried to open a file, a connection or another program",
    128 + signal.SIGXCPU: "it needed more processor time than a parser may have",
    128 + signal.SIGKILL: "the system ended the process, mostly for want of memory",
    128 + signal.SIGXFSZ: "it tried to write a file",
}
_TIME = "it took longer than {seconds:g} seconds"
_BROKE = "the parser broke down (status {status})"
_TOO_LONG = "its text is longer than a source may be"
_UNTRUE = "the parser gave an answer that cannot be right"


class _Stopped(Exception):
    """Why the process gave no answer."""


class Parser:
    """A parser process for several files, started when the first needs it and anew after each that broke it.

    Serves one caller at a time. Use it with `with`, so that the process ends.

    >>> with Parser() as parser:
    ...     page = parser.read(b"<p>Insulin only with a passport", "a.html")
    ...     broken = parser.read(b"%PDF-1.7 and no more", "a.pdf")
    >>> page.text, broken.code
    ('Insulin only with a passport', 'SV223')
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, data: bytes, name: str) -> TextLayer | SvidokError:
        """Return the text layer of a file, or the error that says why there is none; raises nothing of its own."""
        try:
            found = kinds.detect(data, name)
            if found.kind in ("txt", "md"):
                layer = read_plain(data, name, markdown=found.kind == "md")
                return TextLayer(layer.text, layer.blocks, layer.title, found.notes + layer.notes)
            return answer_in(self._ask(data, name), name)
        except SvidokError as wrong:
            return wrong
        except _Stopped as stopped:
            self.close()
            return ParserStopped(name=limits.shown(name), limit=str(stopped))
        except WireError:
            self.close()
            return ParserStopped(name=limits.shown(name), limit=_UNTRUE)

    def close(self) -> None:
        """End the process and what it started, if it runs."""
        process, self._process = self._process, None
        if process is None:
            return
        for signal_to in (os.killpg, os.kill):
            try:
                signal_to(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        process.wait()
        for pipe in (process.stdin, process.stdout):
            _close(pipe)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-I", "-B", "-c", _START, _ROOT],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,  # what a parser prints may be words of the file
                    env={},
                    cwd="/",
                    start_new_session=True,
                )
            except OSError as wrong:
                raise ParserMissing(why=f"system error {wrong.errno}") from None
        return self._process

    def _ask(self, data: bytes, name: str) -> bytes:
        process = self._started()
        label = name.encode("utf-8", "surrogateescape")
        return _exchange(process, _HEAD.pack(len(label), len(data)) + label + data, self._seconds)


def read_in_process(data: bytes, name: str) -> TextLayer | SvidokError:
    """Read one file in a process of its own; returns the error instead of raising it. For many, keep a `Parser`.

    >>> read_in_process(b"", "a.pdf").code
    'SV220'
    """
    with Parser() as parser:
        return parser.read(data, name)


def _exchange(process: subprocess.Popen[bytes], request: bytes, seconds: float) -> bytes:
    """Write the request and read the answer at once, since either pipe may be full; raises _Stopped."""
    if process.stdin is None or process.stdout is None:
        raise ParserMissing(why="no pipes")
    rest, answer = memoryview(request), bytearray()
    until = monotonic() + seconds
    os.set_blocking(process.stdin.fileno(), False)
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdin, selectors.EVENT_WRITE)
        ready.register(process.stdout, selectors.EVENT_READ)
        while not _whole(answer):
            left = until - monotonic()
            events = ready.select(left) if left > 0 else []
            if not events:
                raise _Stopped(_TIME.format(seconds=seconds))
            for key, _ in events:
                if key.fileobj is process.stdout:
                    answer += _piece(process)
                else:
                    rest = rest[_written(process, rest) :]
                    if not rest:
                        ready.unregister(process.stdin)
    return bytes(answer[_LENGTH.size :])


def _whole(answer: bytearray) -> bool:
    if len(answer) < _LENGTH.size:
        return False
    size = int(_LENGTH.unpack_from(answer)[0])
    if size > ANSWER_BYTES:
        raise _Stopped(_TOO_LONG)
    if len(answer) > _LENGTH.size + size:
        raise _Stopped(_UNTRUE)
    return len(answer) == _LENGTH.size + size


def _piece(process: subprocess.Popen[bytes]) -> bytes:
    piece = os.read(process.stdout.fileno(), _PIECE) if process.stdout else b""
    if not piece:
        status = process.wait()
        raise _Stopped(_LIMITS.get(status, _BROKE.format(status=status)))
    return piece


def _written(process: subprocess.Popen[bytes], rest: memoryview) -> int:
    """How many bytes went in; all of them when nobody reads any more, since the answer's end then says why."""
    try:
        return os.write(process.stdin.fileno(), rest[:_PIECE]) if process.stdin else 0
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return len(rest)


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe:
            pipe.close()
    except BrokenPipeError:
        return
