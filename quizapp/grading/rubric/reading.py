"""The clauses of a text read one after the other: whom each is about, what it says, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.grading.rubric.clauses import Clause, Topics, clauses_of
from quizapp.grading.rubric.content import EMPTY, Content, content_of, elliptic_sign
from quizapp.grading.rubric.lexicon import AUXILIARIES, ELLIPTIC, GIVING, NEGATORS, POINTERS, SMALL, UNLIKE
from quizapp.grading.rubric.negation import negations
from quizapp.grading.rubric.subjects import Subjects, Thread, set_aside, split_at_subjects, subjects_of
from quizapp.grading.rubric.vocabulary import Mention, Vocabulary
from quizapp.grading.rubric.words import Word

NOTHING: frozenset[str] = frozenset()
LABEL = 5  # words before a colon, at most


@dataclass(frozen=True, slots=True)
class Read:
    """One clause as it was read.

    `context` is what it points back to ("it"), or the condition that it stands under.
    """

    clause: Clause
    subjects: Subjects
    content: Content
    context: frozenset[str]
    sign: int = 0  # how it repeats another clause, see `elliptic_sign`
    raw: Content = EMPTY  # what it says where it asks or supposes, without claiming it


def read_clauses(
    words: Sequence[Word], mentions: Sequence[Mention], vocabulary: Vocabulary, thread: Thread, rest: str
) -> list[Read]:
    """Every clause of `words`, read. `rest` is what stands behind the last word."""
    groups = vocabulary.groups
    topics = {
        index: groups[name]
        for mention in mentions
        for name in mention.said & vocabulary.topics
        for index in range(mention.first, mention.last)
    }
    clauses = split_at_subjects(clauses_of(words, topics, rest), words, mentions, groups)
    inside = _by_clause(clauses, mentions)
    read: list[Read] = []
    bearer = condition = label = NOTHING
    for number, clause in enumerate(clauses):
        ours = inside[number]
        before = clauses[number - 1] if number and clauses[number - 1].sentence == clause.sentence else None
        label = label if before and clause.pause != ":" else _label(read[-1:], before)
        pointing = _points_back(clause, words)
        aside = set_aside(words, clause.first, ours, groups)
        denials = negations(words, clause.first, clause.last, ours, aside)
        subjects = subjects_of(clause, words, ours, denials.at, thread)
        content = content_of(clause, words, ours, denials, vocabulary, bearer if pointing else NOTHING)
        context = bearer if pointing or (before and _goes_on(clause, words, topics)) else NOTHING
        if before and before.open:
            context |= condition
        condition = frozenset().union(*(m.said for m in ours)) - vocabulary.topics if clause.open else NOTHING
        bearer = (
            bearer
            if context and not clause.open
            else content.bearer or (bearer if before and not subjects.fresh else NOTHING)
        )
        colon = number + 1 < len(clauses) and clauses[number + 1].pause == ":"
        raw = (
            content
            if not clause.open
            else content_of(replace(clause, open=False), words, ours, denials, vocabulary, NOTHING)
        )
        subjects, sign = _ellipsis(clause, words, topics, subjects, read) if not colon else (subjects, 0)
        if not sign and read and _echoes(clause, words):
            content = _echo(content, read[-1], denied=bool(denials.at))
        one = Read(clause, subjects, replace(content, said=content.said | (label - content.denied)), context, sign, raw)
        read += _respectively(one, words, ours, vocabulary)
    return read


def _ellipsis(
    clause: Clause, words: Sequence[Word], topics: Topics, subjects: Subjects, read: Sequence[Read]
) -> tuple[Subjects, int]:
    """Whom a clause is about that repeats another, and how it does."""
    texts = [words[index].text for index in range(clause.first + bool(clause.link), clause.last)]
    last = read[-1] if read else None
    if len(texts) == 2 and texts[0] in {"it", "they"} and texts[1] in AUXILIARIES:
        return subjects, -1 if texts[1] in NEGATORS else 1
    if (
        last
        and last.subjects.others
        and subjects.fresh
        and set(texts) - {"it", "is"} <= _topical(clause, words, topics)
    ):
        return subjects, 1
    follows = last is not None and last.clause.sentence == clause.sentence and bool(last.content)
    sign = elliptic_sign(clause, words, topics)
    if subjects.others and not subjects.fresh and follows and (sign or _only_aside(clause, words, topics)):
        return replace(subjects, names=(subjects.others,), others=NOTHING, denied=NOTHING), -1
    return subjects, sign if len(subjects.fresh) == 1 else 0


def _topical(clause: Clause, words: Sequence[Word], topics: Topics) -> set[str]:
    return {words[index].text for index in range(clause.first, clause.last) if index in topics}


def _only_aside(clause: Clause, words: Sequence[Word], topics: Topics) -> bool:
    """Whether a clause is no more than "unlike L2", "rather than ridge"."""
    rest = [words[index].text for index in range(clause.first, clause.last) if index not in topics]
    return all(text in UNLIKE or text in SMALL or text in ELLIPTIC or text == "than" for text in rest)


def _by_clause(clauses: Sequence[Clause], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each clause."""
    sorted_out: list[list[Mention]] = [[] for _ in clauses]
    number = 0
    for mention in mentions:
        while mention.first >= clauses[number].last:
            number += 1
        sorted_out[number].append(mention)
    return sorted_out


