"""A bench of the Lab as a pure machine: `step(bench, event) -> (bench, effects)`. No screen, no clock, no disk.

A bench does one thing at a time: it runs the demo, or it sweeps, until that comes to its end or is stopped. The fields
can be changed meanwhile; the result says itself with what it was run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias, get_args

from quizapp.engine import catalogue
from quizapp.engine.demo import Demo
from quizapp.engine.model import Result
from quizapp.engine.size import refuse_too_large
from quizapp.errors import QuizError, TooLargeError
from quizapp.questions.calls import Call, ParamValue
from quizapp.sessions.lab import events as ev
from quizapp.sessions.lab.form import as_texts, defaults, stepped
from quizapp.sessions.lab.ranges import read_range, suggested_range
from quizapp.sessions.lab.state import Bench, Sweeping

Step: TypeAlias = tuple[Bench, tuple[ev.Effect, ...]]

BY_LEARNER = get_args(ev.ByLearner)


def bench(demo: Demo, params: Mapping[str, ParamValue] | None = None) -> Bench:
    """A bench with every field at its default, and `params` laid over. Raises `ParameterError`."""
    return Bench(demo, as_texts(catalogue.complete(demo, params or {})))


def step(state: Bench, event: ev.Event) -> Step:
    """What `event` does to `state`. An event that means nothing now changes nothing."""
    if isinstance(event, BY_LEARNER):
        state = replace(state, notice="")
    match event:
        case ev.Typed() | ev.Stepped() | ev.SetParams():
            return replace(state, texts=_changed(state, event), too_long=0.0, notice=_advice(state, event)), ()
        case ev.Run() if not state.busy:
            return _run(state)
        case ev.AllowLonger() if state.too_long:
            return replace(state, allowance=max(state.allowance, 2 * state.too_long), too_long=0.0), ()
        case ev.Stop() if state.busy:
            return _stop(state)
        case ev.Pin() | ev.Unpin() | ev.Swap():
            return _pinned(state, event), ()
        case ev.Save():
            result = event.result or state.result
            if result is None:
                return replace(state, notice="There is no run to keep yet."), ()
            return state, (ev.Keep(result, event.note),)
        case ev.Saved():
            return replace(state, notice="Kept in the notebook."), ()
        case ev.NotSaved():
            return replace(state, notice=f"Not kept: {event.reason}"), ()
        case ev.RunProgress() | ev.RunDone() | ev.RunFailed():
            return _run_news(state, event), ()
        case ev.Aim() if not state.busy:
            return _aim(state, event.param), ()
    return (state, ()) if state.sweeping is None else _step_sweep(state, state.sweeping, event)


# ---------------------------------------------------------------- the fields


def _changed(state: Bench, event: ev.Typed | ev.Stepped | ev.SetParams) -> Mapping[str, str]:
    """The fields after `event`."""
    params = {param.name: param for param in state.demo.params}
    match event:
        case ev.Typed() if event.param in params:
            return {**state.texts, event.param: event.text}
        case ev.Stepped() if event.param in params:
            text = stepped(params[event.param], state.texts[event.param], event.direction)
            return {**state.texts, event.param: text}
        case ev.SetParams():
            named = {name: value for name, value in event.params.items() if name in params}
            return {**defaults(state.demo), **as_texts(named)}
    return state.texts


def _advice(state: Bench, event: ev.ByLearner) -> str:
    """What to do instead where an arrow key means nothing."""
    lists = {param.name for param in state.demo.params if isinstance(param.default, tuple)}
    if isinstance(event, ev.Stepped) and event.param in lists:
        return f"{event.param} is a list: type its numbers, with commas between."
    return ""


# ---------------------------------------------------------------- one run


def _run(state: Bench) -> Step:
    """Run what the fields say; what is wrong with them is said instead."""
    reading = state.reading
    if not reading.usable:
        return replace(state, notice=reading.objection or next(iter(reading.problems.values()))), ()
    try:
        refuse_too_large(state.demo, reading.values, state.allowance)
    except TooLargeError as error:
        return replace(state, notice=str(error), too_long=error.seconds), ()
    call = Call.of(state.demo.name, reading.values)
    return replace(state, running=call, progress=None, too_long=0.0), (ev.RunDemo(call, state.allowance),)


def _run_news(state: Bench, event: ev.RunProgress | ev.RunDone | ev.RunFailed) -> Bench:
    """Only the run that is still wanted speaks."""
    if (event.call if isinstance(event, ev.RunDone) else event.job) != state.running:
        return state
    match event:
        case ev.RunProgress():
            return replace(state, progress=event.progress)
        case ev.RunDone():
            return replace(state, result=event.result, running=None, progress=None)
        case ev.RunFailed():
            return replace(state, notice=event.reason, running=None, progress=None)


def _stop(state: Bench) -> Step:
    """End what is under way; what a sweep has finished stays."""
    if state.sweeping is not None and state.sweeping.running:
        state = replace(state, sweeping=replace(state.sweeping, running=False))
        return replace(state, notice="Stopped. What was finished is kept."), (ev.StopAll(),)
    return replace(state, running=None, progress=None, notice="You stopped this run."), (ev.StopAll(),)


# ---------------------------------------------------------------- two runs


def _pinned(state: Bench, event: ev.Pin | ev.Unpin | ev.Swap) -> Bench:
    match event:
        case ev.Pin() if state.result is not None:
            return replace(state, pinned=state.result, notice="Pinned as the first run. Change something and run.")
        case ev.Pin():
            return replace(state, notice="There is no run to pin yet.")
        case ev.Unpin():
            return replace(state, pinned=None)
        case ev.Swap() if state.compared and state.pinned is not None:
            return _showing(replace(state, pinned=state.result), state.pinned)
    return state


def _showing(state: Bench, result: Result) -> Bench:
    """The bench with `result` on it, and the fields as it was run."""
    return replace(state, result=result, texts=as_texts(result.params))


# ---------------------------------------------------------------- a sweep


def _aim(state: Bench, name: str) -> Bench:
    """Prepare a sweep over `name`; one over the same parameter is taken up where it was left."""
    param = next((one for one in state.demo.params if one.name == name), None)
    if param is None or isinstance(param.default, tuple):
        why = f"{name} is a list and cannot be swept" if param else "Nothing is chosen to be swept"
        return replace(state, notice=f"{why}: go to another parameter first.")
    base = {key: value for key, value in state.reading.values.items() if key != name}
    known = state.sweeping
    if known is not None and known.param == name and (known.sweep is None or dict(known.sweep.base) == base):
        return state
    text = known.text if known and known.param == name else suggested_range(state.demo, param, state.reading.values)
    return replace(state, sweeping=_read(state, Sweeping(name, text)))


def _step_sweep(state: Bench, sweeping: Sweeping, event: ev.Event) -> Step:
    match event:
        case ev.RangeTyped():  # also while the runs of the last range are under way
            changed = replace(sweeping, text=event.text)
            return replace(state, sweeping=_read(state, changed), too_long=0.0), ()
        case ev.StartSweep() if not state.busy:
            return _start_sweep(state, sweeping)
        case ev.SweepMoved() if sweeping.running:
            return replace(state, sweeping=replace(sweeping, sweep=event.sweep)), ()
        case ev.SweepEnded() if sweeping.running:
            return replace(state, sweeping=replace(sweeping, running=False)), ()
        case ev.NextMeasure() if sweeping.shown_measure and sweeping.sweep:
            names = sweeping.sweep.measures
            index = (names.index(sweeping.shown_measure) + event.direction) % len(names)
            return replace(state, sweeping=replace(sweeping, measure=names[index])), ()
    return state, ()


def _read(state: Bench, sweeping: Sweeping) -> Sweeping:
    """The sweep with what is wrong with its range, as long as nobody asked to run it."""
    try:
        read_range(state.demo, sweeping, state.reading, state.allowance)
    except TooLargeError:  # said when it is asked for, with the way out
        return replace(sweeping, problem="")
    except QuizError as error:
        return replace(sweeping, problem=str(error))
    return replace(sweeping, problem="")


def _start_sweep(state: Bench, sweeping: Sweeping) -> Step:
    try:
        wanted = read_range(state.demo, sweeping, state.reading, state.allowance)
    except TooLargeError as error:
        return replace(state, notice=str(error), too_long=error.seconds), ()
    except QuizError as error:
        return replace(state, sweeping=replace(sweeping, problem=str(error))), ()
    known = sweeping.sweep
    if known is not None and known.base == wanted.base and known.param == wanted.param:
        there = {value: result for value, result in known.results.items() if value in wanted.values}
        wanted = replace(wanted, results=there)
    if not wanted.waiting:
        return replace(state, sweeping=replace(sweeping, sweep=wanted), notice="Every run is there."), ()
    state = replace(state, sweeping=replace(sweeping, sweep=wanted, running=True), too_long=0.0)
    return state, (ev.CarryOut(wanted, state.allowance),)
