"""An answered question as text: the verdict, the key, the evidence, why, and the ratings to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from quizapp.cli.markdown import plain
from quizapp.cli.points import beside_lines, follow_up_lines, point_lines
from quizapp.cli.results import evidence_lines, look_lines
from quizapp.cli.text import wrapped
from quizapp.grading.shares import percent
from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.forms import Form, Order, PickMany, Turn, WriteCode, WriteLong
from quizapp.scheduling import Rating
from quizapp.sessions.practice.state import Asked
from quizapp.workspace.wording import interval_words

WORDS = {Verdict.RIGHT: "Right", Verdict.PARTIAL: "Partly right", Verdict.WRONG: "Wrong"}
LONG = (WriteCode, WriteLong)
KEYS = {Turn: "Answer:", WriteLong: "Model answer:", WriteCode: "Solution:"}


def answer_lines(asked: Asked, width: int) -> list[str]:
    """Everything that is shown once an answer is judged, but the ratings."""
    grade = asked.grade or Grade(Verdict.UNCHECKED)
    question = asked.question
    verdict, key = _verdict(asked, grade, width), _key(asked, grade, width)
    long = isinstance(question.task.form, LONG)  # a key of several lines comes after what was wrong
    blocks = [
        verdict if long else [*verdict, *key],
        plain("\n\n".join(grade.feedback), width),
        key if long else [],
        beside_lines(grade, width),
        [*_seen(asked, width), *_evidence(asked, width)],
        plain(question.explanation, width),
        ["Sources:", *plain(question.sources, width)] if question.sources else [],
        follow_up_lines(grade, width),
    ]
    return [line for block in blocks if block for line in ["", *block]][1:]


def verdict_line(grade: Grade) -> str:
    """`Partly right (60 %).`"""
    score = f" ({percent(grade.score)})" if grade.verdict is Verdict.PARTIAL else ""
    return f"{WORDS[grade.verdict]}{score}."


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
    form = asked.question.task.form
    if grade.verdict is Verdict.UNCHECKED and isinstance(form, Turn):
        return []
    if grade.verdict is Verdict.UNCHECKED:
        reasons = dict.fromkeys(asked.failures.values()) or (() if grade.feedback else ("The run gave no key.",))
        advice = "Rate it yourself; :run tries again, and enter leaves it unrated."
        return wrapped(" ".join(["Not checked live:", *reasons, advice]), width)
    shown = grade.verdict is not Verdict.RIGHT or isinstance(form, LONG)
    return [verdict_line(grade), *(point_lines(grade, form, width) if shown else ())]


def _key(asked: Asked, grade: Grade, width: int) -> list[str]:
    if not grade.expected:
        return []
    form = asked.question.task.form
    head, lines = key_head(form), key_lines(grade.expected, form, width)
    if len(lines) == 1 and len(head) + len(lines[0]) < width:
        return [f"{head} {lines[0]}"]
    return [head, *lines]


def key_head(form: Form) -> str:
    """What stands before the key."""
    return KEYS.get(type(form), "Key:")


def key_lines(expected: str, form: Form, width: int) -> list[str]:
    """The key; each of several options or steps on a line of its own."""
    parts = expected.split("\n") if isinstance(form, PickMany | Order) else [expected]
    return [line for part in parts for line in plain(part, width)]


def _seen(asked: Asked, width: int) -> list[str]:
    """The table and the plot of a run that was predicted: it takes place in front of the learner."""
    result = asked.evidence_result if asked.question.commits else None
    return look_lines(result, width) if result else []


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
