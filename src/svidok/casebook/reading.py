"""Reading the derived tables back into values of the model."""

import json
from collections.abc import Iterable
from typing import Any, cast

from django.db.models import OuterRef, Subquery

from svidok.casebook.models import (
    AnswerRow,
    CoderRow,
    ConsentRow,
    DecisionRow,
    ErasedRow,
    FindingRow,
    FitRow,
    IncidentRow,
    LayerRow,
    LedgerRow,
    SourceRow,
    StatementRow,
)
from svidok.casebook.values import (
    attribution_from_plain,
    consent_from_plain,
    finding_from_plain,
    incident_from_plain,
    layer_from_plain,
)
from svidok.errors import NoTextLayer, SourceErased, SourceUnknown
from svidok.model import Finding, Incident, Source, SourceKind, Statement, TextLayer
from svidok.plain import statement_from_plain
from svidok.review.blind import Answer, answer_from_plain
from svidok.review.decisions import Decision
from svidok.review.learning import Fit, fit_from_plain
from svidok.review.plain import decision_from_plain


def source_row(alias: str, source: str) -> SourceRow:
    """Return a source's row; raises SourceUnknown."""
    row = SourceRow.objects.using(alias).filter(id=source).first()
    if row is None:
        raise (SourceErased if source in erased(alias) else SourceUnknown)(source=source)
    return row


def erased(alias: str) -> dict[str, str]:
    """Return when each erased source was erased, by its id."""
    return dict(ErasedRow.objects.using(alias).order_by("at", "id").values_list("id", "at"))


def check_not_erased(alias: str, refs: Iterable[str]) -> None:
    """Raise SourceErased when a reference, such as SOURCE/S1, is to a source that was erased."""
    gone = erased(alias)
    for ref in refs if gone else ():
        if ref.split("/")[0] in gone:
            raise SourceErased(source=ref.split("/")[0])


def check_decisions(alias: str, entries: Iterable[str]) -> None:
    """Raise SourceErased when a decision is not there any more, by the hash of its entry."""
    gone = erased(alias)
    if gone and set(entries) - set(DecisionRow.objects.using(alias).values_list("id", flat=True)):
        raise SourceErased(source=list(gone)[-1])


def source_with(alias: str, fingerprint: str) -> str:
    """Return the id of the source with this fingerprint, "" when there is none."""
    found = SourceRow.objects.using(alias).filter(fingerprint=fingerprint).values_list("id", flat=True).first()
    return found or ""


def name(alias: str, source: str) -> str:
    """Return the file name of a source; raises SourceUnknown."""
    return cast(str, json.loads(source_row(alias, source).body)["name"])


def names(alias: str) -> dict[str, str]:
    """Return the file name of each source by its id, in the order in which they came."""
    return {row.id: cast(str, json.loads(row.body)["name"]) for row in _in_order(alias)}


def sources(alias: str) -> tuple[Source, ...]:
    """Return all sources in the order in which they came."""
    layers = {row.id: row for row in LayerRow.objects.using(alias)}
    consents = {row.id: row.body for row in ConsentRow.objects.using(alias)}
    return tuple(_source(row, layers.get(row.id), consents[row.id]) for row in _in_order(alias))


def layer(alias: str, source: str) -> TextLayer | None:
    """Return the text layer of a source, None when there is none."""
    row = LayerRow.objects.using(alias).filter(id=source).first()
    return _layer(row) if row is not None and row.body else None


def layer_or_raise(alias: str, source: str) -> TextLayer:
    """Return the text layer of a source; raises SourceUnknown, NoTextLayer."""
    found = layer(alias, source_row(alias, source).id)
    if found is None:
        raise NoTextLayer(source=source)
    return found


def failure(alias: str, source: str) -> str:
    """Return the code of the error that kept the text from being read, or ""."""
    return LayerRow.objects.using(alias).filter(id=source).values_list("failure", flat=True).first() or ""


