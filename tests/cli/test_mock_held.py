"""Interviews on the command line: a wish that cannot be met, the list, and the report in each of its forms."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Ran
from .room import WISH, Clock

Sit = Callable[..., Ran]
Quiz = Callable[..., Ran]

ANSWERS = ("a", "95", "0.25", "80", "ridge makes weights zero", ".", "50", "", "yes it does", ".", ":end", "y")


@pytest.fixture
def held(sit: Sit) -> Sit:
    """An interview was held."""
    assert sit(*ANSWERS).code == 0
    return sit


# ---------------------------------------------------------------- wishes


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (("--minutes", "0"), "An interview takes 1 to 240 minutes, not 0."),
        (("--minutes", "-3"), "“-3” is not a whole number from 0 on"),
        (("--minutes", "1e9"), "“1e9” is not a whole number from 0 on"),
        (("--minutes", "abc"), "“abc” is not a whole number from 0 on"),
        (("--minutes", "1000000000"), "An interview takes 1 to 240 minutes, not 1000000000."),
        (("--minutes", "9" * 5000), "--minutes: "),
        (("--number", "0"), "An interview has 1 to 100 questions, not 0."),
        (("--number", "101"), "An interview has 1 to 100 questions, not 101."),
        (("--preset", "scren"), "There is no preset “scren”. Did you mean screen?"),
        (("--preset", "xyzzy"), "There are: deep, rapid, screen."),
        (("--tag", "zero"), "“zero”. Did you mean zeros?"),
        (("--level", "midd"), "“midd”. Did you mean mid?"),
        (("--preset", "deep", "--tag", "decay"), "decay"),
        (("--seed", "x"), "“x” is not a whole number"),
    ],
)
def test_a_wish_that_cannot_be_met_is_a_usage_error(sit: Sit, home: Path, wish: tuple[str, ...], sentence: str) -> None:
    ran = sit("a", argv=("--plain", *wish))
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert sit(argv=("resume", "--plain")).code == 2, "nothing was begun"


def test_an_interview_longer_than_the_bank_says_so_and_is_shorter(sit: Sit) -> None:
    ran = sit(argv=("--plain", "--preset", "screen", "--seed", "1"))
    assert ran.code == 0
    assert "The decks have " in ran.out
    assert "Question 1 of 3" in ran.out


# ---------------------------------------------------------------- the command line


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("reprot",), "There is no `quizapp mock reprot`. Did you mean report?"),
        (("7",), "There is no `quizapp mock 7`. There are: again, list, practise, report, resume."),
        (("list", "7"), "`quizapp mock list` takes no number."),
        (("report", "1", "2"), "Name one interview: `quizapp mock report 3`."),
        (("again",), "Name the question: `quizapp mock again 2` is the second"),
        (("again", "1", "2", "3"), "Name the question: "),
        (("again", "1"), "No mock interview was scored yet"),
        (("practise",), "No mock interview was scored yet"),
        (("report", "x"), "“x” is not a whole number"),
        (("--json",), "--json is for `quizapp mock report` and `quizapp mock list`."),
        (("report", "--seed", "0"), "--seed is for `quizapp mock`."),
        (("report", "--plain"), "--plain is for `quizapp mock` and `quizapp mock resume` and"),
        (("list", "--md"), "--md is for `quizapp mock report`."),
        (("resume", "--tag", "x"), "--tag is for `quizapp mock`."),
        (("--score",), "--score is for `quizapp mock resume`."),
        (("report", "--json", "--md"), "not allowed with argument"),
        (("report",), "No mock interview was scored yet; `quizapp mock` begins one."),
        (("report", "1"), "No mock interview was scored yet; `quizapp mock` begins one."),
        (("resume",), "No mock interview waits; `quizapp mock` begins one."),
    ],
)
def test_what_cannot_be_done_is_said(sit: Sit, argv: tuple[str, ...], sentence: str) -> None:
    ran = sit(argv=argv)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err


# ---------------------------------------------------------------- the list


def test_before_the_first_interview_the_list_is_empty_and_makes_no_file(sit: Sit, home: Path) -> None:
    ran = sit(argv=("list",))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "No mock interview was scored yet; `quizapp mock` begins one.\n"
    assert sit(argv=("list", "--json")).json == []
    assert not (home / "quizapp.db").exists()


def test_the_list_has_the_newest_first(held: Sit, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    clock.seconds = 86_400
    held("a", "95", "0.5", "80", ":end", "y")
    ran = held(argv=("list",))
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.splitlines()
    assert first.startswith("2  2026-03-03 09:00  free  ")
    assert second.startswith("1  2026-03-02 09:00  free  ")
    assert " 2 of 3 answered  1 min of 5 min" in first
    rows = held(argv=("list", "--json")).json
    assert [(row["id"], row["name"], row["answered"], row["questions"]) for row in rows] == [
        (2, "free", 2, 3),
        (1, "free", 3, 3),
    ]
    assert rows[0]["started_at"] == "2026-03-03T09:00:00+00:00"
    assert rows[0]["said"] == [[95, True], [80, True]]
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, held(argv=("list",)).out.splitlines())) <= 40


def test_the_list_says_that_one_waits(sit: Sit) -> None:
    sit("a")
    ran = sit(argv=("list",))
    assert ran.out == ""
    assert ran.err.startswith("A mock interview (free) is not finished: 1 of 3 answered, ")
    assert "is not finished" in sit(argv=("report",)).err


# ---------------------------------------------------------------- the report


def test_the_report_is_the_last_one_or_that_with_the_number(held: Sit) -> None:
    first = held(argv=("report",)).out
    held("b", "95", ":end", "y")
    last = held(argv=("report",)).out
    assert held(argv=("report", "1")).out == first != last
    assert held(argv=("report", "2")).out == last
    assert "How sure you were\n" in first


def test_the_report_that_follows_the_interview_is_the_one_that_is_kept(sit: Sit) -> None:
    ran = sit(*ANSWERS)
    assert sit(argv=("report",)).out in ran.out


def test_a_misconception_that_stands_comes_first_with_its_correction(held: Sit) -> None:
    told = held(argv=("report",)).out
    found = told[told.index("3. Why does L1 give zeros?") :]
    heavy = "✗ misconception stands, after a follow-up: l2-sparse (says that L2 gives\n  sparsity.)\n"
    assert heavy in found
    assert "  you said: “ridge makes weights zero”\n  Ridge never lands on zero.\n" in found
    assert found.index(heavy) < found.index("a must")


def test_json_is_the_report_and_its_number(held: Sit) -> None:
    data = held(argv=("report", "--json")).json
    assert list(data)[:3] == ["id", "name", "started_at"]
    assert data["id"] == 1
    assert [item["question_id"] for item in data["items"]] == ["room0001", "room0002", "room0003"]
    assert data["items"][0]["points"][0] == {
        "name": "L1",
        "about": "picked",
        "status": "covered",
        "quote": "",
        "signal": "definitions",
        "weight": 1.0,
        "must": False,
        "could": False,
        "judged": "",
    }
    assert json.loads(json.dumps(data)) == data


@pytest.mark.parametrize("argv", [("report", "1", "--md"), ("report", "--md"), ("report", "--md", "-")])
def test_markdown_is_printed(held: Sit, argv: tuple[str, ...]) -> None:
    ran = held(argv=argv)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# Mock interview: free\n")


def test_markdown_and_html_are_written_to_a_file(held: Sit, tmp_path: Path) -> None:
    page, text = tmp_path / "a b.html", tmp_path / "report.md"
    ran = held(argv=("report", "--html", str(page)))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"Exported to {page}\n"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert held(argv=("report", "1", "--md", str(text))).code == 0
    assert text.read_text(encoding="utf-8").startswith("# Mock interview: free\n")


def test_a_folder_that_does_not_exist_is_named(held: Sit, tmp_path: Path) -> None:
    ran = held(argv=("report", "--html", str(tmp_path / "none" / "page.html")))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"quizapp: There is no folder {tmp_path / 'none'}: make it first, or name another file.\n"
    assert not (tmp_path / "none").exists()


def test_a_file_that_cannot_be_written_is_said(held: Sit, tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    ran = held(argv=("report", "--html", str(tmp_path / "page.html")))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Not exported: ")


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_file_without_a_name_is_a_usage_error(held: Sit, form: str) -> None:
    ran = held(argv=("report", f"--{form}", ""))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"quizapp: --{form} wants the name of a file, such as report.{form}.\n"


def test_a_number_behind_md_is_more_likely_that_of_a_report(held: Sit) -> None:
    ran = held(argv=("report", "--md", "1"))
    assert (ran.code, ran.out) == (2, "")
    assert "`quizapp mock report 1 --md` prints report 1; ./1 would be a file." in ran.err


@pytest.mark.parametrize("number", ["0", "2", "999999999999", "9" * 30])
def test_a_report_that_is_not_there(held: Sit, number: str) -> None:
    ran = held(argv=("report", number))
    assert (ran.code, ran.out) == (2, "")
    assert f"There is no interview {number}" in ran.err


@pytest.mark.parametrize("width", ["30", "40", "60", "120", "300"])
def test_the_report_is_readable_at_any_width(held: Sit, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    told = held(argv=("report",)).out
    long = [line for line in told.splitlines() if len(line) > int(width)]
    assert all(len(line.split()) == 1 or line.startswith("  ") for line in long), long
    assert "An interviewer might write:" in " ".join(told.split())
    assert "◕ good" in told or "○ poor" in told


def test_who_hears_the_report_hears_no_bars(held: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "█" in held(argv=("report",)).out
    monkeypatch.setenv("ACCESSIBLE", "1")
    told = held(argv=("report",)).out
    assert not {"█", "░"}.intersection(told)
    assert re.search(r"\nmathematics +\d+ %  [○◔◕●] \w+  \d of \d covered", told)


def test_a_quote_in_markup_stays_as_it_was_said(sit: Sit) -> None:
    sit(":go 3", "L1 makes *some* [weights](x) zero, w[i]", ".", "", "ridge shrinks them", ".", ":end", "y")
    assert "You said: L1 makes *some* [weights](x) zero, w[i]\n" in sit(argv=("report",)).out


def test_the_report_can_be_read_while_another_quizapp_is_open(held: Sit, home: Path) -> None:
    from datetime import UTC, datetime

    from quizapp.store import Store
    from quizapp.workspace.places import Places

    with Store.open(Places(home).store, now=datetime.now(UTC)):
        assert held(argv=("report",)).code == 0
        assert held(argv=("list",)).code == 0


def test_the_same_seed_draws_the_same_again(sit: Sit, held: Sit) -> None:
    first = sit(argv=WISH).out
    sit(argv=("resume", "--score"))
    assert sit(argv=WISH).out == first
