"""What the UI process holds in memory once all is read and the engine is ready, and that torch is not in it."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.first_paint import open_home, open_minimal
from tests.benchmarks.table import Figure

ROUNDS = 3
AT_REST = 1.0  # seconds
HEAVY = ("torch", "sklearn", "scipy", "numpy")


def measure(folder: Path) -> list[Figure]:
    minimal, small, large, heavy = [], [], [], set[str]()
    for _ in range(ROUNDS):
        minimal.append(_minimal())
        megabytes, libraries = _home(folder, 1_000)
        small.append(megabytes)
        heavy |= libraries
        large.append(_home(folder, 10_000)[0])
    floor = median(minimal)
    how = "RSS at rest, engine ready (its host is another process)"
    return [
        _figure("memory, 1,000 questions / minimal app", small, floor, 1.6, f"{how}, {ROUNDS} rounds"),
        _figure("memory, 10,000 questions / minimal app", large, floor, None, how),
        Figure(
            "heavy libraries in that process", len(heavy), "", 0, f"looked for {', '.join(HEAVY)} in its memory map"
        ),
    ]


def _figure(what: str, megabytes: list[float], floor: float, target: float | None, how: str) -> Figure:
    ours = median(megabytes)
    return Figure(what, ours / floor, "×", target, f"{ours:.3g} MB against {floor:.3g} MB: {how}")


def _minimal() -> float:
    with open_minimal() as terminal:
        terminal.wait_for(b"minimal app")
        terminal.drain(AT_REST)
        return _resident(terminal.process.pid)


def _home(folder: Path, count: int) -> tuple[float, set[str]]:
    with open_home(folder, count) as terminal:
        terminal.wait_for(b"engine ready")
        time.sleep(AT_REST)
        pid = terminal.process.pid
        return _resident(pid), _heavy_libraries(pid)


def _resident(pid: int) -> float:
    """Megabytes of memory that a process holds."""
    kilobytes = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], check=True, capture_output=True, text=True).stdout
    return int(kilobytes) / 1024


def _heavy_libraries(pid: int) -> set[str]:
    """Which libraries that only the host may load are in a process, by the files that it has mapped."""
    maps = Path(f"/proc/{pid}/maps")  # Linux only: elsewhere this looks at nothing and finds nothing
    mapped = maps.read_text() if maps.exists() else ""
    return {name for name in HEAVY if f"/{name}/" in mapped}
