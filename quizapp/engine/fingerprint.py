"""What a demo's numbers depend on besides its parameters: its source, and the versions of its libraries."""

from __future__ import annotations

import ast
import hashlib
import platform
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from quizapp.engine.demo import Demo


def versions_of(demo: Demo) -> dict[str, str]:
    """Python's version and those of the demo's libraries, read from their metadata: nothing is imported."""
    return {"python": platform.python_version(), **{library: _version(library) for library in demo.libraries}}


def source_hash(demo: Demo) -> str:
    """A hash of the demo's file and of what it imports from its own package, however indirectly."""
    digest = hashlib.sha256()
    for path in sorted(_sources(demo.run.__module__)):
        digest.update(path.name.encode() + b"\0" + _contents(path) + b"\0")
    return digest.hexdigest()


@cache
def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # with zipfile and email: late, for the start

    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"


def _sources(module: str) -> set[Path]:
    package = module.rpartition(".")[0]
    found: dict[str, Path] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = _file_of(name)
        if name in found or path is None:
            continue
        found[name] = path
        waiting += _imported_from(package, _contents(path))
    return set(found.values())


@cache
def _file_of(module: str) -> Path | None:
    try:
        spec = find_spec(module)
    except (ImportError, ValueError):
        return None
    return Path(spec.origin) if spec is not None and spec.origin is not None else None


def _contents(path: Path) -> bytes:
    state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=256)
def _read(path: Path, _modified: int, _size: int) -> bytes:
    return path.read_bytes()


@lru_cache(maxsize=256)
def _imported_from(package: str, source: bytes) -> tuple[str, ...]:
    """The modules of `package` that `source` imports."""
    return tuple(_imports(package, ast.parse(source)))


def _imports(package: str, tree: ast.AST) -> Iterator[str]:
    inside = f"{package}."
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith(inside))
        elif isinstance(node, ast.ImportFrom) and not node.level:
            if node.module == package:
                yield from (inside + alias.name for alias in node.names)
            elif node.module is not None and node.module.startswith(inside):
                yield node.module
