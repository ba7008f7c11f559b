"""A question that is cut out of its deck reads as before, whatever becomes of the deck."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.errors import ContentError
from quizapp.questions.bundled import bundled_decks
from quizapp.questions.decks import read_deck
from quizapp.questions.excerpt import excerpt, own_glossary, read_excerpt
from quizapp.questions.model import Question

QUESTIONS = [question for file in sorted(bundled_decks().glob("*.md")) for question in read_deck(file).questions]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_bundled_question_reads_the_same_by_itself(question: Question) -> None:
    assert read_excerpt(excerpt(question), question.place.file) == question


DECK = """---
deck: mine
defaults: {level: senior, tags: [l1]}
---

<details>

## Folded?
<!-- q id=aaaaaaa1 -->

It is `shake`.

### Answer
yes

</details>

## Talk?
<!-- q id=aaaaaaa2 -->

Say it.

### Rubric
- **moves** · must · 1 — it moves.
  - `shake`

### Test answers
- moves: it is shaken
"""


def deck(folder: Path, text: str = DECK) -> list[Question]:
    file = folder / "mine.md"
    file.write_text(text, encoding="utf-8")
    return list(read_deck(file).questions)


def test_front_matter_folds_and_line_ends_stay(tmp_path: Path) -> None:
    for text in (DECK, DECK.replace("\n", "\r\n"), "\ufeff" + DECK):
        folded, talk = deck(tmp_path, text)
        for question in (folded, talk):
            again = read_excerpt(excerpt(question), question.place.file)
            assert (again.deck, again.level, again.tags) == ("mine", "senior", ("l1",))
            assert again.content_hash == question.content_hash


def test_the_words_of_the_glossary_that_it_had_judge_it(tmp_path: Path) -> None:
    glossary = tmp_path / "glossary.yaml"
    glossary.write_text("shake: [shake, shaken]\n", encoding="utf-8")
    _, talk = deck(tmp_path)
    words, text = own_glossary(tmp_path), excerpt(talk)
    glossary.write_text("shake: [stir, stirred]\n", encoding="utf-8")
    again = read_excerpt(text, talk.place.file, words)
    assert again.task.grade("the martini is shaken", {}).verdict == "right"
    assert again.place.file == talk.place.file
    assert own_glossary(bundled_decks()) == ""


def test_what_is_gone_is_said(tmp_path: Path) -> None:
    _, talk = deck(tmp_path)
    deck(tmp_path, DECK.partition("## Talk?")[0])
    with pytest.raises(ContentError, match=r"Talk\?.*no longer in"):
        excerpt(talk)
    talk.place.file.unlink()
    with pytest.raises(ContentError, match="cannot be read"):
        excerpt(talk)
    with pytest.raises(ContentError, match="can no longer be read as it was"):
        read_excerpt("## Nothing\n", talk.place.file)
