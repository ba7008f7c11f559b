"""Demos in this process, on one thread."""

from collections.abc import Callable, Iterator

import pytest
from threadpoolctl import threadpool_limits

from quizapp.engine import catalogue
from quizapp.engine.demo import Outcome


@pytest.fixture(autouse=True, scope="session")
def one_thread() -> Iterator[None]:
    import torch

    torch.set_num_threads(1)
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="session")
def outcome() -> Callable[..., Outcome]:
    def run(name: str, **params: object) -> Outcome:
        demo = catalogue.find(name)
        return demo.run(catalogue.complete(demo, params), lambda *_: None)

    return run
