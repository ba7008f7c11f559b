"""What was begun of an answer, in a real terminal: killed in the middle of it, or lent to an editor."""

from __future__ import annotations

import signal
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.store import Store
from quizapp.workspace.places import Places

from .program import Terminal, all_gone, terminal
from .test_terminal import left_in_order

DECK = """---
deck: long
---

## Soft threshold
<!-- q id=long0001 tags=long -->

Write it.

```python starter
def soft_threshold(w, t):
    raise NotImplementedError
```

```python tests
def test_it(call):
    assert call("soft_threshold", 2.0, 0.5) == 1.5
```

```python solution
def soft_threshold(w, t):
    return max(abs(w) - t, 0.0) * (1 if w > 0 else -1)
```

### Sources
- none
"""
PASTED, END_OF_PASTE, F9, SUBMIT = "\x1b[200~", "\x1b[201~", "\x1b[20~", "\x13"
THERE = "This is what you had written when you left."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "long.md").write_text(DECK, encoding="utf-8")
    return tmp_path / "home"


def draft(home: Path) -> str:
    with Store.open(Places(home).store, now=datetime.now(UTC), read_only=True) as store:
        return store.drafts().get("long0001", "")


def begin(window: Terminal, *shown: str) -> None:
    window.until("Soft threshold", "ctrl+s answer", *shown)


def test_a_kill_in_the_middle_of_an_answer_leaves_what_was_written(home: Path) -> None:
    with terminal(home, "practice", "--deck", "long") as window:
        begin(window)
        window.type(f"{PASTED}# pasted\nsign = 1{END_OF_PASTE}\r")
        window.type("w = [0]")
        window.until("w = [0]")
        window.wait(lambda _: "w = [0]" in draft(home), "the draft")
        window.child.kill(signal.SIGKILL)
    assert draft(home).startswith("# pasted\nsign = 1\nw = [0]def soft_threshold")
    with terminal(home, "practice", "--deck", "long") as window:
        begin(window, "w = [0]def", THERE)
    assert all_gone(home)


def test_the_terminal_comes_back_whole_from_an_editor_that_is_killed(home: Path, tmp_path: Path) -> None:
    editor = tmp_path / "rude"
    editor.write_text(
        "#!/bin/sh\n"
        "stty raw -echo; printf '\\033[?1049h\\033[?25l'\n"  # and it never takes that back
        'printf "w = 1\\n" > "$1"; kill -9 $$\n',
        encoding="utf-8",
    )
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    with terminal(home, "practice", "--deck", "long", EDITOR=str(editor)) as window:
        begin(window)
        window.type(F9)
        window.until("1  w = 1", "The editor")  # that it was killed: the sentence may break anywhere
        window.type("# ")
        window.until("# w = 1")
        window.type(SUBMIT)
        window.until("May this code run?")
        window.type("n")
        window.until("Not checked live")
        window.type("\x11")
        assert window.ended() == (0, None)
        assert left_in_order(window)
