"""The Lab under test: an engine whose answers follow from the parameters, checked by the catalogue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.engine import catalogue
from quizapp.engine.demo import Demo
from quizapp.engine.fake import FakeEngine
from tests.tui.lab.experiment import experiment


@pytest.fixture(autouse=True)
def lasting_estimates(monkeypatch: pytest.MonkeyPatch) -> None:
    """The grid takes 17 minutes at most and a moment at its defaults, however quick it becomes."""
    find = catalogue.find

    def patched(name: str) -> Demo:
        demo = find(name)
        if name == "lambda_grid":
            return replace(demo, estimate=lambda params: params["seeds"] * params["epochs"] / 5000)  # type: ignore[operator]
        return demo

    monkeypatch.setattr(catalogue, "find", patched)


@pytest.fixture
def engine(lasting_estimates: None) -> FakeEngine:
    return FakeEngine(experiment, find=catalogue.find)
