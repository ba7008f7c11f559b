"""The judge: asks the learner's process, compares here, and says for each test how it came out.

The process for the code is forked before the tests are read, and the judge reads nothing from it but JSON.
"""

from __future__ import annotations

import inspect
import time
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from quizapp.engine import coding
from quizapp.engine.limits import Limits
from quizapp.engine.sandbox.approx import Approx
from quizapp.engine.sandbox.asserts import ASSERTS, TESTS, Asserts, compile_tests
from quizapp.engine.sandbox.process import NOT_OURS, LearnerProcess, LostError, start_learner
from quizapp.engine.sandbox.replies import sentence
from quizapp.engine.sandbox.scratch import make_scratch
from quizapp.engine.sandbox.values import UnsendableError, pack_argument, unpack
from quizapp.engine.sandbox.wording import call_text, one_line, shown
from quizapp.questions.coding import CheckResult, CodeResult

TO_LOAD, TO_ANSWER = 1 / 2, 1 / 5  # of the wall time, for reading the code and for each call
LONGEST_MESSAGE = 1000  # characters
AUTHORS_OWN = (NameError, ImportError, SyntaxError, MemoryError, UnsendableError)

Send = Callable[..., None]
Test = Callable[..., object]


class BrokenTestsError(Exception):
    """The tests cannot be run, whatever the learner wrote; the message says why, and the line."""


class CallError(Exception):
    """A call that brought no answer; the message is the whole sentence."""


def judge_code(job: Mapping[str, Any], send: Send) -> dict[str, Any]:
    """The body of the answer to a job of the kind "code": a `CodeResult`, or `{"broken": why}` for its tests.

    The host is told which process holds the code, so that it can end that one too.
    """
    limits = Limits(**job["code_limits"])
    learner = start_learner(limits, make_scratch(job["job"]))
    try:
        send(event="learner", pid=learner.pid)
        learner.await_ready()
        return coding.to_json(Judge(learner, job["source"]).result(job["tests"], send))
    except BrokenTestsError as error:
        return {"broken": one_line(str(error), LONGEST_MESSAGE)}
    finally:
        learner.end()


class Judge:
    """Runs the tests of one question against one learner's process."""

    def __init__(self, learner: LearnerProcess, source: str) -> None:
        self._learner, self._source, self._asserts = learner, source, Asserts()

    def result(self, tests: str, send: Send) -> CodeResult:
        """How the code comes out. Raises `BrokenTestsError`."""
        started = time.perf_counter()
        functions = self._read(tests)
        failure, checks = self._load(), []
        for number, (name, test) in enumerate(functions.items() if not failure else ()):
            text = f"test {number + 1} of {len(functions)}"
            send(event="progress", fraction=number / len(functions), text=text)
            over = self._learner.ended
            message = self._check(test)
            checks.append(CheckResult(name, not message, one_line(message, LONGEST_MESSAGE), not (over and message)))
        seconds = time.perf_counter() - started
        return CodeResult(tuple(checks), one_line(failure, LONGEST_MESSAGE), self._learner.printed, seconds)

    def call(self, name: str, /, *arguments: object, **named: object) -> Any:
        """What the learner's function `name` answers. Raises `CallError`, or `LostError` when the process is gone."""
        said = call_text(name, arguments, named)
        packed = {"arguments": pack_argument(list(arguments)), "named": pack_argument(named)}
        answer = self._ask(said, self._learner.limits.seconds * TO_ANSWER, op="call", name=name, **packed)
        self._asserts.calls.append((said, answer))
        return answer

    def _read(self, tests: str) -> dict[str, Test]:
        """The functions of the tests, in their order."""
        module = {"__name__": "tests", ASSERTS: self._asserts}
        try:
            exec(compile_tests(tests), module)
        except BaseException as error:  # whatever the module does: a person gets a sentence
            raise BrokenTestsError(_fault(error)) from error
        found = {name: test for name, test in module.items() if name.startswith("test_") and callable(test)}
        if not found:
            raise BrokenTestsError("they hold no function whose name begins with test_")
        return {name: self._equipped(name, test) for name, test in found.items()}

    def _equipped(self, name: str, test: Test) -> Test:
        """The test with what it takes by name."""
        kit = {"call": self.call, "approx": Approx}
        wanted = list(inspect.signature(test).parameters)
        unknown = [word for word in wanted if word not in kit]
        if unknown:
            raise BrokenTestsError(f"{name} takes {unknown[0]}, and a test can take call and approx")
        return partial(test, **{word: kit[word] for word in wanted})

    def _load(self) -> str:
        """Why the code cannot be used, or an empty string."""
        try:
            self._ask("Your code", self._learner.limits.seconds * TO_LOAD, op="load", source=self._source)
        except (CallError, LostError) as error:
            return str(error)
        return ""

    def _check(self, test: Test) -> str:
        """Why `test` does not pass, or an empty string."""
        self._asserts.calls.clear()
        try:
            returned = test()
        except (AssertionError, CallError, LostError) as error:
            return str(error).strip() or "the test does not hold"
        except BaseException as error:
            if isinstance(error, AUTHORS_OWN) or not isinstance(error, Exception) or not self._asserts.calls:
                raise BrokenTestsError(_fault(error)) from error
            said, answer = self._asserts.calls[-1]
            return f"{said} gave {shown(answer)}, and the test could not go on with it ({_told(error)})"
        if returned is not None:  # a generator or a coroutine has not even begun
            raise BrokenTestsError(f"a test asserts and returns nothing, but one returned {shown(returned)}")
        return ""

    def _ask(self, subject: str, seconds: float, **request: Any) -> Any:
        """What the process answers, unpacked."""
        try:
            reply = self._learner.ask(seconds, **request)
        except LostError as error:
            raise LostError(f"{subject} {error}") from None
        try:
            if reply["event"] == "value":
                return unpack(reply["value"])
            if reply.get("limit") == "memory":
                self._learner.end()  # it may have none left to answer anything
            raise CallError(sentence(subject, request.get("name", ""), reply, self._source, self._learner.limits))
        except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
            self._learner.end()
            raise LostError(f"{subject} {NOT_OURS}") from None


def _fault(error: BaseException) -> str:
    """What is wrong with the tests, with the line in them."""
    if isinstance(error, SyntaxError) and error.filename == TESTS:
        return f"line {error.lineno}: {error.msg}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == TESTS]
    return f"line {lines[-1]}: {_told(error)}" if lines else _told(error)


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
