"""The lesson over the fake engine: what runs bear out, what they refute, and what nobody could check."""

from __future__ import annotations

import asyncio
from pathlib import Path

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Progress
from quizapp.errors import RunLimitError
from quizapp.questions.calls import Call
from quizapp.questions.lesson.model import Claim, Exhibit, Sentence, Truth
from quizapp.questions.model import Place
from quizapp.workspace.lesson.findings import ClaimResult, Standing
from quizapp.workspace.lesson.runs import audit, prove_answer, run_exhibit

HERE = Place(Path("audit.yaml"), 1)
MEASURES = {"a": {"x": 1.0, "y": 2}, "b": {"x": 3.0, "sure": True}}


def exhibit(demo: str, *holds: str, shows: tuple[str, ...] = ()) -> Exhibit:
    return Exhibit(Call.of(demo), holds, shows, "Look.", HERE)


def claim(number: int, *exhibits: Exhibit) -> Claim:
    return Claim(number, "1", "idea", "Says.", Truth.FALSE, "Correct.", exhibits, "", ("aaaa1111",), HERE)


HOLDS, FAILS, OTHER = exhibit("a", "x < y"), exhibit("a", "x > y", "y == 2"), exhibit("b", "sure", shows=("x", "z"))
UNMEASURED = exhibit("a", "zeros == 0")


async def results(*claims: Claim, engine: FakeEngine | None = None) -> list[ClaimResult]:
    return list(await audit(claims, engine or FakeEngine(MEASURES)))


async def test_a_claim_is_borne_out_where_every_run_holds() -> None:
    both, half = await results(claim(1, HOLDS, OTHER), claim(2, HOLDS, FAILS))
    assert (both.standing, both.reason) == (Standing.BORNE_OUT, "")
    assert (half.standing, half.reason) == (Standing.REFUTED, "x > y does not hold (x = 1, y = 2)")


async def test_the_figures_are_those_shown_else_those_that_decide() -> None:
    (result,) = await results(claim(1, HOLDS, OTHER))
    assert [finding.figures for finding in result.findings] == [{"x": 1.0, "y": 2}, {"x": 3.0}]


async def test_a_claim_without_a_run_rests_on_its_source() -> None:
    (result,) = await results(claim(1))
    assert (result.standing, result.findings, result.reason) == (Standing.SOURCED, (), "")


async def test_what_no_run_measures_is_not_borne_out() -> None:
    (result,) = await results(claim(1, UNMEASURED))
    assert result.standing is Standing.REFUTED
    assert "zeros" in result.reason


async def test_results_come_in_the_order_of_the_claims_and_equal_calls_run_once() -> None:
    engine = FakeEngine(MEASURES)
    seen: list[int] = []
    found = await audit(
        [claim(3, HOLDS), claim(4, FAILS), claim(7, OTHER)], engine, lambda result: seen.append(result.claim.number)
    )
    assert [result.claim.number for result in found] == [3, 4, 7]
    assert sorted(seen) == [3, 4, 7]
    assert sorted(call.demo for call in engine.ran) == ["a", "b"]


async def test_a_run_that_times_out_leaves_its_claims_unchecked_and_no_others() -> None:
    engine = FakeEngine({**MEASURES, "b": RunLimitError("It took longer than 60 s.")})
    slow, quick = await results(claim(1, OTHER, HOLDS), claim(2, HOLDS), engine=engine)
    assert (slow.standing, slow.reason) == (Standing.UNCHECKED, "It took longer than 60 s.")
    assert quick.standing is Standing.BORNE_OUT


async def test_what_is_refuted_is_so_although_another_run_is_missing() -> None:
    engine = FakeEngine({**MEASURES, "b": RunLimitError("It took too long.")})
    (result,) = await results(claim(1, OTHER, FAILS), engine=engine)
    assert result.standing is Standing.REFUTED


async def test_without_an_engine_nothing_is_checked() -> None:
    engine = FakeEngine({}, down="torch is not installed.")
    run, cited = await results(claim(1, HOLDS, OTHER), claim(2), engine=engine)
    assert (run.standing, run.reason) == (Standing.UNCHECKED, "torch is not installed.")
    assert cited.standing is Standing.SOURCED


async def test_one_experiment_reports_its_progress_and_judges_itself() -> None:
    seen: list[Progress] = []
    engine = FakeEngine(MEASURES, progress=[Progress(0.5, "half")])
    found = await run_exhibit(FAILS, engine, seen.append)
    assert [progress.text for progress in seen] == ["half"]
    assert [holds for _, holds, _ in found.verdicts] == [False, True]


async def test_cancelling_an_audit_stops_its_runs() -> None:
    engine = FakeEngine(MEASURES)
    engine.pause()
    task = asyncio.create_task(audit([claim(1, HOLDS)], engine))
    async with asyncio.timeout(5):
        while not engine.ran:
            await asyncio.sleep(0)
    task.cancel()
    (ended,) = await asyncio.gather(task, return_exceptions=True)
    assert isinstance(ended, asyncio.CancelledError)
    engine.resume()
    await asyncio.sleep(0)
    assert engine.cached(HOLDS.call) is None


async def test_the_sentences_of_the_answer_are_proved_one_by_one() -> None:
    sentences = [Sentence("A.", HOLDS, "", HERE), Sentence("B.", None, "A book", HERE), Sentence("C.", FAILS, "", HERE)]
    engine = FakeEngine(MEASURES)
    found = await prove_answer(sentences, engine)
    assert [result.standing for result in found] == [Standing.BORNE_OUT, Standing.SOURCED, Standing.REFUTED]
    assert [result.sentence.text for result in found] == ["A.", "B.", "C."]
    assert len(engine.ran) == 1
