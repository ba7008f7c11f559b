"""Engines over a shelf of demos of the tests' own, with a host that preloads nothing and so starts at once."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from quizapp.engine.client import HostEngine
from quizapp.engine.demo import Demo
from quizapp.errors import UnknownDemoError

SHELF = Path(__file__).parent / "shelf"


def find(name: str) -> Demo:
    try:
        return import_module(f"rowdy.{name}").DEMO
    except ModuleNotFoundError:
        raise UnknownDemoError(f'There is no demo "{name}".') from None


@pytest.fixture(scope="module", autouse=True)
def shelf() -> Iterator[None]:
    """The demos of the tests can be imported here and in the host."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SHELF))
        patch.setenv("PYTHONPATH", str(SHELF))
        yield


@pytest.fixture(scope="module")
def open_engine(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """`async with open_engine(mode=…) as engine`: an engine over the shelf, closed afterwards."""

    @asynccontextmanager
    async def opened(**options: Any) -> AsyncIterator[HostEngine]:
        folder = options.pop("folder", None) or tmp_path_factory.mktemp("engine")
        engine = HostEngine(folder, **{"preload": (), "find": find, **options})
        await engine.start()
        try:
            yield engine
        finally:
            await engine.close()

    return opened
