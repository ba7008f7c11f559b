"""From an answer to its verdict: the jobs that decide, the record that is written first, the learner's objection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from quizapp.grading.rubric import overrule
from quizapp.grading.verdict import Grade, Point, Verdict
from quizapp.questions.calls import Job
from quizapp.questions.coding import Code
from quizapp.questions.forms import DRAFTED, Turn, WriteLong, begun
from quizapp.scheduling import Rating
from quizapp.sessions.practice import effects as fx
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.records import review_row
from quizapp.sessions.practice.state import Asked, Phase, Practice, Step
from quizapp.sessions.reviewing import proposed_rating
from quizapp.store.records import Overruling

T = TypeVar("T")


def runs_of(asked: Asked) -> tuple[fx.Effect, ...]:
    """The runs to start while the learner still thinks, so that the verdict need not wait for them.

    A prediction comes first: its runs start in front of the learner, once the answer is given.
    """
    calls = () if asked.question.commits else asked.question.task.calls
    return tuple(fx.Run(call) for call in calls if call not in asked.results)


# ---------------------------------------------------------------- an answer and its verdict


def answered(state: Practice, asked: Asked, event: ev.Answer) -> Step:
    """Judge the answer at once, or start what its verdict has to wait for."""
    grade = asked.question.task.grade(event.response, asked.runs)
    if grade.verdict is Verdict.UNREADABLE:
        why = " ".join(grade.feedback) or "that could not be read"
        asked, draft = with_draft(replace(asked, response=event.response, unreadable=why), event.response)
        return replace(state, asked=asked), draft
    asked = replace(asked, response=event.response, answered_at=event.at, unreadable="")
    if grade.verdict is not Verdict.UNCHECKED:
        return _settle(state, asked, grade)
    # What failed while the learner was thinking is tried once more: the engine may be back by now.
    asked, draft = with_draft(replace(asked, failures={}), event.response)
    if asked.open_jobs:
        return replace(state, phase=Phase.CHECKING, asked=asked), (*draft, *_started(asked))
    state, effects = _settle(state, asked, grade)
    return state, (*draft, *effects)


def with_draft(asked: Asked, text: str) -> tuple[Asked, tuple[fx.Effect, ...]]:
    """The question with `text` as what is kept of its answer until that is recorded; one pick is never drafted."""
    form = asked.question.task.form
    text = begun(form, text)
    if text == asked.drafted or not isinstance(form, DRAFTED):
        return asked, ()
    return replace(asked, drafted=text), (fx.KeepDraft(asked.question.id, text),)


def _started(asked: Asked) -> tuple[fx.Effect, ...]:
    return tuple(_start(asked, job) for job in asked.open_jobs)


def _start(asked: Asked, job: Job) -> fx.Effect:
    """A prediction is met by a run of now, not by one from the cache."""
    if isinstance(job, Code):
        return fx.Judge(job, asked.question.place.file)
    return fx.Run(job, fresh=asked.question.commits)


def _settle(state: Practice, asked: Asked, grade: Grade) -> Step:
    """Show the verdict: a checked answer is recorded in the same breath, and the evidence follows."""
    checked = grade.verdict is not Verdict.UNCHECKED
    proposed = Rating.GOOD if isinstance(asked.question.task.form, Turn) else proposed_rating(grade, asked.hints)
    asked = replace(asked, grade=grade, proposed=proposed)
    state = replace(state, phase=Phase.RATING, asked=asked)
    call = asked.evidence_call
    evidence = (fx.Run(call),) if call and call not in asked.results and call not in asked.failures else ()
    if not checked or proposed is None:
        return state, evidence
    state, effects = recorded(state, asked, proposed)
    return state, (*effects, *evidence)


def recorded(state: Practice, asked: Asked, rating: Rating) -> Step:
    """Write the answer under `rating`, in place of the record that it may already have."""
    row = review_row(state, asked, rating)
    effect = fx.Record(row) if asked.review_id is None else fx.Rerate(asked.review_id, row)
    return replace(state, asked=replace(asked, writing=rating, unsaved="")), (effect,)


# ---------------------------------------------------------------- news from the engine


def news(state: Practice, asked: Asked, event: ev.RunProgress | ev.RunDone | ev.CodeJudged | ev.RunFailed) -> Step:
    """A job is further, done, or gave nothing; the verdict that waited for it is given."""
    match event:
        case ev.RunProgress():
            known = _cleared(asked, event.job)
            asked = replace(known, progress={**known.progress, event.job: event.progress})
            return replace(state, asked=asked), ()
        case ev.RunDone():
            known = _cleared(asked, event.call)
            asked = replace(known, results={**asked.results, event.call: event.result})
        case ev.CodeJudged():
            asked = replace(_cleared(asked, event.code), codes={**asked.codes, event.code: event.result})
        case ev.RunFailed():
            known = _cleared(asked, event.job)
            asked = replace(known, failures={**known.failures, event.job: event.reason})
    return _recheck(replace(state, asked=asked), asked)


def _cleared(asked: Asked, job: Job) -> Asked:
    """The question with `job` neither under way nor failed."""
    return replace(asked, progress=_without(asked.progress, job), failures=_without(asked.failures, job))


def _without(known: Mapping[Job, T], gone: Job | None) -> dict[Job, T]:
    return {job: value for job, value in known.items() if job != gone}


def _recheck(state: Practice, asked: Asked) -> Step:
    """Give the verdict that was waiting for a job, once it can be given or can no longer be.

    A run that comes after all, asked for again, still checks an answer that nobody rated yet.
    """
    decided_by_jobs = bool(asked.question.task.calls) or asked.code is not None
    late = state.phase is Phase.RATING and asked.rating is None and asked.writing is None and decided_by_jobs
    if state.phase is not Phase.CHECKING and not late:
        return state, ()
    grade = asked.question.task.grade(asked.response, asked.runs)
    if grade.verdict is Verdict.UNCHECKED and (asked.open_jobs or late):
        return state, ()
    return _settle(state, asked, grade)


def cancelled(state: Practice, asked: Asked) -> Step:
    """Stop what runs; a verdict that waited for it is given without."""
    stopped = {*asked.progress, *(asked.open_jobs if state.phase is Phase.CHECKING else ())}
    if not stopped:
        return state, ()
    failures = {**asked.failures, **dict.fromkeys(stopped, "You stopped this run.")}
    asked = replace(asked, progress={}, failures=failures, consent="")
    state, effects = _recheck(replace(state, asked=asked), asked)
    return state, (fx.CancelRuns(), *effects)


def run_again(state: Practice, asked: Asked) -> Step:
    """Run the demo behind the answer again, and whatever failed that the verdict needs."""
    if asked.code in asked.failures and asked.rating is None:
        asked = replace(asked, failures=_without(asked.failures, asked.code), grade=None, unsaved="")
        return replace(state, phase=Phase.CHECKING, asked=asked), _started(asked)
    call = asked.evidence_call
    if call is None:
        return replace(state, notice="This question has no demo to run."), ()
    failed = tuple(other for other in asked.question.task.calls if other in asked.failures)
    wanted = tuple(job for job in dict.fromkeys((call, *failed)) if job not in asked.progress)
    asked = replace(asked, failures={job: why for job, why in asked.failures.items() if job not in wanted})
    return replace(state, asked=asked), tuple(fx.Run(job, fresh=True) for job in wanted)


# ---------------------------------------------------------------- whether a deck's code may run


def consent_wanted(state: Practice, asked: Asked, event: ev.ConsentWanted) -> Step:
    """Ask the learner first; the verdict goes on waiting."""
    return replace(state, asked=replace(asked, consent=event.question)), ()


def code_may_run(state: Practice, asked: Asked, event: ev.Permit) -> Step:
    """Run the code, or give the verdict without."""
    code, deck = asked.code, asked.question.place.file
    if code is None:
        return state, ()
    asked = replace(asked, consent="")
    if event.yes:
        return replace(state, asked=asked), (fx.Consent(deck), fx.Judge(code, deck))
    asked = replace(asked, failures={**asked.failures, code: "You did not let the code of this deck run."})
    return _recheck(replace(state, asked=asked), asked)


# ---------------------------------------------------------------- the learner's objection


def overruled(state: Practice, asked: Asked, event: ev.Overrule) -> Step:
    """Turn a point of the verdict on a free answer, keep that as a labelled example, and replace the record."""
    if asked.grade is None or asked.writing is not None or not isinstance(asked.question.task.form, WriteLong):
        return state, ()
    grade = overrule(asked.grade, event.name)
    rating = proposed_rating(grade, asked.hints)
    if grade == asked.grade or rating is None:
        return state, ()
    label = _label(asked, asked.grade, grade, event)
    asked = replace(asked, grade=grade, proposed=rating)
    state, effects = recorded(replace(state, asked=asked), asked, rating)
    return state, (*effects, fx.Overrule(label))


def _label(asked: Asked, before: Grade, after: Grade, event: ev.Overrule) -> Overruling:
    """What the rules said of the point, and what the learner says."""
    old, new = _named(before, event.name), _named(after, event.name)
    return Overruling(
        question_id=asked.question.id,
        content_hash=asked.question.content_hash,
        point=event.name,
        judged=new.status if old.overruled else old.status,
        said=new.status,
        evidence=old.evidence,
        response=asked.response,
        at=event.at,
    )


def _named(grade: Grade, name: str) -> Point:
    return next(point for point in (*grade.points, *grade.misconceptions) if point.name == name)
