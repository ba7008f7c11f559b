"""The lesson at work: found by section and claim, run, audited."""
