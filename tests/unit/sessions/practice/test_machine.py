import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.grading.verdict import Verdict
from quizapp.questions.forms import DRAFTED, Turn
from quizapp.scheduling import Rating, from_json, to_json
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.machine import REQUEUE_AFTER
from quizapp.sessions.practice.state import Phase
from quizapp.sessions.practice.summary import summarize
from tests.unit.sessions.practice.desk import RUN, Coding, Desk, Speaking, Task, question


def live(name: str) -> Desk:
    return Desk.of(question(name, Task(calls=(RUN,))))


def test_an_empty_queue_is_finished_at_once() -> None:
    desk = Desk.of()
    assert desk.state.phase is Phase.DONE
    assert desk.finished == 1


def test_the_answer_is_recorded_before_its_verdict_can_be_drawn() -> None:
    desk = Desk.of(question("q1")).answer("b")
    assert desk.state.phase is Phase.RATING
    assert [(row.verdict, row.rating) for row in desk.standing] == [("right", 3)]
    assert desk.state.asked is not None
    assert desk.state.asked.review_id == 1


@pytest.mark.parametrize(
    ("response", "hints", "rating"), [("b", 0, Rating.GOOD), ("b", 1, Rating.HARD), ("a", 0, Rating.AGAIN)]
)
def test_the_verdict_proposes_the_rating(response: str, hints: int, rating: Rating) -> None:
    desk = Desk.of(question("q1")).send(*[ev.Hint()] * hints).answer(response)
    assert desk.state.asked is not None
    assert desk.state.asked.proposed is rating
    assert desk.standing[0].hints == hints


def test_accepting_writes_nothing_more_and_goes_on() -> None:
    desk = Desk.of(question("q1"), question("q2")).answer("b").send(ev.Rate())
    assert len(desk.log) == 1
    assert desk.state.asked is not None
    assert desk.state.asked.question.id == "q2"


def test_another_rating_replaces_the_record() -> None:
    desk = Desk.of(question("q1"), question("q2")).answer("b").send(ev.Rate(Rating.EASY))
    assert [row.rating for row in desk.standing] == [4]
    assert desk.retracted == {1}
    assert desk.state.cards["q1"] == from_json(desk.standing[0].card_after)
    assert desk.state.answered[0].asked.review_id == 2


def test_unreadable_costs_nothing() -> None:
    desk = Desk.of(question("q1")).answer("zzz")
    assert desk.state.phase is Phase.ASKING
    assert desk.state.asked is not None
    assert desk.state.asked.unreadable == "Type a or b."
    assert desk.log == {}


def test_again_comes_back_after_some_others_or_at_the_end() -> None:
    names = [f"q{number}" for number in range(10)]
    desk = Desk.of(*map(question, names)).answer("a").send(ev.Rate())
    assert desk.state.queue.index("q0") == REQUEUE_AFTER - 1  # one of the six is on the screen now
    desk = Desk.of(question("q1")).answer("a").send(ev.Rate())
    assert desk.state.asked is not None
    assert desk.state.asked.question.id == "q1"


def test_the_run_that_decides_starts_before_the_answer() -> None:
    desk = live("q1")
    assert desk.wanted == [RUN]
    desk.finish_runs().answer("b")
    assert desk.state.phase is Phase.RATING


def test_a_verdict_waits_for_its_run_and_is_recorded_when_it_comes() -> None:
    desk = live("q1").answer("b")
    assert desk.state.phase is Phase.CHECKING
    assert desk.log == {}
    desk.finish_runs()
    assert [row.verdict for row in desk.standing] == ["right"]
    assert "0.98" in desk.standing[0].evidence


@pytest.mark.parametrize("news", [ev.CancelRun(), ev.RunFailed(RUN, "torch is not installed.")])
def test_without_the_run_the_answer_is_not_checked_and_the_learner_rates(news: ev.Event) -> None:
    desk = live("q1").answer("b").send(news)
    assert desk.state.phase is Phase.RATING
    assert desk.state.asked is not None
    assert desk.state.asked.grade is not None
    assert desk.state.asked.grade.verdict is Verdict.UNCHECKED
    assert desk.state.asked.proposed is None
    assert desk.log == {}
    desk.send(ev.Rate(Rating.HARD))
    assert [(row.verdict, row.rating) for row in desk.standing] == [("unchecked", 2)]
    assert desk.state.phase is Phase.DONE


def test_a_run_that_comes_after_all_checks_the_answer() -> None:
    desk = live("q1").answer("b").send(ev.CancelRun(), ev.RunAgain()).finish_runs()
    assert [(row.verdict, row.rating) for row in desk.standing] == [("right", 3)]


def test_an_unchecked_answer_that_is_not_rated_is_not_scheduled() -> None:
    desk = live("q1").answer("b").send(ev.CancelRun(), ev.Rate())
    assert desk.log == {}
    assert desk.state.skipped == ("q1",)


