"""Proving a question: what its runs show to be wrong is said where it stands, in every variant."""

from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.engine.proving import OTHER_SEEDS, check_call, prove
from quizapp.errors import EngineDownError, RunFailedError
from quizapp.questions.calls import Call
from quizapp.questions.decks import parse_deck

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
