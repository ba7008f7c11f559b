"""The program in a process of its own: pipes, what it imports, and one real run from end to end."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.cli.practice import wants_lines
from quizapp.store import Store
from quizapp.workspace.places import Places

HEAVY = ("torch", "sklearn", "scipy", "numpy", "textual", "rich", "sqlite3", "asyncio", "yaml", "markdown_it", "typing")


def run(
    home: Path, *argv: str, lines: str = "", shell: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quizapp", *argv]
    env = {**os.environ, "QUIZAPP_HOME": str(home), **environment}
    env.pop("PYTHONUNBUFFERED", None)  # what is flushed at exit is the case to look at
    if shell:
        line = f"{sys.executable} -m quizapp {shell}"
        return subprocess.run(["bash", "-c", line], env=env, capture_output=True, text=True, timeout=60, check=False)
    return subprocess.run(command, env=env, input=lines, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("argv", "allowed"),
    [(["--help"], ()), (["list", "--help"], HEAVY[5:]), (["list"], HEAVY[5:]), (["demo"], HEAVY[5:])],
)
def test_nothing_heavy_is_imported(tmp_path: Path, argv: list[str], allowed: tuple[str, ...]) -> None:
    code = (
        "import sys; from quizapp.cli import main; main(sys.argv[1:]);"
        f"print('IMPORTED', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    env = {**os.environ, "QUIZAPP_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}", *argv],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = json.loads(done.stdout.rsplit("IMPORTED ", 1)[1].replace("'", '"'))
    assert set(imported) <= set(allowed)


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    done = run(tmp_path, shell="demo | head -1; echo ${PIPESTATUS[0]}")
    assert done.stderr == ""
    assert done.stdout.split("\n")[-2] in ("0", "141")


@pytest.mark.parametrize("command", ["locate", "list --json"])  # less and more than one buffer
def test_a_reader_that_is_gone_before_the_first_line_is_no_error(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, shell=f"{command} 2>/dev/null | true; echo ${{PIPESTATUS[0]}}")
    assert (done.stderr, done.stdout) == ("", "141\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, shell="list --json > /dev/full; echo $?")
    assert done.stdout == "1\n"
    assert done.stderr == "quizapp: the output cannot be written there: No space left on device.\n"
    assert not (tmp_path / "log").exists()  # nothing to report: the person knows that disk


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_where_nothing_can_be_said_the_exit_code_still_is(tmp_path: Path) -> None:
    done = run(tmp_path, shell="demo decay_stp 2> /dev/full; echo $?")
    assert (done.stdout, done.stderr) == ("2\n", "")


def test_without_a_stderr_nothing_but_data_is_on_stdout(tmp_path: Path) -> None:
    done = run(tmp_path, shell="demo decay_stp 2>&-; echo $?")
    assert done.stdout == "2\n"
    assert run(tmp_path, shell="notebook --json 2>&-").stdout == "[]\n"  # and a word on stderr elsewhere


def test_a_terminal_without_the_characters_gets_others(tmp_path: Path) -> None:
    done = run(tmp_path, "list", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "?" in done.stdout


def test_practice_in_a_pipe_keeps_what_was_answered(tmp_path: Path) -> None:
    first = run(tmp_path, "practice", "--kind", "choice", "--limit", "3", lines=":hint\na\n")
    assert first.returncode == 0, first.stderr
    assert first.stderr == ""
    assert "Session over: 1 answer" in first.stdout
    numbers = json.loads(run(tmp_path, "stats", "--json").stdout)
    assert numbers["reviews"] == 1


def test_no_input_at_all_ends_at_once(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Question 1 of 10" in done.stdout


def test_a_real_run_is_printed_and_then_cached(tmp_path: Path) -> None:
    first = run(tmp_path, "demo", "decay_step", "--set", "steps=2", "--json")
    assert first.returncode == 0, first.stderr
    result = json.loads(first.stdout)
    assert result["measures"]["sgd_weight_decay"] == pytest.approx((1 - 0.1 * 0.01) ** 2)
    assert result["cached"] is False
    assert "torch" in result["versions"]
    again = run(tmp_path, "demo", "decay_step", "--set", "steps=2", "--json")
    assert json.loads(again.stdout)["cached"] is True
    assert not (tmp_path / "quizapp.db").exists()


@pytest.mark.parametrize(
    ("term", "accessible", "tty", "expected"),
    [
        ("xterm", "", True, False),
        ("xterm", "0", True, False),
        ("xterm", "1", True, True),
        ("dumb", "", True, True),
        ("xterm", "", False, True),
    ],
)
def test_lines_are_for_pipes_dumb_terminals_and_whoever_asks(
    monkeypatch: pytest.MonkeyPatch, term: str, accessible: str, tty: bool, expected: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("ACCESSIBLE", accessible)
    monkeypatch.setattr("sys.stdin.isatty", lambda: tty, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: tty, raising=False)
    assert wants_lines() is expected


def test_ctrl_c_in_a_terminal_keeps_what_was_answered(tmp_path: Path) -> None:
    import pexpect

    env = {**os.environ, "QUIZAPP_HOME": str(tmp_path), "TERM": "dumb"}
    argv = ["-m", "quizapp", "practice", "--kind", "choice"]
    child = pexpect.spawn(sys.executable, argv, env=env, encoding="utf-8", timeout=30)
    child.expect("> ")
    child.sendline("a")
    child.expect("Rating ")
    child.expect("> ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.before.split() == ["^C"] or child.before.split() == []
    assert child.exitstatus == 130
    with Store.open(Places(tmp_path).store, now=datetime.now(UTC), read_only=True) as store:
        assert len(store.reviews()) == 1
        session = store.last_session()
        assert session is not None
        assert session.answered == 1
