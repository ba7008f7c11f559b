"""The lesson: its story with the experiments in it, the audit of its claims, and the answer in 90 seconds."""
