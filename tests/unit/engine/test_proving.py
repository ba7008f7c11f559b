"""Proving a question: what its runs show to be wrong is said where it stands, in every variant."""

from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.engine.proving import OTHER_SEEDS, check_call, prove
from quizapp.errors import EngineDownError, RunFailedError, RunLimitError
from quizapp.questions.calls import Call
from quizapp.questions.coding import CheckResult, CodeResult
from quizapp.questions.decks import parse_deck
from quizapp.questions.proofs import problems_without_runs

DECK = """---
title: Deck
---

## How large is it?
<!-- q id=p3x8t1rc level=mid tags=l1 -->

With `seed=1`, what is the largest alpha?

```yaml key
demo: lasso_path
params: {{seed: 1}}
vary: {{seed: [1, 2]}}
answer: {answer}
tolerance: {{rel: 0.02}}
traps:
  - {{answer: {trap}, say: "That is the other one."}}
```

```yaml evidence
demo: sparse_regression
holds: ["{holds}"]
```

### Explain
It follows from the slope at zero.
"""


def question(answer="alpha_max", trap="alpha_low", holds="exact_zeros_ridge == 0"):
    deck = parse_deck(DECK.format(answer=answer, trap=trap, holds=holds), Path("deck.md"))
    assert [problem for problem in deck.problems if problem.severity == "error"] == []
    return deck.questions[0]


def measured(call):
    if call.demo == "sparse_regression":
        return {"exact_zeros_ridge": 0, "exact_zeros_lasso": 47}
    return {"alpha_max": 2.69, "alpha_low": 0.1, "alpha_near": 2.70 if dict(call.params)["seed"] == 2 else 9.0}


async def problems(engine=None, **parts):
    return await prove(question(**parts), engine or FakeEngine(measured))


async def test_a_sound_question_has_no_problem_and_every_variant_is_run():
    engine = FakeEngine(measured)
    assert await problems(engine) == []
    assert {(call.demo, dict(call.params).get("seed")) for call in engine.ran} == {
        ("lasso_path", 1),
        ("lasso_path", 2),
        ("sparse_regression", None),
        ("sparse_regression", OTHER_SEEDS[0]),
        ("sparse_regression", OTHER_SEEDS[1]),
    }


async def test_an_unknown_measure_in_the_key_gets_a_suggestion():
    found = await problems(answer="alpha_maxx")
    assert {(problem.code, problem.place.line) for problem in found} == {("L402", 11)}
    assert all("alpha_maxx" in problem.message and problem.hint == "did you mean alpha_max?" for problem in found)


async def test_a_trap_inside_the_tolerance_is_refused_in_the_variant_that_shows_it():
    (problem,) = await problems(trap="alpha_near")
    assert (problem.code, problem.place.line) == ("L402", 11)
    assert "counts as right" in problem.message
    assert '"How large is it?" with seed=2' in problem.message


async def test_evidence_that_does_not_hold_is_reported_at_its_block():
    found = await problems(holds="exact_zeros_ridge > 3")
    assert {(problem.code, problem.place.line) for problem in found} == {("L403", 21)}
    assert all("exact_zeros_ridge is 0" in problem.message for problem in found)


async def test_an_unknown_measure_in_the_evidence_gets_a_suggestion():
    found = await problems(holds="exact_zeros_rigde == 0")
    assert {problem.hint for problem in found} == {"did you mean exact_zeros_ridge?"}


async def test_a_run_that_fails_is_a_problem_of_the_question():
    found = await problems(FakeEngine(lambda _: RunFailedError("it crashed")))
    assert {problem.code for problem in found} == {"L404"}
    assert any("quizapp demo lasso_path --set seed=2: it crashed" in problem.message for problem in found)


async def test_with_the_engine_down_nothing_is_proved():
    with pytest.raises(EngineDownError, match="no torch"):
        await problems(FakeEngine(measured, down="no torch"))


async def test_a_question_without_runs_has_nothing_to_prove():
    deck = parse_deck("## What is it?\n\nSay it.\n\n### Answer\nThis.\n", Path("deck.md"))
    assert await prove(deck.questions[0], FakeEngine({})) == []


