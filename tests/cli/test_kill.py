"""Whatever happens: killed at any moment, a damaged file, a second start, a broken deck, a dead engine.

What was acknowledged on the screen is on disk, and a person gets a sentence, never a traceback.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from quizapp.scheduling import Card, Rating, review, to_json
from quizapp.scheduling.memory import RETENTION
from quizapp.store import Review, Store
from quizapp.workspace.places import Places

from .program import PROGRAM, all_gone, environment, processes_of, quizapp, stats, terminal

LINE_ROUNDS, SCREEN_ROUNDS = 10, 4
QUESTIONS = 400
LIVE = """---
deck: live
---

## Where does the penalty leave it?
<!-- q id=live0001 tags=live -->

`lr=0.1`, `lam=0.03`, `steps=9`, from 1.

```yaml key
demo: decay_step
params: {lr: 0.1, lam: 0.03, steps: 9}
answer: sgd_penalty
tolerance: {abs: 0.001}
```

## And which has the kink?
<!-- q id=live0002 tags=live -->

- [x] L1
- [ ] L2
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with decks of its own: many quick questions, and one with a live key."""
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    quick = "".join(
        f"## Quick {number}\n<!-- q id=quick{number:03} tags=quick -->\n\n- [x] yes\n- [ ] no\n\n"
        for number in range(QUESTIONS)
    )
    (decks / "quick.md").write_text(f"---\ndeck: quick\n---\n\n{quick}", encoding="utf-8")
    (decks / "live.md").write_text(LIVE, encoding="utf-8")
    return tmp_path / "home"


def answers(home: Path) -> list[Review]:
    """The answers that count, the oldest first; looking makes no difference to the file."""
    with Store.open(Places(home).store, now=datetime.now(UTC), read_only=True) as store:
        rows = [row.review for row in reversed(store.last_reviews(100_000))]
    return sorted(rows, key=lambda row: row.answered_at)


def replayed(reviews: list[Review]) -> dict[str, str]:
    """Every card, from the answers alone."""
    cards: dict[str, Card] = {}
    for row in reviews:
        key = row.question_id
        cards[key] = review(cards.get(key), key, Rating(row.rating), row.answered_at, row.study_day, RETENTION)
        assert to_json(cards[key]) == row.card_after
    return {key: to_json(card) for key, card in cards.items()}


def is_whole(home: Path) -> None:
    """The file agrees with its log, and the log with the scheduler, byte for byte."""
    with Store.open(Places(home).store, now=datetime.now(UTC)) as store:
        assert store.verify() == []
        cards = store.cards()
        store.rebuild()
        assert store.cards() == cards
    assert replayed(answers(home)) == cards


# ---------------------------------------------------------------- kill -9, in rounds


def acknowledged(transcript: str) -> list[tuple[str, str]]:
    """Each question whose verdict was printed, with the verdict, in order."""
    said = re.findall(r"^Question \d+ of \d+: Quick (\d+)$|^(Right|Wrong)\.$", transcript, re.MULTILINE)
    shown, found = "", []
    for number, verdict in said:
        if verdict:
            found.append((f"quick{int(number or shown):03}", verdict.lower()))
        else:
            shown = number
    return found


def practise_and_kill(home: Path, chance: Random) -> str:
    """Answer as fast as the program reads, and kill it somewhere; what it had printed until then."""
    rated = [f"{chance.choice('ab')}\n{chance.choice(['', '', 'again', 'hard', '4'])}\n" for _ in range(QUESTIONS)]
    child = subprocess.Popen(
        [str(PROGRAM), "practice", "--plain", "--deck", "quick", "--new", str(QUESTIONS)],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdin.write("".join(rated))
    child.stdin.flush()
    lines = [child.stdout.readline() for _ in range(chance.randrange(20, 400))]
    child.kill()
    # Not `communicate`: it reads past what `readline` has already taken into its buffer.
    lines.append(child.stdout.read())
    with child, child.stderr:
        assert child.stderr.read() == ""
    return "".join(lines)


def test_answers_in_lines_survive_a_kill_at_any_moment(home: Path) -> None:
    chance, kept = Random(11), 0
    for _ in range(LINE_ROUNDS):
        said = acknowledged(practise_and_kill(home, chance))
        there = [(row.question_id, row.verdict) for row in answers(home)]
        # The one that was being written when the end came may be there without having been acknowledged.
        assert there[kept : kept + len(said)] == said
        assert len(there) - kept - len(said) in (0, 1)
        kept = len(there)
        is_whole(home)
    assert kept > 5 * LINE_ROUNDS
    assert all_gone(home), "the engine ends with the one that it works for"


def test_answers_on_the_screen_survive_a_kill_at_any_moment(home: Path) -> None:
    chance, seen = Random(5), set()
    for _ in range(SCREEN_ROUNDS):
        with terminal(home, "practice", "--deck", "quick", "--new", str(QUESTIONS)) as window:
            window.until("1 of", "enter answer")
            for _ in range(chance.randrange(1, 4)):
                window.type("a\r")
                window.until("✓ Right")
                seen |= on_screen(window.screen)
                window.type("\r")
                window.until("enter answer")
            window.type("a\r")
            until = time.monotonic() + chance.uniform(0, 0.15)
            while time.monotonic() < until:
                window.read(0.01)
            window.child.kill(signal.SIGKILL)
            while window.read():
                pass
            seen |= on_screen(window.screen) if "✓ Right" in window.screen else set()
        there = {row.question_id for row in answers(home)}
        assert seen <= there
        is_whole(home)
    assert len(seen) > SCREEN_ROUNDS
    assert all_gone(home)


def on_screen(screen: str) -> set[str]:
    return {f"quick{int(number):03}" for number in re.findall(r"Quick (\d+)", screen)}


# ---------------------------------------------------------------- a second one


def test_a_second_start_is_told_so_and_can_read(home: Path) -> None:
    with terminal(home, "practice", "--deck", "quick") as first:
        first.until("1 of", "enter answer")
        first.type("a\r")
        first.until("✓ Right")
        second = quizapp(home, "practice", "--plain")
        assert (second.returncode, second.stdout) == (1, "")
        assert "already open in another quizapp" in second.stderr
        assert second.stderr.count("\n") == 1
        assert stats(home)["reviews"] == 1
        with terminal(home) as window:
            window.until("already open in another", "1 answer so far")
            window.type("\r")
            window.until("second quizapp")
            window.type("q")
            assert window.ended() == (0, None)
        first.type("\r")
        first.until("2 of")
    is_whole(home)


# ---------------------------------------------------------------- the file


@pytest.fixture
def practised(home: Path) -> Path:
    """A home with three answers and a backup of them."""
    done = quizapp(home, "practice", "--deck", "quick", "--limit", "3", lines="a\n\na\n\nb\n\n")
    assert done.returncode == 0, done.stderr
    assert stats(home)["reviews"] >= 3
    return home


def truncated(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def cut_to_a_stub(whole: bytes) -> bytes:
    return whole[:50]


def garbage(whole: bytes) -> bytes:
    return Random(3).randbytes(len(whole))


def emptied(_whole: bytes) -> bytes:
    return b""


def newer(whole: bytes) -> bytes:
    return whole[:60] + (9999).to_bytes(4) + whole[64:]


def somebody_elses(whole: bytes) -> bytes:
    return whole[:68] + (7).to_bytes(4) + whole[72:]


def fingerprint(home: Path) -> str:
    return hashlib.sha256(Places(home).store.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("harm", "word"),
    [
        (truncated, "truncated"),
        (cut_to_a_stub, "truncated"),
        (emptied, "truncated"),
        (garbage, "damaged"),
        (newer, "newer quizapp"),
        (somebody_elses, "another program"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence_and_left_alone(
    practised: Path, harm: Callable[[bytes], bytes], word: str
) -> None:
    store = Places(practised).store
    (backup,) = store.parent.glob("backups/*.db")
    store.write_bytes(harm(store.read_bytes()))
    before = fingerprint(practised)
    for command in (["practice", "--plain"], ["quick"], ["stats"], ["stats", "--json"]):
        done = quizapp(practised, *command, lines="a\n\n")
        assert (done.returncode, done.stdout) == (1, ""), command
        assert done.stderr.startswith("quizapp: ")
        assert word in done.stderr
        assert "Traceback" not in done.stderr
        assert harm is newer or str(backup) in done.stderr
        assert fingerprint(practised) == before
    with terminal(practised, columns=200) as window:
        assert window.ended() == (1, None)
        assert word in window.written
        assert "\x1b[?1049h" not in window.written, "no screen is opened over it"
        assert "Traceback" not in window.written
    assert fingerprint(practised) == before
    assert not (practised / "log").exists(), "nothing of this is unexpected"


def test_the_doctor_puts_the_backup_in_the_place_of_a_damaged_file_and_keeps_it(practised: Path) -> None:
    store = Places(practised).store
    store.write_bytes(harmed := garbage(store.read_bytes()))
    done = quizapp(practised, "doctor", "--restore")
    assert "is in place" in done.stderr
    assert harmed in [path.read_bytes() for path in practised.glob("*.damaged-*")]
    assert stats(practised)["reviews"] >= 3
    is_whole(practised)


UNPRIVILEGED = """
import os, sys
import quizapp.cli.plain, quizapp.engine.client, quizapp.engine.proving
from quizapp.cli import main
if os.geteuid() == 0:
    os.seteuid(65534)  # permissions mean nothing to root
