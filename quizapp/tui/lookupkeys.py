"""The keys of the glossary: more of the one table, for the list of terms and for a single one."""

from __future__ import annotations

from quizapp.tui.keys import BACK, HELP, PALETTE, READ_DETAILS, Key

GLOSSARY = (
    Key("enter", "open", "open", "Open the term: what it is set against, and its questions", when=("list",)),
    Key("enter", "leave_search", "to the list", "Go from the search to what it found", when=("searching",)),
    Key("slash", "search", "search", "Search in names, spellings and meanings; the nearest comes first"),
    Key("p", "practise", "practise", "Practise the questions in which it stands", "f8", offered="used"),
    HELP,
    BACK,
    *READ_DETAILS,
    PALETTE,
)

TERM = (
    Key("enter", "open", "open", "Go to the term at the pointer ›, or read the question there", when=("list",)),
    Key("p", "practise", "practise", "Practise the questions in which it stands", offered="used"),
    HELP,
    BACK,
    PALETTE,
)