def test_a_flashcard_is_turned_then_rated() -> None:
    desk = Desk.of(question("q1", Task(form=Turn()))).answer("")
    assert desk.log == {}
    desk.send(ev.Rate())
    assert [(row.verdict, row.rating) for row in desk.standing] == [("unchecked", 3)]


def test_skipping_rates_nothing() -> None:
    desk = Desk.of(question("q1"), question("q2")).send(ev.Skip())
    assert desk.log == {}
    assert desk.state.skipped == ("q1",)


def test_hints_come_one_by_one_and_end() -> None:
    desk = Desk.of(question("q1", hints=("one", "two"))).send(ev.Hint(), ev.Hint(), ev.Hint())
    assert desk.state.asked is not None
    assert desk.state.asked.hints == 2
    assert desk.state.notice == "No more hints."
    assert Desk.of(question("q1", hints=())).send(ev.Hint()).state.notice == "This question has no hint."


def test_undo_takes_the_answer_back_and_asks_again() -> None:
    desk = Desk.of(question("q1"), question("q2"), question("q3")).answer("a").send(ev.Rate()).undo()
    assert desk.standing == []
    assert desk.state.asked is not None
    assert desk.state.asked.question.id == "q1"
    assert desk.state.asked.response == "a"
    assert desk.state.queue == ("q2", "q3")
    assert desk.state.cards == {}
    desk.answer("b").send(ev.Rate())
    assert [row.verdict for row in desk.standing] == ["right"]
    assert desk.standing[0].card_before is None


def test_undo_on_the_summary_goes_back_into_the_session() -> None:
    desk = Desk.of(question("q1")).answer("b").send(ev.Rate())
    assert desk.state.phase is Phase.DONE
    desk.undo()
    assert desk.state.phase is Phase.ASKING
    assert desk.standing == []


def test_undo_with_nothing_answered_says_so() -> None:
    assert Desk.of(question("q1")).undo().state.notice == "There is nothing to undo."


def test_undo_of_the_same_question_asked_again_does_not_double_it() -> None:
    desk = Desk.of(question("q1")).answer("a").send(ev.Rate()).undo()
    assert desk.state.queue == ()


def test_an_answer_that_cannot_be_written_is_not_left_behind() -> None:
    desk = Desk.of(question("q1"), question("q2"))
    desk.failing = True
    desk.answer("b").send(ev.Rate())
    assert desk.state.asked is not None
    assert desk.state.asked.question.id == "q1"
    assert desk.state.asked.unsaved == "The disk is full."
    desk.failing = False
    desk.send(ev.Rate())
    assert [row.question_id for row in desk.standing] == ["q1"]
    assert desk.state.asked.question.id == "q2"


def test_what_cannot_be_taken_back_stays_and_says_so() -> None:
    desk = Desk.of(question("q1"), question("q2")).answer("b").send(ev.Rate())
    desk.failing = True
    desk.undo()
    assert desk.state.notice == "The disk is full."
    assert len(desk.state.answered) == len(desk.standing) == 1
    assert desk.send(ev.Mark()).state.marked == frozenset()


def test_ending_keeps_the_answer_whose_verdict_is_on_the_screen() -> None:
    desk = Desk.of(question("q1"), question("q2")).answer("b").send(ev.Finish())
    assert desk.state.phase is Phase.DONE
    assert len(desk.standing) == 1
    assert summarize(desk.state).answers == 1


def test_a_question_that_went_away_is_passed_over_with_a_word() -> None:
    desk = Desk.of(question("q1"), question("q2"))
    desk.state = type(desk.state)(**{**_fields(desk.state), "phase": Phase.LOADING, "asked": None})
    desk.send(ev.Missing("The file is gone."))
    assert desk.state.notice == "The file is gone."
    assert desk.state.asked is not None
    assert desk.state.asked.question.id == "q2"


def test_marks_toggle() -> None:
    desk = Desk.of(question("q1")).send(ev.Mark())
    assert desk.state.marked == {"q1"}
    assert desk.send(ev.Mark()).state.marked == frozenset()


def test_the_summary_counts_by_topic_and_names_what_was_missed() -> None:
    desk = Desk.of(question("a1"), question("b1"), question("b2"))
    desk.answer("b", 30).send(ev.Rate()).answer("a", 30).send(ev.Rate()).send(ev.Skip(), ev.Finish())
    summary = summarize(desk.state)
    assert (summary.answers, summary.right, summary.skipped, summary.missed) == (2, 1, 1, ("b1",))
    assert [(one.topic, one.answers, one.right) for one in summary.topics] == [("topic-a", 1, 1), ("topic-b", 1, 0)]
    assert summary.seconds == 60


