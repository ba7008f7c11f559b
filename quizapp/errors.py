"""Every exception that quizapp raises on purpose.

    QuizError
    ├── UsageError            a command line that cannot be carried out (exit code 2)
    ├── ContentError          a deck or a question that cannot be used; the message names the place
    │   └── MathsError        LaTeX that cannot be shown on one line
    ├── UnreadableError       what a learner typed cannot be read: invalid, never wrong
    ├── ExpressionError       a `holds:` expression that is refused or cannot be computed
    ├── ClockError            a moment without a time zone
    ├── EditorError           there is no editor, or it failed
    ├── EngineError
    │   ├── UnknownDemoError  no demo of that name
    │   ├── ParameterError    refused before anything ran; names the parameter, the value and the range
    │   ├── TooLargeError     refused before anything ran: it would take longer than a run may
    │   ├── EngineDownError   no host, or no torch: nothing can be run now
    │   ├── RunFailedError    the run itself raised, crashed, or answered with a forged frame; or its tests are broken
    │   └── RunLimitError     the run was stopped at a limit (time, memory, output)
    └── StoreError
        ├── StoreBusyError    another quizapp writes to this file
        ├── StoreDamagedError truncated, garbage or not ours; the file is left untouched
        ├── StoreNewerError   written by a newer version; left untouched
        ├── StoreOlderError   written by an older version, and opened for reading only: it must be migrated first
        └── StoreReadOnlyError the file or its folder cannot be written, or the disk is full

Every message is a sentence for the person in front of the screen: what is wrong, where, and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class QuizError(Exception):
    """The root: catching it catches everything that quizapp raises on purpose."""


class UsageError(QuizError):
    """A command line that cannot be carried out."""


class ContentError(QuizError):
    """A deck or a question that cannot be used."""


class MathsError(ContentError):
    """LaTeX that cannot be shown: an unknown macro, or a brace without its partner.

    `position` is the 0-based index in the text at which it goes wrong.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class UnreadableError(QuizError):
    """What a learner typed cannot be read.

    `position` is the 0-based index of the first character that does not fit, or None where no single character
    is to blame.
    """

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position


class ExpressionError(QuizError):
    """An expression that the whitelist refuses, or that has no value for these names."""


class ClockError(QuizError):
    """A moment without a time zone."""


class EditorError(QuizError):
    """The person's editor is not there, or it failed."""


class EngineError(QuizError):
    """A demo could not be run; the subclasses say why."""


class UnknownDemoError(EngineError):
    """No demo has this name."""


class ParameterError(EngineError):
    """A parameter that the demo refuses; nothing ran."""


class TooLargeError(EngineError):
    """The run would take longer than it may; nothing ran. `seconds` is the estimate."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class EngineDownError(EngineError):
    """No host process, or no torch: nothing can be run now."""


class RunFailedError(EngineError):
    """The run raised, crashed, or did not answer with a frame of ours; or the tests for learners' code are broken."""


class RunLimitError(EngineError):
    """The run was stopped at one of its limits."""


class StoreError(QuizError):
    """The learner's file could not be read or written; the subclasses say why.

    `backup` is the newest backup of the file, which the message names too, or None where there is none.
    """

    def __init__(self, message: str, backup: Path | None = None) -> None:
        super().__init__(message)
        self.backup = backup


class StoreBusyError(StoreError):
    """Another quizapp has this file open for writing."""


class StoreDamagedError(StoreError):
    """The file is truncated, garbage, or not ours. It is left untouched."""


class StoreNewerError(StoreError):
    """The file was written by a newer quizapp. It is left untouched."""


class StoreOlderError(StoreError):
    """The file was written by an older quizapp, and reading it does not bring it up to date."""


class StoreReadOnlyError(StoreError):
    """The file cannot be written: permissions, or a full disk."""
