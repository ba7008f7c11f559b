"""How a Python process of ours is started: its command and its environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PRELOAD = ("numpy", "sklearn.linear_model", "torch", "torch._dynamo")

_ROOT = str(Path(__file__).resolve().parents[2])
_BOOT = "import sys; sys.path.append({root!r}); from {module} import main; main(sys.argv[1:])"


def python_command(module: str, *arguments: str) -> list[str]:
    """The command that calls `main(arguments)` of `module` in a fresh Python.

    `-P` keeps the current folder off the path: somebody's `random.py` is no library. Our own folder comes last.
    """
    return [sys.executable, "-P", "-c", _BOOT.format(root=_ROOT, module=module), *arguments]


def quiet_environment() -> dict[str, str]:
    """This environment, with one thread per library, no accelerator and the same hash order in every run."""
    single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **single, "CUDA_VISIBLE_DEVICES": "", "PYTHONHASHSEED": "0"}
