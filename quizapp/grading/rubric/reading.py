"""The clauses of a text read one after the other: whom each is about, what it says, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizapp.grading.rubric.clauses import Clause, Topics, clauses_of
from quizapp.grading.rubric.content import content_of
from quizapp.grading.rubric.ellipsis import NOTHING, Read, echo, echoes, ellipsis_of
from quizapp.grading.rubric.lexicon import AUXILIARIES, COMING_TO_PASS, GROWING, NEGATORS, NONE, POINTERS, SIZES
from quizapp.grading.rubric.negation import negations
from quizapp.grading.rubric.splitting import by_clause, split_at_subjects
from quizapp.grading.rubric.subjects import set_aside, subjects_of
from quizapp.grading.rubric.thread import Thread
from quizapp.grading.rubric.vocabulary import Mention, Vocabulary
from quizapp.grading.rubric.words import Word

TRAILING = frozenset({"when", "whenever", "once"})  # behind a claim, they say where it holds
BARE_CLAIM = 5  # words, at most, of a claim that only says that something comes to pass
LABEL = 5  # words before a colon, at most


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
    clauses = [_come_to_pass(clause, clauses[max(0, i - 1)], words) for i, clause in enumerate(clauses)]
    inside = by_clause(clauses, mentions)
    read: list[Read] = []
    bearer = condition = label = NOTHING
    for number, clause in enumerate(clauses):
        ours = inside[number]
        before = clauses[number - 1] if number and clauses[number - 1].sentence == clause.sentence else None
        head = number + 1 < len(clauses) and clauses[number + 1].pause == ":"
        kept_label = NOTHING if head else label  # "train: fit; val: pick" has two heads
        label = kept_label if before and clause.pause != ":" else _label(read[-1:], before, words)
        pointing = _points_back(clause, words)
        aside = set_aside(words, clause.first, ours, groups)
        denials = negations(words, clause.first, clause.last, ours, aside)
        subjects = subjects_of(clause, words, ours, denials.at, thread)
        content = content_of(clause, words, ours, denials, vocabulary, bearer if pointing else NOTHING)
        context = bearer if pointing or (before and _goes_on(clause, words, topics)) else NOTHING
        if before and before.open:
            context |= condition
        scene = condition if before and before.open and _measures(before, words) else NOTHING
        if before and clause.pause == ")":
            context = context.union(*(one.content.said for one in read[-2:]))
        condition = frozenset().union(*(m.said for m in ours)) - vocabulary.topics if clause.open else NOTHING
        if before and clause.link in TRAILING and not (before.open or clause.asked):
            read[-1] = replace(read[-1], context=read[-1].context | condition)  # "it is worst when …"
        kept = bearer if before and not subjects.fresh else NOTHING
        bearer = bearer if context and not clause.open else content.bearer or kept
        subjects, sign = ellipsis_of(clause, words, topics, subjects, read) if not head else (subjects, 0)
        if not sign and read and echoes(clause, words):
            content = echo(content, read[-1])
        unclaimed = replace(clause, open=False)
        raw = content_of(unclaimed, words, ours, denials, vocabulary, NOTHING) if clause.open else content
        if before and clause.pause == ":" and all(words[i].text in NONE for i in range(clause.first, clause.last)):
            read[-1] = replace(read[-1], content=read[-1].content.refused())  # "exact zeros: none"
        else:
            content = replace(content, said=content.said | (label - content.denied))
        scene -= content.denied | content.against  # "as lambda grows, the variance shrinks"
        one = Read(clause, subjects, content, context, scene, raw, clause.is_contrary(words), sign)
        read += _respectively(one, words, ours, vocabulary)
    return read


def _come_to_pass(clause: Clause, before: Clause, words: Sequence[Word]) -> Clause:
    """`clause`, claimed where it is the condition of nothing else: "It has converged once the duality gap is small"."""
    stems = {words[index].stem for index in range(before.first, before.last)}
    bare = before.sentence == clause.sentence and not before.open and before.last - before.first <= BARE_CLAIM
    follows = bare and clause.open and not clause.asked and clause.link in TRAILING | {"if"}
    return replace(clause, open=False) if follows and stems & COMING_TO_PASS else clause


def _measures(clause: Clause, words: Sequence[Word]) -> bool:
    """Whether a clause tells what another grows or falls with: "the longer it runs, …", "as lambda grows, …".

    "The closer to zero, …" only says where.
    """
    if words[clause.first].text == "as":
        return any(words[index].stem in GROWING for index in range(clause.first, clause.last))
    return words[clause.first].text == "the" and words[clause.first + 1].text not in {"closer", "nearer"}


def _label(last: Sequence[Read], before: Clause | None, words: Sequence[Word]) -> frozenset[str]:
    """What a short head before a colon names: all that follows in its sentence is said of it."""
    if not last or before is None or before.last - before.first > LABEL:
        return NOTHING
    small = before.last - before.first < 3 and words[before.first].text in SIZES
    return NOTHING if small else last[0].content.said


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
