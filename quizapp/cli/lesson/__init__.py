"""`quizapp lesson`: the lesson told correctly, the audit of its claims, and the answer in 90 seconds."""

from __future__ import annotations

import argparse

from quizapp.cli.filters import positive_number
from quizapp.cli.practice import wants_lines
from quizapp.errors import UsageError

AUDIT, ANSWER = "audit", "answer"
# What belongs to which word; without one of them, or with a section's name, the lesson is shown.
OPTIONS = {AUDIT: ("json", "jobs"), ANSWER: ("run", "hide", "plain"), "": ("run", "plain")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to show of it, and how."""
    parser.add_argument(
        "what",
        nargs="?",
        default="",
        metavar="SECTION",
        help="one section, by its title or number; audit [CLAIM…] runs what decides each claim of the original; "
        "answer is the answer in 90 seconds",
    )
    parser.add_argument("claims", nargs="*", type=positive_number, metavar="CLAIM", help="audit: only these")
    parser.add_argument("--plain", action="store_true", help="as text, for pipes and screen readers")
    parser.add_argument("--run", action="store_true", help="run the experiments, and show their figures")
    parser.add_argument("--hide", action="store_true", help="answer: hide it, and have your own graded")
    parser.add_argument("--json", action="store_true", help="audit: print JSON")
    parser.add_argument("--jobs", type=positive_number, metavar="N", help="audit: runs side by side (default 1)")


def run(args: argparse.Namespace) -> int:
    """Show the lesson, audit it, or show its answer."""
    _refuse_strays(args)
    if args.what == AUDIT:
        from quizapp.cli.lesson.audit import audit

        return audit(args.claims, as_json=args.json, jobs=args.jobs or 1)
    if args.what == ANSWER:
        from quizapp.cli.lesson.answer import practise_answer, show_answer

        return practise_answer(args.content, plain=args.plain) if args.hide else show_answer(run=args.run)
    if not (args.plain or args.run or wants_lines()):
        from quizapp.tui.app import run_lesson

        return run_lesson(args.content, args.what)
    from quizapp.cli.lesson.story import show_story

    return show_story(args.content, args.what, run=args.run)


def _refuse_strays(args: argparse.Namespace) -> None:
    """Raise `UsageError` for an option, or a number, that belongs to something else."""
    mine = OPTIONS.get(args.what, OPTIONS[""])
    for name in dict.fromkeys(name for names in OPTIONS.values() for name in names):
        if getattr(args, name) and name not in mine:
            owners = [f"quizapp lesson {what}".strip() for what, names in OPTIONS.items() if name in names]
            raise UsageError(f"--{name} is for `{'` and `'.join(owners)}`.")
    if args.claims and args.what != AUDIT:
        raise UsageError(f"Numbers are those of claims: `quizapp lesson audit {args.claims[0]}`.")
    if args.hide and args.run:
        raise UsageError("--hide and --run do not go together: leave one of them out.")
