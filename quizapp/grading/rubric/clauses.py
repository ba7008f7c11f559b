"""A text cut into clauses: the unit in which something is said of something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from quizapp.grading.rubric.hearsay import goes_on_telling, is_unknown, only_judges, takes_back, tells
from quizapp.grading.rubric.lexicon import (
    AFTER_AND,
    AUXILIARIES,
    BEING,
    BINDING,
    CHANGES,
    CLAIMANTS,
    COMPARATIVES,
    CONDITIONS,
    CONJUNCTIONS,
    DEGREES,
    GOING_ON,
    GROWING,
    HEADS,
    MARKERS,
    NEGATORS,
    OBJECTS,
    POINTERS,
    SINGULAR,
    SIZES,
    UNLIKE,
    UNREAL,
)
from quizapp.grading.rubric.sentences import sentences
from quizapp.grading.rubric.words import Word

LONGEST = 80  # words of a clause

Topics: TypeAlias = Mapping[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` up to `last`. `link` is the conjunction that opens it, `pause` the mark that stands before it.

    What a clause says is not claimed where it is `open`: a condition, a question (`asked`), or what others are said
    to say.
    """

    first: int
    last: int
    sentence: int
    link: str = ""
    pause: str = ""
    open: bool = False
    asked: bool = False

    def is_contrary(self, words: Sequence[Word]) -> bool:
        """Whether the clause is set against the one before: "whereas …", "it's X that …", "and a small one …"."""
        texts = [word.text for word in words[self.first : min(self.first + 5, self.last)]]
        if self.link in {"whereas", "while", "whilst"} or (texts[:1] == ["and"] and texts[3:4] in (["one"], ["ones"])):
            return True
        return texts[:1] in (["it"], ["it's"]) and "that" in texts[2:]


def clauses_of(words: Sequence[Word], topics: Topics, rest: str = "") -> list[Clause]:
    """The clauses of `words`, in order.

    `topics` gives for each word that names one of a contrasted pair its group; `rest` stands behind the last word.
    """
    clauses: list[Clause] = []
    for number, (first, last, asked) in enumerate(sentences(words, rest)):
        starts = [first]
        for index in range(first + 1, last):
            if _starts_clause(words, topics, index) or index - starts[-1] >= LONGEST:
                starts.append(index)
        told = unreal = False
        for start, stop in zip(starts, [*starts[1:], last], strict=True):
            link = words[start].text if words[start].text in CONJUNCTIONS else ""
            pause = _pause(words[start].gap) if start > first else "."
            told = told and goes_on_telling(words, start, pause)
            unreal = unreal or _is_unreal(words, start, stop)
            supposed = _is_open(words, start, stop) or _is_measure(words, start, min(last, start + LONGEST))
            asks = asked and not any(";" in words[i].gap for i in range(stop, last))
            untrue = asks or told or (unreal and _would(words, start, stop))
            clause = Clause(start, stop, number, link, pause, supposed or untrue, asks)
            told = told or (tells(words, start, stop) and words[start].text not in {"contrary", "as", "despite"})
            clauses += [clause] if asks or told else _after_condition(clause, words)
    return _with_heads(_without_taken_back(clauses, words), words, topics)


def _without_taken_back(clauses: Sequence[Clause], words: Sequence[Word]) -> list[Clause]:
    """`clauses`, without the claim of those that a later one takes back: "L2 gives zeros. No, that's wrong"."""
    kept = list(clauses)
    for number, clause in enumerate(clauses):
        if number and takes_back(words, clause.first, clause.last):
            back = number - 1
            while back > 0 and only_judges(words, clauses[back].first, clauses[back].last):
                back -= 1
            sentence = clauses[back].sentence
            while back >= 0 and clauses[back].sentence == sentence:
                kept[back] = replace(kept[back], open=True)
                back -= 1
            kept[number] = replace(clause, open=True)
    return kept


def _with_heads(clauses: Sequence[Clause], words: Sequence[Word], topics: Topics) -> list[Clause]:
    """`clauses`, each head such as "With L2," joined to what is said of it."""
    joined: list[Clause] = []
    for clause in clauses:
        if joined and joined[-1].sentence == clause.sentence and _is_head(joined[-1], clause, words, topics):
            joined[-1] = replace(joined[-1], last=clause.last, open=clause.open)
        else:
            joined.append(clause)
    return joined