def test_the_summary_counts_right_answers_as_the_statistics_do() -> None:
    card = question("c1", Task(form=Turn()))
    desk = Desk.of(question("a1"), question("a2"), question("a3"), card, question("a5"))
    for response, rating in [("ab", None), ("b", Rating.AGAIN), ("a", Rating.GOOD), ("", Rating.GOOD), ("b", None)]:
        desk.answer(response).send(ev.Rate(rating))
    summary = summarize(desk.send(ev.Finish()).state)
    assert (summary.answers, summary.right, summary.missed) == (5, 3, ("a2", "a3"))


def _fields(state: object) -> dict[str, object]:
    return {name: getattr(state, name) for name in state.__dataclass_fields__}


ANSWERS = ["right", "wrong", "noise", "accept", "again", "easy", "hint", "skip", "undo", "mark"]
LONG_ANSWERS = ["draft", "overrule", "withdraw", "permit", "refuse"]
ENGINE_AND_DISK = ["runs", "fail", "cancel", "demo", "disk-full", "disk-free"]
MOVES = st.sampled_from([*ANSWERS, *LONG_ANSWERS, *ENGINE_AND_DISK])
TYPED = {
    "choice": {"right": "b", "wrong": "a", "noise": "?"},
    "code": {"right": "return 1", "wrong": "return 2", "noise": "?"},
    "interview": {"right": "zeros and shrinks", "wrong": "zeros, a myth", "noise": " "},
}


def play(desk: Desk, move: str) -> None:
    match move:
        case "right" | "wrong" | "noise":
            desk.answer(TYPED[desk.state.asked.question.kind if desk.state.asked else "choice"][move])
        case "draft" if desk.state.asked and isinstance(desk.state.asked.question.task.form, DRAFTED):
            desk.send(ev.Draft("begun"))
        case "overrule" | "withdraw":
            desk.overrule("shrinks" if move == "overrule" else "myth")
        case "permit" | "refuse":
            desk.send(ev.Permit(move == "permit"))
        case "accept":
            desk.send(ev.Rate())
        case "again" | "easy":
            desk.send(ev.Rate(Rating[move.upper()]))
        case "hint" | "skip" | "mark" | "cancel" | "demo":
            event = {"hint": ev.Hint, "skip": ev.Skip, "mark": ev.Mark, "cancel": ev.CancelRun, "demo": ev.RunAgain}
            desk.send(event[move]())
        case "undo":
            desk.undo()
        case "runs":
            desk.finish_runs()
        case "fail":
            desk.send(*(ev.RunFailed(call, "The host died.") for call in desk.wanted))
        case "disk-full" | "disk-free":
            desk.failing = move == "disk-full"


@settings(max_examples=200, deadline=None)
@given(st.lists(MOVES, max_size=60))
def test_any_order_of_events_keeps_log_cards_and_questions_together(moves: list[str]) -> None:
    desk = Desk.of(
        question("a1"),
        question("a2", Task(calls=(RUN,))),
        question("b1", Task(form=Turn())),
        question("c1", Coding()),
        question("i1", Speaking()),
        question("p1", Task(calls=(RUN,)), commits=True),
        trusted=False,
    )
    for move in moves:
        play(desk, move)
        _check(desk)
        if not desk.failing:
            _check_drafts(desk)
    desk.failing = False
    desk.send(ev.Finish())
    _check(desk)
    assert desk.state.phase is Phase.DONE


def _check_drafts(desk: Desk) -> None:
    """What was typed and is not on disk as an answer is there as a draft; with a record, nothing is left of it."""
    asked = desk.state.asked
    if asked is None or not isinstance(asked.question.task.form, DRAFTED):
        return
    if asked.review_id is not None:
        assert asked.question.id not in desk.drafts
    elif desk.state.phase in (Phase.CHECKING, Phase.RATING) and asked.writing is None and not asked.unsaved:
        assert desk.drafts[asked.question.id] == asked.response


def _check(desk: Desk) -> None:
    state = desk.state
    if state.asked and state.asked.question.commits and state.phase is Phase.ASKING and not state.asked.results:
        assert desk.wanted == [], "a prediction comes before its run"
    if state.phase is Phase.RATING and state.asked and state.asked.review_id and not state.asked.unsaved:
        assert state.asked.grade is not None
        assert desk.log[state.asked.review_id].verdict == state.asked.grade.verdict, "what is shown is on disk"
    latest = {row.question_id: row.card_after for row in desk.standing}
    on_screen = state.asked.question.id if state.asked and state.asked.review_id is not None else None
    for question_id, card in state.cards.items():
        if question_id != on_screen:
            assert to_json(card) == latest[question_id]
    assert set(latest) <= {*state.cards, on_screen}
    waiting = [*state.queue, *([state.asked.question.id] if state.asked else [])]
    assert len(waiting) == len(set(waiting)), "no question waits twice"
    gone = {item.asked.question.id for item in state.answered} | set(state.skipped)
    assert set(waiting) | gone == set(desk.questions) or state.phase is Phase.DONE
    if state.phase is Phase.RATING and state.asked and state.asked.rating is not None and not state.asked.leaving:
        assert state.asked.review_id is not None, "a rating on the screen is on disk"
