"""The lines that somebody types at a terminal, and what they had typed of the last one when the time ran out."""

from __future__ import annotations

import asyncio
import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

CHUNK = 1 << 16  # bytes that are read at once
# Bytes of one line: a terminal that edits lines drops what is typed beyond them, without a word.
LONGEST_LINE = 4095 if sys.platform == "linux" else 1023
HANDOVER = 0.05  # seconds that the reader has to take what the terminal gives up


class Keyboard:
    """Iterates over the lines of the terminal with this `descriptor`; it need not be read from the same thread."""

    def __init__(self, descriptor: int, encoding: str) -> None:
        self._descriptor = descriptor
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._begun = ""  # what was read of a line whose end was not

    def __iter__(self) -> Iterator[str]:
        """Each line without its end, until the terminal is closed or somebody types the end of the input."""
        while chunk := os.read(self._descriptor, CHUNK):
            *lines, self._begun = (self._begun + self._decoder.decode(chunk)).split("\n")
            yield from lines
        if self._begun:
            yield self._begun

    async def unended(self) -> str:
        """Take what was typed of a line that is not ended; it is no part of the next one then.

        Somebody must wait for a line meanwhile, in another thread. Nothing is taken where the terminal is gone.
        """
        with _by_characters(self._descriptor):
            await asyncio.sleep(HANDOVER)
        taken, self._begun = self._begun, ""
        return taken


@contextmanager
def _by_characters(descriptor: int) -> Iterator[None]:
    """Let the terminal give out what it has of a line, as it keeps that to itself until the line is ended."""
    import termios

    try:
        usual = termios.tcgetattr(descriptor)
        changed = [*usual[:3], usual[3] & ~termios.ICANON, *usual[4:6], list(usual[6])]
        changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
        termios.tcsetattr(descriptor, termios.TCSANOW, changed)
    except termios.error:
        yield
        return
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSANOW, usual)
