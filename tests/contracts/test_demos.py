"""What every demo keeps to, whichever file it is in."""

import ast
import itertools
import json
import math
import re
import subprocess
import sys
import textwrap
from functools import cache

import pytest

from quizapp.engine import catalogue, wire
from quizapp.engine.demo import Demo, Outcome, Param
from quizapp.engine.model import Result
from quizapp.engine.script import standalone_script
from quizapp.engine.size import refuse_too_large
from quizapp.errors import ParameterError, TooLargeError
from quizapp.grading.expressions import evaluate, names_in

DEMOS = catalogue.demos()
CLAIMS = [(demo, claim) for demo in DEMOS for claim in demo.claims]
PARAMS = [(demo, param) for demo in DEMOS for param in demo.params]
HEAVY = ("torch", "numpy", "sklearn", "scipy")

every_demo = pytest.mark.parametrize("demo", DEMOS, ids=lambda demo: demo.name)
every_claim = pytest.mark.parametrize(("demo", "claim"), CLAIMS, ids=lambda it: getattr(it, "name", None))
every_param = pytest.mark.parametrize(("demo", "param"), PARAMS, ids=lambda it: it.name)


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    import torch
    from threadpoolctl import threadpool_limits

    torch.set_num_threads(1)
    with threadpool_limits(1):
        yield


def run(demo: Demo, params=None) -> Outcome:
    return _run(demo.name, tuple(catalogue.complete(demo, params or {}).items()))


@cache
def _run(name: str, params) -> Outcome:
    return catalogue.find(name).run(dict(params), lambda *_: None)


def outcomes(demo: Demo) -> list[Outcome]:
    """At the defaults and wherever a claim is refuted."""
    return [run(demo), *(run(demo, claim.refuted_by) for claim in demo.claims)]


def test_the_demos_of_the_lesson_are_there():
    lesson = {"decay_step", "double_decay", "l1_network", "sparse_regression", "prior_density", "lambda_grid"}
    assert lesson <= set(catalogue.names())


