"""Memory: FSRS-6 over study days. How likely is recall, and what does an answer change?

The recurrences are those of `fsrs-rs`, Anki's own core, which computes in single precision: every stability and
difficulty here is a float32 held in a Python float. Only the forgetting curve is computed on this side, since the
queue needs it ten thousand times at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import fsrs_rs_python as fsrs

from quizapp.scheduling.cards import Rating

Parameters: TypeAlias = tuple[float, ...]

DEFAULT: Parameters = tuple(fsrs.DEFAULT_PARAMETERS)
RETENTION = 0.90
LOWEST_RETENTION, HIGHEST_RETENTION = 0.70, 0.99


@dataclass(frozen=True, slots=True)
class Memory:
    """A memory state: `stability` in days (the interval at which recall is 90 %), `difficulty` in [1, 10]."""

    stability: float
    difficulty: float


def recall(stability: float, elapsed: int, parameters: Parameters = DEFAULT) -> float:
    """The probability of recall after `elapsed` study days, in (0, 1].

    (1 + f·t/S)^(−d) with d the last parameter and f such that recall is 0.9 at t = S.
    """
    decay, factor = _curve(parameters)
    return float((1 + factor * max(0, elapsed) / stability) ** decay)


def interval(stability: float, retention: float, parameters: Parameters = DEFAULT) -> float:
    """The days until recall has fallen to `retention` (held to [0.70, 0.99]), not rounded."""
    decay, factor = _curve(parameters)
    return float(stability * (held(retention) ** (1 / decay) - 1) / factor)


def next_memories(memory: Memory | None, elapsed: int, parameters: Parameters = DEFAULT) -> Mapping[Rating, Memory]:
    """The memory after each rating, `elapsed` study days after the last review (`memory` None: a new question).

    With `elapsed` 0 and a memory, this is FSRS's short-term step.
    """
    state = fsrs.MemoryState(memory.stability, memory.difficulty) if memory else None
    states = _model(parameters).next_states(state, RETENTION, elapsed)
    return {rating: _memory(getattr(states, rating.word).memory) for rating in Rating}


def held(retention: float) -> float:
    """A desired retention, held to what the settings offer: [0.70, 0.99]."""
    return min(max(retention, LOWEST_RETENTION), HIGHEST_RETENTION)


def _memory(state: fsrs.MemoryState) -> Memory:
    return Memory(state.stability, state.difficulty)


@lru_cache(maxsize=4)
def _model(parameters: Parameters) -> fsrs.FSRS:
    return fsrs.FSRS(list(parameters))


@lru_cache(maxsize=4)
def _curve(parameters: Parameters) -> tuple[float, float]:
    """The exponent and the factor of the forgetting curve."""
    decay = -parameters[20]
    return decay, 0.9 ** (1 / decay) - 1
