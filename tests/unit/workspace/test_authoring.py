"""Drafts and own decks: nothing that was typed is lost, nothing of a deck is changed but what was added."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.errors import ContentError
from quizapp.questions import parse_deck
from quizapp.workspace.authoring import can_be_changed, own_decks, save, take_back
from quizapp.workspace.drafts import bring_back, discard, drafts, keep, new_draft
from quizapp.workspace.places import PACKAGE, Places

QUESTION = "## Which?\n<!-- q id=abcdefgh -->\n\n- [x] a\n- [ ] b\n"
DECK = "---\ndeck: mine\n---\n\n## First\n<!-- q id=aaaaaaaa -->\n\n### Answer\nYes.\n"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "home")


@pytest.fixture
def draft(places: Places) -> Path:
    """A draft on disk."""
    path = new_draft(places.drafts, "choice")
    keep(path, QUESTION)
    return path


def test_drafts_are_listed_by_kind_and_title_the_latest_first(places: Places, draft: Path) -> None:
    other = new_draft(places.drafts, "order")
    keep(other, "nothing yet")
    os.utime(draft, (1, 1))
    assert [(found.path, found.kind, found.title) for found in drafts(places.drafts)] == [
        (other, "order", "a question without a title"),
        (draft, "choice", "Which?"),
    ]


def test_an_id_that_was_copied_with_a_question_gives_way_to_a_new_one(places: Places, draft: Path) -> None:
    saved = save(draft, places.decks / "mine.md", {"abcdefgh"})
    (question,) = parse_deck(saved.after, saved.deck).questions
    assert (question.title, question.id) == ("Which?", saved.id)
    assert saved.id != "abcdefgh"
    take_back(saved)
    assert f"id={saved.id}" in draft.read_text(encoding="utf-8")
    assert save(draft, places.decks / "mine.md", {"abcdefgh"}).id == saved.id


def test_without_a_folder_there_is_no_draft(places: Places) -> None:
    assert drafts(places.drafts) == ()
    new_draft(places.drafts, "choice")
    assert not places.drafts.exists()


def test_a_discarded_draft_can_be_brought_back(places: Places, draft: Path) -> None:
    discard(draft)
    assert drafts(places.drafts) == ()
    bring_back(draft)
    assert draft.read_text(encoding="utf-8") == QUESTION
    with pytest.raises(ContentError, match="cannot be brought back"):
        bring_back(draft)


def test_a_draft_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    with pytest.raises(ContentError, match="What you typed is only on the screen"):
        keep(tmp_path / "home" / "drafts" / "choice-abcdefgh.md", QUESTION)


def test_the_first_question_makes_the_deck_and_taking_it_back_deletes_it(places: Places, draft: Path) -> None:
    deck = places.decks / "my-questions.md"
    saved = save(draft, deck)
    read = parse_deck(deck.read_bytes(), deck)
    assert (read.title, [question.id for question in read.questions], read.problems) == (
        "My questions",
        ["abcdefgh"],
        (),
    )
    assert not draft.exists()
    take_back(saved)
    assert not deck.exists()
    assert draft.read_text(encoding="utf-8") == QUESTION


def test_a_question_is_added_below_the_others_byte_for_byte(places: Places, draft: Path) -> None:
    places.decks.mkdir(parents=True)
    deck = places.decks / "mine.md"
    before = DECK.replace("\n", "\r\n").encode()
    deck.write_bytes(before)
    saved = save(draft, deck)
    assert deck.read_bytes() == before + b"\r\n" + QUESTION.replace("\n", "\r\n").encode()
    take_back(saved)
    assert deck.read_bytes() == before


def test_a_deck_that_was_changed_since_keeps_the_question(places: Places, draft: Path) -> None:
    deck = places.decks / "my-questions.md"
    saved = save(draft, deck)
    deck.write_text(deck.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    with pytest.raises(ContentError, match="was changed meanwhile: the question stays in it"):
        take_back(saved)
    assert "More." in deck.read_text(encoding="utf-8")
    assert not draft.exists()


def test_a_deck_in_which_it_would_not_be_read_stays_as_it_is(places: Places, draft: Path) -> None:
    places.decks.mkdir(parents=True)
    deck = places.decks / "mine.md"
    deck.write_text(DECK + "\n```python\nnever closed\n", encoding="utf-8")
    before = deck.read_bytes()
    with pytest.raises(ContentError, match="Nothing was added: the deck must be mended first"):
        save(draft, deck)
    assert deck.read_bytes() == before
    assert draft.exists()


def test_own_decks_begin_with_the_usual_one(places: Places) -> None:
    usual = places.decks / "my-questions.md"
    assert own_decks(places) == (usual,)
    (places.decks / "more").mkdir(parents=True)
    for name in ("b.md", "README.md", "_off.md", "my-questions.md", "more/a.md"):
        (places.decks / name).write_text(DECK, encoding="utf-8")
    assert own_decks(places) == (usual, places.decks / "b.md", places.decks / "more" / "a.md")


def test_a_deck_inside_the_package_is_not_the_persons_to_change(places: Places, draft: Path) -> None:
    assert not can_be_changed(PACKAGE / "errors.py"), "the next version would overwrite it"
    assert can_be_changed(PACKAGE.parent / "content" / "l1-sparsity.md"), "a checkout is the author's own"
    assert can_be_changed(draft)
    draft.chmod(0o444)
    assert os.geteuid() == 0 or not can_be_changed(draft)
