"""The checks of `quizapp doctor`, each with what it found and what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from quizapp.cli.text import counted
from quizapp.engine.model import Engine, Result
from quizapp.errors import EngineError, QuizError, StoreDamagedError, StoreError
from quizapp.questions.calls import Call
from quizapp.store import Store, newest_backup
from quizapp.workspace.places import Places

LIBRARIES = ("torch", "numpy", "scipy", "scikit-learn", "textual", "fsrs-rs-python")
LEAST_COLUMNS, LEAST_ROWS = 60, 18  # what the screens need
PATIENCE = 60  # seconds that the engine has to start and to answer
TINY = Call.of("decay_step", {"steps": 1})


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether it is fine, what was found, and what to do (empty where it is fine)."""

    about: str
    fine: bool
    found: str
    advice: str = ""


def checks(places: Places, content: Sequence[Path]) -> Iterator[Check]:
    """Every check, one after the other; the engine last, as it takes some seconds."""
    yield Check("Python", True, f"{sys.version.split()[0]} at {sys.executable}")
    yield from map(library_check, LIBRARIES)
    yield from terminal_checks()
    yield home_check(places.home)
    yield from store_checks(places.store)
    yield decks_check(places, content)
    yield engine_check()


def library_check(name: str) -> Check:
    """Whether a library is installed, by its metadata: nothing is imported."""
    try:
        return Check(name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, False, "not installed", "Install quizapp anew: `make run` in a checkout, or pip install.")


def terminal_checks() -> Iterator[Check]:
    """Size, type, colours and characters of the terminal."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        yield Check("terminal", True, "none here; practice runs line by line")
        return
    width, height = shutil.get_terminal_size()
    roomy = width >= LEAST_COLUMNS and height >= LEAST_ROWS
    more = "" if roomy else f"Make the window at least {LEAST_COLUMNS}×{LEAST_ROWS}, or use --plain."
    yield Check("terminal size", roomy, f"{width}×{height}", more)
    term = os.environ.get("TERM", "")
    lines = " (practice runs line by line)" if term == "dumb" else ""
    yield Check(
        "TERM", bool(term), (term or "not set") + lines, "" if term else "Set TERM, for example xterm-256color."
    )
    full = os.environ.get("COLORTERM", "") in ("truecolor", "24bit")
    colours = "none (NO_COLOR)" if os.environ.get("NO_COLOR") else "16 million" if full else "as TERM says"
    yield Check("colours", True, colours)
    encoding = sys.stdout.encoding or "unknown"
    unicode = encoding.lower().replace("-", "").startswith("utf")
    yield Check("characters", unicode, encoding, "" if unicode else "Set a UTF-8 locale, for example LANG=C.UTF-8.")


def home_check(home: Path) -> Check:
    """Whether quizapp can write where it keeps everything."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            return Check("data folder", True, str(home))
    except OSError as error:
        advice = "Set QUIZAPP_HOME to a folder that you can write."
        return Check("data folder", False, f"{home} cannot be written: {error.strerror}", advice)


def store_checks(path: Path) -> Iterator[Check]:
    """Whether the learner's file opens, agrees with its log, and has a backup."""
    backup = newest_backup(path)
    backups = Check("newest backup", True, str(backup) if backup else "none yet; the first day of answers makes one")
    if not path.exists():
        advice = "`quizapp doctor --restore` puts the newest backup there." if backup else ""
        yield Check("your file", not backup, f"{path} is not there yet; the first answer makes it", advice)
        yield backups
        return
    try:
        with Store.open(path, now=datetime.now(UTC), read_only=True) as store:
            wrong, reviews = store.verify(), store.statistics.totals().reviews
    except StoreError as error:
        mends = isinstance(error, StoreDamagedError)
        advice = (
            f"`quizapp doctor --restore` puts {backup.name} in its place, and keeps it." if backup and mends else ""
        )
        yield Check("your file", False, str(error), advice)
    else:
        yield _sound_file(path, wrong, reviews)
    yield backups


def _sound_file(path: Path, wrong: Sequence[str], reviews: int) -> Check:
    """The check of a file that could be read; `wrong` says where its cards do not agree with its log."""
    if wrong:
        return Check("your file", False, wrong[0], "`quizapp doctor --restore` makes the cards again from the log.")
    if not os.access(path, os.W_OK):
        return Check("your file", False, f"{path} cannot be written", "Look at the permissions of the file.")
    return Check("your file", True, f"{path}, {counted(reviews, 'answer')}")


def decks_check(places: Places, content: Sequence[Path]) -> Check:
    """Whether every deck can be read."""
    from quizapp.workspace import open_library

    try:
        library = open_library(places, content)
    except QuizError as error:
        return Check("decks", False, str(error))
    errors = sum(problem.severity == "error" for problem in library.problems)
    found = f"{counted(len(library.entries), 'question')} in {counted(len(library.decks), 'deck')}"
    if errors:
        return Check("decks", False, f"{found}, {counted(errors, 'error')}", "`quizapp check` says what and where.")
    return Check("decks", True, found)


def engine_check() -> Check:
    """Whether the engine starts and runs a tiny demo, and in what time."""
    from quizapp.cli.running import with_engine

    began = time.monotonic()
    try:
        result = with_engine(_run_tiny)
    except (EngineError, TimeoutError) as error:
        reason = str(error) or f"it gave no answer in {PATIENCE} s"
        return Check("engine", False, reason, "The engine log that `quizapp locate` names says more.")
    seconds = time.monotonic() - began
    return Check(
        "engine", True, f"started and ran {TINY.demo} in {seconds:.1f} s ({result.seconds:.2g} s of it the demo)"
    )


async def _run_tiny(engine: Engine) -> Result:
    async with asyncio.timeout(PATIENCE):
        return await engine.run(TINY, fresh=True)
