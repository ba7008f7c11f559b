"""The lesson's sections and claims by their names, and the questions that belong to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.errors import ContentError, UsageError
from quizapp.questions import Library
from quizapp.workspace.lesson.room import LessonRoom

STORY = """---
lesson: decay
title: Decay
---
## The idea

See [that](../deck.md#the-second), [it again](../deck.md#the-second) and [a page](https://example.org).

## The idea in one line

Nothing.

```yaml answer
question: aaaa1111
sentences: [{say: A., source: B}]
```
"""
CLAIM = "- {{claim: {}, lines: 1, section: the-idea, {}, source: C, questions: {}}}\n"
WORDS = "says: A., verdict: imprecise, correct: B."
DECK = "".join(
    f"## The {title}\n<!-- q id={key} -->\n\n### Answer\nyes\n\n"
    for title, key in (("first", "aaaa1111"), ("second", "bbbb2222"), ("third", "cccc3333"))
)


@pytest.fixture
def room(tmp_path: Path) -> LessonRoom:
    folder = tmp_path / "lesson"
    folder.mkdir()
    (folder / "README.md").write_text(STORY, encoding="utf-8")
    audit = CLAIM.format(9, WORDS, "[cccc3333, bbbb2222]") + CLAIM.format(2, WORDS, "[aaaa1111, zzzz9999]")
    (folder / "audit.yaml").write_text(audit, encoding="utf-8")
    (tmp_path / "deck.md").write_text(DECK, encoding="utf-8")
    return LessonRoom(folder)


@pytest.mark.parametrize("name", ["the-idea", "The idea", "THE IDEA"])
def test_a_section_goes_by_its_key_or_its_title(room: LessonRoom, name: str) -> None:
    assert room.section(name).title == "The idea"


@pytest.mark.parametrize("name", ["the idea in", "one line", "2"])
def test_a_part_will_do_where_one_section_has_it(room: LessonRoom, name: str) -> None:
    assert room.section(name).title == "The idea in one line"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("the", "the-idea"),
        ("teh idea", "Did you mean the-idea"),
        ("", "the-idea"),
        ("3", "audit"),
        ("aduit", "mean audit"),
    ],
)
def test_any_other_name_is_refused(room: LessonRoom, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        room.section(name)


def test_claims_come_by_number_in_their_order(room: LessonRoom) -> None:
    assert [claim.number for claim in room.claims()] == [2, 9]
    assert [claim.number for claim in room.claims([9])] == [9]
    with pytest.raises(UsageError, match="no claim 3; its claims are numbered from 1 to 9"):
        room.claims([2, 3])


def test_the_questions_of_a_section_are_linked_in_it_or_test_its_claims(room: LessonRoom) -> None:
    entries = Library.open([room.folder.parent]).entries
    idea, line = room.lesson.sections
    assert [entry.id for entry in room.questions_of(idea, entries)] == ["bbbb2222", "aaaa1111", "cccc3333"]
    assert [claim.number for claim in room.claims_of(idea)] == [2, 9]
    assert (room.questions_of(line, entries), room.claims_of(line)) == ((), ())


def test_a_folder_without_a_lesson_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        _ = LessonRoom(tmp_path).lesson
