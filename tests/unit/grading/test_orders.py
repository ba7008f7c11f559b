"""Letters in order, and the credit for an order that is nearly right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import UnreadableError
from quizapp.grading.orders import in_place, longest_run, order_score, read_order
from quizapp.grading.sets import letter


@pytest.mark.parametrize(
    "text", ["c,a,b", "c a b", "cab", "CAB", "3 1 2", "312", "c > a > b", "c->a→b", " c; a,\tb ", "(c) a) b."]
)
def test_an_order_is_read_in_every_habit(text):
    assert read_order(text, 4) == (2, 0, 1)


@pytest.mark.parametrize(
    ("text", "position", "named"),
    [
        ("a,z", 2, "'z' at character 3"),
        ("cax", 2, "'x' at character 3"),
        ("a b a", 4, "a stands twice, again at character 5"),
        ("aa", 1, "a stands twice"),
        ("1,a", 2, "a stands twice"),
        ("0", 0, "'0'"),
        ("315", 2, "'5' at character 3"),
        ("", None, "nothing was put in order"),
        (" , - ", None, "nothing was put in order"),
        ("ä", 0, "'ä'"),
        ("abc" * 300_000, 200, "longer than 200"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_character(text, position, named):
    with pytest.raises(UnreadableError, match=named) as refused:
        read_order(text, 4)
    assert refused.value.position == position


@pytest.mark.parametrize(
    ("response", "score"),
    [
        ("abcd", 1),
        ("dabc", 3 / 4),  # one step in the wrong place: the run of the other three counts
        ("abdc", 2 / 4),
        ("badc", 0),
        ("dcba", 0),
        ("bcd", 3 / 4),
        ("acbd", 2 / 4),
        ("a", 1 / 4),
        ("d", 0),  # one item is no run
        ("abcdx", 3 / 4),
        ("abxcd", 3 / 4),
        ("xbcd", 2 / 4),
        ("xy", 0),
    ],
)
def test_credit_for_places_and_for_the_longest_run(response, score):
    right = tuple(map(ord, "abcd"))
    assert order_score(tuple(map(ord, response)), right) == pytest.approx(score)


orders = st.integers(2, 9).flatmap(
    lambda count: st.tuples(
        st.permutations(range(count)).flatmap(lambda items: st.integers(1, count).map(lambda k: tuple(items[:k]))),
        st.permutations(range(count)).flatmap(lambda items: st.integers(2, count).map(lambda k: tuple(items[:k]))),
    )
)


@given(orders)
def test_only_the_right_order_earns_all(case):
    given_order, right = case
    score = order_score(given_order, right)
    assert 0 <= score <= 1
    assert (score == 1) == (given_order == right)


@given(orders)
def test_places_and_runs_are_those_that_one_counts_by_hand(case):
    given_order, right = case
    assert in_place(given_order, right) == len({*enumerate(given_order)} & {*enumerate(right)})
    texts = "".join(map(chr, right))
    runs = [
        stop - start
        for start in range(len(given_order))
        for stop in range(start + 2, len(given_order) + 1)
        if "".join(map(chr, given_order[start:stop])) in texts
    ]
    assert longest_run(given_order, right) == max(runs, default=0)


@given(orders, st.integers(0, 9))
def test_a_further_item_that_does_not_belong_costs_the_same_wherever_it_stands(case, place):
    given_order, right = case
    before = order_score(given_order, right)
    after = order_score((*given_order[:place], 100, *given_order[place:]), right)
    assert after == pytest.approx(max(0, before - 1 / len(right)) if before > 0 else 0)


@given(st.integers(1, 26).flatmap(lambda count: st.permutations(range(count))))
def test_letters_are_read_back_as_they_were_shown(order):
    for separator in (",", " ", "", " > "):
        assert read_order(separator.join(map(letter, order)), len(order)) == tuple(order)
