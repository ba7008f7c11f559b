"""What every bundled question promises: it parses, it is graded as its key says, and its runs prove it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from quizapp.cli.asking import question_lines
from quizapp.engine import catalogue
from quizapp.engine.proving import check_call
from quizapp.grading.verdict import Verdict
from quizapp.questions import Library, Question, faults, is_id, parse_deck, question_variant
from quizapp.questions.calls import Call, Job, Measures, Runs
from quizapp.questions.chains import chain_problems
from quizapp.questions.coding import CodeResult
from quizapp.questions.forms import Order, PickMany, PickOne, Turn, TypeNumber, TypeText, WriteCode, WriteLong
from quizapp.questions.index import DeckSummary
from quizapp.questions.links import link_problems
from quizapp.questions.maths import check_maths, plain_maths
from quizapp.questions.proofs import problems_without_runs
from quizapp.sessions.mock.presets import DEEP
from quizapp.workspace.places import bundled_decks

from .judging import judged

LIBRARY = Library.open([bundled_decks()], None, check_call)
QUESTIONS = [LIBRARY.question(entry.id) for entry in LIBRARY.entries]
LIVE = [question for question in QUESTIONS if question.live]
SUBJECTS = ("trade-off", "weight-decay", "adamw", "l1", "geometry", "map", "lambda", "relatives")
ROWS, COLUMNS = 18, 76  # what an 80×24 terminal leaves for prompt and options


def name_of(question: Question) -> str:
    return f"{question.deck}-{question.id}"


def of_kind(*kinds: str) -> list[Question]:
    return [question for question in QUESTIONS if question.kind in kinds]


every_question = pytest.mark.parametrize("question", QUESTIONS, ids=name_of)
every_live_question = pytest.mark.parametrize("question", LIVE, ids=name_of)


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """As in the host, so that the measures are the same."""
    import torch
    from threadpoolctl import threadpool_limits

    torch.set_num_threads(1)
    with threadpool_limits(1):
        yield


def measured(call: Call) -> Measures:
    demo = catalogue.find(call.demo)
    return _measured(demo.name, tuple(catalogue.complete(demo, dict(call.params)).items()))


@cache
def _measured(name: str, params: tuple[tuple[str, object], ...]) -> Measures:
    return catalogue.find(name).run(dict(params), lambda *_: None).measures


def variants(question: Question) -> list[Question]:
    return [question_variant(question, index) for index in range(len(question.variants))]


def runs_of(question: Question) -> dict[Job, Measures | CodeResult]:
    evidence = (question.evidence.call,) if question.evidence else ()
    return {**{call: measured(call) for call in (*question.task.calls, *evidence)}, **judged(question)}


def right_response(question: Question, runs: Runs) -> str:
    """The key as the app shows it, written down as an answer."""
    expected = question.task.expected(runs)
    match question.task.form:
        case WriteCode():
            return expected.removeprefix("```python\n").removesuffix("```").rstrip("\n") + "\n"
        case PickOne() | PickMany() | Order():
            return ",".join(line.split(")")[0] for line in expected.splitlines())
        case TypeNumber():
            return expected.split(" ")[0]
    return expected


def wrong_responses(question: Question, right: str) -> list[str]:
    """Every single option, gap or digit that could be wrong, is."""
    match question.task.form:
        case PickOne(options):
            return [letter for letter in "abcdefghij"[: len(options)] if letter != right]
        case PickMany(options):
            picked = set(right.split(","))
            return [",".join(sorted(picked ^ {letter})) or "-" for letter in "abcdefghij"[: len(options)]]
        case Order(options):
            given = right.split(",")
            swapped = [[*given[:i], given[i + 1], given[i], *given[i + 2 :]] for i in range(len(given) - 1)]
            spare = [letter for letter in "abcdefghij"[: len(options)] if letter not in given]
            return [",".join(letters) for letters in (*swapped, given[1:], *([*given, letter] for letter in spare))]
        case TypeNumber():
            return [str(-float(right) - 1), str(2 * float(right) + 1)]
        case TypeText(gaps):
            texts = [text.strip() for text in right.split("|")]
            return [" | ".join([*texts[:gap], "none of these", *texts[gap + 1 :]]) for gap in range(gaps)]
        case WriteCode(starter):
            return [starter, "pass"]
        case WriteLong():
            return [answer.text for answer in question.task.tests]  # each covers a part
    return []


# ---------------------------------------------------------------- the bank


def test_the_decks_have_neither_problem_nor_warning() -> None:
    assert [str(problem) for problem in LIBRARY.problems] == []


def test_there_are_as_many_questions_as_promised() -> None:
    assert len(QUESTIONS) >= 150
    assert len(LIVE) >= 110


@pytest.mark.parametrize(("level", "least"), [("junior", 25), ("mid", 55), ("senior", 50), ("research", 15)])
def test_there_is_enough_for_every_level(level: str, least: int) -> None:
    assert sum(question.level == level for question in QUESTIONS) >= least


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("numeric", 15), ("choice", 20), ("multiple", 10), ("cloze", 8), ("order", 6), ("symbolic", 12),
        ("predict", 15), ("code", 10), ("interview", 25), ("flashcard", 5),
    ],
)  # fmt: skip
def test_there_is_enough_of_every_kind(kind: str, least: int) -> None:
    assert len(of_kind(kind)) >= least


def test_the_first_tag_of_every_question_is_one_of_the_eight_subjects_and_each_has_enough() -> None:
    topics = Counter(question.tags[0] for question in QUESTIONS)
    assert sorted(topics) == sorted(SUBJECTS)
    assert min(topics.values()) >= 8


@pytest.mark.parametrize("name", catalogue.names())
def test_every_demo_proves_more_than_one_question(name: str) -> None:
    assert sum(name in question.demos for question in QUESTIONS) >= 2


def test_chains_lead_somewhere_and_are_there() -> None:
    assert [str(problem) for problem in chain_problems(LIBRARY, ())] == []
    assert sum(bool(question.needs) for question in QUESTIONS) >= 10


@every_question
def test_its_author_left_no_warning(question: Question) -> None:
    assert [str(problem) for problem in problems_without_runs(question)] == []


@pytest.mark.parametrize("deck", LIBRARY.decks, ids=lambda deck: Path(deck.file).stem)
def test_the_links_of_a_deck_lead_somewhere(deck: DeckSummary) -> None:
    assert [str(problem) for problem in link_problems(deck.file)] == []


def test_ids_are_minted_and_titles_unique() -> None:
    assert [question.title for question in QUESTIONS if not (question.minted and is_id(question.id))] == []
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    assert len({question.title for question in QUESTIONS}) == len(QUESTIONS)


def test_nearly_every_question_fits_a_small_terminal() -> None:
    sizes = {question.title: len(question_lines(question, COLUMNS)) for question in QUESTIONS}
    too_long = {title: rows for title, rows in sizes.items() if rows > ROWS}
    assert len(too_long) <= len(QUESTIONS) / 10, too_long


@pytest.mark.parametrize("deck", LIBRARY.decks, ids=lambda deck: Path(deck.file).stem)
def test_a_deck_has_a_note_to_read_first(deck: DeckSummary) -> None:
    note = LIBRARY.deck(deck.file).note
    assert len(note.split()) >= 60
    check_maths(note)


# ---------------------------------------------------------------- each question


@every_live_question
def test_every_key_trap_and_evidence_holds_in_every_variant(question: Question) -> None:
    found = {variant.variant: faults(variant, runs_of(variant)) for variant in variants(question)}
    assert {variant: said for variant, said in found.items() if said} == {}


@every_question
def test_the_key_is_graded_right_and_what_differs_from_it_is_not(question: Question) -> None:
    for variant in variants(question):
        runs = runs_of(variant)
        right = right_response(variant, runs)
        if isinstance(variant.task.form, Turn):
            assert variant.task.grade("", runs).verdict is Verdict.UNCHECKED
            assert variant.task.grade("", runs).expected
            continue
        assert variant.task.grade(right, runs).verdict is Verdict.RIGHT, right
        wrong = wrong_responses(variant, right)
        assert wrong
        assert [text for text in wrong if variant.task.grade(text, runs).verdict is Verdict.RIGHT] == []


@pytest.mark.parametrize("question", of_kind("numeric"), ids=name_of)
def test_whoever_walks_into_a_trap_is_told_its_sentence(question: Question) -> None:
    for variant in variants(question):
        runs = runs_of(variant)
        for trap in variant.task.traps:
            grade = variant.task.grade(repr(trap.quantity.of(runs)), runs)
            assert (grade.verdict, grade.feedback) == (Verdict.WRONG, (trap.say,))


@pytest.mark.parametrize("question", of_kind("symbolic"), ids=name_of)
def test_whoever_types_the_formula_of_a_trap_is_told_its_sentence(question: Question) -> None:
    for variant in variants(question):
        assert variant.task.key.traps
        for trap in variant.task.key.traps:
            grade = variant.task.grade(str(trap.formula), {})
            assert (grade.verdict, grade.feedback[0]) == (Verdict.WRONG, trap.say)
        assert variant.task.grade(variant.task.form.example, {}).verdict is Verdict.WRONG


@every_question
def test_what_no_run_proves_has_its_sources(question: Question) -> None:
    assert question.live or question.sources


@pytest.mark.parametrize("question", of_kind("choice"), ids=name_of)
def test_every_wrong_option_says_what_refutes_it(question: Question) -> None:
    right = right_response(question, {})
    silent = [text for text in wrong_responses(question, right) if not question.task.grade(text, {}).feedback]
    assert silent == []


@pytest.mark.parametrize("question", of_kind("choice", "multiple", "cloze", "numeric", "predict", "code"), ids=name_of)
def test_an_explanation_follows_the_verdict(question: Question) -> None:
    assert question.explanation


@every_question
def test_its_maths_can_be_shown_everywhere(question: Question) -> None:
    for variant in variants(question):
        options = getattr(variant.task.form, "options", ())
        shown = (variant.prompt, *options, *variant.hints, variant.explanation, variant.sources)
        for text in (*shown, variant.title, variant.task.expected(runs_of(variant))):
            check_maths(text)
            assert plain_maths(text).count("$") == 0
    assert max(map(len, question_lines(question, COLUMNS))) <= COLUMNS


def test_a_wrong_key_would_be_found() -> None:
    """The contract above is able to fail: the first live key with its claim turned round."""
    deck = """## Which one shrinks?

