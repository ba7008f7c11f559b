from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

from quizapp.store import Session, Store

from .conftest import NOW, answer


def test_marks_are_set_and_cleared(store):
    store.set_mark("q1", True)
    store.set_mark("q1", True)
    store.set_mark("q2", True)
    store.set_mark("q1", False)
    assert store.marks() == {"q2"}


def test_a_yes_is_kept_once_with_its_moment(path):
    with Store.open(path, now=NOW) as store:
        assert store.consents() == frozenset()
        store.consent("a1", NOW)
        store.consent("a1", NOW + timedelta(days=1))
        store.consent("b2", NOW)
    with Store.open(path, now=NOW) as store:
        assert store.consents() == {"a1", "b2"}
    with closing(sqlite3.connect(path)) as raw:
        kept = raw.execute("SELECT at FROM consents WHERE content_hash = 'a1'").fetchall()
    assert kept == [("2026-03-01T12:00:00.000000+00:00",)]


def test_settings_keep_their_type_and_none_is_the_default(store):
    values = {
        "new_per_day": 10,
        "retention": 0.93,
        "interview": "2026-04-01",
        "theme": "λ dark",
        "bell": False,
        "l": [1],
    }
    for name, value in values.items():
        store.set_setting(name, value)
    assert store.settings() == values
    store.set_setting("theme", "light")
    store.set_setting("interview", None)
    assert store.settings()["theme"] == "light"
    assert "interview" not in store.settings()


def test_drafts_are_kept_until_they_are_empty(store):
    store.set_draft("q1", "Weight decay is …\nnot L2")
    store.set_draft("q2", "x")
    store.set_draft("q2", "")
    assert store.drafts() == {"q1": "Weight decay is …\nnot L2"}


def test_the_last_session_is_the_one_saved_last(store):
    assert store.last_session() is None
    early = Session("practice", NOW, NOW + timedelta(minutes=5), 10, 8, 240.5)
    late = Session("mock", NOW - timedelta(days=1), NOW, 3, 1, 99.0)
    store.save_session(early)
    store.save_session(late)
    assert store.last_session() == late


def test_everything_on_the_desk_is_there_again(path):
    summary = {"decks": {"regularization": {"questions": 40, "live": 25}}}
    with Store.open(path, now=NOW) as store:
        assert store.library_summary() is None
        store.save_library_summary({"decks": {}})
        store.save_library_summary(summary)
        store.set_mark("q1", True)
    with Store.open(path, now=NOW) as store:
        assert store.library_summary() == summary
        assert store.marks() == {"q1"}


def test_the_desk_has_nothing_to_do_with_the_log(store):
    store.record(answer())
    store.set_draft("q1", "text")
    store.rebuild()
    assert store.drafts() == {"q1": "text"}
