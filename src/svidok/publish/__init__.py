"""Stage publish: a release becomes a report and tables, as bytes."""

from svidok.codebook import Codebook
from svidok.model import Release
from svidok.publish.package import package
from svidok.publish.report import report
from svidok.publish.speaking import Speaker
from svidok.publish.tables import sheets
from svidok.publish.words import words
from svidok.publish.workbook import workbook

__all__ = ["publish", "report"]


def publish(release: Release, book: Codebook, lang: str) -> dict[str, bytes]:
    """Return the files of a release by name: `report.html`, and under `tables/` CSV, `datapackage.json` and XLSX.

    The same release gives the same bytes. `lang` is uk, ru or en. Raises what `report` raises.

    >>> from svidok.codebook import load
    >>> held = Release("public", "2026-11-24", load().version, "reader 1", {}, minimum=10)
    >>> sorted(publish(held, load(), "uk"))[:2]
    ['report.html', 'tables/codebook.xlsx']
    """
    speaker = Speaker(book, words(lang))
    listed = list(sheets(release, speaker))
    codes = {"codebook.xlsx": workbook(release, speaker)}
    files = {sheet.name: sheet.data for sheet in listed} | codes
    files["datapackage.json"] = package(release, speaker, listed, codes)
    return {"report.html": report(release, book, lang), **{f"tables/{name}": data for name, data in files.items()}}
