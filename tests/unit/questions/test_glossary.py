"""Glossaries: read with every fault at its place, and added to by a folder of decks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.grading.rubric import Concept, Vocabulary
from quizapp.questions import Library, parse_deck, read_deck
from quizapp.questions.bundled import bundled_decks
from quizapp.questions.glossary import Glossary, glossary_problems, read_glossary, vocabulary_in
from quizapp.questions.source import Source

KNOWN = Vocabulary((Concept("l1", ("l1", "lasso"), partners=("l2",)), Concept("l2", ("l2",), partners=("l1",))))


def read(text):
    return read_glossary(Source.of(text, Path("glossary.yaml")), Glossary(KNOWN))


def found(text):
    return [(problem.place.line, problem.place.column, problem.code) for problem in read(text).problems]


def test_the_bundled_glossary_has_no_fault():
    assert glossary_problems(bundled_decks()) == ()


def test_the_bundled_glossary_has_the_concepts_of_the_format():
    assert {"l1", "l2", "zero", "shrink", "constant", "pull"} <= vocabulary_in(bundled_decks()).by_name.keys()


def test_a_folder_adds_concepts_and_words():
    concepts = read("l1: [least absolute]\nbanana: [banana, yellow fruit]\n").vocabulary.by_name
    assert concepts["l1"].words == ("l1", "lasso", "least absolute")
    assert concepts["l1"].partners == ("l2",)
    assert concepts["banana"].words == ("banana", "yellow fruit")


def test_words_are_borrowed_and_partners_joined():
    text = "a:\n  words: [x]\n  with: c\n  partner: b\nb: [y]\nc:\n  words: [z]\n  denied: [w]\n"
    vocabulary = read(text).vocabulary
    assert vocabulary.by_name["a"].words == ("x", "z")
    assert vocabulary.by_name["a"].denied == ("w",)
    assert vocabulary.groups["b"] == {"a", "b"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- l1\n", [(1, 1, "R520")]),
        ("L1: [lasso]\n", [(1, 1, "R520")]),
        ("a: x\n", [(1, 4, "Y204")]),
        ("a: []\n", [(1, 1, "R521")]),
        ("a: [x, '!?']\n", [(1, 8, "R521")]),
        ("a: [x, [y]]\n", [(1, 8, "Y204")]),
        ("a:\n  words: [x]\n  wrods: [y]\n", [(3, 3, "Y202")]),
        ("a:\n  words: [x]\n  partner: l3\n", [(3, 12, "R522")]),
        ("a:\n  words: [x]\n  of: {l1: l9}\n", [(3, 12, "R522")]),
        ("a:\n  words: [x]\n  of: x\n", [(3, 7, "Y204")]),
        ("a:\n  words: [big one, x]\n  opposite: b\nb: [a big one]\n", [(1, 1, "R523")]),
        ("l1: [l2]\n", [(1, 1, "R523")]),
        ("a: [x\n", [(2, 1, "Y201")]),
        ("a: [x]\na: [y]\n", [(2, 1, "Y205")]),
    ],
)
def test_every_fault_has_its_place(text, expected):
    assert found(text) == expected


DECK = """## A question about fruit
<!-- q id=fr0ttest -->

Say something.

### Rubric
- **fruit** · must — bananas are yellow.
  - `bananna & yellow`

### Test answers
- fruit: a bananna is yellow
"""


def test_a_concept_of_no_glossary_is_a_warning_and_stands_for_its_word(tmp_path):
    deck = parse_deck(DECK, tmp_path / "deck.md")
    assert [(p.place.line, p.place.column, p.code, p.severity) for p in deck.problems] == [
        (8, 6, "R505", "warning"),
        (8, 16, "R505", "warning"),
    ]
    (question,) = deck.questions
    assert question.task.grade("The bananna is yellow.", {}).score == 1


def test_a_glossary_beside_the_deck_is_read_and_a_change_to_it_too(tmp_path):
    glossary, index = tmp_path / "glossary.yaml", tmp_path / "index.json"
    (tmp_path / "deck.md").write_text(DECK, encoding="utf-8")
    assert len(Library.open([tmp_path], index).problems) == 2
    glossary.write_text("bananna: [banana]\n", encoding="utf-8")
    assert len(Library.open([tmp_path], index).problems) == 1
    (question,) = read_deck(tmp_path / "deck.md").questions
    assert question.task.grade("Bananas are yellow.", {}).score == 1
    glossary.write_text("bananna: [banana]\nyellow: [yellow]\n", encoding="utf-8")
    os.utime(glossary, ns=(1, 1))
    assert Library.open([tmp_path], index).problems == ()


def test_a_file_that_is_no_glossary_is_a_problem_and_no_crash(tmp_path):
    (tmp_path / "glossary.yaml").write_bytes(b"\xff\xfe\x00")
    assert [problem.code for problem in glossary_problems(tmp_path)] == ["M101"]
    assert vocabulary_in(tmp_path).by_name.keys() == vocabulary_in(bundled_decks()).by_name.keys()
