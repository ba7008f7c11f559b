"""The sentence behind a name that nothing has: the nearest one, or those that there are."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

MOST_LISTED = 12


def nearest(value: str, values: Collection[str]) -> str:
    """`Did you mean l1?`, or a list of `values`, where `value` is not among them."""
    near = get_close_matches(value, list(values), n=1, cutoff=0.5)
    if near:
        return f"Did you mean {near[0]}?"
    return f"There are: {', '.join(sorted(values)[:MOST_LISTED])}." if values else "There are no questions."
