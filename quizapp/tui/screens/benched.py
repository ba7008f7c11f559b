"""What the bench says of itself: the moments of its keys, the parameter in hand, and how its run stands."""

from __future__ import annotations

from textual.content import Content

from quizapp.engine.catalogue import allowed
from quizapp.engine.demo import Param
from quizapp.engine.size import duration_words
from quizapp.questions.calls import format_value
from quizapp.sessions.lab.state import Bench
from quizapp.tui.widgets.outcome import origin

WORTH_SAYING = 2.0  # seconds, from which it is said how long a run takes


def moments_of(bench: Bench, *, typing: bool) -> frozenset[str]:
    """What the keys of the bench can mean now."""
    moments = {
        "running": bench.busy,
        "still": not bench.busy,
        "too long": bool(bench.too_long),
        "typing": typing,
        "result": bench.result is not None and bench.pinned is None,
        "pinned": bench.pinned is not None,
        "compared": bench.compared,
    }
    return frozenset(name for name, there in moments.items() if there)


def meaning_words(param: Param) -> Content:
    """The parameter in hand: what it means and what it may be."""
    return Content.assemble((param.name, "bold"), f": {param.meaning}; {allowed(param)}")


def status_words(bench: Bench, param: Param) -> Content:
    """How the bench stands: what runs, what is wrong, how long it would take, or where the result comes from."""
    reading, below = bench.reading, _below(bench)
    if bench.running is not None:
        doing = bench.progress.text if bench.progress and bench.progress.text else "running"
        return Content(f"{doing} … esc stops it{f'. {below}.' if below else ''}")
    if bench.notice:
        return Content(f"{bench.notice}{f' {below}.' if below else ''}")
    problem = reading.problems.get(param.name) or reading.objection or next(iter(reading.problems.values()), "")
    if problem:
        return Content.assemble(("✗ ", "bold $text-error"), f"{problem}{f' {below}.' if below else ''}")
    takes = f"These values take {duration_words(bench.estimate)}. " if bench.estimate > WORTH_SAYING else ""
    if bench.result is None:
        return Content(f"{takes}enter runs it.")
    if below:
        return Content(f"{takes}{below}; enter runs the new values.")
    if bench.pinned is not None and not bench.compared:
        return Content(f"{takes}This run is the first. Change something and run.")
    return Content(takes + origin(bench.result))


def _below(bench: Bench) -> str:
    """Whose result is on the screen, where the fields say something else; its values that they do not say any more."""
    if bench.result is None or not bench.stale:
        return ""
    values = bench.reading.values
    return ("The second run below has " if bench.compared else "Below is the run with ") + ", ".join(
        f"{name}={format_value(value)}" for name, value in bench.result.params.items() if values.get(name) != value
    )
