"""Line mode with orders, formulas, predictions, code and answers at length: as transcripts, and what is kept."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.errors import RunLimitError
from quizapp.store import Review, Store
from quizapp.workspace.places import Places

from .conftest import CODE, Ran

Quiz = Callable[..., Ran]

WRONG, RIGHT = ("def soft(x, t):", "    return 0.0"), ("def soft(x, t):", "    return max(x - t, 0.0)")
SPOKEN = ("L1 makes some weights zero", "ridge makes them exactly zero", ".")


@pytest.fixture
def practise(quiz: Quiz, long_deck: Path) -> Callable[..., Ran]:
    """`practise("b", "", only="code")`: these lines, then the end of input."""

    def run(*lines: str, only: str) -> Ran:
        return quiz("practice", "--plain", "--kind", only, lines="".join(f"{line}\n" for line in lines))

    return run


@pytest.fixture
def trusted(long_deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deck came with quizapp."""
    monkeypatch.setattr("quizapp.workspace.consent.bundled_decks", lambda: long_deck.parent)


def store(home: Path) -> Store:
    return Store.open(Places(home).store, now=datetime.now(UTC), read_only=True)


def reviews(home: Path) -> list[Review]:
    with store(home) as opened:
        return [row.review for row in reversed(opened.last_reviews(100))]


def drafts(home: Path) -> dict[str, str]:
    with store(home) as opened:
        return opened.drafts()


# ---------------------------------------------------------------- one line


def test_letters_put_steps_in_order(practise: Quiz, home: Path) -> None:
    ran = practise("q", "", only="order")
    assert "Type the letters in order, such as c,a,b, without what does not belong.\n> q\nUnreadable: " in ran.out
    letters = {line[3:]: line[0] for line in ran.out.splitlines() if line[1:2] == ")"}
    right = [letters[step] for step in ("shrink the weight", "update the moments", "step")]
    ran = practise(",".join(right[:2]), "", only="order")
    assert "– missed: step (left out, should be 3rd)\n" in ran.out
    assert f"Key:\n{right[0]}) shrink the weight\n{right[1]}) update the moments\n{right[2]}) step\n" in ran.out
    assert [r.verdict for r in reviews(home)] == ["partial"]


def test_a_formula_is_read_and_compared(practise: Quiz, home: Path) -> None:
    ran = practise("lam*x", "lam w", "", "2λw", "", only="symbolic")
    assert "Unreadable: " in ran.out
    assert "Type the formula, such as " in ran.out
    assert "Wrong.\nKey: 2·lam·w\n\nAt w = " in ran.out
    assert [r.verdict for r in reviews(home)] == ["wrong", "right"]


def test_a_prediction_is_kept_before_its_run_and_stands_beside_it(
    practise: Quiz, home: Path, engines: list[FakeEngine]
) -> None:
    ran = practise(":run", "a", "", only="predict")
    assert "This is a prediction: the run comes once you have answered.\n> :run\nAnswer first" in ran.out
    assert "> a\nYour prediction is kept. Running quizapp demo decay_step --set steps=10 …\n\nWrong." in ran.out
    table = "                  you said   the run gave\nsgd_weight_decay  all of it  0.5\n"
    assert f"Key: b) a half\n\n{table}\nmethod  left\nsgd      0.5\n" in ran.out
    assert len(engines[-1].ran) == 1
    assert [(r.response, r.verdict) for r in reviews(home)] == [("a", "wrong")]


