"""`quizapp` alone: the app, or practice in lines where no screen can be drawn."""

from __future__ import annotations

import argparse

from quizapp.cli.practice import wants_lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: whatever follows `quizapp` is a command."""


def run(args: argparse.Namespace) -> int:
    """Open the app."""
    if wants_lines():
        from quizapp.cli.plain import practise
        from quizapp.workspace import Selection

        return practise(args.content, Selection())
    from quizapp.tui.app import run as run_app

    return run_app(args.content)
