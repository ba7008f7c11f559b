import numpy as np
import pytest

from quizapp.engine.demos import _net
from quizapp.engine.demos._lines import MOST_POINTS, by_step


@pytest.fixture
def batch():
    rng = np.random.default_rng(3)
    return rng.standard_normal((32, 20)), rng.integers(0, 2, 32).astype(float)


def test_gradients_and_losses_are_those_of_autograd(batch):
    import torch

    rows, labels = batch
    starts = _net.draw_starts(7, 3)
    nets = _net.Nets(starts, len(rows))
    losses = _net.cross_entropy(nets.learn(_net.with_ones(rows), labels), labels)
    for k, gradient in enumerate(_net.per_net(nets.gradient, 3)):
        net = _net.torch_net(starts[k])
        loss = torch.nn.functional.binary_cross_entropy_with_logits(net(torch.tensor(rows))[:, 0], torch.tensor(labels))
        loss.backward()
        assert losses[k] == pytest.approx(loss.item(), abs=1e-12)
        with torch.no_grad():
            for param in net.parameters():
                param.copy_(param.grad)
        assert gradient == pytest.approx(_net.torch_weights(net), abs=1e-12)


def test_side_by_side_and_back():
    weights = np.arange(3.0 * _net.SIZE).reshape(3, _net.SIZE)
    assert (_net.per_net(_net.side_by_side(weights), 3) == weights).all()
    assert (_net.per_net(_net.for_each_weight([1, 2, 3]), 3) == np.array([[1], [2], [3]])).all()


def test_torch_and_back():
    start = _net.draw_start(np.random.default_rng(1))
    assert (_net.torch_weights(_net.torch_net(start)) == start).all()


def test_starts_are_within_their_fan_in():
    start = _net.draw_start(np.random.default_rng(1))
    assert 0.95 / 20**0.5 < abs(start[: _net.HIDDEN_SIZE]).max() < 1 / 20**0.5
    assert 0.85 / 8 < abs(start[_net.HIDDEN_SIZE :]).max() < 1 / 8


def test_huge_logits_do_not_overflow(batch):
    rows, labels = batch
    nets = _net.Nets(1e6 * _net.draw_starts(0, 1), len(rows), "float32")
    logits = nets.learn(_net.with_ones(rows).astype("float32"), labels.astype("float32"))
    assert np.isfinite(_net.cross_entropy(logits, labels)).all()
    assert np.isfinite(nets.gradient).all()


@pytest.mark.parametrize("length", [1, 2, MOST_POINTS, MOST_POINTS + 1, 5001])
def test_a_thinned_line_keeps_both_ends(length):
    series = by_step("loss", list(range(length)))
    assert (series.x[0], series.x[-1]) == (0, length - 1)
    assert series.x == series.y
    assert len(series.x) <= MOST_POINTS + 1
