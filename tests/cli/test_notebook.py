"""`demo --save` and `notebook`: runs are kept, found, shown, exported and deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shlex import split
from typing import Any

import pytest

from quizapp.errors import StoreReadOnlyError
from quizapp.store import Store
from quizapp.workspace.places import Places

from .conftest import Ran

Quiz = Callable[..., Ran]


@pytest.fixture
def three(quiz: Quiz) -> Quiz:
    """`quiz`, with three runs in the notebook."""
    for argv in (["--set", "steps=3"], ["--set", "lam=1e-3"], ["--set", "steps=3", "--set", "lam=1e-5"]):
        assert quiz("demo", "decay_step", *argv, "--save", f"note {argv[-1]}\x1b[31m").code == 0
    return quiz


def test_saving_says_so_on_stderr_and_the_result_is_printed_all_the_same(quiz: Quiz) -> None:
    ran = quiz("demo", "decay_step", "--json", "--save")
    assert (ran.code, ran.err) == (0, "Kept in the notebook as run 1.\n")
    assert ran.json["demo"] == "decay_step"


def test_an_empty_notebook_says_what_fills_it_and_makes_no_file(quiz: Quiz, home: Path) -> None:
    ran = quiz("notebook")
    assert (ran.code, ran.out) == (0, "")
    assert "`quizapp demo NAME --save`" in ran.err
    assert quiz("notebook", "--json").json == []
    assert not (home / "quizapp.db").exists()


def test_the_list_has_the_newest_first_with_what_is_not_the_default(three: Quiz) -> None:
    ran = three("notebook")
    day = f"{datetime.now(UTC).astimezone():%Y-%m-%d}"
    first, note, *rest = ran.out.split("\n")
    assert first in (f"3  {day}  decay_step  lam=1e-05 steps=3", f"3  {day}  decay_step  steps=3 lam=1e-05")
    assert note == "    note lam=1e-5[31m"
    assert [line.split()[0] for line in rest[::2] if line] == ["2", "1"]
    assert ran.err == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["steps=3"], [3, 1]),
        (["lam=0.001"], [2]),
        (["steps=3", "lam=1e-5"], [3]),
        (["NOTE"], [3, 2, 1]),
        (["adamw", "decay_step"], [3, 2, 1]),
    ],
)
def test_words_narrow_the_list(three: Quiz, words: list[str], found: list[int]) -> None:
    assert [run["id"] for run in three("notebook", *words, "--json").json] == found


def test_what_is_not_found_is_said(three: Quiz) -> None:
    ran = three("notebook", "steps=3", "lasso")
    assert (ran.code, ran.out, ran.err) == (0, "", "No run has “steps=3” and “lasso” in it.\n")
    assert three("notebook", "lasso", "--json").json == []


def test_one_is_shown_in_full(three: Quiz) -> None:
    out = three("notebook", "--show", "2").out
    assert out.startswith("Run 2, kept on ")
    assert "\nquizapp demo decay_step --set lam=0.001\n  note lam=1e-3[31m\n\n" in out
    assert "sgd_weight_decay  0.5\n" in out
    assert "✓ holds  It decays.\n" in out
    assert "just now" not in out
    (run,) = three("notebook", "--show", "2", "--json").json
    assert (run["id"], run["params"]["lam"]) == (2, 1e-3)
    assert three("notebook", "--show", "2", "--markdown").out.startswith("# Notebook of runs\n\n## decay_step: ")


def test_the_markdown_has_a_heading_for_each(three: Quiz) -> None:
    out = three("notebook", "steps=3", "--markdown").out
    assert out.count("\n## decay_step: ") == 2
    assert "| `adamw` | 0.99 |" in out
    assert "- ✓ holds: It decays." in out


def test_deleting_says_how_to_make_it_again(three: Quiz) -> None:
    ran = three("notebook", "--delete", "2")
    assert (ran.code, ran.out) == (0, "")
    again = "quizapp demo decay_step --set lam=0.001 --save='note lam=1e-3[31m'"
    assert ran.err == f"Run 2 was deleted. `{again}` makes it again.\n"
    assert [run["id"] for run in three("notebook", "--json").json] == [3, 1]
    three(*split(again)[1:])
    assert three("notebook", "--json").json[0]["note"] == "note lam=1e-3[31m"
    three("demo", "decay_step", "--save")
    assert "`quizapp demo decay_step --save` makes it again." in three("notebook", "--delete", "5").err


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--show", "7"], "There is no run 7 in the notebook; `quizapp notebook` lists them."),
        (["--delete", "7"], "There is no run 7"),
        (["--delete", "9" * 30], "There is no run 999"),
        (["--show", "1", "--delete", "2"], "not allowed with"),
        (["word", "--show", "1"], "leave the words out"),
        (["--json", "--markdown"], "not allowed with"),
        (["--show", "x"], "“x” is not a whole number"),
    ],
)
def test_what_cannot_be_done_is_a_usage_error(three: Quiz, argv: list[str], sentence: str) -> None:
    ran = three("notebook", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err


def test_an_unknown_number_is_unknown_where_there_is_no_notebook_yet(quiz: Quiz) -> None:
    assert quiz("notebook", "--show", "1").code == 2


def test_a_result_that_cannot_be_read_is_listed_shown_and_exported(three: Quiz, home: Path) -> None:
    with Store.open(Places(home).store, now=datetime.now(UTC)) as store:
        found = store.run(2)
        assert found is not None
        store.delete_run(2)
        store.save_run(found[0], "{damaged")
    assert "2  " in three("notebook").out
    out = three("notebook", "--show", "2").out
    assert "note lam=1e-3" in out
    assert "cannot be read any more" in out
    assert three("notebook", "--show", "2", "--json").json[0]["unreadable"] == "{damaged"


def test_the_notebook_is_read_while_the_app_is_open_and_saving_says_why_not(three: Quiz, home: Path) -> None:
    with Store.open(Places(home).store, now=datetime.now(UTC)):
        assert len(three("notebook", "--json").json) == 3
        ran = three("demo", "decay_step", "--json", "--save")
        assert (ran.code, ran.json["demo"]) == (1, "decay_step")
        assert ran.err.startswith("Not kept in the notebook: ")
        assert "close the other quizapp" in ran.err
        assert three("notebook", "--delete", "1").code == 1
    assert len(three("notebook", "--json").json) == 3


def test_a_disk_that_is_full_in_the_middle_of_a_sweep_keeps_what_it_had_room_for(
    quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, kept = Store.save_run, []

    def save_two(store: Store, *run: Any) -> int:
        if len(kept) == 2:
            raise StoreReadOnlyError("The disk is full.")
        kept.append(save(store, *run))
        return kept[-1]

    monkeypatch.setattr(Store, "save_run", save_two)
    ran = quiz("demo", "decay_step", "--sweep", "steps=1,2,3", "--csv", "--save")
    assert (ran.code, len(ran.out.splitlines())) == (1, 4)
    assert ran.err == (
        "Kept in the notebook as runs 1 to 2.\nNot kept in the notebook (1 of 3 runs): The disk is full.\n"
    )
    assert [run["id"] for run in quiz("notebook", "--json").json] == [2, 1]


def test_a_backup_that_fails_is_said_of_the_backup(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    def close(store: Store) -> None:
        really_close(store)
        raise StoreReadOnlyError("The backup could not be written.")

    really_close = Store.close
    monkeypatch.setattr(Store, "close", close)
    ran = quiz("demo", "decay_step", "--csv", "--save")
    assert ran.code == 0
    assert ran.err == "Kept in the notebook as run 1.\nThe backup could not be written.\n"


def test_looking_writes_nothing(three: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("quizapp.store.database.open_for_writing")
    assert three("notebook").code == three("notebook", "--show", "1").code == 0


def test_sixty_columns_are_enough(three: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    three("demo", "lambda_grid", "--set", "lams=0,1e-5,1e-4,1e-3,1e-2,0.1,1", "--set", "seeds=3", "--save", "x" * 90)
    for argv in ([], ["--show", "2"]):
        assert max(map(len, three("notebook", *argv).out.split("\n"))) <= 60
