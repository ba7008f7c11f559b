"""What the lesson says of the decks: that the questions which it names are there, and that its answer is theirs."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.questions.codes import did_you_mean
from quizapp.questions.kinds.interview import Interview
from quizapp.questions.lesson.model import Lesson
from quizapp.questions.library import Library
from quizapp.questions.model import Problem


def reference_problems(lesson: Lesson, library: Library) -> Iterator[Problem]:
    """Each question that the lesson names and `library` lacks, and an answer that is not its question's own."""
    known = {entry.id for entry in library.entries}
    for claim in lesson.claims:
        for question_id in claim.questions:
            if question_id not in known:
                message = f"claim {claim.number} names the question {question_id!r}, which is in no deck"
                yield Problem(claim.place, "S605", message, _nearest(question_id, known))
    if not lesson.answer:
        return
    place = lesson.answer[0].place
    if lesson.question not in known:
        message = f"the answer names the question {lesson.question!r}, which is in no deck"
        yield Problem(place, "S605", message, _nearest(lesson.question, known))
        return
    task = library.question(lesson.question).task
    said = [sentence.text for sentence in lesson.answer]
    model = task.model if isinstance(task, Interview) else ""
    if " ".join(model.split()) != " ".join(" ".join(said).split()):
        odd = next((text for text in said if " ".join(text.split()) not in " ".join(model.split())), "")
        hint = f"the model answer does not say “{odd}”" if odd else "the model answer says more, or in another order"
        message = f"the sentences are not the model answer of the question {lesson.question}"
        yield Problem(place, "S606", message, hint)


def _nearest(question_id: str, known: set[str]) -> str:
    said = did_you_mean(question_id, known)
    return said if said.startswith("did") else "`quizapp list` shows every id"
