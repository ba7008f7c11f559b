"""quizapp: interview practice in the terminal, where every answer key is a live run."""

__version__ = "0.5.0"
