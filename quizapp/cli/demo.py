"""`quizapp demo`: the catalogue of live experiments, or one run of one of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import Any

from quizapp.cli.filters import whole_number
from quizapp.cli.results import full_lines
from quizapp.cli.running import ProgressLine, with_engine
from quizapp.cli.text import aligned, columns, narrate, tell, tell_json, wrapped
from quizapp.engine import catalogue, wire
from quizapp.engine.demo import Demo, Param
from quizapp.engine.model import Engine, Result
from quizapp.errors import EngineError, ParameterError, UnknownDemoError, UsageError
from quizapp.questions.calls import Call, ParamValue, format_value
from quizapp.workspace.publishing import published


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which demo, under which parameters."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="the demo to run; without it, all are listed")
    parser.add_argument(
        "--set", action="append", default=[], metavar="name=value", help="a parameter; may be given several times"
    )
    parser.add_argument("--seed", type=whole_number, metavar="S", help="the seed of a demo that draws random numbers")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the list, or a result."""
    if args.name is None:
        if args.set or args.seed is not None:
            raise UsageError("--set and --seed need the NAME of a demo; `quizapp demo` lists them.")
        return _list(args.json)
    try:
        call = read_call(args.name, args.set, args.seed)
        result = with_engine(lambda engine: _run(engine, call))
    except (UnknownDemoError, ParameterError) as error:
        raise UsageError(str(error)) from error
    if args.json:
        tell_json(published(result))
        return 0
    width = columns()
    tell(*wrapped(catalogue.find(call.demo).title, width), *wrapped(f"{call}", width), "", *full_lines(result, width))
    return 0


def read_call(name: str, settings: Sequence[str], seed: int | None) -> Call:
    """The call that the command line asks for, checked against the catalogue.

    Raises `UnknownDemoError`, `ParameterError`, or `UsageError` for a setting that has no `=`.
    """
    demo = catalogue.find(name)
    params = {param.name: param for param in demo.params}
    if seed is not None and "seed" not in params:
        raise UsageError(f"{demo.name} draws no random numbers: it takes no --seed.")
    values: dict[str, ParamValue] = {} if seed is None else {"seed": seed}
    for setting in settings:
        word, equals, text = setting.partition("=")
        if not equals:
            raise UsageError(f"--set {setting}: write it as name=value, for example --set {_example(demo)}.")
        values[word] = catalogue.parse_value(params[word], text) if word in params else text
    catalogue.complete(demo, values)
    return Call.of(demo.name, values)


async def _run(engine: Engine, call: Call) -> Result:
    with ProgressLine() as line:
        return await engine.run(call, line.show)


def _example(demo: Demo) -> str:
    first = demo.params[0]
    return f"{first.name}={format_value(first.default)}"


def _list(as_json: bool) -> int:
    """Print every demo; one whose file cannot be used is named on stderr, and makes the exit code 1."""
    demos: list[Demo] = []
    broken: list[str] = []
    for name in catalogue.names():
        try:
            demos.append(catalogue.find(name))
        except EngineError as error:
            broken.append(str(error))
    if as_json:
        tell_json([_demo_json(demo) for demo in demos])
    else:
        tell(*_catalogue_lines(demos, columns()))
    for sentence in broken:
        narrate(sentence)
    return 1 if broken else 0


def _demo_json(demo: Demo) -> dict[str, Any]:
    params = [
        {"name": p.name, "default": wire.pack(p.default), "meaning": p.meaning, "allowed": catalogue.allowed(p)}
        for p in demo.params
    ]
    claims = [claim.text for claim in demo.claims]
    return {
        "demo": demo.name,
        "title": demo.title,
        "subject": demo.subject,
        "about": demo.about,
        "params": params,
        "claims": claims,
    }


def _catalogue_lines(demos: Iterable[Demo], width: int) -> list[str]:
    lines: list[str] = []
    for demo in demos:
        lines += wrapped(f"{demo.name}: {demo.title}", width)
        lines += aligned([_param_row(param) for param in demo.params])
        lines.append("")
    return [*lines, *wrapped("Run one: quizapp demo NAME --set name=value", width)]


def _param_row(param: Param) -> list[str]:
    return ["", f"{param.name}={format_value(param.default)}", f"{param.meaning}: {catalogue.allowed(param)}"]
