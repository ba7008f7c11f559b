"""The optimisers of the installed torch, looked at live: their defaults, and where each of them puts weight decay."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report
from quizapp.engine.demos._lines import by_step
from quizapp.engine.model import Plot, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[Any]

MEASURED = ("SGD", "Adam", "AdamW", "NAdam", "RAdam", "Muon")
SWITCH = "decoupled_weight_decay"  # the argument that some classes have
SIDE = 4  # weights are a square of this side: Muon takes nothing but matrices
SAME = 1e-2  # weights whose distance is this share of lr·wd are the same: through the gradient, they are far apart
FEWEST_STEPS = 10  # RAdam's first five are plain steps along a mean gradient, under which either decay does the same


def run(params: Params, report: Report) -> Outcome:
    """Each optimiser class of torch.optim: what its signature says, and what its decay does on 4x4 float64 weights.

    Every class with a weight decay takes `steps` steps on the same normal gradients three times: with its own decay,
    without it on gradients to which wd·w is added (`in the gradient`), and without it on weights that are multiplied
    by 1 - lr·wd before each step (`apart from it`). `decoupled_…` says that the first and the last are the same, which
    SGD's are where it has no momentum. A class that this torch lacks has the defaults -1 and is not decoupled. The
    cross-check is the largest distance of a measured class from the nearer one of the two.
    """
    p: Mapping[str, Any] = params
    classes = _classes()
    with_decay = [name for name, made_with in classes.items() if "weight_decay" in made_with]
    apart, paths = {}, {}
    for k, name in enumerate(with_decay):
        report(k / len(with_decay), f"{name} with a weight decay")
        paths[name] = list(_torch_path(name, p, "own"))
        apart[name] = {where: _distance(paths[name], name, p, where) for where in ("gradient", "weights")}
    decoupled = {name: found["weights"] <= _rounding(found, p) for name, found in apart.items()}
    measures: dict[str, float | int | bool] = {
        "classes": len(classes),
        "with_weight_decay": len(with_decay),
        "on_by_default": sum(_default(classes, name, "weight_decay") > 0 for name in with_decay),
        "with_l1": sum(any("l1" in argument.lower() for argument in made_with) for made_with in classes.values()),
        "with_switch": sum(SWITCH in made_with for made_with in classes.values()),
    }
    for name in MEASURED:
        measures[f"weight_decay_{name.lower()}"] = _default(classes, name, "weight_decay")
        measures[f"lr_{name.lower()}"] = _default(classes, name, "lr")
        measures[f"decoupled_{name.lower()}"] = decoupled.get(name, False)
    measures["adamw_default_over_wd"] = measures["weight_decay_adamw"] / p["wd"]
    measures["cross_check"] = max(min(apart[name].values()) for name in MEASURED if name in apart)
    return Outcome(measures, _summary(measures, decoupled), _table(classes, decoupled, apart, p), _plot(paths, p))


def _classes() -> dict[str, Mapping[str, inspect.Parameter]]:
    """The arguments of each optimiser class of torch.optim, by name in alphabetical order."""
    import torch

    base = torch.optim.Optimizer
    found = {
        name: inspect.signature(kind).parameters
        for name, kind in vars(torch.optim).items()
        if inspect.isclass(kind) and issubclass(kind, base) and kind is not base
    }
    return dict(sorted(found.items()))


def _default(classes: Mapping[str, Mapping[str, inspect.Parameter]], name: str, argument: str) -> float:
    """What `argument` of the class is where nobody gives it; -1 where there is no such class or argument."""
    made_with = classes.get(name, {})
    return float(made_with[argument].default) if argument in made_with else -1.0


def _torch_path(name: str, p: Mapping[str, Any], decay: str) -> Iterator[Matrix]:
    """The weights (4, 4) before the first step and after each, under the class `name`.

    The decay is the class's `own`, or it is off and done by hand: added to the `gradient`, or taken from the `weights`.
    """
    import numpy as np
    import torch

    rng = np.random.default_rng(0)
    weight = torch.nn.Parameter(torch.tensor(rng.standard_normal((SIDE, SIDE))))
    optimiser = getattr(torch.optim, name)([weight], **_settings(name, p, decay))
    yield weight.detach().numpy().copy()
    for _ in range(p["steps"]):
        gradient = torch.tensor(rng.standard_normal((SIDE, SIDE)))
        if decay == "gradient":
            gradient += p["wd"] * weight.detach()
        if decay == "weights":
            weight.data.mul_(1 - p["lr"] * p["wd"])
        weight.grad = gradient
        optimiser.step()
        yield weight.detach().numpy().copy()


def _settings(name: str, p: Mapping[str, Any], decay: str) -> dict[str, Any]:
    """What the class is made with: its momentum is that of the demo where its own default is 0."""
    made_with = _classes()[name]
    settings: dict[str, Any] = {"lr": p["lr"], "weight_decay": p["wd"] if decay == "own" else 0.0}
    if "momentum" in made_with and made_with["momentum"].default == 0:
        settings["momentum"] = p["momentum"]
    if SWITCH in made_with:
        settings[SWITCH] = p["decoupled"]
    return settings


def _distance(path: list[Matrix], name: str, p: Mapping[str, Any], decay: str) -> float:
    """How far the weights of `path` are at most, at any step, from those of a decay that is done by hand."""
    by_hand = _torch_path(name, p, decay)
    return max(float(abs(own - other).max()) for own, other in zip(path, by_hand, strict=True))


def _rounding(found: Mapping[str, float], p: Mapping[str, Any]) -> float:
    """Distances up to this one are none. Adafactor measures the weights before it shrinks them, which is as little."""
    return SAME * max(float(p["lr"] * p["wd"]), found["gradient"])


def _summary(measures: Mapping[str, float | int | bool], decoupled: Mapping[str, bool]) -> str:
    apart = [name for name in MEASURED if decoupled.get(name)]
    coupled = [name for name in MEASURED if name in decoupled and not decoupled[name]]
    listed = ", ".join(f"{name} {measures[f'weight_decay_{name.lower()}']:g}" for name in MEASURED if name in decoupled)
    return (
        f"Of {measures['classes']} optimisers {measures['with_weight_decay']} have a weight decay and "
        f"{measures['with_l1'] or 'none'} an L1 penalty; the default decay is {listed} (AdamW's is "
        f"{measures['adamw_default_over_wd']:.4g} times wd); here the decay of {', '.join(coupled) or 'none'} acts "
        f"through the gradient, and that of {', '.join(apart) or 'none'} as a factor 1 - lr·wd on the weights."
    )


def _table(
    classes: Mapping[str, Mapping[str, inspect.Parameter]],
    decoupled: Mapping[str, bool],
    apart: Mapping[str, Mapping[str, float]],
    p: Mapping[str, Any],
) -> Table:
    """A row for each class; distances in units of lr·wd, and nothing where there is no weight decay."""
    columns = ("class", "default lr", "default weight_decay", "decay acts", "off in the gradient", "off apart from it")
    rows: list[tuple[str | float | None, ...]] = []
    for name in classes:
        defaults = (name, _default(classes, name, "lr"))
        if name in decoupled:
            off = apart[name]
            acts = ("in the gradient", "apart from it")[decoupled[name]]
            acts = "either way, the same" if max(off.values()) <= SAME * p["lr"] * p["wd"] else acts
            sizes = (off[where] / (p["lr"] * p["wd"]) for where in ("gradient", "weights"))
            rows.append((*defaults, _default(classes, name, "weight_decay"), acts, *sizes))
        else:
            rows.append((*defaults, None, "no weight decay", None, None))
    return Table(columns, tuple(rows))


def _plot(paths: Mapping[str, list[Matrix]], p: Mapping[str, Any]) -> Plot:
    """The three best-known ones: how much of the weights' size the decay has taken by each step."""
    series = []
    for name in MEASURED[:3]:
        without = _torch_path(name, {**p, "wd": 0.0}, "own")
        taken = [float((abs(bare) - abs(own)).mean()) for bare, own in zip(without, paths[name], strict=True)]
        series.append(by_step(name, taken))
    return Plot("step", "mean |w| that the decay has taken off", tuple(series))


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.1 + 8e-3 * p["steps"])


