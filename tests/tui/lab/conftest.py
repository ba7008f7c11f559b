"""The Lab under test: an engine whose answers follow from the parameters, checked by the catalogue."""

from __future__ import annotations

import pytest

from quizapp.engine import catalogue
from quizapp.engine.fake import FakeEngine
from tests.tui.lab.experiment import experiment


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(experiment, find=catalogue.find)
