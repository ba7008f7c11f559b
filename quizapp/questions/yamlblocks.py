"""YAML as decks use it: every value with its place, YAML 1.2 scalars, and nothing that a stranger could misuse."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from quizapp.questions.calls import Scalar
from quizapp.questions.codes import did_you_mean
from quizapp.questions.model import Place
from quizapp.questions.source import Report, Source

MAX_LENGTH = 20_000
MAX_DEPTH = 8

Node: TypeAlias = Any  # a node of PyYAML, which is imported late

Data: TypeAlias = "Scalar | tuple[Value, ...] | dict[str, Value] | None"

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_UNSEEN_BREAK = re.compile("[\x85\u2028\u2029]")
_PLAIN_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value and its place: a scalar, None, a tuple of values, or a dictionary of values.

    `key` is the place of the key that it stands under, for a value of a mapping.
    """

    data: Data
    place: Place
    key: Place | None = None

    @property
    def fields(self) -> dict[str, Value]:
        """The values of a mapping; none where this is something else."""
        return self.data if isinstance(self.data, dict) else {}

    def say(self) -> str:
        """What kind of value this is, in a word, for messages."""
        match self.data:
            case None:
                return "nothing"
            case bool():
                return str(self.data).lower()
            case dict():
                return "a mapping"
            case tuple():
                return "a list" if self.data else "an empty list"
            case str():
                return f"the text {self.data[:40]!r}"
        return str(self.data)


class _RefusedError(Exception):
    """A node that is not read; carries the problem."""

    def __init__(self, code: str, node: Node, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.node, self.hint = code, node, hint


def read_yaml(text: str, line: int, source: Source, report: Report, longest: int = MAX_LENGTH) -> Value | None:
    """The value of a YAML block that starts at `line` (from 0) of `source`; None where it is reported as a problem.

    Scalars are YAML 1.2's: `1e-3` is a number, `no`, `on` and `1:30` are text. Anchors, aliases and tags are refused,
    so nothing can refer to itself, grow, or name a Python object.
    """
    import yaml

    start = Place(source.path, line + 1)
    if len(text) > longest:
        report.error("Y207", start, f"this YAML is longer than {longest} characters", "move data into a demo")
        return None
    unseen = _UNSEEN_BREAK.search(text)
    if unseen:
        place = source.place(line + text.count("\n", 0, unseen.start()), unseen.group())
        message = f"the character U+{ord(unseen.group()):04X} ends a line in YAML, and nowhere else"
        report.error("Y201", place, message, "delete it: it cannot be seen, and came along with something pasted")
        return None
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        node = yaml.compose(text, Loader=loader)
        return Value(None, start) if node is None else _value(node, line, source, set())
    except _RefusedError as refused:
        report.error(refused.code, _place(refused.node, line, source), str(refused), refused.hint)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(source.path, line + 1 + mark.line, mark.column + 1) if mark else start
        report.error(
            "Y201",
            place,
            f"this YAML cannot be read: {error.problem or 'it stops making sense here'}",
            _yaml_hint(text),
        )
    except (yaml.YAMLError, RecursionError):
        report.error("Y201", start, "this YAML cannot be read: it holds characters that YAML does not allow")
    return None


def _yaml_hint(text: str) -> str:
    return "indent with spaces, never with tabs" if "\t" in text else "a text with `: ` or `#` in it needs quotes"


def _place(node: Node, line: int, source: Source) -> Place:
    return Place(source.path, line + 1 + node.start_mark.line, node.start_mark.column + 1)


def _value(node: Node, line: int, source: Source, seen: set[int], depth: int = 0, under: Place | None = None) -> Value:
    if id(node) in seen:
        raise _RefusedError("Y206", node, "an alias repeats this value", "write it out")
    seen.add(id(node))
    if depth > MAX_DEPTH:
        raise _RefusedError("Y207", node, f"this YAML is nested deeper than {MAX_DEPTH} levels", "a key is a few lines")
    if node.tag not in _TAGS:
        raise _RefusedError("Y206", node, f"the tag {node.tag[:40]!r} is not read", "delete the tag")
    place = _place(node, line, source)
    if node.id == "sequence":
        return Value(tuple(_value(item, line, source, seen, depth + 1) for item in node.value), place, under)
    if node.id == "scalar":
        return Value(_scalar(node), place, under)
    fields: dict[str, Value] = {}
    for key, item in node.value:
        if key.id != "scalar":
            raise _RefusedError("Y204", key, "a key must be a word", "quote it")
        if key.value in fields:
            raise _RefusedError("Y205", key, f"the key {key.value!r} stands twice", "keep one of the two")
        fields[key.value] = _value(item, line, source, seen, depth + 1, _place(key, line, source))
    return Value(fields, place, under)


def _scalar(node: Node) -> Scalar | None:
    text: str = node.value
    if node.style:
        return text
    if text.lower() in _PLAIN_WORDS and text in {text.lower(), text.upper(), text.capitalize()}:
        return _PLAIN_WORDS[text.lower()]
    if _INT.fullmatch(text) and len(text) < 20:
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def fields_of(value: Value, what: str, known: Iterable[str], report: Report) -> dict[str, Value] | None:
    """The keys of a mapping. A key that is not `known` is reported, each at its own place."""
    if not isinstance(value.data, dict):
        report.error("Y204", value.place, f"{what} must be a mapping such as `name: value`, not {value.say()}")
        return None
    allowed = set(known)
    for key, item in value.data.items():
        if key not in allowed:
            report.error("Y202", item.key or item.place, f"unknown key {key!r} in {what}", did_you_mean(key, allowed))
    return value.data


def text_of(value: Value, what: str, report: Report) -> str:
    """A text, or an empty one where `value` is something else, which is reported."""
    if isinstance(value.data, str) and value.data.strip():
        return value.data.strip()
    report.error("Y204", value.place, f"{what} must be a text, not {value.say()}", "quote it")
    return ""


def number_of(value: Value, what: str, report: Report) -> float | int | None:
    """A finite number, or None where `value` is something else, which is reported."""
    if isinstance(value.data, int | float) and not isinstance(value.data, bool) and abs(value.data) < float("inf"):
        return value.data
    report.error("Y204", value.place, f"{what} must be a number, not {value.say()}")
    return None
