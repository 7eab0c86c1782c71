"""What of one real article may leave once a person has accepted all of it: nobody's name, no channel, no helper."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from svidok.codebook import load
from svidok.engines.files import read_documents
from svidok.engines.reading import reader
from svidok.engines.whole import Work, release_of, sources_of, work
from svidok.link import link
from svidok.model import Audience
from svidok.publish import publish

ARTICLE = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article lies beside the repository, not in it")

FIRST_NAMES = ["Mariia", "Olga", "Ivan", "Viktoriia", "Oleksiy"]
TOLD_ONLY_TO_US = [
    "contacts her",
    "online",
    "under the table",
    "in secret",
    "trusted nurses",
    "mutual-aid",
    "chat room",
    "outside the hospital",
]


@pytest.fixture(scope="module")
def accepted() -> Work:
    documents = [found for _, found in read_documents([ARTICLE])]
    done = work(sources_of(documents), reader(semantic=False), load())  # type: ignore[arg-type]
    statements = tuple(replace(s, review="accepted") for s in done.statements)
    incidents = tuple(link(statements, {s.id: s.layer for s in done.sources}))
    return Work(done.sources, statements, incidents, done.findings, done.reader)


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
@pytest.mark.parametrize("audience", ["public", "partner", "court"])
def test_no_name_no_channel_and_no_help_leaves(accepted: Work, audience: Audience, lang: str) -> None:
    files = publish(release_of(accepted, load(), audience, "2026-11-24"), load(), lang)
    for name, body in files.items():
        text = body.decode("utf-8", "replace").replace("\u00a0", " ")
        assert not [w for w in FIRST_NAMES if re.search(rf"\b{w}\b(?!-Frankivsk)", text)], name
        assert not [w for w in TOLD_ONLY_TO_US if w in text], name


def test_the_court_sees_each_incident_and_the_public_none(accepted: Work) -> None:
    totals = {a: len(release_of(accepted, load(), a, "2026-11-24").incidents) for a in ("public", "partner", "court")}
    assert totals == {"public": 0, "partner": 0, "court": 9}


def test_nothing_unreviewed_leaves() -> None:
    documents = [found for _, found in read_documents([ARTICLE])]
    done = work(sources_of(documents), reader(semantic=False), load())  # type: ignore[arg-type]
    public = release_of(done, load(), "public", "2026-11-24")
    assert (public.incidents, public.patterns, public.measures, public.tables) == ((), (), (), ())
    assert public.withheld["unreviewed"]
    assert not public.reviewed


def test_the_totals_of_the_draft(accepted: Work) -> None:
    draft = release_of(accepted, load(), "draft", "2026-11-24")
    by_oblast = {c.column: c.count for c in draft.tables[0].cells if c.row == ""}
    assert draft.totals["incidents"] == 9
    assert by_oblast == {"Donetsk": 2, "Kherson": 1, "Luhansk": 3, "Zaporizhzhia": 2, "unknown": 1, "": 9}
