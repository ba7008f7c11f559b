"""Files to keep or to send: a session's summary, a demo as a script, and what else is written whole or not at all."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from quizapp.questions.forms import WriteCode, WriteLong
from quizapp.sessions.practice.state import Answered, Practice
from quizapp.sessions.practice.summary import summarize

NOT_EXPORTED = "Not exported"  # how the sentence begins that says why


def write_summary(state: Practice, folder: Path, now: datetime) -> str:
    """Write the summary of `state` into `folder`; return a sentence that says where, or why it could not be."""
    return write_export(folder / f"practice-{now:%Y-%m-%d-%H%M%S}.md", summary_markdown(state, now))


def write_script(script: str, name: str, folder: Path, now: datetime) -> str:
    """Write a demo's `script` into `folder`; return a sentence that says where, or why it could not be."""
    return write_export(folder / f"{name}-{now:%Y-%m-%d-%H%M%S}.py", script)


def write_export(path: Path, text: str, said: str = "Exported") -> str:
    """Write `text` to `path`, whole or not at all; return a sentence that says where it is, or why it is not.

    A link is followed, and a pipe or a device is written to: none of them is replaced by a file.
    """
    try:
        _write(path.resolve() if path.is_symlink() else path, text)
    except OSError as error:
        return f"{NOT_EXPORTED}: {path} cannot be written ({error.strerror})."
    return f"{said} to {path}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    regular = path.is_file() or not path.exists()
    part = path.with_name(f"{path.name}.part") if regular else path
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        if regular:
            part.replace(path)
    except OSError:
        if regular:
            part.unlink(missing_ok=True)
        raise


def summary_markdown(state: Practice, now: datetime) -> str:
    """The summary and each answer, as Markdown."""
    summary = summarize(state)
    head = [
        f"# Practice on {now:%Y-%m-%d, %H:%M}",
        "",
        f"{summary.answers} answers, {summary.right} right, {summary.skipped} skipped, "
        f"{summary.seconds / 60:.1f} minutes.",
        "",
        "| topic | answers | right |",
        "|---|---:|---:|",
        *(f"| {topic.topic} | {topic.answers} | {topic.right} |" for topic in summary.topics),
        "",
    ]
    return "\n".join(head + [line for item in state.answered for line in _answer(item)])


def _answer(item: Answered) -> list[str]:
    asked = item.asked
    verdict = asked.grade.verdict.value if asked.grade else "unchecked"
    rating = asked.rating.word if asked.rating else "unrated"
    expected = asked.grade.expected if asked.grade else ""
    judged = f"{verdict} · rated {rating}"
    if isinstance(asked.question.task.form, WriteCode | WriteLong):
        key = ["", "Key:", "", expected] if expected else []
        return [f"## {asked.question.title}", "", f"- answer: {judged}", "", *fenced(asked.response), *key, ""]
    lines = [f"## {asked.question.title}", "", f"- answer: `{asked.response or '–'}` · {judged}"]
    if expected:
        lines.append(f"- key: {' '.join(expected.split())}")
    return [*lines, ""]


def fenced(text: str, language: str = "text") -> list[str]:
    """`text` as it was written, between ticks of which it has fewer."""
    ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return [f"{ticks}{language}", text, ticks]
