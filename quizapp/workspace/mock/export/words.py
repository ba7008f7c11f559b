"""What both forms of the export say in words: marks, times, and the facts of an interview and of a question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from quizapp.grading.shares import percent
from quizapp.sessions.mock.clock import duration_words
from quizapp.sessions.mock.report import ItemReport, MistakeReport, PointReport, Report, Word
from quizapp.sessions.mock.scale import answered, counts, over_time
from quizapp.workspace.wording import count_of

MARKS: Mapping[Word, str] = {
    Word.POOR: "○ poor",
    Word.MIXED: "◔ mixed",
    Word.GOOD: "◕ good",
    Word.EXCELLENT: "● excellent",
    Word.UNJUDGED: "? not judged",
}
POINTS = {
    "covered": "✓ covered",
    "nudged": "◐ needed a nudge",
    "missed": "– missed",
    "contradicted": "✗ contradicted",
}
PARTS = {"covered": "✓ right", "missed": "– missed", "contradicted": "✗ wrong"}
TESTS = {"covered": "✓ passed", "missed": "– not run", "contradicted": "✗ failed"}
MISTAKES = {"stands": "✗ misconception stands", "withdrawn": "◐ misconception withdrawn"}
DENIED = "– no misconception"
ENDED = {
    "time": "The time was up.",
    "finished": "It was finished before the time was up.",
    "left": "It was ended with questions open.",
}
CANDIDATE = "the candidate"  # who overruled a verdict, in a file that others may read
PRACTICE = "This is practice: no rule knows whom a company hires."


def facts_of(report: Report, zone: tzinfo | None) -> list[str]:
    """When it was, what was asked for, how much was answered, and in what time."""
    wish = [f"level {report.level}"] if report.level else []
    seed = [f"seed {report.seed}"] if report.seed is not None else []
    asked_for = ", ".join([*wish, *report.tags, *seed])
    return [
        f"{report.started_at.astimezone(zone):%Y-%m-%d, %H:%M}",
        *([asked_for] if asked_for else []),
        f"{answered(report.items)} of {count_of(len(report.items), 'question')} answered",
        f"{duration_words(report.used)} of {duration_words(report.seconds)}",
    ]


def facts_on(item: ItemReport) -> list[str]:
    """Of what sort the question was, the time that it took, and how sure the candidate was."""
    sure = [f"you were {item.confidence} % sure"] if item.confidence is not None else []
    flagged = ["flagged"] if item.flagged else []
    part = [item.part] if item.part else []
    return [*part, item.kind, item.level, item.topic, time_words(item), *sure, *flagged]


def time_words(item: ItemReport) -> str:
    """The time against the budget, with what the candidate added: `1:32 of 1:00 + 0:30, over`."""
    extra = f" + {clock_words(item.extra)}" if item.extra else ""
    return f"{clock_words(item.seconds)} of {clock_words(item.budget)}{extra}" + (", over" if over_time(item) else "")


def clock_words(seconds: float) -> str:
    """`0:05`, `12:40`, `1:02:03`: without the fraction of a second that is begun."""
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def score_words(item: ItemReport) -> str:
    """The score in per cent; a dash where there is none."""
    return percent(item.score) if counts(item) else "–"


def became(point: PointReport, kind: str) -> str:
    """What became of a point of a rubric, of an option or a step, or of a test of code."""
    words = {"interview": POINTS, "code": TESTS}.get(kind, PARTS)
    return words.get(point.status, point.status)


def mistaken(mistake: MistakeReport) -> str:
    """What became of a misconception; of one that stood and was overruled, that it is none."""
    if mistake.judged == "stands":
        return DENIED
    asked = ", after a follow-up" if mistake.asked and mistake.status == "stands" else ""
    return f"{MISTAKES.get(mistake.status, mistake.status)}{asked}"


def objection(finding: PointReport | MistakeReport, who: str) -> str:
    """`, overruled by you`, to go behind what became of a finding; empty where that is what the rules said."""
    return f", overruled by {who}" if finding.overruled else ""


def expected_head(item: ItemReport) -> str:
    """What the model answer is called."""
    return {"interview": "Model answer", "code": "Solution"}.get(item.kind, "Key")
