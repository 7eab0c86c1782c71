"""What masking covers, on folders of public corpora that a user provides and on the invented set.

    .venv/bin/python bench/masking.py CORPUS_FOLDER... --peer .bench/bin/python

prints for each corpus, as written and in small letters: mentions covered in every letter, the share of tokens masked,
for court texts the recall of entities by how directly they identify and the precision of tokens; then the speed.
Nothing of a corpus is written anywhere, unless `--missed` asks to see on this screen what was left.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.masking_corpora import Document, Mention, corpus, invented  # noqa: E402

from svidok.codebook import load  # noqa: E402
from svidok.release.masking import mask  # noqa: E402

SET = ROOT / "samples" / "reading" / "judging" / "masking.jsonl"
COURT = SET.with_name("court.jsonl")
WORD = re.compile(r"\w+")
TOKEN = re.compile(r"\w+|[^\w\s]")
# Words that tell nothing by themselves: a mention counts as covered though they are left.
EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "and",
        "or",
        "for",
        "by",
        "from",
        "with",
        "his",
        "her",
        "their",
        "its",
        "mr",
        "mrs",
        "ms",
        "dr",
        "miss",
        "s",
        "і",
        "й",
        "та",
        "у",
        "в",
        "на",
        "з",
        "із",
        "зі",
        "до",
        "для",
        "від",
        "про",
        "а",
        "що",
        "як",
        "р",
        "рр",
        "г",
        "года",
        "году",
        "года",
        "року",
        "році",
        "рік",
        "и",
        "с",
        "со",
        "по",
        "из",
        "за",
        "под",
        "к",
        "от",
        "пан",
        "пані",
    ]
)
# God is marked as a person in corpora and is none to protect: such mentions are counted in and, once more, out.
GOD = re.compile(
    r"(?:бог(?:а|у|ом|ові)?|бозі|бож(?:е|ий|ого|ому|им|ої|ій|ою|а|у|і|их)|боженьк\w+|господ(?:ь|а|у|ом|и|і|ові|е|ем|н\w{1,4})?"
    r"|всевишн\w+|вседержител\w+|аллах\w{0,3}|єгов\w+|иегов\w+|христ(?:ос|а|у|ові|ом|е)|ісус\w{0,3}|иисус\w{0,3}"
    r"|god|lord|allah|jesus|christ)",
    re.IGNORECASE,
)
BESIDE_GOD = re.compile(
    r"(?:мат(?:и|ір|ері|ір.ю|ь|ерь|ери)|син\w{0,3}|сын\w{0,3}|отец\w{0,2}|отц\w{1,3}|дух\w{0,3}|наш\w{0,3})", re.I
)
Spans = list[tuple[int, int]]


class Hidden:
    """What is masked of a text, by character."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self.text, self.signs = text, bytearray(len(text))
        for start, end in spans:
            self.signs[start:end] = b"\1" * (end - start)

    def covers(self, mention: Mention) -> bool:
        """Whether every letter of every word that tells something is masked."""
        return all(
            all(self.signs[word.start() : word.end()])
            for start, end in mention.spans
            for word in WORD.finditer(self.text, start, end)
            if word[0].lower() not in EMPTY
        )

    def tokens(self) -> tuple[int, int]:
        """Return how many words and signs are masked, and how many there are."""
        places = [found.start() for found in TOKEN.finditer(self.text)]
        return sum(self.signs[place] for place in places), len(places)


class Score:
    """Sums over documents."""

    def __init__(self) -> None:
        self.mentions: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.entities: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.masked = self.all = self.right = self.judged = 0
        self.missed: Counter[str] = Counter()

    def add(self, document: Document, spans: Spans) -> None:
        hidden = Hidden(document.text, spans)
        done, count = hidden.tokens()
        self.masked, self.all = self.masked + done, self.all + count
        for view in document.views:
            by_entity: dict[tuple[str, str], bool] = {}
            for mention in view:
                covered = hidden.covers(mention)
                for name in _counted_as(document, mention):
                    self.mentions[name][0] += covered
                    self.mentions[name][1] += 1
                if mention.level:
                    key = (mention.level, mention.entity)
                    by_entity[key] = by_entity.get(key, True) and covered
                if not covered and (mention.level or mention.kind in ("PERS", "LOC")):
                    self.missed[f"{mention.kind}: {_words(document, mention)}  <{document.name}>"] += 1
            for (level, _), covered in by_entity.items():
                self.entities[level][0] += covered
                self.entities[level][1] += 1
            self._precision(document, view, hidden)

    def _precision(self, document: Document, view: Sequence[Mention], hidden: Hidden) -> None:
        wanted = Hidden(document.text, [s for m in view if m.level for s in m.spans])
        for word in WORD.finditer(document.text):
            if hidden.signs[word.start()] and word[0].lower() not in EMPTY:
                self.judged += 1
                self.right += wanted.signs[word.start()]

    def lines(self) -> list[str]:
        named = [f"{kind} {_share(*pair)}" for kind, pair in sorted(self.mentions.items(), key=lambda m: -m[1][1])]
        lines = [
            f"tokens masked {self.masked / max(1, self.all):.1%} of {self.all}; mentions covered: "
            + ", ".join(named[:14])
        ]
        if self.entities:
            lines.append(
                "entities covered: "
                + ", ".join(f"{level} {_share(*pair)}" for level, pair in sorted(self.entities.items()))
                + f"; precision of tokens {self.right / max(1, self.judged):.3f}"
            )
        return lines