def test_a_narrow_terminal_gets_prediction_and_run_as_a_sentence(
    practise: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    ran = practise("a", only="predict")
    assert "sgd_weight_decay: you said all of it, the run gave 0.5." in " ".join(ran.out.split())


@pytest.mark.usefixtures("down", "long_deck")
def test_a_prediction_without_an_engine_is_rated_by_the_learner(quiz: Quiz, home: Path) -> None:
    ran = quiz("practice", "--plain", "--kind", "predict", lines="b\ngood\n")
    assert "Not checked live: torch is not installed. Rate it yourself; :run tries again" in " ".join(ran.out.split())
    assert [(r.verdict, r.rating) for r in reviews(home)] == [("unchecked", 3)]


def test_a_run_that_comes_after_all_gives_the_verdict(
    quiz: Quiz, home: Path, long_deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[FakeEngine] = []

    def flaky(_: object, *, jobs: int = 1) -> FakeEngine:
        made.append(FakeEngine(lambda call: {"sgd_weight_decay": 0.5} if len(made[0].ran) > 1 else too_long))
        return made[0]

    too_long = RunLimitError("It was stopped after 10 s.")
    monkeypatch.setattr("quizapp.workspace.workspace.make_engine", flaky)
    ran = quiz("practice", "--plain", "--kind", "predict", lines="b\n:run\n\n")
    assert "Not checked live: It was stopped after 10 s." in ran.out
    assert ran.out.index("Right.\nKey: b) a half") > ran.out.index("> :run")
    assert [r.verdict for r in reviews(home)] == ["right"]


# ---------------------------------------------------------------- several lines


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("end", [".", ":end", ". "])
def test_code_is_written_over_lines_and_judged_by_its_tests(practise: Quiz, home: Path, end: str) -> None:
    ran = practise(*WRONG, end, "", only="code")
    assert "Starter:\n    def soft(x, t):\n        raise NotImplementedError\n" in ran.out
    assert 'Tests that you can see:\n    def test_small(call):\n        assert call("soft", 0.3, 0.5) == 0.0' in ran.out
    assert "test_large" not in ran.out, "nobody sees the other tests"
    assert "Running the tests of your code …\n\nPartly right (50 %).\n✗ failed: large\n✓ passed: small\n" in ran.out
    assert "Solution:\n    def soft(x, t):\n" in ran.out
    assert [(r.response, r.verdict) for r in reviews(home)] == [("\n".join(WRONG), "partial")]


@pytest.mark.usefixtures("trusted")
def test_empty_lines_and_indents_are_kept(practise: Quiz, home: Path) -> None:
    practise(RIGHT[0], "", "\t# so", RIGHT[1].replace("    ", "\t"), ".", "", only="code")
    assert reviews(home)[0].response == "def soft(x, t):\n\n\t# so\n\treturn max(x - t, 0.0)"


@pytest.mark.usefixtures("trusted")
def test_what_python_cannot_read_is_mended_and_costs_nothing(practise: Quiz, home: Path) -> None:
    ran = practise(".", "def soft(x, t", ".", ":back", RIGHT[0], ":show", RIGHT[1], ".", "", only="code")
    assert "Nothing is written yet. Write the code, over as many lines as it takes" in ran.out
    said = " ".join(ran.out.split())
    assert "Unreadable: line 1 is no Python" in said
    assert ":back, :edit or :new mends it. Nothing was counted." in said
    assert "Taken away: def soft(x, t\n" in ran.out
    assert "Written so far:\n    def soft(x, t):\n> " in ran.out
    assert [r.verdict for r in reviews(home)] == ["right"]


def test_code_of_a_strange_deck_waits_for_a_yes(practise: Quiz, home: Path, long_deck: Path) -> None:
    ran = practise(*RIGHT, ".", "", "maybe", "y", "", only="code")
    assert "long.md did not come with quizapp" in ran.out
    assert ran.out.count("Type y to run it, or n to leave it.") == 3
    assert "Right.\n✓ passed: small\n✓ passed: large\n" in ran.out
    with store(home) as opened:
        assert len(opened.consents()) == 1


def test_who_says_no_rates_the_code_and_may_still_have_it_judged(practise: Quiz, home: Path) -> None:
    ran = practise(*RIGHT, ".", "n", ":run", "yes", "", only="code")
    assert "Not checked live: You did not let the code of this deck run. Rate it" in ran.out
    assert ran.out.count("did not come with quizapp") == 2
    assert [r.verdict for r in reviews(home)] == ["right"]


def test_the_end_of_input_at_the_question_about_code_keeps_the_draft(practise: Quiz, home: Path) -> None:
    practise(*RIGHT, ".", only="code")
    assert reviews(home) == []
    assert drafts(home) == {CODE: "\n".join(RIGHT)}


# ---------------------------------------------------------------- drafts


def test_what_is_written_is_offered_next_time(practise: Quiz, home: Path) -> None:
    ran = practise("L1 gives zeros.", "L2", only="interview")
    assert "What you have written is kept for next time.\n" in ran.out
    assert list(drafts(home).values()) == ["L1 gives zeros.\nL2"]
    ran = practise("", "shrinks.", ".", "", only="interview")
    offer = "What you had written:\n    L1 gives zeros.\n    L2\nAn empty line keeps it, :new starts afresh.\n> "
    assert offer in ran.out
    assert ran.out.count("had written") == 1
    assert [r.response for r in reviews(home)] == ["L1 gives zeros.\nL2\nshrinks."]
    assert drafts(home) == {}


def test_new_starts_afresh(practise: Quiz, home: Path) -> None:
    practise("L1 gives nothing.", only="interview")
    ran = practise(":new", ":show", "L1 gives zeros.", ".", "", only="interview")
    assert "> :new\nDropped. Start afresh.\n> :show\nNothing is written yet.\n" in ran.out
    assert [r.response for r in reviews(home)] == ["L1 gives zeros."]


def test_undo_gives_the_lines_back(practise: Quiz, home: Path) -> None:
    ran = practise("L1 gives zeros.", ".", ":undo", "", "L2 shrinks.", ".", "", only="interview")
    assert "Taken back. Answer again.\n\nQuestion 1 of 1" in ran.out
    assert [r.response for r in reviews(home)] == ["L1 gives zeros.\nL2 shrinks."]


@pytest.mark.usefixtures("down", "long_deck")
def test_a_short_answer_that_nobody_checked_is_offered_too(quiz: Quiz, home: Path) -> None:
    quiz("practice", "--plain", "--kind", "numeric", lines="0.5\n\n")
    ran = quiz("practice", "--plain", "--kind", "numeric", lines="\ngood\n")
    assert "What you had written: 0.5\nAn empty line answers with it.\n> \n" in ran.out
    assert [(r.response, r.verdict) for r in reviews(home)] == [("0.5", "unchecked")]


def test_an_answer_on_one_line_has_no_lines_to_edit(practise: Quiz) -> None:
    ran = practise(":edit", ":back", only="order")
    assert ran.out.count("is for answers of several lines; this one is a single line.") == 2


# ---------------------------------------------------------------- the editor


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor with an option that doubles the file, and keeps what it was given in `seen`."""
    script, seen = tmp_path / "my editor", tmp_path / "seen"
    script.write_text(f'#!/bin/sh\ncp "$2" "{seen}"\ncat "{seen}" >> "$2"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{script}' --wait")
    return seen


def test_edit_opens_the_editor_with_what_is_written(practise: Quiz, home: Path, editor: Path) -> None:
    ran = practise("L1 gives zeros.", ":edit", ".", "", only="interview")
    assert editor.read_text() == "L1 gives zeros."
    assert "1 line written. A line with only . ends the answer." in ran.out
    assert [r.response for r in reviews(home)] == ["L1 gives zeros.L1 gives zeros."]


def test_edit_begins_with_the_starter(practise: Quiz, home: Path, editor: Path) -> None:
    ran = practise(":edit", only="code")
    assert editor.read_text() == "def soft(x, t):\n    raise NotImplementedError\n"
    assert "4 lines written." in ran.out
    assert drafts(home)[CODE].startswith("def soft(x, t):\n")


def test_an_editor_that_is_not_there_is_a_sentence(
    practise: Quiz, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VISUAL", str(tmp_path / "nowhere"))
    ran = practise("L1 gives zeros.", ":edit", ".", "", only="interview")
    assert "which is not there. Set EDITOR to one that is" in " ".join(ran.out.split())
    assert [r.response for r in reviews(home)] == ["L1 gives zeros."]


# ---------------------------------------------------------------- free answers


def test_a_free_answer_is_judged_point_by_point_in_the_learners_words(practise: Quiz, home: Path) -> None:
    ran = practise(*SPOKEN, "", only="interview")
    assert "✓ covered: zeros, a must (L1 drives some weights exactly to zero.)\n  you wrote: “L1 makes some" in ran.out
    assert "✗ contradicted: shrinks, a must (L2 only shrinks weights.)\n  you wrote: “ridge makes them" in ran.out
    assert "✗ misconception: l2-sparse (says that L2 gives sparsity.)\n  you wrote: “ridge" in ran.out
    assert "\n\nRidge never lands on zero.\n\nModel answer: L1 ends at zero, L2 only shrinks.\n" in ran.out
    assert "An interviewer would go on:\n- What does ridge do?\n- And with SGD? → “what will be left”\n" in ran.out
    assert [r.verdict for r in reviews(home)] == ["partial"]


def test_overruling_turns_a_point_and_keeps_it(practise: Quiz, quiz: Quiz, home: Path) -> None:
    ran = practise(*SPOKEN, ":overrule SHR", ":overrule l2-sparse", "", only="interview")
    assert "> :overrule SHR\n" in ran.out
    assert "✓ covered, as you say: shrinks, a must (L2 only shrinks weights.)\n" in ran.out
    assert "> :overrule l2-sparse\nRight.\n– no misconception, as you say: l2-sparse" in ran.out
    assert [(r.verdict, r.rating) for r in reviews(home)] == [("right", 3)]
    shown = quiz("overruled")
    answer = "- zeros, shrinks: L1 makes some weights zero; ridge makes them exactly zero\n"
    assert shown.out == f"jjjj1111  Why does L1 give zeros?\n{answer}\n"
    assert shown.err == "2 points. The lines go under `### Test answers` of their question.\n"


def test_overruling_twice_takes_it_back(practise: Quiz, quiz: Quiz, home: Path) -> None:
    practise(*SPOKEN, ":overrule zeros", ":overrule zeros", "", only="interview")
    assert [r.verdict for r in reviews(home)] == ["partial"]
    assert quiz("overruled", "--json").json == []


@pytest.mark.parametrize("name", ["", "s", "xyzzy"])
def test_a_name_that_fits_nothing_or_several_lists_them(practise: Quiz, name: str) -> None:
    ran = practise(*SPOKEN, f":overrule {name}", only="interview")
    one = "✓ covered, as you say: shrinks" in ran.out
    assert one or "Type :overrule and one of these names: zeros, shrinks, l2-sparse.\n" in ran.out
    assert one == (name == "s")


def test_there_is_nothing_to_overrule_before_a_verdict_or_of_a_pick(practise: Quiz) -> None:
    assert "There is no verdict on a free answer here" in practise(":overrule zeros", only="interview").out
    assert "There is no verdict on a free answer here" in practise("b", ":overrule b", only="choice").out


def test_every_glyph_has_its_word(practise: Quiz) -> None:
    lines = [
        *practise(*SPOKEN, "", only="interview").out.splitlines(),
        *practise(*WRONG, ".", "y", "", only="code").out.splitlines(),
    ]
    glyphs = [line for line in lines if line[:1] in "✓✗–" and line]
    assert len(glyphs) >= 5
    words = ("covered", "contradicted", "misconception", "missed", "passed", "failed")
    assert all(line[2:].startswith(words) for line in glyphs)


def test_quick_takes_a_long_answer(quiz: Quiz, home: Path, long_deck: Path) -> None:
    long_deck.with_name("decay.md").unlink()
    text = long_deck.read_text(encoding="utf-8")
    long_deck.write_text(text[: text.index("## Write")] + text[text.index("## Why") :], encoding="utf-8")
    ran = quiz("quick", lines="L1 gives zeros,\nL2 shrinks.\n.\n\n")
    assert "Nothing more is due today." in ran.out
    assert [r.response for r in reviews(home)] == ["L1 gives zeros,\nL2 shrinks."]
