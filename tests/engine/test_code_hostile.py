"""Whatever a learner's code does is said in a sentence, costs that check only, and leaves nothing behind.

The bombs are bounded: were the sandbox to fail, they would make a handful of processes, each of which ends at once.
"""

import asyncio
import os
import signal
import tempfile
from pathlib import Path

import pytest
import pytest_asyncio

from quizapp.errors import EngineDownError, RunFailedError, RunLimitError
from quizapp.questions.calls import Call
from quizapp.questions.coding import Code

from .processes import alive, group, until

pytestmark = pytest.mark.asyncio(loop_scope="module")

PLAIN = Call.of("plain")
HEAD = """
import builtins, ctypes, json, os, signal, subprocess, sys, tempfile, threading, time
print(os.getpid(), os.getcwd(), flush=True)
libc = ctypes.CDLL(None)

def everywhere(line):
    for descriptor in range(256):
        try:
            os.write(descriptor, line.encode() + b"\\n")
        except OSError:
            pass
"""
ASKS_FOR_42 = """
def test_it_acts(call):
    assert call("act") == 42

def test_it_goes_on(call):
    assert call("rest") == 1
"""

# What the function does, and a part of the sentence that it gets.
DEEDS = {
    "endless loop": ("while True: pass", "act() did not come back within 0.5 s; perhaps a loop in it never ends"),
    "endless trickle": ("while True: print('.'); time.sleep(0.001)", "did not come back within 0.5 s"),
    "endless sleep": ("time.sleep(60)", "did not come back within 0.5 s"),
    "stops itself": ("os.kill(os.getpid(), signal.SIGSTOP)", "did not come back within 0.5 s"),
    "endless message": (
        "class Endless(Exception):\n  def __str__(self):\n   while True: pass\n raise Endless",
        "did not come back within 0.5 s",
    ),
    "fork bomb": (
        "[os.fork() for _ in range(3)]",
        "act() raised PermissionError: code that is checked here may not",
    ),
    "subprocess": ("subprocess.run(['true'])", "may not start another process (line"),
    "shell": ("os.system('true')", "may not start another process"),
    "exec": ("os.execv(sys.executable, [sys.executable, '-c', ''])", "may not start another process"),
    "one large block": ("bytearray(4 << 30)", "act() needs more than 512 MB of memory"),
    "memory bomb": ("held = []\n while True: held.append(bytearray(1 << 20))", "needs more than 512 MB of memory"),
    "memory that stays": ("held = sys.held = []\n while True: held.append(bytearray(99))", "512 MB of memory"),
    "print flood": ("while True: print('x' * 10_000)", "act() printed more than 1 MB"),
    "flood on stderr": ("while True: sys.stderr.write('x' * 10_000)", "printed more than 1 MB"),
    "5 MB file": ("open('big', 'wb').write(b'x' * (5 << 20))", "act() wrote a file of more than 1 MB"),
    "5 MB temporary file": ("tempfile.TemporaryFile().write(b'x' * (5 << 20))", "wrote a file of more than 1 MB"),
    "many files": ("held = [open(os.devnull) for _ in range(99)]", "opened more than 32 files"),
    "os._exit(0)": ("os._exit(0)", "act() ended the whole process (exit code 0) instead of answering"),
    "sys.exit(0)": ("sys.exit(0)", "act() called exit(0) instead of answering"),
    "segfault": ("ctypes.string_at(1)", "act() crashed Python (Segmentation fault)"),
    "abort": ("os.abort()", "crashed Python (Aborted)"),
    "kills itself": ("os.kill(os.getpid(), signal.SIGKILL)", "was killed"),
    "kills its group": ("os.killpg(0, signal.SIGKILL)", "may not send a signal to another process"),
    "kills its parent": ("os.kill(os.getppid(), signal.SIGKILL)", "may not send a signal to another process"),
    "closed descriptors": ("os.closerange(0, 256); return 42", "closed the line on which its answers are read"),
    "closed, and goes on": ("os.closerange(0, 256); time.sleep(60)", "closed the line on which its answers are read"),
    "a line on every descriptor": ("everywhere('not even json'); return 42", "wrote a line of its own"),
    "a forged answer": ("everywhere(json.dumps({'event': 'value', 'value': 42}))", "wrote a line of its own"),
    "a forged verdict": (
        "everywhere(json.dumps({'job': '0', 'event': 'answered', 'body': {'checks': [], 'passed': True}}))",
        "wrote a line of its own",
    ),
    "a printed verdict": ("print(json.dumps({'event': 'value', 'value': 42})); return 41", "gave 41, expected 42"),
    "an answer on stderr": ('sys.stderr.write(\'{"event": "value", "value": 42}\\n\'); return 41', "expected 42"),
    "a deep line": ("os.write(3, b'[' * 100_000 + b'\\n')", "wrote a line of its own"),
    "a flood on the line": ("while True: os.write(3, b'x' * 10_000)", "wrote megabytes where its answers are read"),
    "equal to everything": (
        "builtins.abs = builtins.all = lambda *_: True\n"
        " class Liar(list):\n  __eq__ = lambda self, other: True\n  __ne__ = lambda self, other: False\n"
        " return Liar([1])",
        "act() gave [1], expected 42",
    ),
    "a number equal to everything": ("return type('Liar', (float,), {'__eq__': lambda *_: True})(41)", "gave 41.0"),
    "an object": ("return object()", "act() gave an object: return numbers, texts, lists"),
    "a large answer": ("return 'x' * (8 << 20)", "act() gave more than 4 MB"),
    "a long number": ("return 10 ** 5000", "act() gave a number of thousands of digits"),
    "a longer number": ("sys.set_int_max_str_digits(0)\n return 10 ** 5000", "gave a number of thousands of digits"),
    "a list in itself": ("held = []\n held.append(held)\n return held", "act() gave lists more than 100 deep"),
    "a list without bottom": (
        "sys.setrecursionlimit(10**6)\n held = []\n for _ in range(20_000): held = [held]\n return held",
        "act() gave lists more than 100 deep",
    ),
    "a coroutine": ("async def later(): return 42\n return later()", "act() gave a coroutine: return numbers"),
    "a type without a name": (
        "class Nameless(type): __name__ = property(lambda _: 1 / 0)\n"
        " class Strange(Exception, metaclass=Nameless): pass\n raise Strange",
        "act() raised an error that cannot be told",
    ),
    "endless recursion": ("return act()", "act() raised RecursionError"),
    "reads stdin": ("return input()", "act() raised EOFError"),
    "out of processor time": ("os.kill(os.getpid(), signal.SIGXCPU)", "used more than 10 s of processor time"),
}
ENDS_THE_PROCESS = "was not tried, because the code had ended before"


