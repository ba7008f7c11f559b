"""What one clause says and denies, whoever it is about."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from quizapp.grading.rubric.clauses import Clause
from quizapp.grading.rubric.lexicon import AUXILIARIES, ELLIPTIC, THINGS, set_of
from quizapp.grading.rubric.negation import denies, negations, unsettled
from quizapp.grading.rubric.vocabulary import Mention, Vocabulary
from quizapp.grading.rubric.words import Word

_VERBS = set_of("pulls pushes drives forces pushed pulled pulling pushing driven")


@dataclass(frozen=True, slots=True)
class Content:
    """The concepts that a clause says and denies, without those that it is about; `bearer` is what it speaks of."""

    said: frozenset[str]
    denied: frozenset[str]
    bearer: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.said or self.denied)

    def turned(self) -> Content:
        """The opposite."""
        return Content(self.denied, self.said, self.bearer)


EMPTY = Content(frozenset(), frozenset(), frozenset())


def content_of(
    clause: Clause, words: Sequence[Word], mentions: Sequence[Mention], vocabulary: Vocabulary, carried: frozenset[str]
) -> Content:
    """What `clause` says in its own words; `carried` is the bearer of the clause before, which "it" points back to.

    `mentions` are those of the clause.
    """
    topics = vocabulary.groups.keys()
    ours = [mention for mention in mentions if not mention.names <= topics and not _compared(mention, clause, words)]
    found = negations(words, clause.first, clause.last, mentions)
    said: set[str] = set()
    denied: set[str] = set()
    bearer: frozenset[str] = frozenset()
    for mention in ours:
        if unsettled(found, mention):
            continue
        turned = denies(words, found, mention, ours)
        before = _bearer(clause.first, mention, words, ours, carried)
        for name in mention.said - topics:
            (denied if turned else said).add(_meant(name, before, vocabulary))
        for name in mention.denied:
            (said if turned else denied).add(_meant(name, before, vocabulary))
        bearer = bearer or mention.names
    if clause.open:
        return Content(frozenset(), frozenset(), bearer)
    against = {other for name in said for other in vocabulary.opposites.get(name, ()) if other not in said}
    return Content(frozenset(said), frozenset(denied | against), bearer)


def _compared(mention: Mention, clause: Clause, words: Sequence[Word]) -> bool:
    """Whether `mention` stands behind a "than" and only measures what stands before it."""
    return any(words[index].text == "than" for index in range(clause.first, mention.first))


def _meant(name: str, before: frozenset[str], vocabulary: Vocabulary) -> str:
    """`name`, or what it means of the thing that stands before it."""
    concept = vocabulary.by_name.get(name)
    return next((instead for of, instead in concept.of if of in before), name) if concept else name


def _bearer(
    first: int, mention: Mention, words: Sequence[Word], mentions: Sequence[Mention], carried: frozenset[str]
) -> frozenset[str]:
    """The concepts of the nearest noun before `mention`: what it is said of. Empty where that is any other thing."""
    for index in range(mention.first - 1, first - 1, -1):
        word = words[index]
        formula = next((other for other in mentions if other.first < index < other.last), None)
        if formula is not None:
            return formula.names
        if word.stem in THINGS:
            return frozenset()
        if index < first + 2 and word.text in {"it", "which", "that", "this"}:
            return carried
        for other in mentions:
            if other.first <= index < other.last and word.text not in _VERBS:
                return other.names
    return frozenset()


def elliptic_sign(clause: Clause, words: Sequence[Word], topical: Container[int]) -> int:
    """How a clause that only names a topic repeats another; 0 where it does not. `topical` are the words that name one.

    1 claims what the other is about ("L2 does"), -1 denies it; 2 says the same as the other, whether that claims or
    denies ("so does L2"), -2 the opposite.
    """
    texts = [words[index].text for index in range(clause.first, clause.last) if index not in topical]
    if not texts or len(texts) > 8 or not all(text in ELLIPTIC or text in AUXILIARIES for text in texts):
        return 0
    helped = bool(AUXILIARIES & set(texts))
    if {"opposite", "reverse", "contrary", "vice"} & set(texts):
        return -2
    if {"same", "too", "also", "likewise", "similarly", "either", "nor", "neither", "like"} & set(texts):
        return 2
    if any(text in {"not", "no", "never", "cannot", "without"} or text.endswith(("n't", "nt")) for text in texts):
        return -1
    if "so" in texts:
        return 2 if helped else 0
    return 1 if helped or clause.link in {"but", "while", "whereas"} else 0
