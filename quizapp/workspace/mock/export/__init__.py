"""The report on an interview as a file to keep, to send or to print: Markdown, and one HTML page by itself."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from typing import Literal

from quizapp.sessions.mock.report import Report
from quizapp.workspace.export import write_export

Form = Literal["md", "html"]


def report_name(report: Report, number: int, form: Form, zone: tzinfo | None = None) -> str:
    """What the file is called where nobody says: `mock-7-2026-11-23.html`."""
    return f"mock-{number}-{report.started_at.astimezone(zone):%Y-%m-%d}.{form}"


def write_report(report: Report, form: Form, path: Path, zone: tzinfo | None = None) -> str:
    """Write `report` to `path`; return a sentence that says where it is, or why it is not."""
    return write_export(path, report_page(report, form, zone))


def report_page(report: Report, form: Form, zone: tzinfo | None = None) -> str:
    """The whole report as text in this form; `zone` is that of the times in it, None this computer's."""
    if form == "md":
        from quizapp.workspace.mock.export.markdown import report_markdown

        return report_markdown(report, zone)
    from quizapp.workspace.mock.export.page import report_html

    return report_html(report, zone)
