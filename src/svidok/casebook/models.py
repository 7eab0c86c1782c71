"""The tables: the ledger and the keyring, which are the truth, and those derived from the ledger.

A derived row is never changed by hand: `fold` writes it, `rebuild` writes it anew. Columns hold what is searched
for, `body` the whole value as canonical JSON.
"""

from typing import Any, ClassVar

from django.db import models

from svidok.casebook.start import ready

ready()  # so that whatever uses a table can be imported by itself; a project that installs the app has done it


def _text(length: int = 64, **more: Any) -> Any:
    return models.CharField(max_length=length, **more)


class LedgerRow(models.Model):
    """One entry, its three byte strings as they were signed and sealed. Rows are only ever added."""

    device: "models.CharField[str, str]" = _text(32)
    seq: "models.PositiveBigIntegerField[int, int]" = models.PositiveBigIntegerField()
    header: "models.BinaryField[bytes, bytes]" = models.BinaryField()
    signature: "models.BinaryField[bytes, bytes]" = models.BinaryField()
    box: "models.BinaryField[bytes, bytes]" = models.BinaryField()
    hash: "models.CharField[str, str]" = _text(unique=True)

    class Meta:
        """One writer, one strand: no number twice."""

        db_table = "ledger"
        constraints: ClassVar = [models.UniqueConstraint(fields=["device", "seq"], name="ledger_strand")]


class KeyRow(models.Model):
    """The wrapped key of a source; deleting the row erases the source."""

    id: "models.CharField[str, str]" = _text(32, primary_key=True)
    wrapped: "models.BinaryField[bytes, bytes]" = models.BinaryField()

    class Meta:
        """Outside the ledger, since it must be possible to delete from it."""

        db_table = "keyring"


class CoderRow(models.Model):
    """A person who decides here, by an id that is no name."""

    id: "models.CharField[str, str]" = _text(primary_key=True)
    device: "models.CharField[str, str]" = _text(32, blank=True)
    public: "models.CharField[str, str]" = _text(blank=True)
    at: "models.CharField[str, str]" = _text(20)

    class Meta:
        """Derived."""

        db_table = "coders"


class SourceRow(models.Model):
    """A preserved source; `entry` names the ledger entry that holds the key of its original."""

    id: "models.CharField[str, str]" = _text(32, primary_key=True)
    fingerprint: "models.CharField[str, str]" = _text(unique=True)
    kind: "models.CharField[str, str]" = _text(16)
    object: "models.CharField[str, str]" = _text()
    at: "models.CharField[str, str]" = _text(20)
    entry: "models.CharField[str, str]" = _text()
    body: "models.TextField[str, str]" = models.TextField()

    class Meta:
        """Derived."""

        db_table = "sources"


class ConsentRow(models.Model):
    """The consent in force for a source."""

    id: "models.CharField[str, str]" = _text(32, primary_key=True)
    at: "models.CharField[str, str]" = _text(20)
    body: "models.TextField[str, str]" = models.TextField()

    class Meta:
        """Derived."""

        db_table = "consents"


class LayerRow(models.Model):
    """The text layer of a source, or the code of the error that kept it from being read."""

    id: "models.CharField[str, str]" = _text(32, primary_key=True)
    failure: "models.CharField[str, str]" = _text(16, blank=True)
    body: "models.TextField[str, str]" = models.TextField()

    class Meta:
        """Derived."""

        db_table = "layers"


class StatementRow(models.Model):
    """A statement as it was proposed; what was decided of it stands in `decisions`."""

    id: "models.CharField[str, str]" = _text(96, primary_key=True)
    source: "models.CharField[str, str]" = _text(32, db_index=True)
    position: "models.PositiveIntegerField[int, int]" = models.PositiveIntegerField()
    reader: "models.CharField[str, str]" = _text()
    body: "models.TextField[str, str]" = models.TextField()

    class Meta:
        """Derived."""

        db_table = "statements"


