"""Read the codebook's pages into values."""

import difflib
import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import yaml

from svidok.errors import CodebookBroken, UnknownCode

LANGUAGES = ("uk", "ru", "en")

# Pages whose entries are codes with a label, a meaning and a lexicon, by the dimension they fill.
DIMENSIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "service": ("services_health", "services_social", "services_work", "services_civil"),
        "coercion": (
            "coercion",
            "coercion_work",
            "coercion_force",
            "coercion_family",
            "coercion_property",
            "coercion_status",
        ),
        "actor": ("actors",),
        "outcome": ("outcomes",),
        "protective": ("protective",),
        "lookalike": ("lookalikes",),
        "link": ("links",),
        "group": ("groups",),
    }
)
# Pages of plain records, each record under its id.
RECORDS = ("measures", "norms", "positions", "windows", "applicability", "phases")
# Pages read as they stand.
TABLES = ("words", "consent", "release", "cues", "tellers", "masking", "reading")

Texts = Mapping[str, str]
Patterns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Code:
    """One code: what it means, what fits and what does not, and the words that betray it.

    `lexicon`, `excludes` and `weak` hold patterns by language; `extra` holds whatever else the page says of it
    (`group`, `kind`, `threat_of`, `verified` …).
    """

    id: str
    dimension: str
    label: Texts
    means: Texts
    fits: tuple[str, ...] = ()
    fits_not: tuple[str, ...] = ()
    lexicon: Patterns = field(default_factory=dict)
    excludes: Patterns = field(default_factory=dict)
    weak: Patterns = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codebook:
    """All codes and records, with the hash that names this version of them."""

    codes: Mapping[str, Mapping[str, Code]]
    records: Mapping[str, Mapping[str, Mapping[str, Any]]]
    tables: Mapping[str, Mapping[str, Any]]
    version: str

    def code(self, dimension: str, name: str) -> Code:
        """Return one code, or raise UnknownCode naming the nearest.

        >>> load().code("service", "health.insulin").label["en"].startswith("Insulin")
        True
        """
        try:
            return self.codes[dimension][name]
        except KeyError:
            near = difflib.get_close_matches(name, self.codes.get(dimension, {}), 1) or ["a code of the list"]
            raise UnknownCode(code=name, near=near[0]) from None

    def label(self, dimension: str, name: str, lang: str) -> str:
        """Return the label of a code, or the code itself when the codebook does not have it.

        >>> load().label("service", "nonsense", "uk")
        'nonsense'
        """
        known = self.codes.get(dimension, {}).get(name)
        return known.label.get(lang, name) if known else name

    def find(self, name: str) -> Iterator[Code]:
        """Yield the codes of that name in any dimension.

        >>> [code.dimension for code in load().find("refused")]
        ['outcome']
        """
        for dimension in self.codes.values():
            if name in dimension:
                yield dimension[name]


@functools.cache
def load() -> Codebook:
    """Read the codebook that comes with the program; the same object each time.

    Raises CodebookBroken naming the page.

    >>> len(load().version)
    16
    """
    folder = resources.files("svidok.codebook") / "passportization"
    raw = {page.name.removesuffix(".yaml"): page.read_bytes() for page in _pages(folder)}
    pages = {name: _parse(name, body) for name, body in raw.items()}
    digest = hashlib.sha256(b"".join(name.encode() + b"\0" + raw[name] for name in sorted(raw)))
    return Codebook(
        codes={
            dimension: {
                name: _code(dimension, name, entry) for page in names for name, entry in pages.get(page, {}).items()
            }
            for dimension, names in DIMENSIONS.items()
        },
        records={name: _merged(pages, name) for name in RECORDS},
        tables={name: pages.get(name, {}) for name in TABLES},
        version=digest.hexdigest()[:16],
    )


def _pages(folder: Traversable) -> list[Traversable]:
    return sorted((page for page in folder.iterdir() if page.name.endswith(".yaml")), key=lambda page: page.name)


def _parse(name: str, body: bytes) -> Mapping[str, Any]:
    try:
        page = yaml.load(body, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as error:
        raise CodebookBroken(page=name, why=type(error).__name__) from error
    if not isinstance(page, dict):
        raise CodebookBroken(page=name, why="a page is a mapping of ids")
    return page


def _merged(pages: Mapping[str, Mapping[str, Any]], name: str) -> Mapping[str, Mapping[str, Any]]:
    """A long page may be split into `norms_ihl`, `norms_rome` and so on; readers see one."""
    parts = [page for key, page in sorted(pages.items()) if key == name or key.startswith(f"{name}_")]
    return {key: value for part in parts for key, value in part.items()}


def _code(dimension: str, name: str, entry: Mapping[str, Any]) -> Code:
    known = {"label", "means", "fits", "fits_not", "lexicon", "excludes", "weak"}
    return Code(
        id=name,
        dimension=dimension,
        label=entry.get("label") or {},
        means=entry.get("means") or {},
        fits=_texts(entry.get("fits")),
        fits_not=_texts(entry.get("fits_not")),
        lexicon=_patterns(entry.get("lexicon")),
        excludes=_patterns(entry.get("excludes")),
        weak=_patterns(entry.get("weak")),
        extra={key: value for key, value in entry.items() if key not in known},
    )


def _texts(value: Sequence[Any] | None) -> tuple[str, ...]:
    return tuple(str(item) for item in value or ())


def _patterns(value: Mapping[str, Sequence[Any]] | None) -> Patterns:
    return {lang: _texts(words) for lang, words in (value or {}).items()}
