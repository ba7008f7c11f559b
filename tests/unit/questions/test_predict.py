"""Predictions: the run decides, the tick is a promise, and what the run does not settle is not judged."""

from pathlib import Path

import pytest

from quizapp.grading.verdict import Beside, Verdict
from quizapp.questions import Call, faults, parse_deck, question_variant
from quizapp.questions.forms import PickMany, PickOne, TypeNumber
from quizapp.questions.proofs import problems

EACH = """## Zeros?
<!-- q id=aaaa0000 -->

How many after `steps=100`?

- [{}] none
  > It crosses zero.
  > - holds: exact_zeros == 0
- [{}] a few
  > - holds: exact_zeros > 0 and
  >   exact_zeros < 0.5
- [ ] most
  > The minimiser.
  >
  > - holds: `exact_zeros >= 0.5`

```yaml key
demo: l1_network
params: {{steps: 100}}
predict: true
{}```
"""
TICKED = """## Zeros?
<!-- q id=aaaa0000 -->

- [x] none
- [ ] some
  > No.

```yaml key
demo: l1_network
predict: true
holds: [exact_zeros == 0, below_1e2 > 2 * below_1e3]
```
"""
NUMBER = """## Zeros?
<!-- q id=aaaa0000 -->

```yaml key
demo: l1_network
predict: true
answer: 100 * exact_zeros
unit: "%"
tolerance: {abs: 1}
holds: exact_zeros > 0
traps:
  - {value: 50, say: Half.}
```
"""
CALL = Call.of("l1_network", {"steps": 100})


def read(text, call=None):
    deck = parse_deck(text, Path("deck.md"))
    assert [str(problem) for problem in deck.problems] == []
    return deck.questions[0]


def each(first="x", second=" ", more=""):
    return read(EACH.format(first, second, more))


def measured(zeros, question=None):
    (call,) = (question or each()).task.calls
    return {call: {"exact_zeros": zeros, "below_1e2": 0.2, "below_1e3": 0.05}}


# ---------------------------------------------------------------- one expression for each option


def test_the_expression_is_no_part_of_the_feedback():
    task = each().task
    assert task.form == PickOne(("none", "a few", "most"))
    assert task.grade("a", measured(0)).feedback == ("It crosses zero.",)
    assert task.grade("b", measured(0)).feedback == ()
    assert task.grade("c", measured(0)).feedback == ("The minimiser.",)


def test_nothing_starts_or_is_judged_before_the_answer():
    question = each()
    assert question.commits
    assert question.task.calls == (CALL,)
    assert question.task.grade("a", {}).verdict is Verdict.UNCHECKED
    assert question.task.expected({}) == ""


@pytest.mark.parametrize(("zeros", "right"), [(0, "a"), (0.2, "b"), (0.9, "c")])
def test_the_run_decides_which_option_is_right_whatever_is_ticked(zeros, right):
    task = each().task
    for letter in "abc":
        grade = task.grade(letter, measured(zeros))
        assert (grade.verdict is Verdict.RIGHT) == (letter == right)
        assert grade.expected == task.expected(measured(zeros)) == f"{right}) {task.form.options['abc'.index(right)]}"


def test_the_prediction_stands_beside_what_the_run_gave():
    assert each().task.grade("b", measured(0)).beside == (Beside("exact_zeros", "a few", "0"),)


def test_a_run_that_bears_out_no_option_judges_nobody():
    question = read(EACH.format("x", " ", "").replace(">= 0.5", "> 0.5"))
    grade = question.task.grade("a", measured(0.5))
    assert (grade.verdict, grade.expected) == (Verdict.UNCHECKED, "")
    assert grade.feedback == ("Not judged: the run bears out none of the options.",)
    assert grade.beside == (Beside("exact_zeros", "none", "0.5"),)


def test_a_run_that_bears_out_two_options_judges_nobody():
    question = read(EACH.format("x", " ", "").replace(">= 0.5", ">= 0"))
    grade = question.task.grade("a", measured(0))
    assert grade.verdict is Verdict.UNCHECKED
    assert "2 of the options, where one was expected" in grade.feedback[0]
    lost = question.task.grade("a", {CALL: {"flag": True}})
    assert (lost.verdict, lost.beside) == (Verdict.UNCHECKED, (Beside("exact_zeros", "none", "not measured"),))


def test_several_ticks_are_picked_and_decided_together():
    question = read(EACH.format("x", "x", "").replace("exact_zeros > 0 and", "exact_zeros >= 0 and"))
    assert isinstance(question.task.form, PickMany)
    assert question.task.grade("a,b", measured(0)).verdict is Verdict.RIGHT
    assert question.task.grade("a", measured(0)).verdict is Verdict.WRONG
    assert question.task.grade("b", measured(0.2)).verdict is Verdict.RIGHT
    assert question.task.grade("-", measured(0)).beside == (Beside("exact_zeros", "none of these", "0"),)


@pytest.mark.parametrize(
    ("zeros", "said"),
    [
        (0, []),
        (0.2, [(6, "option a is ticked, but exact_zeros == 0 does not hold: exact_zeros is 0.2"),
               (9, "option b is not ticked, but the run bears it out: exact_zeros > 0 and exact_zeros < 0.5")]),
    ],
)  # fmt: skip
def test_the_tick_is_a_promise_that_the_checker_proves(zeros, said):
    question = each()
    assert [(p.place.line, p.message) for p in problems(question, measured(zeros))] == said


