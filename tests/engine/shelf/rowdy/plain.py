"""Doubles a number, slowly where it is asked to, and says how far it is."""

import time

from quizapp.engine.demo import Claim, Demo, Outcome, Param
from quizapp.engine.model import Plot, Series, Table


def run(params, report):
    print("plain runs")
    end = time.monotonic() + params["seconds"]
    report(0.25, "begun")
    while time.monotonic() < end:
        report(0.5, "half way")
        time.sleep(0.005)
    double = params["x"] * 2
    table = Table(("x", "double"), ((params["x"], double), ("text", None)))
    plot = Plot("x", "y", (Series("line", (0.0, 1.0), (0.0, double)),))
    return Outcome({"double": double, "whole": 3, "positive": double > 0}, f"{double:g}", table, plot)


DEMO = Demo(
    name="plain",
    title="Plain",
    subject="tests",
    about="Doubles.",
    params=(
        Param("x", 1.0, "a number", low=-10, high=10),
        Param("seconds", 0.0, "how long it takes", low=0, high=60),
        Param("seed", 0, "seed", low=0, high=100),
    ),
    claims=(Claim("the double is positive", "double > 0", {"x": -1.0}),),
    run=run,
    script="print(1)",
    libraries=("numpy",),
)
