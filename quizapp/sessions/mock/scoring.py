"""The end of an interview: the runs that its verdicts need, and then the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from quizapp.questions.calls import Job
from quizapp.questions.coding import Code
from quizapp.sessions.mock import effects as fx
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.reporting import report_of
from quizapp.sessions.mock.state import Mock, Phase, Step

NOT_AWAITED = "You did not wait for this run."
NOT_PERMITTED = "You did not let the code of this deck run."

News: TypeAlias = (
    ev.RunProgress | ev.RunDone | ev.RunFailed | ev.CodeJudged | ev.ConsentWanted | ev.Permit | ev.StopRuns
)


def ended(state: Mock, how: str) -> Step:
    """Nothing more can be answered: run what the verdicts need."""
    state = replace(state, phase=Phase.SCORING, ended=how, notice="")
    state, effects = _further(state, started=())
    return state, effects if state.report else (fx.Keep(), *effects)


def news(state: Mock, event: News) -> Step:
    """A job is further, done, or gave nothing; or the candidate says what is to become of it."""
    if state.phase is not Phase.SCORING:
        return state, ()
    match event:
        case ev.RunProgress():
            return replace(state, progress={**state.progress, event.job: event.progress}), ()
        case ev.ConsentWanted():
            return replace(state, consent=event.question), ()
        case ev.Permit():
            return _permitted(state, event.yes)
        case ev.StopRuns():
            return _stopped(state)
    before = _running(state)
    match event:
        case ev.RunDone():
            state = replace(state, results={**state.results, event.call: event.result})
        case ev.CodeJudged():
            state = replace(state, codes={**state.codes, event.code: event.result})
        case ev.RunFailed():
            state = replace(state, failures={**state.failures, event.job: event.reason})
    done = {job: gone for job, gone in state.progress.items() if job in state.open_jobs}
    return _further(replace(state, progress=done), before)


def _running(state: Mock) -> tuple[Job, ...]:
    """What has been started: every demo, and one code at a time, as each deck may have to ask first."""
    codes = [job for job in state.open_jobs if isinstance(job, Code)]
    return (*(job for job in state.open_jobs if not isinstance(job, Code)), *codes[:1])


def _further(state: Mock, started: tuple[Job, ...]) -> Step:
    """Start what can start now; where nothing is open any more, write the report."""
    if not state.open_jobs:
        return replace(state, phase=Phase.DONE, progress={}, consent="", report=report_of(state)), (fx.Keep(),)
    new = [job for job in _running(state) if job not in started]
    return state, tuple(_start(state, job) for job in new)


def _start(state: Mock, job: Job) -> fx.Effect:
    """A prediction is met by a run of now, not by one from the cache."""
    item = next(item for item in state.items if job in item.jobs)
    if isinstance(job, Code):
        return fx.Judge(job, item.question.place.file)
    return fx.Run(job, fresh=item.question.commits)


def _permitted(state: Mock, yes: bool) -> Step:
    """Run the code that waits for a yes, or judge without it."""
    code = next((job for job in _running(state) if isinstance(job, Code)), None)
    if not state.consent or code is None:
        return state, ()
    state = replace(state, consent="")
    if yes:
        start = _start(state, code)
        assert isinstance(start, fx.Judge), "code is judged"
        return state, (fx.Consent(start.deck), start)
    before = _running(state)
    return _further(replace(state, failures={**state.failures, code: NOT_PERMITTED}), before)


def _stopped(state: Mock) -> Step:
    """The report is written without what still runs."""
    failures: Mapping[Job, str] = dict.fromkeys(state.open_jobs, NOT_AWAITED)
    state, effects = _further(replace(state, failures={**state.failures, **failures}), ())
    return state, (fx.CancelRuns(), *effects)
