"""The judge: which points of a rubric a text covers, misses or contradicts, and which misconceptions it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizapp.grading.rubric.patterns import Case, Literal, Pattern, matches
from quizapp.grading.rubric.statements import Statement, statements_of
from quizapp.grading.rubric.vocabulary import Vocabulary

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
    about = _about(asked, rubric, vocabulary)
    quoted = [tuple(lit.name.split()) for pattern in rubric.patterns for lit in pattern.literals if lit.phrase]
    statements = statements_of(text, vocabulary, about, tuple(dict.fromkeys(quoted)))
    windows = list(_windows(statements))
    stated = {
        mistake.name: _matching(mistake.patterns, (w for w in windows if _is_plain(w)))
        for mistake in rubric.misconceptions
    }
    points: dict[str, Found] = {}
    for point in rubric.points:
        against = [w for mistake in rubric.misconceptions if point.name in mistake.denies for w in stated[mistake.name]]
        points[point.name] = _judged(point, windows, against, vocabulary, text)
    mistakes = {name: Found("stated", _quote(found[0], text)) for name, found in stated.items() if found}
    return Judgement(points, mistakes, _meant(rubric, points, statements))


Window = tuple[Statement, ...]


def _about(asked: str, rubric: Rubric, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The contrasted concepts of the question, as it names them, then as the rubric does."""
    named = [name for statement in statements_of(asked, vocabulary) for name in _in_order(statement, asked, vocabulary)]
    literals = [lit.name for pattern in rubric.patterns for lit in pattern.literals if lit.name in vocabulary.groups]
    return tuple(dict.fromkeys([*named, *literals]))


def _in_order(statement: Statement, asked: str, vocabulary: Vocabulary) -> Iterable[str]:
    from quizapp.grading.rubric.words import words_of

    words = words_of(asked[statement.start : statement.end])
    for mention in vocabulary.mentions(words):
        yield from sorted(mention.said & vocabulary.groups.keys())


def _windows(statements: Sequence[Statement]) -> Iterator[Window]:
    """Each statement alone, and each with the next of its sentence that is about the same."""
    for index, statement in enumerate(statements):
        yield (statement,)
        for other in statements[index + 1 : index + 4]:
            same = other.topics == statement.topics and other.sentence == statement.sentence
            if same and other.clause == statement.clause + 1 and not (statement.implied or other.implied):
                yield (statement, other)


def _is_plain(window: Window) -> bool:
    return not any(statement.vague for statement in window)


def _matching(patterns: Iterable[Pattern], windows: Iterable[Window]) -> list[Window]:
    """The windows that match a pattern, without those that hold a smaller one."""
    cases = [case for pattern in patterns for case in pattern.cases]
    found: list[Window] = []
    for window in windows:
        if any(matches(case, window) for case in cases) and not any(set(old) < set(window) for old in found):
            found.append(window)
    return found


def _judged(
    point: RubricPoint, windows: Sequence[Window], against: list[Window], vocabulary: Vocabulary, text: str
) -> Found:
    covering = _matching(point.patterns, windows)
    contradicting = against or [
        window
        for window in windows
        if len(window) == 1
        and _is_plain(window)
        and not window[0].implied
        and window not in covering
        and any(_contradicts(case, window[0], vocabulary) for pattern in point.patterns for case in pattern.cases)
    ]
    if covering and len(covering) > len(contradicting):
        return Found("covered", _quote(covering[0], text))
    if contradicting:
        return Found("contradicted", _quote(contradicting[0], text))
    return Found("missed")


def _contradicts(case: Case, statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether `statement` says the opposite of `case`, or says it of the partner of whom it should be said."""
    topics = [lit for lit in case if lit.sign != "absent" and lit.name in vocabulary.groups]
    content = [lit for lit in case if lit.sign != "absent" and lit.name not in vocabulary.groups]
    if not content or not all(_free(lit, statement) for lit in case if lit.sign == "absent"):
        return False
    own = all(lit.holds(statement.said, statement.denied) for lit in topics)
    if own:
        either = all(lit.name in statement.said | statement.denied for lit in content)
        return either and not all(lit.holds(statement.said, statement.denied) for lit in content)
    return False


def _free(literal: Literal, statement: Statement) -> bool:
    return literal.name not in statement.said


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
