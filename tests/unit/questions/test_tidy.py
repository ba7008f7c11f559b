"""Tidying: what it changes, to the byte, and that it changes nothing else in any deck whatever."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from quizapp.questions import is_id, parse_deck
from quizapp.questions.body import canonical_fence
from quizapp.questions.ids import stand_in_id
from quizapp.questions.tidy import ids_in, tidy

from .mutations import REAL, mutated

HERE = Path("deck.md")
CARD = "## A card\n{}\n### Answer\nyes\n"


def tidied(text: str) -> str:
    return tidy(text.encode("utf-8"), HERE).data.decode("utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!-- q tags=a,b   id=aaaa0000 level = mid -->", "<!-- q id=aaaa0000 level=mid tags=a,b -->"),
        ("<!--q id=aaaa0000-->", "<!-- q id=aaaa0000 -->"),
        ("  <!-- q credit=each kind=choice id=aaaa0000 -->", "<!-- q id=aaaa0000 kind=choice credit=each -->"),
        ("<!-- q\n  id=aaaa0000\n  level=mid\n-->", "<!-- q id=aaaa0000 level=mid -->"),
        ('<!-- q id=aaaa0000 tags="a, b" -->', '<!-- q id=aaaa0000 tags="a, b" -->'),
        ("<!-- q  lvl=mid  id=aaaa0000 -->", "<!-- q  lvl=mid  id=aaaa0000 -->"),
        ("<!-- q  id=aaaa0000 really -->", "<!-- q  id=aaaa0000 really -->"),
        ("<!-- q  level=mid level=mid id=aaaa0000 -->", "<!-- q  level=mid level=mid id=aaaa0000 -->"),
        ("<!-- q id=AAAA  level=mid -->", "<!-- q id=AAAA level=mid -->"),
    ],
)  # fmt: skip
def test_attributes_stand_on_one_line_in_one_order_where_they_can_be_read(before: str, after: str) -> None:
    assert tidied(CARD.format(before)) == CARD.format(after)


def test_an_id_is_written_where_there_is_none_and_it_is_the_one_that_the_question_went_by() -> None:
    new = stand_in_id("deck", "A card")
    assert tidied(CARD.format("")) == f"## A card\n<!-- q id={new} -->\n\n### Answer\nyes\n"
    assert tidied(CARD.format("<!-- q tags=x level=mid -->")) == CARD.format(f"<!-- q id={new} level=mid tags=x -->")
    assert tidied(CARD.format("<!-- q\ntags=x y -->")) == CARD.format(f"<!-- q id={new}\ntags=x y -->")


def test_twins_and_questions_of_other_decks_never_share_an_id() -> None:
    twins = (CARD.format("") + "\n") * 3
    first = tidy(twins.encode(), HERE)
    assert len(set(first.minted)) == 3
    again = tidy(twins.encode(), HERE, first.minted)
    assert not set(again.minted) & set(first.minted)
    assert ids_in(again.data) == set(again.minted)


def test_a_broken_question_gets_an_id_too() -> None:
    (found,) = tidy(b"## Pick\n\n- [ ] a\n- [ ] b\n", HERE).minted
    assert is_id(found)


@pytest.mark.parametrize("comment", ["<!-- q id=AAAA -->", "<!-- q id=aaaa0000 -->"])
def test_an_id_that_is_malformed_or_stands_twice_is_said_and_left(comment: str) -> None:
    text = (CARD.format(comment) + "\n") * 2
    found = tidy(text.encode(), HERE)
    assert (found.data, found.minted) == (text.rstrip("\n").encode() + b"\n", ())
    assert {problem.code for problem in found.problems} <= {"Q301", "Q303"}
    assert found.problems


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one \ntwo\t\n\t\n", "one\ntwo\n\n"),
        ("a break  \nhere\n", "a break  \nhere\n"),
        ("no break  \n\nhere\n", "no break\n\nhere\n"),
        ("a stroke\\ \nhere\n", "a stroke\\ \nhere\n"),
        ("`code \n code`\n", "`code \n code`\n"),
        ("$$a \n b$$ \n", "$$a \n b$$\n"),
        ("```python \nx = 1  \n```\t\n", "```python \nx = 1  \n```\t\n"),
        ("``` yaml  evidence \ndemo: x  # why \n```\n", "```yaml evidence\ndemo: x  # why \n```\n"),
        ("- a list\n\n      code  \n\n", "- a list\n\n      code  \n\n"),
        ("<!-- a note  -->  \n", "<!-- a note  -->  \n"),
        ("one\r\ntwo \r\nthree\rfour \r", "one\r\ntwo\r\nthree\rfour\r"),
        ("a line\r \nhere\n", "a line\r \nhere\n"),
        ("a space that holds\xa0\n", "a space that holds\xa0\n"),
    ],
)
def test_only_spaces_that_say_nothing_go(before: str, after: str) -> None:
    head = "## A card\n<!-- q id=aaaa0000 -->\n\n"
    tail = "\n### Answer\nyes\n"
    assert tidied(f"{head}{before}{tail}") == f"{head}{after}{tail}"


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "\n \n\t\n"])
def test_a_file_ends_with_one_line_end(end: str) -> None:
    text = CARD.format("<!-- q id=aaaa0000 -->")
    assert tidied(text.rstrip("\n") + end) == text
    assert tidied((text.rstrip("\n") + end).replace("\n", "\r\n")).replace("\r\n", "\n") == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"## A \n\n```python\nx\n", "M103"),
        (b"---\ndeck: a \n\n## B \n", "M108"),
        (b"## A \n<!-- q \n\n### Answer \n", "M109"),
        (b"\xff\xfe#", "M101"),
        (b"## A \xff", "M101"),
        (b"## A \0", "M104"),
        (b" \n", "M106"),
    ],
)
def test_a_deck_whose_questions_cannot_be_told_apart_is_left_alone(data: bytes, code: str) -> None:
    found = tidy(data, HERE)
    assert (found.data, found.minted, found.problems[0].code) == (data, (), code)


@pytest.mark.parametrize("text", REAL)
def test_the_bundled_decks_are_tidy(text: str) -> None:
    assert tidied(text) == text


# ---------------------------------------------------------------- on any deck whatever


def what_is_asked(text: str) -> list[object]:
    """The questions without their ids and places. The tests of code are padded, so that their lines are the deck's."""
    return [
        (
            *(q.content_hash, q.title, q.kind, q.level, q.tags, q.points, q.seconds, q.rev, q.prompt),
            *(q.hints, q.explanation, q.sources, q.variants, q.task.expected({})),
            re.sub(r"(\\n)+", "\n", repr(q.task.form)),
        )
        for q in parse_deck(text, HERE).questions
    ]


def other_problems(data: bytes) -> list[str]:
    return [problem.code for problem in parse_deck(data, HERE).problems if problem.code != "Q302"]


@given(mutated())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_tidying_changes_nothing_that_is_asked_and_twice_is_once(text: str) -> None:
    data = text.encode("utf-8")
    once = tidy(data, HERE)
    assert tidy(once.data, HERE).data == once.data
    assert what_is_asked(once.data.decode("utf-8")) == what_is_asked(text)
    assert other_problems(once.data) == other_problems(data)


@given(mutated())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_every_line_is_the_same_but_for_spaces_and_attributes(text: str) -> None:
    def lines(text: str) -> list[str]:
        """The lines that hold something, without the attributes."""
        ends = re.sub(r"\r\n|\r", "\n", text.removeprefix("\ufeff"))
        rest = re.sub(r"(?m)^[ \t]*<!--\s*q(?![\w-])[^>]*?-->[ \t]*$", "", ends)
        return [canonical_fence(line.rstrip(" \t")) for line in rest.split("\n") if line.strip(" \t")]

    after = tidied(text)
    assert lines(after) == lines(text)
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert set(re.findall(r"\r\n|\r|\n", after)) <= set(re.findall(r"\r\n|\r|\n", text)) | {"\n"}
