"""The workspace over a real store and real decks, with a fake engine and a clock that is moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Result
from quizapp.errors import UsageError
from quizapp.scheduling import Rating
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Phase
from quizapp.store import Store
from quizapp.workspace import Selection, Workspace, open_store, open_workspace
from quizapp.workspace.places import Places, find_places
from quizapp.workspace.runner import PracticeRunner

DECK = """---
deck: small
title: Small
defaults: {tags: [l1]}
---

## One?
<!-- q id=ccccccc1 -->

- [x] yes
- [ ] no

### Sources
- none needed

## Two?
<!-- q id=ccccccc2 tags=map -->

- [x] yes
- [ ] no

### Sources
- none needed
"""


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "small.md").write_text(DECK, encoding="utf-8")
    monkeypatch.setattr("quizapp.workspace.opening.bundled_decks", lambda: decks)
    places = Places(tmp_path / "home")
    with Store.open(places.store, now=clock()) as store:
        yield Workspace(places, store, FakeEngine({}), now=clock, zone=UTC)


def practise(workspace: Workspace, *responses: str, selection: Selection | None = None) -> PracticeRunner:
    runner = workspace.start_practice(workspace.queue(selection or Selection()), lambda _: None)
    runner.start()
    for response in responses:
        runner.send(ev.Answer(response, workspace.now()))
        runner.send(ev.Rate())
    return runner


def test_before_the_decks_are_read_home_paints_what_was_known_last(workspace: Workspace) -> None:
    assert workspace.overview().reading
    workspace.read_library()
    workspace.remember_overview()
    again = Workspace(workspace.places, workspace.store, workspace.engine, now=workspace.now, zone=UTC)
    assert again.reading
    assert (again.overview().questions, again.overview().new) == (2, 2)


def test_an_answer_goes_from_the_queue_into_log_card_and_overview(workspace: Workspace, clock: Clock) -> None:
    runner = practise(workspace, "a", "b")
    assert runner.state.phase is Phase.ASKING, "the second was wrong: it comes again"
    runner.send(ev.Answer("a", clock()))
    runner.send(ev.Rate())
    workspace.save_session(runner.state)
    overview = workspace.overview()
    assert (overview.reviews, overview.unseen, overview.new) == (3, 0, 0)
    assert overview.last_session == "today, 3 answers, 2 right"
    assert workspace.store.verify() == []
    clock.now += timedelta(days=30)
    assert workspace.overview().due == 2
    assert set(workspace.queue(Selection())) == {"ccccccc1", "ccccccc2"}


def test_new_questions_of_today_are_not_offered_twice(workspace: Workspace) -> None:
    workspace.save_settings(replace(workspace.settings, new_per_day=1))
    practise(workspace, "a")
    assert workspace.queue(Selection()) == ()
    assert len(workspace.queue(Selection(new=5))) == 1
    assert len(workspace.queue(Selection(only_new=True))) == 1


def test_conditions_of_browse(workspace: Workspace, clock: Clock) -> None:
    runner = practise(workspace, "b", selection=Selection(ids=("ccccccc1",)))
    runner.send(ev.Finish())
    workspace.store.set_mark("ccccccc2", True)
    found = {name: [e.id[-1] for e in workspace.matching(name)] for name in ("all", "new", "marked", "missed", "due")}
    assert found == {"all": ["1", "2"], "new": ["2"], "marked": ["2"], "missed": ["1"], "due": ["1"]}


def test_a_session_of_a_topic_fetches_what_its_questions_build_on(workspace: Workspace) -> None:
    deck = workspace.library.decks[0].file
    deck.write_text(DECK.replace("id=ccccccc2", "id=ccccccc2 needs=ccccccc1"), encoding="utf-8")
    workspace.read_library()
    for selection in (Selection(tag="map"), Selection(tag="map", cram=True), Selection(tag="map", only_new=True)):
        assert workspace.queue(selection) == ("ccccccc1", "ccccccc2")
    assert workspace.queue(Selection(ids=("ccccccc2",))) == ("ccccccc2",), "who names a question gets it"
    assert workspace.queue(Selection(ids=("ccccccc2", "ccccccc1"))) == ("ccccccc1", "ccccccc2")
    practise(workspace, "a", selection=Selection(ids=("ccccccc1",)))
    assert workspace.queue(Selection(tag="map")) == ("ccccccc2",)


def test_several_questions_that_are_named_fetch_what_they_build_on(workspace: Workspace) -> None:
    deck = workspace.library.decks[0].file
    last = "\n\n## Three\n<!-- q id=ccccccc3 -->\n\nWhat is it?\n\n### Answer\nThree.\n"
    deck.write_text(DECK.replace("id=ccccccc2", "id=ccccccc2 needs=ccccccc1") + last, encoding="utf-8")
    workspace.read_library()
    listed = Selection(ids=("ccccccc3", "ccccccc2"))
    assert workspace.queue(listed) == ("ccccccc3", "ccccccc1", "ccccccc2")
    practise(workspace, "a", selection=Selection(ids=("ccccccc1",)))
    assert workspace.queue(listed) == ("ccccccc3", "ccccccc2")


def test_next_dates_are_those_that_rating_gives(workspace: Workspace, clock: Clock) -> None:
    runner = workspace.start_practice(workspace.queue(Selection()), lambda _: None)
    runner.start()
    runner.send(ev.Answer("a", clock()))
    asked = runner.state.asked
    assert asked is not None
    dues, today = workspace.next_dates(runner.state, asked)
    assert dues[Rating.AGAIN] == today < dues[Rating.GOOD] < dues[Rating.EASY]
    runner.send(ev.Rate(Rating.EASY))
    assert workspace.cards()[asked.question.id].due == dues[Rating.EASY]


def test_an_unknown_filter_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="Did you mean map"):
        workspace.queue(Selection(tag="maps"))


def test_a_second_quizapp_reads_and_is_told_so(workspace: Workspace, clock: Clock) -> None:
    store, notice = open_store(workspace.places, clock())
    with store:
        assert store.read_only
        assert "already open" in notice


def test_a_file_of_an_older_quizapp_is_brought_up_to_date_even_to_be_read(tmp_path: Path, clock: Clock) -> None:
    places = Places(tmp_path / "old")
    places.home.mkdir()
    with closing(sqlite3.connect(places.store)) as raw:
        raw.executescript((Path(__file__).parents[1] / "store" / "version1.sql").read_text(encoding="utf-8"))
    store, notice = open_store(places, clock(), read_only=True)
    with store:
        assert (store.read_only, notice) == (True, "")
        assert (len(store.reviews()), store.runs()) == (3, ())


def test_the_notebook_keeps_runs_in_the_learners_file(workspace: Workspace, clock: Clock) -> None:
    number = workspace.notebook.save(Result("map_1d", {"y": 3.0}, None, {"map_laplace": 2.0}, {}, "2."), "mine")
    (run,) = workspace.notebook.read([number])
    assert (run.saved_at, run.note, workspace.store.runs()) == (clock(), "mine", (run.head,))
    assert workspace.notebook.export([number]).endswith(f"{workspace.places.exports}/runs-2026-11-23-120000.md")


def test_exporting_where_nothing_can_be_written_says_so(workspace: Workspace) -> None:
    runner = practise(workspace, "a")
    workspace.places.exports.parent.mkdir(parents=True, exist_ok=True)
    workspace.places.exports.write_text("in the way")
    assert workspace.export_summary(runner.state).startswith("Not exported: ")


def test_quizapp_home_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path / "elsewhere"))
    assert find_places().store == tmp_path / "elsewhere" / "quizapp.db"
    monkeypatch.delenv("QUIZAPP_HOME")
    assert find_places().home.name == "quizapp"


@pytest.mark.parametrize(("setting", "jobs"), [(5, 5), (None, 2)])
def test_the_engine_of_the_app_runs_as_many_at_once_as_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: int | None, jobs: int
) -> None:
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path))
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    made: list[int] = []
    monkeypatch.setattr(
        "quizapp.workspace.workspace.make_engine", lambda _, *, jobs: (made.append(jobs), FakeEngine({}))[1]
    )
    with Store.open(tmp_path / "quizapp.db", now=datetime(2026, 11, 23, tzinfo=UTC)) as store:
        store.set_setting("jobs", setting)
    open_workspace().store.close()
    assert made == [jobs]
