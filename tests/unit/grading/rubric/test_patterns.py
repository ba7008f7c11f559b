"""Patterns: how they are read, what they match, and how they are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.grading.rubric import PatternError, read_pattern
from quizapp.grading.rubric.patterns import MAX_CASES
from quizapp.grading.rubric.statements import Statement
from quizapp.grading.rubric.windows import matches


def statement(said="", denied="", context=""):
    words = [frozenset(text.split()) for text in (said, denied, context)]
    return Statement(words[0], words[1], frozenset(), 0, 0, 1, context=words[2])


def holds(text, *statements, topics=()):
    groups = {name: frozenset({name}) for name in topics}
    return any(matches(case, statements, groups) for case in read_pattern(text).cases)


@pytest.mark.parametrize(
    ("pattern", "said", "denied", "expected"),
    [
        ("a & b", "a b", "", True),
        ("a & b", "a", "", False),
        ("a | b", "b", "", True),
        ("a & (b | c)", "a c", "", True),
        ("a & (b | c)", "b c", "", False),
        ("not a", "", "a", True),
        ("not a", "", "", False),
        ("not a", "a", "", False),
        ("a & !b", "a", "", True),
        ("a & !b", "a b", "", False),
        ("a & !b", "a", "b", True),
        ("a & not (b | c)", "a", "c", True),
        ("a & !(b | c)", "a", "", True),
        ("a & !(b | c)", "a c", "", False),
        ("a & !(b & c)", "a c", "", True),
        ("a & !(b & c)", "a b c", "", False),
        ('a & "close to the zero"', "a", "", False),
    ],
)
def test_what_a_pattern_matches(pattern, said, denied, expected):
    assert holds(pattern, statement(said, denied)) is expected


def test_a_phrase_stands_for_its_words():
    (case,) = read_pattern('a & "two halves of it"').cases
    assert [(literal.name, literal.phrase) for literal in case] == [("a", False), ('"2 halv"', True)]


def test_what_a_clause_points_back_to_counts_beside_what_it_says():
    assert holds("a & b", statement("b", context="a"))
    assert not holds("a & b", statement("", context="a b"))
    assert not holds("b & !a", statement("b", context="a"))
    assert not holds("a & b", statement("b", "a", context="a"))


def test_two_clauses_are_taken_together():
    assert holds("a & b", statement("a"), statement("b"))


@pytest.mark.parametrize(
    ("pattern", "position", "what"),
    [
        ("", 0, "empty"),
        ("a &", 3, "missing"),
        ("& a", 0, "missing"),
        ("a b", 2, "does not fit"),
        ("(a & b", 0, "never closed"),
        ("a & b)", 5, "does not fit"),
        ('a & "b', 4, "never closed"),
        ("a & $b", 4, "does not belong"),
        ("not not a", 0, "never twice"),
        ("!a", 0, "nothing that is said"),
        ('a & ""', 4, "no words"),
        ("a" * 301, 300, "longer"),
    ],
)
def test_a_pattern_that_cannot_be_read_names_the_place(pattern, position, what):
    with pytest.raises(PatternError, match=what) as caught:
        read_pattern(pattern)
    assert caught.value.position == position


def test_patterns_that_would_grow_without_end_are_refused():
    wide = " & ".join(["(a | b)"] * 7)
    with pytest.raises(PatternError, match=str(MAX_CASES)):
        read_pattern(wide)
    with pytest.raises(PatternError, match="deeper"):
        read_pattern("(" * 100 + "a" + ")" * 100)


@given(st.text(alphabet='ab&|!()" not', max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        pattern = read_pattern(text)
    except PatternError as error:
        assert 0 <= error.position <= len(text)
    else:
        assert 0 < len(pattern.cases) <= MAX_CASES
