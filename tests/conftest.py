"""What holds for every test."""

from hypothesis import settings

# No deadline for an example: how long one takes is a matter for the benchmarks, not for a busy machine.
settings.register_profile("quizapp", deadline=None)
settings.load_profile("quizapp")
