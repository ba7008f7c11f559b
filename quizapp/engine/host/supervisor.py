"""The host's loop: it gives each job a child, watches it, and reports to the client.

One thread, one selector. The client's link carries JSON lines: in, `run` and `cancel`; out, `ready`, `down`, and for
each job `started`, `learner` (the process that holds a learner's code), `progress` and one of `answered`, `refused`,
`failed`, `limited`, `cancelled`. When the client is gone, every child is killed and the host ends.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import stat
import time
from contextlib import suppress
from functools import partial
from typing import Any

from quizapp.engine import wire
from quizapp.engine.host.children import Child, fork_child
from quizapp.engine.limits import MEGABYTE

LOGGED_OF_A_RUN = 64 * 1024  # bytes of a run's output that go to the log
LONGEST_LOG = MEGABYTE
LAST_EVENTS = frozenset({"answered", "refused", "failed", "limited"})

Job = dict[str, Any]


class ClientGoneError(Exception):
    """The client closed its link, or died."""


class Host:
    """Forks a child for each job. Whoever keeps children differently overrides `begin`, `hello` and `done`."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client
        self._commands = bytearray()
        self._selector = selectors.DefaultSelector()
        self._selector.register(client, selectors.EVENT_READ, self._read_client)
        self.children: list[Child] = []

    def serve(self) -> None:
        """Until the client is gone."""
        try:
            while True:
                for key, _ in self._selector.select(self._patience()):
                    key.data()
                self._stop_overdue()
        except ClientGoneError:
            for child in self.children:
                child.kill()

    def begin(self, job: Job) -> None:
        """Start `job` in a new child."""
        child = fork_child(job)
        self.adopt(child)
        self.assign(child, job)

    def hello(self, child: Child, frame: dict[str, Any]) -> None:
        """A frame from a child that has no job: nothing of ours sends one here."""
        raise ValueError(f"{child.pid} has no job and sends {frame}")

    def done(self, child: Child) -> None:
        """`child` has answered and is of no more use."""
        self.drop(child)
        child.kill()

    def adopt(self, child: Child) -> None:
        """Listen to `child`."""
        self.children.append(child)
        self._selector.register(child.link, selectors.EVENT_READ, partial(self._read_link, child))
        self._selector.register(child.output, selectors.EVENT_READ, partial(self._read_output, child))

    def assign(self, child: Child, job: Job) -> None:
        """Note that `child` runs `job` from now on."""
        child.job, child.received, child.logged = job, 0, 0
        child.deadline = time.monotonic() + job["limits"]["seconds"]
        self.tell(event="started", job=job["job"], pid=child.pid)

    def drop(self, child: Child) -> None:
        """Listen to `child` no longer, and log what it printed last."""
        self._log(child, _read(child.output))
        self.children.remove(child)
        for source in (child.link, child.output):
            if source in self._selector.get_map():
                self._selector.unregister(source)

    def tell(self, **event: Any) -> None:
        """Send one event to the client."""
        try:
            self._client.sendall(wire.dump(event))
        except OSError as error:
            raise ClientGoneError from error

    def cancel(self, nonce: str) -> None:
        """Kill the child of a job, if it still runs, and confirm."""
        for child in self.children:
            if child.job is not None and child.job["job"] == nonce:
                self._discard(child)
                self.tell(event="cancelled", job=nonce)
                return

    def lost(self, child: Child) -> None:
        """`child` is gone. Nothing to do where each job has its own."""

    def _read_client(self) -> None:
        data = _receive(self._client)
        if not data:
            raise ClientGoneError
        *lines, rest = bytes(self._commands + data).split(b"\n")
        self._commands = bytearray(rest)
        for line in lines:
            command = json.loads(line)
            if command["op"] == "run":
                self._begin_or_refuse(command)
            else:
                self.cancel(command["job"])

    def _begin_or_refuse(self, job: Job) -> None:
        try:
            self.begin(job)
        except OSError as error:  # no memory, or no process left for one more
            self.tell(event="failed", message=f"could not get a process: {error.strerror}", job=job["job"])

    def _read_link(self, child: Child) -> None:
        if child not in self.children:
            return  # an earlier event of this round ended it
        data = _receive(child.link)
        if not data:
            self._mourn(child)
        elif not self._too_much(child, data):
            self._read_frames(child, data)

    def _read_frames(self, child: Child, data: bytes) -> None:
        for line in child.lines(data):
            if child not in self.children:
                return  # whatever follows an answer is not of this job
            try:
                frame = json.loads(line)
                if child.job is None:
                    self.hello(child, frame)
                else:
                    self._pass_on(child, child.job, frame)
            except (ValueError, TypeError, KeyError):
                self._fail(child, event="failed", message="sent an answer that is not the engine's own")

    def _pass_on(self, child: Child, job: Job, frame: dict[str, Any]) -> None:
        """Forward a frame that carries this job's nonce; any other raises `ValueError`."""
        if frame["job"] != job["job"] or frame["event"] not in LAST_EVENTS | {"learner", "progress"}:
            raise ValueError("a frame that is not this job's")
        if frame["event"] == "learner":
            child.learner = int(frame["pid"])
        if frame["event"] in LAST_EVENTS:
            child.learner = None  # the child has ended it, and its number may be another's by now
            child.let_go()
        self.tell(**frame)
        if child.job is None:
            self.done(child)

    def _read_output(self, child: Child) -> None:
        if child not in self.children:
            return
        data = _read(child.output)
        if not data:
            self._selector.unregister(child.output)
        elif not self._too_much(child, data):
            self._log(child, data)

    def _too_much(self, child: Child, data: bytes) -> bool:
        """Count `data`; stop the run where that is more than it may send."""
        child.received += len(data)
        if child.job is None or child.received <= child.job["limits"]["output_bytes"]:
            return False
        self._fail(child, event="limited", limit="output")
        return True

    def _mourn(self, child: Child) -> None:
        """A child closed its link."""
        job = child.job
        self.drop(child)
        code = child.end()
        if job is not None and code == -signal.SIGXCPU:
            self.tell(event="limited", limit="cpu", job=job["job"])
        elif job is not None:
            self.tell(event="failed", message=_obituary(code), job=job["job"])
        self.lost(child)

    def _fail(self, child: Child, **event: Any) -> None:
        job = child.job
        self._discard(child)
        if job is not None:
            self.tell(job=job["job"], **event)

    def _discard(self, child: Child) -> None:
        self.drop(child)
        child.kill()
        self.lost(child)

    def _stop_overdue(self) -> None:
        now = time.monotonic()
        for child in [child for child in self.children if child.deadline <= now]:
            self._fail(child, event="limited", limit="time")

    def _patience(self) -> float | None:
        """Seconds until the next deadline, None where there is none."""
        first = min((child.deadline for child in self.children), default=float("inf"))
        return None if first == float("inf") else max(0.0, first - time.monotonic())

    def _log(self, child: Child, data: bytes) -> None:
        """Copy the first part of what a run prints to the log, and keep the log short."""
        data = data[: max(0, LOGGED_OF_A_RUN - child.logged)]
        if not data:
            return
        child.logged += len(data)
        with suppress(OSError):  # a full disk costs these lines, and no run
            log = os.fstat(2)
            if stat.S_ISREG(log.st_mode) and log.st_size > LONGEST_LOG:
                os.ftruncate(2, 0)
            os.write(2, data)


def _obituary(code: int | None) -> str:
    """How a child ended that did not answer."""
    if code is None:
        return "closed its line to the engine without answering"
    if code == -signal.SIGKILL:
        return "was killed from outside, perhaps because the computer ran out of memory"
    if code < 0:
        return f"crashed ({signal.strsignal(-code) or f'signal {-code}'})"
    return f"ended with exit code {code} without answering"


def _receive(link: socket.socket) -> bytes:
    try:
        return link.recv(1 << 16)
    except OSError:
        return b""


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:  # nothing there now, or closed
        return b""
