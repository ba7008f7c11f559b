from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from quizapp.store import Overruling, Store

from .conftest import NOW

LABEL = Overruling("q1", "ab12", "zeros", "missed", "covered", "", "lasso |zeroes| them\nout, λ", NOW)


def test_a_label_is_there_again(path):
    with Store.open(path, now=NOW) as store:
        store.overrule(LABEL)
    with Store.open(path, now=NOW) as store:
        assert store.overrulings() == (LABEL,)


def test_the_last_word_on_a_point_of_an_answer_counts(store):
    store.overrule(LABEL)
    store.overrule(replace(LABEL, judged="contradicted", at=NOW + timedelta(minutes=1)))
    assert [label.judged for label in store.overrulings()] == ["contradicted"]


def test_a_point_on_which_the_two_agree_again_is_no_example(store):
    store.overrule(LABEL)
    store.overrule(replace(LABEL, said="missed"))
    assert store.overrulings() == ()


def test_other_points_and_other_answers_keep_their_labels_the_oldest_first(store):
    later = replace(LABEL, point="pull", at=NOW + timedelta(minutes=2))
    other = replace(LABEL, response="another answer", at=NOW + timedelta(minutes=1))
    for label in (later, LABEL, other):
        store.overrule(label)
    assert store.overrulings() == (LABEL, other, later)
