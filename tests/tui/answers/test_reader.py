"""A question read without answering it: what one would answer with, and the whole key."""

from __future__ import annotations

import pytest

from tests.tui.stage import Running, frame, settle

TOLD = {
    "formord1": ("• a) Soft-threshold the result", "In order", "1 c) Compute the gradient of the loss"),
    "formcod1": ("raise NotImplementedError", "def test_a_large_weight_shrinks(call):", "A solution", "max(abs(x) - t"),
    "formsym1": ("Answer. 2·lam·w",),
    "formpre1": ("Answer. A live run computes it.",),
    "formint1": ("Model answer", "L1 sets weights to zero, and L2 makes them small."),
}


@pytest.mark.parametrize("question_id", TOLD)
async def test_the_whole_question_is_there(running: Running, question_id: str) -> None:
    async with running(size=(100, 50)) as pilot:
        pilot.app.show_question(question_id)
        await settle(pilot)
        missing = [words for words in TOLD[question_id] if words not in frame(pilot)]
        assert missing == [], frame(pilot)
        assert "test_small_weights_become_exactly_zero" not in frame(pilot), "hidden tests stay hidden"