def code(deed, tests=ASKS_FOR_42):
    return Code(f"{HEAD}\ndef act():\n {deed}\n\ndef rest():\n return 1\n", tests)


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["fork", "persistent"])
async def engine(request, open_engine):
    async with open_engine(mode=request.param, jobs=2) as engine:
        await engine.run(PLAIN)
        yield engine


async def still_well(engine, host, result):
    """The engine and its host go on, and nothing is left of the check that had `result`."""
    pid, folder = result.printed.split("\n")[0].split(" ", 1)
    assert Path(folder).name.startswith("quizapp-")
    assert not Path(folder).exists()
    assert not alive(int(pid))
    assert not group(int(pid))
    assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0
    assert engine.host_pid == host


@pytest.mark.parametrize("name", DEEDS)
async def test_a_deed_costs_its_own_check_only(engine, name):
    deed, words = DEEDS[name]
    host = engine.host_pid
    result = await engine.run_code(code(deed), seconds=2.5 if "0.5 s" in words else None)
    acted, went_on = result.checks
    assert not result.passed
    assert not result.failure
    assert not acted.passed
    assert words in acted.message
    assert went_on.passed or went_on.message.endswith(ENDS_THE_PROCESS)
    assert acted.tried
    assert went_on.tried is went_on.passed
    assert "Traceback" not in f"{result.printed}{acted.message}"
    assert "quizapp/" not in result.printed
    await still_well(engine, host, result)


