"""`fmt`: decks are tidied in place, or it is said what would change."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.questions import Library

from .conftest import DECK, Ran

Quiz = Callable[..., Ran]

UNTIDY = "## A card \n<!-- q level=mid  id=aaaa0000-->\n\n### Answer\nyes\n\n## Another\n\n### Answer\nno"
TIDY = (
    "## A card\n<!-- q id=aaaa0000 level=mid -->\n\n### Answer\nyes\n\n## Another\n<!-- q id={} -->\n\n### Answer\nno\n"
)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "untidy.md"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def ids(path: Path) -> list[str]:
    return [entry.id for entry in Library.open([path]).entries]


def test_a_deck_is_tidied_and_its_questions_keep_the_ids_that_they_went_by(quiz: Quiz, deck: Path) -> None:
    before = ids(deck)
    ran = quiz("fmt", str(deck))
    assert (ran.code, ran.out) == (0, f"{deck}: tidied, 1 new id\n")
    assert ran.err == "1 deck read, 1 changed.\n"
    assert deck.read_text() == TIDY.format(before[1])
    assert ids(deck) == before
    assert quiz("fmt", str(deck)).err == "1 deck read, 0 changed.\n"


def test_check_writes_nothing_and_fails(quiz: Quiz, deck: Path, tmp_path: Path) -> None:
    ran = quiz("fmt", "--check", str(deck), str(tmp_path / "decks"))
    assert (ran.code, ran.out, ran.err) == (1, f"{deck}\n", "2 decks read, 1 would change.\n")
    assert deck.read_text() == UNTIDY
    assert quiz("fmt", "--check", str(tmp_path / "decks")).code == 0


def test_diff_shows_each_line_that_would_change(quiz: Quiz, deck: Path) -> None:
    ran = quiz("fmt", "--diff", str(deck))
    assert ran.code == 0
    assert "\n-<!-- q level=mid  id=aaaa0000-->\n+## A card\n+<!-- q id=aaaa0000 level=mid -->\n" in ran.out
    assert ran.out.endswith("\n-no\n\\ No newline at end of file\n+no\n")
    assert deck.read_text() == UNTIDY
    assert quiz("fmt", "--diff", "--check", str(deck)).code == 1


def test_without_a_path_it_is_about_ones_own_decks(quiz: Quiz, home: Path) -> None:
    assert "no decks of your own yet" in quiz("fmt").err
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "mine.md").write_text(UNTIDY, encoding="utf-8")
    assert quiz("fmt").out == f"{home / 'decks' / 'mine.md'}: tidied, 1 new id\n"
    assert quiz("fmt", "mine.md").err == "1 deck read, 0 changed.\n"


def test_two_decks_never_get_one_id(quiz: Quiz, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.md").write_text("## Same\n\n### Answer\nx\n", encoding="utf-8")
    assert quiz("fmt", str(tmp_path / "a"), str(tmp_path / "b")).code == 0
    assert ids(tmp_path / "a") != ids(tmp_path / "b")


def test_a_link_stays_one_and_its_deck_is_tidied_once(quiz: Quiz, deck: Path) -> None:
    folder = deck.parent / "links"
    folder.mkdir()
    link = folder / "link.md"
    link.symlink_to(deck)
    assert quiz("fmt", str(link)).code == 0
    assert link.is_symlink()
    deck.write_text(UNTIDY, encoding="utf-8")
    ran = quiz("fmt", str(deck), str(folder))
    assert (ran.code, ran.err) == (0, "1 deck read, 1 changed.\n")
    assert deck.read_text() == TIDY.format(ids(deck)[1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DECK + "\n```python\n", "M103 this fence is never closed"),
        (UNTIDY.replace("aaaa0000", "AAAA"), "Q301 the id 'AAAA' is not"),
    ],
)
def test_what_only_the_author_can_mend_is_said(quiz: Quiz, deck: Path, text: str, said: str) -> None:
    deck.write_text(text, encoding="utf-8")
    ran = quiz("fmt", str(deck))
    assert ran.code == 1
    assert f"{deck}:" in ran.err
    assert said in ran.err


def test_a_file_that_cannot_be_written_is_said_and_the_others_are_tidied(
    quiz: Quiz, deck: Path, tmp_path: Path
) -> None:
    deck.chmod(0o444)
    other = tmp_path / "other.md"
    other.write_text(UNTIDY.replace("aaaa0000", "bbbb0000"), encoding="utf-8")
    ran = quiz("fmt", str(deck), str(other))
    assert (ran.code, ran.out) == (1, f"{other}: tidied, 1 new id\n")
    assert "is read-only: nothing was written" in ran.err
    assert ran.err.endswith("2 decks read, 1 changed.\n")


def test_a_path_that_is_not_there_is_a_usage_error(quiz: Quiz) -> None:
    assert quiz("fmt", "nowhere.md").code == 2
