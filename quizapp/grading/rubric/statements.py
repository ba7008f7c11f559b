"""What a text claims: for each clause, whom it is about, what it says of them and what it denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.grading.rubric.clauses import Clause, clauses_of
from quizapp.grading.rubric.content import EMPTY, Content, content_of, elliptic_sign
from quizapp.grading.rubric.negation import negations
from quizapp.grading.rubric.subjects import Subjects, Thread, split_at_subjects, subjects_of
from quizapp.grading.rubric.vocabulary import Phrase, Vocabulary
from quizapp.grading.rubric.words import words_of


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: the concepts `said` and `denied`, `topics` (of these, whom it is about), and its place in the text.

    `implied` where another claim entails it ("only L1 …"), `vague` where it is not certain whom it is about.
    """

    said: frozenset[str]
    denied: frozenset[str]
    topics: frozenset[str]
    sentence: int
    clause: int
    start: int
    end: int
    implied: bool = False
    vague: bool = False


def statements_of(
    text: str, vocabulary: Vocabulary, about: Sequence[str] = (), quoted: Sequence[Phrase] = ()
) -> list[Statement]:
    """Every claim of `text`, in order.

    `about` are the contrasted concepts of the question, in the order in which it names them.
    """
    words = words_of(text)
    mentions = vocabulary.mentions(words, quoted)
    groups = vocabulary.groups
    topical = [False] * len(words)
    for mention in mentions:
        if mention.said & groups.keys():
            topical[mention.first : mention.last] = [True] * (mention.last - mention.first)
    clauses = split_at_subjects(clauses_of(words, topical), words, mentions, groups)
    thread = Thread(groups, tuple(about))
    read: list[tuple[Clause, Subjects, Content, int]] = []
    bearer: frozenset[str] = frozenset()
    for clause in clauses:
        inside = [mention for mention in mentions if clause.first <= mention.first < clause.last]
        denials = negations(words, clause.first, clause.last, inside)
        subjects = subjects_of(clause, words, inside, denials.at, thread)
        content = content_of(clause, words, inside, vocabulary, bearer)
        bearer = content.bearer or bearer
        sign = 0 if content or not subjects.own else elliptic_sign(clause, words, inside)
        read.append((clause, subjects, content, sign))
    return [
        replace(statement, start=words[clause.first].start, end=words[clause.last - 1].end)
        for number, (clause, subjects, content, sign) in enumerate(read)
        for statement in _claims(number, clause, subjects, _repeated(number, read) if sign else content)
    ]


def _repeated(number: int, read: Sequence[tuple[Clause, Subjects, Content, int]]) -> Content:
    """What an elliptic clause repeats: the clause before it that says something, or the next one."""
    sign = read[number][3]
    own = frozenset(name for group in read[number][1].own for name in group)
    for index in (number - 1, number - 2, number - 3, number + 1):
        if 0 <= index < len(read) and not read[index][3]:
            _, subjects, content, _ = read[index]
            topics = frozenset().union(*subjects.names) - own
            whole = Content(content.said | topics, content.denied, frozenset())
            if not whole:
                continue
            if abs(sign) == 2:
                return whole if sign > 0 else whole.turned()
            names = whole.said | whole.denied
            return Content(names, frozenset(), EMPTY.bearer) if sign > 0 else Content(EMPTY.said, names, EMPTY.bearer)
    return EMPTY


def _claims(number: int, clause: Clause, subjects: Subjects, content: Content) -> Iterator[Statement]:
    for names in subjects.names:
        topics = names - subjects.denied - content.denied
        yield Statement(
            said=content.said | topics,
            denied=content.denied | subjects.denied,
            topics=topics,
            sentence=clause.sentence,
            clause=number,
            start=0,
            end=0,
            vague=subjects.vague,
        )
    if subjects.others and content:
        yield Statement(
            content.denied | subjects.others, content.said, subjects.others, clause.sentence, number, 0, 0, implied=True
        )
