"""A sweep on the command line: a run for each value of one parameter, as a table with a plot, as JSON or as CSV."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from quizapp.cli.dispatch import FINE, INTERRUPTED, PROBLEMS
from quizapp.cli.plot import plot_lines
from quizapp.cli.results import fitted, table_lines
from quizapp.cli.running import ProgressLine, with_engine
from quizapp.cli.runs import Options, keep, tell_csv
from quizapp.cli.text import columns, narrate, tell, tell_json, wrapped
from quizapp.engine import catalogue, wire
from quizapp.engine.demo import Demo
from quizapp.engine.model import Engine, Table
from quizapp.engine.size import USUAL
from quizapp.errors import EngineError, UsageError
from quizapp.questions.calls import Call, format_value
from quizapp.sessions.lab.sweep import Sweep, missing_words, read_sweep, sweep_plot, sweep_table
from quizapp.workspace.publishing import published
from quizapp.workspace.sweeping import carry_out

GOES_ON = "The same command goes on from the cache."


def sweep(demo: Demo, call: Call, text: str, measures: Sequence[str], options: Options) -> int:
    """Run what `text` asks for over the parameters of `call`, and print it; 1 where runs are missing, 130 after Ctrl-C.

    Raises `UsageError`, `ParameterError` or `TooLargeError` before anything runs, and `UsageError` for a measure that
    the demo does not have.
    """
    given = dict(call.params)
    asked = read_sweep(demo, text, given, seconds=options.seconds or USUAL)
    if asked.param in given:
        raise UsageError(f"{asked.param} is swept: leave it out of --set and --seed.")
    done, stopped = _carried_out(asked, measures, options)
    _refuse_unknown(measures, done.measures)
    results = [done.results[value] for value in done.values if value in done.results]
    kept = keep(results, options.note)
    match options.form:
        case "json":
            tell_json(_json(demo, done))
        case "csv":
            if results:
                tell_csv(results, measures)
        case "text":
            tell(*_lines(demo, done, f"{call} --sweep {''.join(text.split())}", measures, columns()))
    if stopped:
        narrate(f"Stopped. {missing_words(done)} {GOES_ON}" if done.missing else "Stopped when all had run.")
        return INTERRUPTED
    if done.missing and options.form == "csv":
        narrate(missing_words(done))
    return PROBLEMS if done.missing or not kept else FINE


def _carried_out(asked: Sweep, measures: Sequence[str], options: Options) -> tuple[Sweep, bool]:
    """The sweep as far as it came, and whether Ctrl-C stopped it."""
    latest = asked

    with ProgressLine() as line:

        def show(changed: Sweep) -> None:
            nonlocal latest
            latest = changed
            line.write(f"{len(changed.values) - len(changed.waiting)} of {len(changed.values)}")

        async def work(engine: Engine) -> None:
            line.write(f"0 of {len(asked.values)}")
            if measures:
                _refuse_unknown(measures, await _measures_of_the_first(engine, asked, options.seconds))
            await carry_out(asked, engine, show, seconds=options.seconds)

        try:
            with_engine(work, jobs=options.jobs)
        except KeyboardInterrupt:
            if sys.stderr is not None and sys.stderr.isatty():
                print(file=sys.stderr)  # the terminal has put ^C on this line
            return latest, True
    return latest, False


async def _measures_of_the_first(engine: Engine, asked: Sweep, seconds: float | None) -> Sequence[str]:
    """The names of the measures, known before the other runs have begun; none where the first run fails."""
    try:
        first = await engine.run(asked.call(asked.values[0]), seconds=seconds)
    except EngineError:
        return ()  # the sweep meets the same failure, and says it
    return tuple(first.measures)


def _refuse_unknown(measures: Sequence[str], known: Sequence[str]) -> None:
    for name in measures if known else ():
        if name not in known:
            hint = catalogue.did_you_mean(name, known)
            raise UsageError(f"There is no measure “{name}”.{hint} There are {', '.join(known)}.")


def _json(demo: Demo, done: Sweep) -> dict[str, Any]:
    whole = catalogue.complete(demo, dict(done.call(done.values[0]).params))
    return {
        "demo": done.demo,
        "param": done.param,
        "values": [wire.pack(value) for value in done.values],
        "params": {name: wire.pack(value) for name, value in whole.items() if name != done.param},
        "runs": [published(done.results[value]) for value in done.values if value in done.results],
        "missing": [
            {"value": wire.pack(value), "reason": done.failures.get(value, "It was not run.")} for value in done.missing
        ],
    }


def _lines(demo: Demo, done: Sweep, command: str, measures: Sequence[str], width: int) -> list[str]:
    parts = [_finished_lines(demo, done, list(dict.fromkeys(measures)), width)] if done.results else []
    parts += [_missing_lines(done, width)] if done.missing else []
    head = [*wrapped(demo.title, width), *wrapped(command, width)]
    return [*head, *(line for part in parts for line in ("", *part))]


def _finished_lines(demo: Demo, done: Sweep, chosen: Sequence[str], width: int) -> list[str]:
    shown = chosen or _first_few(done, width)
    plotted = shown[0] if chosen else next((name for name in shown if _changes(done, name)), shown[0])
    (meaning,) = (param.meaning for param in demo.params if param.name == done.param)
    plot = sweep_plot(done, plotted, meaning)
    hidden = [name for name in done.measures if name not in shown]
    more = f"{len(shown)} of {len(done.measures)} measures. --measure NAME shows another: {', '.join(hidden)}"
    return [
        *table_lines(_picked(sweep_table(done), shown), width),
        "",
        *([*wrapped(more, width), ""] if hidden else []),
        *([*plot_lines(plot, width), ""] if plot else []),
        *(line for claim in demo.claims for line in wrapped(_claim_words(done, claim.text), width, rest="  ")),
    ]


def _missing_lines(done: Sweep, width: int) -> list[str]:
    values = ", ".join(map(format_value, done.missing))
    return [*wrapped(missing_words(done), width), *wrapped(f"Without a run: {done.param}={values}", width)]


def _claim_words(done: Sweep, text: str) -> str:
    held = sum(result.claims.get(text, False) for result in done.results.values())
    return f"holds in {held} of {len(done.results)} runs: {text}"


def _first_few(done: Sweep, width: int) -> list[str]:
    """As many measures as a table of `width` has room for, those first that change over the sweep."""
    table = sweep_table(done)
    if fitted(table, width):
        return list(done.measures)
    ordered = sorted(done.measures, key=lambda name: not _changes(done, name))
    count = next((k for k in range(len(ordered), 1, -1) if fitted(_picked(table, ordered[:k]), width)), 1)
    return ordered[:count]


def _changes(done: Sweep, name: str) -> bool:
    return len({result.measures.get(name) for result in done.results.values()}) > 1


def _picked(table: Table, measures: Sequence[str]) -> Table:
    """The first column of `table`, and those of `measures`."""
    places = [0, *(table.columns.index(name, 1) for name in measures)]  # the parameter may be called like a measure
    return Table(
        tuple(table.columns[place] for place in places),
        tuple(tuple(row[place] for place in places) for row in table.rows),
    )