- [x] SGD
- [ ] none

```yaml evidence
demo: decay_step
holds: [sgd_penalty > 1]
```
"""
    (question,) = parse_deck(deck, Path("wrong.md"), check_call).questions
    assert faults(question, runs_of(question)) == ("sgd_penalty > 1 does not hold: sgd_penalty is 0.980179",)


@pytest.mark.parametrize("question", of_kind("interview"), ids=name_of)
def test_an_interviewer_has_a_question_for_all_that_may_be_missing_or_stated(question):
    task = question.task
    asked = {(one.when, one.name) for one in task.follow_ups if one.when != "always"}
    expected = {("missing", point.name) for point in task.rubric.points if point.rank != "could"}
    assert asked == expected | {("stated", mistake.name) for mistake in task.rubric.misconceptions}
    assert sum(one.when == "always" for one in task.follow_ups) >= DEEP.parts[0].follow_ups, "enough for a good answer"


@pytest.mark.parametrize("question", of_kind("interview"), ids=name_of)
def test_a_rubric_is_tried_with_enough_answers_of_which_a_third_is_wrong(question):
    rubric, tests = question.task.rubric, question.task.tests
    assert 3 <= sum(point.rank != "could" for point in rubric.points) <= 6
    assert 1 <= len(rubric.misconceptions) <= 3
    assert len(tests) >= 8
    assert 3 * sum(bool(answer.stated) or not answer.covered for answer in tests) >= len(tests)
