"""The interview on the screen: from question to question, by keys and by mouse, and nothing said of right or wrong."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from quizapp.engine.fake import FakeEngine
from quizapp.sessions.mock.state import Phase, Standing
from quizapp.tui.widgets.choices import OptionRow
from quizapp.tui.widgets.sure import SureButton
from tests.tui.interview.room import HALF, SIZES, Hands, Sitting, passing, state_of
from tests.tui.stage import Compare, bar, frame, press, settle

every_size = pytest.mark.parametrize("size", SIZES)


@every_size
async def test_a_choice_and_how_sure_one_is(sitting: Sitting, hands: Hands, same_frame: Compare, size: str) -> None:
    async with sitting("roomcho1", "roommul1", size=SIZES[size]) as pilot:
        await passing(pilot, hands, 52)
        await press(pilot, "b", "m")
        same_frame(pilot, f"mock-asked-{size}")
        await press(pilot, "enter")
        same_frame(pilot, f"mock-sure-{size}")


@every_size
async def test_the_interviewer_asks_on(sitting: Sitting, hands: Hands, same_frame: Compare, size: str) -> None:
    async with sitting("roomint1", size=SIZES[size]) as pilot:
        await passing(pilot, hands, 60)
        await press(pilot, *HALF, "ctrl+s", "3")
        await press(pilot, *"It fades.")
        same_frame(pilot, f"mock-follow-up-{size}")


async def test_every_follow_up_has_a_text_of_its_own(sitting: Sitting) -> None:
    async with sitting("roomint1", "roomcho1") as pilot:
        await press(pilot, *HALF, "ctrl+s", "3", *"It is constant for L1.", "ctrl+s")
        told = frame(pilot)
        assert HALF in told
        assert "It is constant for L1." in told
        assert "Would plain SGD on an L1 loss give exact zeros?" in told
        assert pilot.app.screen.query_one(TextArea).text == ""
        await press(pilot, *"No.", "ctrl+s")
        item, _ = state_of(pilot).items
        assert [one.reply.text for one in item.follow_ups] == ["It is constant for L1.", "No."]
        assert (item.main.text, item.confidence) == (HALF, 80)
        assert "2 of 2" in frame(pilot), "the next question"


async def test_the_glossary_stays_closed(sitting: Sitting) -> None:
    closed = "The glossary stays closed in an interview. The report opens it: g on a question there."

    def said() -> list[str]:
        return [notice.message for notice in pilot.app._notifications]

    async with sitting("roomcho1", "roomint1") as pilot:
        await press(pilot, "g")
        assert said() == [closed]
        assert "Which penalty can give exact zeros?" in frame(pilot)
        pilot.app.clear_notifications()
        await press(pilot, "s", *"going")
        assert said() == [], "in a text it is a letter"
        await press(pilot, "ctrl+g")
        assert said() == [closed]
        assert pilot.app.screen.query_one(TextArea).text == "going"


LEAKS = ("Right", "Wrong", "✓", "✗", "hint", "Which derivative", "never fades", "Its pull", "Tibshirani", "demo")


async def test_nothing_is_said_of_right_or_wrong_nor_offered(sitting: Sitting) -> None:
    async with sitting("roomcho1", "roompre1", size=(120, 60)) as pilot:
        seen = [frame(pilot)]
        for keys in (("a",), ("enter",), ("h", "d", "e", "n", "E", "u"), ("p",), ("enter",), ("1",), (*"0.5", "enter")):
            seen.append(await press(pilot, *keys))
        assert [leak for leak in LEAKS if any(leak in one for one in seen)] == []
        assert "live run" not in await press(pilot, "f1")


async def test_runs_wait_for_the_end(sitting: Sitting, engine: FakeEngine) -> None:
    async with sitting("roompre1", "roomcod1") as pilot:
        await press(pilot, *"0.9", "enter", "1")
        await press(pilot, *"x = 1", "enter", "ctrl+s", "2")
        assert engine.ran == []


async def test_options_are_picked_and_weighed_by_mouse(sitting: Sitting) -> None:
    async with sitting("roomcho1", "roommul1") as pilot:
        row = list(pilot.app.screen.query(OptionRow))[1]
        await pilot.click(row)
        await pilot.click(row)
        await settle(pilot)
        assert state_of(pilot).phase is Phase.SURE
        await pilot.click(next(one for one in pilot.app.screen.query(SureButton) if one.confidence == 95))
        await settle(pilot)
        assert state_of(pilot).items[0].confidence == 95
        assert state_of(pilot).items[0].main.text == "b"
        assert "2 of 2" in frame(pilot)


async def test_an_answer_can_be_changed_before_it_is_weighed(sitting: Sitting) -> None:
    async with sitting("roomcho1", "roommul1") as pilot:
        await press(pilot, "b", "enter")
        row = pilot.app.screen.query(OptionRow).first()
        await pilot.click(row)
        await settle(pilot)
        assert "(•) b" in frame(pilot), "it is not changed under one's hands"
        await press(pilot, "escape", "a", "enter", "0")
        item = state_of(pilot).items[0]
        assert (item.main.text, item.confidence) == ("a", None)


async def test_enter_accepts_what_was_said_before(sitting: Sitting) -> None:
    async with sitting("roomcho1", "roommul1") as pilot:
        await press(pilot, "b", "enter", "4", "p")
        assert "[4) 95 %]" in await press(pilot, "enter")
        await press(pilot, "enter")
        assert state_of(pilot).items[0].confidence == 95


async def test_there_and_back_with_what_was_picked(sitting: Sitting) -> None:
    async with sitting("roommul1", "roomcho1", "roomgap1") as pilot:
        await press(pilot, "a", "b")
        assert "Which penalty" in await press(pilot, "n")
        assert "[x] a" in await press(pilot, "p"), "it is kept though it was not submitted"
        assert "Name the method" in await press(pilot, "s", "s")
        await press(pilot, *"weight", "enter", *"Ada")
        assert "[x] b" in await press(pilot, "f6", "p")
        assert "Ada" in await press(pilot, "n", "n")
        standings = [item.standing for item in state_of(pilot).items]
        assert standings == [Standing.BEGUN, Standing.SKIPPED, Standing.BEGUN]


async def test_none_of_many_is_an_answer_only_once_it_is_given(sitting: Sitting) -> None:
    async with sitting("roommul1", "roomcho1") as pilot:
        await press(pilot, "n", "p")
        assert state_of(pilot).items[0].standing is Standing.OPEN
        await press(pilot, "enter", "1", "p", "n")
        item = state_of(pilot).items[0]
        assert (item.main.text, item.main.given) == ("-", True)


async def test_unreadable_code_costs_nothing(sitting: Sitting) -> None:
    async with sitting("roomcod1") as pilot:
        assert "Nothing is written yet" in await press(pilot, "ctrl+s")
        assert "is no Python" in " ".join((await press(pilot, "x", "ctrl+s")).split())
        assert state_of(pilot).phase is Phase.ASKING
        assert state_of(pilot).items[0].main.text.startswith("xdef"), "but it is kept"


async def test_why_an_answer_is_held_back_is_said(sitting: Sitting) -> None:
    async with sitting("roomcho1") as pilot:
        assert "Picked. enter once more submits it." in await press(pilot, "enter")
        assert "Picked" not in await press(pilot, "m")


async def test_the_keys_of_a_text_and_of_letters(sitting: Sitting, hands: Hands) -> None:
    async with sitting("roomint1") as pilot:
        assert bar(pilot) == "ctrl+s answer  esc leave text  f3 skip  f5 flag  f4 sheet  f1 help"
        await press(pilot, "f5", *"m+o")
        assert pilot.app.screen.query_one(TextArea).text == "m+o"
        assert state_of(pilot).items[0].flagged
        await passing(pilot, hands, 280)
        assert "f2 30 s more" in bar(pilot)
        await press(pilot, "f2", "escape", "plus", "m")
        item = state_of(pilot).items[0]
        assert (item.extra, item.flagged) == (60, False)
        assert "(+60 s)" in frame(pilot)


async def test_what_is_written_in_an_editor_of_ones_own_counts(
    sitting: Sitting, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(_: object, text: str, suffix: str) -> str:
        hands.pass_seconds(5000)  # the terminal was the editor's until long after the end
        return f"{text} and L2 only shrinks ({suffix})"

    monkeypatch.setattr("quizapp.tui.app.QuizApp.write_elsewhere", edited)
    async with sitting("roomint1") as pilot:
        kept = pilot.app.workspace.mocks  # type: ignore[attr-defined]
        await press(pilot, *HALF, "f9")
        assert "Report" in frame(pilot)
        (item,) = kept.report(1).items
        assert item.response == f"{HALF} and L2 only shrinks (.md)"


async def find(pilot: Pilot[None], words: str) -> None:
    """Choose an action in the palette."""
    await press(pilot, "ctrl+p")
    await press(pilot, *words)
    await press(pilot, "down", "enter")


async def test_the_palette_does_what_the_keys_do(sitting: Sitting) -> None:
    async with sitting("roomint1") as pilot:
        await press(pilot, *"m")
        await find(pilot, "flag the question")
        assert state_of(pilot).items[0].flagged
        assert pilot.app.screen.query_one(TextArea).text == "m"
