"""The rubric of an interview question, read from its sections: points, misconceptions, follow-ups, test answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.grading.rubric import (
    Literal,
    Misconception,
    Pattern,
    PatternError,
    Rubric,
    RubricPoint,
    Vocabulary,
    phrase_of,
    quoted_name,
    read_pattern,
)
from quizapp.grading.verdict import SIGNALS, FollowUp
from quizapp.questions.body import Body, Section
from quizapp.questions.codes import did_you_mean
from quizapp.questions.model import Place
from quizapp.questions.source import Report

MAX_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class TestAnswer:
    """An answer, the points that it covers, and the misconceptions that it states: these and no others."""

    text: str
    covered: frozenset[str]
    stated: frozenset[str]
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its text on one line, its sub-items with their places, and its quote."""

    text: str
    place: Place
    parts: tuple[tuple[str, Place], ...]
    quote: str


_BULLET = re.compile(r"(\s*)[-*+]\s+(.*)")
_QUOTE = re.compile(r"\s+> ?(.*)")


def items_of(body: Body, name: str) -> list[Item]:
    """The items of the list in the section `name`, without the blocks that are no prose."""
    section = next((section for section in body.sections if section.name == name), None)
    return list(_items(body, section)) if section else []


def _items(body: Body, section: Section) -> Iterator[Item]:
    item: Item | None = None
    for number in _lines(body, section):
        line = body.source.lines[number]
        bullet, quote = _BULLET.match(line), _QUOTE.match(line)
        if bullet and not bullet.group(1):
            if item:
                yield item
            item = Item(bullet.group(2).strip(), body.source.place(number, bullet.group(2)), (), "")
        elif item is None or not line.strip():
            continue
        elif bullet:
            part = (bullet.group(2).strip(), body.source.place(number, bullet.group(2)))
            item = replace(item, parts=(*item.parts, part))
        elif quote:
            item = replace(item, quote=f"{item.quote}\n{quote.group(1)}".strip("\n"))
        elif item.parts and not item.quote:
            text, place = item.parts[-1]
            item = replace(item, parts=(*item.parts[:-1], (f"{text} {line.strip()}", place)))
        else:
            item = replace(item, text=f"{item.text} {line.strip()}")
    if item:
        yield item


def _lines(body: Body, section: Section) -> Iterator[int]:
    """The lines of a section up to the first fence or comment."""
    for number in range(section.first, section.last):
        if body.source.lines[number].startswith(("```", "~~~", "<!--")):
            return
        yield number