# What gets around Python asks the system itself; -1 is a refusal.
AROUND_PYTHON = {
    "fork": "made = 0\n for _ in range(3):\n  pid = libc.fork()\n  if pid == 0: os._exit(0)\n  made += pid > 0\n"
    " return made",
    "clone": "pid = libc.syscall({'x86_64': 56}.get(os.uname().machine, 220), signal.SIGCHLD, 0, 0, 0, 0)\n"
    " if pid == 0: os._exit(0)\n return max(0, pid)",
    "exec": "return libc.execv(b'/bin/true', None) + 1",
    "a group of its own": "return libc.setpgid(0, os.getppid()) + 1",
    "a session of its own": "return libc.setsid() + 1",
    "kills its parent": "return libc.kill(os.getppid(), 9) + 1",
    "kills its group": "return libc.kill(0, 9) + 1",
    "reaches everybody": "return libc.kill(-1, 0) + 1",
    "traces its parent": "return libc.ptrace(16, os.getppid(), 0, 0) + 1",
}


@pytest.mark.parametrize("name", AROUND_PYTHON)
async def test_what_gets_around_python_is_refused_by_the_system(engine, name):
    host = engine.host_pid
    result = await engine.run_code(code(AROUND_PYTHON[name], 'def test_it(call): assert call("act") == 0'))
    assert result.passed, result
    await still_well(engine, host, result)


HARMLESS = {
    "a thread that never ends": "threading.Thread(target=time.sleep, args=(60,)).start(); return 42",
    "a thread that prints on": "threading.Thread(target=lambda: [print(n) for n in range(99)]).start(); return 42",
    "a closed stdout": "sys.stdout.close(); os.close(1); return 42",
    "no stdout at all": "sys.stdout = None; return 42",
    "its folder removed": "os.rmdir(os.getcwd()); return 42",
    "files that stay": "os.makedirs('a/b'); open('a/b/c', 'w').write('x'); os.chmod('a', 0); return 42",
    "a link to elsewhere": "os.symlink('/', 'root'); os.chmod('.', 0); return 42",
    "a signal to itself": "signal.signal(signal.SIGUSR1, print); os.kill(os.getpid(), signal.SIGUSR1); return 42",
    "a refusal that is expected": "try: os.fork()\n except OSError: return 42",
    "an exit that is caught": "try: sys.exit(1)\n except SystemExit: return 42",
}


@pytest.mark.parametrize("name", HARMLESS)
async def test_what_does_no_harm_is_answered(engine, name):
    host = engine.host_pid
    result = await engine.run_code(code(HARMLESS[name]))
    assert result.passed, result
    assert Path("/etc").stat().st_mode & 0o111  # a link was not followed
    await still_well(engine, host, result)


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("while True: pass", "Your code did not come back within 0.5 s"),
        ("os._exit(0)", "Your code ended the whole process (exit code 0) instead of answering"),
        ("sys.exit(0)", "Your code called exit(0) instead of answering"),
        ("os.closerange(0, 256)", "Your code closed the line on which its answers are read"),
        ("everywhere('{}')", "Your code wrote a line of its own where its answers are read"),
        ("ctypes.string_at(1)", "Your code crashed Python (Segmentation fault)"),
        ("bytearray(4 << 30)", "Your code needs more than 512 MB of memory"),
        ("while True: print('x' * 10_000)", "Your code printed more than 1 MB"),
        ("1 / 0", "Your code raised ZeroDivisionError: division by zero (line 13: 1 / 0)"),
    ],
)
async def test_code_that_does_it_before_any_call_cannot_be_judged(engine, deed, words):
    host = engine.host_pid
    result = await engine.run_code(Code(f"{HEAD}\n{deed}\n", ASKS_FOR_42), seconds=1.0 if "0.5 s" in words else None)
    assert words in result.failure
    assert result.checks == ()
    assert not result.passed
    await still_well(engine, host, result)


async def test_many_slow_calls_share_one_budget(engine):
    tests = "def test_slow(call):\n  while True: call('act')\n"
    result = await engine.run_code(code("time.sleep(0.02)", tests), seconds=1.5)
    assert "act() took too long: together with all before it, more than 1.5 s" in result.checks[0].message


async def test_no_except_of_a_test_takes_an_endless_loop_for_an_error(engine):
    tests = "def test_it_raises(call):\n  try: call('act')\n  except Exception: return\n  assert False\n"
    assert (await engine.run_code(code("raise ValueError", tests))).passed
    looping = await engine.run_code(code("while True: pass", tests), seconds=1.0)
    assert not looping.passed
    assert "did not come back" in looping.checks[0].message


