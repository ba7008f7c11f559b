"""Folders of decks, and the index that keeps them from being parsed again."""

import json
import os
from pathlib import Path

import pytest

from quizapp.errors import ContentError
from quizapp.questions import Library, decks

CARD = """---
deck: {0}
title: Deck {0}
---

A note on {0}.

## Card {0}
<!-- q id={1} tags=x level=senior -->

### Answer
yes
"""


@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "shelf"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.md").write_text(CARD.format("b", "bbbb0000"), encoding="utf-8")
    (folder / "a.md").write_text(CARD.format("a", "aaaa0000"), encoding="utf-8")
    (folder / "deep" / "c.md").write_text(CARD.format("c", "cccc0000"), encoding="utf-8")
    return folder


@pytest.fixture
def parsed(monkeypatch):
    """The files that were parsed, in order."""
    files = []
    read = decks.read_deck

    def spy(path, check_call=None):
        files.append(path.name)
        return read(path, check_call)

    monkeypatch.setattr(decks, "read_deck", spy)
    return files


def test_decks_are_found_in_order_and_listed(shelf):
    for name in ("README.md", ".hidden.md", "_draft.md", "notes.txt"):
        (shelf / name).write_text("# no deck\n", encoding="utf-8")
    (shelf / ".git").mkdir()
    (shelf / ".git" / "x.md").write_text("# no deck\n", encoding="utf-8")
    library = Library.open([shelf])
    assert library.problems == ()
    assert [entry.id for entry in library.entries] == ["aaaa0000", "bbbb0000", "cccc0000"]
    first = library.decks[0]
    assert (first.name, first.title, first.note, first.questions) == ("a", "Deck a", "A note on a.", 1)
    entry = library.entries[0]
    assert (entry.deck, entry.title, entry.kind, entry.level, entry.tags) == (
        "a",
        "Card a",
        "flashcard",
        "senior",
        ("x",),
    )
    assert (entry.file, entry.line, entry.live, entry.seconds) == (str(shelf / "a.md"), 8, False, 60)


RUNS = """---
deck: runs
---

## A key in every variant, and evidence
<!-- q id=dddd0000 -->

What comes of `lr=0.1`?

```yaml key
demo: decay_step
vary: {lr: [0.1, 0.2]}
answer: sgd_penalty
tolerance: {abs: 0.01}
```

```yaml evidence
demo: prior_density
holds: [kink_gaussian == 0]
```

### Sources
- none
"""


def test_an_entry_names_the_demos_behind_its_question_also_from_the_index(shelf, tmp_path):
    (shelf / "z.md").write_text(RUNS, encoding="utf-8")
    index = tmp_path / "index.json"
    for _ in range(2):
        demos = {entry.id: entry.demos for entry in Library.open([shelf], index).entries}
        assert demos == {
            "aaaa0000": (),
            "bbbb0000": (),
            "cccc0000": (),
            "dddd0000": ("decay_step", "prior_density"),
        }


def test_an_unchanged_deck_is_not_parsed_again_and_lists_the_same(shelf, tmp_path, parsed):
    (shelf / "broken.md").write_text("## X\n\n- [ ] a\n- [ ] b\n", encoding="utf-8")
    index = tmp_path / "cache" / "index.json"
    first = Library.open([shelf], index)
    assert parsed == ["a.md", "b.md", "broken.md", "c.md"]
    parsed.clear()
    second = Library.open([shelf], index)
    assert parsed == []
    assert (second.entries, second.problems, second.decks) == (first.entries, first.problems, first.decks)
    assert [problem.code for problem in second.problems] == ["Q310"]


def test_only_what_changed_is_parsed_again_and_what_is_gone_is_forgotten(shelf, tmp_path, parsed):
    index = tmp_path / "index.json"
    Library.open([shelf], index)
    parsed.clear()
    (shelf / "a.md").write_text(CARD.format("a", "aaaa1111") + "more\n", encoding="utf-8")
    (shelf / "b.md").unlink()
    library = Library.open([shelf], index)
    assert parsed == ["a.md"]
    assert [entry.id for entry in library.entries] == ["aaaa1111", "cccc0000"]
    assert str(shelf / "b.md") not in json.loads(index.read_text())["files"]


