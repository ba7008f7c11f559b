"""`quizapp quick`: one question, inline under the prompt."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: the question that is due next is the one."""


def run(args: argparse.Namespace) -> int:
    """Ask one due question, or a new one, and say what is left."""
    from quizapp.cli.plain import practise
    from quizapp.workspace import Selection

    return practise(args.content, Selection(limit=1), only_one=True)
