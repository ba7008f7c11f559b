"""Asserts that explain themselves, without a process: the answers are made up here."""

import numpy as np
import pytest

from quizapp.engine.sandbox.approx import Approx
from quizapp.engine.sandbox.asserts import ASSERTS, Asserts, CheckFailedError, compile_tests

ANSWERS = {
    "half": 0.5,
    "nan": float("nan"),
    "pair": [1.0, 2.0],
    "many": [[n / 10 for n in range(40)] for _ in range(3)],
    "no": False,
    "none": None,
    "text": "l1",
}


def run(statement):
    """Execute the rewritten `statement`, where `call(name)` answers what ANSWERS has."""
    asserts = Asserts()

    def call(name):
        asserts.calls.append((f"{name}()", ANSWERS[name]))
        return ANSWERS[name]

    exec(compile_tests(statement), {ASSERTS: asserts, "call": call, "approx": Approx, "np": np})


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("assert call('half') == 1", "half() gave 0.5, expected 1"),
        ("assert 1 == call('half')", "half() gave 0.5, expected 1"),
        ("assert call('half') == call('none')", "half() gave 0.5, expected None"),
        ("assert call('half') != 0.5", "half() gave 0.5, expected anything but 0.5"),
        ("assert call('half') < 0.5", "half() gave 0.5, expected less than 0.5"),
        ("assert call('half') <= 0.25", "half() gave 0.5, expected at most 0.25"),
        ("assert call('half') > 0.5", "half() gave 0.5, expected more than 0.5"),
        ("assert call('half') >= 1", "half() gave 0.5, expected at least 1"),
        ("assert call('text') in ('l2', 'l0')", "text() gave 'l1', expected one of ('l2', 'l0')"),
        ("assert call('text') not in 'l1l2'", "text() gave 'l1', expected none of 'l1l2'"),
        ("assert call('half') is None", "half() gave 0.5, expected None"),
        ("assert call('none') is not None", "none() gave None, expected anything but None"),
        ("assert call('half') == approx(0.5001)", "half() gave 0.5, expected about 0.5001"),
        ("assert call('pair') == np.zeros(2)", "pair() gave [1.0, 2.0], expected [0.0, 0.0]"),
        ("assert call('half') == 1, 'shrink it'", "shrink it: half() gave 0.5, expected 1"),
        ("out = call('pair')\nassert out == []", "pair() gave [1.0, 2.0], expected []"),
        ("assert call('pair')[1] == 1.0", "call('pair')[1] is 2.0, expected 1.0; pair() gave [1.0, 2.0]"),
        ("assert sum(call('pair')) < 1", "sum(call('pair')) is 3.0, expected less than 1; pair() gave [1.0, 2.0]"),
        ("assert call('no')", "`call('no')` does not hold; no() gave False"),
        ("assert not call('half'), 'zero'", "zero: `not call('half')` does not hold; half() gave 0.5"),
        ("assert 0 < call('half') < 0.5", "`0 < call('half') < 0.5` does not hold; half() gave 0.5"),
        ("n = call('no')\nassert 1 == n", "1 is 1, expected False; no() gave False"),
        ("assert 1 == 2", "1 is 1, expected 2"),
    ],
)
def test_a_failing_assert_says_the_call_and_both_values(statement, message):
    with pytest.raises(CheckFailedError) as raised:
        run(statement)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    "statement",
    [
        "assert call('half') == 0.5, 1 / 0",  # the message of an assert that holds is never worked out
        "assert call('pair') == (1.0, 2.0)",
        "assert call('pair') == np.array([1, 2])",
        "assert call('pair') != np.array([1, 3])",
        "assert call('pair') == approx((1.0, 2.0 + 1e-7))",
        "assert call('nan') == approx(float('nan'))",
        "assert call('nan') != call('nan') or True",
        "assert 0 < call('half') < 1 and not call('no')",
        "assert (n := call('half')) == n",
        "def f(x):\n  assert x == 0.5\nf(call('half'))",
    ],
)
def test_an_assert_that_holds_says_nothing(statement):
    run(statement)


def test_a_long_answer_is_cut_and_its_first_difference_named():
    with pytest.raises(CheckFailedError) as raised:
        run("wanted = [row[:] for row in call('many')]\nwanted[1][30] = 7\nassert call('many') == wanted")
    assert str(raised.value).endswith("; at [1][30] it is 3.0 and should be 7")
    assert "…, expected [[" in str(raised.value)
    with pytest.raises(CheckFailedError, match=r"; at \[2\]\[0\] it is 0.0 and should be about 9$"):
        run("wanted = [row[:] for row in call('many')]\nwanted[2][0] = 9\nassert call('many') == approx(wanted)")
    with pytest.raises(CheckFailedError, match=r"; \[0\] has 40 items and should have 39$"):
        run("wanted = [row[1:] for row in call('many')]\nassert call('many') == wanted")


def test_what_is_no_assert_error_passes_through():
    with pytest.raises(ZeroDivisionError):
        run("assert call('half') == 1 / 0")
