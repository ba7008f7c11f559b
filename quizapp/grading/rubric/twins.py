"""Twins of a right answer, with two contrasted things exchanged or a claim denied: a rubric should tell them apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import TypeAlias

from quizapp.grading.rubric.clauses import clauses_of
from quizapp.grading.rubric.explain import Reason, explain
from quizapp.grading.rubric.judge import Examiner, RubricPoint
from quizapp.grading.rubric.lexicon import NEGATORS
from quizapp.grading.rubric.vocabulary import Mention, Vocabulary, phrase_of
from quizapp.grading.rubric.words import Word, words_of

# What is said of both holds when they change places, and what compares or limits is not turned by one `not`.
_JOINT = frozenset({"both", "neither", "nor", "either", "likewise", "too", "also", "same", "alike", "equal", "equally"})
_JOINT |= {"former", "latter", "other", "respectively"}
_LIMITS = frozenset({"only", "just", "but", "if", "because", "all", "every", "each", "some", "most", "which", "that"})
_AGAINST = frozenset({"or", "against", "versus", "vs", "than"})
_VERBS = frozenset({"is", "are", "was", "were", "can", "will", "does", "do", "must"})

Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Twin:
    """An answer that is no longer right. `pair` are the concepts that changed places, empty where a claim is denied.

    `changed` are the characters that were not typed so, from a place up to another.
    """

    text: str
    pair: Pair | tuple[()]
    changed: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Survivor:
    """A `twin` that covers points as the right answer does, and why each. `partners`: its pair is contrasted."""

    twin: Twin
    reasons: tuple[Reason, ...]
    partners: bool


def survivors(
    text: str, covered: frozenset[str], examiner: Examiner, contrasted: Mapping[Pair, bool]
) -> Iterator[Survivor]:
    """The twins of the right answer `text` that still cover some of the points `covered` by it; each point once.

    `contrasted` is `contrasts(examiner)`.
    """
    left = {point.name: point for point in examiner.rubric.points if point.name in covered}
    for twin in _twins(text, list(left.values()), examiner.vocabulary, contrasted):
        found = examiner.judge(twin.text).points
        still = {name for name, point in left.items() if found[name].status == "covered" and _touches(twin, point)}
        told = [reason for reason in explain(twin.text, examiner).points if reason.name in still] if still else []
        reasons = tuple(one for one in told if _decides(twin, one, left[one.name], examiner.vocabulary))
        if reasons:
            partners = examiner.vocabulary.groups.get(twin.pair[0], frozenset()) if twin.pair else frozenset()
            yield Survivor(twin, reasons, bool(partners & {*twin.pair[1:]}))
            left = {name: point for name, point in left.items() if name not in {one.name for one in reasons}}


def contrasts(examiner: Examiner) -> dict[Pair, bool]:
    """Pairs that the question names, in its order, where one point begins with the one and another with the other.

    True where its title sets them against each other.
    """
    points = examiner.rubric.points
    mentions = examiner.vocabulary.mentions(words_of(examiner.asked))
    title = _set_against(examiner.asked.partition("\n")[0], examiner.vocabulary)
    asked = dict.fromkeys(name for mention in mentions for name in sorted(mention.said))
    heads = [(_heads(point), _names(point)) for point in points]
    return {
        (one, other): (one, other) in title
        for one, other in combinations(asked, 2)
        if any(one in begins and other not in names for begins, names in heads)
        if any(other in begins and one not in names for begins, names in heads)
    }


def _touches(twin: Twin, point: RubricPoint) -> bool:
    """Whether `twin` can turn what is said of `point`: its patterns name one of the pair."""
    return not twin.pair or bool(_names(point) & {*twin.pair})


def _twins(
    text: str, points: Sequence[RubricPoint], vocabulary: Vocabulary, contrasted: Mapping[Pair, bool]
) -> Iterator[Twin]:
    said = frozenset().union(*(mention.said for mention in vocabulary.mentions(words_of(text))))
    partners = [pair for pair in _partners(points, vocabulary) if said & {*pair}]
    apart = [pair for pair in contrasted if said & {*pair} and _stands_apart(text, pair, vocabulary, contrasted[pair])]
    for pair in dict.fromkeys((*apart, *partners)):
        if twin := exchanged(text, pair, vocabulary):
            yield twin
    yield from denied(text)


def exchanged(text: str, pair: Pair, vocabulary: Vocabulary) -> Twin | None:
    """`text` with the two concepts of `pair` in each other's place; None where it names neither, or speaks of both."""
    words = words_of(text)
    named = _named(words, pair, vocabulary)
    if not named or any(word.text in _JOINT for word in words):
        return None
    typed = {name: text[start:stop] for start, stop, name in reversed(named)}
    twin, last, changed = "", 0, []
    for start, stop, name in named:
        other = pair[1] if name == pair[0] else pair[0]
        twin += text[last:start]
        changed.append((len(twin), len(twin) + len(typed.setdefault(other, _spelt(other, vocabulary)))))
        twin, last = twin + typed[other], stop
    return Twin(twin + text[last:], pair, tuple(changed))


