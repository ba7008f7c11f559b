"""Code questions: what is read, how a result becomes a verdict, and what the checker says of the author's own code."""

from pathlib import Path

import pytest

from quizapp.grading.verdict import Verdict
from quizapp.questions import faults, parse_deck
from quizapp.questions.coding import CheckResult, CodeResult
from quizapp.questions.forms import WriteCode
from quizapp.questions.kinds.code import trials
from quizapp.questions.proofs import problems, problems_without_runs
from quizapp.questions.pythonblocks import LONGEST

STARTER = "def double(x):\n    raise NotImplementedError\n"
EXAMPLES = 'def test_two(call):\n    assert call("double", 2) == 4\n'
TESTS = 'def test_minus_one(call, approx):\n    assert call("double", -1) == approx(-2)\n'
SOLUTION = "def double(x):\n    return 2 * x\n"
ZERO = "def double(x):\n    return 0\n"


def deck(starter=STARTER, examples=EXAMPLES, tests=TESTS, solution=SOLUTION):
    parts = {"starter": starter, "examples": examples, "tests": tests, "solution": solution}
    fences = "".join(f"```python {name}\n{text}```\n\n" for name, text in parts.items() if text)
    return parse_deck(f"## Double it\n<!-- q id=aaaa0000 -->\n\nTwice `x`.\n\n{fences}", Path("deck.md"))


def question(**parts):
    found = deck(**parts)
    assert [str(problem) for problem in found.problems] == []
    return found.questions[0]


def graded(result, response=ZERO, **parts):
    task = question(**parts).task
    return task.grade(response, {task.form.code(response): result})


def checks(*messages):
    names = ("test_two", "test_minus_one", "test_three")
    return tuple(CheckResult(name, not said, said) for name, said in zip(names, messages, strict=False))


# ---------------------------------------------------------------- what is read


def test_the_learner_sees_starter_and_examples_and_is_judged_by_all_tests():
    task = question().task
    assert isinstance(task.form, WriteCode)
    assert (task.form.starter, task.form.examples) == (STARTER, EXAMPLES)
    assert EXAMPLES.strip() in task.form.tests
    assert TESTS.strip() in task.form.tests


def test_a_line_of_the_tests_has_the_number_that_it_has_in_the_deck():
    found = question()
    written = Path("deck.md"), found.task.form.tests.split("\n")
    assert written[1].index('    assert call("double", 2) == 4') == 12
    assert found.key_place.line == 16
    assert written[1].index(TESTS.split("\n")[0]) == 16


def test_examples_may_be_left_out():
    assert question(examples="").task.form.examples == ""


def test_the_prompt_holds_no_fence_and_the_question_is_live():
    found = question()
    assert found.prompt == "Twice `x`."
    assert found.live


@pytest.mark.parametrize(
    ("parts", "line", "code", "said"),
    [
        ({"solution": ""}, 1, "K110", "`python solution`"),
        ({"starter": ""}, 1, "K110", "raise NotImplementedError"),
        ({"tests": ""}, 1, "K110", "`python tests`"),
        ({"solution": "def double(x):\nreturn 2 * x\n"}, 23, "K111", "line 23 is no Python"),
        ({"solution": "return 3\n"}, 22, "K111", "outside function"),
        ({"starter": "def double(x)\n    pass\n"}, 7, "K111", "`python starter`"),
        ({"tests": "x = (\n"}, 17, "K111", "never closed"),
        ({"tests": "def check(call):\n    pass\n"}, 16, "K112", "def test_…(call):"),
        ({"tests": "def test_it():\n    assert True\n"}, 16, "K112", "asks the learner's code"),
        ({"examples": "x = 1\n"}, 11, "K112", "`python examples`"),
        ({"tests": EXAMPLES}, 17, "K112", "test_two stands twice"),
        ({"tests": "def test_it(call):\n    call('double', 1) == 2\n"}, 17, "K112", "test_it asserts nothing"),
        ({"tests": "def test_it(call):\n    assert (call('double', 1) == 2, 'no')\n"}, 18, "K112", "outer brackets"),
        ({"solution": f"x = '{'y' * LONGEST}'\n"}, 22, "K111", "longer than"),
        ({"solution": "x = " + "(" * 5000 + "\n"}, 22, "K111", "no Python"),
    ],
)
def test_what_cannot_be_judged_is_reported_where_it_stands(parts, line, code, said):
    problem = deck(**parts).problems[0]
    assert (problem.code, problem.place.line) == (code, line)
    assert said in f"{problem.message} {problem.hint}"


# ---------------------------------------------------------------- from a result to a verdict


def test_all_tests_passed_is_right():
    grade = graded(CodeResult(checks("", "")))
    assert (grade.verdict, grade.score, grade.feedback) == (Verdict.RIGHT, 1.0, ())
    assert [(point.name, point.status) for point in grade.points] == [("two", "covered"), ("minus one", "covered")]
    assert grade.expected == f"```python\n{SOLUTION}```"


