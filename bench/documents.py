"""Documents to measure reading on: filler with paragraphs of the invented sample accounts strewn in."""

import random
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import bench_corpus

SAMPLES = Path(__file__).parents[1] / "samples"
SHARE = 0.15  # of a document's words that come from the samples: an archive is mostly about something else


def paragraphs() -> list[str]:
    """Return the paragraphs of the plain-text samples, in order of their files."""
    files = sorted(p for p in SAMPLES.rglob("*") if p.suffix in (".txt", ".md") and p.name != "README.md")
    texts = (path.read_text(encoding="utf-8") for path in files)
    return [part.strip() for text in texts for part in text.split("\n\n") if len(part) > 80]


def documents(count: int, words: int) -> Iterator[str]:
    """Yield `count` documents of about `words` words, the same each time; filler repeats after a hundred."""
    told, pick = paragraphs(), random.Random(2022)
    filler = bench_corpus(min(count, 100), int(words * (1 - SHARE)))
    for i in range(count):
        parts = filler[i % len(filler)].split("\n\n")
        wanted = int(words * SHARE)
        while wanted > 0:
            part = pick.choice(told)
            parts.insert(pick.randrange(len(parts) + 1), part)
            wanted -= len(part.split())
        yield "\n\n".join(parts)
