"""The notebook over a real store: found by words, changed, deleted and brought back, exported, and never lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.engine.model import Result, Table
from quizapp.store import RunHead, Store
from quizapp.workspace.notebook import Notebook, notebook_json, notebook_markdown

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DECAY = Result(
    "decay_step",
    {"lr": 0.1, "lam": 1e-5, "steps": 10},
    None,
    {"sgdw": 0.5, "adamw": float("inf")},
    {"AdamW decays | more": True, "lr*lam*w is all": False},
    "After 10 steps\n# [w] is 0.5.",
    Table(("method", "left|right", "same"), (("a|b", 0.5, True), ("c", None, False))),
    versions={"torch": "2.13"},
)
GRID = Result("lambda_grid", {"lams": (0.0, 1e-5), "seed": 42}, 42, {"best_lam": 0.1}, {}, "Best is 0.1.")


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home" / "quizapp.db", now=NOON) as opened:
        yield opened


@pytest.fixture
def notebook(tmp_path: Path, store: Store) -> Notebook:
    return Notebook(store, tmp_path / "exports", Clock(), UTC)


def damage(store: Store, number: int, text: str) -> None:
    """Put `text` in the place of the JSON of a run."""
    found = store.run(number)
    assert found is not None
    store.delete_run(number)
    store.save_run(found[0], text)


def test_a_run_is_kept_whole(notebook: Notebook) -> None:
    number = notebook.save(DECAY, "  look at\nadamw ")
    (run,) = notebook.read([number])
    assert (run.id, run.demo, run.note, run.result) == (number, "decay_step", "look at\nadamw", DECAY)
    assert run.saved_at == NOON + timedelta(minutes=1)


def test_the_newest_comes_first(notebook: Notebook) -> None:
    numbers = [notebook.save(result) for result in (DECAY, GRID, DECAY)]
    assert [head.id for head in notebook.search()] == numbers[::-1]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("decay_step", {1}),
        ("DECAY", {1}),
        ("sgdw", {1}),
        ("best_lam", {2}),
        ("lam", {1, 2}),
        ("lam=1e-5", {1}),
        ("lam=0.00001", {1}),
        ("LAM=1e-05", {1}),
        ("lr=0.10", {1}),
        ("lr=0", set()),
        ("lr=", {1}),
        ("steps=1", set()),
        ("steps=10 adamw", {1}),
        ("seed=42", {2}),
        ("lams=0,1e-5", {2}),
        ("weiß", {2}),
        ("WEISS", {2}),
        ("100%", {2}),
        ("x=3", {2}),
        ("decay grid", set()),
        ("weight decay", {1}),  # from the title
        ("", {1, 2}),
    ],
)
def test_every_word_must_be_found(notebook: Notebook, words: str, found: set[int]) -> None:
    notebook.save(DECAY)
    notebook.save(GRID, "Weiß nicht, 100% sure: x=3")
    assert {head.id for head in notebook.search(words)} == found


def test_notes_change_and_are_searched(notebook: Notebook) -> None:
    number = notebook.save(DECAY, "old")
    notebook.set_note(number, " new\udcff ")
    assert notebook.search("old") == ()
    assert [head.note for head in notebook.search("new")] == ["new?"]


def test_what_is_deleted_comes_back_as_it_was(notebook: Notebook) -> None:
    number = notebook.save(DECAY, "mine")
    before = (notebook.search(), notebook.read([number]))
    taken = notebook.delete(number)
    assert taken is not None
    assert (notebook.search(), notebook.read([number]), notebook.delete(number)) == ((), (), None)
    notebook.save(GRID)
    notebook.restore(taken)
    assert notebook.read([number]) == before[1]
    assert notebook.search("decay") == before[0]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"demo": 1}', "[" * 100_000, '{"seed": 1e999}', "\0"])
def test_a_result_that_cannot_be_read_is_shown_as_such_and_never_lost(
    notebook: Notebook, store: Store, text: str
) -> None:
    number = notebook.save(DECAY, "precious")
    if "seed" in text:
        text = json.dumps({**GRID.to_json(), "seed": float("inf")})
    damage(store, number, text)
    (run,) = notebook.read([number])
    assert (run.result, run.text) == (None, text)
    assert [head.id for head in notebook.search("sgdw lam=1e-5")] == [number]
    page = notebook_markdown([run], UTC)
    assert "## decay\\_step" not in page
    assert "## decay_step: " in page
    assert "> precious" in page
    assert "cannot be read any more" in page
    (entry,) = notebook_json([run])
    assert (entry["note"], entry["demo"], entry["unreadable"]) == ("precious", "decay_step", text)
    taken = notebook.delete(number)
    assert taken is not None
    notebook.restore(taken)
    assert notebook.read([number]) == (run,)


def test_a_demo_that_is_gone_keeps_its_runs(notebook: Notebook) -> None:
    number = notebook.save(replace(DECAY, demo="no_such_demo"))
    (run,) = notebook.read([number])
    assert run.result is not None
    assert "## no_such_demo\n" in notebook_markdown([run], UTC)
    assert [head.id for head in notebook.search("no_such")] == [number]


def test_the_markdown_page(notebook: Notebook) -> None:
    number = notebook.save(DECAY, "# not a heading\n\n| not a table")
    page = notebook_markdown(notebook.read([number]), UTC)
    title = page.split("\n")[2].removeprefix("## decay_step: ")
    assert (
        page
        == f"""# Notebook of runs

