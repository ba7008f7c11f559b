"""Letters that pick options, and the credit that a set of them earns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import UnreadableError
from quizapp.grading.sets import CREDIT, letter, read_pick, read_picks


@pytest.mark.parametrize(
    ("text", "picks"),
    [
        ("b", {1}),
        ("B", {1}),
        ("2", {1}),
        ("a,c", {0, 2}),
        ("a c", {0, 2}),
        ("ac", {0, 2}),
        ("1, 3", {0, 2}),
        ("c a a", {0, 2}),
        ("a) (c)", {0, 2}),
        ("-", set()),
    ],
)
def test_letters_and_numbers_name_options(text, picks):
    assert read_picks(text, 4) == picks


@pytest.mark.parametrize(
    ("text", "position"), [("e", 0), ("5", 0), ("0", 0), ("a,x", 2), ("12345", 0), ("ad", 1), (",,", 0)]
)
def test_what_is_no_option_is_named(text, position):
    with pytest.raises(UnreadableError) as refused:
        read_picks(text, 3)
    assert refused.value.position == position


def test_a_novel_is_refused_before_it_is_read():
    with pytest.raises(UnreadableError, match="longer than 200"):
        read_picks("ab" * 500_000, 3)


@pytest.mark.parametrize("text", ["", " ", "-", "a,b"])
def test_one_pick_is_neither_none_nor_two(text):
    with pytest.raises(UnreadableError, match=r"from a to c$"):
        read_pick(text, 3)


@given(st.integers(1, 26), st.data())
def test_what_is_shown_as_a_letter_is_read_back(count, data):
    picks = data.draw(st.frozensets(st.integers(0, count - 1)))
    text = ",".join(map(letter, sorted(picks))) or "-"
    assert read_picks(text, count) == picks


sets = st.integers(2, 8).flatmap(
    lambda count: st.tuples(
        st.frozensets(st.integers(0, count - 1)),
        st.frozensets(st.integers(0, count - 1), min_size=1),
        st.just(count),
    )
)


@given(sets)
def test_only_the_right_set_earns_all_and_the_formulas_agree_with_counting(case):
    picked, right, count = case
    for credit in CREDIT.values():
        score = credit(picked, right, count)
        assert 0 <= score <= 1
        assert (score == 1) == (picked == right)
    decisions = [(option in picked) == (option in right) for option in range(count)]
    hits = sum(option in right for option in picked)
    misses = len(picked) - hits
    assert CREDIT["each"](picked, right, count) == pytest.approx(sum(decisions) / count)
    assert CREDIT["net"](picked, right, count) == pytest.approx(max(0, hits - misses) / len(right))
    assert CREDIT["coverage"](picked, right, count) == pytest.approx(
        hits / len(right) * hits / len(picked) if picked else 0
    )


@given(sets)
def test_a_further_wrong_pick_never_earns_more(case):
    picked, right, count = case
    for option in set(range(count)) - picked - right:
        for credit in CREDIT.values():
            assert credit(picked | {option}, right, count) <= credit(picked, right, count) + 1e-12
