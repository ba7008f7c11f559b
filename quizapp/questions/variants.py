"""Variants: the product of the lists under `vary`, and the slots of the prompt that show which one it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from quizapp.questions.calls import ParamValue, format_value
from quizapp.questions.model import Question
from quizapp.questions.prose import spans
from quizapp.questions.source import Report
from quizapp.questions.yamlblocks import Value

MAX_VARIANTS = 64

_SLOT = re.compile(r"([A-Za-z_]\w*)=([^\s=`]+)")

Variant = Mapping[str, ParamValue]


@dataclass(frozen=True, slots=True)
class Slot:
    """`` `name=text` `` in a prompt; `start` and `end` are the positions of `name=text`."""

    name: str
    text: str
    start: int
    end: int


def question_variant(question: Question, index: int) -> Question:
    """`question` in its variant `index`, counted modulo their number: prompt, key and evidence all follow."""
    face = question.faces[index % len(question.faces)]
    return replace(question, variant=face.variant, prompt=face.prompt, task=face.task, evidence=face.evidence)


def read_vary(value: Value | None, report: Report) -> tuple[dict[str, ParamValue], ...]:
    """Every assignment of the values under `vary:`, the first of each list first; one empty one without `vary`."""
    from quizapp.questions.live import read_param

    if value is None:
        return ({},)
    if not isinstance(value.data, dict) or not value.data:
        report.error(
            "K108", value.place, "`vary` must be a mapping such as {seed: [42, 7]}", "one list of values per name"
        )
        return ({},)
    lists: dict[str, list[ParamValue]] = {}
    for name, item in value.data.items():
        if not isinstance(item.data, tuple) or not item.data:
            report.error("K108", item.place, f"`{name}` must be varied over a list of values, not {item.say()}")
            continue
        values = [read_param(one, f"`{name}`", report) for one in item.data]
        if len(set(values)) < len(values):
            report.error("K108", item.place, f"`{name}` is varied over one value twice", "keep one of the two")
        lists[name] = [one for one in values if one is not None]
    if prod(map(len, lists.values())) > MAX_VARIANTS:
        report.error(
            "K108", value.place, f"these are more than {MAX_VARIANTS} variants", "each of them is run by the checker"
        )
        return ({},)
    return tuple(dict(zip(lists, values, strict=True)) for values in product(*lists.values()))


def slots(prompt: str) -> Iterator[Slot]:
    """The slots of a prompt: inline code of the form `name=value`, without spaces."""
    for span in spans(prompt):
        match = _SLOT.fullmatch(span.content) if span.kind == "code" else None
        if match:
            start = prompt.index(span.content, span.start)
            yield Slot(match.group(1), match.group(2), start, start + len(span.content))


def fill_slots(prompt: str, variant: Variant) -> str:
    """`prompt` with the value of each varied name in its slots."""
    if not variant:
        return prompt
    parts, last = [], 0
    for slot in slots(prompt):
        if slot.name in variant:
            parts += [prompt[last : slot.start], f"{slot.name}={format_value(variant[slot.name])}"]
            last = slot.end
    return "".join([*parts, prompt[last:]])


def shows(text: str, value: ParamValue) -> bool:
    """Whether `text`, as a slot shows it, is `value`."""
    if text.lower() == format_value(value).lower():
        return True
    if isinstance(value, bool | str):
        return False
    numbers = value if isinstance(value, tuple) else (value,)
    parts = text.strip("[]()").split(",")
    try:
        return len(parts) == len(numbers) and all(float(a) == b for a, b in zip(parts, numbers, strict=True))
    except ValueError:
        return False
