"""What a process gives up, tried in processes of their own. Each makes one child at most, which ends at once."""

import os
import platform
import resource
import signal
import subprocess
import sys
import threading
import time

import pytest

from quizapp.engine.sandbox import confinement
from quizapp.engine.sandbox.confinement import MACHINES, confine

NOBODY = 65534


def in_a_child(act):
    """The exit code of a process that does `act` after it was confined: what `act` returns, or 99 where it raised."""
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            confine(parent)
            code = int(act() or 0)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def refused(act):
    try:
        act()
    except PermissionError as error:
        return 0 if "code that is checked here may not" in str(error) else 2
    return 1


def fork_once():
    if os.fork() == 0:
        os._exit(0)


@pytest.mark.parametrize(
    "act",
    [
        fork_once,
        lambda: subprocess.run(["true"], check=False),
        lambda: os.system("true"),
        lambda: os.posix_spawn("/bin/true", ["true"], {}),
        lambda: os.kill(os.getppid(), 0),
        lambda: os.kill(0, 0),
        lambda: os.killpg(os.getpgid(0), 0),
    ],
    ids=["fork", "subprocess", "system", "spawn", "kill", "kill group", "killpg"],
)
def test_what_concerns_other_processes_is_refused_in_a_sentence(act):
    assert in_a_child(lambda: refused(act)) == 0


def test_what_concerns_the_process_itself_is_not():
    def act():
        thread = threading.Thread(target=lambda: None)
        thread.start()
        thread.join()
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)
        os.kill(os.getpid(), signal.SIGUSR1)
        signal.raise_signal(signal.SIGUSR1)

    assert in_a_child(act) == 0


def blocked_from_forking():
    """0 where the system itself refuses another process: audit hooks see nothing of ctypes' calls."""
    pid = confinement.ctypes.CDLL(None).fork()
    if pid == 0:
        os._exit(0)
    return int(pid != -1)


@pytest.mark.skipif(sys.platform != "linux" or platform.machine() not in MACHINES, reason="there is no filter here")
def test_the_filter_refuses_what_gets_around_python():
    assert in_a_child(blocked_from_forking) == 0


def test_without_the_filter_the_limit_on_processes_holds(monkeypatch):
    monkeypatch.setattr(confinement, "MACHINES", {})

    def act():
        if resource.getrlimit(resource.RLIMIT_NPROC) != (0, 0):
            return 3
        if os.getuid() == 0:
            os.setuid(NOBODY)  # for root no such limit counts
        return blocked_from_forking()

    assert in_a_child(act) == 0


def test_a_process_whose_parent_is_gone_ends():
    pid = os.fork()
    if pid == 0:
        confine(os.getppid() + 1)  # who is not the parent
        os._exit(7)
    expected = 0 if sys.platform == "linux" else 7
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the host alone ends what a dead parent leaves")
def test_a_process_ends_with_its_parent_however_that_ends():
    heard, told = os.pipe()
    parent = os.fork()
    if parent == 0:
        parent = os.getpid()
        if os.fork() == 0:
            try:
                confine(parent)
                os.write(told, b"confined")
                time.sleep(5)
                os.write(told, b"still here")
            finally:
                os._exit(0)
        signal.pause()
    os.close(told)
    assert os.read(heard, 100) == b"confined"
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    assert os.read(heard, 100) == b""
    os.close(heard)
