"""What runs on this machine say of the lesson: each experiment, claim and sentence, as they bear it out or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quizapp.engine.model import Result
from quizapp.grading.expressions import names_in
from quizapp.questions.calls import Measures
from quizapp.questions.lesson.model import Claim, Exhibit, Sentence
from quizapp.workspace.wording import verdict_on_claim


class Standing(StrEnum):
    """How far a statement is proved. The words are what a person reads."""

    BORNE_OUT = "borne out"
    REFUTED = "not borne out"
    UNCHECKED = "not checked"
    SOURCED = "by its source"


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of the run of an `exhibit`; without a `result`, `failure` says why in a sentence."""

    exhibit: Exhibit
    result: Result | None
    failure: str = ""

    @property
    def verdicts(self) -> tuple[tuple[str, bool | None, str], ...]:
        """Each expression that must hold, whether it does (None: it has no value), and the numbers that decide."""
        measures = self.result.measures if self.result else {}
        return tuple((claim, *verdict_on_claim(claim, measures)) for claim in self.exhibit.holds if self.result)

    @property
    def standing(self) -> Standing:
        """Whether the run bears out what is said of it."""
        if self.result is None:
            return Standing.UNCHECKED
        return Standing.BORNE_OUT if all(holds for _, holds, _ in self.verdicts) else Standing.REFUTED

    @property
    def reason(self) -> str:
        """Why it is not borne out, in a sentence; empty where it is."""
        if self.result is None:
            return self.failure
        wrong = [f"{claim} does not hold ({why})" for claim, holds, why in self.verdicts if holds is False]
        return "; ".join([*wrong, *(why for _, holds, why in self.verdicts if holds is None)])

    @property
    def figures(self) -> Measures:
        """The measures worth reading, with their values here: those named under `shows`, else those that decide."""
        if self.result is None:
            return {}
        names = self.exhibit.shows or sorted(frozenset().union(*map(names_in, self.exhibit.holds)))
        return {name: self.result.measures[name] for name in names if name in self.result.measures}


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim of the original lesson, and what came of each of its runs. It rests on its source where it has none."""

    claim: Claim
    findings: tuple[Finding, ...]

    @property
    def standing(self) -> Standing:
        """Whether the verdict on the claim is borne out: by every run."""
        return _weakest(self.findings)

    @property
    def reason(self) -> str:
        """Why it is not borne out, in a sentence; empty where it is."""
        return " ".join(dict.fromkeys(finding.reason for finding in self.findings if finding.reason))


@dataclass(frozen=True, slots=True)
class SentenceResult:
    """A sentence of the answer in 90 seconds, and what came of its run, if it has one."""

    sentence: Sentence
    finding: Finding | None

    @property
    def standing(self) -> Standing:
        """Whether the sentence is proved here."""
        return _weakest([self.finding] if self.finding else [])


def _weakest(findings: Iterable[Finding]) -> Standing:
    standings = {finding.standing for finding in findings}
    order = (Standing.REFUTED, Standing.UNCHECKED, Standing.BORNE_OUT)
    return next((standing for standing in order if standing in standings), Standing.SOURCED)
