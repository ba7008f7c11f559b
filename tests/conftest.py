"""What holds for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

# No deadline for an example: how long one takes is a matter for the benchmarks, not for a busy machine.
settings.register_profile("quizapp", deadline=None)
settings.load_profile("quizapp")


@pytest.fixture(scope="session", autouse=True)
def _no_test_reaches_a_persons_own_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZAPP_HOME", str(tmp_path_factory.mktemp("home")))
        yield
