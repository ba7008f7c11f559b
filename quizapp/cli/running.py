"""Runs demos from a command: one engine, opened and closed, with progress where somebody watches."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any, TypeVar

from quizapp.cli.text import LEAST_WIDTH, UNKNOWN_WIDTH, lines_only
from quizapp.engine.model import Engine, OnProgress, Progress, Result
from quizapp.errors import EngineError
from quizapp.grading.shares import percent
from quizapp.questions.calls import Call
from quizapp.questions.coding import Code, CodeResult

T = TypeVar("T")


def with_engine(work: Callable[[Engine], Awaitable[T]], *, jobs: int = 1) -> T:
    """What `work` gives, with an engine that is closed afterwards."""
    # Looked up at the call: this name is where a test puts the fake engine.
    from quizapp.workspace import workspace as wiring
    from quizapp.workspace.places import find_places

    async def worked() -> T:
        engine = wiring.make_engine(find_places(), jobs=jobs)
        try:
            return await work(engine)
        finally:
            await engine.close()

    return interruptible(worked())


def interruptible(work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives on an event loop of its own. Ctrl-C cancels it, and raises `KeyboardInterrupt` at its end.

    Left to itself, asyncio raises at a second Ctrl-C in the middle of whatever runs, and a traceback is seen.
    """

    async def watched() -> T:
        task = asyncio.current_task()
        assert task is not None
        with suppress(NotImplementedError, RuntimeError, ValueError):  # a system, or a thread, without signals
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, task.cancel)
        return await work

    try:
        return asyncio.run(watched())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


async def run_all(engine: Engine, calls: Iterable[Call]) -> tuple[dict[Call, Result], dict[Call, str]]:
    """Run `calls` side by side; return the results, and a sentence for each call that gave none."""
    wanted = tuple(dict.fromkeys(calls))
    answers = await asyncio.gather(*(_run(engine, call) for call in wanted))
    results = {call: answer for call, answer in zip(wanted, answers, strict=True) if isinstance(answer, Result)}
    failures = {call: answer for call, answer in zip(wanted, answers, strict=True) if isinstance(answer, str)}
    return results, failures


async def run_code(engine: Engine, code: Code) -> CodeResult | str:
    """How `code` came out, or a sentence that says why it could not be judged."""
    with ProgressLine() as line:
        try:
            return await engine.run_code(code, line.show)
        except EngineError as error:
            return str(error)


async def _run(engine: Engine, call: Call) -> Result | str:
    with ProgressLine() as line:
        try:
            return await engine.run(call, line.show)
        except EngineError as error:
            return str(error)


class ProgressLine:
    """One line on stderr that is written over, and gone at the end; nothing where stderr is no terminal that can."""

    def __init__(self) -> None:
        self._shown = 0
        self._terminal = sys.stderr is not None and sys.stderr.isatty() and not lines_only()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        self.write("")

    @property
    def show(self) -> OnProgress:
        """What an engine reports to."""
        return lambda progress: self.write(_words(progress))

    def write(self, text: str) -> None:
        """Put `text` in the place of what was there."""
        if not self._terminal or (not text and not self._shown):
            return
        text = text[: _columns_of_stderr() - 1]  # a line that wraps cannot be written over
        print(f"\r{text.ljust(self._shown)}" + ("" if text else "\r"), end="", file=sys.stderr, flush=True)
        self._shown = len(text)


def _words(progress: Progress) -> str:
    return f"{percent(progress.fraction):>5} {progress.text}"


def _columns_of_stderr() -> int:
    """The width of the terminal that stderr is: stdout may be a file meanwhile."""
    try:
        return max(LEAST_WIDTH, os.get_terminal_size(sys.stderr.fileno()).columns or UNKNOWN_WIDTH)
    except OSError:  # it went away
        return UNKNOWN_WIDTH
