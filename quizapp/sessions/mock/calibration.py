"""Calibration: how sure the candidate said they were, against how it turned out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from quizapp.sessions.mock.report import Calibration, CalibrationRow, ItemReport, Word
from quizapp.sessions.mock.scale import GOOD_SCORE, is_judged

FEWEST_ANSWERS = 20  # below which a table of said against was is chance

# What was said, in per cent, and whether the answer was good or excellent without help.
Said = tuple[int, bool]


def said_of(items: Iterable[ItemReport]) -> tuple[Said, ...]:
    """What was said of each answer that has a confidence and a verdict, and whether it held."""
    return tuple((item.confidence, _held(item)) for item in items if item.confidence is not None and is_judged(item))


def _held(item: ItemReport) -> bool:
    """Whether the answer was good or excellent as it was given.

    The candidate said how sure they were before any follow-up: what one brought adds nothing, and a misconception that
    one took back had been stated.
    """
    stated = any(mistake.status == "stands" or not mistake.overruled for mistake in item.mistakes)
    if item.word not in (Word.GOOD, Word.EXCELLENT) or stated:
        return False
    nudged = [point for point in item.points if point.status == "nudged"]
    if not nudged:
        return True
    alone = fsum(point.weight for point in item.points if point.status == "covered")
    return not any(point.must for point in nudged) and alone >= GOOD_SCORE * fsum(point.weight for point in item.points)


def calibration_of(pairs: Sequence[Said]) -> Calibration:
    """The Brier score and the table. Source: Brier 1950, for two outcomes: the mean of (p − o)², from 0 to 1."""
    brier = fsum((said / 100 - held) ** 2 for said, held in pairs) / len(pairs) if pairs else None
    rows = [(said, [held for other, held in pairs if other == said]) for said in sorted({said for said, _ in pairs})]
    return Calibration(len(pairs), brier, tuple(CalibrationRow(said, len(held), sum(held)) for said, held in rows))


def too_few(calibration: Calibration) -> bool:
    """Whether there are too few answers to judge how well the candidate knows what they know."""
    return calibration.answers < FEWEST_ANSWERS


def calibration_words(calibration: Calibration) -> str:
    """What the table comes to, in a sentence."""
    if calibration.brier is None:
        return "You did not say of any judged answer how sure you were."
    number = f"{calibration.answers} answer" + "s" * (calibration.answers != 1)
    brier = f"Brier score {calibration.brier:.2f}"
    if too_few(calibration):
        return f"{brier} over {number}: too few to judge, it takes {FEWEST_ANSWERS}."
    said = fsum(row.said * row.answers for row in calibration.rows) / calibration.answers
    was = 100 * sum(row.right for row in calibration.rows) / calibration.answers
    sense = "about right" if abs(said - was) < 10 else "too sure" if said > was else "not sure enough"
    return f"{brier} over {number}: you said {said:.0f} %, it was {was:.0f} %; you are {sense}."
