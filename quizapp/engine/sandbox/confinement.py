"""What the learner's process gives up before it reads any of the learner's code: other processes, and their signals.

Two layers. An audit hook refuses in a sentence, on every system, what Python is asked to do. Below it the kernel
refuses what gets around Python: on Linux by a filter of system calls, which holds for root too (for whom no limit on
processes counts) and still lets threads start; elsewhere by the limit on processes.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass

STARTS_A_PROCESS = frozenset(
    {"os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn", "subprocess.Popen"}
)
SENDS_A_SIGNAL = frozenset({"os.kill", "os.killpg"})

# The kernel's own numbers: linux/prctl.h, linux/seccomp.h, linux/bpf_common.h.
SET_PARENT_DEATH_SIGNAL, SET_FILTER, SET_NO_NEW_PRIVILEGES, FILTER_MODE = 1, 22, 38, 2
LOAD, IF_EQUAL, IF_AT_LEAST, IF_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
CALL, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # offsets in `struct seccomp_data`
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
NEW_THREAD = 0x00010000  # the flag of clone(2) that makes a thread


@dataclass(frozen=True, slots=True)
class Machine:
    """The numbers of the system calls that concern other processes.

    `forbidden` is refused outright, `signals` unless it goes to the process itself, and `clone` unless it makes a
    thread; `clone3`, whose flags a filter cannot see, does not exist, so that the C library falls back to `clone`.
    """

    architecture: int
    forbidden: tuple[int, ...]
    signals: tuple[int, ...]
    clone: int
    clone3: int = 435


MACHINES = {
    # fork, vfork, execve, execveat; setpgid, setsid; ptrace, process_vm_writev; what queues signals
    "x86_64": Machine(0xC000003E, (57, 58, 59, 322, 109, 112, 101, 311, 129, 297, 424), (62, 200, 234), 56),
    "aarch64": Machine(0xC00000B7, (221, 281, 154, 157, 117, 271, 138, 240, 424), (129, 130, 131), 220),
}
OTHER_NUMBERS = 0x40000000  # x86_64 knows every call under a second number from here on


def confine(parent: int) -> None:
    """Give up for good, in this process: starting others, signalling them, and living longer than `parent`."""
    if sys.platform == "linux":
        _prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)  # it died before it could be watched
    if not _filter_calls():
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in STARTS_A_PROCESS:
        raise PermissionError("code that is checked here may not start another process")
    if event in SENDS_A_SIGNAL and (event == "os.killpg" or arguments[0] != os.getpid()):
        raise PermissionError("code that is checked here may not send a signal to another process")


def _filter_calls() -> bool:
    """Let the kernel filter the system calls of this process; whether it does."""
    machine = MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None or sys.maxsize < 2**32:
        return False
    steps = _program(machine, os.getpid())
    code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(code)))
    _prctl(SET_NO_NEW_PRIVILEGES, 1)
    return _prctl(SET_FILTER, FILTER_MODE, ctypes.addressof(program))


def _prctl(option: int, value: int, address: int = 0) -> bool:
    """Whether prctl(2) did what it was asked for."""
    words = [ctypes.c_ulong(word) for word in (value, address, 0, 0)]
    return int(ctypes.CDLL(None).prctl(option, *words)) == 0


def _program(machine: Machine, pid: int) -> list[tuple[int, int, int, int]]:
    """The filter: instructions of (operation, steps to skip if true, if false, operand)."""
    refuse = (RETURN, 0, 0, REFUSE | errno.EPERM)
    allow = (RETURN, 0, 0, ALLOW)
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (IF_EQUAL, 1, 0, machine.architecture),
        refuse,
        (LOAD, 0, 0, CALL),
        (IF_AT_LEAST, 0, 1, OTHER_NUMBERS),
        refuse,
    ]
    for call in machine.forbidden:
        steps += [(IF_EQUAL, 0, 1, call), refuse]
    steps += [(IF_EQUAL, 0, 1, machine.clone3), (RETURN, 0, 0, REFUSE | errno.ENOSYS)]
    for calls, condition, operand in (((machine.clone,), IF_ANY_BIT, NEW_THREAD), (machine.signals, IF_EQUAL, pid)):
        for call in calls:
            steps += [(IF_EQUAL, 0, 4, call), (LOAD, 0, 0, FIRST_ARGUMENT), (condition, 1, 0, operand), refuse, allow]
    return [*steps, allow]
