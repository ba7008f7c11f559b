"""`check`: every problem at once, live proofs, and the exit code."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine

from .conftest import DECK, Ran

Quiz = Callable[..., Ran]

SOUND = DECK.replace(", sgdw > 1]", "]")
PROBLEM_FIELDS = ["file", "line", "column", "code", "severity", "message", "hint"]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck in which everything holds."""
    path = tmp_path / "sound.md"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_a_sound_deck_passes(quiz: Quiz, deck: Path, home: Path) -> None:
    ran = quiz("check", str(deck), "--json")
    assert ran.code == 0
    assert list(ran.json) == ["problems", "questions", "live", "levels", "kinds", "seconds"]
    assert (ran.json["problems"], ran.json["questions"], ran.json["live"]) == ([], 4, 2)
    assert ran.json["levels"] == {"junior": 1, "mid": 1, "senior": 1, "research": 1}
    assert ran.json["kinds"] == {"choice": 1, "numeric": 1, "flashcard": 1, "cloze": 1}
    assert not (home / "quizapp.db").exists()


def test_evidence_that_does_not_hold_fails_the_deck(quiz: Quiz) -> None:
    ran = quiz("check", "--json")
    assert ran.code == 1
    (problem,) = ran.json["problems"]
    assert list(problem) == PROBLEM_FIELDS
    assert (problem["code"], problem["severity"]) == ("L403", "error")
    assert "sgdw > 1 does not hold" in problem["message"]


def test_every_variant_is_run(quiz: Quiz, deck: Path, engines: list[FakeEngine]) -> None:
    quiz("check", str(deck), "--jobs", "2")
    assert {dict(call.params)["steps"] for call in engines[-1].ran} == {10, 20}


def test_no_live_runs_nothing(quiz: Quiz, engines: list[FakeEngine]) -> None:
    ran = quiz("check", "--no-live")
    assert (ran.code, ran.out, engines) == (0, "", [])
    assert ran.err == "4 questions in 1 deck, 2 of them live (not run): no problems\n"


def test_problems_are_printed_with_their_place_and_a_hint(quiz: Quiz, deck: Path) -> None:
    deck.write_text(SOUND.replace("- [x] AdamW", "- [ ] AdamW"), encoding="utf-8")
    ran = quiz("check", str(deck), "--no-live")
    assert ran.code == 1
    place, code, hint = ran.out.split("\n")[0].split(": ", 1)[0], "Q310", ran.out.split("\n")[1]
    assert place.startswith(f"{deck}:")
    assert f": {code} " in ran.out
    assert hint.startswith("    ")
    assert "1 error, 0 warnings" in ran.err


def test_warnings_alone_are_fine(quiz: Quiz, deck: Path) -> None:
    deck.write_text("## No id\n\nWhy?\n\n### Answer\nSo.\n", encoding="utf-8")
    ran = quiz("check", str(deck), "--json")
    assert [problem["severity"] for problem in ran.json["problems"]] == ["warning"]
    assert ran.code == 0


def test_options_may_stand_between_paths(quiz: Quiz, deck: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("## One more\n<!-- q id=zzzz9999 -->\n\nWhy?\n\n### Answer\nSo.\n")
    assert quiz("check", str(deck), "--json", str(other)).json["questions"] == 5


def test_a_path_that_is_not_there_is_a_usage_error(quiz: Quiz, tmp_path: Path) -> None:
    ran = quiz("check", str(tmp_path / "nowhere.md"))
    assert (ran.code, ran.out) == (2, "")
    assert "there is no such file or folder" in ran.err


def test_an_own_deck_is_found_by_its_name_from_any_folder(quiz: Quiz, home: Path) -> None:
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "mine.md").write_text("## Mine\n<!-- q id=zzzz9999 -->\n\nWhy?\n\n### Answer\nSo.\n")
    ran = quiz("check", "mine.md", "--json")
    assert (ran.code, ran.json["questions"], ran.json["problems"]) == (0, 1, [])
    assert quiz("check", "yours.md").code == 2


COPY = "---\ndeck: copy\n---\n\n## Mine\n<!-- q id={} -->\n\nWhy?\n\n### Answer\nSo.\n"


def test_an_own_deck_is_found_without_its_ending(quiz: Quiz, home: Path) -> None:
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "mine.md").write_text(COPY.format("zzzz9999"), encoding="utf-8")
    assert quiz("check", "mine", "--json").json["questions"] == 1


def test_an_id_that_was_copied_from_a_deck_that_is_not_named_is_found(quiz: Quiz, home: Path, tmp_path: Path) -> None:
    (entry, *_) = quiz("list", "--json").json
    other = tmp_path / "other.md"
    other.write_text(COPY.format(entry["id"]), encoding="utf-8")
    ran = quiz("check", str(other), "--json")
    (problem,) = ran.json["problems"]
    assert (ran.code, problem["code"], problem["line"]) == (1, "Q303", 5)
    assert f"{entry['file']}:{entry['line']}" in problem["message"]


def test_another_copy_of_a_known_deck_is_no_duplicate_unless_both_are_read(
    quiz: Quiz, home: Path, tmp_path: Path
) -> None:
    (entry, *_) = quiz("list", "--json").json
    text = Path(entry["file"]).read_text(encoding="utf-8")
    (home / "decks").mkdir(parents=True)
    for file in (tmp_path / "checkout.md", home / "decks" / "mine.md"):
        file.write_text(text, encoding="utf-8")
    assert "Q303" not in quiz("check", str(tmp_path / "checkout.md"), "--no-live").out
    assert "Q303" in quiz("check", "mine", "--no-live").out


@pytest.mark.usefixtures("down")
def test_an_engine_that_is_down_proves_nothing(quiz: Quiz, deck: Path) -> None:
    ran = quiz("check", str(deck), "--json")
    assert ran.code == 1
    assert ran.json["problems"] == []
    assert ran.err == "The live keys were not proved: torch is not installed.\n"
