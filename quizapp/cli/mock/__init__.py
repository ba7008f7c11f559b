"""`quizapp mock`: a mock interview against the clock, and the reports on those that were held."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from quizapp.cli.filters import whole_number
from quizapp.cli.practice import wants_lines
from quizapp.errors import UsageError
from quizapp.sessions.mock.outline import Wish

# What can be done, and the options that belong to it; without a word, an interview begins.
BEGIN = ""
OPTIONS: Mapping[str, tuple[str, ...]] = {
    BEGIN: ("preset", "minutes", "level", "tag", "number", "seed", "plain"),
    "resume": ("plain", "score"),
    "report": ("json", "md", "html", "overrule"),
    "list": ("json",),
    "practise": ("plain",),
    "again": (),
}
# How many numbers may follow: that of an interview, and that of a question in it.
NUMBERS: Mapping[str, tuple[int, ...]] = {"report": (0, 1), "practise": (0, 1), "again": (1, 2)}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, the wish for an interview, and the forms of a report."""
    parser.add_argument(
        "what",
        nargs="?",
        default=BEGIN,
        metavar="WHAT",
        help="resume, report [ID], list, practise [ID] (what was missed), again [ID] N (answer question N again); "
        "without it, an interview begins",
    )
    parser.add_argument("numbers", nargs="*", type=whole_number, metavar="ID", help="an interview; else the last")
    parser.add_argument("--preset", metavar="P", help="screen (45 min), rapid (10 min) or deep (20 min)")
    parser.add_argument("--minutes", type=whole_number, metavar="M", help="how long it takes")
    parser.add_argument("--level", metavar="L", help="junior, mid, senior or research")
    parser.add_argument(
        "--tag", metavar="T", action="append", help="only questions with this tag; more tags, more questions"
    )
    parser.add_argument("--number", type=whole_number, metavar="N", help="this many questions")
    parser.add_argument("--seed", type=whole_number, metavar="S", help="the same seed, the same interview")
    parser.add_argument("--plain", action="store_true", help="line by line, for pipes and screen readers")
    parser.add_argument("--score", action="store_true", help="resume: end it, and score what is there")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="report, list: print JSON")
    form.add_argument("--md", nargs="?", const="-", metavar="FILE", help="report: as Markdown, printed or in a file")
    form.add_argument("--html", type=Path, metavar="FILE", help="report: as one HTML file")
    form.add_argument(
        "--overrule",
        metavar="N:POINT",
        help="report: the verdict on a point of question N is wrong (3:zeros); again takes it back",
    )


def run(args: argparse.Namespace) -> int:
    """Begin or resume an interview, or show what became of one."""
    _refuse_strays(args)
    return _DO[args.what](args)


def _refuse_strays(args: argparse.Namespace) -> None:
    """Raise `UsageError` for what cannot be done, and for an option that belongs to something else."""
    if args.what not in OPTIONS:
        from quizapp.questions.nearest import nearest

        raise UsageError(
            f"There is no `quizapp mock {args.what}`. {nearest(args.what, [name for name in OPTIONS if name])}"
        )
    for name in dict.fromkeys(name for names in OPTIONS.values() for name in names):
        value = getattr(args, name)
        if value is not None and value is not False and name not in OPTIONS[args.what]:
            owners = [f"quizapp mock {what}".strip() for what, names in OPTIONS.items() if name in names]
            raise UsageError(f"--{name} is for `{'` and `'.join(owners)}`.")
    if len(args.numbers) not in NUMBERS.get(args.what, (0,)):
        raise UsageError(_WANTED.get(args.what, f"`quizapp mock {args.what}` takes no number."))


_WANTED = {
    "report": "Name one interview: `quizapp mock report 3`. Without a number it is the last one.",
    "practise": "Name one interview: `quizapp mock practise 3`. Without a number it is the last one.",
    "again": "Name the question: `quizapp mock again 2` is the second of the last interview, `again 3 2` of number 3.",
}


def _begin(args: argparse.Namespace) -> int:
    wish = Wish(args.preset or "", args.minutes, args.level, tuple(args.tag or ()), args.number, args.seed)
    if args.plain or wants_lines():
        from quizapp.cli.mock.plain import begin

        return begin(args.content, wish)
    from quizapp.tui.app import run_mock

    return run_mock(args.content, wish)


def _resume(args: argparse.Namespace) -> int:
    if args.plain or args.score or wants_lines():
        from quizapp.cli.mock.plain import resume

        return resume(args.content, score=args.score)
    from quizapp.tui.app import run_mock

    return run_mock(args.content)


def _report(args: argparse.Namespace) -> int:
    if args.overrule is not None:
        from quizapp.cli.mock.overruling import overrule

        return overrule(args.content, _first(args.numbers), args.overrule)
    from quizapp.cli.mock.held import report

    return report(args, _first(args.numbers))


def _practise(args: argparse.Namespace) -> int:
    from quizapp.cli.mock.after import make_missed_due

    selection = make_missed_due(args.content, _first(args.numbers))
    if args.plain or wants_lines():
        from quizapp.cli.plain import practise

        return practise(args.content, selection)
    from quizapp.tui.app import run as run_app

    return run_app(args.content, selection)


def _again(args: argparse.Namespace) -> int:
    from quizapp.cli.mock.after import answer_again

    *interview, place = args.numbers
    return answer_again(args.content, _first(interview), place)


def _first(numbers: Sequence[int]) -> int | None:
    return numbers[0] if numbers else None


def _list(args: argparse.Namespace) -> int:
    from quizapp.cli.mock.held import show_list

    return show_list(json=args.json)


_DO: Mapping[str, Callable[[argparse.Namespace], int]] = {
    BEGIN: _begin,
    "resume": _resume,
    "report": _report,
    "list": _list,
    "practise": _practise,
    "again": _again,
}
