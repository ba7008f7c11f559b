"""`quizapp --help` against the argparse that it needs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.table import Figure, ratio

ROUNDS = 60


def measure(folder: Path) -> list[Figure]:
    ours, floor = [], []
    for _ in range(ROUNDS):
        floor.append(process_seconds("-c", "import argparse"))
        ours.append(process_seconds("-m", "quizapp", "--help"))
    return [ratio("quizapp --help / import argparse", ours, floor, 1.5, "whole process, nothing on a terminal")]


def process_seconds(*arguments: str) -> float:
    """How long Python takes over `arguments`, from its start to its end."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - begin
