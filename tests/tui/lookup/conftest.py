"""The screens over a glossary that does not grow: what its frames list."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from quizapp.questions.glossary import NONE, read_glossary
from quizapp.questions.source import Source
from quizapp.questions.terms import Term

TEXT = """
l1:
  name: L1
  means: A penalty on the sum of absolute values, w[i] by w[i]; [bold]no[/] more.
  also: [lasso, "L1 norm"]
  words: [lasso]
  partner: l2
  see: [sparse, l2]
l2:
  name: L2
  means: A penalty on the sum of squares.
  also: [ridge]
  words: [ridge, "squared penalty"]
sparse:
  name: sparsity
  means: Having many weights that are exactly zero.
  also: [sparse, "exact zeros"]
weight_decay:
  means: Multiplying the weights by a factor just below 1 at each step.
  also: [decay]
adamw: {name: AdamW, means: Adam with decoupled decay.}
gradient: {means: The slope of the loss., also: [pull]}
dropout: {means: Setting random activations to zero in training.}
"""


def terms(text: str = TEXT) -> Mapping[str, Term]:
    glossary = read_glossary(Source.of(text, Path("glossary.yaml")), NONE)
    assert glossary.problems == ()
    return glossary.terms


@pytest.fixture(autouse=True)
def _glossary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.workspace.glossary.terms_in", lambda _: terms())
