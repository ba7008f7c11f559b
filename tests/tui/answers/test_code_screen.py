"""Code: the editor, the starter, the tests that can be seen, and what the tests said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Progress
from quizapp.errors import EngineDownError
from quizapp.questions.coding import CheckResult, CodeResult
from quizapp.tui.widgets.writing import Editor, indent_after
from quizapp.workspace import Selection, Workspace
from tests.tui.stage import Clock, Compare, Running, bar, frame, press

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
CODE, OWN = Selection(ids=("formcod1",)), Selection(ids=("ownfcod1",))
BODY = ("down", "down", "end", "ctrl+u")  # in place of `raise NotImplementedError`


def editor(pilot: Pilot[None]) -> Editor:
    return pilot.app.screen.query_one(Editor)


def written(pilot: Pilot[None]) -> list[str]:
    return editor(pilot).text.splitlines()


async def answer(pilot: Pilot[None], line: str) -> str:
    return await press(pilot, *BODY, "tab", *line, "ctrl+s")


@pytest.mark.parametrize("size", SIZES)
async def test_code_from_starter_to_verdict(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size], selection=CODE) as pilot:
        same_frame(pilot, f"code-asked-{size}")
        await answer(pilot, "return w")
        same_frame(pilot, f"code-judged-{size}")


async def test_the_failing_test_comes_first_with_its_values_and_what_was_printed(running: Running) -> None:
    async with running(size=(80, 50), selection=CODE) as pilot:
        told = await answer(pilot, "return w")
        assert "◐ Partly right (50 %)" in told
        assert 'soft_threshold([0.3], 0.5) gave [-0.2], expected [0.0]: w[i] is "[/]"' in " ".join(told.split())
        assert told.index("✗ failed   small weights become exactly zero") < told.index("✓ passed   a large weight")
        assert "w[0] [bold]x[/]" in told
        assert "A solution" in told
        assert "return w" in told, "what was judged can still be read"


async def test_code_that_passes_shows_a_solution_too(running: Running, workspace: Workspace) -> None:
    async with running(size=(80, 50), selection=CODE) as pilot:
        told = await answer(pilot, "return [max(abs(x) - t, 0.0) for x in w]")
        assert "✓ Right" in told
        assert "A solution" in told
        assert "The proximal step shrinks" in told
        assert workspace.store.last_reviews(1)[0].review.response.endswith("for x in w]\n")


async def test_tab_indents_and_a_new_line_goes_on_as_deep(running: Running) -> None:
    async with running(selection=CODE) as pilot:
        await press(pilot, *BODY, "tab", *"if t:", "enter", *"return w", "enter", "backspace", *"return t")
        assert written(pilot)[2:] == ["    if t:", "        return w", "    return t"]
        await press(pilot, "enter", "backspace", "backspace")
        assert written(pilot)[2:] == ["    if t:", "        return w", "    return t"], "the second takes the line back"


@given(st.integers(0, 5), st.text("abc=():# ", max_size=12).map(str.strip))
def test_a_new_line_is_never_less_deep(depth: int, code: str) -> None:
    below = indent_after(" " * 4 * depth + code)
    assert set(below) <= {" "}
    assert len(below) - 4 * depth in ((4,) if code.endswith(":") else (0,))


async def test_keywords_stand_out_bold_and_comments_in_italics(running: Running) -> None:
    async with running(size=(80, 40), selection=CODE) as pilot:
        await press(pilot, *BODY, *"return w  # as it was")
        first, *_, last = (editor(pilot).render_line(row) for row in range(len(written(pilot))))
        assert [part.text.strip() for part in first if part.style and part.style.bold] == ["def"]
        assert [part.text for part in last if part.style and part.style.italic] == ["# as it was"]


async def test_the_starter_can_be_brought_back_and_that_undone(running: Running) -> None:
    async with running(selection=CODE) as pilot:
        await press(pilot, *BODY, *"return w")
        assert "raise" not in editor(pilot).text
        await press(pilot, "f8")
        assert "raise NotImplementedError" in editor(pilot).text
        await press(pilot, "ctrl+z")
        assert written(pilot)[-1] == "return w"


async def test_the_starter_and_what_is_no_python_are_not_judged(running: Running, workspace: Workspace) -> None:
    async with running(size=(80, 40), selection=CODE) as pilot:
        assert "Unreadable, so nothing is counted: this is still the starter" in await press(pilot, "ctrl+s")
        assert "Unreadable, so nothing is counted" in await answer(pilot, "return (")
        assert editor(pilot).has_focus, "one can go on writing"
        assert workspace.store.last_reviews(1) == ()


async def test_leaving_the_text_makes_letters_keys_again(running: Running) -> None:
    async with running(selection=CODE) as pilot:
        assert bar(pilot) == "ctrl+s answer  esc leave text  f9 editor  f2 hint  f3 skip  f1 help"
        told = await press(pilot, "escape", "h")
        assert "Shrink, and stop at zero." in told
        assert "Letters are keys now; enter goes back into the text." in told
        assert bar(pilot) == "ctrl+s answer  enter write on  f9 editor  s skip  ? help  esc end"
        await press(pilot, "enter", "ctrl+end", "h")
        assert written(pilot)[-1] == "h"
        assert "f3 skip" in bar(pilot)


async def test_function_keys_are_the_screens_and_not_the_text_areas(running: Running, workspace: Workspace) -> None:
    async with running(selection=CODE) as pilot:
        await press(pilot, "f5")
        assert workspace.store.marks() == {"formcod1"}
        assert editor(pilot).selected_text == ""


async def test_f10_submits_where_a_terminal_keeps_ctrl_s_to_itself(running: Running) -> None:
    async with running(selection=CODE) as pilot:
        assert "this is still the starter" in await press(pilot, "f10")


async def test_a_terminal_that_changes_keeps_text_and_cursor(running: Running) -> None:
    async with running(selection=CODE) as pilot:
        await press(pilot, *BODY, *"abc", "left")
        await pilot.resize_terminal(60, 20)
        await press(pilot, "x")
        await pilot.resize_terminal(50, 15)
        await press(pilot, "y", "escape")
        await pilot.resize_terminal(120, 40)
        await press(pilot, "z")
        assert written(pilot)[-1] == "abxzc"


async def test_the_line_that_is_written_stays_in_view(running: Running) -> None:
    async with running(size=(60, 20), selection=CODE) as pilot:
        assert "here" in await press(pilot, "ctrl+end", *["enter"] * 30, *"here")
        assert "f3 skip" in bar(pilot)


# ---------------------------------------------------------------- the run


async def test_what_the_verdict_waits_for_can_be_stopped(
    running: Running, engine: FakeEngine, same_frame: Compare
) -> None:
    engine._progress = (Progress(0.5, "test 1 of 2"),)
    engine.pause()
    async with running(selection=CODE) as pilot:
        assert "… test 1 of 2. esc stops it." in await answer(pilot, "return w")
        assert "esc stop" in bar(pilot)
        told = await press(pilot, "x", "escape")
        assert "x" not in written(pilot)[-1], "letters are no longer the answer's"
        assert "? Not checked live: You stopped this run. Rate it yourself" in told
        assert bar(pilot).startswith("s skip  d test again")
        engine.resume()
        assert "◐ Partly right" in await press(pilot, "d")


async def test_without_an_engine_the_solution_is_shown_to_compare(running: Running, engine: FakeEngine) -> None:
    engine._codes = lambda _: EngineDownError("The host died.")
    async with running(size=(80, 50), selection=CODE) as pilot:
        told = await answer(pilot, "return w")
        assert "? Not checked live: The host died. Rate it yourself, or s leaves it unrated." in told
        assert "A solution" in told


async def test_tests_that_never_began_are_not_called_failed(running: Running, engine: FakeEngine) -> None:
    over = CheckResult("test_two", False, "f() was not tried, because the code had ended before", tried=False)
    engine._codes = lambda _: CodeResult((CheckResult("test_one", False, "f() did not come back within 2 s"), over))
    async with running(size=(80, 50), selection=CODE) as pilot:
        told = await answer(pilot, "while True: pass")
        assert "✗ failed   one" in told
        assert "– not run  two" in told


async def test_code_can_be_tested_again_where_a_demo_proves_its_question_too(
    running: Running, engine: FakeEngine
) -> None:
    works, engine._codes = engine._codes, lambda _: EngineDownError("The host died.")
    async with running(selection=Selection(ids=("formcod2",))) as pilot:
        await answer(pilot, "return w")
        assert bar(pilot).startswith("s skip  d test again  e try it")
        engine._codes = works
        assert "◐ Partly right" in await press(pilot, "d")
        assert bar(pilot).startswith("enter accept  d run demo  e try it")


# ---------------------------------------------------------------- whether it may run


@pytest.mark.parametrize("size", SIZES)
async def test_code_of_an_own_deck_asks_first(running: Running, own: Path, size: str) -> None:
    async with running(size=SIZES[size], selection=OWN) as pilot:
        told = await answer(pilot, "return w")
        assert "May this code run?" in told
        assert "Run the code of this deck, as it is now?" in " ".join(told.split())
        assert "y runs it. n and esc do not: then nothing is checked." in told
        assert bar(pilot) == "y run it  n do not  ? help"


async def test_only_y_says_yes_and_once_is_enough(
    running: Running, own: Path, workspace: Workspace, clock: Clock
) -> None:
    async with running(selection=OWN) as pilot:
        await answer(pilot, "return w")
        assert "May this code run?" in await press(pilot, "enter", "space", "q", "s")
        assert "◐ Partly right" in await press(pilot, "y")
        assert len(workspace.store.consents()) == 1
        clock.pass_days(0.001)
        await press(pilot, "u", "ctrl+s")
        assert "◐ Partly right" in frame(pilot), "not asked again"


@pytest.mark.parametrize("key", ["n", "escape"])
async def test_no_leaves_it_unchecked_and_d_asks_again(
    running: Running, own: Path, workspace: Workspace, key: str
) -> None:
    async with running(selection=OWN) as pilot:
        await answer(pilot, "return w")
        assert "? Not checked live: You did not let the code of this deck run." in await press(pilot, key)
        assert workspace.store.consents() == frozenset()
        assert "May this code run?" in await press(pilot, "d")
        assert "◐ Partly right" in await press(pilot, "y")
