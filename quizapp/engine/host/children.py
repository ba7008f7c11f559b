"""The host's side of a child process: how one is forked or spawned, listened to and killed."""

from __future__ import annotations

import math
import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from quizapp.engine.host.job import Job, carry_out
from quizapp.engine.launch import python_command
from quizapp.engine.sandbox.scratch import remove_scratch

LINK = 3  # the descriptor of the link in a forked child
GRACE = 0.1  # seconds that a child which closed its link has to end by itself, so that its exit says why


@dataclass(eq=False, slots=True)
class Child:
    """A process that runs jobs, in a process group of its own.

    Frames come in on `link` (and jobs go out, to a child that lives on); `output` is the read end of its stdout and
    stderr. `deadline` is on the monotonic clock; `received` counts the bytes of frames and output of this
    job, `logged` those of them that went to the log. `warm` is said by a child that lives on. `learner` is the process
    group of a learner's code that the child has beside it.
    """

    pid: int
    link: socket.socket
    output: int
    job: dict[str, Any] | None = None
    deadline: float = math.inf
    received: int = 0
    logged: int = 0
    learner: int | None = None
    warm: bool = False
    buffer: bytearray = field(default_factory=bytearray)

    def lines(self, data: bytes) -> list[bytes]:
        """The lines that are complete with `data`."""
        self.buffer += data
        *whole, rest = bytes(self.buffer).split(b"\n")
        self.buffer = bytearray(rest)
        return whole

    def let_go(self) -> None:
        """Forget the job, and leave nothing of it beside this child."""
        if self.learner is not None:
            end_group(self.learner)
        if self.job is not None:
            remove_scratch(self.job["job"])
        self.job, self.learner, self.deadline = None, None, math.inf

    def kill(self) -> None:
        """End the process group at once and reap the child."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self.let_go()
        self.link.close()
        os.close(self.output)

    def end(self) -> int | None:
        """The exit code of a child that closed its link (negative for a signal), None for one that went on.

        Whatever is left of its group is killed.
        """
        patience = time.monotonic() + GRACE
        reaped, status = os.waitpid(self.pid, os.WNOHANG)
        while not reaped and time.monotonic() < patience:
            time.sleep(0.001)
            reaped, status = os.waitpid(self.pid, os.WNOHANG)
        self.kill()
        return os.waitstatus_to_exitcode(status) if reaped else None


def end_group(group: int) -> None:
    """Kill a process group that somebody else reaps, and wait a moment until it is gone."""
    patience = time.monotonic() + GRACE
    with suppress(ProcessLookupError, PermissionError):
        while time.monotonic() < patience:
            os.killpg(group, signal.SIGKILL)
            time.sleep(0.001)


def fork_child(job: Job) -> Child:
    """A copy of this process that runs `job` and ends. An `OSError` says why there can be none."""
    ours, theirs = socket.socketpair()
    output, printed = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(output)
        os.close(printed)
        raise
    if pid == 0:
        try:
            _settle(theirs.fileno(), printed)
            carry_out(job, socket.socket(fileno=LINK), last=True)
        finally:
            os._exit(0)
    with suppress(ProcessLookupError, PermissionError):
        os.setpgid(pid, pid)  # here and in the child: whoever is first
    return _child(pid, ours, theirs, output, printed)


def spawn_child(modules: str) -> Child:
    """A fresh Python that preloads `modules` (separated by commas), says that it is warm, and waits for jobs."""
    ours, theirs = socket.socketpair()
    output, printed = os.pipe()
    process = subprocess.Popen(
        python_command("quizapp.engine.host.resident", str(theirs.fileno()), modules),
        stdin=subprocess.DEVNULL,
        stdout=printed,
        stderr=printed,
        pass_fds=(theirs.fileno(),),
        start_new_session=True,
    )
    process.returncode = 0  # this module reaps it
    return _child(process.pid, ours, theirs, output, printed)


def _child(pid: int, ours: socket.socket, theirs: socket.socket, output: int, printed: int) -> Child:
    theirs.close()
    os.close(printed)
    os.set_blocking(output, False)
    return Child(pid, ours, output)


def _settle(link: int, printed: int) -> None:
    """In the child: a group of its own, and no descriptor but the link and its output."""
    os.setpgid(0, 0)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    os.dup2(link, LINK)
    os.closerange(LINK + 1, os.sysconf("SC_OPEN_MAX"))
