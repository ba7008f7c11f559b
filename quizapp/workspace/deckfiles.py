"""Writing deck files: whole or not at all, with the permissions that they had."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from quizapp.errors import ContentError


def write_deck(path: Path, data: bytes, *, known: bytes | None) -> None:
    """Replace the deck at `path` by `data` in one step; `known` is what stands there now, None for no file at all.

    A symbolic link stays one: the file behind it is replaced. Hard links come apart: the other names keep what was.
    Raises `ContentError`, and writes nothing, where the
    file is no longer as it was `known`, may not be written, or does not fit on the disk.
    """
    target = path.resolve()
    try:
        _refuse_changed(path, target, known)
        mode = target.stat().st_mode if known is not None else None
        if mode is not None and not (mode & 0o222 and os.access(target, os.W_OK)):
            raise ContentError(f"{path} is read-only: nothing was written. `chmod u+w` makes it yours to change.")
        _replace(target, data, mode)
    except OSError as error:
        raise ContentError(f"{path} cannot be written: {error.strerror or error}.") from None


def _refuse_changed(path: Path, target: Path, known: bytes | None) -> None:
    """Raise `ContentError` where somebody else wrote to the file, or made it, meanwhile."""
    if (target.read_bytes() if target.exists() else None) != known:
        raise ContentError(f"{path} was changed meanwhile: nothing was written. Try again.")


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Write beside `target`, then move over it."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(_usual_mode() if mode is None else mode & 0o7777)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _usual_mode() -> int:
    """The permissions of a new file; `mkstemp` gives none to others."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
