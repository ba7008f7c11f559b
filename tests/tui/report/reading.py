"""What the fixture `reading` is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from textual.pilot import Pilot

Reading = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
