"""Broken decks, each with one mistake: `check` finds that mistake, at its line and column, and nothing else.

`planted/expected.txt` holds every line that is expected, as `check` prints it, without the message.
"""

from __future__ import annotations

import json
import re
from itertools import takewhile
from pathlib import Path

import pytest

from quizapp.cli import main
from quizapp.engine import catalogue
from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Result
from quizapp.errors import RunFailedError
from quizapp.questions import CODES, Library, read_deck
from quizapp.questions.calls import Call
from quizapp.questions.coding import CheckResult, Code, CodeResult

PLANTED = Path(__file__).parent / "planted"
NAMES = sorted(entry.name for entry in PLANTED.iterdir() if entry.name != "expected.txt")
EXPECTED = (PLANTED / "expected.txt").read_text(encoding="utf-8").splitlines()
# What a file of a deck cannot show: these have a test of their own below.
ELSEWHERE = {"M102", "M105", "L401"}

MEASURES = {
    "lasso_path": {"alpha_max": 2.69, "support_alpha_high": 0.04},
    "sparse_regression": {"exact_zeros_ridge": 0, "exact_zeros_lasso": 12},
    "l1_network": {"exact_zeros": 0, "below_1e2": 0.198},
}


def answer(call: Call) -> Result:
    """What the runs of the planted decks measure: seeds other than 42 give another largest penalty, alpha=0.5 fails."""
    params = dict(call.params)
    if params.get("alpha") == 0.5:
        raise RunFailedError("The run ended before it was done.")
    measures = MEASURES[call.demo] | ({} if params.get("seed") == 42 else {"alpha_max": 3.7})
    return Result(call.demo, params, None, measures, {}, "It ran.")


def judge(code: Code) -> CodeResult:
    """How the code of the planted decks comes out, in this process: what it holds is ours."""
    names: dict[str, object] = {}
    exec(code.source + "\n" * 2 + code.tests, names)  # what is read here stands in the folder beside this file
    checks = []
    for name, test in list(names.items()):
        if name.startswith("test_"):
            checks.append(_judged(name, test, names, code))
    return CodeResult(tuple(checks))


def _judged(name: str, test: object, names: dict[str, object], code: Code) -> CheckResult:
    try:
        test(lambda function, *args: names[function](*args))  # type: ignore[operator]
    except NameError:
        line = 1 + code.tests[: code.tests.index("undefined")].count("\n")
        raise RunFailedError(f"The tests of this question are broken: line {line}: a name is not defined") from None
    except (AssertionError, NotImplementedError) as error:
        return CheckResult(name, False, f"it gave {type(error).__name__}")
    return CheckResult(name, True)


@pytest.fixture(autouse=True)
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path))
    monkeypatch.setattr(
        "quizapp.workspace.workspace.make_engine",
        lambda home, *, jobs=1: FakeEngine(answer, find=catalogue.find, codes=judge),
    )


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What `check` finds, as it prints it, without the messages."""
    code = main(["check", str(path), "--json"])
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert code == any(problem["severity"] == "error" for problem in problems)
    root = PLANTED if path.is_relative_to(PLANTED) else path.parent
    assert all(problem["message"].isprintable() and problem["message"] for problem in problems)
    return [
        f"{Path(problem['file']).relative_to(root)}:{problem['line']}:{problem['column']}: {problem['code']}"
        for problem in problems
    ]


def expected(name: str) -> list[str]:
    return [line for line in EXPECTED if re.match(rf"{re.escape(name)}[:/]", line)]


@pytest.mark.parametrize("name", NAMES)
def test_a_planted_mistake_is_found_where_it_is_and_nothing_else_is(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(PLANTED / name, capsys) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_planted_deck_is_called_after_the_code_that_it_gets(name: str) -> None:
    promised = set(takewhile(CODES.__contains__, name.removesuffix(".md").split("-")))
    assert promised == {line.rsplit(" ", 1)[1] for line in expected(name)}


def test_there_is_a_planted_deck_for_every_code() -> None:
    shown = {line.rsplit(" ", 1)[1] for line in EXPECTED}
    assert set(CODES) - shown - ELSEWHERE == set()
    assert len(NAMES) >= 45
    assert [line for line in EXPECTED if re.split("[:/]", line)[0] not in NAMES] == []


def test_a_sound_question_beside_a_broken_one_works() -> None:
    hidden = {"M101", "M103", "M104", "M106", "M107", "M108", "M109"}  # what ends the file, or hides the rest of it
    decks = [PLANTED / name for name in NAMES if name.endswith(".md") and name[:4] not in hidden]
    assert [
        deck.name for deck in decks if "s0und000" not in {question.id for question in read_deck(deck).questions}
    ] == []


# ---------------------------------------------------------------- what no deck of this folder can show


def test_a_question_of_more_characters_than_anybody_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = tmp_path / "large.md"
    deck.write_text("## A\n\n### Answer\nyes\n\n## B\n\n" + "x " * 250_000 + "\n\n### Answer\nyes\n", encoding="utf-8")
    assert checked(deck, capsys) == ["large.md:1:1: Q302", "large.md:6:1: M105"]


def test_what_is_no_file_and_what_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "device.md").symlink_to("/dev/null")
    assert checked(tmp_path / "device.md", capsys) == ["device.md:1:1: M102"]
    assert [problem.code for problem in Library.open([tmp_path / "nowhere"]).problems] == ["L401"]
