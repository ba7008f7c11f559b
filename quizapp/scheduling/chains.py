"""Chains: a question that builds on others comes after them, and where it is wanted, so are they."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from quizapp.questions.model import Entry


def chained(entries: Iterable[Entry]) -> list[Entry]:
    """`entries`, each directly behind those of them that it needs and that did not come yet; else in their order.

    A circle has no first question: it is entered where it is met.
    """
    listed = list(entries)
    return list(_in_chains(listed, {entry.id: entry for entry in listed}))


def with_needed(wanted: Sequence[Entry], all_entries: Iterable[Entry], seen: Collection[str]) -> tuple[Entry, ...]:
    """`wanted`, and those of `all_entries` that the unseen ones of them build on and that were never seen either."""
    if not any(entry.needs for entry in wanted):
        return tuple(wanted)
    unseen = {entry.id: entry for entry in all_entries if entry.id not in seen}
    needed = _in_chains([entry for entry in wanted if entry.id in unseen], unseen)
    return tuple(dict.fromkeys((*wanted, *needed)))


def _in_chains(entries: Iterable[Entry], there: Mapping[str, Entry]) -> Iterator[Entry]:
    """`entries`, and what they need of `there`, directly or not: each once, behind its own needs."""
    opened: set[str] = set()
    for entry in entries:
        stack = [] if entry.id in opened else [(entry, iter(entry.needs))]
        opened.add(entry.id)
        while stack:
            current, needs = stack[-1]
            need = next((key for key in needs if key in there and key not in opened), None)
            if need is None:
                yield current
                stack.pop()
            else:
                opened.add(need)
                stack.append((there[need], iter(there[need].needs)))
