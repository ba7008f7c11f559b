from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from quizapp.scheduling import Card, Rating, from_json, to_json

POSITIVE = st.floats(2**-10, 36500, width=32)
CARDS = st.builds(
    Card,
    question_id=st.text(min_size=1),
    stability=POSITIVE,
    difficulty=st.floats(1, 10, width=32),
    due=st.dates(),
    day=st.dates(),
    at=st.datetimes(timezones=st.just(UTC)),
    reps=st.integers(1, 999),
    lapses=st.integers(0, 99),
    rev=st.integers(1, 9),
)


@given(CARDS)
def test_json_gives_the_card_back_and_the_same_bytes(card):
    text = to_json(card)
    assert from_json(text) == card
    assert to_json(from_json(text)) == text


def test_json_is_what_earlier_versions_wrote():
    card = Card(
        "λ1", 2.30649995803833, 2.0, date(2026, 3, 3), date(2026, 3, 1), datetime(2026, 3, 1, 9, tzinfo=UTC), 1, 0
    )
    assert to_json(card) == (
        '{"at":"2026-03-01T09:00:00+00:00","day":"2026-03-01","difficulty":2.0,"due":"2026-03-03","lapses":0,'
        '"question_id":"λ1","reps":1,"rev":1,"stability":2.30649995803833}'
    )


def test_ratings_have_the_words_that_are_typed():
    assert [rating.word for rating in Rating] == ["again", "hard", "good", "easy"]
