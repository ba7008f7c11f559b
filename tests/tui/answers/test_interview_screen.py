"""Answers at length: written, judged point by point, and overruled by the learner."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from quizapp.tui.widgets.points import PointRow
from quizapp.tui.widgets.writing import Editor
from quizapp.workspace import Selection, Workspace
from tests.tui.stage import Clock, Compare, Running, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
LONG = Selection(ids=("formint1",))
SWAPPED = "L1 makes weights small. L2 makes them exactly zero."
HALF = "L1 makes some weights exactly zero."


async def answered(pilot: Pilot[None], text: str) -> str:
    return await press(pilot, *text, "ctrl+s")


def at_pointer(pilot: Pilot[None]) -> str:
    """The point at `›`, as far as the first line has it."""
    line = next(line for line in frame(pilot).splitlines() if line.lstrip().startswith("›"))
    return line.split("  ")[-1].split(":")[0].strip()


@pytest.mark.parametrize("size", SIZES)
async def test_an_answer_from_prompt_to_points(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size], selection=LONG) as pilot:
        same_frame(pilot, f"interview-asked-{size}")
        await answered(pilot, SWAPPED)
        same_frame(pilot, f"interview-judged-{size}")
        await press(pilot, "pagedown")
        same_frame(pilot, f"interview-read-on-{size}")


async def test_each_point_is_judged_with_the_learners_own_words(running: Running, clock: Clock) -> None:
    async with running(size=(100, 60), selection=LONG) as pilot:
        told = await answered(pilot, HALF)
        assert "✓ covered" in told
        assert "zeros: L1 drives some weights exactly to zero. (a must)" in told
        assert "“L1 makes some weights exactly zero" in told
        assert "– missed" in told
        assert "Model answer" in told
        assert "What is the slope of each penalty" in told, "the follow-up of a missed point"
        clock.pass_days(0.001)
        misled = await press(pilot, "u", *" L2 makes them exactly zero.", "ctrl+s")
        assert "✗ misconception" in misled
        assert "Ridge never lands on zero" in misled


async def test_an_empty_answer_is_held_in_one_sentence(running: Running, workspace: Workspace) -> None:
    async with running(selection=LONG) as pilot:
        told = " ".join((await press(pilot, "ctrl+s")).split())
        said = "Unreadable, so nothing is counted: no word is in it: answer as you would in the room. "
        assert said in told
        assert workspace.store.last_reviews(1) == ()


async def test_words_are_counted_while_one_writes(running: Running) -> None:
    async with running(selection=LONG) as pilot:
        assert "1 word\n" in await press(pilot, *"sparse")
        assert "3 words" in await press(pilot, "enter", *"is L1")
        assert pilot.app.screen.query_one(Editor).text == "sparse\nis L1"


async def test_one_key_overrules_the_point_and_takes_it_back(running: Running, workspace: Workspace) -> None:
    async with running(size=(80, 40), selection=LONG) as pilot:
        before = await answered(pilot, HALF)
        assert "◐ Partly right (40 %)" in before
        assert at_pointer(pilot) == "shrinks", "the pointer starts at the first that is not covered"
        turned = await press(pilot, "o")
        assert "◐ Partly right (60 %)" in turned
        assert "you said: covered" in turned
        assert "o overrule" in bar(pilot)
        (label,) = workspace.store.overrulings()
        assert (label.point, label.judged, label.said) == ("shrinks", "missed", "covered")
        assert workspace.store.last_reviews(1)[0].review.score == pytest.approx(0.6)
        assert await press(pilot, "o") == before
        assert workspace.store.overrulings() == ()


async def test_an_answer_given_again_has_the_pointer_at_its_own_first_gap(running: Running, clock: Clock) -> None:
    async with running(size=(80, 40), selection=LONG) as pilot:
        await answered(pilot, HALF)
        assert at_pointer(pilot) == "shrinks"
        clock.pass_days(0.001)
        await press(pilot, "u", *" L2 only shrinks weights.", "ctrl+s")
        assert at_pointer(pilot) == "pull"


async def test_the_pointer_goes_round_and_digits_still_rate(running: Running, workspace: Workspace) -> None:
    async with running(size=(80, 40), selection=LONG) as pilot:
        await answered(pilot, HALF)
        await press(pilot, "up")
        assert at_pointer(pilot) == "zeros"
        await press(pilot, "up")
        assert at_pointer(pilot) == "pull"
        await press(pilot, "down", "o")
        assert "you said: missed" in frame(pilot), "a covered one turns into a missed one"
        await press(pilot, "4")
        assert workspace.store.last_reviews(1)[0].review.rating == 4


async def test_a_misconception_can_be_withdrawn(running: Running) -> None:
    async with running(size=(80, 50), selection=LONG) as pilot:
        await answered(pilot, SWAPPED)
        await press(pilot, "up")
        while at_pointer(pilot) != "l2-sparse":
            await press(pilot, "down")
        assert "– withdrawn" in await press(pilot, "o")


async def test_points_are_chosen_and_overruled_by_the_mouse(running: Running) -> None:
    async with running(size=(80, 40), selection=LONG) as pilot:
        await answered(pilot, HALF)
        rows = list(pilot.app.screen.query(PointRow))
        await pilot.click(rows[2])
        await settle(pilot)
        assert at_pointer(pilot) == "pull"
        assert "you said" not in frame(pilot), "the first click only goes there"
        await pilot.click(rows[2])
        await settle(pilot)
        assert "you said: covered" in frame(pilot)


async def test_what_was_nearly_said_is_asked_for(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from quizapp.questions.kinds.interview import Interview

    grade = Interview.grade
    monkeypatch.setattr(Interview, "grade", lambda *given: replace(grade(*given), meant=("pull",)))
    async with running(size=(80, 50), selection=LONG) as pilot:
        told = " ".join((await answered(pilot, HALF)).split())
        assert "Did you also mean: the L1 pull is constant, the L2 pull fades with the weight? If so" in told


async def test_wordless_text_is_not_judged(running: Running, workspace: Workspace) -> None:
    async with running(selection=LONG) as pilot:
        assert "Unreadable, so nothing is counted" in await answered(pilot, "...")
        assert workspace.store.last_reviews(1) == ()
