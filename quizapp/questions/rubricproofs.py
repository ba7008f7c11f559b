"""What the author's own answers prove to be wrong with a rubric: test answers, their twins, and the model answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.grading.rubric import Examiner, Judgement, Survivor, closest, contrasts, explain, survivors
from quizapp.questions.model import Place, Problem
from quizapp.questions.rubrics import TestAnswer


def rubric_problems(
    examiner: Examiner, tests: Sequence[TestAnswer], model: str, model_place: Place | None
) -> Iterator[Problem]:
    """The test answers that are judged otherwise than they say; what the others and the model answer warn of."""
    contrasted = contrasts(examiner)
    for answer in tests:
        if fault := _fault(examiner, answer):
            yield fault
        elif answer.covered:
            yield from (_twin(found, answer) for found in survivors(answer.text, answer.covered, examiner, contrasted))
    if model and model_place:
        yield from _of_model(examiner, model, model_place)


def _fault(examiner: Examiner, answer: TestAnswer) -> Problem | None:
    found = examiner.judge(answer.text)
    covered = {name for name, point in found.points.items() if point.status == "covered"}
    stated = set(found.misconceptions)
    differences = [
        *(f"does not cover {name}" for name in sorted(answer.covered - covered)),
        *(f"covers {name}" for name in sorted(covered - answer.covered)),
        *(f"does not state {name}" for name in sorted(answer.stated - stated)),
        *(f"states {name}" for name in sorted(stated - answer.stated)),
    ]
    if not differences:
        return None
    message = f"this test answer {', '.join(differences)}"
    hint = "; ".join(_reasons(examiner, answer, found)) or "mend the patterns, or say what the answer really covers"
    return Problem(answer.place, "R509", message, hint)


def _reasons(examiner: Examiner, answer: TestAnswer, found: Judgement) -> Iterator[str]:
    """Why a test answer comes out otherwise: the nearest pattern of what is not heard, the clause of what is."""
    rubric = examiner.rubric
    for item, point in ((item, found.points[item.name]) for item in rubric.points):
        if point.status == "covered" and item.name not in answer.covered:
            yield f'{item.name} is heard in "{point.evidence}"'
        elif point.status == "contradicted" and item.name in answer.covered:
            yield f'{item.name} is denied by "{point.evidence}"'
        elif point.status == "missed" and item.name in answer.covered:
            near = closest(answer.text, item.patterns, examiner)
            yield f"{item.name}: {near.say()}" if near else f"{item.name}: the answer claims nothing"
    for mistake in rubric.misconceptions:
        stated = found.misconceptions.get(mistake.name)
        if stated and mistake.name not in answer.stated:
            yield f'{mistake.name} is heard in "{stated.evidence}"'
        elif not stated and mistake.name in answer.stated:
            near = closest(answer.text, mistake.patterns, examiner)
            yield f"{mistake.name}: {near.say()}" if near else f"{mistake.name}: the answer claims nothing"


def _twin(found: Survivor, answer: TestAnswer) -> Problem:
    """The warning that a twin of a test answer covers the same."""
    patterns = " and ".join(dict.fromkeys(f"`{reason.pattern}`" for reason in found.reasons))
    names, denied = (" and ".join(mark.join(("", one.name, "")) for one in found.reasons) for mark in ("", "*"))
    hint = f"mend {patterns}, with `!` for what it must not say, or write a misconception that denies {denied}"
    how = "with its claim denied"
    if found.twin.pair:
        one, other = found.twin.pair
        how = f"with {one} and {other} exchanged"
        if not found.partners:
            partner = f"write `partner: {other}` under `{one}` in a glossary.yaml, if a clause is about one of the two"
            hint = f"{partner}; or {hint}"
    message = f'{how}, this test answer still covers {names}: "{found.reasons[0].clause}"'
    return Problem(answer.place, "R510", message, hint, "warning")


def _of_model(examiner: Examiner, model: str, place: Place) -> Iterator[Problem]:
    """The warning that the model answer is none by the rubric itself."""
    found = examiner.judge(model)
    if not found.misconceptions and all(point.status == "covered" for point in found.points.values()):
        return
    told = explain(model, examiner)
    ranks = {point.name: point.rank for point in examiner.rubric.points}
    missed = [reason for reason in told.points if reason.status != "covered" and ranks[reason.name] != "could"]
    stated = [reason for reason in told.misconceptions if reason.status]
    parts = (("does not cover", missed), ("states", stated))
    if missed or stated:
        said = [f"{verb} {' and '.join(one.name for one in several)}" for verb, several in parts if several]
        hint = "; ".join(f"{one.name}: {one.why}" for one in (*missed, *stated))
        yield Problem(place, "R511", f"the model answer {', '.join(said)}", hint, "warning")
