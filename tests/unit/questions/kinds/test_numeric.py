"""Numeric questions: units, per cent, two readings of a comma, and what is said of a near miss."""

from pathlib import Path

import pytest

from quizapp.grading.verdict import Verdict
from quizapp.questions import faults, parse_deck

DECK = """## How much?
<!-- q id=aaaa0001 -->

Now.

```yaml key
value: {value}
unit: "{unit}"
tolerance: {{rel: 0.02}}
traps:
  - {{value: 5, say: "That is five."}}
```

### Sources
- Somewhere
"""


def task(value, unit):
    text = DECK.format(value=value, unit=unit)
    (question,) = parse_deck(text if unit else text.replace('unit: ""\n', ""), Path("deck.md")).questions
    return question.task


@pytest.mark.parametrize("typed", ["27", "27%", "27 %", "27 percent", "26.9"])
def test_per_cent_may_be_said_or_left_out(typed):
    assert task(27, "%").grade(typed, {}).verdict is Verdict.RIGHT


def test_a_share_where_per_cent_is_asked_is_asked_back_and_not_wrong():
    grade = task(27, "%").grade("0.27", {})
    assert grade.verdict is Verdict.UNREADABLE
    assert grade.feedback == ("the answer is asked in per cent, and 0.27 would be 0.27 %: write 27 %",)
    assert task(27, "%").grade("0.4", {}).verdict is Verdict.WRONG
    assert task(27, "").grade("0.27", {}).verdict is Verdict.WRONG


def test_another_prefix_is_converted_and_another_unit_is_not_wrong():
    assert task(2.5, "ms").grade("2500 µs", {}).verdict is Verdict.RIGHT
    assert task(2.5, "ms").grade("2.5 s", {}).verdict is Verdict.WRONG
    assert task(2.5, "ms").grade("2.5 kg", {}).verdict is Verdict.UNREADABLE
    assert task(2.5, "ms").expected({}).startswith("2.5 ms (anything from")


def test_a_comma_counts_as_it_is_meant():
    assert task(1234, "").grade("1,234", {}).verdict is Verdict.RIGHT
    assert task(1.234, "").grade("1,234", {}).verdict is Verdict.RIGHT
    assert task(12.34, "").grade("1,234", {}).verdict is Verdict.WRONG


def test_arithmetic_counts_by_its_value():
    assert task(0.0199, "").grade("1 - 0.99^2", {}).verdict is Verdict.RIGHT


def test_a_near_miss_is_told_how_far_unless_a_trap_says_more():
    assert task(100, "").grade("103.3", {}).feedback == ("That is 3.3 % above the key.",)
    assert task(100, "").grade("200", {}).feedback == ()
    assert task(5.2, "").grade("5", {}).feedback == ("That is five.",)


def test_a_key_that_counts_as_it_is_shown_is_sound_and_another_is_not():
    for value, tolerance, sound in (
        ("1234567", "{abs: 0}", True),
        ("0.25", "{digits: 2}", True),
        ("0.1234567", "{abs: 0}", False),
    ):
        text = DECK.format(value=value, unit="ms").replace("{rel: 0.02}", tolerance)
        found = faults(parse_deck(text, Path("deck.md")).questions[0], {})
        assert found == () if sound else "is shown as 0.123457, which would not count" in found[0]


def test_a_whole_number_is_shown_whole():
    assert task(1234567, "").expected({}).startswith("1234567 (")
