"""Stage publish: a release becomes a report and tables, as bytes."""

from svidok.publish.report import report

__all__ = ["report"]
