"""What is loaded when: the run-time twin of import-linter, which lazy imports escape. And what stays in its place."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import quizapp

PACKAGE = Path(quizapp.__file__).parent
PROJECT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))

NUMERICS = {"torch", "sklearn", "scipy", "numpy", "sympy"}
SCREENS = {"textual", "rich", "textual_plot"}
PARSERS = {"yaml", "markdown_it", "mdit_py_plugins"}
OTHERS = {"texicode", "plotille", "fsrs_rs_python", "platformdirs", "pydantic"}
# Of the standard library, what costs more than all the rest of `--help`.
SLOW = {"asyncio", "sqlite3", "json", "dataclasses", "inspect", "pathlib", "typing", "shutil", "subprocess", "socket"}

FORBIDDEN = {
    "import quizapp": NUMERICS | SCREENS | PARSERS | OTHERS | SLOW,
    "import quizapp.cli": NUMERICS | SCREENS | PARSERS | OTHERS | SLOW,
    "import quizapp.grading.numbers, quizapp.grading.expressions": NUMERICS | SCREENS | PARSERS | OTHERS | {"sqlite3"},
    "import quizapp.questions": NUMERICS | SCREENS | PARSERS | OTHERS | {"asyncio", "sqlite3"},
    "from quizapp.questions import all_kinds, parse_deck": NUMERICS | SCREENS | {"asyncio", "sqlite3"},
    "import quizapp.scheduling": NUMERICS | SCREENS | PARSERS | {"asyncio", "sqlite3"},
    "import quizapp.store": NUMERICS | SCREENS | PARSERS | {"asyncio"},
    "import quizapp.sessions.practice.machine": NUMERICS | SCREENS | PARSERS | {"asyncio"},
    "import quizapp.sessions.lab.machine, quizapp.sessions.lab.compare": NUMERICS | SCREENS | PARSERS | {"asyncio"},
    "import quizapp.engine, quizapp.engine.client, quizapp.engine.fake": NUMERICS | SCREENS | PARSERS | {"sqlite3"},
    "from quizapp.engine import catalogue; catalogue.demos()": NUMERICS | SCREENS | PARSERS | {"sqlite3", "asyncio"},
    "import quizapp.workspace": NUMERICS | SCREENS | PARSERS,
    "import quizapp.cli.plain, quizapp.cli.check, quizapp.cli.demo, quizapp.cli.stats": NUMERICS | SCREENS,
    "import quizapp.tui.app": NUMERICS | {"textual_plot", "yaml", "texicode", "plotille"},
    "import quizapp.tui.screens.lab, quizapp.tui.screens.demo, quizapp.tui.screens.sweep": NUMERICS | {"textual_plot"},
    "import quizapp.tui.screens.glossary, quizapp.tui.screens.term": NUMERICS | {"textual_plot"},
    "import quizapp.tui.screens.mock.setup, quizapp.tui.screens.mock.interview": NUMERICS | {"textual_plot"},
}


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter loads for `code`, without those that it starts with."""
    script = f"""
import sys
before = set(sys.modules)
{code}
print(*sorted({{name.split(".")[0] for name in set(sys.modules) - before}}), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=PROJECT, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize("code", FORBIDDEN)
def test_a_package_loads_nothing_that_it_may_not(code: str) -> None:
    assert loaded_by(code) & FORBIDDEN[code] == set()


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_loads_the_table_of_commands_and_argparse_only(argument: str) -> None:
    loaded = loaded_by(f"import quizapp.cli; quizapp.cli.main([{argument!r}])")
    assert loaded - set(sys.stdlib_module_names) == {"quizapp"}
    assert loaded & SLOW == set()


def test_torch_never_comes_into_the_process_of_the_screens(tmp_path: Path) -> None:
    """A practice answer from the first key to its verdict, with the real engine and with its plot drawn."""
    script = """
import asyncio, sys
from pathlib import Path
from quizapp.engine.client import HostEngine
from quizapp.sessions.practice.state import Phase
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.workspace import Selection, open_workspace

async def until(pilot, reached):
    while not reached(pilot.app.screen):
        await pilot.pause(0.02)

async def main():
    workspace = open_workspace()
    assert isinstance(workspace.engine, HostEngine)
    live = next(e for e in workspace.library.entries if e.live and e.kind == "numeric")
    app = QuizApp(workspace, Selection(ids=(live.id,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda screen: isinstance(screen, PracticeScreen) and screen.slot.widget is not None)
        screen = app.screen
        await until(pilot, lambda _: screen.slot.widget.is_mounted and screen.focused is not None)
        await pilot.press(*"12345", "enter")
        await until(pilot, lambda _: screen.state.phase is Phase.RATING and screen.state.asked.evidence_result)
        assert screen.state.asked.grade.verdict.value == "wrong", screen.state.asked.grade
        plotted = screen.state.asked.evidence_result.plot
        await until(pilot, lambda _: not plotted or screen.query("PlotWidget"))
    workspace.store.close()
    print(*sorted({name.split(".")[0] for name in sys.modules} & {"torch", "sklearn", "scipy"}), "reviews",
          bool(plotted))

asyncio.run(asyncio.wait_for(main(), 90))
"""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
        env={"PATH": "/usr/bin:/bin", "QUIZAPP_HOME": str(tmp_path), "LANG": "C.UTF-8"},
        timeout=120,
    )
    assert done.stdout.split() == ["reviews", "True"], done.stderr


# ---------------------------------------------------------------- what stays in its place


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in MODULES:
        yield path.relative_to(PACKAGE), ast.parse(path.read_text(encoding="utf-8"))


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """The string constants of a module that are not docstrings."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node


SQL = re.compile(r"\s*(SELECT|INSERT|REPLACE|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|BEGIN|COMMIT|WITH)\b\s+[\w*(]")


def test_only_the_store_speaks_sql() -> None:
    spoken = {f"{path}:{node.lineno}" for path, tree in trees() for node in texts(tree) if SQL.match(str(node.value))}
    assert len({place for place in spoken if place.startswith("store/")}) > 20, "the pattern knows SQL when it sees it"
    assert {place for place in spoken if not place.startswith("store/")} == set()


def test_only_the_store_imports_sqlite() -> None:
    importing = {
        str(path.parts[0])
        for path, tree in trees()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(name.name.split(".")[0] == "sqlite3" for name in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlite3")
    }
    assert importing == {"store"}


def test_every_package_has_its_layer() -> None:
    config = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = (contract for contract in config["contracts"] if contract["type"] == "layers")
    declared = {name.strip() for layer in layers["layers"] for name in layer.split("|")}
    there = {path.name.removesuffix(".py") for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert layers["exhaustive"] is True
    assert there - {"__init__", "__main__", "__pycache__"} == declared


def test_modules_stay_short() -> None:
    lengths = {str(path.relative_to(PACKAGE)): len(path.read_bytes().splitlines()) for path in MODULES}
    assert {name: count for name, count in lengths.items() if count > 300} == {}
    assert sorted(lengths.values())[len(lengths) // 2] <= 110


def test_every_module_begins_with_what_it_is_for() -> None:
    silent = [str(path) for path, tree in trees() if not ast.get_docstring(tree)]
    assert silent == []
