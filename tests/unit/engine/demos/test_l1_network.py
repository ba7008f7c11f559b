import pytest

SHORT = {"steps": 100}


def test_a_hundred_steps_of_the_lesson(outcome):
    measures = outcome("l1_network", **SHORT).measures
    assert measures["exact_zeros"] == 0
    assert measures["below_1e4"] == pytest.approx(0.0199, abs=0.03)
    assert measures["below_1e3"] == pytest.approx(0.100, abs=0.03)
    assert measures["below_1e2"] == pytest.approx(0.198, abs=0.03)
    assert measures["loss_mean"] == pytest.approx(0.70, abs=0.02)


def test_a_hundred_proximal_steps(outcome):
    measures = outcome("l1_network", method="adam_proximal", **SHORT).measures
    assert measures["exact_zeros"] == pytest.approx(0.202, abs=0.03)


@pytest.mark.parametrize(
    ("method", "exact", "below_1e4", "below_1e3", "below_1e2"),
    [
        ("adam_subgradient", 0, 0.450, 0.832, 0.936),
        ("sgd_subgradient", 0, 0.344, 0.437, 0.501),
        ("sgd_proximal", 0.372, 0.408, 0.437, 0.501),
        ("adam_proximal", 0.866, 0.882, 0.911, 0.939),
    ],
)
def test_a_thousand_steps_by_method(outcome, method, exact, below_1e4, below_1e3, below_1e2):
    measures = outcome("l1_network", method=method).measures
    assert measures["exact_zeros"] == (pytest.approx(exact, abs=0.03) if exact else 0)
    found = [measures[name] for name in ("below_1e4", "below_1e3", "below_1e2")]
    assert found == pytest.approx([below_1e4, below_1e3, below_1e2], abs=0.03)
    assert measures["loss_mean"] == pytest.approx(0.6934, abs=0.002)
    assert measures["cross_check"] < 1e-5


@pytest.mark.parametrize(
    ("params", "exact", "loss"),
    [
        ({}, 0, 0.200),
        ({"lam": 0}, 0, 0.180),
        ({"method": "adam_proximal"}, 0.310, 0.205),
        ({"method": "sgd_proximal"}, 0.156, 0.141),
    ],
)
def test_with_a_signal_to_learn(outcome, params, exact, loss):
    measures = outcome("l1_network", signal=True, **params).measures
    assert measures["exact_zeros"] == pytest.approx(exact, abs=0.03)
    assert measures["loss_mean"] == pytest.approx(loss, abs=0.03)


def test_auto_is_the_rate_that_it_names(outcome):
    for method, rate in (("adam_subgradient", 1e-3), ("sgd_proximal", 0.1)):
        auto, named = (outcome("l1_network", method=method, lr=lr, steps=20, nets=2) for lr in ("auto", rate))
        assert auto.measures == named.measures


def test_the_shares_grow_with_the_threshold(outcome):
    measures = outcome("l1_network", method="sgd_proximal", steps=300, nets=2).measures
    names = ("exact_zeros", "below_1e6", "below_1e5", "below_1e4", "below_1e3", "below_1e2")
    shares = [measures[name] for name in names]
    assert shares == sorted(shares)


def test_a_large_penalty_empties_the_net(outcome):
    """Past its largest gradient every weight must stay at exactly 0, but for the biases of the logit."""
    measures = outcome("l1_network", method="sgd_proximal", lam=1, lr=1, steps=50, nets=1).measures
    assert measures["exact_zeros"] > 0.999
