"""`quizapp lesson`: the story, the audit and the answer, in this process and over the fake engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.errors import RunLimitError

from .conftest import Ran

Quiz = Callable[..., Ran]

STORY = """---
lesson: decay
title: How weights decay
---

## The idea

A weight *decays*: see [which one](../decay.md#which-one-shrinks-the-weight-itself) and $w^2$.

```yaml experiment
demo: decay_step
params: {steps: 3}
shows: [adamw, adam_penalty]
holds: [adamw > adam_penalty]
say: Look at *both*.
```

After the run.

## The interview answer

In your own words.

```yaml answer
question: jjjj1111
sentences:
  - {say: L1 ends at zero., demo: decay_step, holds: [sgdw < 1]}
  - {say: L2 only shrinks., source: A paper}
```
"""
AUDIT = """- claim: 1
  lines: 3
  section: the-idea
  says: It shrinks *slowly*.
  verdict: "false"
  correct: It shrinks at once.
  evidence:
    - {demo: decay_step, params: {steps: 3}, holds: [adamw > adam_penalty], shows: [adamw], say: It fell.}
  questions: [aaaa1111]
- claim: 2
  lines: 4-5
  section: the-idea
  says: It grows.
  verdict: imprecise
  correct: It may.
  source: A book
  questions: [bbbb2222]
- claim: 3
  lines: 6
  section: the-interview-answer
  says: Nothing is left.
  verdict: "true"
  correct: Nothing.
  evidence:
    - {demo: decay_step, holds: [sgdw < 0.1], say: It fell far.}
  questions: [cccc3333]
"""


@pytest.fixture
def lesson(long_deck: Path) -> Path:
    """The lesson beside both decks. Its third verdict is not borne out by the fake engine."""
    folder = long_deck.parent / "lesson"
    folder.mkdir()
    (folder / "README.md").write_text(STORY, encoding="utf-8")
    (folder / "audit.yaml").write_text(AUDIT, encoding="utf-8")
    return folder


# ---------------------------------------------------------------- the story


def test_the_story_is_text_with_the_command_of_each_experiment(
    quiz: Quiz, lesson: Path, engines: list[FakeEngine]
) -> None:
    ran = quiz("lesson")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.split("\n")
    assert lines[0] == "How weights decay"
    assert "A weight decays: see which one and w²." in lines
    assert "  Run it: quizapp demo decay_step --set steps=3" in lines
    assert "  Look at both." in lines
    assert lines.index("The idea") < lines.index("After the run.") < lines.index("The interview answer")
    assert "aaaa1111  Which one shrinks the weight itself?" in lines
    assert "2 claims of the original lesson belong here: quizapp lesson audit 1 2" in lines
    assert engines == []


def test_one_section_goes_by_its_title(quiz: Quiz, lesson: Path) -> None:
    out = quiz("lesson", "the interview").out
    assert "In your own words." in out
    assert "1. L1 ends at zero.\n   Proved by: quizapp demo decay_step\n" in out
    assert "A weight decays" not in out
    assert "How weights decay" not in out


def test_with_run_the_figures_stand_below_each_experiment(quiz: Quiz, lesson: Path) -> None:
    ran = quiz("lesson", "--run", "--plain")
    assert ran.code == 0
    assert "  adamw         0.99" in ran.out
    assert "✓ holds  adamw > adam_penalty (adam_penalty = 0.076, adamw = 0.99)" in ran.out
    assert "  method  left" in ran.out


def test_an_experiment_that_does_not_hold_fails(quiz: Quiz, lesson: Path) -> None:
    story = STORY.replace("holds: [adamw >", "holds: [adamw <")
    (lesson / "README.md").write_text(story, encoding="utf-8")
    ran = quiz("lesson", "--run")
    assert ran.code == 1
    assert "✗ does not hold  adamw < adam_penalty" in ran.out
    assert "adamw < adam_penalty does not hold" in ran.err


def test_without_an_engine_the_story_is_still_told(quiz: Quiz, lesson: Path, down: None) -> None:
    another = (
        "```yaml experiment\ndemo: decay_step\nshows: [adamw]\nholds: [adamw < 2]\nsay: Another.\n```\n\nAfter the run."
    )
    (lesson / "README.md").write_text(STORY.replace("After the run.", another), encoding="utf-8")
    ran = quiz("lesson", "--run")
    assert ran.code == 1
    assert ran.out.count("Not run live: torch is not installed.") == 2
    assert "After the run." in ran.out
    assert ran.err.count("torch is not installed.") == 1, "once for all experiments"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["the idae"], "Did you mean the-idea?"),
        (["the-idea", "3"], "quizapp lesson audit 3"),
        (["audit", "4"], "no claim 4; its claims are numbered from 1 to 3"),
        (["audit", "--hide"], "--hide is for `quizapp lesson answer`"),
        (["--json"], "--json is for `quizapp lesson audit`"),
        (["answer", "--hide", "--run"], "do not go together"),
        (["audit", "one"], "not a whole number"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(quiz: Quiz, lesson: Path, argv: list[str], said: str) -> None:
    ran = quiz("lesson", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_lesson_that_is_not_there_is_said_in_a_sentence(quiz: Quiz) -> None:
    ran = quiz("lesson")
    assert ran.code == 1
    assert "The lesson cannot be read" in ran.err


# ---------------------------------------------------------------- the audit


def test_the_audit_fails_where_a_verdict_is_not_borne_out(quiz: Quiz, lesson: Path) -> None:
    ran = quiz("lesson", "audit")
    assert ran.code == 1
    lines = ran.out.split("\n")
    assert [line for line in lines if line[:4].strip()] == [
        " 1  false ✓ borne out",
        " 2  imprecise · by its source",
        " 3  true ✗ not borne out",
    ]
    assert "    It says: It shrinks slowly." in lines
    assert "    Correct: It shrinks at once." in lines
    assert "    Here, decay_step: adamw = 0.99" in lines
    assert "    Source: A book" in lines
    assert "    But: sgdw < 0.1 does not hold (sgdw = 0.99)" in lines
    assert "1 true, 1 imprecise, 1 false" in ran.err
    assert "1 borne out, 1 not borne out, 0 not checked, 1 by its source" in ran.err


def test_claims_can_be_picked(quiz: Quiz, lesson: Path, engines: list[FakeEngine]) -> None:
    ran = quiz("lesson", "audit", "2", "1")
    assert ran.code == 0
    assert [line[:2] for line in ran.out.split("\n") if line[:4].strip()] == [" 1", " 2"]
    assert len(engines[-1].ran) == 1


def test_the_audit_as_json(quiz: Quiz, lesson: Path) -> None:
    ran = quiz("lesson", "audit", "--json", "--jobs", "2")
    assert ran.code == 1
    first, second, third = ran.json["claims"]
    assert (first["claim"], first["lines"], first["verdict"], first["borne_out"]) == (1, "3", "false", True)
    assert first["evidence"] == [
        {
            "demo": "decay_step",
            "params": {"steps": 3},
            "holds": {"adamw > adam_penalty": True},
            "figures": {"adamw": 0.99},
            "says": "It fell.",
            "failure": "",
        }
    ]
    assert (second["borne_out"], second["standing"], second["source"]) == (None, "by its source", "A book")
    assert (third["borne_out"], third["reason"]) == (False, "sgdw < 0.1 does not hold (sgdw = 0.99)")
    assert third["questions"] == ["cccc3333"]


def test_without_an_engine_nothing_is_checked_and_that_fails(quiz: Quiz, lesson: Path, down: None) -> None:
    ran = quiz("lesson", "audit")
    assert ran.code == 1
    assert " 1  false ? not checked" in ran.out
    assert ran.err.count("Not checked: torch is not installed.") == 1


def test_a_run_that_times_out_is_not_checked(quiz: Quiz, lesson: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = FakeEngine({"decay_step": RunLimitError("It took longer than 60 s.")})
    monkeypatch.setattr("quizapp.workspace.workspace.make_engine", lambda home, *, jobs=1: slow)
    ran = quiz("lesson", "audit", "1")
    assert ran.code == 1
    assert "But: It took longer than 60 s." in ran.out


def test_a_claim_that_cannot_be_read_fails_the_audit(quiz: Quiz, lesson: Path) -> None:
    broken = AUDIT.replace("sgdw < 0.1", "sgdw < 1").replace("verdict: imprecise", "verdict: vague")
    (lesson / "audit.yaml").write_text(broken, encoding="utf-8")
    ran = quiz("lesson", "audit")
    assert ran.code == 1
    assert "1 problem in the lesson" in ran.err


# ---------------------------------------------------------------- the answer


def test_the_answer_is_shown_with_what_each_sentence_rests_on(
    quiz: Quiz, lesson: Path, engines: list[FakeEngine]
) -> None:
    ran = quiz("lesson", "answer")
    assert (ran.code, engines) == (0, [])
    assert ran.out.split("\n")[:4] == [
        "1. L1 ends at zero.",
        "   Proved by: quizapp demo decay_step",
        "",
        "2. L2 only shrinks.",
    ]
    assert "   Source: A paper" in ran.out
    assert "quizapp lesson answer --hide" in ran.out


def test_with_run_each_sentence_is_proved(quiz: Quiz, lesson: Path) -> None:
    ran = quiz("lesson", "answer", "--run")
    assert ran.code == 0
    assert "   ✓ holds  sgdw < 1 (sgdw = 0.99)" in ran.out


def test_a_sentence_that_no_run_bears_out_fails(quiz: Quiz, lesson: Path) -> None:
    (lesson / "README.md").write_text(STORY.replace("sgdw < 1", "sgdw > 1"), encoding="utf-8")
    ran = quiz("lesson", "answer", "--run")
    assert ran.code == 1
    assert "✗ does not hold  sgdw > 1" in ran.out


def test_hidden_the_learners_own_answer_is_graded_against_the_rubric(quiz: Quiz, lesson: Path) -> None:
    ran = quiz("lesson", "answer", "--hide", lines="the lasso sets weights to zero\n.\n\n")
    assert ran.code == 0
    before, after = ran.out.split("Partly right", 1)
    assert "Why does L1 give zeros?" in before
    assert "L1 ends at zero" not in before
    assert "L1 ends at zero, L2 only shrinks." in after


# ---------------------------------------------------------------- the checker


def test_check_reports_the_lesson_beside_the_decks(quiz: Quiz, lesson: Path) -> None:
    (lesson / "audit.yaml").write_text(AUDIT.replace("[bbbb2222]", "[bbbb2223]"), encoding="utf-8")
    ran = quiz("check", str(lesson.parent), "--json")
    found = [(Path(one["file"]).name, one["line"], one["code"]) for one in ran.json["problems"]]
    assert ("audit.yaml", 10, "S605") in found
    assert ("audit.yaml", 25, "L403") in found
    assert ("README.md", 27, "S606") in found
    assert ran.code == 1


@pytest.mark.parametrize("name", [".", "README.md", "audit.yaml"])
def test_the_lesson_can_be_checked_alone(quiz: Quiz, lesson: Path, name: str) -> None:
    ran = quiz("check", str(lesson / name), "--no-live")
    assert [line.split(": ")[1][:4] for line in ran.out.split("\n") if line.startswith("/")] == ["S606"]
    assert "a lesson of 3 claims (not run): 1 error" in ran.err


def test_beside_one_deck_of_several_it_is_held_against_all(quiz: Quiz, lesson: Path, long_deck: Path) -> None:
    for deck in sorted(lesson.parent.glob("*.md")):
        assert "S605" not in quiz("check", str(lesson), str(deck), "--no-live").out
