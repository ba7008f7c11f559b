"""Running on an event loop of a command's own, which Ctrl-C ends as often as it is pressed."""

import asyncio
import io
import os
import signal

import pytest

from quizapp.cli.running import ProgressLine, interruptible
from quizapp.engine.model import Progress


def press_ctrl_c() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_pressed_again_and_again_interrupts_nothing_in_the_middle() -> None:
    told: list[str] = []

    async def work() -> None:
        press_ctrl_c()
        press_ctrl_c()
        told.append("goes on to the next pause")
        try:
            await asyncio.sleep(60)
        finally:
            press_ctrl_c()
            told.append("cleans up")

    with pytest.raises(KeyboardInterrupt):
        interruptible(work())
    assert told == ["goes on to the next pause", "cleans up"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_ctrl_c_the_answer_is_given_and_errors_are_raised() -> None:
    async def work(number: int) -> float:
        return 1 / number

    assert interruptible(work(2)) == 0.5
    with pytest.raises(ZeroDivisionError):
        interruptible(work(0))


class Screen(io.StringIO):
    """A terminal to which a command writes."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError


@pytest.mark.parametrize(
    ("environment", "drawn"), [({}, True), ({"ACCESSIBLE": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_no_line_is_written_over_where_nobody_wants_that(
    environment: dict[str, str], drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stderr", screen := Screen())
    with ProgressLine() as line:
        line.show(Progress(0.5, "half"))
    assert ("half" in screen.getvalue()) == drawn
