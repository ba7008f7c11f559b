from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from quizapp.errors import ClockError, StoreError, StoreReadOnlyError
from quizapp.store import AnswerVersion, InterviewHead, InterviewRow, Outcome, Store

from .conftest import DAY, NOW, answer

LATER = NOW + timedelta(minutes=10)
END = NOW + timedelta(minutes=45)
ODD = '{"said":"β|c \\u0000\\ud800 שלום"}'
OUTCOME = Outcome(DAY, "well", "they asked\nabout λ", END)


def scored(store: Store, *questions: str, started_at: datetime = NOW) -> int:
    """An interview that was begun and scored, with an answer to each of the questions."""
    number = store.begin_interview(started_at, "{}", "{}")
    store.score_interview(number, "{}", "{}", "{}", END, [answer(question) for question in questions])
    return number


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    """What the file itself holds."""
    with closing(sqlite3.connect(store.path)) as raw:
        return raw.execute(sql).fetchall()


def test_an_interview_is_there_again_as_it_was_last_kept(path):
    with Store.open(path, now=NOW) as store:
        number = store.begin_interview(NOW, ODD, "first")
        assert store.interview(number) == InterviewRow(number, NOW, NOW, None, ODD, "first", "")
        store.keep_interview(number, "second", LATER)
    with Store.open(path, now=NOW) as store:
        assert store.open_interview() == InterviewRow(number, NOW, LATER, None, ODD, "second", "")
        assert store.interviews() == ()
        assert store.interview_reviews(number) == ()
        assert store.interview(number + 1) is None


def test_scoring_writes_the_report_and_every_review_with_its_card(path):
    with Store.open(path, now=NOW) as store:
        store.record(answer("q2"))
        number = store.begin_interview(NOW, "{}", "first")
        reviews = (answer("q1"), answer("q2", '{"reps":1}', '{"reps":2}', rating=1, due=DAY + timedelta(days=1)))
        kept = store.score_interview(number, "last", ODD, '{"score":0.5}', END, reviews)
    with Store.open(path, now=NOW) as store:
        assert store.interview(number) == InterviewRow(number, NOW, END, END, "{}", "last", ODD)
        assert store.interviews() == (InterviewHead(number, NOW, END, '{"score":0.5}'),)
        assert store.open_interview() is None
        assert store.interview_reviews(number) == kept
        log = {row.id: row.review for row in store.reviews()}
        assert tuple(log[review] for review in kept) == reviews
        assert store.cards() == {"q1": '{"reps":1}', "q2": '{"reps":2}'}
        assert store.due_count(DAY + timedelta(days=1)) == 1
        assert store.verify() == []
        cards = store.cards()
        store.rebuild()
        assert store.cards() == cards


def test_an_interview_is_scored_once(store):
    number = scored(store, "q1")
    before = store.interview(number)
    with pytest.raises(StoreError, match=f"Interview {number} was scored before"):
        store.score_interview(number, "x", "x", "x", LATER, [answer("q1", '{"reps":1}', '{"reps":2}'), answer("q9")])
    with pytest.raises(StoreError, match="was scored before"):
        store.keep_interview(number, "x", LATER)
    assert store.interview(number) == before
    assert store.cards() == {"q1": '{"reps":1}'}
    assert store.interview_reviews(number) == (1,)


@pytest.mark.parametrize(
    "bad",
    [
        answer("q2", before='{"not":"the card"}'),
        answer("q1"),  # a second answer that does not start from the first
        answer("q2", rating=5),
        answer("q2", answered_at=datetime(2026, 3, 1)),
    ],
    ids=["changed elsewhere", "twice", "no such rating", "no time zone"],
)
def test_where_one_review_cannot_be_written_nothing_is(store, bad):
    number = store.begin_interview(NOW, "{}", "first")
    before = store.interview(number)
    with pytest.raises((StoreError, ClockError)):
        store.score_interview(number, "last", "{}", "{}", END, [answer("q1"), bad, answer("q3")])
    assert store.interview(number) == before
    assert (store.interviews(), store.reviews(), store.cards()) == ((), (), {})
    assert store.score_interview(number, "last", "{}", "{}", END, [answer("q1")]) == (1,)


def test_an_interview_without_an_answer_is_scored_too(store):
    number = scored(store)
    assert [head.id for head in store.interviews()] == [number]
    assert store.interview_reviews(number) == ()


