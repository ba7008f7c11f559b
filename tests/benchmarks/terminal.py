"""A program in a pseudo-terminal of 80 × 24, as a person would start it: its bytes, and when they came."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pyte

ROWS, COLUMNS = 24, 80
PATIENCE = 60.0  # seconds


class Terminal:
    """A running program and the bytes that it has written. `open_terminal` makes one, and ends it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=dict(environment), start_new_session=True
        )
        os.close(slave)
        self._written = b""

    def wait_for(self, pattern: bytes, *, patience: float = PATIENCE) -> float:
        """Read on until `pattern` was written; the moment (of `perf_counter`) at which it was. Reading starts here."""
        wanted, begin, deadline = re.compile(pattern), len(self._written), time.perf_counter() + patience
        while not wanted.search(self._written, begin):
            if not self._read(deadline - time.perf_counter()):
                raise TimeoutError(f"{pattern!r} never came; the screen shows:\n{self.screen()}")
        return time.perf_counter()

    def drain(self, quiet: float) -> None:
        """Read on until nothing was written for `quiet` seconds."""
        while self._read(quiet):
            pass

    def press(self, keys: str) -> float:
        """Press `keys`; the moment at which they were sent."""
        sent = time.perf_counter()
        os.write(self._master, keys.encode())
        return sent

    def screen(self) -> str:
        """What a person sees."""
        screen = pyte.Screen(COLUMNS, ROWS)
        pyte.ByteStream(screen).feed(self._written)
        return "\n".join(screen.display)

    def close(self) -> None:
        """End the program by a signal, and wait until it is gone."""
        self.process.terminate()
        deadline = time.perf_counter() + 10
        while self.process.poll() is None:  # it cannot end while its last words are not read
            if time.perf_counter() > deadline:
                self.process.kill()
            self._read(0.02)
        os.close(self._master)

    def _read(self, patience: float) -> bool:
        """Read what is there; whether anything was within `patience` seconds."""
        if not select.select([self._master], [], [], max(0.0, patience))[0]:
            return False
        try:
            news = os.read(self._master, 1 << 16)
        except OSError:  # how Linux says that nobody has the other end open
            news = b""
        self._written += news
        return bool(news)


@contextmanager
def open_terminal(*arguments: str, **variables: str) -> Iterator[Terminal]:
    """Python with `arguments` in a terminal, and `variables` in its environment."""
    ours = {name: value for name, value in os.environ.items() if name not in ("LINES", "COLUMNS", "ACCESSIBLE")}
    plain = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    terminal = Terminal((sys.executable, *arguments), {**ours, **plain, **variables})
    try:
        yield terminal
    finally:
        terminal.close()
