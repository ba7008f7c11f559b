"""Results on disk: the same demo source, parameters and library versions are run once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from quizapp.engine import wire
from quizapp.engine.model import Result

LAYOUT = 1  # of an entry; another number in the key makes every older entry a miss
PRUNE_EVERY = 32  # writes


@dataclass(slots=True)
class ResultCache:
    """One JSON file per result in `folder`, named by its key. The oldest go when there are too many."""

    folder: Path
    most_entries: int = 2000
    most_bytes: int = 64 << 20
    _writes: int = 0

    def get(self, key: str) -> Result | None:
        """The result under `key`, marked as cached. A file that is missing, torn or foreign is a miss."""
        try:
            entry = json.loads(self._path(key).read_bytes())
            if entry["key"] != key:
                return None
            return replace(Result.from_json(entry["result"]), cached=True)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def put(self, key: str, result: Result) -> None:
        """Keep `result`. A disk that is full or read-only keeps nothing, which is no error."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(wire.dump({"key": key, "result": result.to_json()}))
                Path(name).replace(self._path(key))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            if self._writes % PRUNE_EVERY == 0:
                self._prune()
            self._writes += 1
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _prune(self) -> None:
        """Drop the oldest files beyond the bounds, those among them that a killed writer left."""
        entries = []
        for path in self.folder.iterdir():
            with suppress(OSError):  # another quizapp may prune as well
                state = path.stat()
                entries.append((state.st_mtime_ns, state.st_size, path))
        kept = kept_bytes = 0
        for _, size, path in sorted(entries, reverse=True):
            kept, kept_bytes = kept + 1, kept_bytes + size
            if kept > self.most_entries or kept_bytes > self.most_bytes:
                path.unlink(missing_ok=True)


def cache_key(*parts: object) -> str:
    """The name of an entry: a hash of `parts`, which are what JSON can hold."""
    canonical = json.dumps([LAYOUT, *parts], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
