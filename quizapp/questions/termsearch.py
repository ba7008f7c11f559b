"""Terms found: those that stand in a text, those that fit some words, and the nearest ones to a word that is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache

from quizapp.grading.rubric import Concept, Vocabulary, phrase_of
from quizapp.grading.rubric.words import words_of
from quizapp.questions.terms import Term

MOST_NEAR = 3  # names that somebody may have meant


def terms_in_text(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Those of `terms` that stand in `text`, in their order there. Where phrases overlap, the longest one counts.

    Words are compared by their stems, as in an answer that is graded.
    """
    vocabulary = _vocabulary(tuple(terms))
    taken: set[int] = set()
    kept = []
    for mention in sorted(vocabulary.mentions(words_of(text)), key=lambda one: (one.first - one.last, one.first)):
        if taken.isdisjoint(range(mention.first, mention.last)):
            taken.update(range(mention.first, mention.last))
            kept.append(mention)
    place = {name: one.first for one in sorted(kept, key=lambda one: -one.first) for name in one.said}
    return tuple(sorted((term for term in terms if term.key in place), key=lambda term: place[term.key]))


@lru_cache(maxsize=4)
def _vocabulary(terms: tuple[Term, ...]) -> Vocabulary:
    return Vocabulary(tuple(Concept(term.key, term.spellings) for term in terms))


def matching_terms(terms: Iterable[Term], text: str) -> tuple[Term, ...]:
    """The terms that every word of `text` fits, the nearest first; all of them, as they come, without a word.

    First what is called so, then what begins so, then where it stands in a name, in other words for it, in its meaning.
    """
    wanted = _plain(text)
    if not wanted:
        return tuple(terms)
    ranked = [(rank, term) for term in terms if (rank := _rank(term, text, wanted)) is not None]
    return tuple(term for _, term in sorted(ranked, key=lambda pair: pair[0]))


def called(terms: Iterable[Term], text: str) -> tuple[Term, ...]:
    """The terms that `text` is a spelling of."""
    phrase = phrase_of(text)
    return tuple(term for term in terms if phrase and phrase in map(phrase_of, term.spellings))


def nearest_names(terms: Sequence[Term], text: str) -> tuple[str, ...]:
    """The names of the terms that `text` is nearly a spelling of, the nearest first."""
    names = {_plain(word): term.name for term in terms for word in term.words}
    names |= {_plain(spelling): term.name for term in terms for spelling in term.spellings}
    near = get_close_matches(_plain(text), names, n=2 * MOST_NEAR, cutoff=0.7)
    return tuple(dict.fromkeys(names[one] for one in near))[:MOST_NEAR]


def _rank(term: Term, text: str, wanted: str) -> int | None:
    names = [_plain(name) for name in term.spellings]
    if called([term], text):
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    words = wanted.split()
    for rank, heap in enumerate((names, [*names, *map(_plain, term.words)], [*names, _plain(term.means)]), 2):
        if all(word in " ".join(heap) for word in words):
            return rank
    return None


def _plain(text: str) -> str:
    """`text` as it is compared letter by letter: "Soft-Threshold " is "soft threshold"."""
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
