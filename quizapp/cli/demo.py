"""`quizapp demo`: the catalogue of live experiments, and runs of one of them: alone, compared or swept."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence

from quizapp.cli.comparing import compare
from quizapp.cli.experiments import describe, list_demos
from quizapp.cli.filters import positive_number, whole_number
from quizapp.cli.results import full_lines
from quizapp.cli.running import ProgressLine, with_engine
from quizapp.cli.runs import Form, Options, keep, tell_csv
from quizapp.cli.sweeping import sweep
from quizapp.cli.text import columns, tell, tell_json, wrapped
from quizapp.engine import catalogue
from quizapp.engine.demo import Demo
from quizapp.engine.model import Engine, Result
from quizapp.errors import ParameterError, TooLargeError, UnknownDemoError, UsageError
from quizapp.questions.calls import Call, ParamValue
from quizapp.sessions.lab.form import read_settings
from quizapp.workspace.publishing import published

LONGEST_LIMIT = 24 * 60 * 60  # seconds
# Options that do not go together, each with those that it excludes.
APART = {
    "sweep": ("compare", "script"),
    "compare": ("script",),
    "json": ("csv", "script", "measure"),
    "csv": ("script",),
    "save": ("script",),
    "params": ("set", "seed", "sweep", "compare", "csv", "script", "save"),
}
OF_A_RUN = ("set", "seed", "sweep", "measure", "compare", "time_limit", "csv", "script", "save")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which demo, under which parameters, and what to do with it."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="the demo to run; without it, all are listed")
    parser.add_argument("--params", action="store_true", help="explain NAME, or all: parameters, ranges, claims")
    parser.add_argument("--set", action="append", metavar="name=value", help="a parameter; may be given several times")
    parser.add_argument("--seed", type=whole_number, metavar="S", help="the seed of a demo that draws random numbers")
    parser.add_argument(
        "--sweep", action="append", metavar="name=RANGE", help="a run for each value: start:stop:count[:log], or a,b,c"
    )
    parser.add_argument(
        "--measure", action="append", metavar="M", help="what a sweep shows and, the first, plots; may be repeated"
    )
    parser.add_argument(
        "--compare",
        action="append",
        nargs="?",
        const="",
        metavar="name=value",
        help="beside a second run that differs in this; may be repeated; alone: beside the defaults",
    )
    parser.add_argument("--jobs", type=positive_number, default=1, metavar="N", help="runs side by side (default 1)")
    parser.add_argument("--time-limit", type=_limit, metavar="SECONDS", help="how long one run may take (default 60)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--csv", action="store_true", help="print CSV: a row for each run, parameters then measures")
    parser.add_argument("--script", action="store_true", help="print a Python script of it that needs no quizapp")
    parser.add_argument("--save", nargs="?", const="", metavar="NOTE", help="keep what ran in `quizapp notebook`")


def run(args: argparse.Namespace) -> int:
    """Print the list, an explanation, a script, or what has been run."""
    _refuse_nonsense(args)
    try:
        return _carry_out(args)
    except TooLargeError as error:
        raise UsageError(f"{error}{_way_out(error.seconds)}") from error
    except (UnknownDemoError, ParameterError) as error:
        raise UsageError(str(error)) from error


def read_call(name: str, settings: Sequence[str], seed: int | None) -> Call:
    """The call that the command line asks for, checked against the catalogue.

    Raises `UnknownDemoError`, `ParameterError`, or `UsageError` for a setting that has no `=`.
    """
    demo = catalogue.find(name)
    if seed is not None and demo.seed is None:
        raise UsageError(f"{demo.name} draws no random numbers: it takes no --seed.")
    values: dict[str, ParamValue] = {} if seed is None else {"seed": seed}
    values |= read_settings(demo, "--set", settings)
    catalogue.complete(demo, values)
    return Call.of(demo.name, values)


def _carry_out(args: argparse.Namespace) -> int:
    if args.name is None:
        return list_demos(as_json=args.json, with_params=args.params)
    demo = catalogue.find(args.name)
    if args.params:
        return describe(demo, as_json=args.json)
    call = read_call(args.name, args.set or (), args.seed)
    form: Form = "json" if args.json else "csv" if args.csv else "text"
    options = Options(form, args.jobs, args.time_limit, args.save)
    if args.sweep:
        return sweep(demo, call, args.sweep[0], args.measure or (), options)
    if args.compare:
        laid_over = read_settings(demo, "--compare", [setting for setting in args.compare if setting])
        return compare(demo, call, laid_over, options)
    return _print_script(demo, call) if args.script else _run_once(demo, call, options)


def _run_once(demo: Demo, call: Call, options: Options) -> int:
    async def work(engine: Engine) -> Result:
        with ProgressLine() as line:
            return await engine.run(call, line.show, seconds=options.seconds)

    result = with_engine(work)
    kept = keep([result], options.note)
    width = columns()
    match options.form:
        case "json":
            tell_json(published(result))
        case "csv":
            tell_csv([result])
        case "text":
            tell(*wrapped(demo.title, width), *wrapped(f"{call}", width), "", *full_lines(result, width))
    return 0 if kept else 1


def _print_script(demo: Demo, call: Call) -> int:
    from quizapp.engine.script import standalone_script

    tell(standalone_script(demo, catalogue.complete(demo, dict(call.params))).rstrip("\n"))
    return 0


def _refuse_nonsense(args: argparse.Namespace) -> None:
    """Raise `UsageError` for options that do not go together."""
    given = {name for name, value in vars(args).items() if value is not None and value is not False}
    for option in OF_A_RUN:
        if option in given and args.name is None:
            raise UsageError(f"{_written(option)} needs the NAME of a demo before it; `quizapp demo` lists them.")
    for option, others in APART.items():
        for other in others:
            if {option, other} <= given:
                raise UsageError(f"{_written(option)} and {_written(other)} do not go together: leave one of them out.")
    if args.measure and not args.sweep:
        raise UsageError("--measure picks what a sweep shows: it needs --sweep name=start:stop:count.")
    if args.sweep and len(args.sweep) > 1:
        raise UsageError("One parameter is swept at a time: give --sweep once.")


def _written(option: str) -> str:
    return f"--{option.replace('_', '-')}"


def _limit(text: str) -> float:
    """A number of seconds, for argparse."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 1 <= seconds <= LONGEST_LIMIT:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of seconds from 1 to {LONGEST_LIMIT}")
    return seconds


def _way_out(estimate: float) -> str:
    """The option that lets a run of about `estimate` seconds through, with room to spare; nothing where none does."""
    enough = float(f"{1.5 * estimate:.1g}")
    while enough < 1.2 * estimate:
        enough += 10 ** math.floor(math.log10(estimate))
    return f" --time-limit {enough:.0f} allows it." if enough <= LONGEST_LIMIT else ""
