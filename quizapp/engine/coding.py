"""What the engine takes and gives where a learner wrote code: the code with its hidden tests, and how each came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.engine import wire

LONGEST_SHOWN = 64 * 1024  # bytes of what the code prints that come back


@dataclass(frozen=True, slots=True)
class Code:
    """A module that a learner wrote, and the tests that judge it, which the learner does not see.

    A test is a function whose name begins with `test_`. It takes `call`, and `call("name", *args, **kwargs)` is what
    the learner's function `name` answers: numbers, texts, None, lists (tuples, arrays and tensors come back as such)
    and dicts. A test that also takes `approx` may write `call("f", 1) == approx(0.1, rel=1e-6, abs=1e-9)`.
    """

    source: str
    tests: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one test came out; `message` says with the values why it did not pass, and is empty where it did."""

    name: str
    passed: bool
    message: str = ""


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

    def to_json(self) -> dict[str, Any]:
        """The result as the judge writes it; `from_json` reads it back."""
        return {
            "checks": [{"name": c.name, "passed": c.passed, "message": c.message} for c in self.checks],
            "failure": self.failure,
            "printed": self.printed,
            "seconds": self.seconds,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CodeResult:
        """The inverse of `to_json`. A malformed object raises `ValueError`."""
        try:
            return cls(
                checks=tuple(
                    CheckResult(wire.text(item["name"]), bool(item["passed"]), wire.text(item["message"]))
                    for item in data["checks"]
                ),
                failure=wire.text(data["failure"]),
                printed=wire.text(data["printed"]),
                seconds=wire.number(data["seconds"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not the result of a check: {error!r}") from error
