"""Why an answer does not match: the pattern that came closest, what was not heard of it, and in which clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.grading.rubric.judge import Examiner
from quizapp.grading.rubric.patterns import Case, Literal, Pattern
from quizapp.grading.rubric.windows import Window, around, denied_in, windows_of


@dataclass(frozen=True, slots=True)
class Closest:
    """The `pattern` that came closest in the `clause`; `lacking` are its concepts that the clause does not meet."""

    pattern: str
    clause: str
    lacking: tuple[Literal, ...]

    def say(self) -> str:
        """As in: `l1 & zero` comes closest in "lasso picks some", which says no zero."""
        lacks = " and ".join(_lack(literal) for literal in self.lacking)
        return f'`{self.pattern}` comes closest in "{self.clause}", which {lacks or "is not about it for certain"}'


def closest(text: str, patterns: Sequence[Pattern], examiner: Examiner) -> Closest | None:
    """The near miss of `text`: the fewest concepts lacking, then the most heard; None where it says nothing."""
    windows = list(windows_of(examiner.statements(text), examiner.vocabulary))
    found = min(_misses(patterns, windows), default=None, key=lambda miss: miss[0])
    if found is None:
        return None
    _, pattern, window, lacking = found
    return Closest(pattern.text, " ".join(text[window[0].start : window[-1].end].split()), lacking)


Miss = tuple[tuple[int, int, int], Pattern, Window, tuple[Literal, ...]]


def _misses(patterns: Iterable[Pattern], windows: Sequence[Window]) -> Iterator[Miss]:
    for pattern in patterns:
        for case in pattern.cases:
            for window in windows:
                lacking = _lacking(case, window)
                yield (len(lacking), len(lacking) - len(case), len(window)), pattern, window, lacking


def _lacking(case: Case, window: Window) -> tuple[Literal, ...]:
    said, denied = around(window), denied_in(window)
    return tuple(literal for literal in case if not literal.holds(said, denied))


def _lack(literal: Literal) -> str:
    match literal.sign:
        case "said":
            return f"does not say {literal.name}"
        case "denied":
            return f"does not deny {literal.name}"
        case _:
            return f"says {literal.name}"
