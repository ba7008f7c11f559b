"""Watches folders of decks: which files were saved, renamed or deleted since one last asked."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

LOOK_AGAIN = 0.5  # seconds between two calls of `changed`
POLL_DELAY = 1000  # milliseconds, where the system cannot tell and files have to be looked at
AT_ONCE = 1  # millisecond: how long a look may wait for more


class Watch:
    """The system tells of changes; `changed` asks for what it has told, and takes a millisecond or two.

    Where nothing can be watched (no such folder, too many watches, a file system that does not tell), nothing ever
    changes.
    """

    def __init__(self, folders: Iterable[Path], *, recursive: bool = True) -> None:
        self._notify = _notify([str(folder) for folder in folders if folder.is_dir()], recursive=recursive)

    def changed(self) -> frozenset[Path]:
        """The files that changed since the last call, without those that editors keep for themselves."""
        if self._notify is None:
            return frozenset()
        told = self._notify.watch(AT_ONCE, AT_ONCE, AT_ONCE, None)
        paths = () if isinstance(told, str) else (Path(path) for _, path in told)
        return frozenset(path for path in paths if not path.name.startswith(".") and not path.name.endswith("~"))

    def close(self) -> None:
        """Watch no more."""
        if self._notify is not None:
            self._notify.close()
            self._notify = None


def _notify(folders: list[str], *, recursive: bool) -> RustNotify | None:
    if not folders:
        return None
    from watchfiles._rust_notify import RustNotify, WatchfilesRustInternalError

    with suppress(OSError, WatchfilesRustInternalError):
        return RustNotify(folders, False, False, POLL_DELAY, recursive, True)
    return None
