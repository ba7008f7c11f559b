"""From a key to its letter on the screen, with nothing going on and while a demo runs in the engine, by turns."""

from __future__ import annotations

import time
from pathlib import Path

from tests.benchmarks.table import Figure, ratio
from tests.benchmarks.terminal import Terminal, open_terminal

TURNS, PRESSES = 8, 20
PAUSE = 0.03  # seconds between two presses: a fast typist
DECK = """\
---
deck: keys
---

## One question
<!-- q id=keyskeys -->

Which?

- [x] this
- [ ] that

```yaml evidence
demo: lambda_grid
params: {epochs: 5, seeds: 40}
holds: [start_noise > 0]
```

### Explain
That is how it is.
"""


def measure(folder: Path) -> list[Figure]:
    content = folder / "decks-keys"
    content.mkdir()
    (content / "keys.md").write_text(DECK, encoding="utf-8")
    arguments = ("-m", "quizapp", "--content", str(content), "practice", "--deck", "keys")
    with open_terminal(*arguments, QUIZAPP_HOME=str(folder / "home-keys")) as terminal:
        idle, running = _by_turns(terminal)
    how = "lambda_grid on 200 nets runs beside; a letter typed into a parameter, key to screen"
    return [ratio("key press while a demo runs / idle", running, idle, 1.1, how)]


def _by_turns(terminal: Terminal) -> tuple[list[float], list[float]]:
    _open_form(terminal)
    idle, running = [], []
    for turn in range(TURNS):
        idle += _echoes(terminal)
        # A number of epochs of its own for each turn: what ran before would come from the cache.
        for keys in ("\x15", str(1999 - turn), "\r"):
            terminal.drain(0.3)
            terminal.press(keys)
        terminal.wait_for(rb"stop")
        terminal.drain(PAUSE)  # longer is no quiet while progress is shown
        running += _echoes(terminal)
        if "%" not in terminal.screen():
            raise RuntimeError(f"the demo ended too early:\n{terminal.screen()}")
        terminal.press("\x1b")
        terminal.wait_for(rb"run")
        terminal.drain(0.5)
    return idle, running


def _open_form(terminal: Terminal) -> None:
    """Answer the question, have it proved, and go to “try it” with the cursor in the number of epochs."""
    terminal.wait_for(rb"that")
    terminal.drain(0.5)
    terminal.press("\r")
    terminal.wait_for(rb"once more")
    terminal.press("\r")
    terminal.wait_for(rb"start_noise = ")
    terminal.press("e")
    terminal.wait_for(rb"(?i)from the cache")
    terminal.press("\t\t")
    terminal.wait_for(rb"full-batch steps")
    terminal.drain(0.5)


def _echoes(terminal: Terminal) -> list[float]:
    """Seconds from each press to its letter on the screen. Each letter is taken back, outside the measurement."""
    echoes = []
    terminal.press("\x05")  # to the end of the field, with nothing selected
    terminal.drain(PAUSE)  # longer is no quiet while progress is shown
    for _ in range(PRESSES):
        pressed = terminal.press("Q")
        echoes.append(terminal.wait_for(rb"Q", patience=5) - pressed)
        time.sleep(PAUSE)
        terminal.press("\x7f")
        terminal.drain(PAUSE)
    return echoes
