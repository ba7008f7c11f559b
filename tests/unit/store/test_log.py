from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.errors import ClockError, StoreError
from quizapp.scheduling import Rating, from_json, review, to_json
from quizapp.store import Store

from .conftest import DAY, NOW, answer


def test_a_review_comes_back_as_it_was_recorded(store):
    number = store.record(answer())
    (stored,) = store.reviews()
    assert (stored.id, stored.review, stored.retracted) == (number, answer(), False)
    assert store.cards() == {"q1": '{"reps":1}'}


def test_instants_are_kept_in_utc(store):
    east = NOW.astimezone(timezone(timedelta(hours=9)))
    store.record(answer(shown_at=east, answered_at=east))
    assert store.reviews()[0].review.answered_at.tzinfo is UTC
    assert store.reviews()[0].review.answered_at == NOW
    with pytest.raises(ClockError):
        store.record(answer("q2", answered_at=datetime(2026, 3, 1)))
    assert store.card("q2") is None


def test_what_was_recorded_is_there_when_the_file_is_opened_again(path):
    with Store.open(path, now=NOW) as store:
        store.record(answer())
    with Store.open(path, now=NOW) as store:
        assert store.cards() == {"q1": '{"reps":1}'}
        assert store.verify() == []


def test_taking_back_brings_the_card_before_and_keeps_the_row(store):
    first = store.record(answer())
    second = store.record(answer(before='{"reps":1}', after='{"reps":2}', due=DAY + timedelta(days=9)))
    assert store.retract(second, NOW) == store.reviews()[0].review
    assert store.cards() == {"q1": '{"reps":1}'}
    assert store.due_count(DAY + timedelta(days=2)) == 1
    assert [(row.id, row.retracted) for row in store.reviews()] == [(second, True), (first, False)]
    store.retract(first, NOW)
    assert store.cards() == {}
    assert store.card("q1") is None


def test_only_the_last_answer_can_be_taken_back_and_only_once(store):
    first = store.record(answer())
    second = store.record(answer(before='{"reps":1}', after='{"reps":2}'))
    with pytest.raises(StoreError, match="answered again"):
        store.retract(first, NOW)
    store.retract(second, NOW)
    with pytest.raises(StoreError, match="before"):
        store.retract(second, NOW)
    with pytest.raises(StoreError, match="no answer 99"):
        store.retract(99, NOW)
    assert store.cards() == {"q1": '{"reps":1}'}


def test_rating_anew_takes_back_and_records_together(store):
    number = store.record(answer())
    other = store.rerate(number, answer(after='{"reps":1,"easy":1}', rating=4))
    assert store.cards() == {"q1": '{"reps":1,"easy":1}'}
    assert [(row.id, row.retracted) for row in store.reviews()] == [(other, False), (number, True)]


def test_rating_anew_does_both_or_nothing(store):
    number = store.record(answer())
    with pytest.raises(StoreError):
        store.rerate(number, answer(before='{"not":"the card"}'))
    assert [(row.id, row.retracted) for row in store.reviews()] == [(number, False)]
    assert store.cards() == {"q1": '{"reps":1}'}


def test_an_answer_that_starts_from_an_old_card_is_refused(store):
    store.record(answer())
    with pytest.raises(StoreError, match="in the meantime"):
        store.record(answer())
    assert len(store.reviews()) == 1


def test_a_rating_that_does_not_exist_is_refused_whole(store):
    with pytest.raises(StoreError):
        store.record(answer(rating=5))
    assert store.reviews() == ()
    assert store.cards() == {}


