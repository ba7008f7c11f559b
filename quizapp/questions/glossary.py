"""Glossaries: the concepts that rubrics name and people look up, the bundled ones and those that a folder adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from quizapp.grading.rubric import Concept, Vocabulary, phrase_of
from quizapp.questions.bundled import GLOSSARY, bundled_decks, file_stamp
from quizapp.questions.codes import did_you_mean
from quizapp.questions.model import Place, Problem
from quizapp.questions.source import Report, Source, read_source
from quizapp.questions.terms import KEYS as TERM_KEYS
from quizapp.questions.terms import Definition, Term, read_definition, with_terms
from quizapp.questions.yamlblocks import Value, fields_of, read_yaml

KEYS = ("words", "denied", "partner", "opposite", "with", "hides", "of", *TERM_KEYS)
MAX_LENGTH = 200_000


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concepts and terms, those that were known before among them, and what is wrong with the file that adds to these.

    A term is a concept that people look up, under its key; one without words is none that a rubric can name.
    """

    vocabulary: Vocabulary
    terms: Mapping[str, Term] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


NONE = Glossary(Vocabulary(()))


def vocabulary_in(folder: Path) -> Vocabulary:
    """The concepts for the decks of `folder`: the bundled ones, and those of its own glossary where it has one."""
    return glossary_in(folder).vocabulary


def terms_in(folder: Path) -> Mapping[str, Term]:
    """The terms for the decks of `folder`, by their keys; those of its own glossary may define bundled ones anew."""
    return glossary_in(folder).terms


def glossary_in(folder: Path) -> Glossary:
    """The glossary for the decks of `folder`: the bundled one, and on top of it its own where it has one."""
    bundled, own = bundled_decks() / GLOSSARY, folder / GLOSSARY
    stamp = file_stamp(bundled)
    if own == bundled or not own.is_file():
        return _bundled(bundled, stamp)
    return _own(own, file_stamp(own), bundled, stamp)


@lru_cache(maxsize=2)
def _bundled(file: Path, _stamp: tuple[int, int]) -> Glossary:
    """The bundled glossary, which had this `_stamp`."""
    return _read(file, NONE)


@lru_cache(maxsize=16)
def _own(file: Path, _stamp: tuple[int, int], bundled: Path, stamp: tuple[int, int]) -> Glossary:
    """The glossary `file`, which had this `_stamp`, on top of the bundled one."""
    return _read(file, _bundled(bundled, stamp))


