import numpy as np
import pytest
import torch

from quizapp.engine.demos.optimizer_defaults import MEASURED, _torch_path


def test_the_defaults_are_those_of_objects_that_are_made_without_any(outcome):
    """The signatures against live optimisers: what the first parameter group holds."""
    measures = outcome("optimizer_defaults").measures
    for name in MEASURED:
        made = getattr(torch.optim, name)([torch.nn.Parameter(torch.zeros(2, 2))]).param_groups[0]
        assert measures[f"weight_decay_{name.lower()}"] == made["weight_decay"]
        assert measures[f"lr_{name.lower()}"] == made["lr"]


def test_each_class_is_in_the_table_once(outcome):
    found = outcome("optimizer_defaults", steps=10)
    names = [row[0] for row in found.table.rows]
    assert len(set(names)) == len(names) == found.measures["classes"]
    assert {"LBFGS", "Rprop", "SparseAdam"} == {row[0] for row in found.table.rows if row[2] is None}
    assert found.measures["with_weight_decay"] == len(names) - 3


def test_a_class_that_this_torch_lacks_has_no_default_and_does_not_decouple(outcome, monkeypatch):
    monkeypatch.delattr(torch.optim, "Muon")
    found = outcome("optimizer_defaults", steps=10)
    assert found.measures["weight_decay_muon"] == found.measures["lr_muon"] == -1
    assert found.measures["decoupled_muon"] is False
    assert "Muon" not in found.summary


@pytest.mark.parametrize("params", [{}, {"wd": 0.3, "lr": 0.05}, {"steps": 10}, {"wd": 1e-5, "lr": 1e-4, "steps": 10}])
def test_adamw_and_muon_decouple_and_the_others_do_not(outcome, params):
    measures = outcome("optimizer_defaults", **params).measures
    assert {name for name in MEASURED if measures[f"decoupled_{name.lower()}"]} == {"AdamW", "Muon"}


def test_adafactor_and_asgd_are_told_apart_from_those_that_use_the_gradient(outcome):
    acts = {row[0]: row[3] for row in outcome("optimizer_defaults").table.rows}
    assert acts["Adafactor"] == "apart from it"
    assert acts["ASGD"] == "either way, the same"
    assert {acts[name] for name in ("Adadelta", "Adagrad", "Adamax", "RMSprop")} == {"in the gradient"}


def test_plain_sgd_does_the_same_either_way(outcome):
    found = outcome("optimizer_defaults", momentum=0)
    assert {row[0]: row[3] for row in found.table.rows}["SGD"] == "either way, the same"
    assert found.measures["decoupled_sgd"] is True


def test_adamw_in_numpy():
    """The path of the class against AdamW written out, with the decay as a factor."""
    p = {"lr": 0.02, "wd": 0.3, "momentum": 0.9, "steps": 12, "decoupled": False}
    rng = np.random.default_rng(0)
    w, mean, square = rng.standard_normal((4, 4)), 0.0, 0.0
    for t, theirs in enumerate(_torch_path("AdamW", p, "own")):
        assert theirs == pytest.approx(w, abs=1e-12)
        gradient = rng.standard_normal((4, 4))
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        w = w * (1 - 0.02 * 0.3)
        w = w - 0.02 * (mean / (1 - 0.9 ** (t + 1))) / (np.sqrt(square / (1 - 0.999 ** (t + 1))) + 1e-8)
