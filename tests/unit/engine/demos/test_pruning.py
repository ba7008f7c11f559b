import sys

import numpy as np
import pytest
import torch

from quizapp.engine import catalogue
from quizapp.engine.demos.pruning import RATE, pruned

QUICK = {"steps": 60, "seeds": 1}


def test_the_reference_at_the_defaults(outcome):
    found = outcome("pruning")
    measures = found.measures
    assert [row[1] for row in found.table.rows] == pytest.approx([0, 0, 0.84], abs=0.03)
    assert [row[1] for row in found.table.rows][:2] == [0, 0]
    ends = [measures[f"accuracy_95_{net}"] for net in ("plain", "l2", "l1_proximal")]
    assert ends == pytest.approx([0.861, 0.890, 0.929], abs=0.03)
    assert measures["cross_check"] < 1e-12


@pytest.mark.parametrize("share", [0.0, 0.5, 0.95])
def test_pruning_keeps_the_largest_weights_of_both_matrices_together(share):
    weights = np.random.default_rng(1).standard_normal((2, 1409))
    weights[:, 1344:1408] *= 10  # the output layer: its weights are all among the largest
    left = pruned(weights, share)
    hidden = np.s_[:, : 64 * 21]
    biases = left[hidden].reshape(2, 64, 21)[:, :, 20]
    assert (biases == weights[hidden].reshape(2, 64, 21)[:, :, 20]).all()
    assert (left[:, -1] == weights[:, -1]).all()
    gone = (left == 0) & (weights != 0)
    assert gone.sum(axis=1).tolist() == [round(share * 1344)] * 2
    for before, after, dropped in zip(weights, left, gone, strict=True):
        in_matrices = np.ones(1409, bool)
        in_matrices[[*range(20, 1344, 21), 1408]] = False
        kept = abs(after[in_matrices & ~dropped])
        assert not dropped.any() or abs(before[dropped]).max() <= kept.min()


def test_with_no_penalty_the_three_nets_are_one(outcome):
    rows = outcome("pruning", l1=0, l2=0, **QUICK).table.rows
    assert len({row[1:] for row in rows}) == 1


def test_a_large_penalty_empties_its_net(outcome):
    found = outcome("pruning", l1=1, **QUICK)
    assert found.measures["exact_zeros_l1_proximal"] == 1
    accuracies = found.table.rows[2][2:]
    assert len(set(accuracies)) == 1  # nothing is left to prune


def test_the_medians_are_over_the_starts(outcome):
    one_by_one = [outcome("pruning", steps=30, seeds=1, seed=seed).measures for seed in (5, 6, 7)]
    together = outcome("pruning", steps=30, seeds=3, seed=5).measures
    for name in set(together) - {"cross_check"}:
        assert together[name] == pytest.approx(np.median([measures[name] for measures in one_by_one]), abs=1e-12)


def test_the_accuracy_is_that_of_a_net_in_torch(outcome):
    """The plain net of one start, trained by torch from the recipe."""
    rng = np.random.default_rng(3)
    shapes = (((20, 64), 20), ((1, 64), 20), ((64, 1), 64), ((1, 1), 64))
    tensors = [rng.uniform(-(n**-0.5), n**-0.5, shape) for shape, n in shapes]
    hidden, bias, output, last = (torch.tensor(part, requires_grad=True) for part in tensors)
    rows, new_rows = (torch.tensor(rng.standard_normal((count, 20))) for count in (400, 1000))

    def logits(x):
        return (torch.relu(x @ hidden + bias) @ output + last).squeeze(1)

    def labels(x):
        return (x[:, 0] + x[:, 1] * x[:, 2] > 0).double()

    optimiser = torch.optim.SGD([hidden, bias, output, last], lr=0.3)
    for _ in range(60):
        optimiser.zero_grad()
        torch.nn.functional.binary_cross_entropy_with_logits(logits(rows), labels(rows)).backward()
        optimiser.step()
    accuracy = ((logits(new_rows) > 0).double() == labels(new_rows)).double().mean().item()
    assert outcome("pruning", seed=3, **QUICK).table.rows[0][2] == pytest.approx(accuracy, abs=1e-12)


@pytest.mark.parametrize(("params", "words"), [(QUICK, "% of the weights exactly 0"), (QUICK | {"l1": 0}, "make none")])
def test_the_summary_follows_the_measures(outcome, params, words):
    assert words in outcome("pruning", **params).summary


def test_no_decay_leads_to_numbers_so_small_that_arithmetic_crawls():
    highest = {param.name: param.high for param in catalogue.find("pruning").params}
    assert (1 - RATE * highest["l2"]) ** highest["steps"] > sys.float_info.min