def _label(last: Sequence[Read], before: Clause | None) -> frozenset[str]:
    """What a short head before a colon names: all that follows in its sentence is said of it."""
    if not last or before is None or before.last - before.first > LABEL:
        return NOTHING
    return last[0].content.said


def _points_back(clause: Clause, words: Sequence[Word]) -> bool:
    """Whether a clause has "it" or the like near its start."""
    return any(words[index].text in POINTERS for index in range(clause.first, min(clause.first + 4, clause.last)))


def _goes_on(clause: Clause, words: Sequence[Word], topics: Topics) -> bool:
    """Whether a clause has no subject of its own: "and stays constant", "but is not zero"."""
    index = clause.first + bool(clause.link)
    if clause.link not in {"and", "but", "so", "yet"} or index >= clause.last or index in topics:
        return False
    text = words[index].text
    return text in AUXILIARIES or text in NEGATORS or (text.endswith("s") and len(text) > 3)


def _echoes(clause: Clause, words: Sequence[Word]) -> bool:
    """Whether a clause ends by pointing to what another one said: "but ISTA does", "soft thresholding gives them"."""
    last = words[clause.last - 1].text
    if last in {"them", "those", "it", "that", "so"} and clause.last - clause.first > 1:
        return words[clause.last - 2].text in GIVING
    return last in AUXILIARIES and clause.last - clause.first < 6


def _echo(content: Content, other: Read, *, denied: bool) -> Content:
    """What a clause says together with what it points to."""
    own = content.said | content.denied
    theirs = (other.content.said | other.content.denied) - own
    if not own or not theirs:
        return content
    return replace(content, said=own, denied=theirs) if denied else replace(content, said=own | theirs, denied=NOTHING)


def _respectively(
    one: Read, words: Sequence[Word], mentions: Sequence[Mention], vocabulary: Vocabulary
) -> Iterator[Read]:
    """The clause, or its two claims where it says what holds of two topics "respectively"."""
    clause = one.clause
    named = [name for m in mentions for name in sorted(m.said & vocabulary.topics) if name in one.subjects.fresh]
    texts = [words[index].text for index in range(clause.first, clause.last)]
    content = [mention for mention in mentions if not mention.said & vocabulary.topics]
    cuts = [clause.first + place for place, text in enumerate(texts) if text in {"and", "or"}]
    cuts = [cut for cut in cuts if any(m.last <= cut for m in content) and any(m.first > cut for m in content)]
    if "respectively" not in texts or len(named) != 2 or len(one.subjects.names) != 1 or not cuts:
        yield one
        return
    rest = one.subjects.names[0] - {*named}
    for name, part in zip(
        named, ([m for m in content if m.last <= cuts[0]], [m for m in content if m.first > cuts[0]]), strict=True
    ):
        denials = negations(words, clause.first, clause.last, part)
        said = content_of(clause, words, part, denials, vocabulary, NOTHING)
        yield replace(one, subjects=replace(one.subjects, names=(rest | {name},)), content=said)


def repeated(number: int, read: Sequence[Read], groups: Mapping[str, frozenset[str]]) -> Content:
    """What the elliptic clause `number` repeats: the clause before it that says something, or the next one."""
    one = read[number]
    own = NOTHING.union(*(groups[name] for names in one.subjects.names for name in names), *one.subjects.own)
    for index in (number - 1, number - 2, number - 3, number + 1):
        if 0 <= index < len(read) and not read[index].sign:
            other = read[index]
            topics = frozenset().union(*other.subjects.names) - own
            content = other.content or other.raw
            whole = Content(content.said | topics, content.denied, NOTHING)
            if not whole:
                continue
            if abs(one.sign) == 2:
                return whole if one.sign > 0 else whole.turned()
            names = whole.said | whole.denied
            return Content(names, NOTHING, NOTHING) if one.sign > 0 else Content(NOTHING, names, NOTHING)
    return one.content or EMPTY
