"""What happens when there is no torch, no host, or no client: a sentence, a new start, nothing left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.engine.model import EngineStatus
from quizapp.errors import EngineDownError, RunFailedError
from quizapp.questions.calls import Call
from quizapp.questions.coding import Code

from .processes import alive, descriptors, until

PLAIN = Call.of("plain")
SHELF = Path(__file__).parent / "shelf"


def shim(folder, source):
    """A torch that is found before the real one."""
    (folder / "torch.py").write_text(source)
    return f"{SHELF}{os.pathsep}{folder}"


@pytest.mark.parametrize("mode", ["fork", "persistent"])
@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("raise ImportError('No module named torch')", "torch is not installed in this environment"),
        ("raise RuntimeError('wrong processor')", "torch cannot be loaded, .*wrong processor"),
    ],
)
async def test_without_torch_every_run_says_so_at_once(open_engine, tmp_path, monkeypatch, mode, source, words):
    monkeypatch.setenv("PYTHONPATH", shim(tmp_path, source))
    moves = []
    async with open_engine(mode=mode, preload=("torch",), on_status=moves.append) as engine:
        for _ in range(2):
            with pytest.raises(EngineDownError, match=words):
                await engine.run(PLAIN)
        assert moves == [EngineStatus.STARTING, EngineStatus.DOWN]
        assert engine.host_pid is None


async def test_a_host_that_dies_while_it_loads_is_given_up_in_the_end(open_engine, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", shim(tmp_path, "import os\nos._exit(1)"))
    monkeypatch.setattr("quizapp.engine.client.PAUSES", (0.0, 0.0))
    async with open_engine(preload=("torch",)) as engine:
        with pytest.raises(EngineDownError, match=r"stopped 3 times; .*engine\.log"):
            await engine.run(PLAIN)


async def test_an_engine_that_is_down_can_be_started_again(open_engine, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", shim(tmp_path, "raise ImportError"))
    async with open_engine(preload=("torch",)) as engine:
        with pytest.raises(EngineDownError):
            await engine.run(PLAIN)
        (tmp_path / "torch.py").write_text(
            "set_num_threads = set_num_interop_threads = lambda n: None\n"
            "class nn:\n  class Parameter:\n    def __init__(self, data): pass\n"
            "zeros = ones = lambda n: None\n"
            "class optim:\n  class AdamW:\n    def __init__(self, params): pass\n    def step(self): pass\n"
        )
        await engine.start()
        assert (await engine.run(PLAIN)).measures["double"] == 2.0


async def test_a_call_waits_for_a_host_that_starts(open_engine):
    seen = []
    async with open_engine() as engine:
        assert engine.status is EngineStatus.STARTING
        await engine.run(PLAIN, seen.append)
    assert (seen[0].fraction, seen[0].text) == (0.0, "starting the engine")


async def test_a_folder_that_cannot_be_written_is_no_reason_to_be_down(open_engine, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    async with open_engine(folder=blocked / "engine") as engine:
        assert (await engine.run(PLAIN)).measures["double"] == 2.0
        assert engine.cached(PLAIN) is None


@pytest.mark.parametrize("mode", ["fork", "persistent"])
async def test_a_log_that_takes_nothing_more_costs_no_run(open_engine, tmp_path, mode):
    (tmp_path / "engine.log").symlink_to("/dev/full")
    async with open_engine(folder=tmp_path, mode=mode) as engine:
        assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0  # and prints a line
        host = engine.host_pid
        assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0
        assert engine.host_pid == host


@pytest.mark.parametrize("mode", ["fork", "persistent"])
async def test_without_any_room_for_temporary_files_demos_run_on(open_engine, tmp_path, monkeypatch, mode):
    (tmp_path / "sitecustomize.py").write_text(
        "import tempfile\n"
        "def full(): raise FileNotFoundError('No usable temporary directory')\n"
        "tempfile.gettempdir = full"
    )
    monkeypatch.setenv("PYTHONPATH", f"{SHELF}{os.pathsep}{tmp_path}")
    async with open_engine(mode=mode) as engine:
        for _ in range(2):
            assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0
        with pytest.raises(RunFailedError, match="The check of the code failed: it raised FileNotFoundError"):
            await engine.run_code(Code("def f(): return 1", "def test_it(call): assert call('f') == 1"))


async def test_a_system_without_another_process_costs_that_run_only(open_engine, tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text(
        "import errno, os\nreal, asked = os.fork, []\n"
        "def fork():\n"
        "    asked.append(1)\n"
        "    if 2 <= len(asked) <= 3: raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))\n"
        "    return real()\n"
        "os.fork = fork"
    )
    monkeypatch.setenv("PYTHONPATH", f"{SHELF}{os.pathsep}{tmp_path}")
    async with open_engine() as engine:
        await until(lambda: engine.status is EngineStatus.READY)
        host, idle = engine.host_pid, len(descriptors(engine.host_pid))
        assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0
        for _ in range(2):
            with pytest.raises(RunFailedError, match="plain failed: it could not get a process: Resource temporarily"):
                await engine.run(PLAIN, fresh=True)
        await until(lambda: len(descriptors(host)) <= idle)  # it closes the last ones after it has answered
        assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0
        assert engine.host_pid == host


CLIENT = """
import asyncio, sys
from importlib import import_module
from pathlib import Path
from quizapp.engine.client import HostEngine
from quizapp.questions.coding import Code
from quizapp.questions.calls import Call

async def check(engine):
    checking = asyncio.create_task(engine.run_code(Code("while True: pass", "def test_it(call): pass")))
    while not (engine._host and any(flight.learner for flight in engine._host._flights.values())):
        await asyncio.sleep(0.01)
    (flight,) = engine._host._flights.values()
    print(engine.host_pid, flight.pid, flight.learner, flush=True)
    await checking

async def main():
    find = lambda name: import_module("rowdy." + name).DEMO
    engine = HostEngine(Path(sys.argv[2]), mode=sys.argv[1], preload=(), find=find)
    await engine.start()
    if sys.argv[3] == "code":
        return await check(engine)
    def tell(progress):
        if progress.fraction:
            flights = engine._host._flights.values()
            print(engine.host_pid, *(flight.pid for flight in flights), flush=True)
    await engine.run(Call.of("naughty", {"deed": "hang"}), tell)

asyncio.run(main())
"""


@pytest.mark.parametrize("mode", ["fork", "persistent"])
@pytest.mark.parametrize(("kind", "processes"), [("demo", 2), ("code", 3)])
async def test_when_the_client_is_killed_the_host_and_its_children_end(tmp_path, monkeypatch, mode, kind, processes):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    with subprocess.Popen([sys.executable, "-c", CLIENT, mode, str(tmp_path), kind], stdout=subprocess.PIPE) as client:
        assert client.stdout is not None
        family = [int(pid) for pid in client.stdout.readline().split()]
        assert len(family) == processes
        assert all(alive(pid) for pid in family)
        assert len(list(scratch.iterdir())) == (kind == "code")
        os.kill(client.pid, signal.SIGKILL)
    await until(lambda: not any(alive(pid) for pid in family))
    assert list(scratch.iterdir()) == []


def test_importing_the_engine_loads_no_numerics():
    source = (
        "import sys, quizapp.engine.client, quizapp.engine.fake, quizapp.engine.catalogue, quizapp.engine.proving\n"
        "heavy = {'torch', 'sklearn', 'scipy', 'numpy', 'textual', 'rich'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
