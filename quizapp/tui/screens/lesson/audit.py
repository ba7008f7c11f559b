"""The audit: every claim of the original lesson, what is right instead, and what this machine says of it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.content import Content

from quizapp.questions.lesson.model import Claim
from quizapp.tui import keys, lessonkeys
from quizapp.tui.screens.shelf import ShelfScreen
from quizapp.tui.widgets.listing import Listing, Row
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text
from quizapp.workspace import Selection
from quizapp.workspace.lesson.findings import ClaimResult, Standing
from quizapp.workspace.lesson.room import LessonRoom
from quizapp.workspace.lesson.runs import audit
from quizapp.workspace.wording import count_of, value_words

MARKS = {Standing.BORNE_OUT: "✓", Standing.REFUTED: "✗", Standing.UNCHECKED: "?", Standing.SOURCED: "§"}


class AuditScreen(ShelfScreen):
    """The claims under the sections that they belong to; `section` is where the list begins."""

    KEYS = lessonkeys.AUDIT
    BINDINGS = keys.bindings(lessonkeys.AUDIT)
    placeholder = "search, e.g. false adamw"
    about: ClassVar[str] = (
        "Each line is a claim of the lesson that this one grew from, in our words, with its verdict: true, imprecise "
        "or false. ✓ a run on this machine bears the verdict out, ✗ it does not, ? it could not be run, § it rests on "
        "a source, · it was not run yet. Equal runs happen once, and what ran before comes from the cache."
    )

    def __init__(self, room: LessonRoom, section: str = "") -> None:
        super().__init__()
        self.room, self.section = room, section
        self.results: dict[int, ClaimResult] = {}
        self.waiting = 0  # claims whose runs are not over

    @property
    def moments(self) -> frozenset[str]:
        """Running or still; and searching, list, or empty where nothing fits."""
        here = "empty" if not self.is_mounted or not self.current else "searching" if self.typing else "list"
        return frozenset([here, "running" if self.waiting else "still"])

    def compose_details(self) -> ComposeResult:
        """The claim, what is right, what the runs say, and who asks about it."""
        yield Text(id="claim")
        yield Prose(id="correct")
        yield Text(id="figures")
        yield Text(id="asked")

    def on_mount(self) -> None:
        """Begin at the section that one comes from."""
        claims = self.room.lesson.claims
        first = next((claim for claim in claims if claim.section == self.section), claims[0] if claims else None)
        if first:
            self.query_one(Listing).current = str(first.number)
        super().on_mount()

    def rows(self, words: str) -> Sequence[Row]:
        """The claims that fit, under their sections."""
        found = self._fitting(words)
        self.query_one("#head", Text).show(self._head(len(found)))
        self.query_one("#empty", Text).show("" if found else "No claim fits. Change the search.")
        rows: list[Row] = []
        for section in self.room.lesson.sections:
            here = [claim for claim in found if claim.section == section.key]
            rows += [Row(section.title)] if here else []
            rows += [Row(self._line(claim), str(claim.number)) for claim in here]
        return rows

    def _fitting(self, words: str) -> list[Claim]:
        wanted = words.casefold().split()
        return [claim for claim in self.room.lesson.claims if all(word in _haystack(claim) for word in wanted)]

    def _head(self, number: int) -> str:
        standings = Counter(result.standing for result in self.results.values())
        told = [f"{standings[one]} {one}" for one in Standing if standings[one]]
        told += [f"{count_of(self.waiting, 'claim')} still to run"] if self.waiting else []
        return "  ·  ".join([f"Audit, {count_of(number, 'claim')}", *told])

    def _line(self, claim: Claim) -> str:
        result = self.results.get(claim.number)
        mark = MARKS[result.standing] if result else "·" if claim.exhibits else "§"
        return f"{mark} {claim.number:>2}  {claim.truth:<9}  {claim.says}"

    def show_details(self) -> None:
        """Tell of the claim at the pointer."""
        claim = self._claim
        lines = f"line{'s' if '-' in claim.lines else ''} {claim.lines}"
        head = Content.assemble((f"{claim.number}  {claim.truth}", "bold"), (f"  {lines}\n", "dim"), claim.says)
        self.query_one("#claim", Text).show(head)
        self.query_one("#correct", Prose).show(claim.correct + (f"\n\nSource: {claim.source}" if claim.source else ""))
        self.query_one("#figures", Text).show(self._figures(claim))
        titles = {entry.id: entry.title for entry in self.quiz.workspace.library.entries}
        asked = [titles[key] for key in claim.questions if key in titles]
        self.query_one("#asked", Text).show(f"Asked in: {' · '.join(asked)}" if asked else "")

    @property
    def _claim(self) -> Claim:
        return next(claim for claim in self.room.lesson.claims if str(claim.number) == self.current)

    def _figures(self, claim: Claim) -> Content:
        """What the runs gave, each with what it shows."""
        result = self.results.get(claim.number)
        if result is None:
            return Content("Not run yet: enter runs what decides it." if claim.exhibits else "")
        lines = [f"{MARKS[result.standing]} {result.standing}" + (f": {result.reason}" if result.reason else "")]
        for finding in result.findings:
            figures = ", ".join(f"{name} = {value_words(value)}" for name, value in finding.figures.items())
            lines += [finding.exhibit.say] if finding.exhibit.say else []
            lines += [f"  {finding.exhibit.call.demo}: {figures}"] if figures else []
        return Content("\n".join(lines))

    def on_listing_chosen(self) -> None:
        """A click on the claim under the pointer."""
        self.action_run()

    def action_run(self) -> None:
        """Run what decides the claim at the pointer."""
        if not self.current:
            return
        if self.waiting:
            self.quiz.say("The runs are not over yet; x stops them.")
        elif self._claim.exhibits:
            self._audit((self._claim,))
        else:
            self.quiz.say("No run decides this one; it rests on its source.")

    def action_run_all(self) -> None:
        """Run what decides the claims in the list."""
        shown = {row.key for row in self.rows(self.words)}
        claims = tuple(claim for claim in self.room.lesson.claims if str(claim.number) in shown and claim.exhibits)
        if claims:
            self._audit(claims)

    def action_stop(self) -> None:
        """Stop the runs."""
        self.workers.cancel_group(self, "audit")

    @work(group="audit", exclusive=True)
    async def _audit(self, claims: Sequence[Claim]) -> None:
        self.waiting = len(claims)
        self.refill()
        try:
            await audit(claims, self.quiz.workspace.engine, self._settled)
        except asyncio.CancelledError:
            self.quiz.say("Stopped. What came out so far stays.")
            raise
        finally:
            self.waiting = 0
            if self.is_attached:
                self.refill()

    def _settled(self, result: ClaimResult) -> None:
        self.results[result.claim.number] = result
        self.waiting -= 1
        if self.is_attached:
            self.refill()

    def action_practise(self) -> None:
        """Practise the questions that test the claim."""
        if self.current:
            self.quiz.start_practice(Selection(ids=self._claim.questions))


def _haystack(claim: Claim) -> str:
    return f"{claim.number} {claim.truth} {claim.says} {claim.correct}".casefold()
