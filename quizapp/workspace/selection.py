"""Which questions a session is about: the filters of `quizapp practice`, of browse and of the home screen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quizapp.errors import UsageError
from quizapp.questions.model import Entry, Level
from quizapp.questions.nearest import nearest


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters, all of which must fit; None does not filter.

    `ids` names the questions themselves, in order, due or not; what several of them build on comes along. `cram` takes
    what fits whether it is due or not, `only_new` what was never answered.
    `new` overrides the number of new questions a day, `limit` bounds the session.
    """

    deck: str | None = None
    tag: str | None = None
    kind: str | None = None
    level: str | None = None
    ids: tuple[str, ...] | None = None
    new: int | None = None
    limit: int | None = None
    cram: bool = False
    only_new: bool = False


def select(entries: Iterable[Entry], selection: Selection) -> tuple[Entry, ...]:
    """The entries that fit every filter."""
    return tuple(entry for entry in entries if _fits(entry, selection))


def refuse_unknown(entries: Sequence[Entry], selection: Selection) -> None:
    """Raise `UsageError` for a deck, tag, kind or level that no question has, with the nearest one that some have."""
    known: tuple[tuple[str, str | None, Collection[str]], ...] = (
        ("deck", selection.deck, {entry.deck for entry in entries}),
        ("tag", selection.tag, {tag for entry in entries for tag in entry.tags}),
        ("kind", selection.kind, {entry.kind for entry in entries}),
        ("level", selection.level, [level.value for level in Level]),
    )
    for what, value, values in known:
        if value is not None and not any(_names(value, one) for one in values):
            raise UsageError(f"No question has the {what} “{value}”. {nearest(value, values)}")


def refuse_empty(entries: Sequence[Entry], selection: Selection) -> None:
    """Raise `UsageError` where no question fits the filters together."""
    filters = [(name, getattr(selection, name)) for name in ("deck", "tag", "kind", "level")]
    given = [f"{name} {value}" for name, value in filters if value is not None]
    if given and not select(entries, selection):
        raise UsageError(f"No question has the {' and the '.join(given)}.")


def _fits(entry: Entry, selection: Selection) -> bool:
    return (
        (selection.deck is None or _names(selection.deck, entry.deck))
        and (selection.tag is None or selection.tag in entry.tags)
        and (selection.kind is None or selection.kind == entry.kind)
        and (selection.level is None or selection.level == entry.level)
        and (selection.ids is None or entry.id in selection.ids)
    )


def _names(asked: str, value: str) -> bool:
    """Whether `asked` is the value, or the last part of a deck's path: `l1-l2` names `regularization/l1-l2`."""
    return asked == value or value.endswith("/" + asked)