# ---------------------------------------------------------------- seeds

SEEDED = """## How many?
<!-- q id=p3x8t1rc -->

About how many?

```yaml key
demo: sparse_regression
params: {{{params}}}
answer: zeros
tolerance: {{abs: 2}}
traps:
  - {{answer: trap, say: That is the other one.}}
```

```yaml evidence
demo: l1_network
params: {{steps: 100}}
holds: [share > 0.5]
```
"""
FIRST, SECOND = OTHER_SEEDS


def at_seeds(**found):
    """Measures that are sound, but at the seeds and for the names of `found`: `zeros={1000: 4}`."""

    def measured(call):
        seed = dict(call.params).get("seed")
        sound = {"zeros": 40, "trap": 20, "share": 0.9}
        return {name: found.get(name, {}).get(seed, value) for name, value in sound.items()}

    return FakeEngine(measured)


async def at_three_seeds(params="", **found):
    deck = parse_deck(SEEDED.format(params=params), Path("deck.md"))
    engine = at_seeds(**found)
    return await prove(deck.questions[0], engine), engine


async def test_what_holds_at_three_seeds_is_sound():
    found, engine = await at_three_seeds(zeros={FIRST: 41, SECOND: 38})
    assert found == []
    seeds = {(call.demo, dict(call.params).get("seed")) for call in engine.ran}
    assert seeds == {(demo, seed) for demo in ("sparse_regression", "l1_network") for seed in (None, *OTHER_SEEDS)}


async def test_a_key_that_changes_with_the_seed_is_refused():
    found, _ = await at_three_seeds(zeros={SECOND: 35})
    (problem,) = found
    assert (problem.code, problem.place.line) == ("L405", 7)
    assert "the answer changes with the seed, which the prompt does not fix: 40 becomes 35" in problem.message
    assert f"with seed={SECOND}" in problem.message
    assert "`params`" in problem.hint


async def test_a_seed_that_the_question_fixes_is_the_only_one():
    found, engine = await at_three_seeds("seed: 42", zeros={SECOND: 35})
    assert found == []
    assert {dict(call.params)["seed"] for call in engine.ran if call.demo == "sparse_regression"} == {42}


async def test_a_claim_that_is_true_by_luck_is_refused():
    found, _ = await at_three_seeds(share={FIRST: 0.4})
    assert [(problem.code, problem.place.line) for problem in found] == [("L403", 16)]
    assert f'share is 0.4 (in "How many?" with seed={FIRST})' in found[0].message


async def test_a_trap_inside_the_tolerance_is_refused_at_each_seed():
    found, _ = await at_three_seeds(trap={FIRST: 39})
    assert [problem.code for problem in found] == ["L402"]
    assert "the trap at 39 counts as right" in found[0].message


async def test_a_fault_at_the_usual_seed_is_said_once():
    found, engine = await at_three_seeds(share={None: 0.4, FIRST: 0.4, SECOND: 0.4})
    assert [problem.code for problem in found] == ["L403"]
    assert {dict(call.params).get("seed") for call in engine.ran} == {None}


async def test_a_demo_that_draws_nothing_runs_once():
    deck = parse_deck(
        "## A\n<!-- q id=p3x8t1rc -->\n\n### Answer\nyes\n\n"
        "```yaml evidence\ndemo: decay_step\nholds: [adamw < 1]\n```\n",
        Path("deck.md"),
    )
    engine = FakeEngine({"decay_step": {"adamw": 0.9}})
    assert await prove(deck.questions[0], engine) == []
    assert len(engine.ran) == 1


# ---------------------------------------------------------------- code

CODE = """## Double it
<!-- q id=p3x8t1rc -->

```python starter
def double(x): raise NotImplementedError
```

```python tests
def test_two(call):
    assert call("double", 2) == 4
```

```python solution
def double(x): return 2 * x
```
"""
PASSED, FAILED = (
    CodeResult((CheckResult("test_two", True),)),
    CodeResult((CheckResult("test_two", False, "double(2) gave 3, expected 4"),)),
)


