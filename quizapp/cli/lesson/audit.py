"""The audit as text and JSON: each claim of the original lesson, its verdict, and what the runs on this machine say."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from quizapp.cli.markdown import plain_line
from quizapp.cli.running import ProgressLine, with_engine
from quizapp.cli.text import columns, counted, narrate, tell, tell_json, wrapped
from quizapp.engine import wire
from quizapp.engine.model import Engine
from quizapp.questions.lesson.model import Truth
from quizapp.workspace.lesson.findings import ClaimResult, Finding, Standing
from quizapp.workspace.lesson.room import LessonRoom
from quizapp.workspace.lesson.runs import audit as run_audit
from quizapp.workspace.opening import bundled_lesson
from quizapp.workspace.wording import value_words

SIGNS = {Standing.BORNE_OUT: "✓", Standing.REFUTED: "✗", Standing.UNCHECKED: "?", Standing.SOURCED: "·"}
INDENT = "    "


def audit(numbers: Sequence[int], *, as_json: bool, jobs: int) -> int:
    """Run what decides the claims with these numbers, or all; 1 where a verdict is not borne out, or not checked."""
    began = time.monotonic()
    room = LessonRoom(bundled_lesson())
    claims = room.claims(numbers)
    done = 0

    async def work(engine: Engine) -> tuple[ClaimResult, ...]:
        with ProgressLine() as line:

            def further(_: ClaimResult) -> None:
                nonlocal done
                done += 1
                line.write(f"{done} of {len(claims)} claims settled")

            line.write("starting the engine")
            return await run_audit(claims, engine, further)

    results = with_engine(work, jobs=jobs)
    if as_json:
        tell_json({"claims": [_json(result) for result in results], "seconds": round(time.monotonic() - began, 3)})
    else:
        width = columns()
        tell(*(line for result in results for line in (*_lines(result, width), "")))
    broken = [problem for problem in room.lesson.problems if problem.severity == "error"]
    _close(results, len(broken))
    settled = all(result.standing in (Standing.BORNE_OUT, Standing.SOURCED) for result in results)
    return 0 if settled and not broken else 1


def _lines(result: ClaimResult, width: int) -> list[str]:
    """The claim, its verdict and the correction, then the figures and, where it is not borne out, the reason."""
    claim = result.claim
    told = [
        ("It says", plain_line(claim.says)),
        ("Correct", plain_line(claim.correct)),
        *((f"Here, {finding.exhibit.call.demo}", _figures(finding)) for finding in result.findings),
        ("Source", plain_line(claim.source)),
        ("But", result.reason),
        ("Tested by", ", ".join(claim.questions)),
    ]
    head = f"{claim.number:>2}  {claim.truth.value} {SIGNS[result.standing]} {result.standing.value}"
    shown = [f"{what}: {text}" for what, text in told if text]
    return [head, *(line for text in shown for line in wrapped(text, width, INDENT, INDENT + "  "))]


def _figures(finding: Finding) -> str:
    return ", ".join(f"{name} = {value_words(value)}" for name, value in finding.figures.items())


def _close(results: Sequence[ClaimResult], broken: int) -> None:
    """How the claims were judged, and how far that is proved here, on stderr."""
    truths = Counter(result.claim.truth for result in results)
    standings = Counter(result.standing for result in results)
    judged = ", ".join(f"{truths[truth]} {truth.value}" for truth in Truth)
    proved = ", ".join(f"{standings[standing]} {standing.value}" for standing in Standing)
    narrate(f"{counted(len(results), 'claim')}: {judged}. The verdicts: {proved}.")
    failures = dict.fromkeys(found.failure for result in results for found in result.findings if found.failure)
    for reason in failures:
        narrate(f"Not checked: {reason}")
    if broken:
        narrate(f"{counted(broken, 'problem')} in the lesson; `quizapp check` says what and where.")


def _json(result: ClaimResult) -> dict[str, Any]:
    claim = result.claim
    proved = {Standing.BORNE_OUT: True, Standing.REFUTED: False}
    return {
        "claim": claim.number,
        "lines": claim.lines,
        "section": claim.section,
        "says": claim.says,
        "verdict": claim.truth.value,
        "standing": result.standing.value,
        "borne_out": proved.get(result.standing),
        "reason": result.reason,
        "correct": claim.correct,
        "evidence": [_run_json(finding) for finding in result.findings],
        "source": claim.source,
        "questions": list(claim.questions),
    }


def _run_json(finding: Finding) -> dict[str, Any]:
    call, verdicts = finding.exhibit.call, {claim: holds for claim, holds, _ in finding.verdicts}
    return {
        "demo": call.demo,
        "params": {name: wire.pack(value) for name, value in call.params},
        "holds": {claim: verdicts.get(claim) for claim in finding.exhibit.holds},
        "figures": dict(finding.figures),
        "says": finding.exhibit.say,
        "failure": finding.failure,
    }
