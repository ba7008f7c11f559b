"""Broken decks: each gets its code, at its line and column, with advice; what is sound around it works."""

import re
from pathlib import Path

import pytest

from quizapp.questions import CODES, Call, parse_deck, read_deck

HERE = Path("broken.md")

GOOD = "## A sound neighbour\n<!-- q id=good0000 -->\n\n### Answer\nyes\n\n"
CARD = "## A card\n<!-- q id=aaaa0000 {} -->\n\n### Answer\nyes\n"
OPTIONS = "## Pick\n<!-- q id=aaaa0000 {} -->\n\n- [{}] one\n- [{}] two\n"
KEY = "## Number\n<!-- q id=aaaa0000 -->\n\nWith `seed=42`?\n\n```yaml key\n{}\n```\n"
EVIDENCE = "## Card\n<!-- q id=aaaa0000 -->\n\n### Answer\nyes\n\n```yaml evidence\n{}\n```\n"
NUMERIC = "demo: lasso_path\nparams: {seed: 42}\nanswer: alpha_max\ntolerance: {rel: 0.1}\n"

# name: (the deck, line, column, code, what the message or the hint must say)
BROKEN = {
    "unclosed fence": ("## A\n\n```python\nx = 1\n\n## B\n\n### Answer\n", 3, 1, "M103", "never closed"),
    "fence closed too short": ("## A\n\n````text\nx\n```\n", 3, 1, "M103", "````"),
    "fence in an option left open": ("## A\n\n- [x] one\n  ```python\n  x\n- [ ] two\n", 4, 3, "M103", "never closed"),
    "comment left open": ("## A\n<!-- q id=aaaa0000\n\n### Answer\nyes\n", 2, 1, "M109", "-->"),
    "front matter left open": ("---\ndeck: a\n\n" + GOOD, 1, 1, "M108", "three dashes"),
    "unknown section": ("## A\n\n### Anwser\nyes\n", 3, 1, "M110", "did you mean Answer?"),
    "section twice": (CARD.format("") + "\n### Answer\nno\n", 7, 1, "M112", "twice"),
    "title as a heading": ("# Deck\n\n" + GOOD, 1, 1, "M111", "front matter"),
    "underlined heading": ("## A\n\n### Answer\nyes\n---\n", 5, 1, "M111", "blank line"),
    "fence misspelt": ("## A\n\n```yaml evidnce\nx: 1\n```\n### Answer\nyes\n", 3, 1, "M113", "yaml evidence"),
    "fence in a list": ("## A\n\n- x\n  ```yaml key\n  x: 1\n  ```\n\n### Answer\nyes\n", 4, 3, "M113", "left margin"),
    "fence twice": (KEY.format(NUMERIC) + "\n```yaml key\nvalue: 1\n```\n", 14, 1, "M112", "second"),
    "unknown macro": ("## A\n\nSo $\\lambda + \\lamda$.\n\n### Answer\nyes\n", 3, 15, "M114", "did you mean lambda?"),
    "brace left open": ("## A\n\n### Answer\nSo $\\frac{a}{b$.\n", 4, 13, "M114", "without its"),
    "maths in an option": (OPTIONS.format("", "x", " ").replace("two", "$\\foo$"), 5, 8, "M114", "\\foo"),
    "no question": ("Only a note.\n", 1, 1, "M107", "## "),
    "yaml that stops making sense": (KEY.format("demo: [1"), 8, 1, "Y201", "cannot be read"),
    "yaml with a tab": (KEY.format("params:\n\tseed: 1"), 8, 1, "Y201", "tabs"),
    "an unseen line break": (KEY.format("demo: lasso\u2028path"), 7, 12, "Y201", "U+2028"),
    "unknown key": (KEY.format(NUMERIC + "trap: []"), 11, 1, "Y202", "did you mean traps?"),
    "unknown key in a tolerance": (KEY.format(NUMERIC.replace("rel:", "rle:")), 10, 13, "Y202", "did you mean rel?"),
    "unknown key in the front": ("---\ndekc: a\n---\n" + GOOD, 2, 1, "Y202", "did you mean deck?"),
    "no demo": (KEY.format("answer: x\ntolerance: {rel: 0.1}"), 6, 1, "Y203", "`demo`"),
    "no tolerance": (KEY.format("demo: lasso_path\nanswer: alpha_max"), 6, 1, "Y203", "`tolerance`"),
    "evidence without holds": (EVIDENCE.format("demo: lasso_path"), 8, 1, "Y203", "`holds`"),
    "params are a list": (KEY.format(NUMERIC.replace("{seed: 42}", "[1]")), 8, 9, "Y204", "mapping"),
    "an infinite parameter": (KEY.format(NUMERIC.replace("42", "1e999")), 8, 16, "Y204", "number"),
    "a text as evidence": (EVIDENCE.format("hello"), 8, 1, "Y204", "the text 'hello'"),
    "a key twice": (KEY.format(NUMERIC + "answer: x"), 11, 1, "Y205", "twice"),
    "an alias": (KEY.format("demo: &a x\nanswer: *a"), 7, 7, "Y206", "alias"),
    "a python tag": (KEY.format("demo: !!python/object/apply:os.system [ls]"), 7, 7, "Y206", "tag"),
    "yaml too deep": (KEY.format("demo: " + "[" * 50 + "]" * 50), 7, 15, "Y207", "deeper"),
    "yaml too long": (KEY.format("demo: " + "x" * 30_000), 7, 1, "Y207", "longer"),
    "malformed id": (CARD.format("").replace("aaaa0000", "AAAA"), 2, 8, "Q301", "quizapp fmt"),
    "two ids alike": (CARD.format("") + "\n" + CARD.format(""), 7, 1, "Q303", "broken.md:1:1"),
    "unknown attribute": (CARD.format("levl=mid"), 2, 20, "Q304", "did you mean level?"),
    "unknown level": (CARD.format("level=principal"), 2, 20, "Q305", "junior"),
    "points of zero": (CARD.format("points=0"), 2, 20, "Q305", "above 0"),
    "no time at all": (CARD.format("time=soon"), 2, 20, "Q305", "90s"),
    "stray word": (CARD.format("hello"), 2, 20, "Q305", "hello"),
    "nothing to answer": ("## A\n\nJust a prompt.\n", 1, 1, "Q306", "Answer"),
    "one step": ("## A\n\n1. one\n", 3, 1, "Q318", "1 step: an order needs 2"),
    "one step and a spare": ("## A\n\n1. one\n\nNot needed:\n- two\n", 3, 1, "Q318", "an order needs 2"),
    "a step that stands twice": ("## A\n\n1. one\n2. one\n", 4, 1, "Q318", "this step stands twice"),
    "a spare that is a step": ("## A\n\n1. one\n2. two\n\nNot needed:\n\n- one\n", 8, 1, "Q318", "twice"),
    "an empty step": ("## A\n\n1. one\n2.\n3. two\n", 4, 1, "Q318", "this step is empty"),
    "steps in two lists": ("## A\n\n1. one\n2. two\n\nAnd:\n\n1. three\n", 8, 1, "Q318", "in two lists"),
    "too many steps": (
        "## A\n\n" + "".join(f"{n}. s{n}\n" for n in range(1, 28)),
        3,
        1,
        "Q318",
        "27 steps",
    ),
    "one promised, two ticked": (OPTIONS.format("kind=choice", "x", "x"), 2, 20, "Q307", "2 of its options are ticked"),
    "flashcard promised": (OPTIONS.format("kind=flashcard", "x", " "), 2, 20, "Q307", "this is choice"),
    "gaps beside options": (
        OPTIONS.format("", "x", " ").replace("\n- [x]", "A [[gap]].\n\n- [x]"),
        1,
        1,
        "Q308",
        "cloze",
    ),
    "a part that nobody reads": (OPTIONS.format("", "x", " ") + "\n### Answer\nx\n", 7, 1, "Q309", "### Answer"),
    "no right option": (OPTIONS.format("", " ", " "), 4, 1, "Q310", "[x]"),
    "one option": ("## A\n\n- [x] one\n", 3, 1, "Q311", "1 option"),
    "an empty option": (OPTIONS.format("", "x", " ").replace(" two", ""), 5, 1, "Q311", "empty"),
    "an option twice": (OPTIONS.format("", "x", " ").replace("two", "one"), 5, 1, "Q311", "twice"),
    "an option without a box": (OPTIONS.format("", "x", " ") + "- three\n", 6, 1, "Q311", "no box"),
    "two lists of options": (OPTIONS.format("", "x", " ") + "\nor\n\n- [ ] three\n", 9, 1, "Q311", "two lists"),
    "an empty answer": ("## A\n\n### Answer\n\n## B\n\n### Answer\nx\n", 3, 1, "Q312", "empty"),
    "an empty gap": ("## A\n\nIt is [[ ]].\n", 3, 7, "Q312", "empty"),
    "no title": ("##\n\n### Answer\nx\n", 1, 1, "Q312", "title"),
    "prompt against key": (KEY.format(NUMERIC.replace("42", "7")), 4, 7, "Q313", "seed=7"),
    "prompt against variants": (KEY.format(NUMERIC + "vary: {seed: [7, 11]}"), 4, 7, "Q313", "seed=7"),
    "varied without a slot": (KEY.format(NUMERIC + "vary: {n: [10, 20]}"), 1, 1, "Q314", "`n=…`"),
    "an expression that executes": (
        EVIDENCE.format("demo: lasso_path\nholds: [a > 1, __import__('os')]"),
        9,
        16,
        "K101",
        "'",
    ),
    "an answer that is no expression": (
        KEY.format(NUMERIC.replace("alpha_max", "a b")),
        9,
        9,
        "K101",
        "not an expression",
    ),
    "a tolerance of two sorts": (
        KEY.format(NUMERIC.replace("rel: 0.1", "rel: 0.1, abs: 1")),
        10,
        12,
        "K102",
        "exactly one",
    ),
    "a negative tolerance": (KEY.format(NUMERIC.replace("0.1", "-0.1")), 10, 18, "K102", "-0.1"),
    "half a digit": (KEY.format(NUMERIC.replace("rel: 0.1", "digits: 1.5")), 10, 21, "K102", "whole number"),
    "value and demo": (KEY.format(NUMERIC + "value: 1"), 6, 1, "K103", "either"),
    "an unknown demo": (
        KEY.format(NUMERIC.replace("lasso_path", "lasso_paths")),
        7,
        7,
        "K104",
        "did you mean lasso_path",
    ),
    "an unknown demo in a trap": (
        KEY.format(NUMERIC + "traps:\n  - {demo: x, answer: y, say: z}"),
        12,
        12,
        "K104",
        "'x'",
    ),
    "a parameter out of range": (
        KEY.format(NUMERIC.replace("{seed: 42}", "{seed: 42, n: -1}")),
        7,
        7,
        "K105",
        "from 2",
    ),
    "a number without a source": (KEY.format("value: 1\ntolerance: {abs: 0}"), 7, 8, "K106", "### Sources"),
    "a trap without an answer": (
        KEY.format(NUMERIC + "traps:\n  - {demo: lasso_path, say: hm}"),
        12,
        5,
        "K107",
        "either",
    ),
    "a trap that says nothing": (KEY.format(NUMERIC + "traps:\n  - {value: 3}"), 12, 5, "Y203", "`say`"),
    "traps that are no list": (KEY.format(NUMERIC + "traps: {value: 3}"), 11, 8, "K107", "list"),
    "maths in a trap": (KEY.format(NUMERIC + "traps:\n  - {value: 3, say: 'so $\\foo$'}"), 12, 21, "M114", "\\foo"),
    "a single value to vary": (KEY.format(NUMERIC + "vary: {seed: 42}"), 11, 14, "K108", "a list"),
    "no value to vary": (KEY.format(NUMERIC + "vary: {seed: []}"), 11, 14, "K108", "not an empty list"),
    "too many variants": (KEY.format(NUMERIC + f"vary: {{seed: {list(range(99))}}}"), 11, 7, "K108", "64"),
}


