"""A reply to a follow-up, heard in the light of what was asked: whom "it" means, and the words that it leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from quizapp.grading.rubric.borrowed import own_claims
from quizapp.grading.rubric.judge import Examiner, Found, Judgement
from quizapp.grading.rubric.lexicon import NEGATORS, set_of
from quizapp.grading.rubric.statements import Statement, statements_of
from quizapp.grading.rubric.words import words_of


@dataclass(frozen=True)
class Probe:
    """A follow-up over the rubric of `examiner`, who asks it; `about` are the points that it is about.

    `missing`: it asks for what was not said; another may ask about what was said, and wrong.
    """

    examiner: Examiner
    about: frozenset[str]
    missing: bool

    def judge(self, reply: str) -> Judgement:
        """What `reply` says of the points of the rubric. Never raises.

        For the points that it is about, the question lends its words: "it stays constant" is said of the pull, where
        the pull was asked about. For all the others it only tells whom "they" are, and what a clause does not speak of.
        """
        onward = self._onward(reply)
        plain = self.examiner.judge_statements(reply, _unaided(onward, self._lending))
        leaning = self._lent(reply, [*onward, *self._none(reply)])
        alone = self._lent(reply, self.examiner.statements(reply))
        points = {name: _fairer(found, leaning.points[name]) for name, found in plain.points.items()}
        for name in self.about:
            heard = (points[name], leaning.points[name], alone.points[name])
            points[name] = next((found for found in heard if found.status == "covered"), points[name])
        return replace(plain, points=points)

    def _onward(self, reply: str) -> list[Statement]:
        """The statements of `reply` as it goes on from what was asked, which claims nothing."""
        examiner, before = self.examiner, _as_question(self.examiner.asked)
        about = examiner.named or examiner.about
        told = statements_of(before + reply, examiner.vocabulary, about, examiner.named, examiner.quoted)
        return own_claims(_behind(told, len(before)), reply, examiner.asked)

    def _lent(self, reply: str, statements: Sequence[Statement]) -> Judgement:
        return self.examiner.judge_statements(reply, [replace(one, lent=self._lending) for one in statements])

    def _none(self, reply: str) -> list[Statement]:
        """The claim of "none of them", which denies what was asked about; and of "nothing", with no word more."""
        words, asked = words_of(reply), {word.text for word in words_of(self.examiner.asked)}
        opening = [words[0], *takewhile(lambda word: not word.gap.strip(), words[1:])] if words else []
        texts = {word.text for word in opening}
        none = "none" in texts or ("nothing" in texts and len(opening) == len(words))
        if not (self.missing and none and texts <= _NONE) or NEGATORS & asked:
            return []
        named = frozenset(self.examiner.named)
        return [Statement(named, self._lending, named, 0, 0, len(opening), opening[0].start, opening[-1].end)]

    @cached_property
    def _lending(self) -> frozenset[str]:
        """The concepts that the question names, but for those whom a clause can be about."""
        vocabulary = self.examiner.vocabulary
        mentions = vocabulary.mentions(vocabulary.mended(words_of(self.examiner.asked)), self.examiner.quoted)
        return frozenset().union(*(mention.said for mention in mentions)) - vocabulary.topics


def _fairer(found: Found, leaning: Found) -> Found:
    """What was found of a point, without what is held against a clause that speaks of something else."""
    return leaning if (found.status, leaning.status) == ("contradicted", "missed") else found


_NONE = set_of("none nothing of them these those at all whatsoever absolutely")
_END = re.compile(r"[.!](?=\s|$)")


def _as_question(asked: str) -> str:
    """`asked` with a question mark behind each sentence, and a paragraph's end."""
    text = _END.sub("?", asked.rstrip())
    return f"{text if text.endswith('?') else text + '?'}\n\n"


def _behind(statements: Sequence[Statement], offset: int) -> list[Statement]:
    """Those of the `statements` that stand behind so many characters, with their places counted from there."""
    ours = (one for one in statements if one.start >= offset)
    return [replace(one, start=one.start - offset, end=one.end - offset) for one in ours]


def _unaided(statements: Sequence[Statement], lending: frozenset[str]) -> list[Statement]:
    """`statements`, where "it" in the first sentence points back to nothing that the question names (`lending`)."""
    first = statements[0].sentence if statements else 0
    return [replace(one, context=one.context - lending) if one.sentence == first else one for one in statements]


# ---------------------------------------------------------------- taking back

# "I take that back", "sorry, I mixed them up", "my mistake".
_RETRACTION = re.compile(
    r"""
      \b(?<!if\ )i\ (?:(?!not|never)\w+\ )?(?:take\ (?:that|it|this)\ back|misspoke|stand\ corrected)\b
    | \b(?<!if\ )i\ (?:was|am|got\ (?:that|it|this|them))\ (?:(?!not|never)\w+\ )?
      (?:wrong|mistaken|confused|backwards|mixed\ up)\b
    | \bi\ (?:(?!not|never)\w+\ )?(?:mixed|confused|swapped)\ (?:that|it|this|them|the\ two|something)\b
    | \bi\ had\ (?:that|it|this|them)\ (?:the\ wrong\ way|upside\ down|backwards|wrong|mixed\ up|reversed)\b
    | \bmy\ (?:mistake|bad|error)\b
    """,
    re.VERBOSE,
)
_NO = set_of("no nope")
_SURE = set_of("doubt question problem reason need matter")  # "no doubt" is a yes


def takes_back(reply: str, stand_by: bool) -> bool:
    """Whether `reply` says that what was said before was wrong.

    `stand_by`: it was asked whether the candidate stands by it, so that "no" says so too.
    """
    texts = [word.text for word in words_of(reply)]
    if _RETRACTION.search(" ".join(texts)):
        return True
    return stand_by and bool(texts) and texts[0] in _NO and not _SURE & set(texts[1:2])
