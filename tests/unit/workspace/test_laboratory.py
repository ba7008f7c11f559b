"""The Lab's catalogue and its benches."""

from __future__ import annotations

import pytest

from quizapp.engine import catalogue
from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Result
from quizapp.errors import EngineError, UnknownDemoError
from quizapp.questions import Entry
from quizapp.sessions.lab import events as ev
from quizapp.workspace.laboratory import BROKEN, SUBJECTS, Laboratory, listed_demos, matching


class Notebook:
    def save(self, result: Result, note: str = "") -> int:
        return 1


def entry(title: str, *demos: str) -> Entry:
    return Entry(title, "deck", title, "choice", "mid", (), 1, 60, True, "f.md", 1, "hash", demos=demos)


ENTRIES = (entry("Corner or face?", "sparse_regression"), entry("Both", "decay_step", "sparse_regression"))


def test_every_demo_is_shown_once_by_subject_with_the_questions_that_use_it() -> None:
    shown = listed_demos(ENTRIES)
    assert sorted(one.name for one in shown) == sorted(catalogue.names())
    subjects = list(dict.fromkeys(one.subject for one in shown))
    assert subjects == [subject for subject in SUBJECTS if subject in subjects], "in the order of learning"
    used = {one.name: [each.title for each in one.entries] for one in shown if one.entries}
    assert used == {"decay_step": ["Both"], "sparse_regression": ["Corner or face?", "Both"]}


def test_a_file_that_cannot_be_used_is_shown_with_its_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    find = catalogue.find

    def broken(name: str) -> object:
        if name == "decay_step":
            raise EngineError("The demo file decay_step.py cannot be used: SyntaxError: no")
        return find(name)

    monkeypatch.setattr(catalogue, "find", broken)
    last = listed_demos(())[-1]
    assert (last.name, last.title, last.subject) == ("decay_step", "decay_step", BROKEN)
    assert "SyntaxError" in last.fault
    assert matching([last], "decay") == (last,)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("DECAY_STEP", "decay_step"),
        ("momentum", "decay_step"),
        ("corner face", "sparse_regression"),
        ("priors map crossing", ""),
        ("same scale", "prior_density"),
        ("zzz", ""),
    ],
)
def test_the_search_looks_in_names_parameters_claims_and_questions(words: str, name: str) -> None:
    found = [one.name for one in matching(listed_demos(ENTRIES), words)]
    assert (name in found) if name else found == []


def test_no_words_find_everything() -> None:
    assert matching(listed_demos(ENTRIES), "  ") == listed_demos(ENTRIES)


def test_a_bench_is_opened_again_as_it_was_left() -> None:
    laboratory = Laboratory(FakeEngine({}), Notebook())
    runner = laboratory.open("decay_step", {"lr": 0.5})
    runner.send(ev.Typed("steps", "33"))
    laboratory.keep(runner.state)
    assert laboratory.open("decay_step").state.texts["steps"] == "33"
    again = laboratory.open("decay_step", {"lam": 0.3}).state
    assert (again.texts["lam"], again.texts["steps"]) == ("0.3", "10"), "a question brings all its parameters"
    assert laboratory.open("prior_density").state.demo.name == "prior_density"


def test_a_demo_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownDemoError, match="Did you mean decay_step"):
        Laboratory(FakeEngine({}), Notebook()).open("decay_stap")
