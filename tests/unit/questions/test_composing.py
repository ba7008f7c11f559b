"""Questions as the fields of a form: every kind has one, and what goes in comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions import all_kinds, parse_deck
from quizapp.questions.composing import (
    ATTRIBUTES,
    OPTIONS,
    PROMPT,
    SPARE,
    STEPS,
    TITLE,
    fields_of_kind,
    fits_a_form,
    markdown_of,
    parts_of,
)

CONTENT = Path(__file__).parents[3] / "content"
SAMPLES = [
    pytest.param(sample.markdown, id=f"{kind.name}-{number}")
    for kind in all_kinds().values()
    for number, sample in enumerate(kind.samples)
]


def codes(markdown: str) -> list[str]:
    return [problem.code for problem in parse_deck(markdown, Path("deck.md")).problems]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_comes_out_of_a_form_as_the_same_question(sample: str) -> None:
    composed = markdown_of(parts_of(sample), "abcdefgh")
    before, after = (parse_deck(text, Path("deck.md")).questions[0] for text in (sample, composed))
    assert codes(composed) == []
    assert after.id == "abcdefgh"
    assert (after.kind, after.title, after.prompt) == (before.kind, before.title, before.prompt)
    assert after.content_hash == before.content_hash
    assert parts_of(composed) | {"id": ""} == {ATTRIBUTES: ""} | parts_of(sample) | {"id": ""}
    assert fits_a_form(composed)


@pytest.mark.parametrize("kind", all_kinds())
def test_every_kind_has_a_form_with_a_title_a_prompt_and_what_its_sample_has(kind: str) -> None:
    fields = fields_of_kind(kind)
    assert [field.name for field in fields][:2] == [TITLE, PROMPT]
    assert all(field.how for field in fields if field.name in (TITLE, PROMPT, OPTIONS, ATTRIBUTES))
    begun = {field.name: field.begin for field in fields if field.begin}
    assert not set(begun) & {TITLE, PROMPT, OPTIONS, STEPS, SPARE}, "prose of the example would be left standing"


def test_real_questions_go_through_a_form_unchanged() -> None:
    questions = [
        question
        for deck in sorted(CONTENT.glob("*.md"))
        if deck.name != "README.md"
        for question in re.split(r"^(?=## )", deck.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    ]
    fitting = [question for question in questions if fits_a_form(question)]
    assert len(fitting) > 0.9 * len(questions)
    for question in fitting:
        parts = parts_of(question)
        (before,), (after,) = (
            parse_deck(text, Path("deck.md")).questions for text in (question, markdown_of(parts, parts["id"]))
        )
        assert (after.id, after.content_hash, after.tags) == (before.id, before.content_hash, before.tags)


def test_lists_are_typed_without_their_markers() -> None:
    parts = {
        TITLE: "Which?",
        OPTIONS: "Ridge\n> Never.\n[X] Lasso\n- [ ] 1. neither",
        ATTRIBUTES: "level=junior  tags=l1",
    }
    assert markdown_of(parts, "abcdefgh") == (
        "## Which?\n<!-- q id=abcdefgh level=junior tags=l1 -->\n\n"
        "- [ ] Ridge\n  > Never.\n- [x] Lasso\n- [ ] 1. neither\n"
    )
    steps = {TITLE: "Order", STEPS: "first\n2. second\nthird * 3", SPARE: "never"}
    assert markdown_of(steps, "abcdefgh").endswith("1. first\n2. second\n3. third * 3\n\nNot needed:\n\n- never\n")


def test_what_no_field_holds_does_not_fit_a_form() -> None:
    question = "## Title\n<!-- q id=abcdefgh -->\n\nWhich?\n\n- [x] a\n- [ ] b\n"
    assert fits_a_form(question)
    assert not fits_a_form(f"{question}\nMore of the prompt below the options.\n")
    assert not fits_a_form(f"{question}\n## Another\n")
    assert not fits_a_form("no question at all")


def test_a_fence_within_code_does_not_end_it() -> None:
    code = 'def f():\n    """\n    ```\n    """'
    composed = markdown_of({TITLE: "t", "python starter": code}, "abcdefgh")
    assert parts_of(composed)["python starter"] == code


LINE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)


@given(st.dictionaries(st.sampled_from([TITLE, PROMPT, OPTIONS, STEPS, SPARE, "yaml key", "### Answer"]), LINE))
def test_whatever_is_typed_makes_a_deck_that_is_read_without_an_exception(parts: dict[str, str]) -> None:
    composed = markdown_of(parts, "abcdefgh")
    parse_deck(composed, Path("deck.md"))
    parts_of(composed)
    fits_a_form(composed)
