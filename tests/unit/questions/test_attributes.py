"""The attribute comment, the defaults of a deck, and ids."""

from pathlib import Path

import pytest

from quizapp.questions import is_id, mint_id
from quizapp.questions.attributes import Attributes, read_attributes
from quizapp.questions.ids import stand_in_id
from quizapp.questions.model import Level, Place
from quizapp.questions.source import Report

HERE = Place(Path("deck.md"), 3)


def read(comment, defaults=None):
    report = Report()
    return read_attributes(comment, defaults or Attributes(), lambda _: HERE, report), [
        problem.code for problem in report.items
    ]


@pytest.mark.parametrize(
    ("comment", "fields"),
    [
        ("", {}),
        ("id=p3x8t1rc", {"id": "p3x8t1rc"}),
        ("time=90s", {"seconds": 90}),
        ("time=2m", {"seconds": 120}),
        ("time=1m30s", {"seconds": 90}),
        ("time=45", {"seconds": 45}),
        ("points=0.5", {"points": 0.5}),
        ("tags=l1,sparsity", {"tags": ("l1", "sparsity")}),
        ('tags="l1, weight decay"', {"tags": ("l1", "weight decay")}),
        ("level=research", {"level": Level.RESEARCH}),
        ("rev=2", {"rev": 2}),
        ("needs=p3x8t1rc", {"needs": ("p3x8t1rc",)}),
        ('needs="p3x8t1rc, abcd1234,p3x8t1rc"', {"needs": ("p3x8t1rc", "abcd1234")}),
        ("kind=choice", {"kind": "choice"}),
        ("credit=coverage", {"credit": "coverage"}),
        ("  rev = 2\n  points=3 ", {"rev": 2, "points": 3.0}),
    ],
)
def test_attributes_are_read(comment, fields):
    assert read(comment) == (Attributes(**fields), [])


@pytest.mark.parametrize(
    "comment",
    [
        "time=0s", "time=s", "time=9999m", "time=-5", "points=nan", "points=1e9", "points=x", "rev=0", "rev=1.5",
        "level=Mid", "credit=some", "word",
        "needs=the-first-one", "needs=,",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_reported_and_leaves_the_default(comment):
    assert read(comment) == (Attributes(), ["Q305"])


def test_a_deck_gives_what_a_question_does_not():
    defaults = Attributes(level=Level.SENIOR, tags=("a",), points=3.0, seconds=30)
    assert read("points=1", defaults)[0] == Attributes(level=Level.SENIOR, tags=("a",), points=1.0, seconds=30)


def test_minted_ids_are_ids_and_differ():
    ids = {mint_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(map(is_id, ids))


def test_a_stand_in_is_an_id_that_its_deck_its_title_and_its_number_make():
    cases = [("deck", "title"), ("deck", "other"), ("other", "title"), ("deck", "title", 2)]
    names = {stand_in_id(*case) for case in cases}
    assert len(names) == 4
    assert all(map(is_id, names))
    assert stand_in_id("deck", "title") in names


@pytest.mark.parametrize("text", ["", "short", "toolong12", "ABCDEFGH", "abcd-fgh", "abcdefg\n", "ａｂｃｄｅｆｇｈ"])
def test_what_is_no_id(text):
    assert not is_id(text)
