"""Links: to a question of the deck, to one of another deck, to a file; and what is said where there is none."""

from pathlib import Path

import pytest

from quizapp.questions.links import link_problems, links_in, question_slugs, slug, slugs, with_titles, without_links
from quizapp.questions.source import Source

DECK = """## Which penalty?
<!-- q id=aaaa0000 -->

See {}

### Answer
L1

## λ·Σw² in `torch` — *twice*
<!-- q id=aaaa0001 -->

### Answer
2λ
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "other.md").write_text("## Another one\n\n### Answer\nyes\n", encoding="utf-8")
    (tmp_path / "my plot.png").write_bytes(b"")
    return tmp_path / "deck.md"


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("True statements about the two penalties", "true-statements-about-the-two-penalties"),
        ("Which weight_decay equals λ·Σw²?", "which-weight_decay-equals-λσw"),
        ("`a` and *b*: **c**", "a-and-b-c"),
        ("See [the paper](https://example.org/x)", "see-the-paper"),
        ("  A  B  ", "a--b"),
        ("Año — 2", "año--2"),
        ("???", ""),
    ],
)
def test_an_anchor_is_made_as_code_hosts_make_it(title: str, anchor: str) -> None:
    assert slug(title) == anchor


def test_anchors_that_are_alike_are_numbered() -> None:
    assert slugs(["A", "a", "A!", "a-1"]) == ["a", "a-1", "a-2", "a-1-1"]


@pytest.mark.parametrize(
    "link",
    [
        "[this](#which-penalty)",
        "[this](#λσw-in-torch--twice)",
        "[this](#Which-Penalty)",
        "[this](other.md)",
        "[this](./other.md#another-one 'a title')",
        "![a plot](<my plot.png>)",
        "![a plot](my%20plot.png)",
        "[this][name]\n\n[name]: other.md#another-one",
        "[this](https://example.org/#nowhere)",
        "[this](mailto:me@example.org)",
        "[this](/from/the/root.md)",
        "`[this](#nowhere)` and $[a](b)$ and \\[this\\](#nowhere)",
        "`w[i](t)`",
        "[this]()",
    ],
)
def test_a_link_whose_target_is_there_is_fine(deck: Path, link: str) -> None:
    deck.write_text(DECK.format(link), encoding="utf-8")
    assert link_problems(deck) == []


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        ("[it](#which-penalti)", "no question of deck.md has the title behind #which-penalti", "which-penalty?"),
        ("[it](#answer)", "no question of deck.md has the title behind #answer", "with - for each space"),
        ("[it](othr.md)", "this link leads to 'othr.md', which is not there", "did you mean other.md?"),
        ("[it](other.md#another-two)", "no question of other.md has the title behind #another-two", "another-one?"),
        ("[it](no/where.md)", "this link leads to 'no/where.md', which is not there", "relative to the folder"),
        ("[it][n]\n\n[n]: #nowhere", "no question of deck.md has the title behind #nowhere", "lower case"),
        ("![it](plot.png)", "this link leads to 'plot.png', which is not there", "my plot.png?"),
    ],
)
def test_a_link_to_nowhere_is_said_at_its_place(deck: Path, link: str, message: str, hint: str) -> None:
    deck.write_text(DECK.format(link), encoding="utf-8")
    (problem,) = link_problems(deck)
    target = deck.read_text().split("\n")[problem.place.line - 1][problem.place.column - 1 :]
    assert target.startswith(("#", "oth", "no/", "plot"))
    assert (problem.code, problem.message, problem.severity) == ("Q316", message, "error")
    assert hint in problem.hint


def test_a_gap_is_no_link() -> None:
    assert list(links_in(Source.of("The [[Laplace]](or double exponential) prior", Path("x.md")))) == []


def test_the_anchors_of_a_deck_lead_to_titles_and_follow_its_file(deck: Path) -> None:
    assert dict(question_slugs(deck)) == {}
    deck.write_text("## One\n\n### Answer\nx\n\n## One\n\n## Answer\n", encoding="utf-8")
    assert dict(question_slugs(deck)) == {"one": "One", "one-1": "One", "answer-1": "Answer"}
    deck.write_text("## Two\n", encoding="utf-8")
    assert dict(question_slugs(deck)) == {"two": "Two"}


def test_a_file_that_cannot_be_read_has_no_links(tmp_path: Path) -> None:
    assert link_problems(tmp_path / "nowhere.md") == []
    assert link_problems(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See [the factor 2](../a.md#b-c).", "See the factor 2."),
        ("[one](a.md) and [two](#b)", "one and two"),
        ("`[code](a.md)` and [a page](https://example.org)", "`[code](a.md)` and [a page](https://example.org)"),
        ("![picture](a.png) and [[gap]](x)", "![picture](a.png) and [[gap]](x)"),
        ('[named](a.md "title") and [`code`](<a b.md>)', "named and `code`"),
    ],
)
def test_links_to_questions_can_be_read_as_their_words(text, shown):
    assert without_links(text) == shown


def test_a_link_without_a_name_reads_as_the_title_that_it_leads_to(deck: Path) -> None:
    deck.write_text(DECK.format("nothing"), encoding="utf-8")
    assert with_titles("And then? → [q](#which-penalty)", deck) == "And then? → “Which penalty?”"
    assert with_titles("→ [q](other.md#another-one)", deck) == "→ “Another one”"
    kept = "[q](#nowhere), [q](gone.md#x), [a paper](#which-penalty), [q](https://example.org)"
    assert with_titles(kept, deck) == kept
