"""The concepts that patterns name: their words, what they are set against, and where a text mentions them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from quizapp.grading.rubric.spelling import nearest
from quizapp.grading.rubric.words import Word, words_of

# Words that may stand anywhere inside a phrase: "close to the zero", "the size of the weight".
FILLERS = frozenset({"a", "an", "the", "of", "very", "quite", "realli", "just", "it", "their"})


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept. `words` are words and phrases that say it, `denied` those that say its opposite.

    `partners` are the concepts that it is contrasted with: a clause is about one of them (L1 or L2). `opposites` are
    those that cannot be true of the same thing at once (constant, proportional). `of` names, for a concept that may
    stand before it in a clause, what is meant then: a *pull* that goes to zero fades, and no weight is zero.
    """

    name: str
    words: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` up to `last` of a text, and what they say: the concepts said, and those denied."""

    first: int
    last: int
    said: frozenset[str]
    denied: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """Every concept that is touched."""
        return self.said | self.denied


Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All concepts. What is looked up is worked out once, when the first answer is read."""

    concepts: tuple[Concept, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Concept]:
        """Each concept by its name."""
        return {concept.name: concept for concept in self.concepts}

    @cached_property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """For each concept that has partners: it and all that are set against it, through others too."""
        groups: dict[str, frozenset[str]] = {}
        for concept in self.concepts:
            if concept.partners:
                joined = frozenset({concept.name, *concept.partners})
                joined = joined.union(*(groups.get(name, frozenset()) for name in joined))
                groups.update(dict.fromkeys(joined, joined))
        return groups

    @cached_property
    def opposites(self) -> Mapping[str, frozenset[str]]:
        """For each concept: those that it denies."""
        found: dict[str, set[str]] = defaultdict(set)
        for concept in self.concepts:
            for other in concept.opposites:
                found[concept.name].add(other)
                found[other].add(concept.name)
        return {name: frozenset(others) for name, others in found.items()}

    def mentions(self, words: Sequence[Word], quoted: Iterable[Phrase] = ()) -> list[Mention]:
        """Where `words` say a concept or one of the phrases in `quoted` (under its words, joined by spaces).

        The longest phrase wins: "close to zero" says no zero.
        """
        stems = [self.spelled(word) for word in words]
        found: list[Mention] = []
        index = 0
        while index < len(stems):
            mention = self._mention_at(stems, words, index)
            if mention is not None:
                found.append(mention)
            index = mention.last if mention else index + 1
        found += _quoted(stems, words, quoted)
        return sorted(found, key=lambda mention: (mention.first, mention.last))

    def spelled(self, word: Word) -> str:
        """The stem of a word, after its spelling was mended where it is close to one word of the vocabulary only."""
        if word.stem in self._stems or len(word.text) < 5 or not word.text.isalpha():
            return word.stem
        if word.text not in self._mended:
            if len(self._mended) > 20_000:
                self._mended.clear()
            self._mended[word.text] = nearest(word.text, word.stem, self._stems_by_letter, self._owners)
        return self._mended[word.text]

    def _mention_at(self, stems: Sequence[str], words: Sequence[Word], index: int) -> Mention | None:
        for phrase, said, denied in self._phrases.get(stems[index], ()):
            last = _matched(phrase, stems, words, index)
            if last:
                return Mention(index, last, said, denied)
        return None

    @cached_property
    def _phrases(self) -> Mapping[str, Sequence[tuple[Phrase, frozenset[str], frozenset[str]]]]:
        """Every phrase under its first stem, the longest first, with the concepts that it says and denies."""
        said: dict[Phrase, set[str]] = defaultdict(set)
        denied: dict[Phrase, set[str]] = defaultdict(set)
        for concept in self.concepts:
            for words, names in ((concept.words, said), (concept.denied, denied)):
                for text in words:
                    if phrase := phrase_of(text):
                        names[phrase].add(concept.name)
        under: dict[str, list[tuple[Phrase, frozenset[str], frozenset[str]]]] = defaultdict(list)
        for phrase in {*said, *denied}:
            under[phrase[0]].append((phrase, frozenset(said[phrase]), frozenset(denied[phrase])))
        return {first: sorted(group, key=lambda item: -len(item[0])) for first, group in under.items()}

    @cached_property
    def _owners(self) -> Mapping[str, frozenset[str]]:
        """For each stem of the vocabulary: the concepts whose phrases hold it."""
        owners: dict[str, set[str]] = defaultdict(set)
        for group in self._phrases.values():
            for phrase, said, denied in group:
                for part in phrase:
                    owners[part] |= said | denied
        return {part: frozenset(names) for part, names in owners.items()}

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(self._owners)

    @cached_property
    def _stems_by_letter(self) -> Mapping[str, Sequence[str]]:
        letters: dict[str, list[str]] = defaultdict(list)
        for known in sorted(self._stems):
            if known.isalpha() and len(known) > 3:
                letters[known[0]].append(known)
        return letters

    @cached_property
    def _mended(self) -> dict[str, str]:
        return {}


def phrase_of(text: str) -> Phrase:
    """The stems of a phrase, without fillers where anything else is left."""
    stems = tuple(word.stem for word in words_of(text))
    return tuple(part for part in stems if part not in FILLERS) or stems


def _matched(phrase: Phrase, stems: Sequence[str], words: Sequence[Word], index: int) -> int:
    """The index behind `phrase` where it starts at `index`, over fillers but over no punctuation; 0 where not."""
    if stems[index] != phrase[0]:
        return 0
    for part in phrase[1:]:
        index += 1
        while index < len(stems) and stems[index] != part and stems[index] in FILLERS:
            index += 1
        if index >= len(stems) or stems[index] != part or any(mark in words[index].gap for mark in ",.;:!?\n()"):
            return 0
    return index + 1


def _quoted(stems: Sequence[str], words: Sequence[Word], phrases: Iterable[Phrase]) -> list[Mention]:
    found = []
    for phrase in phrases:
        for index in range(len(stems)):
            if last := _matched(phrase, stems, words, index):
                found.append(Mention(index, last, frozenset({" ".join(phrase)}), frozenset()))
    return found
