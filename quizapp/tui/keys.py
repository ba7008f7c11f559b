"""The one table of keys: it feeds the bindings, the key bar at the bottom, and each screen's help."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingType

FOOTER_KEYS = 6


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a screen.

    `label` is its word in the key bar (empty: not there), `about` its line in the help. `typing` does the same while
    letters go into an input. `when` names the moments (a screen's own words) of which one must be there for the key to
    mean something; empty is always. `offered` names one more that the key bar waits for: pressed without it, the key
    only says why nothing happens.
    """

    key: str
    action: str
    label: str
    about: str
    typing: str = ""
    when: tuple[str, ...] = ()
    offered: str = ""

    def means_something(self, moments: Collection[str]) -> bool:
        """Whether the key can be pressed at these moments."""
        return not self.when or any(moment in moments for moment in self.when)

    @property
    def works_while_typing(self) -> bool:
        """Whether it is no character that an input takes."""
        face = self.face(typing=True)
        return face in ARROWS or (len(face) > 1 and face not in TYPED)

    def face(self, *, typing: bool) -> str:
        """The key as it is written in the key bar and in help."""
        name = self.typing if typing and self.typing else self.key.split(",")[0]
        return FACES.get(name, name)


FACES = {
    "question_mark": "?",
    "slash": "/",
    "escape": "esc",
    "comma": ",",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "plus": "+",
    "up": "↑",
    "down": "↓",
}
ARROWS = "↑↓"
TYPED = ("space", "backspace")

# Textual binds these by itself; the table lists them for the key bar and the help.
OWN_KEYS = ("tab", "shift+tab", "ctrl+p")

HELP = Key("question_mark", "help", "help", "This page: the keys and what the screen shows", typing="f1")
BACK = Key("escape", "back", "back", "Go back")
READ_ON = Key("pagedown,space", "page_down", "read on", "Read on")
READ_BACK = Key("pageup", "page_up", "", "Read back")
READ_DETAILS = (
    Key("space", "page_down", "read on", "Read on about what the pointer is at"),
    Key("backspace", "page_up", "", "Read back"),
)
PALETTE = Key("ctrl+p", "app.command_palette", "", "Every action by name")
LOOK_UP = Key("g", "glossary", "", "The glossary: the terms in front of you first, then all of them", typing="ctrl+g")

HOME = (
    Key("enter", "choose", "start", "Do what the cursor › points at; practice comes first"),
    Key("b,slash", "browse", "browse", "All questions: search, filter, practise one"),
    Key("e", "lesson", "", "The lesson, with its experiments, the audit of the original, and the answer in 90 seconds"),
    Key("l", "lab", "lab", "The Lab: live experiments to change, run, compare and sweep"),
    Key("g", "glossary", "", "The glossary: what each term means, in one line"),
    Key("i", "mock", "", "A mock interview against the clock, the one that you left, and the reports"),
    Key("t", "statistics", "", "Answers, recall by topic, what is due next"),
    Key("comma", "settings", "settings", "New questions a day, retention, interview date, theme"),
    Key("p", "problems", "", "What is wrong in the decks, with the place and the cure"),
    Key("r", "reload", "", "Read the decks again"),
    Key("a", "add", "", "Add a question: in a form or in your editor, checked before it is saved"),
    HELP,
    Key("q", "quit", "quit", "Leave quizapp"),
    PALETTE,
)

WRITTEN, POINTS = ("writing", "left"), ("points",)
OVERRULE = Key(
    "o", "overrule", "overrule", "Say that the verdict on the point at › is wrong; again takes it back", "", POINTS
)
UNANSWERED = ("asking", "card", "writing", "left")
PRACTICE = (
    Key("enter", "submit", "answer", "Submit the answer", when=("asking",)),
    Key("ctrl+s,f10", "submit_text", "answer", "Submit what you wrote (f10 too)", when=WRITTEN),
    Key("enter", "write", "write on", "Go back into the text", when=("left",)),
    Key("enter", "turn", "turn", "Turn the card", when=("card",)),
    Key("enter", "accept", "accept", "Accept the rating in brackets and go on", when=("rating",)),
    Key("escape", "leave_text", "leave text", "Leave the text, so that letters are keys again", when=("writing",)),
    OVERRULE,
    Key("f9", "editor", "editor", "Write it in your own editor: VISUAL or EDITOR", when=WRITTEN),
    Key("h", "hint", "hint", "The next hint; a right answer then proposes “hard”", "f2", UNANSWERED, "hints"),
    Key("s", "skip", "skip", "Pass on: not rated, stays due", "f3", (*UNANSWERED, "checking", "unrated")),
    Key("f8", "start_over", "", "Back to the starter; ctrl+z brings your text back", when=("starter",)),
    Key("down", "point(1)", "", "Go to the next point of the verdict", when=POINTS),
    Key("up", "point(-1)", "", "Go to the point before", when=POINTS),
    Key("1", "rate('again')", "", "Rate it again: it comes back in this session", when=("rating", "unrated")),
    Key("2", "rate('hard')", "", "Rate it hard", when=("rating", "unrated")),
    Key("3", "rate('good')", "", "Rate it good", when=("rating", "unrated")),
    Key("4", "rate('easy')", "", "Rate it easy", when=("rating", "unrated")),
    Key("d", "demo", "test again", "Put your code to its tests after all", when=("untried",)),
    Key("d", "demo", "run demo", "Run the demo behind the answer again", when=("proof",)),
    Key("e", "edit_run", "try it", "Change a parameter of the demo and run it", when=("proof",)),
    Key("u", "undo", "undo", "Take the last answer back and answer again", "f4", offered="undoable"),
    Key("n", "note", "", "The reading note of this deck", typing="f6"),
    Key("m", "mark", "mark", "Mark the question, to find it again in browse", typing="f5", offered="roomy"),
    LOOK_UP,
    Key("E", "edit_source", "", "Change the question, in your own editor, where it stands in its deck", "f7"),
    Key("escape", "stop_run", "stop", "Stop the run; the verdict comes without it", when=("checking", "running")),
    HELP,
    Key("escape", "back", "end", "End the session; everything answered is saved"),
    Key("pagedown,space", "page_down", "", "Read on"),
    READ_BACK,
    PALETTE,
)

