"""Derivatives of expressions at a point: exact, by forward-mode differentiation of the checked tree."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping

from quizapp.errors import ExpressionError
from quizapp.grading.expressions import FUNCTIONS, checked_tree, computing, finite, lookup, power

# A value and its derivative.
Dual = tuple[float, float]

_SLOPES: dict[str, Callable[[float], float]] = {
    "sqrt": lambda x: 0.5 / math.sqrt(x),
    "exp": math.exp,
    "log": lambda x: 1 / x,
    "log10": lambda x: 1 / (x * math.log(10)),
}


def derivative(expression: str, by: str, names: Mapping[str, float]) -> float:
    """The derivative of `expression` by the name `by`, at the point `names`.

    Raises `ExpressionError` where there is none: at a kink, at the edge of a root, or for what is no smooth function.
    """
    with computing(expression):
        slope = _dual(checked_tree(expression), by, names)[1]
    return finite(slope, expression)


def _dual(node: ast.expr, by: str, names: Mapping[str, float]) -> Dual:
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value), 0.0
        case ast.Name(id=name):
            return float(lookup(name, names)), float(name == by)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as op, operand=operand):
            sign = -1.0 if isinstance(op, ast.USub) else 1.0
            value, slope = _dual(operand, by, names)
            return sign * value, sign * slope
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(op, _dual(left, by, names), _dual(right, by, names))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _called(name, [_dual(argument, by, names) for argument in arguments])
    raise ExpressionError("a comparison has no derivative")


def _combined(op: ast.operator, left: Dual, right: Dual) -> Dual:
    (a, da), (b, db) = left, right
    match op:
        case ast.Add():
            return a + b, da + db
        case ast.Sub():
            return a - b, da - db
        case ast.Mult():
            return a * b, da * b + a * db
        case ast.Div():
            return a / b, (da - a / b * db) / b
        case ast.Pow():
            return _raised(left, right)
    raise ExpressionError("a remainder has no derivative")


def _raised(base: Dual, exponent: Dual) -> Dual:
    (a, da), (n, dn) = base, exponent
    value = power(a, n)
    slope = n * power(a, n - 1) * da if da and n else 0.0
    return value, slope + value * math.log(a) * dn if dn else slope


def _called(name: str, arguments: list[Dual]) -> Dual:
    values = [value for value, _ in arguments]
    value = float(FUNCTIONS[name](*values))
    if name in _SLOPES:
        ((x, dx),) = arguments
        return value, _SLOPES[name](x) * dx if dx else 0.0
    if name in {"abs", "sign"}:
        ((x, dx),) = arguments
        if dx and not x:
            raise ExpressionError(f"{name} has no derivative at 0")
        return value, math.copysign(1.0, x) * dx if name == "abs" else 0.0
    if name in {"min", "max"}:
        slopes = {slope for number, slope in arguments if number == value}
        if len(slopes) > 1:
            raise ExpressionError(f"{name} has no derivative where two of its values are equal")
        return value, slopes.pop()
    raise ExpressionError(f"{name} has no derivative that is computed here")