def test_the_file_itself_refuses_to_change_the_log(path):
    with Store.open(path, now=NOW) as store:
        store.retract(store.record(answer()), NOW)
    with closing(sqlite3.connect(path)) as raw:
        for statement in (
            "UPDATE reviews SET rating = 4",
            "DELETE FROM reviews",
            "UPDATE retractions SET at = ''",
            "DELETE FROM retractions",
            "REPLACE INTO retractions SELECT * FROM retractions",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(statement)


def test_rows_are_found_by_question_and_day_the_newest_first(store):
    for index in range(6):
        store.record(answer(f"q{index}", study_day=DAY + timedelta(days=index)))
    assert [row.review.question_id for row in store.reviews(limit=2)] == ["q5", "q4"]
    assert [row.review.question_id for row in store.reviews(since=DAY + timedelta(days=4))] == ["q5", "q4"]
    assert [row.review.question_id for row in store.reviews("q3")] == ["q3"]
    assert store.reviews(limit=0) == ()
    store.retract(6, NOW)
    assert [row.id for row in store.last_reviews(2)] == [5, 4]


def test_cards_are_found_by_the_day_on_which_they_are_due(store):
    for index in range(5):
        store.record(answer(f"q{index}", due=DAY + timedelta(days=index)))
    assert store.due_count(DAY + timedelta(days=2)) == 3
    assert store.due_count(DAY + timedelta(days=1)) == 2
    assert store.due_count(DAY - timedelta(days=1)) == 0


def test_a_card_that_was_tampered_with_is_found_and_made_again(path):
    with Store.open(path, now=NOW) as store:
        for name in ("q1", "q2", "q3"):
            store.record(answer(name))
        before = store.cards()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE cards SET card = '{\"reps\":9}' WHERE question_id = 'q1'")
        raw.execute("DELETE FROM cards WHERE question_id = 'q2'")
        raw.execute("INSERT INTO cards VALUES ('q9', '{}', '2026-01-01')")
        raw.execute("UPDATE cards SET due = '2027-01-01' WHERE question_id = 'q3'")
    with Store.open(path, now=NOW) as store:
        assert [sentence.split()[3] for sentence in store.verify()] == ["q1", "q2", "q3", "q9"]
        assert store.rebuild() == 3
        assert store.verify() == []
        assert store.cards() == before
        assert store.due_count(DAY + timedelta(days=2)) == 3


def test_a_log_that_does_not_follow_on_is_found(path):
    with Store.open(path, now=NOW) as store:
        number = store.record(answer())
        store.record(answer(before='{"reps":1}', after='{"reps":2}'))
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO retractions (review_id, at) VALUES (?, '')", (number,))
    with Store.open(path, now=NOW) as store:
        assert store.verify() == ["Answer 2 to q1 does not start from the card before it."]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["record", "record", "record", "undo", "rerate"]),
        st.sampled_from(["q1", "q2", "q3"]),
        st.sampled_from(Rating),
        st.integers(-1, 20),
    ),
    max_size=25,
)


def scheduled(store, question, rating, day: date):
    """The review that a session would record: the store's card, carried on by the scheduler."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    text = store.card(question)
    card = review(from_json(text) if text else None, question, rating, at, day, 0.9)
    return answer(
        question, text, to_json(card), rating=int(rating), study_day=card.day, shown_at=at, answered_at=at, due=card.due
    )


def replay(store) -> dict[str, str]:
    """The cards that the scheduler makes of the log from the start."""
    cards: dict[str, str] = {}
    for row in reversed(store.reviews()):
        if not row.retracted:
            one = row.review
            text = cards.get(one.question_id)
            card = review(
                from_json(text) if text else None,
                one.question_id,
                Rating(one.rating),
                one.answered_at,
                one.study_day,
                0.9,
            )
            cards[one.question_id] = to_json(card)
    return cards


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_cards_are_the_log_replayed_byte_for_byte(tmp_path_factory, steps):
    path, day = tmp_path_factory.mktemp("replay") / "quizapp.db", DAY
    with Store.open(path, now=NOW) as store:
        for verb, question, rating, later in steps:
            day += timedelta(days=later)
            last = store.last_reviews(1)
            if verb == "record":
                store.record(scheduled(store, question, rating, day))
            elif last and verb == "undo":
                store.retract(last[0].id, NOW)
            elif last:
                old = last[0].review
                text = old.card_before
                at = old.answered_at
                card = review(from_json(text) if text else None, old.question_id, rating, at, old.study_day, 0.9)
                new = answer(
                    old.question_id, text, to_json(card), rating=int(rating), study_day=card.day, answered_at=at,
                    shown_at=at, due=card.due,
                )  # fmt: skip
                store.rerate(last[0].id, new)
        cards = store.cards()
        assert cards == replay(store)
        assert store.verify() == []
        store.rebuild()
        assert store.cards() == cards
