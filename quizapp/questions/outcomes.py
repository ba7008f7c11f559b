"""Options that a run decides between: the expression of each, which of them came out, which tick is refuted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.errors import ExpressionError
from quizapp.grading.expressions import evaluate, names_in
from quizapp.grading.numbers import say_number
from quizapp.grading.sets import Picks, letter
from quizapp.grading.verdict import Beside
from quizapp.questions.calls import Measures, format_value
from quizapp.questions.lists import Option
from quizapp.questions.live import check_expression
from quizapp.questions.model import Problem
from quizapp.questions.proofs import KEY_FAILS, unproved
from quizapp.questions.source import Report, Source

# What was meant to be one, and would be shown to the learner.
_NEARLY = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?holds?[ \t]*:", re.MULTILINE | re.IGNORECASE)
# `- holds: …` in the quote of an option, with the lines that are indented below it.
_HOLDS = re.compile(r"^[-*+][ \t]+holds:[ \t]*(.*(?:\n[ \t]+\S.*)*)\n*", re.MULTILINE)


class UnsettledError(Exception):
    """The run leaves open which option is right; the message says why, for the learner."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the author ticked (0-based), and what has to come out for it.

    With `each`, an expression for each option, the run decides which are right. Without, the ticked ones are right as
    long as the run bears out all of `holds`.
    """

    ticked: Picks
    holds: tuple[str, ...] = ()
    each: tuple[str, ...] = ()

    def right(self, measures: Measures) -> Picks:
        """The options that are right by the run. Raises `UnsettledError`."""
        if not self.each:
            refuted = [fault for claim in self.holds if (fault := unproved(claim, measures))]
            if refuted:
                raise UnsettledError(f"Not judged: the run does not bear out the key of this question ({refuted[0]}).")
            return self.ticked
        try:
            found = frozenset(index for index, claim in enumerate(self.each) if evaluate(claim, measures))
        except ExpressionError as error:
            raise UnsettledError(f"Not judged: {error}, so the run does not decide between the options.") from error
        if not found or (len(self.ticked) == 1 and len(found) > 1):
            which = f"{len(found)} of the options, where one was expected" if found else "none of the options"
            raise UnsettledError(f"Not judged: the run bears out {which}.")
        return found

    def beside(self, predicted: str, measures: Measures) -> tuple[Beside, ...]:
        """What was `predicted`, beside each measure that the expressions read."""
        read = dict.fromkeys(name for claim in (*self.holds, *self.each) for name in sorted(names_in(claim)))
        return tuple(Beside(name, predicted, _said(measures.get(name))) for name in read)

    def faults(self, options: Sequence[Option], measures: Measures) -> tuple[Problem | str, ...]:
        """What the run refutes: an expression of the key, or the tick of one of `options`."""
        refuted = tuple(fault for claim in self.holds if (fault := unproved(claim, measures)))
        wrong = (self._wrong_tick(index, option, measures) for index, option in enumerate(options) if self.each)
        return (*refuted, *(problem for problem in wrong if problem))

    def _wrong_tick(self, index: int, option: Option, measures: Measures) -> Problem | None:
        claim, ticked = self.each[index], index in self.ticked
        why = unproved(claim, measures)
        if ticked and why:
            message = f"option {letter(index)} is ticked, but {why}"
        elif not ticked and not why:
            message = f"option {letter(index)} is not ticked, but the run bears it out: {claim}"
        elif why and names_in(claim) - set(measures):
            message = f"option {letter(index)}: {why}"
        else:
            return None
        return Problem(option.place, KEY_FAILS, message)


def read_each(options: Sequence[Option], source: Source, last: int, report: Report) -> tuple[str, ...]:
    """The expression of each option; none where no option has one. It is all of them or none.

    The question ends before the line `last` (from 0) of `source`.
    """
    written = [_HOLDS.findall(option.feedback) for option in options]
    strays = [(option, found.group()) for option in options for found in _NEARLY.finditer(_shown(option))]
    for option, stray in strays:
        place = source.find(option.place.line - 1, last, stray.strip())
        report.error("K109", place, "this is no expression for the run", "write `> - holds: …`, in the option's quote")
    if strays or not any(written):
        return ()
    expressions = []
    for option, found in zip(options, written, strict=True):
        if len(found) != 1:
            message = "two `- holds: …` here" if found else "this option has no `- holds: …`, and others have"
            report.error("K109", option.place, message, "write exactly one below each option")
            continue
        expressions.append(" ".join(found[0].split()).strip("`"))
        check_expression(expressions[-1], source.find(option.place.line - 1, last, "holds:"), report)
    return tuple(expressions)


def without_holds(option: Option) -> Option:
    """The option with the feedback that is shown: the expression in it is for the run."""
    return replace(option, feedback=_HOLDS.sub("", option.feedback).strip())


def _shown(option: Option) -> str:
    """All that the learner sees of an option."""
    return f"{option.text}\n{without_holds(option).feedback}"


def _said(value: float | int | bool | None) -> str:
    if value is None:
        return "not measured"
    return format_value(value) if isinstance(value, bool) else say_number(value)
