"""What `svidok read --learn` learns from the decisions of an open casebook."""

from typing import TYPE_CHECKING

from svidok.cli.deciding import open_sources
from svidok.model import Statement, TextLayer
from svidok.review import Fit, examples, refitted
from svidok.review.fitting import fit

if TYPE_CHECKING:
    from svidok.casebook.store import Casebook


def learn(casebook: "Casebook") -> tuple[Fit, bool]:
    """Learn from all decisions about what is proposed and keep it; also say whether it is new.

    Sources whose consent was withdrawn teach nothing. Raises TooFewDecisions.
    """
    may = open_sources(casebook)
    proposed = [statement for statement in casebook.proposed() if statement.source in may]
    texts = {source.id: source.layer.text for source in casebook.sources()}
    taught, used = examples(proposed, casebook.decisions_by_entry(), texts)
    learnt = fit(taught, len(used))
    return learnt, casebook.learn(learnt, used)


def scored(statements: list[Statement], learnt: Fit | None, layer: TextLayer) -> list[Statement]:
    """Return proposals with the scores that were learnt; as they are when nothing was."""
    return statements if learnt is None else refitted(statements, learnt, layer.text)


def version(reader: str, learnt: Fit | None) -> str:
    """Return the version of a reading: that of the reader, and what was learnt beside it.

    >>> version("rules-1", None), version("rules-1", Fit({}, 30))
    ('rules-1', 'rules-1 casebook-d7e8d4e3')
    """
    return reader if learnt is None else f"{reader} {learnt.name}"
