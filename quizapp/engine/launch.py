"""How a Python process of ours is started: its command and its environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PRELOAD = ("numpy", "sklearn.linear_model", "torch", "torch._dynamo")
NEEDED = frozenset({"PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV"})
NEEDED_PREFIXES = ("LC_", "LD_", "DYLD_", "PYTHON", "XDG_", "OMP_", "MKL_", "KMP_", "OPENBLAS_", "TORCH")

_PACKAGE = Path(__file__).resolve().parents[1]
_BOOT = """
import sys
from importlib.util import find_spec
found = find_spec("quizapp")
if found is None or found.origin != {origin!r}:
    sys.path.insert(0, {root!r})
from {module} import main
main(sys.argv[1:])
"""


def python_command(module: str, *arguments: str) -> list[str]:
    """The command that calls `main(arguments)` of `module`, of this very quizapp, in a fresh Python.

    `-P` keeps the current folder off the path: somebody's `random.py` is no library.
    """
    boot = _BOOT.format(origin=str(_PACKAGE / "__init__.py"), root=str(_PACKAGE.parent), module=module)
    return [sys.executable, "-P", "-c", boot, *arguments]


def quiet_environment() -> dict[str, str]:
    """What Python and the libraries read of this environment, and none of the tokens that may stand beside it.

    With one thread per library, no accelerator and the same hash order in every run.
    """
    needed = {name: value for name, value in os.environ.items() if name in NEEDED or name.startswith(NEEDED_PREFIXES)}
    single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**needed, **single, "CUDA_VISIBLE_DEVICES": "", "PYTHONHASHSEED": "0"}
