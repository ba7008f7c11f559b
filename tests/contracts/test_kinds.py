"""What every kind of question promises, for each kind that discovery finds."""

from pathlib import Path

import pytest

from quizapp.grading.verdict import Verdict
from quizapp.questions import all_kinds, faults, parse_deck, question_variant
from quizapp.questions.forms import Turn, WriteCode

SAMPLES = [
    pytest.param(kind, sample, id=f"{kind.name}-{number}")
    for kind in all_kinds().values()
    for number, sample in enumerate(kind.samples)
]


def read(sample):
    deck = parse_deck(sample.markdown, Path("sample.md"))
    assert [problem for problem in deck.problems if problem.severity == "error"] == []
    (question,) = deck.questions
    return question


def runs_of(question, sample):
    calls = [*question.task.calls, *([question.evidence.call] if question.evidence else [])]
    codes = {question.task.form.code(source): result for source, result in sample.codes.items()}
    return {**{call: sample.measures[call.demo] for call in calls}, **codes}


def decided_by_a_job(question):
    return bool(question.task.calls) or isinstance(question.task.form, WriteCode)


def test_the_kinds_of_this_version_are_found():
    assert {"flashcard", "choice", "multiple", "cloze", "numeric"} <= set(all_kinds())
    assert all(kind.samples for kind in all_kinds().values())


@pytest.mark.parametrize(("kind", "sample"), SAMPLES)
def test_a_sample_is_read_as_its_own_kind_and_by_no_other(kind, sample):
    assert read(sample).kind == kind.name


@pytest.mark.parametrize(("kind", "sample"), SAMPLES)
def test_right_wrong_and_unreadable_are_told_apart_in_every_variant(kind, sample):
    question = read(sample)
    for index in range(len(question.variants)):
        variant = question_variant(question, index)
        runs = runs_of(variant, sample)
        if isinstance(variant.task.form, Turn):
            assert variant.task.grade("", runs).verdict is Verdict.UNCHECKED
            continue
        right = variant.task.grade(sample.right, runs)
        wrong = variant.task.grade(sample.wrong, runs)
        unreadable = variant.task.grade(sample.unreadable, runs)
        assert (right.verdict, right.score) == (Verdict.RIGHT, 1.0)
        assert (wrong.verdict, wrong.score) == (Verdict.WRONG, 0.0)
        assert (unreadable.verdict, unreadable.score) == (Verdict.UNREADABLE, 0.0)
        assert unreadable.feedback, "an unreadable answer is told why"


@pytest.mark.parametrize(("kind", "sample"), SAMPLES)
def test_the_key_is_said_and_does_not_depend_on_the_response(kind, sample):
    question = read(sample)
    runs = runs_of(question, sample)
    expected = question.task.expected(runs)
    assert expected
    for response in filter(None, (sample.right, sample.wrong)):
        assert question.task.grade(response, runs).expected == expected


@pytest.mark.parametrize(("kind", "sample"), SAMPLES)
def test_without_the_run_that_decides_nothing_is_judged_or_given_away(kind, sample):
    question = read(sample)
    if not decided_by_a_job(question):
        return
    assert question.task.grade(sample.right, {}).verdict is Verdict.UNCHECKED
    assert question.task.grade(sample.unreadable, {}).verdict is Verdict.UNREADABLE
    assert (question.task.expected({}) == "") == bool(question.task.calls)
    assert question.live


@pytest.mark.parametrize(("kind", "sample"), SAMPLES)
def test_no_response_whatever_raises_or_scores_outside_zero_to_one(kind, sample):
    question = read(sample)
    runs = runs_of(question, sample)
    for response in ("", " ", "a", "-", "|", "||||", "\x00", "9" * 500, "a,b,c", "nan", "𝟚", "½", "-1e999", "a|b\\|c"):
        for known in ({}, runs):
            grade = question.task.grade(response, known)
            assert 0 <= grade.score <= 1
            assert (grade.verdict is Verdict.RIGHT) == (grade.score == 1)


@pytest.mark.parametrize(("kind", "sample"), SAMPLES)
def test_a_sample_has_no_fault_that_its_runs_would_prove(kind, sample):
    question = read(sample)
    assert faults(question, runs_of(question, sample)) == ()
    if decided_by_a_job(question):
        assert faults(question, {call: {} for call in question.task.calls}) != ()


@pytest.mark.parametrize(("kind", "sample"), SAMPLES)
def test_a_task_is_a_value(kind, sample):
    assert read(sample).task == read(sample).task
    assert hash(read(sample).task.form) == hash(read(sample).task.form)


CONFIDENCE = """
from dataclasses import dataclass

from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.forms import TypeText
from quizapp.questions.kind import Kind, Sample


@dataclass(frozen=True)
class Statement:
    truth: str
    form = TypeText(1, "true or false, and how sure in per cent", "true 50")
    calls = ()

    def grade(self, response, runs):
        said, _, sure = response.partition(" ")
        if said not in {"true", "false"} or not sure.isdecimal():
            return Grade(Verdict.UNREADABLE, feedback=("write true or false and a number, such as true 50",))
        if said == self.truth:
            return Grade(Verdict.RIGHT, 1.0, self.truth)
        return Grade(Verdict.WRONG, 0.0, self.truth, ("And you were sure.",) if int(sure) > 80 else ())

    def expected(self, runs):
        return self.truth


def read(reading):
    return Statement(reading.prompt.partition(":")[0].lower())


KIND = Kind(
    name="statement",
    claims=lambda body, key: not body.features and body.prompt.startswith(("True:", "False:")),
    read=read,
    uses=frozenset(),
    shown=lambda prompt: prompt.partition(":")[2].strip(),
    samples=(Sample("## Sparse?\\n\\nFalse: ridge gives exact zeros.", "false 70", "true 90", "perhaps"),),
)
"""


def test_dropping_a_file_in_adds_a_kind(tmp_path, monkeypatch):
    from quizapp.questions import kinds

    statement = "## Sparse?\n\nFalse: ridge gives exact zeros.\n"
    assert [problem.code for problem in parse_deck(statement, Path("deck.md")).problems] == ["Q306"]
    (tmp_path / "statement_of_a_test.py").write_text(CONFIDENCE, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    all_kinds.cache_clear()
    try:
        (question,) = parse_deck(statement, Path("deck.md")).questions
        assert (question.kind, question.prompt) == ("statement", "ridge gives exact zeros.")
        (sample,) = all_kinds()["statement"].samples
        assert question.task.grade(sample.right, {}).verdict is Verdict.RIGHT
        assert question.task.grade(sample.wrong, {}).feedback == ("And you were sure.",)
        assert question.task.grade(sample.unreadable, {}).verdict is Verdict.UNREADABLE
    finally:
        monkeypatch.undo()
        all_kinds.cache_clear()