SCRIPT = """
import inspect
import torch

base = torch.optim.Optimizer
classes = {
    name: inspect.signature(found).parameters
    for name, found in vars(torch.optim).items()
    if inspect.isclass(found) and issubclass(found, base) and found is not base
}
print("classes =", len(classes))
print("with_weight_decay =", sum("weight_decay" in made_with for made_with in classes.values()))
print("with_l1 =", sum(any("l1" in name for name in made_with) for made_with in classes.values()))
for name in ("SGD", "Adam", "AdamW", "NAdam", "RAdam"):
    print(f"weight_decay_{name.lower()} =", classes[name]["weight_decay"].default)
    print(f"lr_{name.lower()} =", classes[name]["lr"].default)

# Does the decay leave the gradient alone? Then it is a factor 1 - lr * wd on the weights.
def path_end(kind, by_hand, **settings):
    w = torch.nn.Parameter(torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64))
    optimiser = kind([w], lr=lr, weight_decay=0.0 if by_hand else wd, **settings)
    for step in range(steps):
        w.grad = torch.tensor([1.0, 0.3, -2.0], dtype=torch.float64) / (step + 1)
        if by_hand:
            w.data.mul_(1 - lr * wd)
        optimiser.step()
    return w.detach()

for kind, settings in (
    (torch.optim.SGD, {"momentum": momentum}),
    (torch.optim.Adam, {"decoupled_weight_decay": decoupled}),
    (torch.optim.AdamW, {}),
):
    apart = (path_end(kind, False, **settings) - path_end(kind, True, **settings)).abs().max()
    print(f"decoupled_{kind.__name__.lower()} =", int(apart < 1e-3 * lr * wd))
"""

DEMO = Demo(
    name="optimizer_defaults",
    title="Which weight decay you get when you do not ask",
    subject="AdamW and Adam",
    about="A look at the optimiser classes of the torch that is installed here: which of them have a weight decay, and "
    "how strong it is by default. What the decay does is tried, not read: each class runs beside itself with the decay "
    "done by hand, once in the gradient and once apart from it. No class has an L1 penalty where `with_l1` is 0.",
    params=(
        Param("lr", 1e-3, "learning rate of the trial, per step", 1e-4, 0.1),
        Param("wd", 1e-4, "weight decay of the trial, no unit", 1e-5, 1),
        Param("momentum", 0.9, "momentum of SGD and RMSprop in the trial, share of the last step kept", 0, 0.99),
        Param("steps", 50, "number of optimiser steps of the trial", FEWEST_STEPS, 500),
        Param("decoupled", False, f"{SWITCH} of the classes that have this argument"),
    ),
    claims=(
        Claim(
            "AdamW's default weight decay is more than ten times that of the trial.",
            "adamw_default_over_wd > 10",
            {"wd": 0.1},
        ),
        Claim(
            "Adam, NAdam and RAdam put weight decay into the gradient.",
            "decoupled_adam == 0 and decoupled_nadam == 0 and decoupled_radam == 0",
            {"decoupled": True},
        ),
        Claim(
            "SGD with momentum puts it into the gradient and does not shrink the weights by 1 - lr·wd.",
            "decoupled_sgd == 0",
            {"momentum": 0.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
    libraries=("numpy", "torch"),
)
