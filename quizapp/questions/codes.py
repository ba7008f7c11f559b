"""The codes of everything that the checker reports: what each means, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from types import MappingProxyType

# code: (what it means, what to do)
CODES = MappingProxyType(
    {
        "M101": ("the file is not UTF-8", "save it as UTF-8; the message names the first byte that is not"),
        "M102": ("the file cannot be read", "check that it is a regular file and that you may read it"),
        "M103": ("a code fence is never closed", "close it with as many backticks as opened it, alone on a line"),
        "M104": ("the file holds a NUL byte", "it is not text; export it again as plain text"),
        "M105": ("the file, or one question in it, is too large", "split it into several decks"),
        "M106": ("the file is empty", "start it with a title and one `## ` question, or delete it"),
        "M107": ("the file holds no question", "a question starts with `## ` and its title"),
        "M108": ("the front matter is not closed", "end it with a line of three dashes"),
        "M109": ("an HTML comment is never closed", "end it with `-->`"),
        "M110": ("a `###` heading that is not a known section", "use one of the known sections, or `####`"),
        "M111": (
            "a heading of the wrong kind",
            "`## ` starts a question, `### ` a section; leave a blank line above `---`",
        ),
        "M112": ("a section or a fence stands twice", "merge the two; only `### Hint` may be repeated"),
        "M113": (
            "a special fence is misspelt or indented",
            "write it at the left margin, as `yaml key` or `yaml evidence`",
        ),
        "M114": ("maths that cannot be shown", "use a macro that is known, and close every brace and every `$`"),
        "M115": ("a gap that is never closed", "end it with `]]`, on the same line"),
        "Y201": ("YAML that cannot be read", "the message says where it stops making sense"),
        "Y202": ("an unknown YAML key", "see which keys are known here; a typo gets a suggestion"),
        "Y203": ("a YAML key is missing", "add it"),
        "Y204": ("a YAML value of the wrong type", "the message says what is expected"),
        "Y205": ("a YAML key stands twice", "keep one of the two"),
        "Y206": ("YAML anchors, aliases or tags", "write the value out"),
        "Y207": ("YAML that is too large or too deep", "a key is a few lines; move data into a demo"),
        "Q301": ("a malformed id", "delete it: `quizapp fmt` then writes one"),
        "Q302": ("no id", "`quizapp fmt` writes one; without it, retitling loses the history"),
        "Q303": ("two questions with one id", "delete one of the ids: `quizapp fmt` then writes another"),
        "Q304": ("an unknown attribute", "see which attributes are known; a typo gets a suggestion"),
        "Q305": ("an attribute value that cannot be read", "the message says what is expected"),
        "Q306": ("no kind of question fits the body", "give it options, gaps, a key or an `### Answer`"),
        "Q307": ("`kind=` promises another kind than the body makes", "mend the body, or drop the attribute"),
        "Q308": ("the body fits two kinds", "keep the parts of one of them"),
        "Q309": ("a part that this kind does not read", "move it or delete it: nobody would ever see it"),
        "Q310": ("no right option", "tick it with `[x]`"),
        "Q311": ("options that cannot be used", "two to twenty-six, each with its box and a text, in one list"),
        "Q312": ("something is empty", "write it, or delete its heading"),
        "Q313": ("the prompt shows another value than the run takes", "make the two agree"),
        "Q314": ("a varied value that the prompt does not show", "show it as inline code, such as `seed=42`"),
        "Q315": ("the prompt shows a value that the run leaves to its default", "write it under `params`"),
        "Q316": ("a link whose target is not there", "link to a title's anchor, or to a file beside the deck"),
        "Q317": (
            "an attribute comment that is not read",
            "one `<!-- q … -->` for each question, alone on its lines and above the first `###`",
        ),
        "Q318": ("steps that cannot be ordered", "two to twenty-six, no two alike, in one numbered list"),
        "Q319": ("two decks with one name", "give one of them another `deck:` in its front matter"),
        "Q320": ("a question that builds on one that is not there", "name ids that questions have, or drop `needs=`"),
        "Q321": ("questions that build on each other in a circle", "drop one `needs=` of the circle"),
        "K101": ("an expression that is refused", "arithmetic, comparisons and a dozen functions are allowed"),
        "K102": ("a tolerance that cannot be used", "give one of `rel`, `abs` or `digits`"),
        "K103": ("a key with no answer, or with two", "give `demo` and `answer`, or `value` and a source"),
        "K104": ("an unknown demo", "`quizapp demo` lists them all"),
        "K105": ("a parameter that the demo refuses", "`quizapp demo NAME` shows names and ranges"),
        "K106": ("a typed value without a source", "say under `### Sources` where the number comes from"),
        "K107": ("a trap that cannot be used", "give `demo` and `answer`, `value`, or `is`, and a sentence to `say`"),
        "K108": ("values to vary that cannot be used", "give each name a list of values; at most 64 variants in all"),
        "K109": (
            "a prediction that no run decides",
            "give it options with `holds`, or `- holds: …` below each of them, or an `answer`",
        ),
        "K110": (
            "a code question without one of its parts",
            "it has `python starter`, `python tests`, `python solution`",
        ),
        "K111": ("Python that cannot be read", "the message says where it stops making sense"),
        "K112": (
            "tests that cannot judge anything",
            "write functions `def test_…(call):`, each with a name of its own",
        ),
        "K113": ("a formula that cannot be used", "the message says why; its names are those under `over`"),
        "K114": ("a range that cannot be used", "under `over`, give each name its smaller and its larger end: [-2, 2]"),
        "K115": ("a formula trap that is never right to say", "change it: it is the key itself, or an earlier trap"),
        "R501": (
            "a rubric that cannot be read",
            "write each point as `- **name** · must · 2 — what is said`; must, should or could",
        ),
        "R502": ("a misconception that cannot be read", "write it as `- **name** — what is wrong. Denies *point*.`"),
        "R503": ("a pattern that cannot be read", "join concepts with &, | and brackets, in backticks"),
        "R504": ("a name that the rubric has not, or has twice", "see the names of its points and misconceptions"),
        "R505": ("a concept that no glossary has", "correct it, quote it, or add it to `glossary.yaml`"),
        "R506": ("a follow-up that does not say when it is asked", "start it with `if missing *point*:` or `always:`"),
        "R507": ("a test answer that cannot be read", "write `- point, point: an answer`, or `- none: an answer`"),
        "R508": ("a `must` or `should` point that no test answer covers", "add one under `### Test answers`"),
        "R509": ("a test answer that is judged otherwise", "mend the patterns, or say what the answer really covers"),
        "R510": (
            "a test answer that covers the same when it is turned around",
            "give the two a `partner`, add `!x` to the pattern, or write the mistake as a misconception",
        ),
        "R511": ("a model answer that its own rubric finds wanting", "mend the patterns, or say it in the answer"),
        "R512": (
            "a signal that there is not",
            "write definitions, mathematics, practice, evidence or trade-offs behind the weight, or nothing",
        ),
        "R520": ("a glossary that cannot be read", 'it holds a line `concept: [word, "a phrase"]` for each concept'),
        "R521": ("a concept without words", "list what people write when they mean it"),
        "R522": ("a concept that no glossary has, named in a glossary", "correct it, or add that concept"),
        "R523": ("a phrase under two concepts that exclude each other", "keep it under one of the two"),
        "R524": ("a definition that nobody could show", "one line of at most 110 characters, no two alike"),
        "S601": (
            "a section that the lesson has not, or cannot have",
            "a section is a `## ` heading; its key is its anchor",
        ),
        "S602": ("a claim that stands twice", "give one of the two another number, or merge them"),
        "S603": ("a verdict that there is not", "write true, imprecise or false"),
        "S604": ("a claim or a sentence that nothing settles", "add a run as evidence, or a source"),
        "S605": ("a question that the lesson names and no deck has", "correct its id; `quizapp list` shows them all"),
        "S606": ("an answer in 90 seconds that is not the model answer of its question", "make the two agree"),
        "L401": ("a folder of decks that cannot be read", "check its name and its permissions"),
        "L402": (
            "a run shows that a key or a trap is wrong",
            "mend it; `quizapp demo NAME` shows what is measured",
        ),
        "L403": ("a run shows that the evidence does not hold", "mend the claim, the parameters or the answer"),
        "L404": ("a run that the question needs fails", "the message says how; run it with `quizapp demo`"),
        "L405": (
            "the answer changes with a seed that the prompt does not fix",
            "write the seed under `params` and in the prompt, or widen the tolerance",
        ),
        "L406": ("a solution that fails a test, or a starter that passes them all", "mend the solution, or the tests"),
        "L407": ("tests of code that cannot be run, or never end", "the message names the line; mend the tests"),
    }
)


MOST_LISTED = 40  # more than a person would look through


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean x?`; where nothing is close, the known words, or how many there are if they are too many."""
    choices = {choice.lower(): choice for choice in sorted(known)}
    close = get_close_matches(word.lower(), choices, n=1, cutoff=0.6)
    if close:
        return f"did you mean {choices[close[0]]}?"
    if len(choices) > MOST_LISTED:
        return f"none of the {len(choices)} that are known is spelt nearly so"
    return f"known: {', '.join(sorted(choices.values()))}"
