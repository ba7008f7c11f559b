"""The mock interviews of this person: those to come, the one that was left in the middle, and the reports."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from quizapp.errors import ContentError, StoreBusyError, UsageError
from quizapp.sessions.mock.outline import Outline, Wish
from quizapp.sessions.mock.saving import outline_json, progress_text
from quizapp.sessions.mock.state import Item, Mock, Moment, Phase
from quizapp.workspace.mock.kept import STAYS, kept_of, restored_of, waiting_of
from quizapp.workspace.mock.kept import Waiting as Waiting
from quizapp.workspace.pinning import Pin, pin, pin_json, pinned
from quizapp.workspace.selection import Selection
from quizapp.workspace.steady import boot_name, steady_clock

if TYPE_CHECKING:
    from quizapp.questions import Question
    from quizapp.sessions.mock.again import Version
    from quizapp.sessions.mock.history import MockHead
    from quizapp.sessions.mock.report import Report
    from quizapp.store.records import InterviewRow
    from quizapp.workspace.mock.export import Form
    from quizapp.workspace.mock.runner import MockRunner
    from quizapp.workspace.workspace import Workspace

ONLY_LOOKS = "This is a second quizapp: it can look, but not hold interviews."
SEEDS = 1_000_000
LARGEST = 2**63 - 1  # of the numbers that a row can have


class Mocks:
    """The interviews in the file of one workspace. One at a time is open."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._store = workspace.store

    # ------------------------------------------------------------ before

    def draw(self, wish: Wish) -> Outline:
        """The interview that fits `wish`; another one each time unless it names a seed. Raises `UsageError`."""
        from quizapp.sessions.mock.drawing import draw

        workspace = self._workspace
        seed = SystemRandom().randrange(SEEDS) if wish.seed is None else wish.seed
        return draw(workspace.library.entries, workspace.cards(), workspace.today, wish, seed)

    def begin(self, outline: Outline, on_change: Callable[[Mock], None]) -> MockRunner:
        """A new interview; call its `start`. From here on its clock runs.

        Raises `UsageError` where another one waits, `ContentError` where its questions cannot be read, `StoreError`.
        """
        if self._store.read_only:
            raise StoreBusyError(ONLY_LOOKS)
        if waiting := self.in_the_way():
            raise UsageError(f"{waiting.words} Go on with it, or have it scored.")
        outline, pins, questions = self._pinned(outline)
        now = self.moment()
        items = tuple(Item(slot, question) for slot, question in zip(outline.slots, questions, strict=True))
        state = Mock(
            outline=outline,
            items=items,
            started_at=now.wall,
            deadline=now.steady + outline.seconds,
            here=now,
            since=now.steady,
            kept_at=now.steady,
        )
        kept = {"outline": outline_json(outline), "pins": [pin_json(one) for one in pins]}
        number = self._store.begin_interview(now.wall, json.dumps(kept, ensure_ascii=False), progress_text(state))
        return self._runner(replace(state, number=number), pins, on_change)

    def _pinned(self, outline: Outline) -> tuple[Outline, list[Pin], list[Question]]:
        """The outline, its pins and its questions, without those whose deck was changed or went away since."""
        slots, pins, questions, notes = [], [], [], list(outline.notes)
        for slot in outline.slots:
            try:
                one = pin(self._workspace.library.question(slot.question_id))
                question = pinned(one, slot.variant)
            except ContentError as error:
                notes.append(f"A question was left out: {error}")
                continue
            slots.append(slot)
            pins.append(one)
            questions.append(question)
        if not slots:
            raise ContentError(notes[-1] if notes else "There are no questions for an interview.")
        return replace(outline, slots=tuple(slots), notes=tuple(notes)), pins, questions

    # ------------------------------------------------------------ one that was left

    def waiting(self) -> Waiting | None:
        """The interview that is not finished, as of now; None also where it cannot be read, as `unreadable` says."""
        with suppress(ContentError):
            return self._waiting()
        return None

    def unreadable(self) -> str:
        """A sentence about an interview that is not finished and cannot be read any more; empty where none is so."""
        try:
            self._waiting()
        except ContentError as error:
            return str(error)
        return ""

    def in_the_way(self) -> Waiting | None:
        """The interview that has to be finished before another begins: one that can be gone on with."""
        waiting = self.waiting()
        with suppress(ContentError):
            if waiting:
                restored_of(self._row(waiting.number), self.moment())
                return waiting
        return None

    def _waiting(self) -> Waiting | None:
        row = self._store.open_interview()
        return waiting_of(row, self.moment()) if row else None

    def resume(self, number: int, on_change: Callable[[Mock], None]) -> MockRunner:
        """The interview as it was left, with the time that it really has; call its `start`.

        Raises `UsageError` where it is not open, `ContentError` where it cannot be read any more.
        """
        return self._again(number, on_change)

    def score(self, number: int, on_change: Callable[[Mock], None]) -> MockRunner:
        """The interview as it was left, at its end: its `start` scores what is there. Raises as `resume`."""
        runner = self._again(number, on_change)
        how = "left" if runner.state.left else "time"
        if runner.state.phase is not Phase.SCORING:
            runner.state = replace(runner.state, phase=Phase.SCORING, ended=how)
        return runner

    def _again(self, number: int, on_change: Callable[[Mock], None]) -> MockRunner:
        row = self._row(number)
        if row.ended_at is not None:
            raise UsageError(f"Interview {number} is scored already; `quizapp mock report {number}` shows it.")
        state, pins = restored_of(row, self.moment())
        return self._runner(state, pins, on_change)

    # ------------------------------------------------------------ after

    def question(self, number: int, index: int) -> Question:
        """The question with this index of an interview, as it was asked. Raises `UsageError`, `ContentError`."""
        outline, pins = kept_of(self._row(number))
        if not 0 <= index < len(pins):
            raise UsageError(f"Interview {number} has the questions 1 to {len(pins)}.")
        return pinned(pins[index], outline.slots[index].variant)

    def report(self, number: int) -> Report:
        """The report on an interview. Raises `UsageError` where there is none, `ContentError` where it is broken."""
        from quizapp.sessions.mock.reportjson import read_report

        row = self._row(number)
        if not row.report:
            raise UsageError(f"Interview {number} has no report yet: it is not finished.")
        try:
            return read_report(row.report)
        except ValueError as error:
            raise ContentError(f"The report on interview {number} cannot be read. {STAYS}") from error

    def export(self, number: int, form: Form, file: Path | None = None) -> str:
        """Write the report to `file`, or among the exports; return a sentence that says where it is, or why it is not.

        Raises as `report`.
        """
        from quizapp.workspace.mock.export import report_name, write_report

        report, zone = self.report(number), self._workspace.zone
        path = file or self._workspace.places.exports / report_name(report, number, form, zone)
        return write_report(report, form, path, zone)

    def heads(self) -> tuple[MockHead, ...]:
        """Every interview that was scored, the newest first."""
        from quizapp.sessions.mock.history import head_of

        return tuple(head_of(row.id, row.started_at, row.ended_at, row.summary) for row in self._store.interviews())

    def practise_missed(self, number: int) -> Selection:
        """Make the questions due of which something was missed, and name them. Raises `UsageError`, `StoreError`."""
        from quizapp.workspace.mock.after import make_due, missed

        ids = missed(self.report(number))
        if not ids:
            raise UsageError("Nothing was missed in this interview.")
        _, pins = kept_of(self._row(number))
        questions = [pinned(one, 0) for one in pins if one.question_id in ids]
        make_due(self._store, number, questions, self._workspace.settings.retention)
        if not any(entry.id in ids for entry in self._workspace.library.entries):
            raise UsageError(
                "What was missed is in no deck that is open: `quizapp --content DIR` adds a folder of decks."
            )
        return Selection(ids=ids)

    def overrule(self, number: int, index: int, name: str) -> Report:
        """Turn the point or misconception `name` of one question, or turn it back; return the report as it reads now.

        Raises `UsageError` where there is no such verdict, `ContentError`, `StoreError`.
        """
        from quizapp.workspace.mock.overruling import overrule

        return overrule(
            self._store,
            number,
            self.report(number),
            index,
            name,
            question=self.question(number, index),
            at=self._workspace.now(),
            retention=self._workspace.settings.retention,
        )

    def versions(self, number: int, index: int) -> tuple[Version, ...]:
        """The answers that were given again to one question, the oldest first. Raises `ContentError`."""
        from quizapp.sessions.mock.again import read_version

        kept = self._store.versions(number, index)
        try:
            return tuple(read_version(one.at, one.response, one.grade) for one in kept)
        except ValueError as error:
            raise ContentError(f"A later answer of interview {number} cannot be read. {STAYS}") from error

    async def answer_again(self, number: int, index: int, text: str) -> Version:
        """Judge another answer to a question of an interview, and keep it.

        Raises `UsageError` where it cannot be read, `StoreError` where it cannot be kept.
        """
        from quizapp.sessions.mock.again import version_text
        from quizapp.store.records import AnswerVersion
        from quizapp.workspace.mock.after import judged_again

        outline, pins = kept_of(self._row(number))
        version = await judged_again(
            self.question(number, index),
            outline.slots[index],
            pins[index],
            self.report(number).items[index],
            text,
            engine=self._workspace.engine,
            store=self._store,
            now=self.moment(),
        )
        self._store.save_version(AnswerVersion(number, index, version.at, version.response, version_text(version)))
        return version

    # ------------------------------------------------------------ what all need

    def moment(self) -> Moment:
        """This moment, on both clocks."""
        return Moment(self._steady(), self._workspace.now(), self._boot)

    @cached_property
    def _steady(self) -> Callable[[], float]:
        return self._workspace.steady or steady_clock()

    @cached_property
    def _boot(self) -> str:
        return "" if self._workspace.steady else boot_name()

    def _runner(self, state: Mock, pins: Sequence[Pin], on_change: Callable[[Mock], None]) -> MockRunner:
        from quizapp.workspace.mock.runner import MockRunner

        return MockRunner(
            state,
            pins,
            store=self._store,
            engine=self._workspace.engine,
            now=self.moment,
            zone=self._workspace.zone,
            retention=self._workspace.settings.retention,
            on_change=on_change,
        )

    def _row(self, number: int) -> InterviewRow:
        row = self._store.interview(number) if number <= LARGEST else None
        if row is None:
            raise UsageError(f"There is no interview {number}; `quizapp mock list` shows them all.")
        return row
