"""Chats in small letters, the slips of a scanner, mixed speech: reading holds on to what it finds in clean text.

Most of these passages were learnt from: the share that is kept when they are spoilt is what counts here, and how much
is found in the first place is said elsewhere (`make evaluate`).
"""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from svidok.engines.reading import reader
from svidok.model import TextLayer

FOLDER = Path(__file__).parents[2] / "samples" / "reading"
READING = reader()
pytestmark = pytest.mark.skipif(bool(READING.missing), reason="the extra `semantic` is not installed")
MOST = 60
SLIPS = {"о": "0", "і": "1", "l": "1", "з": "3", "б": "6", "и": "н", "п": "н", "e": "c"}
SLIPPING = 0.05  # the share of these letters that the scanner takes for their neighbours


def small_letters(text: str) -> str:
    return text.lower()


def chat(text: str) -> str:
    """Small letters, no full stops, straight quotes."""
    return re.sub(r"[.«»“”]", " ", text.lower()).replace("’", "'")


def scanned(text: str) -> str:
    """Letters taken for others that look like them."""
    draw = random.Random(len(text))
    return "".join(SLIPS.get(sign, sign) if draw.random() < SLIPPING else sign for sign in text)


def services(text: str) -> set[str]:
    return {c for s in READING.read(TextLayer(text), "a") if s.polarity == "asserted" for c in s.values("service")}


def passages(lang: str) -> list[tuple[str, set[str]]]:
    """Passages of which reading names a right service when they are clean."""
    found = []
    for path in sorted(FOLDER.glob(f"{lang}-*.jsonl")):
        for line in path.read_text("utf-8").splitlines()[::9]:
            row = json.loads(line)
            wanted = {c for s in row["statements"] if s["polarity"] == "asserted" for c in s["service"]}
            if wanted and wanted & services(row["text"]):
                found.append((row["text"], wanted))
            if len(found) == MOST:
                return found
    return found


@pytest.mark.parametrize(("spoil", "least"), [(small_letters, 0.9), (chat, 0.85), (scanned, 0.75)])
@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_most_of_what_is_found_in_clean_text_is_found_in_spoilt_text(
    lang: str, spoil: Callable[[str], str], least: float
) -> None:
    clean = passages(lang)
    kept = sum(bool(wanted & services(spoil(text))) for text, wanted in clean)
    print(f"{lang} {spoil.__name__}: {kept} of {len(clean)}")
    assert kept / len(clean) >= least


def test_mixed_speech_is_read_as_well_as_its_languages() -> None:
    """Of passages in mixed speech reading names a right service in most; no sentence is given to one language."""
    clean = passages("mix")
    rows = [json.loads(x) for p in sorted(FOLDER.glob("mix-*.jsonl")) for x in p.read_text("utf-8").splitlines()[::9]]
    told = [r for r in rows if any(s["polarity"] == "asserted" and s["service"] for s in r["statements"])]
    print(f"mixed: {len(clean)} of {len(told)}")
    assert len(clean) / len(told) >= 0.7
