"""Code that means well: what is right passes; what is not is said with the call, the values and the line."""

import asyncio

import pytest
import pytest_asyncio

from quizapp.engine import coding
from quizapp.engine.model import Progress
from quizapp.errors import RunFailedError
from quizapp.questions.coding import CheckResult, Code

pytestmark = pytest.mark.asyncio(loop_scope="module")

TESTS = """
import math

def test_small_weights_become_exactly_zero(call):
    assert call("soft_threshold", [0.3, -0.2], 0.5) == [0.0, 0.0]

def test_large_weights_shrink(call, approx):
    shrunk = call("soft_threshold", [2.0, -2.0], t=0.5)
    assert shrunk == approx((1.5, -1.5))
    assert all(abs(v) < 2 for v in shrunk)
"""
RIGHT = """
def soft_threshold(w, t):
    return tuple(max(abs(x) - t, 0.0) * (1 if x > 0 else -1) for x in w)
"""
STARTER = '''def soft_threshold(w, t):
    """Proximal operator of t * |w|."""
    raise NotImplementedError
'''
ZERO, SHRINK = "test_small_weights_become_exactly_zero", "test_large_weights_shrink"


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["fork", "persistent"])
async def engine(request, open_engine):
    async with open_engine(mode=request.param) as engine:
        yield engine


async def messages(engine, source, tests=TESTS):
    result = await engine.run_code(Code(source, tests))
    assert not result.failure
    return [check.message for check in result.checks]


async def test_the_right_code_passes(engine):
    result = await engine.run_code(Code(RIGHT, TESTS))
    assert result.checks == (CheckResult(ZERO, True), CheckResult(SHRINK, True))
    assert result.passed
    assert (result.failure, result.printed) == ("", "")
    assert 0 < result.seconds < 10


async def test_the_starter_fails_with_its_own_line(engine):
    assert await messages(engine, STARTER) == [
        "soft_threshold([0.3, -0.2], 0.5) raised NotImplementedError (line 3: raise NotImplementedError)",
        "soft_threshold([2.0, -2.0], t=0.5) raised NotImplementedError (line 3: raise NotImplementedError)",
    ]


async def test_a_wrong_answer_is_shown_beside_the_right_one(engine):
    assert await messages(engine, "def soft_threshold(w, t): return w") == [
        "soft_threshold([0.3, -0.2], 0.5) gave [0.3, -0.2], expected [0.0, 0.0]",
        "soft_threshold([2.0, -2.0], t=0.5) gave [2.0, -2.0], expected about [1.5, -1.5]",
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def soft_treshold(w, t): pass", "Your code has no function soft_threshold; did you mean soft_treshold?"),
        ("import math", "Your code has no function soft_threshold"),
        ("soft_threshold = 0.5", "soft_threshold in your code is no function, but of the type float"),
        (
            "def soft_threshold(w): pass",
            "soft_threshold([0.3, -0.2], 0.5) raised TypeError: "
            "soft_threshold() takes 1 positional argument but 2 were given",
        ),
        (
            "def shrink(x):\n  return x.shrunk\ndef soft_threshold(w, t):\n  return shrink(w[0])\n",
            "soft_threshold([0.3, -0.2], 0.5) raised AttributeError: 'float' object has no attribute 'shrunk' "
            "(line 2: return x.shrunk)",
        ),
        (
            "import fractions\ndef soft_threshold(w, t):\n  return fractions.Fraction('x')\n",
            "soft_threshold([0.3, -0.2], 0.5) raised ValueError: Invalid literal for Fraction: 'x' "
            "(line 3: return fractions.Fraction('x'))",
        ),
        (
            "def soft_threshold(w, t):\n  return set(w)",
            "soft_threshold([0.3, -0.2], 0.5) gave a set: return numbers, texts, lists, dicts, arrays or tensors",
        ),
        (
            "def soft_threshold(w, t):\n  yield from w",
            "soft_threshold([0.3, -0.2], 0.5) gave [0.3, -0.2], expected [0.0, 0.0]",
        ),
        (
            "def soft_threshold(w, t):\n  for x in w:\n    yield x / 0",
            "soft_threshold([0.3, -0.2], 0.5) raised ZeroDivisionError: float division by zero (line 3: yield x / 0)",
        ),
        ("def soft_threshold(w, t): pass", "soft_threshold([0.3, -0.2], 0.5) gave None, expected [0.0, 0.0]"),
    ],
)
async def test_what_keeps_a_call_from_its_answer_is_said(engine, source, message):
    assert (await messages(engine, source))[0] == message


async def test_an_answer_that_the_test_cannot_use_is_the_codes_fault(engine):
    assert await messages(engine, "def f(w): return None", "def test_first(call): assert call('f', [1.0])[0] == 1") == [
        "f([1.0]) gave None, and the test could not go on with it (TypeError: 'NoneType' object is not subscriptable)"
    ]


@pytest.mark.parametrize(
    ("source", "failure"),
    [
        ("def f(:\n  pass", "Your code cannot be read: invalid syntax (line 1: def f(:)"),
        ("def f():\n pass\n  pass", "Your code cannot be read: unexpected indent (line 3: pass)"),
        ("x = '\0'", "Your code cannot be read: source code string cannot contain null bytes"),
        ("x = '\ud800'", "Your code cannot be read: 'utf-8' codec can't encode"),
        ("(" * 500 + ")" * 500, "Your code cannot be read: too many nested parentheses"),
        ("-" * 50_000 + "1", "Your code cannot be read: it is too long, or nested too deeply"),
        ("import numpi", "Your code raised ModuleNotFoundError: No module named 'numpi' (line 1: import numpi)"),
    ],
)
async def test_code_that_cannot_be_loaded_says_where(engine, source, failure):
    result = await engine.run_code(Code(source, TESTS))
    assert result.failure.startswith(failure)
    assert result.checks == ()
    assert not result.passed


