"""What one clause says and denies, whoever it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.grading.rubric.clauses import Clause
from quizapp.grading.rubric.lexicon import (
    AUXILIARIES,
    BARE,
    CLAIMANTS,
    DETERMINERS,
    EXACTLY,
    FORWARD,
    OBJECTS,
    RESULTS,
    SIZES,
    THINGS,
    VERBAL,
    set_of,
)
from quizapp.grading.rubric.negation import Negation, denies, refused_at, unsettled
from quizapp.grading.rubric.vocabulary import Mention, Vocabulary
from quizapp.grading.rubric.words import Word

_VERBS = set_of("pulls pushes drives forces pushed pulled pulling pushing driven")


@dataclass(frozen=True, slots=True)
class Content:
    """The concepts that a clause says and denies, without those that it is about.

    `against` are denied by saying their opposite, and `opposing` are said that have one. `bearer` is what the clause
    speaks of, its `subject` what it names before a topic ("proximal SGD"); `negative`: it is a denial, and `topic` is
    what it names before it denies something of that ("a tall peak does not …").
    """

    said: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    opposing: frozenset[str] = frozenset()
    bearer: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    negative: bool = False
    topic: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.said or self.denied)

    def affirmed(self) -> Content:
        """What "L1 does" repeats of it."""
        if not self.negative:
            return self._predicate()
        return Content(said=self.denied | self.against | (self.said - self.opposing - self.subject))

    def refused(self) -> Content:
        """What "L1 does not" repeats of it."""
        whole = self._predicate()
        return whole if self.negative else Content(denied=whole.said, negative=True)

    def _predicate(self) -> Content:
        """What is said of the subject, where anything is."""
        said, denied = self.said - self.subject, self.denied - self.subject
        whole = replace(self, said=said, denied=denied) if said or denied else self
        return replace(whole, bearer=frozenset())


def content_of(
    clause: Clause,
    words: Sequence[Word],
    mentions: Sequence[Mention],
    found: Negation,
    vocabulary: Vocabulary,
    carried: frozenset[str],
) -> Content:
    """What `clause` says in its own words; `carried` is the bearer of the clause before, which "it" points back to.

    `mentions` and the negations `found` are those of the clause.
    """
    topics = vocabulary.topics
    ours = [m for m in mentions if not m.names <= topics and not _compared(m, clause, words)]
    ours = [m for m in ours if not _is_given(m, clause.first, words, ours)]
    said: set[str] = set()
    denied: set[str] = set()
    turned_to: set[str] = set()  # what is only meant of the thing before it
    bearer: frozenset[str] = frozenset()
    refusal = refused_at(words, clause.first, clause.last)
    for mention in ours:
        if unsettled(found, mention):
            continue
        turned = (
            denies(words, found, mention, ours) != _is_lessened(words, mention, clause.first)
        ) and not _is_of_none(clause, words, mention, ours)
        turned = turned != (mention.last <= refusal)
        for name in mention.said - topics:
            meant = _meant(name, clause.first, mention, words, mentions, vocabulary, carried)
            (denied if turned else said if meant == name else turned_to).add(meant)
            if turned and words[mention.first].stem in THINGS:  # "does not make the weights zero" speaks of weights
                said.add(meant)
        for name in mention.denied:
            meant = _meant(name, clause.first, mention, words, mentions, vocabulary, carried)
            (said if turned else denied).add(meant)
        bearer = bearer or (mention.names - topics if _is_noun(mention, clause.first, words) else bearer)
    if clause.open:
        return Content(bearer=bearer)
    # "The same slope all the way to zero": what is said in so many words goes before what only might be meant.
    said |= {name for name in turned_to if not vocabulary.opposites.get(name, frozenset()) & said}
    against = {other for name in said for other in vocabulary.opposites.get(name, ()) if other not in said}
    opposing = frozenset(name for name in said if name in vocabulary.opposites)
    begins = clause.first + bool(clause.link)
    named = {mention.first for mention in mentions if mention.said & topics}
    subject = frozenset().union(*(m.names - topics for m in ours if m.first == begins and m.last in named))
    return Content(
        said=frozenset(said),
        denied=frozenset(denied),
        against=frozenset(against) - denied,
        opposing=opposing,
        bearer=bearer,
        subject=subject,
        negative=bool(found.at),
        topic=_denied_of(words, found, ours),
    )


def _denied_of(words: Sequence[Word], found: Negation, mentions: Sequence[Mention]) -> frozenset[str]:
    """The concepts that stand only before a negation, and so are no more than what something is denied of."""
    if not found.at or words[found.at[0]].text in FORWARD:
        return frozenset()
    if any(words[i].text in CLAIMANTS for i in range(max(0, found.at[0] - 2), found.at[0])):  # "what you do not need"
        return frozenset()
    before = frozenset().union(*(m.said for m in mentions if m.last <= found.at[0] < m.last + 5))
    return before.difference(*(m.said for m in mentions if m.last > found.at[0]))


def _is_lessened(words: Sequence[Word], mention: Mention, first: int) -> bool:
    """Whether a mention is an adverb behind "less": "less strongly" is not strongly."""
    return (
        mention.first > first and words[mention.first - 1].text == "less" and words[mention.first].text.endswith("ly")
    )


def _is_of_none(clause: Clause, words: Sequence[Word], mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a mention is what nothing holds for: "neither the train set nor the test set should choose it"."""
    first = clause.first + bool(clause.link and clause.link != "nor")
    if words[first].text not in {"neither", "no", "none"}:
        return False
    helped = [index for index in range(first, clause.last) if words[index].text in AUXILIARIES - {"being"}]
    return bool(helped) and mention.last <= helped[0] and any(other.first > helped[0] for other in mentions)


