"""What the practice screen says of the question on it: the moments of its keys, the header, hints and notices."""

from __future__ import annotations

from quizapp.questions.forms import Turn, WriteCode, WriteLong
from quizapp.sessions.practice.state import Asked, Phase, Practice


def moments_of(state: Practice, asked: Asked, *, typing: bool = False) -> frozenset[str]:
    """What the keys can mean now. `typing`: letters go into the answer."""
    return _of_phase(state, asked, typing=typing) | _besides(state, asked)


def _besides(state: Practice, asked: Asked) -> frozenset[str]:
    """What the key bar has room for: a text at length needs it for its own keys, and points for theirs."""
    if state.phase is Phase.ASKING and isinstance(asked.question.task.form, WriteCode | WriteLong):
        return frozenset()
    answered = state.answered or state.phase in (Phase.CHECKING, Phase.RATING)
    return frozenset([*(["undoable"] if answered else []), *([] if can_overrule(asked) else ["roomy"])])


def _of_phase(state: Practice, asked: Asked, *, typing: bool) -> frozenset[str]:
    """What can be done at this phase."""
    match state.phase:
        case Phase.ASKING:
            hints = ["hints"] if asked.hints < len(asked.question.hints) else []
            return frozenset([*_answering(asked, typing=typing), *hints])
        case Phase.RATING:
            running = ["running"] if asked.progress else []
            proof = ["proof"] if asked.evidence_call else []
            untried = ["untried"] if asked.code in asked.failures and asked.rating is None else []
            points = ["points"] if can_overrule(asked) else []
            rated = "rating" if asked.rating or asked.proposed else "unrated"
            return frozenset([rated, *proof, *running, *points, *untried])
    return frozenset([state.phase.value])


def _answering(asked: Asked, *, typing: bool) -> list[str]:
    """How the question on the screen is being answered."""
    match asked.question.task.form:
        case Turn():
            return ["card"]
        case WriteCode():
            return ["writing" if typing else "left", "starter"]
        case WriteLong():
            return ["writing" if typing else "left"]
    return ["asking"]


def can_overrule(asked: Asked) -> bool:
    """Whether the verdict has points of which the learner may say otherwise."""
    grade = asked.grade
    return isinstance(asked.question.task.form, WriteLong) and bool(grade and (grade.points or grade.misconceptions))


def said_beside(state: Practice, asked: Asked) -> dict[str, str]:
    """The notice and the hints, by the place on the screen where they stand."""
    return {"#notice": _notice(state, asked), "#hints": "\n\n".join(asked.question.hints[: asked.hints])}


def head(state: Practice, asked: Asked) -> str:
    """Where the learner is: mark, number, deck, level, kind."""
    mark = "★ marked  ·  " if asked.question.id in state.marked else ""
    done = len(state.answered) + len(state.skipped) + 1
    question = asked.question
    return f"{mark}{done} of {state.total}  ·  {question.deck}  ·  {question.level.value}  ·  {question.kind}"


def _notice(state: Practice, asked: Asked) -> str:
    """What the learner should know before going on."""
    if asked.unreadable:
        return f"Unreadable, so nothing is counted: {asked.unreadable}."
    return f"Not saved: {asked.unsaved} enter tries again." if asked.unsaved else state.notice
