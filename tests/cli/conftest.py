"""Commands in this process: a home of their own, one small deck, and the fake engine in the place of the host."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from quizapp.cli import main
from quizapp.engine import catalogue
from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Result, Table
from quizapp.questions.calls import Call
from quizapp.questions.coding import CheckResult, Code, CodeResult
from quizapp.workspace import Workspace, open_workspace

from . import room

DECK = """---
deck: basics/decay
title: Decay
defaults: {tags: [decay]}
---

## Which one shrinks the weight itself?
<!-- q id=aaaa1111 level=junior tags=adamw,decay points=2 time=30s -->

Think of `w[i] = w[i] - lr*[b]` and of $\\frac{a}{b}$.

- [ ] Adam
  > It adds the term to the *gradient*.
- [x] AdamW
  > Its decay is decoupled.

```yaml evidence
demo: decay_step
params: {steps: 10}
holds: [adamw > adam_penalty, sgdw > 1]
```

### Hint
The W stands for weight.

### Hint
It is the longer name.

### Explain
AdamW multiplies.

### Sources
- A paper

## What is left after some steps?
<!-- q id=bbbb2222 level=mid tags=decay -->

SGD with `steps=10`.

```yaml key
demo: decay_step
vary: {steps: [10, 20]}
answer: sgd_weight_decay
tolerance: {rel: 0.01}
traps:
  - {answer: sgd_penalty, say: "That is the *penalty*."}
```

## Say what decay is
<!-- q id=cccc3333 level=senior tags=words -->

In one sentence.

### Answer
Weights shrink at **every** step.

## The two names
<!-- q id=dddd4444 level=research tags=words -->

[[Adam]] has a cousin called [[AdamW]].
"""

MEASURES = {"adamw": 0.99, "adam_penalty": 0.076, "sgdw": 0.99, "sgd_weight_decay": 0.5, "sgd_penalty": 0.25}
CHOICE, NUMERIC, CARD, CLOZE = "aaaa1111", "bbbb2222", "cccc3333", "dddd4444"


LONG_DECK = """---
deck: basics/long
title: Long answers
---

## Write the soft threshold
<!-- q id=eeee1111 -->

It stops at `zero`.

```python starter
def soft(x, t):
    raise NotImplementedError
```

```python examples
def test_small(call):
    assert call("soft", 0.3, 0.5) == 0.0
```

```python tests
def test_large(call):
    assert call("soft", 2.0, 0.5) == 1.5
```

```python solution
def soft(x, t):
    return max(abs(x) - t, 0.0) * (1 if x > 0 else -1)
```

## What will be left?
<!-- q id=ffff1111 -->

SGD with `steps=10`.

- [ ] all of it
- [x] a half

```yaml key
demo: decay_step
params: {steps: 10}
predict: true
holds: [sgd_weight_decay == 0.5]
```

## One step in order
<!-- q id=gggg1111 -->

As AdamW does it.

1. shrink the weight
2. update the moments
3. step

Not needed:

- add the penalty

## The slope of the penalty
<!-- q id=hhhh1111 -->

Of $\\lambda w^2$ by $w$.

```yaml key
symbolic: derivative
of: lam*w^2
by: w
over: {w: [-2, 2], lam: [0.01, 1]}
```

## Why does L1 give zeros?
<!-- q id=jjjj1111 -->

As in the room.

### Rubric
- **zeros** · must · 2 — L1 drives some weights exactly to zero.
  - `l1 & zero`
- **shrinks** · must · 1 — L2 only shrinks weights.
  - `l2 & shrink`

### Misconceptions
- **l2-sparse** — says that L2 gives sparsity. Denies *shrinks*.
  - `l2 & zero & !shrink`
  > Ridge *never* lands on zero.

### Model answer
L1 ends at zero, L2 only shrinks.

### Follow-ups
- if missing *shrinks*: What does ridge do?
- always: And with SGD? → [q](#what-will-be-left)

### Test answers
- zeros, shrinks: lasso zeroes weights out, ridge just shrinks them
"""
CODE, PREDICT, ORDER, FORMULA, INTERVIEW = "eeee1111", "ffff1111", "gggg1111", "hhhh1111", "jjjj1111"


def judged(code: Code) -> CodeResult:
    """How code comes out: right with `max` in it, else the second test fails."""
    right = "max" in code.source
    message = "" if right else "soft(2.0, 0.5) gave 0.0, expected 1.5"
    return CodeResult((CheckResult("test_small", True), CheckResult("test_large", right, message)))


@dataclass(frozen=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def answer(call: Call) -> Result:
    """A result that shows which call it is of, with a table."""
    steps = dict(call.params).get("steps", 10)
    table = Table(("method", "left"), (("sgd", 0.5), ("adam", 0.25)))
    return Result(
        call.demo,
        dict(call.params),
        None,
        MEASURES | {"steps": steps},
        {"It decays.": True},
        f"After {steps} steps.",
        table,
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything is written; the only deck is `tmp_path/decks/decay.md`."""
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "decay.md").write_text(DECK, encoding="utf-8")
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("quizapp.workspace.opening.bundled_decks", lambda: decks)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path / "home"


@pytest.fixture
def long_deck(home: Path) -> Path:
    """A second deck, of the kinds whose answers take more than a word."""
    path = home.parent / "decks" / "long.md"
    path.write_text(LONG_DECK, encoding="utf-8")
    return path


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> list[FakeEngine]:
    """The fake engines that commands made, the newest last."""
    made: list[FakeEngine] = []

    def make(home: object, *, jobs: int = 1) -> FakeEngine:
        made.append(FakeEngine(answer, find=catalogue.find, codes=judged))
        return made[-1]

    monkeypatch.setattr("quizapp.workspace.workspace.make_engine", make)
    return made


@pytest.fixture
def quiz(
    home: Path, engines: list[FakeEngine], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """`quiz("list", "--json")`; `lines` is what the standard input holds."""

    def run(*argv: str, lines: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        code = main(argv)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def down(engines: list[FakeEngine], monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that cannot run anything."""

    def make(home: object, *, jobs: int = 1) -> FakeEngine:
        return FakeEngine({}, down="torch is not installed.")

    monkeypatch.setattr("quizapp.workspace.workspace.make_engine", make)


@pytest.fixture
def clock(home: Path, monkeypatch: pytest.MonkeyPatch) -> room.Clock:
    """The clocks of every interview; the only deck is that of the interview room."""
    ticking = room.Clock()

    def opened(content: Sequence[Path] = (), *, read_only: bool = False) -> Workspace:
        workspace = open_workspace(content, read_only=read_only)
        workspace.now, workspace.steady, workspace.zone = ticking.wall, ticking.steady, UTC
        return workspace

    # First those that take the name with them: imported later, they would keep this clock for every test to come.
    for module in ("plain", "mock.plain", "mock.after", "mock.overruling"):
        monkeypatch.setattr(f"quizapp.cli.{module}.open_workspace", opened)
    monkeypatch.setattr("quizapp.workspace.open_workspace", opened)
    (home.parent / "decks" / "decay.md").write_text(room.DECK, encoding="utf-8")
    return ticking


@pytest.fixture
def sit(
    clock: room.Clock, quiz: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """`sit("a", "95")`: these lines, each of which takes ten seconds, then the end of input.

    `argv` is what stands behind `mock`; without it, a new interview begins.
    """

    def run(*lines: str, argv: Sequence[str] = room.WISH, seconds: float = 10.0) -> Ran:
        monkeypatch.setattr("sys.stdin", room.Typist("".join(f"{line}\n" for line in lines), clock, seconds))
        code = main(["mock", *argv])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
