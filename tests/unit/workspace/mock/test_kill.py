"""Two hundred times: an interview is killed at any moment, goes on from what was acknowledged, and is scored once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import sleep
from typing import Any

import pytest

from quizapp.store import Store

ROUNDS = 200
# A process that has everything imported forks a candidate for each line that it reads, and says which process that is.
NURSERY = """
import json, os, sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from quizapp.engine.fake import FakeEngine
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.outline import Outline, Slot
from quizapp.sessions.mock.state import Phase
from quizapp.store import Store
from quizapp.workspace import Workspace, opening
from quizapp.workspace.places import Places
import quizapp.sessions.mock.drawing, quizapp.workspace.mock.runner
opening.bundled_decks = lambda: Path(sys.argv[1])
outline = Outline("free", 100_000, (Slot("ccccccc1", "questions"), Slot("talkaaa1", "questions", 0, 2)), 1)

def candidate(places, say):
    with Store.open(places.store, now=NOW()) as store:
        workspace = Workspace(places, store, FakeEngine({}), now=NOW)
        waiting = workspace.mocks.waiting()
        runner = workspace.mocks.resume(waiting.number, say) if waiting else workspace.mocks.begin(outline, say)
        say(runner.state, "found")
        runner.start()
        word = 0
        while runner.state.phase is not Phase.DONE:
            now = runner.now()
            match runner.state.phase:
                case Phase.REVIEW:
                    runner.send(ev.End(now))
                case Phase.SURE:
                    runner.send(ev.Sure(80, now))
                case _ if word < 6:
                    word += 1
                    text = runner.state.item.reply.text
                    letter = "b" if runner.state.at == 0 else f"{text} word{word}"
                    runner.send(ev.Draft(letter, now))
                case _:
                    word = 0
                    runner.send(ev.Submit(runner.state.item.reply.text, now))

def say(state, what="kept"):
    texts = [[item.main.text, *(one.reply.text for one in item.follow_ups)] for item in state.items]
    print(json.dumps([what if state.report is None else "scored", state.number, texts]), flush=True)

def NOW():
    from datetime import UTC, datetime
    return datetime.now(UTC)

candidate(Places(Path(sys.argv[2], "first")), lambda *_: None)  # reads decks and words, once for all
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        candidate(Places(Path(sys.argv[2])), say)
        os._exit(0)
    print(json.dumps(["born", child, []]), flush=True)
    os.waitpid(child, 0)
    print(json.dumps(["dead", child, []]), flush=True)
"""
DECK = Path(__file__).with_name("interview.md")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a candidate for each round, which Windows cannot")
def test_two_hundred_kills_lose_no_word_and_score_nothing_twice(tmp_path):
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "small.md").write_text(DECK.read_text(encoding="utf-8"), encoding="utf-8")
    store_file = tmp_path / "home" / "quizapp.db"
    root = str(Path(__file__).parents[4])
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY, decks, tmp_path / "home", root],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    chance, kept, scored, resumed = Random(7), {}, set(), 0
    try:
        for _ in range(ROUNDS):
            said = one_life(nursery, chance.randrange(40), chance.random() * 0.002)
            for what, number, texts in said:
                if what == "found" and number in kept:
                    resumed += 1
                    assert holds(texts, kept[number]), (texts, kept[number])
                    assert number not in scored
                if what in ("kept", "scored", "found"):
                    kept[number] = texts
                if what == "scored":
                    scored.add(number)
        assert resumed > ROUNDS / 10
        assert len(scored) > 3
    finally:
        nursery.stdin.close()
        nursery.wait()
        nursery.stdout.close()
    with Store.open(store_file, now=datetime.now(UTC)) as store:
        heads = {head.id for head in store.interviews()}
        assert scored <= heads
        for number in heads:
            assert len(store.interview_reviews(number)) == 2, "one for each of its two questions"
        assert len(store.reviews()) == 2 * len(heads)
        assert store.verify() == []


def one_life(nursery: subprocess.Popen[str], words: int, seconds: float) -> list[Any]:
    """All that one candidate says; it is killed so many `seconds` after so many `words`."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    print("go", file=nursery.stdin, flush=True)
    said: list[Any] = []
    born, dead = 0, False
    for line in nursery.stdout:
        for told in whole(line):
            if told[0] == "born":
                born = told[1]
            elif told[0] != "dead":
                said.append(told)
            dead = told[0] == "dead"
        if dead:
            return said
        if born and len(said) == words + 1:
            sleep(seconds)
            with suppress(ProcessLookupError):  # it came to its end by itself
                os.kill(born, signal.SIGKILL)
    raise AssertionError("the nursery died")


def whole(line: str) -> list[Any]:
    """What a line says: behind a sentence that the kill cut short stands the nursery's own."""
    try:
        return [json.loads(line)]
    except ValueError:
        return [json.loads(line[line.rindex('["dead"') :])]


def holds(texts: list[list[str]], acknowledged: list[list[str]]) -> bool:
    """Whether every text is there that was, or one that it was continued to."""
    return all(
        len(now) >= len(then) and all(late.startswith(early) for late, early in zip(now, then, strict=False))
        for now, then in zip(texts, acknowledged, strict=True)
    )
