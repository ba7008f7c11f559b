"""`quizapp notebook`: the runs that were kept, found by their words; shown, exported or deleted."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from shlex import quote

from quizapp.cli.filters import whole_number
from quizapp.cli.results import full_lines
from quizapp.cli.text import columns, cut, narrate, tell, tell_json, wrapped
from quizapp.errors import UsageError
from quizapp.store import RunHead
from quizapp.workspace.notebook import (
    Notebook,
    SavedRun,
    changed_settings,
    notebook_json,
    notebook_markdown,
    short_command,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which runs, and what to do with them."""
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help="only runs in which every word stands: of the demo, its title, the note, a measure, or alpha=0.1",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--show", type=whole_number, metavar="ID", help="show one run in full")
    what.add_argument("--delete", type=whole_number, metavar="ID", help="delete one run")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the runs in full, as JSON")
    form.add_argument("--markdown", action="store_true", help="print the runs in full, as Markdown")


def run(args: argparse.Namespace) -> int:
    """Print the list, or runs in full; or delete one."""
    one = args.show if args.delete is None else args.delete
    if one is not None and args.words:
        raise UsageError("--show and --delete take one run by its number: leave the words out.")
    with _open(read_only=args.delete is None) as notebook:
        heads: Sequence[RunHead] = notebook.search(" ".join(args.words)) if notebook else ()
        if one is not None:
            heads = _only(heads, one)
        if notebook is None or not heads:
            return _nothing(args)
        if args.delete is not None:
            return _delete(notebook, args.delete)
        if args.json or args.markdown or one is not None:
            _print(notebook.read([head.id for head in heads]), args)
        else:
            tell(*(line for head in heads for line in _entry_lines(head, columns())))
    return 0


@contextmanager
def _open(*, read_only: bool) -> Iterator[Notebook | None]:
    """The notebook of this person, None where there is no file yet."""
    from quizapp.workspace import open_store
    from quizapp.workspace.places import find_places

    places = find_places()
    if not places.store.exists():
        yield None
        return
    store, _ = open_store(places, datetime.now(UTC), read_only=read_only)
    with store:
        yield Notebook(store, places.exports, lambda: datetime.now(UTC))


def _only(heads: Sequence[RunHead], run_id: int) -> Sequence[RunHead]:
    found = [head for head in heads if head.id == run_id]
    if not found:
        raise UsageError(f"There is no run {run_id} in the notebook; `quizapp notebook` lists them.")
    return found


def _nothing(args: argparse.Namespace) -> int:
    if args.json:
        tell_json([])
    if args.words:
        narrate(f"No run has {' and '.join(f'“{word}”' for word in args.words)} in it.")
    else:
        narrate("The notebook is empty. `quizapp demo NAME --save` keeps a run in it.")
    return 0


def _delete(notebook: Notebook, run_id: int) -> int:
    taken = notebook.delete(run_id)
    if taken is not None:
        note = f"={quote(taken.note)}" if taken.note else ""
        narrate(f"Run {run_id} was deleted. `{short_command(taken.head)} --save{note}` makes it again.")
    return 0


def _print(runs: Sequence[SavedRun], args: argparse.Namespace) -> None:
    if args.json:
        tell_json(notebook_json(runs))
    elif args.markdown:
        tell(notebook_markdown(runs).rstrip("\n"))
    else:
        tell(*_whole_lines(runs[0], columns()))


def _entry_lines(head: RunHead, width: int) -> list[str]:
    """A run in the list: number, day, demo and what differs from its defaults; then the note, where there is one."""
    about = f"{head.id}  {head.saved_at.astimezone():%Y-%m-%d}  {head.demo}  {changed_settings(head)}"
    note = " ".join(head.note.split())
    return [cut(about.rstrip(), width), *([cut(f"    {note}", width)] if note else [])]


def _whole_lines(run: SavedRun, width: int) -> list[str]:
    kept = f"Run {run.id}, kept on {run.saved_at.astimezone():%Y-%m-%d, %H:%M}"
    note = [line for text in run.note.splitlines() for line in wrapped(text, width, "  ")]
    if run.result is None:
        gone = "Its result cannot be read any more. `--json` prints what is kept of it."
        return [f"{run.demo}: {kept}", *note, "", *wrapped(gone, width)]
    return [kept, *wrapped(short_command(run.head), width), *note, "", *full_lines(run.result, width, kept=True)]
