"""The catalogue of live experiments: by subject, searched as one types, with the questions that use each."""

from __future__ import annotations

import pytest

from quizapp.engine import catalogue
from quizapp.errors import EngineError
from quizapp.tui.screens.lab import LabScreen
from quizapp.tui.widgets.listing import Listing
from quizapp.workspace import Workspace
from quizapp.workspace.laboratory import listed_demos, matching
from tests.tui.lab.experiment import said
from tests.tui.stage import DEMOS, Compare, Running, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)


@every_size
async def test_the_catalogue(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await press(pilot, "l")
        same_frame(pilot, f"lab-{size}")


async def test_home_counts_the_experiments_and_leads_to_them(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        assert "Lab                         6 live experiments" in frame(pilot)
        assert "l lab" in bar(pilot)
        assert workspace.store.library_summary()["demos"] == len(DEMOS), "the next start paints it at once"
        await press(pilot, *["down"] * 7, "enter")
        assert frame(pilot).startswith(" Lab · 6 live experiments")


def test_the_first_start_does_not_count_what_it_does_not_know(workspace: Workspace) -> None:
    assert workspace.overview().demos == 0, "counting waits until the decks are read"
    workspace.store.close()


async def test_typing_searches_and_enter_leads_to_the_bench(running: Running) -> None:
    async with running() as pilot:
        found = await press(pilot, "l", "slash", *"momentum")
        assert found.startswith(" Lab · 1 live experiment\n")
        assert "› One weight, seven kinds of decay" in found
        assert bar(pilot).startswith("enter to the list  f8 practise  f9 notebook")
        await press(pilot, "enter")
        assert bar(pilot).startswith("enter open  / search  p practise")
        assert "After 10 steps" in await press(pilot, "enter")
        assert "momentum" in await press(pilot, "escape"), "the search is as it was"


async def test_nothing_fits_in_a_sentence(running: Running) -> None:
    async with running() as pilot:
        assert "No experiment fits. Change the search." in await press(pilot, "l", "slash", *"zzz")
        assert "Lab · 0 live experiments" in frame(pilot)
        assert bar(pilot) == "f9 notebook  f1 help  esc back", "space is a letter here, and there is no list"
        await press(pilot, "enter", "enter", "backspace")
        assert "Lab · 0" in frame(pilot), "there is nothing to open"
        assert "\nzz\n" in frame(pilot), "letters go into the search still"


def test_the_example_of_a_search_finds_something() -> None:
    assert matching(listed_demos(()), LabScreen.placeholder.removeprefix("search, e.g. "))


async def test_the_questions_that_use_a_demo_are_listed_and_practised(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "l", "slash", *"sparse_reg", "enter")
        assert "1 question uses it" in frame(pilot)
        assert "Which penalty can give exact zeros?" in frame(pilot)
        assert "1 of 1" in await press(pilot, "p")
        await press(pilot, "escape")
        assert "Practise today" in frame(pilot)


async def test_a_demo_without_a_question_says_so(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "l", "slash", *"lambda_grid", "enter")
        assert "No question uses it yet." in frame(pilot)
        assert "practise" not in bar(pilot)
        await press(pilot, "p")
        assert said(pilot) == ["No question uses this demo yet."]


async def test_the_pointer_moves_by_keys_and_by_mouse_and_stays_in_view(running: Running) -> None:
    async with running(size=(60, 20)) as pilot:
        await press(pilot, "l")
        listing = pilot.app.screen.query_one(Listing)
        assert listing.current == "decay_step"
        await press(pilot, "end")
        assert "›" in frame(pilot)
        assert listing.current == "lambda_grid"
        await press(pilot, "home", "up")
        assert listing.current == "decay_step"
        assert "L2 and weight decay" in frame(pilot), "with the heading above it"
        await pilot.click(Listing, offset=(6, 2))
        await settle(pilot)
        assert listing.current == "double_decay"
        await pilot.click(Listing, offset=(6, 0))
        await settle(pilot)
        assert listing.current == "double_decay", "a heading is no demo"
        await pilot.click(Listing, offset=(6, 2))
        await settle(pilot)
        assert "Weight decay and a penalty are two mechanisms" in frame(pilot).splitlines()[0]


async def test_a_file_that_cannot_be_used_is_listed_with_its_fault(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = catalogue.find

    def broken(name: str) -> object:
        if name == "lambda_grid":
            raise EngineError("The demo file lambda_grid.py cannot be used: SyntaxError: [bold]no[/]")
        return find(name)

    async with running() as pilot:
        monkeypatch.setattr(catalogue, "find", broken)
        await press(pilot, "l", "end")
        assert "Cannot be used" in frame(pilot)
        assert "SyntaxError: [bold]no[/]" in " ".join(frame(pilot).split())
        await press(pilot, "enter")
        assert said(pilot) == ["The demo file lambda_grid.py cannot be used: SyntaxError: [bold]no[/]"]


async def test_what_is_too_long_to_show_can_be_read_by_keys(running: Running) -> None:
    async with running(size=(60, 20)) as pilot:
        await press(pilot, "l")
        assert "1 question uses it" not in frame(pilot)
        await press(pilot, "space")
        assert "Where is the weight?" in frame(pilot)
        await press(pilot, "backspace")
        assert "decay_step  A single weight" in frame(pilot)


async def test_a_terminal_that_shrinks_keeps_the_search(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "l", "slash", *"decay_st")
        await pilot.resize_terminal(50, 15)
        await settle(pilot)
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        assert "› One weight, seven kinds of decay" in frame(pilot)
