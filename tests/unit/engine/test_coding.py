"""The result of a check as a value: as JSON and back, and when it counts as passed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine import coding
from quizapp.engine.fake import FakeEngine
from quizapp.errors import RunFailedError
from quizapp.questions.coding import CheckResult, Code, CodeResult

texts = st.text(max_size=8)
results = st.builds(
    CodeResult,
    checks=st.lists(st.builds(CheckResult, texts, st.booleans(), texts, st.booleans()), max_size=4).map(tuple),
    failure=texts,
    printed=texts,
    seconds=st.floats(0, 60),
)
PASSED, FAILED = CheckResult("test_a", True), CheckResult("test_b", False, "f() gave 1, expected 2")


@given(results)
def test_a_result_survives_json(result):
    assert coding.from_json(json.loads(json.dumps(coding.to_json(result)))) == result


@pytest.mark.parametrize(
    ("result", "passed"),
    [
        (CodeResult((PASSED,)), True),
        (CodeResult((PASSED, FAILED)), False),
        (CodeResult((PASSED,), failure="Your code ended."), False),
        (CodeResult(), False),
    ],
)
def test_code_passes_where_every_test_did_and_there_was_one(result, passed):
    assert result.passed is passed


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.pop("checks"),
        lambda data: data.update(checks=[{"name": "test_a"}]),
        lambda data: data.update(checks=[{"name": 1, "passed": True, "message": ""}]),
        lambda data: data.update(seconds="long"),
        lambda data: data.update(printed=None),
        lambda data: data.update(checks=None),
    ],
)
def test_what_is_no_result_is_refused(damage):
    data = coding.to_json(CodeResult((PASSED,)))
    damage(data)
    with pytest.raises(ValueError):
        coding.from_json(data)


async def test_the_fake_answers_code_by_its_source_and_invents_nothing():
    engine = FakeEngine({}, codes={"x = 1": CodeResult((PASSED,))})
    assert (await engine.run_code(Code("x = 1", "tests"))).passed
    with pytest.raises(RunFailedError, match="made up"):
        await engine.run_code(Code("x = 2", "tests"))
