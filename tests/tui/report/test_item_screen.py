"""One question of a report: findings with the candidate's own words, the model beside the answer, live evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Progress
from quizapp.errors import ContentError, EngineDownError
from quizapp.sessions.mock.report import PointReport
from quizapp.store import AnswerVersion
from quizapp.tui.screens.demo import DemoScreen
from quizapp.tui.screens.mock.item import ItemScreen
from quizapp.tui.screens.mock.report import ReportScreen
from quizapp.workspace import Workspace
from quizapp.workspace.mock.mocks import Mocks
from tests.tui.report.interviews import AT_LENGTH, CHOICE, MISLED, NUMBER, SILENT, SPARSE, UNCHECKED, report
from tests.tui.report.reading import Reading
from tests.tui.stage import Compare, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)
ROOM = (80, 60)


async def opened(pilot: Pilot[None]) -> str:
    """The first question of the report."""
    assert isinstance(pilot.app.screen, ReportScreen)
    first = len(list(pilot.app.screen.query("#ways Way")))
    return await press(pilot, *["down"] * first, "enter")


@every_size
async def test_a_question_of_the_report(reading: Reading, same_frame: Compare, size: str) -> None:
    async with reading(report(MISLED, CHOICE), size=SIZES[size]) as pilot:
        await opened(pilot)
        same_frame(pilot, f"item-{size}")
        await press(pilot, "pagedown")
        same_frame(pilot, f"item-read-on-{size}")


async def test_every_point_stands_with_the_words_that_decided(reading: Reading) -> None:
    async with reading(report(AT_LENGTH), size=ROOM) as pilot:
        told = await opened(pilot)
        assert "✓ covered         zeros: L1 drives some weights exactly to zero. (a must)" in told
        assert "“L1 makes some weights exactly zero, w[i] = 0”" in told
        assert "◐ needed a nudge  shrinks: L2 only shrinks weights. (a must)" in told
        assert "“L2 only shrinks them”" in told
        assert "– missed          pull: the L1 pull is constant" in told
        assert "◔ mixed  50 %  Not good, as the score is below 65 %" in told
        assert "2:51 of 2:00 + 0:30, over; you were 80 % sure; flagged." in told
        assert "That is [bold]sparsity[/]." in told
        assert "Then the interviewer asked (0:38)" in told


async def test_the_terms_of_a_question_are_looked_up(reading: Reading) -> None:
    async with reading(report(AT_LENGTH), size=ROOM) as pilot:
        await opened(pilot)
        told = await press(pilot, "g")
        assert told.startswith(" Glossary")
        assert "In this question" in told
        assert "L1  " in told.split("All others")[0]
        assert "You said" in await press(pilot, "escape")


async def test_the_heaviest_finding_stands_first(reading: Reading) -> None:
    milder = replace(SPARSE, name="other", about="says something milder.", asked=False, quote="mild")
    withdrawn = replace(SPARSE, name="gone", about="says what was taken back.", status="withdrawn", quote="gone")
    async with reading(report(replace(MISLED, mistakes=(withdrawn, milder, SPARSE))), size=(100, 60)) as pilot:
        told = " ".join((await opened(pilot)).split())
        heaviest = "says that L2 gives sparsity. It stands after its follow-up: the heaviest finding."
        order = [
            heaviest,
            "✗ misconception says something milder.",
            "– withdrawn says what was taken back.",
            "✓ covered",
        ]
        places = [told.index(words) for words in order]
        assert places == sorted(places)
        assert told.count("the heaviest finding.") == 2, "in the rule, and at the one misconception"


async def test_the_model_answer_stands_beside_where_there_is_room_and_below_where_there_is_not(
    reading: Reading,
) -> None:
    async with reading(report(AT_LENGTH), size=(120, 40)) as pilot:
        wide = await opened(pilot)
        (line,) = [line for line in wide.splitlines() if "You said" in line]
        assert line.endswith("│ Model answer")
        await pilot.resize_terminal(80, 60)
        await settle(pilot)
        narrow = frame(pilot)
        assert "│" not in narrow
        assert narrow.index("You said") < narrow.index("Model answer")


async def test_options_are_told_in_words(reading: Reading) -> None:
    async with reading(report(CHOICE), size=ROOM) as pilot:
        told = await opened(pilot)
        assert "a) Ridge, λ Σᵢ wᵢ²" in told
        assert "○ poor  0 %  The answer is wrong." in told


async def test_tests_of_code_passed_or_failed(reading: Reading) -> None:
    tests = (
        PointReport("test_large", "", "covered", "", "practice"),
        PointReport("test_small", "gave [-0.2], expected [0.0]", "contradicted", "", "practice"),
    )
    code = replace(
        CHOICE,
        question_id="formcod1",
        kind="code",
        response="def f(w): ...",
        points=tests,
        expected="```python\nx\n```",
    )
    async with reading(report(code), size=ROOM) as pilot:
        told = await opened(pilot)
        assert "✓ passed  test_large" in told
        assert "✗ failed  test_small: gave [-0.2], expected [0.0]" in told
        assert "Solution" in told


async def test_an_answer_that_was_not_given_and_one_that_was_not_checked(reading: Reading) -> None:
    async with reading(report(SILENT, UNCHECKED), size=ROOM) as pilot:
        silent = await opened(pilot)
        assert "– no answer  0 %  Nothing was said." in silent
        assert "You said\n Nothing." in silent
        assert silent.count("– missed") == 3
        unchecked = await press(pilot, "n")
        assert "? not judged  –  It counts in no score" in unchecked
        assert "The engine is down: torch is missing." in " ".join(unchecked.split())


async def test_the_next_question_and_the_one_before_go_round(reading: Reading) -> None:
    async with reading(report(AT_LENGTH, CHOICE, NUMBER)) as pilot:
        await opened(pilot)
        assert (await press(pilot, "n")).startswith(" Question 2 of 3  ·  warm-up  ·  l1  ·  junior  ·  choice")
        assert (await press(pilot, "p", "p")).startswith(" Question 3 of 3")
        assert len(pilot.app.screen_stack) == 3, "home, the report, and one question"
        assert (await press(pilot, "escape")).startswith(" Report")


async def test_a_single_question_has_no_next(reading: Reading) -> None:
    async with reading(report(NUMBER)) as pilot:
        await opened(pilot)
        assert "n next" not in bar(pilot)
        screen = pilot.app.screen
        await press(pilot, "n")
        assert pilot.app.screen is screen


# ------------------------------------------------------------ live evidence


async def test_the_demo_behind_the_answer_runs_now(reading: Reading, engine: FakeEngine) -> None:
    async with reading(report(CHOICE), size=ROOM) as pilot:
        before = await opened(pilot)
        assert "… waits  exact_zeros_ridge == 0" in before
        assert bar(pilot).startswith("d run demo")
        after = await press(pilot, "d")
        assert "✓ holds  exact_zeros_lasso > 0" in after
        assert "(run now in 0.04 s)" in after
        assert "Lasso sets 47 of 50 weights to zero, ridge none." in after
        assert "x: rank of the weight" in after
        await press(pilot, "d")
        assert len(engine.ran) == 2, "now, not from the cache"


async def test_what_was_run_before_is_shown_from_the_cache(reading: Reading) -> None:
    async with reading(report(NUMBER, CHOICE), size=ROOM) as pilot:
        told = await opened(pilot)
        assert "Measured for the report: sgd_penalty = 0.980179." in told
        assert "The penalty leaves" not in told
        await press(pilot, "d", "n", "p")
        assert "The penalty leaves 0.980." in frame(pilot)
        assert "(from the cache)" in " ".join(frame(pilot).replace("█", "").split())


async def test_a_run_shows_how_far_it_is_and_is_stopped(reading: Reading, engine: FakeEngine) -> None:
    engine._progress = (Progress(0.5, "half of it [/]"),)
    async with reading(report(CHOICE), size=ROOM) as pilot:
        await opened(pilot)
        engine.pause()
        await pilot.press("d")
        await settle(pilot)
        assert "half of it [/] … esc stops it" in frame(pilot)
        assert bar(pilot).startswith("esc stop")
        stopped = await press(pilot, "escape")
        assert "Not checked live: You stopped this run." in stopped
        assert isinstance(pilot.app.screen, ItemScreen), "the first esc only stops"
        engine.resume()
        await settle(pilot)
        assert "✓ holds" not in frame(pilot), "what was stopped comes to nothing later either"
        assert "✓ holds" in await press(pilot, "d")


async def test_leaving_stops_the_run(reading: Reading, engine: FakeEngine) -> None:
    async with reading(report(CHOICE, NUMBER), size=ROOM) as pilot:
        await opened(pilot)
        engine.pause()
        await pilot.press("d")
        await settle(pilot)
        assert (await press(pilot, "n")).startswith(" Question 2")
        engine.resume()
        await settle(pilot)
        assert "Lasso sets" not in await press(pilot, "p"), "a cancelled run leaves nothing in the cache"


async def test_a_run_that_fails_says_why(reading: Reading, engine: FakeEngine) -> None:
    engine._answers = {"sparse_regression": EngineDownError("torch is missing")}
    async with reading(report(CHOICE), size=ROOM) as pilot:
        await opened(pilot)
        assert "Not checked live: torch is missing" in await press(pilot, "d")


async def test_a_parameter_of_the_demo_can_be_changed(reading: Reading) -> None:
    async with reading(report(CHOICE), size=ROOM) as pilot:
        await opened(pilot)
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, DemoScreen)


async def test_without_a_demo_nothing_is_offered(reading: Reading) -> None:
    async with reading(report(AT_LENGTH), size=ROOM) as pilot:
        told = await opened(pilot)
        assert "quizapp demo" not in told
        assert "run demo" not in bar(pilot)
        assert await press(pilot, "d") == told


# ------------------------------------------------------------ whatever was said


LONG = "One sentence of many, w[i] = 0. " * 3200  # 100 kB


@pytest.mark.parametrize(
    "said",
    [
        "L1は重みを正確にゼロにする。" * 20,
        "التنظيم L1 يجعل بعض الأوزان صفرا تماما",
        "emoji 👩‍🔬 and accents e\u0301",
        "x" * 500,
    ],
)
@every_size
async def test_an_answer_in_any_script_is_shown_whole(reading: Reading, size: str, said: str) -> None:
    quoted = replace(AT_LENGTH.points[0], quote=said)
    item = replace(AT_LENGTH, response=said, points=(quoted,), title=said[:60])
    async with reading(report(item), size=SIZES[size]) as pilot:
        await opened(pilot)
        assert str(pilot.app.screen.query_one("#answer").content) == said  # type: ignore[attr-defined]
        await press(pilot, "pagedown", "pagedown")


async def test_an_answer_of_a_hundred_kilobytes_is_shown_whole_and_quoted_in_part(reading: Reading) -> None:
    item = replace(AT_LENGTH, response=LONG, points=(replace(AT_LENGTH.points[0], quote=LONG.strip()),))
    async with reading(report(item)) as pilot:
        told = await opened(pilot)
        assert "…”" in told, "the quotation"
        assert str(pilot.app.screen.query_one("#answer").content) == LONG  # type: ignore[attr-defined]
        await press(pilot, "pagedown")
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        pilot.app.screen.query_one("#body").scroll_end(animate=False)
        await settle(pilot)
        assert "Sources" in frame(pilot)


async def test_control_characters_are_pictures(reading: Reading) -> None:
    item = replace(AT_LENGTH, response="\x1b[31mred\x07 \x9b", title="\x1b]0;title\x07")
    async with reading(report(item), size=ROOM) as pilot:
        told = await opened(pilot)
        assert "␛[31mred␇ �" in told
        assert "␛]0;title␇" in told
        assert not any(ord(one) < 32 and one != "\n" for one in told)


async def test_a_question_that_cannot_be_read_any_more_keeps_its_report(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise ContentError("deck.md: the question cannot be read any more")

    monkeypatch.setattr(Mocks, "question", unreadable)
    async with reading(report(CHOICE), size=ROOM) as pilot:
        told = await opened(pilot)
        assert "You said\n a\n" in told, "the letter, as nobody knows the options"
        assert "run demo" not in bar(pilot)
        await press(pilot, "a")
        said = [str(notice.message) for notice in pilot.app._notifications]
        assert said == ["deck.md: the question cannot be read any more"]
        assert isinstance(pilot.app.screen, ItemScreen)


async def test_a_version_that_cannot_be_read_is_said_and_no_more(reading: Reading, workspace: Workspace) -> None:
    async with reading(report(AT_LENGTH), size=ROOM) as pilot:
        workspace.store.save_version(AnswerVersion(1, 0, workspace.now(), "said again", '{"word": "superb"}'))
        told = await opened(pilot)
        assert "◔ mixed  50 %" in told
        assert "Answered again" not in told
        assert "cannot be read" in str(list(pilot.app._notifications)[-1].message)
        assert "Answer again" in await press(pilot, "a")
