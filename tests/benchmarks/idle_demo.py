"""A demo that does nothing, or nothing for some seconds: what is measured is what stands around it."""

import time

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report


def run(params: Params, report: Report) -> Outcome:
    seconds = float(str(params["seconds"]))
    if seconds:
        report(0.0, "sleeping")
        time.sleep(seconds)
    return Outcome({"slept": seconds}, f"Slept {seconds:g} s.")


DEMO = Demo(
    name="idle",
    title="Nothing",
    subject="benchmarks",
    about="Does nothing.",
    params=(Param("seconds", 0.0, "how long it sleeps, seconds", low=0, high=60),),
    claims=(Claim("It did not sleep.", "slept == 0", {"seconds": 0.1}),),
    run=run,
    script="print(1)",
)