def test_a_review_of_an_interview_is_taken_back_and_rated_anew_like_any(store):
    number = scored(store, "q1", "q2")
    store.retract(1, NOW)
    store.rerate(2, answer("q2", after='{"reps":1,"easy":1}', rating=4))
    assert store.cards() == {"q2": '{"reps":1,"easy":1}'}
    assert store.verify() == []
    assert store.interview_reviews(number) == (1, 2)


def test_reviews_belong_to_the_interview_that_wrote_them(store):
    first = scored(store, "q1", "q2")
    store.record(answer("q3"))
    second = scored(store, "q4")
    assert (store.interview_reviews(first), store.interview_reviews(second)) == ((1, 2), (4,))


def test_an_interview_that_is_not_there_is_said_in_a_sentence(store):
    for call in (
        lambda: store.keep_interview(7, "{}", NOW),
        lambda: store.score_interview(7, "{}", "{}", "{}", NOW, [answer()]),
        lambda: store.save_version(AnswerVersion(7, 0, NOW, "x", "{}")),
        lambda: store.amend_interview(7, "{}", "{}", NOW),
    ):
        with pytest.raises(StoreError, match=r"There is no interview 7\."):
            call()
    assert store.reviews() == ()


def test_the_newest_open_one_is_offered_and_the_newest_scored_one_leads_the_list(store):
    # The system clock was set back in between: the later number is the newer one.
    open_ones = [store.begin_interview(NOW - timedelta(days=index), "{}", "{}") for index in range(2)]
    scored_ones = [scored(store, started_at=NOW - timedelta(days=index)) for index in range(3)]
    assert store.open_interview().id == open_ones[-1]
    assert [head.id for head in store.interviews()] == scored_ones[::-1]


def test_moments_are_kept_in_utc_and_need_a_time_zone(store):
    east = timezone(timedelta(hours=9))
    number = store.begin_interview(NOW.astimezone(east), "{}", "first")
    store.keep_interview(number, "second", LATER.astimezone(east))
    row = store.interview(number)
    assert (row.started_at, row.saved_at) == (NOW, LATER)
    assert row.started_at.tzinfo is UTC
    for call in (
        lambda: store.begin_interview(datetime(2026, 3, 1), "{}", "{}"),
        lambda: store.keep_interview(number, "third", datetime(2026, 3, 1)),
        lambda: store.score_interview(number, "third", "{}", "{}", datetime(2026, 3, 1), [answer()]),
        lambda: store.amend_interview(scored(store), "{}", "{}", datetime(2026, 3, 1)),
    ):
        with pytest.raises(ClockError):
            call()
    assert store.open_interview() == row


def test_answers_given_again_are_appended_to_their_question(path):
    with Store.open(path, now=NOW) as store:
        number, other = scored(store), scored(store)
        versions = [
            AnswerVersion(number, 1, LATER, "a longer\nλ answer", '{"score":0.5}'),
            AnswerVersion(number, 1, NOW, "a longer\nλ answer", '{"score":0.5}'),
            AnswerVersion(number, 2, NOW, "", "{}"),
            AnswerVersion(other, 1, NOW, "x", "{}"),
        ]
        for version in versions:
            store.save_version(version)
    with Store.open(path, now=NOW) as store:
        assert store.versions(number, 1) == tuple(versions[:2])
        assert store.versions(number, 2) == (versions[2],)
        assert store.versions(other, 1) == (versions[3],)
        assert store.versions(other, 2) == ()


def test_an_answer_is_given_again_after_the_report_only(store):
    number = store.begin_interview(NOW, "{}", "{}")
    with pytest.raises(StoreError, match=f"Interview {number} is not over yet"):
        store.save_version(AnswerVersion(number, 0, NOW, "x", "{}"))


def test_the_last_amendment_is_what_the_report_says(path):
    with Store.open(path, now=NOW) as store:
        number, other = scored(store, "q1"), scored(store)
        before = store.interview(number)
        store.amend_interview(number, "first", "1", LATER)
        store.amend_interview(number, ODD, "2", NOW)  # the clock was set back: the later row is the later word
    with Store.open(path, now=NOW) as store:
        assert store.interview(number) == replace(before, report=ODD)
        assert store.interview(other).report == "{}"
        assert [(head.id, head.summary) for head in store.interviews()] == [(other, "{}"), (number, "2")]
        assert rows(store, "SELECT report, summary FROM interviews") == [("{}", "{}")] * 2, "what was scored stays"
        assert len(rows(store, "SELECT * FROM amendments")) == 2
        assert store.cards() == {"q1": '{"reps":1}'}


