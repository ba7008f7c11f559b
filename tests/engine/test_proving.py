"""The solutions and starters of the samples and of a broken deck, before the real judge."""

from pathlib import Path

import pytest
import pytest_asyncio

from quizapp.engine.proving import prove
from quizapp.questions import all_kinds, parse_deck
from quizapp.questions.forms import WriteCode

pytestmark = pytest.mark.asyncio(loop_scope="module")

SAMPLES = [sample for kind in all_kinds().values() for sample in kind.samples if sample.codes]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def engine(open_engine):
    async with open_engine() as engine:
        yield engine


def read(markdown):
    (question,) = parse_deck(markdown, Path("deck.md")).questions
    assert isinstance(question.task.form, WriteCode)
    return question


@pytest.mark.parametrize("sample", SAMPLES)
async def test_a_sample_says_how_its_codes_really_come_out(engine, sample):
    form = read(sample.markdown).task.form
    for source, made_up in sample.codes.items():
        result = await engine.run_code(form.code(source))
        assert (result.checks, result.failure) == (made_up.checks, made_up.failure)


@pytest.mark.parametrize("sample", SAMPLES)
async def test_a_sample_is_proved(engine, sample):
    assert await prove(read(sample.markdown), engine) == []


@pytest.mark.parametrize(
    ("written", "instead", "line", "code", "said"),
    [
        ("max(abs(x) - t, 0.0)", "(abs(x) - t)", 21, "L406", "soft_threshold([0.3, -0.2], 0.5) gave"),
        ("raise NotImplementedError", "return [max(x - t, 0) + min(x + t, 0) for x in w]", 5, "L406", "every test"),
        ('assert call("soft_threshold", [2.0', 'assert cal("soft_threshold", [2.0', 18, "L407", "NameError"),
    ],
)
async def test_what_is_wrong_with_code_is_found_at_its_line(engine, written, instead, line, code, said):
    (sample,) = SAMPLES
    (problem,) = await prove(read(sample.markdown.replace(written, instead)), engine)
    assert (problem.code, problem.place.line) == (code, line)
    assert said in problem.message
