"""The learner's process, from the inside: it holds the learner's code and answers one request after another.

Whatever the code does to this process (patches, floods, ends it) shows in the answers, and nowhere else.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import CoroutineType, ModuleType
from typing import Any, NoReturn

from quizapp.engine import wire
from quizapp.engine.limits import MEGABYTE, Limits, hold, limit_behind
from quizapp.engine.sandbox.confinement import confine
from quizapp.engine.sandbox.values import UnsendableError, pack_answer, unpack

LINK = 3  # the descriptor of the judge's line
SOURCE = "<your code>"  # the file name that the code's own lines have in a traceback
LONGEST_ANSWER = 4 * MEGABYTE
LONGEST_TEXT = 300  # characters of an error's message

Reply = dict[str, Any]

UNTOLD: Reply = {"event": "raised", "type": "an error that cannot be told", "message": "", "line": None}


def live(link: int, printed: int, folder: Path, limits: Limits, judge: int) -> NoReturn:
    """Be the learner's process: answer on `link` and print to `printed` until the process `judge` asks no more."""
    faulthandler.disable()  # its traceback would show our lines among what the code printed
    _settle(link, printed)
    _move_into(folder)
    hold(limits, for_good=True)
    confine(judge)
    line = socket.socket(fileno=LINK)
    line.sendall(wire.dump({"event": "ready"}))
    _serve(line)
    os._exit(0)


def _settle(link: int, printed: int) -> None:
    """A group of its own, and no descriptor but an empty stdin, what it prints, and the line."""
    os.setpgid(0, 0)
    os.dup2(link, LINK)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.closerange(LINK + 1, os.sysconf("SC_OPEN_MAX"))
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    # Line by line: what was printed before a crash is there to be read.
    sys.stdout = open(1, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


def _move_into(folder: Path) -> None:
    """Work in `folder`, and put temporary files and what is kept under `~` there too."""
    os.chdir(folder)
    os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder)))
    tempfile.tempdir = None


def _serve(line: socket.socket) -> None:
    code = Learned()
    with line.makefile("rb") as requests:
        for request in map(json.loads, requests):
            token = {"token": request["token"]}
            rescue = wire.dump({**token, "event": "limited", "limit": "memory"})  # made while there is memory
            try:
                reply = wire.dump({**token, **code.answer(request)})
                if len(reply) > LONGEST_ANSWER:
                    reply = wire.dump({**token, **_unsendable(f"more than {LONGEST_ANSWER // MEGABYTE} MB")})
            except MemoryError:
                reply = rescue
            except BaseException:  # a trace function of the code, or a type whose very name raises
                reply = wire.dump({**token, **UNTOLD})
            _send(line, reply)


class Learned:
    """The module that the code makes, and what its functions answer."""

    def __init__(self) -> None:
        self._module = sys.modules["answer"] = ModuleType("answer")

    def answer(self, request: Mapping[str, Any]) -> Reply:
        """What came of `request`, which loads the code or calls one of its functions."""
        if request["op"] == "load":
            return self._load(request["source"])
        return self._call(request["name"], unpack(request["arguments"]), unpack(request["named"]))

    def _load(self, source: str) -> Reply:
        try:
            code = compile(source, SOURCE, "exec", dont_inherit=True)
        except SyntaxError as error:
            return {"event": "unreadable", "message": error.msg, "line": error.lineno}
        except (MemoryError, RecursionError):
            return {"event": "unreadable", "message": "it is too long, or nested too deeply", "line": None}
        except ValueError as error:
            return {"event": "unreadable", "message": str(error), "line": None}
        try:
            exec(code, vars(self._module))
        except BaseException as error:
            return _raised(error)
        return {"event": "value", "value": None}

    def _call(self, name: str, arguments: list[Any], named: dict[str, Any]) -> Reply:
        function = vars(self._module).get(name)
        if function is None:
            known = [name for name, value in vars(self._module).items() if callable(value)]
            return {"event": "missing", "known": known}
        if not callable(function):
            return {"event": "uncallable", "type": type(function).__name__}
        try:
            answer = function(*arguments, **named)
            if isinstance(answer, CoroutineType):
                answer.close()  # else Python would warn, with a line of ours, that nobody awaits it
            return {"event": "value", "value": pack_answer(answer)}
        except UnsendableError as error:
            return _unsendable(str(error))
        except BaseException as error:
            return _raised(error)


def _unsendable(what: str) -> Reply:
    return {"event": "unsendable", "what": what}


def _raised(error: BaseException) -> Reply:
    """What the code ended with, told so that no line of ours is in it."""
    limit = limit_behind(error)
    if limit:
        return {"event": "limited", "limit": limit}
    if isinstance(error, SystemExit):
        return {"event": "left", "code": "" if error.code is None else repr(error.code)[:LONGEST_TEXT]}
    return {"event": "raised", "type": type(error).__name__, "message": _message(error), "line": _line(error)}


def _message(error: BaseException) -> str:
    try:
        return str(error)[:LONGEST_TEXT]
    except BaseException:  # the code's own `__str__` may raise anything
        return "its message cannot be read"


def _line(error: BaseException) -> int | None:
    """The last line of the learner's that the error passed through."""
    found, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == SOURCE:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _send(line: socket.socket, reply: bytes) -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # the code may have closed it, or put anything in its place
            continue
    try:
        line.sendall(reply)
    except OSError:  # the code closed the line: the judge reads from this end of the process what happened
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)
