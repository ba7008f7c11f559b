"""What every way of running a demo shares: its options, its rows of CSV, and the notebook that keeps it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quizapp.cli.text import narrate, tell
from quizapp.engine.model import Result
from quizapp.errors import StoreError
from quizapp.questions.calls import format_value

Form = Literal["text", "json", "csv"]


@dataclass(frozen=True, slots=True)
class Options:
    """How runs are carried out, printed and kept.

    `jobs` go side by side. `seconds` is the most that each may take, None the usual. `note` goes into the notebook
    with them, None keeps nothing.
    """

    form: Form = "text"
    jobs: int = 1
    seconds: float | None = None
    note: str | None = None


def tell_csv(results: Sequence[Result], measures: Sequence[str] = ()) -> None:
    """Print a row for each run: its parameters as they are typed, then `measures` (all where none is named) in full."""
    params = list(dict.fromkeys(name for result in results for name in result.params))
    names = list(measures) or list(dict.fromkeys(name for result in results for name in result.measures))
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    # No two columns are called alike: a reader would keep the last.
    writer.writerow(params + [f"{name} (measure)" if name in params else name for name in names])
    for result in results:
        settings = [format_value(result.params[name]) if name in result.params else "" for name in params]
        writer.writerow(settings + [_in_full(result.measures.get(name)) for name in names])
    tell(*sheet.getvalue().splitlines())


def keep(results: Sequence[Result], note: str | None) -> bool:
    """Keep the runs in the notebook where there is a note, and say so on stderr; false where one could not be kept."""
    if note is None or not results:
        return True
    numbers, trouble = _keep_each(results, note)
    missing = len(results) - len(numbers)
    if numbers:
        several = f"runs {numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else f"run {numbers[0]}"
        narrate(f"Kept in the notebook as {several}.")
    if trouble:
        of_them = f" ({missing} of {len(results)} runs)" if numbers else ""
        narrate(f"Not kept in the notebook{of_them}: {trouble}" if missing else trouble)
    return not missing


def _keep_each(results: Sequence[Result], note: str) -> tuple[list[int], str]:
    """The numbers of the runs that could be kept, and what was in the way of the others."""
    from datetime import UTC, datetime

    from quizapp.workspace import open_store
    from quizapp.workspace.notebook import Notebook
    from quizapp.workspace.places import find_places

    places, numbers = find_places(), list[int]()
    try:
        store, _ = open_store(places, datetime.now(UTC))
        with store:
            notebook = Notebook(store, places.exports, lambda: datetime.now(UTC))
            for result in results:
                numbers.append(notebook.save(result, note))
    except StoreError as error:
        return numbers, str(error)
    return numbers, ""


def _in_full(value: float | int | bool | None) -> str:
    return "" if value is None else repr(value).lower()
