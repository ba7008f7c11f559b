"""What a clause denies: which words a negation reaches."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from quizapp.grading.rubric.lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FORWARD,
    HARMLESS,
    NEGATORS,
    POINTERS,
    STAYING,
    UNSETTLED,
)
from quizapp.grading.rubric.vocabulary import Mention
from quizapp.grading.rubric.words import Word

_OTHER_THAN = {
    ("instead", "of"),
    ("rather", "than"),
    ("far", "from"),
    ("short", "of"),
    ("as", "opposed"),
    ("other", "than"),
}
_BETWEEN = frozenset({"by", "in", "with", "of", "at", "for", "under", "from", "the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Negation:
    """The negations of a clause, as the indices of their words; `unsettled` ones neither claim nor deny."""

    at: tuple[int, ...]
    unsettled: tuple[int, ...]


def negations(
    words: Sequence[Word], first: int, last: int, mentions: Sequence[Mention], aside: Container[int] = ()
) -> Negation:
    """The negations among the words `first` to `last`, without those `aside`."""
    at: list[int] = []
    unsettled: list[int] = []
    for index in range(first, last):
        text = words[index].text
        following = words[index + 1].text if index + 1 < last else ""
        if index in aside or not _negates(words, index, last, mentions, bool(at)):
            continue
        if text == "nor" and any(words[i].text in {"neither", "nor"} for i in at):
            continue
        if text == "not" and index > first and words[index - 1].text == "or" and following in AUXILIARIES | {""}:
            continue  # "½ or not is a factor of 2"
        if text in {"not", "no", "n't"} or text.endswith(("n't", "nt")):
            if following in HARMLESS:
                continue
            if following in UNSETTLED:
                unsettled.append(index)
                continue
        at.append(index)
    return Negation(tuple(at), tuple(unsettled))


def _negates(words: Sequence[Word], index: int, last: int, mentions: Sequence[Mention], denied: bool) -> bool:
    """Whether the word at `index` denies what follows it."""
    text = words[index].text
    following = words[index + 1].text if index + 1 < last else ""
    if text in NEGATORS or (text, following) in _OTHER_THAN:
        return True
    if text in {"stop", "stops", "stopped", "stopping"}:
        return denied or following.endswith("ing")
    if text in {"0", "zero"} and following in {"exact", "exactly", "of"}:
        return any(index < mention.first <= index + 5 and "zero" in mention.said for mention in mentions)
    return text == "too" and any(words[i].text == "to" for i in range(index + 2, min(last, index + 4)))


def denies(words: Sequence[Word], found: Negation, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a clause with these negations and `mentions` denies `mention`.

    A negation reaches what follows it; where nothing follows that could be denied, the subject before it: "exact zeros
    are not produced". Two negations cancel.
    """
    before = sum(
        _reaches(words, index, mention, mentions) and mention.first < _goes_without(words, index) for index in found.at
    )
    if before:
        return before % 2 == 1
    if not found.at:
        return False
    index = found.at[0]
    something = index > 0 and words[index - 1].text in {"something", "that"} and words[index].text not in AUXILIARIES
    if words[index].text in FORWARD and something and mention.last < index:  # "a kink is something neither has"
        return not any(other.first > index for other in mentions)
    if words[index].text in FORWARD or any(other.first <= index < other.last for other in mentions):
        return False
    if words[index].text not in {"false", "untrue"} and any(other.first > index for other in mentions):
        return False
    between = [words[i].text for i in range(mention.last, index)]
    while between and between[-1] in AUXILIARIES | STAYING:
        between.pop()
    # A verb with something after it ("weights shrink and never …") is not taken back.
    return all(text in _BETWEEN or (place and between[place - 1] in _BETWEEN) for place, text in enumerate(between))


def _reaches(words: Sequence[Word], index: int, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the negation at `index` reaches `mention`.

    As part of a phrase ("does not depend") it reaches only what starts inside that phrase, and what is avoided "by"
    something is not what it is avoided by.
    """
    if index >= mention.first:
        return False
    if words[index].stem in {"avoid", "prevent"} and any(words[i].text == "by" for i in range(index, mention.first)):
        return False
    if words[index].text == "other":  # "other than" denies, whatever "others" may say
        return True
    within = [other for other in mentions if other.first <= index < other.last]
    return not within or any(mention.first < other.last for other in within)


def _goes_without(words: Sequence[Word], index: int) -> int:
    """Where a denial at `index` ends: "without a penalty | the error is worst" denies the penalty alone."""
    opens = index == 0 or words[index - 1].text in CONJUNCTIONS or any(mark in words[index].gap for mark in ".,;:!?()")
    if words[index].text != "without" or not opens:
        return len(words)
    ends = DETERMINERS | POINTERS | AUXILIARIES
    return next((i for i in range(index + 2, len(words)) if words[i].text in ends), len(words))


def unsettled(found: Negation, mention: Mention) -> bool:
    """Whether `mention` is neither claimed nor denied: "not necessarily zero"."""
    return any(index < mention.first for index in found.unsettled)


_REFUSALS = (
    ("make", "no", "sens"), ("not", "make", "sens"), ("wast",), ("pointless",), ("overkil",), ("silli",), ("absurd",),
    ("no", "good"), ("no", "point"), ("unnecessari",),
)  # fmt: skip


def refused_at(words: Sequence[Word], first: int, last: int) -> int:
    """Where a clause turns down what it has named, without a negation: "a linear grid wastes points"; -1 where not."""
    stems = [word.stem for word in words[first:last]]
    for place in range(1, len(stems)):
        if any(tuple(stems[place : place + len(refusal)]) == refusal for refusal in _REFUSALS):
            return first + place
    return -1
