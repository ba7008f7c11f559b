"""What a text has without claiming it: a piece of the question, and words strung together without a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from quizapp.grading.rubric.lexicon import SMALL_WORDS, set_of
from quizapp.grading.rubric.statements import Statement
from quizapp.grading.rubric.words import Word, words_of

COPIED = 4  # words in a row, from which on they are the question's
STRUNG = 7  # words without a mark between them, from which on they are no sentence where none is small,
BARE = 12  # or, from so many on, less than one in so many:
SMALL_SHARE = 1 / 8

_BINDING = SMALL_WORDS | set_of(
    """
    about above across after against along among around at away before behind below between beyond by down during into
    near off on onto out outside over past per since through throughout towards toward until up upon via within
    always already also ever even merely more less most least only rather so too very still
    """
)


def own_claims(statements: Sequence[Statement], text: str, asked: str) -> list[Statement]:
    """Those of the `statements` of `text` that are the writer's own; `asked` is the question."""
    question = _joined(words_of(asked))
    kept: list[Statement] = []
    for _, told in groupby(statements, key=lambda one: one.sentence):
        sentence = list(told)
        words = words_of(text[sentence[0].start : sentence[-1].end])
        if not _is_strung(words) and not _is_copied(words, question):
            kept += [one for one in sentence if not _is_copied(words_of(text[one.start : one.end]), question)]
    return kept


def _joined(words: Sequence[Word]) -> str:
    return f" {' '.join(word.text for word in words)} "


def _is_copied(words: Sequence[Word], question: str) -> bool:
    return len(words) >= COPIED and _joined(words) in question


def _is_strung(words: Sequence[Word]) -> bool:
    bare = all(not word.gap.strip() for word in words[1:])
    binding = sum(word.text in _BINDING for word in words)
    few = binding < SMALL_SHARE * len(words) if len(words) >= BARE else not binding
    return len(words) >= STRUNG and bare and few
