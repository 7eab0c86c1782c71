"""The parser process: reads one file after another, each in a child that can open nothing and dies at a limit.

The process itself loads the parsers, then only waits. For each file it makes a child of itself; the child closes
every door (see `shut_in`), takes the file from standard input, answers on standard output and ends. So one hostile
file can neither reach the next nor outlive its own reading. If a child dies, this process ends with it, and its exit
status says why; the program starts a new one when it is needed.

Needs a POSIX system: `fork` and resource limits.
"""

import codecs
import ctypes
import os
import resource
import select
import signal
import struct
import sys
from typing import NoReturn

from svidok.engines.wire import error_out, layer_out
from svidok.errors import SvidokError
from svidok.preserve.layers import read_layer

LENGTHS = struct.Struct(">IQ")  # before a request: bytes of the name, bytes of the file
LENGTH = struct.Struct(">Q")  # before an answer: its bytes
ADDRESS_SPACE = 1_000_000_000  # bytes of memory a child may ask for
CPU_SECONDS = 20
PROCESSES = 0  # a child may start none; the system does not hold this against its administrator
NO_MORE = 70  # exit status: standard input has ended
NO_MEMORY = 71
NO_BREACH = 72  # something tried what a parser has no reason to try
_DUMPABLE = 4  # prctl: with 0 no core dump is made, not even by a program that collects them
_CODECS = "utf-8 utf-16 cp1251 koi8_u koi8_r iso8859_5 cp1252 cp1250 cp866 mac_cyrillic cp437"
_DOORS = ("open", "import", "socket.", "subprocess.", "os.", "shutil.", "tempfile.", "ctypes.dlopen", "urllib.")


def main() -> NoReturn:
    """Serve until standard input ends or a child dies."""
    for codec in _CODECS.split():
        codecs.lookup(codec)  # a child can open no file, so it must find these loaded
    while True:
        select.select([0], [], [])
        child = os.fork()
        if not child:
            _answer()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status == NO_MORE:
            os._exit(0)
        if status:
            os._exit(128 - status if status < 0 else status)  # as a shell says it: 128 and the signal's number


def _answer() -> NoReturn:
    """Read a request, answer it, end; whatever fails ends the process with a status and never with words."""
    try:
        head = _take(LENGTHS.size)
        if len(head) < LENGTHS.size:
            os._exit(NO_MORE)
        name_size, size = LENGTHS.unpack(head)
        name, data = _take(name_size).decode("utf-8", "surrogateescape"), _take(size)
        shut_in()
        _give(_read(data, name))
    except MemoryError:
        os._exit(NO_MEMORY)
    except PermissionError:
        os._exit(NO_BREACH)
    except BaseException:  # noqa: BLE001  a traceback could show words of the file
        os._exit(1)
    os._exit(0)


def _read(data: bytes, name: str) -> bytes:
    try:
        return layer_out(read_layer(data, name))
    except SvidokError as wrong:
        return error_out(wrong)


def shut_in() -> None:
    """Take from this process, for ever, what a parser has no need of.

    No new file descriptor: neither a file nor a socket can be opened any more, not even by native code. No bytes
    written to files, no core dump, no more than so much memory and processor time. The hook stops Python code that
    tries all the same, and makes it visible.
    """
    ceilings = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: PROCESSES,
        resource.RLIMIT_AS: ADDRESS_SPACE,
        resource.RLIMIT_NOFILE: 0,
    }
    for what, most in ceilings.items():
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.pythonapi.prctl(_DUMPABLE, 0, 0, 0, 0)
    sys.addaudithook(_hook)


def _hook(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(_DOORS):
        raise PermissionError


def _take(size: int) -> bytes:
    """Read so many bytes of standard input, fewer only at its end."""
    parts = bytearray()
    while len(parts) < size and (piece := os.read(0, min(size - len(parts), 1 << 20))):
        parts += piece
    return bytes(parts)


def _give(answer: bytes) -> None:
    view = memoryview(LENGTH.pack(len(answer)) + answer)
    while view:
        view = view[os.write(1, view) :]
