"""Finds the command, and gives every way in which it can end an exit code and, at most, a sentence.

This module, the table of commands in it and argparse are all that `quizapp --help` loads.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence

from quizapp import __version__

# Each is a module of this package with `add_arguments(parser)` and `run(args) -> exit code`.
COMMANDS = {
    "practice": "practise what is due, then new questions",
    "mock": "a mock interview against the clock, and its report",
    "quick": "one due question, right here under the prompt",
    "lesson": "the lesson, told correctly: its experiments, its audit, its answer",
    "demo": "list the live experiments, or run one: alone, compared, swept",
    "notebook": "the runs that you kept: search, show, export",
    "list": "list the questions",
    "show": "show a question, and its key with --answer",
    "glossary": "what a term means, and which questions use it",
    "grade": "grade an answer to a question",
    "check": "check decks: their form, and every live key",
    "new": "write a first question of a kind, for you to change",
    "fmt": "tidy decks: ids where none is, attributes in one order",
    "schema": "print the JSON schema of what a deck holds in YAML",
    "preview": "a question as the learner will see it, drawn anew at every save",
    "overruled": "the verdicts that you overruled, as test answers for a deck",
    "stats": "answers, recall by topic, and what is due when",
    "locate": "say where everything lives",
    "doctor": "check that everything works, and restore a backup",
}
ABOUT = """Interview practice in the terminal, where every answer key is a live run.
Without a command, the app opens."""
EXIT_CODES = "exit codes: 0 fine, 1 problems found, 2 a command line that cannot be carried out"

HELP_WIDTH = 78

FINE, PROBLEMS, USAGE = 0, 1, 2
INTERRUPTED, READER_GONE = 130, 141  # what shells report for SIGINT and SIGPIPE
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out `argv` (this process's own arguments where None); return the exit code. Never raises."""
    _never_fail_to_encode()
    try:
        code = _carry_out(sys.argv[1:] if argv is None else argv)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        _complain()  # the terminal has put ^C where the next prompt would stand
        return INTERRUPTED
    except BrokenPipeError:
        return READER_GONE
    except Exception as error:  # the last resort: whatever it is, the person gets a sentence
        return _explained(error)
    finally:
        _let_output_go()


def _carry_out(argv: Sequence[str]) -> int:
    try:
        command, args = parse(argv)
    except SystemExit as stop:  # how argparse ends after help, and after a usage error
        return stop.code if isinstance(stop.code, int) else USAGE
    from importlib import import_module

    code: int = import_module(f"quizapp.cli.{command}").run(args)
    return code


def parse(argv: Sequence[str]) -> tuple[str, argparse.Namespace]:
    """The command's module, and its arguments with those that all commands take. Raises `SystemExit`."""
    top = _top_parser()
    first = top.parse_args(argv)
    if first.command is not None and first.command not in COMMANDS:
        top.error(_unknown(first.command))
    command = first.command or "app"
    from importlib import import_module
    from pathlib import Path

    parser = argparse.ArgumentParser(f"quizapp {first.command or ''}".strip(), allow_abbrev=False)
    parser.description = COMMANDS.get(command)
    _add_content(parser)
    import_module(f"quizapp.cli.{command}").add_arguments(parser)
    args = parser.parse_intermixed_args(first.rest)
    args.content = [Path(folder) for folder in (*first.content, *args.content)]
    return command, args


def _top_parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS)) + 2
    lines = [f"  {name:{width}}{about}" for name, about in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        "quizapp",
        description=ABOUT,
        epilog="\n".join(["commands:", *lines, "", "`quizapp COMMAND --help` explains one.", EXIT_CODES]),
        formatter_class=_light_help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"quizapp {__version__}")
    _add_content(parser)
    parser.add_argument("command", nargs="?", metavar="COMMAND", help="one of the commands below")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _light_help(prog: str) -> argparse.HelpFormatter:
    # Left to itself, argparse asks shutil for the width, which costs as much as all the rest of `--help`.
    return argparse.RawDescriptionHelpFormatter(prog, width=HELP_WIDTH)


def _add_content(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--content", metavar="DIR", action="append", default=[], help="add a folder of decks")


def _unknown(command: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(command, COMMANDS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(COMMANDS)}"
    return f"there is no command “{command}”; {hint}"


def _explained(error: Exception) -> int:
    """Say what happened on stderr, in a sentence; return the exit code."""
    from quizapp.errors import QuizError, UsageError

    if isinstance(error, QuizError):
        _complain(f"quizapp: {error}")
        return USAGE if isinstance(error, UsageError) else PROBLEMS
    if isinstance(error, OSError) and error.errno in NO_ROOM and error.filename is None:
        _complain(f"quizapp: the output cannot be written there: {error.strerror}.")
        return PROBLEMS
    from quizapp.cli.crash import sentence

    _complain(f"quizapp: {sentence(error)}")
    return PROBLEMS


def _complain(line: str = "") -> None:
    """Print a line on stderr; where it is closed (`print` would take stdout then) or full, nobody can be told."""
    try:
        if sys.stderr is not None:
            print(line, file=sys.stderr)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _never_fail_to_encode() -> None:
    """A terminal that lacks a character shows `?` in its place."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _let_output_go() -> None:
    """Where stdout takes nothing any more, let the interpreter write what is left into nothing at exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
