"""The lesson as both front ends need it: read once, its sections and claims found, and the questions that belong."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path

from quizapp.engine.proving import check_call
from quizapp.errors import ContentError, UsageError
from quizapp.questions import Entry
from quizapp.questions.lesson.model import Claim, Lesson, Section
from quizapp.questions.lesson.reading import read_lesson
from quizapp.questions.links import slug
from quizapp.questions.nearest import nearest

APART = ("audit", "answer")  # what `quizapp lesson` also shows by name


class LessonRoom:
    """The lesson in `folder`. What runs its experiments, its audit and its answer is in `runs`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def lesson(self) -> Lesson:
        """The lesson, read at the first use: it takes a moment. Raises `ContentError` where there is none."""
        lesson = read_lesson(self.folder, check_call)
        if not lesson.sections:
            raise ContentError(f"The lesson cannot be read: {lesson.problems[0]}")
        return lesson

    def section(self, name: str) -> Section:
        """The section with this key, title or number, or the only one that has `name` in it. Raises `UsageError`."""
        wanted, sections = slug(name), self.lesson.sections
        exact = [section for number, section in enumerate(sections, 1) if wanted in (section.key, str(number))]
        found = exact or [section for section in sections if wanted and wanted in section.key]
        if len(found) != 1:
            known = [section.key for section in found] or [*(section.key for section in sections), *APART]
            raise UsageError(f"The lesson has no section “{name}”. {nearest(wanted, known)}")
        return found[0]

    def claims(self, numbers: Collection[int] = ()) -> tuple[Claim, ...]:
        """The claims with these numbers, all where none is named, in order. Raises `UsageError`."""
        known = {claim.number: claim for claim in self.lesson.claims}
        unknown = [number for number in numbers if number not in known]
        if unknown:
            last = max(known, default=0)
            raise UsageError(f"The audit has no claim {unknown[0]}; its claims are numbered from 1 to {last}.")
        return tuple(claim for number, claim in known.items() if not numbers or number in numbers)

    def claims_of(self, section: Section) -> tuple[Claim, ...]:
        """The claims of the original lesson that belong to `section`."""
        return tuple(claim for claim in self.lesson.claims if claim.section == section.key)

    def questions_of(self, section: Section, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those of `entries` that the text of `section` links to, in its order, then those that test its claims."""
        known = {entry.id: entry for entry in entries}
        places = {(Path(entry.file).resolve(), slug(entry.title)): entry for entry in known.values()}
        targets = [link.partition("#") for link in section.links]
        linked = [places.get(((self.folder / path).resolve(), anchor)) for path, _, anchor in targets]
        tested = [known.get(key) for claim in self.claims_of(section) for key in claim.questions]
        return tuple(dict.fromkeys(entry for entry in (*linked, *tested) if entry is not None))
