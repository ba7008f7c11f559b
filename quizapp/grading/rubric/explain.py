"""Why an answer comes out as it does: what each clause is heard to say, and the pattern that decides each point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.grading.rubric.judge import Examiner, Found, Misconception
from quizapp.grading.rubric.patterns import Case, Literal, Pattern
from quizapp.grading.rubric.statements import Statement
from quizapp.grading.rubric.weighing import contradicts, stating
from quizapp.grading.rubric.windows import Window, around, denied_in, matches, windows_of


@dataclass(frozen=True, slots=True)
class Heard:
    """One clause as it was typed, and what it is heard to claim, nothing where it only asks or supposes.

    It is `about` these concepts, of which it is not `named` itself those that it has from a clause before, and of
    which it is not certain that the `unsure` are meant. It has `said` and `denied` concepts; `it` points back to some.
    `implied`: another claim entails this one.
    """

    clause: str
    about: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    it: tuple[str, ...] = ()
    implied: bool = False


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


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the point or the misconception `name` has its `status`: `why`, as a sentence without its full stop.

    `pattern` and `clause` are those that decide, or come closest; `lacking` are the concepts that these want.
    """

    name: str
    status: str
    why: str
    pattern: str = ""
    clause: str = ""
    lacking: tuple[Literal, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole answer: its clauses in order, then every point and every misconception of the rubric."""

    clauses: tuple[Heard, ...]
    points: tuple[Reason, ...]
    misconceptions: tuple[Reason, ...]


def explain(text: str, examiner: Examiner) -> Explanation:
    """What is heard in each clause of `text`, and why each part of the rubric comes out as it does."""
    found, statements = examiner.judge(text), examiner.statements(text)
    sight = _Sight(text, examiner, tuple(windows_of(statements, examiner.vocabulary)))
    rubric = examiner.rubric
    points = (_of_point(item.name, item.patterns, found.points[item.name], sight) for item in rubric.points)
    mistakes = (_of_mistake(item, found.misconceptions.get(item.name), sight) for item in rubric.misconceptions)
    return Explanation(tuple(_clauses(text, statements)), tuple(points), tuple(mistakes))


def closest(text: str, patterns: Sequence[Pattern], examiner: Examiner) -> Closest | None:
    """The near miss of `text`: the fewest concepts lacking, then the most heard; None where it says nothing."""
    windows = list(windows_of(examiner.statements(text), examiner.vocabulary))
    found = min(_misses(patterns, windows), default=None, key=lambda miss: miss[0])
    if found is None:
        return None
    _, pattern, window, lacking = found
    return Closest(pattern.text, _typed(text, window), lacking)


def _clauses(text: str, statements: Sequence[Statement]) -> Iterator[Heard]:
    """Each claim, and between them the words that claim nothing."""
    last = 0
    for one in statements:
        yield from _unclaimed(text[last : one.start])
        last = max(last, one.end)
        said = one.said - one.topics
        yield Heard(
            _typed(text, (one,)),
            _names(one.topics),
            _names(one.topics & one.named),
            _names(one.topics & one.vague),
            _names(said),
            _names(one.denied),
            _names(one.context - said),
            one.implied,
        )
    yield from _unclaimed(text[last:])


def _unclaimed(text: str) -> Iterator[Heard]:
    if any(char.isalnum() for char in text):
        yield Heard(" ".join(text.split()).strip(" ,;:.!-"))


@dataclass(frozen=True, slots=True)
class _Sight:
    """The text, who judges it, and everything that a pattern looks through."""

    text: str
    examiner: Examiner
    windows: tuple[Window, ...]


def _of_point(name: str, patterns: Sequence[Pattern], found: Found, sight: _Sight) -> Reason:
    if found.status == "contradicted":
        return _against(name, patterns, found, sight)
    if fired := _fired(patterns, sight):
        elsewhere = ", but the answer is wrong about the same elsewhere" if found.status == "missed" else ""
        return _firing(name, found.status, fired, elsewhere, sight)
    return _near(name, found.status, patterns, sight)


def _of_mistake(item: Misconception, found: Found | None, sight: _Sight) -> Reason:
    stated = stating(item.patterns, sight.windows, sight.examiner.vocabulary.groups)
    if stated:
        fired = _fired(item.patterns, sight, stated) or (item.patterns[0], stated[0])
        elsewhere = "" if found else ", but all that it denies is said rightly elsewhere"
        return _firing(item.name, "stated" if found else "", fired, elsewhere, sight)
    return _near(item.name, "", item.patterns, sight)


def _against(name: str, patterns: Sequence[Pattern], found: Found, sight: _Sight) -> Reason:
    """A stated misconception, a clause that denies a part of a pattern, or one that says the like of a partner."""
    groups = sight.examiner.vocabulary.groups
    for item in sight.examiner.rubric.misconceptions:
        if name in item.denies and stating(item.patterns, sight.windows, groups):
            return Reason(name, found.status, f'"{found.evidence}" states {item.name}', "", found.evidence)
    for window in sight.windows:
        for pattern in patterns:
            if any(contradicts(case, window, groups) for case in pattern.cases):
                clause = _typed(sight.text, window)
                why = f'"{clause}" denies a part of `{pattern.text}`'
                return Reason(name, found.status, why, pattern.text, clause)
    why = f'"{found.evidence}" says of another what {name} says of its own side'
    return Reason(name, found.status, why, "", found.evidence)


def _firing(name: str, status: str, fired: tuple[Pattern, Window], elsewhere: str, sight: _Sight) -> Reason:
    pattern, clause = fired[0].text, _typed(sight.text, fired[1])
    return Reason(name, status, f'`{pattern}` fires in "{clause}"{elsewhere}', pattern, clause)


def _near(name: str, status: str, patterns: Sequence[Pattern], sight: _Sight) -> Reason:
    near = closest(sight.text, patterns, sight.examiner)
    if near is None:
        return Reason(name, status, "the answer claims nothing")
    asked = {literal for pattern in patterns if pattern.text == near.pattern for literal in pattern.literals}
    if {literal for literal in asked if literal.sign != "absent"} <= {*near.lacking}:
        return Reason(name, status, "no clause says anything of it")
    return Reason(name, status, near.say(), near.pattern, near.clause, near.lacking)


def _fired(
    patterns: Sequence[Pattern], sight: _Sight, windows: Iterable[Window] | None = None
) -> tuple[Pattern, Window] | None:
    """The longest match of the first window that has one, and its pattern."""
    groups = sight.examiner.vocabulary.groups
    for window in sight.windows if windows is None else windows:
        met = [(len(c), pattern) for pattern in patterns for c in pattern.cases if matches(c, window, groups)]
        if met:
            return max(met, key=lambda one: one[0])[1], window
    return None


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


def _typed(text: str, window: Window) -> str:
    """The clauses of `window` as they were typed, on one line."""
    return " ".join(text[window[0].start : window[-1].end].split())


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
