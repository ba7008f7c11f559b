"""Code that a learner wrote, as a question sends it to be judged, and how each of its tests came out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A module that a learner wrote, and the tests that judge it, which the learner does not see.

    A test is a function whose name begins with `test_`. It takes `call`, and `call("name", *args, **kwargs)` is what
    the learner's function `name` answers: numbers, texts, None, lists (tuples, arrays, tensors and generators come back
    as such) and dicts. A test that also takes `approx` may write `call("f", 1) == approx(0.1, rel=1e-6, abs=1e-9)`.
    """

    source: str
    tests: str

    def __str__(self) -> str:
        return "the tests of your code"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one test came out; `message` says with the values why it did not pass, and is empty where it did.

    It was not `tried` where the code had ended before the test could begin.
    """

    name: str
    passed: bool
    message: str = ""
    tried: bool = True


@dataclass(frozen=True, slots=True)
class CodeResult:
    """How a learner's code came out.

    `failure` is why nothing could be judged (the code cannot be read, or ended by itself), and empty where there are
    `checks`. `printed` is the first part of what the code printed.
    """

    checks: tuple[CheckResult, ...] = ()
    failure: str = ""
    printed: str = ""
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether every test passed."""
        return not self.failure and bool(self.checks) and all(check.passed for check in self.checks)
