"""The person at the other end of the standard streams: sentences go out, lines come in, runs are waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from quizapp.cli.keyboard import LONGEST_LINE
from quizapp.cli.lines import Lines
from quizapp.cli.text import columns, tell, wrapped

CUT_OFF = f"A terminal passes on {LONGEST_LINE} bytes of a line, and no more: the rest is missing. Break the line up."


class Streams:
    """What the conversation of a session is made of, whatever kind of session it is."""

    def __init__(self, lines: Lines) -> None:
        self.width = columns()
        self.lines = lines

    def say(self, sentence: str) -> None:
        """Print a sentence, where there is one."""
        if sentence:
            tell(*wrapped(sentence, self.width))

    async def read(self) -> str | None:
        """The next line that the person types; None when there are no more."""
        self.prompt("> ")
        return self.heard(await self.lines.next())

    def prompt(self, text: str) -> None:
        """Ask for a line."""
        print(text, end="", flush=True)

    def heard(self, line: str | None) -> str | None:
        """The line that was read; where nobody typed it here, it is printed, as the transcript would lack it."""
        if line is None or not self.lines.typed:
            tell(line or "")
        elif len(line.encode()) >= LONGEST_LINE:
            self.say(CUT_OFF)
        return line

    async def watch(self, what: str, ended: Coroutine[Any, Any, None], stop: Callable[[], None], word: str) -> None:
        """Say `what` goes on and wait until it has `ended`.

        Where somebody types, the line `word` makes it `stop` before; where that is empty, any line does.
        """
        how = f" {word or 'Enter'} stops it." if self.lines.typed else ""
        self.say(f"{what} …{how}")
        waiting = asyncio.ensure_future(ended)
        while self.lines.typed and not waiting.done():
            line = asyncio.ensure_future(self.lines.next())
            await asyncio.wait({waiting, line}, return_when=asyncio.FIRST_COMPLETED)
            if not line.done():
                line.cancel()
            elif not waiting.done() and _means(line.result(), word):
                stop()
                break
        await waiting


def _means(line: str | None, word: str) -> bool:
    """Whether the line is `word`, or any where that is empty; the end of the input is as good as it."""
    return line is None or not word or line.strip().lower() == word
