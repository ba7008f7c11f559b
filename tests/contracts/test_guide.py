"""The author's guide tells the truth: its examples work, its codes and commands exist, its words about a run hold."""

from __future__ import annotations

import argparse
import os
import re
from importlib import import_module
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import quizapp
from quizapp.cli.coverage import coverage
from quizapp.cli.dispatch import COMMANDS
from quizapp.engine import catalogue
from quizapp.engine.proving import check_call
from quizapp.grading.expressions import evaluate
from quizapp.grading.rubric.statements import statements_of
from quizapp.grading.rubric.words import stem
from quizapp.questions import CODES, Library, all_kinds, faults, is_id, parse_deck, question_variant
from quizapp.questions.calls import Call, Measures
from quizapp.questions.glossary import glossary_problems, vocabulary_in
from quizapp.questions.links import link_problems
from quizapp.workspace.places import bundled_decks

from .judging import judged

PACKAGE = Path(quizapp.__file__).parent
GUIDE = bundled_decks() / "README.md"
README = PACKAGE.parent / "README.md"
TEXT = GUIDE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^````markdown\n(.*?)^````$", TEXT, re.DOTALL | re.MULTILINE)

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[1][6:])
COMMAND = re.compile(r"(?<![/\w])quizapp (?:--content \S+ )?([a-z]+)\b")
OPTION = re.compile(r"`quizapp ([a-z]+)[^`\n]*?(--[a-z-]+)")


def measured(call: Call) -> Measures:
    demo = catalogue.find(call.demo)
    return demo.run(catalogue.complete(demo, dict(call.params)), lambda *_: None).measures


# ---------------------------------------------------------------- the examples


def test_there_is_an_example_of_every_kind() -> None:
    kinds = {question.kind for example in EXAMPLES for question in parse_deck(example, Path("x.md")).questions}
    assert kinds == set(all_kinds())


@every_example
def test_an_example_is_a_whole_deck_without_a_problem(example: str) -> None:
    deck = parse_deck(example, Path("example.md"), check_call)
    assert [str(problem) for problem in deck.problems] == []
    assert len(deck.questions) == 1
    assert deck.questions[0].minted


@every_example
def test_what_an_example_claims_is_borne_out_by_its_runs(example: str) -> None:
    (question,) = parse_deck(example, Path("example.md"), check_call).questions
    for index in range(len(question.variants)):
        variant = question_variant(question, index)
        evidence = (variant.evidence.call,) if variant.evidence else ()
        runs = {**{call: measured(call) for call in (*variant.task.calls, *evidence)}, **judged(variant)}
        assert faults(variant, runs) == ()


