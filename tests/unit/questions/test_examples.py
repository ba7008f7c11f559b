"""First questions: complete, under an id of their own, and put into a deck without touching it."""

from pathlib import Path

import pytest

from quizapp.errors import ContentError
from quizapp.questions import all_kinds, is_id, parse_deck
from quizapp.questions.examples import example, front_matter, summaries, with_question

HERE = Path("my-deck.md")
every_kind = pytest.mark.parametrize("kind", all_kinds())


@every_kind
def test_an_example_is_a_question_of_its_kind_with_a_new_id_and_without_a_problem(kind: str) -> None:
    deck = parse_deck(example(kind), HERE)
    assert [str(problem) for problem in deck.problems] == []
    assert [(question.kind, question.minted) for question in deck.questions] == [(kind, True)]
    assert example(kind) != example(kind)


@every_kind
def test_a_title_takes_the_place_of_the_one_of_the_sample(kind: str) -> None:
    (question,) = parse_deck(example(kind, "Why *not* λ·Σw²?"), HERE).questions
    assert question.title == "Why *not* λ·Σw²?"
    assert is_id(question.id)


@pytest.mark.parametrize("title", ["C #", "two\nlines", "$\\foo$"])
def test_what_cannot_be_a_title_is_refused(title: str) -> None:
    with pytest.raises(ContentError, match="cannot be a title"):
        example("choice", title)


def test_an_unknown_kind_gets_the_nearest_one() -> None:
    with pytest.raises(ContentError, match="did you mean cloze"):
        example("clozee")


def test_each_kind_is_said_in_a_line() -> None:
    assert set(summaries()) == set(all_kinds())
    assert all(10 < len(line) < 130 for line in summaries().values())


@pytest.mark.parametrize("name", ["my-deck", "no", "42", "l1: l2", "ü", "a'b\"c", "null"])
def test_a_new_deck_is_called_like_its_file(name: str) -> None:
    whole = with_question(front_matter(name).encode(), Path(f"{name}.md"), example("flashcard"))
    deck = parse_deck(whole, Path(f"{name}.md"))
    assert ([str(problem) for problem in deck.problems], deck.name) == ([], name)
    assert deck.title.casefold() == " ".join(name.split("-")).casefold()


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n", b"\r\n"])
def test_a_question_goes_below_the_last_one_and_not_a_byte_changes(end: bytes) -> None:
    deck = b"\xef\xbb\xbf## A  \n<!-- q id=aaaa0000 -->\n### Answer\nyes" + end
    longer = with_question(deck, HERE, example("choice"))
    assert longer.startswith(deck)
    assert [question.kind for question in parse_deck(longer, HERE).questions] == ["flashcard", "choice"]
    assert (b"\r\n" in longer) == (b"\r\n" in deck)


def test_a_deck_that_would_swallow_the_question_is_left_alone() -> None:
    with pytest.raises(ContentError, match="must be mended first") as caught:
        with_question(b"## A\n\n```python\nx\n", HERE, example("choice"))
    assert "my-deck.md:3:1: M103" in str(caught.value)
