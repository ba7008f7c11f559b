"""One question: body, attributes and kind put together, with every problem that an author could mend."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from quizapp.questions.attributes import Attributes, read_attributes
from quizapp.questions.body import Body, canonical_fence
from quizapp.questions.calls import Call, ParamValue, format_value
from quizapp.questions.kind import Kind, Reading, all_kinds
from quizapp.questions.live import CallReader, CheckCall
from quizapp.questions.maths import maths_errors
from quizapp.questions.model import Evidence, Face, Place, Question, Task
from quizapp.questions.source import Report, Source
from quizapp.questions.variants import fill_slots, read_vary, shows, slots
from quizapp.questions.yamlblocks import Value, read_yaml

MOST_MATHS_ERRORS = 50  # that are told of one question: where there are more, it is one mistake

# Features that go with every kind.
_COMMON = frozenset({"yaml evidence", "### Hint", "### Explain", "### Sources"})


@dataclass(frozen=True, slots=True)
class Context:
    """What a question inherits from its deck."""

    deck: str
    defaults: Attributes
    check_call: CheckCall | None = None


def read_question(body: Body, context: Context, report: Report) -> Question | None:
    """The question, or None where a problem keeps it from being asked. The id may still be empty."""
    attributes = read_attributes(body.comment, context.defaults, body.find_attribute, report)
    if not body.title:
        report.error("Q312", body.place, "this question has no title", "write it behind the `##`")
    report_maths(body.source, body.first, body.last, report)
    key, evidence = _yaml(body, "yaml key", report), _yaml(body, "yaml evidence", report)
    if key is None or evidence is None:
        return None
    kind = _kind_of(body, key.fields, attributes.kind, report)
    if kind is None:
        return None
    faces = _faces(
        kind, Reading(body, key.fields, "", attributes.credit, CallReader({}, report, context.check_call)), evidence
    )
    if report.failed or not faces:
        return None
    first = faces[0]
    return Question(
        id=attributes.id,
        minted=bool(attributes.id),
        deck=context.deck,
        title=body.title,
        kind=kind.name,
        level=attributes.level,
        tags=attributes.tags,
        points=attributes.points,
        seconds=attributes.seconds,
        rev=attributes.rev,
        place=body.place,
        content_hash=_content_hash(body, attributes),
        prompt=first.prompt,
        task=first.task,
        hints=tuple(section.text for section in body.sections if section.name == "Hint"),
        explanation=body.section("Explain"),
        sources=body.section("Sources"),
        evidence=first.evidence,
        variant=first.variant,
        variants=tuple(face.variant for face in faces),
        faces=faces,
        key_place=_key_place(body, key),
        commits=kind.commits,
        needs=attributes.needs,
    )


def _yaml(body: Body, info: str, report: Report) -> Value | None:
    """The mapping in a YAML fence; empty without the fence, None where it cannot be read."""
    fence = body.fences.get(info)
    if fence is None:
        return Value({}, body.place)
    value = read_yaml(fence.text, fence.line, body.source, report)
    if value is not None and not isinstance(value.data, dict):
        report.error("Y204", value.place, f"`{info}` must hold `name: value` lines, not {value.say()}")
        return None
    return value


def _key_place(body: Body, key: Value) -> Place | None:
    """Where the key begins: the first line in its `yaml key`, or its `python tests`."""
    tests = body.fences.get("python tests")
    return key.place if key.fields else body.source.place(tests.line - 1) if tests else None


def _kind_of(body: Body, key: Mapping[str, Value], promised: str, report: Report) -> Kind | None:
    """The one kind that claims the body; a promise that it breaks, and parts that it does not read, are reported."""
    claiming = [kind for kind in all_kinds().values() if kind.claims(body, key)]
    if len(claiming) != 1:
        _report_no_kind(body, claiming, report)
        return None
    kind = claiming[0]
    if promised and promised != kind.name:
        ticks = sum(option.right for option in body.options)
        why = f"{ticks} of its options are ticked" if body.options else f"the body makes it {kind.name}"
        report.error(
            "Q307", body.find(f"kind={promised}"), f"kind={promised} is promised, but this is {kind.name}: {why}"
        )
    unread = body.features - kind.uses - _COMMON
    for feature in sorted(unread - {"numbered", "gaps"}):
        message = f"`{feature}` is not read in a {kind.name} question"
        report.error("Q309", body.find(feature), message, "move it or delete it")
    if "gaps" in unread:
        report.error(
            "Q309",
            body.find("[["),
            f"`[[…]]` is not read in a {kind.name} question",
            "gaps go without options and keys",
        )
    return kind


def _report_no_kind(body: Body, claiming: list[Kind], report: Report) -> None:
    if claiming:
        names = " and ".join(kind.name for kind in claiming)
        report.error("Q308", body.place, f"this could be {names}", "keep the parts of one of them")
        return
    if report.failed:
        return  # what is missing is what that problem hides
    if body.options:
        report.error(
            "Q306", body.place, "options beside a `yaml key` fit no kind", "add `predict: true`, or use `yaml evidence`"
        )
    else:
        report.error(
            "Q306", body.place, "nothing says how this is answered", "add options, [[gaps]], a key or an `### Answer`"
        )


def _faces(kind: Kind, reading: Reading, evidence: Value) -> tuple[Face, ...]:
    """The question in each of its variants. The first variant with an error ends it: the others would repeat it."""
    report, body = reading.report, reading.body
    faces: list[Face] = []
    for variant in read_vary(reading.key.get("vary") or evidence.fields.get("vary"), report):
        calls = replace(reading.calls, variant=variant)
        prompt = fill_slots(body.prompt, variant)
        task = kind.read(replace(reading, prompt=prompt, calls=calls))
        proof = (
            calls.evidence(evidence, next(iter(task.calls), None)) if task and "yaml evidence" in body.fences else None
        )
        if task is None or report.failed:
            return ()
        if not faces:
            _check_slots(body, variant, task, proof, calls)
        faces.append(Face(tuple(variant.items()), kind.shown(prompt), task, proof))
    return tuple(faces)


def _check_slots(
    body: Body, variant: Mapping[str, ParamValue], task: Task, evidence: Evidence | None, calls: CallReader
) -> None:
    """The prompt and the runs must name the same values; `variant` is the first one, which the run takes."""
    report, written = calls.report, list(slots(body.prompt))
    for name in variant:
        if all(slot.name != name for slot in written):
            message = f"`{name}` is varied, but the prompt has no slot for it"
            report.error("Q314", body.place, message, f"show it in the prompt as inline code: `{name}=…`")
    run = next(iter(task.calls), evidence.call if evidence else None)
    params = {**(dict(evidence.call.params) if evidence else {}), **(dict(run.params) if run else {})}
    for slot in written:
        shown = f"{slot.name}={slot.text}"
        if slot.name in params and not shows(slot.text, params[slot.name]):
            message = f"the prompt shows {shown}, the run takes {slot.name}={format_value(params[slot.name])}"
            report.error("Q313", body.find(shown), message, "make the two agree")
        elif run and slot.name not in params and calls.accepts(Call.of(run.demo, {slot.name: _typed(slot.text)})):
            message = f"the prompt shows {shown}, the run leaves {slot.name} to its default"
            report.warn("Q315", body.find(shown), message, "write it under `params`")


def _typed(text: str) -> ParamValue:
    try:
        return float(text)
    except ValueError:
        return text


def report_maths(source: Source, first: int, last: int, report: Report) -> None:
    """Report each maths that cannot be shown in the lines from `first` up to `last`."""
    text = source.text(first, last)
    line, counted = first, 0
    for error in islice(maths_errors(text), MOST_MATHS_ERRORS):
        line += text.count("\n", counted, error.position)
        counted = error.position
        needle = text[error.position : error.position + 200].split("\n", 1)[0]
        report.error("M114", source.place(line, needle), str(error), "maths is `$…$`; a price needs `\\$`")


def _content_hash(body: Body, attributes: Attributes) -> str:
    """A hash of what the learner sees and is graded by: every line but the attributes, and the credit rule.

    It does not change with what `quizapp fmt` tidies.
    """
    numbered = ((number, body.source.lines[number].rstrip()) for number in range(body.first, body.last))
    kept = [
        canonical_fence(line)
        for number, line in numbered
        if line and number not in body.comment_lines and not line.lstrip().startswith("<!--")
    ]
    text = "\n".join([*kept, attributes.credit])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
