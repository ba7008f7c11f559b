"""What the decks cannot give to an interview: a note where they give less, a refusal where they give nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from quizapp.errors import UsageError
from quizapp.questions.model import Entry, Level
from quizapp.questions.nearest import nearest
from quizapp.sessions.mock.clock import duration_words
from quizapp.sessions.mock.outline import MOST_QUESTIONS, Wish
from quizapp.sessions.mock.presets import Part


def refuse_unknown(entries: Iterable[Entry], wish: Wish) -> None:
    """Raise `UsageError` for a level that there is not and a tag that no question has, with the nearest one."""
    if wish.level is not None:
        _refuse("level", wish.level, list(Level))
    if wish.tags:
        known = {tag for entry in entries for tag in entry.tags}
        for tag in wish.tags:
            _refuse("tag", tag, known)


def notes_on(part: Part, entries: Sequence[Entry], minutes: float, wish: Wish) -> Iterator[str]:
    """Sentences on what `part` lacks, with the questions that were drawn for it and the minutes that it has left."""
    have = _having(part.count(len(entries)), len(entries), _on(wish.tags))
    if not entries:
        shorter = duration_words(part.seconds)
        yield f"{have}: the {part.name} part is left out, and the interview is {shorter} shorter."
    elif part.number is not None and len(entries) < part.number:
        yield f"{have}, not {part.number}."
    elif part.number is None and minutes < part.minutes:
        cause = f"An interview has at most {MOST_QUESTIONS} questions" if len(entries) == MOST_QUESTIONS else have
        filled = f"{duration_words(minutes * 60)} of {duration_words(part.seconds)}"
        yield f"{cause}, for {filled}: the interview gets shorter."
    if wish.level is not None:
        yield from _level_note(part, entries, wish.level, wish.tags)


def nothing_fits(entries: Sequence[Entry], wish: Wish, parts: Sequence[Part]) -> UsageError:
    """Why nothing fits the wish, and what to loosen; `entries` are those with its tags that an interview can ask."""
    on, other_tags = _on(wish.tags), ["leave the tag out"] if wish.tags else []
    if not entries:
        why = f"The decks have no question{on} for an interview; it asks no flashcards, since nobody can check them"
        return UsageError(f"{why}. {_sentence(other_tags)}".rstrip())
    other_preset = ["choose another preset"] if wish.preset else []
    kinds = {kind for part in parts for kind in (*part.kinds, *part.instead)}
    budgets = [entry.seconds for entry in entries if entry.kind in kinds]
    if not budgets:
        sorts = " and ".join(f"{part.about}s" for part in parts)
        why = f"The decks have no question{on} for {wish.preset}, which asks {sorts}"
        return UsageError(f"{why}. {_sentence([*other_preset, *other_tags])}")
    why = f"No question{on} is short enough: the shortest is meant for {duration_words(min(budgets))}"
    return UsageError(f"{why}. {_sentence(['give it more minutes', *other_preset, *other_tags])}")


def _refuse(what: str, value: str, values: Collection[str]) -> None:
    if value not in values:
        raise UsageError(f"No question has the {what} “{value}”. {nearest(value, values)}")


def _level_note(part: Part, entries: Sequence[Entry], level: str, tags: Sequence[str]) -> Iterator[str]:
    others = [entry.level for entry in entries if entry.level != level]
    if others:
        those = len(entries) - len(others)
        have = _having(part.count(those), those, f"{_on(tags)} at level {level}")
        which = " or ".join(one for one in Level if one in others)
        share = f"{len(others)} of {len(entries)} {'is' if len(others) == 1 else 'are'}"
        yield f"{have}: {share if len(entries) > 1 else 'the one asked is'} {which}."


def _having(questions: str, number: int, which: str) -> str:
    return f"The decks have {questions}{which} that fit{'' if number > 1 else 's'}"


def _on(tags: Sequence[str]) -> str:
    return f" on {' or '.join(tags)}" if tags else ""


def _sentence(ways: Sequence[str]) -> str:
    return f"{', or '.join(ways).capitalize()}." if ways else ""
