"""`quizapp preview`, and writing a question, in a real terminal: the editor comes and goes, and nothing is lost."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from .program import Terminal, all_gone, quizapp, terminal
from .test_terminal import ENTER, ESCAPE, left_in_order

DECK = """---
deck: mine
---

## Which of the two has the kink?
<!-- q id=zzzz0002 -->

At zero.

- [x] L1
- [ ] L2

## Weight under a penalty
<!-- q id=zzzz0001 -->

SGD, `lr=0.1`, penalty λ·Σw² with `lam=0.02`, `steps=7`, from 1, no data gradient. Where is w?

```yaml key
demo: decay_step
params: {lr: 0.1, lam: 0.02, steps: 7}
answer: sgd_penalty
tolerance: {abs: 0.001}
```
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    deck = tmp_path / "deck.md"
    deck.write_text(DECK, encoding="utf-8")
    return deck


def an_editor(folder: Path, lines: str) -> str:
    """A program that draws over the terminal, and then does `lines` with the `path`."""
    script = folder / "vi"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n"
        f"print('\\x1b[2J\\x1b[HTHE EDITOR', *sys.argv[1:-1], flush=True)\ninput()\n{lines}\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    return str(script)


def test_without_a_terminal_it_is_a_sentence(home: Path, deck: Path) -> None:
    done = quizapp(home, "preview", str(deck), lines="")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "quizapp: The preview is a screen, and this is no terminal that can show one; `quizapp check` prints.\n"
    )


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("nowhere.md",), "there is no such file or folder, here or among your own decks."),
        ((".",), "is a folder: name one deck in it."),
        (("DECK", "--question", "9"), "has 2 questions, and none has that number, id or title."),
    ],
)
def test_what_cannot_be_shown_is_a_sentence(home: Path, deck: Path, argv: tuple[str, ...], said: str) -> None:
    with terminal(home, "preview", *(str(deck) if word == "DECK" else word for word in argv), columns=160) as window:
        assert window.ended() == (2, None)
        assert said in " ".join(window.written.split())


def test_it_follows_every_save_and_leaves_the_terminal_as_it_was(home: Path, deck: Path) -> None:
    with terminal(home, "preview", str(deck), "--question", "kink") as window:
        window.until("Preview · deck.md · 1 of 2 · choice", "In order", "b L2")
        deck.write_text(DECK.replace("- [ ] L2", "- [ ] L3"), encoding="utf-8")
        window.until("b L3")
        window.type("n")
        window.until("2 of 2", "Proved, in every variant.", "0.97")
        window.type("q")
        assert window.ended() == (0, None)
        assert left_in_order(window)
        assert "Traceback" not in window.written
    assert all_gone(home)


def test_the_editor_has_the_terminal_and_the_app_takes_it_back_whole(home: Path, deck: Path, tmp_path: Path) -> None:
    editor = an_editor(tmp_path, "path.write_text(path.read_text().replace('At zero.', 'At nought.'))")
    with terminal(home, "preview", str(deck), EDITOR=editor) as window:
        window.until("At zero.", "e edit")
        window.type("e")
        window.until("THE EDITOR +5")
        window.type(ENTER)
        screen = window.until("At nought.", "e edit")
        assert "THE EDITOR" not in screen
        window.type("q")
        assert window.ended() == (0, None)
        assert left_in_order(window)


def test_after_an_editor_that_fails_the_terminal_is_whole_and_the_reason_is_said(
    home: Path, deck: Path, tmp_path: Path
) -> None:
    with terminal(home, "preview", str(deck), EDITOR=an_editor(tmp_path, "sys.exit(3)")) as window:
        window.until("At zero.", "e edit")
        window.type("e")
        window.until("THE EDITOR +5")
        window.type(ENTER)
        screen = window.until("exit code 3", "At zero.", "e edit")
        assert "THE EDITOR" not in screen
        window.type("q")
        assert window.ended() == (0, None)
        assert left_in_order(window)


def test_ctrl_c_in_the_editor_is_the_editors_alone(home: Path, deck: Path, tmp_path: Path) -> None:
    editor = an_editor(tmp_path, "path.write_text(path.read_text().replace('At zero.', 'At nought.'))")
    script = Path(editor)
    patient = script.read_text(encoding="utf-8").replace("input()", "try: input()\nexcept KeyboardInterrupt: pass")
    script.write_text(patient, encoding="utf-8")
    with terminal(home, "preview", str(deck), EDITOR=editor) as window:
        window.until("At zero.", "e edit")
        window.type("e")
        window.until("THE EDITOR +5")
        window.type("\x03")
        window.until("At nought.", "e edit")
        window.type("q")
        assert window.ended() == (0, None)


def begin_a_form(window: Terminal) -> None:
    window.until("› Practise today's questions")
    window.type("a")
    window.until("Add a question", "› choice")
    window.type(ENTER)
    window.until("Write a question · choice", "Names the question")


def test_what_is_typed_survives_the_end_of_the_app_and_is_offered_next_time(home: Path) -> None:
    with terminal(home) as window:
        begin_a_form(window)
        window.type("Half a thought")
        window.until("Half a thought")
        deadline = 200
        while not list((home / "drafts").glob("choice-*.md")) and deadline:
            window.read()
            deadline -= 1
        os.kill(window.child.pid, signal.SIGKILL)
    (draft,) = (home / "drafts").glob("choice-*.md")
    assert draft.read_text(encoding="utf-8").startswith("## Half a thought\n")
    with terminal(home) as window:
        window.until("› Practise today's questions")
        window.type("a")
        window.until("Go on with", "Half a thought · choice")
        window.type(ESCAPE)
        window.until("› Practise today's questions")
        window.type("q")
        assert window.ended() == (0, None)


def test_practice_beside_a_preview_is_not_kept_from_saving(home: Path, deck: Path) -> None:
    with terminal(home, "preview", str(deck)) as window:
        window.until("Preview · deck.md")
        done = quizapp(home, "practice", "--content", str(deck.parent), "--deck", "mine", "--plain", lines="a\n\n")
        assert "second quizapp" not in done.stdout + done.stderr
        assert "Right." in done.stdout
        window.type("q")
        assert window.ended() == (0, None)
