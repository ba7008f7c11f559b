"""Shares as they are shown: one form everywhere, and no share more than it is. Home loads this: it needs nothing."""

from __future__ import annotations


def percent(share: float) -> str:
    """A share as it is shown: `65 %`. Rounded down, so that nothing reads as a bound, or as all, that it is not."""
    return f"{whole_percent(share)} %"


def whole_percent(share: float) -> int:
    """A share in whole per cent, rounded down: the number that `percent` shows."""
    return int(100 * share + 1e-9)
