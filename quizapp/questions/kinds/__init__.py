"""One file per kind of question. Dropping a file in is all that it takes to add one; `questions/kind.py` finds it."""
