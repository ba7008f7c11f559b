"""A deck written by hand, read into what it says."""

import itertools
from pathlib import Path

import pytest

from quizapp.grading.verdict import Verdict
from quizapp.questions import Call, Level, parse_deck, question_variant, read_deck

FILE = Path(__file__).parent / "decks" / "sample.md"


@pytest.fixture(scope="module")
def deck():
    return read_deck(FILE)


@pytest.fixture(scope="module")
def by_id(deck):
    return {question.id: question for question in deck.questions}


def test_nothing_is_wrong_with_it(deck):
    assert deck.problems == ()
    assert (deck.name, deck.title) == ("sample/penalties", "A deck by hand")
    assert deck.note == "What a penalty does to a weight. Maths is $w_i^2$, code is `w[[0, 5]]`."
    assert [question.kind for question in deck.questions] == ["flashcard", "choice", "multiple", "cloze", "numeric"]


def test_attributes_are_laid_over_the_defaults_of_the_deck(by_id):
    card, choice = by_id["s0000001"], by_id["s0000002"]
    assert (card.level, card.tags, card.points, card.seconds, card.rev) == (Level.JUNIOR, ("l2",), 1, 120, 1)
    assert (choice.level, choice.tags, choice.points, choice.seconds, choice.rev) == (Level.MID, ("l1", "l2"), 2, 60, 3)
    assert choice.minted
    assert choice.place.line == 20


def test_details_lines_are_ignored(by_id):
    card = by_id["s0000001"]
    assert card.prompt == ""
    assert card.task.expected({}) == r"Less and less: the pull is $2\lambda w$."


def test_options_keep_their_markdown_and_their_feedback(by_id):
    task = by_id["s0000002"].task
    assert task.form.options[0] == "$R(w) = w^2$"
    assert task.form.options[1] == (
        "$R(w) = \\lvert w \\rvert$, the lasso:\n```python\nw = sign(z) * max(abs(z) - lam, 0)\n```"
    )
    assert task.grade("a", {}).feedback == ("Its pull fades as the weight does.",)
    assert task.grade("b", {}).feedback == ("The pull is constant.\n\nIt wins as soon as `abs(z) < lam`.",)
    assert task.grade("c", {}).feedback == ()


def test_sections_and_evidence_go_with_the_question(by_id):
    choice = by_id["s0000002"]
    assert choice.hints == ("Look at the slope at zero.", "One of them has a kink.")
    assert choice.explanation.endswith("2. a range of data gives the same minimum.")
    assert choice.sources == "- Tibshirani 1996, section 2"
    assert choice.prompt == "Minimising `0.5*(w - 1)**2 + lam*R(w)`:"
    assert choice.evidence.call == Call.of("sparse_regression", {"alpha": 0.1})
    assert choice.evidence.holds == ("exact_zeros_ridge == 0", "exact_zeros_lasso > 0")
    assert choice.evidence.place.line == 37
    assert choice.live
    assert not by_id["s0000001"].live


def test_partial_credit_and_its_points(by_id):
    grade = by_id["s0000003"].task.grade("a", {})
    assert (grade.verdict, grade.score) == (Verdict.PARTIAL, 0.5)
    assert [point.status for point in grade.points] == ["covered", "missed", "covered"]
    assert by_id["s0000003"].task.grade("a,c", {}).verdict is Verdict.WRONG


def test_gaps_are_shown_as_blanks_and_code_is_left_alone(by_id):
    question = by_id["s0000004"]
    assert question.prompt == (
        "Least squares with an L1 penalty is the [gap 1], with both [gap 2];\n`w[[0, 5]]` picks two weights."
    )
    grade = question.task.grade("Lasso | ridge", {})
    assert (grade.verdict, grade.score, grade.expected) == (Verdict.PARTIAL, 0.5, "lasso | elastic net")
    assert [(point.name, point.status, point.evidence) for point in grade.points] == [
        ("lasso", "covered", "Lasso"),
        ("elastic net", "contradicted", "ridge"),
    ]


def test_a_variant_is_in_the_prompt_the_key_the_traps_and_the_evidence(by_id):
    question = by_id["s0000005"]
    assert question.variants == ((("seed", 42), ("n", 100)), (("seed", 7), ("n", 100)))
    second = question_variant(question, 1)
    assert second.prompt.startswith("With `seed=7` and `alphas=100`,")
    assert second.variant == question.variants[1]
    assert second.content_hash == question.content_hash
    varied = {"seed": 7, "n": 100, "alphas": 100}
    assert second.task.calls == (
        Call.of("lasso_path", varied),
        Call.of("lasso_path", {**varied, "noise": 0}),
        Call.of("other", varied),
        Call.of("other", {"lam": 1e-3}),
    )
    assert second.evidence.call == Call.of("lasso_path", {"seed": 7, "n": 100})
    assert question_variant(question, 2) == question_variant(question, 0) == question


def test_a_number_is_judged_by_the_run_and_a_trap_says_its_sentence(by_id):
    task = by_id["s0000005"].task
    key, own, other, lam = task.calls
    runs = {key: {"alpha_max": 2.690953}, own: {"support_alpha_high": 0.04}, other: {"x": 7}, lam: {"x": 4}}
    assert task.expected(runs) == "2.69095 (no unit) (anything from 2.64 to 2.74 counts)"
    assert task.grade("2.65", runs).verdict is Verdict.RIGHT
    assert task.grade("0.0401", runs).feedback == ("The same demo, its own parameter laid over the key's.",)
    assert task.grade("7", runs).feedback == ("Another demo with the key's parameters.",)
    assert task.grade("8", runs).feedback == ("Another demo with its own.",)
    assert task.grade("5", runs).feedback == ()