# ------------------------------------------------- the check is stopped from outside


async def under_way(engine, seconds=None):
    """A check that hangs: its task, the process that holds the code, and the folder."""
    before = set(Path(tempfile.gettempdir()).glob("quizapp-*"))
    task = asyncio.create_task(engine.run_code(code("while True: pass"), seconds=seconds))
    await until(lambda: engine._host and any(flight.learner for flight in engine._host._flights.values()))
    (flight,) = engine._host._flights.values()
    await until(lambda: set(Path(tempfile.gettempdir()).glob("quizapp-*")) - before)
    (folder,) = set(Path(tempfile.gettempdir()).glob("quizapp-*")) - before
    assert alive(flight.learner)
    return task, flight, folder


async def test_a_cancelled_check_leaves_no_process_and_no_folder(engine):
    task, flight, folder = await under_way(engine)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not alive(flight.pid)
    await until(lambda: not alive(flight.learner))
    assert not folder.exists()
    assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0


async def test_tests_that_never_end_are_stopped_with_the_code(engine, monkeypatch):
    monkeypatch.setattr("quizapp.engine.client.TO_COMPARE", 0.2)
    before = engine.host_pid
    with pytest.raises(RunLimitError, match="tests of this question were stopped"):
        await engine.run_code(code("return 42", "def test_it(call):\n  while True: pass"), seconds=0.5)
    assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0
    assert engine.host_pid == before


async def test_a_judge_that_is_killed_takes_the_code_with_it(engine):
    task, flight, folder = await under_way(engine)
    os.kill(flight.pid, signal.SIGKILL)
    with pytest.raises(RunFailedError, match="The check of the code failed: it was killed from outside"):
        await task
    await until(lambda: not alive(flight.learner))
    assert not folder.exists()
    assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0


async def test_a_host_that_is_killed_leaves_no_code_running(engine):
    task, flight, folder = await under_way(engine)
    os.kill(engine.host_pid, signal.SIGKILL)
    with pytest.raises(EngineDownError, match="stopped while the check of the code was running"):
        await task
    await until(lambda: not alive(flight.pid) and not alive(flight.learner))
    assert not folder.exists()
    assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0


@pytest.mark.parametrize("mode", ["fork", "persistent"])
async def test_closing_ends_a_check(open_engine, mode):
    async with open_engine(mode=mode) as engine:
        task, flight, folder = await under_way(engine)
    with pytest.raises(EngineDownError):
        await task
    await until(lambda: not alive(flight.pid) and not alive(flight.learner))
    assert not folder.exists()


# ------------------------------------------------- what the code can see


@pytest.mark.parametrize("mode", ["fork", "persistent"])
async def test_no_secret_of_the_environment_reaches_the_code(open_engine, monkeypatch, mode):
    monkeypatch.setenv("SERVICE_TOKEN", "a-secret-word")
    look = "return [dict(os.environ), open('/proc/self/environ').read()]"
    seen = """
def test_it(call):
    here, inherited = call("act")
    assert "a-secret-word" not in str(here) + inherited
    assert here["HOME"] == here["TMPDIR"] and "quizapp-" in here["HOME"]
"""
    async with open_engine(mode=mode) as engine:
        result = await engine.run_code(code(look, seen))
    assert result.passed, result


async def test_the_code_holds_no_descriptor_but_its_own(engine):
    look = "return sorted(int(name) for name in os.listdir('/proc/self/fd'))"
    result = await engine.run_code(code(look, 'def test_it(call): assert call("act")[:4] == [0, 1, 2, 3]'))
    assert result.passed, result
    listing = await engine.run_code(
        code(look, 'def test_it(call): assert len(call("act")) == 5')
    )  # and the listing's own
    assert listing.passed, listing


async def test_what_one_check_leaves_in_its_modules_is_not_there_in_the_next(engine):
    await engine.run_code(code("json.dumps = None; builtins.left_over = 1; return 42"))
    result = await engine.run_code(code("return 42 if json.dumps and not hasattr(builtins, 'left_over') else 41"))
    assert result.passed, result
