"""How fast svidok reads and masks, on one core, beside its peers on the same text in the same run.

    make bench-reading

`--documents` is how many are read for the growth of memory (100000 shows what an archive does), `--peer` the Python
of the environment in which the peers are installed; without it they are left out. Megabytes are UTF-8.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.documents import archive, documents  # noqa: E402
from bench.encoder import sentence_speed  # noqa: E402
from bench.lexicon import phrases  # noqa: E402
from bench.timing import Speed, measured, measured_whole, megabytes, peak_mib  # noqa: E402

from svidok.codebook import Codebook, load  # noqa: E402
from svidok.engines.reading import reader  # noqa: E402
from svidok.language.fold import fold  # noqa: E402
from svidok.language.scan import Scanner  # noqa: E402
from svidok.model import TextLayer  # noqa: E402
from svidok.read.scanning import scanner  # noqa: E402
from svidok.read.signals import Lexicon  # noqa: E402
from svidok.release.masking import mask  # noqa: E402

Codes = Scanner[tuple[str, str]]
SHARES = (0.05, 0.1, 0.2, 1.0)  # of paragraphs that tell of something: rare news to nothing else
BESIDE = 0.1  # the share at which the peers are measured
DOCUMENTS, WORDS = 300, 600


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast svidok reads, beside its peers.")
    parser.add_argument("--documents", type=int, default=2000, help="how many are read for the growth of memory")
    parser.add_argument("--peer", default="", help="the Python of the peers' environment")
    asked = parser.parse_args()
    book = load()
    print(f"one core of {os.cpu_count()}; megabytes are UTF-8; load {os.getloadavg()[0]:.1f}")
    codes = scanner(book)
    lexical(book, codes, asked.peer)
    whole(codes)
    masking(book, asked.peer)
    memory(asked.documents)


def show(name: str, speed: Speed, beside: float = 0.0) -> None:
    ratio = f"   {beside / speed.rate:,.0f} times slower than the scanner" if beside else ""
    print(f"  {name:<44} {speed.rate:9.3f} MB/s  {speed.megabytes:6.2f} MB  {speed.found:7} found{ratio}")


def lexical(book: Codebook, codes: Codes, peer: str) -> None:
    """Print the scanner at several densities, and the peers at one of them with the same phrases."""
    lexicon = Lexicon(book)

    def quiet(part: str) -> bool:
        return not codes.find(part)

    print(f"\nlexicon, {DOCUMENTS} documents of {WORDS} words in three languages, word boundaries, exact code points")
    for share in SHARES:
        texts = archive(DOCUMENTS, WORDS, share, quiet)
        speed = _scan(codes, texts)
        if share == BESIDE:
            show("the same with `&`, cues, longest matches", measured(lambda t: _signals(lexicon, t), texts, rounds=3))
            beside(book, texts, speed.rate, peer)
    print("the same in Ukrainian and Russian only")
    _scan(codes, archive(DOCUMENTS, WORDS, BESIDE, quiet, ("ru", "uk")))


def _scan(codes: Codes, texts: Sequence[str]) -> Speed:
    speed = measured_whole(partial(_scanned, codes, texts), texts, rounds=9)
    show(f"scanner, a hit every {sum(map(len, texts)) // max(1, speed.found)} characters", speed)
    return speed


def _scanned(codes: Codes, texts: Sequence[str]) -> int:
    return sum(len(found.starts) for found in codes.scan(texts))


def _signals(lexicon: Lexicon, text: str) -> int:
    return len(lexicon.signals(text, fold(text)).items)


def beside(book: Codebook, texts: Sequence[str], ours: float, peer: str) -> None:
    """Print Python's `re` and spaCy on the phrases that the lexicon has in these texts."""
    spelled = phrases(book, texts)
    few = texts[:9]  # `re` tries thousands of phrases one by one at every word
    longest_first = "|".join(map(re.escape, sorted(spelled, key=len, reverse=True)))
    plain = re.compile(rf"\b(?:{longest_first})\b")
    found = measured(lambda text: sum(1 for _ in plain.finditer(text.lower())), few)
    show(f"Python re, {len(spelled)} phrases, {len(few)} of the documents", found, ours)
    if peer:
        show(*_peer(peer, "phrases", texts, spelled), ours)


def whole(codes: Codes) -> None:
    """Print whole reading, with and without the encoder, and how many sentences the encoder reads."""
    print("\nwhole reading: dates, places, speakers, acts, statements")
    plain, learned = reader(semantic=False), reader()
    texts = list(documents(60, 3000))
    show("rules alone", measured(lambda text: len(plain.read(TextLayer(text), "a")), texts, rounds=2))
    quiet = archive(60, 3000, 0.0, lambda part: not codes.find(part))
    show("rules alone, texts about something else", measured(lambda t: len(plain.read(TextLayer(t), "a")), quiet))
    if learned.missing:
        print(f"  {learned.cannot('en')}")
        return
    show("rules and the encoder", measured(lambda text: len(learned.read(TextLayer(text), "a")), texts[:3]))
    print(f"  {'the encoder alone':<44} {sentence_speed(texts[:1]):9.1f} sentences/s")


def masking(book: Codebook, peer: str) -> None:
    """Print masking beside Presidio, which reads English only, on the same text of three languages."""
    print("\nmasking")
    texts = [text[:20_000] for text in documents(6, 3000)]
    mask(texts[0][:1000], book=book)
    ours = measured(lambda text: len(mask(text, book=book)), texts)
    show("svidok mask", ours)
    if peer:
        name, theirs = _peer(peer, "masking", texts, [])
        show(name, theirs)
        print(f"  masking is {ours.rate / theirs.rate:.1f} times as fast")


def memory(count: int) -> None:
    """Print the memory of this process, and how that of one that only reads grew over many documents."""
    print(f"\nmemory\n  this whole run: peak {peak_mib():.0f} MiB")
    command = [sys.executable, str(ROOT / "bench" / "memory.py"), str(count)]
    print(f"  {subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()}")


def _peer(python: str, what: str, texts: Sequence[str], spelled: Sequence[str]) -> tuple[str, Speed]:
    told = json.dumps({"texts": texts, "phrases": spelled})
    command = [python, str(ROOT / "bench" / "peers.py"), what]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=True, cwd=ROOT)
    peer = json.loads(done.stdout.splitlines()[-1])
    return peer["version"], Speed(megabytes(texts), peer["seconds"], peer["found"])


if __name__ == "__main__":
    main()