def catalogue(call: Call) -> str | None:
    """A catalogue of one demo with two parameters."""
    if call.demo != "lasso_path":
        return f"there is no demo {call.demo!r}\ndid you mean lasso_path?"
    params = dict(call.params)
    if set(params) - {"seed", "n"}:
        return "lasso_path takes seed and n"
    return None if params.get("n", 100) >= 2 else f"n={params['n']} is out of range: from 2 to 1000"


@pytest.mark.parametrize(("text", "line", "column", "code", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_deck_gets_its_code_at_its_place(text, line, column, code, said):
    deck = parse_deck(text, HERE, catalogue)
    (problem, *others) = [found for found in deck.problems if found.code == code]
    assert (problem.place.line, problem.place.column) == (line, column)
    assert said in f"{problem.message} {problem.hint}"
    assert others == []
    assert str(problem).startswith(f"broken.md:{line}:{column}: {code} ")
    assert [found.code for found in deck.problems if found.severity == "error"] == [code], "nothing else is reported"


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in BROKEN
        if name not in {"unclosed fence", "fence closed too short", "comment left open", "two ids alike"}
    ],
)
def test_a_sound_question_above_and_below_a_broken_one_works(name):
    text = BROKEN[name][0]
    if text.startswith("---"):
        text = text.replace(GOOD, "")
    below = GOOD.replace("good0000", "good0001").replace("neighbour", "one below")
    deck = parse_deck(
        f"{GOOD}{text}\n{below}" if not text.startswith("---") else f"{text}\n{GOOD}\n{below}", HERE, catalogue
    )
    assert {"good0000", "good0001"} <= {question.id for question in deck.questions}


