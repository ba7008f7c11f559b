"""The client's side of a host that ends while the engine is being closed."""

from __future__ import annotations

import asyncio
import socket
from typing import cast

import pytest

from quizapp.engine.process import HostProcess


class Dying:
    """A process whose end the test decides."""

    pid = 0

    def __init__(self) -> None:
        self.end = asyncio.get_running_loop().create_future()

    async def wait(self) -> int:
        await self.end
        return 0

    def kill(self) -> None:
        """It is dying already."""


@pytest.mark.parametrize("turns", range(5))
async def test_a_cancel_that_comes_as_the_host_ends_is_not_lost(turns: int) -> None:
    """Else whoever keeps the host would start another one, and the end of the program would wait for it forever."""
    ours, theirs = socket.socketpair()
    dying = Dying()
    host = HostProcess(cast(asyncio.subprocess.Process, dying), *await asyncio.open_connection(sock=ours))
    stopping = asyncio.create_task(host.stop())
    await asyncio.sleep(0.01)
    dying.end.set_result(None)
    for _ in range(turns):
        await asyncio.sleep(0)
    if stopping.cancel():  # it had not ended before
        with pytest.raises(asyncio.CancelledError):
            await stopping
    theirs.close()
