"""Runs a good part of the tests where no network is, and counts what tried to reach one.

    python tests/reliability/offline.py [--short] [FILES OR FOLDERS OF TESTS]

The process enters a network namespace of its own: no interface but a loopback that is down. The kernel counts there
what every process, however it was started, tries to send; an audit hook counts the sockets of this one, and `strace`,
where it may be used, those of all. Before it believes a zero, the run makes one attempt itself and sees it counted.

Exit codes: 0 nothing tried and the tests pass, or not run where the kernel forbids namespaces; 1 otherwise.
"""

import contextlib
import ctypes
import errno
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHORT = [
    "tests/golden",
    "tests/stages/test_casebook_store.py",
    "tests/stages/test_casebook_verify.py",
    "tests/stages/test_cli_casebook.py",
    "tests/stages/test_cli_checkpoint.py",
    "tests/stages/test_cli_review.py",
    "tests/stages/test_publish_report.py",
    "tests/stages/test_seed_release.py",
]
# the cookbook and the example of every command's help, pasted: among them `demo` and `draft`
LONG = [
    "tests/docs/test_cookbook.py",
    "tests/stages/test_attacks.py",
    "tests/stages/test_cli_folders.py",
    "tests/stages/test_cli_learning.py",
    "tests/stages/test_cli_startup.py",
    "tests/stages/test_engines_parsing.py",
    "tests/stages/test_engines_reading.py",
    "tests/stages/test_publish_tables.py",
    "tests/stages/test_release_tables.py",
]
NEWUSER, NEWNET = 0x10000000, 0x40000000
FORBIDS = {errno.EPERM, errno.EACCES, errno.ENOSPC, errno.EINVAL, errno.ENOSYS, errno.EUSERS}
STRACE = ["strace", "--follow-forks", "--seccomp-bpf", "-qq", "-e", "trace=socket", "-e", "signal=none", "-o"]
SILENCERS = (
    "CI",
    "ORT_DISABLE_TELEMETRY",
    "ORT_RUNNING_UNIT_TESTS",
)  # libraries keep quiet where these are set; users set none
NOWHERE = ("192.0.2.1", 9)  # RFC 5737: an address of nobody
# What the kernel counts of attempts that leave, by table and name: sent, without a way, connections begun.
COUNTED = {
    "snmp": ("Ip.OutRequests", "Ip.OutNoRoutes", "Tcp.ActiveOpens", "Udp.OutDatagrams"),
    "snmp6": ("Ip6OutRequests", "Ip6OutNoRoutes", "Udp6OutDatagrams"),
}


def main(tests: list[str]) -> int:
    """Enter, make sure that an attempt is counted, run the tests, print the figures."""
    os.chdir(ROOT)
    for name in SILENCERS:
        os.environ.pop(name, None)
    if trace := os.environ.pop("SVIDOK_TRACE", ""):
        return inside(tests, Path(trace))
    if why := enter():
        print(f"offline: not run: {why}")
        return 0
    with tempfile.TemporaryDirectory() as home:
        trace = Path(home) / "trace"
        if not traces(trace):
            return inside(tests, None)
        command = [*STRACE, str(trace)]
        program = [sys.executable, __file__, *tests]
        return subprocess.run([*command, *program], env=os.environ | {"SVIDOK_TRACE": str(trace)}).returncode


def enter() -> str:
    """Enter a namespace without interfaces; return "" or why the kernel does not allow it."""
    if sys.platform != "linux":
        return "network namespaces are Linux's own"
    library, user, group = ctypes.CDLL(None, use_errno=True), os.getuid(), os.getgid()
    if library.unshare(NEWNET) == 0:
        return ""
    if library.unshare(NEWNET | NEWUSER) == 0:  # whoever may not, may in a user namespace of their own
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path(f"/proc/self/{name}").write_text(text)
        return ""
    wrong = ctypes.get_errno()
    if wrong not in FORBIDS:
        raise OSError(wrong, os.strerror(wrong))
    return f"the kernel forbids a network namespace here ({errno.errorcode[wrong]})"


def traces(to: Path) -> bool:
    """Whether system calls can be watched here."""
    if not shutil.which("strace"):
        return False
    with contextlib.suppress(OSError):
        return subprocess.run([*STRACE, str(to), "true"], capture_output=True).returncode == 0
    return False


def inside(tests: list[str], trace: Path | None) -> int:
    """Run the tests in the namespace and judge what was counted."""
    there = {line.split(":")[0].strip() for line in Path("/proc/self/net/dev").read_text().splitlines()[2:]}
    assert there <= {"lo"}, f"there are interfaces: {sorted(there)}"
    sockets: list[str] = []
    sys.addaudithook(lambda event, given: watch(sockets, event, given))
    before = sent()
    attempt()
    assert len(sockets) == 1, "the hook does not see a socket"
    assert sent() > before, "the kernel does not count an attempt"
    assert trace is None or len(traced(trace)) == 1, "strace does not see a socket"
    sockets.clear()
    before = sent()
    status = pytest.main(["-p", "no:cacheprovider", *tests])
    tried = sent() - before
    everywhere = traced(trace)[1:] if trace else []
    print(f"offline: attempts to send that the kernel counted, all processes: {tried}")
    print(f"offline: sockets beside Unix ones, this process: {len(sockets)}", *sorted(set(sockets)))
    said = f"{len(everywhere)}" if trace else "not counted, no strace here"
    print(f"offline: sockets beside Unix ones, all processes: {said}", *sorted(set(everywhere)))
    return 1 if status or tried or sockets or everywhere else 0


def watch(sockets: list[str], event: str, given: tuple[object, ...]) -> None:
    """Note each socket that could reach beyond this machine, with the test that opened it."""
    if event == "socket.__new__" and given[1] != socket.AF_UNIX:
        sockets.append(f"{given[1]} in {os.environ.get('PYTEST_CURRENT_TEST', 'no test')}")


def attempt() -> None:
    """Try to send to nobody, which must fail."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.sendto(b"?", NOWHERE)
        except OSError:
            return
    raise AssertionError("a packet left")


def sent() -> int:
    """Return how many attempts to send the kernel has counted in this namespace."""
    return sum(value for name, value in counters() if any(name in names for names in COUNTED.values()))


def counters() -> Iterator[tuple[str, int]]:
    """Yield the kernel's counters of this namespace by name."""
    lines = Path("/proc/self/net/snmp").read_text().splitlines()
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        table, *columns = names.split()
        yield from (
            (f"{table[:-1]}.{name}", int(value)) for name, value in zip(columns, values.split()[1:], strict=True)
        )
    six = Path("/proc/self/net/snmp6")
    for line in six.read_text().splitlines() if six.exists() else ():
        yield line.split()[0], int(line.split()[1])


def traced(trace: Path) -> list[str]:
    """Return the families of all sockets but Unix ones that a trace saw opened; one that was refused is none."""
    asked: dict[str, str] = {}
    found: list[str] = []
    for line in trace.read_text(errors="replace").splitlines():
        process, call = line.split(maxsplit=1)
        if family := re.match(r"socket\((\w+),", call):
            asked[process] = family[1]
        if (done := re.search(r"\) += (-?\d+)", call)) and process in asked:
            family_asked = asked.pop(process)
            found += [family_asked] if int(done[1]) >= 0 else []
    return [family for family in [*found, *asked.values()] if family not in ("AF_UNIX", "AF_LOCAL")]


if __name__ == "__main__":
    chosen = sys.argv[1:] or SHORT + LONG
    sys.exit(main(SHORT if chosen == ["--short"] else chosen))
