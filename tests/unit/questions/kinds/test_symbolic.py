"""Questions that ask for a formula: the key, its traps, what is said of a wrong one, and faulty keys."""

from pathlib import Path

import pytest

from quizapp.grading.verdict import Verdict
from quizapp.questions import parse_deck, question_variant

DECK = """## The pull of a penalty
<!-- q id=aaaa0001 -->

What is it?

```yaml key
{key}
```
{rest}"""

L2 = """symbolic: derivative
of: lam*w^2
by: w
over: {w: [-2, 2], lam: [0.01, 1]}
traps:
  - {is: lam*w, say: "Half of it."}
  - {is: lam*sign(w), say: "That is L1."}"""
SOURCES = "\n### Sources\n- Somewhere\n"


def task(key, rest=""):
    deck = parse_deck(DECK.replace("{key}", key).replace("{rest}", rest), Path("deck.md"))
    assert [str(problem) for problem in deck.problems] == []
    return deck.questions[0].task


def test_the_key_is_computed_and_shown_neatly():
    assert task(L2).expected({}) == "2·lam·w"
    assert (
        task("symbolic: derivative\nof: max(w, z)^2\nby: w\nover: {w: [-2, 2], z: [-1, 1]}")
        .expected({})
        .startswith("the derivative of max(w, z)^2 by w: ")
    )


@pytest.mark.parametrize(
    "typed", ["2lam w", "$2\\lambda w$", "2λw", "f'(w) = 2·λ·w", "(w + w)·lam", "2 LAM W", "|2lam|w"]
)
def test_every_spelling_of_the_key_is_right(typed):
    grade = task(L2).grade(typed, {})
    assert (grade.verdict, grade.score, grade.feedback) == (Verdict.RIGHT, 1.0, ())


def test_a_bar_may_be_written_as_in_gaps():
    pull = task("symbolic: expression\nis: lam*abs(w)\nover: {w: [-2, 2], lam: [0.01, 1]}", SOURCES)
    for typed in ("lam|w|", "lam\\|w\\|", "lam abs(w)"):
        assert pull.grade(typed, {}).verdict is Verdict.RIGHT
    assert pull.expected({}) == "lam·abs(w)"


def test_a_trap_answers_with_its_sentence_and_the_point():
    said, where = task(L2).grade("λw", {}).feedback
    assert said == "Half of it."
    assert where.startswith("At w = ")
    assert "yours gives" in where
    assert where.endswith("Everywhere it is 0.5 times the key. It was read as lam·w.")


def test_both_values_at_the_point_are_true():
    (where,) = task(L2).grade("w + lam", {}).feedback
    words = where.split(" It was")[0].replace(",", " ").rstrip(".").split()
    w, lam, yours, key = (float(words[index]) for index in (3, 6, 9, 12))
    assert (yours, key) == (pytest.approx(w + lam, rel=1e-5), pytest.approx(2 * lam * w, rel=1e-5))


def test_nearly_equal_values_are_shown_apart():
    (where,) = task(L2).grade("2.000003 lam w", {}).feedback
    words = where.replace(",", "").split()
    assert float(words[words.index("gives") + 1]) != float(words[words.index("key") + 1].rstrip("."))


def test_what_has_no_value_at_the_point_is_wrong_and_what_has_none_anywhere_unreadable():
    (where,) = task(L2).grade("2lam √w √w", {}).feedback
    assert "yours has no value, the key gives" in where
    for typed in ("1/(w - w)", "9**9**9**9", "9^9^9^9 w"):
        grade = task(L2).grade(typed, {})
        assert grade.verdict is Verdict.UNREADABLE
        assert "a value nowhere" in grade.feedback[0]


@pytest.mark.parametrize("typed", ["2 lam v", "(2 lam w", "1/2w", "().__class__", "__import__('os')", "(" * 10_000, ""])
def test_what_cannot_be_read_is_not_wrong(typed):
    assert task(L2).grade(typed, {}).verdict is Verdict.UNREADABLE