def test_the_score_is_the_share_that_passed():
    grade = graded(CodeResult(checks("", "double(-1) gave 0, expected about -2", "x")))
    assert (grade.verdict, grade.score) == (Verdict.PARTIAL, pytest.approx(1 / 3))
    assert grade.points[1].evidence == "double(-1) gave 0, expected about -2"
    assert grade.feedback == ("Minus one: double(-1) gave 0, expected about -2",)


def test_nothing_passed_is_wrong():
    grade = graded(CodeResult(checks("a", "b"), printed="so far\n"))
    assert (grade.verdict, grade.score) == (Verdict.WRONG, 0.0)
    assert grade.feedback == ("Two: a", "Your code printed:\n\n```text\nso far\n```")


def test_code_that_ends_by_itself_is_told_why_as_it_is():
    grade = graded(CodeResult(failure="Your code raised NameError: x (line 1: x)"))
    assert (grade.verdict, grade.score) == (Verdict.WRONG, 0.0)
    assert grade.feedback == ("Your code raised NameError: x (line 1: x)",)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("f(2) gave [1, 2] < [3]", "`f(2) gave [1, 2] < [3]`"),
        ("a * b and 2 * c", "`a * b and 2 * c`"),
        ("soft_threshold(1) gave 2", "soft_threshold(1) gave 2"),
        ("__init__ is gone", "`__init__ is gone`"),
        ("it gave '`$x$`'", "`` it gave '`$x$`' ``"),
    ],
)
def test_markdown_leaves_a_message_as_it_is(said, shown):
    assert graded(CodeResult(checks(said, said))).feedback[0] == f"Two: {shown}"


def test_what_was_printed_is_cut_and_cannot_leave_its_fence():
    (_, printed) = graded(CodeResult(checks("a", "b"), printed="```\n" + "x" * 5000)).feedback
    assert printed.startswith("Your code printed:\n\n````text\n```\nxx")
    assert printed.endswith("…\n````")
    assert len(printed) < 500


def test_without_a_result_nothing_is_judged():
    grade = question().task.grade(ZERO, {})
    assert (grade.verdict, grade.score) == (Verdict.UNCHECKED, 0.0)


@pytest.mark.parametrize(
    ("response", "said"),
    [
        ("", "nothing was written"),
        (" \n\t\n", "nothing was written"),
        (STARTER, "still the starter"),
        (f"\n{STARTER}\n\n", "still the starter"),
        ("def double(x):\n    return 2 * x)\n", "line 2 is no Python: unmatched ')' (return 2 * x))"),
        ("def double(x)\n    return 2\n", "line 1 is no Python: expected ':'"),
        ("return 2", "outside function"),
        ("x\x00", "no Python"),
        ("-" * 15_000 + "1", "no Python"),
        ("x" * (LONGEST + 1), "longer than"),
    ],
)
def test_what_python_cannot_read_is_unreadable_and_is_never_run(response, said):
    grade = question().task.grade(response, {})
    assert grade.verdict is Verdict.UNREADABLE
    assert said in grade.feedback[0]


def test_a_doubtful_escape_is_no_reason_to_warn_on_a_screen():
    assert question().task.grade('x = "\\d"', {}).verdict is Verdict.UNCHECKED  # a warning would be an error here


# ---------------------------------------------------------------- the author's own code


FAILING = CodeResult(checks("a", "b"))


def runs(found, solution, starter, nothing=FAILING):
    return dict(zip(trials(found.task), (solution, starter, nothing), strict=True))


def test_a_solution_that_passes_and_a_starter_that_fails_are_sound():
    found = question()
    assert faults(found, runs(found, CodeResult(checks("", "")), CodeResult(checks("a", "b")))) == ()


def test_a_solution_that_fails_and_a_starter_that_passes_are_reported_at_their_fences():
    found = question()
    said = problems(found, runs(found, CodeResult(checks("", "no")), CodeResult(checks("", ""))))
    assert [(problem.code, problem.place.line, problem.message) for problem in said] == [
        ("L406", 21, "the solution fails test_minus_one: no"),
        ("L406", 6, "the starter passes every test: nothing is left to write"),
    ]


def test_tests_that_pass_whatever_is_answered_are_reported_at_their_fence():
    found = question()
    *_, nothing = trials(found.task)
    assert nothing.source == "def double(*arguments, **named):\n    return None\n"
    passed = CodeResult(checks("", ""))
    (problem,) = problems(found, runs(found, passed, CodeResult(checks("a", "b")), passed))
    assert (problem.code, problem.place.line) == ("K112", 16)
    assert "answers None" in problem.message


def test_a_test_may_leave_the_assert_to_a_function_of_its_own():
    helper = "def near(answer):\n    assert answer == -2\n\ndef test_minus_one(call):\n    near(call('double', -1))\n"
    assert question(tests=helper).task.form.tests


def test_a_solution_that_cannot_be_loaded_is_reported_with_the_reason():
    found = question()
    said = faults(found, runs(found, CodeResult(failure="Your code raised ValueError"), CodeResult(checks("a", "b"))))
    assert said == ("the solution cannot be judged: Your code raised ValueError",)


def test_without_runs_nothing_is_said_of_code():
    assert problems_without_runs(question()) == []
