"""Python that the learner writes, judged by tests in the sandbox."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.errors import UnreadableError
from quizapp.grading.verdict import Grade, Point, Verdict
from quizapp.questions.body import Body
from quizapp.questions.calls import Call, Runs, code_result
from quizapp.questions.coding import CheckResult, Code, CodeResult
from quizapp.questions.forms import WriteCode
from quizapp.questions.kind import Kind, Reading, Sample
from quizapp.questions.model import Place, Problem, Task
from quizapp.questions.pythonblocks import answerless, check_fence, check_python, check_tests, one_source
from quizapp.questions.yamlblocks import Value

STARTER, EXAMPLES, TESTS, SOLUTION = "python starter", "python examples", "python tests", "python solution"
PARTS = {
    STARTER: "what the learner starts from, with `raise NotImplementedError`",
    TESTS: "tests that the learner does not see, each `def test_…(call):`",
    SOLUTION: "code that passes all tests",
}
FAILS, JUDGE_NOTHING = "L406", "K112"
PRINTED = 400  # characters of what the code prints that are shown

# What Markdown would take for its own in a sentence about code.
_MARKS = re.compile(r"[*`$<\\~&]|(?<!\w)_|_(?!\w)|\]\(|!\[")


@dataclass(frozen=True, slots=True)
class Program:
    """Code to be written from `form.starter`. `places` are those of its fences."""

    form: WriteCode
    solution: str
    places: tuple[tuple[str, Place], ...]

    @property
    def calls(self) -> tuple[Call, ...]:
        return ()

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge code by how it came out before the tests; what Python cannot read is not run."""
        try:
            self._refuse(response)
        except UnreadableError as error:
            return Grade(Verdict.UNREADABLE, feedback=(str(error),))
        result = code_result(runs, self.form.code(response))
        if result is None:
            return Grade(Verdict.UNCHECKED, expected=self.expected(runs))
        points = tuple(_point(check) for check in result.checks)
        score = sum(check.passed for check in result.checks) / len(result.checks) if result.checks else 0.0
        verdict = Verdict.RIGHT if result.passed else Verdict.PARTIAL if score > 0 else Verdict.WRONG
        return Grade(verdict, score, self.expected(runs), tuple(_feedback(result)), points)

    def expected(self, runs: Runs) -> str:
        return _fenced(self.solution, "python")

    def _refuse(self, response: str) -> None:
        """Raise `UnreadableError` for what cannot be an answer."""
        if not response.strip():
            raise UnreadableError("nothing was written: fill in the starter")
        if response.split() == self.form.starter.split():
            raise UnreadableError("this is still the starter: write the body of the function")
        check_python(response)


def _point(check: CheckResult) -> Point:
    status = "covered" if check.passed else "contradicted" if check.tried else "missed"
    return Point(_words(check.name), status, check.message)


def _words(name: str) -> str:
    """`small weights become zero` for `test_small_weights_become_zero`."""
    return " ".join(name.removeprefix("test_").split("_")).strip() or name


def _feedback(result: CodeResult) -> list[str]:
    """Why it is not right, from the first test that failed, and what the code printed."""
    failed = next((check for check in result.checks if not check.passed), None)
    said = [_verbatim(result.failure)] if result.failure else []
    if failed is not None:
        said.append(f"{_words(failed.name).capitalize()}: {_verbatim(failed.message)}")
    printed = result.printed.strip()
    if printed and not result.passed:
        cut = printed if len(printed) <= PRINTED else f"{printed[:PRINTED]}…"
        said.append(f"Your code printed:\n\n{_fenced(cut, 'text')}")
    return said


def _verbatim(sentence: str) -> str:
    """`sentence` as it is, in Markdown."""
    if not _MARKS.search(sentence):
        return sentence
    ticks = _longer_than("`", sentence, 1)
    return f"{ticks} {sentence} {ticks}" if "`" in sentence else f"`{sentence}`"


def _fenced(code: str, language: str) -> str:
    ticks = _longer_than("`", code, 3)
    return f"{ticks}{language}\n{code.rstrip()}\n{ticks}"


def _longer_than(mark: str, text: str, least: int) -> str:
    """As many marks as stand nowhere in `text`, at `least` so many."""
    return mark * max(least, 1 + max(map(len, re.findall(f"{mark}+", text)), default=0))


# ---------------------------------------------------------------- proving


def trials(task: Task) -> tuple[Code, ...]:
    """The solution, which must pass, and the starter and code without answers, which must not."""
    assert isinstance(task, Program)
    form = task.form
    return form.code(task.solution), form.code(form.starter), form.code(answerless(form.tests))


