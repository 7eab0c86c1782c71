"""The values every stage speaks in; the words are those of `docs/architecture.md`.

All are frozen: a stage returns new values and changes none. Offsets are Unicode code points of a source's
text layer, `start` inclusive, `end` exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["individual", "group", "pattern", "measure", "context"]
Polarity = Literal["asserted", "negated", "hypothetical"]
Scope = Literal["announced", "condition", "fear", "habit", "hearsay", "negation", "perpetrator", "question", "threat"]
PassportLink = Literal["passport", "insurance", "documents", "none"]
SourceKind = Literal["interview", "statement", "article", "submission", "document", "chat"]
BlockKind = Literal["heading", "paragraph", "message", "list", "cell", "caption", "teaser", "boilerplate"]
Review = Literal["unreviewed", "accepted", "rejected", "corrected"]
Audience = Literal["draft", "public", "partner", "court"]
Standing = Literal["supported", "missing", "contrary"]

SLOTS = (
    "service",
    "coercion",
    "place",
    "date",
    "actor",
    "person",
    "outcome",
    "protective",
    "condition",
    "reason_given",
)
COUNTED_LEVELS: frozenset[Level] = frozenset({"individual", "group"})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where words stand: code points `start` to `end` of the text layer of `source`."""

    source: str
    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words.

        >>> Span("a.txt", 0, 5).of("insulin only with a passport")
        'insul'
        """
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text layer: what kind it is and where a person finds it in the original.

    `where` is for people: "page 3", "paragraph 12", "message 41". Blocks do not overlap and come in order.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    where: str = ""


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The text read out of a source, never normalised, with a map back to the original.

    `notes` are machine-readable remarks of the parser such as "pages without text: 2".
    """

    text: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One member of the chain of who told whom; the first member is the origin."""

    who: str
    role: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """What the person who gave the account allows.

    `purposes` and `audiences` are codes of the codebook's consent page; `until` is an EDTF day or None for no
    end. An article that is public already carries `published=True`: quoting it needs no consent of its own,
    masking it does not become less needed.
    """

    purposes: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    until: str | None = None
    withdrawn: bool = False
    published: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Something preserved byte for byte; `sha256` is of the bytes, `id` is random or given by a casebook."""

    id: str
    kind: SourceKind
    format: str
    sha256: str
    size: int
    layer: TextLayer
    provenance: tuple[Attribution, ...] = ()
    consent: Consent = Consent()


