"""The catalogue as text and JSON: every demo by subject, and one of them with its parameters and claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quizapp.cli.text import columns, narrate, tell, tell_json, wrapped
from quizapp.engine import catalogue, wire
from quizapp.engine.demo import Demo
from quizapp.errors import EngineError
from quizapp.questions.calls import format_value


def list_demos(*, as_json: bool, with_params: bool) -> int:
    """Print every demo; one whose file cannot be used is named on stderr, and makes the exit code 1."""
    demos: list[Demo] = []
    broken: list[str] = []
    for name in catalogue.names():
        try:
            demos.append(catalogue.find(name))
        except EngineError as error:
            broken.append(str(error))
    if as_json:
        tell_json([_json(demo) for demo in demos])
    else:
        tell(*_catalogue_lines(demos, columns(), with_params=with_params))
    for sentence in broken:
        narrate(sentence)
    return 1 if broken else 0


def describe(demo: Demo, *, as_json: bool) -> int:
    """Print what `demo` shows, its parameters and its claims."""
    if as_json:
        tell_json(_json(demo))
        return 0
    width, first = columns(), demo.params[0]
    tell(
        *wrapped(f"{demo.name}: {demo.title}", width),
        "",
        *wrapped(demo.about, width),
        "",
        "Parameters, with their defaults:",
        *_param_lines(demo, width),
        "",
        "It sets out to show:",
        *(line for claim in demo.claims for line in wrapped(claim.text, width, "  - ")),
        "",
        *wrapped(f"Run it: quizapp demo {demo.name} --set {first.name}={format_value(first.default)}", width),
    )
    return 0


def _json(demo: Demo) -> dict[str, Any]:
    params = [
        {"name": p.name, "default": wire.pack(p.default), "meaning": p.meaning, "allowed": catalogue.allowed(p)}
        for p in demo.params
    ]
    return {
        "demo": demo.name,
        "title": demo.title,
        "subject": demo.subject,
        "about": demo.about,
        "params": params,
        "claims": [claim.text for claim in demo.claims],
    }


def _catalogue_lines(demos: Iterable[Demo], width: int, *, with_params: bool) -> list[str]:
    subjects: dict[str, list[Demo]] = {}
    for demo in sorted(demos, key=lambda demo: (demo.subject, demo.name)):
        subjects.setdefault(demo.subject, []).append(demo)
    longest = max((len(demo.name) for listed in subjects.values() for demo in listed), default=0)
    lines: list[str] = []
    for subject, listed in subjects.items():
        lines.append(subject)
        for demo in listed:
            lines += wrapped(demo.title, width, f"  {demo.name:{longest}}  ")
            lines += [f"  {line}" for line in _param_lines(demo, width - 2)] if with_params else []
        lines.append("")
    return [*lines, *wrapped("`quizapp demo NAME` runs one; `quizapp demo NAME --params` explains it.", width)]


def _param_lines(demo: Demo, width: int) -> list[str]:
    words = [f"{param.name}={format_value(param.default)}" for param in demo.params]
    longest = min(max(map(len, words)), width // 3)
    return [
        line
        for param, word in zip(demo.params, words, strict=True)
        for line in wrapped(
            f"{param.meaning}: {catalogue.allowed(param)}", width, f"  {word:{longest}}  ", " " * (longest + 4)
        )
    ]
