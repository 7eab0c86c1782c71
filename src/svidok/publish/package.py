"""The Data Package: what each file is, its sha256, the licence and what was held back."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from svidok.model import Release
from svidok.publish.speaking import Speaker
from svidok.publish.tables import Sheet

LICENCE = {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0 International"}


def package(release: Release, speaker: Speaker, sheets: Iterable[Sheet], others: Mapping[str, bytes]) -> bytes:
    """Return `datapackage.json` for the sheets; `others` are further files in the same folder, listed by sha256."""
    say = speaker.words.say
    described: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": f"svidok-{release.audience}",
        "title": say("title"),
        "description": _description(release, speaker),
        "version": f"{release.as_of}+{release.codebook}",
        "created": f"{release.as_of[:10]}T00:00:00Z",
        "licenses": [LICENCE],
        "keywords": ["forced passportization", "occupied territory", "Ukraine"],
        "resources": [_resource(sheet) for sheet in sheets],
        "svidok": {
            "audience": release.audience,
            "reviewed": release.reviewed,
            "codebook": release.codebook,
            "reader": release.reader,
            "suppression": {
                "minimum": release.minimum,
                "secondary": True,
                "hidden": "status is hidden and the cell is empty; a hidden cell is not a zero",
            },
            "files": {name: _hash(data) for name, data in sorted(others.items())},
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def _description(release: Release, speaker: Speaker) -> str:
    say = speaker.words.say
    parts = [say("subtitle") + ".", say("method.prevalence"), say("unheard.text")]
    return " ".join([say("banner.draft") + ".", *parts] if release.audience == "draft" else parts)


def _resource(sheet: Sheet) -> dict[str, Any]:
    schema = {"fields": [{"name": name, "type": kind} for name, kind in sheet.fields.items()], "missingValues": [""]}
    resource: dict[str, Any] = {
        "name": sheet.name.removesuffix(".csv").replace(".", "-"),
        "title": sheet.title,
        "path": sheet.name,
        "profile": "tabular-data-resource",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(sheet.data),
        "hash": _hash(sheet.data),
        "schema": schema,
    }
    # The row of tags is no data: readers of the package pass over it.
    return {**resource, "dialect": {"commentRows": [2]}} if sheet.tagged else resource


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
