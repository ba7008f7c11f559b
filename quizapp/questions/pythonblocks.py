"""Python as questions hold it: read but never run, and tests of several fences as one source with the deck's lines."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Iterator, Sequence

from quizapp.errors import UnreadableError
from quizapp.questions.body import Fence
from quizapp.questions.source import Report, Source

LONGEST = 20_000  # characters of one piece of Python


def check_python(source: str) -> None:
    """Nothing where `source` is Python. Raises `UnreadableError` with the line, whose `position` is that line from 0.

    The text is compiled, which runs none of it.
    """
    if len(source.lstrip("\n")) > LONGEST:
        raise UnreadableError(f"this is longer than {LONGEST} characters", 0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<code>", "exec", dont_inherit=True)
    except SyntaxError as error:
        line = error.lineno or 1
        raise UnreadableError(f"line {line} is no Python: {error.msg}{_quoted(source, line)}", line - 1) from None
    except (ValueError, RecursionError, MemoryError, OverflowError):
        raise UnreadableError("this is no Python: it holds characters or brackets that nobody needs", 0) from None


def check_fence(fence: Fence, source: Source, report: Report) -> None:
    """Report a fence that holds no Python, at its line in the deck."""
    try:
        check_python("\n" * fence.line + fence.text)
    except UnreadableError as error:
        line = max(error.position or 0, fence.line)
        report.error("K111", source.place(line), f"`{fence.info}`: {error}", "mend it: nobody could run this")


def check_tests(fences: Sequence[Fence], source: Source, report: Report) -> None:
    """Report fences without a test that asks the learner's code, and tests of the same name: one would hide the other.

    Each of `fences` is Python.
    """
    seen: set[str] = set()
    for fence in fences:
        tests = list(_tests(fence.text))
        if not any("call" in _arguments(test) for test in tests):
            message = f"`{fence.info}` holds no function `def test_…(call):`"
            report.error("K112", source.place(fence.line - 1), message, "`call` asks the learner's code")
        for test in tests:
            if test.name in seen:
                place = source.place(fence.line + test.lineno - 1, test.name)
                report.error("K112", place, f"{test.name} stands twice", "give one of the two another name")
            seen.add(test.name)


def one_source(fences: Iterable[Fence]) -> str:
    """The fences as one source in which every line has the number that it has in the deck."""
    lines: list[str] = []
    for fence in sorted(fences, key=lambda fence: fence.line):
        lines += [""] * (fence.line - len(lines))
        lines += fence.text.rstrip("\n").split("\n")
    return "\n".join([*lines, ""])


def _tests(text: str) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def _arguments(test: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in (*test.args.args, *test.args.kwonlyargs)}


def _quoted(source: str, line: int) -> str:
    lines = source.splitlines()
    text = lines[line - 1].strip()[:80] if 0 < line <= len(lines) else ""
    return f" ({text})" if text else ""
