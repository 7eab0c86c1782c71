"""How fast svidok reads, on one core, beside spaCy's PhraseMatcher on the same lexicon in the same run.

    .venv/bin/python bench/reading.py --peer .bench/bin/python

prints megabytes of UTF-8 per second and the peak memory of this process. `--documents` and `--words` set the size.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.documents import documents  # noqa: E402

from svidok.codebook import Codebook, load  # noqa: E402
from svidok.engines.reading import reader  # noqa: E402
from svidok.language.fold import fold  # noqa: E402
from svidok.model import TextLayer  # noqa: E402
from svidok.read.signals import Lexicon  # noqa: E402


def measured(work: Callable[[str], int], texts: Iterable[str]) -> tuple[float, float, int]:
    """Return megabytes, seconds of this process's own time, and what was found."""
    size, found, seconds = 0, 0, 0.0
    for text in texts:
        size += len(text.encode())
        start = time.process_time()
        found += work(text)
        seconds += time.process_time() - start
    return size / 1e6, seconds, found


def phrases(book: Codebook, texts: Iterable[str]) -> list[str]:
    """Spell the lexicon out for a matcher without stems: each pattern as the words of these texts that it fits."""
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text.lower())}
    stems: dict[str, list[str]] = {}
    for word in words:
        for length in range(2, len(word) + 1):
            stems.setdefault(word[:length], []).append(word)
    spelled: set[str] = set()
    for pattern in patterns(book):
        steps = [stems.get(s[:-1], []) if s[-1] in "*~" else [s] for s in pattern.lower().replace("=", "").split()]
        if "&" not in pattern and all(steps):
            spelled |= {" ".join([*first, last]) for first in [[s[0] for s in steps[:-1]]] for last in steps[-1][:60]}
    return sorted(spelled)


def patterns(book: Codebook) -> Iterator[str]:
    for codes in book.codes.values():
        for code in codes.values():
            for lang in ("uk", "ru", "en"):
                yield from code.lexicon.get(lang, ())
    for cue in book.tables["cues"].values():
        for lang in ("uk", "ru", "en"):
            yield from map(str, cue.get(lang, ()))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--words", type=int, default=3000)
    parser.add_argument("--peer", default="")
    parser.add_argument("--semantic", type=int, default=60, help="documents to read with embeddings")
    asked = parser.parse_args()
    book = load()
    lexicon, plain, semantic = Lexicon(book), reader(semantic=False), reader()
    print(f"{asked.documents} documents of about {asked.words} words, one core, {os.cpu_count()} in the machine")
    rows = [
        ("lexicon with boundaries and offsets", asked.documents, lambda t: len(lexicon.signals(t, fold(t)).items)),
        ("reading without embeddings", asked.documents, lambda t: len(plain.read(TextLayer(t), "a"))),
    ]
    if not semantic.missing:
        rows.append(("reading with embeddings", asked.semantic, lambda t: len(semantic.read(TextLayer(t), "a"))))
    speeds = {}
    for name, count, work in rows:
        size, seconds, found = measured(work, documents(count, asked.words))
        speeds[name] = size / seconds
        print(
            f"{name:<40} {size / seconds:8.2f} MB/s  {size:6.1f} MB  {seconds:6.1f} s  {found} found  ({count} documents)"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    if asked.peer:
        beside_peer(book, asked.peer, asked.words, speeds["lexicon with boundaries and offsets"])


def beside_peer(book: Codebook, python: str, words: int, ours: float) -> None:
    count = 60
    spelled = phrases(book, documents(count, words))
    command = [python, str(ROOT / "bench" / "peer_phrases.py"), str(count), str(words)]
    done = subprocess.run(command, input=json.dumps(spelled), capture_output=True, text=True, check=True, cwd=ROOT)
    peer = json.loads(done.stdout)
    speed = peer["megabytes"] / peer["seconds"]
    print(f"spaCy {peer['version']} PhraseMatcher, {len(spelled)} phrases {speed:13.2f} MB/s  ({count} documents)")
    print(f"lexicon beside it: {ours / speed:.1f} times as fast")


if __name__ == "__main__":
    main()
