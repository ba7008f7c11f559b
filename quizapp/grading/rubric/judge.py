"""The judge: which points of a rubric a text covers, misses or contradicts, and which misconceptions it states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizapp.grading.rubric.patterns import Case, Pattern, matches
from quizapp.grading.rubric.statements import Statement, statements_of
from quizapp.grading.rubric.vocabulary import Vocabulary
from quizapp.grading.rubric.words import words_of

MAX_EVIDENCE = 160


@dataclass(frozen=True, slots=True)
class RubricPoint:
    """Something that a good answer says: `about` in words, and patterns of which any suffices.

    `rank` is `must`, `should` or `could`; a `could` has no weight.
    """

    name: str
    about: str
    rank: str
    weight: float
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Misconception:
    """A mistake that people make: the names of the points that it denies, and `correction`, a Markdown text."""

    name: str
    about: str
    denies: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Rubric:
    """The points and the misconceptions of one question."""

    points: tuple[RubricPoint, ...]
    misconceptions: tuple[Misconception, ...] = ()

    @property
    def patterns(self) -> Iterator[Pattern]:
        """Every pattern."""
        for point in self.points:
            yield from point.patterns
        for mistake in self.misconceptions:
            yield from mistake.patterns


@dataclass(frozen=True, slots=True)
class Found:
    """How a point or a misconception came out, and the clause that shows it, in the learner's words."""

    status: str  # covered | missed | contradicted; of a misconception: stated | "" where it is not
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found for each point and each misconception, by name; `meant` are points that are almost there."""

    points: Mapping[str, Found]
    misconceptions: Mapping[str, Found]
    meant: tuple[str, ...] = ()


def judge(text: str, rubric: Rubric, vocabulary: Vocabulary, asked: str = "") -> Judgement:
    """What `text` says of the points of `rubric`, as an answer to the question `asked`. Never raises."""
    named = _topics_in(asked, vocabulary)
    literals = [lit for pattern in rubric.patterns for lit in pattern.literals]
    about = dict.fromkeys([*named, *(lit.name for lit in literals if lit.name in vocabulary.groups)])
    quoted = dict.fromkeys(tuple(lit.name.split()) for lit in literals if lit.phrase)
    statements = statements_of(text, vocabulary, tuple(about), named, tuple(quoted))
    windows = list(_windows(statements))
    certain = [window for window in windows if len(window) == 1 or window[1].pause == ":"]
    stated = {item.name: _stating(item, certain, vocabulary) for item in rubric.misconceptions}
    points: dict[str, Found] = {}
    for point in rubric.points:
        against = [w for item in rubric.misconceptions if point.name in item.denies for w in stated[item.name]]
        points[point.name] = _judged(point, windows, against, vocabulary, text)
    mistakes = {name: Found("stated", _quote(found[0], text)) for name, found in stated.items() if found}
    return Judgement(points, mistakes, _meant(rubric, points, statements))


Window = tuple[Statement, ...]


def _topics_in(asked: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The contrasted concepts that a question names, in order."""
    mentions = vocabulary.mentions(words_of(asked))
    return tuple(dict.fromkeys(name for m in mentions for name in sorted(m.said & vocabulary.groups.keys())))


def _windows(statements: Sequence[Statement]) -> Iterator[Window]:
    """Each statement alone, and each with that of the next clause in its sentence, where both are about the same."""
    for index, statement in enumerate(statements):
        yield (statement,)
        for other in statements[index + 1 : index + 4]:
            follows = other.sentence == statement.sentence and other.clause == statement.clause + 1
            nested = other.topics <= statement.topics or statement.topics <= other.topics
            if follows and nested and not (statement.implied or other.implied):
                yield (statement, other)


def _stating(mistake: Misconception, windows: Sequence[Window], vocabulary: Vocabulary) -> list[Window]:
    """The windows that state a misconception; nothing is held against anyone where it is not certain who is meant."""
    cases = [case for pattern in mistake.patterns for case in pattern.cases]
    return [
        w
        for w in windows
        if any(_certain(case, w, vocabulary) and matches(case, w, vocabulary.groups) for case in cases)
    ]


def _certain(case: Case, window: Window, vocabulary: Vocabulary) -> bool:
    vague = any(statement.vague for statement in window)
    return not vague or not any(literal.name in vocabulary.groups for literal in case)


def _judged(
    point: RubricPoint, windows: Sequence[Window], against: list[Window], vocabulary: Vocabulary, text: str
) -> Found:
    cases = [case for pattern in point.patterns for case in pattern.cases]
    covering: list[Window] = []
    turned: list[Window] = []
    for window in windows:
        met = max((len(case) for case in cases if matches(case, window, vocabulary.groups)), default=0)
        denied = max((len(case) for case in cases if _contradicts(case, window, vocabulary)), default=0)
        if denied > met:
            turned.append(window)
        elif met and not any(set(old) < set(window) for old in (*covering, *turned)):
            covering.append(window)
    if covering and len(covering) > len(against) and len(covering) >= len(turned):
        return Found("covered", _quote(covering[0], text))
    if against or turned:
        return Found("contradicted", _quote((against or turned)[0], text))
    return Found("missed")


def _contradicts(case: Case, window: Window, vocabulary: Vocabulary) -> bool:
    """Whether one clause says the opposite of `case`, or says it of the partner of whom it should be said."""
    statement = window[0]
    if len(window) > 1 or statement.implied or not _certain(case, window, vocabulary):
        return False
    asked = [lit for lit in case if lit.sign != "absent"]
    content = [lit for lit in asked if lit.name not in vocabulary.groups]
    if not content or any(lit.name in statement.said for lit in case if lit.sign == "absent"):
        return False
    if not all(lit.holds(statement.said, statement.denied) for lit in asked if lit.name in vocabulary.groups):
        return False
    touched = all(lit.name in statement.said | statement.denied for lit in content)
    return touched and not all(lit.holds(statement.said, statement.denied) for lit in content)


def _quote(window: Window, text: str) -> str:
    """The clauses of `window` as they were typed, on one line."""
    words = " ".join(text[window[0].start : window[-1].end].split())
    return words if len(words) <= MAX_EVIDENCE else words[: MAX_EVIDENCE - 1].rstrip() + "…"


def _meant(rubric: Rubric, points: Mapping[str, Found], statements: Sequence[Statement]) -> tuple[str, ...]:
    """At most two missed points of which the text has more than half of the concepts, the fullest first."""
    names = frozenset().union(*(statement.said | statement.denied for statement in statements))
    shares = []
    for point in rubric.points:
        if points[point.name].status == "missed":
            share = max(_share(case, names) for pattern in point.patterns for case in pattern.cases)
            if share > 0.5:
                shares.append((-share, point.name))
    return tuple(name for _, name in sorted(shares)[:2])


def _share(case: Case, names: frozenset[str]) -> float:
    asked = [literal.name for literal in case if literal.sign != "absent"]
    return sum(name in names for name in asked) / len(asked)
