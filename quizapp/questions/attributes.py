"""The attributes of a question: the `<!-- q id=… level=… -->` comment, laid over the deck's defaults."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from quizapp.grading.sets import CREDIT
from quizapp.questions.codes import did_you_mean
from quizapp.questions.ids import is_id
from quizapp.questions.model import Level, Place
from quizapp.questions.source import Report
from quizapp.questions.yamlblocks import Value, fields_of

KNOWN = ("id", "level", "tags", "points", "time", "rev", "needs", "kind", "credit")
DEFAULTS = ("level", "points", "time", "tags")  # what the front matter may set for all questions of a deck

PAIR = re.compile(r"([\w-]+)\s*=\s*(\"[^\"]*\"|\S+)")
_TIME = re.compile(r"(?:(\d{1,3})m)?(?:(\d{1,4})s?)?")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What is said about a question rather than asked by it. `id` and `kind` are empty where they are not given.

    `needs` are the ids of the questions that this one builds on.
    """

    id: str = ""
    level: Level = Level.MID
    tags: tuple[str, ...] = ()
    points: float = 1.0
    seconds: int = 60
    rev: int = 1
    needs: tuple[str, ...] = ()
    kind: str = ""
    credit: str = "all"


def read_attributes(
    comment: str | None, defaults: Attributes, find: Callable[[str], Place], report: Report
) -> Attributes:
    """The attributes that the comment gives, with `defaults` for the rest.

    What cannot be read is reported, where `find` finds it in the comment.
    """
    text = comment or ""
    fields: dict[str, object] = {}
    for pair in PAIR.finditer(text):
        fields |= _fields(pair.group(1), pair.group(2).strip('"'), find(pair.group()), report)
    rest = PAIR.sub("", text).split()
    if rest:
        message = f"{rest[0]!r} is not an attribute"
        report.error("Q305", find(rest[0]), message, "write name=value, without spaces in the value")
    return replace(defaults, **fields)  # type: ignore[arg-type]


def read_defaults(value: Value, report: Report) -> Attributes:
    """The attributes under `defaults:` in the front matter."""
    read: dict[str, object] = {}
    for name, item in (fields_of(value, "`defaults`", DEFAULTS, report) or {}).items():
        if name not in DEFAULTS:
            continue
        if isinstance(item.data, tuple):
            text = ",".join(str(part.data) for part in item.data)
        elif isinstance(item.data, str | int | float):
            text = str(item.data)
        else:
            report.error("Y204", item.place, f"`{name}` must be a word or a number, not {item.say()}")
            continue
        read |= _fields(name, text, item.place, report)
    return Attributes(**read)  # type: ignore[arg-type]


def _fields(name: str, text: str, place: Place, report: Report) -> dict[str, object]:
    """The field that `name=text` sets; none where that is reported."""
    if name not in KNOWN:
        report.error("Q304", place, f"unknown attribute {name!r}", did_you_mean(name, KNOWN))
        return {}
    if name == "id" and not is_id(text):
        message = f"the id {text[:20]!r} is not 8 lower-case letters and digits"
        report.error("Q301", place, message, "delete it: `quizapp fmt` then writes one")
        return {}
    fields = _read(name, text)
    if fields is None:
        report.error("Q305", place, f"{name}={text[:30]} cannot be read", _EXPECTED[name])
        return {}
    return fields


_EXPECTED: Mapping[str, str] = {
    "level": f"one of {', '.join(Level)}",
    "tags": "words separated by commas",
    "points": "a number above 0, at most 100",
    "time": "seconds or minutes, such as 90s or 2m",
    "rev": "a whole number from 1",
    "needs": "ids of questions, separated by commas",
    "credit": f"one of {', '.join(CREDIT)}",
}


def _read(name: str, text: str) -> dict[str, object] | None:
    """The field that `name=text` sets, or None where `text` does not fit."""
    match name:
        case "tags":
            return {name: tuple(word.strip() for word in text.split(",") if word.strip())}
        case "points":
            return _read_points(text)
        case "time":
            return _read_time(text)
        case "rev":
            return {"rev": int(text)} if re.fullmatch(r"[1-9][0-9]{0,3}", text) else None
        case "needs":
            return _read_needs(text)
        case "level":
            return {"level": Level(text)} if text in set(Level) else None
        case "credit":
            return {"credit": text} if text in CREDIT else None
    return {name: text}


def _read_needs(text: str) -> dict[str, object] | None:
    ids = tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
    return {"needs": ids} if ids and all(map(is_id, ids)) else None


def _read_points(text: str) -> dict[str, object] | None:
    try:
        points = float(text)
    except ValueError:
        return None
    return {"points": points} if math.isfinite(points) and 0 < points <= 100 else None


def _read_time(text: str) -> dict[str, object] | None:
    match = _TIME.fullmatch(text)
    if match is None or not text:
        return None
    seconds = 60 * int(match.group(1) or 0) + int(match.group(2) or 0)
    return {"seconds": seconds} if 0 < seconds <= 7200 else None
