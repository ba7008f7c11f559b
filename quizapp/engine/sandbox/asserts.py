"""Asserts that explain themselves: each `assert` of a test is rewritten so that a failing one says the values.

The values are compared here, in the judge, by this process's own operators.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from types import CodeType
from typing import Any

from quizapp.engine.sandbox.approx import Approx
from quizapp.engine.sandbox.values import as_lists
from quizapp.engine.sandbox.wording import difference, shown

TESTS = "<tests>"  # the file name of the tests in a traceback
ASSERTS = "__asserts__"  # the name under which rewritten tests find an `Asserts`
CALLS_NAMED = 3  # in a message

Operator = Callable[[Any, Any], Any]
OPERATORS: dict[str, tuple[Operator, str]] = {
    "Eq": (operator.eq, "expected {}"),
    "NotEq": (operator.ne, "expected anything but {}"),
    "Lt": (operator.lt, "expected less than {}"),
    "LtE": (operator.le, "expected at most {}"),
    "Gt": (operator.gt, "expected more than {}"),
    "GtE": (operator.ge, "expected at least {}"),
    "In": (lambda left, right: left in right, "expected one of {}"),
    "NotIn": (lambda left, right: left not in right, "expected none of {}"),
    "Is": (operator.is_, "expected {}"),
    "IsNot": (operator.is_not, "expected anything but {}"),
}


class CheckFailedError(AssertionError):
    """An assert that does not hold; the message gives the call, what it answered, and what was expected."""


def compile_tests(text: str) -> CodeType:
    """The module of the tests with its asserts rewritten. What Python cannot read raises as `compile` does."""
    tree = _Rewriter().visit(ast.parse(text, TESTS))
    return compile(ast.fix_missing_locations(tree), TESTS, "exec", dont_inherit=True)


class Asserts:
    """What rewritten asserts call. `calls` are the calls of the running test, each with its answer."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, object]] = []

    def compare(
        self, left: object, right: object, symbol: str, sources: tuple[str, str], message: Callable[[], object] | None
    ) -> None:
        """`assert left <symbol> right, message()`."""
        apply, expectation = OPERATORS[symbol]
        answers = self._answer(left, sources[0]), self._answer(right, sources[1])
        if symbol in ("Eq", "NotEq"):
            left, right = as_lists(left), as_lists(right)
        if apply(left, right):
            return
        if symbol == "Eq" and answers[1] and not answers[0]:  # `0.5 == call("f")`
            left, right, answers = right, left, answers[::-1]
        said = f"{answers[0]} gave {shown(left)}" if answers[0] else f"{sources[0]} is {shown(left)}"
        parts = [f"{said}, {expectation.format(shown(right))}"]
        if symbol == "Eq" and "…" in shown(left) + shown(right):
            parts.append(difference(left, right.items if isinstance(right, Approx) else right))
        self._fail([*parts, *([] if answers[0] else self._answers())], message)

    def hold(self, value: object, source: str, message: Callable[[], object] | None) -> None:
        """`assert value, message()`."""
        if not value:
            self._fail([f"`{source}` does not hold", *self._answers()], message)

    def _answer(self, value: object, source: str) -> str:
        """The call that gave this very object, empty where none did."""
        if not source.startswith("call(") and (value is None or isinstance(value, int | str)):
            return ""  # Python has one of each small number: that it is the same says nothing
        return next((text for text, answer in reversed(self.calls) if answer is value), "")

    def _answers(self) -> list[str]:
        return [f"{text} gave {shown(answer)}" for text, answer in self.calls[-CALLS_NAMED:]]

    def _fail(self, parts: list[str], message: Callable[[], object] | None) -> None:
        said = "; ".join(filter(None, parts))
        raise CheckFailedError(said if message is None else f"{message()}: {said}")


class _Rewriter(ast.NodeTransformer):
    """Turns `assert` into calls of an `Asserts`."""

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        message = ast.Constant(None) if node.msg is None else ast.Lambda(_no_arguments(), node.msg)
        match node.test:
            case ast.Compare(left=left, ops=[symbol], comparators=[right]):
                sources = ast.Tuple([ast.Constant(ast.unparse(side)) for side in (left, right)], ast.Load())
                arguments = [left, right, ast.Constant(type(symbol).__name__), sources, message]
                called = "compare"
            case test:
                arguments = [test, ast.Constant(ast.unparse(test)), message]
                called = "hold"
        function = ast.Attribute(ast.Name(ASSERTS, ast.Load()), called, ast.Load())
        return ast.copy_location(ast.Expr(ast.Call(function, arguments, [])), node)


def _no_arguments() -> ast.arguments:
    return ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
