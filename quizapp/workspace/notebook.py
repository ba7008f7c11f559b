"""The notebook of runs: what a learner kept of the demos, found again by its words and exported."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, Literal

from quizapp.engine import catalogue
from quizapp.engine.model import Result
from quizapp.errors import EngineError
from quizapp.questions.calls import Call, format_value
from quizapp.store import RunHead, Store
from quizapp.workspace.export import write_export
from quizapp.workspace.publishing import escaped, published, result_markdown
from quizapp.workspace.wording import count_of

Form = Literal["markdown", "json"]
EXTENSIONS: Mapping[Form, str] = {"markdown": "md", "json": "json"}


@dataclass(frozen=True, slots=True)
class SavedRun:
    """A run of the notebook. `result` is None where `text`, the JSON that was kept of it, cannot be read any more."""

    head: RunHead
    text: str
    result: Result | None

    @property
    def id(self) -> int:
        """The number under which it is kept."""
        return self.head.id

    @property
    def saved_at(self) -> datetime:
        """When it was kept, in UTC."""
        return self.head.saved_at

    @property
    def demo(self) -> str:
        """The name of its demo."""
        return self.head.demo

    @property
    def note(self) -> str:
        """What the learner wrote beside it."""
        return self.head.note


class Notebook:
    """The runs that are kept in `store`. What writes raises a `StoreError` where the file does not obey."""

    def __init__(self, store: Store, exports: Path, now: Callable[[], datetime], zone: tzinfo | None = None) -> None:
        self._store, self._exports, self._now, self._zone = store, exports, now, zone

    def save(self, result: Result, note: str = "") -> int:
        """Keep a run; return its number."""
        words = " ".join([_title(result.demo), *result.measures])
        params = " ".join(f"{name}={format_value(value)}" for name, value in result.params.items())
        head = RunHead(0, self._now(), result.demo, params, words, _clean(note))
        return self._store.save_run(head, json.dumps(result.to_json(), allow_nan=False, separators=(",", ":")))

    def search(self, text: str = "") -> tuple[RunHead, ...]:
        """The runs in which every word of `text` stands, the newest first; their results are not read.

        A word is looked for in the demo, its title, the parameters, the note and the names of the measures.
        `alpha=0.1` is that value and no other; `alpha=` any.
        """
        words = text.casefold().split()
        return tuple(head for head in self._store.runs() if all(_stands_in(head, word) for word in words))

    def read(self, ids: Iterable[int]) -> tuple[SavedRun, ...]:
        """The runs with these numbers and their results, in this order; those that are gone are left out."""
        found = (self._store.run(number) for number in ids)
        return tuple(SavedRun(head, text, _result(text)) for head, text in filter(None, found))

    def set_note(self, run_id: int, note: str) -> None:
        """Put `note` in the place of the run's note."""
        self._store.set_run_note(run_id, _clean(note))

    def delete(self, run_id: int) -> SavedRun | None:
        """Take a run out; return what `restore` brings back, None where it was gone already."""
        for run in self.read([run_id]):
            self._store.delete_run(run_id)
            return run
        return None

    def restore(self, run: SavedRun) -> None:
        """Bring back what `delete` took out, under its number."""
        self._store.save_run(run.head, run.text)

    def export(self, ids: Iterable[int], form: Form = "markdown") -> str:
        """Write these runs to a file among the exports; return a sentence that says where, or why not."""
        runs = self.read(ids)
        if not runs:
            return "Not exported: no run was chosen."
        name, extension = f"runs-{self._now().astimezone(self._zone):%Y-%m-%d-%H%M%S}", EXTENSIONS[form]
        path = self._exports / f"{name}.{extension}"
        text = notebook_markdown(runs, self._zone) if form == "markdown" else _json_text(notebook_json(runs))
        return write_export(path, text, f"{count_of(len(runs), 'run')} exported")


def changed_settings(head: RunHead) -> str:
    """The parameters that are not at the demo's defaults, as they are typed; all where there is no such demo now."""
    try:
        params = catalogue.find(head.demo).params
    except EngineError:
        return head.params
    defaults = {f"{param.name}={format_value(param.default)}" for param in params}
    return " ".join(setting for setting in head.params.split() if setting not in defaults)


def short_command(head: RunHead) -> str:
    """The command line that makes the run again now, without what is the default anyway."""
    return " ".join(["quizapp demo", head.demo, *(f"--set {setting}" for setting in changed_settings(head).split())])


def notebook_markdown(runs: Sequence[SavedRun], zone: tzinfo | None = None) -> str:
    """The runs as a Markdown page, a heading for each."""
    return "\n".join(["# Notebook of runs", "", *(line for run in runs for line in _section(run, zone))])


def notebook_json(runs: Sequence[SavedRun]) -> list[dict[str, Any]]:
    """The published object of each run with its `id`, `saved_at` and `note`; `unreadable` holds what cannot be read."""
    return [{"id": run.id, "saved_at": run.saved_at.isoformat(), "note": run.note, **_body(run)} for run in runs]


def _section(run: SavedRun, zone: tzinfo | None) -> list[str]:
    title = _title(run.demo)
    heading = f"## {escaped(run.demo)}" + (f": {escaped(title)}" if title else "")
    about = f"Run {run.id}, kept on {run.saved_at.astimezone(zone):%Y-%m-%d, %H:%M}"
    note = [f"> {escaped(line)}" for line in run.note.splitlines() if line.strip()]
    noted = [*note, ""] if note else []
    if run.result is None:
        gone = "Its result cannot be read any more. The JSON export has what is kept of it."
        return [heading, "", about, "", *noted, gone, ""]
    versions = ", ".join(f"{name} {version}" for name, version in run.result.versions.items())
    about += f", run with {versions}" if versions else ""
    call = Call.of(run.demo, run.result.params)
    return [heading, "", about, "", f"    {call}", "", *noted, *result_markdown(run.result)]


def _body(run: SavedRun) -> dict[str, Any]:
    return {"demo": run.demo, "unreadable": run.text} if run.result is None else published(run.result)


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _result(text: str) -> Result | None:
    """The result that `text` holds; None where another quizapp wrote it, or something damaged it."""
    try:
        return Result.from_json(json.loads(text))
    except (ValueError, RecursionError):
        return None


def _stands_in(head: RunHead, word: str) -> bool:
    """Whether `word`, in small letters, stands in the run; a setting with its value must be the whole one."""
    name, equals, value = word.partition("=")
    settings = head.params.casefold()
    if equals and value:
        typed = f"{name}={','.join(map(_number_words, value.split(',')))}"
        return bool({word, typed} & set(settings.split())) or word in head.note.casefold()
    return any(word in text.casefold() for text in (head.demo, settings, head.note, head.words))


def _number_words(text: str) -> str:
    """A number in the form in which parameters are kept: `1e-5` is `1e-05`."""
    try:
        return format_value(float(text))
    except ValueError:
        return text


def _title(demo: str) -> str:
    """What the demo shows, empty where this quizapp has no such demo."""
    try:
        return catalogue.find(demo).title
    except EngineError:
        return ""


def _clean(note: str) -> str:
    """`note` as the file can hold it: bytes that were no text become `?`."""
    return note.strip().encode("utf-8", "replace").decode()