async def judged(solution, starter=FAILED):
    (found,) = parse_deck(CODE, Path("deck.md")).questions
    return await prove(found, FakeEngine({}, codes=lambda code: solution if "return 2" in code.source else starter))


async def test_a_solution_that_passes_and_a_starter_that_fails_are_sound():
    assert await judged(PASSED) == []


async def test_a_solution_that_fails_is_said_with_its_test_at_its_fence():
    (problem,) = await judged(FAILED)
    assert (problem.code, problem.place.line) == ("L406", 13)
    assert problem.message == 'the solution fails test_two: double(2) gave 3, expected 4 (in "Double it")'


async def test_a_starter_that_passes_is_said_at_its_fence():
    (problem,) = await judged(PASSED, PASSED)
    assert (problem.code, problem.place.line) == ("L406", 4)


async def test_broken_tests_are_reported_at_their_line_of_the_deck():
    broken = RunFailedError("The tests of this question are broken: line 10: NameError: name 'cal' is not defined.")
    (problem,) = await judged(broken, broken)
    assert (problem.code, problem.place.line) == ("L407", 10)
    assert "NameError" in problem.message


async def test_tests_that_never_end_are_reported_where_they_begin():
    endless = RunLimitError("The tests of this question were stopped: they need too much time or memory.")
    (problem,) = await judged(endless, endless)
    assert (problem.code, problem.place.line) == ("L407", 8)


# ---------------------------------------------------------------- what needs no run


def test_a_trap_inside_the_tolerance_of_a_typed_value_is_refused_without_a_run():
    deck = parse_deck(
        "## How much?\n<!-- q id=p3x8t1rc -->\n\n```yaml key\nvalue: 0.01\ntolerance: {abs: 0.01}\ntraps:\n"
        '  - {value: 0.015, say: "No."}\n```\n\n### Sources\n- A page.\n',
        Path("deck.md"),
    )
    (problem,) = problems_without_runs(deck.questions[0])
    assert (problem.code, problem.place.line) == ("L402", 5)
    assert "the trap at 0.015 counts as right" in problem.message


def test_of_a_key_that_needs_a_run_nothing_is_said_without_it():
    assert problems_without_runs(question(trap="alpha_near")) == []


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (Call.of("decay_step"), None),
        (Call.of("decay_step", {"steps": 200, "momentum": 0.9}), None),
        (Call.of("decay_stp"), "Did you mean decay_step?"),
        (Call.of("decay_step", {"step": 3}), "Did you mean steps?"),
        (Call.of("decay_step", {"lr": -1.0}), "lr = -1.0"),
    ],
)
def test_a_call_is_checked_by_the_catalogue_without_running(call, words):
    sentence = check_call(call)
    assert sentence is None if words is None else words in sentence


LUCK = """## Draw a number
<!-- q id=c0de0000 -->

```python starter
def f(x):
    raise NotImplementedError
```
```python tests
def test_above(call):
    assert call("f", 1) > 0.3
```
```python solution
{solution}
```
"""


def passing(*of_solution):
    """An engine whose solutions pass or fail as told, one run after the other; all else fails."""
    verdicts = iter(of_solution)

    def judged(code):
        passed = ("random()" in code.source or "0.5" in code.source) and next(verdicts)
        return CodeResult((CheckResult("test_above", passed, "" if passed else "f(1) gave 0.1"),))

    return FakeEngine({}, codes=judged)


def draws(solution):
    (found,) = parse_deck(LUCK.format(solution=solution), Path("deck.md")).questions
    return found


async def test_code_that_draws_random_numbers_has_to_pass_three_times():
    question = draws("import random\ndef f(x):\n    return random.random()")
    (problem,) = await prove(question, passing(True, True, False))
    assert (problem.code, problem.message.split(":")[0]) == ("L406", "the solution fails test_above")
    assert "seed" in problem.hint
    assert await prove(question, passing(True, True, True)) == []


async def test_code_that_draws_none_runs_once():
    assert await prove(draws("def f(x):\n    return 0.5"), passing(True)) == []
