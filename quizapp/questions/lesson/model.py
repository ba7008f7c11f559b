"""What the lesson is, once read: frozen dataclasses that know nothing of files, screens or processes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from quizapp.questions.calls import Call
from quizapp.questions.model import Place, Problem


class Truth(StrEnum):
    """What the audit found of a claim."""

    TRUE = "true"
    IMPRECISE = "imprecise"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A run that is shown: what it must give (`holds`), the measures worth reading (`shows`), and in words (`say`)."""

    call: Call
    holds: tuple[str, ...]
    shows: tuple[str, ...]
    say: str
    place: Place


Part: TypeAlias = str | Exhibit  # a passage of Markdown, or an experiment between two of them


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the lesson: `key` is its title as code hosts make a link of it.

    `links` are the targets of the links in its passages, which show the words of the links only.
    """

    key: str
    title: str
    parts: tuple[Part, ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the original lesson, restated and judged.

    `lines` are those of the original, as `30-33`. The verdict is borne out where every exhibit holds; a claim without
    one stands on its `source`. `correct` is what should have been said, `questions` are the ids of those that test it.
    """

    number: int
    lines: str
    section: str
    says: str
    truth: Truth
    correct: str
    exhibits: tuple[Exhibit, ...]
    source: str
    questions: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the answer in 90 seconds, with the run that proves it or the source that it rests on."""

    text: str
    exhibit: Exhibit | None
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Lesson:
    """The whole of it. `question` is the id of the interview question that the answer in 90 seconds belongs to."""

    title: str
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    question: str
    answer: tuple[Sentence, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """Every run that is shown: of the sections, then of the claims, then of the answer."""
        told = [part for section in self.sections for part in section.parts if isinstance(part, Exhibit)]
        judged = [exhibit for claim in self.claims for exhibit in claim.exhibits]
        return (*told, *judged, *(sentence.exhibit for sentence in self.answer if sentence.exhibit))
