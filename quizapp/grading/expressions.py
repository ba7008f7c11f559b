"""The one evaluator for `holds:` expressions and typed formulas: a whitelist over Python's syntax tree.

Nothing is ever executed. The text is limited before it is parsed, the tree is limited before it is walked, and the
walk knows numbers, comparisons and a dozen functions only.
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from quizapp.errors import ExpressionError

MAX_LENGTH = 500
MAX_NODES = 200
MAX_DEPTH = 24
MAX_EXPONENT = 1000
MAX_BITS = 1000  # of a whole number: any such number is a finite float

_CHARACTERS = re.compile(r"[^\w\s.,()+\-*/%<>=!]")


def evaluate(expression: str, names: Mapping[str, float | int | bool]) -> float | bool:
    """The value of `expression` with `names` bound to measures: a finite float, or a bool for a comparison.

    Raises `ExpressionError` where the whitelist refuses the text, a name is missing, or there is no finite value.
    """
    with computing(expression):
        value = _value(checked_tree(expression), names)
    if isinstance(value, bool):
        return value
    if isinstance(value, list):
        raise ExpressionError(f"{_short(expression)} is a list; write one number or one comparison")
    return finite(value, expression)


@contextmanager
def computing(expression: str) -> Iterator[None]:
    """Turn what arithmetic raises into an `ExpressionError` that names `expression`."""
    try:
        yield
    except ZeroDivisionError:
        raise ExpressionError(f"{_short(expression)} divides by zero") from None
    except (ValueError, OverflowError, TypeError):
        raise ExpressionError(f"{_short(expression)} has no value for these numbers") from None


@lru_cache(maxsize=4096)  # a deck names the same few measures over and over
def names_in(expression: str) -> frozenset[str]:
    """The names that `expression` reads. Raises `ExpressionError` where the whitelist refuses it."""
    tree = checked_tree(expression)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return frozenset(
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in called and n.id not in _CONSTANTS
    )


_CONSTANTS: dict[str, float | bool] = {"pi": math.pi, "e": math.e, "true": True, "false": False}

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "log10": math.log10,
    "sign": lambda x: float((x > 0) - (x < 0)),
    "round": lambda x, digits=0: round(float(x), int(digits)),
    "floor": math.floor,
    "ceil": math.ceil,
    "sum": lambda *items: math.fsum(items),
    "len": lambda *items: len(items),
}


def power(base: float, exponent: float) -> float:
    """`base` to the power `exponent`. Raises `ExpressionError` where that is no real number, or out of bounds."""
    if abs(exponent) > MAX_EXPONENT:
        raise ExpressionError(f"an exponent of {exponent:g} is beyond {MAX_EXPONENT}")
    if base < 0 and exponent != int(exponent):
        raise ExpressionError(f"{base:g} to the power {exponent:g} is not a real number")
    return math.pow(base, exponent)


_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.FloorDiv: lambda a, b: a // b,
    ast.Mod: lambda a, b: a % b,
    ast.Pow: power,
}

_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
}

_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: lambda a: -a,
    ast.UAdd: lambda a: +a,
    ast.Not: lambda a: not a,
}

_ALLOWED = (
    ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Call, ast.Name, ast.Constant,
    ast.And, ast.Or, ast.Load, *_BINARY, *_COMPARE, *_UNARY,
)  # fmt: skip


@lru_cache(maxsize=512)
def checked_tree(expression: str) -> ast.expr:
    """The syntax tree of `expression`. Raises `ExpressionError` where the whitelist refuses it."""
    _refuse_text(expression)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ExpressionError(
            f"{_short(expression)} is not an expression: write for example exact_zeros == 0"
        ) from None
    for count, node in enumerate(ast.walk(tree)):
        if count >= MAX_NODES:
            raise ExpressionError(f"the expression has more than {MAX_NODES} parts")
        _refuse_node(node, expression)
    return tree


def _refuse_text(expression: str) -> None:
    """Refuse what is too long, too deep or written with characters that no formula needs, before it is parsed."""
    if len(expression) > MAX_LENGTH:
        raise ExpressionError(f"the expression is longer than {MAX_LENGTH} characters")
    if not expression.strip():
        raise ExpressionError("the expression is empty")
    strange = _CHARACTERS.search(expression)
    if strange:
        raise ExpressionError(f"{strange.group()!r} does not belong in an expression")
    depth = deepest = 0
    for char in expression:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise ExpressionError(f"the expression is nested deeper than {MAX_DEPTH} brackets")


def _refuse_node(node: ast.AST, expression: str) -> None:
    if not isinstance(node, _ALLOWED):
        raise ExpressionError(f"{_short(expression)} uses something that is not arithmetic or a comparison")
    if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS):
        name = node.func.id if isinstance(node.func, ast.Name) else "that"
        raise ExpressionError(f"{name} is not one of the functions {', '.join(sorted(FUNCTIONS))}")
    if isinstance(node, ast.Name) and "__" in node.id:
        raise ExpressionError(f"{node.id} is not a measure")
    if isinstance(node, ast.Constant) and not isinstance(node.value, bool | int | float):
        raise ExpressionError(f"{_short(expression)} holds something that is not a number")


def _value(node: ast.expr, names: Mapping[str, float | int | bool]) -> Any:
    match node:
        case ast.Constant():
            return _bounded(node.value)
        case ast.Name():
            return lookup(node.id, names)
        case ast.BinOp():
            return _bounded(_BINARY[type(node.op)](_value(node.left, names), _value(node.right, names)))
        case ast.UnaryOp():
            return _UNARY[type(node.op)](_value(node.operand, names))
        case ast.BoolOp(op=ast.And()):
            return all(bool(_value(item, names)) for item in node.values)
        case ast.BoolOp():
            return any(bool(_value(item, names)) for item in node.values)
        case ast.Compare():
            return _compare(node, names)
        case ast.Call(func=ast.Name(id=name)):
            return _bounded(FUNCTIONS[name](*(_value(argument, names) for argument in node.args)))
    raise ExpressionError("that is not arithmetic or a comparison")


def _compare(node: ast.Compare, names: Mapping[str, float | int | bool]) -> bool:
    left = _value(node.left, names)
    for operator, right_node in zip(node.ops, node.comparators, strict=True):
        right = _value(right_node, names)
        if not _COMPARE[type(operator)](left, right):
            return False
        left = right
    return True


def lookup(name: str, names: Mapping[str, float | int | bool]) -> float | int | bool:
    """The number that `name` is bound to, or the constant of that name."""
    if name in names:
        value: float | int | bool = _bounded(names[name])
        return value
    if name in _CONSTANTS:
        return _CONSTANTS[name]
    raise ExpressionError(f"there is no measure called {name}")


def _bounded(value: Any) -> Any:
    """Keep whole numbers so small that no operation is slow and each has a float."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > MAX_BITS:
        raise ExpressionError("a number in the expression is too large")
    return value


def finite(value: float, expression: str) -> float:
    """`value`, which `expression` came to. Raises `ExpressionError` for infinities and NaN."""
    number = float(value)
    if not math.isfinite(number):
        raise ExpressionError(f"{_short(expression)} has no finite value")
    return number


def _short(expression: str) -> str:
    text = " ".join(expression.split())
    return repr(text if len(text) <= 60 else text[:57] + "…")
