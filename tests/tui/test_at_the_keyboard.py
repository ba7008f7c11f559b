"""What a hurried person meets: long questions, early keys, keys that would do nothing, terminals that shrink."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.events import Key

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import EngineStatus, Progress
from quizapp.errors import StoreReadOnlyError
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.workspace import Selection, Workspace
from tests.tui.stage import Clock, Running, bar, frame, press, settle

LONG = "\n\n".join(f"Paragraph {number} of a prompt that is longer than the screen." for number in range(20))
OPTIONS = "\n".join(f"- [{'x' if number < 3 else ' '}] option {number}" for number in range(26))
DECK = f"""---
deck: mine
title: A deck of long things
defaults: {{tags: [a-topic-whose-name-is-so-long-that-no-line-of-the-menu-can-hold-it-whole]}}
---

## A long question
<!-- q id=ccccccc1 -->

{LONG}

- [x] first option
- [ ] second option
- [ ] third option

### Hint
The hint below it.

### Sources
- none

## Many options
<!-- q id=ccccccc2 -->

Pick.

{OPTIONS}

### Sources
- none
"""


@pytest.fixture
def long_things(workspace: Workspace) -> Workspace:
    workspace.places.decks.mkdir(parents=True)
    (workspace.places.decks / "mine.md").write_text(DECK, encoding="utf-8")
    return workspace


async def test_a_long_question_begins_at_its_top_and_can_be_read_by_keys(
    running: Running, long_things: Workspace, clock: Clock
) -> None:
    async with running(selection=Selection(ids=("ccccccc1",))) as pilot:
        assert "Paragraph 0 " in frame(pilot)
        await press(pilot, "pagedown")
        assert "Paragraph 0 " not in frame(pilot)
        await press(pilot, "pageup")
        assert "Paragraph 0 " in frame(pilot)
        await press(pilot, "down")
        assert "› ( ) b second option" in frame(pilot), "the pointer is followed"
        await press(pilot, "pageup", "pageup", "h")
        assert "The hint below it." in frame(pilot)
        await press(pilot, "b", "enter")
        assert "✗ Wrong" in frame(pilot)
        clock.pass_days(0.001)
        await press(pilot, "u")
        assert "A long question" in frame(pilot), "asked again from its top"


async def test_options_that_take_the_letters_of_the_keys_move_the_keys(
    running: Running, long_things: Workspace
) -> None:
    async with running(selection=Selection(ids=("ccccccc2",))) as pilot:
        assert bar(pilot) == "enter answer  f3 skip  f5 mark  f1 help  esc end"
        await press(pilot, "s")
        assert "› [x] s option 18" in frame(pilot), "picked, not skipped"


async def test_early_keys_are_for_the_answer_that_is_coming(running: Running) -> None:
    async with running(selection=Selection(ids=("aaaaaaa2", "aaaaaaa4"))) as pilot:
        await press(pilot, "c", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, PracticeScreen)
        screen.action_accept()
        for letter in "sum":
            pilot.app.post_message(Key(letter, letter))
        await settle(pilot)
        assert "gap 1     sum" in frame(pilot)
        assert frame(pilot).startswith(" 2 of ")


async def test_keys_in_a_burst_answer_whenever_the_question_comes(running: Running, workspace: Workspace) -> None:
    rounds = 24
    quick = "".join(f"## Quick {n}\n<!-- q id=quick{n:03} -->\n\n- [ ] no\n- [x] yes\n\n" for n in range(rounds))
    workspace.places.decks.mkdir(parents=True)
    (workspace.places.decks / "quick.md").write_text(f"---\ndeck: quick\n---\n\n{quick}", encoding="utf-8")
    async with running(selection=Selection(ids=tuple(f"quick{n:03}" for n in range(rounds)))) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, PracticeScreen)
        for breaths in range(rounds):
            screen.action_accept()
            for key, character in (("b", "b"), ("enter", "\r")):
                for _ in range(breaths):  # each time the keys meet the new question at another moment
                    await asyncio.sleep(0)
                pilot.app.post_message(Key(key, character))
            await settle(pilot)
            assert "✓ Right" in frame(pilot), f"after {breaths} breaths"


async def test_the_bar_promises_only_what_does_something(running: Running) -> None:
    async with running(selection=Selection(ids=("aaaaaaa2", "aaaaaaa1"))) as pilot:
        assert bar(pilot) == "enter answer  s skip  m mark  ? help  esc end"
        await press(pilot, "h")
        assert "This question has no hint." in frame(pilot), "a key that was pressed all the same says why"
        await press(pilot, "c", "enter", "enter")
        assert bar(pilot) == "enter answer  h hint  s skip  u undo  m mark  ? help"
        await press(pilot, "u")
        assert "u undo" not in bar(pilot)
        await press(pilot, "s", "s")
        assert bar(pilot) == "enter choose  ? help  esc home"


async def test_while_a_run_can_be_stopped_esc_has_one_meaning(running: Running, engine: FakeEngine) -> None:
    engine._progress = (Progress(0.4, "step 4 of 10"),)
    engine.pause()
    async with running(selection=Selection(ids=("aaaaaaa3",))) as pilot:
        await press(pilot, *"0.98", "enter")
        assert bar(pilot).count("esc") == 1
        assert "esc stop" in bar(pilot)


async def test_the_search_says_where_enter_leads(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "b", "slash", *"mid choice zzz")
        assert bar(pilot).startswith("enter to the list  f6 filter")
        assert "f6" in frame(pilot).replace(bar(pilot), "")
        await press(pilot, "enter")
        assert bar(pilot).startswith("enter practise  / search")


async def test_a_mark_that_cannot_be_kept_says_why(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreReadOnlyError("Opened for reading only.")

    monkeypatch.setattr(Store, "set_mark", refuse)
    async with running() as pilot:
        await press(pilot, "b", "m")
        assert [notice.message for notice in pilot.app._notifications] == ["Opened for reading only."]


async def test_reading_the_decks_again_is_acknowledged(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        workspace.places.decks.mkdir(parents=True, exist_ok=True)
        (workspace.places.decks / "mine.md").write_text(DECK, encoding="utf-8")
        await press(pilot, "r")
        assert [notice.message for notice in pilot.app._notifications] == ["The decks were read again: 7 questions."]
        assert "7 new" in frame(pilot)


async def test_a_setting_that_is_refused_stays_marked_and_the_word_is_in_view(running: Running) -> None:
    async with running(size=(60, 20)) as pilot:
        await press(pilot, "comma", "ctrl+u", *"many", *["tab"] * 4, "ctrl+u", *"mauve", "enter")
        assert "✗ Not saved. Theme: there is no “mauve”" in frame(pilot)
        await press(pilot, "pagedown")
        assert "tokyo-night" in frame(pilot), "the names of the themes can be read by keys"
        await press(pilot, "ctrl+u", *"textual-light", "enter")
        await press(pilot, "pageup", "pageup")
        first = next(line for line in frame(pilot).splitlines() if "New a day" in line)
        assert first.split("many")[1].strip() == "✗ not saved"


async def test_a_terminal_that_shrinks_keeps_what_was_typed_whatever_is_pressed(running: Running) -> None:
    async with running(selection=Selection(ids=("aaaaaaa4",))) as pilot:
        await press(pilot, *"weig")
        await pilot.resize_terminal(50, 15)
        await press(pilot, "q", "escape", "ctrl+p")
        assert "50×15 now, 60×18 needed." in " ".join(frame(pilot).split())
        await pilot.resize_terminal(80, 24)
        await press(pilot, *"ht")
        assert "gap 1     weight" in frame(pilot)


async def test_a_palette_that_was_open_comes_back_with_the_room(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "ctrl+p")
        await pilot.resize_terminal(50, 15)
        await settle(pilot)
        await pilot.resize_terminal(80, 24)
        await press(pilot, "escape")
        assert "› Practise today" in frame(pilot)


async def test_long_names_end_in_an_ellipsis(running: Running, long_things: Workspace) -> None:
    async with running(selection=Selection(ids=("ccccccc2",))) as pilot:
        await press(pilot, "a", "f1")
        await press(pilot, "escape", "enter", "escape", "escape")
        line = next(line for line in frame(pilot).splitlines() if "Practise the weakest topic" in line)
        assert "a-topic-whose" in line
        assert line.endswith("…")


async def test_nothing_is_cut_off_where_there_is_little_room(running: Running, long_things: Workspace) -> None:
    async with running(size=(60, 20), selection=Selection(ids=("ccccccc2",))) as pilot:
        await press(pilot, "a", "enter")
        rating = frame(pilot).splitlines()[-2]
        assert rating.startswith(" [1 again today]")
        assert rating.endswith(" d")
        await press(pilot, "escape", "escape")
        assert "20, weakest first" in frame(pilot)
        await press(pilot, "t", "pagedown")
        assert "a-topic-whose-n…  " in frame(pilot)
        assert "1 of 2 seen" in frame(pilot), "a row of a chart stands on one line"
        await press(pilot, "escape", "b")
        table = pilot.app.screen.query_one("DataTable")
        assert table.max_scroll_x == 0
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "a-topic-who…" in frame(pilot)
        assert table.max_scroll_x == 0


async def test_after_the_terminal_changed_the_verdict_is_still_in_view(
    running: Running, long_things: Workspace
) -> None:
    async with running(size=(60, 20), selection=Selection(ids=("ccccccc1",))) as pilot:
        await press(pilot, "b", "enter", "pageup", "pageup")
        assert "✗ Wrong" not in frame(pilot)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "✗ Wrong" in frame(pilot)


def test_an_engine_that_nobody_started_yet_is_not_reported_down(workspace: Workspace, tmp_path: Path) -> None:
    assert workspace.engine.status is EngineStatus.DOWN
    assert QuizApp(workspace).engine_status is EngineStatus.STARTING
    workspace.store.close()


def luminance(colour: tuple[int, int, int]) -> float:
    """Of an sRGB colour, relative to white. Source: WCAG 2.2."""
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(segment: Segment) -> float:
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    dark, light = sorted((luminance(style.color.get_truecolor()), luminance(style.bgcolor.get_truecolor())))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "rose-pine-dawn", "nord"])
async def test_every_word_can_be_read_in_every_light(running: Running, theme: str) -> None:
    async with running(size=(80, 40), selection=Selection(ids=("aaaaaaa1",))) as pilot:
        pilot.app.theme = theme
        await press(pilot, "h", "a", "enter")
        assert "✗ Wrong" in frame(pilot)
        segments = [one for strip in pilot.app.screen._compositor.render_strips() for one in strip]
        words = [one for one in segments if any(sign.isalnum() or sign in "✓✗›?" for sign in one.text)]
        pale = {one.text: round(contrast(one), 1) for one in words if contrast(one) < 3}
        assert pale == {}
