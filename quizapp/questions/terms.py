"""The terms of a glossary: the concepts that people look up, each with one line that says what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quizapp.grading.rubric import Concept
from quizapp.questions.codes import did_you_mean
from quizapp.questions.model import Place
from quizapp.questions.source import Report
from quizapp.questions.yamlblocks import Value, text_of

KEYS = ("means", "name", "also", "see")
LONGEST = 110  # characters of a definition


@dataclass(frozen=True, slots=True)
class Term:
    """A concept to look up: its `key` in the glossary, the `name` that is shown, and what it `means`, in one line.

    `also` are the other spellings by which it is found in a text, `words` what else says it in an answer. `contrasts`
    are the keys of the terms that it is set against, `see` of those that are worth reading next.
    """

    key: str
    name: str
    means: str
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    see: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it, the name first."""
        return tuple(dict.fromkeys((self.name, *self.also)))


@dataclass(frozen=True, slots=True)
class Definition:
    """What a glossary says of a term. `also` is None where it names no spellings; `see` has the place of each key."""

    means: str
    name: str
    also: tuple[str, ...] | None
    see: tuple[tuple[str, Place], ...]
    place: Place


def read_definition(key: str, fields: Mapping[str, Value], report: Report) -> Definition | None:
    """What the entry `key` says of the term, or None where it says nothing, or what it says is reported."""
    if "means" not in fields:
        for name in sorted(fields.keys() & {*KEYS}):
            report.error("R524", fields[name].place, f"{key} has `{name}:` without `means:`", "say what it means")
        return None
    place = fields["means"].place
    means = text_of(fields["means"], "`means`", report)
    if len(means) > LONGEST or "\n" in means:
        report.error("R524", place, f"this definition is longer than a line of {LONGEST} characters", "say it shorter")
        return None
    name = text_of(fields["name"], "`name`", report) if "name" in fields else key.replace("_", " ")
    also = tuple(text for text, _ in _texts(fields["also"], report)) if "also" in fields else None
    see = _texts(fields["see"], report) if "see" in fields else ()
    return Definition(means, name, also, see, place) if means and name else None


def _texts(value: Value, report: Report) -> tuple[tuple[str, Place], ...]:
    """The texts of a list, or the one text that stands for itself, each with its place."""
    items = value.data if isinstance(value.data, tuple) else (value,)
    return tuple((text, item.place) for item in items if (text := text_of(item, "a term", report)))


def with_terms(
    known: Mapping[str, Term], defined: Mapping[str, Definition], concepts: Mapping[str, Concept], report: Report
) -> dict[str, Term]:
    """The terms that were `known`, as far as they are not defined anew, and those that are; each with its concept."""
    terms = {**known, **{key: Term(key, one.name, one.means) for key, one in defined.items()}}
    for key, one in defined.items():
        twin = next((other for other in terms.values() if other.means == one.means and other.key != key), None)
        if twin and not (twin.key in defined and twin.key > key):
            report.error("R524", one.place, f"{twin.key} means the same, word for word", "say what the difference is")
    completed = {}
    for key, term in terms.items():
        concept = concepts.get(key, Concept(key))
        own, linked = defined.get(key), (*concept.partners, *concept.opposites)
        completed[key] = replace(
            term,
            also=term.also if own is None else _spellings(key, own, concept),
            words=concept.words,
            contrasts=tuple(other for other in dict.fromkeys(linked) if other in terms),
            see=term.see if own is None else tuple(_seen(key, own, terms, report)),
        )
    return completed


def _spellings(key: str, own: Definition, concept: Concept) -> tuple[str, ...]:
    """Those that the glossary names, else the words of the concept and the key, as one would write it."""
    written = (*concept.words, key.replace("_", " ")) if own.also is None else own.also
    return tuple(dict.fromkeys(text for text in written if text != own.name))


def _seen(key: str, own: Definition, terms: Mapping[str, Term], report: Report) -> list[str]:
    """The terms to read next; a key that is none of them is reported."""
    for other, place in own.see:
        if other not in terms or other == key:
            report.error(
                "R522", place, f"there is no other term {other[:40]!r}", did_you_mean(other, terms.keys() - {key})
            )
    return [other for other, _ in own.see if other in terms and other != key]
