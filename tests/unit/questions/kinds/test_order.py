"""Questions of order: what is read as a step, what is shown, and what is said of each step."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.grading.verdict import Verdict
from quizapp.questions import parse_deck, question_variant

STEPS = """## One AdamW step
<!-- q id=aaaa0001 -->

In order, for `lr=0.1`:

1. Decay: multiply `w` by $1 - \\mathrm{lr} \\cdot \\mathrm{wd}$.
2. Update `m` and `v`:
   ```python
   m = b1*m + (1 - b1)*g
   ```
3. Subtract `lr=0.1` times $\\hat m / \\sqrt{\\hat v}$.

Not needed:
- Add `wd*w` to the gradient.
- Divide `wd`
  by the square root.

Think of `adam.py`.
"""


def read(text):
    deck = parse_deck(text, Path("deck.md"))
    assert [str(problem) for problem in deck.problems] == []
    return deck.questions[0]


def letters_of(task, *starts):
    items = [next(i for i, item in enumerate(task.items) if item.startswith(start)) for start in starts]
    return ",".join("abcdefgh"[index] for index in items)


def test_steps_and_spares_leave_the_prompt_and_become_items_with_all_their_lines():
    question = read(STEPS)
    assert question.kind == "order"
    assert question.prompt == "In order, for `lr=0.1`:\n\nThink of `adam.py`."
    assert "Update `m` and `v`:\n```python\nm = b1*m + (1 - b1)*g\n```" in question.task.items
    assert "Divide `wd`\nby the square root." in question.task.items
    assert (len(question.task.items), len(question.task.right)) == (5, 3)
    assert question.task.form.spare


def test_what_is_said_of_each_step():
    task = read(STEPS).task
    grade = task.grade(letters_of(task, "Update", "Decay", "Add"), {})
    assert grade.verdict is Verdict.WRONG
    assert [(point.status, point.evidence) for point in grade.points] == [
        ("contradicted", "2nd, should be 1st"),
        ("contradicted", "1st, should be 2nd"),
        ("missed", "left out, should be 3rd"),
        *(("contradicted", "not needed") if item.startswith("Add") else ("covered", "left out, rightly")
          for item in task.items if item.startswith(("Add", "Divide"))),
    ]  # fmt: skip
    assert grade.feedback == ("None of 3 at their right place; 1 not needed.",)


def test_a_run_that_earns_the_credit_is_said():
    task = read(STEPS).task
    grade = task.grade(letters_of(task, "Subtract", "Decay", "Update"), {})
    assert (grade.verdict, grade.score) == (Verdict.PARTIAL, pytest.approx(2 / 3))
    assert grade.feedback == ("None of 3 at their right place; 2 in a row follow each other as they should.",)
    whole = task.grade(letters_of(task, "Decay", "Update", "Subtract"), {})
    assert (whole.verdict, whole.score, whole.feedback) == (Verdict.RIGHT, 1.0, ())


def test_the_key_is_said_line_by_line_in_the_right_order():
    task = read("## A\n<!-- q id=aaaa0002 -->\n\n1. first\n2. second\n3. third\n").task
    assert [line[3:] for line in task.expected({}).splitlines()] == ["first", "second", "third"]
    assert not task.form.spare


def test_a_varied_value_stands_in_the_steps_too():
    text = STEPS.replace(
        "Think of", "```yaml evidence\ndemo: decay_step\nholds: [adamw > 0]\nvary: {lr: [0.1, 0.2]}\n```\n"
    )
    question = question_variant(read(text), 1)
    assert question.prompt.startswith("In order, for `lr=0.2`:")
    assert any("Subtract `lr=0.2` times" in item for item in question.task.items)


def test_a_numbered_list_decides_nothing_where_something_else_does():
    for rest, kind in (("### Answer\nYes.", "flashcard"), ("- [ ] a\n- [x] b", "choice"), ("[[gap]]", "cloze")):
        question = read(f"## A\n<!-- q id=aaaa0003 -->\n\n1. one\n2. two\n\nNow?\n\n{rest}\n")
        assert (question.kind, "1. one\n2. two" in question.prompt) == (kind, True)


def test_bullets_without_their_line_stay_in_the_prompt():
    for line in ("Given:", "Not needed here are the usual:"):
        question = read(f"## A\n<!-- q id=aaaa0004 -->\n\n1. one\n2. two\n\n{line}\n- this\n")
        assert (question.prompt, len(question.task.items)) == (f"{line}\n- this", 2)


texts = st.text(alphabet="abcdefgh xyz", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(texts, min_size=2, max_size=8, unique=True), st.lists(texts, max_size=4, unique=True))
def test_the_shown_order_is_never_the_right_one_and_always_the_same(steps, others):
    spare = [text for text in others if text not in steps]
    markdown = "## A\n\n" + "".join(f"{n}. {text}\n" for n, text in enumerate(steps, 1))
    markdown += "\nNot needed:\n\n" + "".join(f"- {text}\n" for text in spare) if spare else ""
    (question,) = parse_deck(markdown, Path("deck.md")).questions
    task = question.task
    assert sorted(task.items) == sorted([*steps, *spare])
    assert [task.items[index] for index in task.right] == steps
    assert list(task.right) != sorted(task.right)
    assert parse_deck(markdown, Path("other.md")).questions[0].task == task


def test_the_shown_order_is_the_same_on_every_machine_and_in_every_version():
    task = read("## A\n<!-- q id=aaaa0005 -->\n\n1. alpha\n2. beta\n3. gamma\n4. delta\n").task
    assert task.items == ("gamma", "beta", "delta", "alpha")


def test_what_is_not_needed_shifts_no_other_step():
    task = read(STEPS).task
    grade = task.grade(letters_of(task, "Decay", "Add", "Update", "Subtract"), {})
    assert [point.status for point in grade.points].count("contradicted") == 1
    assert (grade.score, grade.feedback) == (pytest.approx(2 / 3), ("3 of 3 at their right place; 1 not needed.",))


@pytest.mark.parametrize("line", ["Not needed:", "**Not needed:**", "*Not needed*:", "not needed"])
def test_the_line_of_what_is_not_needed_in_every_habit(line):
    question = read(f"## A\n<!-- q id=aaaa0006 -->\n\n1. one\n2. two\n\n{line}\n\n- three\n")
    assert (question.prompt, question.task.form.spare) == ("", True)


@pytest.mark.parametrize(
    ("rest", "line", "code", "said"),
    [
        ("Not neded:\n\n- three\n", 7, "Q318", "`Not needed:` alone on a line"),
        ("Not needed: three, four\n", 7, "Q318", "bullets below it"),
        ("**Not needed:**\n", 7, "Q318", "bullets below it"),
        ("3.   two\n", 7, "Q318", "stands twice"),
        ("3. [x] three\n", 7, "Q311", "options are bullets"),
    ],
)
def test_a_list_that_does_not_say_what_its_author_means_is_reported(rest, line, code, said):
    deck = parse_deck(f"## A\n<!-- q id=aaaa0007 -->\n\n1. one\n2. two\n\n{rest}", Path("deck.md"))
    (problem,) = deck.problems
    assert (problem.place.line, problem.code) == (line, code)
    assert said in f"{problem.message} {problem.hint}"
