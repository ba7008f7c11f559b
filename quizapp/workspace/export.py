"""A session's summary as a Markdown file, to keep or to send."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from quizapp.sessions.state import Answered, Practice
from quizapp.sessions.summary import summarize


def write_summary(state: Practice, folder: Path, now: datetime) -> str:
    """Write the summary of `state` into `folder`; return a sentence that says where, or why it could not be."""
    path = folder / f"practice-{now:%Y-%m-%d-%H%M%S}.md"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(summary_markdown(state, now), encoding="utf-8")
    except OSError as error:
        return f"Not exported: {path} cannot be written ({error.strerror})."
    return f"Exported to {path}"


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
    lines = [f"## {asked.question.title}", "", f"- answer: `{asked.response or '–'}` · {verdict} · rated {rating}"]
    if expected:
        lines.append(f"- key: {' '.join(expected.split())}")
    return [*lines, ""]
