"""Interviews to report on: built by hand from a few answers, and kept in the learner's file as if they were held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from quizapp.sessions.mock.calibration import calibration_of, said_of
from quizapp.sessions.mock.history import summary_of
from quizapp.sessions.mock.outline import Outline, Slot
from quizapp.sessions.mock.report import ItemReport, MistakeReport, PointReport, Report, Said, Word
from quizapp.sessions.mock.reportjson import report_text
from quizapp.sessions.mock.scale import hiring, overall
from quizapp.sessions.mock.signals import signals_of, topics_of
from quizapp.workspace import Workspace
from tests.tui.stage import NOON

ZEROS = PointReport(
    "zeros",
    "L1 drives some weights exactly to zero.",
    "covered",
    "L1 makes some weights exactly zero, w[i] = 0",
    "definitions",
    2.0,
    must=True,
)
SHRINKS = PointReport("shrinks", "L2 only shrinks weights.", "nudged", "L2 only shrinks them", "definitions", must=True)
FADES = "the L1 pull is constant, the L2 pull fades with the weight."
PULL = PointReport("pull", FADES, "missed", "", "mathematics", 2)
SPARSE = MistakeReport(
    "l2-sparse",
    "says that L2 gives sparsity.",
    "stands",
    "L2 makes them exactly zero as well",
    asked=True,
    correction="Ridge never lands on zero: its pull fades as the weight does.",
)

AT_LENGTH = ItemReport(
    question_id="formint1",
    title="L1 and L2",
    kind="interview",
    level="mid",
    topic="l1",
    part="interview",
    prompt="How do L1 and L2 differ in what they do to weights?",
    response="Well, L1 makes some weights exactly zero, w[i] = 0.\nThat is [bold]sparsity[/].",
    follow_ups=(Said("What is the slope of each penalty at `w = 0.001`?", "L2 only shrinks them.", 38.0),),
    verdict="partial",
    score=0.5,
    word=Word.MIXED,
    rule="Not good, as the score is below 65 %; not poor, as the score is 50 %.",
    points=(ZEROS, SHRINKS, PULL),
    mistakes=(),
    expected="L1 sets weights to zero, and L2 makes them small.",
    feedback=("Say what the pull does near zero.",),
    explanation="The derivative of $|w|$ is $\\pm 1$ however small `w` is.",
    sources="- Tibshirani 1996",
    evidence="",
    measured=(),
    unchecked="",
    seconds=171.0,
    budget=120,
    extra=30,
    confidence=80,
    flagged=True,
    signal="trade-offs",
    weight=3.0,
)
NUMBER = replace(
    AT_LENGTH,
    question_id="aaaaaaa3",
    title="Where is the weight?",
    kind="numeric",
    level="senior",
    topic="weight-decay",
    part="warm-up",
    prompt="SGD, penalty $\\lambda w^2$ in the loss, no data gradient, `lr=0.1`. Where is `w`?",
    response="0.98",
    follow_ups=(),
    verdict="right",
    score=1.0,
    word=Word.EXCELLENT,
    rule="The answer is right.",
    points=(),
    expected="0.980179",
    feedback=(),
    explanation="The gradient of $\\lambda w^2$ is $2 \\lambda w$.",
    sources="",
    evidence="quizapp demo decay_step --set lam=0.01 --set lr=0.1 --set steps=10",
    measured=("sgd_penalty = 0.980179",),
    seconds=41.0,
    budget=90,
    extra=0,
    confidence=95,
    flagged=False,
    signal="mathematics",
    weight=1.0,
)
CHOICE = replace(
    NUMBER,
    question_id="aaaaaaa1",
    title="Which penalty can give exact zeros?",
    kind="choice",
    level="junior",
    topic="l1",
    prompt="Which penalty can set `w[i]` to *exactly* zero?",
    response="a",
    verdict="wrong",
    score=0.0,
    word=Word.POOR,
    rule="The answer is wrong.",
    expected="b) Lasso, $\\lambda \\sum_i |w_i|$",
    feedback=("Its pull fades as the weight does.",),
    explanation="The derivative of $|w|$ is $\\pm 1$.",
    evidence="quizapp demo sparse_regression --set alpha=0.1",
    measured=(),
    seconds=12.0,
    budget=60,
    confidence=65,
    signal="definitions",
)
SILENT = replace(
    AT_LENGTH,
    response="",
    follow_ups=(),
    verdict="open",
    score=0.0,
    word=Word.POOR,
    rule="Nothing was said.",
    points=tuple(replace(point, status="missed", quote="") for point in (ZEROS, SHRINKS, PULL)),
    seconds=0.0,
    extra=0,
    confidence=None,
    flagged=False,
)
UNCHECKED = replace(
    NUMBER,
    verdict="unchecked",
    score=0.0,
    word=Word.UNJUDGED,
    rule="It counts in no score: what decides about it did not run.",
    expected="",
    measured=(),
    unchecked="The engine is down: torch is missing.",
)
MISLED = replace(
    AT_LENGTH,
    verdict="wrong",
    score=0.1,
    word=Word.POOR,
    rule="A misconception stands after its follow-up (l2-sparse): the heaviest finding.",
    points=(ZEROS, replace(SHRINKS, status="contradicted", quote="L2 makes them exactly zero as well"), PULL),
    mistakes=(SPARSE,),
)


def report(*items: ItemReport, name: str = "screen", at: datetime = NOON, notes: Sequence[str] = ()) -> Report:
    """The report on an interview with these questions."""
    signals = signals_of(items)
    score, word = overall(items)
    return Report(
        name=name,
        started_at=at,
        seconds=2700.0,
        used=min(2700.0, sum(item.seconds for item in items)),
        ended="finished",
        level="",
        tags=(),
        seed=7,
        notes=tuple(notes),
        items=items,
        signals=signals,
        topics=topics_of(items),
        calibration=calibration_of(said_of(items)),
        score=score,
        word=word,
        hiring=hiring(items, signals, score)[0],
    )


WHOLE = report(NUMBER, CHOICE, AT_LENGTH, notes=("The decks have only three questions that fit.",))


def keep(workspace: Workspace, told: Report) -> int:
    """Keep an interview with its report; return its number."""
    slots = tuple(Slot(item.question_id, item.part) for item in told.items)
    runner = workspace.mocks.begin(Outline(told.name, int(told.seconds), slots, told.seed), lambda _: None)
    number = runner.state.number
    ended = told.started_at + timedelta(seconds=told.used)
    workspace.store.score_interview(number, "", report_text(told), summary_of(told), ended, ())
    return number
