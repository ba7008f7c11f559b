"""The scale of the report: poor, mixed, good, excellent, each with the rule that gave it, and the hiring word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from quizapp.grading.shares import percent
from quizapp.grading.verdict import Point, Verdict
from quizapp.sessions.mock.judging import OPEN, Judged
from quizapp.sessions.mock.report import ItemReport, MistakeReport, Report, SignalReport, Word

EXCELLENT_SCORE = 0.9  # of a signal or a whole interview; one answer has rules of its own
GOOD_SCORE = 0.65
POOR_SCORE = 0.35  # below it
FEWEST_JUDGED = 3  # answers, from which on an interview says something about a candidate
FEWEST_POINTS = 3  # of a signal, from which on a poor one speaks against a candidate

STRONG_HIRE, HIRE, NO_HIRE, STRONG_NO_HIRE = "strong hire", "hire", "no hire", "strong no hire"
TOO_LITTLE = "too little to say"

RANKS = (Word.POOR, Word.MIXED, Word.GOOD, Word.EXCELLENT)
_HELD = ("covered", "nudged")
_JUDGED = (Verdict.RIGHT.value, Verdict.PARTIAL.value, Verdict.WRONG.value)


def graded(outcome: Judged, could: Collection[str] | None) -> tuple[Word, str]:
    """The word for one answer, and the rule that gave it, as a sentence.

    `could` are the names of the points that only could be said; None where the question has no rubric.
    """
    if outcome.verdict == OPEN:
        return Word.POOR, "Nothing was said."
    if outcome.verdict == Verdict.UNREADABLE.value:
        return Word.POOR, "What was written could not be read."
    if outcome.verdict == Verdict.UNCHECKED.value:
        return Word.UNJUDGED, "It counts in no score: what decides about it did not run."
    return _by_verdict(outcome) if could is None else _by_rubric(outcome, could)


def word_of(score: float) -> Word:
    """The word for a share: of the points of a signal, or of those of a whole interview."""
    if score >= EXCELLENT_SCORE:
        return Word.EXCELLENT
    if score >= GOOD_SCORE:
        return Word.GOOD
    return Word.POOR if score < POOR_SCORE else Word.MIXED


def answered(items: Iterable[ItemReport]) -> int:
    """To how many questions something was said, whatever it was."""
    return sum(item.verdict != OPEN for item in items)


def is_judged(item: ItemReport) -> bool:
    """Whether something was said that could be judged."""
    return item.verdict in _JUDGED


def counts(item: ItemReport) -> bool:
    """Whether the question counts in scores: all do but those whose run was missing; an open one counts as nothing."""
    return item.word is not Word.UNJUDGED


def over_time(item: ItemReport) -> bool:
    """Whether the question took longer than its budget and what the candidate added to it, by a second or more."""
    return item.seconds >= item.budget + item.extra + 1


def overall(items: Sequence[ItemReport]) -> tuple[float, Word]:
    """The mean score by the points of each question, and its word.

    It is no better than that of the middle one of the answers (the better one of two), and with a misconception that
    stands good at most.
    """
    counted = [item for item in items if counts(item)]
    weight = sum(item.weight for item in counted)
    if not weight:
        return 0.0, Word.UNJUDGED
    score = min(1.0, sum(item.weight * item.score for item in counted) / weight)
    middle = sorted(RANKS.index(item.word) for item in counted)[len(counted) // 2]
    highest = RANKS.index(Word.GOOD if _standing(items) else Word.EXCELLENT)
    return score, RANKS[min(RANKS.index(word_of(score)), middle, highest)]


def hiring(items: Sequence[ItemReport], signals: Sequence[SignalReport], score: float) -> tuple[str, str]:
    """What an interviewer might write, and the rule that gave it, as a sentence. It is practice, and no more."""
    judged = sum(map(is_judged, items))
    if judged < FEWEST_JUDGED:
        return TOO_LITTLE, f"Only {judged} of {len(items)} answers could be judged; it takes {FEWEST_JUDGED}."
    if score < POOR_SCORE:
        return STRONG_NO_HIRE, f"The score is {percent(score)}, below {percent(POOR_SCORE)}."
    against = list(_against(items, signals, score))
    if against:
        return NO_HIRE, _sentence(" and ".join(against))
    strong = all(row.word in (Word.GOOD, Word.EXCELLENT) for row in signals) and not _standing(items)
    told = f"the score is {percent(score)}"
    if score < EXCELLENT_SCORE or not strong:
        return HIRE, _sentence(f"{told}, {_spared(signals)}, and no misconception stands after its follow-up")
    return STRONG_HIRE, _sentence(f"{told}, every signal is good or excellent, and no misconception stands")


def hiring_rule(report: Report) -> str:
    """The rule that gave the hiring word of `report`, as a sentence."""
    return hiring(report.items, report.signals, report.score)[1]


def _against(items: Sequence[ItemReport], signals: Sequence[SignalReport], score: float) -> Iterable[str]:
    if score < GOOD_SCORE:
        yield f"the score is {percent(score)}, below {percent(GOOD_SCORE)}"
    if poor := [row for row in _poor(signals) if row.points >= FEWEST_POINTS]:
        yield _are_poor(poor)
    if any(mistake.asked for mistake in _standing(items)):
        yield "a misconception stands after its follow-up"


def _poor(signals: Sequence[SignalReport]) -> list[SignalReport]:
    return [row for row in signals if row.word is Word.POOR]


def _are_poor(rows: Sequence[SignalReport]) -> str:
    return f"{_listed([row.signal for row in rows])} {'is' if len(rows) == 1 else 'are'} poor"


def _spared(signals: Sequence[SignalReport]) -> str:
    """That no signal is poor, or that too few points speak for those that are."""
    thin = _poor(signals)
    return f"{_are_poor(thin)}, but on fewer than {FEWEST_POINTS} points" if thin else "no signal is poor"


def _standing(items: Sequence[ItemReport]) -> list[MistakeReport]:
    return [mistake for item in items for mistake in item.mistakes if mistake.status == "stands"]


def _by_verdict(outcome: Judged) -> tuple[Word, str]:
    if outcome.verdict == Verdict.RIGHT.value:
        return Word.EXCELLENT, "The answer is right."
    if outcome.verdict == Verdict.WRONG.value:
        return Word.POOR, "The answer is wrong."
    share = f"The answer is right in part: {percent(outcome.score)}"
    if outcome.score >= GOOD_SCORE:
        return Word.GOOD, f"{share}, at least {percent(GOOD_SCORE)}."
    if outcome.score < POOR_SCORE:
        return Word.POOR, f"{share}, below {percent(POOR_SCORE)}."
    return Word.MIXED, f"{share}, from {percent(POOR_SCORE)} to below {percent(GOOD_SCORE)}."


def _by_rubric(outcome: Judged, could: Collection[str]) -> tuple[Word, str]:
    stands = [mistake.name for mistake in outcome.mistakes if mistake.status == "stands"]
    heavy = [name for name in stands if name in outcome.confronted]
    if heavy:
        return Word.POOR, f"A misconception stands after its follow-up ({_listed(heavy)}): the heaviest finding."
    needed = [point for point in outcome.points if point.name not in could] or list(outcome.points)
    if all(point.status == "covered" for point in needed) and not outcome.mistakes:
        return Word.EXCELLENT, "Every must and every should was said without help, and no misconception."
    if all(point.status == "missed" for point in outcome.points) and not outcome.mistakes:
        return Word.POOR, "None of the points was heard in it: the rules read English, and the words of the field."
    if outcome.score < POOR_SCORE:
        return Word.POOR, f"The score is {percent(outcome.score)}, below {percent(POOR_SCORE)}."
    short = list(_short_of_good(outcome, needed, stands))
    if short:
        return Word.MIXED, f"Not good, as {' and '.join(short)}; not poor, as the score is {percent(outcome.score)}."
    return (
        Word.GOOD,
        f"Every must was said{_help(needed)}, the score is {percent(outcome.score)}, and no misconception stands.",
    )


def _short_of_good(outcome: Judged, needed: Sequence[Point], stands: Sequence[str]) -> Iterable[str]:
    missing = [point.name for point in needed if point.must and point.status not in _HELD]
    if missing:
        yield f"a must was not said ({_listed(missing)})"
    if stands:
        yield f"a misconception stands ({_listed(stands)})"
    if outcome.score < GOOD_SCORE:
        yield f"the score is below {percent(GOOD_SCORE)}"


def _help(needed: Sequence[Point]) -> str:
    nudged = [point.name for point in needed if point.must and point.status == "nudged"]
    return f", with a nudge for {_listed(nudged)}" if nudged else ""


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
