"""Documents to measure reading on: filler with the invented accounts and passages of `samples/` strewn in."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.corpus import COMMON, bench_corpus

SAMPLES = Path(__file__).parents[1] / "samples"
SHARE = 0.15  # of a document's words that come from the samples: an archive is mostly about something else


def accounts() -> list[str]:
    """Return the paragraphs of the plain-text samples, in order of their files."""
    files = sorted(p for p in SAMPLES.rglob("*") if p.suffix in (".txt", ".md") and p.name != "README.md")
    texts = (path.read_text(encoding="utf-8") for path in files)
    return [part.strip() for text in texts for part in text.split("\n\n") if len(part) > 80]


def passages(lang: str) -> list[str]:
    """Return the invented passages in a language that are open to everybody: short, and dense with what is sought."""
    files = sorted((SAMPLES / "reading").glob(f"*{lang}*.jsonl"))
    return [str(json.loads(line)["text"]) for path in files for line in path.open(encoding="utf-8")]


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


def archive(
    count: int, words: int, share: float, quiet: Callable[[str], bool], langs: Sequence[str] = ("en", "ru", "uk")
) -> list[str]:
    """Return documents, in these languages in turn, of paragraphs that `quiet` accepts and of passages.

    `share`, of passages among the paragraphs, settles how often a word of the lexicon comes: 0.1 gives one in about
    300 characters, 1 one in 35.
    """
    pick = random.Random(1944)
    texts = bench_corpus(60, 3000)  # English, Russian, Ukrainian in turn
    turn = {
        lang: [part for text in texts[i::3] for part in text.split("\n\n")] for i, lang in enumerate(sorted(COMMON))
    }
    filler = {lang: [part for part in turn[lang] if part.strip() and quiet(part)] for lang in langs}
    told = {lang: passages(lang) for lang in langs}
    made = []
    for i in range(count):
        lang = langs[i % len(langs)]
        parts: list[str] = []
        size = 0
        while size < words:
            parts.append(pick.choice((told if pick.random() < share else filler)[lang]))
            size += parts[-1].count(" ") + 1
        made.append("\n\n".join(parts))
    return made
