"""`python -m tests.benchmarks`: the ratio table of what we hold ourselves to, measured side by side in one run."""

import argparse
import json
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks import (
    answer_saving,
    command_line,
    deck_checking,
    demo_runs,
    engine_runs,
    first_paint,
    grid_search,
    key_presses,
    lasso_paths,
    memory,
    next_question,
    preparing,
)
from tests.benchmarks.decks import write_decks
from tests.benchmarks.table import Figure, lines

# torch comes into this process with the grid search, and would weigh on what is started after it.
GROUPS = (
    first_paint,
    command_line,
    memory,
    key_presses,
    engine_runs,
    answer_saving,
    next_question,
    preparing,
    deck_checking,
    demo_runs,
    grid_search,
    lasso_paths,
)


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures as JSON too")
    parser.add_argument("--only", choices=[_name(group) for group in GROUPS], action="append", help="some groups only")
    args = parser.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as name:
        folder = Path(name)
        for count in (1_000, 10_000):
            write_decks(folder / f"decks-{count}", count)
        for group in GROUPS:
            if not args.only or _name(group) in args.only:
                print(f"measuring {_name(group).replace('_', ' ')} …", flush=True)
                figures += group.measure(folder)
    print("", *lines(figures), sep="\n")
    if args.json:
        args.json.write_text(json.dumps(_as_json(figures), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _name(group: object) -> str:
    return str(group.__name__).rpartition(".")[2]  # type: ignore[attr-defined]


def _as_json(figures: list[Figure]) -> dict[str, object]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": platform.platform(),
        "python": platform.python_version(),
        "figures": [figure.to_json() for figure in figures],
    }


if __name__ == "__main__":
    main()