def coders(alias: str) -> tuple[str, ...]:
    """Return the ids of all coders."""
    return tuple(CoderRow.objects.using(alias).order_by("at", "id").values_list("id", flat=True))


def coder_of(alias: str, device: str) -> str:
    """Return the coder whose device this is."""
    return CoderRow.objects.using(alias).get(device=device).id


def proposed(alias: str, source: str | None = None) -> tuple[Statement, ...]:
    """Return the statements as they were proposed: sources as they came, and in each as they stand in its text."""
    rows = StatementRow.objects.using(alias).order_by("source", "position")
    rows = rows if source is None else rows.filter(source=source)
    came = {row.id: place for place, row in enumerate(_in_order(alias))} if source is None else {}
    ordered = sorted(rows, key=lambda row: (came.get(row.source, 0), row.source, row.position))
    return tuple(statement_from_plain(_plain(row.body)) for row in ordered)


def readers(alias: str) -> tuple[str, ...]:
    """Return the names of the readers whose proposals are there, each once, in order."""
    rows = StatementRow.objects.using(alias).order_by("reader").values_list("reader", flat=True)
    return tuple(rows.distinct())


def decisions(alias: str, source: str | None = None) -> tuple[Decision, ...]:
    """Return the decisions in the order in which they were made."""
    return tuple(decisions_by_entry(alias, source).values())


def decisions_by_entry(alias: str, source: str | None = None) -> dict[str, Decision]:
    """Return the decisions in the order in which they were made, by the hash of their entry."""
    rows = DecisionRow.objects.using(alias).order_by("seq", "device")
    rows = rows if source is None else rows.filter(source=source)
    return {row.id: decision_from_plain(_plain(row.body)) for row in rows}


def answers(alias: str, source: str | None = None) -> tuple[Answer, ...]:
    """Return what people said of passages without proposals, in the order in which they said it."""
    rows = AnswerRow.objects.using(alias).order_by("seq", "device")
    rows = rows if source is None else rows.filter(source=source)
    return tuple(answer_from_plain(_plain(row.body)) for row in rows)


def fitted(alias: str) -> Fit | None:
    """Return what was learnt last, None when nothing was."""
    row = FitRow.objects.using(alias).order_by("seq", "device").last()
    return fit_from_plain(_plain(row.body)) if row is not None else None


def incidents(alias: str) -> tuple[Incident, ...]:
    """Return the incidents in the order in which they were given."""
    return tuple(incident_from_plain(_plain(body)) for body in _bodies(IncidentRow.objects.using(alias)))


def findings(alias: str) -> tuple[Finding, ...]:
    """Return the findings in the order in which they were given."""
    return tuple(finding_from_plain(_plain(body)) for body in _bodies(FindingRow.objects.using(alias)))


def _in_order(alias: str) -> Iterable[SourceRow]:
    """The rows of the sources as they came; times are whole seconds, so within one the ledger's numbers decide."""
    number = LedgerRow.objects.filter(hash=OuterRef("entry")).values("seq")[:1]
    return SourceRow.objects.using(alias).annotate(number=Subquery(number)).order_by("at", "number", "id")


def _source(row: SourceRow, text: LayerRow | None, consent: str) -> Source:
    body = _plain(row.body)
    return Source(
        id=row.id,
        kind=cast(SourceKind, row.kind),
        format=body["format"],
        sha256=body["sha256"],
        size=body["size"],
        layer=_layer(text),
        provenance=attribution_from_plain(body["provenance"]),
        consent=consent_from_plain(_plain(consent)),
    )


def _layer(row: LayerRow | None) -> TextLayer:
    if row is None:
        return TextLayer("", notes=("no text: not read yet",))
    return layer_from_plain(_plain(row.body)) if row.body else TextLayer("", notes=(f"no text: {row.failure}",))


def _bodies(rows: Any) -> Iterable[str]:
    return cast(Iterable[str], rows.order_by("position").values_list("body", flat=True))


def _plain(body: str) -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(body))
