"""`new`: a complete question of any kind, which `check` passes as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.questions import all_kinds, parse_deck, read_deck

from .conftest import DECK, Ran
from .program import quizapp

Quiz = Callable[..., Ran]


def test_without_a_kind_it_lists_them_with_a_line_each(quiz: Quiz) -> None:
    ran = quiz("new")
    assert [line.split()[0] for line in ran.out.splitlines()] == list(all_kinds())
    assert "`quizapp new KIND`" in ran.err


def test_a_question_is_printed(quiz: Quiz) -> None:
    ran = quiz("new", "choice", "--title", "Which one?")
    (question,) = parse_deck(ran.out, Path("x.md")).questions
    assert (question.title, question.kind, question.minted) == ("Which one?", "choice", True)
    assert "--deck FILE" in ran.err


def test_a_mere_name_is_a_deck_of_ones_own(quiz: Quiz, home: Path) -> None:
    path = home / "decks" / "my-deck.md"
    for number, name in enumerate(("my-deck", "my-deck.md")):
        ran = quiz("new", "flashcard", "--deck", name)
        assert ran.code == 0
        file, line = ran.out.strip().rsplit(":", 1)
        assert Path(file) == path
        assert path.read_text().split("\n")[int(line) - 1].startswith("## ")
        assert f"`quizapp preview {path}`" in ran.err
        assert f"`quizapp check {path}`" in ran.err
        assert len(read_deck(path).questions) == number + 1
    assert path.read_text().startswith("---\ndeck: my-deck\ntitle: My deck\n")
    assert quiz("check", "my-deck.md").code == 0


def test_a_deck_that_is_there_is_added_to_and_nothing_in_it_changes(quiz: Quiz, tmp_path: Path) -> None:
    path = tmp_path / "decks" / "decay.md"
    assert quiz("new", "cloze", "--deck", str(path)).code == 0
    assert path.read_text().startswith(DECK)
    assert len(read_deck(path).questions) == 5


def test_a_broken_deck_is_left_alone(quiz: Quiz, tmp_path: Path) -> None:
    path = tmp_path / "broken.md"
    path.write_text("## A\n\n```python\nx\n")
    ran = quiz("new", "choice", "--deck", str(path))
    assert (ran.code, ran.out) == (1, "")
    assert "must be mended first" in ran.err
    assert path.read_text() == "## A\n\n```python\nx\n"


@pytest.mark.parametrize("name", ["README.md", "deck.txt", ".hidden.md", "_later.md"])
def test_a_name_under_which_no_deck_is_found_is_refused(quiz: Quiz, name: str) -> None:
    ran = quiz("new", "choice", "--deck", name)
    assert (ran.code, ran.out) == (2, "")
    assert "a deck is a Markdown file" in ran.err


def test_an_unknown_kind_is_a_usage_error_with_the_list(quiz: Quiz) -> None:
    ran = quiz("new", "multple")
    assert ran.code == 2
    assert "did you mean multiple?" in ran.err
    assert "  flashcard " in ran.err
    assert quiz("new", "choice", "--title", "C #").code == 2


def test_what_it_writes_passes_a_live_check(tmp_path: Path) -> None:
    """The real program, the real runs and the real sandbox, for every kind."""
    deck = tmp_path / "all.md"
    for kind in all_kinds():
        assert quizapp(tmp_path, "new", kind, "--deck", str(deck)).returncode == 0
    checked = quizapp(tmp_path, "check", str(deck))
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stdout + checked.stderr
    assert "all run" in checked.stderr
    assert quizapp(tmp_path, "fmt", "--check", str(deck)).returncode == 0


def test_a_path_is_no_mere_name(quiz: Quiz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert quiz("new", "flashcard", "--deck", "./here.md").out == f"{tmp_path / 'here.md'}:7\n"
    assert len(read_deck(tmp_path / "here.md").questions) == 1
