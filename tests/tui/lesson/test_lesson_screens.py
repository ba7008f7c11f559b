"""The lesson on the screen: its contents, a section whose experiments run, and the audit of the original."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from quizapp.engine.fake import FakeEngine
from quizapp.tui.screens.lesson.audit import AuditScreen
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.tui.widgets.exhibit import ExhibitPanel
from quizapp.tui.widgets.text import Text
from quizapp.workspace import Workspace
from tests.tui.lab.experiment import said
from tests.tui.stage import Compare, Running, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)
OTHER = "lam=0.02 steps=10"


def asked(pilot: Pilot[None]) -> list[str]:
    """The questions of the session in front, the one that is being asked first."""
    assert isinstance(pilot.app.screen, PracticeScreen)
    state = pilot.app.screen.runner.state
    return [state.asked.question.id, *state.queue]


@every_size
async def test_the_contents(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await press(pilot, "e")
        same_frame(pilot, f"lesson-{size}")


@every_size
async def test_a_section_with_an_experiment_that_ran(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await press(pilot, "e", "enter", "enter")
        same_frame(pilot, f"lesson-section-{size}")


@every_size
async def test_the_audit_after_its_runs(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await press(pilot, "e", "enter", "a", "a")
        same_frame(pilot, f"lesson-audit-{size}")


async def test_home_leads_to_it(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, *["down"] * 5, "enter")
        assert frame(pilot).startswith(" A small lesson\n")
        assert "2 experiments · 3 questions · 2 audited claims" in frame(pilot)
        assert "3 claims" in await press(pilot, "down", "down")
        assert frame(pilot).count("›") == 1


async def test_nothing_runs_before_enter_and_the_first_experiment_is_at_hand(
    running: Running, engine: FakeEngine
) -> None:
    async with running() as pilot:
        read = await press(pilot, "e", "enter")
        assert "› Experiment  decay_step lam=0.01 steps=10" in read
        assert "only one of the two\n reaches zero." in read, "a link is its words"
        assert engine.ran == []
        assert bar(pilot).startswith("enter run  tab next one  c change")


async def test_what_does_not_hold_says_so_and_the_next_one_is_a_tab_away(running: Running) -> None:
    async with running(size=(80, 60)) as pilot:
        shown = await press(pilot, "e", "enter", "tab", "enter")
        assert "› Experiment  sparse_regression alpha=0.1" in shown
        assert "✓ holds  exact_zeros_ridge == 0  (exact_zeros_ridge = 0)" in shown
        assert "✗ does not hold  exact_zeros_lasso > 48  (exact_zeros_lasso = 47)" in shown


async def test_a_parameter_is_changed_and_it_runs_again(running: Running, engine: FakeEngine) -> None:
    async with running(size=(80, 60)) as pilot:
        await press(pilot, "e", "enter", "c")
        assert "lam=0.01 steps=10\n" in frame(pilot)
        assert bar(pilot) == "enter run  tab next one  esc leave  f1 help"
        await press(pilot, "ctrl+u", *OTHER, "enter")
        assert [dict(call.params) for call in engine.ran] == [{"lam": 0.02, "steps": 10}]
        assert "› Experiment  decay_step lam=0.02 steps=10" in frame(pilot)
        assert "With your parameters" in frame(pilot)
        await press(pilot, "c")
        assert "lam=0.02 steps=10\n" in frame(pilot), "what was typed stands there the next time"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("lam", "lam: write it as name=value, for example lr=0.1."),
        ("lam=5", "lam = 5 is refused"),
        ("lamb=0.1", 'decay_step has no parameter "lamb". Did you mean'),
        ("lam=[b]", "cannot be read as lam"),
        ("=", "decay_step has no parameter"),
    ],
)
async def test_what_cannot_be_read_is_named_and_runs_nothing(
    running: Running, engine: FakeEngine, typed: str, why: str
) -> None:
    async with running(size=(110, 40)) as pilot:
        await press(pilot, "e", "enter", "c", "ctrl+u", *typed, "enter")
        assert why in " ".join(frame(pilot).replace("█", " ").replace("▌", " ").split())
        assert engine.ran == []
        assert typed in frame(pilot), "it can be mended"
        assert why not in await press(pilot, "escape")
        assert "› Experiment  decay_step lam=0.01 steps=10" in frame(pilot)


async def test_what_is_typed_and_what_is_wrong_with_it_come_into_view(running: Running) -> None:
    async with running(size=(60, 18)) as pilot:
        assert "› Experiment" not in await press(pilot, "e", "enter", "enter", "end")
        assert "nonsense" in await press(pilot, "c", "ctrl+u", *"nonsense")
        assert "write it as name=value" in await press(pilot, "enter")


async def test_an_empty_line_brings_back_the_parameters_of_the_text(running: Running, engine: FakeEngine) -> None:
    async with running(size=(80, 60)) as pilot:
        await press(pilot, "e", "enter", "c", "ctrl+u", *OTHER, "enter")
        assert "› Experiment  decay_step lam=0.01 steps=10" in await press(pilot, "c", "ctrl+u", "enter")
        assert [dict(call.params)["lam"] for call in engine.ran] == [0.02, 0.01]
        assert "With your parameters" not in frame(pilot)


async def test_reading_on_takes_the_pointer_along(running: Running, engine: FakeEngine) -> None:
    async with running(size=(80, 18)) as pilot:
        read = await press(pilot, "e", "enter", "enter")
        while "Experiment  sparse_regression" not in read:
            read = await press(pilot, "space")
        assert "› Experiment  sparse_regression" in read
        await press(pilot, "enter")
        assert [call.demo for call in engine.ran] == ["decay_step", "sparse_regression"]
        read = frame(pilot)
        while "Experiment  decay_step" not in read:
            read = await press(pilot, "pageup")
        assert "› Experiment  decay_step" in read


async def test_a_run_is_stopped_and_started_again(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, "e", "enter")
        engine.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "running … x stops it" in frame(pilot)
        assert bar(pilot).startswith("x stop")
        assert "Stopped. enter runs it again." in await press(pilot, "x")
        engine.resume()
        assert "The penalty leaves 0.980." in await press(pilot, "enter")


async def test_leaving_stops_what_runs(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, "e", "enter")
        engine.pause()
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert frame(pilot).startswith(" A small lesson")
        engine.resume()
        await settle(pilot)
        assert [engine.cached(call) for call in engine.ran] == [None]


async def test_without_an_engine_it_says_why(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        engine.go_down("torch is not installed.")
        assert "Not run live: torch is not installed." in await press(pilot, "e", "enter", "enter")


async def test_the_bench_takes_its_parameters(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "e", "enter", "c", "ctrl+u", *OTHER, "enter", "o")
        assert "lam" in frame(pilot)
        assert "0.02" in frame(pilot)
        assert "Experiment  decay_step lam=0.02" in await press(pilot, "escape")


async def test_sections_follow_each_other(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "e", "enter")
        await press(pilot, "left_square_bracket")
        assert said(pilot) == ["This is the first section."]
        assert frame(pilot).startswith(" 1 of 2")
        assert (await press(pilot, "right_square_bracket")).startswith(" 2 of 2  ·  The interview answer")
        await press(pilot, "n")
        assert said(pilot) == ["This is the last section."]


async def test_the_answer_stands_with_its_evidence_and_is_hidden_to_be_said(running: Running) -> None:
    async with running(size=(80, 50)) as pilot:
        shown = await press(pilot, "e", "enter", "n")
        assert "The lasso has exact zeros." in shown
        assert "Source: Tibshirani 1996" in shown
        assert "h hide, say it" in bar(pilot)
        assert "✓ holds  exact_zeros_lasso > 0" in await press(pilot, "enter")
        await press(pilot, "h")
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert "Which penalty can give exact zeros?" in frame(pilot)


async def test_practising_a_section_asks_what_it_links_to_and_what_tests_its_claims(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "e", "enter", "p")
        assert asked(pilot) == ["aaaaaaa1", "aaaaaaa2", "aaaaaaa3"]


async def test_a_section_says_how_many_questions_come_along_and_they_do(running: Running, workspace: Workspace) -> None:
    small = workspace.library.entries
    needy = replace(next(entry for entry in small if entry.id == "aaaaaaa2"), needs=("aaaaaaa5",))
    async with running() as pilot:
        entries = tuple(needy if entry.id == needy.id else entry for entry in small)
        workspace._library = replace(workspace.library, entries=entries)
        await press(pilot, "e", "enter")
        further = pilot.app.screen.query_one("#further", Text)
        assert further.content.plain.startswith("p practises the 3 questions on this, and 1 that they build on. ")
        await press(pilot, "p")
        assert asked(pilot) == ["aaaaaaa1", "aaaaaaa5", "aaaaaaa2", "aaaaaaa3"]


async def test_one_claim_is_run_and_its_figures_stand_below_it(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        before = await press(pilot, "e", "down", "down", "enter")
        assert "·  1  false" in before
        assert "Not run yet: enter runs what decides it." in before
        after = await press(pilot, "enter")
        assert "✓  1  false" in after
        assert "sgd_penalty = 0.980179, sgd_weight_decay = 0.990045" in after
        assert len(engine.ran) == 1


async def test_a_verdict_that_is_not_borne_out_stands_out(running: Running) -> None:
    async with running() as pilot:
        shown = await press(pilot, "e", "down", "down", "enter", "down", "enter")
        assert "✗  2  imprecise" in shown
        assert "not borne out: exact_zeros_lasso > 48 does not hold" in shown


async def test_a_claim_without_a_run_rests_on_its_source(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        assert "§  3  true" in await press(pilot, "e", "down", "down", "enter")
        shown = await press(pilot, "end", "enter")
        assert "Source: Tibshirani 1996" in shown
        assert said(pilot) == ["No run decides this one; it rests on its source."]
        assert engine.ran == []


async def test_the_audit_is_stopped_and_keeps_what_came_out(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, "e", "down", "down", "enter", "enter")
        engine.pause()
        await pilot.press("a")
        await pilot.pause()
        assert "1 claim still to r" in frame(pilot)
        assert "x stop" in bar(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert said(pilot) == ["The runs are not over yet; x stops them."]
        stopped = await press(pilot, "x")
        assert "✓  1  false" in stopped
        assert "·  2  imprecise" in stopped
        assert "a run all" in bar(pilot)
        engine.resume()


async def test_the_audit_is_searched(running: Running) -> None:
    async with running() as pilot:
        found = await press(pilot, "e", "down", "down", "enter", "slash", *"always")
        assert "1 claim" in found
        assert "weight_decay" not in found
        assert "No claim fits. Change the search." in await press(pilot, *"zz")
        assert isinstance(pilot.app.screen, AuditScreen)
        await press(pilot, "f7", "enter", "f8")
        assert isinstance(pilot.app.screen, AuditScreen), "there is nothing to run or practise"


async def test_the_audit_of_a_section_begins_at_its_first_claim(running: Running) -> None:
    async with running() as pilot:
        shown = await press(pilot, "e", "enter", "n", "a")
        assert "› §  3  true" in shown


async def test_the_questions_of_a_claim_are_practised(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "e", "enter", "a", "p")
        assert asked(pilot) == ["aaaaaaa2", "aaaaaaa3"]


async def test_a_lesson_that_cannot_be_read_is_said(
    running: Running, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setattr("quizapp.workspace.workspace.bundled_lesson", lambda: tmp_path / "nowhere")
    async with running() as pilot:
        assert "Practise today's questions" in await press(pilot, "e")
        assert said(pilot)[0].startswith("The lesson cannot be read: ")


async def test_a_panel_that_leaves_while_it_runs_fails_nowhere(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, "e", "enter")
        engine.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert any(panel.running for panel in pilot.app.screen.query(ExhibitPanel))
        assert (await press(pilot, "n")).startswith(" 2 of 2")
        engine.resume()
