"""The bundled lesson keeps its word: it reads without a fault, its runs bear it out, its answer is the question's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from quizapp.cli.lesson.story import section_lines
from quizapp.cli.markdown import plain_line
from quizapp.engine import catalogue
from quizapp.engine.proving import check_call
from quizapp.questions import Library
from quizapp.questions.calls import Call, Measures
from quizapp.questions.lesson.model import Exhibit
from quizapp.questions.lesson.reading import STORY
from quizapp.questions.lesson.references import reference_problems
from quizapp.questions.links import link_problems
from quizapp.questions.proofs import unproved
from quizapp.workspace.lesson.room import LessonRoom
from quizapp.workspace.opening import bundled_lesson
from quizapp.workspace.places import bundled_decks

ROOM = LessonRoom(bundled_lesson())
LESSON = ROOM.lesson
LIBRARY = Library.open([bundled_decks()], None, check_call)
SECTIONS = (
    "the-idea",
    "l2-and-weight-decay",
    "adam-and-adamw",
    "l1-and-zeros",
    "geometry",
    "probability",
    "choosing-lambda",
    "the-interview-answer",
)
SPOKEN = range(150, 260)  # words that take about 90 seconds, hurried or calm

every_section = pytest.mark.parametrize("section", LESSON.sections, ids=lambda section: section.key)
every_exhibit = pytest.mark.parametrize(
    "exhibit", LESSON.exhibits, ids=lambda exhibit: f"{exhibit.place.file.name}-{exhibit.place.line}"
)


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """As in the host, so that the measures are the same."""
    import torch
    from threadpoolctl import threadpool_limits

    torch.set_num_threads(1)
    with threadpool_limits(1):
        yield


@cache
def measured(call: Call) -> Measures:
    demo = catalogue.find(call.demo)
    return demo.run(catalogue.complete(demo, dict(call.params)), lambda *_: None).measures


def test_it_is_read_without_a_fault() -> None:
    assert [str(problem) for problem in LESSON.problems] == []
    assert [section.key for section in LESSON.sections] == list(SECTIONS)


def test_every_question_that_it_names_is_there_and_its_answer_is_the_model_answer() -> None:
    assert [str(problem) for problem in reference_problems(LESSON, LIBRARY)] == []
    assert link_problems(ROOM.folder / STORY) == []


@every_exhibit
def test_every_run_bears_out_what_is_said_of_it(exhibit: Exhibit) -> None:
    measures = measured(exhibit.call)
    assert [fault for claim in exhibit.holds if (fault := unproved(claim, measures))] == []
    assert set(exhibit.shows) <= set(measures)


@every_section
def test_a_section_is_a_page_with_experiments_and_questions(section) -> None:
    words = " ".join(part for part in section.parts if isinstance(part, str)).split()
    assert 130 <= len(words) <= 350
    experiments = [part for part in section.parts if isinstance(part, Exhibit)]
    assert len(experiments) <= 3
    assert experiments or section.key == SECTIONS[-1]
    assert all(exhibit.shows and exhibit.say for exhibit in experiments)
    assert ROOM.questions_of(section, LIBRARY.entries)


@every_section
def test_every_section_has_claims_of_the_original(section) -> None:
    assert ROOM.claims_of(section)


@every_section
def test_what_is_printed_fits_80_columns_and_holds_no_sign_of_markdown(section) -> None:
    lines = section_lines(section, {}, 80)
    assert max(map(len, lines)) <= 80
    assert not re.search(r"\]\(|\*\*|\$", "\n".join(lines))


def test_the_answer_takes_90_seconds() -> None:
    assert 8 <= len(LESSON.answer) <= 12
    assert len(" ".join(plain_line(sentence.text) for sentence in LESSON.answer).split()) in SPOKEN


def test_most_sentences_of_the_answer_stand_on_a_run() -> None:
    assert sum(sentence.exhibit is not None for sentence in LESSON.answer) >= 0.7 * len(LESSON.answer)
