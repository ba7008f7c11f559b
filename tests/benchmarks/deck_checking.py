"""`quizapp check --no-live` over decks of 1,000 questions: read, parse and lint, with nothing cached."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from tests.benchmarks.command_line import process_seconds
from tests.benchmarks.table import Figure

ROUNDS = 7


def measure(folder: Path) -> list[Figure]:
    decks = folder / "decks-1000"
    times = [process_seconds("-m", "quizapp", "check", "--no-live", str(decks)) for _ in range(ROUNDS)]
    megabytes = sum(file.stat().st_size for file in decks.iterdir()) / 1e6
    how = f"whole process, {megabytes:.2g} MB of decks like the bundled ones, {ROUNDS} rounds"
    return [Figure("check --no-live, 1,000 questions", median(times), "s", 1, how)]