SUMMARY = (
    Key("enter", "choose", "choose", "Do what the cursor › points at"),
    Key("u", "undo", "undo", "Take the last answer back and answer again", when=("answered",)),
    Key("x", "export", "export", "Write this summary to a Markdown file", when=("answered",)),
    HELP,
    Key("escape,q", "back", "home", "Back to the home screen"),
    PALETTE,
)

BROWSE = (
    Key("enter", "open", "practise", "Practise the question under the cursor", when=("list",)),
    Key("enter", "leave_search", "to the list", "Go from the search to what it found", when=("searching",)),
    Key("slash", "search", "search", "Search in titles, tags and decks"),
    Key("f", "filter", "filter", "The next filter: all, due, new, marked, live, missed", typing="f6"),
    Key("v", "view", "view", "Read the question under the cursor", typing="f7"),
    Key("n", "note", "note", "The reading note of its deck", typing="f9"),
    Key("m", "mark", "mark", "Mark the question under the cursor", typing="f5"),
    Key("a", "practise_all", "all", "Practise everything in the list", typing="f8"),
    LOOK_UP,
    Key("E", "edit_source", "", "Change the question, in your own editor, where it stands in its deck", typing="f4"),
    Key("A", "add", "", "Add a question: in a form or in your editor, checked before it is saved"),
    HELP,
    BACK,
    PALETTE,
)

INTERVIEWS = Key("i", "interviews", "mock interviews", "Those held so far: their reports, the trends, two side by side")
STATISTICS = (READ_ON, READ_BACK, INTERVIEWS, HELP, BACK, PALETTE)

SETTINGS = (
    Key("enter", "confirm", "save", "Save this value"),
    Key("tab", "app.focus_next", "next", "Go to the next setting"),
    Key("shift+tab", "app.focus_previous", "", "Go to the setting before"),
    Key("pagedown", "page_down", "read on", "Read on, to the names of the themes"),
    READ_BACK,
    HELP,
    BACK,
    PALETTE,
)

OUTCOME = (
    Key("enter", "choose", "choose", "Do what the cursor › points at", when=("asking",)),
    Key("enter", "confirm", "keep", "Keep it", when=("telling",)),
    HELP,
    Key("escape", "back", "not now", "Say it another time: home offers it again", when=("asking",)),
    Key("escape", "ask_again", "back", "Back to how it went", when=("telling",)),
    PALETTE,
)

LAB = (
    Key("enter", "open", "open", "Put the demo under the cursor on the bench", when=("list",)),
    Key("enter", "leave_search", "to the list", "Go from the search to what it found", when=("searching",)),
    Key("slash", "search", "search", "Search in titles, what is shown, parameters, claims and questions"),
    Key("p", "practise", "practise", "Practise the questions that use it", typing="f8", offered="used"),
    Key("n", "notebook", "notebook", "The runs that you kept", typing="f9"),
    HELP,
    BACK,
    *READ_DETAILS,
    PALETTE,
)

