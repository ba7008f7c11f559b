"""Learners' code: a judge that asks and compares, and the learner's process, which answers under limits.

This is protection against accidents and self-deception. An endless loop, a memory bomb, `os._exit(0)` or a crash costs
that run only; a patched comparison or a printed "passed" changes nothing, because the judge compares, in a process that
the code does not reach. It is no wall against somebody who means harm: the code runs as the person who started quizapp
and can read and change what that person can. Hence a person is asked before the code of a strange deck runs.
"""
