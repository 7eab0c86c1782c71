"""An open casebook: what can be kept in it and read from it."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from types import TracebackType
from typing import Any, BinaryIO, Self

from django.db import transaction

from svidok.casebook import checkpoints, exporting, reading
from svidok.casebook.checks import check_decision, check_reason, check_statements, stamp
from svidok.casebook.erasing import Erased, erase
from svidok.casebook.folder import Folder
from svidok.casebook.journal import Journal
from svidok.casebook.keyring import Keyring
from svidok.casebook.report import Held, Report
from svidok.casebook.tables import dump, read, refill
from svidok.casebook.values import (
    attribution_from_plain,
    attribution_to_plain,
    consent_to_plain,
    finding_to_plain,
    incident_to_plain,
    layer_to_plain,
)
from svidok.casebook.verify import check, replayed
from svidok.errors import BoxRefused, CoderUnknown, OriginalDamaged
from svidok.ledger.kinds import Kind
from svidok.model import (
    Attribution,
    Consent,
    Finding,
    Incident,
    Review,
    Source,
    SourceKind,
    Statement,
    TextLayer,
)
from svidok.plain import statement_to_plain
from svidok.review.blind import Answer, answer_to_plain, check_answer
from svidok.review.decisions import Decision, Disagreement, apply, disagreements, proposals, standing
from svidok.review.learning import Fit, fit_to_plain
from svidok.review.passages import drawn, passages
from svidok.review.plain import decision_to_plain
from svidok.sealing.blobs import open_blob, seal_blob
from svidok.sealing.keys import DeviceKeys, new_id

Clock = Callable[[], datetime]
UNKNOWN_FORMAT = "bin"


@dataclass(frozen=True, slots=True)
class Kept:
    """A source that is now on the disk; `known` when the same bytes were there before."""

    source_id: str
    known: bool


class Casebook:
    """An open casebook. Made by `svidok.casebook.create` and `open_casebook`; use it in a `with` statement.

    Every method that keeps something returns once it is on the disk, in a transaction of its own. `now` is the
    time to write down, the clock's time when it is not given.
    """

    def __init__(
        self,
        folder: Folder,
        alias: str,
        keys: DeviceKeys,
        journal: Journal,
        keyring: Keyring,
        *,
        clock: Clock,
        on_close: Callable[[], None],
    ) -> None:
        self._folder, self._alias, self._keys = folder, alias, keys
        self._journal, self._keyring, self._clock, self._on_close = journal, keyring, clock, on_close

    def __enter__(self) -> Self:
        """Return the casebook itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it, whatever happened."""
        self.close()

    def close(self) -> None:
        """Forget the keys and close the store; nothing is lost when this is never called."""
        self._on_close()

    @property
    def id(self) -> str:
        """The random id of the casebook."""
        return self._journal.casebook

    @property
    def coder(self) -> str:
        """The id of the person whose device this is."""
        return reading.coder_of(self._alias, self._keys.key_id)

    # What comes in

    def preserve(
        self,
        name: str,
        data: bytes,
        *,
        kind: SourceKind,
        consent: Consent = Consent(),  # noqa: B008 - a frozen value
        provenance: Sequence[Attribution] = (),
        now: datetime | None = None,
    ) -> Kept:
        """Keep the bytes of a source, and only them: its text is read afterwards and may fail without losing it.

        The same bytes are one source, whatever their name; what came first stays as it is. When the original
        of a known source was damaged, these bytes take its place.
        """
        fingerprint = self._keyring.fingerprint(data)
        known = reading.source_with(self._alias, fingerprint)
        if known and not self._damage(known):
            return Kept(known, known=True)
        key, sealed = seal_blob(data)
        kept = {"object": self._folder.keep(sealed), "key": key.hex()}
        with transaction.atomic(using=self._alias):
            known = reading.source_with(self._alias, fingerprint)  # another process may have been faster
            if known:
                payload = self._journal.payload(reading.source_row(self._alias, known).entry)
            else:
                payload = {
                    "name": PurePath(name).name.encode("utf-8", "replace").decode(),
                    "kind": kind,
                    "format": PurePath(name).suffix[1:].lower() or UNKNOWN_FORMAT,
                    "sha256": sha256(data).hexdigest(),
                    "size": len(data),
                    "fingerprint": fingerprint,
                    "consent": consent_to_plain(consent),
                    "provenance": attribution_to_plain(provenance),
                    "by": self.coder,
                }
            source = known or new_id()
            self._append("source.preserved", source, {**payload, **kept}, now, fresh=not known)
        return Kept(source, known=bool(known))

    def keep_text(self, source_id: str, layer: TextLayer, now: datetime | None = None) -> None:
        """Keep the text read out of a source. Another text than before drops what was proposed from the one before."""
        if reading.source_row(self._alias, source_id) and layer != reading.layer(self._alias, source_id):
            self._append("text.read", source_id, {"layer": layer_to_plain(layer), "failure": ""}, now)

    def keep_failure(self, source_id: str, code: str, now: datetime | None = None) -> None:
        """Record the code of the error that kept the text from being read; nothing when there is a text already."""
        reading.source_row(self._alias, source_id)
        before = reading.failure(self._alias, source_id)
        if before != code and reading.layer(self._alias, source_id) is None:
            self._append("text.read", source_id, {"layer": None, "failure": code}, now)

    def set_consent(self, source_id: str, consent: Consent, now: datetime | None = None) -> None:
        """Put another consent in force for a source."""
        reading.source_row(self._alias, source_id)
        kind: Kind = "consent.withdrawn" if consent.withdrawn else "consent.given"
        self._append(kind, source_id, {"consent": consent_to_plain(consent), "by": self.coder}, now)

    def erase(self, source_id: str, reason: str, now: datetime | None = None) -> Erased:
        """Erase a source for ever: its key, originals and rows, and what was linked, found or learnt from it.

        What stays is an entry with its id and the reason, which may hold no words of it. Raises SourceUnknown,
        SourceErased, ReasonRefused. `docs/decisions/0102` says what this does not reach.
        """
        row = reading.source_row(self._alias, source_id)
        layer = reading.layer(self._alias, source_id)
        told = [one.who for one in attribution_from_plain(json.loads(row.body)["provenance"])]
        check_reason(reason, self.name(source_id), layer.text if layer else "", told)
        at = stamp(now or self._clock())
        return erase(
            self._alias, self._folder, self._journal, self._keyring, source_id, reason=reason, by=self.coder, at=at
        )

    def erased(self) -> dict[str, str]:
        """Return when each erased source was erased, by its id."""
        return reading.erased(self._alias)

    def add_coder(self, coder: str, now: datetime | None = None) -> None:
        """Let another person decide here, under an id that is no name."""
        if coder not in self.coders():
            self._append("access.changed", "", {"change": "came", "coder": coder, "by": self.coder}, now)

    # What is made of it

    def propose(
        self, source_id: str, statements: Iterable[Statement], reader: str, now: datetime | None = None
    ) -> bool:
        """Keep what a reader proposes of a source, in the place of what was proposed before; False when it is the same.

        Decisions stay, and stand for those statements that still say what they said. Raises SpanMisplaced when
        a quote does not stand where it should, NoTextLayer.
        """
        made = [replace(statement, review="unreviewed") for statement in statements]
        check_statements(source_id, self.layer(source_id), made)
        plain = [statement_to_plain(statement) for statement in made]
        if plain == [statement_to_plain(one) for one in reading.proposed(self._alias, source_id)]:
            return False
        self._append("statement.proposed", source_id, {"statements": plain, "reader": reader}, now)
        return True

    def decide(self, decision: Decision, now: datetime | None = None) -> bool:
        """Keep a person's decision; False when it is that person's standing one already.

        Raises CoderUnknown, SettlesOwn, StatementUnknown, SpanMisplaced, NoTextLayer.
        """
        source = decision.statement.rsplit("/", 1)[0]
        before = self.decisions(source)
        there = proposals(reading.proposed(self._alias, source), before)
        check_decision(decision, there, self.layer(source), coders=self.coders(), before=before)
        last = standing(before).get(decision.statement, {}).get(decision.coder)
        if last is not None and replace(last, at=decision.at) == decision:
            return False
        self._append("decision.made", source, {"decision": decision_to_plain(decision)}, now)
        return True

    def answer(self, answer: Answer, now: datetime | None = None) -> bool:
        """Keep what a person found in a passage shown without proposals; False when they said just that before.

        Raises CoderUnknown, PassageUnknown, PassageKnown, PassageSeen, NoTextLayer.
        """
        source = answer.passage.source
        before = self.answers(source)
        if answer.coder not in self.coders():
            raise CoderUnknown(coder=answer.coder)
        if any(replace(one, at=answer.at) == answer for one in before):
            return False
        share = drawn(passages(self.layer(source), source), self.lot_key)
        check_answer(answer, share, before, self.proposed(source), self.decisions(source))
        self._append("decision.made", source, {"blind": answer_to_plain(answer)}, now)
        return True

    def learn(self, learnt: Fit, decisions: Iterable[str], now: datetime | None = None) -> bool:
        """Keep what was learnt from the decisions of these entries; False when it is what was learnt last."""
        made = fit_to_plain(learnt)
        last = self.fitted()
        if last is not None and fit_to_plain(last) == made:
            return False
        payload = {"fit": made, "digest": learnt.digest, "decisions": sorted(decisions), "by": self.coder}
        # a key of its own, so that what was learnt from a source need not outlive its erasure
        with transaction.atomic(using=self._alias):
            reading.check_decisions(self._alias, payload["decisions"])
            self._append("reader.fitted", new_id(), payload, now, fresh=True)
        return True

    def link(self, incidents: Iterable[Incident], now: datetime | None = None) -> bool:
        """Keep a linking, whole, in the place of the one before; its findings go. False when it is the same."""
        made = [incident_to_plain(incident) for incident in incidents]
        if made == [incident_to_plain(incident) for incident in self.incidents()]:
            return False
        # a key of its own: places and dates of a source must not outlive its erasure under the casebook's key
        with transaction.atomic(using=self._alias):
            reading.check_not_erased(self._alias, (ref for one in made for ref in one["statements"]))
            self._append("incident.linked", new_id(), {"incidents": made}, now, fresh=True)
        return True

    def qualify(self, findings: Iterable[Finding], now: datetime | None = None) -> bool:
        """Keep a qualification, whole, in the place of the one before; False when it is the same."""
        made = [finding_to_plain(finding) for finding in findings]
        if made == [finding_to_plain(finding) for finding in self.findings()]:
            return False
        with transaction.atomic(using=self._alias):
            spans = (span for one in made for _, _, found, _ in one["elements"] for span in found)
            reading.check_not_erased(self._alias, (span[0] for span in spans))
            self._append("finding.made", new_id(), {"findings": made}, now, fresh=True)
        return True

    # What can be read

    def sources(self) -> tuple[Source, ...]:
        """Return all sources in the order in which they came, with their text layers.

        A source without text has an empty layer with a note such as "no text: SV231".
        """
        return reading.sources(self._alias)

    def layer(self, source_id: str) -> TextLayer:
        """Return the text layer of a source; raises SourceUnknown, NoTextLayer."""
        return reading.layer_or_raise(self._alias, source_id)

    def original(self, source_id: str) -> bytes:
        """Return the bytes as they were preserved; raises SourceUnknown, OriginalDamaged."""
        payload = self._journal.payload(reading.source_row(self._alias, source_id).entry)
        path = self._folder.objects / payload["object"]
        if not path.exists():
            raise OriginalDamaged(source=source_id, why="its object is missing")
        try:
            data = open_blob(bytes.fromhex(payload["key"]), path.read_bytes())
        except BoxRefused:
            raise OriginalDamaged(source=source_id, why="its object has been changed") from None
        if sha256(data).hexdigest() != payload["sha256"]:
            raise OriginalDamaged(source=source_id, why="it is not what was preserved")
        return data

    def name(self, source_id: str) -> str:
        """Return the file name under which a source came in."""
        return reading.name(self._alias, source_id)

    def names(self) -> dict[str, str]:
        """Return the file name of each source by its id, in the order in which they came."""
        return reading.names(self._alias)

    def readers(self) -> tuple[str, ...]:
        """Return the names of the readers whose proposals are there."""
        return reading.readers(self._alias)

    def coders(self) -> tuple[str, ...]:
        """Return the ids of those who may decide."""
        return reading.coders(self._alias)

    @property
    def lot_key(self) -> bytes:
        """The key by which the passages are drawn that are coded blind."""
        return self._keyring.lot()

    def proposed(self, source_id: str | None = None) -> tuple[Statement, ...]:
        """Return the statements that the program proposes, without those that people added."""
        return reading.proposed(self._alias, source_id)

    def proposals(self, source_id: str | None = None) -> tuple[Statement, ...]:
        """Return what there is to decide about: statements as they were proposed, or added by a person."""
        return proposals(reading.proposed(self._alias, source_id), self.decisions(source_id))

    def statements(self, review: Review | None = None, source_id: str | None = None) -> tuple[Statement, ...]:
        """Return the statements as they stand after all decisions, all or those in one state of review."""
        stand = apply(reading.proposed(self._alias, source_id), self.decisions(source_id))
        return tuple(one for one in stand if review is None or one.review == review)

    def decisions(self, source_id: str | None = None) -> tuple[Decision, ...]:
        """Return all decisions in the order in which they were made."""
        return reading.decisions(self._alias, source_id)

    def decisions_by_entry(self) -> dict[str, Decision]:
        """Return all decisions in the order in which they were made, each by the hash of its entry."""
        return reading.decisions_by_entry(self._alias)

    def answers(self, source_id: str | None = None) -> tuple[Answer, ...]:
        """Return what people said of passages without proposals, in the order in which they said it."""
        return reading.answers(self._alias, source_id)

    def fitted(self) -> Fit | None:
        """Return what was learnt last from decisions, None when nothing was."""
        return reading.fitted(self._alias)

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Return the statements about which people differ."""
        return disagreements(reading.proposed(self._alias), self.decisions())

    def incidents(self) -> tuple[Incident, ...]:
        """Return the incidents of the last linking."""
        return reading.incidents(self._alias)

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of the last qualification."""
        return reading.findings(self._alias)

    # Whether it is whole

    def verify(self, held: Sequence[Held] = ()) -> Report:
        """Check everything there is, and name what is damaged; raises nothing because of damage.

        `held` are checkpoints and roots kept elsewhere; raises CheckpointRefused for one that is none.
        """
        return check(self._alias, self._folder, self._keys, self._keyring, self.id, held)

    def checkpoint(self) -> checkpoints.Made:
        """Make a checkpoint over all strands and keep it in the folder; the last one again when nothing is new.

        Raises CheckpointLost, CheckpointRefused, NotVerified.
        """
        return checkpoints.make(self._alias, self._folder, self.id, self._keys)

    def export_strands(self, file: BinaryIO, *, originals: bool = False, now: datetime | None = None) -> int:
        """Write what somebody needs who must check the casebook and may not read it, as a ZIP; return its entries.

        The bytes are those of `docs/format.md` part 9, without any key. `originals` adds the sealed originals.
        """
        at, devices = stamp(now or self._clock()), {self._keys.key_id: self._keys.public}
        return exporting.write(file, self._alias, self._folder, self.id, devices, made=at, originals=originals)

    def rebuild(self) -> None:
        """Empty the derived tables and fill them from the ledger; they are as before when this is interrupted."""
        refill(self._alias, replayed(self._alias, self._keyring))

    def dump(self) -> bytes:
        """Return the derived tables as canonical bytes, to be compared and not to be kept: they are open text."""
        return dump(read(self._alias))

    def _append(
        self, kind: Kind, source: str, payload: dict[str, Any], now: datetime | None, fresh: bool = False
    ) -> None:
        self._journal.append(kind, source, payload, at=stamp(now or self._clock()), fresh=fresh)

    def _damage(self, source_id: str) -> bool:
        try:
            self.original(source_id)
        except OriginalDamaged:
            return True
        return False
