"""Lines of the standard input: none is read before somebody waits for it, none is lost where somebody gave up."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from quizapp.cli.lines import Lines


class Input:
    """A standard input that counts the lines that were taken from it."""

    def __init__(self, *lines: str) -> None:
        self._lines = lines
        self.taken = 0

    def isatty(self) -> bool:
        return False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken += 1
            yield f"{line}\r\n"


def feed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Input:
    source = Input(*lines)
    monkeypatch.setattr("sys.stdin", source)
    monkeypatch.setattr("quizapp.cli.lines._stream", lambda: source)
    return source


async def test_a_line_is_taken_only_when_somebody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    source = feed(monkeypatch, "one", "two")
    lines = Lines()
    assert source.taken == 0
    assert await lines.next() == "one"
    await asyncio.sleep(0.05)  # long enough for a reader that does not wait
    assert source.taken == 1, "an editor reads from the terminal now"
    assert await lines.next() == "two"
    assert await lines.next() is None
    assert await lines.next() is None


async def test_who_gives_up_leaves_the_line_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, "one", "two")
    lines = Lines()
    gone = asyncio.ensure_future(lines.next())
    await asyncio.sleep(0)
    gone.cancel()
    assert [await lines.next(), await lines.next(), await lines.next()] == ["one", "two", None]
