"""Questions to draw an interview from, and wishes for one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from quizapp.questions import Entry, all_kinds
from quizapp.scheduling import Card, Rating, review
from quizapp.sessions.mock.outline import MOST_MINUTES, MOST_QUESTIONS, Wish
from quizapp.sessions.mock.presets import PRESETS

TODAY = date(2026, 3, 20)
LEVELS = ("junior", "mid", "senior", "research")
TAGS = ("adam", "lasso", "map")


def entry(
    name: str, kind: str = "choice", level: str = "mid", tags: str = "lasso", seconds: int = 60, rev: int = 1
) -> Entry:
    """A question with the `tags`, which spaces part; of the deck `d`, which is its topic without any."""
    words = tuple(tags.split())
    return Entry(
        name, "d", name, kind, level, words, 1.0, seconds, live=False, file="f", line=1, content_hash="", rev=rev
    )


def several(number: int, kind: str = "choice", **rest: object) -> list[Entry]:
    """So many alike, with names that begin with their kind and level."""
    name = f"{kind}-{rest.get('level', 'mid')}-{rest.get('tags', 'lasso')}-{rest.get('seconds', 60)}"
    return [entry(f"{name}-{index}", kind, **rest) for index in range(number)]  # type: ignore[arg-type]


def card(name: str, rating: Rating = Rating.GOOD, days_ago: int = 5, rev: int = 1) -> Card:
    """The memory of a question that was answered once."""
    day = TODAY - timedelta(days=days_ago)
    return review(None, name, rating, datetime.combine(day, time(12), UTC), day, 0.9, rev)


@st.composite
def banks(draw: st.DrawFn) -> list[Entry]:
    """Up to 40 questions of every kind, level and length."""
    rows = st.tuples(
        st.sampled_from(sorted(all_kinds())),
        st.sampled_from(LEVELS),
        st.sampled_from(["", *TAGS, "lasso map"]),
        st.sampled_from([20, 45, 60, 61, 90, 180, 300, 900, 7200]),
    )
    return [entry(f"q{index}", *row) for index, row in enumerate(draw(st.lists(rows, max_size=40)))]


def memories(bank: list[Entry]) -> st.SearchStrategy[dict[str, Card]]:
    """Some of the questions were seen, some days ago, with some success."""
    seen = st.tuples(st.sampled_from(Rating), st.integers(0, 60))
    return st.dictionaries(st.sampled_from([one.id for one in bank] or ["gone"]), seen).map(
        lambda rows: {name: card(name, *how) for name, how in rows.items()}
    )


wishes = st.builds(
    Wish,
    preset=st.sampled_from(["", *PRESETS]),
    minutes=st.none() | st.integers(1, 60) | st.integers(1, MOST_MINUTES),
    level=st.none() | st.sampled_from(LEVELS),
    tags=st.lists(st.sampled_from(TAGS), unique=True, max_size=2).map(tuple),
    number=st.none() | st.integers(1, 12) | st.integers(1, MOST_QUESTIONS),
    seed=st.none() | st.integers(0, 3),
)
