"""Derivatives in words: a formula as a sum of terms, differentiated by the rules and written neatly, `2·lam·w`.

It is for showing only: what is right is decided by `derivatives.py`, and the caller compares the two.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

from quizapp.grading.expressions import checked_tree
from quizapp.grading.formulas import plain_name

LONGEST = 60  # characters; what is longer is not neat
MAX_POWER = 9

# A sum maps each product to its coefficient; a product holds atoms with their exponents. An atom is a name, or a
# function (brackets are the function "") of a sum.
Atom: TypeAlias = "tuple[str, Sum | None]"
Product: TypeAlias = "tuple[tuple[Atom, Fraction], ...]"
Sum: TypeAlias = "tuple[tuple[Product, Fraction], ...]"

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class _NotNeatError(Exception):
    """The formula or its derivative is no short sum of terms."""


def derivative_in_words(expression: str, by: str, values: Mapping[str, float]) -> str | None:
    """The derivative of `expression` by the name `by`, with `values` put in for their names, as a person writes it.

    None where no short form comes out.
    """
    known = {name: Fraction(repr(float(value))) for name, value in values.items()}
    try:
        words = _sum_in_words(_slope(_sum_of(checked_tree(expression), known), by))
    except (_NotNeatError, ZeroDivisionError, OverflowError):
        return None
    return words if len(words) <= LONGEST else None


# ---------------------------------------------------------------- from the tree to a sum


def _sum_of(node: ast.expr, known: Mapping[str, Fraction]) -> Sum:
    match node:
        case ast.Constant(value=int() | float() as value):
            return _constant(Fraction(repr(value)))
        case ast.Name(id=name):
            return _constant(known[name]) if name in known else _atom((name, None))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _scaled(_sum_of(operand, known), Fraction(-1))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _sum_of(operand, known)
        case ast.Call(func=ast.Name(id="sqrt"), args=[argument]):
            return _power(_sum_of(argument, known), Fraction(1, 2))
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return _atom((name, _sum_of(argument, known)))
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(op, _sum_of(left, known), _sum_of(right, known))
    raise _NotNeatError


def _combined(op: ast.operator, left: Sum, right: Sum) -> Sum:
    match op:
        case ast.Add():
            return _added([left, right])
        case ast.Sub():
            return _added([left, _scaled(right, Fraction(-1))])
        case ast.Mult():
            return _times(left, right)
        case ast.Div():
            return _times(left, _power(right, Fraction(-1)))
        case ast.Pow():
            return _power(left, _number(right))
    raise _NotNeatError


def _constant(value: Fraction) -> Sum:
    return (((), value),) if value else ()


def _atom(atom: Atom) -> Sum:
    return ((((atom, Fraction(1)),), Fraction(1)),)


def _number(value: Sum) -> Fraction:
    """The number that a sum is. Refuses names in an exponent, and large ones."""
    if any(product for product, _ in value):
        raise _NotNeatError
    number = value[0][1] if value else Fraction(0)
    if abs(number) > MAX_POWER:
        raise _NotNeatError
    return number


def _scaled(value: Sum, factor: Fraction) -> Sum:
    return tuple((product, coefficient * factor) for product, coefficient in value) if factor else ()


def _added(parts: Iterable[Sum]) -> Sum:
    """The sum of sums: equal products are collected, and brackets with nothing but a sign before them are opened."""
    found: dict[Product, Fraction] = defaultdict(Fraction)
    for part in parts:
        for product, coefficient in part:
            for inner, factor in _opened(product, coefficient):
                found[inner] += factor
    return tuple((product, coefficient) for product, coefficient in found.items() if coefficient)


def _opened(product: Product, coefficient: Fraction) -> Sum:
    match product:
        case ((("", tuple() as inner), exponent),) if exponent == 1 and abs(coefficient) == 1:
            return _scaled(inner, coefficient)
    return ((product, coefficient),)


def _times(left: Sum, right: Sum) -> Sum:
    if not left or not right:
        return ()
    (first, a), (second, b) = _as_product(left), _as_product(right)
    exponents: dict[Atom, Fraction] = defaultdict(Fraction)
    for atom, exponent in (*first, *second):
        exponents[atom] += exponent
    product = tuple(sorted(((atom, n) for atom, n in exponents.items() if n), key=_rank))
    return _added([((product, a * b),)])


def _as_product(value: Sum) -> tuple[Product, Fraction]:
    """A sum of one term as it is, any other in brackets."""
    return value[0] if len(value) == 1 else (((("", value), Fraction(1)),), Fraction(1))


def _power(base: Sum, exponent: Fraction) -> Sum:
    if exponent == 0:
        return _constant(Fraction(1))
    if not base:
        raise _NotNeatError
    product, coefficient = _as_product(base)
    if exponent.denominator == 1:
        powers = tuple((atom, n * exponent) for atom, n in product)
        return _added([((powers, coefficient**exponent.numerator),)])
    if coefficient == 1 and len(product) == 1 and product[0][1] == 1:
        return ((((product[0][0], exponent),), Fraction(1)),)
    return ((((("", base), exponent),), Fraction(1)),)


def _rank(factor: tuple[Atom, Fraction]) -> tuple[int, str]:
    """Names first, then functions, then brackets."""
    (name, inner), _ = factor
    return (0 if inner is None else 1 if name else 2), repr(factor)


# ---------------------------------------------------------------- the rules of differentiation


def _slope(value: Sum, by: str) -> Sum:
    """The product rule, term by term."""
    parts: list[Sum] = []
    for product, coefficient in value:
        for index, (atom, exponent) in enumerate(product):
            rest = ((*product[:index], *product[index + 1 :]), coefficient * exponent)
            outer = _power(_atom(atom), exponent - 1)
            parts.append(_times(_times((rest,), outer), _atom_slope(atom, by)))
    return _added(parts)


def _atom_slope(atom: Atom, by: str) -> Sum:
    name, inner = atom
    if inner is None:
        return _constant(Fraction(name == by))
    slope = _slope(inner, by)
    if not slope:
        return ()
    match name:
        case "":
            return slope
        case "sign":
            return ()
        case "abs":
            return _times(_atom(("sign", inner)), slope)
        case "exp":
            return _times(_atom(atom), slope)
        case "log":
            return _times(_power(inner, Fraction(-1)), slope)
    raise _NotNeatError


# ---------------------------------------------------------------- in words


def _sum_in_words(value: Sum) -> str:
    """Positive terms first, so that no minus leads where it need not."""
    terms = sorted(value, key=lambda term: term[1] < 0)
    words = ""
    for product, coefficient in terms:
        sign = ("−" if coefficient < 0 else "") if not words else " − " if coefficient < 0 else " + "
        words += sign + _product_in_words(product, abs(coefficient))
    return words or "0"


def _product_in_words(product: Product, coefficient: Fraction) -> str:
    above = [_factor_in_words(atom, n) for atom, n in product if n > 0]
    below = [_factor_in_words(atom, -n) for atom, n in product if n < 0]
    fraction = coefficient.denominator in {2, 3, 4, 6, 7, 9}
    top = str(coefficient.numerator) if fraction else f"{float(coefficient):.12g}"
    above = [top, *above] if top != "1" or not above else above
    below = [str(coefficient.denominator), *below] if fraction else below
    if not below:
        return "·".join(above)
    return f"{'·'.join(above)}/{below[0] if len(below) == 1 else '(' + '·'.join(below) + ')'}"


def _factor_in_words(atom: Atom, exponent: Fraction) -> str:
    words = _atom_in_words(atom)
    if exponent == 1:
        return words
    if exponent == Fraction(1, 2):
        return f"√{words}"
    if exponent.denominator == 1:
        return words + str(exponent.numerator).translate(_SUPERSCRIPTS)
    return f"{words}^({exponent})"


def _atom_in_words(atom: Atom) -> str:
    name, inner = atom
    if inner is None:
        return plain_name(name)
    return f"|{_sum_in_words(inner)}|" if name == "abs" else f"{name}({_sum_in_words(inner)})"
