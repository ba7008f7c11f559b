"""A demo as a short Python script that runs without quizapp: to keep, to change, to show somebody."""

from __future__ import annotations

import ast

from quizapp.engine.demo import Demo, Params
from quizapp.questions.calls import Call


def standalone_script(demo: Demo, params: Params) -> str:
    """The script of `demo` under `params`: what it shows, a line for each parameter that it uses, and the body."""
    used = {node.id for node in ast.walk(ast.parse(demo.script)) if isinstance(node, ast.Name)}
    values = [
        f"{param.name} = {params[param.name]!r}  # {param.meaning}" for param in demo.params if param.name in used
    ]
    head = [f"# {demo.title}", f"# The same in quizapp: {Call.of(demo.name, params)}", ""]
    return "\n".join([*head, *values, "", demo.script.strip(), ""])
