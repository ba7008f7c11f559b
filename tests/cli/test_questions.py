"""`list`, `show` and `grade`: what they print for programs, and for people."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine

from .conftest import CARD, CHOICE, CLOZE, MEASURES, NUMERIC, Ran

Quiz = Callable[..., Ran]

LIST_FIELDS = ["id", "deck", "title", "kind", "level", "tags", "points", "seconds", "live"]
LIST_FIELDS += ["needs", "file", "line"]
GRADE_FIELDS = ["id", "kind", "verdict", "score", "expected", "feedback", "points", "run"]
GRADE_FIELDS += ["misconceptions", "meant", "follow_ups"]
RUN_FIELDS = ["demo", "params", "seed", "measures", "claims", "table", "seconds", "cached", "versions"]


def test_list_describes_every_question(quiz: Quiz, home: Path) -> None:
    rows = quiz("list", "--json").json
    assert [list(row) for row in rows] == [LIST_FIELDS] * 4
    deck = home.parent / "decks" / "decay.md"
    line = deck.read_text().split("\n").index("## Which one shrinks the weight itself?") + 1
    assert rows[0] == {
        "id": CHOICE,
        "deck": "basics/decay",
        "title": "Which one shrinks the weight itself?",
        "kind": "choice",
        "level": "junior",
        "tags": ["adamw", "decay"],
        "points": 2.0,
        "seconds": 30,
        "live": True,
        "needs": [],
        "file": str(deck),
        "line": line,
    }
    assert [row["live"] for row in rows] == [True, True, False, False]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (("--tag", "words"), [CARD, CLOZE]),
        (("--kind", "numeric"), [NUMERIC]),
        (("--level", "junior"), [CHOICE]),
        (("--deck", "decay", "--tag", "decay"), [CHOICE, NUMERIC]),
        (("--tag", "words", "--kind", "numeric"), []),
    ],
)
def test_filters_must_all_fit(quiz: Quiz, filters: tuple[str, ...], ids: list[str]) -> None:
    assert [row["id"] for row in quiz("list", "--json", *filters).json] == ids


def test_coverage_is_no_json(quiz: Quiz) -> None:
    assert quiz("list", "--coverage").out.startswith("| topic | all |")
    ran = quiz("list", "--coverage", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "not allowed with" in ran.err


def test_the_list_for_people_stands_below_its_deck(quiz: Quiz) -> None:
    ran = quiz("list")
    assert ran.out.startswith(f"basics/decay\n  {CHOICE}  choice     junior    live  Which one shrinks")
    assert ran.err == "4 questions\n"


@pytest.mark.parametrize("where", ["before", "after"])
def test_content_adds_a_folder_before_or_after_the_command(quiz: Quiz, tmp_path: Path, where: str) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "x.md").write_text("## One more\n<!-- q id=zzzz9999 -->\n\nWhy?\n\n### Answer\nSo.\n")
    content = ("--content", str(more))
    ran = quiz(*content, "list", "--json") if where == "before" else quiz("list", "--json", *content)
    assert "zzzz9999" in [row["id"] for row in ran.json]


def test_content_that_is_not_there_is_a_usage_error(quiz: Quiz, tmp_path: Path) -> None:
    ran = quiz("list", "--content", str(tmp_path / "nowhere"))
    assert (ran.code, ran.out) == (2, "")
    assert "there is no such folder" in ran.err


def test_a_filter_that_nothing_has_gets_the_nearest(quiz: Quiz) -> None:
    ran = quiz("list", "--tag", "adam")
    assert ran.code == 2
    assert "Did you mean adamw?" in ran.err


def test_problems_in_decks_are_narrated_beside_the_list(quiz: Quiz, home: Path) -> None:
    (home.parent / "decks" / "broken.md").write_text("## No answer at all\n")
    ran = quiz("list", "--json")
    assert len(ran.json) == 4
    assert "`quizapp check` says what and where" in quiz("list").err


# ---------------------------------------------------------------- show


def test_show_adds_the_prompt_and_the_variant(quiz: Quiz, engines: list[FakeEngine]) -> None:
    shown = quiz("show", NUMERIC, "--json").json
    assert list(shown) == [*LIST_FIELDS, "prompt", "variant", "unit"]
    assert shown["prompt"] == "SGD with `steps=10`."
    assert shown["variant"] == {"steps": 10}
    assert engines == []


@pytest.mark.parametrize(("seed", "steps"), [(1, 20), (2, 10), (7, 20)])
def test_the_seed_chooses_the_variant(quiz: Quiz, seed: int, steps: int) -> None:
    shown = quiz("show", NUMERIC, "--json", "--seed", str(seed)).json
    assert shown["prompt"] == f"SGD with `steps={steps}`."


def test_show_names_what_a_question_builds_on(quiz: Quiz, home: Path) -> None:
    deck = home.parent / "decks" / "decay.md"
    text = deck.read_text()
    deck.write_text(text.replace(f"id={CHOICE}", f"id={CHOICE} needs={CARD},{CLOZE},zzzzzzzz"))
    shown = quiz("show", CHOICE)
    assert "Builds on: " in shown.out
    assert quiz("show", CHOICE, "--json").json["needs"] == [CARD, CLOZE, "zzzzzzzz"]
    assert "Builds on" not in quiz("show", CARD).out


def test_show_answer_runs_a_live_key(quiz: Quiz) -> None:
    shown = quiz("show", NUMERIC, "--json", "--answer").json
    assert list(shown)[-3:] == ["key", "tolerance", "explanation"]
    assert (shown["key"], shown["tolerance"]) == (MEASURES["sgd_weight_decay"], {"rel": 0.01})


def test_show_answer_of_a_choice_needs_no_run(quiz: Quiz, engines: list[FakeEngine]) -> None:
    shown = quiz("show", CHOICE, "--json", "--answer").json
    assert (shown["key"], shown["tolerance"], shown["explanation"]) == ("b) AdamW", None, "AdamW multiplies.")
    assert engines == []


@pytest.mark.usefixtures("down")
def test_a_key_that_could_not_be_run_is_null_and_stderr_says_why(quiz: Quiz) -> None:
    ran = quiz("show", NUMERIC, "--json", "--answer")
    assert ran.json["key"] is None
    assert ran.err == "Not run live: torch is not installed.\n"
    assert "Key: not known without its run." in quiz("show", NUMERIC, "--answer").out


def test_show_for_people_has_plain_maths_and_letters(quiz: Quiz) -> None:
    out = quiz("show", CHOICE, "--answer").out
    assert "Think of `w[i] = w[i] - lr*[b]` and of a/b.\n\na) Adam\nb) AdamW\n" in out
    assert "Proved by:\n  quizapp demo decay_step --set steps=10\n  adamw > adam_penalty\n" in out
    assert "b) AdamW" not in quiz("show", CHOICE).out.split("b) AdamW", 1)[1]


@pytest.mark.parametrize("name", [NUMERIC, "BBBB", "What is left after some steps?", "what is LEFT"])
def test_a_question_is_found_by_id_title_or_beginning(quiz: Quiz, name: str) -> None:
    assert quiz("show", name, "--json").json["id"] == NUMERIC


def test_a_beginning_that_several_have_names_them(quiz: Quiz) -> None:
    ran = quiz("show", "Wh")
    assert ran.code == 2
    assert f"2 questions begin with “Wh”: {CHOICE} “Which one" in ran.err


def test_a_whole_title_wins_over_a_longer_one(quiz: Quiz, home: Path) -> None:
    more = "## The two names again\n<!-- q id=eeee5555 -->\n\nWhy?\n\n### Answer\nSo.\n"
    (home.parent / "decks" / "more.md").write_text(more)
    assert quiz("show", "the two names", "--json").json["id"] == CLOZE
    assert quiz("show", "The two names a", "--json").json["id"] == "eeee5555"


@pytest.mark.parametrize("name", ["bbbb2223", "What is leff after some steps"])
def test_an_unknown_question_gets_the_nearest(quiz: Quiz, name: str) -> None:
    ran = quiz("show", name)
    assert (ran.code, ran.out) == (2, "")
    assert f"Did you mean {NUMERIC} “What is left after some steps?”?" in ran.err


# ---------------------------------------------------------------- grade


def test_a_live_answer_is_graded_with_its_run(quiz: Quiz) -> None:
    graded = quiz("grade", NUMERIC, "--answer", "2.5e-1", "--json").json
    assert list(graded) == GRADE_FIELDS
    assert (graded["verdict"], graded["score"], graded["feedback"]) == ("wrong", 0.0, "That is the *penalty*.")
    assert graded["expected"] == "0.5 (anything from 0.495 to 0.505 counts)"
    assert list(graded["run"]) == RUN_FIELDS
    assert graded["run"]["params"]["steps"] == 10


def test_grade_takes_the_variant_of_the_seed(quiz: Quiz) -> None:
    graded = quiz("grade", NUMERIC, "--answer", "0.5", "--seed", "1", "--json").json
    assert graded["verdict"] == "right"
    assert graded["run"]["params"]["steps"] == 20


def test_points_say_what_was_judged_how(quiz: Quiz, engines: list[FakeEngine]) -> None:
    graded = quiz("grade", CLOZE, "--answer", "adam|nadam", "--json").json
    assert (graded["verdict"], graded["score"], graded["run"]) == ("partial", 0.5, None)
    assert graded["points"] == [
        {"name": "Adam", "status": "covered", "evidence": "adam"},
        {"name": "AdamW", "status": "contradicted", "evidence": "nadam"},
    ]
    assert engines == []


def test_an_unreadable_answer_runs_nothing(quiz: Quiz, engines: list[FakeEngine]) -> None:
    ran = quiz("grade", NUMERIC, "--answer", "2x", "--json")
    assert (ran.code, ran.json["verdict"]) == (0, "unreadable")
    assert "'x'" in ran.json["feedback"]
    assert engines == []


@pytest.mark.usefixtures("down")
def test_without_an_engine_an_answer_is_unchecked_and_says_why(quiz: Quiz) -> None:
    ran = quiz("grade", NUMERIC, "--answer", "0.5", "--json")
    assert (ran.json["verdict"], ran.json["run"]) == ("unchecked", None)
    assert ran.json["feedback"] == "Not checked live: torch is not installed."
    assert quiz("grade", NUMERIC, "--answer", "0.5").out == "Not checked\nNot checked live: torch is not installed.\n"


@pytest.mark.parametrize("arguments", [("--answer", "-"), ("-",)])
def test_an_answer_can_come_from_the_input(quiz: Quiz, arguments: tuple[str, ...]) -> None:
    assert quiz("grade", CHOICE, "--json", *arguments, lines="b\n").json["verdict"] == "right"


@pytest.mark.parametrize("negative", ["-1", "-1e-3", "-2,69e0", "-.5"])
def test_a_negative_answer_is_no_option(quiz: Quiz, negative: str) -> None:
    assert quiz("grade", NUMERIC, "--answer", negative, "--json").json["verdict"] == "wrong"


def test_a_missing_answer_is_a_usage_error_but_a_flashcard_has_none(quiz: Quiz) -> None:
    assert quiz("grade", NUMERIC).code == 2
    graded = quiz("grade", CARD, "--json").json
    assert (graded["verdict"], graded["expected"]) == ("unchecked", "Weights shrink at **every** step.")


def test_nothing_is_kept_of_a_grade(quiz: Quiz, home: Path) -> None:
    quiz("grade", CHOICE, "--answer", "b")
    assert not (home / "quizapp.db").exists()
    assert json.loads(quiz("stats", "--json").out)["reviews"] == 0
