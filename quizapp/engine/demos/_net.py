"""The lesson's net (20 inputs, 64 ReLU units, one logit), many at once in numpy and one at a time in torch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import DTypeLike, NDArray

if TYPE_CHECKING:
    import torch

FEATURES, UNITS = 20, 64
HIDDEN_SIZE = UNITS * (FEATURES + 1)  # weights of the hidden layer, a bias at the end of each row
SIZE = HIDDEN_SIZE + UNITS + 1  # 1409 weights in all

Array = NDArray[np.floating]


def draw_start(rng: np.random.Generator) -> NDArray[np.float64]:
    """Initial weights (1409,), uniform in ±1/√fan_in: hidden weights, hidden biases, output weights, output bias."""
    narrow, wide = 1 / np.sqrt(UNITS), 1 / np.sqrt(FEATURES)
    hidden = rng.uniform(-wide, wide, (FEATURES, UNITS)).T
    bias = rng.uniform(-wide, wide, UNITS)
    output = rng.uniform(-narrow, narrow, UNITS)
    last = rng.uniform(-narrow, narrow, 1)
    return np.concatenate([np.column_stack([hidden, bias]).ravel(), output, last])


def draw_starts(seed: int, nets: int) -> NDArray[np.float64]:
    """The starts (nets, 1409) of `seed`, `seed` + 1 and so on."""
    return np.stack([draw_start(np.random.default_rng(seed + k)) for k in range(nets)])


def with_ones(rows: Array) -> Array:
    """`rows` (n, 20) with a column of ones for the biases, (n, 21)."""
    return np.column_stack([rows, np.ones(len(rows), rows.dtype)])


def side_by_side(weights: Array) -> Array:
    """Weights (nets, 1409) as one vector: all hidden layers, then all output layers, so that each is one block."""
    return np.concatenate([weights[:, :HIDDEN_SIZE].ravel(), weights[:, HIDDEN_SIZE:].ravel()])


def per_net(vector: Array, nets: int) -> Array:
    """The inverse of `side_by_side`: (nets, 1409)."""
    hidden, output = vector[: nets * HIDDEN_SIZE], vector[nets * HIDDEN_SIZE :]
    return np.column_stack([hidden.reshape(nets, HIDDEN_SIZE), output.reshape(nets, UNITS + 1)])


def on_cache_lines(size: int, dtype: DTypeLike) -> Array:
    """An uninitialised vector that begins where a cache line of 64 bytes does: passes over it take half the time."""
    room = np.empty(size * np.dtype(dtype).itemsize + 64, np.uint8)
    first = -room.__array_interface__["data"][0] % 64
    return room[first : first + size * np.dtype(dtype).itemsize].view(dtype)


def for_each_weight(values: Sequence[float]) -> NDArray[np.float64]:
    """One value per net, repeated for each of its weights, in the order of `side_by_side`."""
    return np.concatenate([np.repeat(values, HIDDEN_SIZE), np.repeat(values, UNITS + 1)]).astype(float)


class Nets:
    """Nets trained side by side on the same rows.

    `weights` and `gradient` are vectors in the order of `side_by_side`; an optimiser changes `weights` in place.
    Sharing the rows makes each layer a few large products instead of many small ones; some 16 nets at a time keep
    them in the processor's cache.
    """

    def __init__(self, starts: Array, rows: int, dtype: str = "float64") -> None:
        self.count = len(starts)
        self.weights, self.gradient = (on_cache_lines(starts.size, dtype) for _ in range(2))
        self.restart(starts)
        self._layers, self._gradients = (self._split(vector) for vector in (self.weights, self.gradient))
        self._active = np.empty((self.count * UNITS, rows), dtype)
        self._weighted = np.empty((self.count, rows, FEATURES + 1), dtype)

    def restart(self, starts: Array) -> None:
        """Set the weights to `starts` (nets, 1409) again."""
        self.weights[:] = side_by_side(starts)

    def learn(self, rows: Array, labels: Array) -> Array:
        """Set `gradient` to that of the mean cross-entropy on rows (n, 21) and labels (n,); the logits (nets, n)."""
        logits = self._logits(rows, self._active)
        error = (np.tanh(0.5 * logits) - (2 * labels - 1)) * (0.5 / len(labels))  # (sigmoid - label) / n
        active = self._active.reshape(self.count, UNITS, -1)
        hidden, output = self._gradients
        _, reader = self._layers
        output[:, :UNITS] = np.matmul(active, error[:, :, None])[:, :, 0]
        output[:, UNITS] = error.sum(axis=1)
        np.copyto(active, active > 0)  # from here on the slope of each unit: in place, to stay in the cache
        np.einsum("kn,nf->knf", error, rows, out=self._weighted)
        np.matmul(active, self._weighted, out=hidden.reshape(self.count, UNITS, -1))
        hidden *= reader[:, :UNITS].reshape(-1, 1)
        return logits

    def judge(self, rows: Array, labels: Array) -> tuple[Array, Array]:
        """Mean cross-entropy and accuracy of each net on rows (n, 21): two arrays (nets,)."""
        fits = len(rows) == self._active.shape[1]
        room = self._active if fits else np.empty((self.count * UNITS, len(rows)), rows.dtype)
        logits = self._logits(rows, room)
        return cross_entropy(logits, labels), ((logits > 0) == (labels > 0.5)).mean(axis=1)

    def _logits(self, rows: Array, active: Array) -> Array:
        """Logits (nets, n); the hidden activations are left in `active`."""
        hidden, output = self._layers
        np.matmul(hidden, rows.T, out=active)
        np.maximum(active, 0, out=active)
        scores = np.matmul(output[:, None, :UNITS], active.reshape(self.count, UNITS, -1))[:, 0]
        return np.asarray(scores + output[:, UNITS:])

    def _split(self, vector: Array) -> tuple[Array, Array]:
        """Views of `vector`: hidden layers (nets·64, 21) and output layers (nets, 65)."""
        split = self.count * HIDDEN_SIZE
        return vector[:split].reshape(-1, FEATURES + 1), vector[split:].reshape(self.count, UNITS + 1)


def cross_entropy(logits: Array, labels: Array) -> Array:
    """The mean cross-entropy (nets,) of logits (nets, n) on labels (n,), in nats per row."""
    return np.asarray((np.logaddexp(0, logits) - labels * logits).mean(axis=1))


class Adam:
    """Adam's step without any decay, in place, in as few passes over the weights as it takes.

    The running sums leave out their factors 1 - β, which are made up for at the end, in one number for all weights.
    """

    BETA1, BETA2, EPS = 0.9, 0.999, 1e-8

    def __init__(self, weights: Array, lr: float) -> None:
        self.lr = lr
        rooms = (on_cache_lines(weights.size, weights.dtype) for _ in range(4))
        self._mean, self._square, self._spare, self._root = rooms
        self.restart()

    def restart(self) -> None:
        """Forget every step."""
        self.steps = 0
        self._mean[:] = self._square[:] = 0

    def step(self, weights: Array, gradient: Array) -> None:
        """Move `weights` by their `gradient`."""
        self.steps += 1
        self._mean *= self.BETA1
        self._mean += gradient
        self._square *= self.BETA2
        self._square += np.multiply(gradient, gradient, out=self._spare)
        np.sqrt(self._square, out=self._root)
        self._root += self.EPS / self._correction
        np.divide(self._mean, self._root, out=self._spare)
        self._spare *= self.lr * (1 - self.BETA1) / (1 - self.BETA1**self.steps) / self._correction
        weights -= self._spare

    def denominator(self) -> Array:
        """√v̂ + ε, by which the last step divided the gradient of each weight."""
        return self._root * self._root.dtype.type(self._correction)

    @property
    def _correction(self) -> float:
        return float(((1 - self.BETA2) / (1 - self.BETA2**self.steps)) ** 0.5)


def torch_net(start: Array, dtype: str = "float64") -> torch.nn.Sequential:
    """The net with the weights `start` (1409,) as torch has it."""
    import torch

    kind = getattr(torch, dtype)
    net = torch.nn.Sequential(torch.nn.Linear(FEATURES, UNITS), torch.nn.ReLU(), torch.nn.Linear(UNITS, 1)).to(kind)
    hidden = start[:HIDDEN_SIZE].reshape(UNITS, FEATURES + 1)
    parts = (hidden[:, :FEATURES], hidden[:, FEATURES], start[None, HIDDEN_SIZE:-1], start[-1:])
    with torch.no_grad():
        for param, part in zip(net.parameters(), parts, strict=True):
            param.copy_(torch.tensor(np.ascontiguousarray(part), dtype=kind))
    return net


def torch_weights(net: torch.nn.Sequential) -> NDArray[np.float64]:
    """The weights of a `torch_net` as a vector (1409,) in the order of `draw_start`."""
    hidden, bias, output, last = [param.detach().double().numpy() for param in net.parameters()]
    return np.concatenate([np.column_stack([hidden, bias]).ravel(), output.ravel(), last])
