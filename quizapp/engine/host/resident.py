"""A child that lives on: it preloads once, then runs one job after another in its own process."""

from __future__ import annotations

import json
import socket

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
    with link.makefile("rb") as lines:
        for line in lines:
            carry_out(json.loads(line), link, last=False)
