"""The same call gives the same measures: in another process, under another thread count, after the cache is cleared."""

import asyncio
import json
import os
import subprocess
import sys

import pytest

from quizapp.engine import catalogue
from quizapp.engine.client import HostEngine
from quizapp.questions.calls import Call

# What every demo measures at its defaults, in this very process, with as many threads as the first argument says.
IN_ONE_PROCESS = """
import json, sys
import torch
from threadpoolctl import threadpool_limits
from quizapp.engine import catalogue

threads = int(sys.argv[1])
torch.set_num_threads(threads)
with threadpool_limits(threads):
    found = {
        demo.name: demo.run(catalogue.complete(demo, {}), lambda *_: None).measures for demo in catalogue.demos()
    }
print(json.dumps(found))
"""


def in_one_process(threads):
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    command = [sys.executable, "-c", IN_ONE_PROCESS, str(threads)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return json.loads(done.stdout)


def in_an_engine(folder, mode):
    async def run_all():
        engine = HostEngine(folder, mode=mode, jobs=2)
        try:
            calls = [Call.of(name) for name in catalogue.names()]
            results = await asyncio.gather(*(engine.run(call, seconds=120) for call in calls))
        finally:
            await engine.close()
        assert not any(result.cached for result in results)
        return {result.demo: (dict(result.measures), result.summary, result.table, result.plot) for result in results}

    return asyncio.run(run_all())


@pytest.fixture(scope="module")
def forked(tmp_path_factory):
    return in_an_engine(tmp_path_factory.mktemp("forked"), "fork")


@pytest.fixture(scope="module")
def asked_for_two_threads(tmp_path_factory):
    """Another host, with nothing in its cache, where the person's environment asks for two threads."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
            patch.setenv(name, "2")
        return in_an_engine(tmp_path_factory.mktemp("persistent"), "persistent")


@pytest.fixture(scope="module")
def two_threads():
    return in_one_process(2)


every_demo = pytest.mark.parametrize("name", catalogue.names())


@every_demo
def test_another_host_with_an_empty_cache_gives_the_same_result(name, forked, asked_for_two_threads):
    assert asked_for_two_threads[name] == forked[name]


@every_demo
def test_two_real_threads_give_the_same_measures(name, forked, two_threads):
    """The engine always takes one thread; with two, sums may be taken in another order, which costs the last digit."""
    assert two_threads[name] == pytest.approx(forked[name][0], rel=1e-12, abs=1e-13)
