"""Opens what a workspace is made of: the learner's file, the decks, the engine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from quizapp.engine.model import Engine
from quizapp.errors import StoreBusyError, StoreOlderError, UsageError
from quizapp.questions import Library
from quizapp.store import Store
from quizapp.workspace.places import Places, bundled_decks


def open_store(places: Places, now: datetime, *, read_only: bool = False) -> tuple[Store, str]:
    """The learner's file and a sentence for home; for reading only where another quizapp writes to it.

    A file of an older quizapp is brought up to date first, and a missing one is made, whatever it is opened for.

    Raises `StoreError` where it can be neither written nor read.
    """
    if read_only and not places.store.exists():
        Store.open(places.store, now=now).close()
    try:
        return Store.open(places.store, now=now, read_only=read_only), ""
    except StoreBusyError as error:
        return Store.open(places.store, now=now, read_only=True), str(error)
    except StoreOlderError:
        Store.open(places.store, now=now).close()  # brings the file up to date
        return Store.open(places.store, now=now, read_only=read_only), ""


def open_library(places: Places, content: Sequence[Path] = ()) -> Library:
    """The decks that come with quizapp, the person's own, and those in `content`. Raises `UsageError`."""
    from quizapp.engine.proving import check_call

    refuse_missing(content)
    return Library.open((*known_decks(places), *content), places.index, check_call=check_call)


def bundled_lesson() -> Path:
    """The folder of the lesson, which comes with the bundled decks."""
    return bundled_decks() / "lesson"


def known_decks(places: Places) -> tuple[Path, ...]:
    """The folders of the bundled decks and, as nobody needs decks of their own, of these where there are any."""
    return (bundled_decks(), places.decks) if places.decks.exists() else (bundled_decks(),)


def refuse_missing(content: Sequence[Path]) -> None:
    """Raise `UsageError` where a folder of decks that was asked for is not there."""
    for folder in content:
        if not folder.exists():
            raise UsageError(f"--content {folder}: there is no such folder.")


def make_engine(home: Places, *, jobs: int = 1) -> Engine:
    """The engine of this platform: forked runs, or persistent children where fork is missing or not wanted."""
    from quizapp.engine.client import HostEngine

    persistent = os.environ.get("QUIZAPP_ENGINE") == "persistent" or not hasattr(os, "fork")
    return HostEngine(home.engine, jobs=jobs, mode="persistent" if persistent else "fork")
