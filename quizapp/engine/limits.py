"""What one run may use, and how a process holds itself to it."""

from __future__ import annotations

import errno
import math
import resource
import signal
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from quizapp.engine.size import USUAL

MEGABYTE = 1 << 20
ALARM_AFTER = 5  # seconds after the wall time, for a child whose host and client were both killed


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one run may use.

    `seconds` is wall time and `cpu_seconds` processor time. `memory` is in bytes beyond what the preloaded libraries
    already map (torch alone maps 0.8 GB). `file_bytes` is the size of any one file that it writes, `output_bytes`
    what it prints and answers together.
    """

    seconds: float = USUAL
    cpu_seconds: float = USUAL
    memory: int = 2048 * MEGABYTE
    file_bytes: int = 16 * MEGABYTE
    open_files: int = 64
    output_bytes: int = 8 * MEGABYTE

    def lasting(self, seconds: float | None) -> Limits:
        """These limits with another wall and processor time; None leaves both."""
        return self if seconds is None else replace(self, seconds=seconds, cpu_seconds=seconds)

    def to_json(self) -> dict[str, Any]:
        """The fields by name."""
        return asdict(self)

    def sentence(self, limit: str) -> str:
        """What happened at `limit` (`time`, `cpu`, `memory`, `file`, `files` or `output`), and what to do."""
        less = "Ask for less: fewer steps, rows or seeds."
        match limit:
            case "time":
                return f"was stopped after {self.seconds:g} s. {less}"
            case "cpu":
                return f"was stopped after {self.cpu_seconds:g} s of processor time. {less}"
            case "memory":
                return f"was stopped because it needs more than {self.memory // MEGABYTE} MB of memory. {less}"
            case "file":
                return f"was stopped because it wrote a file of more than {self.file_bytes / MEGABYTE:g} MB."
            case "files":
                return f"was stopped because it opened more than {self.open_files} files."
            case _:
                return f"was stopped because it printed more than {self.output_bytes / MEGABYTE:g} MB. Print less."


# What the process with a learner's code may use; the wall time is that of all its answers together.
CODE_LIMITS = Limits(10.0, 10.0, 512 * MEGABYTE, file_bytes=MEGABYTE, open_files=32, output_bytes=MEGABYTE)


def hold(limits: Limits, *, for_good: bool) -> None:
    """Hold this process to `limits`, wall time and output apart, which the host watches from outside.

    `for_good` lowers the hard limits too, so that the run cannot raise them again; a child that lives on for another
    run keeps them.
    """
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = usage.ru_utime + usage.ru_stime
    _lower(resource.RLIMIT_CPU, math.ceil(spent + limits.cpu_seconds), for_good)
    _lower(resource.RLIMIT_FSIZE, limits.file_bytes, for_good)
    _lower(resource.RLIMIT_NOFILE, limits.open_files, for_good)
    _lower(resource.RLIMIT_CORE, 0, for_good)
    if for_good:
        signal.alarm(math.ceil(limits.seconds) + ALARM_AFTER)
    mapped = _mapped_bytes()
    if mapped is not None:
        _lower(resource.RLIMIT_AS, mapped + limits.memory, for_good)


def limit_behind(error: BaseException) -> str:
    """The limit that made a run raise `error`, or an empty string."""
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, OSError) and error.errno in {errno.EFBIG, errno.EMFILE, errno.ENOMEM}:
        return {errno.EFBIG: "file", errno.EMFILE: "files"}.get(error.errno, "memory")
    if isinstance(error, RuntimeError) and "t allocate memory" in str(error):  # torch's allocator
        return "memory"
    return ""


def _lower(kind: int, value: int, for_good: bool) -> None:
    _, hard = resource.getrlimit(kind)
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    above = soft + 1 if kind == resource.RLIMIT_CPU else soft  # at the hard limit SIGKILL hides the reason
    ceiling = above if hard == resource.RLIM_INFINITY else min(above, hard)
    with suppress(ValueError, OSError):  # a system that knows no such limit: the wall time still holds
        resource.setrlimit(kind, (soft, ceiling if for_good else hard))


def _mapped_bytes() -> int | None:
    """The address space that this process maps now, None where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pages * resource.getpagesize()
