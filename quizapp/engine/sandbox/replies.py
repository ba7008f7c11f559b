"""What came of a request in place of an answer, as a sentence for the learner."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from quizapp.engine.limits import MEGABYTE, Limits


def sentence(subject: str, name: str, reply: Mapping[str, Any], source: str, limits: Limits) -> str:
    """Why `subject` (the code, or a call of its function `name`) brought no answer. Without a full stop.

    `source` is the learner's code. A reply that no process of ours sends raises `KeyError`.
    """
    match reply["event"]:
        case "raised":
            said = f"{reply['type']}: {reply['message']}" if reply["message"] else reply["type"]
            return f"{subject} raised {said}{_place(reply['line'], source)}"
        case "unreadable":
            return f"{subject} cannot be read: {reply['message']}{_place(reply['line'], source)}"
        case "missing":
            near = get_close_matches(name, map(str, reply["known"]), n=1)
            return f"Your code has no function {name}{f'; did you mean {near[0]}?' if near else ''}"
        case "uncallable":
            return f"{name} in your code is no function, but of the type {reply['type']}"
        case "unsendable":
            return f"{subject} gave {reply['what']}: return numbers, texts, lists, dicts, arrays or tensors"
        case "left":
            return f"{subject} called exit({reply['code']}) instead of answering"
        case "limited":
            return f"{subject} {_beyond(limits)[reply['limit']]}"
    raise KeyError(reply["event"])


def _place(line: object, source: str) -> str:
    """The line of the learner's own source, with its text."""
    lines = source.splitlines()
    if not isinstance(line, int):
        return ""
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return f" (line {line}: {text[:120]})" if text else f" (line {line})"


def _beyond(limits: Limits) -> dict[str, str]:
    return {
        "memory": f"needs more than {limits.memory / MEGABYTE:g} MB of memory",
        "file": f"wrote a file of more than {limits.file_bytes / MEGABYTE:g} MB",
        "files": f"opened more than {limits.open_files} files",
    }
