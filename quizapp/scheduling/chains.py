"""Chains: a question that builds on others comes after them, and where it is wanted, so are they."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from quizapp.questions.model import Entry


def chained(entries: Iterable[Entry]) -> list[Entry]:
    """`entries`, each directly behind those of them that it needs and that did not come yet; else in their order.

    A circle has no first question: it is entered where it is met.
    """
    listed = list(entries)
    if not any(entry.needs for entry in listed):
        return listed
    there = {entry.id: entry for entry in listed}
    return list(dict.fromkeys(found for entry in listed for found in _with_needs(entry, there)))


def with_needed(wanted: Sequence[Entry], all_entries: Iterable[Entry], seen: Collection[str]) -> tuple[Entry, ...]:
    """`wanted`, and those of `all_entries` that the unseen ones of them build on and that were never seen either."""
    if not any(entry.needs for entry in wanted):
        return tuple(wanted)
    unseen = {entry.id: entry for entry in all_entries if entry.id not in seen}
    needed = (found for entry in wanted if entry.id in unseen for found in _with_needs(entry, unseen))
    return tuple(dict.fromkeys((*wanted, *needed)))


def _with_needs(entry: Entry, there: Mapping[str, Entry]) -> Iterator[Entry]:
    """The questions of `there` that `entry` needs, directly or not, each behind its own needs, and then `entry`."""
    opened, stack = {entry.id}, [(entry, iter(entry.needs))]
    while stack:
        current, needs = stack[-1]
        need = next((key for key in needs if key in there and key not in opened), None)
        if need is None:
            yield current
            stack.pop()
        else:
            opened.add(need)
            stack.append((there[need], iter(there[need].needs)))
