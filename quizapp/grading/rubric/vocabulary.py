"""The concepts that patterns name: their words, what they are set against, and where a text mentions them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quizapp.grading.rubric.lexicon import COMPARATIVES, NEGATORS, SMALL_WORDS
from quizapp.grading.rubric.spelling import Speller
from quizapp.grading.rubric.words import Word, stem, words_of

LONGEST = 12  # words of a phrase, with fillers

# Words that may stand anywhere inside a phrase: "close to the zero", "the size of the weight".
FILLERS = frozenset({"a", "an", "the", "of", "very", "quite", "realli", "just", "it", "their"})


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept. `words` are words and phrases that say it, `denied` those that say its opposite.

    `partners` are the concepts that it is contrasted with: a clause is about one of them (L1 or L2). `opposites` are
    those that cannot be true of the same thing at once (constant, proportional). `hides` are the concepts that its
    phrases do not say, though they hold their words: "close to zero" says no zero. `of` gives, for a concept that may
    stand before it in a clause, what is meant then: a *pull* that goes to zero fades, and no weight is zero.
    """

    name: str
    words: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` up to `last` of a text, and what they say: the concepts said, and those denied."""

    first: int
    last: int
    said: frozenset[str]
    denied: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Every concept that is touched."""
        return self.said | self.denied


Phrase = tuple[str, ...]


@dataclass(slots=True)
class _Entry:
    """What one phrase says. `hides` are the concepts that it keeps its parts from saying, None for all."""

    phrase: Phrase
    said: frozenset[str]
    denied: frozenset[str]
    hides: frozenset[str] | None


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
    def topics(self) -> frozenset[str]:
        """The concepts that have partners: those that a clause can be about."""
        return frozenset(self.groups)

    @cached_property
    def opposites(self) -> Mapping[str, frozenset[str]]:
        """For each concept: those that it denies."""
        found: dict[str, set[str]] = defaultdict(set)
        for concept in self.concepts:
            for other in concept.opposites:
                found[concept.name].add(other)
                found[other].add(concept.name)
        return {name: frozenset(others) for name, others in found.items()}

    def mended(self, words: Iterable[Word]) -> list[Word]:
        """`words` with the spelling mended of those that are close to one word of the vocabulary or of grammar only."""
        mended: list[Word] = []
        for word in words:
            # "Bigger then L2": what is compared is compared with "than".
            compared = word.text == "then" and not word.gap.strip() and mended and _is_comparative(mended[-1].text)
            mended.append(replace(word, text="than", stem="than") if compared else self._mended(word))
        return mended

    def _mended(self, word: Word) -> Word:
        if word.stem in self._speller.stems or word.text in SMALL_WORDS or not word.text.isalpha():
            return word
        meant = self._speller.meant(word.text)
        return word if meant == word.text else replace(word, text=meant, stem=stem(meant))

    def mentions(self, words: Sequence[Word], quoted: Iterable[Phrase] = ()) -> list[Mention]:
        """Where `words` say a concept, or one of the phrases in `quoted` (under its words, joined by spaces)."""
        stems = [word.stem for word in words]
        found: dict[int, list[tuple[int, _Entry]]] = defaultdict(list)
        for index, first in enumerate(stems):
            for entry in self._entries.get(first, ()):
                if last := _matched(entry.phrase, stems, words, index):
                    found[index].append((last, entry))
        mentions = [
            mention
            for first, several in list(found.items())
            for last, entry in several
            if (mention := _heard(first, last, entry, found))
        ]
        return sorted([*mentions, *_quoted(stems, words, quoted)], key=lambda mention: (mention.first, mention.last))

    def names_topic(self, words: Sequence[Word]) -> bool:
        """Whether `words` name one of a contrasted pair."""
        return any(mention.said & self.topics for mention in self.mentions(words))

    @cached_property
    def _entries(self) -> Mapping[str, Sequence[_Entry]]:
        """Every phrase under its first stem, with the concepts that it says, denies and hides."""
        entries: dict[Phrase, _Entry] = {}
        for concept in self.concepts:
            for texts, denies in ((concept.words, False), (concept.denied, True)):
                for text in texts:
                    if phrase := phrase_of(text):
                        entry = entries.setdefault(phrase, _Entry(phrase, frozenset(), frozenset(), frozenset()))
                        _add(entry, concept, denies)
        under: dict[str, list[_Entry]] = defaultdict(list)
        for phrase, entry in entries.items():
            under[phrase[0]].append(entry)
        return under

    @cached_property
    def _speller(self) -> Speller:
        texts: dict[str, frozenset[str]] = {}
        for concept in self.concepts:
            for word in (word for text in (*concept.words, *concept.denied) for word in words_of(text)):
                texts[word.text] = texts.get(word.text, frozenset()) | {concept.name}
        return Speller(texts)


def _add(entry: _Entry, concept: Concept, denies: bool) -> None:
    if denies:
        entry.denied |= {concept.name}
    else:
        entry.said |= {concept.name}
    if denies or any(part in NEGATORS for part in entry.phrase):
        entry.hides = None
    elif entry.hides is not None:
        entry.hides |= {*concept.hides}


def phrase_of(text: str) -> Phrase:
    """The stems of a phrase, without fillers where more than one small word is left: "one of the" is no "one"."""
    stems = tuple(word.stem for word in words_of(text))
    rest = tuple(part for part in stems if part not in FILLERS)
    return stems if not rest or (rest != stems and len(rest) == 1 and rest[0] in SMALL_WORDS) else rest


def quoted_name(phrase: Phrase) -> str:
    """What a quoted phrase is called: its stems in quotes, so that "bias" is not whatever the concept bias takes in."""
    return f'"{" ".join(phrase)}"'


def _is_comparative(word: str) -> bool:
    return word in COMPARATIVES or word in {"rather", "other", "worse", "better"}


def _heard(first: int, last: int, entry: _Entry, found: Mapping[int, Sequence[tuple[int, _Entry]]]) -> Mention | None:
    """What a phrase says where it stands, without what a longer phrase around it hides."""
    said, denied = entry.said, entry.denied
    for start in range(max(0, first - LONGEST), first + 1):
        for stop, other in found.get(start, ()):
            if last <= stop and stop - start > last - first:
                if other.hides is None:
                    return None
                said, denied = said - other.hides, denied - other.hides
    return Mention(first, last, said, denied) if said or denied else None


def _matched(phrase: Phrase, stems: Sequence[str], words: Sequence[Word], index: int) -> int:
    """The index behind `phrase` where it starts at `index`, over fillers but over no punctuation; 0 where not."""
    for part in phrase[1:]:
        index += 1
        while index < len(stems) and stems[index] != part and _is_filler(words, index):
            index += 1
        if index >= len(stems) or stems[index] != part or _pauses(words[index]):
            return 0
    return index + 1


def _is_filler(words: Sequence[Word], index: int) -> bool:
    """Whether a phrase may run over the word at `index`; "the longer you train, the more …" begins anew at "the"."""
    anew = words[index].text == "the" and index + 1 < len(words) and words[index + 1].text in COMPARATIVES
    return words[index].stem in FILLERS and not anew and not _pauses(words[index])


def _pauses(word: Word) -> bool:
    return any(mark in word.gap for mark in ",.;:!?")


def _quoted(stems: Sequence[str], words: Sequence[Word], phrases: Iterable[Phrase]) -> list[Mention]:
    found = []
    for phrase in phrases:
        for index, first in enumerate(stems):
            if first == phrase[0] and (last := _matched(phrase, stems, words, index)):
                found.append(Mention(index, last, frozenset({quoted_name(phrase)})))
    return found