## decay_step: {title}

Run 1, kept on 2026-11-23, 12:01, run with torch 2.13

    quizapp demo decay_step --set lam=1e-05 --set lr=0.1 --set steps=10

> \\# not a heading
> \\| not a table

After 10 steps \\# \\[w\\] is 0.5.

- ✓ holds: AdamW decays \\| more
- ✗ does not hold: lr\\*lam\\*w is all

| measure | value |
| --- | ---: |
| `sgdw` | 0.5 |
| `adamw` | inf |

| method | left\\|right | same |
| --- | ---: | ---: |
| a\\|b | 0.5 | yes |
| c | – | no |
"""
    )


def test_the_json_is_the_published_object_with_number_date_and_note(notebook: Notebook) -> None:
    number = notebook.save(GRID, "a note")
    (entry,) = notebook_json(notebook.read([number]))
    fields = ["demo", "params", "seed", "measures", "claims", "table", "seconds", "cached", "versions"]
    assert list(entry) == ["id", "saved_at", "note", *fields]
    assert (entry["id"], entry["note"], entry["saved_at"]) == (number, "a note", "2026-11-23T12:01:00+00:00")
    assert entry["measures"] == {"best_lam": 0.1}


def test_an_export_says_where_it_is(notebook: Notebook, tmp_path: Path) -> None:
    numbers = [notebook.save(result) for result in (DECAY, GRID)]
    page = tmp_path / "exports" / "runs-2026-11-23-120300.md"
    assert notebook.export(numbers) == f"2 runs exported to {page}"
    assert page.read_text(encoding="utf-8").count("\n## ") == 2
    data = tmp_path / "exports" / "runs-2026-11-23-120400.json"
    assert notebook.export(numbers[1:], "json") == f"1 run exported to {data}"
    assert [entry["demo"] for entry in json.loads(data.read_text(encoding="utf-8"))] == ["lambda_grid"]


def test_an_export_says_why_not(notebook: Notebook, tmp_path: Path) -> None:
    assert notebook.export([7]) == "Not exported: no run was chosen."
    (tmp_path / "exports").write_text("in the way")
    assert notebook.export([notebook.save(DECAY)]).startswith("Not exported: ")


def test_an_export_that_the_disk_has_no_room_for_leaves_nothing(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def full(path: Path, text: str, **options: str) -> int:
        write(path, text[:10], **options)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert notebook.export([notebook.save(DECAY)]).endswith("cannot be written (No space left on device).")
    assert list((tmp_path / "exports").iterdir()) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=st.text(max_size=30), word=st.text(max_size=8))
def test_any_note_is_kept_found_and_exported(notebook: Notebook, note: str, word: str) -> None:
    number = notebook.save(DECAY, f"{note}\n{word}")
    assert all(number in {head.id for head in notebook.search(part)} for part in word.casefold().split())
    (run,) = notebook.read([number])
    notebook_markdown([run], UTC).encode()
    assert json.loads(json.dumps(notebook_json([run])))[0]["note"] == run.note
    notebook.delete(number)


def test_a_large_notebook_is_searched_without_its_results(
    store: Store, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(50):
        store.save_run(RunHead(0, NOON, "decay_step", f"steps={number}", "title sgdw", ""), "long")
    monkeypatch.delattr(Store, "run")
    assert [head.params for head in notebook.search("steps=7")] == ["steps=7"]