class AssertionRow(models.Model):
    """One proposed value with the place of its words, for searching by code."""

    id: "models.CharField[str, str]" = _text(128, primary_key=True)
    statement: "models.CharField[str, str]" = _text(96, db_index=True)
    source: "models.CharField[str, str]" = _text(32, db_index=True)
    slot: "models.CharField[str, str]" = _text(16)
    value: "models.CharField[str, str]" = _text(64)
    start: "models.PositiveIntegerField[int, int]" = models.PositiveIntegerField()
    end: "models.PositiveIntegerField[int, int]" = models.PositiveIntegerField()

    class Meta:
        """Derived."""

        db_table = "assertions"
        indexes: ClassVar = [models.Index(fields=["slot", "value"], name="assertions_value")]


class DecisionRow(models.Model):
    """A decision of a person."""

    id: "models.CharField[str, str]" = _text(primary_key=True)
    statement: "models.CharField[str, str]" = _text(96, db_index=True)
    source: "models.CharField[str, str]" = _text(32, db_index=True)
    coder: "models.CharField[str, str]" = _text()
    device: "models.CharField[str, str]" = _text(32)
    seq: "models.PositiveBigIntegerField[int, int]" = models.PositiveBigIntegerField()
    body: "models.TextField[str, str]" = models.TextField()

    class Meta:
        """Derived."""

        db_table = "decisions"


class AnswerRow(models.Model):
    """What a person found in a passage that was shown without proposals."""

    id: "models.CharField[str, str]" = _text(primary_key=True)
    source: "models.CharField[str, str]" = _text(32, db_index=True)
    coder: "models.CharField[str, str]" = _text()
    device: "models.CharField[str, str]" = _text(32)
    seq: "models.PositiveBigIntegerField[int, int]" = models.PositiveBigIntegerField()
    body: "models.TextField[str, str]" = models.TextField()

    class Meta:
        """Derived."""

        db_table = "answers"


class FitRow(models.Model):
    """What was learnt from decisions, each time; the newest is in use."""

    id: "models.CharField[str, str]" = _text(primary_key=True)
    device: "models.CharField[str, str]" = _text(32)
    seq: "models.PositiveBigIntegerField[int, int]" = models.PositiveBigIntegerField()
    body: "models.TextField[str, str]" = models.TextField()

    class Meta:
        """Derived."""

        db_table = "fits"


class IncidentRow(models.Model):
    """An incident of the last linking."""

    id: "models.CharField[str, str]" = _text(128, primary_key=True)
    position: "models.PositiveIntegerField[int, int]" = models.PositiveIntegerField()
    body: "models.TextField[str, str]" = models.TextField()

    class Meta:
        """Derived."""

        db_table = "incidents"


class FindingRow(models.Model):
    """A finding of the last qualification."""

    id: "models.CharField[str, str]" = _text(256, primary_key=True)
    incident: "models.CharField[str, str]" = _text(128, db_index=True)
    norm: "models.CharField[str, str]" = _text(128)
    position: "models.PositiveIntegerField[int, int]" = models.PositiveIntegerField()
    body: "models.TextField[str, str]" = models.TextField()

    class Meta:
        """Derived."""

        db_table = "findings"


class ErasedRow(models.Model):
    """A source that was erased: its id, when, by which entry, and what has to be gone."""

    id: "models.CharField[str, str]" = _text(32, primary_key=True)
    at: "models.CharField[str, str]" = _text(20)
    entry: "models.CharField[str, str]" = _text()
    body: "models.TextField[str, str]" = models.TextField()

    class Meta:
        """Derived."""

        db_table = "erased"


DERIVED: tuple[type[models.Model], ...] = (
    CoderRow,
    SourceRow,
    ConsentRow,
    LayerRow,
    StatementRow,
    AssertionRow,
    DecisionRow,
    AnswerRow,
    FitRow,
    IncidentRow,
    FindingRow,
    ErasedRow,
)
