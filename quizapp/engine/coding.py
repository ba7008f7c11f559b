"""How the judge of learners' code writes a result, and how it is read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from quizapp.engine import wire
from quizapp.questions.coding import CheckResult, CodeResult

LONGEST_SHOWN = 64 * 1024  # bytes of what the code prints that come back


def to_json(result: CodeResult) -> dict[str, Any]:
    """The result as the judge writes it; `from_json` reads it back."""
    return {
        "checks": [asdict(check) for check in result.checks],
        "failure": result.failure,
        "printed": result.printed,
        "seconds": result.seconds,
    }


def from_json(data: Mapping[str, Any]) -> CodeResult:
    """The inverse of `to_json`. A malformed object raises `ValueError`."""
    try:
        return CodeResult(
            checks=tuple(map(_check, data["checks"])),
            failure=wire.text(data["failure"]),
            printed=wire.text(data["printed"]),
            seconds=wire.number(data["seconds"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not the result of a check: {error!r}") from error


def _check(item: Mapping[str, Any]) -> CheckResult:
    return CheckResult(wire.text(item["name"]), bool(item["passed"]), wire.text(item["message"]), bool(item["tried"]))
