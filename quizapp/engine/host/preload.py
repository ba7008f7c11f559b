"""The libraries that a process loads before its first job, so that no job waits for them."""

from __future__ import annotations

import gc
import sys
from importlib import import_module


def preload(modules: str) -> str:
    """Import `modules` (separated by commas) and warm them up; what is missing, as a sentence, or an empty string."""
    for name in filter(None, modules.split(",")):
        try:
            import_module(name)
        except Exception as error:  # a broken library may raise anything: the person gets a sentence
            return _missing(name, error)
    if "torch" in sys.modules:
        _warm_torch()
    gc.collect()
    gc.freeze()  # a collection in a forked child would copy every page that it visits
    return ""


def _missing(name: str, error: Exception) -> str:
    library = name.partition(".")[0]
    if isinstance(error, ImportError):
        return f"{library} is not installed in this environment, so no demo can be run ({error})."
    return f"{library} cannot be loaded, so no demo can be run ({type(error).__name__}: {error})."


def _warm_torch() -> None:
    """One thread, and one optimiser step without autograd, which must not start threads before a fork."""
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    weight = torch.nn.Parameter(torch.zeros(2))
    weight.grad = torch.ones(2)
    torch.optim.AdamW([weight]).step()