def denied(text: str) -> Iterator[Twin]:
    """`text` with one of its clauses denied, for each clause that is plain enough for a `not` behind its verb."""
    words = words_of(text)
    for clause in clauses_of(words, {}):
        inside = words[clause.first : clause.last]
        verbs = [word for word in inside if word.text in _VERBS]
        if len(verbs) == 1 and not clause.open and not {word.text for word in inside} & (NEGATORS | _LIMITS | _JOINT):
            at = verbs[0].end
            yield Twin(f"{text[:at]} not{text[at:]}", (), ((at, at + 4),))


def _stands_apart(text: str, pair: Pair, vocabulary: Vocabulary, alone: bool) -> bool:
    """Whether the text names both of `pair`, or one where `alone`, and no clause both: nothing is said of the other."""
    words = words_of(text)
    named = _named(words, pair, vocabulary)
    topics = {i: frozenset(pair) for i, word in enumerate(words) for a, b, _ in named if a <= word.start < b}
    for clause in clauses_of(words, topics):
        first, last = words[clause.first].start, words[clause.last - 1].end
        if len({name for start, _, name in named if first <= start < last}) > 1:
            return False
    return alone or len({name for _, _, name in named}) > 1


def _named(words: Sequence[Word], pair: Pair, vocabulary: Vocabulary) -> list[tuple[int, int, str]]:
    """Where `words` name one of the pair, in characters, in the longest phrase; nothing where one phrase says both."""
    mentions = [mention for mention in vocabulary.mentions(words) if mention.said & {*pair}]
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda found: found.first - found.last):
        if all(mention.last <= other.first or other.last <= mention.first for other in kept):
            kept.append(mention)
    if any(len(mention.said & {*pair}) > 1 for mention in kept):
        return []
    kept.sort(key=lambda mention: mention.first)
    return [(words[m.first].start, words[m.last - 1].end, min(m.said & {*pair})) for m in kept]


def _spelt(name: str, vocabulary: Vocabulary) -> str:
    """How the concept `name` is written where the text does not name it."""
    words, plain = vocabulary.by_name[name].words, name.replace("_", " ")
    return plain if phrase_of(plain) in map(phrase_of, words) or not words else words[0]


def _decides(twin: Twin, reason: Reason, point: RubricPoint, vocabulary: Vocabulary) -> bool:
    """Whether the match in `twin` shows that the rubric does not tell the two apart.

    A denial has to stand in the clause that covers the point. A pattern about another pair is none of this one's.
    """
    if not twin.pair:
        start = twin.text.find(reason.clause)
        return any(start <= first and last <= start + len(reason.clause) for first, last in twin.changed)
    fired = next(pattern for pattern in point.patterns if pattern.text == reason.pattern)
    topics = [{literal.name for literal in case if literal.sign == "said"} & vocabulary.topics for case in fired.cases]
    return all(not names or names & {*twin.pair} for names in topics)


def _set_against(title: str, vocabulary: Vocabulary) -> set[Pair]:
    """The pairs that a title sets against each other: "Dropout or L2?"."""
    words = words_of(title)
    return {
        (one, other)
        for left, right in permutations(vocabulary.mentions(words), 2)
        if any(word.text in _AGAINST for word in words[left.last : right.first][:3])
        for one in left.said
        for other in right.said
    }


def _partners(points: Iterable[RubricPoint], vocabulary: Vocabulary) -> list[Pair]:
    """Each concept that a point names with its partners; an elastic net has L1 for one, and L1 has another."""
    named = sorted({name for point in points for name in _names(point)} & vocabulary.topics)
    pairs = [(one, other) for one in vocabulary.topics for other in vocabulary.by_name[one].partners]
    even = {pair for pair in pairs if pair[0] in (vocabulary.by_name[pair[1]].partners or pair)}
    return sorted({(min(pair), max(pair)) for pair in even if {*pair} & {*named}})


def _heads(point: RubricPoint) -> set[str]:
    firsts = (case[0] for pattern in point.patterns for case in pattern.cases)
    return {literal.name for literal in firsts if literal.sign == "said" and not literal.phrase}


def _names(point: RubricPoint) -> set[str]:
    literals = (literal for pattern in point.patterns for literal in pattern.literals)
    return {literal.name for literal in literals if literal.sign == "said" and not literal.phrase}
