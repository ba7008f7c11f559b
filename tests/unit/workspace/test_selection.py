import pytest

from quizapp.errors import UsageError
from quizapp.questions import Entry
from quizapp.workspace.selection import Selection, refuse_empty, refuse_unknown, select

ENTRIES = (
    Entry("a", "regularization/l1-l2", "A", "choice", "mid", ("l1", "sparsity"), 1, 60, True, "f.md", 1, "h"),
    Entry("b", "priors", "B", "numeric", "senior", ("map",), 1, 60, True, "g.md", 1, "h"),
    Entry("c", "priors", "C", "flashcard", "junior", (), 1, 60, False, "g.md", 9, "h"),
)


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), "abc"),
        (Selection(deck="priors"), "bc"),
        (Selection(deck="l1-l2"), "a"),
        (Selection(deck="regularization/l1-l2"), "a"),
        (Selection(tag="sparsity"), "a"),
        (Selection(kind="flashcard"), "c"),
        (Selection(level="senior"), "b"),
        (Selection(deck="priors", level="junior"), "c"),
        (Selection(ids=("c", "a")), "ac"),
    ],
)
def test_every_filter_must_fit(selection: Selection, ids: str) -> None:
    assert "".join(entry.id for entry in select(ENTRIES, selection)) == ids


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(deck="prios"), "deck “prios”. Did you mean priors?"),
        (Selection(tag="sparse"), "tag “sparse”. Did you mean sparsity?"),
        (Selection(kind="numerical"), "kind “numerical”. Did you mean numeric?"),
        (Selection(level="boss"), "level “boss”. There are: junior, mid, research, senior."),
    ],
)
def test_what_no_question_has_is_named_with_the_nearest(selection: Selection, words: str) -> None:
    with pytest.raises(UsageError, match="No question has the ") as error:
        refuse_unknown(ENTRIES, selection)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(tag="l1", kind="numeric"), "the tag l1 and the kind numeric."),
        (Selection(level="research"), "the level research."),
    ],
)
def test_filters_that_no_question_fits_together_are_named(selection: Selection, words: str) -> None:
    with pytest.raises(UsageError) as error:
        refuse_empty(ENTRIES, selection)
    assert str(error.value) == f"No question has {words}"


@pytest.mark.parametrize("selection", [Selection(), Selection(ids=("gone",)), Selection(tag="l1", kind="choice")])
def test_what_fits_or_does_not_filter_is_not_refused(selection: Selection) -> None:
    refuse_empty(ENTRIES, selection)


def test_a_level_that_exists_but_no_question_has_is_not_refused() -> None:
    refuse_unknown(ENTRIES, Selection(level="research"))