def glossary_problems(folder: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the glossary of `folder`, or with the bundled one where it has none."""
    bundled, own = bundled_decks() / GLOSSARY, folder / GLOSSARY
    if own == bundled or not own.is_file():
        return _read(bundled, NONE, thorough=True).problems
    return _read(own, _bundled(bundled, file_stamp(bundled)), thorough=True).problems


def _read(file: Path, known: Glossary, *, thorough: bool = False) -> Glossary:
    source = read_source(file)
    if isinstance(source, Problem):
        return replace(known, problems=(source,))
    return read_glossary(source, known, thorough)


def read_glossary(source: Source, known: Glossary, thorough: bool = True) -> Glossary:
    """What a glossary holds on top of what is `known`: to a concept it may add words, and define a term anew.

    Never raises. What cannot be read is a problem, and left out. Phrases are compared only where this is to be
    `thorough`: that takes longer than all the rest.
    """
    report = Report()
    value = read_yaml(source.text(), 0, source, report, MAX_LENGTH)
    if value is not None and not isinstance(value.data, dict):
        report.error("R520", value.place, "a glossary holds `concept: [words]` lines", "see the bundled one")
    entries = {name: _entry(name, item, report) for name, item in (value.fields if value else {}).items()}
    read = {name: entry for name, entry in entries.items() if entry is not None and entry.is_concept}
    concepts = _linked({**known.vocabulary.by_name, **_merged(read, known.vocabulary)}, read, report)
    vocabulary = Vocabulary(tuple(concepts.values()))
    if thorough:
        _check_words(vocabulary, read, report)
    defined = {name: entry.definition for name, entry in entries.items() if entry and entry.definition}
    terms = with_terms(known.terms, defined, concepts, report)
    return Glossary(vocabulary, terms, tuple(report.items))


@dataclass(frozen=True, slots=True)
class _Entry:
    """One concept as it is written: `names` are the concepts that a key names, each with its place."""

    concept: Concept
    place: Place
    names: Mapping[str, tuple[tuple[str, Place], ...]]
    definition: Definition | None

    @property
    def is_concept(self) -> bool:
        """Whether anybody can say it: it has words, its own or another's."""
        return bool(self.concept.words or "with" in self.names)


def _entry(name: str, value: Value, report: Report) -> _Entry | None:
    """The concept `name`, or None where that is reported."""
    place = value.key or value.place
    if not (name.isidentifier() and name == name.lower() and name != "not"):
        report.error(
            "R520", place, f"{name[:40]!r} is not a name", "a concept is called by small letters, digits and _"
        )
        return None
    fields = {"words": value} if isinstance(value.data, tuple) else fields_of(value, f"`{name}`", KEYS, report)
    if fields is None:
        return None
    words = _texts(fields.get("words"), name, report)
    denied = _texts(fields.get("denied"), name, report)
    definition = read_definition(name, fields, report)
    if not (words or "with" in fields or ("means" in fields and fields.keys() <= {*TERM_KEYS})):
        report.error("R521", place, f"the concept {name} has no words", "list what people write when they mean it")
        return None
    names: dict[str, tuple[tuple[str, Place], ...]] = {
        key: tuple((text, item.place) for text, item in _items(fields[key], key, report))
        for key in ("partner", "opposite", "with", "hides")
        if key in fields
    }
    of = (fields_of(fields["of"], "`of`", fields["of"].fields, report) or {}) if "of" in fields else {}
    names["of"] = tuple((text, item.place) for key, item in of.items() for text in (key, str(item.data)))
    meant = tuple((key, str(item.data)) for key, item in of.items())
    return _Entry(Concept(name, tuple(words), tuple(denied), of=meant), place, names, definition)


def _items(value: Value, what: str, report: Report) -> Iterator[tuple[str, Value]]:
    """The texts of a list, or the one text that stands for itself."""
    for item in value.data if isinstance(value.data, tuple) else (value,):
        if isinstance(item.data, str | int | float) and str(item.data).strip():
            yield str(item.data), item
        else:
            report.error("Y204", item.place, f"`{what}` must be words, not {item.say()}", "quote it")


def _texts(value: Value | None, name: str, report: Report) -> list[str]:
    if value is None:
        return []
    texts = []
    for text, item in _items(value, name, report):
        if any(char.isalnum() or char == "|" for char in text):
            texts.append(text)
        else:
            report.error("R521", item.place, f"{text[:40]!r} holds no word", "write a word, or delete it")
    return texts


def _merged(read: Mapping[str, _Entry], known: Vocabulary) -> dict[str, Concept]:
    """The concepts that are read, each with the words that it has already."""
    merged = {}
    for name, entry in read.items():
        old, new = known.by_name.get(name, Concept(name)), entry.concept
        merged[name] = replace(
            old,
            words=old.words + new.words,
            denied=old.denied + new.denied,
            of=tuple({**dict(old.of), **dict(new.of)}.items()),
        )
    return merged


def _linked(concepts: dict[str, Concept], read: Mapping[str, _Entry], report: Report) -> dict[str, Concept]:
    """The concepts with their partners, opposites and borrowed words. A name that is no concept is reported."""
    linked = dict(concepts)
    for name, entry in read.items():
        named: dict[str, list[str]] = {key: [] for key in ("partner", "opposite", "with", "hides", "of")}
        for key, others in entry.names.items():
            for other, place in others:
                if other in concepts and (other != name or key == "of"):
                    named[key].append(other)
                else:
                    report.error("R522", place, f"there is no concept {other[:40]!r}", did_you_mean(other, concepts))
        concept = linked[name]
        borrowed = [concepts[other] for other in named["with"]]
        linked[name] = replace(
            concept,
            words=concept.words + tuple(word for other in borrowed for word in other.words),
            denied=concept.denied + tuple(word for other in borrowed for word in other.denied),
            partners=tuple(dict.fromkeys((*concept.partners, *named["partner"]))),
            opposites=tuple(dict.fromkeys((*concept.opposites, *named["opposite"]))),
            hides=tuple(dict.fromkeys((*concept.hides, *named["hides"], *(n for o in borrowed for n in o.hides)))),
            of=tuple(pair for pair in concept.of if pair[0] in concepts and pair[1] in concepts),
        )
    return linked


def _check_words(vocabulary: Vocabulary, read: Mapping[str, _Entry], report: Report) -> None:
    """Report a phrase that stands under two concepts which it should tell apart."""
    phrases = {concept.name: {phrase_of(word) for word in concept.words} for concept in vocabulary.concepts}
    for name, entry in read.items():
        for other in sorted(vocabulary.groups.get(name, frozenset()) | vocabulary.opposites.get(name, frozenset())):
            both = phrases[name] & phrases[other]
            if both and name < other:
                word = " ".join(min(both))
                message = f"{word!r} stands under {name} and under {other}, which it should tell apart"
                report.error("R523", entry.place, message, "keep it under one of the two")
