"""Lines of the standard input: none is read before somebody waits for it, none is lost where somebody gave up,
and what a terminal has of one that is not ended can be taken.
"""

from __future__ import annotations

import asyncio
import os
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


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where keys can be pressed at the terminal that the standard input is: write to this descriptor."""
    pressed, terminal = os.openpty()
    with os.fdopen(terminal, encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        yield pressed
    os.close(pressed)


async def typed(lines: Lines) -> str:
    """What was typed of a line, once the terminal has it and somebody waits for its end."""
    waiting = asyncio.ensure_future(lines.next())
    await asyncio.sleep(0.05)
    text = await lines.unended()
    waiting.cancel()
    return text


async def test_what_is_typed_of_a_line_can_be_taken_and_is_no_part_of_the_next(keys: int) -> None:
    lines = Lines()
    os.write(keys, "one\nhälf a\x7f".encode())
    assert await lines.next() == "one"
    assert (await typed(lines)).rstrip() == "hälf"
    os.write(keys, b"the rest\ntwo\n\x04")
    assert [await lines.next(), await lines.next(), await lines.next()] == ["the rest", "two", None]


async def test_where_nothing_is_typed_nothing_is_taken_and_lines_go_on(keys: int) -> None:
    lines = Lines()
    os.write(keys, b"one\n")
    assert await lines.next() == "one"
    assert await typed(lines) == ""
    os.write(keys, b"two\nthree\x04\x04")
    assert [await lines.next(), await lines.next(), await lines.next()] == ["two", "three", None]
