"""The scratch folder of one check: the current folder of the learner's code, gone when the check is over.

Its name follows from the job's nonce, which nobody can guess, so that whoever outlives the others can remove it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def make_scratch(job: str) -> Path:
    """The new, empty folder of the job with the nonce `job`. An `OSError` says why there is none."""
    folder = _scratch(job)
    folder.mkdir(mode=0o700)
    return folder


def remove_scratch(job: str) -> None:
    """Remove the folder of a job with all that is in it, where it had one. Never raises."""
    import shutil  # late, as below: the app imports this module before its first screen

    try:
        folder = _scratch(job)
    except OSError:  # there is no room for any temporary file, and so there was none for this folder
        return
    shutil.rmtree(folder, ignore_errors=True)
    if folder.is_symlink():  # the code put it in the place of its folder
        folder.unlink(missing_ok=True)
    elif folder.exists():
        _open_up(folder)
        shutil.rmtree(folder, ignore_errors=True)  # what then stays is the system's to clear


def _scratch(job: str) -> Path:
    import tempfile

    return Path(tempfile.gettempdir(), f"quizapp-{job}")


def _open_up(folder: Path) -> None:
    """Give back the permissions that the code took from its own folders. A link is not followed."""
    with suppress(OSError):
        folder.chmod(0o700)
        for inside in folder.iterdir():
            if inside.is_dir() and not inside.is_symlink():
                _open_up(inside)
