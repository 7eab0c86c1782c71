"""Times, sizes and memory, measured in one way by everything in this folder."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Speed:
    """Megabytes of UTF-8 read, the seconds of one core they took, and how much was found."""

    megabytes: float
    seconds: float
    found: int

    @property
    def rate(self) -> float:
        """Megabytes per second."""
        return self.megabytes / self.seconds


def megabytes(texts: Sequence[str]) -> float:
    """Return the size of texts in UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def measured(work: Callable[[str], int], texts: Sequence[str], rounds: int = 1) -> Speed:
    """Return the speed of work on one text after the other, best of some rounds, in this process's own time."""
    return measured_whole(lambda: sum(map(work, texts)), texts, rounds)


def measured_whole(work: Callable[[], int], texts: Sequence[str], rounds: int = 1) -> Speed:
    """Return the speed of work that reads all these texts."""
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        found = work()
        taken.append(time.process_time() - began)
    return Speed(megabytes(texts), min(taken), found)


def peak_mib() -> float:
    """Return the most memory that this program ever held."""
    return _kib("VmHWM") / 1024  # not `ru_maxrss`: that is handed down to a child by whoever started it


def held_mib() -> float:
    """Return the memory that this program holds now."""
    return _kib("VmRSS") / 1024


def _kib(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
