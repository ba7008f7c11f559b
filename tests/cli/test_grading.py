"""`grade`, `show` and `overruled` with the kinds whose answers take more than a word."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.store import Store
from quizapp.store.records import Overruling
from quizapp.workspace.places import Places

from .conftest import CODE, FORMULA, INTERVIEW, ORDER, PREDICT, Ran

pytestmark = pytest.mark.usefixtures("long_deck")

Quiz = Callable[..., Ran]
RIGHT = "def soft(x, t):\n    return max(x - t, 0.0)\n"
SPOKEN = "L1 makes some weights zero. Ridge makes them exactly zero."


# ---------------------------------------------------------------- grade


def test_code_from_the_input_is_put_to_its_tests(quiz: Quiz, long_deck: Path) -> None:
    ran = quiz("grade", CODE, "-", "--json", lines=RIGHT)
    assert (ran.code, ran.json["verdict"], ran.json["run"]) == (0, "right", None)
    assert [point["status"] for point in ran.json["points"]] == ["covered", "covered"]
    assert f"Your code and the tests in {long_deck} run now, in a folder of their own, for 10 s at most" in ran.err
    assert ran.err.count("\n") == 1


def test_of_a_bundled_deck_nothing_is_said(quiz: Quiz, long_deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.cli.judging.bundled_decks", lambda: long_deck.parent)
    assert quiz("grade", CODE, "--answer", RIGHT).err == ""


def test_what_is_no_python_runs_nothing_and_asks_nothing(quiz: Quiz, engines: list[FakeEngine]) -> None:
    ran = quiz("grade", CODE, "--answer", "def soft(", "--json")
    assert (ran.json["verdict"], ran.err, engines) == ("unreadable", "", [])


@pytest.mark.usefixtures("down")
def test_code_that_could_not_be_judged_says_why(quiz: Quiz) -> None:
    ran = quiz("grade", CODE, "--answer", RIGHT, "--json").json
    assert (ran["verdict"], ran["feedback"]) == ("unchecked", "Not checked live: torch is not installed.")


def test_code_for_people_shows_each_test_before_the_solution(quiz: Quiz) -> None:
    out = quiz("grade", CODE, "--answer", "def soft(x, t):\n    return 0.0").out
    assert out.startswith("Partly right (50 %)\n✗ failed: large\n✓ passed: small\n")
    assert out.count("gave 0.0, expected 1.5") == 1, "why is said once"
    assert out.index("Large: soft(2.0, 0.5) gave 0.0") < out.index("Solution:\n    def soft(x, t):")


def test_a_prediction_brings_its_run(quiz: Quiz) -> None:
    graded = quiz("grade", PREDICT, "--answer", "a", "--json").json
    assert (graded["verdict"], graded["run"]["demo"]) == ("wrong", "decay_step")
    assert "sgd_weight_decay  all of it  0.5\n" in quiz("grade", PREDICT, "--answer", "a").out


@pytest.mark.parametrize(("typed", "verdict"), [("-lam*w", "wrong"), ("2λw", "right"), ("lam*x", "unreadable")])
def test_a_formula_may_begin_with_a_minus(quiz: Quiz, typed: str, verdict: str) -> None:
    assert quiz("grade", FORMULA, "--answer", typed, "--json").json["verdict"] == verdict


def test_an_order_has_a_point_for_each_item(quiz: Quiz) -> None:
    graded = quiz("grade", ORDER, "--answer", "a", "--json").json
    assert [point["name"] for point in graded["points"]][3] == "add the penalty"
    assert graded["misconceptions"] == graded["meant"] == graded["follow_ups"] == []


def test_a_free_answer_is_judged_with_its_evidence(quiz: Quiz) -> None:
    graded = quiz("grade", INTERVIEW, "--answer", SPOKEN, "--json").json
    said = "Ridge makes them exactly zero"
    assert graded["points"] == [
        {"name": "zeros", "status": "covered", "evidence": "L1 makes some weights zero"},
        {"name": "shrinks", "status": "contradicted", "evidence": said},
    ]
    assert graded["misconceptions"] == [{"name": "l2-sparse", "evidence": said}]
    assert graded["feedback"] == "Ridge *never* lands on zero."
    assert graded["follow_ups"] == ["What does ridge do?", "And with SGD? → [q](#what-will-be-left)"]
    assert graded["meant"] == []


def test_a_free_answer_for_people_says_the_same(quiz: Quiz) -> None:
    out = quiz("grade", INTERVIEW, "-", lines=SPOKEN).out
    assert "✗ misconception: l2-sparse (says that L2 gives sparsity.)\n  you wrote: “Ridge makes them" in out
    assert out.endswith("An interviewer would go on:\n- What does ridge do?\n- And with SGD? → “what will be left”\n")


def test_explain_says_what_each_clause_is_heard_to_say_and_which_pattern_decides(quiz: Quiz) -> None:
    out = quiz("grade", INTERVIEW, "--answer", SPOKEN, "--explain").out
    told = out[out.index("What the rules hear:") :]
    assert "- “L1 makes some weights zero”\n  about   l1\n  says    " in told
    assert '- zeros: covered\n  `l1 & zero` fires in "L1 makes some weights zero"\n' in told
    assert '- shrinks: contradicted\n  "Ridge makes them exactly zero" states l2-sparse\n' in told
    assert max(map(len, told.splitlines())) <= 80


def test_explain_shows_an_inherited_subject_and_what_claims_nothing(quiz: Quiz) -> None:
    out = quiz(
        "grade", INTERVIEW, "--answer", "Lasso has a kink, so weights end at zero. Does L2 shrink?", "--explain"
    ).out
    assert "- “so weights end at zero”\n  about   l1 (from before)\n" in out
    assert "- “Does L2 shrink?”\n  claims nothing\n" in out
    assert "- shrinks: missed\n" in out


def test_explain_as_data(quiz: Quiz) -> None:
    told = quiz("grade", INTERVIEW, "--answer", "L1 picks some weights.", "--explain", "--json").json["explained"]
    (clause,) = told["clauses"]
    assert (clause["clause"], clause["about"], clause["implied"]) == ("L1 picks some weights", ["l1"], False)
    assert told["points"][0] == {
        "name": "zeros",
        "status": "missed",
        "pattern": "l1 & zero",
        "clause": "L1 picks some weights",
        "lacking": [{"concept": "zero", "sign": "said"}],
        "why": '`l1 & zero` comes closest in "L1 picks some weights", which does not say zero',
    }
    assert [reason["name"] for reason in told["misconceptions"]] == ["l2-sparse"]
    assert "explained" not in quiz("grade", INTERVIEW, "--answer", "L1", "--json").json


def test_explain_is_refused_where_no_rules_judge(quiz: Quiz) -> None:
    ran = quiz("grade", ORDER, "--answer", "a", "--explain")
    assert (ran.code, ran.out) == (2, "")
    assert "--explain is for interview questions" in ran.err


# ---------------------------------------------------------------- show


@pytest.mark.parametrize(
    ("question", "given"),
    [
        (CODE, ["starter", "examples"]),
        (PREDICT, ["options"]),
        (ORDER, ["items", "spare"]),
        (FORMULA, ["gaps", "label", "example"]),
        (INTERVIEW, []),
    ],
)
def test_show_gives_what_the_learner_is_given(quiz: Quiz, question: str, given: list[str]) -> None:
    shown = quiz("show", question, "--json").json
    assert list(shown)[list(shown).index("variant") + 1 :] == given


def test_show_keeps_what_the_learner_must_not_see_for_the_answer(quiz: Quiz) -> None:
    assert "test_large" not in quiz("show", CODE, "--json").out + quiz("show", CODE).out
    shown = quiz("show", CODE, "--json", "--answer").json
    assert shown["key"].startswith("```python\ndef soft(x, t):\n    return max(")
    assert shown["tests"].startswith("def test_small(call):")
    assert "def test_large(call):" in shown["tests"]
    out = quiz("show", CODE, "--answer").out
    assert out.index("Solution:") < out.index("Tests:\n    def test_small(call):") < out.index("def test_large")


def test_show_answer_of_an_interview_question_is_its_rubric(quiz: Quiz) -> None:
    assert "rubric" not in quiz("show", INTERVIEW, "--json").json
    shown = quiz("show", INTERVIEW, "--json", "--answer").json
    assert shown["key"] == "L1 ends at zero, L2 only shrinks."
    assert shown["rubric"][0] == {
        "name": "zeros",
        "rank": "must",
        "weight": 2,
        "text": "L1 drives some weights exactly to zero.",
    }
    assert [mistake["correction"] for mistake in shown["misconceptions"]] == ["Ridge *never* lands on zero."]
    out = quiz("show", INTERVIEW, "--answer").out
    assert "Rubric:\n- zeros (must, 2): L1 drives some weights exactly to zero.\n" in out
    assert "Misconceptions:\n- l2-sparse: says that L2 gives sparsity. Ridge never lands on zero.\n" in out


def test_show_answer_of_an_order_and_of_a_formula(quiz: Quiz) -> None:
    assert quiz("show", FORMULA, "--json", "--answer").json["key"] == "2·lam·w"
    out = quiz("show", ORDER, "--answer").out
    steps = [line[3:] for line in out.split("Key:\n")[1].splitlines()]
    assert steps == ["shrink the weight", "update the moments", "step"]


def test_list_knows_every_kind(quiz: Quiz) -> None:
    for kind, question in (("code", CODE), ("order", ORDER), ("interview", INTERVIEW)):
        assert [row["id"] for row in quiz("list", "--kind", kind, "--json").json] == [question]


# ---------------------------------------------------------------- overruled


def overrule(home: Path, question: str, point: str, answer: str, content_hash: str = "old") -> None:
    with Store.open(Places(home).store, now=datetime.now(UTC)) as store:
        at = datetime(2026, 11, 23, tzinfo=UTC)
        store.overrule(Overruling(question, content_hash, point, "missed", "covered", "", answer, at))


def test_before_anything_is_overruled_a_sentence_says_how(quiz: Quiz, home: Path) -> None:
    ran = quiz("overruled")
    assert (ran.code, ran.out) == (0, "")
    assert "`:overrule NAME`" in ran.err
    assert not Places(home).store.exists()
    assert quiz("overruled", "--json").json == []


def test_labels_are_grouped_by_question_and_answer(quiz: Quiz, home: Path) -> None:
    overrule(home, INTERVIEW, "shrinks", "- lasso zeroes weights\n- the other one: -0.1 of it")
    overrule(home, INTERVIEW, "zeros", "nothing of it")
    overrule(home, INTERVIEW, "shrinks", "nothing of it")
    ran = quiz("overruled")
    assert ran.out.splitlines()[1:3] == [
        "- zeros, shrinks: lasso zeroes weights; the other one: -0.1 of it",
        "- zeros, shrinks: nothing of it",
    ]
    assert f"{INTERVIEW} “Why does L1 give zeros?” changed since" in ran.err
    assert [row["point"] for row in quiz("overruled", "--json").json].count("shrinks") == 2


def test_a_label_on_a_question_that_is_gone_is_said(quiz: Quiz, home: Path) -> None:
    overrule(home, "xxxx9999", "zeros", "so")
    ran = quiz("overruled")
    assert (ran.out, ran.code) == ("", 0)
    assert "xxxx9999 is in no deck now: 1 point only in --json." in ran.err
    (row,) = quiz("overruled", "--json").json
    assert (row["id"], row["judged"], row["said"], row["answer"]) == ("xxxx9999", "missed", "covered", "so")


def test_what_is_printed_can_be_pasted_and_passes_the_check_or_is_what_must_be_mended(
    quiz: Quiz, home: Path, long_deck: Path
) -> None:
    overrule(home, INTERVIEW, "shrinks", "lasso zeroes weights out")
    line = quiz("overruled").out.splitlines()[1]
    long_deck.write_text(f"{long_deck.read_text(encoding='utf-8').rstrip()}\n{line}\n", encoding="utf-8")
    ran = quiz("check", str(long_deck), "--no-live")
    assert "R509" in ran.out
    assert "this test answer does not cover shrinks" in ran.out
