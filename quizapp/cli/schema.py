"""`quizapp schema`: the JSON schema of a YAML block, for an editor; made of the tables that the checker goes by."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from quizapp.cli.text import aligned, narrate, tell, tell_json
from quizapp.engine import catalogue
from quizapp.engine.demo import Param
from quizapp.errors import UsageError
from quizapp.questions.schema import Demos, Schema, schema, titles


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which schema."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="key, evidence, front or glossary; the list if none")


def run(args: argparse.Namespace) -> int:
    """Print the schema; without a name, what there is."""
    known = titles()
    if args.name is None:
        tell(*aligned([[f"  {name}", title] for name, title in known.items()]))
        narrate("\n`quizapp schema NAME > FILE` writes one for your editor.")
        return 0
    if args.name not in known:
        near = get_close_matches(args.name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise UsageError(f"There is no schema “{args.name}”; {hint}")
    tell_json(schema(args.name, demos()))
    return 0


def demos() -> Demos:
    """The demos of the catalogue, with what each parameter may be."""
    return {
        demo.name: (demo.title, {param.name: param_schema(param) for param in demo.params})
        for demo in catalogue.demos()
    }


def param_schema(param: Param) -> Schema:
    """What a parameter may be, as the catalogue would accept it."""
    span = {"minimum": param.low, "maximum": param.high}
    match param.default:
        case bool():
            value: Schema = {"type": "boolean"}
        case tuple():
            value = {"type": "array", "items": {"type": "number", **span}, "minItems": 1, "maxItems": param.max_items}
        case int():
            value = {"type": "integer", **span}
        case float():
            value = {"type": "number", **span}
        case _:
            words: Schema = {"enum": list(param.choices)}
            value = words if param.low is None else {"anyOf": [words, {"type": "number", **span}]}
    return {"description": param.meaning, "default": param.default, **value}
