"""The ways into an interview from the command line: a wish that is filled in, the one that waits, and why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.errors import UsageError
from quizapp.sessions.mock.outline import Wish
from quizapp.tui.app import QuizApp, run_mock
from quizapp.workspace import Workspace
from tests.tui.interview.room import held, outline
from tests.tui.stage import frame, settle


@pytest.fixture
def nothing_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path))


@pytest.mark.usefixtures("nothing_yet")
def test_where_no_interview_waits_none_is_gone_on_with() -> None:
    with pytest.raises(UsageError, match="No interview waits to be gone on with; `quizapp mock` begins one"):
        run_mock([])
    with pytest.raises(UsageError, match="No interview waits"):
        run_mock([])  # the file was let go of


@pytest.mark.usefixtures("nothing_yet")
@pytest.mark.parametrize(
    ("wish", "said"),
    [(Wish("rapids"), "Did you mean rapid"), (Wish(minutes=900), "takes 1 to 240 minutes, not 900")],
)
def test_a_wish_that_cannot_be_met_opens_nothing(wish: Wish, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        run_mock([], wish)


async def test_an_errand_waits_for_the_decks(workspace: Workspace) -> None:
    app = QuizApp(workspace, errand=lambda app: app.show_mock(Wish("rapid")))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "› Rapid" in frame(pilot)
    workspace.store.close()


async def test_the_interview_that_waits_is_on_the_screen_at_once(workspace: Workspace) -> None:
    workspace.mocks.begin(outline("roomcho1"), lambda _: None)
    app = QuizApp(workspace, errand=lambda app: app.resume_mock(1))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert held(pilot)
        assert "Which penalty can give exact zeros?" in frame(pilot)
    workspace.store.close()
