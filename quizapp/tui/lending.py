"""Lends the terminal to the person's editor, and takes it back whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App, SuspendNotSupported

from quizapp.errors import EditorError

T = TypeVar("T")


def lend_terminal(app: App[Any], work: Callable[[], T]) -> T:
    """What `work` gives, done while the app has let go of the terminal.

    Raises `EditorError`, with the terminal taken back, where `work` does or where this terminal cannot be lent.
    """
    failure: EditorError | None = None
    try:
        with app.suspend():
            try:
                return work()
            except EditorError as error:  # the app would not take the terminal back from under an exception
                failure = error
    except SuspendNotSupported as error:
        raise EditorError("This terminal cannot be lent to an editor: change the file from another window.") from error
    assert failure is not None
    raise failure
