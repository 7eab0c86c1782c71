"""Times, sizes and memory, measured in one way by everything in this folder."""

import resource
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
    """Return the most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def held_mib() -> float:
    """Return the memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
