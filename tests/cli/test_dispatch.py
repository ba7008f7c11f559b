"""How a command line is read, and the exit code and sentence of every way in which it ends."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp import __version__
from quizapp.cli import main
from quizapp.cli.dispatch import COMMANDS

from .conftest import Ran

Quiz = Callable[..., Ran]


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"usage: quizapp {command} ")
    assert "--content DIR" in out


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"quizapp {__version__}\n"


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["lst"], "there is no command “lst”; did you mean list?"),
        (["xyzzy"], "there are practice, mock, quick"),
        (["list", "--jsn"], "--jsn"),
        (["practice", "--limit", "0"], "it must be at least 1"),
        (["practice", "--new", "many"], "“many” is not a whole number"),
    ],
)
def test_usage_errors_end_with_2(capsys: pytest.CaptureFixture[str], argv: list[str], sentence: str) -> None:
    assert main(argv) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert sentence in captured.err


def test_an_unexpected_error_is_one_sentence_and_a_log_file(
    quiz: Quiz, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("the cat\nis out")

    monkeypatch.setattr("quizapp.cli.list.as_json", break_down)
    ran = quiz("list", "--json")
    (log,) = (home / "log").iterdir()
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert f"(RuntimeError: the cat). Your answers are safe. The details are in {log}" in ran.err
    assert "Traceback (most recent call last)" in log.read_text()


def test_a_home_that_cannot_be_written_still_gets_a_sentence(
    quiz: Quiz, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("quizapp.cli.list.as_json", break_down)
    home.write_text("a file, not a folder")
    ran = quiz("list", "--json")
    assert ran.code == 1
    assert "could not be written to a log file" in ran.err


def test_an_interrupt_ends_quietly(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quizapp.cli.list.as_json", interrupt)
    ran = quiz("list", "--json")
    assert (ran.code, ran.out, ran.err) == (130, "", "\n")


def test_locate_makes_nothing(quiz: Quiz, home: Path) -> None:
    places = quiz("locate", "--json").json
    assert places["home"] == str(home)
    assert places["store"] == str(home / "quizapp.db")
    assert "(not made yet)" in quiz("locate").out
    assert not home.exists()


def test_stats_before_the_first_answer_are_zeros(quiz: Quiz, home: Path) -> None:
    numbers = quiz("stats", "--json").json
    counted = ["questions", "seen", "reviews", "due_today", "days", "tags", "forecast"]
    assert list(numbers) == [*counted, "interview", "interviews"]
    assert (numbers["interview"], numbers["interviews"]) == (None, [])
    assert (numbers["questions"], numbers["seen"], numbers["reviews"], numbers["days"]) == (4, 0, 0, [])
    assert {"tag": "words", "questions": 2, "seen": 0, "recall": None} in numbers["tags"]
    assert [row["due"] for row in numbers["forecast"]] == [0] * 14
    assert not (home / "quizapp.db").exists()


def test_stats_count_what_was_rated(quiz: Quiz) -> None:
    quiz("practice", "--plain", lines="a\n\n0.5\n\n")
    numbers = quiz("stats", "--json").json
    assert (numbers["seen"], numbers["reviews"], numbers["due_today"]) == (2, 2, 1)
    assert [(row["reviews"], row["right"]) for row in numbers["days"]] == [(2, 1)]
    assert numbers["forecast"][0]["due"] == 1
    assert sum(row["due"] for row in numbers["forecast"]) == 2
    recalls = {row["tag"]: row["recall"] for row in numbers["tags"]}
    assert recalls["decay"] == pytest.approx(1.0)
    assert "2 answers, 1 due today" in quiz("stats").out
