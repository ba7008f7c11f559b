"""The report on an interview, made from its state: what an interviewer would have written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from quizapp.grading.expressions import names_in
from quizapp.grading.numbers import say_number
from quizapp.grading.rubric import Rubric
from quizapp.grading.sets import letter
from quizapp.questions.calls import Job, Runs, measures_of
from quizapp.questions.forms import Order, PickMany, PickOne, TypeText, WriteLong
from quizapp.questions.kind import all_kinds
from quizapp.questions.kinds.interview import Interview
from quizapp.questions.kinds.numeric import Numeric
from quizapp.questions.model import Question
from quizapp.sessions.mock.calibration import calibration_of, said_of
from quizapp.sessions.mock.judging import Judged, judged
from quizapp.sessions.mock.report import ItemReport, MistakeReport, PointReport, Report, Said, Word
from quizapp.sessions.mock.scale import graded, hiring, overall
from quizapp.sessions.mock.signals import signals_of, topics_of
from quizapp.sessions.mock.state import Item, Mock

RUN_TELLS = "A live run computes it."
_LETTERED = re.compile(r"^(?=[a-z]\) )", re.MULTILINE)


def report_of(mock: Mock) -> Report:
    """The report on `mock` as it stands; a job that did not run leaves its question unchecked."""
    outline = mock.outline
    report = Report(
        name=outline.name,
        started_at=mock.started_at,
        seconds=float(outline.seconds),
        used=min(float(outline.seconds), max(0.0, outline.seconds - mock.left)),
        ended=mock.ended,
        level=outline.wish.level or "",
        tags=outline.wish.tags,
        seed=outline.wish.seed,
        notes=outline.notes,
        items=tuple(item_report(item, mock.runs, mock.failures) for item in mock.items),
        signals=(),
        topics=(),
        calibration=calibration_of(()),
        score=0.0,
        word=Word.UNJUDGED,
        hiring="",
    )
    return summed_up(report)


def summed_up(report: Report) -> Report:
    """`report` with what its questions come to together: signals, topics, calibration, score, word and hiring word."""
    items = report.items
    signals = signals_of(items)
    score, word = overall(items)
    return replace(
        report,
        signals=signals,
        topics=topics_of(items),
        calibration=calibration_of(said_of(items)),
        score=score,
        word=word,
        hiring=hiring(items, signals, score)[0],
    )


def item_report(item: Item, runs: Runs, failures: Mapping[Job, str]) -> ItemReport:
    """What is told of one question."""
    question, outcome = item.question, judged(item, runs, failures)
    task = question.task
    rubric = task.rubric if isinstance(task, Interview) else None
    points, mistakes = _points(outcome, question, rubric), _mistakes(outcome, rubric)
    word, rule = graded(outcome, [point.name for point in points if point.could] if rubric else None)
    call = question.evidence.call if question.evidence else next(iter(task.calls), None)
    return ItemReport(
        question_id=question.id,
        title=question.title,
        kind=question.kind,
        level=question.level.value,
        topic=question.tags[0] if question.tags else question.deck,
        part=item.slot.part,
        prompt=_asked(question),
        response=item.main.text,
        follow_ups=tuple(Said(one.text, one.reply.text, one.reply.seconds) for one in item.follow_ups),
        verdict=outcome.verdict,
        score=outcome.score,
        word=word,
        rule=rule,
        points=points,
        mistakes=mistakes,
        expected=_expected(question, runs),
        feedback=_feedback(outcome, points, mistakes, question.kind),
        explanation=question.explanation,
        sources=question.sources,
        evidence=str(call) if call else "",
        measured=_measured(question, outcome, runs),
        unchecked=_unchecked(outcome),
        seconds=item.seconds,
        budget=item.budget - item.extra,
        extra=item.extra,
        confidence=item.confidence,
        flagged=item.flagged,
        signal=all_kinds()[question.kind].signal,
        weight=question.points,
    )


def _asked(question: Question) -> str:
    """The prompt, with the options or the steps under their letters, as the response names them."""
    match question.task.form:
        case PickOne(options) | PickMany(options) | Order(options):
            lines = [f"- {letter(index)}) " + text.replace("\n", "\n  ") for index, text in enumerate(options)]
            return "\n".join([question.prompt, "", *lines])
    return question.prompt


def _expected(question: Question, runs: Runs) -> str:
    """The key; where it is several options or steps, each as an item of a list. What nobody answered was not run."""
    expected = question.task.expected(runs)
    if isinstance(question.task.form, PickMany | Order):
        return _LETTERED.sub("- ", expected)
    return expected or (RUN_TELLS if question.task.calls else "")


def _points(outcome: Judged, question: Question, rubric: Rubric | None) -> tuple[PointReport, ...]:
    """Each point and what became of it; to a question with a rubric that nobody answered, all of them were missed."""
    default = all_kinds()[question.kind].signal
    ranks = {one.name: one.rank for one in rubric.points} if rubric else {}
    if rubric and not outcome.points:
        return tuple(
            PointReport(
                one.name,
                one.about,
                "missed",
                "",
                one.signal or default,
                one.weight,
                must=one.rank == "must",
                could=one.rank == "could",
            )
            for one in rubric.points
        )
    # Of an option, a step or a test, the evidence is what became of it, and no word of the candidate's.
    own = isinstance(question.task.form, WriteLong | TypeText)
    return tuple(
        PointReport(
            name=one.name,
            about=one.about if own else one.evidence,
            status=one.status,
            quote=one.evidence if own else "",
            signal=one.signal or default,
            weight=one.weight,
            must=one.must,
            could=ranks.get(one.name) == "could",
        )
        for one in outcome.points
    )


def _mistakes(outcome: Judged, rubric: Rubric | None) -> tuple[MistakeReport, ...]:
    corrections = {one.name: one.correction for one in rubric.misconceptions} if rubric else {}
    return tuple(
        MistakeReport(
            name=one.name,
            about=one.about,
            status=one.status,
            quote=one.evidence,
            asked=one.name in outcome.confronted,
            correction=corrections.get(one.name, ""),
            weight=one.weight,
        )
        for one in outcome.mistakes
    )


def _feedback(
    outcome: Judged, points: tuple[PointReport, ...], mistakes: tuple[MistakeReport, ...], kind: str
) -> tuple[str, ...]:
    """The sentences of the grader, but for those that stand with a misconception or with a test of code."""
    told = {mistake.correction for mistake in mistakes}
    tests = tuple(f"{point.name.capitalize()}: " for point in points) if kind == "code" else ()
    lines = outcome.grade.feedback if outcome.grade else ()
    return tuple(line for line in lines if line not in told and not line.startswith(tests))


def _measured(question: Question, outcome: Judged, runs: Runs) -> tuple[str, ...]:
    """What the run of the key gave for what was asked."""
    task = question.task
    if outcome.grade and outcome.grade.beside:
        return tuple(f"{line.what} = {line.measured}" for line in outcome.grade.beside)
    measures = measures_of(runs, task.key.call) if isinstance(task, Numeric) and task.key.call else None
    if not isinstance(task, Numeric) or measures is None:
        return ()
    names = sorted(names_in(task.key.expression) & set(measures))
    return tuple(f"{name} = {say_number(measures[name])}" for name in names)


def _unchecked(outcome: Judged) -> str:
    """Why nothing decided; empty where something did."""
    if outcome.verdict != "unchecked":
        return ""
    told = outcome.grade.feedback if outcome.grade else ()
    return outcome.unchecked or " ".join(told) or "Nothing but you can judge this answer."
