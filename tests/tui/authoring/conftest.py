"""Screens for authors: a deck to write, an editor that does what a test tells it, and the preview of a file."""

from __future__ import annotations

import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from quizapp.engine.proving import check_call
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.preview import PreviewScreen
from quizapp.workspace import Workspace
from quizapp.workspace.previewing import Preview, read_again
from tests.tui.stage import DEMOS, HERE, Running, settle

Editor = Callable[[str], Path]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck of one's own to change: one question of each kind of the first five."""
    deck = tmp_path / "deck.md"
    shutil.copy(HERE / "decks" / "regularization.md", deck)
    return deck


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """`editor("text = text.replace(…)")`: what the editor does to the `text`. It notes its command line in `told`."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(App, "suspend", lambda _app: nullcontext())
    script, told = tmp_path / "vi", tmp_path / "told"

    def become(lines: str) -> Path:
        script.write_text(
            f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n"
            f"Path({str(told)!r}).write_text(' '.join(sys.argv[1:]))\n"
            f"path = Path(sys.argv[-1])\ntext = path.read_text()\n{lines}\npath.write_text(text)\n",
            encoding="utf-8",
        )
        script.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(script))
        return told

    return become


@pytest.fixture
def lasso_path(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo of the numeric example is in the catalogue too; the runs of a test have no `alpha_max`."""
    monkeypatch.setattr("quizapp.engine.catalogue.names", lambda: (*DEMOS, "lasso_path"))


@pytest.fixture
def previewing(workspace: Workspace, deck: Path) -> Running:
    """`async with previewing(size=(80, 24)) as pilot`: the preview of the deck, as `quizapp preview` opens it."""

    @asynccontextmanager
    async def run(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
        app = QuizApp(workspace, front=lambda: PreviewScreen(read_again(Preview(deck), check_call)))
        async with app.run_test(size=size) as pilot:
            await app.library_read.wait()
            await settle(pilot)
            yield pilot
        workspace.store.close()

    return run