def _is_noun(mention: Mention, first: int, words: Sequence[Word]) -> bool:
    """Whether a mention can be what "it" points back to, rather than a verb: "L2 shrinks", "does not shrink"."""
    before = words[mention.first - 1].text if mention.first > first else ""
    verbal = before in AUXILIARIES or before in VERBAL
    verbal = verbal or words[mention.first].text.endswith("ing")
    single = before and mention.last - mention.first == 1 and words[mention.first].text.endswith("s")
    return not verbal and not (single and before not in DETERMINERS)


def _is_given(mention: Mention, first: int, words: Sequence[Word], mentions: Sequence[Mention]) -> bool:
    """Whether a mention only says of which things a clause speaks: "small weights are set to zero"."""
    before = words[mention.first - 1].text if mention.first > first else ""
    if before in {"however", "how"}:
        return True
    if before == "everything" and words[mention.first - 2].text in RESULTS:
        return False
    if mention.last - mention.first > 1 or words[mention.first].text not in SIZES:
        return False
    behind = words[mention.last].stem if mention.last < len(words) else ""
    attributive = before in {"anything", "everything", "something", "ones"} or behind in THINGS
    return attributive and before not in RESULTS and any(not _near(mention, other) for other in mentions)


def _near(mention: Mention, other: Mention) -> bool:
    """Whether `other` is the mention itself or the noun behind it."""
    return mention.first <= other.first <= mention.last


def _compared(mention: Mention, clause: Clause, words: Sequence[Word]) -> bool:
    """Whether `mention` stands behind a "than" and only measures what stands before it."""
    return any(
        words[index].text == "than" and words[index - 1].text not in {"rather", "other"}
        for index in range(clause.first, mention.first)
    )


def _meant(
    name: str,
    first: int,
    mention: Mention,
    words: Sequence[Word],
    mentions: Sequence[Mention],
    vocabulary: Vocabulary,
    carried: frozenset[str],
) -> str:
    """What `name` means of the nearest thing before it in its clause, which begins at word `first`."""
    concept = vocabulary.by_name.get(name)
    if concept is None or not concept.of or {words[mention.first].text, words[mention.first - 1].text} & EXACTLY:
        return name
    if mention.last < len(words) and words[mention.last].text in OBJECTS:  # "it only shrinks them"
        return name
    instead = dict(concept.of)
    for index in range(mention.first - 1, first - 1, -1):
        word = words[index]
        if word.text in {"and", "or"} and all(w.text in BARE for w in words[index + 1 : mention.first]):
            return name
        bearers = _bearers(index, word, mentions)
        if word.text in {"it", "which", "that", "this"} and index < first + 2:
            bearers = carried
        elif index + 1 < len(words) and words[index + 1].gap == "-":  # "a gradient-based optimiser"
            bearers = frozenset()
        elif word.stem in THINGS and not any(other.first < index < other.last for other in mentions):
            return name
        if meant := next((instead[bearer] for bearer in sorted(bearers) if bearer in instead), ""):
            return meant
    return name


def _bearers(index: int, word: Word, mentions: Sequence[Mention]) -> frozenset[str]:
    """The concepts that the noun at `index` says, if it is one."""
    if word.text in _VERBS:
        return frozenset()
    return frozenset().union(*(other.names for other in mentions if other.first <= index < other.last))
