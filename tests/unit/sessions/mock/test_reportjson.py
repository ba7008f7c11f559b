"""The report as JSON and back, whatever was typed; and of the version that comes after this one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.sessions.mock.report import Report
from quizapp.sessions.mock.reportjson import read_report, report_text

from .reports import anything, item_report, report


@settings(max_examples=60, deadline=None)
@given(anything(Report))
def test_a_report_comes_back_exactly(told: Report) -> None:
    assert read_report(report_text(told)) == told


@given(st.text(st.characters()))
def test_what_was_typed_can_be_written_whatever_it_is(text: str) -> None:
    kept = report_text(report(item_report(response=text)))
    kept.encode("ascii")
    assert read_report(kept).items[0].response == text


def newer(data: Any) -> Any:
    """The JSON as a later version might write it: every object says more."""
    if isinstance(data, dict):
        return {name: newer(value) for name, value in data.items()} | {"mood": "calm"}
    return [newer(value) for value in data] if isinstance(data, list) else data


@settings(max_examples=20, deadline=None)
@given(anything(Report))
def test_what_a_later_version_adds_is_left_out(told: Report) -> None:
    assert read_report(json.dumps(newer(json.loads(report_text(told))))) == told


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"items": 3}', "[" * 100_000])
def test_what_is_no_report_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        read_report(text)


@pytest.mark.parametrize(("name", "value"), [("seconds", "abc"), ("score", None), ("flagged", 3), ("prompt", [])])
def test_a_question_of_another_type_is_a_value_error(name: str, value: object) -> None:
    whole = json.loads(report_text(report()))
    whole["items"][0][name] = value
    with pytest.raises(ValueError, match=name):
        read_report(json.dumps(whole))


def test_a_report_that_lacks_something_is_a_value_error() -> None:
    whole = json.loads(report_text(report()))
    for name in whole:
        with pytest.raises(ValueError):
            read_report(json.dumps({key: value for key, value in whole.items() if key != name}))
