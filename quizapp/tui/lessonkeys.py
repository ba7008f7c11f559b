"""The keys of the lesson: more of the one table, for its contents, one of its sections, and the audit."""

from __future__ import annotations

from quizapp.tui.keys import BACK, HELP, PALETTE, READ_BACK, READ_DETAILS, Key

CONTENTS = (
    Key("enter", "open", "open", "Read the section that the pointer › is at, or look at the audit"),
    Key("p", "practise", "practise", "Practise the questions of the section"),
    HELP,
    BACK,
    *READ_DETAILS,
    PALETTE,
)

STILL, RUNNING, TYPING = ("still",), ("running",), ("typing",)
SECTION = (
    Key("enter", "run", "run", "Run the experiment at ›", when=STILL),
    Key("enter", "run", "run", "Run it with the parameters that you typed", when=TYPING),
    Key("x", "stop", "stop", "Stop the run", when=RUNNING),
    Key("tab", "app.focus_next", "next one", "Go to the next experiment"),
    Key("shift+tab", "app.focus_previous", "", "Go to the experiment before"),
    Key("c", "change", "change", "Change its parameters, and run it again", when=STILL),
    Key("escape", "leave_change", "leave", "Leave the parameters as they are", when=TYPING),
    Key("o", "bench", "", "Put it on the bench of the Lab: compare runs, sweep a parameter, keep a run", when=STILL),
    Key("right_square_bracket,n", "turn(1)", "next section", "The next section", when=("still", "running", "text")),
    Key("left_square_bracket,b", "turn(-1)", "", "The section before", when=("still", "running", "text")),
    Key("p", "practise", "", "Practise the questions of this section", when=("still", "running", "text")),
    Key("h", "hide", "hide, say it", "Hide the answer, say it yourself, and have it graded", when=("answer",)),
    Key("a", "audit", "", "What the lesson that this one corrects claims about it", when=("still", "running", "text")),
    HELP,
    Key("escape", "back", "back", "Go back; what runs is stopped", when=("still", "running", "text")),
    Key("pagedown,space", "page_down", "", "Read on"),
    READ_BACK,
    PALETTE,
)

AUDIT = (
    Key("enter", "run", "run it", "Run what decides the claim at ›", when=("list",)),
    Key("enter", "leave_search", "to the list", "Go from the search to what it found", when=("searching",)),
    Key("a", "run_all", "run all", "Run everything that decides the claims in the list", typing="f7", when=("still",)),
    Key("x", "stop", "stop", "Stop the runs; what came out so far stays", typing="f7", when=("running",)),
    Key("slash", "search", "search", "Search in claims, verdicts and corrections"),
    Key(
        "p",
        "practise",
        "practise",
        "Practise the questions that test the claim",
        typing="f8",
        when=("list", "searching"),
    ),
    HELP,
    BACK,
    *READ_DETAILS,
    PALETTE,
)
