"""Decks with mistakes as people and programs make them: real ones, with lines and pieces out of place."""

from __future__ import annotations

from hypothesis import strategies as st

from quizapp.questions import all_kinds
from quizapp.workspace.places import bundled_decks

REAL = [path.read_text(encoding="utf-8") for path in sorted(bundled_decks().glob("*.md")) if path.name != "README.md"]
SAMPLES = [sample.markdown for kind in all_kinds().values() for sample in kind.samples]
TOKENS = [
    "", "\n", "\r\n", "\r", "\r ", "  \n", " \t\n", "\ufeff", "## New\n", "### Hint\n", "<!-- q -->\n",
    "<!-- q tags=a  level=mid-->\n", "<!-- q\nlevel=senior\n-->\n", "<!-- a note  -->  \n", "```", "```yaml  key\n",
    "~~~ \n", "`a \n b`", "$x \n y$", "- [ ] ", "  > ", "\\ \n", "    code  \n", "<details>\n", "id=aaaa0000 ",
    "---\n", "kind=choice ", "<div>  \n", "\t", "\x0b", "\u2028", "\xa0\n",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A real deck, or some samples, with lines deleted, doubled and swapped, and with pieces put in anywhere."""
    lines = draw(st.sampled_from([*REAL, *SAMPLES, "".join(SAMPLES)])).splitlines(keepends=True)
    start = draw(st.integers(0, len(lines)))
    lines = lines[start : start + 60] if draw(st.booleans()) else lines[:80]
    for _ in range(draw(st.integers(1, 5))):
        at, other = (draw(st.integers(0, max(0, len(lines) - 1))) for _ in range(2))
        match draw(st.sampled_from(["delete", "double", "swap", "insert", "crlf", "spaces"])):
            case "delete":
                del lines[at : at + draw(st.integers(1, 3))]
            case "double":
                lines[at:at] = lines[at : at + 2]
            case "swap" if lines:
                lines[at], lines[other] = lines[other], lines[at]
            case "insert" if lines:
                position = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:position] + draw(st.sampled_from(TOKENS)) + lines[at][position:]
            case "crlf":
                lines = [line.replace("\n", "\r\n") for line in lines]
            case "spaces" if lines:
                lines[at] = lines[at].rstrip("\n") + draw(st.sampled_from([" ", "  ", "\t", " \t "])) + "\n"
    return "".join(lines)
