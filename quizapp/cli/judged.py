"""An answered question as text: the verdict, the key, the evidence, why, and the ratings to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from quizapp.cli.markdown import plain, plain_line
from quizapp.cli.results import evidence_lines, look_lines
from quizapp.cli.text import wrapped
from quizapp.grading.verdict import Grade, Point, Verdict
from quizapp.questions.forms import Form, PickMany, PickOne, Turn
from quizapp.scheduling import Rating
from quizapp.sessions.practice.state import Asked
from quizapp.workspace.wording import interval_words

WORDS = {Verdict.RIGHT: "Right", Verdict.PARTIAL: "Partly right", Verdict.WRONG: "Wrong"}
POINTS = {"covered": "✓ right", "missed": "– missed", "contradicted": "✗ wrong"}


def answer_lines(asked: Asked, width: int) -> list[str]:
    """Everything that is shown once an answer is judged, but the ratings."""
    grade = asked.grade or Grade(Verdict.UNCHECKED)
    question = asked.question
    blocks = [
        [*_verdict(asked, grade, width), *_key(asked, grade, width)],
        plain("\n\n".join(grade.feedback), width),
        _evidence(asked, width),
        plain(question.explanation, width),
        ["Sources:", *plain(question.sources, width)] if question.sources else [],
    ]
    return [line for block in blocks if block for line in ["", *block]][1:]


def rating_line(dues: Mapping[Rating, date], today: date, chosen: Rating | None) -> str:
    """`Rating [good]: again today · hard 1 d · good 4 d · easy 9 d`."""
    when = " · ".join(f"{rating.word} {interval_words((dues[rating] - today).days)}" for rating in Rating)
    return f"Rating [{chosen.word if chosen else 'none'}]: {when}"


def run_lines(asked: Asked, width: int) -> list[str]:
    """What the run behind the answer came to, with its table and its plot."""
    call, result = asked.evidence_call, asked.evidence_result
    if call is not None and call in asked.failures:
        return wrapped(f"Not run live: {asked.failures[call]}", width)
    return [*look_lines(result, width), *_evidence(asked, width)] if result else []


def _verdict(asked: Asked, grade: Grade, width: int) -> list[str]:
    if grade.verdict is Verdict.UNCHECKED and not asked.question.task.calls:
        return []
    if grade.verdict is Verdict.UNCHECKED:
        reasons = " ".join(dict.fromkeys(asked.failures.values())) or "The run gave no key."
        advice = "Rate it yourself, or press enter to leave it unrated."
        return wrapped(f"Not checked live: {reasons} {advice}", width)
    score = f" ({grade.score:.0%})" if grade.verdict is Verdict.PARTIAL else ""
    parts = point_lines(grade, asked.question.task.form, width) if grade.verdict is not Verdict.RIGHT else ()
    return [f"{WORDS[grade.verdict]}{score}.", *parts]


def point_lines(grade: Grade, form: Form, width: int) -> list[str]:
    """A line for each part of the response and how it was judged; none for one pick, which the key explains."""
    return [] if isinstance(form, PickOne) else [line for point in grade.points for line in _point(point, width)]


def _point(point: Point, width: int) -> list[str]:
    given = f" ({point.evidence})" if point.evidence else ""
    return wrapped(f"{POINTS.get(point.status, point.status)}: {plain_line(point.name)}{given}", width, rest="  ")


def _key(asked: Asked, grade: Grade, width: int) -> list[str]:
    if not grade.expected:
        return []
    head = "Answer:" if isinstance(asked.question.task.form, Turn) else "Key:"
    lines = key_lines(grade.expected, asked.question.task.form, width)
    return [f"{head} {lines[0]}"] if len(lines) == 1 and len(lines[0]) + 8 <= width else [head, *lines]


def key_lines(expected: str, form: Form, width: int) -> list[str]:
    """The key; each of several options on a line of its own."""
    parts = expected.split("\n") if isinstance(form, PickMany) else [expected]
    return [line for part in parts for line in plain(part, width)]


def _evidence(asked: Asked, width: int) -> list[str]:
    """The claims that the run bears out or not, and its summary; else where the run stands."""
    call, result = asked.evidence_call, asked.evidence_result
    if call is None:
        return []
    if result is not None:
        holds = asked.question.evidence.holds if asked.question.evidence else ()
        origin = "from the cache" if result.cached else f"run live in {result.seconds:.2g} s"
        return [*evidence_lines(holds, result.measures), *wrapped(f"{result.summary} ({origin})", width)]
    if call in asked.failures:
        return wrapped(f"Evidence not run live: {asked.failures[call]}", width)
    return ["The evidence is still being computed; :run waits for it and shows it."]
