"""No text of a deck, of a run or of the learner is ever read as markup: `w[i]` is not a style, `[/]` no closing tag."""

from __future__ import annotations

import ast
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC
from pathlib import Path

import pytest
from textual.pilot import Pilot

import quizapp.tui
from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Plot, Progress, Result, Series, Table
from quizapp.errors import EngineDownError, RunFailedError
from quizapp.questions.calls import Call
from quizapp.questions.coding import CheckResult, CodeResult
from quizapp.sessions.mock.outline import Outline, Slot
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.workspace import Selection, Workspace
from quizapp.workspace.places import Places
from tests.tui.stage import Clock, frame, settle

TUI = Path(next(iter(quizapp.tui.__path__)))

# What Textual offers that shows a text without reading markup in it, or shows no text of ours. A new import from
# `textual.widgets` fails below until somebody has looked whether it does.
MARKED_UP = {"Static"}
HARMLESS = {"Input", "ProgressBar", "DataTable", "TextArea", "TextAreaTheme"}
READS_MARKUP = {"from_markup", "from_text", "render_str", "styled_markup"}
ATTRIBUTES_WITH_MARKUP = {"border_title", "border_subtitle", "tooltip", "title", "sub_title"}
OWN_WIDGETS = {"widgets/text.py", "widgets/prose.py", "widgets/table.py"}


