"""The report as JSON, and back exactly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from types import NoneType
from typing import Any, TypeVar

from quizapp.sessions.mock.report import (
    Calibration,
    CalibrationRow,
    ItemReport,
    MistakeReport,
    PointReport,
    Report,
    Said,
    SignalReport,
    TopicReport,
    Word,
)

T = TypeVar("T")

# The plain values of a report, by their annotations, and what they are in JSON.
_PLAIN: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
    "int | None": (int, NoneType),
    "float | None": (float, int, NoneType),
}


def report_json(report: Report) -> dict[str, Any]:
    """`report` as an object that `json` can write."""
    return {**asdict(report), "started_at": report.started_at.isoformat()}


def report_text(report: Report) -> str:
    """`report` as the text that is kept; in ASCII, so that whatever was typed can be written and read again."""
    return json.dumps(report_json(report), allow_nan=False, separators=(",", ":"))


def read_report(text: str) -> Report:
    """The report that `report_text` wrote. What a later version added is left out.

    Raises `ValueError` where it cannot be read, or lacks what this version needs.
    """
    try:
        return _report(json.loads(text))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"the report cannot be read ({error})") from error


def read_points(rows: list[dict[str, Any]]) -> tuple[PointReport, ...]:
    """The points that `asdict` gave."""
    return tuple(_known(PointReport, row) for row in rows)


def read_mistakes(rows: list[dict[str, Any]]) -> tuple[MistakeReport, ...]:
    """The misconceptions that `asdict` gave."""
    return tuple(_known(MistakeReport, row) for row in rows)


def _report(data: Mapping[str, Any]) -> Report:
    calibration = data["calibration"]
    rows = tuple(_known(CalibrationRow, row) for row in calibration["rows"])
    return _known(
        Report,
        data,
        started_at=datetime.fromisoformat(data["started_at"]),
        tags=tuple(data["tags"]),
        notes=tuple(data["notes"]),
        items=tuple(_item(item) for item in data["items"]),
        signals=tuple(_known(SignalReport, row, word=Word(row["word"])) for row in data["signals"]),
        topics=tuple(_known(TopicReport, row) for row in data["topics"]),
        calibration=_known(Calibration, calibration, rows=rows),
        word=Word(data["word"]),
    )


def _item(data: Mapping[str, Any]) -> ItemReport:
    return _known(
        ItemReport,
        data,
        follow_ups=tuple(_known(Said, one) for one in data["follow_ups"]),
        word=Word(data["word"]),
        points=read_points(data["points"]),
        mistakes=read_mistakes(data["mistakes"]),
        feedback=tuple(data["feedback"]),
        measured=tuple(data["measured"]),
    )


def _known(cls: type[T], data: Mapping[str, Any], **read: Any) -> T:
    """An object of `cls` from what `data` holds of its fields; `read` are those that are no plain values.

    Raises `TypeError` where one is of another type than it should be.
    """
    types = {one.name: str(one.type) for one in fields(cls) if one.name in data}  # type: ignore[arg-type]
    for name in types.keys() - read.keys():
        if not isinstance(data[name], _PLAIN[types[name]]):
            raise TypeError(f"{name} is no {types[name]}")
    return cls(**{name: data[name] for name in types} | read)
