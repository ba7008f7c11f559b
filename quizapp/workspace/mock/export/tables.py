"""Tables of the HTML page: each with its caption, heads that say of which column they are, and bars beside numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizapp.workspace.mock.export.prose import text_html


def table_html(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], numeric: Iterable[int] = ()) -> str:
    """A table of cells that are HTML already; the first column names the row, those in `numeric` stand to the right.

    Nothing where there are no rows.
    """
    right = set(numeric)
    body = "\n".join(f"<tr>{''.join(_cell(index, cell, right) for index, cell in enumerate(row))}</tr>" for row in rows)
    if not body:
        return ""
    heads = "".join(_head(index, name, right) for index, name in enumerate(head))
    return (
        f'<div class="scroll"><table>\n<caption>{text_html(caption)}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def bar_html(share: float) -> str:
    """A bar; the number stands beside it in words, so that nobody has to be told of the picture."""
    return f'<span class="bar" aria-hidden="true"><span style="width: {100 * share:.1f}%"></span></span>'


def status_html(status: str, words: str) -> str:
    """A mark with its word. `status` names its colour, which says nothing that the word does not."""
    return f'<span class="status {text_html(status)}">{text_html(words)}</span>'


def _head(index: int, name: str, right: set[int]) -> str:
    return f'<th scope="col"{_class(index, right)}>{text_html(name)}</th>' if name else "<td></td>"


def _cell(index: int, cell: str, right: set[int]) -> str:
    if index == 0:
        return f'<th scope="row"{_class(index, right)}>{cell}</th>'
    return f"<td{_class(index, right)}>{cell}</td>"


def _class(index: int, right: set[int]) -> str:
    return ' class="number"' if index in right else ""