def _is_head(head: Clause, clause: Clause, words: Sequence[Word], topics: Topics) -> bool:
    inside = range(head.first, head.last)
    named = any(index in topics for index in inside) and words[head.first].text not in UNLIKE
    small = all(index in topics or words[index].text in HEADS for index in inside)
    apart = any(index in topics for index in range(clause.first, clause.last))
    opens = words[clause.first].text in {"which", "who", "it", "they", "this", "that"}
    return named and small and clause.pause in {",", "", "-", "--", "–", "—"} and not (apart or opens)


def _is_measure(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether this is the first half of "the closer it gets, the weaker it pulls"."""
    if words[first].text == "the" and words[min(first + 1, last - 1)].text in {"closer", "nearer"}:
        return True
    if words[first].text == "the" and first and words[first - 1].text in {"less", "more"}:
        return words[min(first + 1, last - 1)].text in COMPARATIVES
    halves = [i for i in range(first, last - 1) if words[i].text == "the" and words[i + 1].text in COMPARATIVES]
    return len(halves) > 1 and halves[0] == first


def _is_unreal(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words suppose what is not so: "if L2 gave zeros"."""
    texts = [word.text for word in words[first:last]]
    return "if" in texts[:2] and any(text in UNREAL or (len(text) > 4 and text.endswith("ed")) for text in texts)


def _would(words: Sequence[Word], first: int, last: int) -> bool:
    texts = {word.text for word in words[first:last]}
    return bool(texts & {"would", "could", "might", "you'd", "we'd", "it'd"}) and "i" not in texts


def _after_condition(clause: Clause, words: Sequence[Word]) -> Iterator[Clause]:
    """A condition, and the claim that follows it without a comma: "if it is small we stop"."""
    opening = {words[i].text for i in range(clause.first, min(clause.first + 2, clause.last))}
    if clause.open and opening & (CONDITIONS | {"as"}):
        for index in range(clause.first + 3, clause.last - 1):
            before = words[index - 1]
            if index == clause.first + 3 and before.stem not in GROWING:
                continue
            ended = before.text in {"it", "them", "there", "this", "up", "down"} or before.text in COMPARATIVES | SIZES
            ended = ended or before.text[0].isdigit()
            fresh = words[index].text in {"the", "a"} and (ended or before.stem in CHANGES - {"to", "get", "becom"})
            if words[index].text in CLAIMANTS or fresh:
                yield replace(clause, last=index)
                yield replace(clause, first=index, link="then", pause=",", open=False)
                return
    yield clause


# Where a line breaks inside a sentence, somebody's editor has wrapped it: that is no pause.
_PAUSE = re.compile(r"[,;:()\[\]{}—–|]|\s-+\s")


def _pause(gap: str) -> str:
    found = _PAUSE.search(gap)
    return found.group().strip() or "," if found else ""


def _starts_clause(words: Sequence[Word], topics: Topics, index: int) -> bool:
    """Whether a clause starts at word `index`, inside a sentence."""
    word, before = words[index].text, words[index - 1].text
    pause = _pause(words[index].gap)
    if word in {"respectively", "to"} or (pause == "," and _beside_marker(words, topics, index)):
        return False
    if _is_formula(words, index):
        return False
    if pause:
        hangs = before in AUXILIARIES or before in CONJUNCTIONS or before in {"not", "never", "n't"}
        fresh = word in POINTERS or word in CLAIMANTS or word in CONJUNCTIONS or index in topics
        fresh = fresh or (word in {"for", "with", "in", "under"} and index + 1 in topics)
        return pause in ";:" or fresh or not hangs
    if before in CONJUNCTIONS and before != "and":
        return False
    following = words[index + 1].text if index + 1 < len(words) else ""
    if word in {"and", "or", "vs", "versus"}:
        return _new_subject(words, topics, index)
    if word == "so":
        return following not in DEGREES and before not in BEING
    if word == "then":
        return before not in AUXILIARIES
    if word == "as":
        return _changes(words, index)
    if word == "the" and following in COMPARATIVES:
        return True
    if index in topics and before in OBJECTS:  # "… get less of it adamw subtracts it"
        return bool(following)
    if word in {"which", "who"} and _of_none(words, index):
        return False
    if word == "like":
        return index + 1 in topics and any(
            words[i].text in AUXILIARIES for i in range(index + 2, min(index + 5, len(words)))
        )
    if word in {"it", "they"} and before.endswith("n't") and following in GOING_ON:
        return True  # "L2 doesn't it just shrinks them"
    if word in {"it", "they"}:
        return before not in BINDING | COMPARATIVES | AUXILIARIES and (
            following in GOING_ON or following in AUXILIARIES
        )
    if word == "but":
        return before not in {"nothing", "anything"}
    if word == "nor":
        return index + 1 < len(words) and words[index + 1].text in AUXILIARIES
    return word in CONJUNCTIONS


def _of_none(words: Sequence[Word], index: int) -> bool:
    """Whether the relative clause at `index` is said of what there is none of: "no weight which is zero"."""
    texts = [word.text for word in words[max(0, index - 4) : index]]
    return any(text in {"no", "none", "nothing"} for text in texts) or ("not", "even") in pairwise(texts)


def _is_formula(words: Sequence[Word], index: int) -> bool:
    """Whether the mark before `index` belongs to symbols: "m,v", "m, v", "exp(-|w|)"."""
    gap, word, before = words[index].gap, words[index].text, words[index - 1].text
    single = len(word) == len(before) == 1 and before.isalpha() and before not in {"i", "a"}
    if gap == "," and 1 in {len(word), len(before)}:
        return True
    return gap[:1] == "(" or (gap == ", " and single)


def _beside_marker(words: Sequence[Word], topics: Topics, index: int) -> bool:
    """Whether the comma before `index` only sets off a word such as "however" inside a clause."""
    for marker in MARKERS:
        size = len(marker)
        ahead = tuple(word.text for word in words[index : index + size]) == marker
        if ahead and index + size < len(words) and _pause(words[index + size].gap) == ",":
            return True
        first = index - size
        if first > 0 and _pause(words[first].gap) == "," and tuple(w.text for w in words[first:index]) == marker:
            text = words[index].text
            return not (index in topics or text in POINTERS or text in CLAIMANTS or text in {"the", "a", "an"})
    return False


def _new_subject(words: Sequence[Word], topics: Topics, index: int) -> bool:
    """Whether `and` at `index` opens a clause of its own rather than another noun of the same."""
    rest = words[index + 1 : index + 3]
    if not rest or words[index].text == "or":
        return False
    following = rest[0].text
    if following in AFTER_AND or following in NEGATORS or following in CONJUNCTIONS:
        return True
    if index + 1 in topics or (len(rest) > 1 and following in {"the", "a", "an"}):
        other = topics.get(index + 1) or topics.get(index + 2)
        verb = any(word.text in SINGULAR for word in words[index + 2 : index + 4])
        return other is None or topics.get(index - 1) != other or verb
    return len(following) > 3 and following.endswith("s") and not following.endswith(("ss", "us", "is"))


def _changes(words: Sequence[Word], index: int) -> bool:
    """Whether `as` at `index` opens a clause: `as the weight shrinks`, and not `as small as`, `as well as`."""
    following = [word.text for word in words[index + 1 : index + 8]]
    if not following or following[0] in DEGREES or words[index - 1].text in {"same", "such", "far", "just", "well"}:
        return False
    return following[0] in {"the", "it", "they", "w", "you", "we", "weights", "lambda", "λ", "this", "that", "its"} or (
        any(words[i].stem in CHANGES for i in range(index + 1, min(len(words), index + 5)))
    )


def _stands_alone(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words are all of a sentence: "Whether biases are decayed." lists what has to be said."""
    begins = first == 0 or any(mark in words[first].gap for mark in ".;\n")
    return begins and (last == len(words) or any(mark in words[last].gap for mark in ".;\n"))


def _is_open(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words set a condition or report what others believe, rather than claim."""
    texts = [word.text for word in words[first:last]]
    head = texts[1:] if texts[0] in {"and", "but", "so", "even", "only", "because", "that"} else texts
    if head[:1] and (head[0] in CONDITIONS or (head[0] == "after" and head[1:2] and head[1] in CLAIMANTS)):
        return True
    if is_unknown(texts) or head[:1] == ["whether"]:
        return "i" in texts or head[0] != "whether" or not _stands_alone(words, first, last)
    if head[:1] == ["as"]:
        return any(words[i].stem in CHANGES for i in range(first + 1, min(last, first + 7)))
    return tells(words, first, last)
