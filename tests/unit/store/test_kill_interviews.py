"""Kill the process at any moment of an interview: it is open, as it last was, or scored with exactly its reviews.

An amendment of the report is there with the review that it rates anew, or neither is.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import sleep

import pytest

from quizapp.store import Store

from .conftest import NOW, answer

ROUNDS = 200
LONGEST = 0.004  # seconds between the last line that is read and the kill: some steps of the writer
HEAD = f"""
import json, os, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from conftest import NOW, answer
from quizapp.errors import StoreReadOnlyError
from quizapp.store import Store
path = Path(sys.argv[1])
"""
# One process loads everything and forks a writer for each line that it is given: 200 starts of Python take a minute.
NURSERY = (
    HEAD
    + """
def tell(*words):
    # One write: a line is there whole or not at all, whenever its writer is killed.
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

def said(step):
    # From a few bytes to some pages; what was half written would not read as JSON, or end otherwise.
    return json.dumps({"step": step, "text": "λ" * (step * 7919 % 4000), "again": step}, ensure_ascii=False)

def write(step):
    store = Store.open(path, now=NOW)
    while True:
        row = store.open_interview()
        number = row.id if row else store.begin_interview(NOW, "{}", said(step))
        for step in range(step + 1, step + 1 + step % 5):
            store.keep_interview(number, said(step), NOW)
            tell("kept", number, step)
        step += 1
        questions = [f"q{(step + index) % 11}" for index in range(step % 4)]
        cards = store.cards()
        after, response = f'{{"reps":{step}}}', f"{number} {step}"
        reviews = [answer(name, cards.get(name), after, response=response) for name in questions]
        numbers = store.score_interview(number, said(step), str(step), json.dumps(questions), NOW, reviews)
        tell("scored", number, step, *numbers)
        if numbers:
            anew = answer(questions[-1], cards.get(questions[-1]), f'{{"anew":{step}}}', response=response)
            store.amend_interview(number, f"{step} amended", json.dumps(questions), NOW, (numbers[-1], anew))
            tell("amended", number, step)

for line in sys.stdin:
    writer = os.fork()
    if writer == 0:
        write(int(line))
    tell("born", writer)
    os.waitpid(writer, 0)
    tell("dead")
"""
)
FULL = (
    HEAD
    + """
import resource
store = Store.open(path, now=NOW)
number = store.begin_interview(NOW, "{}", "begun")
limit = path.stat().st_size + 150_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
size = 1000
while True:
    try:
        store.keep_interview(number, "x" * size, NOW)
    except StoreReadOnlyError as error:
        print(error)
        break
    print(size, flush=True)
    size += 5000
try:
    store.score_interview(number, "", "", "", NOW, [answer(f"q{n}", response="x" * 50_000) for n in range(20)])
except StoreReadOnlyError as error:
    print(error)
print(len(store.open_interview().progress), store.reviews(), store.cards(), store.interview_reviews(number))
"""
)


@dataclass
class Acknowledged:
    """What the writers said that they had done, by the number of the interview."""

    steps: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    reviews: dict[int, tuple[int, ...]] = field(default_factory=dict)
    amended: set[int] = field(default_factory=set)

    def read(self, line: str) -> None:
        """Take in a line of a writer."""
        verb, number, step, *reviews = line.split()
        self.steps[int(number)] = int(step)
        if verb == "scored":
            self.reviews[int(number)] = tuple(map(int, reviews))
        elif verb == "amended":
            self.amended.add(int(number))


@pytest.fixture
def nursery(path):
    Store.open(path, now=NOW).close()
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # a writer that is still there ends with it


def bring_up_and_kill(nursery, step: int, chance: Random) -> list[str]:
    """The lines of a writer that begins with `step` and was killed."""
    nursery.stdin.write(f"{step}\n")
    nursery.stdin.flush()
    lines, writer, enough = [], 0, chance.randrange(6)
    while (line := nursery.stdout.readline().strip()) != "dead":
        assert line, "the nursery itself ended"
        if line.startswith("born"):
            writer = int(line.split()[1])
        else:
            lines.append(line)
        if writer and len(lines) >= enough:
            sleep(chance.random() * LONGEST)
            os.kill(writer, signal.SIGKILL)
            writer, enough = 0, 10**9
    return lines


def are_whole(store: Store, numbers: Iterable[int], acknowledged: Acknowledged) -> None:
    """Each of the interviews is what was acknowledged, or a complete later step of it."""
    log = {stored.id: stored.review for stored in store.reviews()}
    standing = Counter(stored.review.response for stored in store.reviews() if not stored.retracted)
    taken_back = {stored.id for stored in store.reviews() if stored.retracted}
    summaries = {head.id: head.summary for head in store.interviews()}
    for number in numbers:
        row, reviews = store.interview(number), store.interview_reviews(number)
        progress = json.loads(row.progress)
        assert progress["step"] == progress["again"] >= acknowledged.steps[number]
        if row.ended_at is None:
            assert number not in acknowledged.reviews
            assert (row.report, reviews) == ("", ())
        else:
            report, _, amended = row.report.partition(" ")
            assert report == str(progress["step"])
            assert taken_back.intersection(reviews) == set(reviews[-1:] if amended else ())
            assert standing[f"{number} {report}"] == len(reviews), "another for the one taken back"
            assert amended or number not in acknowledged.amended
            assert acknowledged.reviews.get(number, reviews) == reviews
            assert [log[review].question_id for review in reviews] == json.loads(summaries[number])
            assert {log[review].response for review in reviews} <= {f"{number} {report}"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked, because Python takes long to start")
def test_an_interview_that_is_killed_is_open_as_it_last_was_or_scored_with_its_reviews(path, nursery):
    chance, acknowledged = Random(5), Acknowledged()
    begun: set[int] = set()
    for round_number in range(ROUNDS):
        lines = bring_up_and_kill(nursery, round_number * 1000, chance)
        for line in lines:
            acknowledged.read(line)
        with Store.open(path, now=NOW) as store:
            row = store.open_interview()
            touched = {int(line.split()[1]) for line in lines} | ({row.id} if row else set())
            are_whole(store, touched, acknowledged)
            begun |= touched
    with Store.open(path, now=NOW) as store:
        numbers = [head.id for head in store.interviews()] + ([row.id] if row else [])
        assert set(numbers) >= begun >= set(acknowledged.steps)
        are_whole(store, numbers, acknowledged)
        written = [review for number in numbers for review in store.interview_reviews(number)]
        amended = sum(store.interview(number).report.endswith("amended") for number in numbers)
        assert len(written) + amended == len(store.reviews())
        assert amended >= len(acknowledged.amended) > ROUNDS / 8
        assert store.verify() == []
        cards = store.cards()
        store.rebuild()
        assert store.cards() == cards
    assert len(acknowledged.reviews) > ROUNDS / 4
    assert written


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a limit on the size of files, which POSIX has")
def test_a_full_disk_loses_nothing_of_an_interview_and_counts_no_answer(path):
    Store.open(path, now=NOW).close()
    done = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True)
    *sizes, keeping, scoring, after = done.stdout.splitlines()
    assert done.stderr == ""
    assert len(sizes) >= 2
    for sentence in (keeping, scoring):
        assert "cannot be written" in sentence
        assert "What was saved before is safe" in sentence
    assert after == f"{sizes[-1]} () {{}} ()"
    with Store.open(path, now=NOW) as store:
        row = store.open_interview()
        assert row.progress == "x" * int(sizes[-1])
        assert store.score_interview(row.id, "", "{}", "{}", NOW, [answer()]) == (1,)
        assert store.verify() == []
