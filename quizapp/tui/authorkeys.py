"""The keys of those who write decks: more of the one table, for the screens in which questions are written."""

from __future__ import annotations

from quizapp.tui.keys import BACK, HELP, LOOK_UP, PALETTE, READ_BACK, READ_DETAILS, Key

PREVIEW = (
    Key("escape", "stop", "stop", "Stop the runs", when=("running",)),
    Key("a", "try", "try", "Try an answer: practice in every detail, of which nothing is kept", when=("question",)),
    Key("e", "edit", "edit", "Open $EDITOR at the question, or at the mistake that hides it"),
    Key("n", "next", "next", "The next question of the file", when=("several",)),
    Key("p", "previous", "", "The question before", when=("several",)),
    Key("v", "variant", "variant", "The next variant", when=("variants",)),
    Key("r", "prove", "run code", "Put its solution and its starter to the tests", when=("code",)),
    Key("k,tab", "pane", "key", "Show or hide the key, the traps and the problems"),
    LOOK_UP,
    HELP,
    Key("escape,q", "back", "back", "Go back, or leave the preview"),
    Key("pagedown", "page_down", "", "Read on in the question"),
    READ_BACK,
    Key("space", "pane_down", "", "Read on in the pane"),
    Key("backspace", "pane_up", "", "Read back in the pane"),
    PALETTE,
)

DRAFT = (
    Key("escape", "stop", "stop", "Stop the runs", when=("running",)),
    Key("s", "save", "save", "Save it to a deck of your own, once it is proved", when=("draft",)),
    Key("u", "undo", "undo", "Take it out of the deck again: it is a draft as before", when=("saved",)),
    Key("f", "form", "form", "Go on in the form", when=("draft",)),
    Key("w", "another", "next one", "Write another question", when=("saved",)),
    *(key for key in PREVIEW if key.action not in ("stop", "back", "next", "previous")),
    Key("escape,q", "back", "back", "Go back; a draft stays, and can be gone on with"),
)

ADD = (
    Key("enter", "open", "form", "Fill in a form", when=("list",)),
    Key("enter", "leave_search", "to the list", "Go from the search to what it found", when=("searching",)),
    Key("e", "edit", "editor", "Write it in your own editor: VISUAL or EDITOR", "f9"),
    Key("d", "discard", "delete", "Delete the draft; u brings it back", "f7", ("draft",)),
    Key("u", "undo", "undo", "Bring back the draft that was deleted last", "f4", ("discarded",)),
    Key("slash", "search", "search", "Search in the kinds"),
    HELP,
    BACK,
    *READ_DETAILS,
    PALETTE,
)

WRITE = (
    Key("ctrl+s,f10", "preview", "preview", "See it as a learner will, check it, save it (f10 too)"),
    Key("f9", "edit", "editor", "Go on in your own editor: VISUAL or EDITOR"),
    Key("tab", "app.focus_next", "next part", "Go to the next part"),
    Key("shift+tab", "app.focus_previous", "", "Go to the part before"),
    HELP,
    Key("escape", "back", "back", "Go back; what you typed is kept as a draft"),
    PALETTE,
)

DECKS = (Key("enter", "choose", "save here", "Save the question to this deck"), HELP, BACK, PALETTE)
