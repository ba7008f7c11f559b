"""The bench of the Lab as a pure machine: runs, comparisons, sweeps, and what is said where something cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine import catalogue
from quizapp.engine.model import Progress, Result
from quizapp.engine.size import USUAL
from quizapp.questions.calls import Call
from quizapp.sessions.lab import events as ev
from quizapp.sessions.lab import machine
from quizapp.sessions.lab.state import Bench

DECAY = catalogue.find("decay_step")
# About as long as it takes, but for ever: 17 minutes at most, a moment at the defaults.
GRID = replace(catalogue.find("lambda_grid"), estimate=lambda params: params["seeds"] * params["epochs"] / 5000)  # type: ignore[operator]


def result(call: Call) -> Result:
    params = catalogue.complete(catalogue.find(call.demo), dict(call.params))
    return Result(call.demo, params, None, {"a": 1.0, "b": 2, "c": True}, {"it holds": True}, "It ran.")


def play(bench: Bench, *events: ev.Event) -> tuple[Bench, list[ev.Effect]]:
    """The bench after `events`, and everything that it wanted done."""
    wanted: list[ev.Effect] = []
    for event in events:
        bench, effects = machine.step(bench, event)
        wanted += effects
    return bench, wanted


def ran(bench: Bench, *events: ev.Event) -> Bench:
    """The bench after `events` and a run of what the fields then say."""
    bench, wanted = play(bench, *events, ev.Run())
    (run,) = wanted
    assert isinstance(run, ev.RunDemo)
    return play(bench, ev.RunDone(run.call, result(run.call)))[0]


def swept(bench: Bench, span: str) -> tuple[Bench, ev.CarryOut]:
    bench, wanted = play(bench, ev.Aim("lr"), ev.RangeTyped(span), ev.StartSweep())
    (effect,) = wanted
    assert isinstance(effect, ev.CarryOut)
    return bench, effect


def test_a_bench_begins_with_the_defaults_and_what_was_given() -> None:
    assert machine.bench(DECAY, {"lr": 0.5}).texts == {
        "lr": "0.5", "lam": "0.01", "w0": "1", "steps": "10", "momentum": "0", "grad": "0",
    }  # fmt: skip


def test_a_run_goes_from_the_fields_to_the_result() -> None:
    bench, (effect,) = play(machine.bench(DECAY), ev.Typed("lr", "0.2"), ev.Run())
    assert effect == ev.RunDemo(Call.of("decay_step", {**catalogue.complete(DECAY, {}), "lr": 0.2}), USUAL)
    bench, _ = play(bench, ev.RunProgress(effect.call, Progress(0.4, "step 4")))
    assert bench.busy
    assert bench.progress == Progress(0.4, "step 4")
    bench, _ = play(bench, ev.RunDone(effect.call, result(effect.call)))
    assert bench.result is not None
    assert not bench.busy
    assert not bench.stale
    assert play(bench, ev.Typed("lr", "0.3"))[0].stale
    assert not play(bench, ev.Typed("lr", "0.20"))[0].stale, "the same value in other words"


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([ev.Typed("lr", "-3")], "lr = -3 is refused"),
        ([ev.Typed("lr", "quick")], '"quick" cannot be read as lr'),
        ([ev.Typed("steps", "2.5")], "steps = 2.5 is refused"),
    ],
)
def test_what_cannot_be_run_is_said_and_not_run(events: list[ev.Event], said: str) -> None:
    bench, wanted = play(machine.bench(DECAY), *events, ev.Run())
    assert wanted == []
    assert said in bench.notice
    assert play(bench, ev.Typed("lr", "0.1"))[0].notice == "", "the next key clears it"


def test_too_large_a_run_is_asked_for_before_it_starts() -> None:
    big = machine.bench(GRID, {"seeds": 256, "epochs": 20000})
    bench, wanted = play(big, ev.Run())
    assert wanted == []
    assert bench.too_long == bench.estimate > USUAL
    assert "a run may take 60 s" in bench.notice
    bench, (effect,) = play(bench, ev.AllowLonger(), ev.Run())
    assert isinstance(effect, ev.RunDemo)
    assert effect.seconds == bench.allowance == 2 * big.estimate
    assert play(big, ev.AllowLonger())[0] == big, "nothing was refused yet: there is nothing to allow"


def test_a_change_withdraws_the_question_whether_to_allow_more_time() -> None:
    bench, _ = play(machine.bench(GRID, {"seeds": 256, "epochs": 20000}), ev.Run(), ev.Typed("epochs", "50"))
    assert bench.too_long == 0
    assert play(bench, ev.AllowLonger())[0].allowance == USUAL


def test_a_run_can_be_stopped_and_says_nothing_afterwards() -> None:
    bench, wanted = play(machine.bench(DECAY), ev.Run(), ev.Stop())
    run, stop = wanted
    assert stop == ev.StopAll()
    assert bench.notice == "You stopped this run."
    late, _ = play(bench, ev.RunDone(run.call, result(run.call)))  # type: ignore[union-attr]
    assert late.result is None


def test_a_run_that_fails_is_a_sentence_and_keeps_the_last_result() -> None:
    bench = ran(machine.bench(DECAY))
    bench, (effect,) = play(bench, ev.Typed("lr", "0.2"), ev.Run())
    failed, _ = play(bench, ev.RunFailed(effect.call, "The host died."))  # type: ignore[union-attr]
    assert failed.notice == "The host died."
    assert failed.result is bench.result


def test_two_runs_are_compared_swapped_and_let_go() -> None:
    first = ran(machine.bench(DECAY))
    pinned, _ = play(first, ev.Pin())
    assert not pinned.compared, "there is only one run yet"
    both = ran(pinned, ev.Typed("lr", "0.2"))
    assert both.compared
    assert both.pinned is first.result
    turned, _ = play(both, ev.Typed("steps", "99"), ev.Swap())
    assert (turned.pinned, turned.result) == (both.result, both.pinned)
    assert turned.texts["lr"] == "0.1"
    assert not turned.stale, "the fields go with the run on the screen"
    assert not play(both, ev.Unpin())[0].compared


def test_there_must_be_a_run_to_pin_or_to_keep() -> None:
    assert "no run to pin" in play(machine.bench(DECAY), ev.Pin())[0].notice
    bench, wanted = play(machine.bench(DECAY), ev.Save("note"))
    assert wanted == []
    assert "no run to keep" in bench.notice


def test_a_run_is_kept_with_its_note() -> None:
    bench = ran(machine.bench(DECAY))
    bench, (effect,) = play(bench, ev.Save("odd"))
    assert effect == ev.Keep(bench.result, "odd")
    assert play(bench, ev.Saved())[0].notice == "Kept in the notebook."
    assert play(bench, ev.NotSaved("The disk is full."))[0].notice == "Not kept: The disk is full."


def test_a_sweep_runs_what_is_missing_and_goes_on_where_it_was_stopped() -> None:
    bench, effect = swept(machine.bench(DECAY), "0.1:0.5:5")
    half = effect.sweep
    for value in half.values[:3]:
        half = half.with_result(value, result(half.call(value)))
    half = half.with_failure(half.values[3], "The host died.")
    bench, wanted = play(bench, ev.SweepMoved(half), ev.Stop())
    assert wanted == [ev.StopAll()]
    assert not bench.busy
    assert bench.sweeping is not None
    assert bench.sweeping.sweep == half, "what is finished is kept"
    bench, (again,) = play(bench, ev.SweepMoved(effect.sweep), ev.StartSweep())
    assert isinstance(again, ev.CarryOut)
    assert again.sweep.waiting == half.values[3:], "the failure is tried again, the results are not"
    for value in again.sweep.waiting:
        half = half.with_result(value, result(half.call(value)))
    bench, wanted = play(bench, ev.SweepMoved(half), ev.SweepEnded(), ev.StartSweep())
    assert wanted == []
    assert bench.notice == "Every run is there."


def test_a_wider_range_keeps_the_runs_that_it_shares() -> None:
    bench, effect = swept(machine.bench(DECAY), "0.1,0.2,0.3")
    whole = effect.sweep
    for value in whole.values:
        whole = whole.with_result(value, result(whole.call(value)))
    bench, wanted = play(bench, ev.SweepMoved(whole), ev.SweepEnded(), ev.RangeTyped("0.2,0.3,0.4"), ev.StartSweep())
    (more,) = wanted
    assert isinstance(more, ev.CarryOut)
    assert more.sweep.waiting == (0.4,)


def test_other_parameters_begin_another_sweep() -> None:
    bench, effect = swept(machine.bench(DECAY), "0.1,0.2")
    whole = effect.sweep.with_result(0.1, result(effect.sweep.call(0.1)))
    bench, _ = play(bench, ev.SweepMoved(whole), ev.SweepEnded())
    assert play(bench, ev.Aim("lr"))[0].sweeping == bench.sweeping, "coming back changes nothing"
    other, _ = play(bench, ev.Typed("steps", "20"), ev.Aim("lr"))
    assert other.sweeping is not None
    assert (other.sweeping.text, other.sweeping.sweep) == ("0.1,0.2", None)
    assert play(other, ev.Aim("lam"))[0].sweeping.text == "0.0001:1:9:log"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("0.1:0.5", "is no range"),
        ("0:0.5:3", "cannot be an end of the range of lr"),
        ("0.1:0.5:3:cubic", "is no range"),
        ("0.1", "a sweep has from 2"),
        ("a,b", "cannot be read as lr"),
        ("", "A sweep is written"),
    ],
)
def test_a_range_that_cannot_be_is_said_at_once(span: str, said: str) -> None:
    bench, wanted = play(machine.bench(DECAY), ev.Aim("lr"), ev.RangeTyped(span))
    assert bench.sweeping is not None
    assert said in bench.sweeping.problem
    assert play(bench, ev.StartSweep())[1] == wanted == []


def test_another_field_that_is_wrong_stops_the_sweep_too() -> None:
    bench, _ = play(machine.bench(DECAY), ev.Typed("steps", "none"), ev.Aim("lr"))
    assert bench.sweeping is not None
    assert "steps" in bench.sweeping.problem
    bench, _ = play(machine.bench(DECAY), ev.Typed("lr", "none"), ev.Aim("lr"))
    assert bench.sweeping is not None
    assert bench.sweeping.problem == "", "what the swept field says does not matter"


def test_a_sweep_with_too_large_a_run_is_asked_for() -> None:
    bench = machine.bench(GRID, {"epochs": 20000})
    bench, wanted = play(bench, ev.Aim("seeds"), ev.RangeTyped("2:256:3"), ev.StartSweep())
    assert wanted == []
    assert "At seeds=" in bench.notice
    assert bench.sweeping is not None
    assert bench.sweeping.problem == ""
    _, (effect,) = play(bench, ev.AllowLonger(), ev.AllowLonger(), ev.RangeTyped("2:129:2"), ev.StartSweep())
    assert isinstance(effect, ev.CarryOut)
    assert effect.seconds > USUAL


def test_a_list_cannot_be_swept_and_is_not_stepped() -> None:
    bench, _ = play(machine.bench(GRID), ev.Aim("lams"))
    assert bench.sweeping is None
    assert bench.notice == "lams is a list and cannot be swept: go to another parameter first."
    stepped, _ = play(bench, ev.Stepped("lams", 1))
    assert stepped.texts == bench.texts
    assert "type its numbers" in stepped.notice


def test_the_measures_of_a_sweep_go_round() -> None:
    bench, effect = swept(machine.bench(DECAY), "0.1,0.2")
    assert play(bench, ev.NextMeasure(1))[0] == bench, "there is none yet"
    bench, _ = play(bench, ev.SweepMoved(effect.sweep.with_result(0.1, result(effect.sweep.call(0.1)))))
    shown = []
    for direction in (0, 1, 1, 1, -1):
        bench, _ = play(bench, ev.NextMeasure(direction))
        assert bench.sweeping is not None
        shown.append(bench.sweeping.shown_measure)
    assert shown == ["a", "b", "c", "a", "c"]


def test_the_fields_can_be_filled_from_outside() -> None:
    bench, _ = play(machine.bench(DECAY, {"lr": 0.5}), ev.SetParams({"lam": 0.2, "gone": 3}))
    assert (bench.texts["lr"], bench.texts["lam"]) == ("0.1", "0.2"), "what is not named takes its default"
    assert "gone" not in bench.texts
    assert play(bench, ev.SetParams({}))[0].texts == machine.bench(DECAY).texts


# ---------------------------------------------------------------- whatever happens

NAMES = [param.name for param in GRID.params]
events = st.one_of(
    st.builds(ev.Typed, st.sampled_from([*NAMES, "other"]), st.sampled_from(["1", "0.01", "20000", "256", "x", ""])),
    st.builds(ev.Stepped, st.sampled_from(NAMES), st.sampled_from([1, -1])),
    st.builds(ev.Aim, st.sampled_from([*NAMES, "other"])),
    st.builds(ev.RangeTyped, st.sampled_from(["1:4:4", "2,3", "0:0", "1e-5:1e-3:3:log"])),
    st.builds(ev.NextMeasure, st.sampled_from([1, -1])),
    st.sampled_from(
        [ev.Run(), ev.AllowLonger(), ev.Stop(), ev.Pin(), ev.Unpin(), ev.Swap(), ev.StartSweep(), ev.Save()]
    ),
    st.sampled_from(["progress", "done", "failed", "moved", "ended", "saved", "stale"]),
)


def news(bench: Bench, word: str) -> ev.Event:
    """What the runner might say now, or a moment too late."""
    call = bench.running or Call.of("lambda_grid", catalogue.complete(GRID, {}))
    sweep = bench.sweeping.sweep if bench.sweeping else None
    match word:
        case "progress":
            return ev.RunProgress(call, Progress(0.5))
        case "done":
            return ev.RunDone(call, result(call))
        case "failed":
            return ev.RunFailed(call, "It failed.")
        case "moved" if sweep and sweep.waiting:
            return ev.SweepMoved(sweep.with_result(sweep.waiting[0], result(sweep.call(sweep.waiting[0]))))
        case "ended":
            return ev.SweepEnded()
        case "saved":
            return ev.Saved()
    return ev.RunDone(Call.of("lambda_grid", {"seeds": 3}), result(Call.of("lambda_grid", {"seeds": 3})))


@given(st.lists(events, max_size=40))
def test_one_thing_at_a_time_and_nothing_is_lost(played: list[ev.Event | str]) -> None:
    bench = machine.bench(GRID)
    for event in played:
        before = bench
        bench, effects = machine.step(bench, news(bench, event) if isinstance(event, str) else event)
        assert bench.texts.keys() == before.texts.keys()
        assert bench.result is not None or before.result is None, "a result stays until another one is there"
        assert not (bench.running and bench.sweeping and bench.sweeping.running)
        for effect in effects:
            if isinstance(effect, ev.RunDemo | ev.CarryOut):
                assert not before.busy
                assert bench.busy
                assert effect.seconds == bench.allowance
            if isinstance(effect, ev.RunDemo):
                assert before.reading.usable
                assert before.estimate <= bench.allowance
            if isinstance(effect, ev.StopAll):
                assert before.busy
                assert not bench.busy
        assert bench.compared is False or bench.pinned is not None
        if bench.running is None:
            assert bench.progress is None


@given(st.lists(events.filter(lambda event: not isinstance(event, str)), max_size=20))
def test_no_news_comes_from_the_learner(played: list[ev.Event]) -> None:
    """Whatever is pressed, without a run that comes to its end there is no result and nothing is kept."""
    bench, wanted = play(machine.bench(GRID), *played)
    assert bench.result is None
    assert not any(isinstance(effect, ev.Keep) for effect in wanted)
    assert bench.sweeping is None or bench.sweeping.sweep is None or not bench.sweeping.sweep.results


def test_a_bench_is_a_value() -> None:
    bench = machine.bench(DECAY)
    assert replace(bench, notice="x") != bench
    assert machine.step(bench, ev.Stop()) == (bench, ())
