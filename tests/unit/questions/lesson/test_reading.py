"""The lesson: read in its parts, with every fault at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.engine.proving import check_call
from quizapp.questions.calls import Call
from quizapp.questions.lesson.model import Exhibit, Lesson, Truth
from quizapp.questions.lesson.reading import lesson_in, read_lesson

from .written import STORY, write_lesson

RUN = Call.of("decay_step", {"steps": 3})


def read(folder: Path, *changes: tuple[str, str]) -> Lesson:
    return read_lesson(write_lesson(folder / "lesson", *changes), check_call)


def found(lesson: Lesson) -> list[tuple[str, int, str]]:
    return [(problem.place.file.name, problem.place.line, problem.code) for problem in lesson.problems]


def test_a_lesson_is_its_sections_its_claims_and_its_answer(tmp_path: Path) -> None:
    lesson = read(tmp_path)
    assert lesson.problems == ()
    assert lesson.title == "How weights $w$ decay"
    assert [section.key for section in lesson.sections] == ["the-idea", "the-interview-answer"]
    assert [claim.number for claim in lesson.claims] == [1, 2]
    assert (lesson.question, [sentence.text for sentence in lesson.answer]) == (
        "jjjj1111",
        ["L1 ends at zero.", "L2 only shrinks."],
    )


def test_experiments_stand_between_the_passages_and_links_are_their_words(tmp_path: Path) -> None:
    idea, answer = read(tmp_path).sections
    before, exhibit, after = idea.parts
    assert before == "A weight *decays*; see which one and `[not](this.md)`."
    assert idea.links == ("../decay.md#which-one-shrinks-the-weight-itself",)
    assert isinstance(exhibit, Exhibit)
    assert (exhibit.call, exhibit.shows, exhibit.holds, exhibit.say) == (
        RUN,
        ("sgdw",),
        ("sgdw < 1",),
        "Look at $w$.",
    )
    assert after == "And after it."
    assert answer.parts == ("Say it.",)


def test_a_claim_has_its_verdict_and_what_settles_it(tmp_path: Path) -> None:
    first, second = read(tmp_path).claims
    assert (first.truth, first.exhibits, first.source, first.lines) == (Truth.FALSE, (), "A book", "9")
    assert (second.truth, second.exhibits[0].call, second.source) == (Truth.TRUE, RUN, "")
    assert first.questions == ("bbbb2222", "aaaa1111")


def test_a_sentence_rests_on_a_run_or_on_a_source(tmp_path: Path) -> None:
    run, cited = read(tmp_path).answer
    assert run.exhibit is not None
    assert run.exhibit.call == Call.of("decay_step")
    assert (cited.exhibit, cited.source) == (None, "A paper")


def test_all_exhibits_are_those_of_the_story_the_audit_and_the_answer(tmp_path: Path) -> None:
    assert [exhibit.holds for exhibit in read(tmp_path).exhibits] == [("sgdw < 1",), ("sgdw < 1",), ("adamw < 1",)]


def test_verdicts_need_no_quotes(tmp_path: Path) -> None:
    bare = read(tmp_path, ('verdict: "true"', "verdict: true"), ('verdict: "false"', "verdict: False"))
    assert [claim.truth for claim in bare.claims] == [Truth.FALSE, Truth.TRUE]


def test_an_id_of_digits_is_an_id(tmp_path: Path) -> None:
    assert read(tmp_path, ("[aaaa1111]", "[12345678]")).claims[1].questions == ("12345678",)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("demo: decay_step\nparams", "demo: decay_stepp\nparams", ("README.md", 11, "K104")),
        ("params: {steps: 3}\nshows", "params: {stesp: 3}\nshows", ("README.md", 11, "K105")),
        ("shows: [sgdw]", "showz: [sgdw]", ("README.md", 13, "Y202")),
        ("shows: [sgdw]", "shows: [sgd w]", ("README.md", 13, "K101")),
        ("shows: [sgdw]", "shows: sgdw", ("README.md", 13, "Y204")),
        ("holds: [sgdw < 1]\nsay", "holds: [1 < 2]\nsay", ("README.md", 14, "K101")),
        ("say: Look at $w$.\n", "", ("README.md", 11, "Y203")),
        ("say: Look at $w$.", "say: Look at $\\w$.", ("README.md", 15, "M114")),
        ("A weight *decays*", "A weight $\\decays$", ("README.md", 8, "M114")),
        ("```yaml experiment", "```yaml experimnet", ("README.md", 10, "M113")),
        ("And after it.", "### Hint\nAnd after it.", ("README.md", 18, "S601")),
        ("And after it.", "### And after it", ("README.md", 18, "M110")),
        ("## The idea", "Above.\n\n## The idea", ("README.md", 6, "S601")),
        ("title: How", "titel: How", ("README.md", 3, "Y202")),
        ("```yaml answer", "```answer", ("README.md", 1, "S601")),
        ("question: jjjj1111\n", "", ("README.md", 25, "Y203")),
        (", source: A paper", "", ("README.md", 28, "S604")),
        ("demo: decay_step, holds: [adamw < 1]", "demo: decay_step", ("README.md", 27, "Y203")),
        ("say: L2 only shrinks., ", "", ("README.md", 28, "Y203")),
        ("- claim: 2", "- claim: 1", ("audit.yaml", 10, "S602")),
        ("- claim: 2", "- claim: two", ("audit.yaml", 1, "Y204")),
        ("- claim: 2", "- claim: 0", ("audit.yaml", 1, "Y204")),
        ("lines: 30-33", "lines: thirty", ("audit.yaml", 2, "Y204")),
        ("section: the-idea\n  says: It shrinks", "section: the-idae\n  says: It shrinks", ("audit.yaml", 3, "S601")),
        ("says: It shrinks $w$.", "says: It shrinks $\\w$.", ("audit.yaml", 4, "M114")),
        ('verdict: "true"', "verdict: treu", ("audit.yaml", 5, "S603")),
        ('verdict: "true"', "verdict: 1", ("audit.yaml", 5, "S603")),
        ("  source: A book\n", "", ("audit.yaml", 10, "S604")),
        ("questions: [aaaa1111]", "questions: []", ("audit.yaml", 9, "Y204")),
        ("  correct: It does.\n", "", ("audit.yaml", 1, "Y203")),
        ("  correct: It does.\n", "  corect: It does.\n", ("audit.yaml", 6, "Y202")),
        ("holds: [sgdw < 1], shows", "holds: [sgdw <], shows", ("audit.yaml", 8, "K101")),
    ],
)
def test_a_fault_is_at_its_place(old: str, new: str, expected: tuple[str, int, str], tmp_path: Path) -> None:
    assert expected in found(read(tmp_path, (old, new)))


def test_a_broken_experiment_leaves_the_rest_of_its_section(tmp_path: Path) -> None:
    idea = read(tmp_path, ("say: Look at $w$.\n", "")).sections[0]
    assert idea.parts[-1] == "And after it."
    assert not any(isinstance(part, Exhibit) for part in idea.parts)


def test_a_second_answer_is_refused(tmp_path: Path) -> None:
    story = STORY + STORY[STORY.index("```yaml answer") :]
    lesson = read_lesson(write_lesson(tmp_path / "lesson", story=story), check_call)
    assert [problem.code for problem in lesson.problems] == ["M112"]
    assert len(lesson.answer) == 2


def test_without_a_catalogue_no_call_is_checked(tmp_path: Path) -> None:
    folder = write_lesson(tmp_path / "lesson", ("demo: decay_step\nparams", "demo: no_such\nparams"))
    assert read_lesson(folder).problems == ()


def test_what_is_not_there_is_a_problem_and_no_lesson(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path / "nowhere")
    assert (lesson.sections, [problem.code for problem in lesson.problems]) == ((), ["M102"])
    assert not lesson_in(tmp_path / "nowhere")
    assert lesson_in(write_lesson(tmp_path / "lesson"))


def test_a_story_without_its_audit_has_no_claims(tmp_path: Path) -> None:
    folder = write_lesson(tmp_path / "lesson")
    (folder / "audit.yaml").unlink()
    lesson = read_lesson(folder, check_call)
    assert (len(lesson.sections), lesson.claims, [problem.code for problem in lesson.problems]) == (2, (), ["M102"])


def test_an_audit_that_is_no_list_is_a_problem(tmp_path: Path) -> None:
    lesson = read_lesson(write_lesson(tmp_path / "lesson", audit="claim: 1\n"), check_call)
    assert found(lesson) == [("audit.yaml", 1, "Y204")]
