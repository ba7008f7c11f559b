"""Every screen, as a person sees it: frames at three sizes, and what the keys do."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Progress
from quizapp.errors import EngineDownError, StoreReadOnlyError
from quizapp.store import Store
from quizapp.workspace import Selection, Workspace
from tests.tui.lab.experiment import said
from tests.tui.stage import Clock, Compare, Running, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)


def only(*ids: str) -> Selection:
    return Selection(ids=ids)


@every_size
async def test_home(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        same_frame(pilot, f"home-{size}")


@every_size
async def test_a_choice_from_prompt_to_rating(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size], selection=only("aaaaaaa1")) as pilot:
        same_frame(pilot, f"choice-asked-{size}")
        await pilot.press("h", "a", "enter")
        await settle(pilot)
        same_frame(pilot, f"choice-wrong-{size}")
        await pilot.press("pagedown")
        await settle(pilot)
        same_frame(pilot, f"choice-evidence-{size}")


@every_size
async def test_a_number_with_a_live_key(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size], selection=only("aaaaaaa3")) as pilot:
        await pilot.press(*"0.990", "enter")
        await settle(pilot)
        same_frame(pilot, f"numeric-trap-{size}")


async def test_multiple_shows_each_option_judged(running: Running, same_frame: Compare) -> None:
    async with running(selection=only("aaaaaaa2")) as pilot:
        await pilot.press("a", "c", "enter")
        await settle(pilot)
        same_frame(pilot, "multiple-judged")


async def test_gaps_take_one_field_each(running: Running, same_frame: Compare, workspace: Workspace) -> None:
    async with running(selection=only("aaaaaaa4")) as pilot:
        await pilot.press(*"weight", "enter", *"adam", "enter")
        await settle(pilot)
        same_frame(pilot, "cloze-judged")
        assert workspace.store.last_reviews(1)[0].review.response == "weight | adam"


async def test_a_flashcard_is_turned_and_rated(running: Running, same_frame: Compare, workspace: Workspace) -> None:
    async with running(selection=only("aaaaaaa5")) as pilot:
        same_frame(pilot, "flashcard-front")
        await pilot.press("enter")
        await settle(pilot)
        same_frame(pilot, "flashcard-back")
        await pilot.press("4")
        await settle(pilot)
        assert workspace.store.last_reviews(1)[0].review.rating == 4


@every_size
async def test_the_summary_offers_what_was_missed(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size], selection=only("aaaaaaa1", "aaaaaaa2")) as pilot:
        await pilot.press("b", "enter", "enter", "c", "enter", "escape")
        await settle(pilot)
        same_frame(pilot, f"summary-{size}")


async def test_the_summary_undoes_and_practises_the_missed(running: Running, workspace: Workspace) -> None:
    async with running(selection=only("aaaaaaa2")) as pilot:
        await pilot.press("c", "enter", "escape")
        await settle(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert "Taken back" in frame(pilot)
        assert "[x] c" in frame(pilot), "the old answer is there to start from"
        assert workspace.store.last_reviews(1) == ()
        await pilot.press("enter", "escape", "enter")
        await settle(pilot)
        assert "1 of 1" in frame(pilot)
        assert "[ ] c" in frame(pilot)


async def test_home_remembers_the_last_session(running: Running, workspace: Workspace) -> None:
    async with running(selection=only("aaaaaaa1", "aaaaaaa2")) as pilot:
        await pilot.press("b", "enter", "enter", "c", "enter", "escape", "escape")
        await settle(pilot)
        assert "today, 2 answers, 1 right" in frame(pilot)


async def test_closing_the_app_in_the_middle_keeps_the_session(running: Running, workspace: Workspace) -> None:
    async with running(selection=only("aaaaaaa1", "aaaaaaa2")) as pilot:
        await pilot.press("b", "enter", "ctrl+q")
        await pilot.pause()
    with Store.open(workspace.places.store, now=workspace.now()) as store:
        assert len(store.last_reviews(5)) == 1


async def test_the_summary_is_exported(running: Running, workspace: Workspace) -> None:
    async with running(selection=only("aaaaaaa1")) as pilot:
        await pilot.press("b", "enter", "enter", "x")
        await settle(pilot)
        (path,) = workspace.places.exports.iterdir()
        assert "Which penalty can give exact zeros?" in path.read_text(encoding="utf-8")
        assert "Exported to" in frame(pilot)


@every_size
async def test_browse(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await pilot.press("b")
        await settle(pilot)
        same_frame(pilot, f"browse-{size}")


async def test_browse_searches_filters_marks_reads_and_practises(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await pilot.press("b", "slash", *"numeric", "enter")
        await settle(pilot)
        assert "1 question" in frame(pilot)
        assert "Where is the weight?" in frame(pilot)
        await pilot.press("m")
        assert workspace.store.marks() == {"aaaaaaa3"}
        await pilot.press("v")
        await settle(pilot)
        assert "A live run computes it." in frame(pilot) or "0.98018" in frame(pilot)
        await pilot.press("escape", "f", "f")
        await settle(pilot)
        assert "new" in frame(pilot).splitlines()[0]
        await pilot.press("enter")
        await settle(pilot)
        assert "1 of 1" in frame(pilot)


async def test_the_reading_note_is_one_key_away(running: Running) -> None:
    async with running(selection=only("aaaaaaa1")) as pilot:
        await pilot.press("n")
        await settle(pilot)
        assert "A deck that has one question of each kind." in frame(pilot)
        await pilot.press("escape", "b")
        await settle(pilot)
        assert "(•) b" in frame(pilot), "the question is as it was"


async def test_browse_says_when_nothing_fits(running: Running) -> None:
    async with running() as pilot:
        await pilot.press("b", "slash", *"zzz")
        await settle(pilot)
        assert "No question fits" in frame(pilot)


@every_size
async def test_statistics(running: Running, same_frame: Compare, clock: Clock, size: str) -> None:
    async with running(size=SIZES[size], selection=only("aaaaaaa1", "aaaaaaa2")) as pilot:
        await pilot.press("b", "enter", "enter", "c", "enter", "escape", "escape")
        clock.pass_days(1)
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        same_frame(pilot, f"statistics-{size}")


async def test_statistics_before_the_first_answer(running: Running) -> None:
    async with running() as pilot:
        await pilot.press("t")
        await settle(pilot)
        assert "Your first session fills this page." in frame(pilot)


@every_size
async def test_settings(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await pilot.press("comma")
        await settle(pilot)
        same_frame(pilot, f"settings-{size}")


async def test_settings_are_kept_and_bad_values_explained(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await pilot.press("comma", "ctrl+u", *"25", "enter")
        await settle(pilot)
        assert workspace.settings.new_per_day == 25
        await pilot.press("ctrl+u", *"1.5", "enter")
        await settle(pilot)
        assert "Not saved. Desired retention: 1.5 is not between 0.70 and 0.99." in frame(pilot)
        await pilot.press("ctrl+u", *"85%", "enter", *"2026-12-06", "enter")
        await settle(pilot)
        assert workspace.settings.retention == 0.85
        assert str(workspace.settings.interview) == "2026-12-06"
        await pilot.press("escape")
        await settle(pilot)
        assert "in 13 days, 6 Dec 2026" in frame(pilot)


async def test_runs_at_once_are_kept_for_the_next_start(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await pilot.press("comma", "tab", "tab", "tab", *"3", "enter")
        await settle(pilot)
        assert "✓ Saved: Runs at once is 3. It holds from the next start on." in frame(pilot)
        assert workspace.settings.jobs == 3
        await pilot.press("shift+tab", "ctrl+u", *"99", "enter")
        await settle(pilot)
        assert "Not saved. Runs at once: “99” is not a whole number from 1 to 16." in frame(pilot)
        await pilot.press("ctrl+u", "enter")
        await settle(pilot)
        assert workspace.settings.jobs is None


@pytest.mark.parametrize(
    "keys",
    [("question_mark",), ("b", "question_mark"), ("t", "question_mark"), ("comma", "f1"), ("l", "question_mark")],
)
async def test_help_explains_the_screen_it_was_asked_on(running: Running, same_frame: Compare, keys: tuple) -> None:
    async with running() as pilot:
        await pilot.press(*keys)
        await settle(pilot)
        same_frame(pilot, f"help-{'-'.join(keys)}")


async def test_help_of_practice(running: Running, same_frame: Compare) -> None:
    async with running(selection=only("aaaaaaa1")) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        same_frame(pilot, "help-practice")


@every_size
async def test_try_it(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size], selection=only("aaaaaaa3")) as pilot:
        await pilot.press(*"0.98", "enter", "e")
        await settle(pilot)
        same_frame(pilot, f"try-it-{size}")


async def test_try_it_refuses_a_value_in_a_sentence(running: Running, engine: FakeEngine) -> None:
    async with running(selection=only("aaaaaaa3")) as pilot:
        await pilot.press(*"0.98", "enter", "e")
        await settle(pilot)
        ran = len(engine.ran)
        await pilot.press("ctrl+u", *"-3", "enter")
        await settle(pilot)
        assert "lr" in frame(pilot)
        assert "refused" in frame(pilot)
        assert len(engine.ran) == ran


async def test_problems_are_listed_with_place_and_cure(
    running: Running, workspace: Workspace, same_frame: Compare, tmp_path: Path
) -> None:
    workspace.places.decks.mkdir(parents=True)
    broken = "---\ndeck: mine\n---\n\n## No right option\n<!-- q id=bbbbbbb1 -->\n\nWhich?\n\n- [ ] one\n- [ ] two\n"
    (workspace.places.decks / "mine.md").write_text(broken, encoding="utf-8")
    async with running(size=(120, 40)) as pilot:
        assert "1 problem in the decks; p shows where and what to do." in frame(pilot)
        await pilot.press("p")
        await settle(pilot)
        text = frame(pilot).replace("\n", "").replace(" ", "")
        assert "mine.md:5:" in text or "mine.md:10:" in text


async def test_nothing_due_offers_new_questions_and_cramming(running: Running, workspace: Workspace) -> None:
    async with running(selection=only("zzzzzzz9")) as pilot:
        assert "Nothing is due." in frame(pilot)
        assert "Learn new ones" in frame(pilot)
        assert "Cram" in frame(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Today" in frame(pilot)


async def test_a_small_terminal_asks_for_room_in_one_line_and_recovers(running: Running) -> None:
    async with running(selection=only("aaaaaaa1")) as pilot:
        await pilot.press("b")
        await pilot.resize_terminal(50, 15)
        await settle(pilot)
        assert frame(pilot).strip() == "Please enlarge: 50×15 now, 60×18 needed."
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "(•) b" in frame(pilot)


async def test_without_an_engine_the_session_goes_on(
    running: Running, engine: FakeEngine, same_frame: Compare, workspace: Workspace
) -> None:
    engine.go_down("torch is not installed in this environment.")
    async with running(selection=only("aaaaaaa3", "aaaaaaa1")) as pilot:
        await pilot.press(*"0.98", "enter")
        await settle(pilot)
        same_frame(pilot, "numeric-not-checked")
        await pilot.press("3", "b", "enter")
        await settle(pilot)
        assert "✓ Right" in frame(pilot), "a key in the file needs no engine"
        assert [row.review.verdict for row in workspace.store.last_reviews(2)] == ["right", "unchecked"]


async def test_a_run_in_progress_shows_its_bar_and_esc_stops_it(
    running: Running, engine: FakeEngine, same_frame: Compare
) -> None:
    engine._progress = (Progress(0.4, "step 4 of 10"),)
    engine.pause()
    async with running(selection=only("aaaaaaa3")) as pilot:
        await pilot.press(*"0.98", "enter")
        await settle(pilot)
        same_frame(pilot, "numeric-checking")
        await pilot.press("escape")
        await settle(pilot)
        assert "Not checked live: You stopped this run." in frame(pilot)
        engine.resume()
        await pilot.press("d")
        await settle(pilot)
        assert "✓ Right" in frame(pilot), "the run came after all"


async def test_a_failing_run_is_a_sentence(running: Running, engine: FakeEngine) -> None:
    engine._answers = lambda _: EngineDownError("The host died.")
    async with running(selection=only("aaaaaaa1")) as pilot:
        await pilot.press("b", "enter")
        await settle(pilot)
        assert "✓ Right" in frame(pilot)
        assert "Not checked live: The host died." in frame(pilot)


async def test_a_session_by_mouse_alone(running: Running, workspace: Workspace) -> None:
    async with running(selection=only("aaaaaaa1", "aaaaaaa2")) as pilot:
        rows = list(pilot.app.screen.query("OptionRow"))
        await pilot.click(rows[1])
        await settle(pilot)
        assert "(•) b" in frame(pilot)
        await pilot.click(rows[1])
        await settle(pilot)
        assert "✓ Right" in frame(pilot)
        await pilot.click(list(pilot.app.screen.query("RatingButton"))[3])
        await settle(pilot)
        assert workspace.store.last_reviews(1)[0].review.rating == 4
        await pilot.click(next(hint for hint in pilot.app.screen.query("KeyHint") if "skip" in str(hint.render())))
        await settle(pilot)
        await pilot.click(list(pilot.app.screen.query("MenuRow"))[-2])
        await settle(pilot)
        assert "1 answer, 1 right, 1 skipped" in frame(pilot)


async def test_the_palette_offers_the_actions_of_the_screen(running: Running) -> None:
    async with running(selection=only("aaaaaaa1")) as pilot:
        await pilot.press("ctrl+p", *"hint")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Look at the pull close to zero." in frame(pilot)


async def test_letters_go_into_the_input_and_the_keys_move_to_f_keys(running: Running) -> None:
    async with running(selection=only("aaaaaaa4")) as pilot:
        await pilot.press(*"shumd")
        await settle(pilot)
        assert "shumd" in frame(pilot)
        assert "f3 skip" in frame(pilot)
        await pilot.press("f3")
        await settle(pilot)
        assert "Nothing was answered." in frame(pilot)


async def test_what_cannot_be_read_is_not_counted_and_the_character_is_named(
    running: Running, workspace: Workspace
) -> None:
    async with running(selection=only("aaaaaaa3")) as pilot:
        await pilot.press(*"0.9z8", "enter")
        await settle(pilot)
        assert "Unreadable, so nothing is counted" in frame(pilot)
        assert "'z'" in frame(pilot)
        assert workspace.store.last_reviews(1) == ()


async def test_a_disk_that_is_full_loses_nothing(
    running: Running, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Store.record

    def full(*_: object) -> int:
        raise StoreReadOnlyError("The disk is full; make room.")

    async with running(selection=only("aaaaaaa1", "aaaaaaa2")) as pilot:
        monkeypatch.setattr(Store, "record", full)
        await pilot.press("b", "enter", "enter")
        await settle(pilot)
        assert "Not saved: The disk is full; make room. enter tries again." in frame(pilot)
        monkeypatch.setattr(Store, "record", record)
        await pilot.press("enter")
        await settle(pilot)
        assert "2 of 2" in frame(pilot)
        assert len(workspace.store.last_reviews(5)) == 1


async def test_a_verdict_stays_in_view_while_it_grows_until_one_scrolls(running: Running, engine: FakeEngine) -> None:
    engine.pause()
    async with running(selection=only("aaaaaaa1")) as pilot:
        await pilot.press("a", "enter")
        body = pilot.app.screen.query_one("#body")
        waiting = body.scroll_y
        assert "✗ Wrong" in frame(pilot)
        engine.resume()
        await settle(pilot)
        assert frame(pilot).splitlines()[2].startswith(" ✗ Wrong"), "the plot has come below it"
        assert body.scroll_y > waiting
        engine.pause()
        await press(pilot, "pagedown")
        read = body.scroll_y
        height = pilot.app.screen.query_one("VerdictPanel").size.height
        await pilot.press("d")
        assert pilot.app.screen.query_one("VerdictPanel").size.height != height, "the run is on its way"
        assert body.scroll_y == read
        engine.resume()


async def test_an_answer_that_is_not_saved_is_not_dropped_at_the_first_press(
    running: Running, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise StoreReadOnlyError("The disk is full; make room.")

    async with running(selection=only("aaaaaaa1", "aaaaaaa2")) as pilot:
        record = Store.record
        monkeypatch.setattr(Store, "record", full)
        assert "Not saved: The disk is full" in await press(pilot, "b", "enter", "escape")
        assert said(pilot) == ["This answer is not saved: enter tries again, esc once more ends without it."]
        monkeypatch.setattr(Store, "record", record)
        assert "2 of 2" in await press(pilot, "enter"), "there is room again"
        monkeypatch.setattr(Store, "record", full)
        assert "2 of 2" in await press(pilot, "a", "enter", "escape"), "this one is at risk, too"
        assert "Session finished" in await press(pilot, "escape")
        assert len(workspace.store.last_reviews(5)) == 1


async def test_a_full_disk_beside_the_answers_is_a_sentence_on_home(
    running: Running, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreReadOnlyError("The disk is full; make room.")

    monkeypatch.setattr(Store, "save_library_summary", full)
    monkeypatch.setattr(Store, "save_session", full)
    async with running() as pilot:
        assert "The disk is full; make room." in frame(pilot), "home's numbers could not be kept"
        workspace.notice = ""
        pilot.app.start_practice(only("aaaaaaa1"))
        await settle(pilot)
        await pilot.press("b", "enter", "escape", "escape")
        await settle(pilot)
        assert "The disk is full; make room." in frame(pilot), "the session could not be kept"
        assert len(workspace.store.last_reviews(5)) == 1, "its answer was"