sys.exit(main(["practice", "--plain"]))
"""


def test_a_file_that_is_read_only_is_said_in_a_sentence_and_left_alone(practised: Path) -> None:
    with tempfile.TemporaryDirectory() as name:  # a folder that every user can reach, unlike pytest's own
        home = Path(name)
        store = Places(home).store
        shutil.copy(Places(practised).store, store)
        store.chmod(0o444)
        home.chmod(0o555)
        before = fingerprint(home)
        command = [sys.executable, "-c", UNPRIVILEGED]
        done = subprocess.run(
            command, env=environment(home), input="a\n", capture_output=True, text=True, check=False, timeout=60
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert "cannot be written" in done.stderr
        assert "permissions" in done.stderr
        assert done.stderr.count("\n") == 1
        assert fingerprint(home) == before
        home.chmod(0o755)


@pytest.mark.parametrize("command", [["practice", "--plain"], ["quick"]])
def test_a_home_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    nowhere = tmp_path / "file" / "home"
    done = quizapp(nowhere, *command, lines="a\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert str(nowhere) in done.stderr
    assert "cannot be made" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["list"], ["stats"], ["show", "A written penalty, thirty steps"], ["locate"]])
def test_what_only_reads_needs_no_home(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    done = quizapp(tmp_path / "file" / "home", *command)
    assert done.returncode == 0, done.stderr
    assert done.stdout


# ---------------------------------------------------------------- decks

CARD = "## One\n<!-- q id=aaaa0001 -->\n\n### Answer\nyes\n"
EVIDENCE = """## One
<!-- q id=aaaa0001 -->

