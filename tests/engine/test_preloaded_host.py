"""The host as it ships: torch and scikit-learn preloaded, one thread, the demos of the catalogue."""

from pathlib import Path

import pytest

from quizapp.engine import catalogue
from quizapp.engine.launch import PRELOAD
from quizapp.questions.calls import Call


@pytest.mark.parametrize("mode", ["fork", "persistent"])
async def test_the_shipped_host_runs_torch_on_one_thread(open_engine, mode):
    async with open_engine(mode=mode, find=catalogue.find, preload=PRELOAD) as engine:
        result = await engine.run(Call.of("decay_step"))
        assert result.measures["sgd_weight_decay"] == pytest.approx(0.990045, abs=1e-6)
        assert result.claims
        assert all(result.claims.values())
        assert result.versions["torch"].startswith("2.")
        assert len(list(Path(f"/proc/{engine.host_pid}/task").iterdir())) == 1


async def test_training_with_autograd_works_in_a_forked_child(open_engine):
    async with open_engine(find=catalogue.find, preload=PRELOAD) as engine:
        result = await engine.run(Call.of("double_decay", {"steps": 5}))
        assert result.measures["norm_none"] > 0
