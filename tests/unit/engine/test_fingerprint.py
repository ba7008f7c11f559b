"""The fingerprint of a demo changes when its source does, or what it imports from its own shelf, and only then."""

import importlib
import os
import platform
import sys

import pytest

from quizapp.engine.demo import Demo
from quizapp.engine.fingerprint import source_hash, versions_of

SOURCE = """
import json
from quizapp.engine.demo import Outcome
from {package}.helper import two

def run(params, report):
    from {package} import late
    return Outcome({{"x": two()}}, "")
"""


@pytest.fixture
def shelf(tmp_path, monkeypatch, request):
    """A package of demos of its own, and the demo in it."""
    package = f"shelf_of_{abs(hash(request.node.name))}"
    folder = tmp_path / package
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "subject.py").write_text(SOURCE.format(package=package))
    (folder / "helper.py").write_text(f"import {package}.deeper\ndef two(): return 2\n")
    (folder / "deeper.py").write_text("DEEP = 1\n")
    (folder / "late.py").write_text("LATE = 1\n")
    (folder / "stranger.py").write_text("x = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    module = importlib.import_module(f"{package}.subject")
    yield folder, Demo("subject", "", "", "", (), (), module.run, script="", libraries=("numpy", "no-such-library"))
    for name in [name for name in sys.modules if name.startswith(package)]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("file", "changes"),
    [("subject", True), ("helper", True), ("deeper", True), ("late", True), ("stranger", False)],
)
def test_the_hash_follows_the_sources(shelf, file, changes):
    folder, demo = shelf
    before = source_hash(demo)
    assert source_hash(demo) == before
    path = folder / f"{file}.py"
    path.write_text(path.read_text() + "# another line\n")
    assert (source_hash(demo) != before) is changes


def test_an_edit_of_the_same_length_is_seen(shelf):
    folder, demo = shelf
    before = source_hash(demo)
    path = folder / "deeper.py"
    path.write_text("DEEP = 2\n")
    os.utime(path, ns=(1, 1))
    assert source_hash(demo) != before


def test_versions_are_read_without_importing(shelf):
    _, demo = shelf
    versions = versions_of(demo)
    assert versions["python"] == platform.python_version()
    assert versions["numpy"][0].isdigit()
    assert versions["no-such-library"] == "absent"