def test_the_catalogue_loads_no_numerics():
    script = f"""
        import sys
        from quizapp.engine import catalogue, wire
        for demo in catalogue.demos():
            catalogue.complete(demo, {{}})
        print([name for name in {HEAVY!r} if name in sys.modules])
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@every_demo
def test_the_words_are_there(demo):
    assert 2 <= len(re.findall(r"\.(?= [A-Z]|$)", demo.about)) <= 3
    assert demo.title
    assert demo.subject
    assert {"numpy", "torch", "scipy", "scikit-learn"} >= set(demo.libraries) != set()
    for claim in demo.claims:
        assert claim.text.endswith(".")


@every_param
def test_a_parameter_has_a_meaning_and_a_range_that_holds_its_default(demo, param):
    assert param.name.isidentifier()
    assert param.meaning
    assert "\n" not in param.meaning
    assert catalogue.complete(demo, {param.name: param.default})[param.name] == param.default
    if not isinstance(param.default, bool | str):
        assert param.low is not None
        assert param.high is not None


def refused_values(param: Param):
    """Values that `param` must not take: of another type, out of range, not a number."""
    yield from (None, [], {}, object(), "no such word", [[]], [math.nan], [True])
    if not isinstance(param.default, bool):
        yield True
    if isinstance(param.default, bool) or (isinstance(param.default, str) and param.low is None):
        yield 1
    if param.low is not None and param.high is not None:
        outside = (param.low - 1, param.high + 1, param.high * 10 + 1, 10**5000, math.nan, math.inf, -math.inf)
        yield from ([[value] for value in outside] if isinstance(param.default, tuple) else outside)
    if isinstance(param.default, int) and not isinstance(param.default, bool):
        yield param.default + 0.5


@every_param
def test_values_that_cannot_be_are_refused_in_a_sentence(demo, param):
    for value in refused_values(param):
        with pytest.raises(ParameterError) as refusal:
            catalogue.complete(demo, {param.name: value})
        message = str(refusal.value)
        assert f"{param.name} = " in message
        assert catalogue.allowed(param) in message
        assert len(message) < 400


@every_demo
def test_measures_are_named_finite_numbers(demo):
    for outcome in outcomes(demo):
        for name, value in outcome.measures.items():
            assert name.isidentifier()
            assert type(value) in (float, int, bool), name
            assert math.isfinite(value), name


@every_demo
def test_the_measures_are_the_same_ones_everywhere(demo):
    assert len({tuple(outcome.measures) for outcome in outcomes(demo)}) == 1


@every_demo
def test_a_table_has_full_rows_of_plain_values(demo):
    for outcome in outcomes(demo):
        if outcome.table:
            assert all(outcome.table.columns)
            for row in outcome.table.rows:
                assert len(row) == len(outcome.table.columns)
                assert {type(cell) for cell in row} <= {str, float, int, bool, type(None)}


@every_demo
def test_a_plot_can_be_drawn(demo):
    for outcome in outcomes(demo):
        plot = outcome.plot
        assert plot is not None
        assert plot.x_label
        assert plot.y_label
        assert len({series.name for series in plot.series}) == len(plot.series) > 0
        for series in plot.series:
            assert len(series.x) == len(series.y) > 1 or demo.name == "lambda_grid"
            assert all(type(value) is float and math.isfinite(value) for value in series.x + series.y)
            assert not plot.log_x or min(series.x) > 0
            assert not plot.log_y or min(series.y) > 0


@every_demo
def test_a_result_survives_json_exactly(demo):
    for params in ({}, *(claim.refuted_by for claim in demo.claims)):
        outcome = run(demo, params)
        claims = {claim.text: bool(evaluate(claim.holds, outcome.measures)) for claim in demo.claims}
        full = catalogue.complete(demo, params)
        result = Result(
            demo.name, full, demo.seed, outcome.measures, claims, outcome.summary, outcome.table, outcome.plot
        )
        assert Result.from_json(json.loads(wire.dump(result.to_json()))) == result


@every_claim
def test_a_claim_is_true_at_the_defaults_and_false_where_it_is_refuted(demo, claim):
    assert names_in(claim.holds) <= set(run(demo).measures)
    assert evaluate(claim.holds, run(demo).measures) is True
    assert evaluate(claim.holds, run(demo, claim.refuted_by).measures) is False


@every_demo
def test_every_demo_claims_something(demo):
    assert demo.claims


@every_demo
def test_the_same_call_gives_the_same_outcome(demo):
    assert demo.run(catalogue.complete(demo, {}), lambda *_: None) == run(demo)


@every_demo
def test_another_seed_gives_other_measures_but_only_where_numbers_are_drawn(demo):
    if demo.seed is None:
        assert "seed" not in catalogue.complete(demo, {})
    else:
        assert catalogue.complete(demo, {})["seed"] == demo.seed
        assert run(demo, {"seed": demo.seed + 1}).measures != run(demo).measures


@every_demo
def test_two_implementations_agree(demo):
    for outcome in outcomes(demo):
        assert 0 <= outcome.measures["cross_check"] < 1e-5


@every_demo
def test_the_summary_is_one_sentence(demo):
    for outcome in outcomes(demo):
        assert re.fullmatch(r"[A-Z].*\.", outcome.summary)
        assert not re.search(r"[.!?] [A-Z]", outcome.summary)


@every_demo
def test_the_summary_is_made_from_the_measures(demo):
    """It changes with them, and every number in it is a measure, a parameter, or how far two measures are apart."""
    changed = [outcome for outcome in outcomes(demo) if outcome.measures != run(demo).measures]
    assert all(outcome.summary != run(demo).summary for outcome in changed)
    for params in ({}, *(claim.refuted_by for claim in demo.claims)):
        full, outcome = catalogue.complete(demo, params), run(demo, params)
        known = [
            float(value) for value in (*full.values(), *outcome.measures.values()) if isinstance(value, int | float)
        ]
        apart = [a - b for a, b in itertools.permutations(known, 2)]
        for text, percent in re.findall(r"(?<![\w.])(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)( ?%|)", outcome.summary):
            number, scale = float(text), 100 if percent else 1
            assert number in (0, 1, 2, 1e-4, 1e-2) or any(
                math.isclose(number, sign * scale * value, rel_tol=0.06) for value in known + apart for sign in (1, -1)
            ), f"{text} in: {outcome.summary}"


@every_demo
def test_a_run_at_the_defaults_is_never_too_large(demo):
    for params in ({}, *(claim.refuted_by for claim in demo.claims)):
        assert 0 < demo.estimate(catalogue.complete(demo, params)) < 10


@every_demo
def test_the_script_runs_without_quizapp_and_prints_measures(demo, capsys):
    """At the defaults and wherever a claim is refuted: what it prints is what the demo measures."""
    for params in ({}, *(claim.refuted_by for claim in demo.claims)):
        script = standalone_script(demo, catalogue.complete(demo, params))
        imported = {
            alias.name if isinstance(node, ast.Import) else node.module
            for node in ast.walk(ast.parse(script))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert not any(name.startswith("quizapp") for name in imported)
        exec(compile(script, f"{demo.name}.py", "exec"), {"__name__": "__main__"})
        lines = [line.split(" = ") for line in capsys.readouterr().out.splitlines()]
        measures = run(demo, params).measures
        assert lines
        for name, value in lines:
            assert float(value) == pytest.approx(float(measures[name]), rel=1e-3, abs=1e-6), (name, params)


@every_demo
def test_progress_goes_from_0_to_1(demo):
    seen: list[tuple[float, str]] = []
    demo.run(catalogue.complete(demo, {}), lambda fraction, text: seen.append((fraction, text)))
    fractions = [fraction for fraction, _ in seen]
    assert seen
    assert all(text and "\n" not in text for _, text in seen)
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] <= fractions[-1] <= 1


@every_demo
@pytest.mark.parametrize("edge", ["low", "high"])
def test_the_edges_of_the_ranges_give_measures_or_a_refusal(demo, edge):
    """All numbers at once at the same end of their ranges; numpy's warnings are errors here."""
    numbers = {param.name: getattr(param, edge) for param in demo.params if isinstance(param.default, int | float)}
    numbers = {name: value for name, value in numbers.items() if value is not None}
    try:
        full = catalogue.complete(demo, numbers)
    except ParameterError:
        assert demo.check({**catalogue.complete(demo, {}), **numbers})  # each value is in range; only their sum is not
        return
    try:
        refuse_too_large(demo, full)
    except TooLargeError:
        return
    assert all(math.isfinite(value) for value in run(demo, full).measures.values())
    counted = "steps|epochs|features|rows|runs|draws|trials|resamples|data sets"
    assert not re.search(rf"(?<![\w.])1 ({counted})\b", run(demo, full).summary)
