"""The judge: which points of a rubric a text covers, misses or contradicts, and which misconceptions it states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizapp.grading.rubric.patterns import Case, Literal, Pattern, matches
from quizapp.grading.rubric.statements import Statement, statements_of
from quizapp.grading.rubric.vocabulary import Vocabulary
from quizapp.grading.rubric.words import words_of

MAX_EVIDENCE = 160


@dataclass(frozen=True, slots=True)
class RubricPoint:
    """Something that a good answer says: `about` in words, and patterns of which any suffices.

    `rank` is `must`, `should` or `could`; a `could` has no weight where none is written.
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
    windows = list(_windows(statements, vocabulary))
    certain = [window for window in windows if len(window) == 1 or window[1].pause == ":"]
    stated = {item.name: _stating(item, certain) for item in rubric.misconceptions}
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
    return tuple(dict.fromkeys(name for m in mentions for name in sorted(m.said & vocabulary.topics)))


def _windows(statements: Sequence[Statement], vocabulary: Vocabulary) -> Iterator[Window]:
    """Each statement alone, and each with that of the next clause in its sentence, where both are about the same."""
    yield from ((statement,) for statement in statements)
    for index, statement in enumerate(statements):
        for other in statements[index + 1 : index + 4]:
            follows = other.sentence == statement.sentence and other.first == statement.last
            joined = follows and not (statement.implied or other.implied)
            if joined and _about_one(statement, other, vocabulary.groups) and not _clash(statement, other, vocabulary):
                yield (statement, other)


def _about_one(one: Statement, other: Statement, groups: Mapping[str, frozenset[str]]) -> bool:
    """Whether two statements speak of the same, as far as both name it."""
    apart = [groups[name] for name in one.topics ^ other.topics]
    return not any(group & one.topics and group & other.topics for group in apart)


def _clash(one: Statement, other: Statement, vocabulary: Vocabulary) -> bool:
    """Whether one of the two denies what the other says, and not only by saying the opposite of something else."""
    both = [(name, other) for name in one.said & other.denied] + [(name, one) for name in other.said & one.denied]
    return any(not vocabulary.opposites.get(name, frozenset()) & denying.said for name, denying in both)


def _stating(mistake: Misconception, windows: Sequence[Window]) -> list[Window]:
    """The windows that state a misconception; nothing is held against anyone where it is not certain who is meant."""
    cases = [case for pattern in mistake.patterns for case in pattern.cases]
    return [w for w in windows if any(_certain(case, w) and _plainly(case, w) for case in cases)]


def _plainly(case: Case, window: Window) -> bool:
    """Whether the window itself says all of `case`, with nothing left to what "it" points back to."""
    said = frozenset().union(*(statement.said for statement in window))
    denied = frozenset().union(*(statement.denied for statement in window))
    around = said.union(*(statement.context for statement in window))
    said = said.union(*(statement.scene for statement in window))
    return all(literal.holds(around if literal.sign == "absent" else said, denied) for literal in case)


def _certain(case: Case, window: Window) -> bool:
    return not any(literal.name in statement.vague for statement in window for literal in case)


def _judged(
    point: RubricPoint, windows: Sequence[Window], against: list[Window], vocabulary: Vocabulary, text: str
) -> Found:
    """How one point comes out; `against` are the windows that state a misconception which denies it."""
    groups = vocabulary.groups
    cases = [case for pattern in point.patterns for case in pattern.cases]
    covering: list[Window] = []
    turned: list[Window] = []
    alone: set[Statement] = set()  # what needs no other clause
    for window in windows:
        met = max((len(case) for case in cases if matches(case, window, groups)), default=0)
        denied = max((len(case) for case in cases if _contradicts(case, window, groups)), default=0)
        if denied > met:
            turned.append(window)
        elif met and not alone.intersection(window):
            covering.append(window)
        if len(window) == 1 and met:
            alone.add(window[0])
    if covering and len(covering) > len(against) and len(covering) >= len(turned):
        return Found("covered", _quote(covering[0], text))
    opposite = against or turned or _exchanged(cases, windows, groups)
    return Found("contradicted", _quote(opposite[0], text)) if opposite else Found("missed")


Groups = Mapping[str, frozenset[str]]


def _contradicts(case: Case, window: Window, groups: Groups) -> bool:
    """Whether one clause says the opposite of `case`."""
    statement = window[0]
    about, content = _parts(case, groups)
    if len(window) > 1 or statement.implied or not _certain(case, window) or not content or len(about + content) < 2:
        return False
    if any(literal.sign == "absent" and literal.name in statement.said for literal in case):
        return False
    said, denied = statement.said, statement.denied
    touched = all(literal.name in said | denied for literal in content)
    return (
        touched
        and all(literal.holds(said, denied) for literal in about)
        and not all(literal.holds(said, denied) for literal in content)
    )


def _parts(case: Case, groups: Groups) -> tuple[list[Literal], list[Literal]]:
    """The literals of `case` that name whom it is about, and those that name what is said."""
    asked = [literal for literal in case if literal.sign != "absent"]
    return [lit for lit in asked if lit.name in groups], [lit for lit in asked if lit.name not in groups]


def _exchanged(cases: Sequence[Case], windows: Sequence[Window], groups: Groups) -> list[Window]:
    """The clauses that say of the partner what a case says of its own subject, in a text that names both."""
    named = frozenset().union(*(window[0].topics for window in windows))
    return [
        window
        for window in windows
        if len(window) == 1 and not window[0].implied and any(_fits_partner(c, window[0], named, groups) for c in cases)
    ]


def _fits_partner(case: Case, statement: Statement, named: frozenset[str], groups: Groups) -> bool:
    about, content = _parts(case, groups)
    said, denied, topics = statement.said, statement.denied, statement.topics - statement.vague
    return (
        bool(about)
        and bool(content)
        and all(lit.name in named - topics and groups[lit.name] & topics for lit in about)
        and all(lit.holds(said, denied) for lit in case if lit not in about)
    )


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
