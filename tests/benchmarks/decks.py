"""Decks of any size, made of the questions of the bundled ones, so that they weigh what real ones weigh."""

from __future__ import annotations

import re
from itertools import count, cycle
from pathlib import Path

from quizapp.workspace.places import bundled_decks

DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def write_decks(folder: Path, questions: int) -> None:
    """Write decks with `questions` questions in all into `folder`, each under an id of its own."""
    folder.mkdir(parents=True)
    models = sorted(path for path in bundled_decks().glob("*.md") if path.name != "README.md")
    ids = count(1)
    for number, model in enumerate(cycle(models)):
        head, *sections = re.split(r"(?m)^(?=## )", model.read_text(encoding="utf-8"))
        deck = re.sub(r"(?m)^deck: (.*)$", rf"deck: \1-{number}", head)
        body = re.sub(r"(?<=<!-- q id=)\w+", lambda _: _id(next(ids)), "".join(sections[:questions]))
        (folder / f"deck-{number:04}.md").write_text(deck + body, encoding="utf-8")
        questions -= len(sections)
        if questions <= 0:
            return


def _id(number: int) -> str:
    """Eight characters, the last five of which count."""
    return "000" + "".join(DIGITS[number >> shift & 31] for shift in (20, 15, 10, 5, 0))
