"""Interview answers, judged by rules: which rubric points a text covers, and which misconceptions it states."""

from quizapp.grading.rubric.judge import Found, Judgement, Misconception, Rubric, RubricPoint, judge
from quizapp.grading.rubric.patterns import Literal, Pattern, PatternError, read_pattern
from quizapp.grading.rubric.score import overrule, scored
from quizapp.grading.rubric.vocabulary import Concept, Vocabulary, phrase_of

__all__ = [
    "Concept",
    "Found",
    "Judgement",
    "Literal",
    "Misconception",
    "Pattern",
    "PatternError",
    "Rubric",
    "RubricPoint",
    "Vocabulary",
    "judge",
    "overrule",
    "phrase_of",
    "read_pattern",
    "scored",
]
