"""Terms: read from a glossary with every fault at its place, linked to their concepts, and defined anew by a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.grading.rubric import Concept, Vocabulary
from quizapp.questions.bundled import bundled_decks
from quizapp.questions.glossary import Glossary, read_glossary, terms_in, vocabulary_in
from quizapp.questions.source import Source
from quizapp.questions.terms import LONGEST, Term

KNOWN = Glossary(
    Vocabulary((Concept("l1", ("l1", "lasso"), partners=("l2",)), Concept("l2", ("l2", "ridge"), partners=("l1",)))),
    {"l2": Term("l2", "L2", "A penalty on the sum of squares.", ("ridge",), ("l2", "ridge"), (), ())},
)


def read(text: str) -> Glossary:
    return read_glossary(Source.of(text, Path("glossary.yaml")), KNOWN)


def test_a_concept_with_a_meaning_is_a_term_and_one_without_is_none() -> None:
    glossary = read("weight_decay:\n  words: [wd]\n  means: Shrinking.\nhelper: [at zero]\n")
    assert glossary.problems == ()
    assert glossary.terms["weight_decay"] == Term("weight_decay", "weight decay", "Shrinking.", ("wd",), ("wd",))
    assert "helper" not in glossary.terms
    assert {"weight_decay", "helper"} <= glossary.vocabulary.by_name.keys()


def test_the_spellings_are_those_that_are_named_and_else_the_words() -> None:
    text = "a:\n  words: [x, y]\n  means: One.\nb:\n  words: [x, y]\n  means: Two.\n  name: Bee\n  also: z\n"
    terms = read(text).terms
    assert terms["a"].spellings == ("a", "x", "y")
    assert terms["b"].spellings == ("Bee", "z")
    assert terms["b"].words == ("x", "y")


def test_contrasts_are_partners_and_opposites_that_are_terms_themselves() -> None:
    text = "l1:\n  means: Sizes.\n  words: [lasso]\nc:\n  words: [q]\n  opposite: [l1, d]\n  means: Q.\nd: [r]\n"
    terms = read(text).terms
    assert terms["l1"].contrasts == ("l2",)
    assert terms["l2"].contrasts == ("l1",), "a term that was known before is linked to the new one"
    assert terms["c"].contrasts == ("l1",)


def test_a_term_without_words_is_no_concept_of_a_rubric() -> None:
    glossary = read("kl:\n  means: A divergence.\n  also: [Kullback-Leibler]\n  see: l2\n")
    assert glossary.problems == ()
    assert glossary.terms["kl"].see == ("l2",)
    assert "kl" not in glossary.vocabulary.by_name


def test_a_folder_defines_a_bundled_term_anew_and_keeps_its_words() -> None:
    glossary = read("l2:\n  means: Something else.\n  see: l1\nl1:\n  means: Absolute values.\n")
    assert glossary.problems == ()
    assert glossary.terms["l2"].means == "Something else."
    assert glossary.terms["l2"].words == ("l2", "ridge")
    assert glossary.terms["l2"].see == ("l1",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  means: ''\n", [(2, 10, "Y204")]),
        ("a:\n  words: [x]\n  means: 3\n", [(3, 10, "Y204")]),
        (f"a:\n  words: [x]\n  means: {'x' * (LONGEST + 1)}\n", [(3, 10, "R524")]),
        ('a:\n  words: [x]\n  means: "one\\nline"\n', [(3, 10, "R524")]),
        ("a:\n  words: [x]\n  name: A\n", [(3, 9, "R524")]),
        ("a:\n  words: [x]\n  also: [y]\n  see: l2\n", [(3, 9, "R524"), (4, 8, "R524")]),
        ("a:\n  means: One.\n  see: [l2, l3]\n", [(3, 13, "R522")]),
        ("a:\n  means: One.\n  see: a\n", [(3, 8, "R522")]),
        ("a:\n  means: One.\n  partner: l2\n", [(1, 1, "R521")]),
        ("a:\n  means: A penalty on the sum of squares.\n", [(2, 10, "R524")]),
        ("b:\n  means: One.\na:\n  means: One.\n", [(2, 10, "R524")]),
        ("a:\n  means: One.\n  also: [[x]]\n", [(3, 10, "Y204")]),
    ],
)
def test_every_fault_has_its_place(text: str, expected: list[tuple[int, int, str]]) -> None:
    problems = read(text).problems
    assert sorted((one.place.line, one.place.column, one.code) for one in problems) == sorted(expected)


def test_no_term_is_offered_in_place_of_itself() -> None:
    (problem,) = read("aa:\n  means: One.\nab:\n  means: Two.\n  see: ab\n").problems
    assert problem.hint == "known: aa, l2"


def test_a_meaning_of_just_one_line_is_fine() -> None:
    assert read(f"a:\n  words: [x]\n  means: {'x' * LONGEST}\n").problems == ()


def test_a_folder_without_a_glossary_has_the_bundled_terms(tmp_path: Path) -> None:
    assert terms_in(tmp_path) is terms_in(bundled_decks())
    (tmp_path / "glossary.yaml").write_text("banana:\n  means: A fruit.\n", encoding="utf-8")
    assert terms_in(tmp_path)["banana"].means == "A fruit."
    assert "banana" not in vocabulary_in(tmp_path).by_name
