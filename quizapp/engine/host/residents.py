"""The host where fork is missing or unsafe: its children live on, and a cancel or a limit replaces one."""

from __future__ import annotations

import socket
from collections import deque
from contextlib import suppress
from typing import Any

from quizapp.engine import wire
from quizapp.engine.host.children import Child, spawn_child
from quizapp.engine.host.supervisor import Host, Job


class ResidentHost(Host):
    """Keeps warm children; a job waits until one is free."""

    def __init__(self, client: socket.socket, modules: str) -> None:
        super().__init__(client)
        self._modules = modules
        self._waiting: deque[Job] = deque()
        self._announced = False
        self._spawn()

    def begin(self, job: Job) -> None:
        """Hand `job` to a free child, or start another one for it."""
        self._waiting.append(job)
        for child in self.children:
            self._feed(child)
        idle = sum(child.job is None for child in self.children)
        if len(self._waiting) > idle:
            self._spawn()

    def hello(self, child: Child, frame: dict[str, Any]) -> None:
        """A child is warm, or cannot become so."""
        if frame["event"] == "down":
            self.tell(**frame)
        elif frame["event"] != "warm" or child.warm:
            raise ValueError("a frame outside a job")
        else:
            child.warm = True
            self._announce()
            self._feed(child)

    def done(self, child: Child) -> None:
        """`child` is free for the next job."""
        self._feed(child)

    def lost(self, child: Child) -> None:
        """Replace a child that was warm; one that never got so would die again."""
        if child.warm:
            self._spawn()
        elif not self.children:
            self.tell(event="down", reason="The engine ended while it loaded its libraries.")

    def cancel(self, nonce: str) -> None:
        """Forget a job that waits, or kill the child that runs it."""
        for job in self._waiting:
            if job["job"] == nonce:
                self._waiting.remove(job)
                self.tell(event="cancelled", job=nonce)
                return
        super().cancel(nonce)

    def _spawn(self) -> None:
        self.adopt(spawn_child(self._modules))

    def _announce(self) -> None:
        if not self._announced:
            self._announced = True
            self.tell(event="ready")

    def _feed(self, child: Child) -> None:
        """Give `child` the next job that waits, if it can take one."""
        if not child.warm or child.job is not None or not self._waiting:
            return
        job = self._waiting.popleft()
        self.assign(child, job)
        with suppress(OSError):  # it died just now: the end of its link fails the job
            child.link.sendall(wire.dump(job))
