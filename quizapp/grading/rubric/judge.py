"""The judge: which points of a rubric a text covers, misses or contradicts, and which misconceptions it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quizapp.grading.rubric.borrowed import own_claims
from quizapp.grading.rubric.patterns import Case, Literal, Pattern
from quizapp.grading.rubric.statements import Statement, statements_of
from quizapp.grading.rubric.vocabulary import Phrase, Vocabulary
from quizapp.grading.rubric.weighing import Weighed, stating, weigh
from quizapp.grading.rubric.windows import Window, windows_of
from quizapp.grading.rubric.words import words_of

MAX_EVIDENCE = 160
_OPENING = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class RubricPoint:
    """Something that a good answer says: `about` in words, and patterns of which any suffices.

    `rank` is `must`, `should` or `could`; a `could` has no weight where none is written. `signal` is what covering it
    tells an interviewer (mathematics, say), empty where its author does not say.
    """

    name: str
    about: str
    rank: str
    weight: float
    patterns: tuple[Pattern, ...]
    signal: str = ""


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


@dataclass(frozen=True)
class Examiner:
    """A rubric over a vocabulary, for the question `asked`. What depends on these alone is worked out once."""

    rubric: Rubric
    vocabulary: Vocabulary
    asked: str = ""

    def judge(self, text: str) -> Judgement:
        """What `text` says of the points of the rubric. Never raises."""
        return self.judge_statements(text, self.statements(text))

    def judge_statements(self, text: str, statements: Sequence[Statement]) -> Judgement:
        """What the `statements` of `text` come to."""
        rubric, groups = self.rubric, self.vocabulary.groups
        windows = list(windows_of(statements, self.vocabulary))
        stated = {item.name: stating(item.patterns, windows, groups) for item in rubric.misconceptions}
        against: dict[str, list[Window]] = {}
        for item in rubric.misconceptions:
            for name in item.denies:
                against.setdefault(name, []).extend(self._aimed(name, item, stated[item.name]))
        weighed = {p.name: weigh(p.patterns, windows, against.get(p.name, ()), groups) for p in rubric.points}
        weighed = {name: _held(point, weighed) for name, point in weighed.items()}
        covered = {name for name, point in weighed.items() if point.covering}
        held = [item for item in rubric.misconceptions if stated[item.name] and not _answered(item, covered)]
        covered -= self._doubted(weighed, covered, held)
        points = {name: _found(point, name in covered, text) for name, point in weighed.items()}
        mistakes = {item.name: Found("stated", _quote(stated[item.name][0], text)) for item in held}
        return Judgement(points, mistakes, _meant(rubric, points, statements))

    def _aimed(self, name: str, mistake: Misconception, windows: Sequence[Window]) -> Sequence[Window]:
        """Of the `windows` that state a misconception: those that deny the point `name`.

        Where several points are denied, each one only by the clauses about its own side: "L1 is Gaussian" says nothing
        of the prior of L2.
        """
        leads = {denied: self._leads[denied] for denied in mistake.denies if denied in self._leads}
        if len(leads) < 2 or any(not lead for lead in leads.values()):
            return windows
        others = frozenset().union(*(lead for denied, lead in leads.items() if denied != name)) - leads.get(name, set())
        return [window for window in windows if leads.get(name, set()) & window[0].said or not others & window[0].said]

    @cached_property
    def _leads(self) -> Mapping[str, frozenset[str]]:
        """For each point: the contrasted concepts that its patterns name first, whom it is about."""
        groups = self.vocabulary.groups
        return {
            point.name: frozenset(case[0].name for p in point.patterns for case in p.cases if case[0].name in groups)
            for point in self.rubric.points
        }

    def statements(self, text: str) -> list[Statement]:
        """Everything that `text` claims in its own words."""
        heard = statements_of(text, self.vocabulary, self.about, self.named, self.quoted)
        return own_claims(heard, text, self.asked)

    def _doubted(self, weighed: Mapping[str, Weighed], covered: set[str], held: Sequence[Misconception]) -> set[str]:
        """The covered points of which an answer that is wrong elsewhere gets no benefit of the doubt.

        Where more is wrong than right, these are all that are about the same pair as what is wrong; where a
        misconception is stated, those whose subject no clause names.
        """
        wrong = {name for name, point in weighed.items() if name not in covered and point.against}
        more = [mistake.name for mistake in held if not wrong & set(mistake.denies)]
        if len(wrong) + len(more) <= len(covered):
            return {name for name in covered if held and not weighed[name].named}
        pairs = frozenset().union(*(self._pairs[name] for name in (*wrong, *more)))
        return {name for name in covered if not self._pairs[name] or pairs & self._pairs[name]}

    @cached_property
    def _pairs(self) -> Mapping[str, frozenset[frozenset[str]]]:
        """For each point and misconception: the groups of contrasted concepts that it is about."""
        groups = self.vocabulary.groups
        patterns = {item.name: item.patterns for item in self.rubric.points}
        patterns |= {item.name: item.patterns for item in self.rubric.misconceptions}
        return {
            name: frozenset(groups[lit.name] for pattern in own for lit in pattern.literals if lit.name in groups)
            for name, own in patterns.items()
        }

    @cached_property
    def _literals(self) -> tuple[Literal, ...]:
        return tuple(literal for pattern in self.rubric.patterns for literal in pattern.literals)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The contrasted concepts that the question names, in order."""
        mentions = self.vocabulary.mentions(words_of(self.asked))
        return tuple(dict.fromkeys(name for m in mentions for name in sorted(m.said & self.vocabulary.topics)))

    @cached_property
    def about(self) -> tuple[str, ...]:
        """These, and those that the rubric names."""
        groups = self.vocabulary.groups
        return tuple(dict.fromkeys([*self.named, *(lit.name for lit in self._literals if lit.name in groups)]))

    @cached_property
    def quoted(self) -> tuple[Phrase, ...]:
        """The phrases that the rubric quotes."""
        return tuple(dict.fromkeys(tuple(lit.name.strip('"').split()) for lit in self._literals if lit.phrase))


def _held(point: Weighed, weighed: Mapping[str, Weighed]) -> Weighed:
    """`point`, with what was exchanged held against it, but for the clauses that cover another point."""
    if not point.exchanged:
        return point
    right = {window for other in weighed.values() for window in other.covering}
    return replace(point, against=tuple(window for window in point.exchanged if window not in right))


def _answered(mistake: Misconception, covered: Iterable[str]) -> bool:
    """Whether the answer says rightly elsewhere all that the misconception denies: then it is not held against it."""
    return bool(mistake.denies) and set(mistake.denies) <= set(covered)


def _found(point: Weighed, covered: bool, text: str) -> Found:
    if covered:
        return Found("covered", _quote(point.covering[0], text))
    against = () if point.covering else point.against
    return Found("contradicted", _quote(against[0], text)) if against else Found("missed")


def _quote(window: Window, text: str) -> str:
    """The clauses of `window` as they were typed, on one line; a longer one is cut between two words."""
    start, end = window[0].start, window[-1].end
    closing = text[end : end + 1]
    if closing in _OPENING and text.count(_OPENING[closing], start, end) > text.count(closing, start, end):
        end += 1
    words = " ".join(text[start:end].split())
    if len(words) <= MAX_EVIDENCE:
        return words
    cut = words[:MAX_EVIDENCE]
    return (cut[: cut.rfind(" ")] if " " in cut else cut[:-1]).rstrip() + "…"


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