- [x] a
- [ ] b

```yaml evidence
demo: dekay
holds: [a > 0]
```
"""
KEY = """## One
<!-- q id=aaaa0001 -->

Now?

```yaml key
demo: decay_step
params: {lr: -1}
answer: sgdw
tolerance: {abs: 1}
```
"""
# The deck, and the line and the code of what is said first.
BROKEN = {
    "not UTF-8": (b"## One\n\n### Answer\nna\xefve\n", 4, "M101"),
    "empty": (b"", 1, "M106"),
    "50 MB": (b"# x\n" * 13_000_000, 1, "M105"),
    "unclosed fence": (f"{CARD}\n```python\nx = 1\n".encode(), 7, "M103"),
    "no right option": (b"## One\n<!-- q id=aaaa0001 -->\n\nWhich?\n\n- [ ] a\n- [ ] b\n", 6, "Q310"),
    "two equal ids": ((CARD + "\n" + CARD.replace("One", "Two")).encode(), 7, "Q303"),
    "unknown demo": (EVIDENCE.encode(), 8, "K104"),
    "parameter out of range": (KEY.encode(), 7, "K105"),
    "NUL bytes": (b"## One\n\0\n", 2, "M104"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_deck_gets_a_line_that_says_where_and_what_to_do(tmp_path: Path, what: str) -> None:
    content, line, code = BROKEN[what]
    deck = tmp_path / "deck.md"
    deck.write_bytes(content)
    done = quizapp(tmp_path / "home", "check", "--no-live", str(deck))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    first, *rest = done.stdout.splitlines()
    found = re.fullmatch(r"(.*):(\d+):(\d+): ([A-Z]\d{3}) (.+)", first)
    assert found, done.stdout
    assert (found[1], int(found[2]), found[4]) == (str(deck), line, code)
    assert len(found[5]) < 200
    assert all(text.startswith("    ") for text in rest[:1]), "what to do stands below, indented"


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_deck_does_not_keep_anyone_from_practising(home: Path, what: str) -> None:
    (home / "decks" / "broken.md").write_bytes(BROKEN[what][0])
    done = quizapp(home, "practice", "--deck", "quick", "--limit", "1", lines="a\n")
    assert done.returncode == 0, done.stderr
    assert "Session over: 1 answer, 1 right" in done.stdout
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------- the engine


def test_a_session_goes_on_when_the_host_is_killed(home: Path) -> None:
    with terminal(home, "practice", "--deck", "live", TERM="dumb") as window:
        window.until("Question 1 of 2", "\n>")
        deadline = time.monotonic() + 20
        while not (hosts := processes_of(home, "engine.host")) and time.monotonic() < deadline:
            time.sleep(0.01)
        for pid in hosts:
            os.kill(pid, signal.SIGKILL)
        window.type("0.9472\r")
        verdict = window.wait(lambda text: "Rating" in text, "a verdict")
        assert "Right." in verdict or "Not checked live:" in verdict
        window.type("good\r")
        window.until("Question 2 of 2", "\n>")
        window.type("a\r")
        window.until("Rating [good]")
        window.type("\r")
        window.until("Session over: 2 answers")
        assert window.ended() == (0, None)
        assert "Traceback" not in window.written
    assert stats(home)["reviews"] == 2
    is_whole(home)


def test_without_torch_a_session_goes_on_and_says_that_it_was_not_checked(home: Path, tmp_path: Path) -> None:
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    (shadow / "torch.py").write_text('raise ImportError("No module named torch, today")\n', encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(shadow), os.environ.get("PYTHONPATH", "")]))
    lines = "0.9472\ngood\na\n\n"
    done = quizapp(home, "practice", "--deck", "live", lines=lines, PYTHONPATH=path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Not checked live:" in done.stdout
    assert "torch" in done.stdout
    assert "Session over: 2 answers" in done.stdout
    assert [row.verdict for row in answers(home)] == ["unchecked", "right"]


def test_a_corrupt_result_in_the_cache_is_run_again(home: Path) -> None:
    first = quizapp(home, "grade", "live0001", "--answer", "0.9472")
    assert "Right" in first.stdout, first.stderr
    kept = [path for path in Places(home).engine.rglob("*") if path.is_file() and "results" in path.parts]
    assert kept
    for path in kept:
        path.write_bytes(b"{]")
    again = quizapp(home, "grade", "live0001", "--answer", "0.9472")
    assert again.stdout == first.stdout
    shutil.rmtree(Places(home).engine)