DEMO = (
    Key("enter", "run", "run", "Run the demo with these values", when=("still",)),
    Key("escape", "stop", "stop", "Stop the run", when=("running",)),
    Key("a", "allow", "allow it", "Run it though it takes longer than a run usually may", "f8", ("too long",)),
    Key("up", "step(1)", "change", "More: a larger value, or the next word", when=("typing",)),
    Key("down", "step(-1)", "", "Less: a smaller value, or the word before", when=("typing",)),
    Key("tab", "app.focus_next", "", "Go to the next parameter, and behind the last one to the result"),
    Key("shift+tab", "app.focus_previous", "", "Go to the parameter before"),
    Key("p", "pin", "pin", "Pin this run as the first: the next one is compared with it", "f2", ("result",)),
    Key("p", "unpin", "unpin", "Compare no more", "f2", ("pinned",)),
    Key("x", "swap", "swap", "Swap the first run and the second", "f3", ("compared",)),
    Key("s", "sweep", "sweep", "Sweep the parameter: a run for each value of a range", typing="f4"),
    Key("k", "save", "keep", "Keep this run in the notebook, with a note", "f5", ("result", "pinned")),
    HELP,
    Key("escape", "back", "back", "Go back; the bench stays as it is"),
    Key("c", "copy", "", "Copy as a command line or as a Python script", typing="f6"),
    Key("r", "reset", "", "Every parameter back to its default", typing="f7"),
    READ_ON,
    READ_BACK,
    PALETTE,
)

SWEEP = (
    Key("enter", "run", "run", "Run the sweep; what is there already is not run again", when=("still",)),
    Key("escape", "stop", "stop", "Stop; the runs that are finished are kept", when=("running",)),
    Key("a", "allow", "allow it", "Run it though a run takes longer than one usually may", "f8", ("too long",)),
    Key("down", "measure(1)", "measure", "Plot the next measure", when=("measures",)),
    Key("up", "measure(-1)", "", "Plot the measure before", when=("measures",)),
    Key("pagedown", "page_down", "read on", "Read on, to the table"),
    READ_BACK,
    HELP,
    Key("escape", "back", "back", "Go back to the bench; the sweep stays as it is"),
    PALETTE,
)

COPY = (
    Key("c", "copy_command", "copy command", "Copy the command line"),
    Key("s", "copy_script", "copy script", "Copy the script"),
    Key("w", "write_script", "write script", "Write the script to a file"),
    READ_ON,
    READ_BACK,
    HELP,
    BACK,
    PALETTE,
)

CONSENT = (
    Key("y", "yes", "run it", "Let the code of this deck run, as it is now"),
    Key("n,escape", "back", "do not", "Do not let it run"),
    Key("pagedown,space", "page_down", "", "Read on"),
    READ_BACK,
    HELP,
    PALETTE,
)

NOTE = (Key("enter", "confirm", "keep", "Keep it"), HELP, Key("escape", "back", "back", "Go back"), PALETTE)

NOTEBOOK = (
    Key("enter", "open", "open", "Look at the run under the cursor", when=("run",)),
    Key("enter", "leave_search", "to the list", "Go from the search to what it found", when=("searching",)),
    Key("slash", "search", "search", "Search in demos, parameters, notes and measures"),
    Key("e", "edit", "note", "Change the note of the run", "f6", ("run", "searching")),
    Key("d", "delete", "delete", "Delete the run; u brings it back", "f7", ("run", "searching")),
    Key("u", "undo", "undo", "Bring back the run that was deleted last", "f4", ("deleted",)),
    Key("x", "export('markdown')", "export", "Export the list as Markdown", "f8", ("run", "searching")),
    Key("j", "export('json')", "", "Export the list as JSON", "f9", ("run", "searching")),
    HELP,
    BACK,
    *READ_DETAILS,
    PALETTE,
)

KEPT = (
    Key("r", "again", "run again", "Put the demo on the bench with these parameters", when=("readable",)),
    Key("e", "edit", "note", "Change the note"),
    READ_ON,
    READ_BACK,
    HELP,
    BACK,
    PALETTE,
)

READER = (READ_ON, READ_BACK, HELP, BACK, PALETTE)
QUESTION = (Key("E", "edit_source", "edit", "Change it where it stands in its deck, in your editor"), LOOK_UP, *READER)


def bindings(table: Sequence[Key]) -> list[BindingType]:
    """The Textual bindings of a table: every key, and every key for typing."""
    presses = [(key.key, key) for key in table] + [(key.typing, key) for key in table if key.typing]
    return [
        Binding(press, key.action, key.label or key.about, show=False)
        for press, key in dict.fromkeys(presses)
        if press not in OWN_KEYS
    ]


def for_footer(table: Sequence[Key], moments: Collection[str] = (), *, typing: bool = False) -> list[Key]:
    """At most six keys that mean something at these `moments`, in the order of the table, each key once.

    While letters go into an input, only keys that still work are offered.
    """
    usable = [key for key in table if key.label and key.means_something(moments)]
    usable = [key for key in usable if not key.offered or key.offered in moments]
    if typing:
        usable = [key for key in usable if key.works_while_typing]
    first = {key.face(typing=typing): key for key in reversed(usable)}
    return [key for key in usable if first[key.face(typing=typing)] is key][:FOOTER_KEYS]
