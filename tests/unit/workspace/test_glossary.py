"""What is looked up: the terms of all folders, the text in front, and who uses a term."""

from __future__ import annotations

from pathlib import Path

from quizapp.questions import Library, parse_deck
from quizapp.questions.bundled import bundled_decks
from quizapp.questions.glossary import terms_in
from quizapp.questions.terms import Term
from quizapp.workspace.glossary import all_terms, text_of, users

DECK = """---
deck: fruit
title: Fruit
---

Bananas are in the note, which no question is.

## A cherry
<!-- q id=fruit001 tags=apple-tree -->

[[Grapes|figs]] are round.

### Explain
Dates too.

### Sources
- The lemon book

## An apple
<!-- q id=fruit002 -->

Which?

- [x] a date
  > plums
- [ ] a fig

```yaml evidence
demo: decay_step
params: {steps: 10}
holds: [melon > 0]
```

## Say it
<!-- q id=fruit003 -->

Say something.

### Rubric
- **fruit** · must — melons are round.
  - `"melon"`

### Model answer
Apples are round.

### Test answers
- fruit: a melon is a lemon
"""
WORDS = ("banana", "cherry", "apple", "grape", "fig", "date", "lemon", "melon", "plum", "spare")
TERMS = tuple(Term(word, word, f"{word}.") for word in WORDS)


def entries(folder: Path) -> Library:
    (folder / "fruit.md").write_text(DECK, encoding="utf-8")
    return Library.open([folder])


def test_a_term_is_used_where_a_learner_reads_it(tmp_path: Path) -> None:
    found = users(entries(tmp_path).entries, TERMS)
    assert {key: [entry.id for entry in those] for key, those in found.items()} == {
        "banana": [],
        "cherry": ["fruit001"],
        "apple": ["fruit001", "fruit002", "fruit003"],
        "grape": ["fruit001"],
        "fig": ["fruit001", "fruit002"],
        "date": ["fruit001", "fruit002"],
        "lemon": [],
        "melon": [],
        "plum": ["fruit002"],
        "spare": [],
    }


def test_titles_and_tags_come_before_mere_mentions(tmp_path: Path) -> None:
    library = entries(tmp_path)
    (tmp_path / "a.md").write_text("## First\n<!-- q id=fruit000 -->\n\nAn apple.\n\n### Answer\nyes\n", "utf-8")
    library = Library.open([tmp_path])
    assert [entry.id for entry in users(library.entries, TERMS)["apple"]][:2] == ["fruit001", "fruit002"]


def test_a_deck_that_went_away_uses_what_its_titles_say(tmp_path: Path) -> None:
    library = entries(tmp_path)
    (tmp_path / "fruit.md").write_text("", encoding="utf-8")
    assert [entry.id for entry in users(library.entries, TERMS[:4])["cherry"]] == ["fruit001"]
    (tmp_path / "fruit.md").unlink()
    assert [entry.id for entry in users(library.entries, TERMS[:5])["apple"]] == ["fruit001", "fruit002"]


def test_the_text_in_front_holds_no_key_before_the_answer(tmp_path: Path) -> None:
    cloze, choice, interview = parse_deck(DECK, tmp_path / "deck.md").questions
    assert "Grapes" not in text_of(cloze, answered=False)
    assert "Dates" not in text_of(cloze, answered=False)
    assert "Grapes" in text_of(cloze, answered=True)
    assert "Dates" in text_of(cloze, answered=True)
    assert "a fig" in text_of(choice, answered=False)
    assert "plums" not in text_of(choice, answered=False)
    assert "Apples are round." not in text_of(interview, answered=False)
    assert "Apples are round." in text_of(interview, answered=True)


def test_the_terms_of_a_folder_come_on_top_and_first_for_its_own_questions(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text("l1: {means: Ours.}\nquince: {means: A fruit.}\n", encoding="utf-8")
    library = entries(tmp_path)
    bundled = terms_in(bundled_decks())
    of_all = {term.key: term for term in all_terms(library.entries)}
    assert of_all.keys() == {*bundled, "quince"}
    assert of_all["l1"].means == bundled["l1"].means
    question = library.question("fruit001")
    assert {term.key: term.means for term in all_terms(library.entries, question)}["l1"] == "Ours."
    names = [term.name.casefold() for term in all_terms(library.entries)]
    assert names == sorted(names)