@dataclass(frozen=True, slots=True)
class Assertion:
    """One claim read from a span: `slot` has `value`, because of `reason`, with `score` from 0 to 1.

    `reader` is a person's coder id or a named version of the program. `detail` holds plain extra values such
    as `name_en` and `oblast` of a place.
    """

    slot: str
    value: str
    span: Span
    quote: str
    score: float
    reason: str
    reader: str = "svidok"
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says about one act: assertions in slots, with level, polarity and attribution.

    `id` is unique within the source ("S3"). `scene` is the stretch of text it was read from. `scope` says how it is
    told beside its polarity: as a threat, a fear, a condition, a question, a rumour, a habit, or by the perpetrator.
    """

    id: str
    source: str
    level: Level
    polarity: Polarity
    passport_link: PassportLink
    scene: Span
    assertions: tuple[Assertion, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    review: Review = "unreviewed"
    scope: tuple[Scope, ...] = ()

    @property
    def ref(self) -> str:
        """Name it across sources.

        >>> Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 1)).ref
        'a.txt/S1'
        """
        return f"{self.source}/{self.id}"

    def slot(self, name: str) -> tuple[Assertion, ...]:
        """Return the assertions in one slot, in order.

        >>> Statement("S1", "a", "group", "asserted", "none", Span("a", 0, 1)).slot("place")
        ()
        """
        return tuple(a for a in self.assertions if a.slot == name)

    def values(self, name: str) -> tuple[str, ...]:
        """Return the distinct values of one slot, in order of first mention.

        >>> Statement("S1", "a", "group", "asserted", "none", Span("a", 0, 1)).values("service")
        ()
        """
        return tuple(dict.fromkeys(a.value for a in self.slot(name)))

    @property
    def counts(self) -> bool:
        """Whether it may become an incident: a real act, of a person or group, tied to the passport.

        >>> Statement("S1", "a", "pattern", "asserted", "passport", Span("a", 0, 1)).counts
        False
        """
        return (
            self.level in COUNTED_LEVELS
            and self.polarity != "negated"
            and self.passport_link != "none"
            and self.review != "rejected"
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements of one incident that disagree in a slot; both are kept."""

    slot: str
    values: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, once: statements about one act, possibly of several sources.

    `statements` are refs ("source/S1"). `origins` names the independent first tellers, by an opaque label and
    never by a person's name; copies add none. `threat` says that the act is itself a threat. `oblast` and
    `place` are "" and `date` is "" when nobody said. `reasons` says why these statements were joined.
    """

    id: str
    statements: tuple[str, ...]
    origins: tuple[str, ...]
    services: tuple[str, ...] = ()
    coercion: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    oblast: str = ""
    place: str = ""
    date: str = ""
    level: Level = "individual"
    threat: bool = False
    passport_link: PassportLink = "passport"
    reviewed: bool = False
    conflicts: tuple[Conflict, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a norm as this incident shows it; `supported` always has spans."""

    id: str
    standing: Standing
    spans: tuple[Span, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An incident set against a norm, element by element. It indicates and never establishes."""

    incident: str
    norm: str
    elements: tuple[Element, ...]
    cautions: tuple[str, ...] = ()
    status: Literal["indicated"] = "indicated"


@dataclass(frozen=True, slots=True)
class Mask:
    """Words that must not leave, and what stands for them; `reason` names the rule that fired."""

    span: Span
    kind: str
    reason: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a published table; `count` is None when it is hidden, and `why` then says why."""

    row: str
    column: str
    count: int | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A published table with its margins: column "" and row "" are totals."""

    id: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a release shows, already masked for its audience.

    `where` leads back to the place in the source ("S3, characters 120-180"); `source` is an opaque label.
    `marks` are code-point ranges within `text` with their slot, for highlighting.
    """

    text: str
    source: str
    where: str
    lang: str = "und"
    marks: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident or one statement of a level that is not counted, as a release may show it.

    For `pattern`, `measure` and `context` entries `id` is the statement's ref and `origins` its own. `tellers`
    are the chains of who told whom, different ones only; no release but a draft ever has any.
    """

    id: str
    level: Level
    services: tuple[str, ...]
    coercion: tuple[str, ...]
    actors: tuple[str, ...]
    outcomes: tuple[str, ...]
    oblast: str
    place: str
    date: str
    origins: int
    reviewed: bool
    threat: bool = False
    passport_link: PassportLink = "passport"
    quotations: tuple[Quotation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()
    tellers: tuple[tuple[Attribution, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A source text shown beside a draft: only the draft audience ever has any."""

    source: str
    layer: TextLayer
    lang: str = "und"


@dataclass(frozen=True, slots=True)
class Blind:
    """What the share coded without proposals says of the program: how many passages, and what it had proposed of them.

    `recall` is the share of what people found that the program had proposed, from `low` to `high` 95 times of 100;
    None when they found nothing.
    """

    passages: int = 0
    recall: float | None = None
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class Release:
    """What may leave, for one audience: everything `publish` may know, and nothing else.

    `incidents` are counted, `patterns` and `measures` never are. `tables` hold cells after suppression;
    `withheld` counts, by reason, what was kept back. `totals` holds "incidents", "origins", "sources",
    "patterns", "measures", each None when the figure is too small to be shown.
    """

    audience: Audience
    as_of: str
    codebook: str
    reader: str
    totals: Mapping[str, int | None]
    incidents: tuple[Entry, ...] = ()
    patterns: tuple[Entry, ...] = ()
    measures: tuple[Entry, ...] = ()
    tables: tuple[Table, ...] = ()
    sources: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    withheld: Mapping[str, int] = field(default_factory=dict)
    minimum: int = 0
    reviewed: bool = False
    readings: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()
    blind: Blind = Blind()
