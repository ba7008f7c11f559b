"""The answer in 90 seconds: each sentence with what proves it, or hidden, so that one's own is graded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizapp.cli.markdown import plain
from quizapp.cli.practice import wants_lines
from quizapp.cli.results import evidence_lines
from quizapp.cli.running import with_engine
from quizapp.cli.text import columns, narrate, tell, wrapped
from quizapp.questions.lesson.model import Sentence
from quizapp.workspace import Selection
from quizapp.workspace.lesson.findings import SentenceResult, Standing
from quizapp.workspace.lesson.room import LessonRoom
from quizapp.workspace.lesson.runs import prove_answer
from quizapp.workspace.opening import bundled_lesson


def practise_answer(content: Sequence[Path], *, plain: bool) -> int:
    """Ask the question that the answer belongs to: whoever practises sees the answer afterwards."""
    selection = Selection(ids=(LessonRoom(bundled_lesson()).lesson.question,))
    if plain or wants_lines():
        from quizapp.cli.plain import practise

        return practise(content, selection)
    from quizapp.tui.app import run as run_app

    return run_app(content, selection)


def show_answer(*, run: bool) -> int:
    """Print each sentence with its source or its run; with `run`, whether that proves it on this machine."""
    lesson = LessonRoom(bundled_lesson()).lesson
    results = with_engine(lambda engine: prove_answer(lesson.answer, engine)) if run else ()
    proved = {result.sentence: result for result in results}
    width = columns()
    for number, sentence in enumerate(lesson.answer, 1):
        tell(*sentence_lines(number, sentence, proved.get(sentence), width), "")
    tell(*wrapped(f"Practise it without the text: quizapp lesson answer --hide (question {lesson.question})", width))
    for reason in dict.fromkeys(result.finding.failure for result in results if result.finding):
        if reason:
            narrate(f"Not run live: {reason}")
    return 0 if all(result.standing in (Standing.BORNE_OUT, Standing.SOURCED) for result in results) else 1


def sentence_lines(number: int, sentence: Sentence, result: SentenceResult | None, width: int) -> list[str]:
    """A sentence of the answer behind its number, then what proves it."""
    first = f"{number}. "
    indent = " " * len(first)
    text, *rest = plain(sentence.text, width - len(first))
    proof = [f"Proved by: {sentence.exhibit.call}"] if sentence.exhibit else []
    finding = result.finding if result else None
    if finding and finding.result:
        proof += evidence_lines(finding.exhibit.holds, finding.result.measures)
    proof += [f"Source: {sentence.source}"] if sentence.source else []
    below = [part for line in proof for part in wrapped(line, width, indent, indent + "  ")]
    return [first + text, *(indent + line for line in rest), *below]
