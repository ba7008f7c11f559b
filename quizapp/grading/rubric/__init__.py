"""Interview answers, judged by rules: which rubric points a text covers, and which misconceptions it states."""

from quizapp.grading.rubric.explain import Closest, Explanation, Heard, Reason, closest, explain
from quizapp.grading.rubric.judge import Examiner, Found, Judgement, Misconception, Rubric, RubricPoint
from quizapp.grading.rubric.patterns import Literal, Pattern, PatternError, read_pattern
from quizapp.grading.rubric.probing import Probe, takes_back
from quizapp.grading.rubric.score import overrule, scored
from quizapp.grading.rubric.twins import Survivor, contrasts, survivors
from quizapp.grading.rubric.vocabulary import Concept, Vocabulary, phrase_of, quoted_name

__all__ = [
    "Closest",
    "Concept",
    "Examiner",
    "Explanation",
    "Found",
    "Heard",
    "Judgement",
    "Literal",
    "Misconception",
    "Pattern",
    "PatternError",
    "Probe",
    "Reason",
    "Rubric",
    "RubricPoint",
    "Survivor",
    "Vocabulary",
    "closest",
    "contrasts",
    "explain",
    "overrule",
    "phrase_of",
    "quoted_name",
    "read_pattern",
    "scored",
    "survivors",
    "takes_back",
]
