"""A practice session: question, answer, verdict, rating, undo, and what it all comes to."""