# ---------------------------------------------------------------- by reading the code


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(TUI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path.relative_to(TUI).as_posix(), node


def calls(*names: str) -> Iterator[tuple[str, ast.Call, str]]:
    """Every call of something with one of these names: where, the call, the name."""
    for path, node in nodes():
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names:
                yield f"{path}:{node.lineno}", node, name


def without_markup(call: ast.Call) -> bool:
    return any(
        keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        for keyword in call.keywords
    )


def is_safe_cell(node: ast.expr) -> bool:
    """A literal text of ours without brackets, a rich `Text`, or a row of such."""
    match node:
        case ast.Constant(value=str(text)):
            return "[" not in text
        case ast.Call(func=ast.Name(id="RichText")) | ast.Call(func=ast.Attribute(value=ast.Name(id="RichText"))):
            return True
        case ast.Starred(value=ast.GeneratorExp(elt=element)):
            return is_safe_cell(element)
        case ast.Starred(value=ast.IfExp(body=ast.Tuple(elts=some), orelse=ast.Tuple(elts=others))):
            return all(map(is_safe_cell, [*some, *others]))
    return False


def test_only_widgets_that_somebody_looked_at_are_used() -> None:
    used = {
        alias.name
        for _, node in nodes()
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.widgets")
        for alias in node.names
    }
    assert used == MARKED_UP | HARMLESS


def test_every_static_is_made_without_markup() -> None:
    made = list(calls("Static"))
    for path, node in nodes():
        if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") in MARKED_UP for base in node.bases):
            supers = [
                call
                for call in ast.walk(node)
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__"
            ]
            assert supers, f"{path}: {node.name} leaves markup on"
            made += [(f"{path}:{call.lineno}", call, node.name) for call in supers]
    assert {name for _, _, name in made} >= {"Text", "Prose", "Static"}
    assert [place for place, call, _ in made if not without_markup(call)] == []


def test_nothing_asks_for_markup() -> None:
    assert [place for place, _, _ in calls(*READS_MARKUP)] == []
    titled = [
        f"{path}:{node.lineno}"
        for path, node in nodes()
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in ATTRIBUTES_WITH_MARKUP
    ]
    assert titled == []


def test_every_notice_is_given_without_markup() -> None:
    given = list(calls("notify"))
    assert given
    assert [place for place, call, _ in given if not without_markup(call)] == []


def test_texts_are_replaced_by_our_own_widgets_only() -> None:
    """`update` of a Static takes what it is given; `show` of our own widgets makes content or cells of it first."""
    strays = [place for place, call, _ in calls("update") if call.args and place.rsplit(":", 1)[0] not in OWN_WIDGETS]
    assert strays == []


def test_cells_of_tables_are_texts_and_not_strings() -> None:
    filled = list(calls("add_row", "add_column", "add_columns"))
    assert len(filled) >= 4
    assert [place for place, call, _ in filled if not all(map(is_safe_cell, call.args))] == []


# ---------------------------------------------------------------- by looking at the screens

NASTY = "w[i] = w[i] - lr*[b] [bold]x[/] [/] [@click=app.quit]y[/]"

DECK = f"""---
deck: "d [bold]x[/]"
title: {NASTY!r}
defaults: {{tags: ["tag {NASTY}"]}}
---

## title {NASTY}
<!-- q id=aaaaaaa1 -->

prompt {NASTY}

- [ ] option one {NASTY}
  > feedback {NASTY}
- [x] option two {NASTY}

```yaml evidence
demo: decay_step
holds: [sgd_penalty > 0]
```

### Hint
hint {NASTY}

### Explain
explanation {NASTY}

### Sources
- source {NASTY}

## number {NASTY}
<!-- q id=aaaaaaa2 -->

Type one.

```yaml key
demo: decay_step
params: {{lam: 0.01}}
answer: sgd_penalty
tolerance: {{abs: 0.01}}
traps:
  - {{value: 5, say: "trap {NASTY}"}}
```

## card {NASTY}
<!-- q id=aaaaaaa3 -->

### Answer
back {NASTY}

## several {NASTY}
<!-- q id=aaaaaaa4 -->

- [x] first {NASTY}
- [x] second {NASTY}
- [ ] third {NASTY}

## gaps {NASTY}
<!-- q id=aaaaaaa5 -->

The [[l1 [bold]x[/] norm]] of it.

## order {NASTY}
<!-- q id=aaaaaaa6 -->

1. step one {NASTY}
2. step two {NASTY}

## code {NASTY}
<!-- q id=aaaaaaa7 -->

```python starter
def f(w): ...  # starter {NASTY}
```
```python examples
def test_seen(call): assert call("f", 1) == 1  # example {NASTY}
```
```python tests
def test_hidden(call): assert call("f", 2) == 2
```
```python solution
def f(w): return w  # solution {NASTY}
```

### Sources
- none

## at length {NASTY}
<!-- q id=aaaaaaa8 -->

### Rubric
- **sparse** · must · 1 — point {NASTY}
  - `l1 & zero`
- **small** · must · 1 — other {NASTY}
  - `l2 & shrink`

### Misconceptions
- **l2-sparse** — mistake {NASTY}. Denies *small*.
  - `l2 & zero & !shrink`
  > correction {NASTY}

### Model answer
model {NASTY}

### Follow-ups
- always: follow {NASTY}

### Test answers
- sparse, small: lasso zeroes weights out, ridge just makes them small

## predict {NASTY}
<!-- q id=aaaaaaa9 -->

- [x] yes {NASTY}
  > - holds: sgd_penalty > 0
- [ ] no {NASTY}
  > - holds: sgd_penalty <= 0

```yaml key
demo: decay_step
predict: true
```

## broken {NASTY}
<!-- q id=[bold]x[/] -->

### Answer
Never shown.
"""


def answer(call: Call) -> Result:
    """A run whose every text is nasty."""
    return Result(
        call.demo,
        dict(call.params),
        None,
        {"sgd_penalty": 0.98},
        {f"claim {NASTY}": True},
        f"summary {NASTY}",
        Table((f"column {NASTY}", "value"), ((f"cell {NASTY}", 1.0),)),
        Plot("x [bold]x[/]", "y [bold]x[/]", (Series("series [bold]x[/]", (1.0, 2.0), (1.0, 2.0)),)),
    )


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(answer)


@pytest.fixture
def workspace(tmp_path: Path, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    decks = tmp_path / "decks [bold]x"
    decks.mkdir()
    (decks / "deck [bold]x.md").write_text(DECK, encoding="utf-8")
    monkeypatch.setattr("quizapp.workspace.opening.bundled_decks", lambda: decks)
    places, clock = Places(tmp_path / "home [bold]x"), Clock()
    return Workspace(places, Store.open(places.store, now=clock()), engine, now=clock, zone=UTC)


@asynccontextmanager
async def running(workspace: Workspace, *ids: str) -> AsyncIterator[Pilot[None]]:
    """The app on a screen that is large enough for everything at once."""
    app = QuizApp(workspace, Selection(ids=ids) if ids else None)
    async with app.run_test(size=(160, 120)) as pilot:
        await app.library_read.wait()
        await settle(pilot)
        yield pilot
    workspace.store.close()


async def seen(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await settle(pilot)
    return frame(pilot)


def shows(text: str, *names: str) -> None:
    """The screen has each name with the whole nasty text behind it."""
    missing = [name for name in names if f"{name} {NASTY}" not in text]
    assert missing == [], text


async def test_a_choice_from_home_to_the_summary_and_home_again(workspace: Workspace) -> None:
    workspace.notice = f"notice {NASTY}"
    async with running(workspace, "aaaaaaa1") as pilot:
        asked = await seen(pilot, "h")
        shows(asked, "title", "prompt", "option one", "option two", "hint")
        assert "d [bold]x[/]" in asked
        judged = await seen(pilot, "a", "enter")
        shows(judged, "option two", "feedback", "explanation", "source", "summary", "column", "cell")
        assert f"✗ Wrong – b) option two {NASTY}" in judged
        assert "x: x [bold]x[/]  ·  y: y [bold]x[/]" in judged
        assert "series [bold]x[/]" in judged
        summary = await seen(pilot, "escape")
        shows(summary, "tag")
        assert "home [bold]x" in await seen(pilot, "x"), "where the summary was exported to"
        home = await seen(pilot, "escape")
        shows(home, "notice", "Weakest    tag")


async def test_a_number_and_what_is_said_of_it(workspace: Workspace) -> None:
    async with running(workspace, "aaaaaaa2") as pilot:
        shows(await seen(pilot), "number")
        assert "[" in await seen(pilot, *"[/]", "enter"), "the character that could not be read is named"
        shows(await seen(pilot, *["backspace"] * 3, "5", "enter"), "trap")
        tried = await seen(pilot, "e")
        shows(tried, "summary", "claim", "column", "cell")


async def test_a_refused_parameter_is_repeated_as_it_was_typed(workspace: Workspace) -> None:
    async with running(workspace, "aaaaaaa2") as pilot:
        await seen(pilot, "5", "enter", "e")
        assert "[bold]x[/]" in await seen(pilot, "ctrl+u", *"[bold]x[/]", "enter")


@pytest.mark.parametrize("failure", [RunFailedError, EngineDownError])
async def test_why_a_run_failed(workspace: Workspace, engine: FakeEngine, failure: type[Exception]) -> None:
    engine._answers = {"decay_step": failure(f"reason {NASTY}")}
    async with running(workspace, "aaaaaaa2") as pilot:
        shows(await seen(pilot, "5", "enter"), "reason")


async def test_what_a_run_is_doing(workspace: Workspace, engine: FakeEngine) -> None:
    engine._progress = (Progress(0.5, f"doing {NASTY}"),)
    async with running(workspace, "aaaaaaa1") as pilot:
        engine.pause()
        await pilot.press("a", "enter")
        await pilot.pause()
        await pilot.pause()
        shows(frame(pilot), "doing")
        engine.resume()
        await settle(pilot)


async def test_an_engine_that_is_down_says_why_on_home(workspace: Workspace, engine: FakeEngine) -> None:
    async with running(workspace) as pilot:
        engine.go_down(f"down {NASTY}")
        shows(await seen(pilot, "comma", "escape"), "down")


async def test_a_card_several_options_and_gaps(workspace: Workspace) -> None:
    async with running(workspace, "aaaaaaa3", "aaaaaaa4", "aaaaaaa5") as pilot:
        shows(await seen(pilot), "card")
        shows(await seen(pilot, "enter"), "back")
        shows(await seen(pilot, "enter"), "several", "first", "second", "third")
        shows(await seen(pilot, "b", "enter"), "first", "second", "third")
        shows(await seen(pilot, "enter"), "gaps")
        assert "l1 [bold]x[/] norm" in await seen(pilot, *"[/]", "enter")


async def test_steps_in_order(workspace: Workspace) -> None:
    async with running(workspace, "aaaaaaa6") as pilot:
        shows(await seen(pilot), "order", "step one", "step two")
        shows(await seen(pilot, "a", "b", "enter"), "step one", "step two")


async def test_code_and_what_its_tests_say(workspace: Workspace, engine: FakeEngine) -> None:
    checks = (CheckResult("test_seen", False, f"message {NASTY}"), CheckResult("test_hidden", False, f"later {NASTY}"))
    engine._codes = lambda _: CodeResult(checks, printed=f"printed {NASTY}")
    async with running(workspace, "aaaaaaa7") as pilot:
        shows(await seen(pilot, *"x", "backspace"), "code", "starter", "example")
        told = await seen(pilot, *"# [/] ", "enter", "ctrl+s")
        assert "deck [bold]x.md did not come with quizapp" in told
        shows(await seen(pilot, "y"), "message", "later", "printed", "solution")
        assert "# [/]" in frame(pilot)


async def test_an_answer_at_length_and_its_points(workspace: Workspace) -> None:
    async with running(workspace, "aaaaaaa8") as pilot:
        text = await seen(pilot, *"L2 makes w[i] exactly zero [bold]x[/]")
        assert "L2 makes w[i] exactly zero [bold]x[/]" in text
        told = await seen(pilot, "ctrl+s")
        shows(told, "point", "other", "mistake", "correction", "model", "follow")


async def test_a_prediction_beside_its_run(workspace: Workspace, engine: FakeEngine) -> None:
    async with running(workspace, "aaaaaaa9") as pilot:
        engine.pause()
        assert f"You said: a) yes {NASTY}" in await seen(pilot, "a", "enter")
        engine.resume()
        told = await seen(pilot)
        assert f"yes {NASTY}  0.98" in told


async def test_browse_reader_and_problems(workspace: Workspace) -> None:
    async with running(workspace) as pilot:
        browse = await seen(pilot, "b")
        shows(browse, "title", "number", "card", "several")
        assert "title w[i]" in await seen(pilot, "slash", *"[/]"), "a search is not markup either"
        read = await seen(pilot, "enter", "v")
        shows(read, "title", "prompt", "option one", "option two", "explanation", "source", "tag")
        problems = await seen(pilot, "escape", "escape", "p")
        assert "deck [bold]x.md:" in problems
        assert "the id '[bold]x[/]'" in problems


async def test_statistics_and_a_setting_that_is_refused(workspace: Workspace) -> None:
    async with running(workspace, "aaaaaaa1") as pilot:
        await seen(pilot, "b", "enter", "escape", "escape")
        assert "tag w[i] = w[i] - lr*[b…" in await seen(pilot, "t"), "cut to the width of its column, not eaten"
        refused = await seen(pilot, "escape", "comma", "ctrl+u", *"[bold]x[/]", "enter")
        assert "“[bold]x[/]” is not a whole number" in refused


async def test_the_lab_from_its_catalogue_to_the_notebook(workspace: Workspace) -> None:
    async with running(workspace) as pilot:
        shows(await seen(pilot, "l", "slash", *"decay_step"), "number")
        assert "[/]" in await seen(pilot, "ctrl+u", *"[/]"), "a search is not markup"
        bench = await seen(pilot, "ctrl+u", *"decay_step", "enter", "enter")
        shows(bench, "summary", "claim", "column", "cell")
        assert "x: x [bold]x[/]  ·  y: y [bold]x[/]" in bench
        assert '"[bold]x[/]" cannot be read as lr' in await seen(pilot, *"[bold]x[/]")
        shows(await seen(pilot, "f7", "f2", "up", "enter"), "claim", "First: summary", "Second: summary")
        shows(await seen(pilot, "f5"), "summary")
        shows(await seen(pilot, *NASTY.replace(" ", "_"), "enter", "escape", "n"), "summary")
        assert "✓ holds  claim w[i] = w[i] - lr*[b] [bold]x[/]" in frame(pilot)
        assert f"Note: {NASTY.replace(' ', '_')}" in frame(pilot)
        shows(await seen(pilot, "enter"), "summary", "claim", "column", "cell")


async def test_a_sweep_and_its_failures(workspace: Workspace, engine: FakeEngine) -> None:
    async with running(workspace) as pilot:
        await seen(pilot, "l", "slash", *"decay_step", "enter", "enter", "f4")
        assert "“[/]” cannot be an end of the range of lr" in await seen(pilot, "ctrl+u", *"[/]:1:2")
        engine._answers = {"decay_step": RunFailedError(f"reason {NASTY}")}
        shows(await seen(pilot, "ctrl+u", *"0.3,0.4", "enter"), "reason")


async def test_a_mock_interview_from_the_first_question_to_its_sheet(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.tui.screens.mock.setup.DRAWN_AFTER", 0.01)
    slots = tuple(Slot(f"aaaaaaa{number}", "part [bold]x[/]", follow_ups=2) for number in (1, 6, 7, 8))
    async with running(workspace) as pilot:
        assert isinstance(pilot.app, QuizApp)
        setup = await seen(pilot, "i", "tab", "tab", "tab", *"[/]")
        assert "No question has the tag “[/]”" in setup
        pilot.app.begin_mock(Outline("name [bold]x[/]", 600, slots, 1))
        asked = await seen(pilot)
        shows(asked, "title", "prompt", "option one", "option two")
        assert "part [bold]x[/]" in asked
        shows(await seen(pilot, "a", "enter", "1"), "order", "step one", "step two")
        shows(await seen(pilot, "s"), "code", "starter", "example")
        shows(await seen(pilot, "f3"), "at length")
        told = await seen(pilot, *"L2 makes w[i] small [bold]x[/]", "ctrl+s", "2")
        shows(told, "follow")
        assert "L2 makes w[i] small [bold]x[/]" in told
        sheet = await seen(pilot, "f4")
        shows(sheet, "title", "order", "code", "at length")
        await seen(pilot, "escape", "escape", "escape", "up", "enter")
        left = await seen(pilot, "i")
        assert "A mock interview (name [bold]x[/]) is not finished" in left
