"""Clauses cut again where they go on about the other of a pair without a comma: "L1 gives zeros L2 just shrinks"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from quizapp.grading.rubric.clauses import Clause
from quizapp.grading.rubric.lexicon import AUXILIARIES, SMALL
from quizapp.grading.rubric.subjects import role_of, topics_of
from quizapp.grading.rubric.thread import Group
from quizapp.grading.rubric.vocabulary import Mention
from quizapp.grading.rubric.words import Word


def split_at_subjects(
    clauses: Sequence[Clause], words: Sequence[Word], mentions: Sequence[Mention], groups: Mapping[str, Group]
) -> list[Clause]:
    """`clauses`, cut again where one goes on about the other of a pair: "L1 gives zeros L2 just shrinks"."""
    return [
        part
        for clause, inside in zip(clauses, by_clause(clauses, mentions), strict=True)
        for part in _split(clause, words, inside, groups)
    ]


def by_clause(clauses: Sequence[Clause], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each clause."""
    sorted_out: list[list[Mention]] = [[] for _ in clauses]
    number = 0
    for mention in mentions:
        while mention.first >= clauses[number].last:
            number += 1
        sorted_out[number].append(mention)
    return sorted_out


def _holds(phrase: Mention, part: Mention) -> bool:
    """Whether `part` stands inside the longer `phrase`: "mean" in "posterior mean"."""
    longer = phrase.last - phrase.first > part.last - part.first
    return longer and phrase.first <= part.first and part.last <= phrase.last and part.said <= phrase.said


def _split(
    clause: Clause, words: Sequence[Word], mentions: Sequence[Mention], groups: Mapping[str, Group]
) -> list[Clause]:
    inside = [m for m in mentions if m.first >= clause.first]
    topical = [m for m in inside if topics_of(m, groups) and not any(_holds(other, m) for other in inside)]
    for left, right in pairwise(topical):
        a, b = topics_of(left, groups)[0], topics_of(right, groups)[0]
        if a == b or groups[a] != groups[b]:
            continue
        leads = not any(m.last <= left.first for m in inside if not topics_of(m, groups))
        between = any(left.last <= m.first and m.last <= right.first for m in inside if not topics_of(m, groups))
        after = any(m.first >= right.last for m in inside if not topics_of(m, groups))
        after = after or (right.last == clause.last - 1 and words[right.last].text in AUXILIARIES)  # "… ridge doesn't"
        cut = right.first if leads and between and after else left.last if not leads and between else 0
        if cut and leads and role_of(right, clause.first, words) != "subject":
            continue
        if cut and leads and words[cut - 1].text in (SMALL - {"the", "a", "an"}) | {"as", "like", "than"}:
            continue
        if cut:
            first = replace(clause, last=cut)
            return [first, *_split(replace(clause, first=cut, link="", pause=","), words, mentions, groups)]
    return [clause]
