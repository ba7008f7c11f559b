"""What the checker says of chains: needs that lead nowhere, and every circle."""

from __future__ import annotations

from pathlib import Path

from quizapp.questions import Library
from quizapp.questions.chains import chain_problems
from quizapp.questions.codes import MOST_LISTED, did_you_mean


def deck(folder: Path, name: str, **needs: str) -> Path:
    """A deck with a flashcard for each name, which needs those that are named."""
    cards = [
        f"## {one}\n<!-- q id={one}{f' needs={others}' if others else ''} -->\n\nWhat?\n\n### Answer\nThis.\n"
        for one, others in needs.items()
    ]
    file = folder / f"{name}.md"
    file.write_text(f"---\ndeck: {name}\ntitle: {name}\n---\n\n" + "\n".join(cards), encoding="utf-8")
    return file


def told(*paths: Path) -> list[tuple[str, str]]:
    """The code and the message of each problem with the chains in `paths`, beside no other decks."""
    return [(one.code, one.message) for one in chain_problems(Library.open(paths), ())]


def test_each_circle_is_told_and_what_leads_into_one_is_none(tmp_path: Path) -> None:
    deck(tmp_path, "a", aaaaaaa1="aaaaaaa2", aaaaaaa2="aaaaaaa1", aaaaaaa3="aaaaaaa3", aaaaaaa4="aaaaaaa1")
    assert told(tmp_path) == [
        ("Q321", "'aaaaaaa1' needs 'aaaaaaa2' needs 'aaaaaaa1'"),
        ("Q321", "'aaaaaaa3' needs 'aaaaaaa3'"),
    ]


def test_a_deck_that_is_checked_alone_may_need_those_beside_it_but_not_those_below(tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    deck(tmp_path, "b", bbbbbbb1="")
    deck(below, "c", ccccccc1="")
    file = deck(tmp_path, "a", aaaaaaa1="bbbbbbb1,ccccccc1")
    assert told(file) == [("Q320", "no question has the id 'ccccccc1', which 'aaaaaaa1' needs")]
    assert told(tmp_path) == []


def test_what_is_far_from_everything_gets_no_endless_list() -> None:
    few = [f"word{number}" for number in range(MOST_LISTED)]
    assert did_you_mean("zzz", few).startswith("known: word0, word1, word10")
    assert did_you_mean("zzz", [*few, "more"]) == f"none of the {MOST_LISTED + 1} that are known is spelt nearly so"
    assert did_you_mean("mroe", [*few, "more"]) == "did you mean more?"
