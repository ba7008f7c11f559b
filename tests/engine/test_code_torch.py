"""Learners' code beside the preloaded libraries: tensors and arrays travel, and a patched library convinces nobody."""

import pytest
import pytest_asyncio

from quizapp.engine import catalogue
from quizapp.engine.launch import PRELOAD
from quizapp.questions.calls import Call
from quizapp.questions.coding import Code

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["fork", "persistent"])
async def engine(request, open_engine):
    async with open_engine(mode=request.param, preload=PRELOAD, find=catalogue.find) as engine:
        yield engine


async def messages(engine, source, tests):
    result = await engine.run_code(Code(source, tests))
    assert not result.failure, result
    return [check.message for check in result.checks]


async def test_tensors_and_arrays_go_there_as_they_are_and_come_back_as_lists(engine):
    source = """
import numpy as np
import torch

def shrink(w, t):
    return torch.sign(w) * torch.clamp(w.abs() - t, min=0)

def kind(x):
    return [type(x).__name__, str(x.dtype), list(x.shape)]

def made(what):
    return {
        "matrix": torch.arange(6.0).reshape(2, 3),
        "parameter": torch.nn.Parameter(torch.ones(2)),
        "scalar": torch.tensor(2.5),
        "half": torch.tensor([0.5], dtype=torch.bfloat16),
        "empty": np.zeros((2, 0)),
        "numbers": {"one": np.float32(0.5), "two": (np.int64(3), np.bool_(True)), np.int64(1): [np.array(7)]},
        "special": np.array([np.nan, np.inf, -np.inf, -0.0]),
        "texts": np.array(["a", "b"]),
        "complex": np.array([1j]),
        "sparse": torch.eye(2).to_sparse(),
    }[what]
"""
    tests = """
import numpy as np
import torch
from math import isnan

def test_a_tensor(call):
    assert call("shrink", torch.tensor([0.3, -2.0]), 0.5) == torch.tensor([0.0, -1.5])

def test_kinds(call):
    assert call("kind", torch.zeros(2, 0, 3)) == ["Tensor", "torch.float32", [2, 0, 3]]
    assert call("kind", torch.ones(2, dtype=torch.int64)) == ["Tensor", "torch.int64", [2]]
    assert call("kind", np.ones((1, 2), dtype="float32")) == ["ndarray", "float32", [1, 2]]
    assert call("kind", np.array(1.0)) == ["ndarray", "float64", []]

def test_shapes(call):
    assert call("made", "matrix") == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
    assert call("made", "parameter") == [1.0, 1.0]
    assert call("made", "scalar") == 2.5
    assert call("made", "half") == [0.5]
    assert call("made", "empty") == [[], []]
    assert call("made", "numbers") == {"one": 0.5, "two": [3, True], 1: [7]}
    assert call("made", "texts") == ["a", "b"]

def test_what_is_no_number_survives(call, approx):
    special = call("made", "special")
    assert isnan(special[0]) and special[1:] == [float("inf"), -float("inf"), 0.0]
    assert special == approx(np.array([np.nan, np.inf, -np.inf, 0.0]))

def test_complex(call): call("made", "complex")

def test_sparse(call): call("made", "sparse")
"""
    *fine, complex_numbers, sparse = await messages(engine, source, tests)
    assert fine == [""] * 4
    assert complex_numbers.startswith("made('complex') gave a complex: return numbers")
    assert sparse.startswith("made('sparse') raised RuntimeError: ")


async def test_a_patched_library_convinces_nobody(engine):
    source = """
import builtins, math, operator, numpy as np, torch
torch.allclose = torch.equal = np.allclose = np.array_equal = math.isclose = lambda *args, **named: True
np.testing.assert_allclose = lambda *args, **named: None
operator.eq = builtins.abs = builtins.all = lambda *args: True
torch.Tensor.__eq__ = torch.Tensor.tolist = lambda *args: [0.0, 0.0]

def soft_threshold(w, t):
    return w
"""
    tests = """
import math
import numpy as np
import torch

def test_allclose(call):
    assert torch.allclose(torch.tensor(call("soft_threshold", [0.3, -0.2], 0.5)), torch.zeros(2))

def test_assert_allclose(call):
    np.testing.assert_allclose(call("soft_threshold", [0.3, -0.2], 0.5), [0.0, 0.0])

def test_isclose(call):
    assert all(math.isclose(a, 0.0) for a in call("soft_threshold", [0.3, -0.2], 0.5))

def test_equal(call):
    assert call("soft_threshold", [0.3, -0.2], 0.5) == [0.0, 0.0]
"""
    said = await messages(engine, source, tests)
    assert all(said)
    assert not any("\n" in message for message in said)
    gave = "soft_threshold([0.3, -0.2], 0.5) gave [0.3, -0.2]"
    assert said[0].endswith(f"does not hold; {gave}")
    assert said[3] == f"{gave}, expected [0.0, 0.0]"


async def test_a_network_trains_within_the_limits(engine):
    source = """
import torch

def train(steps):
    torch.manual_seed(0)
    X = torch.randn(64, 4)
    y = X @ torch.tensor([1.0, 0.0, -2.0, 0.0])
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.05)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = (model(X).squeeze(1) - y).square().mean()
        loss.backward()
        optimizer.step()
    return loss
"""
    assert await messages(engine, source, "def test_it(call): assert call('train', 200) < 0.01") == [""]


async def test_more_memory_than_there_is_for_tensors_is_said(engine):
    said = await messages(engine, "import torch\ndef f(): return torch.ones(1 << 30)", "def test_it(call): call('f')")
    assert said == ["f() needs more than 512 MB of memory"]
    assert (await engine.run(Call.of("decay_step"), fresh=True)).measures
