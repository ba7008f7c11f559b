"""The command line: one file per subcommand, imported when it is chosen."""

from quizapp.cli.dispatch import main

__all__ = ["main"]