def test_the_example_is_neither_the_key_nor_a_trap():
    assert task(L2).form.example == "w^2/(3lam + 1)"
    own = 'symbolic: expression\nis: w^2/(3*w + 1)\nover: {w: [1, 2]}\ntraps: [{is: w^3/(3w + 1), say: "No."}]'
    assert task(own, SOURCES).form.example == "w^4/(3w + 1)"


def test_a_varied_number_is_a_name_and_a_number():
    key = "symbolic: derivative\nof: lam*w^n\nby: w\nover: {w: [0.1, 2], lam: [0.1, 1]}\nvary: {n: [3, 4]}"
    text = DECK.replace("{key}", key).replace("{rest}", "").replace("What is it?", "For `n=3`?")
    deck = parse_deck(text, Path("deck.md"))
    assert deck.problems == ()
    three, four = (question_variant(deck.questions[0], index) for index in (0, 1))
    assert (three.task.expected({}), four.task.expected({})) == ("3·lam·w²", "4·lam·w³")
    assert four.prompt == "For `n=4`?"
    for typed in ("n lam w^(n-1)", "4 lam w^3"):
        assert four.task.grade(typed, {}).verdict is Verdict.RIGHT
        assert three.task.grade(typed, {}).verdict is (Verdict.RIGHT if "n" in typed else Verdict.WRONG)


def test_the_piece_of_a_kink_is_compared_on_both_sides():
    soft = task("symbolic: expression\nis: sign(z)*max(abs(z) - lam, 0)\nover: {z: [-3, 3], lam: [0.1, 2]}", SOURCES)
    assert soft.grade("max(z - lam, 0) - max(-z - lam, 0)", {}).verdict is Verdict.RIGHT
    assert soft.grade("z - lam sgn z", {}).verdict is Verdict.WRONG
    assert soft.grade("max(z - lam, 0)", {}).verdict is Verdict.WRONG


