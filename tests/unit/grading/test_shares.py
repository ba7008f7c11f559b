"""Shares are shown in one form, and never as more than they are."""

import pytest

from quizapp.grading.shares import percent


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0 %"), (0.29, "29 %"), (0.6499, "64 %"), (0.65, "65 %"), (0.999, "99 %"), (1.0, "100 %")],
)
def test_a_share_is_rounded_down_so_that_only_all_of_it_is_a_hundred(share, words):
    assert percent(share) == words
