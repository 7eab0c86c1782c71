"""Documents to measure reading on: filler with the invented accounts and passages of `samples/` strewn in."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.corpus import bench_corpus

SAMPLES = Path(__file__).parents[1] / "samples"
SHARE = 0.15  # of a document's words that come from the samples: an archive is mostly about something else


def accounts() -> list[str]:
    """Return the paragraphs of the plain-text samples, in order of their files."""
    files = sorted(p for p in SAMPLES.rglob("*") if p.suffix in (".txt", ".md") and p.name != "README.md")
    texts = (path.read_text(encoding="utf-8") for path in files)
    return [part.strip() for text in texts for part in text.split("\n\n") if len(part) > 80]


def passages() -> list[str]:
    """Return the invented passages that are open to everybody: short, and dense with what is looked for."""
    lines = [line for path in sorted((SAMPLES / "reading").glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    return [str(json.loads(line)["text"]) for line in lines]


def documents(count: int, words: int) -> Iterator[str]:
    """Yield `count` documents of about `words` words, the same each time; filler repeats after a hundred."""
    told, pick = accounts(), random.Random(2022)
    filler = bench_corpus(min(count, 100), int(words * (1 - SHARE)))
    for i in range(count):
        parts = filler[i % len(filler)].split("\n\n")
        wanted = int(words * SHARE)
        while wanted > 0:
            part = pick.choice(told)
            parts.insert(pick.randrange(len(parts) + 1), part)
            wanted -= len(part.split())
        yield "\n\n".join(parts)


def archive(count: int, words: int, share: float, quiet: Callable[[str], bool]) -> list[str]:
    """Return documents of paragraphs that `quiet` accepts, and of passages at the given share of all paragraphs.

    The share settles how often a word of the lexicon comes: 0.1 gives one in about 300 characters, 1 one in 35.
    """
    pick, told = random.Random(1944), passages()
    filler = [part for text in bench_corpus(60, 3000) for part in text.split("\n\n") if quiet(part)]
    made = []
    for _ in range(count):
        parts: list[str] = []
        while sum(part.count(" ") for part in parts) < words:
            parts.append(pick.choice(told if pick.random() < share else filler))
        made.append("\n\n".join(parts))
    return made