def test_a_change_that_keeps_the_size_is_seen_by_its_time(shelf, tmp_path, parsed):
    index = tmp_path / "index.json"
    Library.open([shelf], index)
    parsed.clear()
    file = shelf / "a.md"
    file.write_text(file.read_text(encoding="utf-8").replace("yes", "no."), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    Library.open([shelf], index)
    assert parsed == ["a.md"]


@pytest.mark.parametrize("checked", [True, False])
def test_an_index_of_another_check_is_no_index(shelf, tmp_path, parsed, checked):
    index = tmp_path / "index.json"
    Library.open([shelf], index, (lambda call: None) if checked else None)
    parsed.clear()
    Library.open([shelf], index, None if checked else (lambda call: None))
    assert len(parsed) == 3


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"{",
        lambda data: data[: len(data) // 2],
        lambda data: b"[]",
        lambda data: b"null",
        lambda data: b"\xff\xfe",
        lambda data: b"[" * 100_000,
        lambda data: data.replace(b'"files":{', b'"files":{"x":[1],'),
        lambda data: data.replace(b'"version":[', b'"version":[9,'),
        lambda data: data.replace(b'"files"', b'"other"'),
        lambda data: data.replace(b'[["aaaa0000"', b'[[[7],"aaaa0000"'),
    ],
)
def test_a_damaged_index_is_a_miss(shelf, tmp_path, damage):
    index = tmp_path / "index.json"
    expected = Library.open([shelf], index)
    index.write_bytes(damage(index.read_bytes()))
    library = Library.open([shelf], index)
    assert (library.entries, library.problems) == (expected.entries, ())
    assert Library.open([shelf], index).entries == expected.entries


def test_an_index_that_cannot_be_written_costs_nothing_but_time(shelf, tmp_path):
    (tmp_path / "file").write_text("in the way")
    library = Library.open([shelf], tmp_path / "file" / "index.json")
    assert len(library.entries) == 3
    (tmp_path / "folder").mkdir()
    assert len(Library.open([shelf], tmp_path / "folder").entries) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "shelf"]


def test_ids_alike_in_two_files_name_both_places_and_the_first_stays(shelf, tmp_path):
    (shelf / "d.md").write_text(CARD.format("d", "aaaa0000"), encoding="utf-8")
    index = tmp_path / "index.json"
    for _ in range(2):
        library = Library.open([shelf], index)
        (problem,) = library.problems
        assert problem.code == "Q303"
        assert str(problem.place) == f"{shelf / 'd.md'}:8:1"
        assert f"{shelf / 'a.md'}:8:1" in problem.message
        assert library.question("aaaa0000").deck == "a"
        assert len(library.entries) == 3


def test_a_folder_given_twice_is_read_once(shelf):
    library = Library.open([shelf, shelf / "deep", shelf / "a.md"])
    assert library.problems == ()
    assert len(library.entries) == 3


def test_a_deck_of_two_names_is_read_once(shelf, tmp_path):
    (shelf / "link.md").symlink_to("a.md")
    (shelf / "deep" / "up").symlink_to("..")
    library = Library.open([shelf, tmp_path / "shelf" / ".." / "shelf" / "a.md"])
    assert [Path(entry.file).name for entry in library.entries] == ["a.md", "b.md", "c.md"]
    assert library.problems == ()


def test_missing_folders_and_unreadable_decks_are_problems(shelf, tmp_path):
    (shelf / "gone.md").symlink_to(tmp_path / "nowhere.md")
    os.mkfifo(shelf / "pipe.md")
    library = Library.open([tmp_path / "missing", shelf])
    assert [(problem.code, problem.place.file.name) for problem in library.problems] == [
        ("L401", "missing"),
        ("M102", "gone.md"),
        ("M102", "pipe.md"),
    ]
    assert len(library.entries) == 3


def test_a_question_is_parsed_when_it_is_asked_for_and_its_deck_once(shelf, tmp_path, parsed):
    index = tmp_path / "index.json"
    Library.open([shelf], index)
    library = Library.open([shelf], index)
    parsed.clear()
    assert library.question("bbbb0000").title == "Card b"
    assert library.question("bbbb0000").task.expected({}) == "yes"
    assert parsed == ["b.md"]


def test_without_an_index_every_deck_is_parsed_once(shelf, parsed):
    library = Library.open([shelf])
    assert parsed == ["a.md", "b.md", "c.md"]
    assert library.question("bbbb0000").title == "Card b"
    assert parsed == ["a.md", "b.md", "c.md"]


def test_a_question_that_is_not_there_is_an_error_in_words(shelf, tmp_path):
    library = Library.open([shelf], tmp_path / "index.json")
    with pytest.raises(ContentError, match="no question has the id 'zzzz0000'"):
        library.question("zzzz0000")
    (shelf / "a.md").write_text(CARD.format("a", "aaaa1111"), encoding="utf-8")
    with pytest.raises(ContentError, match="no longer in"):
        library.question("aaaa0000")


def test_the_bundled_way_of_listing_needs_no_parser(shelf, tmp_path):
    """A start with a fresh index must not load YAML or Markdown."""
    import subprocess
    import sys

    index = tmp_path / "index.json"
    Library.open([shelf], index)
    code = (
        "import sys, pathlib; from quizapp.questions import Library, question_variant;"
        f"library = Library.open([pathlib.Path({str(shelf)!r})], pathlib.Path({str(index)!r}));"
        "assert len(library.entries) == 3;"
        "print([name for name in ('yaml', 'markdown_it', 'texicode', 'numpy', 'torch') if name in sys.modules])"
    )
    root = Path(decks.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.strip() == "[]"
