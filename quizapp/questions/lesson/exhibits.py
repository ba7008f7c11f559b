"""The runs that the lesson shows, read from YAML: which demo, what must hold, what is worth reading, and in words."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.questions.lesson.model import Exhibit
from quizapp.questions.live import CallReader, CheckCall, check_sentence, read_holds
from quizapp.questions.model import Place
from quizapp.questions.source import Report
from quizapp.questions.yamlblocks import Value, fields_of, text_of

EXHIBIT_KEYS = ("demo", "params", "shows", "holds", "say")


def read_exhibit(value: Value, what: str, report: Report, check_call: CheckCall | None) -> Exhibit | None:
    """The run that `value` describes, with its words; None where that is reported."""
    fields = fields_of(value, what, EXHIBIT_KEYS, report)
    if fields is None or not present(fields, ("demo", "holds", "say"), what, value.place, report):
        return None
    return exhibit_of(fields, sentence(fields["say"], "`say`", report), value.place, report, check_call)


def exhibit_of(
    fields: Mapping[str, Value], say: str, place: Place, report: Report, check_call: CheckCall | None
) -> Exhibit:
    """The run that `fields` name, which hold `demo` and `holds`. What is wrong with it is reported."""
    reader = CallReader({}, report, check_call)
    demo = text_of(fields["demo"], "`demo`", report)
    call = reader.call(demo, reader.params(fields), fields["demo"].place)
    shows = _measures(fields["shows"], report) if "shows" in fields else ()
    return Exhibit(call, read_holds(fields["holds"], report), shows, say, place)


def sentence(value: Value, what: str, report: Report) -> str:
    """A text in which maths can be shown; empty where `value` is something else, which is reported."""
    text = text_of(value, what, report)
    check_sentence(text, value.place, report)
    return text


def items_of(value: Value, what: str, report: Report) -> tuple[Value, ...]:
    """The items of a list; none where `value` is something else, or empty, which is reported."""
    if isinstance(value.data, tuple) and value.data:
        return value.data
    report.error("Y204", value.place, f"{what} must be a list, not {value.say()}", "start each item with `- `")
    return ()


def present(fields: Mapping[str, Value], needed: tuple[str, ...], what: str, place: Place, report: Report) -> bool:
    """Whether all that is `needed` is there; what is missing is reported."""
    missing = [name for name in needed if name not in fields]
    for name in missing:
        report.error("Y203", place, f"{what} has no `{name}`", f"add `{name}:`")
    return not missing


def _measures(value: Value, report: Report) -> tuple[str, ...]:
    """The names under `shows:`."""
    names = []
    for item in items_of(value, "`shows`", report):
        name = text_of(item, "a measure", report)
        if name.isidentifier():
            names.append(name)
        elif name:
            report.error("K101", item.place, f"{name[:40]!r} is no measure", "`quizapp demo NAME` shows what there is")
    return tuple(names)
