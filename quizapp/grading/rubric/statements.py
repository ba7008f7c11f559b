"""What a text claims: statements that say or deny concepts, each of somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.grading.rubric.content import Content
from quizapp.grading.rubric.ellipsis import NOTHING, Read, repeated
from quizapp.grading.rubric.notes import read_out
from quizapp.grading.rubric.reading import read_clauses
from quizapp.grading.rubric.thread import Thread
from quizapp.grading.rubric.vocabulary import Phrase, Vocabulary
from quizapp.grading.rubric.words import words_of


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: the concepts `said` and `denied`, `topics` (of these, whom it is about), its words from
    `first` up to `last`, and its place in the text.

    `context` is what the clause points back to ("it"), or the condition that it stands under, `scene` what it grows or
    falls with ("the longer it runs, …"). `implied` where another claim entails it ("only L1 …"), `vague` are topics of
    which it is not certain that they are meant, and `named` those that its clause names. `denied_of` are the concepts
    of which the clause only denies something. `pause` stands before it, and a `contrary` one is set against it.
    `lent` are the concepts of the follow-up that it replies to.
    """

    said: frozenset[str]
    denied: frozenset[str]
    topics: frozenset[str]
    sentence: int
    first: int
    last: int
    start: int = 0
    end: int = 0
    context: frozenset[str] = NOTHING
    scene: frozenset[str] = NOTHING
    implied: bool = False
    vague: frozenset[str] = NOTHING
    named: frozenset[str] = NOTHING
    denied_of: frozenset[str] = NOTHING
    pause: str = ""
    contrary: bool = False
    lent: frozenset[str] = NOTHING


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
    words = read_out(text, vocabulary.mended(words_of(text)), vocabulary.names_topic)
    if not words:
        return []
    thread = Thread(vocabulary.groups, tuple(about), tuple(asked))
    read = read_clauses(words, vocabulary.mentions(words, quoted), vocabulary, thread, text[words[-1].end :])
    return [
        replace(statement, start=words[one.clause.first].start, end=words[one.clause.last - 1].end)
        for number, one in enumerate(read)
        for statement in _claims(one, repeated(number, read, vocabulary.groups) if one.sign else one.content)
    ]


def _claims(one: Read, content: Content) -> Iterator[Statement]:
    subjects, clause = one.subjects, one.clause
    if clause.open and not content:
        return
    base = Statement(
        NOTHING,
        NOTHING,
        NOTHING,
        clause.sentence,
        clause.first,
        clause.last,
        context=one.context,
        scene=one.scene,
        pause=clause.pause,
        contrary=one.contrary,
        denied_of=content.topic,
    )
    for names in subjects.names:
        denied = content.denied | content.against | subjects.denied
        topics = names - denied
        yield replace(
            base, said=content.said | topics, denied=denied, topics=topics, vague=subjects.vague, named=subjects.fresh
        )
    if subjects.others and content:
        said = content.denied | content.against | subjects.others
        yield replace(base, said=said, denied=content.said, topics=subjects.others, implied=True)
    if subjects.alike and content:
        said = content.denied | content.said | subjects.alike
        yield replace(base, said=said, topics=subjects.alike, implied=True)
