"""What is kept of an error that nobody expected: the traceback in a log file, and a sentence for the screen."""

from __future__ import annotations

import traceback
from datetime import datetime

from quizapp import __version__


def sentence(error: Exception) -> str:
    """Write the traceback of `error` to a log file; return a sentence that names both."""
    what = f"something unexpected went wrong ({type(error).__name__}: {_first_line(error)})"
    try:
        from quizapp.workspace.places import find_places

        now = datetime.now().astimezone()
        path = find_places().log / f"error-{now:%Y-%m-%d-%H%M%S}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(traceback.format_exception(error))
        path.write_text(f"quizapp {__version__}, {now:%c}\n{text}", encoding="utf-8", errors="replace")
    except (OSError, ImportError) as trouble:
        return f"{what}; the details could not be written to a log file ({_first_line(trouble)})."
    return f"{what}. Your answers are safe. The details are in {path}; please send that file with your report."


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["no message"])[0][:200]
