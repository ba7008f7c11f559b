"""What the lesson says of the decks beside it: the questions that it names, and whose answer it tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.questions import Library, Problem
from quizapp.questions.lesson.reading import read_lesson
from quizapp.questions.lesson.references import reference_problems

from .written import write_lesson

DECK = """# no title

## Which one?
<!-- q id=aaaa1111 -->

### Answer
This.

## And which other?
<!-- q id=bbbb2222 -->

### Answer
That.

## Why does L1 give zeros?
<!-- q id=jjjj1111 -->

As in the room.

### Rubric
- **zeros** · must · 2 — L1 drives some weights exactly to zero.
  - `l1 & zero`

### Model answer
L1 ends at
zero. L2 only shrinks.

### Test answers
- zeros: lasso zeroes weights out
""".removeprefix("# no title\n\n")


def problems(folder: Path, *changes: tuple[str, str], deck: str = DECK) -> list[Problem]:
    (folder / "deck.md").write_text(deck, encoding="utf-8")
    lesson = read_lesson(write_lesson(folder / "lesson", *changes))
    return list(reference_problems(lesson, Library.open([folder])))


def test_sentences_that_are_the_model_answer_are_fine(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (("[bbbb2222, aaaa1111]", "[bbbb2223, aaaa1111]"), "S605", "did you mean bbbb2222?"),
        (("question: jjjj1111", "question: jjjj1112"), "S605", "did you mean jjjj1111?"),
        (("question: jjjj1111", "question: aaaa1111"), "S606", "L1 ends at zero."),
        (("L2 only shrinks.", "L2 shrinks."), "S606", "“L2 shrinks.”"),
    ],
)
def test_what_no_deck_bears_out_is_a_problem(change: tuple[str, str], code: str, said: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, change)
    assert problem.code == code
    assert said in problem.hint


def test_an_answer_that_leaves_something_out_is_a_problem(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, deck=DECK.replace("shrinks.\n", "shrinks. And more.\n", 1))
    assert (problem.code, problem.hint) == ("S606", "the model answer says more, or in another order")
