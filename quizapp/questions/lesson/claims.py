"""The audit: the claims of the original lesson, each with its verdict and what decides it, read from `audit.yaml`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from quizapp.questions.codes import did_you_mean
from quizapp.questions.lesson.exhibits import items_of, present, read_exhibit, sentence
from quizapp.questions.lesson.model import Claim, Truth
from quizapp.questions.live import CheckCall
from quizapp.questions.model import Place, Problem
from quizapp.questions.source import Report, read_source
from quizapp.questions.yamlblocks import Value, fields_of, read_yaml, text_of

NEEDED = ("claim", "lines", "section", "says", "verdict", "correct", "questions")
CLAIM_KEYS = (*NEEDED, "evidence", "source")
MAX_LENGTH = 200_000  # characters: 56 claims with their runs

_LINES = re.compile(r"\d+(-\d+)?(, ?\d+(-\d+)?)*")


def read_claims(
    path: Path, sections: Collection[str], report: Report, check_call: CheckCall | None = None
) -> tuple[Claim, ...]:
    """The claims in the file at `path`, in the order of their numbers. What is wrong with them is reported.

    `sections` are the keys of the sections that a claim may belong to.
    """
    source = read_source(path)
    if isinstance(source, Problem):
        report.items.append(source)
        return ()
    value = read_yaml(source.text(), 0, source, report, MAX_LENGTH)
    claims: dict[int, Claim] = {}
    for item in items_of(value, "the audit", report) if value else ():
        claim = _read_claim(item, sections, report, check_call)
        if claim is None:
            continue
        if claim.number in claims:
            place = claims[claim.number].place
            report.error("S602", claim.place, f"claim {claim.number} stands twice: the first is at {place}")
            continue
        claims[claim.number] = claim
    return tuple(claims[number] for number in sorted(claims))


def _read_claim(value: Value, sections: Collection[str], report: Report, check_call: CheckCall | None) -> Claim | None:
    fields = fields_of(value, "a claim", CLAIM_KEYS, report)
    if fields is None or not present(fields, NEEDED, "a claim", value.place, report):
        return None
    number, truth = fields["claim"].data, _truth(fields["verdict"], report)
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        report.error("Y204", fields["claim"].place, f"`claim` must be a number from 1 on, not {fields['claim'].say()}")
        return None
    if not ("evidence" in fields or "source" in fields):
        report.error("S604", value.place, f"nothing settles claim {number}", "add `evidence:`, or a `source:`")
    runs = items_of(fields["evidence"], "`evidence`", report) if "evidence" in fields else ()
    read = (read_exhibit(run, "a run of the evidence", report, check_call) for run in runs)
    if truth is None:
        return None
    return Claim(
        number=number,
        lines=_lines(fields["lines"], report),
        section=_section(fields["section"], sections, report),
        says=sentence(fields["says"], "`says`", report),
        truth=truth,
        correct=sentence(fields["correct"], "`correct`", report),
        exhibits=tuple(exhibit for exhibit in read if exhibit is not None),
        source=sentence(fields["source"], "`source`", report) if "source" in fields else "",
        questions=_questions(fields["questions"], report),
        place=_place(fields),
    )


def _place(fields: Mapping[str, Value]) -> Place:
    """Where a claim begins: at its number."""
    return fields["claim"].key or fields["claim"].place


def _truth(value: Value, report: Report) -> Truth | None:
    """The verdict. Without its quotes, `true` is no text in YAML, and is meant all the same."""
    word = str(value.data).lower() if isinstance(value.data, bool | str) else ""
    try:
        return Truth(word)
    except ValueError:
        report.error("S603", value.place, f"{value.say()} is no verdict", did_you_mean(word, list(Truth)))
        return None


def _lines(value: Value, report: Report) -> str:
    """`30-33`, `30`, `30, 41-42`."""
    text = str(value.data) if isinstance(value.data, int) else text_of(value, "`lines`", report)
    if text and not _LINES.fullmatch(text):
        report.error("Y204", value.place, f"{text[:40]!r} are no lines", "write 30, or 30-33")
    return text


def _section(value: Value, sections: Collection[str], report: Report) -> str:
    key = text_of(value, "`section`", report)
    if key and key not in sections:
        report.error("S601", value.place, f"the lesson has no section {key[:40]!r}", did_you_mean(key, sections))
    return key


def _questions(value: Value, report: Report) -> tuple[str, ...]:
    """The ids of the questions that test a claim. One of digits alone is a number in YAML."""
    items = items_of(value, "`questions`", report)
    return tuple(str(item.data) for item in items)
