"""YAML 1.2 scalars, places, and refusals."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions.source import Report, Source
from quizapp.questions.yamlblocks import Value, read_yaml

HERE = Source.of("", Path("deck.md"))


def read(text):
    report = Report()
    return read_yaml(text, 10, HERE, report), report.items


def plain(value):
    match value.data:
        case dict():
            return {key: plain(item) for key, item in value.data.items()}
        case tuple():
            return [plain(item) for item in value.data]
    return value.data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-3", 1e-3),
        ("1E5", 1e5),
        (".5", 0.5),
        ("-2.", -2.0),
        ("+7", 7),
        ("42", 42),
        ("010", 10),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("2024-01-01", "2024-01-01"),
        ("true", True),
        ("False", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("'1e-3'", "1e-3"),
        ('"true"', "true"),
        ("0x1F", "0x1F"),
        ("1.2.3", "1.2.3"),
        ("alpha_max", "alpha_max"),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text, value):
    result, problems = read(f"a: {text}")
    assert problems == []
    assert plain(result) == {"a": value}
    assert type(plain(result)["a"]) is type(value)


def test_every_value_has_its_place_and_its_key_has_its_own():
    result, _ = read("a: 1\nbb:\n  - {c: x}\n")
    inner = result.data["bb"].data[0].data["c"]
    assert (result.data["a"].place.line, result.data["a"].place.column) == (11, 4)
    assert (inner.place.line, inner.place.column) == (13, 9)
    assert (inner.key.line, inner.key.column) == (13, 6)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: [1\nb: 2", "Y201", 12),
        ("a: 1\n  b: 2", "Y201", 12),
        ("a: 'x", "Y201", 11),
        ("a: \x07", "Y201", 11),
        ("--- 1\n--- 2", "Y201", 12),
        ("? [1, 2]\n: 3", "Y204", 11),
        ("a: 1\na: 2", "Y205", 12),
        ("a: &x [1]\nb: *x", "Y206", 11),
        ("a: &x [*x]", "Y206", 11),
        ("a: *nowhere", "Y201", 11),
        ("a: !!binary aGk=", "Y206", 11),
        ("a: !unknown x", "Y206", 11),
        ("a: !!int '3'", "Y206", 11),
        ("- " * 5000 + "x", "Y207", 11),
        ("[" * 5000 + "]" * 5000, "Y207", 11),
        ("a: " + "x" * 30_000, "Y207", 11),
    ],
)
def test_what_is_not_read_is_a_problem_with_a_line(text, code, line):
    _, problems = read(text)
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, line)]


def test_a_billion_laughs_are_not_expanded():
    lines = ["a: &a [x, x]"] + [
        f"{name}: &{name} [*{before}, *{before}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    _, problems = read("\n".join(lines))
    assert [problem.code for problem in problems] == ["Y206"]


words = st.text(alphabet="abcxyz", min_size=1, max_size=5).filter(lambda word: word not in {"null", "true", "false"})
scalars = st.one_of(
    st.integers(-(10**6), 10**6), st.floats(-1e6, 1e6).filter(lambda x: "e" not in repr(x)), st.booleans(), words
)
documents = st.recursive(
    scalars, lambda c: st.lists(c, max_size=3) | st.dictionaries(words, c, max_size=3), max_leaves=8
)


def flow(value):
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case bool():
            return str(value).lower()
    return repr(value) if not isinstance(value, str) else value


@given(documents)
def test_what_is_written_is_read(value):
    result, problems = read(flow(value))
    assert problems == []
    assert plain(result) == value


@given(st.text(alphabet="ab: -[]{}&*!|>'\"#?,\n\t%@`1.~", max_size=60))
def test_any_text_is_a_value_or_a_problem(text):
    value, problems = read(text)
    assert isinstance(value, Value) or problems
