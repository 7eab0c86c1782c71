"""Find what is wrong with a codebook before a reader does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from svidok.codebook.read import LANGUAGES, Code, Codebook

# Dimensions whose codes are applied by people, so they need a full entry.
_APPLIED = ("service", "coercion", "actor", "outcome", "protective", "lookalike")
_NAMED_ONLY = ("group",)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: where it stands and what is wrong."""

    where: str
    what: str


def check(book: Codebook) -> list[Fault]:
    """Return every fault: missing labels, unknown references, YAML booleans, duplicate stems.

    >>> from svidok.codebook.read import load
    >>> check(load())
    []
    """
    faults: list[Fault] = []
    for codes in book.codes.values():
        for code in codes.values():
            faults += _code_faults(code)
    faults += _reference_faults(book)
    faults += _boolean_keys(book)
    return faults


def _code_faults(code: Code) -> Iterator[Fault]:
    where = f"{code.dimension} {code.id}"
    yield from (Fault(where, f"no label in {lang}") for lang in LANGUAGES if not code.label.get(lang))
    if code.dimension in _NAMED_ONLY:
        return
    for lang in LANGUAGES:
        text = code.means.get(lang, "")
        if not text.strip().endswith((".", "»", ")")):
            yield Fault(where, f"no definition in {lang} that ends as a sentence")
    if code.dimension in _APPLIED:
        if len(code.fits) < 2:
            yield Fault(where, "fewer than two examples that fit")
        if not code.fits_not:
            yield Fault(where, "no example of what does not fit")
    for lang, patterns in code.lexicon.items():
        yield from _stem_faults(where, lang, patterns)


def _stem_faults(where: str, lang: str, patterns: tuple[str, ...]) -> Iterator[Fault]:
    if lang not in LANGUAGES:
        yield Fault(where, f"patterns in an unknown language {lang}")
    seen: set[str] = set()
    for pattern in patterns:
        if pattern in seen:
            yield Fault(where, f"duplicate stem in {lang}: {pattern}")
        seen.add(pattern)
        if "*" in pattern.replace("* ", " ").removesuffix("*") or not pattern.strip():
            yield Fault(where, f"a star inside a word in {lang}: {pattern}")


def _reference_faults(book: Codebook) -> Iterator[Fault]:
    services, groups = book.codes["service"], book.codes["group"]
    for code in services.values():
        if code.extra.get("group") not in groups:
            yield Fault(f"service {code.id}", f"unknown group {code.extra.get('group')}")
    for code in book.codes["coercion"].values():
        threat_of = code.extra.get("threat_of")
        if threat_of and threat_of not in book.codes["coercion"]:
            yield Fault(f"coercion {code.id}", f"threat of an unknown code {threat_of}")
    for name, measure in book.records["measures"].items():
        for service in measure.get("services") or ():
            if not _is_code(service, services):
                yield Fault(f"measure {name}", f"unknown service {service}")
    for name, norm in book.records["norms"].items():
        yield from _norm_faults(book, name, norm)


def _norm_faults(book: Codebook, name: str, norm: Mapping[str, Any]) -> Iterator[Fault]:
    dimensions = {"services": "service", "coercion": "coercion", "outcome": "outcome", "actor": "actor"}
    for element in norm.get("elements") or ():
        where = f"norm {name}, element {element.get('id')}"
        yield from (Fault(where, f"no label in {lang}") for lang in LANGUAGES if not element["label"].get(lang))
        for key, dimension in dimensions.items():
            for value in (element.get("supported_by") or {}).get(key) or ():
                if not _is_code(value, book.codes[dimension]):
                    yield Fault(where, f"unknown {dimension} {value}")


def _is_code(value: str, codes: Mapping[str, Code]) -> bool:
    """A reference is a code, or a whole group of codes written `health.*`."""
    if value.endswith(".*"):
        return any(code.startswith(value[:-1]) for code in codes)
    return value in codes


def _boolean_keys(book: Codebook) -> Iterator[Fault]:
    """YAML reads the bare keys yes, no, on and off as booleans, so a code of that name silently vanishes."""
    pages: dict[str, Any] = {**book.tables, **book.records}
    for code in (code for codes in book.codes.values() for code in codes.values()):
        if isinstance(code.id, bool):
            yield Fault(code.dimension, "a key that YAML reads as a boolean")
        pages[f"{code.dimension} {code.id}"] = code.extra
    for where, page in pages.items():
        yield from (Fault(where, "a key that YAML reads as a boolean") for _ in _booleans(page))


def _booleans(value: Any) -> Iterator[bool]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(key, bool):
                yield key
            yield from _booleans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _booleans(inner)
