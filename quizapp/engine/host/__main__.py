"""The host process: `python -m quizapp.engine.host` with a descriptor, a mode and the modules to preload."""

from __future__ import annotations

import faulthandler
import socket
import sys

from quizapp.engine.host.preload import preload
from quizapp.engine.host.residents import ResidentHost
from quizapp.engine.host.supervisor import Host


def main(arguments: list[str]) -> None:
    """`arguments` are the client's descriptor, `fork` or `persistent`, and the modules (separated by commas)."""
    descriptor, mode, modules = arguments
    faulthandler.enable()
    client = socket.socket(fileno=int(descriptor))
    client.set_inheritable(False)
    if mode == "persistent":
        ResidentHost(client, modules).serve()
        return
    missing = preload(modules)
    host = Host(client)
    if missing:
        host.tell(event="down", reason=missing)
        return
    host.tell(event="ready")
    host.serve()


if __name__ == "__main__":
    main(sys.argv[1:])
