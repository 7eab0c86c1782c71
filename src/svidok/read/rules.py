"""Which codes the rules of reading treat alike: the codebook's page `reading.yaml` as a value."""

from collections.abc import Mapping
from dataclasses import dataclass

from svidok.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Rules:
    """Sets of codes by the part they play; see the comments of the page."""

    at_work: frozenset[str]
    end_the_job: frozenset[str]
    job_group: str
    job: str
    needs_sentence: frozenset[str]
    announced: frozenset[str]
    rules: frozenset[str]
    conditioned: str
    bare: str
    took: tuple[str, ...]
    denied: str
    refines: Mapping[str, frozenset[str]]
    gives_way: frozenset[str]
    occupied: frozenset[str]
    partly: frozenset[str]
    passed: frozenset[str]
    reports: frozenset[str]
    general: frozenset[str]
    doubts: frozenset[str]
    vetoes: Mapping[str, int]


def rules_of(book: Codebook) -> Rules:
    """Read the rules of a codebook.

    >>> from svidok.codebook import load
    >>> "dismissal" in rules_of(load()).at_work
    True
    """
    page = book.tables["reading"]
    return Rules(
        at_work=frozenset(page["at_work"]),
        end_the_job=frozenset(page["end_the_job"]),
        job_group=str(page["job_group"]),
        job=str(page["job"]),
        needs_sentence=frozenset(page["needs_sentence"]),
        announced=frozenset(page["announced"]),
        rules=frozenset(page["rules"]),
        conditioned=str(page["conditioned"]),
        bare=str(page["bare"]),
        took=tuple(page["took"]),
        denied=str(page["denied"]),
        refines={code: frozenset(finer) for code, finer in page["refines"].items()},
        gives_way=frozenset(page["gives_way"]),
        occupied=frozenset(page["occupied"]),
        partly=frozenset(page["partly"]),
        passed=frozenset(page["passed"]),
        reports=frozenset(page["reports"]),
        general=frozenset(page["general"]),
        doubts=frozenset(page["doubts"]),
        vetoes={code: int(times) for code, times in page["vetoes"].items()},
    )