def test_an_amendment_and_the_review_that_it_rates_anew_are_one(store):
    number = scored(store, "q1")
    store.amend_interview(number, "new", "s", LATER, (1, answer(after='{"reps":1,"easy":1}', rating=4)))
    assert store.cards() == {"q1": '{"reps":1,"easy":1}'}
    assert [(row.id, row.retracted) for row in store.reviews("q1")] == [(2, False), (1, True)]
    assert store.verify() == []
    for rerated in (
        (1, answer()),  # was taken back before
        (2, answer(rating=5)),  # there is no such rating
        (7, answer()),
    ):
        with pytest.raises(StoreError):
            store.amend_interview(number, "newer", "t", LATER, rerated)
    assert store.interview(number).report == "new"
    assert store.interviews()[0].summary == "s"
    assert store.cards() == {"q1": '{"reps":1,"easy":1}'}


def test_there_is_nothing_to_amend_before_the_report(store):
    number = store.begin_interview(NOW, "{}", "{}")
    with pytest.raises(StoreError, match=f"Interview {number} is not over yet"):
        store.amend_interview(number, "x", "x", NOW)
    assert store.open_interview().report == ""


def test_the_last_word_on_how_a_day_went_counts(path):
    early = Outcome(DAY - timedelta(days=30), "badly", "", NOW)
    with Store.open(path, now=NOW) as store:
        for outcome in (replace(OUTCOME, how="so-so"), OUTCOME, early):
            store.save_outcome(outcome)
    with Store.open(path, now=NOW) as store:
        assert store.outcomes() == (OUTCOME, early)


def test_a_file_that_is_only_read_refuses_in_a_sentence(store):
    number, still_open = scored(store, "q1"), store.begin_interview(NOW, "{}", "{}")
    store.save_outcome(OUTCOME)
    with Store.open(store.path, now=NOW, read_only=True) as reader:
        assert reader.open_interview() == store.interview(still_open)
        assert reader.interviews() == store.interviews()
        assert reader.interview_reviews(number) == (1,)
        assert reader.outcomes() == (OUTCOME,)
        for write in (
            lambda: reader.begin_interview(NOW, "{}", "{}"),
            lambda: reader.keep_interview(still_open, "x", LATER),
            lambda: reader.score_interview(still_open, "x", "x", "x", END, [answer("q2")]),
            lambda: reader.save_version(AnswerVersion(number, 0, NOW, "x", "{}")),
            lambda: reader.amend_interview(number, "x", "x", NOW),
            lambda: reader.save_outcome(Outcome(date(2026, 3, 9), "well", "", NOW)),
        ):
            with pytest.raises(StoreReadOnlyError, match="reading only"):
                write()
    assert store.open_interview().progress == "{}"
    assert store.versions(number, 0) == ()


def test_the_file_itself_refuses_to_change_what_was_scored(path):
    with Store.open(path, now=NOW) as store:
        number = scored(store, "q1")
        store.save_version(AnswerVersion(number, 0, NOW, "x", "{}"))
        store.amend_interview(number, "{}", "{}", NOW)
        store.begin_interview(NOW, "{}", "{}")
    with closing(sqlite3.connect(path)) as raw:
        for statement in (
            "UPDATE interviews SET progress = '' WHERE ended_at IS NOT NULL",
            "DELETE FROM interviews WHERE ended_at IS NOT NULL",
            "REPLACE INTO interviews SELECT * FROM interviews WHERE ended_at IS NOT NULL",
            "UPDATE interview_reviews SET interview_id = 2",
            "DELETE FROM interview_reviews",
            "REPLACE INTO interview_reviews SELECT review_id, 2 FROM interview_reviews",
            "UPDATE answer_versions SET response = ''",
            "DELETE FROM answer_versions",
            "REPLACE INTO answer_versions SELECT * FROM answer_versions",
            "UPDATE amendments SET report = ''",
            "DELETE FROM amendments",
            "REPLACE INTO amendments SELECT * FROM amendments",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(statement)
        raw.execute("UPDATE interviews SET progress = '' WHERE ended_at IS NULL")
        raw.execute("DELETE FROM interviews WHERE ended_at IS NULL")


def test_asking_for_the_open_interview_does_not_read_the_others(store):
    asked: list[str] = []
    store._connection._raw.set_trace_callback(asked.append)
    assert store.open_interview() is None
    store._connection._raw.set_trace_callback(None)
    (query,) = asked
    assert [step[-1] for step in store._connection.rows(f"EXPLAIN QUERY PLAN {query}")] == [
        "SCAN interviews USING INDEX interviews_open"
    ]
