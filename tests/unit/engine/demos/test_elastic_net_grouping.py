import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import catalogue
from quizapp.engine.demos import elastic_net_grouping
from quizapp.errors import ParameterError


@pytest.mark.parametrize("seed", range(5))
def test_the_elastic_net_keeps_them_all_and_close_together(outcome, seed):
    measures = outcome("elastic_net_grouping", seed=seed).measures
    assert measures["elastic_net_selected"] == 3
    assert 2 < measures["lasso_selected"] < 3
    assert measures["lasso_spread"] > 3 * measures["elastic_net_spread"]
    assert measures["elastic_net_spread"] == pytest.approx(0.2, abs=0.08)


@given(
    rho=st.one_of(st.floats(0, 0.999), st.just(1.0)),
    group=st.integers(2, 5),
    n=st.integers(20, 150),
    d=st.integers(5, 40),
    alpha=st.floats(0.01, 3),
    l1_ratio=st.one_of(st.floats(0.01, 0.99), st.just(1.0)),
    seed=st.integers(0, 10_000),
)
@settings(max_examples=15)
def test_scikit_learn_and_the_exact_path_agree(outcome, **params):
    assert outcome("elastic_net_grouping", boots=4, **params).measures["cross_check"] < 1e-5


@given(l1_ratio=st.floats(0.05, 0.95), alpha=st.floats(0.02, 0.5), group=st.integers(2, 6))
@settings(max_examples=10)
def test_exact_copies_get_equal_weights_from_the_elastic_net_and_one_weight_from_the_lasso(
    outcome, l1_ratio, alpha, group
):
    """On copies of one column x the sum s of their weights minimises ‖y - xs‖²/(2n) + alpha·l1·s + alpha·l2·s²/2k."""
    found = outcome("elastic_net_grouping", rho=1, d=group, group=group, l1_ratio=l1_ratio, alpha=alpha, boots=3)
    assert found.measures["elastic_net_spread"] == pytest.approx(0, abs=1e-9)
    assert found.measures["elastic_net_selected"] == group
    assert found.measures["lasso_selected"] == 1
    assert found.measures["elastic_net_sum_sd"] == pytest.approx(_sd_of_sums(group, l1_ratio, alpha), abs=1e-9)


def _sd_of_sums(group, l1_ratio, alpha):
    rng = np.random.default_rng(0)
    signal = rng.standard_normal((100, 1))
    rng.standard_normal((100, group))
    target = 3 * signal[:, 0] + 0.5 * rng.standard_normal(100)
    sums = []
    for _ in range(3):
        chosen = rng.integers(0, 100, 100)
        x, y = signal[chosen, 0] - signal[chosen, 0].mean(), target[chosen] - target[chosen].mean()
        sums.append((x @ y / 100 - alpha * l1_ratio) / (x @ x / 100 + alpha * (1 - l1_ratio) / group))
    return np.std(sums, ddof=1)


def test_the_table_and_the_plot_show_the_same_weights(outcome):
    found = outcome("elastic_net_grouping", boots=20)
    assert len(found.table.rows) == 3
    kept = sum(row[3] for row in found.table.rows)
    assert kept == pytest.approx(found.measures["lasso_selected"])
    largest, smallest = found.plot.series[0].y, found.plot.series[1].y
    assert np.mean(largest) - np.mean(smallest) == pytest.approx(found.measures["lasso_spread"])


def test_a_group_that_does_not_fit_and_almost_exact_copies_are_refused():
    demo = catalogue.find("elastic_net_grouping")
    with pytest.raises(ParameterError, match="a group of 3 features does not fit into d = 2"):
        catalogue.complete(demo, {"d": 2})
    with pytest.raises(ParameterError, match=r"rho = 0\.99995 .* or 1 for exact copies"):
        catalogue.complete(demo, {"rho": 0.99995})
    with pytest.raises(ParameterError, match=r"l1_ratio = 0\.9995 .* take at most 0\.999, or 1 for none"):
        catalogue.complete(demo, {"rho": 1.0, "l1_ratio": 0.9995})
    catalogue.complete(demo, {"rho": 1.0, "l1_ratio": 0.999})


def test_a_check_that_does_not_settle_shows_in_the_cross_check(outcome, monkeypatch):
    """It is no warning, which would be an error here: the measures come from the exact path."""
    monkeypatch.setattr(elastic_net_grouping, "ROUNDS", 2)
    assert outcome("elastic_net_grouping", boots=2).measures["cross_check"] > 1e-4