def test_all_problems_are_reported_at_once_in_the_order_of_the_file():
    text = (
        CARD.format("level=x points=y")
        + "\n"
        + OPTIONS.format("", " ", " ").replace("aaaa", "bbbb")
        + "\n### Anser\nx\n"
    )
    deck = parse_deck(text, HERE)
    assert [(problem.place.line, problem.code) for problem in deck.problems] == [
        (2, "Q305"),
        (2, "Q305"),
        (10, "Q310"),
        (13, "M110"),
    ]
    assert deck.questions == ()


def test_the_first_of_two_questions_with_one_id_stays():
    deck = parse_deck(CARD.format("") + "\n" + CARD.replace("A card", "Another").format(""), HERE)
    assert [question.title for question in deck.questions] == ["A card"]


def test_a_value_that_the_run_leaves_to_its_default_is_a_warning():
    text = KEY.format(NUMERIC).replace("`seed=42`", "`seed=42` and `n=100` and `lr=1`")
    deck = parse_deck(text, HERE, catalogue)
    (problem,) = deck.problems
    assert (problem.code, problem.severity, problem.place.line, problem.place.column) == ("Q315", "warning", 4, 21)
    assert len(deck.questions) == 1


@pytest.mark.parametrize(
    ("data", "line", "column", "code", "said"),
    [
        (b"", 1, 1, "M106", "empty"),
        (b"\xef\xbb\xbf\r\n \n", 1, 1, "M106", "empty"),
        ("## Für\n".encode("latin-1"), 1, 5, "M101", "byte 4 (0xfc)"),
        ("# x\r\nα ü\n".encode() + b"\xff", 3, 1, "M101", "byte 11 (0xff)"),
        ("## A\n".encode("utf-16"), 1, 1, "M101", "UTF-16"),
        (b"## A\n\nx\0y\n", 3, 2, "M104", "byte 7"),
        (b"x" * 4_000_001, 1, 1, "M105", "4 MB"),
    ],
)
def test_bytes_that_are_no_deck(data, line, column, code, said, tmp_path):
    file = tmp_path / "deck.md"
    file.write_bytes(data)
    for deck in (read_deck(file), parse_deck(data, file)):
        (problem,) = deck.problems
        assert (problem.place.line, problem.place.column, problem.code) == (line, column, code)
        assert said in problem.message
        assert deck.questions == ()


def test_a_large_file_is_refused_by_its_size_without_being_read(tmp_path):
    file = tmp_path / "large.md"
    with file.open("wb") as stream:
        stream.truncate(50_000_000_000)  # sparse: reading it would take all memory
    assert read_deck(file).problems[0].code == "M105"


def test_what_is_no_file_is_a_problem(tmp_path):
    folder = tmp_path / "folder.md"
    folder.mkdir()
    assert [problem.code for problem in read_deck(folder).problems] == ["M102"]
    assert [problem.code for problem in read_deck(tmp_path / "missing.md").problems] == ["M102"]


def test_every_code_that_is_reported_is_explained_and_every_explained_code_is_reported():
    package = Path(parse_deck.__code__.co_filename).parent.parent
    sources = [file.read_text(encoding="utf-8") for file in package.rglob("*.py") if file.name != "codes.py"]
    reported = set(re.findall(r'"([MYQKRLS]\d{3})"', "".join(sources)))
    assert reported == set(CODES)
