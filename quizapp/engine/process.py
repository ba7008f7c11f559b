"""The client's side of one host process: starting it, the runs in flight, and what becomes of them when it dies."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizapp.engine import wire
from quizapp.engine.launch import python_command, quiet_environment
from quizapp.engine.limits import Limits
from quizapp.engine.model import OnProgress, Progress
from quizapp.engine.sandbox.scratch import remove_scratch
from quizapp.errors import EngineDownError, ParameterError, RunFailedError, RunLimitError

LONGEST_LINE = 64 << 20  # bytes of one frame, far above what the output limit lets through
LONGEST_LOG = 1 << 20
TO_CONFIRM = 2.0  # seconds that a cancel waits for its confirmation
TO_LEAVE = 1.0  # seconds that a host has to end by itself
TO_LEAVE_EARLY = 0.2  # the same for one that still preloads, and does not listen
TO_PRELOAD = 120.0


@dataclass(eq=False, slots=True)
class Flight:
    """A run that the host works on: `answer` is its body, `over` is set whatever came of it.

    `pid` is its process, `learner` the one beside it that holds a learner's code; each has a group of its own.
    """

    name: str
    limits: Limits
    on_progress: OnProgress
    answer: asyncio.Future[Mapping[str, Any]]
    over: asyncio.Event = field(default_factory=asyncio.Event)
    pid: int | None = None
    learner: int | None = None


class HostProcess:
    """One host, from its start to its end; `launch` makes one."""

    def __init__(
        self, process: asyncio.subprocess.Process, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._process, self._reader, self._writer = process, reader, writer
        self._flights: dict[str, Flight] = {}
        self._ready = False
        self.answered = False  # whether any run came to its end here

    @classmethod
    async def launch(cls, folder: Path, mode: str, modules: Sequence[str]) -> HostProcess:
        """Start a host that logs to `engine.log` in `folder`. An `OSError` says why it cannot be started."""
        ours, theirs = socket.socketpair()
        reader, writer = await asyncio.open_connection(sock=ours, limit=LONGEST_LINE)
        log = _open_log(folder / "engine.log")
        try:
            process = await asyncio.create_subprocess_exec(
                *python_command("quizapp.engine.host.__main__", str(theirs.fileno()), mode, ",".join(modules)),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=quiet_environment(),
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        except BaseException:
            writer.close()
            raise
        finally:
            theirs.close()
            os.close(log)
        return cls(process, reader, writer)

    @property
    def pid(self) -> int:
        """The host's process id."""
        return self._process.pid

    async def ready(self) -> str:
        """Wait until the host has preloaded: why it will never be ready, as a sentence, or an empty string.

        A host that dies before it says either raises `EOFError`.
        """
        try:
            async with asyncio.timeout(TO_PRELOAD):
                event = await self._next()
        except TimeoutError:
            return f"The engine did not load its libraries within {TO_PRELOAD:g} s."
        self._ready = event["event"] == "ready"
        return "" if self._ready else str(event["reason"])

    async def serve(self) -> None:
        """Pass on what the host says, until it is gone. The runs in flight then fail."""
        try:
            while True:
                self._take(await self._next())
        except EOFError:
            return
        finally:
            self._abandon()

    async def run(
        self, name: str, job: Mapping[str, Any], limits: Limits, on_progress: OnProgress
    ) -> Mapping[str, Any]:
        """The body that the child answers `job` with. Cancelling kills the child, and waits until that is confirmed.

        `name` says in messages what was run. Raises `EngineDownError`, `ParameterError`, `RunFailedError` or
        `RunLimitError`.
        """
        nonce = secrets.token_hex(16)
        flight = Flight(name, limits, on_progress, asyncio.get_running_loop().create_future())
        self._flights[nonce] = flight
        try:
            self._send(op="run", job=nonce, limits=limits.to_json(), **job)
            return await flight.answer
        except asyncio.CancelledError:
            self._send(op="cancel", job=nonce)
            with suppress(TimeoutError):
                async with asyncio.timeout(TO_CONFIRM):
                    await flight.over.wait()
            raise
        finally:
            self._flights.pop(nonce, None)

    async def stop(self) -> None:
        """End the host and everything that it runs. Safe to call twice, and for a host that is gone."""
        self._writer.close()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(TO_LEAVE if self._ready else TO_LEAVE_EARLY):
                    await self._process.wait()
        finally:  # also where the wait is cancelled, which must go on: the keeper would start another host
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    def _send(self, **command: Any) -> None:
        if not self._writer.is_closing():
            self._writer.write(wire.dump(command))

    async def _next(self) -> dict[str, Any]:
        """The next event of the host; `EOFError` at the end, or where it is not an event."""
        try:
            line = await self._reader.readline()
            event = json.loads(line) if line else None
        except (OSError, ValueError):
            event = None
        if not isinstance(event, dict):
            raise EOFError
        return event

    def _take(self, event: dict[str, Any]) -> None:
        flight = self._flights.get(event.get("job", ""))
        if flight is None:
            return  # it was cancelled while this was under way
        match event["event"]:
            case "started":
                flight.pid = event["pid"]
            case "learner":
                flight.learner = event["pid"]
            case "progress":
                flight.on_progress(Progress(event["fraction"], event["text"]))
            case "answered":
                self.answered = True
                _settle(flight, flight.answer.set_result, event["body"])
            case _:
                _settle(flight, flight.answer.set_exception, _error(flight, event))

    def _abandon(self) -> None:
        """The host is gone: end the children that it leaves behind, and fail their runs."""
        for nonce, flight in list(self._flights.items()):
            for pid in filter(None, (flight.pid, flight.learner)):
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(pid, signal.SIGKILL)
            remove_scratch(nonce)
            name = flight.name[0].lower() + flight.name[1:]  # within a sentence
            down = EngineDownError(f"The engine stopped while {name} was running. Run it again.")
            _settle(flight, flight.answer.set_exception, down)


def _settle(flight: Flight, settle: Callable[[Any], None], value: object) -> None:
    if not flight.answer.done():
        settle(value)
    flight.over.set()


def _error(flight: Flight, event: Mapping[str, Any]) -> Exception:
    match event["event"]:
        case "limited":
            return RunLimitError(f"{flight.name} {flight.limits.sentence(event['limit'])}")
        case "refused":
            return ParameterError(event["message"])
        case "failed":
            return RunFailedError(f"{flight.name} failed: it {str(event['message']).rstrip('.')}.")
        case other:
            return RunFailedError(f"{flight.name} was {other}.")


def _open_log(path: Path) -> int:
    """A descriptor that appends to the log, emptied where it is long; nowhere, where the log cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        long = path.exists() and path.stat().st_size > LONGEST_LOG
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | (os.O_TRUNC if long else 0), 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)
