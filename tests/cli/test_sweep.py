"""`demo --sweep` and `demo --compare`: what people and programs get, what is missing, and what is kept."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Callable

import pytest

from quizapp.engine import catalogue
from quizapp.engine.fake import Answer, FakeEngine
from quizapp.engine.model import Plot, Result, Series
from quizapp.errors import RunFailedError
from quizapp.questions.calls import Call

from .conftest import Ran

Quiz = Callable[..., Ran]
SWEEP = ("demo", "decay_step", "--sweep", "steps=1:4:4")
CLAIM = catalogue.find("decay_step").claims[0].text


def answer(call: Call) -> Answer:
    """Measures of which one changes with `steps`, one never does, and many are too many for a table; 3 steps fail."""
    params = dict(call.params)
    steps = params["steps"]
    if steps == 3:
        return RunFailedError("decay_step failed: it tripped.")
    assert isinstance(steps, int)
    measures = {
        "constant": 7,
        "square": steps**2,
        "steps": 100 * steps,
        **{f"one_of_many_measures_{k}": steps + k for k in range(9)},
    }
    plot = Plot("step", "weight", (Series("w", (0.0, 1.0), (1.0, 1.0 / steps)),))
    claims = {CLAIM: steps < 3}
    return Result("decay_step", params, None, measures, claims, f"After {steps} steps.", plot=plot)


@pytest.fixture
def sweeping(quiz: Quiz, engines: list[FakeEngine], monkeypatch: pytest.MonkeyPatch) -> Quiz:
    """`quiz`, with an engine that gives these answers."""

    def make(home: object, *, jobs: int = 1) -> FakeEngine:
        engines.append(FakeEngine(answer, find=catalogue.find))
        return engines[-1]

    monkeypatch.setattr("quizapp.workspace.workspace.make_engine", make)
    return quiz


# ------------------------------------------------------------ sweeps


def test_people_get_a_table_a_plot_and_what_is_missing(sweeping: Quiz) -> None:
    ran = sweeping(*SWEEP, "--measure", "square", "--measure", "constant")
    assert "quizapp demo decay_step --sweep steps=1:4:4\n\n" in ran.out
    assert (
        "steps  square  constant\n    1       1         7\n    2       4         7\n    4      16         7\n\n"
        in ran.out
    )
    assert "Plot: square\n" in ran.out
    assert "steps (number of optimiser steps)" in ran.out
    assert f"\nholds in 2 of 3 runs: {CLAIM}" in ran.out.replace("\n  ", " ")
    assert ran.out.endswith("\n1 of 4 runs is missing: decay_step failed: it tripped.\nWithout a run: steps=3\n")
    assert (ran.code, ran.err) == (1, "")


def test_without_a_choice_the_measures_that_change_come_first_as_far_as_there_is_room(sweeping: Quiz) -> None:
    ran = sweeping("demo", "decay_step", "--sweep", "steps=1,2")
    head = next(line for line in ran.out.split("\n") if line.startswith("steps  "))
    assert head.split()[1] == "square"
    assert "constant" not in head
    assert max(map(len, ran.out.split("\n"))) <= 80
    assert "4 of 12 measures. --measure NAME shows another: constant, " in ran.out.replace("\n", " ")
    assert "Plot: square\n" in ran.out
    assert ran.code == 0


def test_a_measure_may_be_called_like_the_parameter(sweeping: Quiz) -> None:
    out = sweeping("demo", "decay_step", "--sweep", "steps=1,2", "--measure", "steps").out
    assert "steps  steps\n    1    100\n    2    200\n" in out


def test_where_all_measures_fit_they_are_in_the_order_of_the_demo(
    sweeping: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    out = sweeping("demo", "decay_step", "--sweep", "steps=1,2").out
    assert "\nsteps  constant  square  steps  one_of_many_measures_0 " in out
    assert "--measure NAME" not in out
    assert "Plot: square\n" in out, "what does not change is not worth a plot"


def test_the_json_holds_every_run_and_why_others_are_missing(sweeping: Quiz) -> None:
    ran = sweeping(*SWEEP, "--set", "lr=0.5", "--json")
    whole = ran.json
    assert list(whole) == ["demo", "param", "values", "params", "runs", "missing"]
    assert (whole["demo"], whole["param"], whole["values"]) == ("decay_step", "steps", [1, 2, 3, 4])
    others = {param.name for param in catalogue.find("decay_step").params} - {"steps"}
    assert set(whole["params"]) == others
    assert whole["params"]["lr"] == 0.5
    assert [run["params"]["steps"] for run in whole["runs"]] == [1, 2, 4]
    assert list(whole["runs"][0]) == list(sweeping("demo", "decay_step", "--set", "steps=1", "--json").json)
    assert whole["missing"] == [{"value": 3, "reason": "decay_step failed: it tripped."}]
    assert (ran.code, ran.err) == (1, "")


def test_the_csv_has_a_row_for_each_run_and_says_on_stderr_what_is_missing(sweeping: Quiz) -> None:
    ran = sweeping(*SWEEP, "--csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["steps"], row["square"]) for row in rows] == [("1", "1"), ("2", "4"), ("4", "16")]
    assert [row["steps (measure)"] for row in rows] == ["100", "200", "400"]
    assert (ran.code, ran.err) == (1, "1 of 4 runs is missing: decay_step failed: it tripped.\n")
    chosen = sweeping(*SWEEP, "--csv", "--measure", "square").out.split("\n")[0]
    assert chosen.endswith(",square")
    assert "constant" not in chosen


def test_where_every_run_is_missing_there_is_no_table(sweeping: Quiz, engines: list[FakeEngine]) -> None:
    argv = ("demo", "decay_step", "--set", "steps=3", "--sweep", "lr=0.1,0.2")
    ran = sweeping(*argv, "--measure", "square")
    assert ran.code == 1
    assert "2 of 2 runs are missing: decay_step failed" in ran.out
    assert "Plot" not in ran.out
    assert sweeping(*argv, "--csv").out == ""
    assert sweeping(*argv, "--json").json["runs"] == []


def test_an_unknown_measure_is_found_after_the_first_run(sweeping: Quiz, engines: list[FakeEngine]) -> None:
    ran = sweeping("demo", "decay_step", "--sweep", "steps=1:200:200", "--measure", "sqare")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no measure “sqare”. Did you mean square? There are constant, square" in ran.err
    assert len(engines[-1].ran) == 1
    late = sweeping("demo", "decay_step", "--sweep", "steps=3,4", "--measure", "sqare")
    assert (late.code, late.out) == (2, "")


def test_words_are_swept_without_a_plot(quiz: Quiz) -> None:
    out = quiz("demo", "l1_network", "--sweep", "method=adam_subgradient,sgd_proximal", "--measure", "sgdw").out
    assert "method            sgdw\nadam_subgradient  0.99\nsgd_proximal      0.99\n" in out
    assert "Plot" not in out
    assert "holds in 0 of 2 runs: " in out


def test_stopping_prints_what_came_and_says_how_to_go_on(sweeping: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(FakeEngine):
        async def run(self, call, *more, **options):  # type: ignore[no-untyped-def]
            if dict(call.params)["steps"] == 2:
                await asyncio.sleep(0.05)
                raise KeyboardInterrupt
            if dict(call.params)["steps"] == 4:
                await asyncio.sleep(60)
            return await super().run(call, *more, **options)

    def make(home: object, *, jobs: int = 1) -> FakeEngine:
        return Interrupted(answer, find=catalogue.find)

    monkeypatch.setattr("quizapp.workspace.workspace.make_engine", make)
    ran = sweeping("demo", "decay_step", "--sweep", "steps=1,2,4", "--json")
    assert ran.code == 130
    assert [run["params"]["steps"] for run in ran.json["runs"]] == [1]
    assert ran.json["missing"] == [{"value": value, "reason": "It was not run."} for value in (2, 4)]
    assert ran.err == (
        "Stopped. 2 of 3 runs are missing: they were not run. The same command goes on from the cache.\n"
    )


def test_finished_runs_of_a_sweep_are_saved(sweeping: Quiz) -> None:
    ran = sweeping(*SWEEP, "--csv", "--save", "a sweep")
    assert ran.err.startswith("Kept in the notebook as runs 1 to 3.\n")
    kept = sweeping("notebook", "--json").json
    assert [(run["params"]["steps"], run["note"]) for run in kept] == [(k, "a sweep") for k in (4, 2, 1)]


# ------------------------------------------------------------ comparisons


def test_two_runs_side_by_side(sweeping: Quiz) -> None:
    out = sweeping("demo", "decay_step", "--set", "steps=2", "--set", "lr=0.5", "--compare", "steps=4").out
    assert "first:  quizapp demo decay_step --set lr=0.5 --set steps=2\n" in out
    assert "second: quizapp demo decay_step --set lr=0.5 --set steps=4\n" in out
    assert "parameter  first  second\nsteps      2      4\n\n" in out
    assert "square                      4      16          12        4\n" in out
    assert f"{CLAIM}\n  first ✓ holds, second ✗ does not hold\n" in out
    assert "Plot: a w (first), b w (second)\n" in out
    assert "first:  After 2 steps.\nsecond: After 4 steps.\n" in out


def test_compare_alone_is_beside_the_defaults(sweeping: Quiz) -> None:
    ran = sweeping("demo", "decay_step", "--set", "steps=2", "--compare", "--json")
    assert [run["params"]["steps"] for run in ran.json["runs"]] == [2, 10]


def test_the_json_of_a_comparison(sweeping: Quiz) -> None:
    whole = sweeping(
        "demo", "decay_step", "--set", "steps=2", "--compare", "steps=4", "--compare", "lr=1", "--json"
    ).json
    assert list(whole) == ["demo", "runs", "changed", "differences"]
    changed = {"lr": (0.1, 1.0), "steps": (2, 4)}
    assert {row["param"]: (row["first"], row["second"]) for row in whole["changed"]} == changed
    assert whole["differences"][:2] == [
        {"measure": "constant", "first": 7, "second": 7, "difference": 0, "ratio": 1.0},
        {"measure": "square", "first": 4, "second": 16, "difference": 12, "ratio": 4.0},
    ]


def test_the_csv_and_the_notebook_take_both_runs(sweeping: Quiz) -> None:
    ran = sweeping("demo", "decay_step", "--set", "steps=2", "--compare", "steps=4", "--csv", "--save")
    assert [row["steps"] for row in csv.DictReader(io.StringIO(ran.out))] == ["2", "4"]
    assert (ran.code, ran.err) == (0, "Kept in the notebook as runs 1 to 2.\n")


def test_a_comparison_that_lacks_a_run_is_a_problem(sweeping: Quiz) -> None:
    ran = sweeping("demo", "decay_step", "--compare", "steps=3")
    assert (ran.code, ran.out, ran.err) == (1, "", "quizapp: decay_step failed: it tripped.\n")


@pytest.mark.parametrize("width", [34, 45, 60, 80])
def test_narrow_screens_lose_the_ratio_before_the_table(
    sweeping: Quiz, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = sweeping("demo", "decay_step", "--set", "steps=2", "--compare", "steps=4").out
    assert ("ratio" in out) is (width >= 60 or width == 34)
    assert ("difference" in out) is (width != 45)
    assert max(map(len, out.split("\n"))) <= width


def test_non_finite_measures_are_valid_json(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(home: object, *, jobs: int = 1) -> FakeEngine:
        return FakeEngine(lambda call: {"lost": float("inf")})

    monkeypatch.setattr("quizapp.workspace.workspace.make_engine", make)
    for more in (["--compare", "steps=3"], ["--sweep", "steps=1,2"]):
        out = quiz("demo", "decay_step", "--set", "lr=1", *more, "--json").out
        json.loads(out, parse_constant=lambda word: pytest.fail(word))
