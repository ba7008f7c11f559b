"""The report on the screen: the whole on one page, what one can do about it, and the list of questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.sessions.mock.report import Word
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.mock import reported
from quizapp.tui.screens.mock.again import AgainScreen
from quizapp.tui.screens.mock.item import ItemScreen
from quizapp.tui.screens.mock.report import ReportScreen
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.tui.widgets.ways import Way
from quizapp.workspace import Workspace
from tests.tui.report.interviews import AT_LENGTH, CHOICE, MISLED, NUMBER, SILENT, UNCHECKED, WHOLE, keep, report
from tests.tui.report.reading import Reading
from tests.tui.stage import Compare, Running, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)
QUESTIONS = ["down"] * 4  # from the first thing to do to the first question


def at_pointer(pilot: Pilot[None]) -> str:
    """The line at `›`."""
    return next(line.strip() for line in frame(pilot).splitlines() if line.lstrip().startswith("›"))


def notices(pilot: Pilot[None]) -> list[str]:
    """What was said in passing."""
    return [str(notice.message) for notice in pilot.app._notifications]


@every_size
async def test_a_report_from_the_whole_to_the_questions(reading: Reading, same_frame: Compare, size: str) -> None:
    async with reading(WHOLE, size=SIZES[size]) as pilot:
        same_frame(pilot, f"report-{size}")
        await press(pilot, *QUESTIONS, "down", "down")
        same_frame(pilot, f"report-questions-{size}")


async def test_the_word_of_an_interviewer_stands_beside_the_signals_as_practice(reading: Reading) -> None:
    async with reading(report(MISLED, CHOICE, NUMBER)) as pilot:
        (line,) = [line for line in frame(pilot).splitlines() if "An interviewer might write" in line]
        assert line.strip() == "Signals  An interviewer might write: strong no hire (practice)"
        assert "Why: The score is 26 %, below 35 %." in frame(pilot)


async def test_the_first_thing_to_do_is_to_answer_again(reading: Reading) -> None:
    async with reading(WHOLE) as pilot:
        assert at_pointer(pilot).startswith("› Answer again")
        assert at_pointer(pilot).endswith("the weakest: Which penalty can give exact zer…")
        labels = ["Answer again", "Practise the missed points", "Export as Markdown", "Export as HTML"]
        places = [frame(pilot).index(label) for label in labels]
        assert places == sorted(places)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, AgainScreen)
        assert pilot.app.screen.index == 1, "the question that went worst"


async def test_the_pointer_goes_on_from_what_one_can_do_to_the_questions_and_round(reading: Reading) -> None:
    async with reading(WHOLE) as pilot:
        await press(pilot, *QUESTIONS)
        assert at_pointer(pilot) == "›  1  Where is the weight?"
        assert bar(pilot).startswith("enter open  a answer again")
        await press(pilot, "down", "down", "down")
        assert at_pointer(pilot).startswith("› Answer again"), "round"
        await press(pilot, "up")
        assert at_pointer(pilot) == "›  3  ⚑ L1 and L2"
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, AgainScreen)
        assert pilot.app.screen.index == 2, "the question at the pointer"


async def test_a_click_does_what_the_line_says(reading: Reading) -> None:
    async with reading(WHOLE, size=(80, 45)) as pilot:
        await pilot.click("#item-2")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ItemScreen)
        assert frame(pilot).startswith(" Question 3 of 3")
        await press(pilot, "escape")
        assert at_pointer(pilot).endswith("⚑ L1 and L2"), "the pointer went there"
        await pilot.click(pilot.app.screen.query(Way)[2])
        await settle(pilot)
        assert "Exported to\n" in frame(pilot)


@pytest.mark.parametrize(("key", "suffix"), [("x", ".md"), ("w", ".html")])
async def test_an_export_says_where_the_file_is(
    reading: Reading, workspace: Workspace, tmp_path: Path, key: str, suffix: str
) -> None:
    async with reading(WHOLE, size=(100, 40)) as pilot:
        told = await press(pilot, key)
        (path,) = workspace.places.exports.glob(f"*{suffix}")
        assert "".join(f"Exported to {path}".split()) in "".join(told.split())
        assert "L1 makes some weights exactly zero" in path.read_text(encoding="utf-8")


async def test_an_export_that_cannot_be_written_says_why(reading: Reading, workspace: Workspace) -> None:
    async with reading(WHOLE) as pilot:
        workspace.places.exports.parent.mkdir(exist_ok=True)
        workspace.places.exports.write_text("a file where the folder should be")
        assert "Not exported:" in await press(pilot, "x")


async def test_practising_the_missed_points_asks_their_questions(reading: Reading) -> None:
    async with reading(WHOLE) as pilot:
        assert "Practise the missed points  2 questions\n" in frame(pilot)
        asked = await press(pilot, "p")
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.queue == ("aaaaaaa1", "formint1")
        assert "1 of 2" in asked


async def test_where_nothing_was_missed_nothing_is_offered(reading: Reading) -> None:
    async with reading(report(NUMBER)) as pilot:
        assert "Practise" not in frame(pilot)
        assert "p practise" not in bar(pilot)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, ReportScreen)
        await press(pilot, "down", "down", "down")
        assert at_pointer(pilot) == "›  1  Where is the weight?", "what is not offered is passed over"


async def test_a_second_quizapp_can_look_and_not_answer(running: Running, workspace: Workspace) -> None:
    number = keep(workspace, WHOLE)
    workspace.store.close()
    workspace.store = Store.open(workspace.places.store, now=workspace.now(), read_only=True)
    del workspace.__dict__["mocks"]
    async with running() as pilot:
        assert isinstance(pilot.app, QuizApp)
        pilot.app.show_mock_report(number)
        await settle(pilot)
        await press(pilot, "a")
        assert notices(pilot) == ["This is a second quizapp: it can look, but not save answers."]
        assert isinstance(pilot.app.screen, ReportScreen)


async def test_a_report_without_a_single_answer(reading: Reading, same_frame: Compare) -> None:
    async with reading(report(SILENT, replace(SILENT, question_id="aaaaaaa3")), size=(80, 40)) as pilot:
        told = frame(pilot)
        assert "○ poor  0 %, below 35 %. 0 of 2 questions answered." in told
        assert "An interviewer might write: too little to say (practice)" in told
        assert "You did not say of any judged answer how sure you were." in told
        assert told.count("– no answer") == 2
        same_frame(pilot, "report-silent")


async def test_a_report_of_which_nothing_could_be_judged(reading: Reading) -> None:
    async with reading(report(UNCHECKED), size=(80, 40)) as pilot:
        told = frame(pilot)
        assert "? not judged  No answer could be judged. 1 of 1 question answered." in told
        assert "? not judged     –  0:41 of 1:30" in told
        assert "Topics" not in told


async def test_how_the_interview_ended_and_what_took_too_long(reading: Reading) -> None:
    left = replace(WHOLE, ended="left", used=3700.0, seconds=7200.0)
    async with reading(left, size=(100, 50)) as pilot:
        told = " ".join(frame(pilot).split())
        assert "You ended it, with questions open, after 1:01:40 of 2:00:00." in told
        assert "1 question of 3 took longer than planned, “L1 and L2”: 2:51 of 2:00 + 0:30, over." in told
        assert "The decks have only three questions that fit." in told


async def test_an_end_that_a_later_version_knows_is_no_trouble(reading: Reading) -> None:
    async with reading(replace(WHOLE, ended="adjourned"), size=(100, 40)) as pilot:
        assert "It took 3:44 of 45:00." in frame(pilot)


async def test_twenty_confidences_are_judged(reading: Reading) -> None:
    sure = [
        replace(NUMBER, confidence=95, score=float(n % 2), word=Word.EXCELLENT if n % 2 else Word.POOR)
        for n in range(20)
    ]
    async with reading(report(*sure), size=(100, 60)) as pilot:
        told = " ".join(frame(pilot).split())
        assert "you said 95 %, it was 50 %; you are too sure." in told
        assert "you said answers good it was 95 % 20 10 50 %" in told
        assert "too few" not in told


@every_size
async def test_long_titles_and_topics_are_cut_to_the_room_there_is(reading: Reading, size: str) -> None:
    long = replace(AT_LENGTH, title="A title that does not end " * 20, topic="regularization-and-more-" * 5)
    async with reading(report(long, CHOICE), size=SIZES[size]) as pilot:
        assert isinstance(pilot.app.screen, ReportScreen)
        await press(pilot, *QUESTIONS)
        (line,) = [line for line in frame(pilot).splitlines() if "›  1  ⚑ A title that does not end" in line]
        assert line.rstrip(" ▁▂▃▄▅▆▇█").endswith("…")
        (topic,) = [
            line for line in reported.topic_words(pilot.app.screen.report, 60).plain.splitlines() if "…" in line
        ]
        assert topic.startswith("regularization-and-more…  ")


async def test_a_hundred_questions_are_a_list_that_follows_the_pointer(reading: Reading) -> None:
    many = report(*[replace(CHOICE, title=f"Question number {n}") for n in range(1, 101)])
    async with reading(many) as pilot:
        await press(pilot, "up")
        assert at_pointer(pilot) == "› 100  Question number 100"


async def test_the_page_is_read_on_and_back(reading: Reading) -> None:
    async with reading(WHOLE) as pilot:
        first = frame(pilot)
        assert "Notes" not in first
        assert "Notes" in await press(pilot, "pagedown")
        assert await press(pilot, "pageup") == first


async def test_a_terminal_that_grows_has_the_questions_beside(reading: Reading) -> None:
    async with reading(WHOLE) as pilot:
        assert "Questions" not in frame(pilot)
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert "Questions" in frame(pilot).splitlines()[1]
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "Questions" not in frame(pilot)


async def test_where_there_is_no_report_a_sentence_says_so(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        assert isinstance(pilot.app, QuizApp)
        pilot.app.show_mock_report(7)
        await settle(pilot)
        assert notices(pilot)[0].startswith("There is no interview 7")
        assert len(pilot.app.screen_stack) == 1


async def test_nothing_of_an_answer_is_markup(reading: Reading) -> None:
    nasty = "w[i] = w[i] - lr*[b] [bold]x[/] [/] [@click=app.quit]y[/]"
    item = replace(AT_LENGTH, title=nasty, topic=nasty[:20])
    async with reading(report(item), size=(200, 50)) as pilot:
        told = frame(pilot)
        assert f"⚑ {nasty}" in told
        assert "w[i] = w[i] - lr*[b]" in told
        assert len(list(pilot.app.screen.query(Way))) == 5


async def test_help_explains_the_marks(reading: Reading) -> None:
    async with reading(WHOLE, size=(80, 40)) as pilot:
        told = " ".join((await press(pilot, "question_mark")).split())
        assert "○ poor, ◔ mixed, ◕ good and ● excellent come with the rule that gave them" in told
        assert "no person judged you" in told
