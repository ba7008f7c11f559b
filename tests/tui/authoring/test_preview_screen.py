"""The preview of a deck: drawn anew at every save, whatever the file goes through, with the key and the problems."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.engine.fake import FakeEngine
from quizapp.tui.screens.rehearsal import RehearsalScreen
from quizapp.workspace import Workspace
from tests.tui.authoring.conftest import Editor
from tests.tui.stage import Compare, Running, frame, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
PATIENCE = 500  # looks of 0.01 s


async def until(pilot: Pilot[None], text: str, *, there: bool = True) -> str:
    """Wait until `text` stands on the screen, or does so no more where it is not to be `there`; the screen."""
    for _ in range(PATIENCE):
        if (text in frame(pilot)) is there:
            break
        await asyncio.sleep(0.01)
        await pilot.pause()
    assert (text in frame(pilot)) is there, frame(pilot)
    await settle(pilot)
    return frame(pilot)


def said(pilot: Pilot[None]) -> str:
    """The notices that are on the screen."""
    return "\n".join(notice.message for notice in pilot.app._notifications)


def changed(deck: Path, old: str, new: str) -> None:
    text = deck.read_text(encoding="utf-8")
    assert old in text
    deck.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_beside_its_key(previewing: Running, same_frame: Compare, size: str) -> None:
    async with previewing(size=SIZES[size]) as pilot:
        await until(pilot, "✓ Proved, in every variant.")
        same_frame(pilot, f"preview-{size}")


async def test_the_terms_of_a_question_are_looked_up(previewing: Running) -> None:
    async with previewing() as pilot:
        await until(pilot, "✓ Proved, in every variant.")
        await pilot.press("g")
        assert "In this question" in await until(pilot, "Glossary")
        await pilot.press("escape")
        await until(pilot, "Preview ·")


async def test_a_live_key_with_its_traps(previewing: Running, same_frame: Compare) -> None:
    async with previewing(size=(120, 40)) as pilot:
        await pilot.press("n", "n")
        await until(pilot, "✓ Proved, in every variant.")
        same_frame(pilot, "preview-numeric")
        await pilot.press("p", "k")
        await settle(pilot)
        assert "Which of these shrink a weight?" in frame(pilot)
        assert "Key" not in frame(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert "Key" in frame(pilot)


async def test_a_save_is_drawn_and_the_question_in_front_stays(previewing: Running, deck: Path) -> None:
    async with previewing() as pilot:
        await pilot.press("n")
        changed(deck, "Pick all that apply.", "Pick every one that applies.")
        changed(deck, "## Which penalty", "## A new one\n\nNot whole yet.\n\n## Which penalty")
        shown = await until(pilot, "Pick every one that applies.")
        assert "2 of 5" in shown


@pytest.mark.parametrize("way", ["in place", "by rename"])
async def test_a_mistake_leaves_the_last_good_version_and_names_its_line(
    previewing: Running, deck: Path, same_frame: Compare, way: str
) -> None:
    async with previewing() as pilot:
        await pilot.press("n", "n")
        await until(pilot, "✓ Proved")
        broken = deck.read_text(encoding="utf-8").replace("demo: decay_step", "demo: decay_stepp", 1)
        there = deck if way == "in place" else deck.with_name("passing")
        there.write_text(broken, encoding="utf-8")
        there.replace(deck)
        await until(pilot, "✗ line 56")
        same_frame(pilot, "preview-stale")
        changed(deck, "decay_stepp", "decay_step")
        shown = await until(pilot, "✓ Proved")
        assert "last good version" not in shown


async def test_a_file_that_goes_and_comes_back(previewing: Running, deck: Path) -> None:
    async with previewing() as pilot:
        text = deck.read_bytes()
        deck.unlink()
        await until(pilot, "the file cannot be read")
        assert "Which penalty can give exact zeros?" in frame(pilot)
        for length in (0, 300, len(text)):
            deck.write_bytes(text[:length])
            await asyncio.sleep(0.02)
        await until(pilot, "✓ Proved")


async def test_a_claim_that_the_run_refutes_is_a_problem(previewing: Running, deck: Path) -> None:
    async with previewing(size=(120, 40)) as pilot:
        changed(deck, "exact_zeros_ridge == 0", "exact_zeros_ridge == 3")
        shown = await until(pilot, "L403")
        assert "✗ does not hold  exact_zeros_ridge == 3" in shown
        assert "Proved" not in shown


async def test_a_need_that_no_question_meets_is_told_and_one_in_this_deck_is_met(
    previewing: Running, deck: Path
) -> None:
    changed(deck, "id=aaaaaaa1", "id=ownaaaa1 needs=aaaaaaa2,ownaaaa3,zzzzzzz9")
    changed(deck, "id=aaaaaaa3", "id=ownaaaa3")
    async with previewing(size=(120, 40)) as pilot:
        shown = await until(pilot, "Q320")
        assert shown.count("Q320") == 1
        assert "'zzzzzzz9'" in shown
        changed(deck, ",zzzzzzz9", "")
        await until(pilot, "Q320", there=False)
        await until(pilot, "✓ Proved")


async def test_an_answer_is_tried_as_in_practice_and_nothing_is_kept(previewing: Running, workspace: Workspace) -> None:
    async with previewing() as pilot:
        await until(pilot, "✓ Proved")
        await pilot.press("a")
        await until(pilot, "1 of 1")
        await pilot.press("a", "enter")
        shown = await until(pilot, "✗ Wrong")
        assert "[1 again today]" in shown
        await pilot.press("escape")
        await until(pilot, "Preview · deck.md · 1 of 5")
        assert workspace.store.last_reviews(1) == ()
        assert not any(isinstance(screen, RehearsalScreen) for screen in pilot.app.screen_stack)


async def test_the_editor_opens_at_the_question_and_at_its_mistake(
    previewing: Running, deck: Path, editor: Editor
) -> None:
    told = editor("text = text.replace('- [x] Weight decay', '- [ ] Weight decay')")
    async with previewing() as pilot:
        await pilot.press("n", "e")
        await settle(pilot)
        assert told.read_text() == f"+38 {deck}"
        assert "( ) a Weight decay" in frame(pilot), "one tick makes it a choice"
        editor("text = text.replace('- [x] An L2 penalty', '- [ ] An L2 penalty')")
        await pilot.press("e", "e")
        await until(pilot, "no option is right")
        assert told.read_text() == f"+43 {deck}"


async def test_an_editor_that_is_not_there_is_a_sentence(
    previewing: Running, monkeypatch: pytest.MonkeyPatch, editor: Editor
) -> None:
    editor("")
    monkeypatch.setenv("EDITOR", "no-such-editor")
    async with previewing() as pilot:
        await pilot.press("e")
        await settle(pilot)
        assert "EDITOR names the editor no-such-editor, which is not there." in said(pilot)


async def test_a_terminal_that_cannot_be_lent_is_a_sentence(previewing: Running) -> None:
    async with previewing() as pilot:  # the terminal of a test is such a one
        await pilot.press("e")
        await settle(pilot)
        assert "This terminal cannot be lent to an editor" in said(pilot)


async def test_escape_stops_the_runs_and_then_leaves(previewing: Running, engine: FakeEngine) -> None:
    engine.pause()
    async with previewing() as pilot:
        await until(pilot, "esc stop")
        await pilot.press("escape")
        await until(pilot, "Not proved: You stopped this run.")
        engine.resume()
        await pilot.press("escape")
        await pilot.pause()
        assert not pilot.app.is_running


async def test_without_an_engine_it_says_that_nothing_is_proved(previewing: Running, engine: FakeEngine) -> None:
    engine.go_down("torch is not installed.")
    async with previewing() as pilot:
        await until(pilot, "? Not proved: torch is not installed.")


async def test_code_runs_only_when_it_is_asked_for(
    previewing: Running, deck: Path, code_judged: Callable[[], int]
) -> None:
    from quizapp.questions.kind import all_kinds

    deck.write_text(all_kinds()["code"].samples[0].markdown, encoding="utf-8")
    async with previewing(size=(120, 40)) as pilot:
        shown = await until(pilot, "This question runs code: r puts its solution")
        assert "def soft_threshold" in shown
        assert "leaves the editor" not in shown
        assert "Letters are keys" not in shown, "nobody types here"
        assert code_judged() == 0
        await pilot.press("r")
        await until(pilot, "✓ Proved")
        assert code_judged() > 0


@pytest.fixture
def code_judged(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often code was put to its tests: the solution passes, the starter and code without an answer fail."""
    from quizapp.questions.coding import CheckResult, Code, CodeResult

    sources: list[str] = []

    def judge(code: Code) -> CodeResult:
        sources.append(code.source)
        return CodeResult((CheckResult("test_one", "max(abs(x) - t, 0.0)" in code.source, ""),))

    monkeypatch.setattr(engine, "_codes", judge)
    return lambda: len(sources)
