"""Learn from the decisions of one casebook how sure its readers would be of a proposal.

A small logistic layer stands on top of the reader. Without decisions it changes nothing; each decision moves it a
little from there, since the weights are held back: those of a code more than the others, so that three rejected
proposals do not silence a code for ever. It knows codes, languages and levels, never a word of a source and never who
decided.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from svidok.language.identify import language_of
from svidok.model import Assertion, Statement
from svidok.review.decisions import Decision, fingerprint, outcome, standing
from svidok.review.queue import ACTS

READ: Final = "read_score"  # in the detail of an assertion: the score that the reader gave, before the layer
BASE, SLOPE = "base", "score"
_FARTHEST: Final = 4.0  # log-odds: a rule that says 1.0 is no surer than 0.98


@dataclass(frozen=True, slots=True)
class Example:
    """One value of one proposal: what it carried, how many of those who decided let it stand, how much it weighs."""

    features: tuple[str, ...]
    odds: float
    right: float
    weight: float


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learnt: a weight by feature, and from how many decisions."""

    weights: Mapping[str, float]
    decisions: int

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the weights as they are kept; it names them.

        >>> Fit({}, 30).digest[:8]
        'd7e8d4e3'
        """
        plain = json.dumps(fit_to_plain(self), sort_keys=True, separators=(",", ":"))
        return sha256(plain.encode()).hexdigest()

    @property
    def name(self) -> str:
        """Return what stands in the version of a reading that used it.

        >>> Fit({}, 30).name
        'casebook-d7e8d4e3'
        """
        return f"casebook-{self.digest[:8]}"

    def chance(self, features: Iterable[str], odds: float) -> float:
        """Return the chance that readers here let a value stand, of which the reader gave these log-odds.

        >>> Fit({}, 30).chance(["lang:uk"], 0.0), Fit({"lang:uk": -2.0}, 30).chance(["lang:uk"], 0.0) < 0.2
        (0.5, True)
        """
        weighed = odds * (1 + self.weights.get(SLOPE, 0.0)) + self.weights.get(BASE, 0.0)
        return 1 / (1 + math.exp(-(weighed + sum(self.weights.get(name, 0.0) for name in features))))


def examples(
    statements: Iterable[Statement], decisions: Mapping[str, Decision], texts: Mapping[str, str]
) -> tuple[list[Example], tuple[str, ...]]:
    """Return what decisions teach about the present proposals, and the names of the decisions that do.

    `statements` are those that the program proposed, `decisions` all that were made, in their order, by the name of
    their entry; `texts` the text of each source. Of each person the last word counts, of a settled difference the word
    that settled it, and nothing that was decided about another wording.
    """
    stand = standing(decisions.values())
    names = {id(one): name for name, one in decisions.items()}
    found: list[Example] = []
    used: list[str] = []
    for statement in sorted(statements, key=lambda one: one.ref):
        now = fingerprint(statement)
        words = [one for one in stand.get(statement.ref, {}).values() if one.of == now and one.act != "add"]
        words = [one for one in words if one.settles] or words
        acts = [one for slot in ACTS for one in statement.slot(slot)]
        if words and acts:
            used += [names[id(one)] for one in words]
            found += _taught(statement, acts, words, texts[statement.source])
    return found, tuple(sorted(used))


def features(statement: Statement, assertion: Assertion, lang: str) -> tuple[str, ...]:
    """Return what the layer knows of a value: who found it, its dimension, its code, the language, the level.

    >>> from svidok.model import Span
    >>> read = Assertion("service", "health.insulin", Span("a", 0, 1), "x", 0.6, "no rule; learned reader: 0.60")
    >>> features(Statement("S1", "a", "group", "asserted", "passport", Span("a", 0, 1), (read,)), read, "uk")
    ('by:learned', 'slot:service', 'code:health.insulin', 'lang:uk', 'level:group')
    """
    reason = assertion.reason.lower()
    by = "rules" if "learned" not in reason else "learned" if "no rule" in reason else "both"
    slot, code = f"slot:{assertion.slot}", f"code:{assertion.value}"
    return f"by:{by}", slot, code, f"lang:{lang}", f"level:{statement.level}"


def refitted(statements: Iterable[Statement], learnt: Fit, text: str) -> list[Statement]:
    """Return what a reader proposes with the scores that the layer gives; the reader's own stay beside them.

    >>> from svidok.model import Span
    >>> read = Assertion("service", "health.insulin", Span("a", 0, 1), "x", 0.6, "lexicon")
    >>> told = Statement("S1", "a", "group", "asserted", "passport", Span("a", 0, 1), (read,))
    >>> refitted([told], Fit({"base": 9.0}, 30), "x")[0].assertions[0].detail
    {'read_score': '0.6000'}
    """
    return [_scored(one, learnt, language_of(one.scene.of(text))) for one in statements]


def fit_to_plain(learnt: Fit) -> dict[str, Any]:
    """Return what was learnt as plain values.

    >>> fit_to_plain(Fit({"base": 0.5}, 30))
    {'decisions': 30, 'weights': {'base': 0.5}}
    """
    return {"decisions": learnt.decisions, "weights": dict(sorted(learnt.weights.items()))}


def fit_from_plain(plain: Mapping[str, Any]) -> Fit:
    """Read back what was learnt.

    >>> fit_from_plain({"decisions": 30, "weights": {"base": 1}}) == Fit({"base": 1.0}, 30)
    True
    """
    return Fit({str(name): float(value) for name, value in plain["weights"].items()}, int(plain["decisions"]))


def _taught(statement: Statement, acts: list[Assertion], words: list[Decision], text: str) -> Iterable[Example]:
    lang = language_of(statement.scene.of(text))
    left = [_left(outcome(statement, one)) for one in words]
    for act in acts:
        right = sum((act.slot, act.value) in one for one in left) / len(left)
        yield Example(features(statement, act, lang), _odds(_own(act)), right, 1 / len(acts))


def _left(after: Statement) -> set[tuple[str, str]]:
    """What a decision lets stand."""
    if after.review == "rejected":
        return set()
    return {(slot, value) for slot in ACTS for value in after.values(slot)}


def _scored(statement: Statement, learnt: Fit, lang: str) -> Statement:
    def one(read: Assertion) -> Assertion:
        if read.slot not in ACTS:
            return read
        chance = learnt.chance(features(statement, read, lang), _odds(_own(read)))
        detail = {**read.detail, READ: f"{_own(read):.4f}"}
        reason = f"{read.reason}; {chance:.2f} after the decisions of this casebook"
        return replace(read, score=round(chance, 4), reason=reason, detail=detail)

    return replace(statement, assertions=tuple(one(read) for read in statement.assertions))


def _own(assertion: Assertion) -> float:
    """The score that the reader itself gave."""
    try:
        return float(assertion.detail.get(READ, assertion.score))
    except ValueError:
        return assertion.score


def _odds(score: float) -> float:
    inside = min(max(score, 1e-6), 1 - 1e-6)
    return max(-_FARTHEST, min(_FARTHEST, math.log(inside / (1 - inside))))
