"""A child that lives on: it preloads once, then runs one job after another in its own process."""

from __future__ import annotations

import json
import os
import socket
import sys

from quizapp.engine import wire
from quizapp.engine.host.job import carry_out
from quizapp.engine.host.preload import preload


def main(arguments: list[str]) -> None:
    """`arguments` are the descriptor of the link and the modules to preload. Ends when the host closes the link."""
    descriptor, modules = arguments
    link = socket.socket(fileno=int(descriptor))
    link.set_inheritable(False)
    missing = preload(modules)
    if missing:
        link.sendall(wire.dump({"event": "down", "reason": missing}))
        return
    link.sendall(wire.dump({"event": "warm"}))
    printed = os.dup(1)
    with link.makefile("rb") as lines:
        for line in lines:
            _fresh_output(printed)
            carry_out(json.loads(line), link, last=False)


def _fresh_output(printed: int) -> None:
    """Open stdout and stderr anew: the run before may have closed or replaced them."""
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, closefd=False)  # noqa: SIM115
