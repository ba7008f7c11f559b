"""Where things live on this computer: the learner's data, the decks, the cache and the logs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from quizapp.questions.bundled import PACKAGE, bundled_decks

__all__ = ["PACKAGE", "Places", "bundled_decks", "find_places"]


@dataclass(frozen=True, slots=True)
class Places:
    """Every path that quizapp reads or writes. All that it writes is under `home`."""

    home: Path

    @property
    def store(self) -> Path:
        """The learner's file: reviews, cards, settings."""
        return self.home / "quizapp.db"

    @property
    def decks(self) -> Path:
        """The person's own decks."""
        return self.home / "decks"

    @property
    def drafts(self) -> Path:
        """Questions that are being written, and are in no deck yet."""
        return self.home / "drafts"

    @property
    def engine(self) -> Path:
        """The engine's cached results and log."""
        return self.home / "engine"

    @property
    def log(self) -> Path:
        """The tracebacks of what nobody expected."""
        return self.home / "log"

    @property
    def index(self) -> Path:
        """What is known of each deck without parsing it again."""
        return self.home / "library-index.json"

    @property
    def exports(self) -> Path:
        """Exported summaries."""
        return self.home / "exports"


def find_places() -> Places:
    """Under `QUIZAPP_HOME` where that is set, else in the platform's data directory."""
    named = os.environ.get("QUIZAPP_HOME", "").strip()
    if named:
        return Places(Path(named).expanduser().absolute())
    from platformdirs import user_data_path

    return Places(user_data_path("quizapp", appauthor=False))
