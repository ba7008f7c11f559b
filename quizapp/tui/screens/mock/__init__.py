"""The screens of a mock interview: before it, in it, and what comes after it."""
