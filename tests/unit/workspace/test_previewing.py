"""A deck while it is written: the question in front stays there, in its last good version while it has a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.questions.kind import all_kinds
from quizapp.questions.model import Place
from quizapp.workspace.previewing import Preview, first_at, moved, next_variant, notes_of, read_again

FIRST = "## First\n<!-- q id=aaaaaaa1 -->\n\nWhich?\n\n- [x] a\n- [ ] b\n\n"
SECOND = "## Second\n<!-- q id=aaaaaaa2 -->\n\nWhich?\n\n- [ ] c\n- [x] d\n\n"
VARIED = """## Third
<!-- q id=aaaaaaa3 -->

With `seed=1`?

```yaml key
demo: lasso_path
params: {seed: 1}
vary: {seed: [1, 2]}
answer: alpha_max
tolerance: {rel: 0.1}
traps:
  - {value: 0.5, say: Half.}
  - {answer: other, say: Other.}
```
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    deck = tmp_path / "deck.md"
    deck.write_text(FIRST + SECOND + VARIED, encoding="utf-8")
    return deck


@pytest.fixture
def preview(deck: Path) -> Preview:
    return read_again(Preview(deck))


def title(preview: Preview) -> str:
    assert preview.shown is not None
    return preview.shown.title


def test_it_begins_at_the_first_and_goes_round(preview: Preview) -> None:
    assert (title(preview), preview.position, preview.stale, preview.problems) == ("First", 0, "", ())
    assert title(moved(preview, -1)) == "Third"
    assert title(moved(moved(preview, -1), 1)) == "First"


@pytest.mark.parametrize(("wanted", "found"), [("2", "Second"), ("aaaaaaa3", "Third"), ("sec", "Second")])
def test_it_can_begin_at_a_number_an_id_or_a_title(preview: Preview, wanted: str, found: str) -> None:
    at = first_at(preview, wanted)
    assert at is not None
    assert title(at) == found
    assert first_at(preview, "9") is None


def test_variants_go_round_and_keep_their_place_over_a_save(preview: Preview, deck: Path) -> None:
    third = next_variant(moved(preview, 2))
    assert third.question is not None
    assert third.question.prompt == "With `seed=2`?"
    deck.write_text(FIRST + VARIED, encoding="utf-8")
    third = read_again(third)
    assert (title(third), third.position, third.variant) == ("Third", 1, 1)
    assert next_variant(third).variant == 0


def test_the_question_in_front_is_found_again_by_its_id(preview: Preview, deck: Path) -> None:
    second = moved(preview, 1)
    deck.write_text(VARIED + SECOND.replace("## Second", "## Retitled") + FIRST, encoding="utf-8")
    second = read_again(second)
    assert (title(second), second.position) == ("Retitled", 1)


def test_with_a_mistake_the_last_good_version_stays_and_the_line_is_named(preview: Preview, deck: Path) -> None:
    second = moved(preview, 1)
    deck.write_text(FIRST + SECOND.replace("[x]", "[ ]") + VARIED, encoding="utf-8")
    broken = read_again(second)
    assert broken.shown == second.shown
    assert broken.stale == "line 14: no option is right"
    assert broken.place == Place(deck, 14)
    assert broken.position == 1
    again = read_again(broken)
    assert again == broken, "it stays from one save to the next"
    deck.write_text(FIRST + SECOND + VARIED, encoding="utf-8")
    mended = read_again(again)
    assert (mended.stale, mended.problems, mended.shown) == ("", (), second.shown)


def test_a_mistake_elsewhere_does_not_disturb_but_is_listed_behind_ones_own(preview: Preview, deck: Path) -> None:
    deck.write_text(FIRST.replace("[x] a", "[x] a $\\foo$") + SECOND.replace("[x]", "[ ]") + VARIED, encoding="utf-8")
    third = read_again(moved(preview, 2))
    assert (title(third), third.stale) == ("Third", "")
    assert [problem.place.line for problem in third.own_problems] == [6, 14]
    second = read_again(moved(preview, 1))
    assert [problem.place.line for problem in second.own_problems] == [14, 6]


def test_links_are_followed_but_for_a_draft_which_stands_in_no_deck_yet(deck: Path) -> None:
    deck.write_text(
        FIRST + "### Explain\nSee [the second](#second) and [another](#third).\n\n" + SECOND, encoding="utf-8"
    )
    assert [problem.code for problem in read_again(Preview(deck)).problems] == ["Q316"]
    assert read_again(Preview(deck, draft=True)).problems == ()


def test_a_question_that_was_deleted_gives_its_place_to_the_next(preview: Preview, deck: Path) -> None:
    deck.write_text(FIRST + VARIED, encoding="utf-8")
    assert title(read_again(moved(preview, 1))) == "Third"


def test_a_file_that_goes_and_comes_back_shows_the_same_question(preview: Preview, deck: Path) -> None:
    text = deck.read_bytes()
    second = moved(preview, 1)
    deck.unlink()
    gone = read_again(second)
    assert gone.shown == second.shown
    assert gone.stale == "line 1: the file cannot be read: No such file or directory"
    assert title(moved(gone, 1)) == "Third", "one can still look around"
    deck.write_bytes(text)
    assert read_again(gone) == second


@pytest.mark.parametrize("text", [b"", b"## Half", b"```python\n", b"\xff\xfe", FIRST[:40].encode()])
def test_half_written_files_never_blank_what_was_there(preview: Preview, deck: Path, text: bytes) -> None:
    deck.write_bytes(text)
    half = read_again(preview)
    assert half.shown == preview.shown
    assert half.stale
    assert half.questions == preview.questions


def test_a_file_without_a_question_shows_none_and_the_first_that_comes(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    preview = read_again(Preview(deck))
    assert (preview.shown, preview.question, preview.position) == (None, None, 0)
    assert preview.place == Place(deck, 1)
    assert (moved(preview, 1), next_variant(preview)) == (preview, preview)
    deck.write_text(FIRST, encoding="utf-8")
    assert title(read_again(preview)) == "First"


def test_traps_have_the_value_of_their_run_and_its_expression_until_then(preview: Preview) -> None:
    third = moved(preview, 2).question
    assert third is not None
    assert notes_of(third.task, {}) == ("Traps", (("0.5", "Half."), ("other", "Other.")))
    runs = {call: {"alpha_max": 1.0, "other": 2.0} for call in third.task.calls}
    assert notes_of(third.task, runs) == ("Traps", (("0.5", "Half."), ("2", "Other.")))
    assert preview.shown is not None
    assert notes_of(preview.shown.task, {}) == ("", ())


@pytest.mark.parametrize(
    ("kind", "heading", "first"), [("symbolic", "Traps", "That is"), ("interview", "Rubric", "L1 drives")]
)
def test_each_kind_shows_what_its_author_must_know(tmp_path: Path, kind: str, heading: str, first: str) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text(all_kinds()[kind].samples[0].markdown, encoding="utf-8")
    shown = read_again(Preview(deck)).shown
    assert shown is not None
    found, notes = notes_of(shown.task, {})
    assert found == heading
    assert notes[0][0]
    assert notes[0][1].startswith(first)
