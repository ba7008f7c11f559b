"""What the fake engine answers in the Lab: the decay of one weight by its formula, and small results for the rest."""

from __future__ import annotations

from textual.pilot import Pilot

from quizapp.engine.model import Plot, Result, Series, Table
from quizapp.questions.calls import Call

VERSIONS = {"numpy": "2.4.0", "torch": "2.13.0"}
FASTER = "The penalty pulls harder than the decay."
ALIVE = "The weight is above 0.9 at the end."


def experiment(call: Call) -> Result:
    """A result that follows from the parameters of `call`."""
    params = dict(call.params)
    if call.demo != "decay_step":
        seed = params.get("seed")
        return Result(
            call.demo,
            params,
            seed if isinstance(seed, int) else None,
            {"best_lam": 0.0, "start_noise": 0.0172, "smallest_is_zero": True},
            {"The smallest lam is lam = 0, bit for bit.": True},
            "The grid measures the start.",
            seconds=0.09,
            versions=VERSIONS,
        )
    lr, lam, steps = (float(params[name]) for name in ("lr", "lam", "steps"))  # type: ignore[arg-type]
    decay, penalty = (1 - lr * lam) ** steps, (1 - 2 * lr * lam) ** steps
    every = tuple(float(step) for step in range(int(steps) + 1))
    paths = (
        Series("weight decay", every, tuple((1 - lr * lam) ** step for step in every)),
        Series("penalty", every, tuple((1 - 2 * lr * lam) ** step for step in every)),
    )
    return Result(
        call.demo,
        params,
        None,
        {
            "sgd_weight_decay": decay,
            "sgd_penalty": penalty,
            "decay_is_one": decay == 1,
            "decay_less_penalty": decay - penalty,
        },
        {FASTER: penalty < decay, ALIVE: penalty > 0.9},
        f"After {steps:g} steps weight decay leaves {decay:.6g} and the penalty {penalty:.6g}.",
        Table(("method", "weight at the end"), (("weight decay", decay), ("penalty", penalty))),
        Plot("step", "weight", paths),
        seconds=0.031,
        versions=VERSIONS,
    )


def said(pilot: Pilot[None]) -> list[str]:
    """The passing notices."""
    return [str(notice.message) for notice in pilot.app._notifications]