def test_a_missing_trap_costs_its_sentence_only(by_id):
    task = by_id["s0000005"].task
    runs = {task.calls[0]: {"alpha_max": 2.690953}}
    assert task.grade("7", runs).verdict is Verdict.WRONG
    assert task.grade("7", runs).feedback == ()
    assert task.grade("0.1", runs).feedback == ("A number.",)
    assert task.grade("2.7", runs).verdict is Verdict.RIGHT


def hash_of(text):
    return parse_deck(text, FILE).questions[1].content_hash


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("level=junior", "level=senior"),
        ("tags=l2", "tags=l1"),
        ("points=2 rev=3", "time=90s"),
        ("title: A deck by hand", "title: Another"),
        ("id=s0000001", "id=s0000009"),
        ("\n## Which penalty", "\n\n\n## Which penalty"),
        ("\n", "\r\n"),
    ],
)
def test_the_hash_is_not_moved_by_what_the_learner_does_not_see(before, after):
    text = FILE.read_text(encoding="utf-8")
    assert hash_of(text.replace(before, after)) == hash_of(text)


@pytest.mark.parametrize(
    "line",
    [
        "Which penalty can give exact zeros?",
        "Minimising",
        "- [ ] neither",
        "The pull is constant",
        "alpha: 0.1",
        "One of them has a kink",
        "the slope jumps",
        "section 2",
    ],
)
def test_the_hash_is_moved_by_what_the_learner_sees_or_is_graded_by(line):
    text = FILE.read_text(encoding="utf-8")
    assert hash_of(text.replace(line, line + " x")) != hash_of(text)


def test_byte_order_mark_and_line_ends_of_any_system_change_nothing():
    text = FILE.read_text(encoding="utf-8")
    plain = parse_deck(text, FILE)
    for other in (text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text):
        read = parse_deck(other.encode(), FILE)
        assert read.problems == ()
        assert [question.prompt for question in read.questions] == [question.prompt for question in plain.questions]


def test_questions_may_stand_in_any_order():
    text = FILE.read_text(encoding="utf-8")
    front, *questions = text.split("\n## ")
    for order in itertools.islice(itertools.permutations(questions), 0, 120, 17):
        deck = parse_deck("\n## ".join([front, *(part + "\n" for part in order)]), FILE)
        assert deck.problems == ()
        assert len(deck.questions) == 5


def test_without_an_id_a_question_works_and_keeps_its_stand_in_until_it_is_retitled():
    text = "## Same\n\n### Answer\none\n\n## Same\n\n### Answer\ntwo\n"
    deck = parse_deck(text, FILE)
    assert [problem.code for problem in deck.problems] == ["Q302", "Q302"]
    assert all(problem.severity == "warning" for problem in deck.problems)
    first, second = deck.questions
    assert first.id != second.id
    assert not first.minted
    assert parse_deck(text, FILE).questions[0].id == first.id
    assert parse_deck(text.replace("Same", "Other"), FILE).questions[0].id != first.id


def test_the_id_that_is_suggested_keeps_the_question_under_its_stand_in():
    text = "## Same\n\n### Answer\none\n"
    (problem,) = parse_deck(text, FILE).problems
    comment = problem.hint.split("`")[1]
    mended = parse_deck(text.replace("Same\n", f"Same\n{comment}\n"), FILE)
    assert mended.problems == ()
    assert mended.questions[0].minted
    assert mended.questions[0].id == parse_deck(text, FILE).questions[0].id


def test_a_line_break_that_an_author_wrote_stays_and_other_spaces_at_ends_go():
    text = "## Pick\n\nOne  \ntwo \nthree  \n\n- [x] a  \n  b \n  c\n- [ ] d\n  > e  \n  > f \n"
    (question,) = parse_deck(text, FILE).questions
    assert question.prompt == "One  \ntwo\nthree"
    assert question.task.form.options == ("a  \nb\nc", "d")
    assert question.task.grade("b", {}).feedback == ("e  \nf",)


def test_a_stand_in_is_never_an_id_that_another_question_has():
    card = "## Same\n{}\n### Answer\none\n"
    (alone,) = parse_deck(card.format(""), FILE).questions
    deck = parse_deck(card.format("") + card.format(f"<!-- q id={alone.id} -->"), FILE)
    assert [problem.code for problem in deck.problems] == ["Q302"]
    assert [question.minted for question in deck.questions] == [False, True]
    assert deck.questions[0].id != alone.id


def test_the_hash_does_not_change_with_what_is_tidied():
    loose = "## A\n<!-- q\n id=aaaa0000\n level=mid -->\n\nWhy? \n\n``` yaml  evidence \ndemo: x\nholds: a < 2\n```\n"
    loose += "\n### Answer\nSo.\n\n\n"
    tidy = "## A\n<!-- q id=aaaa0000 -->\n\nWhy?\n\n```yaml evidence\ndemo: x\nholds: a < 2\n```\n\n### Answer\nSo.\n"
    assert parse_deck(loose, FILE).questions[0].content_hash == parse_deck(tidy, FILE).questions[0].content_hash
