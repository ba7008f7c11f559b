"""Values on their way between the judge and the learner's process: JSON, exactly, or a sentence that says why not.

The judge reads nothing but JSON from the learner's process: there is no object in an answer whose methods could lie.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from quizapp.engine import wire

KEYS = str | bool | int | float | None
DEEPEST = 100  # lists in each other, which every JSON reader takes
LONGEST_INT = 14_284  # bits: as many digits as Python reads and writes


class UnsendableError(ValueError):
    """A value of a type that does not travel; the message names it, with its article."""


def pack_answer(value: object, deepest: int = DEEPEST) -> Any:
    """What the learner's function returned, as JSON: arrays, tensors, tuples and what a generator yields become lists.

    What holds lists or dicts more than `deepest` levels deep, or itself, is refused.
    """
    if not deepest:
        raise UnsendableError(f"lists more than {DEEPEST} deep in each other")
    if _is_array(value):
        return pack_answer(value.tolist(), deepest)  # type: ignore[attr-defined]
    if isinstance(value, list | tuple):
        return [pack_answer(item, deepest - 1) for item in value]
    if isinstance(value, Iterator | range):
        return pack_answer(list(value), deepest)  # one that never ends meets the limits
    if isinstance(value, dict):
        return {"dict": [[_key(key), pack_answer(item, deepest - 1)] for key, item in value.items()]}
    return _scalar(value)


def pack_argument(value: object) -> Any:
    """What a test hands to the learner's function, as JSON: arrays and tensors arrive as what they are."""
    if _is_array(value):
        kind, dtype = type(value).__module__.partition(".")[0], str(value.dtype)  # type: ignore[attr-defined]
        items = pack_argument(value.tolist())  # type: ignore[attr-defined]
        return {kind: [items, dtype.removeprefix("torch."), list(value.shape)]}  # type: ignore[attr-defined]
    if isinstance(value, tuple):
        return {"tuple": [pack_argument(item) for item in value]}
    if isinstance(value, list):
        return [pack_argument(item) for item in value]
    if isinstance(value, dict):
        return {"dict": [[_key(key), pack_argument(item)] for key, item in value.items()]}
    return _scalar(value)


def unpack(value: Any) -> Any:
    """The value that one of the two packed. Anything else raises `ValueError`."""
    if isinstance(value, list):
        return [unpack(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    if "float" in value:
        return wire.cell(value)
    ((tag, content),) = value.items()
    match tag, content:
        case "dict", list():
            return {key: unpack(item) for key, item in content}
        case "tuple", list():
            return tuple(unpack(item) for item in content)
        case (("numpy" | "torch"), [items, dtype, shape]):
            return _array(tag, unpack(items), dtype, shape)
    raise ValueError(f"{tag!r} is no kind of value")


def as_lists(value: Any) -> Any:
    """`value` as an answer would bring it: arrays, tensors and tuples as lists, so that `==` compares item by item."""
    if _is_array(value):
        return value.tolist()
    if isinstance(value, list | tuple):
        return [as_lists(item) for item in value]
    return {key: as_lists(item) for key, item in value.items()} if isinstance(value, dict) else value


def _scalar(value: object) -> Any:
    if getattr(value, "ndim", None) == 0 and type(value).__module__ == "numpy":
        plain = value.item()  # type: ignore[attr-defined]
        value = value if type(plain).__module__ == "numpy" else plain  # Python has no such number as a longdouble
    if isinstance(value, int) and int.bit_length(value) > LONGEST_INT:
        raise UnsendableError("a number of thousands of digits")
    if value is None or isinstance(value, str | bool | int | float):
        return wire.pack(value)
    raise UnsendableError(_with_article(type(value).__name__))


def _key(key: object) -> Any:
    """A key of a dict, which is a text, a number, a truth value or None."""
    plain = _scalar(key) if isinstance(key, KEYS) or type(key).__module__ == "numpy" else key
    if not isinstance(plain, KEYS):
        raise UnsendableError(f"a dict with {_with_article(type(key).__name__)} as a key")
    return plain


def _is_array(value: object) -> bool:
    """Whether `value` is a numpy array or a tensor, of any dimension; a numpy scalar is not."""
    modules = (sys.modules.get("numpy"), sys.modules.get("torch"))
    return any(
        module is not None and isinstance(value, getattr(module, name))
        for module, name in zip(modules, ("ndarray", "Tensor"), strict=True)
    )


def _array(library: str, items: Any, dtype: str, shape: list[int]) -> Any:
    if library == "numpy":
        import numpy as np

        return np.array(items, dtype=dtype).reshape(shape)
    import torch

    return torch.tensor(items, dtype=getattr(torch, dtype)).reshape(shape)


def _with_article(name: str) -> str:
    return f"an {name}" if name[:1].lower() in "aeiou" else f"a {name}"
