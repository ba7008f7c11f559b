"""`quizapp mock report --overrule 3:zeros`: a verdict of a report is overruled, or the other way back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizapp.cli.mock.held import last_number
from quizapp.cli.mock.item import item_lines
from quizapp.cli.points import named
from quizapp.cli.text import columns, narrate, tell
from quizapp.errors import StoreBusyError, UsageError
from quizapp.sessions.mock.report import Report
from quizapp.workspace import open_workspace
from quizapp.workspace.mock.export.words import score_words

WANTED = "Name the question and the point: `--overrule 3:zeros` is the point zeros of question 3."
AGAIN = "The same again takes it back."


def overrule(content: Sequence[Path], number: int | None, place: str) -> int:
    """Turn the point `place` of an interview, or of the last one, and print its question; return the exit code.

    Raises `UsageError` where there is no such point, `StoreError`.
    """
    workspace = open_workspace(content)
    try:
        if workspace.store.read_only:
            raise StoreBusyError(workspace.notice)
        mocks = workspace.mocks
        number = last_number(mocks) if number is None else number
        before = mocks.report(number)
        index, name = _point(before, place)
        after = mocks.overrule(number, index, name)
    finally:
        workspace.store.close()
    tell(*item_lines(index + 1, after.items[index], columns()))
    narrate(_turned(before, after, index, name))
    return 0


def _point(report: Report, place: str) -> tuple[int, str]:
    """The index of the question and the name of the point; a name may be cut short where one alone begins so."""
    question, colon, wanted = place.partition(":")
    if not (colon and question.isdecimal() and len(question) < 5 and wanted):
        raise UsageError(WANTED)
    index = int(question) - 1
    if not 0 <= index < len(report.items):
        raise UsageError(f"There is no question {question}: the interview has the questions 1 to {len(report.items)}.")
    return index, named([finding.name for finding in report.items[index].findings], wanted) or wanted


def _turned(before: Report, after: Report, index: int, name: str) -> str:
    one, other = before.items[index], after.items[index]
    overruled = any(finding.name == name and finding.overruled for finding in other.findings)
    done = f"You overruled {name}" if overruled else f"The verdict on {name} stands again"
    scores = f"question {index + 1} has {score_words(other)}, and had {score_words(one)}"
    return f"{done}: {scores}. {AGAIN}" if overruled else f"{done}: {scores}."
