"""A bench of the Lab: its fields, one run or a sweep at a time, and two runs compared."""
