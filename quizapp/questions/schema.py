"""JSON schemas (draft 2020-12) of what a deck holds in YAML, for editors that complete and check as one types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from quizapp.questions.attributes import DEFAULTS
from quizapp.questions.decks import FRONT_KEYS
from quizapp.questions.live import EVIDENCE_KEYS, TOLERANCE_KEYS, TRAP_KEYS
from quizapp.questions.model import Level
from quizapp.questions.variants import MAX_VARIANTS

Schema: TypeAlias = dict[str, Any]

# What each parameter of each demo may be, and the title of the demo: from the catalogue, which this layer cannot see.
Demos: TypeAlias = Mapping[str, tuple[str, Mapping[str, Schema]]]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_TEXT = {"type": "string", "pattern": r"\S"}
_SCALAR = {"type": ["number", "string", "boolean"]}
_PARAM = {"anyOf": [_SCALAR, {"type": "array", "items": {"type": "number"}}]}
_RUN = {"$ref": "#/$defs/run"}  # the parameters are those of its demo
_WORD = {"anyOf": [_TEXT, {"type": ["number", "boolean"]}]}
_WORDS = {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1}]}


def _schemas() -> Mapping[str, tuple[str, Callable[[Demos], Schema]]]:
    return {
        "key": ("`yaml key`: what the answer is", key_schema),
        "evidence": ("`yaml evidence`: the run that proves the answer", evidence_schema),
        "front": ("the front matter of a deck", lambda _: front_schema()),
        "glossary": ("a glossary.yaml: the concepts of interview rubrics", lambda _: glossary_schema()),
    }


def titles() -> Mapping[str, str]:
    """What each schema is of, by its name."""
    return {name: title for name, (title, _) in _schemas().items()}


def schema(name: str, demos: Demos) -> Schema:
    """The schema called `name`, one of `titles()`, with the demos that there are."""
    title, make = _schemas()[name]
    return {"$schema": DRAFT, "title": title, **make(demos)}


def key_schema(demos: Demos) -> Schema:
    """A `yaml key`: numeric, or with `symbolic` a formula, or with `predict` a prediction."""
    from quizapp.questions.formulakeys import KEYS as FORMULA
    from quizapp.questions.kinds.numeric import KEYS as NUMERIC
    from quizapp.questions.kinds.predict import KEYS as PREDICT

    formulas = [_when({"properties": {"symbolic": {"const": sort}}}, _only(keys)) for sort, keys in FORMULA.items()]
    prediction = _only(name for name in (*NUMERIC, *PREDICT) if name != "value") | {"required": ["demo"]}
    ways = [{"required": ["value"]}, {"required": ["demo", "answer"]}]
    number = _only(NUMERIC) | {"required": ["tolerance"], "oneOf": ways}
    properties = _key_properties(demos, FORMULA)
    known = {*NUMERIC, *PREDICT, *(key for keys in FORMULA.values() for key in keys)}
    return {
        **_object({name: properties[name] for name in sorted(known)}),
        "if": {"required": ["symbolic"]},
        "then": {"required": ["symbolic", "over"], "allOf": formulas},
        "else": _when({"required": ["predict"]}, prediction, number),
        **_RUN,
        "$defs": {"run": {"allOf": _per_demo(demos)}},
    }


def evidence_schema(demos: Demos) -> Schema:
    """A `yaml evidence`."""
    properties = _run_properties(demos)
    return {
        **_object({name: properties[name] for name in EVIDENCE_KEYS}, ["demo", "holds"]),
        **_RUN,
        "$defs": {"run": {"allOf": _per_demo(demos)}},
    }


def front_schema() -> Schema:
    """The front matter of a deck."""
    tags = {"anyOf": [_TEXT, {"type": "array", "items": {"type": ["string", "number"]}}]}
    defaults = {
        "level": _described("how senior the interview is", {"enum": [str(level) for level in Level]}),
        "points": _described("what a right answer counts", {"type": "number", "exclusiveMinimum": 0, "maximum": 100}),
        "time": _described("seconds or minutes, such as 90s or 2m", {"type": ["string", "integer"]}),
        "tags": _described("words to filter by", tags),
    }
    properties = {
        "deck": _described("the identity of the deck; its file name where there is none", _TEXT),
        "title": _described("the deck's title, as lists show it", _TEXT),
        "defaults": _described(
            "attributes for every question that does not give its own",
            {
                "type": "object",
                "properties": {name: defaults[name] for name in DEFAULTS},
                "additionalProperties": False,
            },
        ),
    }
    return _object({name: properties[name] for name in FRONT_KEYS})


def glossary_schema() -> Schema:
    """A `glossary.yaml`: for each concept its words, or more of what is known about it."""
    from quizapp.questions.glossary import KEYS
    from quizapp.questions.terms import LONGEST

    properties = {
        "words": _described("what says it: words and phrases", _WORDS),
        "denied": _described("what says its opposite: words and phrases", _WORDS),
        "partner": _described("a clause is about one of the two: L1 or L2", _WORDS),
        "opposite": _described("who says the one denies the other", _WORDS),
        "with": _described("the words of the other concept say this one too", _WORDS),
        "hides": _described("the concepts that a phrase of this one keeps its parts from saying", _WORDS),
        "of": _described("said of the concept on the left it means the one on the right", {"type": "object"}),
        "means": _described("what it is, in one line: for whoever looks it up", {**_TEXT, "maxLength": LONGEST}),
        "name": _described("how it is written where its key is no good to read: AdamW", _TEXT),
        "also": _described("its other spellings, by which a text is searched; without it, its words", _WORDS),
        "see": _described("terms that are worth reading next", _WORDS),
    }
    more = _object({name: properties[name] for name in KEYS})
    return {
        "type": "object",
        "propertyNames": {"pattern": "^[^A-Z\\s]+$"},
        "additionalProperties": {"anyOf": [{"type": "array", "items": _WORD, "minItems": 1}, more]},
    }


def _key_properties(demos: Demos, sorts: Iterable[str]) -> Schema:
    """Every key of every kind of key, with what it is for."""
    say = _described("the sentence for whoever walks into this trap", _TEXT)
    formula = {"type": ["string", "number"]}
    trap = {"is": _described("the wrong formula", formula), "say": say, **_run_properties(demos), **_numbers()}
    numeric = {name: trap[name] for name in TRAP_KEYS}
    numeric_trap = {**_object(numeric, ["say"]), **_RUN}
    traps = {"anyOf": [numeric_trap, _object({"is": trap["is"], "say": say}, ["is", "say"])]}
    ends = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    return {
        **_run_properties(demos),
        **_numbers(),
        "unit": _described("the unit of the answer", _TEXT),
        "tolerance": _described("how far off still counts as right: exactly one of the three", _tolerance()),
        "traps": _described("known wrong answers, each with its sentence", {"type": "array", "items": traps}),
        "predict": _described("the learner answers first, then the demo runs", {"const": True}),
        "symbolic": _described("the answer is a formula: what it is", {"enum": list(sorts)}),
        "of": _described("the formula whose derivative is asked for", formula),
        "by": _described("the name by which it is differentiated", _TEXT),
        "is": _described("the formula that is the answer", formula),
        "over": _described("the range of each name: its two ends", _object_of(ends)),
    }


def _run_properties(demos: Demos) -> Schema:
    """What says which run it is, and what must hold in it."""
    holds = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1}]}
    names = {"anyOf": [{"const": name, "title": title} for name, (title, _) in demos.items()]}
    values = {"type": "array", "items": _PARAM, "minItems": 1, "maxItems": MAX_VARIANTS}
    return {
        "demo": _described("the demo that runs; `quizapp demo` lists them", {"type": "string", **names}),
        "params": _described("its parameters; what is left out takes its default", _object_of(_PARAM)),
        "vary": _described("a list of values for each varied name: one is drawn for each showing", _object_of(values)),
        "holds": _described("what must hold: expressions of the measures of the run", holds),
    }


def _numbers() -> Schema:
    return {
        "answer": _described("a measure of the run, or an expression of measures", {"type": ["string", "number"]}),
        "value": _described("a typed number, for what no run can settle", {"type": "number"}),
    }


def _tolerance() -> Schema:
    kinds = {
        "rel": _described("a share of the answer", {"type": "number", "minimum": 0, "maximum": 0.5}),
        "abs": _described("an absolute difference", {"type": "number", "minimum": 0}),
        "digits": _described("so many significant digits agree", {"type": "integer", "minimum": 1, "maximum": 12}),
    }
    return {**_object({name: kinds[name] for name in TOLERANCE_KEYS}), "minProperties": 1, "maxProperties": 1}


def _per_demo(demos: Demos) -> list[Schema]:
    """For each demo, the names and the ranges of its parameters."""
    return [
        _when(
            {"properties": {"demo": {"const": name}}, "required": ["demo"]},
            {"properties": {"params": {"properties": dict(params), "additionalProperties": False}}},
        )
        for name, (_, params) in demos.items()
    ]


def _object(properties: Schema, required: Sequence[str] = ()) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": list(required)}


def _object_of(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _described(text: str, what: Schema) -> Schema:
    return {"description": text, **what}


def _only(keys: Iterable[str]) -> Schema:
    return {"propertyNames": {"enum": sorted(set(keys))}}


def _when(condition: Schema, then: Schema, otherwise: Schema | None = None) -> Schema:
    return {"if": condition, "then": then} | ({} if otherwise is None else {"else": otherwise})
