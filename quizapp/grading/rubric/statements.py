"""What a text claims: for each clause, whom it is about, what it says of them and what it denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.grading.rubric.clauses import Clause, clauses_of
from quizapp.grading.rubric.content import EMPTY, Content, content_of, elliptic_sign
from quizapp.grading.rubric.lexicon import AUXILIARIES, NEGATORS, POINTERS
from quizapp.grading.rubric.negation import negations
from quizapp.grading.rubric.subjects import Subjects, Thread, split_at_subjects, subjects_of
from quizapp.grading.rubric.vocabulary import Mention, Phrase, Vocabulary
from quizapp.grading.rubric.words import Word, words_of

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: the concepts `said` and `denied`, `topics` (of these, whom it is about), and its place in the text.

    `context` is what the clause points back to ("it"), or the condition that it stands under. `implied` where another
    claim entails it ("only L1 …"), `vague` are topics of which it is not certain that they
    are meant. `pause` stands before it.
    """

    said: frozenset[str]
    denied: frozenset[str]
    topics: frozenset[str]
    sentence: int
    clause: int
    start: int = 0
    end: int = 0
    context: frozenset[str] = NOTHING
    implied: bool = False
    vague: frozenset[str] = NOTHING
    pause: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """One clause as it was read: `sign` says how it repeats another."""

    clause: Clause
    subjects: Subjects
    content: Content
    context: frozenset[str]
    sign: int


def statements_of(
    text: str,
    vocabulary: Vocabulary,
    about: Sequence[str] = (),
    asked: Sequence[str] = (),
    quoted: Sequence[Phrase] = (),
) -> list[Statement]:
    """Every claim of `text`, in order.

    `about` are the contrasted concepts of the question and its rubric; `asked` are those that the question names.
    """
    words = vocabulary.mended(words_of(text))
    mentions = vocabulary.mentions(words, quoted)
    groups = vocabulary.groups
    topics = {
        index: groups[name]
        for mention in mentions
        for name in mention.said & groups.keys()
        for index in range(mention.first, mention.last)
    }
    clauses = split_at_subjects(clauses_of(words, topics), words, mentions, groups)
    inside = _by_clause(clauses, mentions)
    thread = Thread(groups, tuple(about), tuple(asked))
    read: list[_Read] = []
    bearer = condition = NOTHING
    for number, clause in enumerate(clauses):
        ours = inside[number]
        before = clauses[number - 1] if number and clauses[number - 1].sentence == clause.sentence else None
        pointing = _points_back(clause, words)
        denials = negations(words, clause.first, clause.last, ours)
        subjects = subjects_of(clause, words, ours, denials.at, thread)
        content = content_of(clause, words, ours, vocabulary, bearer if pointing else NOTHING)
        context = bearer if pointing or (before and _goes_on(clause, words, topics)) else NOTHING
        if before and before.open:
            context |= condition
        condition = _names(ours) - groups.keys() if clause.open else NOTHING
        bearer = bearer if context and not clause.open else content.bearer or (bearer if before else NOTHING)
        label = number + 1 < len(clauses) and clauses[number + 1].pause == ":"
        sole = subjects.own and len(subjects.names) == 1 and not label
        sign = elliptic_sign(clause, words, topics) if sole and len(subjects.fresh) == 1 else 0
        read.append(_Read(clause, subjects, content, context, sign))
    return [
        replace(statement, start=words[one.clause.first].start, end=words[one.clause.last - 1].end)
        for number, one in enumerate(read)
        for statement in _claims(number, one, _repeated(number, read) if one.sign else one.content)
    ]


def _by_clause(clauses: Sequence[Clause], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each clause."""
    sorted_out: list[list[Mention]] = [[] for _ in clauses]
    number = 0
    for mention in mentions:
        while mention.first >= clauses[number].last:
            number += 1
        sorted_out[number].append(mention)
    return sorted_out


def _names(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset().union(*(mention.said for mention in mentions))


def _points_back(clause: Clause, words: Sequence[Word]) -> bool:
    """Whether a clause has "it" or the like near its start."""
    return any(words[index].text in POINTERS for index in range(clause.first, min(clause.first + 4, clause.last)))


def _goes_on(clause: Clause, words: Sequence[Word], topics: dict[int, frozenset[str]]) -> bool:
    """Whether a clause has no subject of its own: "and stays constant", "but is not zero"."""
    index = clause.first + bool(clause.link)
    if clause.link not in {"and", "but", "so", "yet"} or index >= clause.last or index in topics:
        return False
    text = words[index].text
    return text in AUXILIARIES or text in NEGATORS or (text.endswith("s") and len(text) > 3)


def _repeated(number: int, read: Sequence[_Read]) -> Content:
    """What an elliptic clause repeats: the clause before it that says something, or the next one."""
    sign = read[number].sign
    own = frozenset(name for group in read[number].subjects.own for name in group)
    for index in (number - 1, number - 2, number - 3, number + 1):
        if 0 <= index < len(read) and not read[index].sign:
            other = read[index]
            topics = frozenset().union(*other.subjects.names) - own
            whole = Content(other.content.said | topics, other.content.denied, NOTHING)
            if not whole:
                continue
            if abs(sign) == 2:
                return whole if sign > 0 else whole.turned()
            names = whole.said | whole.denied
            return Content(names, NOTHING, NOTHING) if sign > 0 else Content(NOTHING, names, NOTHING)
    return EMPTY


def _claims(number: int, one: _Read, content: Content) -> Iterator[Statement]:
    subjects, clause = one.subjects, one.clause
    base = Statement(NOTHING, NOTHING, NOTHING, clause.sentence, number, context=one.context, pause=clause.pause)
    for names in subjects.names:
        topics = names - subjects.denied - content.denied
        denied = content.denied | subjects.denied
        yield replace(base, said=content.said | topics, denied=denied, topics=topics, vague=subjects.vague)
    if subjects.others and content:
        said = content.denied | subjects.others
        yield replace(base, said=said, denied=content.said, topics=subjects.others, implied=True)
