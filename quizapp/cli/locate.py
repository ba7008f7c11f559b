"""`quizapp locate`: where everything lives. Creates nothing."""

from __future__ import annotations

import argparse

from quizapp.cli.text import aligned, narrate, tell, tell_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Text or JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the places."""
    from quizapp.store.backups import folder
    from quizapp.workspace.places import bundled_decks, find_places

    places = find_places()
    found = {
        "home": places.home,
        "store": places.store,
        "backups": folder(places.store),
        "own_decks": places.decks,
        "drafts": places.drafts,
        "bundled_decks": bundled_decks(),
        "engine_cache": places.engine / "results",
        "engine_log": places.engine / "engine.log",
        "exports": places.exports,
        "error_logs": places.log,
    }
    if args.json:
        tell_json({name: str(path) for name, path in found.items()})
        return 0
    tell(*aligned([[name.replace("_", " "), str(path) + _missing(path.exists())] for name, path in found.items()]))
    narrate("QUIZAPP_HOME moves all of it but the bundled decks. Decks of your own go into the folder of own decks.")
    return 0


def _missing(there: bool) -> str:
    return "" if there else "  (not made yet)"
