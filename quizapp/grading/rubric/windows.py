"""Windows on a text: one statement, or two of the same sentence that are about the same; what patterns look through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from quizapp.grading.rubric.patterns import Case, Literal
from quizapp.grading.rubric.statements import Statement
from quizapp.grading.rubric.vocabulary import Vocabulary

Window: TypeAlias = tuple[Statement, ...]
Groups: TypeAlias = Mapping[str, frozenset[str]]


def windows_of(statements: Sequence[Statement], vocabulary: Vocabulary) -> Iterator[Window]:
    """Each statement alone, and each with that of the next clause in its sentence, where both are about the same."""
    yield from ((statement,) for statement in statements)
    for index, statement in enumerate(statements):
        for other in statements[index + 1 : index + 4]:
            follows = other.sentence == statement.sentence and other.first == statement.last and not other.contrary
            joined = follows and not (statement.implied or other.implied)
            if joined and _about_one(statement, other, vocabulary.groups) and not _clash(statement, other, vocabulary):
                yield (statement, other)


def _about_one(one: Statement, other: Statement, groups: Groups) -> bool:
    """Whether two statements speak of the same, as far as both name it."""
    apart = [groups[name] for name in one.topics ^ other.topics]
    return not any(group & one.topics and group & other.topics for group in apart)


def _clash(one: Statement, other: Statement, vocabulary: Vocabulary) -> bool:
    """Whether one of the two denies what the other says, and not only by saying the opposite of something else."""
    both = [(name, other) for name in one.said & other.denied] + [(name, one) for name in other.said & one.denied]
    return any(not vocabulary.opposites.get(name, frozenset()) & denying.said for name, denying in both)


def said_in(window: Window) -> frozenset[str]:
    """What the clauses themselves say, those included whom they are about."""
    return window[0].said if len(window) == 1 else window[0].said | window[1].said


def denied_in(window: Window) -> frozenset[str]:
    """What the clauses deny."""
    return window[0].denied if len(window) == 1 else window[0].denied | window[1].denied


def around(window: Window) -> frozenset[str]:
    """What the clauses say, what "it" in them points back to, and what they leave to the question."""
    return said_in(window).union(*(statement.context | statement.lent for statement in window))


def parts(case: Case, groups: Groups) -> tuple[list[Literal], list[Literal]]:
    """The literals of `case` that name whom it is about, and those that name what is said of them."""
    asked = [literal for literal in case if literal.sign != "absent"]
    return [lit for lit in asked if lit.name in groups], [lit for lit in asked if lit.name not in groups]


def asked_in(case: Case) -> frozenset[str]:
    """The concepts that clauses have to say or deny before they can meet `case`."""
    return frozenset(literal.name for literal in case if literal.sign != "absent")


def is_certain(case: Case, window: Window) -> bool:
    """Whether it is certain that the window is about those whom `case` names."""
    return not any(literal.name in statement.vague for statement in window for literal in case)


def is_named(case: Case, window: Window, groups: Groups) -> bool:
    """Whether the window itself names those whom `case` is about."""
    named = frozenset().union(*(statement.named for statement in window))
    return all(literal.name in named for literal in parts(case, groups)[0])


def matches(case: Case, window: Window, groups: Groups) -> bool:
    """Whether the clauses, taken together, meet every literal of `case`.

    What the clause points back to counts, but not alone; and who is only set apart ("not the MAP") is not named. A
    clause that leans on a follow-up says something that the question did not.
    """
    said, denied = said_in(window), denied_in(window)
    whole = around(window) - (denied - said)
    if not all(literal.holds(whole, denied) for literal in case):
        return False
    content = parts(case, groups)[1]
    if not content:
        return not any(statement.implied for statement in window)
    lent = window[0].lent
    own = [literal for literal in content if literal.sign == "denied" or literal.name not in lent]
    return any(literal.holds(said, denied) for literal in own)
