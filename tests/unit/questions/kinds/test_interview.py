"""Interview questions: how a rubric is read and graded, and every fault at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.grading.rubric import overrule
from quizapp.grading.verdict import FollowUp, Verdict
from quizapp.questions import parse_deck
from quizapp.questions.forms import WriteLong
from quizapp.questions.kinds.interview import KIND, MAX_LENGTH, faults

(SAMPLE,) = (sample.markdown for sample in KIND.samples)


def read(markdown=SAMPLE):
    deck = parse_deck(markdown, Path("deck.md"))
    assert [problem for problem in deck.problems if problem.severity == "error"] == []
    return deck.questions[0].task


def grade(answer, markdown=SAMPLE):
    return read(markdown).grade(answer, {})


def changed(old, new):
    assert old in SAMPLE
    return SAMPLE.replace(old, new, 1)


COMPLETE = KIND.samples[0].right


def test_the_rubric_is_read():
    task = read()
    assert task.form == WriteLong()
    assert [(point.name, point.rank, point.weight) for point in task.rubric.points] == [
        ("zeros", "must", 2),
        ("shrinks", "must", 1),
        ("pull", "should", 2),
    ]
    (mistake,) = task.rubric.misconceptions
    assert (mistake.name, mistake.denies) == ("l2-sparse", ("shrinks",))
    assert mistake.about == "says that L2 gives sparsity."
    assert mistake.correction.startswith("Ridge never lands on zero")
    assert len(task.tests) == 4


def test_a_complete_answer_is_right_and_says_why():
    found = grade(COMPLETE)
    assert (found.verdict, found.score) == (Verdict.RIGHT, 1)
    assert all(point.status == "covered" and point.evidence in COMPLETE for point in found.points)
    assert [one.text for one in found.follow_ups] == ["Would plain SGD on an L1 loss give exact zeros?"]


def test_an_answer_without_a_should_is_partly_right():
    found = grade("Lasso zeroes weights out, ridge just makes them small.")
    assert (found.verdict, found.score) == (Verdict.PARTIAL, 0.6)
    assert found.follow_ups[0] == FollowUp("missing", "pull", "What is the slope of each penalty at w = 0.001?")
    assert [point.must for point in found.points] == [True, True, False]


def test_a_stated_misconception_is_corrected_first_and_never_right():
    found = grade(COMPLETE + " And L2 gives exact zeros.")
    assert found.score < 1
    assert found.feedback[0].startswith("Ridge never lands on zero")
    (mistake,) = found.misconceptions
    assert (mistake.name, mistake.status, mistake.evidence) == ("l2-sparse", "stated", "And L2 gives exact zeros")


def test_what_is_overruled_is_scored_anew():
    found = grade("Lasso zeroes weights out, ridge just makes them small.")
    assert overrule(found, "pull").verdict is Verdict.RIGHT
    assert overrule(found, "zeros").score == pytest.approx(0.2)


@pytest.mark.parametrize("answer", ["", "  \n ", "123 !?", "🎉", "x" * (MAX_LENGTH + 1)])
def test_what_cannot_be_judged_is_unreadable_with_a_sentence(answer):
    found = grade(answer)
    assert found.verdict is Verdict.UNREADABLE
    assert found.feedback


def test_without_a_model_answer_the_points_are_the_key():
    start, stop = SAMPLE.index("### Model answer"), SAMPLE.index("### Follow-ups")
    task = read(SAMPLE[:start] + SAMPLE[stop:])
    assert task.expected({}).startswith("- L1 drives some weights exactly to zero.\n- ")


def test_a_point_that_could_be_said_counts_for_nothing():
    task = read(changed("should · 2 —", "could —"))
    assert task.grade("Lasso zeroes weights out, ridge just makes them small.", {}).verdict is Verdict.RIGHT


def test_dashes_and_bars_are_read_as_they_are_typed():
    for line in (
        "- **zeros** - must - 2 - L1 drives",
        "* **zeros** | must | 2 | L1 drives",
        "- **zeros** must 2: L1 drives",
    ):
        task = read(changed("- **zeros** · must · 2 — L1 drives", line))
        assert task.rubric.points[0].weight == 2
        assert task.rubric.points[0].about == "L1 drives some weights exactly to zero."


@pytest.mark.parametrize(
    "line",
    [
        "- **pull** · should · 2 · mathematics — the L1 pull",
        "- **pull** | should | 2 | Mathematics | the L1 pull",
        "- **pull** · should · mathematics - the L1 pull",
    ],
)
def test_a_point_may_say_what_it_tells_an_interviewer(line):
    points = read(changed("- **pull** · should · 2 — the L1 pull", line)).rubric.points
    assert [point.signal for point in points] == ["", "", "mathematics"]
    assert points[-1].about.startswith("the L1 pull is constant")
    assert [point.signal for point in read(changed("— the L1 pull", "· mathematics — it")).grade("L1", {}).points] == [
        point.signal for point in points
    ]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("mathematcs", "did you mean mathematics?"), ("trade offs", "did you mean trade-offs?"), ("zeal", "known: defi")],
)
def test_a_signal_that_there_is_not_is_named_and_the_point_still_counts(typed, hint):
    text = changed("· should · 2 — the", f"· should · 2 · {typed} — the")
    (problem,) = parse_deck(text, Path("deck.md")).problems[1:]
    assert (problem.code, problem.severity, problem.place.line, problem.place.column) == ("R512", "warning", 11, 27)
    assert problem.hint.startswith(hint)
    assert read(text).rubric.points[-1].signal == ""


def test_words_before_a_dash_that_are_no_signal_stay_in_the_point():
    for about in ("L1 drives — always — some", "the pull: it fades - slowly", "zeros, many — not some"):
        point = read(changed("L1 drives some weights exactly to zero.", about)).rubric.points[0]
        assert (point.about, point.signal) == (about, "")


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "code"),
    [
        ("- **zeros** · must", "- zeros · must", 6, 3, "R501"),
        ("· must · 2", "· maybe · 2", 6, 3, "R501"),
        ("· must · 2", "· must · 0", 6, 3, "R501"),
        ("· should · 2", "· should · 0", 11, 3, "R501"),
        ("**zeros**", "**none**", 6, 3, "R501"),
        ("- **l2-sparse** — says", "- l2-sparse: says", 15, 3, "R502"),
        ("`l1 & zero`", "`l1 & zero`  and more", 7, 5, "R503"),
        ("`l1 & zero`", "`l1 && zero`", 7, 10, "R503"),
        ("  - `l1 & zero`\n", "", 6, 3, "R503"),
        ("**shrinks**", "**zeros**", 6, 3, "R504"),
        ("Denies *shrinks*", "Denies *shrink*", 15, 55, "R504"),
        ("if missing *pull*", "if missing *pulls*", 24, 3, "R504"),
        ("- zeros, shrinks:", "- zeros, shrink:", 28, 3, "R504"),
        ("- always:", "- sometimes:", 25, 3, "R506"),
        ("- none: it", "- it", 30, 3, "R507"),
        ("- zeros, shrinks: lasso", "- zeros: lasso", 8, 3, "R508"),
    ],
)
def test_every_fault_has_its_place(old, new, line, column, code):
    problems = parse_deck(changed(old, new), Path("deck.md")).problems
    found = [(problem.place.line, problem.place.column, problem.code) for problem in problems]
    assert (line, column, code) in found


def test_a_test_answer_that_is_judged_otherwise_is_named_at_its_line():
    task = read(changed("- none: it is about", "- pull: it is about"))
    (fault,) = faults(task, {})
    assert (fault.place.line, fault.code) == (30, "R509")
    assert fault.message == "this test answer does not cover pull"
    clause = "it is about the shape of the penalty"
    lacks = "does not say l1 and does not say constant and does not say pull"
    assert fault.hint == f'pull: `l1 & constant & pull` comes closest in "{clause}", which {lacks}'
    assert faults(read(), {}) == ()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("- zeros: L1 picks some", 'zeros: `l1 & zero` comes closest in "L1 picks some", which does not say zero'),
        ("- shrinks: L2 gives zeros", 'shrinks is denied by "L2 gives zeros"; l2-sparse is heard in "L2 gives zeros"'),
        ("- none: L1 gives zeros", 'zeros is heard in "L1 gives zeros"'),
    ],
)
def test_the_reason_is_the_nearest_pattern_or_the_clause_that_was_heard(answer, reason):
    line = next(line for line in SAMPLE.splitlines() if line.startswith("- none:"))
    (fault,) = faults(read(changed(line, answer)), {})
    assert fault.hint == reason