def _counted_as(document: Document, mention: Mention) -> set[str]:
    names = {mention.kind}
    if mention.level and mention.level != mention.kind:
        names.add(f"{mention.kind} {mention.level}")
    if mention.kind == "PERS":
        words = WORD.findall(_words(document, mention))
        god = sum(GOD.fullmatch(word) is not None for word in words)
        if not god or god + sum(BESIDE_GOD.fullmatch(word) is not None for word in words) < len(words):
            names.add("PERS but God")
    return names


def _words(document: Document, mention: Mention) -> str:
    return " | ".join(document.text[start:end] for start, end in mention.spans)


def _share(hit: int, count: int) -> str:
    return f"{hit / count:.4f} ({hit}/{count})"


def in_small_letters(document: Document) -> Document | None:
    """Return the document without capitals; letters whose small form is longer are left as they are."""
    text = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in document.text)
    return Document(document.name, document.lang, text, document.views) if text != document.text else None


def ours(documents: Sequence[Document], strict: bool) -> tuple[list[Spans], float]:
    book = load()
    mask("Олена. Елена пришла. Helen came.", book=book)  # what is loaded once is not reading
    start = time.process_time()
    found = [
        [
            (one.span.start, one.span.end)
            for one in mask(document.text, book=book, lang_hint=document.lang, strict=strict)
        ]
        for document in documents
    ]
    return found, time.process_time() - start


def peer(python: str, documents: Sequence[Document]) -> tuple[list[Spans], float, str] | None:
    """Return what Presidio masks of English texts, or nothing when that environment lacks it."""
    lines = "\n".join(json.dumps(document.text) for document in documents)
    run = subprocess.run([python, str(ROOT / "bench" / "peer_masking.py")], input=lines, capture_output=True, text=True)
    if run.returncode:
        print("   Presidio: not in the environment of peers")
        return None
    told = json.loads(run.stdout)
    return [[(s, e) for s, e in spans] for spans in told["spans"]], told["seconds"], told["version"]


def report(name: str, documents: Sequence[Document], options: argparse.Namespace, court: bool = False) -> None:
    """Print the figures of one set; texts of courts are masked strictly, others when it is asked for."""
    strict = options.strict or court
    name += ", strict" if strict else ""
    small = [copy for document in documents if (copy := in_small_letters(document)) is not None]
    for writing, group in (("as written", documents), ("in small letters", small)):
        if not group:
            continue
        spans, seconds = ours(group, strict)
        size = sum(len(document.text.encode()) for document in group) / 1e6
        _print(
            f"{name}, {writing}: svidok, {len(group)} documents, {size / max(seconds, 1e-9):.2f} MB/s",
            group,
            spans,
            options.missed,
        )
        english = [document for document in group if document.lang == "en"]
        if options.peer and english:
            told = peer(options.peer, english)
            if told:
                rate = sum(len(d.text.encode()) for d in english) / 1e6 / max(told[1], 1e-9)
                _print(f"{name}, {writing}, English: Presidio {told[2]}, {rate:.3f} MB/s", english, told[0], 0)


def _print(head: str, documents: Sequence[Document], spans: Sequence[Spans], missed: int) -> None:
    score = Score()
    for document, found in zip(documents, spans, strict=True):
        score.add(document, found)
    print(head)
    for line in score.lines():
        print("   " + line)
    for words, times in score.missed.most_common(missed):
        print("      left:", times, words)
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "folders", nargs="*", type=Path, help="folders of NER-UK, factRuEval-2016 or the Text Anonymization Benchmark"
    )
    parser.add_argument("--peer", default="", help="Python of an environment that has presidio-analyzer")
    parser.add_argument("--tests", action="store_true", help="open the parts kept for testing too")
    parser.add_argument("--documents", type=int, default=0, help="at most so many of each corpus, spread evenly")
    parser.add_argument("--part", choices=("all", "even", "odd"), default="all", help="which lines of the invented set")
    parser.add_argument("--missed", type=int, default=0, help="show so many of the mentions left")
    parser.add_argument("--strict", action="store_true", help="mask countries, regions, years and amounts too")
    options = parser.parse_args()
    for lang in ("uk", "ru", "en"):
        texts = [document for document in invented(SET, options.part) if document.lang == lang]
        report(f"invented set, {options.part} lines, {lang}", texts, options)
    report(f"invented court texts, {options.part} lines", invented(COURT, options.part), options, court=True)
    for folder in options.folders:
        name, documents = corpus(folder, options.tests)
        wanted = min(options.documents or len(documents), len(documents))
        chosen = [documents[number * len(documents) // wanted] for number in range(wanted)]
        report(name, chosen, options, court=name == "TAB")


if __name__ == "__main__":
    main()
