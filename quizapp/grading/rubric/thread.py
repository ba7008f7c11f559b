"""What a text has been about so far, and whom "both", "the other" and "the latter" point back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quizapp.grading.rubric.clauses import Clause
from quizapp.grading.rubric.lexicon import AUXILIARIES, BOTH, EXCLUSIVE, SIDES, set_of
from quizapp.grading.rubric.words import Word

Group = frozenset[str]


@dataclass(slots=True)
class Thread:
    """What a text has been about so far: for each group of contrasted concepts, the last one, and all in order.

    `about` are those of the question and its rubric, `asked` those that the question names. For a group, `mixed` is the
    sentence that went from one of it to the other, `headed` that which a head with a colon is about, `since` that which
    last named it or pointed back to it, and `joint` the two that one clause has named together.
    """

    groups: Mapping[str, Group]
    about: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    now: dict[Group, tuple[str, ...]] = field(default_factory=dict)
    order: dict[Group, list[str]] = field(default_factory=dict)
    mixed: dict[Group, int] = field(default_factory=dict)
    unlike: tuple[int, frozenset[str]] = (-1, frozenset())
    last: tuple[Group, ...] = ()
    headed: dict[Group, int] = field(default_factory=dict)
    joint: dict[Group, tuple[str, ...]] = field(default_factory=dict)
    since: dict[Group, int] = field(default_factory=dict)

    def pair(self, group: Group) -> tuple[str, ...]:
        """The two of `group` that question or text set against each other, in the order in which they were named."""
        named = list(dict.fromkeys([*self.order.get(group, [])[-2:], *(n for n in self.about if n in group)]))
        return tuple(named[:2])


def point_back(
    clause: Clause, words: Sequence[Word], own: dict[Group, list[str]], others: set[str], thread: Thread
) -> None:
    """Add to `own` whom the clause points back to: both, the other, the former, the latter."""
    texts = [words[index].text for index in range(clause.first, clause.last)]
    lately = thread.last if _is_other(texts) else ()
    groups = dict.fromkeys([*lately, *thread.order, *(thread.groups[name] for name in thread.about)])
    latter = bool({"former", "latter"} & set(texts[:4]))  # "the latter has an L2 term" is about the latter first
    group = next((g for g in groups if (latter or g not in own) and len(thread.pair(g)) == 2), None)
    if group is None:
        return
    if latter:
        pair = thread.joint.get(group) or thread.pair(group)
        own[group] = [pair["latter" in texts], *own.get(group, [])]
        return
    pair = thread.pair(group)
    if "former" in texts or "first" in texts[:4]:
        own[group] = [pair[0]]
    elif "latter" in texts or "second" in texts[:4]:
        own[group] = [pair[1]]
    elif _is_other(texts) and len(thread.now.get(group, ())) == 1:
        own[group] = [name for name in pair if name != thread.now[group][0]]
    elif _is_both(texts) or (texts[0] in {"they", "them"} and group not in thread.now):
        own[group] = list(pair)
    if group in own and EXCLUSIVE & set(texts[:2]):
        others.update(name for name in pair if name not in own[group])


# What may stand before "the other" where a clause is about it, and no verb that does something to it.
_LEADING = set_of("the and but while whereas with for in so under of by an as because though now then to from on")


def _is_other(texts: Sequence[str]) -> bool:
    """Whether a clause is about "the other": not "on the other hand", "the other two copies"."""
    ends = texts[-2:] == ["the", "other"] and all(text in _LEADING for text in texts[-3:-2])
    apart = {"hand", "each", "case", "two", "words", "way", "side", "ones"} & set(texts)
    opens = "other" in texts[:4] and all(text in _LEADING for text in texts[: texts.index("other")])
    return ends or (opens and not apart and not "".join(texts[texts.index("other") + 1 :][:1]).isdigit())


def _is_both(texts: Sequence[str]) -> bool:
    """Whether a clause is about both: "neither of them", "the two are …", and not "the two copies"."""
    for place, text in enumerate(texts[:3]):
        following = texts[place + 1] if place + 1 < len(texts) else ""
        if text in BOTH and (text != "two" or following in AUXILIARIES or following in SIDES or not following):
            return True
    return any(a in {"both", "either", "neither"} and b in {"case", "cases"} for a, b in pairwise(texts))
