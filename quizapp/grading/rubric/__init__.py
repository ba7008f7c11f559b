"""Interview answers, judged by rules: which rubric points a text covers, and which misconceptions it states."""

from quizapp.grading.rubric.score import overrule, scored

__all__ = ["overrule", "scored"]
