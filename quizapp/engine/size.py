"""How long a run will take, before it starts: what is too large is refused instead of hanging."""

from __future__ import annotations

import math

from quizapp.engine.demo import Demo, Params
from quizapp.errors import TooLargeError

USUAL = 60.0  # seconds that a run may take where nobody allows more


def refuse_too_large(demo: Demo, params: Params, seconds: float = USUAL) -> None:
    """Raise `TooLargeError` where a run of `demo` is estimated to take more than `seconds`."""
    estimate = demo.estimate(params)
    if estimate > seconds:
        raise TooLargeError(
            f"{demo.name} with these parameters takes {duration_words(estimate)}, and a run may take "
            f"{duration_words(seconds, about='')}. Ask for less, or allow it more time.",
            estimate,
        )


def duration_words(seconds: float, *, about: str = "about ") -> str:
    """`about 40 s`, `about 5 min`, `about 3 h`; a moment where it is less than a second."""
    if seconds < 1:
        return "a moment"
    if seconds < 100:
        return f"{about}{math.ceil(seconds)} s"
    if seconds < 100 * 60:
        return f"{about}{math.ceil(seconds / 60)} min"
    return f"{about}{math.ceil(seconds / 3600)} h"
