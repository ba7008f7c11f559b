"""What a clause leaves out: "L2 does not", "so does ridge", "soft thresholding gives them"."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.grading.rubric.clauses import Clause, Topics
from quizapp.grading.rubric.content import Content
from quizapp.grading.rubric.lexicon import (
    AUXILIARIES,
    ELLIPTIC,
    GIVING,
    HEADS,
    IS,
    NEGATORS,
    PLENTY,
    POINTERS,
    SUCH,
)
from quizapp.grading.rubric.subjects import Subjects
from quizapp.grading.rubric.words import Word

NOTHING: frozenset[str] = frozenset()
ASIDE = frozenset({"because", "since", "as", "which", "who"})

_SPARE = (ELLIPTIC | AUXILIARIES | NEGATORS | HEADS) - {"because"}


@dataclass(frozen=True, slots=True)
class Read:
    """One clause as it was read.

    `context` is what it points back to ("it"), or the condition that it stands under; `scene` is what
    it grows or falls with ("the longer it runs, …").
    """

    clause: Clause
    subjects: Subjects
    content: Content
    context: frozenset[str]
    scene: frozenset[str]
    raw: Content  # what it says where it asks or supposes, without claiming it
    contrary: bool = False  # it is set against what stands before it
    sign: int = 0  # how it repeats another clause, see `elliptic_sign`


def ellipsis_of(
    clause: Clause, words: Sequence[Word], topics: Topics, subjects: Subjects, read: Sequence[Read]
) -> tuple[Subjects, int]:
    """Whom a clause is about that repeats another, and how it does."""
    texts = [words[index].text for index in range(clause.first + bool(clause.link), clause.last)]
    last = read[-1] if read else None
    helped = [text for text in texts if text not in {"it", "they"}]
    because = clause.last < len(words) and words[clause.last].text == "because"  # "it is because …" repeats nothing
    whatever = clause.first > 1 and words[clause.first - 2].text == "however"  # "however strong it is" repeats nothing
    short = helped and not (because or whatever) and len(texts) < 4 and clause.link not in {"which", "who"}
    if short and all(text in AUXILIARIES or text in {"not", "never"} for text in helped):
        return subjects, -1 if any(text in NEGATORS for text in helped) else 1
    if (
        last
        and last.subjects.others
        and subjects.fresh
        and set(texts) - {"it", "is"} <= _topical(clause, words, topics)
    ):
        return subjects, 1
    follows = last is not None and last.clause.sentence == clause.sentence and bool(last.content)
    sign = elliptic_sign(clause, words, topics)
    if subjects.others and not subjects.fresh and follows and sign:
        return replace(subjects, names=(subjects.others,), others=NOTHING, denied=NOTHING), -1
    return subjects, sign if len(subjects.fresh) == 1 else 0


def _topical(clause: Clause, words: Sequence[Word], topics: Topics) -> set[str]:
    return {words[index].text for index in range(clause.first, clause.last) if index in topics}


def elliptic_sign(clause: Clause, words: Sequence[Word], topical: Container[int]) -> int:
    """How a clause that only names a topic repeats another; 0 where it does not. `topical` are the words that name one.

    1 claims what the other is about ("L2 does"), -1 denies it; 2 says the same as the other, whether that claims or
    denies ("so does L2"), -2 the opposite.
    """
    texts = [words[index].text for index in range(clause.first, clause.last) if index not in topical]
    if not texts or len(texts) > 8 or (texts[0] in POINTERS and not SUCH & set(texts)):
        return 0
    if _says_what_it_is(clause, words, topical):
        return 0
    if not _SPARE.issuperset(texts):
        return 0
    helped = bool(AUXILIARIES & set(texts))
    if {"opposite", "reverse", "contrary", "vice"} & set(texts):
        return -2
    if {"same", "too", "also", "likewise", "similarly", "either", "nor", "neither", "like"} & set(texts):
        return 2
    if any(text in NEGATORS for text in texts):
        return -1
    if set(texts) & PLENTY:
        return 1
    if "so" in texts:
        return 2 if helped else 0
    return 1 if helped or clause.link in {"but", "while", "whereas"} or "only" in texts else 0


def _says_what_it_is(clause: Clause, words: Sequence[Word], topical: Container[int]) -> bool:
    """Whether "is" stands between two topics: "the posterior mean is an average" repeats nothing."""
    named = [index for index in range(clause.first, clause.last) if index in topical]
    return bool(named) and any(words[index].text in IS for index in range(named[0], named[-1]))


def echoes(clause: Clause, words: Sequence[Word]) -> bool:
    """Whether a clause ends by pointing to what another one said: "but ISTA does", "soft thresholding gives them"."""
    last = words[clause.last - 1].text
    if last in {"them", "those", "it", "that", "so"} and clause.last - clause.first > 1:
        return words[clause.last - 2].text in GIVING
    return last in AUXILIARIES and clause.last - clause.first < 6


def echo(content: Content, other: Read) -> Content:
    """What a clause says together with what it points to."""
    own = content.said | content.denied
    theirs = other.content.refused() if content.negative else other.content.affirmed()
    said, denied = theirs.said - own, (theirs.denied | theirs.against) - own
    return replace(content, said=own | said, denied=denied) if own and (said or denied) else content


def repeated(number: int, read: Sequence[Read], groups: Mapping[str, frozenset[str]]) -> Content:
    """What the elliptic clause `number` repeats: the clause before it that says something, or the next one."""
    one = read[number]
    own = NOTHING.union(*(groups[name] for names in one.subjects.names for name in names), *one.subjects.own)
    near = [read[index] for index in (number - 1, number - 2, number - 3, number + 1) if 0 <= index < len(read)]
    if one.subjects.fresh or not one.clause.link:
        near.sort(key=lambda other: other.subjects.names == one.subjects.names)
    near.sort(key=lambda other: other.clause.link in ASIDE)
    for other in near:
        if not other.sign:
            topics = frozenset().union(*other.subjects.names) - own
            content = other.content or other.raw
            whole = replace(content, said=content.said | topics)
            if not whole:
                continue
            match one.sign:
                case 1:
                    return whole.affirmed()
                case -1:
                    return whole.refused()
                case 2:
                    return replace(whole, bearer=NOTHING)
                case _:
                    return whole.affirmed() if whole.negative else whole.refused()
    return one.content
