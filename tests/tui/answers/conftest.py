"""The forms that take longer, on the stage: a deck with one question of each, and an engine that judges code."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.questions.coding import CheckResult, Code, CodeResult
from quizapp.store import Store
from quizapp.workspace import Workspace
from quizapp.workspace.places import Places
from tests.tui.stage import Clock, answers

DECKS = Path(__file__).parent / "decks"
SHRINKS, ZERO = "test_a_large_weight_shrinks", "test_small_weights_become_exactly_zero"
WHY = 'soft_threshold([0.3], 0.5) gave [-0.2], expected [0.0]: w[i] is "[/]"'


def judged(code: Code) -> CodeResult:
    """Code that says `max` passes; any other fails for the small weights."""
    passed = "max(" in code.source
    checks = (CheckResult(SHRINKS, True), CheckResult(ZERO, passed, "" if passed else WHY))
    return CodeResult(checks, printed="w[0] [bold]x[/]\n")


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(answers, codes=judged)


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Bundled decks, whose code may run; `own` ones lie in the home of the test."""
    for place in ("workspace.opening", "workspace.consent"):
        monkeypatch.setattr(f"quizapp.{place}.bundled_decks", lambda: DECKS)
    monkeypatch.setattr("quizapp.tui.widgets.slot.PAUSE", 0.01)
    places = Places(tmp_path / "home")
    return Workspace(places, Store.open(places.store, now=clock()), engine, now=clock, zone=UTC)


@pytest.fixture
def own(workspace: Workspace) -> Path:
    """The same questions under other ids in a deck of the learner's own."""
    workspace.places.decks.mkdir(parents=True)
    own = workspace.places.decks / "own.md"
    text = (DECKS / "forms.md").read_text(encoding="utf-8")
    own.write_text(text.replace("id=form", "id=ownf").replace("deck: forms", "deck: own"), encoding="utf-8")
    return own
