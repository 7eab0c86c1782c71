"""How memory grows over many documents, in a process that has done nothing else: `python bench/memory.py [DOCUMENTS]`.

Whole reading by the rules; the first tenth fills the caches, what is held after it is compared with what is held at
the end.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.documents import documents  # noqa: E402
from bench.timing import held_mib, peak_mib  # noqa: E402

from svidok.engines.reading import reader  # noqa: E402
from svidok.model import TextLayer  # noqa: E402

WORDS = 300


def main(count: int) -> None:
    plain = reader(semantic=False)
    start = 0.0
    for i, text in enumerate(documents(count, WORDS)):
        plain.read(TextLayer(text), "a")
        if i == count // 10:
            start = held_mib()
    print(
        f"{count} documents of {WORDS} words by the rules: peak {peak_mib():.0f} MiB, "
        f"{held_mib() - start:+.1f} MiB from document {count // 10} to the last"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
