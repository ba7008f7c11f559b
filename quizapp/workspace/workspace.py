"""The wiring: one place that opens the learner's file, the decks and the engine, and knows what time it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.engine.model import Engine
from quizapp.questions import Entry, Library, Question
from quizapp.scheduling import (
    Card,
    Plan,
    Rating,
    build_queue,
    chained,
    cram,
    from_json,
    new_order,
    preview,
    study_day,
    with_needed,
)
from quizapp.store import Session, Store
from quizapp.workspace.opening import bundled_lesson, open_library, open_store, refuse_missing
from quizapp.workspace.opening import make_engine as make_engine
from quizapp.workspace.overview import Overview, counted, recalled, remembered, session_words
from quizapp.workspace.places import Places, find_places
from quizapp.workspace.preparing import todays_plan
from quizapp.workspace.selection import Selection, refuse_empty, refuse_unknown, select
from quizapp.workspace.settings import Settings

if TYPE_CHECKING:
    from quizapp.sessions.practice.state import Asked, Practice
    from quizapp.workspace.laboratory import Laboratory
    from quizapp.workspace.lesson.room import LessonRoom
    from quizapp.workspace.mock.mocks import Mocks
    from quizapp.workspace.notebook import Notebook
    from quizapp.workspace.runner import PracticeRunner

TODAY = Selection()


class Workspace:
    """Everything that a front end works with. `notice` is a sentence that home should show, empty where all is well."""

    def __init__(
        self,
        places: Places,
        store: Store,
        engine: Engine,
        *,
        content: Sequence[Path] = (),
        now: Callable[[], datetime] | None = None,
        steady: Callable[[], float] | None = None,
        zone: tzinfo | None = None,
        notice: str = "",
    ) -> None:
        self.places, self.store, self.engine, self.notice = places, store, engine, notice
        self.now = now or _now
        self.steady = steady  # None: the computer's own clock that never jumps
        self.zone = zone  # None: this computer's own, with its summer time
        self.content = tuple(content)
        self.settings = Settings.from_json(store.settings())
        self._library: Library | None = None

    # ------------------------------------------------------------ the decks

    @property
    def library(self) -> Library:
        """The decks; read now if they were not yet."""
        return self._library or self.read_library()

    @property
    def reading(self) -> bool:
        """Whether the decks are still to be read."""
        return self._library is None

    def read_library(self) -> Library:
        """Read the decks that changed since last time. Slow the first time: not for the UI thread."""
        self._library = open_library(self.places, self.content)
        return self._library

    def question(self, question_id: str, repetition: int) -> Question:
        """The question in the variant that this repetition shows. Raises `ContentError`."""
        from quizapp.questions.variants import question_variant

        question = self.library.question(question_id)
        return question_variant(question, repetition % len(question.variants))

    # ------------------------------------------------------------ today

    @property
    def today(self) -> date:
        """The study day of now."""
        return study_day(self.now(), self.zone)

    def cards(self) -> dict[str, Card]:
        """The memory of every question that was answered."""
        return {question_id: from_json(text) for question_id, text in self.store.cards().items()}

    def plan(self, selection: Selection = TODAY) -> Plan:
        """Today's plan under the settings, as `selection` changes it."""
        plan = todays_plan(self.store, self.settings, self.today)
        return replace(plan, new=selection.new, limit=selection.limit)

    def overview(self) -> Overview:
        """What home shows. Quick: until the decks are read, the numbers of last time."""
        totals, interview = self.store.statistics.totals(), self.settings.interview
        known = self._known_numbers()
        session = self.store.last_session()
        day = study_day(session.ended_at, self.zone) if session else None
        return Overview(
            **known,
            reviews=totals.reviews,
            last_session=session_words(session, self.today, day),
            interview=interview,
            days_to_interview=(interview - self.today).days if interview else None,
            reading=self.reading,
        )

    def _known_numbers(self) -> dict[str, Any]:
        if self._library is None:
            return {**recalled(self.store.library_summary()), "due": self.store.due_count(self.today)}
        from quizapp.engine.catalogue import names

        numbers = counted(self.library.entries, self.cards(), self.today, self.plan())
        return {**numbers, "problems": len(self.library.problems), "demos": len(names())}

    def remember_overview(self) -> None:
        """Keep today's numbers, so that the next start can paint them at once."""
        if not self.store.read_only:
            self.store.save_library_summary(remembered(self.overview()))

    def matching(self, condition: str) -> tuple[Entry, ...]:
        """The entries of which `condition` is true: all, due, new, marked, live or missed."""
        cards, marks, today = self.cards(), self.store.marks(), self.today
        last = self.store.statistics.questions() if condition == "missed" else {}
        holds: dict[str, Callable[[Entry], bool]] = {
            "all": lambda _: True,
            "due": lambda entry: entry.id in cards and cards[entry.id].due <= today,
            "new": lambda entry: entry.id not in cards,
            "marked": lambda entry: entry.id in marks,
            "live": lambda entry: entry.live,
            "missed": lambda entry: entry.id in last and last[entry.id].rating == Rating.AGAIN,
        }
        return tuple(filter(holds[condition], self.library.entries))

    # ------------------------------------------------------------ practice

    def queue(self, selection: Selection) -> tuple[str, ...]:
        """The ids of the questions that a session with `selection` asks, in order; what they need comes before them.

        Raises `UsageError`.
        """
        refuse_unknown(self.library.entries, selection)
        refuse_empty(self.library.entries, selection)
        entries, cards = select(self.library.entries, selection), self.cards()
        if selection.ids is not None:
            there = {entry.id: entry for entry in entries}
            named = [there[key] for key in selection.ids if key in there]
            if len(named) > 1:  # who names a single one gets it
                named = chained(with_needed(named, self.library.entries, cards))
            return tuple(entry.id for entry in named)[: selection.limit]
        entries = with_needed(entries, self.library.entries, cards)
        if selection.only_new:
            unseen = [entry for entry in entries if entry.id not in cards]
            return tuple(entry.id for entry in new_order(unseen))[: selection.limit]
        if selection.cram:
            items = cram(entries, cards, self.today, selection.limit)
        else:
            items = build_queue(entries, cards, self.today, self.plan(selection))
        return tuple(item.entry.id for item in items)

    def start_practice(self, queue: tuple[str, ...], on_change: Callable[[Practice], None]) -> PracticeRunner:
        """A session over the questions of `queue`; call its `start`."""
        from quizapp.sessions.practice.state import Practice
        from quizapp.workspace.runner import PracticeRunner

        state = Practice(
            queue=queue,
            cards=self.cards(),
            zone=self.zone,
            retention=self.settings.retention,
            marked=self.store.marks(),
        )
        return PracticeRunner(
            state, store=self.store, engine=self.engine, questions=self, now=self.now, on_change=on_change
        )

    def next_dates(self, state: Practice, asked: Asked) -> tuple[Mapping[Rating, date], date]:
        """When each rating would bring the question back, and today."""
        at = asked.answered_at or self.now()
        day = study_day(at, self.zone)
        card = state.cards.get(asked.question.id)
        return preview(card, asked.question.id, at, day, state.retention, asked.question.rev), day

    def save_session(self, state: Practice) -> None:
        """Keep that a session took place, where anything was answered."""
        from quizapp.sessions.practice.summary import summarize

        summary = summarize(state)
        if not state.answered or self.store.read_only:
            return
        started = state.answered[0].asked.shown_at
        self.store.save_session(
            Session("practice", started, self.now(), summary.answers, summary.right, summary.seconds)
        )

    def export_summary(self, state: Practice) -> str:
        """Write a session's summary as Markdown; return a sentence that says where, or why not."""
        from quizapp.workspace.export import write_summary

        return write_summary(state, self.places.exports, self.now().astimezone(self.zone))

    @cached_property
    def mocks(self) -> Mocks:
        """The mock interviews: those to come, the one that was left, and the reports."""
        from quizapp.workspace.mock.mocks import Mocks

        return Mocks(self)

    # ------------------------------------------------------------ the Lab

    @cached_property
    def laboratory(self) -> Laboratory:
        """The benches of the Lab, as they stand until the app ends."""
        from quizapp.workspace.laboratory import Laboratory

        return Laboratory(self.engine, self.notebook)

    @cached_property
    def lesson(self) -> LessonRoom:
        """The lesson, its audit and the answer in 90 seconds."""
        from quizapp.workspace.lesson.room import LessonRoom

        return LessonRoom(bundled_lesson())

    def export_script(self, script: str, name: str) -> str:
        """Write a standalone script of the demo `name`; return a sentence that says where, or why not."""
        from quizapp.workspace.export import write_script

        return write_script(script, name, self.places.exports, self.now().astimezone(self.zone))

    # ------------------------------------------------------------ the notebook, settings, and the end

    @property
    def notebook(self) -> Notebook:
        """The runs that the learner kept."""
        from quizapp.workspace.notebook import Notebook

        return Notebook(self.store, self.places.exports, self.now, self.zone)

    def save_settings(self, settings: Settings) -> None:
        """Keep `settings`. Raises `StoreError`."""
        for name, value in settings.to_json().items():
            self.store.set_setting(name, value)
        self.settings = settings

    async def close(self) -> None:
        """Stop the engine, then close the file."""
        await self.engine.close()
        self.store.close()


def open_workspace(content: Sequence[Path] = (), *, read_only: bool = False) -> Workspace:
    """The workspace of this person on this computer. Raises `StoreError`."""
    home = find_places()
    refuse_missing(content)
    store, notice = open_store(home, _now(), read_only=read_only)
    jobs = Settings.from_json(store.settings()).runs_at_once
    return Workspace(home, store, make_engine(home, jobs=jobs), content=content, notice=notice)


def _now() -> datetime:
    return datetime.now(UTC)