def faults(task: Task, runs: Runs) -> tuple[Problem | str, ...]:
    """The first test that the solution fails, a starter that leaves nothing to write, and tests that pass anything."""
    assert isinstance(task, Program)
    places = dict(task.places)
    solution, starter, nothing = (code_result(runs, code) for code in trials(task))
    if solution is None or starter is None or nothing is None:
        return ("the solution and the starter were not judged",)
    found = []
    if not solution.passed:
        found.append(Problem(places[SOLUTION], FAILS, _why_it_fails(solution)))
    if starter.passed:
        found.append(Problem(places[STARTER], FAILS, "the starter passes every test: nothing is left to write"))
    elif nothing.passed:
        message = "code that answers None passes every test"
        found.append(Problem(places[TESTS], JUDGE_NOTHING, message, "assert what `call` answers"))
    return tuple(found)


def _why_it_fails(solution: CodeResult) -> str:
    failed = next((check for check in solution.checks if not check.passed), None)
    if failed is None:
        return f"the solution cannot be judged: {solution.failure}"
    return f"the solution fails {failed.name}: {failed.message}"


# ---------------------------------------------------------------- reading


def claims(body: Body, key: Mapping[str, Value]) -> bool:
    """Any of the fences with Python, and nothing that is answered otherwise."""
    return bool({*PARTS, EXAMPLES} & set(body.fences)) and not body.options and "yaml key" not in body.fences


def read(reading: Reading) -> Program | None:
    """The parts, each of which Python can read, and tests that can judge."""
    body, report = reading.body, reading.report
    for name, purpose in PARTS.items():
        if name not in body.fences:
            report.error("K110", body.place, f"this code question has no `{name}`", f"add it: {purpose}")
    fences = {name: fence for name, fence in body.fences.items() if name in {*PARTS, EXAMPLES}}
    for fence in fences.values():
        check_fence(fence, body.source, report)
    if report.failed:
        return None
    tests = [fences[name] for name in (EXAMPLES, TESTS) if name in fences]
    check_tests(tests, body.source, report)
    examples = fences[EXAMPLES].text if EXAMPLES in fences else ""
    form = WriteCode(fences[STARTER].text, examples, one_source(tests))
    places = tuple((name, body.source.place(fence.line - 1)) for name, fence in fences.items())
    return Program(form, fences[SOLUTION].text, places)


_SOLUTION = """def soft_threshold(w, t):
    return [max(abs(x) - t, 0.0) * (1 if x > 0 else -1) for x in w]
"""
_STARTER = '''def soft_threshold(w, t):
    """The minimiser of (v - x)**2 / 2 + t * abs(v), for each x in the list w."""
    raise NotImplementedError
'''
_NO_SHRINKING = """def soft_threshold(w, t):
    return [x + t for x in w]
"""
_NO_ANSWER = """def soft_threshold(*arguments, **named):
    return None
"""
_ZERO, _SHRINK = "test_small_weights_become_exactly_zero", "test_large_weights_shrink_by_t"
_NOT_WRITTEN = "raised NotImplementedError (line 3: raise NotImplementedError)"

KIND = Kind(
    name="code",
    signal="practice",
    claims=claims,
    read=read,
    uses=frozenset({*PARTS, EXAMPLES, "numbered"}),
    faults=faults,
    trials=trials,
    samples=(
        Sample(
            markdown=f"""## Write the soft threshold

The proximal step of the L1 penalty moves each weight towards 0 by `t`, and stops there.

```python starter
{_STARTER}```

```python examples
def {_ZERO}(call):
    assert call("soft_threshold", [0.3, -0.2], 0.5) == [0.0, 0.0]
```

```python tests
def {_SHRINK}(call, approx):
    assert call("soft_threshold", [2.0, -2.0], 0.5) == approx([1.5, -1.5])
```

```python solution
{_SOLUTION}```
""",
            right=_SOLUTION,
            wrong=_NO_SHRINKING,
            unreadable="def soft_threshold(w, t)",
            codes={
                _SOLUTION: CodeResult((CheckResult(_ZERO, True), CheckResult(_SHRINK, True))),
                _STARTER: CodeResult(
                    (
                        CheckResult(_ZERO, False, f"soft_threshold([0.3, -0.2], 0.5) {_NOT_WRITTEN}"),
                        CheckResult(_SHRINK, False, f"soft_threshold([2.0, -2.0], 0.5) {_NOT_WRITTEN}"),
                    )
                ),
                _NO_ANSWER: CodeResult(
                    (
                        CheckResult(_ZERO, False, "soft_threshold([0.3, -0.2], 0.5) gave None, expected [0.0, 0.0]"),
                        CheckResult(
                            _SHRINK, False, "soft_threshold([2.0, -2.0], 0.5) gave None, expected about [1.5, -1.5]"
                        ),
                    )
                ),
                _NO_SHRINKING: CodeResult(
                    (
                        CheckResult(
                            _ZERO, False, "soft_threshold([0.3, -0.2], 0.5) gave [0.8, 0.3], expected [0.0, 0.0]"
                        ),
                        CheckResult(
                            _SHRINK,
                            False,
                            "soft_threshold([2.0, -2.0], 0.5) gave [2.5, -1.5], expected about [1.5, -1.5]",
                        ),
                    )
                ),
            },
        ),
    ),
)