FAULTY = {
    "a sort that is none": (L2.replace("derivative", "integral"), 7, 11, "Y204", "derivative or expression"),
    "a sort that is a number": (L2.replace("derivative", "1"), 7, 11, "Y204", "not 1"),
    "no by": (L2.replace("by: w\n", ""), 6, 1, "Y203", "no `by`"),
    "no over": ("symbolic: derivative\nof: w^2\nby: w", 6, 1, "Y203", "no `over`"),
    "is beside of": (L2 + "\nis: w", 14, 1, "Y202", "'is'"),
    "no ranges": (L2.replace("{w: [-2, 2], lam: [0.01, 1]}", "[w]"), 10, 7, "K114", "{w: [-2, 2]}"),
    "one end": (L2.replace("[0.01, 1]", "[1]"), 10, 25, "K114", "lam has no range"),
    "an empty range": (L2.replace("[0.01, 1]", "[1, 1]"), 10, 25, "K114", "lam has no range"),
    "an end that is a word": (L2.replace("[0.01, 1]", "[0, one]"), 10, 29, "Y204", "an end of lam's range"),
    "ends beyond all numbers": (L2.replace("[0.01, 1]", "[-1e300, 1e308]"), 10, 25, "K114", "no numbers can be drawn"),
    "ends that are all but 0": (L2.replace("[0.01, 1]", "[0, 5e-324]"), 10, 25, "K114", "no numbers can be drawn"),
    "ends that are all but equal": (L2.replace("[0.01, 1]", "[1, 1.0000001]"), 10, 25, "K114", "can be drawn from lam"),
    "an end without end": (L2.replace("[0.01, 1]", "[0, .inf]"), 10, 29, "Y204", "an end of lam's range"),
    "a function for a name": (L2.replace("lam: [", "max: ["), 10, 7, "K114", "'max' cannot be a name"),
    "a constant for a name": (L2.replace("lam: [", "pi: ["), 10, 7, "K114", "'pi' cannot be a name"),
    "two names that are one": (L2.replace("lam: [", "λ: [0, 1], lam: ["), 10, 7, "K114", "cannot be told"),
    "a name that is varied too": (L2 + "\nvary: {lam: [1, 2]}", 10, 7, "K114", "lam is varied"),
    "a word that is varied": (L2 + "\nvary: {mode: [a, b]}", 10, 7, "K114", "mode is varied"),
    "an unknown name": (L2.replace("of: lam*w^2", "of: mu*w^2"), 8, 5, "K113", "'mu' at character 1"),
    "a formula that is empty": (L2.replace("of: lam*w^2", "of:"), 8, 4, "K113", "nothing was typed"),
    "a formula that stops": (L2.replace("lam*w^2", "lam*("), 8, 5, "K113", "missing at its end"),
    "by something else": (L2.replace("by: w", "by: v"), 9, 5, "K113", "v, which has no range"),
    "no derivative anywhere": (L2.replace("lam*w^2", "log(-w^2)"), 8, 5, "K113", "has a derivative at fewer than 8"),
    "a trap that is the key": (L2.replace("lam*w, say", "w*2*lam, say"), 12, 10, "K115", "is equal to the key"),
    "a trap said twice": (L2.replace("lam*sign(w)", "w*lam"), 13, 10, "K115", "equal to an earlier one"),
    "a trap without a value": (L2.replace("lam*sign(w)", "log(-lam)"), 13, 10, "K113", "no value in these ranges"),
    "a trap that cannot be read": (L2.replace("lam*sign(w)", "lam w)"), 13, 10, "K113", "')' at character 6"),
    "a trap without a sentence": (L2.replace(', say: "Half of it."', ""), 12, 5, "K107", "a sentence to `say`"),
    "traps that are no list": (L2[: L2.index("traps")] + "traps: none", 11, 8, "K107", "must be a list"),
    "maths that cannot be shown": (L2.replace("Half of it.", "$\\\\nope$"), 12, 22, "M114", "nope"),
    "a trap with a comma": (L2.replace("lam*sign(w)", "max(w, 0)"), 13, 10, "K113", "never closed"),
    "a name that makes no difference": (
        L2.replace("of: lam*w^2", "of: lam*w^2/(1 + eps)").replace("lam: [", "eps: [1e-10, 1e-8], lam: ["),
        10, 25, "K114", "eps makes no difference in its range",
    ),
    "an expression from nowhere": (
        "symbolic: expression\nis: 2*w\nover: {w: [0, 1]}", 8, 5, "K106", "needs a source"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("key", "line", "column", "code", "said"), FAULTY.values(), ids=FAULTY)
def test_a_key_that_cannot_be_used_is_named_at_its_place(key, line, column, code, said):
    deck = parse_deck(DECK.replace("{key}", key).replace("{rest}", ""), Path("deck.md"))
    found = [problem for problem in deck.problems if problem.severity == "error"]
    assert deck.questions == ()
    assert [(p.place.line, p.place.column, p.code) for p in found[:1]] == [(line, column, code)], found
    assert said in found[0].message


def test_a_name_with_a_value_in_the_prompt_has_no_range():
    text = DECK.replace("{key}", L2).replace("{rest}", "").replace("What is it?", "For `lam=0.1`?")
    (problem,) = parse_deck(text, Path("deck.md")).problems
    assert (problem.code, problem.place.line, problem.place.column) == ("Q313", 4, 6)
    assert "the key takes lam from a range" in problem.message


def test_an_expression_that_evidence_proves_needs_no_source():
    evidence = "\n```yaml evidence\ndemo: decay_step\nholds: [adamw > 0]\n```\n"
    assert task("symbolic: expression\nis: 2*w\nover: {w: [0, 1]}", evidence).expected({}) == "2·w"
