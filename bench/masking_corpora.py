"""Readers of the public corpora that masking is measured on, from folders a user provides, and of the invented set.

A folder is known by its files: `*.ann` beside `*.txt` (NER-UK, Brat stand-off), `*.spans` with `*.objects` (factRuEval-2016),
`echr_*.json` (the Text Anonymization Benchmark). Parts kept for testing are not opened unless they are asked for.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A part of the Slavic corpora that only says what somebody is, and no name.
_PERSON_PARTS = ("name", "surname", "patronymic", "nickname")
_TEST = re.compile(r"(?:^|[/_.-])test(?:set|[_.-]|$)", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: its kind, the stretches of text that must be masked, and who or what it means in its document."""

    kind: str
    spans: tuple[tuple[int, int], ...]
    entity: str
    level: str = ""  # "direct", "quasi" or "" where the corpus does not say


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its mentions; `views` are the people who marked it, one list of mentions each."""

    name: str
    lang: str
    text: str
    views: tuple[tuple[Mention, ...], ...]


def corpus(folder: Path, tests: bool = False) -> tuple[str, list[Document]]:
    """Return the name of the corpus in a folder and its documents, in the order of their names."""
    readers = (("NER-UK", "*.ann", _brat), ("factRuEval", "*.spans", _fact), ("TAB", "echr_*.json", _court))
    for name, pattern, read in readers:
        paths = sorted(p for p in folder.rglob(pattern) if tests or not _TEST.search(str(p.relative_to(folder))))
        if paths:
            allowed = None if tests else _development(folder)
            return name, [one for path in paths if allowed is None or path.stem in allowed for one in read(path)]
    raise SystemExit(f"{folder.name}: none of the three formats is here")


def _development(folder: Path) -> set[str] | None:
    """NER-UK lists its parts in one file: the names before the line TEST are for tuning."""
    lists = sorted(folder.rglob("dev-test-split.txt"))
    if not lists:
        return None
    lines = [line.strip() for path in lists for line in path.read_text("utf-8").split("TEST")[0].splitlines()]
    return {line.removesuffix(".tok") for line in lines} | set(lines)


def _brat(path: Path) -> Iterator[Document]:
    text = path.with_suffix(".txt").read_text("utf-8")
    mentions = []
    for line in path.read_text("utf-8").splitlines():
        found = re.match(r"T\d+\t(\w+)[\t ](\d+)[\t ](\d+)\t", line)
        if found:
            mentions.append(Mention(found[1], ((int(found[2]), int(found[3])),), line.split("\t")[0]))
    yield Document(path.stem, "uk", text, (tuple(mentions),))


def _fact(path: Path) -> Iterator[Document]:
    text = path.with_suffix(".txt").read_text("utf-8")
    spans = {}
    for line in path.read_text("utf-8").splitlines():
        parts = line.split()
        if len(parts) > 3:
            spans[parts[0]] = (parts[1], int(parts[2]), int(parts[2]) + int(parts[3]))
    mentions = []
    for line in path.with_suffix(".objects").read_text("utf-8").splitlines():
        number, kind, *ids = line.split("#")[0].split() or [""] * 2
        wanted = {"Person": _PERSON_PARTS, "Location": ("loc_name",), "LocOrg": ("loc_name",), "Org": ("org_name",)}
        names = [spans[i] for i in ids if i in spans and spans[i][0] in wanted.get(kind, ())]
        if names:
            short = {"Person": "PERS", "Location": "LOC", "LocOrg": "LOC", "Org": "ORG"}[kind]
            mentions.append(Mention(short, tuple((start, end) for _, start, end in names), number))
    yield Document(path.stem, "ru", text, (tuple(mentions),))


def _court(path: Path) -> Iterator[Document]:
    for case in json.loads(path.read_text("utf-8")):
        views = tuple(
            tuple(_of_case(mention) for mention in view["entity_mentions"])
            for _, view in sorted(case["annotations"].items())
        )
        yield Document(str(case["doc_id"]), "en", case["text"], views)


def _of_case(mention: dict[str, Any]) -> Mention:
    level = {"DIRECT": "direct", "QUASI": "quasi"}.get(mention["identifier_type"], "")
    spans = ((mention["start_offset"], mention["end_offset"]),)
    return Mention(mention["entity_type"], spans, mention["entity_id"], level)


def invented(path: Path, part: str = "all") -> list[Document]:
    """Return the invented texts: "even" lines are for tuning, "odd" ones are kept apart, counted from 0."""
    documents = []
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        case = json.loads(line)
        if part == "all" or (part == "even") == (number % 2 == 0):
            text = case["text"]
            mentions = tuple(
                Mention(level, tuple(m.span() for m in re.finditer(re.escape(words), text)), words, level)
                for level in ("direct", "quasi")
                for words in case[level]
            )
            documents.append(Document(f"{number}:{case['register']}", case["lang"], text, (mentions,)))
    return documents
