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
    """Report fences without a test that asks the learner's code, and tests that would pass or vanish unseen.

    Those are tests of the same name, of which one hides the other, and tests that assert nothing, or a tuple. Each of
    `fences` is Python.
    """
    functions = [(fence, function) for fence in fences for function in _functions(fence.text)]
    tests = [(fence, function) for fence, function in functions if function.name.startswith("test_")]
    for fence in fences:
        if not any("call" in _arguments(test) for its, test in tests if its is fence):
            message = f"`{fence.info}` holds no function `def test_…(call):`"
            report.error("K112", source.place(fence.line - 1), message, "`call` asks the learner's code")
    asserting = {function.name for _, function in functions if any(_asserts(function))}
    seen: set[str] = set()
    for fence, test in tests:
        place = source.place(fence.line + test.lineno - 1, test.name)
        if test.name in seen:
            report.error("K112", place, f"{test.name} stands twice", "give one of the two another name")
        if not asserting & {test.name, *_names(test)}:
            report.error("K112", place, f"{test.name} asserts nothing", 'compare an answer: `assert call("f", 1) == 2`')
        seen.add(test.name)
        for line in _always_true(test):
            place = source.place(fence.line + line - 1, "assert")
            report.error("K112", place, "this assert holds whatever is answered", "take its outer brackets away")


def answerless(tests: str) -> str:
    """A module in which each function that `tests`, which are Python, ask for answers None."""
    asked = {
        argument.value
        for node in ast.walk(ast.parse(tests))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "call"
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value.isidentifier()
    }
    return "".join(f"def {name}(*arguments, **named):\n    return None\n" for name in sorted(asked))


def one_source(fences: Iterable[Fence]) -> str:
    """The fences as one source in which every line has the number that it has in the deck."""
    lines: list[str] = []
    for fence in sorted(fences, key=lambda fence: fence.line):
        lines += [""] * (fence.line - len(lines))
        lines += fence.text.rstrip("\n").split("\n")
    return "\n".join([*lines, ""])


def _functions(text: str) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            yield node


def _arguments(test: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in (*test.args.args, *test.args.kwonlyargs)}


def _asserts(function: ast.FunctionDef) -> Iterator[ast.AST]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Assert | ast.Raise))


def _names(function: ast.FunctionDef) -> Iterator[str]:
    return (node.id for node in ast.walk(function) if isinstance(node, ast.Name))


def _always_true(function: ast.FunctionDef) -> Iterator[int]:
    """The lines of asserts whose brackets hold the message too: `assert (x == 1, "no")`."""
    for node in _asserts(function):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Tuple) and node.test.elts:
            yield node.lineno


def _quoted(source: str, line: int) -> str:
    lines = source.splitlines()
    text = lines[line - 1].strip()[:80] if 0 < line <= len(lines) else ""
    return f" ({text})" if text else ""
