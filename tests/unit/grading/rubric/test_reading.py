"""The rules of reading, each with answers that keep a point and with twins of these that must not.

Every row has a rubric (one of `development.md` without `dev0`), an answer, and what is covered and stated.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from labelled import ANSWERS, interviews

from quizapp.questions.bundled import bundled_decks

TASKS = interviews(
    ANSWERS / "development.md", ANSWERS / "outside" / "outside.md", *sorted(bundled_decks().glob("*.md"))
)


def heard(question: str, answer: str) -> set[str]:
    """What is covered, and what is stated with a `!` before it."""
    found = (TASKS.get(question) or TASKS[f"dev0{question}"]).judged(answer)
    covered = {name for name, point in found.points.items() if point.status == "covered"}
    return covered | {f"!{name}" for name in found.misconceptions}


# An answer with more wrong in it than right gets no benefit of the doubt on what is about the same pair.
DOUBT = [
    ("zero", "L1 gives zeros. L1's pull is constant.", "zeros pull"),
    ("zero", "L2 gives zeros. L1 never gives zeros. L1's pull is constant.", "!l2-sparse"),
    ("zero", "L2 shrinks. L1 zeroes some weights.", "shrinks zeros"),
    ("pri0", "L2 is Gaussian. The answer is the MAP.", "gaussian mode"),
    ("pri0", "L2 is Laplace, L1 is Gaussian. The answer is the MAP.", "!swapped mode"),
    ("adam", "AdamW decays the weights directly.", "outside"),
    ("adam", "AdamW puts the decay into the gradient. Adam applies it directly to the weights.", "!swapped"),
    ("zero", "Ridge zeroes weights, lasso only shrinks them.", "!l2-sparse"),
    ("zero", "Only ridge zeroes weights, lasso keeps them small.", "!l2-sparse"),
]

# A misconception is not held against who says rightly elsewhere all that it denies.
RIGHTLY = [
    ("zero", "L2 gives zeros. L2 shrinks. L2 never gives zeros, it makes weights small.", "shrinks"),
    ("zero", "L2 gives zeros.", "!l2-sparse"),
    ("zero", "L2 shrinks and never zeroes a weight.", "shrinks"),
    ("pri0", "L1 is Gaussian.", "!swapped"),
    ("pri0", "L1 is Laplace.", "laplace"),
    ("sgd0", "SGD sets them to exactly zero.", "!loop-sparse"),
    ("sgd0", "SGD never reaches zero.", "no-zeros"),
    ("fit0", "It overfits, lower lambda.", "overfits !lower-it"),
]

# What a speaker fills a pause with, and what is begun again, parts no clauses and says nothing.
SPOKEN = [
    (
        "zero",
        "So, um, L1 gives, you know, exact zeros, and the, the L2, uh, only shrinks them.",
        "zeros shrinks",
    ),
    ("zero", "L2 does, erm, not give zeros, it, it shrinks.", "shrinks"),
    ("zero", "Ridge is, um, the one that zeroes weights.", "!l2-sparse"),
    ("zero", "Several weights vanish with L1.", "zeros"),
    ("pri0", "The L2 is, hmm, is a Gaussian, and the L1 is, uh, Laplace.", "gaussian laplace"),
    ("pri0", "The L1 is, hmm, is a Gaussian, and the L2 is, uh, Laplace.", "!swapped"),
    ("adam", "AdamW, uh, decays the, the weights, you know, directly.", "outside"),
    ("adam", "AdamW, uh, puts the, the decay, you know, into the gradient.", "!swapped"),
]

# What others say, and what is taken back over several short clauses, is no claim.
TOLD = [
    ("zero", "A guy in a forum claimed that L2 gives zeros. L2 only shrinks.", "shrinks"),
    ("zero", "In a forum L2 gives zeros.", "!l2-sparse"),
    ("zero", "People will tell you that ridge zeroes weights. It shrinks them.", "shrinks"),
    ("zero", "Ridge zeroes weights, I tell you.", "!l2-sparse"),
    ("zero", "There's a belief that L2 is sparse. It is not.", "shrinks"),
    ("zero", "L2 yields zeros. No, hang on, L1 yields zeros.", "zeros"),
    ("adam", "Adam decouples the decay. No, wait, other way round, AdamW decouples it.", "outside"),
    ("adam", "Adam decouples the decay. No, it really does.", "!swapped"),
    ("pri0", "For L2 one assumes that the weights are Gaussian.", "gaussian"),
    ("pri0", "For L2 one assumes that the weights are Laplace.", "!swapped"),
]

# "The two" is both only where nothing else is counted; "the other" is who was spoken of with the one just named.
COUNTED = [
    ("zero", "The two penalties shrink weights.", "shrinks"),
    ("zero", "L1 gives zeros. The two copies become zero.", "zeros"),
    ("zero", "L1 gives zeros. The two become zero.", "zeros !l2-sparse"),
    ("zero", "L1 gives zeros, the other only shrinks.", "zeros shrinks"),
    ("zero", "L2 gives zeros, the other only shrinks.", "!l2-sparse"),
    ("zero", "L2 shrinks 30 weights and the other 300 are zero, so it is sparse.", "!l2-sparse"),
    ("pri0", "It is Gaussian for L2 and Laplace for the other.", "gaussian laplace"),
    ("pri0", "It is Laplace for L2 and Gaussian for the other.", "!swapped"),
    ("zero", "In both cases weights get small, but only the former gives zeros.", "shrinks zeros"),
]

# A denial of a subject claims nothing of it, and "neither … nor" denies what it says of the two, not the two.
DENIALS = [
    ("zero", "L1 sets some to zero ridge doesn't it just makes them smaller", "zeros shrinks"),
    ("zero", "L2 sets some to zero lasso doesn't it just makes them smaller", "!l2-sparse"),
    ("zero", "L2's force is proportional to w, so it only shrinks it.", "shrinks"),
    ("zero", "L1's force is proportional to w, so it only shrinks it.", ""),
    ("sgd0", "Neither SGD nor Adam will reach zero.", "no-zeros"),
    ("sgd0", "Both SGD and Adam will reach zero.", "!loop-sparse"),
    ("nss98ckv", "Neither the training set nor the test set should choose lambda.", "test-once"),
    ("nss98ckv", "Either the training set or the test set should choose lambda.", "!test-tuning !train-tuning"),
    ("myf20jsv", "A tall peak by itself wouldn't do it.", ""),
    ("myf20jsv", "A tall peak by itself would do it.", "!peak"),
    ("t3ksv990", "Under the Gaussian large weights are pulled back more strongly.", "spares"),
    ("t3ksv990", "Under the Gaussian large weights are pulled back less strongly.", ""),
    ("sgd0", "A gradient-based method such as SGD never lands on zero.", "no-zeros"),
    ("sgd0", "A gradient-based method such as SGD lands on zero.", "!loop-sparse"),
]

# An argument in brackets is no subject, symbols in a list are one clause, a short word with a full stop ends none.
SYMBOLS = [
    ("pri0", "L2 is exp(-w^2), a Gaussian.", "gaussian"),
    ("pri0", "L2 is exp(-|w|), a Laplace.", "!swapped"),
    ("t3ksv990", "Laplace falls off like exp(-|w|), so it has the heavier tails.", "heavier"),
    ("t3ksv990", "Gaussian falls off like exp(-w^2), so it has the heavier tails.", "!gaussian-heavier"),
    ("zero", "l1 -> 0s, const. gradient", "zeros pull"),
    ("zero", "l2 -> 0s, const. gradient", "!l2-sparse"),
    ("adam", "Adam: decay in the gradient, seen by m, v", "inside"),
    ("adam", "AdamW: decay in the gradient, seen by m, v", "!swapped"),
    ("zero", "L1: pull const -> exactly 0", "zeros pull"),
    ("zero", "L2: pull const -> exactly 0", "!l2-sparse"),
]

# Two directions go together: who turns both says the same, who turns one says the opposite.
DIRECTIONS = [
    ("4fwfjx53", "A larger lambda is a narrower prior.", "width"),
    ("4fwfjx53", "A larger lambda is a wider prior.", "!wider"),
    ("4fwfjx53", "A small lambda means a wide prior.", "width"),
    ("4fwfjx53", "A small lambda means a tight prior.", "!wider"),
    ("4fwfjx53", "The larger lambda, the narrower the prior.", "width"),
    ("4fwfjx53", "The larger lambda, the broader the prior.", "!wider"),
    ("beq7sh12", "The longer you train the weaker the penalty.", "steps"),
    ("beq7sh12", "The longer you train the stronger the penalty.", "!more-steps"),
]

# A denial reaches over a relative clause, from behind a head, through "other than" and "something neither has".
AFAR = [
    ("zero", "With L2 there is no weight which is exactly zero.", "shrinks"),
    ("zero", "With L2 there is a weight which is exactly zero.", "!l2-sparse"),
    ("zero", "L2, exact zeros: none", "shrinks"),
    ("zero", "L2, exact zeros: many", "!l2-sparse"),
    ("sgd0", "Every weight that SGD gives is something other than zero.", "no-zeros"),
    ("sgd0", "Every weight that SGD gives is zero.", "!loop-sparse"),
    ("sgd0", "For SGD the test w == 0 stays false.", "no-zeros"),
    ("sgd0", "For SGD the test w == 0 stays true.", "!loop-sparse"),
    ("sgd0", "For SGD the test w == 0 stays false for all of them.", "no-zeros"),
    ("sgd0", "For SGD the test w == 0 becomes true for all of them.", "!loop-sparse"),
    ("c84xsfkk", "A kink is something neither of the two has.", ""),
    ("c84xsfkk", "A kink is something L1 has.", "kink"),
]

# What a clause turns down is denied, though it has no "not".
REFUSED = [
    ("0rnvcarh", "A logarithmic grid is what I would take.", "log-grid"),
    ("0rnvcarh", "A logarithmic grid wastes points.", ""),
    ("0rnvcarh", "A logarithmic grid is pointless.", ""),
    ("0rnvcarh", "A linear grid wastes points, so I take a logarithmic grid.", "log-grid"),
    ("0rnvcarh", "Several seeds are needed.", "seeds"),
    ("0rnvcarh", "Several seeds are overkill.", ""),
    ("0rnvcarh", "One seed is pointless, take several seeds.", "seeds"),
    ("0rnvcarh", "Several seeds make no sense.", ""),
]

# Who asks, or says that he does not know, claims nothing.
UNKNOWN = [
    ("zero", "Whether L2 gives zeros, I don't know.", ""),
    ("zero", "Whether you like it or not, L2 gives zeros.", "!l2-sparse"),
    ("zero", "I'm not sure L1 gives zeros.", ""),
    ("zero", "I'm sure L1 gives zeros.", "zeros"),
    ("beq7sh12", "Whether longer training is a stronger penalty is something I always mix up.", ""),
    ("beq7sh12", "Longer training is a stronger penalty.", "!more-steps"),
    ("pri0", "No idea whether L2 is Gaussian.", ""),
    ("pri0", "No doubt L2 is Gaussian.", "gaussian"),
]

# A belief that is told, and taken back later in ordinary words, is no claim.
CORRECTED = [
    ("zero", "You sometimes read that ridge zeroes weights. L2 shrinks.", "shrinks"),
    ("zero", "You can read it off the plot: ridge zeroes weights.", "!l2-sparse"),
    ("zero", "It was suggested that L2 is sparse. I don't buy it.", ""),
    ("zero", "It was suggested to me that L2 is sparse.", ""),
    ("zero", "L2 is sparse. I buy it.", "!l2-sparse"),
    ("zero", "L2 gives zeros. That's not it.", ""),
    ("zero", "L2 gives zeros. That's it.", "!l2-sparse"),
    ("pri0", "The Laplace prior goes with L2. They shouldn't have been swapped.", "!swapped"),
    ("sgd0", "SGD sets them to exactly zero. It doesn't work.", ""),
    ("sgd0", "SGD sets them to exactly zero. It works.", "!loop-sparse"),
]

# What a thing grows with is said of it: "as lambda grows, …".
GROWING = [
    ("4fwfjx53", "As lambda grows, the prior gets narrower.", "width"),
    ("4fwfjx53", "As lambda grows, the prior gets wider.", "!wider"),
    ("4fwfjx53", "As lambda grows the variance grows with it.", "!wider"),
    ("4fwfjx53", "As lambda grows the variance shrinks.", "width"),
    ("4fwfjx53", "As lambda increases the prior becomes tight.", "width"),
    ("4fwfjx53", "As lambda increases the prior becomes broad.", "!wider"),
]

# Clauses of which one is set against the other say nothing together; a question ends at a semicolon.
AGAINST = [
    ("ffhxg63k", "Under Adam a weight with large gradients is decayed less.", "uneven"),
    ("ffhxg63k", "Under Adam a large one is decayed more and a small one hardly at all.", ""),
    ("ffhxg63k", "Under Adam a large gradient means less decay and a small one more.", "uneven"),
    ("zero", "L1 has a constant gradient, and that is its pull.", "pull"),
    ("zero", "L1 has a pull, whereas being constant is rare.", ""),
    ("0rnvcarh", "A logarithmic grid; is the best at its edge?", "log-grid"),
    ("0rnvcarh", "A logarithmic grid, is it any good?", ""),
    ("c84xsfkk", "The slope of L2 is the same all the way to zero.", ""),
    ("c84xsfkk", "The slope of L2 goes to zero.", "fades"),
]

# "The other" is the partner only where a clause is about it.
OTHER = [
    ("zero", "L1 picks one and lets the other go to zero.", "zeros"),
    ("zero", "L1 makes small weights, and the other gives zeros.", "!l2-sparse"),
    ("zero", "L1 gives zeros, now the other one: it shrinks.", "zeros shrinks"),
    ("zero", "L2 shrinks two weights that are near each other.", "shrinks"),
    ("zero", "L1 zeroes one weight and keeps the other.", "zeros"),
    ("zero", "L1 shrinks, and for the other there are zeros.", "!l2-sparse"),
    ("bcywgw2x", "The elastic net gives them weights that are close to each other and similar.", "shares"),
    ("bcywgw2x", "The elastic net keeps one and drops the others.", "!elastic-picks"),
]

# A mistake about one of a pair is held against that one only; a line with a head of its own is a sentence.
SIDES = [
    ("zero", "weights that are small get much less of it L1 gives exact zeros there", "zeros"),
    ("zero", "weights that are small get much less of it L2 gives exact zeros there", "!l2-sparse"),
    ("zero", "what I remember of the pull of the penalty is that it keeps constant\nL1: so zeros", "zeros"),
    ("zero", "what I remember of the pull of the penalty is that it keeps constant\nL2: so zeros", "!l2-sparse"),
]

# Notes in columns are read cell by cell, and yes and no are claims and denials.
COLUMNS = [
    ("zero", "L1 / L2\nexact zeros: many / none", "zeros shrinks"),
    ("zero", "L2 / L1\nexact zeros: many / none", "!l2-sparse"),
    ("zero", "exact zeros? L1: yes / L2: no", "zeros shrinks"),
    ("zero", "exact zeros? L1: no / L2: yes", "!l2-sparse"),
    ("zero", "exact zeros? lasso yes, ridge no", "zeros shrinks"),
    ("zero", "exact zeros? lasso no, ridge yes", "!l2-sparse"),
    ("adam", "decay enters: the gradient (Adam) / the weights directly (AdamW)", "inside outside"),
    ("adam", "decay enters: the gradient (AdamW) / the weights directly (Adam)", "!swapped"),
    ("4fwfjx53", "large lambda: narrow / small lambda: wide", "width"),
    ("4fwfjx53", "large lambda: wide / small lambda: narrow", "!wider"),
    ("ffhxg63k", "reuse the value? no", "retune"),
    ("ffhxg63k", "reuse the value? yes", ""),
]

# A claim with a "when" behind it stands under that condition, as one with a "when" before it does; the condition alone
# claims nothing. "Without a penalty" denies the penalty, not all that follows; "not necessary" is a denial.
CONDITIONS = [
    ("xcx6s679", "When parameters equal rows, the error is worst.", "peak"),
    ("xcx6s679", "The error is worst when parameters equal rows.", "peak"),
    ("xcx6s679", "The error is worst once parameters equal rows.", "peak"),
    ("xcx6s679", "The error is worst when it rains.", ""),
    ("xcx6s679", "It snows when the error is worst at as many parameters as rows.", ""),
    ("zero", "I fit the lasso when ridge gives exact zeros.", ""),
    ("xcx6s679", "Without a penalty the error is worst at as many parameters as rows.", "peak"),
    ("xcx6s679", "Without any doubt the error is not worst at as many parameters as rows.", ""),
    ("zero", "L2 makes weights smaller without setting the small ones to zero.", "shrinks"),
    ("e7j55w8q", "Fine-tuning is not necessary.", "!once"),
    ("e7j55w8q", "Fine-tuning is not necessarily enough.", "finetune"),
    ("xgjrxr4r", "If lr·wd is smaller than 0.002 the decay does nothing.", "product"),
    ("xgjrxr4r", "If lr·wd is smaller than 0.002 is another matter.", ""),
    ("vjr8xqmd", "I am done once the KKT conditions are met.", "arrived"),
    ("vjr8xqmd", "I am bored once the KKT conditions are met.", ""),
    ("zxws13qd", "Whether biases are decayed.", "which"),
    ("zxws13qd", "I do not know whether biases are decayed.", ""),
    ("zxws13qd", "Whether biases are decayed, I don't know.", ""),
    ("zxws13qd", "Whether there is a ½ or not is a factor of two.", "half"),
    ("zero", "Under L1 a useless feature that is scaled or not has zero weight.", "zeros"),
]

# A phrase in quotes is those words, and nothing else that a concept of the same name takes in.
QUOTED = [
    ("p8fvaaeb", "The penalty makes the bias larger.", "bias"),
    ("p8fvaaeb", "The penalty makes the intercept larger.", ""),
    ("y4xqnjrv", "What the lasso keeps is causal.", "!significant"),
    ("y4xqnjrv", "What the lasso keeps is the real one.", ""),
]

RULES = {
    "quoted": QUOTED,
    "conditions": CONDITIONS,
    "afar": AFAR,
    "refused": REFUSED,
    "unknown": UNKNOWN,
    "corrected": CORRECTED,
    "growing": GROWING,
    "against": AGAINST,
    "other": OTHER,
    "sides": SIDES,
    "columns": COLUMNS,
    "directions": DIRECTIONS,
    "doubt": DOUBT,
    "rightly": RIGHTLY,
    "told": TOLD,
    "spoken": SPOKEN,
    "counted": COUNTED,
    "denials": DENIALS,
    "symbols": SYMBOLS,
}
ROWS = [pytest.param(*row, id=f"{rule}: {row[1][:50]}") for rule, rows in RULES.items() for row in rows]


@pytest.mark.parametrize(("question", "answer", "expected"), ROWS)
def test_a_rule_of_reading(question: str, answer: str, expected: str) -> None:
    assert heard(question, answer) == set(expected.split())


# A mistake about one of a pair is held against that one only, and what covers one point against no other.
HELD = [
    ("pri0", "L1 is Gaussian.", "laplace"),
    ("pri0", "L2 is Laplace.", "gaussian"),
    ("pri0", "L2 is Laplace and L1 is Gaussian.", "gaussian laplace"),
    ("adam", "AdamW adds the decay to the gradient.", "outside"),
    ("adam", "Adam decouples the decay.", "inside"),
    ("adam", "AdamW adds the decay to the gradient, Adam decouples it.", "inside outside"),
    ("bcywgw2x", "The elastic net shares the weight evenly.", ""),
    ("bcywgw2x", "The lasso shares the weight evenly.", "picks"),
]


@pytest.mark.parametrize(("question", "answer", "expected"), HELD)
def test_a_mistake_is_held_against_its_own_side(question: str, answer: str, expected: str) -> None:
    found = (TASKS.get(question) or TASKS[f"dev0{question}"]).judged(answer)
    assert {name for name, point in found.points.items() if point.status == "contradicted"} == set(expected.split())


def test_what_neither_gives_is_denied_before_a_participle_too() -> None:
    assert "no-mass" in heard("myf20jsv", "Neither the prior nor the posterior puts any probability on w being zero.")
    assert "no-mass" not in heard("myf20jsv", "The prior puts a probability on w being zero.")
