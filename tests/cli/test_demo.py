"""`demo`: the catalogue, a run for people and for programs, and what cannot be run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.engine import catalogue
from quizapp.engine.fake import FakeEngine

from .conftest import MEASURES, Ran

Quiz = Callable[..., Ran]


def test_json_is_the_published_object_and_nothing_else(quiz: Quiz) -> None:
    ran = quiz("demo", "decay_step", "--set", "steps=3", "--set", "lam=1e-3", "--json")
    fields = ["demo", "params", "seed", "measures", "claims", "table", "seconds", "cached", "versions"]
    assert list(ran.json) == fields
    assert (ran.json["params"]["steps"], ran.json["params"]["lam"]) == (3, 1e-3)
    assert ran.json["measures"] == MEASURES | {"steps": 3}
    assert ran.json["table"] == {"columns": ["method", "left"], "rows": [["sgd", 0.5], ["adam", 0.25]]}


def test_people_get_table_measures_summary_and_claims(quiz: Quiz) -> None:
    out = quiz("demo", "decay_step").out
    assert "method  left\nsgd      0.5\nadam    0.25\n" in out
    assert "sgd_weight_decay  0.5\n" in out
    assert "After 10 steps.\n✓ holds  It decays.\n" in out


def test_the_seed_is_a_parameter(quiz: Quiz, engines: list[FakeEngine]) -> None:
    quiz("demo", "sparse_regression", "--seed", "7", "--json")
    assert dict(engines[-1].ran[0].params)["seed"] == 7


def test_the_engine_is_closed_afterwards(quiz: Quiz, engines: list[FakeEngine]) -> None:
    quiz("demo", "decay_step")
    assert engines[-1].reason == "The engine was closed."


def test_the_list_names_every_demo_with_its_ranges(quiz: Quiz) -> None:
    out = quiz("demo").out
    assert all(f"{demo.name}: {demo.title}" in out for demo in catalogue.demos())
    assert "steps=10    number of optimiser steps: a whole number from 1 to 2000" in out
    listed = quiz("demo", "--json").json
    assert [demo["demo"] for demo in listed] == list(catalogue.names())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("decay_stop",), "Did you mean decay_step?"),
        (("decay_step", "--set", "stepz=1"), "Did you mean steps?"),
        (("decay_step", "--set", "steps=0"), "a whole number from 1 to 2000"),
        (("decay_step", "--set", "lr=nan"), "a number from"),
        (("decay_step", "--set", "steps"), "write it as name=value"),
        (("decay_step", "--seed", "1"), "draws no random numbers"),
        (("--seed", "1"), "need the NAME of a demo"),
    ],
)
def test_what_cannot_be_run_is_a_usage_error(
    quiz: Quiz, engines: list[FakeEngine], arguments: tuple[str, ...], sentence: str
) -> None:
    ran = quiz("demo", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert engines == []


@pytest.mark.usefixtures("down")
def test_an_engine_that_is_down_is_a_problem_and_says_why(quiz: Quiz, home: Path) -> None:
    ran = quiz("demo", "decay_step")
    assert (ran.code, ran.out, ran.err) == (1, "", "quizapp: torch is not installed.\n")
    assert not (home / "quizapp.db").exists()
