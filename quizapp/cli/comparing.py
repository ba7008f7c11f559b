"""Two runs of a demo side by side on the command line: what was changed, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from quizapp.cli.plot import plot_lines
from quizapp.cli.results import claim_line, fitted, table_lines
from quizapp.cli.running import ProgressLine, with_engine
from quizapp.cli.runs import Options, keep, tell_csv
from quizapp.cli.text import columns, tell, tell_json, wrapped
from quizapp.engine import catalogue, wire
from quizapp.engine.demo import Demo
from quizapp.engine.model import Engine, Result, Table
from quizapp.errors import UsageError
from quizapp.questions.calls import Call, ParamValue
from quizapp.sessions.lab.compare import both_plots, changed_params, differences
from quizapp.workspace.publishing import published


def compare(demo: Demo, call: Call, laid_over: Mapping[str, ParamValue], options: Options) -> int:
    """Run `call` and the same with other parameters laid over it (where there are none, the defaults); print both.

    Raises `UsageError` where the two are the same run, and `ParameterError`.
    """
    other = Call.of(demo.name, {**dict(call.params), **laid_over} if laid_over else {})
    if catalogue.complete(demo, dict(call.params)) == catalogue.complete(demo, dict(other.params)):
        raise UsageError("Both runs would be the same. Change one with --set, or write --compare name=value.")

    async def work(engine: Engine) -> list[Result]:
        with ProgressLine() as line:
            return await asyncio.gather(
                *(engine.run(each, line.show, seconds=options.seconds) for each in (call, other))
            )

    first, second = with_engine(work, jobs=options.jobs)
    kept = keep([first, second], options.note)
    match options.form:
        case "json":
            tell_json(_json(first, second))
        case "csv":
            tell_csv([first, second])
        case "text":
            tell(*_lines(demo, (call, other), first, second, columns()))
    return 0 if kept else 1


def _json(first: Result, second: Result) -> dict[str, Any]:
    changed = [
        {"param": name, "first": wire.pack(value), "second": wire.pack(second.params[name])}
        for name, value in first.params.items()
        if value != second.params[name]
    ]
    table = differences(first, second).to_json()
    return {
        "demo": first.demo,
        "runs": [published(first), published(second)],
        "changed": changed,
        "differences": [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]],
    }


def _lines(demo: Demo, calls: tuple[Call, Call], first: Result, second: Result, width: int) -> list[str]:
    plot = both_plots(first, second)
    return [
        *wrapped(demo.title, width),
        *wrapped(f"first:  {calls[0]}", width, rest=" " * 8),
        *wrapped(f"second: {calls[1]}", width, rest=" " * 8),
        "",
        *table_lines(changed_params(first, second), width),
        "",
        *_difference_lines(differences(first, second), width),
        "",
        *([*plot_lines(plot, width), ""] if plot else []),
        *wrapped(f"first:  {first.summary}", width, rest=" " * 8),
        *wrapped(f"second: {second.summary}", width, rest=" " * 8),
        "",
        *(line for text in first.claims for line in _claim_lines(text, first, second, width)),
    ]


def _difference_lines(table: Table, width: int) -> list[str]:
    """The table; where it is too wide without the ratio, then without the difference: both can be worked out."""
    for count in (5, 4, 3):
        lines = fitted(Table(table.columns[:count], tuple(row[:count] for row in table.rows)), width)
        if lines:
            return lines
    return table_lines(table, width)


def _claim_lines(text: str, first: Result, second: Result, width: int) -> list[str]:
    """A claim, and what each run makes of it."""
    one, other = (claim_line("", result.claims[text]).rstrip() for result in (first, second))
    return [*wrapped(text, width), *wrapped(f"first {one}, second {other}", width, "  ")]
