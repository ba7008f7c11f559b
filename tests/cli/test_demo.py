"""`demo`: the catalogue, a run for people and for programs, and what cannot be run."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.cli.demo import _way_out
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


def test_the_list_is_short_and_by_subject(quiz: Quiz) -> None:
    out = quiz("demo").out
    lines = out.split("\n")
    subjects = sorted({demo.subject for demo in catalogue.demos()})
    assert [line for line in lines if line and not line.startswith((" ", "`"))] == subjects
    listed = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert sorted(listed) == list(catalogue.names())
    assert "a whole number from" not in out
    assert max(map(len, lines)) <= 80
    for demo in catalogue.demos():
        assert demo.title in " ".join(out.split())


def test_the_json_of_the_list_has_every_parameter(quiz: Quiz) -> None:
    listed = quiz("demo", "--json").json
    assert [demo["demo"] for demo in listed] == list(catalogue.names())
    assert list(listed[0]) == ["demo", "title", "subject", "about", "params", "claims"]
    assert list(listed[0]["params"][0]) == ["name", "default", "meaning", "allowed"]


def test_params_explains_instead_of_running(quiz: Quiz, engines: list[FakeEngine]) -> None:
    out = quiz("demo", "decay_step", "--params").out
    demo = catalogue.find("decay_step")
    assert "  steps=10    number of optimiser steps: a whole number from 1 to 2000\n" in out
    assert all(f"  - {claim.text}" in " ".join(out.split("\n    ")) for claim in demo.claims)
    assert demo.about in " ".join(out.split())
    assert quiz("demo", "decay_step", "--params", "--json").json["params"][0]["name"] == demo.params[0].name
    everything = quiz("demo", "--params").out
    assert everything.count("seed of the") >= 3
    assert "    steps=10    number of optimiser steps: a whole number from 1 to 2000\n" in everything
    assert engines == []


@pytest.mark.parametrize("argv", [("demo",), ("demo", "--params"), ("demo", "sparse_regression", "--params")])
def test_sixty_columns_are_enough(quiz: Quiz, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, quiz(*argv).out.split("\n"))) <= 60


def test_csv_is_a_row_of_parameters_then_measures(quiz: Quiz) -> None:
    ran = quiz("demo", "sparse_regression", "--set", "alpha=1e-3", "--csv")
    head, row = csv.reader(io.StringIO(ran.out))
    params = [param.name for param in catalogue.find("sparse_regression").params]
    assert set(head[: len(params)]) == set(params)
    assert head[len(params) :] == [*MEASURES, "steps"]
    assert dict(zip(head, row, strict=True)).items() >= {"alpha": "0.001", "seed": "42", "sgdw": "0.99"}.items()
    assert (ran.code, ran.err) == (0, "")


def test_a_list_is_one_cell_of_the_csv(quiz: Quiz) -> None:
    rows = list(csv.reader(io.StringIO(quiz("demo", "lambda_grid", "--set", "lams=0,1e-5", "--csv").out)))
    assert rows[1][rows[0].index("lams")] == "0,1e-05"
    assert len(rows[0]) == len(rows[1])


def test_the_script_is_printed_and_nothing_runs(quiz: Quiz, engines: list[FakeEngine]) -> None:
    ran = quiz("demo", "map_1d", "--set", "y=3", "--script")
    assert (ran.code, ran.err, engines) == (0, "", [])
    assert "\ny = 3.0  # " in ran.out
    compile(ran.out, "script", "exec")


def test_too_large_a_run_is_refused_with_the_option_that_allows_it(quiz: Quiz, engines: list[FakeEngine]) -> None:
    large = ("demo", "lambda_grid", "--set", "seeds=256", "--set", "epochs=2000")
    ran = quiz(*large)
    assert (ran.code, ran.out, engines[-1].ran) == (2, "", [])
    found = re.search(r"and a run may take 60 s\. .* --time-limit (\d+) allows it\.\n$", ran.err)
    assert found is not None, ran.err
    assert quiz(*large, "--time-limit", found[1]).code == 0
    assert len(engines[-1].ran) == 1
    swept = quiz(*large[:4], "--sweep", "epochs=50,2000")
    assert swept.code == 2
    assert re.search(r"^quizapp: At epochs=2000: .* --time-limit \d+ allows it", swept.err)
    assert quiz(*large[:4], "--sweep", "epochs=50,2000", "--time-limit", found[1]).code == 0


@pytest.mark.parametrize("estimate", [60.5, 61, 93, 99, 101, 899, 5000, 40_000])
def test_the_way_out_leaves_room(estimate: float) -> None:
    (seconds,) = re.findall(r"--time-limit (\d+) allows", _way_out(estimate))
    assert 1.2 * estimate <= int(seconds) <= 2 * estimate


def test_no_way_out_is_offered_beyond_a_day() -> None:
    assert _way_out(80_000) == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("decay_stop",), "Did you mean decay_step?"),
        (("decay_step", "--set", "stepz=1"), "Did you mean steps?"),
        (("decay_step", "--set", "steps=0"), "a whole number from 1 to 2000"),
        (("decay_step", "--set", "lr=nan"), "a number from"),
        (("decay_step", "--set", "steps"), "write it as name=value"),
        (("decay_step", "--seed", "1"), "draws no random numbers"),
        (("--seed", "1"), "--seed needs the NAME of a demo"),
        (("--set", "steps=1"), "--set needs the NAME of a demo"),
        (("--save", "decay_step"), "--save needs the NAME of a demo before it"),
        (("--time-limit", "99"), "--time-limit needs the NAME"),
        (("decay_step", "--json", "--csv"), "--json and --csv do not go together"),
        (("decay_step", "--script", "--json"), "do not go together"),
        (("decay_step", "--script", "--save"), "do not go together"),
        (("decay_step", "--script", "--compare", "steps=3"), "do not go together"),
        (("decay_step", "--sweep", "steps=1,2", "--compare", "lr=1"), "--sweep and --compare do not go together"),
        (("decay_step", "--sweep", "steps=1,2", "--measure", "sgdw", "--json"), "--json and --measure"),
        (("decay_step", "--params", "--set", "steps=2"), "--params and --set do not go together"),
        (("decay_step", "--measure", "sgdw"), "it needs --sweep"),
        (("decay_step", "--sweep", "steps=1,2", "--sweep", "lr=1,2"), "give --sweep once"),
        (("decay_step", "--sweep", "steps=1,2", "--set", "steps=3"), "steps is swept"),
        (("decay_step", "--sweep", "stepz=1,2"), "Did you mean steps?"),
        (("decay_step", "--sweep", "steps=1:2"), "is no range"),
        (("decay_step", "--sweep", "steps=0:9:3"), "a whole number from 1 to 2000"),
        (("decay_step", "--compare", "stepz=1"), "Did you mean steps?"),
        (("decay_step", "--compare", "steps=0"), "a whole number from 1 to 2000"),
        (("decay_step", "--compare", "steps"), "write it as name=value, for example --compare lr=0.1"),
        (("decay_step", "--compare"), "Both runs would be the same"),
        (("decay_step", "--compare", "steps=10"), "Both runs would be the same"),
        (("decay_step", "--time-limit", "nan"), "“nan” is not a number of seconds from 1 to 86400"),
        (("decay_step", "--time-limit", "0.5"), "from 1 to 86400"),
        (("decay_step", "--time-limit", "soon"), "“soon” is not"),
        (("decay_step", "--jobs", "0"), "it must be at least 1"),
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
