"""Chains: what a question builds on comes before it, whatever the order was, and nothing is lost or asked twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quizapp.scheduling import Plan, build_queue, with_needed
from quizapp.scheduling.chains import chained
from quizapp.scheduling.plan import new_order

from .conftest import entry

TODAY = date(2026, 3, 20)


def chain(**needs: str):
    """Entries by name, each with the names that it needs, separated by blanks."""
    return [replace(entry(name), needs=tuple(needed.split())) for name, needed in needs.items()]


def names(entries):
    return "".join(one.id for one in entries)


def test_what_is_needed_comes_first_and_the_rest_stays_in_its_order():
    assert names(chained(chain(a="", b="d", c="", d="e", e=""))) == "aedbc"
    assert names(chained(chain(a="c b", b="", c=""))) == "cba"


def test_what_is_not_there_holds_nobody_back():
    assert names(chained(chain(a="z", b="a"))) == "ab"


def test_a_circle_ends():
    assert sorted(names(chained(chain(a="b", b="c", c="a", d="d")))) == list("abcd")


def test_a_long_chain_is_no_matter():
    links = {f"q{n}": f"q{n + 1}" for n in range(5000)}
    assert [one.id for one in chained(chain(**links, q5000=""))] == [f"q{n}" for n in range(5000, -1, -1)]


def test_a_junior_question_waits_for_the_senior_one_that_it_needs():
    entries = [replace(entry("a", level="junior"), needs=("b",)), entry("b", level="senior"), entry("c", level="mid")]
    assert names(new_order(entries)) == "bac"


def test_the_days_number_never_cuts_between_a_question_and_what_it_needs():
    queue = build_queue(chain(a="d", b="", c="", d=""), {}, TODAY, Plan(new=2))
    assert names(item.entry for item in queue) == "da"


def test_a_selection_fetches_what_it_builds_on_unless_that_was_seen():
    entries = chain(a="b", b="c", c="", d="")
    assert names(with_needed(entries[:1], entries, ())) == "acb"
    assert names(with_needed(entries[:1], entries, {"c"})) == "ab"
    assert names(with_needed(entries[:1], entries, {"b"})) == "a"
    assert names(with_needed(entries[:1], entries, {"a"})) == "a", "what was seen needs nothing any more"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25), st.permutations(range(10)))
def test_nothing_comes_before_what_it_needs(pairs, order):
    downward = {(max(pair), min(pair)) for pair in pairs if pair[0] != pair[1]}
    needs = {number: [low for high, low in downward if high == number] for number in range(10)}
    entries = [replace(entry(str(number)), needs=tuple(map(str, needs[number]))) for number in order]
    asked = names(chained(entries))
    assert sorted(asked) == sorted(map(str, order))
    for high, low in downward:
        assert asked.index(str(low)) < asked.index(str(high))
