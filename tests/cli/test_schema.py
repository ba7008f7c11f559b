"""`schema`: what an editor is given, made of the tables that the checker goes by."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from quizapp.cli.schema import demos
from quizapp.engine import catalogue
from quizapp.questions import all_kinds
from quizapp.questions.body import read_body
from quizapp.questions.glossary import MAX_LENGTH
from quizapp.questions.schema import schema, titles
from quizapp.questions.sections import outline
from quizapp.questions.source import Report, Source, read_source
from quizapp.questions.yamlblocks import Value, read_yaml
from quizapp.workspace.places import bundled_decks

from .conftest import DECK, Ran

Quiz = Callable[..., Ran]

DEMOS = demos()
CHECKS = {name: jsonschema.Draft202012Validator(schema(name, DEMOS)) for name in titles()}
FILES = sorted(path for path in bundled_decks().glob("*.md") if path.name != "README.md")
SOURCES = [
    *(Source.of(path.read_text(encoding="utf-8"), path) for path in FILES),
    *(Source.of(sample.markdown, Path(name)) for name, kind in all_kinds().items() for sample in kind.samples),
    Source.of(DECK, Path("deck.md")),
]
KEY = {"demo": "lasso_path", "answer": "alpha_max", "tolerance": {"rel": 0.02}}
FORMULA = {"symbolic": "derivative", "of": "lam*w^2", "by": "w", "over": {"w": [-2, 2], "lam": [0.01, 1]}}


def plain(value: Value) -> Any:
    """What a YAML block holds, as JSON has it."""
    if isinstance(value.data, dict):
        return {name: plain(item) for name, item in value.data.items()}
    return [plain(item) for item in value.data] if isinstance(value.data, tuple) else value.data


def blocks(source: Source) -> Iterator[tuple[str, Any]]:
    """Each YAML block of a deck, with the name of its schema."""
    report = Report()
    parts = outline(source, report)
    found = [("front", parts.front, 1)] if parts.front else []
    for part in parts.questions:
        fences = read_body(part, parts.source, report).fences
        found += [(info[5:], fence.text, fence.line) for info, fence in fences.items() if info.startswith("yaml")]
    for name, text, line in found:
        value = read_yaml(text, line, source, report)
        assert value is not None
        yield name, plain(value)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.path.name)
def test_every_block_of_a_deck_that_passes_is_valid(source: Source) -> None:
    for name, block in blocks(source):
        assert [error.message for error in CHECKS[name].iter_errors(block)] == []


def glossary_of(source: Source) -> Value:
    value = read_yaml(source.text(), 0, source, Report(), MAX_LENGTH)
    assert value is not None
    return value


def test_the_bundled_glossary_is_valid() -> None:
    source = read_source(bundled_decks() / "glossary.yaml")
    assert isinstance(source, Source)
    CHECKS["glossary"].validate(plain(glossary_of(source)))


@pytest.mark.parametrize("name", titles())
def test_a_schema_is_one_of_its_draft_and_the_copy_in_content_is_the_same(quiz: Quiz, name: str) -> None:
    printed = quiz("schema", name)
    jsonschema.Draft202012Validator.check_schema(printed.json)
    assert printed.json["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    copy = bundled_decks() / "schema" / f"{name}.json"
    assert copy.read_text(encoding="utf-8") == printed.out, f"quizapp schema {name} > content/schema/{name}.json"


@pytest.mark.parametrize("name", ["key", "evidence", "front", "glossary"])
def test_every_key_says_what_it_is_for(name: str) -> None:
    def undescribed(part: Any, path: str) -> Iterator[str]:
        for key, value in part.get("properties", {}).items() if isinstance(part, dict) else ():
            if "const" not in value:
                yield from [] if "description" in value else [f"{path}/{key}"]
                yield from undescribed(value, f"{path}/{key}")

    top = {key: value for key, value in CHECKS[name].schema.items() if key not in {"if", "allOf", "$defs"}}
    assert list(undescribed(top, name)) == []


BROKEN = {
    "unknown key": ("key", {**KEY, "trap": []}),
    "unknown key in a tolerance": ("key", {**KEY, "tolerance": {"rle": 0.1}}),
    "two tolerances": ("key", {**KEY, "tolerance": {"rel": 0.1, "abs": 1}}),
    "a negative tolerance": ("key", {**KEY, "tolerance": {"rel": -0.1}}),
    "half a digit": ("key", {**KEY, "tolerance": {"digits": 1.5}}),
    "no tolerance": ("key", {"demo": "lasso_path", "answer": "alpha_max"}),
    "no answer": ("key", {"demo": "lasso_path", "tolerance": {"abs": 1}}),
    "value and answer": ("key", {**KEY, "value": 1}),
    "an unknown demo": ("key", {**KEY, "demo": "lasso_paths"}),
    "an unknown parameter": ("key", {**KEY, "params": {"sede": 1}}),
    "a parameter out of range": ("key", {**KEY, "params": {"seed": -1}}),
    "params are a list": ("key", {**KEY, "params": [1]}),
    "one value to vary": ("key", {**KEY, "vary": {"seed": 42}}),
    "no value to vary": ("key", {**KEY, "vary": {"seed": []}}),
    "a unit that is a number": ("key", {**KEY, "unit": 3}),
    "a trap that says nothing": ("key", {**KEY, "traps": [{"value": 3}]}),
    "a trap of another kind": ("key", {**KEY, "traps": [{"value": 3, "say": "no", "sya": "no"}]}),
    "traps that are no list": ("key", {**KEY, "traps": {"value": 3, "say": "no"}}),
    "a formula with a demo": ("key", {**FORMULA, "demo": "lasso_path"}),
    "a formula of no sort": ("key", {**FORMULA, "symbolic": "integral"}),
    "a formula without ranges": ("key", {"symbolic": "derivative", "of": "w", "by": "w"}),
    "an end of a range missing": ("key", {**FORMULA, "over": {"w": [1]}}),
    "a prediction with a typed value": ("key", {"demo": "lasso_path", "predict": True, "value": 1}),
    "a prediction that is none": ("key", {**KEY, "predict": False}),
    "a text as evidence": ("evidence", "hello"),
    "evidence without holds": ("evidence", {"demo": "lasso_path"}),
    "holds that is empty": ("evidence", {"demo": "lasso_path", "holds": []}),
    "unknown key in the front": ("front", {"dekc": "a"}),
    "a deck that is a number": ("front", {"deck": 3}),
    "an unknown level": ("front", {"defaults": {"level": "principal"}}),
    "an unknown default": ("front", {"defaults": {"rev": 2}}),
    "points of zero": ("front", {"defaults": {"points": 0}}),
    "an unknown key of a concept": ("glossary", {"l1": {"wrods": ["lasso"]}}),
    "words that are none": ("glossary", {"l1": {"words": [["lasso"]]}}),
    "a concept that is a text": ("glossary", {"l1": "lasso"}),
}


@pytest.mark.parametrize(("name", "block"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_found_as_one_types(name: str, block: object) -> None:
    assert not CHECKS[name].is_valid(block)


PLANTED = Path(__file__).parents[1] / "contracts" / "planted"
MISTYPED = [path for code in ("Y202", "Y204") for path in sorted(PLANTED.glob(f"{code}*"))]


@pytest.mark.parametrize("path", MISTYPED, ids=lambda path: path.name)
def test_what_the_checker_calls_unknown_or_of_the_wrong_type_an_editor_does_too(path: Path) -> None:
    source = read_source(path / "glossary.yaml" if path.is_dir() else path)
    assert isinstance(source, Source)
    found = [("glossary", plain(glossary_of(source)))] if path.is_dir() else list(blocks(source))
    assert [name for name, block in found if not CHECKS[name].is_valid(block)] != []


@pytest.mark.parametrize("block", [KEY, FORMULA, {"value": 1, "tolerance": {"digits": 2}}])
def test_what_the_mistakes_are_made_of_is_sound(block: object) -> None:
    CHECKS["key"].validate(block)


def test_every_parameter_of_every_demo_is_known_with_its_default() -> None:
    (at_each,) = (part["allOf"] for part in [CHECKS["key"].schema["$defs"]["run"]])
    known = {part["if"]["properties"]["demo"]["const"]: part["then"]["properties"]["params"] for part in at_each}
    assert {name: set(params["properties"]) for name, params in known.items()} == {
        demo.name: {param.name for param in demo.params} for demo in catalogue.demos()
    }
    for demo in catalogue.demos():
        defaults = json.loads(json.dumps({param.name: param.default for param in demo.params}))
        assert CHECKS["evidence"].is_valid({"demo": demo.name, "params": defaults, "holds": "1 < 2"})


def test_without_a_name_it_lists_them_and_a_wrong_one_is_a_usage_error(quiz: Quiz) -> None:
    assert [line.split()[0] for line in quiz("schema").out.splitlines()] == ["key", "evidence", "front", "glossary"]
    assert "did you mean evidence?" in quiz("schema", "evidenc").err
    assert quiz("schema", "evidenc").code == 2