def test_an_unknown_measure_gets_a_suggestion_at_its_option():
    question = read(EACH.format("x", " ", "").replace("exact_zeros >= 0.5", "exact_zero >= 0.5"))
    (problem,) = problems(question, measured(0))
    assert (problem.place.line, problem.hint) == (12, "did you mean exact_zeros?")


def test_a_variant_is_run_as_it_is_shown():
    question = each(more="vary: {steps: [100, 200]}\n")
    calls = [question_variant(question, index).task.calls for index in range(2)]
    assert calls == [(CALL,), (Call.of("l1_network", {"steps": 200}),)]
    assert "`steps=200`" in question_variant(question, 1).prompt


# ---------------------------------------------------------------- one proof for the ticked option


def test_the_tick_is_the_key_where_the_run_bears_it_out():
    task = read(TICKED).task
    runs = {task.call: {"exact_zeros": 0, "below_1e2": 0.2, "below_1e3": 0.05}}
    right, wrong = task.grade("a", runs), task.grade("b", runs)
    assert (right.verdict, wrong.verdict) == (Verdict.RIGHT, Verdict.WRONG)
    assert right.beside == (
        Beside("exact_zeros", "none", "0"),
        Beside("below_1e2", "none", "0.2"),
        Beside("below_1e3", "none", "0.05"),
    )


def test_a_refuted_key_is_never_held_against_the_learner():
    question = read(TICKED)
    runs = {question.task.call: {"exact_zeros": 0.3, "below_1e2": 0.2, "below_1e3": 0.05}}
    for letter in "ab":
        grade = question.task.grade(letter, runs)
        assert (grade.verdict, grade.expected) == (Verdict.UNCHECKED, "")
        assert "exact_zeros == 0 does not hold: exact_zeros is 0.3" in grade.feedback[0]
    assert faults(question, runs) == ("exact_zeros == 0 does not hold: exact_zeros is 0.3",)


# ---------------------------------------------------------------- a number


def test_a_number_is_judged_as_a_numeric_one_and_set_beside_the_run():
    question = read(NUMBER)
    assert isinstance(question.task.form, TypeNumber)
    assert question.kind == "predict"
    runs = measured(0.2, question)
    grade = question.task.grade(" 20 ", runs)
    assert grade.verdict is Verdict.RIGHT
    (beside,) = grade.beside
    assert (beside.what, beside.predicted, beside.measured) == ("100 * exact_zeros", "20", "20 %")
    assert question.task.grade("50", runs).feedback == ("Half.",)
    assert question.task.grade("lots", runs).beside == ()
    assert question.task.grade("20", {}).verdict is Verdict.UNCHECKED
    assert faults(question, runs) == ()
    assert faults(question, measured(0, question)) == ("exact_zeros > 0 does not hold: exact_zeros is 0",)
    assert "counts as right" in faults(question, measured(0.495, question))[0]


# ---------------------------------------------------------------- mistakes of authors


@pytest.mark.parametrize(
    ("text", "line", "code", "said"),
    [
        (TICKED.replace("holds: [exact_zeros == 0, below_1e2 > 2 * below_1e3]\n", ""), 8, "K109", "no run decides"),
        (EACH.format("x", " ", "").replace("  > - holds: exact_zeros == 0\n", ""), 6, "K109", "others have"),
        (EACH.format("x", " ", "").replace("  > It crosses", "  > - holds: 1 > 0\n  > It crosses"), 6, "K109", "two"),
        (EACH.format("x", " ", "").replace("exact_zeros == 0", "open(x)"), 8, "K101", "open is not one of"),
        (EACH.format(" ", " ", ""), 6, "Q310", "no option is right"),
        (
            EACH.format("x", " ", "").replace("- holds: exact_zeros == 0", "- hold: exact_zeros == 0"),
            8,
            "K109",
            "> - h",
        ),
        (
            EACH.format("x", " ", "").replace("> - holds: exact_zeros == 0", "- holds: exact_zeros == 0"),
            8,
            "K109",
            "qu",
        ),
        (
            EACH.format("x", " ", "").replace("  > - holds: exact_zeros >", "  > holds: exact_zeros >"),
            10,
            "K109",
            "no exp",
        ),
        (TICKED.replace("  > No.", "  > Holds: exact_zeros > 0"), 6, "K109", "no expression for the run"),
        (TICKED.replace("predict: true", "predict: yes"), 10, "Y204", "`predict` is true"),
        (TICKED.replace("demo: l1_network\n", ""), 8, "Y203", "no `demo`"),
        (TICKED.replace("holds:", "hold:"), 11, "Y202", "did you mean holds?"),
        (TICKED.replace("- [x] none\n- [ ] some\n  > No.\n", ""), 7, "K109", "nothing is predicted"),
        (NUMBER.replace("answer: 100 * exact_zeros", "value: 3"), 7, "K109", "decided by a run"),
        (NUMBER.replace("tolerance: {abs: 1}\n", ""), 4, "Y203", "no `tolerance`"),
        (TICKED.replace("predict: true\n", ""), 1, "Q306", "predict: true"),
    ],
)
def test_what_cannot_be_asked_is_reported_where_it_stands(text, line, code, said):
    problem = parse_deck(text, Path("deck.md")).problems[0]
    assert (problem.place.line, problem.code) == (line, code)
    assert said in f"{problem.message} {problem.hint}"