async def test_what_the_code_prints_is_shown_and_cut(engine):
    source = "import sys\nprint('loaded ²')\ndef f():\n  print('called')\n  print('x', file=sys.stderr)\n  return 1\n"
    tests = "def test_it(call): assert call('f') == 1"
    assert (await engine.run_code(Code(source, tests))).printed == "loaded ²\ncalled\nx\n"
    long = await engine.run_code(Code("print('x' * 200_000)\ndef f(): return 1", tests))
    assert long.passed
    assert long.printed == "x" * (64 * 1024) + "\n… (the rest is cut)"


async def test_a_guarded_main_does_not_run_and_dataclasses_work(engine):
    source = """
from __future__ import annotations
from dataclasses import dataclass, asdict

@dataclass
class Point:
    x: float

def f(): return asdict(Point(1.0))

if __name__ == "__main__":
    raise SystemExit
"""
    assert await messages(engine, source, "def test_it(call): assert call('f') == {'x': 1.0}") == [""]


async def test_values_travel_exactly(engine):
    tests = """
from math import inf, isnan
VALUES = [None, True, 0, -0.0, 0.1, 1e308, inf, -inf, "λ\\ud800", 2**80, [[]], {"a": {1: [2]}, None: ()}]

def test_there_and_back(call):
    for value in VALUES:
        answer = call("same", value)
        assert answer == value
        assert type(answer) is type(value) and repr(answer).replace("[]}", "()}") == repr(value)
    assert isnan(call("same", float("nan"))) and isnan(call("same", [float("nan")])[0])

def test_tuples_stay_tuples_on_the_way_there(call):
    assert call("kind", (1, 2)) == "tuple"
    assert call("same", ((1,), 2)) == [[1], 2] == call("same", ((1,), 2))
"""
    assert await messages(engine, "def same(x): return x\ndef kind(x): return type(x).__name__", tests) == ["", ""]


async def test_code_keeps_what_it_knows_between_calls(engine):
    source = "seen = []\ndef f(x):\n  seen.append(x)\n  return len(seen)"
    tests = "def test_it(call):\n  call('f', 0)\n  assert call('f', 0) == 2"
    assert await messages(engine, source, tests) == [""]


@pytest.mark.parametrize(
    ("tests", "words"),
    [
        ("def test_it(call)\n  pass", r"line 1: expected ':'"),
        ("x = '\0'", "null bytes"),
        ("def check_it(call): pass", "no function whose name begins with test_"),
        ("import numpi", "line 1: ModuleNotFoundError: No module named 'numpi'"),
        ("raise SystemExit(0)", "line 1: SystemExit: 0"),
        ("def test_it(call):\n  assert calls('f')", "line 2: NameError: name 'calls' is not defined"),
        ("def test_it(call):\n  call('f')\n  assert cal('f')", "line 3: NameError"),
        ("def test_it(call):\n  assert 1 / 0", "line 2: ZeroDivisionError"),
        ("def test_it(call):\n  call('f', object())", "line 2: UnsendableError: an object"),
        ("def test_it(call):\n  yield call('f')", "one returned <generator object test_it"),
        ("async def test_it(call): assert 0", "one returned <coroutine object test_it"),
        ("def test_it(call, tmp_path): pass", "test_it takes tmp_path, and a test can take call and approx"),
    ],
)
async def test_tests_that_are_broken_are_not_the_learners_fault(engine, tests, words):
    with pytest.raises(RunFailedError, match=r"^The tests of this question are broken: ") as raised:
        await engine.run_code(Code("def f(): return 1", tests))
    assert words in str(raised.value)


@pytest.mark.parametrize("end", ["raise AssertionError", "raise AssertionError('  ')", "assert call('f') == 2, ''"])
async def test_a_test_without_a_message_fails_all_the_same(engine, end):
    result = await engine.run_code(Code("def f(): return 1", f"def test_it(call):\n  {end}"))
    assert not result.passed
    assert not result.checks[0].passed


async def test_broken_tests_come_before_broken_code(engine):
    with pytest.raises(RunFailedError, match="name begins with test_"):
        await engine.run_code(Code("not even Python", "x = 1"))


async def test_progress_counts_the_tests(engine):
    seen = []
    await engine.run_code(Code(RIGHT, TESTS), seen.append)
    assert seen[-2:] == [Progress(0.0, "test 1 of 2"), Progress(0.5, "test 2 of 2")]


async def test_checks_run_side_by_side_and_again(engine):
    same, other = Code(RIGHT, TESTS), Code(STARTER, TESTS)
    first, second, third = await asyncio.gather(*(engine.run_code(code) for code in (same, same, other)))
    assert first is second
    assert first.passed
    assert not third.passed
    assert await engine.run_code(same) is not first  # nothing is cached: code may draw random numbers


async def test_a_result_comes_back_from_json(engine):
    result = await engine.run_code(Code(STARTER, TESTS))
    assert coding.from_json(coding.to_json(result)) == result
