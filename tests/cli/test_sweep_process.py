"""Sweeps with the real engine in a real terminal and in a pipe: stopped by hand, and with their host killed."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sys
from pathlib import Path

import pexpect

from .program import all_gone, processes_of, quizapp, terminal

# The last run takes many seconds; the others do not.
LONG = ("demo", "lambda_grid", "--set", "seeds=128", "--sweep", "epochs=20,30,2000")
SHORT = (*LONG[:-1], "epochs=20,30")


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_ctrl_c_prints_what_is_finished_and_the_same_runs_are_there_at_once_later(tmp_path: Path) -> None:
    with terminal(tmp_path, *LONG, rows=60) as screen:
        screen.until("2 of 3")
        screen.child.sendintr()
        assert screen.ended() == (130, None)
        assert "\nepochs  " in screen.screen
        told = "Stopped. 1 of 3 runs is missing: it was not run. The same command goes on from the cache."
        assert told in screen.screen.replace("\n", "")
    assert all_gone(tmp_path)
    again = quizapp(tmp_path, *SHORT, "--json")
    assert (again.returncode, again.stderr) == (0, "")
    assert [run["cached"] for run in json.loads(again.stdout)["runs"]] == [True, True]
    piped = quizapp(tmp_path, *SHORT, "--csv", "--jobs", "2")
    assert (piped.returncode, piped.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(piped.stdout)))
    assert [(row["epochs"], row["seeds"], row["lams"]) for row in rows] == [
        (epochs, "128", "0,1e-05,0.0001,0.001,0.01") for epochs in ("20", "30")
    ]


def test_a_host_that_is_killed_costs_the_run_in_flight_only(tmp_path: Path) -> None:
    with terminal(tmp_path, *LONG, "--csv", columns=200, rows=60) as screen:
        screen.until("2 of 3")
        (host,) = (pid for pid in processes_of(tmp_path, "engine.host") if parent_of(pid) == screen.child.pid)
        os.kill(host, signal.SIGKILL)
        assert screen.ended() == (1, None)
        reason = "The engine stopped while lambda_grid was running. Run it again."
        assert f"1 of 3 runs is missing: {reason}" in screen.screen
    assert all_gone(tmp_path)


def test_progress_stays_on_one_line_of_a_narrow_terminal_though_stdout_is_a_file(tmp_path: Path) -> None:
    text = "a" * 60
    code = (
        "from quizapp.cli.running import ProgressLine, Progress\n"
        f"with ProgressLine() as line: line.show(Progress(0.5, {text!r})); line.show(Progress(1.0, 'b'))"
    )
    command = f"exec {sys.executable} -c '{code.replace(chr(39), chr(34))}' > {tmp_path / 'data'}"
    shell: pexpect.spawn[str] = pexpect.spawn("bash", ["-c", command], dimensions=(20, 40), encoding="utf-8")
    written = shell.read()
    shell.close()
    assert written == f"\r 50 % {'a' * 33}\r{'100 % b'.ljust(39)}\r{' ' * 7}\r"
    assert (tmp_path / "data").read_text() == ""
