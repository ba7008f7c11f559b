"""The words of a verdict: as one would say them, each once, and links by the title that they lead to."""

from __future__ import annotations

import pytest

from quizapp.tui.widgets.text import in_words
from quizapp.workspace import Selection, Workspace
from tests.tui.stage import Running, press

DECK = """---
deck: mine
---

## Which one decays?
<!-- q id=words001 -->

- [x] `weight_decay` in AdamW
- [ ] `lr`

## Zeros on either side?
<!-- q id=words002 -->

- [x] Only the lasso has any
  > - holds: exact_zeros_ridge == 0 and exact_zeros_lasso > 0
- [ ] Both have some
  > - holds: exact_zeros_ridge > 0

```yaml key
demo: sparse_regression
predict: true
```

## What gives zeros?
<!-- q id=words003 -->

### Rubric
- **zeros** · must · 2 — L1 gives zeros.
  - `l1 & zero`

### Follow-ups
- if missing *zeros*: Which of the two gives zeros? → [q](#zeros-on-either-side)

### Test answers
- zeros: L1 gives exact zeros

### Sources
- none
"""


@pytest.fixture
def mine(workspace: Workspace) -> None:
    workspace.places.decks.mkdir(parents=True)
    (workspace.places.decks / "mine.md").write_text(DECK, encoding="utf-8")


@pytest.mark.usefixtures("mine")
async def test_the_key_is_told_without_the_marks_of_code(running: Running) -> None:
    async with running(selection=Selection(ids=("words001",))) as pilot:
        told = await press(pilot, "b", "enter")
        assert "✗ Wrong – a) weight_decay in AdamW" in told
        assert "`" not in told


@pytest.mark.usefixtures("mine")
async def test_a_prediction_stands_once_before_all_the_measures_that_decide_on_it(running: Running) -> None:
    async with running(size=(80, 60), selection=Selection(ids=("words002",))) as pilot:
        told = (await press(pilot, "b", "enter")).splitlines()
        beside = [line.split() for line in told if line.strip().startswith("exact_zeros")]
        assert beside == [["exact_zeros_lasso", "Both", "have", "some", "47"], ["exact_zeros_ridge", "0"]]


@pytest.mark.usefixtures("mine")
async def test_a_follow_up_names_the_question_that_it_leads_to(running: Running) -> None:
    async with running(size=(80, 40), selection=Selection(ids=("words003",))) as pilot:
        told = await press(pilot, *"No idea", "ctrl+s")
        assert "Which of the two gives zeros? → “Zeros on either side?”" in " ".join(told.split())


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("d) `weight_decay` in AdamW", "d) weight_decay in AdamW"),
        ("``a`b`` and $\\lambda^2$", "a`b and λ²"),
        ("a ` alone, w_i and 2*3", "a ` alone, w_i and 2*3"),
    ],
)
def test_a_line_reads_as_it_is_said(markdown: str, words: str) -> None:
    assert in_words(markdown) == words
