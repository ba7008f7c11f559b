"""What speaks for a point and what against it, and what states a misconception."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.grading.rubric.patterns import Case, Pattern
from quizapp.grading.rubric.statements import Statement
from quizapp.grading.rubric.windows import (
    Groups,
    Window,
    around,
    asked_in,
    denied_in,
    is_certain,
    is_named,
    matches,
    parts,
    said_in,
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The windows that cover a point, or none where more speaks `against` it than for it.

    `named`: one of those that cover it names itself whom the point is about. `exchanged` are the clauses that say of
    the partner what the point says of its own side, where nothing else speaks against it.
    """

    covering: tuple[Window, ...] = ()
    against: tuple[Window, ...] = ()
    named: bool = False
    exchanged: tuple[Window, ...] = ()


def weigh(patterns: Sequence[Pattern], windows: Sequence[Window], stated: Sequence[Window], groups: Groups) -> Weighed:
    """How the point with these `patterns` comes out; `stated` are the windows that state a misconception against it."""
    cases = [case for pattern in patterns for case in pattern.cases]
    covering: list[tuple[Window, Case]] = []
    turned: list[Window] = []
    alone: set[Statement] = set()  # what needs no other clause
    asked = [(case, asked_in(case)) for case in cases]
    for window in windows:
        heard = around(window) | denied_in(window)
        cases_here = [case for case, names in asked if names <= heard]
        if not cases_here:
            continue
        met = max((case for case in cases_here if matches(case, window, groups)), key=len, default=())
        denied = max((len(case) for case in cases_here if contradicts(case, window, groups)), default=0)
        if denied > len(met):
            turned.append(window)
        elif met and not alone.intersection(window):
            covering.append((window, met))
        if len(window) == 1 and met:
            alone.add(window[0])
    if covering and len(covering) > len(stated) and len(covering) >= len(turned):
        covering.sort(key=lambda met: not is_named(met[1], met[0], groups))  # those that can be quoted alone come first
        named = is_named(covering[0][1], covering[0][0], groups)
        return Weighed(tuple(window for window, _ in covering), tuple(turned), named)
    against = tuple(stated or turned)
    return Weighed((), against) if against else Weighed(exchanged=tuple(_exchanged(cases, windows, groups)))


def stating(patterns: Sequence[Pattern], windows: Sequence[Window], groups: Groups) -> list[Window]:
    """The windows that state a misconception: one clause, or a head and what stands behind its colon.

    Nothing is held against anyone where it is not certain who is meant, nor for what "it" alone points back to.
    """
    asked = [(case, asked_in(case)) for pattern in patterns for case in pattern.cases]
    single = [window for window in windows if len(window) == 1 or window[1].pause == ":"]
    return [
        window
        for window in single
        if any(
            names <= _heard(window) and is_certain(case, window) and _says_plainly(case, window, groups)
            for case, names in asked
        )
    ]


def _heard(window: Window) -> frozenset[str]:
    """Everything that the window says or denies, with what it points back to and what it grows or falls with."""
    return (around(window) | denied_in(window)).union(*(statement.scene for statement in window))


def _says_plainly(case: Case, window: Window, groups: Groups) -> bool:
    """Whether the window itself says all of `case`, with nothing left to what "it" points back to."""
    about, claimed = parts(case, groups)
    if not claimed and not any(literal.name in statement.named for statement in window for literal in about):
        return False
    said = said_in(window).union(*(statement.scene for statement in window))
    denied, whole = denied_in(window), around(window)
    content = {literal.name for literal in case if literal.sign != "absent"} - window[0].topics
    if content and content <= window[0].denied_of:
        return False
    return all(literal.holds(whole if literal.sign == "absent" else said, denied) for literal in case)


def contradicts(case: Case, window: Window, groups: Groups) -> bool:
    """Whether one clause says the opposite of `case`."""
    statement = window[0]
    about, content = parts(case, groups)
    if len(window) > 1 or statement.implied or not is_certain(case, window) or not content or len(about + content) < 2:
        return False
    if any(literal.sign == "absent" and literal.name in statement.said | statement.lent for literal in case):
        return False
    said, denied = statement.said, statement.denied
    touched = all(literal.name in said | denied for literal in content)
    return (
        touched
        and all(literal.holds(said, denied) for literal in about)
        and not all(literal.holds(said, denied) for literal in content)
    )


def _exchanged(cases: Sequence[Case], windows: Sequence[Window], groups: Groups) -> list[Window]:
    """The clauses that say of the partner what a case says of its own subject, in a text that names both."""
    named = frozenset().union(*(window[0].topics for window in windows))
    single = [window for window in windows if len(window) == 1 and not window[0].implied]
    return [window for window in single if any(_fits_partner(case, window[0], named, groups) for case in cases)]


def _fits_partner(case: Case, statement: Statement, named: frozenset[str], groups: Groups) -> bool:
    about, content = parts(case, groups)
    said, denied, topics = statement.said, statement.denied, statement.topics - statement.vague
    heard = said | statement.lent
    return (
        bool(about)
        and bool(content)
        and all(lit.name in named - topics and groups[lit.name] & topics for lit in about)
        and all(lit.holds(heard if lit.sign == "absent" else said, denied) for lit in case if lit not in about)
    )
