from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from quizapp.errors import StoreReadOnlyError
from quizapp.store import Store

from .conftest import NOW, RUN, answer


def test_a_run_is_there_again(path):
    with Store.open(path, now=NOW) as store:
        number = store.save_run(RUN, '{"a":"β"}')
    with Store.open(path, now=NOW) as store:
        assert store.runs() == (replace(RUN, id=number),)
        assert store.run(number) == (replace(RUN, id=number), '{"a":"β"}')
        assert store.run(number + 1) is None


def test_the_newest_comes_first_and_the_later_number_where_the_moment_is_the_same(store):
    for minutes in (5, 1, 5):
        store.save_run(replace(RUN, saved_at=NOW + timedelta(minutes=minutes)), "{}")
    assert [head.id for head in store.runs()] == [3, 1, 2]


def test_a_note_is_changed_and_the_rest_stays(store):
    number = store.save_run(RUN, "{}")
    store.save_run(RUN, "{}")
    store.set_run_note(number, "it's “new”")
    assert [head.note for head in store.runs()] == [RUN.note, "it's “new”"]


def test_what_was_deleted_comes_back_under_its_number_which_nobody_took(store):
    first = store.save_run(RUN, "{}")
    store.delete_run(first)
    assert store.runs() == ()
    second = store.save_run(RUN, "{}")
    assert second != first
    store.save_run(replace(RUN, id=first), "{}")
    assert {head.id for head in store.runs()} == {first, second}


def test_a_notebook_that_is_only_read_refuses_in_a_sentence(store):
    number = store.save_run(RUN, "{}")
    with Store.open(store.path, now=NOW, read_only=True) as reader:
        assert reader.run(number) == (replace(RUN, id=number), "{}")
        for write in (
            lambda: reader.save_run(RUN, "{}"),
            lambda: reader.delete_run(number),
            lambda: reader.set_run_note(number, "x"),
        ):
            with pytest.raises(StoreReadOnlyError, match="reading only"):
                write()
    assert [head.note for head in store.runs()] == [RUN.note]


def test_runs_have_nothing_to_do_with_the_log(store):
    store.save_run(RUN, "{}")
    store.record(answer())
    store.rebuild()
    assert store.verify() == []
    assert len(store.runs()) == 1
