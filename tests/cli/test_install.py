"""The wheel, as someone installs it: the decks are inside, and it works from any folder."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
from email.parser import Parser
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

import quizapp
from quizapp.questions import Library

PROJECT = Path(quizapp.__file__).parents[1]
CONTENT = PROJECT / "content"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(PROJECT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but the wheel."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile"]
    done = subprocess.run([*command, "--target", str(target), str(wheel)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


def run(installed: Path, elsewhere: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """The installed program, in another folder; of this environment it sees the dependencies only."""
    path = os.pathsep.join([str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    env = {**os.environ, "PYTHONPATH": path, "QUIZAPP_HOME": str(elsewhere / "home")}
    # -S: without it the editable install of this checkout would be there too.
    command = [sys.executable, "-S", *argv]
    return subprocess.run(command, cwd=elsewhere, env=env, capture_output=True, text=True, check=False, timeout=120)


def program(installed: Path) -> str:
    return str(installed / "bin" / "quizapp")


def test_the_decks_are_inside_and_nothing_else_is(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        files = [path for path in CONTENT.rglob("*") if path.is_file()]
        decks = {path.relative_to(CONTENT).as_posix(): path.read_bytes() for path in files}
        assert {"lesson/README.md", "lesson/audit.yaml"} <= set(decks)
        assert {name: archive.read(f"quizapp/bundled/{name}") for name in decks} == decks
    modules = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "quizapp").rglob("*.py")}
    assert modules <= set(names)
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"quizapp"}
    assert [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".db"))] == []


def imported_distributions() -> set[str]:
    """What the code imports that is neither Python's nor ours."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (PROJECT / "quizapp").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    theirs = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"quizapp"}
    found = packages_distributions()
    return {found[name][0].lower().replace("_", "-") for name in theirs}


def test_it_says_what_it_needs(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        said = Parser().parsestr(archive.read(name).decode())
    required = said.get_all("Requires-Dist", [])
    needed = {re.split(r"[><=; ]", line)[0].lower() for line in required if "extra ==" not in line}
    assert imported_distributions() - needed <= {"rich", "pygments"}, "both come with Textual, as it wants them"
    assert needed >= {"torch", "textual"}
    assert said["Version"] == quizapp.__version__ == wheel.name.split("-")[1]


def test_it_is_the_installed_one_that_runs(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-c", "import quizapp; print(quizapp.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(installed), done.stderr


@pytest.mark.parametrize("how", ["module", "program"])
def test_it_lists_every_bundled_question_from_any_folder(installed: Path, tmp_path: Path, how: str) -> None:
    start = ["-m", "quizapp"] if how == "module" else [program(installed)]
    done = run(installed, tmp_path, *start, "list", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    listed = json.loads(done.stdout)
    assert [item["id"] for item in listed] == [entry.id for entry in Library.open([CONTENT]).entries]
    assert all(Path(item["file"]).is_relative_to(installed) for item in listed)


def test_it_tells_the_lesson_from_any_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, program(installed), "lesson", "geometry")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Geometry\n")
    assert "Questions on this:" in done.stdout


def test_its_version_is_that_of_the_wheel(installed: Path, wheel: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "quizapp", "--version")
    assert done.stdout == f"quizapp {wheel.name.split('-')[1]}\n"


def test_its_engine_runs_its_own_demos(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, program(installed), "demo", "decay_step", "--set", "steps=3", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["measures"]["sgd_weight_decay"] == pytest.approx((1 - 0.1 * 0.01) ** 3)
