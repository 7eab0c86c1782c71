"""What the sub-commands of `svidok review` share: which statement is meant, and deciding about it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from svidok.casebook.checks import stamp
from svidok.cli.common import exit_code, print_json
from svidok.cli.naming import reference_of, short, source_of, statement_of
from svidok.errors import SvidokError
from svidok.model import Review, Statement
from svidok.review import Decision

if TYPE_CHECKING:
    from svidok.casebook.store import Casebook


def now() -> str:
    """Return the present moment as a decision carries it."""
    return stamp(datetime.now(UTC))


def ref(statement: str) -> str:
    """Return a statement's reference as it is printed and can be typed.

    >>> ref("1f9a4c07aa31d2/S3")
    '1f9a4c07/S3'
    """
    source, _, number = statement.rpartition("/")
    return f"{short(source)}/{number}"


def open_sources(casebook: "Casebook") -> set[str]:
    """Return the ids of the sources whose consent has not been withdrawn."""
    return {source.id for source in casebook.sources() if not source.consent.withdrawn}


def standing(casebook: "Casebook", typed: str | None = None, state: Review | None = None) -> Iterator[Statement]:
    """Yield the statements as they stand, of one source or of all as they came; none of a source that was withdrawn."""
    names, may = casebook.names(), open_sources(casebook)
    place = {source: number for number, source in enumerate(names)}
    source = source_of(names, typed) if typed else None
    found = (one for one in casebook.statements(state, source) if one.source in may)
    yield from sorted(found, key=lambda one: place[one.source])


def proposal(casebook: "Casebook", typed: str) -> Statement:
    """Return the proposal that is meant; raises ProposalNotFound, SourceNotFound, SourceUnclear."""
    source, number = reference_of(casebook.names(), typed)
    return statement_of(casebook.proposals(source), number, typed)


def decide(casebook: "Casebook", typed: Sequence[str], make: Callable[[Statement], Decision], json: bool) -> int:
    """Decide about each statement typed, go on after one that fails, and return the exit code."""
    failed: list[SvidokError] = []
    for one in typed:
        try:
            keep(casebook, make(proposal(casebook, one)), json)
        except SvidokError as error:
            failed.append(error)
            typer.echo(f"{one}: {error}", err=True)
    return exit_code(failed, len(typed) - len(failed))


def keep(casebook: "Casebook", decision: Decision, json: bool) -> None:
    """Keep a decision and say so."""
    fresh = casebook.decide(decision)
    if json:
        print_json(
            {"statement": decision.statement, "decision": decision.act, "coder": decision.coder, "changed": fresh}
        )
    else:
        done = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added"}[decision.act]
        print(f"{ref(decision.statement)}  {done}{'' if fresh else ', as before'}")
