"""A clock that never jumps and that no sleep of the computer stops: what is left of an interview is measured on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

BOOT = Path("/proc/sys/kernel/random/boot_id")


def steady_clock() -> Callable[[], float]:
    """A function that gives seconds from anywhere, the same anywhere until the computer is started again.

    Python's own `time.monotonic` stands still while Linux and macOS sleep; the clocks below do not.
    """
    # Linux: CLOCK_BOOTTIME. macOS: CLOCK_MONOTONIC counts sleep, though mach_absolute_time does not.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        clock = getattr(time, name, None)
        if clock is not None:
            return lambda: time.clock_gettime(clock)
    return time.monotonic


def boot_name() -> str:
    """A name for this run of the computer, under which steady seconds can be compared; empty where none is known."""
    try:
        return BOOT.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
