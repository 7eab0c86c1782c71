"""A program killed in the middle of its work loses nothing that it had acknowledged, and leaves no word open.

A child keeps a batch and acknowledges each step; it is killed without warning at a random moment, again and again.
SVIDOK_KILLS sets how often (20 when it is not set).
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from ahocorasick_rs import BytesAhoCorasick
from tests.stages.casebook_samples import PASSPHRASE, empty, opened

from svidok.casebook import verify_folder
from svidok.errors import SvidokError

KILLS = int(os.environ.get("SVIDOK_KILLS", "20"))
MARKED = 200  # words that exist nowhere else, two in each source: one in the text, one in the file name
CHILD = """
import sys
from pathlib import Path
from svidok.model import Assertion, Span, Statement, TextLayer
from tests.stages.casebook_samples import NOW, opened

words = sys.stdin.read().split()
with opened(Path(sys.argv[1])) as casebook:
    for word, name in zip(words[::2], words[1::2]):
        text = f"Без паспорта {word} не дали."
        source = casebook.preserve(f"{name}.txt", text.encode(), kind="statement", now=NOW).source_id
        print("bytes", word, source, flush=True)
        casebook.keep_text(source, TextLayer(text, title=name), NOW)
        print("text", word, source, flush=True)
        span = Span(source, 13, 13 + len(word))
        read = Assertion("service", "health.insulin", span, word, 0.9, word)
        made = Statement("S1", source, "individual", "asserted", "passport", span, (read,))
        casebook.propose(source, [made], word, NOW)
        print("read", word, source, flush=True)
"""


def marked_words(dice: random.Random) -> list[str]:
    letters = "абвгґдежзийклмнопрстуфхцшщьюяіїє"
    return ["".join(dice.choices(letters, k=12)) for _ in range(MARKED)]


def killed_run(folder: Path, words: list[str], dice: random.Random) -> list[tuple[str, str, str]]:
    """Run the child, kill it somewhere, and return what it had acknowledged by then."""
    command = [sys.executable, "-c", CHILD, str(folder)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(("src", "."))}
    with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write("\n".join(words))
        child.stdin.close()
        said = [child.stdout.readline() for _ in range(dice.randrange(0, 120))]
        time.sleep(dice.uniform(0, 0.02))
        child.send_signal(signal.SIGKILL)
        said += child.stdout.readlines()
    return [(one[0], one[1], one[2]) for one in (line.split() for line in said if line.endswith("\n"))]


def assert_no_word_lies_open(folder: Path, words: list[str]) -> None:
    secrets = [word.encode(form) for word in words for form in ("utf-8", "utf-16-le", "utf-16-be")]
    search = BytesAhoCorasick(secrets)
    for path in folder.rglob("*"):
        if path.is_file():
            assert not search.find_matches_as_indexes(path.read_bytes()), path.name


def test_the_search_would_find_an_open_word(tmp_path: Path) -> None:
    word = marked_words(random.Random(0))[0]
    for form in ("utf-8", "utf-16"):
        (tmp_path / "leak").write_bytes(b"\0" + word.encode(form))
        try:
            assert_no_word_lies_open(tmp_path, [word])
        except AssertionError:
            continue
        raise ValueError(form)


def test_killing_loses_nothing_acknowledged(tmp_path: Path) -> None:
    dice, acknowledged, unfinished = random.Random(), 0, 0
    for number in range(KILLS):
        home = tmp_path / str(number)
        home.mkdir()
        folder, words = empty(home), marked_words(dice)
        said = killed_run(folder, words, dice)
        assert_no_word_lies_open(folder, words)
        unfinished += (folder / "casebook.db-wal").exists()
        report = verify_folder(folder, PASSPHRASE)
        assert report.exit_code == 1, report.say()
        with opened(folder) as casebook:
            for what, word, source in said:
                assert word in kept(casebook, what, source), (what, number)
            before = casebook.dump()
            casebook.rebuild()
            assert casebook.dump() == before
        assert_no_word_lies_open(folder, words)
        acknowledged += len(said)
    assert acknowledged >= KILLS
    assert unfinished >= KILLS // 2  # most kills hit a program at work, not one that had finished


def kept(casebook, what: str, source: str) -> str:  # type: ignore[no-untyped-def]
    """What the casebook has of an acknowledged step, "" when it has lost it."""
    try:
        if what == "bytes":
            return str(casebook.original(source).decode())
        if what == "text":
            return str(casebook.layer(source).text)
        return str([one.slot("service")[0].quote for one in casebook.statements(source_id=source)])
    except SvidokError:
        return ""
