"""Kill the process at any moment: what was acknowledged is there, and the cards are those of the log."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from quizapp.errors import StoreReadOnlyError
from quizapp.store import Store

from .conftest import NOW, answer

ROUNDS = 24
HEAD = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from conftest import NOW, answer
from quizapp.errors import StoreReadOnlyError
from quizapp.store import Store
store = Store.open(Path(sys.argv[1]), now=NOW)
"""
WRITER = (
    HEAD
    + """
start = int(sys.argv[2])
for number in range(start, start + 100_000):
    question = f"q{number % 7}"
    after = f'{{"reps":{number}}}'
    review_id = store.record(answer(question, store.card(question), after, response=str(number)))
    print("recorded", review_id, number, flush=True)
    if number % 5 == 0:
        store.retract(review_id, NOW)
        print("retracted", review_id, number, flush=True)
    elif number % 7 == 0:
        before = store.reviews(limit=1)[0].review.card_before
        review_id = store.rerate(review_id, answer(question, before, after + " ", response=str(number)))
        print("recorded", review_id, number, flush=True)
"""
)
FULL = (
    HEAD
    + """
import resource
limit = Path(sys.argv[1]).stat().st_size + 40_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
for number in range(10_000):
    try:
        print(store.record(answer(f"q{number}", response="x" * 2000)), flush=True)
    except StoreReadOnlyError as error:
        print(error)
        print(sorted(store.cards()) == sorted(f"q{done}" for done in range(number)))
        break
"""
)


def test_every_acknowledged_answer_survives_the_kill(path):
    chance, acknowledged, retracted = Random(4), {}, set()
    Store.open(path, now=NOW).close()
    for round_number in range(ROUNDS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, path, str(round_number * 1000)], stdout=subprocess.PIPE, text=True
        )
        lines = [writer.stdout.readline() for _ in range(chance.randrange(1, 40))]
        writer.kill()
        lines += writer.stdout.readlines()
        writer.stdout.close()
        writer.wait()
        for verb, review_id, number in (line.split() for line in lines if line.endswith("\n")):
            if verb == "retracted":
                retracted.add(int(review_id))
            else:
                acknowledged[int(review_id)] = number
        with Store.open(path, now=NOW) as store:
            log = {row.id: row for row in store.reviews()}
            assert {key: log[key].review.response for key in acknowledged} == acknowledged
            assert all(log[key].retracted for key in retracted)
            assert store.verify() == []
            cards = store.cards()
            store.rebuild()
            assert store.cards() == cards
    assert len(acknowledged) > 2 * ROUNDS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a limit on the size of files, which POSIX has")
def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(path):
    Store.open(path, now=NOW).close()
    done = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True)
    *acknowledged, message, complete = done.stdout.splitlines()
    assert done.stderr == ""
    assert "cannot be written" in message
    assert "free space" in message
    assert complete == "True"
    with Store.open(path, now=NOW) as store:
        assert [row.id for row in reversed(store.reviews())] == [int(line) for line in acknowledged]
        assert len(acknowledged) >= 2
        assert store.verify() == []


def test_a_first_use_on_a_full_disk_leaves_nothing_half_made(path):
    script = f"""
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
{HEAD}
"""
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].startswith(StoreReadOnlyError.__module__)
    assert "cannot be written" in done.stderr.splitlines()[-1]
    assert not path.exists()
    with Store.open(path, now=NOW) as store:
        store.record(answer())
