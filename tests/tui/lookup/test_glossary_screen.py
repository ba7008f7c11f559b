"""The glossary: the terms in front first, searched as one types, and from a term to its questions."""

from __future__ import annotations

import pytest

from quizapp.tui.screens.glossary import GlossaryScreen
from quizapp.tui.widgets.listing import Listing
from quizapp.workspace import Selection, Workspace
from tests.tui.stage import Compare, Running, bar, frame, press

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)
CHOICE, NUMERIC, CLOZE, CARD = "aaaaaaa1", "aaaaaaa3", "aaaaaaa4", "aaaaaaa5"


def one(question: str) -> Selection:
    return Selection(ids=(question,))


def section(shown: str, heading: str) -> str:
    """What stands under a heading of the list."""
    return shown.split(f" {heading}\n")[1].split("\n All others")[0].split("──")[0]


@every_size
async def test_the_glossary_of_a_question(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size], selection=one(CHOICE)) as pilot:
        await press(pilot, "g")
        same_frame(pilot, f"glossary-{size}")


@every_size
async def test_a_term(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await press(pilot, "g", "slash", *"lasso", "enter", "enter")
        same_frame(pilot, f"term-{size}")


async def test_home_leads_to_all_terms_by_name(running: Running) -> None:
    async with running() as pilot:
        assert "Glossary                    what each term means" in frame(pilot)
        shown = await press(pilot, "g")
        assert shown.startswith(" Glossary · 7 terms\n")
        assert "In this question" not in shown
        names = [line[3:].split("  ")[0] for line in shown.splitlines()[2:9]]
        assert names == ["AdamW", "dropout", "gradient", "L1", "L2", "sparsity", "weight decay"]
        assert bar(pilot) == "enter open  / search  p practise  ? help  esc back  space read on"


async def test_the_answer_is_given_away_by_no_term_before_it_is_given(running: Running) -> None:
    async with running(selection=one(CLOZE)) as pilot:
        before = section(await press(pilot, "ctrl+g"), "In this question")
        assert "weight decay" in before
        assert "AdamW" not in before
        await press(pilot, "escape", *"W", "tab", *"AdamW", "enter")
        after = section(await press(pilot, "g"), "In this question")
        assert "weight decay" in after
        assert "AdamW" in after


async def test_the_explanation_counts_once_there_is_a_verdict(running: Running) -> None:
    async with running(selection=one(CHOICE)) as pilot:
        assert "gradient" not in section(await press(pilot, "g"), "In this question")
        await press(pilot, "escape", "b", "enter")
        assert "gradient" in section(await press(pilot, "g"), "In this question")


async def test_what_one_types_is_no_key(running: Running) -> None:
    async with running(selection=one(NUMERIC)) as pilot:
        assert "Where is the weight?" in await press(pilot, "g")
        assert (await press(pilot, "ctrl+g")).startswith(" Glossary")
        assert "g" in (await press(pilot, "escape")).split(), "what was typed stays"


@pytest.mark.parametrize("count", [6, 7])
async def test_seven_options_take_the_letter_and_six_leave_it(
    running: Running, workspace: Workspace, count: int
) -> None:
    workspace.places.decks.mkdir(parents=True)
    options = "\n".join(f"- [{' ' if index else 'x'}] option {index}" for index in range(count))
    text = f"## How many?\n<!-- q id=bbbbbbb1 -->\n\nPick.\n\n{options}\n\n### Sources\n- a\n"
    (workspace.places.decks / "many.md").write_text(text, encoding="utf-8")
    async with running(selection=one("bbbbbbb1")) as pilot:
        shown = await press(pilot, "g")
        assert shown.startswith(" Glossary") == (count == 6)
        assert ("(•) g" in shown) == (count == 7)
        await press(pilot, "escape" if count == 6 else "up")
        assert ("s skip" if count == 6 else "f3 skip") in bar(pilot), "letters are keys, or an answer's"
        assert (await press(pilot, "ctrl+g")).startswith(" Glossary")


async def test_typing_searches_in_names_spellings_and_meanings(running: Running) -> None:
    async with running() as pilot:
        found = await press(pilot, "g", "slash", *"squ")
        assert found.startswith(" Glossary · 1 term\n")
        assert "› L2" in found, "found by its meaning"
        assert bar(pilot).startswith("enter to the list  f8 practise")
        found = await press(pilot, *["backspace"] * 3, *"zero")
        assert "› sparsity" in found
        assert "dropout" in found


async def test_the_pointer_goes_to_the_nearest_while_one_types(running: Running) -> None:
    async with running() as pilot:
        assert "› AdamW" in await press(pilot, "g")
        found = await press(pilot, "slash", *"decay")
        assert "› weight decay" in found
        assert "AdamW" in found, "where the pointer was, and which only speaks of it"


async def test_nothing_fits_in_a_sentence_with_the_nearest_name(running: Running) -> None:
    async with running() as pilot:
        assert "No term fits. Did you mean L2?" in await press(pilot, "g", "slash", *"rigde")
        assert "Glossary · 0 terms" in frame(pilot)
        assert bar(pilot) == "f1 help  esc back"
        await press(pilot, "enter", "f8")
        assert "No term fits. Change the search." in await press(pilot, *"xyzzy")


async def test_a_glossary_without_terms_says_so(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.workspace.glossary.terms_in", lambda _: {})
    async with running() as pilot:
        assert "No glossary says what its concepts mean." in await press(pilot, "g")
        assert "p practise" not in bar(pilot)


async def test_from_a_term_to_what_it_is_set_against_and_back_again(running: Running) -> None:
    async with running() as pilot:
        shown = await press(pilot, "g", "slash", *"lasso", "enter", "enter")
        assert shown.startswith(" Glossary · L1\n")
        assert "w[i] by w[i]; [bold]no[/] more." in shown
        assert shown.count("A penalty on the sum of squares.") == 1, "not under both headings"
        assert (await press(pilot, "enter")).startswith(" Glossary · L2\n")
        assert (await press(pilot, "escape")).startswith(" Glossary · L1\n")
        assert (await press(pilot, "escape")).startswith(" Glossary · 1 term\n")


async def test_from_a_term_to_a_question_and_its_terms(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "g", "slash", *"adamw", "enter", "enter")
        assert "1 question uses it" in frame(pilot)
        assert "Decoupled decay is the" in await press(pilot, "enter")
        assert "In this question" in await press(pilot, "g")


async def test_the_question_that_is_being_answered_is_not_shown_with_its_answer(running: Running) -> None:
    async with running(selection=one(CARD)) as pilot:
        await press(pilot, "g", "slash", *"decay", "enter", "enter")
        assert "p practise" not in bar(pilot), "that would end the session"
        listing = pilot.app.screen.query_one(Listing)
        while listing.current != f"question {CARD}":
            await pilot.press("down")
        await press(pilot, "enter")
        assert [note.message for note in pilot.app._notifications] == [
            "This is the question that you are answering: its answer comes after yours."
        ]
        await press(pilot, "p")
        assert [note.message for note in pilot.app._notifications] == [
            "You are answering questions already: end that session first."
        ]
        shown = await press(pilot, "escape", "escape")
        assert "What does decay decay?" in shown


async def test_the_questions_of_a_term_are_practised(running: Running) -> None:
    async with running() as pilot:
        shown = await press(pilot, "g", "slash", *"adamw", "enter", "p")
        assert "1 of 1" in shown
        assert "Name the method" in shown


async def test_a_term_that_no_question_uses(running: Running) -> None:
    async with running() as pilot:
        assert "No question uses it yet." in await press(pilot, "g", "slash", *"dropout", "enter")
        assert "p practise" not in bar(pilot)
        await press(pilot, "p")
        assert [note.message for note in pilot.app._notifications] == ["No question uses this term yet."]
        assert "No other term and no question leads on from here." in await press(pilot, "enter")
        assert bar(pilot) == "? help  esc back"


async def test_browse_and_the_reader_lead_to_it(running: Running) -> None:
    async with running() as pilot:
        assert "In this question" in await press(pilot, "b", "g")
        await press(pilot, "escape", "v", "g")
        screen = pilot.app.screen
        assert isinstance(screen, GlossaryScreen)
        assert "gradient" in section(frame(pilot), "In this question"), "an answer that is read counts"


async def test_an_empty_list_of_questions_still_leads_to_all_terms(running: Running) -> None:
    async with running() as pilot:
        shown = await press(pilot, "b", "slash", *"zzz", "ctrl+g")
        assert shown.startswith(" Glossary · 7 terms\n")
        assert "In this question" not in shown


async def test_decks_that_are_read_again_bring_other_terms(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running() as pilot:
        await press(pilot, "g")
        monkeypatch.setattr("quizapp.workspace.glossary.terms_in", lambda _: {})
        pilot.app.read_library()  # type: ignore[attr-defined]
        assert "No glossary says" in await press(pilot)
