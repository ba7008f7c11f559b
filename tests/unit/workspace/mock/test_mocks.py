"""Interviews over a real store and real decks: begun, left, edited under, resumed, scored once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.errors import ContentError, StoreError, UsageError
from quizapp.questions.kinds.interview import KIND
from quizapp.scheduling import Rating, from_json
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.outline import Outline, Slot, Wish
from quizapp.sessions.mock.saving import progress_text
from quizapp.sessions.mock.state import Phase
from quizapp.sessions.practice import events as practice
from quizapp.store import Overruling, Store
from quizapp.workspace import Selection, Workspace
from quizapp.workspace.mock.runner import MockRunner
from quizapp.workspace.pinning import pin, pinned
from quizapp.workspace.places import Places

TALK = KIND.samples[0].markdown.replace("\n\nExplain", "\n<!-- q id=talkaaa1 -->\n\nExplain", 1)
DECK = f"""---
deck: small
defaults: {{tags: [l1], level: mid}}
---

The note of this deck.

## One?
<!-- q id=ccccccc1 tags=map -->

- [x] yes
- [ ] no

### Sources
- none needed

{TALK}"""
HALF = "lasso zeroes weights out, ridge just makes them small"
GLOSSARY = "shake: [shake, shakes, shaken]\n"


class Clocks:
    """Both clocks, which go on together unless told otherwise."""

    def __init__(self) -> None:
        self.wall, self.steady = datetime(2026, 11, 23, 12, tzinfo=UTC), 100.0

    def pass_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    decks = tmp_path / "decks"
    decks.mkdir()
    monkeypatch.setattr("quizapp.workspace.opening.bundled_decks", lambda: decks)
    file = decks / "small.md"
    file.write_text(DECK, encoding="utf-8")
    return file


@pytest.fixture
def workspace(tmp_path: Path, clocks: Clocks, deck: Path) -> Iterator[Workspace]:
    places = Places(tmp_path / "home")
    with Store.open(places.store, now=clocks.wall) as store:
        yield Workspace(places, store, FakeEngine({}), now=lambda: clocks.wall, steady=lambda: clocks.steady, zone=UTC)


OUTLINE = Outline(
    "free", 600, (Slot("ccccccc1", "questions"), Slot("talkaaa1", "questions", 0, 2)), 1, Wish(minutes=10)
)


def begin(workspace: Workspace, outline: Outline = OUTLINE) -> MockRunner:
    runner = workspace.mocks.begin(outline, lambda _: None)
    runner.start()
    return runner


def resumed(workspace: Workspace) -> MockRunner:
    """The interview as another start of the program finds it."""
    other = Workspace(
        workspace.places, workspace.store, workspace.engine, now=workspace.now, steady=workspace.steady, zone=UTC
    )
    waiting = other.mocks.waiting()
    assert waiting is not None
    runner = other.mocks.resume(waiting.number, lambda _: None)
    runner.start()
    return runner


def answer(runner: MockRunner, text: str, sure: int = 80) -> None:
    follow_up = bool(runner.state.item.follow_ups)
    runner.send(ev.Submit(text, runner.now()))
    if not follow_up:
        runner.send(ev.Sure(sure, runner.now()))


def test_an_interview_from_its_first_question_to_the_cards(workspace: Workspace, clocks: Clocks) -> None:
    runner = begin(workspace)
    answer(runner, "b")
    clocks.pass_by(60)
    answer(runner, HALF)
    answer(runner, "I do not know")
    answer(runner, "no, it jumps around zero")
    assert runner.state.phase is Phase.REVIEW
    runner.send(ev.End(runner.now()))
    assert runner.state.phase is Phase.DONE
    number = runner.state.number
    assert workspace.mocks.report(number) == runner.state.report
    [head] = workspace.mocks.heads()
    assert (head.number, head.questions, head.answered) == (number, 2, 2)
    cards = workspace.cards()
    assert set(cards) == {"ccccccc1", "talkaaa1"}
    assert cards["ccccccc1"].due == workspace.today, "it was wrong"
    assert workspace.store.verify() == []
    assert workspace.mocks.waiting() is None
    assert "2 answers" in workspace.overview().last_session


def test_what_is_being_typed_outlives_the_program(workspace: Workspace, clocks: Clocks) -> None:
    runner = begin(workspace)
    answer(runner, "a")
    runner.send(ev.Draft("lasso zeroes wei", runner.now()))
    clocks.pass_by(90)
    waiting = workspace.mocks.waiting()
    assert waiting is not None
    assert (waiting.left, waiting.answered, waiting.questions) == (510, 1, 2)
    assert waiting.words == "A mock interview (free) is not finished: 1 of 2 answered, 8 min 30 s left."
    again = resumed(workspace)
    assert again.state.item.main.text == "lasso zeroes wei"
    assert again.state.left == 510


@pytest.mark.parametrize("change", ["edited", "gone", "broken"])
def test_an_edit_in_between_changes_nothing(workspace: Workspace, deck: Path, change: str) -> None:
    runner = begin(workspace)
    if change == "gone":
        deck.unlink()
    else:
        text = DECK.replace("- [x] yes\n- [ ] no", "- [ ] yes\n- [x] no") if change == "edited" else DECK + "```yaml\n"
        deck.write_text(text.replace("zeros", "nothings"), encoding="utf-8")
    again = resumed(workspace)
    assert [item.question for item in again.state.items] == [item.question for item in runner.state.items]
    answer(again, "a")
    again.send(ev.End(again.now()))
    report = workspace.mocks.report(again.state.number)
    assert report.items[0].verdict == "right"
    assert workspace.mocks.question(again.state.number, 1).task == runner.state.items[1].question.task


def test_nobody_is_judged_by_a_key_that_was_changed_in_the_file(workspace: Workspace, deck: Path) -> None:
    question = workspace.library.question("ccccccc1")
    kept = pin(question)
    assert pinned(kept, 0).content_hash == question.content_hash
    turned = replace(kept, text=kept.text.replace("[x] yes", "[ ] yes").replace("[ ] no", "[x] no"))
    with pytest.raises(ContentError, match="no longer reads as it did"):
        pinned(turned, 0)


def test_the_words_of_a_deck_are_pinned_with_it(workspace: Workspace, deck: Path) -> None:
    glossary = deck.with_name("glossary.yaml")
    glossary.write_text(GLOSSARY, encoding="utf-8")
    deck.write_text(DECK.replace("`l1 & zero`", "`shake`"), encoding="utf-8")
    runner = begin(workspace)
    answer(runner, "a")
    glossary.unlink()
    again = resumed(workspace)
    answer(again, "the weights are shaken")
    again.send(ev.End(again.now()))
    report = workspace.mocks.report(again.state.number)
    assert next(point.status for point in report.items[1].points if point.name == "zeros") == "covered"


def test_the_outline_says_which_question_went_away_before_the_beginning(workspace: Workspace, deck: Path) -> None:
    workspace.read_library()
    deck.write_text(DECK.partition("## Why")[0], encoding="utf-8")
    runner = begin(workspace)
    assert len(runner.state.items) == 1
    assert "left out" in runner.state.outline.notes[0]
    assert "Why does L1 give zeros" in runner.state.outline.notes[0]
    with pytest.raises(UsageError, match="not finished"):
        begin(workspace)


def test_without_a_question_there_is_no_interview(workspace: Workspace, deck: Path) -> None:
    workspace.read_library()
    deck.unlink()
    with pytest.raises(ContentError, match="left out"):
        begin(workspace)
    assert workspace.mocks.waiting() is None


def test_it_can_be_scored_without_going_on_and_only_once(workspace: Workspace, clocks: Clocks) -> None:
    answer(begin(workspace), "a")
    clocks.pass_by(30)
    number = workspace.mocks.waiting().number  # type: ignore[union-attr]
    runner = workspace.mocks.score(number, lambda _: None)
    runner.start()
    assert workspace.mocks.report(number).ended == "left"
    for again in (workspace.mocks.resume, workspace.mocks.score):
        with pytest.raises(UsageError, match="scored already"):
            again(number, lambda _: None)
    assert len(workspace.store.reviews()) == 1


def test_time_that_went_by_ends_it_at_the_next_start(workspace: Workspace, clocks: Clocks) -> None:
    answer(begin(workspace), "a")
    clocks.pass_by(86_400)
    assert "its time is up" in workspace.mocks.waiting().words  # type: ignore[union-attr]
    again = resumed(workspace)
    assert again.state.phase is Phase.DONE
    assert workspace.mocks.report(again.state.number).ended == "time"


def test_what_was_practised_in_between_is_no_obstacle(workspace: Workspace, clocks: Clocks) -> None:
    answer(begin(workspace), "a")
    clocks.pass_by(60)
    session = workspace.start_practice(workspace.queue(Selection(ids=("ccccccc1",))), lambda _: None)
    session.start()
    session.send(practice.Answer("a", workspace.now()))
    session.send(practice.Rate())
    again = resumed(workspace)
    again.send(ev.End(again.now()))
    assert again.state.phase is Phase.DONE
    assert not again.state.unsaved
    assert len(workspace.store.reviews("ccccccc1")) == 2
    assert workspace.store.verify() == []


def test_missed_points_become_due_and_right_answers_do_not(workspace: Workspace, clocks: Clocks) -> None:
    runner = begin(workspace)
    answer(runner, "a")
    for text in (HALF, "hm", "hm"):
        answer(runner, text)
    runner.send(ev.End(runner.now()))
    before = workspace.cards()
    assert before["talkaaa1"].due > workspace.today
    assert workspace.mocks.practise_missed(runner.state.number) == Selection(ids=("talkaaa1",))
    after = workspace.cards()
    assert after["talkaaa1"].due == workspace.today
    assert after["ccccccc1"] == before["ccccccc1"]
    last = workspace.store.last_reviews(1)[0].review
    assert (last.question_id, last.rating, last.response) == ("talkaaa1", Rating.AGAIN, HALF)
    assert from_json(last.card_after) == after["talkaaa1"]
    assert workspace.store.verify() == []
    workspace.mocks.practise_missed(runner.state.number)
    assert workspace.cards() == after, "once is enough"


def talked(workspace: Workspace, *texts: str) -> int:
    """The number of an interview with these answers to its free question, the choice being right."""
    runner = begin(workspace)
    answer(runner, "a")
    for text in texts:
        answer(runner, text)
    runner.send(ev.End(runner.now()))
    return runner.state.number


def rating(workspace: Workspace) -> tuple[Rating, str, float, int]:
    """How the free question is rated, its verdict, score and hints: of one review that stands."""
    (standing,) = [row.review for row in workspace.store.reviews("talkaaa1") if not row.retracted]
    assert from_json(standing.card_after) == workspace.cards()["talkaaa1"]
    assert workspace.store.verify() == []
    return Rating(standing.rating), standing.verdict, standing.score, standing.hints


def test_a_verdict_that_is_overruled_goes_wherever_the_report_does(workspace: Workspace) -> None:
    number = talked(workspace, HALF, "hm", "hm")
    [before], cards = workspace.mocks.heads(), workspace.cards()
    report = workspace.mocks.report(number)
    assert rating(workspace) == (Rating.HARD, "partial", 0.6, 0)
    after = workspace.mocks.overrule(number, 1, "pull")
    assert workspace.mocks.report(number) == after
    [head] = workspace.mocks.heads()
    assert (head.score, head.word, before.word) == (1.0, "excellent", "good")
    assert rating(workspace) == (Rating.GOOD, "right", 1.0, 0)
    assert workspace.cards()["ccccccc1"] == cards["ccccccc1"]
    with pytest.raises(UsageError, match="Nothing was missed"):
        workspace.mocks.practise_missed(number)
    assert workspace.mocks.overrule(number, 1, "pull") == report
    assert workspace.mocks.heads() == (before,)
    assert workspace.cards() == cards
    assert workspace.store.overrulings() == ()


def test_what_was_overruled_is_kept_as_an_example(workspace: Workspace, clocks: Clocks) -> None:
    number = talked(workspace, HALF, "the pull of L1 stays constant however small the weight is", "hm")
    clocks.pass_by(60)
    for name in ("pull", "zeros"):
        workspace.mocks.overrule(number, 1, name)
    kept = {label.point: label for label in workspace.store.overrulings()}
    assert kept["zeros"] == Overruling(
        "talkaaa1",
        workspace.mocks.question(number, 1).content_hash,
        "zeros",
        "covered",
        "missed",
        "lasso zeroes weights out",
        HALF,
        clocks.wall,
    )
    assert kept["pull"].response.startswith("the pull of L1"), "where it was said"
    assert (kept["pull"].judged, kept["pull"].said) == ("covered", "missed")


def test_a_later_answer_stays_as_it_was_rated(workspace: Workspace, clocks: Clocks) -> None:
    number = talked(workspace, HALF, "hm", "hm")
    clocks.pass_by(60)
    session = workspace.start_practice(workspace.queue(Selection(ids=("talkaaa1",))), lambda _: None)
    session.start()
    session.send(practice.Answer("hm", workspace.now()))
    session.send(practice.Rate())
    log, cards = workspace.store.reviews(), workspace.cards()
    assert workspace.mocks.overrule(number, 1, "pull").items[1].verdict == "right"
    assert (workspace.store.reviews(), workspace.cards()) == (log, cards)


def test_what_was_made_due_and_what_is_overruled_are_one_review(workspace: Workspace) -> None:
    number = talked(workspace, HALF, "hm", "hm")
    workspace.mocks.practise_missed(number)
    assert rating(workspace)[0] is Rating.AGAIN
    workspace.mocks.overrule(number, 1, "zeros")
    assert rating(workspace)[:2] == (Rating.AGAIN, "partial"), "now it would be rated so by itself"
    workspace.mocks.overrule(number, 1, "zeros")
    assert rating(workspace)[0] is Rating.HARD
    workspace.mocks.practise_missed(number)
    assert rating(workspace)[0] is Rating.AGAIN, "due once more"


def test_a_verdict_that_is_not_there_cannot_be_overruled(workspace: Workspace) -> None:
    number = talked(workspace, HALF, "hm", "hm")
    for index, name, words in ((1, "pul", "no point pul"), (0, "yes", "no verdict"), (2, "pull", "questions 1 to 2")):
        with pytest.raises(UsageError, match=words):
            workspace.mocks.overrule(number, index, name)
    with pytest.raises(UsageError, match="no interview 99"):
        workspace.mocks.overrule(99, 1, "pull")
    still_open = begin(workspace).state.number
    with pytest.raises(UsageError, match="not finished"):
        workspace.mocks.overrule(still_open, 1, "pull")


def test_a_disk_that_fails_in_between_leaves_what_the_same_again_mends(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = talked(workspace, HALF, "hm", "hm")
    report, log = workspace.mocks.report(number), workspace.store.reviews()
    with monkeypatch.context() as broken:
        broken.setattr(workspace.store, "amend_interview", _full)
        with pytest.raises(StoreError, match="full"):
            workspace.mocks.overrule(number, 1, "pull")
    assert (workspace.mocks.report(number), workspace.store.reviews()) == (report, log)
    workspace.mocks.overrule(number, 1, "pull")
    (label,) = workspace.store.overrulings()
    assert (label.judged, label.said) == ("missed", "covered")
    assert rating(workspace)[0] is Rating.GOOD


def _full(*_: object) -> None:
    raise StoreError("The disk is full.")


async def test_an_answer_given_again_is_kept_as_another_version(workspace: Workspace) -> None:
    runner = begin(workspace, replace(OUTLINE, slots=(replace(OUTLINE.slots[1], follow_ups=0),)))
    answer(runner, HALF)
    runner.send(ev.End(runner.now()))
    number = runner.state.number
    better = f"{HALF}. The pull of L1 stays constant however small the weight is."
    version = await workspace.mocks.answer_again(number, 0, better)
    assert (version.added, version.missing, version.lost) == (("pull",), (), ())
    worse = await workspace.mocks.answer_again(number, 0, "lasso zeroes weights out")
    assert worse.lost == ("shrinks",)
    assert workspace.mocks.versions(number, 0) == (version, worse)
    assert len(workspace.store.reviews()) == 1
    with pytest.raises(UsageError, match="Unreadable"):
        await workspace.mocks.answer_again(number, 0, "?!")


def test_what_is_not_there_is_said(workspace: Workspace) -> None:
    for ask in (workspace.mocks.report, lambda number: workspace.mocks.resume(number, lambda _: None)):
        with pytest.raises(UsageError, match="no interview 99"):
            ask(99)
    runner = begin(workspace)
    with pytest.raises(UsageError, match="not finished"):
        workspace.mocks.report(runner.state.number)
    with pytest.raises(UsageError, match="questions 1 to 2"):
        workspace.mocks.question(runner.state.number, 7)


# ---------------------------------------------------------------- a file that somebody, or a failing disk, has changed


def damage(workspace: Workspace, column: str, text: str) -> None:
    """Put `text` into a column of every interview, whatever guards it."""
    with closing(sqlite3.connect(workspace.places.store)) as raw, raw:
        for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {trigger}")
        raw.execute(f"UPDATE interviews SET {column} = ?", (text,))


def scored(workspace: Workspace) -> int:
    runner = begin(workspace)
    answer(runner, "b")
    runner.send(ev.End(runner.now()))
    return runner.state.number


@pytest.mark.parametrize(
    ("column", "text"),
    [("progress", '{"phase"'), ("progress", "{}"), ("progress", "7"), ("outline", "[]"), ("outline", '{"outline": 3}')],
)
def test_an_interview_that_cannot_be_read_is_in_nobodys_way(workspace: Workspace, column: str, text: str) -> None:
    number = begin(workspace).state.number
    damage(workspace, column, text)
    assert workspace.mocks.waiting() is None
    told = workspace.mocks.unreadable()
    assert told.startswith(f"What is kept of interview {number} cannot be read. It stays in your file")
    with pytest.raises(ContentError, match="Another interview can begin"):
        workspace.mocks.resume(number, lambda _: None)
    another = begin(workspace)
    assert another.state.number != number
    waiting = workspace.mocks.waiting()
    assert waiting is not None
    assert waiting.number == another.state.number
    assert workspace.store.interview(number) is not None, "nothing was thrown away"


def test_questions_that_can_no_longer_be_read_let_another_interview_begin(workspace: Workspace) -> None:
    number = begin(workspace).state.number
    row = workspace.store.interview(number)
    assert row is not None
    damage(workspace, "outline", row.outline.replace("- [x]", "- [y]"))
    assert workspace.mocks.waiting() is not None, "nobody reads the questions before home is drawn"
    with pytest.raises(ContentError, match=f"Interview {number} cannot be read any more"):
        workspace.mocks.resume(number, lambda _: None)
    assert begin(workspace).state.number != number


def test_a_broken_report_is_said_in_a_sentence_that_helps(workspace: Workspace) -> None:
    number = scored(workspace)
    for text in ("{", "[]", '{"name": 3}'):
        damage(workspace, "report", text)
        with pytest.raises(ContentError, match=f"interview {number} cannot be read. .* `quizapp doctor`"):
            workspace.mocks.report(number)


async def test_the_questions_of_a_broken_outline_are_said_to_be_so(workspace: Workspace) -> None:
    number = scored(workspace)
    damage(workspace, "outline", "{")
    with pytest.raises(ContentError, match=f"interview {number} cannot be read") as raised:
        await workspace.mocks.answer_again(number, 0, "a")
    assert "Another" not in str(raised.value)
    assert workspace.mocks.report(number).items, "the report holds all that is needed"


def test_what_is_over_only_waits_for_its_score(workspace: Workspace, clocks: Clocks) -> None:
    runner = begin(workspace)
    answer(runner, "a")
    clocks.pass_by(30)
    workspace.store.keep_interview(
        runner.state.number, progress_text(replace(runner.state, phase=Phase.SCORING, ended="left")), clocks.wall
    )
    waiting = workspace.mocks.waiting()
    assert waiting is not None
    assert (waiting.left, waiting.over) == (0, True)
    assert waiting.words == "A mock interview (free) is over, but not scored yet: 1 of 2 answered."
    assert resumed(workspace).state.phase is Phase.DONE


def test_what_was_missed_in_a_deck_that_went_away_is_said(workspace: Workspace, deck: Path) -> None:
    number = scored(workspace)
    deck.unlink()
    workspace.read_library()
    with pytest.raises(UsageError, match="in no deck that is open"):
        workspace.mocks.practise_missed(number)
