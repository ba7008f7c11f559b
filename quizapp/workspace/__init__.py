"""Where it all runs: opens the learner's file, the decks and the engine, and carries out what sessions want done."""

from quizapp.workspace.opening import known_decks, make_engine, open_library, open_store
from quizapp.workspace.overview import Overview
from quizapp.workspace.selection import Selection
from quizapp.workspace.settings import Settings
from quizapp.workspace.workspace import Workspace, open_workspace

__all__ = [
    "Overview",
    "Selection",
    "Settings",
    "Workspace",
    "known_decks",
    "make_engine",
    "open_library",
    "open_store",
    "open_workspace",
]
