"""Does whatever its `deed` says: everything that must cost one run and nothing more."""

import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time

from quizapp.engine.demo import Demo, Outcome, Param
from quizapp.errors import ParameterError


def write_everywhere(line):
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, line + b"\n")
        except OSError:
            continue


def forge():
    """An answer in the engine's own form, but for the nonce, which a run cannot know."""
    body = {"measures": {"pid": 1}, "summary": "forged", "table": None, "plot": None, "seconds": 0.0}
    write_everywhere(json.dumps({"job": "0" * 32, "event": "answered", "body": body}).encode())
    time.sleep(1)


def flood(write):
    while True:
        write("x" * 100_000)


def grandchild(seconds):
    subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({seconds})", f"grandchild of {os.getppid()}"])


def raise_error(error):
    raise error


def spin():
    while True:
        pass


def write_file(size):
    with tempfile.TemporaryFile() as file:
        file.write(b"x" * size)


def close_and_wait():
    os.closerange(0, 256)
    time.sleep(30)


DEEDS = {
    "print": lambda: print("loud"),
    "raise": lambda: raise_error(ValueError("a plain mistake")),
    "refuse": lambda: raise_error(ParameterError("x and y do not go together")),
    "exit": lambda: sys.exit(0),
    "os_exit": lambda: os._exit(0),
    "segfault": lambda: ctypes.string_at(1),
    "kill_group": lambda: os.killpg(0, 9),
    "close": lambda: os.closerange(0, 256),
    "close_and_wait": close_and_wait,
    "close_output": lambda: (os.close(1), os.close(2), sys.stdout.close(), sys.stderr.close()),
    "forge": forge,
    "babble": lambda: write_everywhere(b"not even json"),
    "flood": lambda: flood(print),
    "hang": lambda: time.sleep(60),
    "spin": spin,
    "memory": lambda: bytearray(4 << 30),
    "big_file": lambda: write_file(64 << 20),
    "many_files": lambda: [os.open(os.devnull, os.O_RDONLY) for _ in range(500)],
    "grandchild_hang": lambda: (grandchild(60), time.sleep(60)),
    "grandchild_exit": lambda: (grandchild(60), os._exit(3)),
    "huge_answer": lambda: None,
    "stdin": lambda: raise_error(ValueError(f"read {sys.stdin.read()!r}")),
    "import_torch": lambda: __import__("torch"),
}


def run(params, report):
    report(0.1, params["deed"])
    if params["deed"] == "no_outcome":
        return {"x": 1}
    if params["deed"] == "odd_measure":
        return Outcome({"x": "text"}, "")
    if params["deed"] == "huge_answer":
        return Outcome({"x": 1}, "x" * (64 << 20))
    if params["deed"] == "nan":
        return Outcome({"x": float("nan")}, "")
    DEEDS[params["deed"]]()
    return Outcome({"pid": os.getpid()}, "did it")


DEMO = Demo(
    name="naughty",
    title="Naughty",
    subject="tests",
    about="Misbehaves.",
    params=(Param("deed", "print", "what it does", choices=(*DEEDS, "no_outcome", "odd_measure", "nan")),),
    claims=(),
    run=run,
    script="print(1)",
    libraries=(),
)
