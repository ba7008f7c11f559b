r"""Answer forms: the closed set of ways to answer, which both front ends can draw.

A response is always **text**, in the grammar of its form. The text is what the line mode reads, what
`quizapp grade --answer` takes, what the widgets produce and what the review log keeps:

    Turn        anything, usually empty
    PickOne     one letter or 1-based number: `b`
    PickMany    letters or numbers separated by commas or spaces: `a,c`; `-` for none
    TypeText    one text per gap, separated by `|` (a literal bar is written `\|`)
    TypeNumber  a number, leniently: `2.69`, `2,69e0`, `27%`
    Order       letters of what belongs, in order: `c,a,b`
    WriteCode   the source, line breaks and all
    WriteLong   the prose, line breaks and all
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from quizapp.questions.coding import Code


@dataclass(frozen=True, slots=True)
class Turn:
    """Turn the card: nothing is typed, the learner rates what they recalled."""


@dataclass(frozen=True, slots=True)
class PickOne:
    """Pick one of `options` (Markdown)."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PickMany:
    """Pick any number of `options` (Markdown)."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeText:
    """Type a text for each of `gaps` gaps. `label` names what is typed, `example` shows how it may look."""

    gaps: int = 1
    label: str = "answer"
    example: str = ""


@dataclass(frozen=True, slots=True)
class TypeNumber:
    """Type a number, in `unit` where there is one."""

    unit: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Put `items` (Markdown, in the order in which they are shown) in order.

    With `spare` among them, some do not belong, and are left out of the response.
    """

    items: tuple[str, ...]
    spare: bool = False


@dataclass(frozen=True, slots=True)
class WriteCode:
    """Write Python code, from `starter`. `examples` are tests that the learner sees; `tests` are all that judge it."""

    starter: str = ""
    examples: str = ""
    tests: str = ""

    def code(self, response: str) -> Code:
        """What the engine is to judge."""
        return Code(response, self.tests)


@dataclass(frozen=True, slots=True)
class WriteLong:
    """Write at length, as one would speak in the room."""


Form: TypeAlias = Turn | PickOne | PickMany | TypeText | TypeNumber | Order | WriteCode | WriteLong

# The forms whose answers take so long that what was begun is kept.
DRAFTED = (TypeText, TypeNumber, Order, WriteCode, WriteLong)


def begun(form: Form, response: str) -> str:
    """`response`; empty where it holds no more than what `form` begins with: a starter, or bars between empty gaps."""
    starter = form.starter if isinstance(form, WriteCode) else ""
    untouched = response.split() == starter.split() or not response.strip("| ")
    return "" if untouched else response