_NAME = re.compile(r"\*\*\s*([^*]+?)\s*\*\*\s*")
_RANK = re.compile(
    r"[·|,\s–—-]*(?P<rank>must|should|could)\b(?:[·|,\s×x–—-]*?(?P<weight>[0-9]+(?:\.[0-9]+)?))?"
    r"(?:\s*[·|,]\s*(?P<signal>[^\W\d_]+(?:[ -][^\W\d_]+)?)\s*(?=[–—|·]|\s-))?\s*(?:[–—:|·]|-+)\s*(?P<about>\S.*)",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\bDenies\s+(?P<names>\*.*)$", re.IGNORECASE)


def read_rubric(body: Body, vocabulary: Vocabulary, report: Report) -> Rubric:
    """The points and the misconceptions. What cannot be read is reported, and left out."""
    points = [point for item in items_of(body, "Rubric") if (point := _point(item, vocabulary, report))]
    place = next((section.place for section in body.sections if section.name == "Rubric"), body.place)
    if not any(point.weight for point in points) and not report.failed:
        report.error(
            "R501", place, "the rubric has no point that counts", "write `- **name** · must · 2 — what is said`"
        )
    mistakes = [
        mistake for item in items_of(body, "Misconceptions") if (mistake := _misconception(item, vocabulary, report))
    ]
    known = {point.name for point in points}
    seen: set[str] = set()
    for name in (*(point.name for point in points), *(mistake.name for mistake in mistakes)):
        if name in seen:
            report.error("R504", body.find(f"**{name}**"), f"{name!r} stands twice in the rubric", "rename one")
        seen.add(name)
    for mistake in mistakes:
        for name in mistake.denies:
            if name not in known:
                _unknown(name, known, body.find(f"*{name}*"), report)
    return Rubric(tuple(points), tuple(mistakes))


def _point(item: Item, vocabulary: Vocabulary, report: Report) -> RubricPoint | None:
    name = _NAME.match(item.text)
    rest = _RANK.match(item.text, name.end()) if name else None
    if not name or not rest:
        hint = "write `- **zeros** · must · 2 — what a good answer says`, with must, should or could"
        report.error("R501", item.place, "this line of the rubric cannot be read", hint)
        return None
    rank, weight = rest["rank"].lower(), float(rest["weight"] or 1)
    if not 0.1 <= weight <= MAX_WEIGHT:
        report.error("R501", item.place, f"the weight of {name[1]} is {rest['weight']}", f"from 0.1 to {MAX_WEIGHT}")
    if not _is_name(name[1], item, report):
        return None
    patterns = _patterns(item, name[1], vocabulary, report)
    weighs = rank != "could" or rest["weight"]
    signal = _signal(rest["signal"] or "", replace(item.place, column=item.place.column + rest.start("signal")), report)
    return RubricPoint(name[1], rest["about"].strip(), rank, weight if weighs else 0.0, patterns, signal)


def _signal(word: str, place: Place, report: Report) -> str:
    """The signal that `word` names; empty where there is none of that name, which is reported."""
    signal = word.lower()
    if not signal or signal in SIGNALS:
        return signal
    message = f"there is no signal {word!r}: the point will speak for trade-offs"
    report.warn("R512", place, message, did_you_mean(word, SIGNALS))
    return ""


def _is_name(name: str, item: Item, report: Report) -> bool:
    if re.fullmatch(r"[\w][\w -]{0,39}", name) and name.lower() not in {"none", "always"}:
        return True
    report.error("R501", item.place, f"{name[:40]!r} is not a name", "a few letters, digits and hyphens")
    return False


def _misconception(item: Item, vocabulary: Vocabulary, report: Report) -> Misconception | None:
    name = _NAME.match(item.text)
    if not name or not _is_name(name[1], item, report):
        if not name:
            hint = "write `- **name** — what is wrong. Denies *point*.`"
            report.error("R502", item.place, "this misconception cannot be read", hint)
        return None
    about = item.text[name.end() :].lstrip(" –—-:·|")
    denies = _DENIES.search(about)
    names = tuple(re.findall(r"\*([^*]+)\*", denies["names"])) if denies else ()
    about = about[: denies.start()].strip() if denies else about
    if not about:
        report.error("R502", item.place, f"{name[1]} does not say what is wrong", "add it after the dash")
    return Misconception(name[1], about, names, _patterns(item, name[1], vocabulary, report), item.quote)


def _patterns(item: Item, name: str, vocabulary: Vocabulary, report: Report) -> tuple[Pattern, ...]:
    patterns: list[Pattern] = []
    for text, place in item.parts:
        inner = text.strip("`") if text.startswith("`") and text.endswith("`") else None
        if inner is None:
            report.error("R503", place, "a pattern stands in backticks", "write for example `l1 & zero`")
            continue
        try:
            pattern = read_pattern(inner)
        except PatternError as error:
            at = replace(place, column=place.column + 1 + error.position)
            report.error("R503", at, str(error), "concepts are joined with &, | and brackets, after `not` or `!`")
            continue
        patterns.append(_known(pattern, vocabulary, place, report))
    if not item.parts:
        report.error("R503", item.place, f"{name} has no pattern", "add a line such as `  - `l1 & zero`` below it")
    return tuple(patterns)


def _known(pattern: Pattern, vocabulary: Vocabulary, place: Place, report: Report) -> Pattern:
    """`pattern`, with each name that is no concept read as a word of its own, and reported."""
    strange = {lit.name for lit in pattern.literals if not lit.phrase and lit.name not in vocabulary.by_name}
    for literal in pattern.literals:
        if literal.name in strange:
            at = replace(place, column=place.column + 1 + literal.column)
            hint = did_you_mean_concept(literal.name, vocabulary)
            report.warn("R505", at, f"no glossary has the concept {literal.name}: it is read as that word", hint)
    if not strange:
        return pattern
    cases = tuple(tuple(_as_word(lit) if lit.name in strange else lit for lit in case) for case in pattern.cases)
    return replace(pattern, cases=cases)


def did_you_mean_concept(name: str, vocabulary: Vocabulary) -> str:
    """The nearest concept, or how to say that a word is meant."""
    hint = did_you_mean(name, vocabulary.by_name)
    return hint if hint.startswith("did") else f'write "{name}" in quotes for the word, or add it to a glossary.yaml'


def _as_word(literal: Literal) -> Literal:
    return replace(literal, name=quoted_name(phrase_of(literal.name) or (literal.name,)), phrase=True)


_CONDITION = re.compile(r"(?:if\s+(missing|stated)\s+\*([^*]+)\*|(always))\s*:\s*(\S.*)", re.IGNORECASE)


def read_follow_ups(body: Body, rubric: Rubric, report: Report) -> tuple[FollowUp, ...]:
    """What is asked next, and when."""
    found: list[FollowUp] = []
    points = [point.name for point in rubric.points]
    mistakes = [mistake.name for mistake in rubric.misconceptions]
    for item in items_of(body, "Follow-ups"):
        match = _CONDITION.fullmatch(item.text)
        if match is None:
            hint = "start it with `if missing *point*:`, `if stated *misconception*:` or `always:`"
            report.error("R506", item.place, "this follow-up does not say when it is asked", hint)
            continue
        when, name = (match[1] or match[3]).lower(), match[2] or ""
        names = points if when == "missing" else mistakes
        if name and name not in names:
            _unknown(name, names, item.place, report)
        found.append(FollowUp(when, name, match[4]))
    return tuple(found)


def read_test_answers(body: Body, rubric: Rubric, report: Report) -> tuple[TestAnswer, ...]:
    """The test answers. Each point that is a `must` needs one that covers it; each `should` deserves one."""
    known = [*(point.name for point in rubric.points), *(f"!{item.name}" for item in rubric.misconceptions)]
    found: list[TestAnswer] = []
    for item in items_of(body, "Test answers"):
        head, colon, text = item.text.partition(":")
        names = [name.strip() for name in head.split(",") if name.strip()]
        if not colon or not names or not text.strip():
            hint = "write `- zeros, shrinks: an answer`, `- !misconception: …` or `- none: …`"
            report.error("R507", item.place, "this test answer cannot be read", hint)
            continue
        names = [] if [name.lower() for name in names] == ["none"] else names
        for name in names:
            if name not in known:
                _unknown(name, known, item.place, report)
        stated = frozenset(name[1:] for name in names if name.startswith("!"))
        covered = frozenset(name for name in names if not name.startswith("!"))
        found.append(TestAnswer(text.strip(), covered, stated, item.place))
    _demand_answers(body, rubric, found, report)
    return tuple(found)


def _demand_answers(body: Body, rubric: Rubric, answers: Sequence[TestAnswer], report: Report) -> None:
    answered = frozenset().union(*(answer.covered for answer in answers))
    for point in rubric.points:
        if point.rank != "could" and point.name not in answered:
            place, message = (
                body.find(f"**{point.name}**"),
                f"no test answer covers {point.name}, which is a {point.rank}",
            )
            hint = f"add `- {point.name}: an answer that says it` under `### Test answers`"
            (report.error if point.rank == "must" else report.warn)("R508", place, message, hint)


def _unknown(name: str, known: Iterable[str], place: Place, report: Report) -> None:
    report.error("R504", place, f"the rubric has no {name[:40]!r}", did_you_mean(name, known))
