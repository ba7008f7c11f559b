"""The learner's process, from the judge's side: asking it within a time, reading what it prints, ending it."""

from __future__ import annotations

import json
import os
import secrets
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizapp.engine import wire
from quizapp.engine.coding import LONGEST_SHOWN
from quizapp.engine.limits import MEGABYTE, Limits
from quizapp.engine.sandbox.learner import LONGEST_ANSWER, live

GRACE = 0.2  # seconds that a process which closed its line has to end, so that its exit says why
TO_BEGIN = 5.0  # seconds until the process has settled
AFTER_THE_END = "was not tried, because the code had ended before"
NOT_OURS = "wrote a line of its own where its answers are read"


class LostError(BaseException):
    """The learner's process is gone, or had to be ended. The message goes on after "Your code" or after the call.

    Not an `Exception`, so that no `except` of a test takes an endless loop for an error that it expects.
    """


@dataclass(eq=False, slots=True)
class LearnerProcess:
    """A process that holds a learner's code. `left` are the seconds that it may still take for its answers."""

    pid: int
    line: socket.socket
    output: int
    limits: Limits
    left: float
    ended: bool = False
    received: int = 0
    _printed: bytearray = field(default_factory=bytearray)
    _buffer: bytearray = field(default_factory=bytearray)
    _silent: bool = False

    @property
    def printed(self) -> str:
        """What the code printed, cut where it is long."""
        text = self._printed.decode("utf-8", "replace")
        return text + "\n… (the rest is cut)" if self.received > LONGEST_SHOWN else text

    def await_ready(self) -> None:
        """Wait until the process has settled. Where it does not, that is ours: `RuntimeError`."""
        try:
            self._frame(time.monotonic() + TO_BEGIN)
        except LostError as error:
            raise RuntimeError(f"the process for the code could not be made ready: it {error}") from None

    def ask(self, seconds: float, **request: Any) -> dict[str, Any]:
        """The process's answer to `request`, within `seconds`. Raises `LostError`; the process is then gone."""
        if self.ended:
            raise LostError(AFTER_THE_END)
        token, began = secrets.token_hex(8), time.monotonic()
        patience = min(seconds, self.left)
        try:
            if patience <= 0:
                raise TimeoutError
            self.line.settimeout(patience)
            self.line.sendall(wire.dump({"token": token, **request}))
            reply = self._frame(began + patience)
            if reply.get("token") != token:
                raise LostError(NOT_OURS)
            self._drain()
            return reply
        except TimeoutError:
            self.end()
            raise LostError(self._overdue(seconds)) from None
        except OSError:
            raise LostError(self._obituary()) from None
        except LostError:
            self.end()
            raise
        finally:
            self.left -= time.monotonic() - began

    def end(self) -> None:
        """Kill the process and what it may have started, and wait until it is gone. Safe to call twice."""
        if self.ended:
            return
        self._kill()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self._close()

    def _frame(self, deadline: float) -> dict[str, Any]:
        """The next line from the process, which is an object. Raises `TimeoutError` or `LostError`."""
        while b"\n" not in self._buffer:
            sources = [self.line.fileno()] if self._silent else [self.line.fileno(), self.output]
            patience = deadline - time.monotonic()  # whoever trickles output gets no more of it
            ready = select.select(sources, [], [], patience)[0] if patience > 0 else []
            if not ready:
                raise TimeoutError
            if self.output in ready:
                self._hear()
            if self.line.fileno() in ready:
                self._read_line()
        line, _, rest = bytes(self._buffer).partition(b"\n")
        self._buffer = bytearray(rest)
        try:
            frame = json.loads(line)
        except (ValueError, RecursionError):
            frame = None
        if not isinstance(frame, dict):
            raise LostError(NOT_OURS)
        return frame

    def _read_line(self) -> None:
        data = self.line.recv(1 << 16)
        if not data:
            raise LostError(self._obituary())
        self._buffer += data
        if len(self._buffer) > 2 * LONGEST_ANSWER:
            raise LostError("wrote megabytes where its answers are read")

    def _hear(self) -> None:
        """Keep the first part of what is printed. Raises `LostError` where it is too much."""
        try:
            data = os.read(self.output, 1 << 16)
        except BlockingIOError:
            return
        self._silent = not data
        self.received += len(data)
        self._printed += data[: max(0, LONGEST_SHOWN - len(self._printed))]
        if self.received > self.limits.output_bytes:
            raise LostError(f"printed more than {self.limits.output_bytes / MEGABYTE:g} MB")

    def _drain(self) -> None:
        """Read what was printed before now."""
        while not self._silent and select.select([self.output], [], [], 0)[0]:
            self._hear()

    def _overdue(self, seconds: float) -> str:
        if seconds <= self.left:
            return f"did not come back within {seconds:g} s; perhaps a loop in it never ends"
        return f"took too long: together with all before it, more than {self.limits.seconds:g} s"

    def _obituary(self) -> str:
        """How a process ended that closed its line."""
        with suppress(LostError):
            self._drain()
        patience = time.monotonic() + GRACE
        reaped, status = os.waitpid(self.pid, os.WNOHANG)
        while not reaped and time.monotonic() < patience:
            time.sleep(0.001)
            reaped, status = os.waitpid(self.pid, os.WNOHANG)
        if not reaped:
            self.end()
            return "closed the line on which its answers are read"
        self._kill()
        self._close()
        return self._last_words(os.waitstatus_to_exitcode(status))

    def _last_words(self, code: int) -> str:
        match -code:
            case signal.SIGPIPE:
                return "closed the line on which its answers are read"
            case signal.SIGXCPU:
                return f"used more than {self.limits.cpu_seconds:g} s of processor time"
            case signal.SIGKILL:
                return "was killed, perhaps because the computer ran out of memory"
            case number if number > 0:
                return f"crashed Python ({signal.strsignal(number) or f'signal {number}'})"
            case _:
                return f"ended the whole process (exit code {code}) instead of answering"

    def _kill(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)

    def _close(self) -> None:
        self.ended = True
        self.line.close()
        os.close(self.output)


def start_learner(limits: Limits, folder: Path) -> LearnerProcess:
    """Fork a process that answers under `limits` with `folder` as its current one."""
    ours, theirs = socket.socketpair()
    output, printed = os.pipe()
    judge = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            live(theirs.fileno(), printed, folder, limits, judge)
        finally:
            os._exit(1)
    with suppress(ProcessLookupError, PermissionError):
        os.setpgid(pid, pid)  # here and in the child: whoever is first
    theirs.close()
    os.close(printed)
    os.set_blocking(output, False)
    return LearnerProcess(pid, ours, output, limits, limits.seconds)
