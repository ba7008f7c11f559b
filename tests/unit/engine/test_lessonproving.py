"""Proving the lesson over the fake engine: each fault at its exhibit, and nothing said where nothing can run."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.engine.lessonproving import prove_lesson
from quizapp.errors import EngineDownError, RunFailedError
from quizapp.questions.calls import Call
from quizapp.questions.lesson.model import Claim, Exhibit, Lesson, Section, Sentence, Truth
from quizapp.questions.model import Place

MEASURES = {"a": {"zeros": 3, "loss": 0.5}, "b": RunFailedError("b failed: no."), "c": {"zeros": 0}}


def place(line: int) -> Place:
    return Place(Path("README.md"), line)


def exhibit(line: int, demo: str, *holds: str, shows: tuple[str, ...] = ()) -> Exhibit:
    return Exhibit(Call.of(demo), holds, shows, "Look.", place(line))


def lesson(told: Exhibit, audited: Exhibit, answered: Exhibit) -> Lesson:
    claim = Claim(1, "1", "idea", "A.", Truth.TRUE, "B.", (audited,), "", ("aaaa1111",), place(50))
    return Lesson(
        "T", (Section("idea", "Idea", (told,)),), (claim,), "aaaa1111", (Sentence("A.", answered, "", place(90)),)
    )


async def found(told: Exhibit, audited: Exhibit, answered: Exhibit) -> list[tuple[int, str, str]]:
    problems = await prove_lesson(lesson(told, audited, answered), FakeEngine(MEASURES))
    return [(problem.place.line, problem.code, problem.message) for problem in problems]


async def test_a_lesson_that_is_borne_out_has_no_faults_and_runs_each_call_once() -> None:
    engine = FakeEngine(MEASURES)
    sound = lesson(exhibit(1, "a", "zeros == 3"), exhibit(2, "a", "loss < 1", shows=("zeros",)), exhibit(3, "c"))
    assert await prove_lesson(sound, engine) == []
    assert sorted(call.demo for call in engine.ran) == ["a", "c"]


async def test_each_fault_is_at_its_exhibit_wherever_that_stands() -> None:
    faults = await found(exhibit(1, "a", "zeros == 0"), exhibit(2, "a", "loss > 1"), exhibit(3, "c", "zeros > 0"))
    assert [(line, code) for line, code, _ in faults] == [(1, "L403"), (2, "L403"), (3, "L403")]
    assert faults[0][2] == "zeros == 0 does not hold: zeros is 3 (in quizapp demo a)"


async def test_a_run_that_fails_is_a_fault_of_those_that_ask_for_it() -> None:
    faults = await found(exhibit(1, "a", "zeros == 3"), exhibit(2, "b", "x > 0"), exhibit(3, "c"))
    assert [(line, code) for line, code, _ in faults] == [(2, "L404")]
    assert "b failed: no." in faults[0][2]


async def test_a_measure_that_is_not_measured_gets_the_nearest_one_that_is() -> None:
    shown = lesson(exhibit(1, "a", shows=("zeroes",)), exhibit(2, "a", "los < 1"), exhibit(3, "c"))
    problems = await prove_lesson(shown, FakeEngine(MEASURES))
    assert [(problem.place.line, problem.code, problem.hint) for problem in problems] == [
        (1, "L403", "did you mean zeros?"),
        (2, "L403", "did you mean loss?"),
    ]


async def test_without_an_engine_nothing_is_said_either_way() -> None:
    sound = lesson(exhibit(1, "a", "zeros == 3"), exhibit(2, "a"), exhibit(3, "c"))
    with pytest.raises(EngineDownError):
        await prove_lesson(sound, FakeEngine({}, down="torch is not installed."))
