"""What the author's own answers warn of: twins that cover the same, a model answer that falls short, no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.questions import parse_deck
from quizapp.questions.kinds.interview import KIND, faults

DROPOUT = """## Dropout or weight decay?

What does each do?

### Rubric
- **noise** · must · 2 — dropout silences random units.
  - `dropout & "random units"`
- **smaller** · must · 1 — weight decay makes the weights smaller.
  - `weight_decay & smaller`

### Model answer
Dropout silences random units in each step. Weight decay makes the weights smaller.

### Test answers
- noise, smaller: dropout kills random units, weight decay makes weights smaller
"""
PARTNER = "dropout:\n  words: [dropout]\n  partner: weight_decay\n"
ALONE = """## Why do {asked} have an effect?

Say it.

### Rubric
- **point** · must · 2 — what a good answer says.
{patterns}

### Test answers
- point: {answer}
"""


def warnings(markdown, folder=Path()):
    deck = parse_deck(markdown, folder / "deck.md")
    assert [problem for problem in deck.problems if problem.severity == "error"] == []
    found = faults(deck.questions[0].task, {})
    assert {problem.severity for problem in found} <= {"warning"}
    return [(problem.code, problem.place.line, problem.message, problem.hint) for problem in found]


def alone(patterns, answer, asked="penalties"):
    lines = "\n".join(f"  - `{pattern}`" for pattern in patterns)
    return [code for code, *_ in warnings(ALONE.format(asked=asked, patterns=lines, answer=answer))]


def test_two_that_the_question_contrasts_change_places():
    ((code, line, message, hint),) = warnings(DROPOUT)
    assert (code, line) == ("R510", 15)
    clause = "weight decay kills random units, dropout makes weights smaller"
    assert message == (
        f'with dropout and weight_decay exchanged, this test answer still covers noise and smaller: "{clause}"'
    )
    assert hint.startswith("write `partner: weight_decay` under `dropout` in a glossary.yaml, if")
    assert hint.endswith("or write a misconception that denies *noise* and *smaller*")


def test_partners_in_a_glossary_silence_it(tmp_path):
    (tmp_path / "glossary.yaml").write_text(PARTNER, encoding="utf-8")
    assert warnings(DROPOUT, tmp_path) == []


def test_what_a_title_sets_against_each_other_is_put_for_the_other_where_it_stands_alone():
    one = DROPOUT.replace('`dropout & "random units"`', '`dropout & "random units"`\n  - `"random units"`')
    one = one.replace("dropout kills random units, weight decay makes weights smaller", "Dropout kills random units.")
    one = one.replace("- noise, smaller:", "- smaller: weight decay makes weights smaller\n- noise:")
    clause = "weight decay kills random units"
    assert [message for *_, message, _ in warnings(one)] == [
        f'with dropout and weight_decay exchanged, this test answer still covers noise: "{clause}"'
    ]
    assert warnings(one.replace("Dropout or weight decay?", "Dropout, weight decay")) == []


@pytest.mark.parametrize(
    ("patterns", "answer", "expected"),
    [
        (["l1 & zero", "zero & exact"], "L1 gives exact zeros", ["R510"]),
        (["l1 & zero", "zero & exact & !l2"], "L1 gives exact zeros", []),
        (["l1 & zero"], "L1 gives exact zeros", []),
        (["zero & exact"], "L1 gives exact zeros", []),  # it names neither of the pair
        (["l1 & zero", "adam & zero"], "with Adam, L1 gives exact zeros", []),  # Adam's zeros are not turned
        (["l1 & same", "same"], "L1 and L2 are the same", []),  # said of both
    ],
)
def test_partners_of_the_glossary_change_places(patterns, answer, expected):
    assert alone(patterns, answer) == expected


def test_a_point_that_names_neither_stays_covered_in_peace():
    two = ALONE.replace("{patterns}", "  - `l1 & kink`\n- **sharp** · must · 1 — exact zeros.\n  - `zero & exact`")
    answer = "L1 has a kink. Some weights are exactly zero."
    assert warnings(two.replace("- point:", "- point, sharp:").format(asked="penalties", answer=answer)) == []


def test_two_of_which_one_clause_speaks_do_not_change_places():
    together = DROPOUT.replace(
        "dropout kills random units, weight", "dropout kills random units of weight decay. Weight"
    )
    assert warnings(together) == []
    assert warnings(together.replace(" of weight decay. Weight", ", weight")) != []


@pytest.mark.parametrize(
    ("patterns", "answer", "expected"),
    [
        (["dropout & l2"], "dropout is equivalent to ridge", ["R510"]),
        (["dropout & equivalent"], "dropout is equivalent to ridge", []),
        (["dropout & l2"], "only dropout is equivalent to ridge", []),
        (["dropout & l2"], "dropout resembles ridge", []),
        (["dropout & l2"], "dropout resembles ridge, and the rest is folklore", []),  # another clause is denied
        (["map"], "the solution is the MAP estimate", []),
    ],
)
def test_a_plain_claim_is_denied(patterns, answer, expected):
    assert alone(patterns, answer) == expected


def test_a_model_answer_that_is_none_by_its_own_rubric():
    (sample,) = (sample.markdown for sample in KIND.samples)
    wrong = sample.replace("it only makes weights small.", "L2 gives zeros too.")
    ((code, line, message, hint),) = warnings(wrong)
    assert (code, line) == ("R511", 19)
    assert message == "the model answer does not cover zeros and shrinks, states l2-sparse"
    assert 'l2-sparse: `l2 & zero & !shrink` fires in "L2 gives zeros too"' in hint
    assert warnings(sample) == []


def test_a_model_answer_that_says_all_and_a_mistake_besides():
    mistaken = DROPOUT.replace(
        "### Model", "### Misconceptions\n- **slow** — is slow.\n  - `dropout & slow`\n\n### Model"
    )
    mistaken = mistaken.replace("in each step.", "in each step. Dropout is slow.")
    ((code, _, message, _),) = [found for found in warnings(mistaken) if found[0] != "R510"]
    assert (code, message) == ("R511", "the model answer states slow")


def test_a_point_that_could_be_said_needs_no_place_in_the_model_answer():
    alone = DROPOUT.replace(" Weight decay makes the weights smaller.", "").replace(
        "noise, smaller: dropout", "noise: dropout"
    )
    alone = alone.replace(", weight decay makes weights smaller", "")
    assert [code for code, *_ in warnings(alone.replace("smaller** · must", "smaller** · should"))] == ["R511"]
    assert warnings(alone.replace("smaller** · must", "smaller** · could")) == []


@pytest.mark.parametrize(("rank", "severities"), [("must", ["error"]), ("should", ["warning"]), ("could", [])])
def test_a_point_without_a_test_answer(rank, severities):
    untested = DROPOUT.replace("smaller** · must", f"smaller** · {rank}").replace("- noise, smaller:", "- noise:")
    problems = parse_deck(untested, Path("deck.md")).problems
    assert [problem.severity for problem in problems if problem.code == "R508"] == severities
