"""`glossary`: a term in full, the terms that fit, and the nearest ones to a word that is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import CHOICE, Ran

Quiz = Callable[..., Ran]

GLOSSARY = """
adamw:
  name: AdamW of ours
  means: Adam with decoupled decay, as this folder says it.
  also: [AdamW]
inner:
  means: Of the weight alone, and not of its gradient.
  also: ["weight itself"]
  see: adamw
banana: {means: A fruit that no question is about.}
"""
FIELDS = ["term", "name", "means", "also", "contrasts", "see", "questions"]


@pytest.fixture(autouse=True)
def _own(home: Path) -> None:
    (home.parent / "decks" / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")


def test_a_term_in_full_with_its_questions(quiz: Quiz) -> None:
    ran = quiz("glossary", "Weights", "itself")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[:5] == [
        "inner",
        "  Of the weight alone, and not of its gradient.",
        "  also written: weight itself",
        "  see also: AdamW",
        "  1 question",
    ]
    assert lines[5].startswith(f"    {CHOICE}  Which one shrinks the weight itself?")
    assert ran.err == ""


def test_bundled_terms_come_before_those_of_a_folder_that_says_otherwise(quiz: Quiz) -> None:
    (term,) = quiz("glossary", "adamw", "--json").json
    assert term["name"] == "AdamW"
    assert "of ours" not in term["name"]


def test_json_describes_every_term(quiz: Quiz) -> None:
    rows = quiz("glossary", "--json").json
    assert len(rows) >= 60
    assert all(list(row) == FIELDS for row in rows)
    by_key = {row["term"]: row for row in rows}
    assert by_key["banana"] == {
        "term": "banana",
        "name": "banana",
        "means": "A fruit that no question is about.",
        "also": [],
        "contrasts": [],
        "see": [],
        "questions": [],
    }
    assert "l2" in by_key["l1"]["contrasts"]
    assert CHOICE in by_key["adamw"]["questions"], "by its tag"


def test_much_that_fits_nothing_is_not_said_back_in_full(quiz: Quiz) -> None:
    ran = quiz("glossary", "y" * 500)
    assert (ran.code, ran.err.count("y" * 60), "y" * 61 in ran.err) == (2, 1, False)


def test_every_word_must_fit(quiz: Quiz) -> None:
    ran = quiz("glossary", "soft", "lasso")
    names = [line[:24].strip() for line in ran.out.splitlines() if not line.startswith(" ")]
    assert "coordinate descent" in names
    assert "dropout" not in names
    assert ran.err.endswith(" terms; `quizapp glossary TERM` says more of one.\n")
    assert all(len(line) <= 80 for line in ran.out.splitlines())


@pytest.mark.parametrize(
    ("word", "hint"),
    [("rigde", "Did you mean ridge regression? "), ("bananna", "Did you mean banana? "), ("xyzzy", "")],
)
def test_a_word_that_is_no_term_gets_the_nearest(quiz: Quiz, word: str, hint: str) -> None:
    ran = quiz("glossary", word)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"quizapp: No term fits “{word}”. {hint}`quizapp glossary` lists them all.\n"
