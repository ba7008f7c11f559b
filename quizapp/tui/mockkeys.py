"""The keys of a mock interview: more of the one table, for choosing one, sitting it, its answer sheet and its end."""

from __future__ import annotations

from quizapp.tui.keys import BACK, HELP, PALETTE, READ_BACK, Key

SETUP = (
    Key("enter", "choose", "start", "Do what the pointer › is at: the clock starts, or goes on", when=("list",)),
    Key("enter", "leave_field", "to the list", "Go from the field to the list; what it says is drawn", when=("field",)),
    Key("tab", "app.focus_next", "next field", "Go to the next field, and behind the last one to the list"),
    Key("shift+tab", "app.focus_previous", "", "Go to the field before"),
    Key("h", "history", "earlier", "The interviews that were scored", typing="f8"),
    HELP,
    BACK,
    Key("pagedown", "page_down", "", "Read on, to the fields"),
    READ_BACK,
    PALETTE,
)

WRITTEN = ("writing", "left")
ASKING = ("asking", *WRITTEN)
RUNNING = (*ASKING, "sure")
INTERVIEW = (
    Key("enter", "submit", "answer", "Give the answer; you can come back to it", when=("asking",)),
    Key("ctrl+s,f10", "submit_text", "answer", "Give what you wrote as the answer (f10 too)", when=WRITTEN),
    Key("enter", "write", "write on", "Go back into the text", when=("left",)),
    Key("escape", "leave_text", "leave text", "Leave the text, so that letters are keys again", when=("writing",)),
    Key("enter", "accept", "go on", "Go on, with what stands in brackets", when=("sure",)),
    Key("1", "sure(50)", "", "You are 50 % sure of the answer: a coin toss", when=("sure",)),
    Key("2", "sure(65)", "", "You are 65 % sure", when=("sure",)),
    Key("3", "sure(80)", "", "You are 80 % sure", when=("sure",)),
    Key("4", "sure(95)", "", "You are 95 % sure", when=("sure",)),
    Key("0", "sure(0)", "", "You do not say how sure you are", when=("sure",)),
    Key("escape", "change", "change it", "Back into the answer, to change it", when=("sure",)),
    Key("enter", "try_again", "try again", "Try to save the report again", when=("unsaved",)),
    Key("s", "skip", "skip", "Pass on; what stands in the answer stays, and you can come back", "f3", ASKING),
    Key("m", "flag", "flag", "Flag the question, to find it again on the sheet; once more takes it off", "f5", RUNNING),
    Key(
        "plus", "more", "30 s more", "30 s more for this question; the whole time stays as it is", "f2", RUNNING, "late"
    ),
    Key("o", "sheet", "sheet", "The answer sheet: what is open, answered and flagged", "f4", RUNNING),
    Key("f9", "editor", "", "Write it in your own editor: VISUAL or EDITOR", when=WRITTEN),
    Key("g", "glossary", "", "Stays closed while the clock runs: look it up in the report", typing="ctrl+g"),
    Key("escape", "stop_runs", "stop", "Do not wait for the runs; the report says what is missing", when=("scoring",)),
    HELP,
    Key("escape", "back", "end", "Asks whether to end the interview; until you say so, nothing ends"),
    Key("n", "go(1)", "", "Go to the next question, and behind the last one to the sheet", "f7", RUNNING),
    Key("p", "go(-1)", "", "Go to the question before", "f6", RUNNING),
    Key("f8", "start_over", "", "Back to the starter; ctrl+z brings your text back", when=("starter",)),
    Key("pagedown,space", "page_down", "", "Read on"),
    READ_BACK,
    PALETTE,
)

SHEET = (
    Key("enter", "open", "go there", "Go to the question at the pointer ›"),
    Key("x", "end", "end", "End the interview and have it scored; asks before"),
    HELP,
    Key("escape", "back", "back", "Back to the question; behind the last one, asks whether to end"),
    PALETTE,
)

LEAVING = (
    Key("enter", "choose", "choose", "Do what the pointer › is at"),
    HELP,
    Key("escape", "back", "go on", "Go on with the interview"),
    Key("pagedown,space", "page_down", "", "Read on"),
    READ_BACK,
    PALETTE,
)
