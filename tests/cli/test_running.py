"""Running on an event loop of a command's own, which Ctrl-C ends as often as it is pressed."""

import asyncio
import os
import signal

import pytest

from quizapp.cli.running import interruptible


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