def test_the_glossary_means_what_its_comments_say(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```yaml\n(dropout:.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    (tmp_path / "glossary.yaml").write_text(shown, encoding="utf-8")
    assert glossary_problems(tmp_path) == ()
    vocabulary = vocabulary_in(tmp_path)
    assert {"weight_decay", "dropout"} <= vocabulary.groups["dropout"]
    assert vocabulary.groups["train_time"] == {"test_time", "train_time"}
    assert {"drop out", "dropping units"} <= {*vocabulary.by_name["dropout"].words}  # a bundled word and an own one

    def heard(text: str) -> tuple[set[str], set[str]]:
        statements = statements_of(text, vocabulary)
        return {n for one in statements for n in one.said}, {n for one in statements for n in one.denied}

    assert "noisy" in heard("It is deterministic.")[1]
    assert "noisy" in heard("It is exact.")[1]
    assert "noisy" in heard("It is random.")[0]
    assert "noisy" not in heard("It is a random subnet.")[0]
    assert "thinned" in heard("It is sparse.")[0]
    assert "fade" in heard("The pull slackens.")[0]
    assert "fade" not in heard("The weight slackens.")[0]


def test_the_forms_of_a_word_that_the_guide_names() -> None:
    (said,) = re.findall(r"^Words match by their stems:.*?\n\n", TEXT, re.DOTALL | re.MULTILINE)
    assert {stem(word) for word in ("drops", "dropped", "dropping")} == {stem("drop")}
    assert stem("randomly") == stem("random")
    assert stem("regularise") == stem("regularize")
    pairs = re.findall(r"\*(\w+)\*\s+beside\s+(\w+)", said)
    assert len(pairs) == 3
    assert [pair for pair in pairs if stem(pair[0]) == stem(pair[1])] == []


def test_ids_of_examples_are_in_no_deck() -> None:
    """Whoever copies an example whole must not meet a question that has its id already."""
    shown = set(re.findall(r"<!-- q id=(\w+)", TEXT + README.read_text(encoding="utf-8")))
    decks = [path for path in bundled_decks().glob("*.md") if path != GUIDE]
    taken = {found for path in decks for found in re.findall(r"<!-- q id=(\w+)", path.read_text(encoding="utf-8"))}
    assert len(shown) >= len(EXAMPLES)
    assert shown & taken == set()


def test_the_checker_suggests_an_id_where_there_is_none() -> None:
    assert "suggests one to copy" in " ".join(TEXT.split())
    (problem,) = parse_deck("## One?\n\nWhat?\n\n### Answer\nYes.\n", Path("mine.md"), check_call).problems
    (suggested,) = re.findall(r"<!-- q id=(\S+) -->", problem.hint)
    assert is_id(suggested)


# ---------------------------------------------------------------- codes, words and commands


def test_every_code_that_is_mentioned_exists_and_says_that() -> None:
    mentioned = set(re.findall(r"\b[A-Z]\d{3}\b", TEXT))
    assert mentioned
    assert mentioned <= set(CODES)


def test_every_code_is_in_the_guide_with_its_cure() -> None:
    cells = ((code, *(text.replace("|", "\\|") for text in said)) for code, said in CODES.items())
    table = "\n".join(f"| {' | '.join(row)} |" for row in cells)
    assert f"\n| code | what it means | what to do |\n|---|---|---|\n{table}\n" in TEXT, table


def test_the_links_of_the_guide_lead_somewhere() -> None:
    assert link_problems(GUIDE) == []


def test_the_problem_that_the_guide_shows_is_what_the_checker_prints() -> None:
    (shown,) = re.findall(r"^(my-deck\.md:.*?)\n```", TEXT, re.DOTALL | re.MULTILINE)
    deck = "## Where is w?\n<!-- q id=aaaa0000 -->\n\nNow.\n\n\n\n\n\n\n```yaml key\n"
    deck += "demo: decay_stepp\nanswer: sgd_penalty\ntolerance: {abs: 0.1}\n```\n"
    (problem,) = parse_deck(deck, Path("my-deck.md"), check_call).problems
    assert str(problem) == shown


def test_every_function_of_the_expressions_works() -> None:
    (words,) = re.findall(r"\*\*Expressions\*\* .*?`and or not`, and (.*?)\.", TEXT, re.DOTALL)
    named = re.findall(r"\w+", words)
    assert len(named) >= 11
    assert all(isinstance(evaluate(f"{name}(0.5)", {}), int | float) for name in set(named) - {"min", "max"})
    assert evaluate("min(1, 2) < max(1, 2)", {}) is True


def commands_in(path: Path) -> set[str]:
    """What stands behind `quizapp` in the code of a page: in its blocks, and within its lines."""
    tokens = MarkdownIt().parse(path.read_text(encoding="utf-8"))
    inline = [child.content for token in tokens for child in token.children or () if child.type == "code_inline"]
    # A picture of a screen shows the app's name, not a command.
    blocks = [token.content for token in tokens if token.type == "fence" and "●" not in token.content]
    return {name for text in (*inline, *blocks) for name in COMMAND.findall(text)}


@pytest.mark.parametrize("path", [GUIDE, README], ids=["guide", "readme"])
def test_every_command_that_is_named_exists(path: Path) -> None:
    named = commands_in(path)
    assert named
    assert named - set(COMMANDS) == set()


def test_every_command_that_a_message_names_exists() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    named = set(re.findall(r"`quizapp (?:--content [^\s`]+ )?([a-z]+)", texts))
    assert {"check", "demo", "doctor"} <= named
    assert named - set(COMMANDS) == set()


@pytest.mark.parametrize("path", [GUIDE, README], ids=["guide", "readme"])
def test_every_option_that_is_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {pair for pair in OPTION.findall(text) if pair[1] not in options_of(pair[0])} == set()
    alone = {option for span in re.findall(r"`(--[^`]+)`", text) for option in re.findall(r"--[a-z][a-z-]+", span)}
    assert alone - set().union(*map(options_of, COMMANDS)) == set()


def options_of(command: str) -> set[str]:
    parser = argparse.ArgumentParser()
    parser.add_argument("--content")
    import_module(f"quizapp.cli.{command}").add_arguments(parser)
    return {option for action in parser._actions for option in action.option_strings}


def test_every_command_of_the_table_can_be_carried_out_and_is_in_the_readme() -> None:
    assert {name for name in COMMANDS if not hasattr(import_module(f"quizapp.cli.{name}"), "run")} == set()
    assert set(COMMANDS) - commands_in(README) == set()


# ---------------------------------------------------------------- what the bank covers


def test_the_guide_counts_what_the_bundled_decks_cover() -> None:
    counted = "\n".join(coverage(Library.open([bundled_decks()]).entries))
    before, rest = TEXT.split("<!-- coverage -->\n")
    said, after = rest.split("\n<!-- end of coverage -->")
    if os.environ.get("UPDATE_FRAMES"):
        GUIDE.write_text(f"{before}<!-- coverage -->\n{counted}\n<!-- end of coverage -->{after}", encoding="utf-8")
    else:
        assert said == counted, "UPDATE_FRAMES=1 counts anew"
