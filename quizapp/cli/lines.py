"""Lines of the standard input, read beside the event loop so that runs go on while somebody thinks."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress

from quizapp.cli.keyboard import Keyboard


class Lines:
    """The lines of the standard input, from a terminal, a pipe or a file. Make it on a running loop.

    A line is read only once somebody waits for it: in between, the terminal is an editor's to read from.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._wanted = threading.Semaphore(0)
        self._reading = self._ended = False
        self._given_back: list[str] = []
        self.typed = sys.stdin is not None and sys.stdin.isatty()
        self._stream = _stream()
        threading.Thread(target=self._read, args=(self._stream,), name="lines", daemon=True).start()

    async def next(self) -> str | None:
        """The next line without its end; None when the input has ended, again and again."""
        if self._given_back:
            return self._given_back.pop()
        if self._ended:
            return None
        if not self._reading:  # who waited before and gave up has left a line to come
            self._reading = True
            self._wanted.release()
        line = await self._queue.get()
        self._reading, self._ended = False, line is None
        return line

    def give_back(self, line: str) -> None:
        """Let `line`, which was not meant for who has read it, be the next one again."""
        self._given_back.append(line)

    async def unended(self) -> str:
        """What was typed of a line that nobody has ended yet; it does not come again. Somebody waits for that line."""
        return await self._stream.unended() if isinstance(self._stream, Keyboard) else ""

    def _read(self, stream: Iterable[str]) -> None:
        # A terminal that went away, or a stream that is closed: the input has ended.
        self._wanted.acquire()
        with suppress(OSError, ValueError):
            for line in stream:
                self._put(line.rstrip("\r\n"))
                self._wanted.acquire()
        self._put(None)

    def _put(self, line: str | None) -> None:
        # The loop may be closed before the input ends: then nobody wants the line.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._queue.put_nowait, line)


def _stream() -> Iterable[str]:
    """The input under a reader of its own.

    At exit the interpreter locks `sys.stdin` to close it, and would abort where our thread still waits in it.
    """
    if sys.stdin is None:
        return ()
    try:
        descriptor = sys.stdin.fileno()
    except (OSError, ValueError):  # not a file at all
        return sys.stdin
    if os.name == "posix" and os.isatty(descriptor):
        return Keyboard(descriptor, sys.stdin.encoding)
    return open(descriptor, encoding=sys.stdin.encoding, errors="replace", closefd=False)
