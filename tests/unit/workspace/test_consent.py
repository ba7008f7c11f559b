"""Whose code may run: the bundled decks', and that of a content to which the person said yes. Over a real store."""

from datetime import UTC, datetime

import pytest

from quizapp.errors import ContentError, StoreReadOnlyError
from quizapp.store import Store
from quizapp.workspace import consent
from quizapp.workspace.consent import agree, consent_for, is_bundled
from quizapp.workspace.places import bundled_decks

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "quizapp.db"


@pytest.fixture
def store(path):
    with Store.open(path, now=NOW) as opened:
        yield opened


@pytest.fixture
def deck(tmp_path):
    file = tmp_path / "mine.md"
    file.write_bytes(b"# Mine\r\n")
    return file


def test_the_decks_that_came_with_the_app_never_ask(store):
    bundled = sorted(bundled_decks().rglob("*.md"))
    assert bundled
    for file in bundled:
        assert consent_for(file, store).given
    assert store.consents() == frozenset()


def test_another_deck_asks_until_the_person_says_yes(store, path, deck):
    asked = consent_for(deck, store)
    assert not asked.given
    assert not consent_for(deck, store).given  # to be asked is not to agree
    agree(asked, store, NOW)
    assert consent_for(deck, store).given
    assert consent_for(deck, store).question == ""
    with Store.open(path, now=NOW, read_only=True) as another:
        assert consent_for(deck, another).given


def test_a_changed_deck_asks_again_and_the_old_content_does_not(store, deck):
    before = deck.read_bytes()
    agree(consent_for(deck, store), store, NOW)
    deck.write_bytes(before + b" ")
    assert not consent_for(deck, store).given
    deck.write_bytes(before.replace(b"\r\n", b"\n"))
    assert not consent_for(deck, store).given
    deck.write_bytes(before)
    assert consent_for(deck, store).given


def test_the_yes_is_to_the_content_wherever_it_lies(store, deck, tmp_path):
    agree(consent_for(deck, store), store, NOW)
    moved = deck.rename(tmp_path / "moved.md")
    assert consent_for(moved, store).given
    other = tmp_path / "mine.md"
    other.write_text("# Other")
    assert not consent_for(other, store).given


def test_the_question_says_what_runs_from_where_under_which_limits(store, deck):
    question = consent_for(deck, store).question
    for part in (str(deck), "10 s", "512 MB", "files of up to 1 MB", "guards against accidents, not against harm"):
        assert part in question
    assert question.endswith("?")


def test_a_link_out_of_the_bundled_decks_is_not_bundled(tmp_path, deck, monkeypatch, store):
    bundled = tmp_path / "bundled"
    bundled.mkdir()
    (bundled / "inside.md").write_text("# Inside")
    (bundled / "link.md").symlink_to(deck)
    (tmp_path / "bundled-too").mkdir()
    (tmp_path / "bundled-too" / "beside.md").write_text("# Beside")
    assert is_bundled(bundled / "inside.md", bundled)
    assert not is_bundled(bundled / "link.md", bundled)
    assert not is_bundled(bundled / ".." / "mine.md", bundled)
    assert not is_bundled(tmp_path / "bundled-too" / "beside.md", bundled)
    monkeypatch.setattr(consent, "bundled_decks", lambda: bundled)
    assert consent_for(bundled / "inside.md", store).given
    assert not consent_for(bundled / "link.md", store).given


def test_what_cannot_be_kept_or_read_is_a_sentence(store, path, deck):
    asked = consent_for(deck, store)
    with Store.open(path, now=NOW, read_only=True) as reader, pytest.raises(StoreReadOnlyError):
        agree(asked, reader, NOW)
    deck.unlink()
    with pytest.raises(ContentError, match="cannot be read"):
        consent_for(deck, store)
