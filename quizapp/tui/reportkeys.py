"""The keys of what comes after a mock interview: more of the one table, for reports, questions and history."""

from __future__ import annotations

from quizapp.tui.keys import BACK, HELP, LOOK_UP, OVERRULE, PALETTE, POINTS, READ_BACK, READ_DETAILS, READ_ON, Key

REPORT = (
    Key("enter", "choose", "open", "Do what the pointer › is at, or look at the question there"),
    Key("a", "again", "answer again", "Answer the question at the pointer again, or the weakest one", offered="asked"),
    Key("p", "practise", "practise", "Practise the missed points: their questions become due", "", ("missed",)),
    Key("x", "export('md')", "export", "Export the report as Markdown"),
    Key("w", "export('html')", "", "Export the report as one HTML file, which prints well"),
    HELP,
    BACK,
    Key("down", "point(1)", "", "Go to the next line of what one can do, and on to the questions"),
    Key("up", "point(-1)", "", "Go to the line before"),
    Key("h", "history", "", "All interviews: the trends, and two of them side by side"),
    READ_ON,
    READ_BACK,
    PALETTE,
)

ITEM = (
    Key("escape", "stop", "stop", "Stop the run", when=("running",)),
    Key("d", "demo", "run demo", "Run the demo behind the answer, now", when=("proof",)),
    OVERRULE,
    Key("a", "again", "answer again", "Answer this question again, without a clock"),
    Key("n", "next", "next", "The next question of the interview", when=("several",)),
    Key("p", "previous", "", "The question before", when=("several",)),
    Key("pagedown,space", "page_down", "read on", "Read on", offered="roomy"),
    HELP,
    BACK,
    Key("down", "point(1)", "", "Go to the next point of the verdict", when=POINTS),
    Key("up", "point(-1)", "", "Go to the point before", when=POINTS),
    Key("e", "edit_run", "", "Change a parameter of the demo and run it", when=("proof",)),
    LOOK_UP,
    READ_BACK,
    PALETTE,
)

WRITTEN = ("writing", "left")
AGAIN = (
    Key("escape", "stop", "stop", "Stop: what you wrote stays, and is not judged", when=("judging",)),
    Key("enter", "submit", "answer", "Submit the answer", when=("asking",)),
    Key("ctrl+s,f10", "submit_text", "answer", "Submit what you wrote (f10 too)", when=WRITTEN),
    Key("enter", "write", "write on", "Go back into the text", when=("left",)),
    Key("escape", "leave_text", "leave text", "Leave the text, so that letters are keys again", when=("writing",)),
    Key("f9", "editor", "editor", "Write it in your own editor: VISUAL or EDITOR", when=WRITTEN),
    HELP,
    BACK,
    Key("f8", "start_over", "", "Back to the starter; ctrl+z brings your text back", when=("starter",)),
    Key("pagedown", "page_down", "read on", "Read on, to what was added and what is still missing"),
    READ_BACK,
    PALETTE,
)

HISTORY = (
    Key("enter", "open", "open", "Look at the report on the interview at the pointer ›", when=("list",)),
    Key("c", "compare", "compare", "Pick the interview; with a second one, see both side by side", when=("several",)),
    HELP,
    BACK,
    *READ_DETAILS,
    PALETTE,
)

COMPARISON = (
    Key("x", "swap", "swap", "Swap the first interview and the second"),
    READ_ON,
    READ_BACK,
    HELP,
    BACK,
    PALETTE,
)
