"""The lesson at work: read once, its experiments run, its claims audited, the questions that belong to a section."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from quizapp.engine.model import Engine, OnProgress
from quizapp.engine.proving import check_call
from quizapp.errors import ContentError, EngineError, UsageError
from quizapp.questions import Entry
from quizapp.questions.calls import Call
from quizapp.questions.lesson.model import Claim, Exhibit, Lesson, Section
from quizapp.questions.lesson.reading import STORY, read_lesson
from quizapp.questions.links import links_in, slug
from quizapp.questions.nearest import nearest
from quizapp.questions.source import Source
from quizapp.workspace.lessonfindings import ClaimResult, Finding, SentenceResult

OnClaim: TypeAlias = Callable[[ClaimResult], None]
Runs: TypeAlias = Mapping[Call, "asyncio.Task[Finding]"]


class LessonRoom:
    """The lesson in `folder` and the engine that bears it out. Cancelling a task that awaits a run kills the run."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder, self._engine = folder, engine

    @cached_property
    def lesson(self) -> Lesson:
        """The lesson, read at the first use: it takes a moment. Raises `ContentError` where there is none."""
        lesson = read_lesson(self.folder, check_call)
        if not lesson.sections:
            raise ContentError(f"The lesson cannot be read: {lesson.problems[0]}")
        return lesson

    def section(self, name: str) -> Section:
        """The section with this key or title, or the only one that begins so. Raises `UsageError`."""
        wanted, sections = slug(name), self.lesson.sections
        begun = [section for section in sections if wanted and section.key.startswith(wanted)]
        found = [section for section in sections if section.key == wanted] or begun
        if len(found) != 1:
            known = [section.key for section in found or sections]
            raise UsageError(f"The lesson has no section “{name}”. {nearest(wanted, known)}")
        return found[0]

    def claims(self, numbers: Collection[int] = ()) -> tuple[Claim, ...]:
        """The claims with these numbers, all where none is named, in order. Raises `UsageError`."""
        known = {claim.number: claim for claim in self.lesson.claims}
        unknown = [number for number in numbers if number not in known]
        if unknown:
            raise UsageError(
                f"The audit has no claim {unknown[0]}; they are numbered from 1 to {max(known, default=0)}."
            )
        return tuple(claim for number, claim in known.items() if not numbers or number in numbers)

    def claims_of(self, section: Section) -> tuple[Claim, ...]:
        """The claims of the original lesson that belong to `section`."""
        return tuple(claim for claim in self.lesson.claims if claim.section == section.key)

    def questions_of(self, section: Section, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those of `entries` that the text of `section` links to, in its order, then those that test its claims."""
        known = {entry.id: entry for entry in entries}
        places = {(Path(entry.file).resolve(), slug(entry.title)): entry for entry in known.values()}
        text = "\n\n".join(part for part in section.parts if isinstance(part, str))
        targets = [link.target.partition("#") for link in links_in(Source.of(text, self.folder / STORY))]
        linked = [places.get(((self.folder / path).resolve(), anchor)) for path, _, anchor in targets]
        tested = [known.get(key) for claim in self.claims_of(section) for key in claim.questions]
        return tuple(dict.fromkeys(entry for entry in (*linked, *tested) if entry is not None))

    async def run(self, exhibit: Exhibit, on_progress: OnProgress | None = None) -> Finding:
        """What comes of the run of `exhibit`, from the cache where it is there. Never raises for a run that fails."""
        try:
            return Finding(exhibit, await self._engine.run(exhibit.call, on_progress))
        except EngineError as error:
            return Finding(exhibit, None, str(error))

    async def audit(self, numbers: Collection[int] = (), on_claim: OnClaim | None = None) -> tuple[ClaimResult, ...]:
        """What runs say of the claims with these numbers, all where none is named, in order.

        `on_claim` is told of each as soon as its runs are there. Equal calls run once. Raises `UsageError`.
        """
        claims = self.claims(numbers)

        async def settle(claim: Claim) -> ClaimResult:
            result = ClaimResult(claim, tuple([await found(exhibit, runs) for exhibit in claim.exhibits]))
            if on_claim:
                on_claim(result)
            return result

        async with asyncio.TaskGroup() as group:
            runs = self._begin(group, (exhibit for claim in claims for exhibit in claim.exhibits))
            settling = [group.create_task(settle(claim)) for claim in claims]
        return tuple(task.result() for task in settling)

    async def answer(self) -> tuple[SentenceResult, ...]:
        """The sentences of the answer in 90 seconds, with what their runs say. Equal calls run once."""
        sentences = self.lesson.answer
        async with asyncio.TaskGroup() as group:
            runs = self._begin(group, (sentence.exhibit for sentence in sentences if sentence.exhibit))
        return tuple(
            [SentenceResult(one, await found(one.exhibit, runs) if one.exhibit else None) for one in sentences]
        )

    def _begin(self, group: asyncio.TaskGroup, exhibits: Iterable[Exhibit]) -> Runs:
        """A task for each call of the `exhibits`."""
        calls = {exhibit.call: exhibit for exhibit in exhibits}
        return {call: group.create_task(self.run(exhibit)) for call, exhibit in calls.items()}


async def found(exhibit: Exhibit, runs: Runs) -> Finding:
    """What the run of its call says of `exhibit`."""
    run = await runs[exhibit.call]
    return Finding(exhibit, run.result, run.failure)
