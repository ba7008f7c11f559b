"""One job, inside the child process: run it, report how far it is, answer on the link."""

from __future__ import annotations

import math
import os
import socket
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

from quizapp.engine import wire
from quizapp.engine.demo import Outcome, Report
from quizapp.engine.limits import Limits, hold, limit_behind
from quizapp.engine.sandbox.judge import judge_code
from quizapp.errors import ParameterError

BETWEEN_REPORTS = 0.04  # seconds: what an eye can follow
LONGEST_TEXT = 200  # characters of a progress text or an error message

Job = Mapping[str, Any]
Send = Callable[..., None]  # a frame, by its fields


def carry_out(job: Job, link: socket.socket, *, last: bool) -> None:
    """Run `job` under its limits and send what came of it. `last` says that this process does nothing afterwards.

    Every frame carries the job's nonce: what has another is not from here. Where the link is gone, the process ends.
    """
    try:
        hold(Limits(**job["limits"]), for_good=last)
        answer = KINDS[job["kind"]](job, partial(_send, link, job))
        flush_output()
        _send(link, job, event="answered", body=answer)
    except BaseException as error:  # SystemExit as well: only an answer counts
        _send(link, job, **_failure(error))
        traceback.print_exc()
        flush_output()


def run_demo(job: Job, send: Send) -> dict[str, Any]:
    """The outcome of a demo: the module is imported here, so that a crash or a cost in it is this run's own."""
    demo = import_module(job["module"]).DEMO
    params = {name: wire.parameter(value) for name, value in job["params"].items()}
    started = time.perf_counter()
    outcome = demo.run(params, _reporter(send))
    seconds = time.perf_counter() - started
    if not isinstance(outcome, Outcome):
        raise TypeError(f"it returned {type(outcome).__name__} instead of an Outcome")
    return {
        "measures": {name: wire.pack(value) for name, value in outcome.measures.items()},
        "summary": outcome.summary,
        "table": outcome.table.to_json() if outcome.table is not None else None,
        "plot": outcome.plot.to_json() if outcome.plot is not None else None,
        "seconds": seconds,
    }


KINDS: dict[str, Callable[[Job, Send], dict[str, Any]]] = {"demo": run_demo, "code": judge_code}


def flush_output() -> None:
    """Hand over what was printed; a run may have closed or replaced its streams."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue


def _reporter(send: Send) -> Report:
    last_sent = -math.inf

    def report(fraction: float, text: str) -> None:
        nonlocal last_sent
        now = time.monotonic()
        if now - last_sent < BETWEEN_REPORTS:
            return
        last_sent = now
        share = min(1.0, max(0.0, float(fraction)))
        send(event="progress", fraction=0.0 if math.isnan(share) else share, text=text[:LONGEST_TEXT])

    return report


def _failure(error: BaseException) -> dict[str, str]:
    limit = limit_behind(error)
    if limit:
        return {"event": "limited", "limit": limit}
    if isinstance(error, ParameterError):
        return {"event": "refused", "message": str(error)[:LONGEST_TEXT]}
    if isinstance(error, SystemExit):
        return {"event": "failed", "message": f"left with exit code {error.code or 0} instead of answering"}
    return {"event": "failed", "message": f"raised {type(error).__name__}: {error}"[:LONGEST_TEXT]}


def _send(link: socket.socket, job: Job, **frame: Any) -> None:
    try:
        link.sendall(wire.dump({"job": job["job"], **frame}))
    except OSError:
        os._exit(1)  # nobody listens, or the run closed the link: the host sees the end of it
