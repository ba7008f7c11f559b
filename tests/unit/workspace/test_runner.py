"""The runner over a real store and the fake engine: drafts, consent, code that is judged, points that are overruled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import OnProgress, Progress, Result
from quizapp.errors import ContentError, RunLimitError, StoreReadOnlyError
from quizapp.grading.verdict import Verdict
from quizapp.questions.calls import Call
from quizapp.questions.coding import CheckResult, Code, CodeResult
from quizapp.questions.model import Place, Question
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Asked, Phase, Practice
from quizapp.store import Store
from quizapp.workspace.runner import PracticeRunner
from tests.unit.sessions.practice.desk import RUN, Coding, Speaking, Task, question, result

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CODE, TALK, LIVE = "code", "talk", "live"


class Shelf:
    """One question of each sort, all in one deck that did not come with quizapp."""

    def __init__(self, deck: Path) -> None:
        place = Place(deck, 1)
        asked = (question(CODE, Coding()), question(TALK, Speaking()), question(LIVE, Task(calls=(RUN,)), commits=True))
        self._questions = {one.id: replace(one, place=place) for one in asked}

    def question(self, question_id: str, repetition: int) -> Question:
        return self._questions[question_id]


def judged(code: Code) -> CodeResult:
    return CodeResult((CheckResult("test_one", "return 1" in code.source),))


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "mine.md"
    path.write_text("# Mine\n", encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home" / "quizapp.db", now=NOW) as opened:
        yield opened


@pytest.fixture
def start(store: Store, deck: Path) -> Callable[..., PracticeRunner]:
    """`start(CODE)`: a session over these questions, started."""

    def begin(*ids: str, engine: object = None) -> PracticeRunner:
        runner = PracticeRunner(
            Practice(queue=ids, cards={}, zone=UTC, retention=0.9),
            store=store,
            engine=engine or FakeEngine({"decay_step": {"sgd": 1.0}}, codes=judged),  # type: ignore[arg-type]
            questions=Shelf(deck),
            now=lambda: NOW,
            on_change=lambda _: None,
        )
        runner.start()
        return runner

    return begin


Start = Callable[..., PracticeRunner]


def asked_of(runner: PracticeRunner) -> Asked:
    assert runner.state.asked is not None
    return runner.state.asked


async def until(reached: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not reached():
            await asyncio.sleep(0)


async def answered(runner: PracticeRunner, response: str) -> None:
    """Answer, agree where that is asked for, and wait for the verdict."""
    runner.send(ev.Answer(response, NOW))
    if asked_of(runner).consent:
        runner.send(ev.Permit(yes=True))
    await until(lambda: runner.state.phase is Phase.RATING)


def test_a_draft_is_offered_in_the_next_session_until_the_answer_is_kept(start: Start, store: Store) -> None:
    start(TALK).send(ev.Draft("zeros\nand"))
    runner = start(TALK)
    assert asked_of(runner).response == "zeros\nand"
    runner.send(ev.Answer("zeros and shrinks", NOW))
    assert store.drafts() == {}
    assert [row.review.verdict for row in store.reviews()] == ["right"]


def test_an_overruled_point_is_a_labelled_example(start: Start, store: Store) -> None:
    runner = start(TALK)
    runner.send(ev.Answer("zeros", NOW))
    runner.send(ev.Overrule("shrinks", NOW))
    assert [(label.point, label.judged, label.said) for label in store.overrulings()] == [
        ("shrinks", "missed", "covered")
    ]
    assert [row.review.verdict for row in store.reviews() if not row.retracted] == ["right"]
    runner.send(ev.Overrule("shrinks", NOW))
    assert store.overrulings() == ()


async def test_code_of_a_strange_deck_is_asked_about_once(start: Start, store: Store, deck: Path) -> None:
    runner = start(CODE)
    runner.send(ev.Answer("return 1", NOW))
    assert str(deck) in asked_of(runner).consent
    assert store.consents() == frozenset()
    runner.send(ev.Permit(yes=True))
    await until(lambda: runner.state.phase is Phase.RATING)
    assert [row.review.verdict for row in store.reviews()] == ["right"]
    again = start(CODE)
    again.send(ev.Answer("return 2", NOW))
    assert asked_of(again).consent == ""
    await again.close()


async def test_a_deck_that_changed_asks_again(start: Start, deck: Path) -> None:
    await answered(start(CODE), "return 1")
    deck.write_text("# Mine, with more in it\n", encoding="utf-8")
    runner = start(CODE)
    runner.send(ev.Answer("return 1", NOW))
    assert asked_of(runner).consent != ""


async def test_a_yes_is_to_the_deck_that_was_asked_about(start: Start, deck: Path) -> None:
    runner = start(CODE)
    runner.send(ev.Answer("return 1", NOW))
    deck.write_text("# Mine, saved with other tests while the question stood there\n", encoding="utf-8")
    runner.send(ev.Permit(yes=True))
    assert asked_of(runner).consent != "", "the deck as it is now has not been agreed to"
    assert runner.state.phase is Phase.CHECKING
    runner.send(ev.Permit(yes=True))
    await until(lambda: runner.state.phase is Phase.RATING)


async def test_a_yes_that_cannot_be_kept_holds_for_the_session(
    start: Start, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreReadOnlyError("The disk is full.")

    monkeypatch.setattr(Store, "consent", full)
    runner = start(CODE, CODE)
    await answered(runner, "return 1")
    assert runner.state.notice == "The disk is full."
    runner.send(ev.Rate())
    runner.send(ev.Answer("return 1", NOW))
    assert asked_of(runner).consent == ""
    await runner.close()
    assert store.consents() == frozenset()


async def test_a_deck_that_is_gone_lets_no_code_run(start: Start, deck: Path) -> None:
    runner = start(CODE)
    deck.unlink()
    runner.send(ev.Answer("return 1", NOW))
    assert runner.state.phase is Phase.RATING
    assert "cannot be read" in next(iter(asked_of(runner).failures.values()))


async def test_code_that_was_stopped_at_a_limit_is_not_wrong(start: Start, store: Store) -> None:
    engine = FakeEngine({}, codes=lambda _: RunLimitError("It took longer than 10 s."))
    runner = start(CODE, engine=engine)
    await answered(runner, "return 1")
    grade = asked_of(runner).grade
    assert grade is not None
    assert grade.verdict is Verdict.UNCHECKED
    assert list(asked_of(runner).failures.values()) == ["It took longer than 10 s."]
    assert (store.reviews(), store.drafts()) == ((), {CODE: "return 1"})


async def test_code_says_how_far_it_is(start: Start) -> None:
    engine = FakeEngine({}, codes=judged, progress=(Progress(0.5, "1 of 2 tests"),))
    engine.pause()
    runner = start(CODE, engine=engine)
    runner.send(ev.Answer("return 1", NOW))
    runner.send(ev.Permit(yes=True))
    await until(lambda: any(progress.text for progress in asked_of(runner).progress.values()))
    assert [progress.text for progress in asked_of(runner).progress.values()] == ["1 of 2 tests"]
    await runner.close()


async def test_a_prediction_is_met_by_a_run_of_now(start: Start) -> None:
    engine = FakeEngine({"decay_step": {"sgd": 1.0}})
    await engine.run(RUN)
    runner = start(LIVE, engine=engine)
    assert len(engine.ran) == 1
    await answered(runner, "b")
    assert len(engine.ran) == 2


class Chatty:
    """An engine whose run still reports while it is being stopped."""

    def cached(self, call: Call) -> Result | None:
        return None

    async def run(self, call: Call, on_progress: OnProgress, *, fresh: bool = False) -> Result:
        try:
            await asyncio.sleep(20)
        except asyncio.CancelledError:
            on_progress(Progress(0.9, "nearly"))
            raise
        return result(call)


async def test_a_run_that_was_stopped_is_not_heard_of_again(start: Start) -> None:
    runner = start(LIVE, engine=Chatty())
    runner.send(ev.Answer("b", NOW))
    await asyncio.sleep(0)
    runner.send(ev.CancelRun())
    for _ in range(3):
        await asyncio.sleep(0)
    assert (asked_of(runner).progress, list(asked_of(runner).failures)) == ({}, [RUN])


def test_a_question_whose_draft_cannot_be_read_is_passed_over_with_the_reason(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Store) -> dict[str, str]:
        raise ContentError("The file went away.")

    monkeypatch.setattr(Store, "drafts", broken)
    runner = start(TALK)
    assert (runner.state.phase, runner.state.notice) == (Phase.DONE, "The file went away.")
