import numpy as np
import pytest

from quizapp.engine import catalogue
from quizapp.engine.demos import _net, lambda_grid
from quizapp.engine.size import refuse_too_large
from quizapp.errors import ParameterError, TooLargeError


def train_in_torch(start, lam, epochs, dtype):
    """Validation loss and weights after the lesson's own loop."""
    import torch

    (rows, labels), (new_rows, new_labels) = lambda_grid._data(0, dtype)
    net, criterion = _net.torch_net(start, dtype), torch.nn.BCEWithLogitsLoss()
    optimiser = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=lam)
    for _ in range(epochs):
        optimiser.zero_grad()
        criterion(net(torch.tensor(rows[:, :-1])).squeeze(1), torch.tensor(labels)).backward()
        optimiser.step()
    with torch.no_grad():
        return criterion(net(torch.tensor(new_rows[:, :-1])).squeeze(1), torch.tensor(new_labels)).item(), net


def test_the_reference_at_the_defaults(outcome):
    measures = outcome("lambda_grid").measures
    assert measures["lam_effect"] == pytest.approx(5.6e-5, rel=0.1)
    assert measures["start_noise"] == pytest.approx(0.0172, rel=0.1)
    assert 247 < measures["noise_over_effect"] < 548
    assert measures["smallest_is_zero"] is True


def test_the_noise_over_ten_data_sets(outcome):
    runs = [outcome("lambda_grid", data_seed=seed).measures for seed in range(10)]
    ratios = [run["noise_over_effect"] for run in runs]
    assert np.median(ratios) == pytest.approx(300, rel=0.1)
    assert (min(ratios), max(ratios)) == pytest.approx((247, 548), rel=0.06)
    assert np.median([run["start_noise"] for run in runs]) == pytest.approx(0.0172, abs=2e-4)


def test_where_the_right_lam_is(outcome):
    found = outcome("lambda_grid", lams=(0, 0.01, 0.1, 1, 3, 10, 30), epochs=500, dtype="float64")
    losses = [row[1] for row in found.table.rows]
    assert losses == pytest.approx([0.677, 0.676, 0.663, 0.574, 0.488, 0.493, 0.657], abs=6e-4)
    assert found.measures["best_lam"] == 3


def test_three_hundred_epochs_against_torch(outcome):
    """The validation losses of the first starts, one by one in torch's AdamW."""
    found = outcome("lambda_grid", lams=(0, 3), epochs=300, seeds=3, dtype="float64")
    for row in found.table.rows:
        losses = [train_in_torch(_net.draw_starts(0, 3)[k], row[0], 300, "float64")[0] for k in range(3)]
        assert row[1] == pytest.approx(np.mean(losses), abs=1e-9)
        assert row[2] == pytest.approx(np.std(losses, ddof=1), abs=1e-9)


def test_torch_itself_does_not_decay_at_the_smallest_lam():
    start = _net.draw_starts(0, 1)[0]
    nets = [train_in_torch(start, lam, 20, "float32")[1] for lam in (0.0, 1e-5, 1e-4)]
    weights = [_net.torch_weights(net) for net in nets]
    assert (weights[0] == weights[1]).all()
    assert not (weights[0] == weights[2]).all()


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"lams": (1e-5, 1e-2)}, True),
        ({"lams": (1e-4, 1e-2)}, False),
        ({"lams": (1e-5,), "dtype": "float64"}, False),
        ({"lams": (0,)}, True),
        ({"lams": (2.9e-5,)}, True),
        ({"lams": (3.1e-5,)}, False),
    ],
)
def test_the_smallest_lam_is_zero_up_to_half_a_rounding(outcome, params, expected):
    assert outcome("lambda_grid", seeds=2, epochs=3, **params).measures["smallest_is_zero"] is expected


def test_another_seed_is_another_set_of_starts(outcome):
    """Start 1 of seed 0 is start 0 of seed 1."""
    tables = [outcome("lambda_grid", lams=(0.01,), seeds=2, seed=seed, epochs=5).table.rows for seed in (0, 1, 2)]
    means = [rows[0][1] for rows in tables]
    assert len(set(means)) == 3
    weights = _net.draw_starts(0, 3)
    assert (weights[1:] == _net.draw_starts(1, 2)).all()


def test_the_shares_chosen_are_those_of_all_combinations():
    losses = np.random.default_rng(5).integers(0, 4, (3, 4)).astype(float)
    wins = np.zeros(3)
    for a in range(4):
        for b in range(4):
            for c in range(4):
                wins[
                    [losses[0, a], losses[1, b], losses[2, c]].index(min(losses[0, a], losses[1, b], losses[2, c]))
                ] += 1
    assert lambda_grid.chosen_shares(losses) == pytest.approx(wins / 64)


def test_a_job_that_would_take_minutes_is_refused_with_an_estimate():
    demo = catalogue.find("lambda_grid")
    params = catalogue.complete(demo, {"epochs": 20_000, "seeds": 64})
    with pytest.raises(TooLargeError, match=r"takes about \d+ min, and a run may take 60 s"):
        refuse_too_large(demo, params)
    refuse_too_large(demo, params, seconds=3600)


def test_a_lam_that_is_listed_twice_is_refused():
    with pytest.raises(ParameterError, match="twice"):
        catalogue.complete(catalogue.find("lambda_grid"), {"lams": [0.1, 0.1]})


def test_a_long_run_tells_often_how_far_it_is():
    demo, told = catalogue.find("lambda_grid"), [0.0]
    demo.run(catalogue.complete(demo, {"lams": [0, 1], "seeds": 2, "epochs": 501}), lambda *it: told.append(it[0]))
    assert told == sorted(told)
    assert max(np.diff(told)) < 0.1


def test_lams_that_tie_share_the_lowest_mean(outcome):
    """Two that change nothing: neither is said to be lower than the other."""
    found = outcome("lambda_grid", lams=[0, 1e-5], epochs=2, seeds=2)
    assert found.measures["lam_effect"] == 0
    assert found.summary.endswith("the lowest mean is that of lam = 0.")
