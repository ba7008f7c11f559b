"""The summary of a session as Markdown: every answer as it was written, on one line or on many."""

from datetime import UTC, datetime

from markdown_it import MarkdownIt

from quizapp.sessions.practice import events as ev
from quizapp.workspace.export import summary_markdown
from tests.unit.sessions.practice.desk import Coding, Desk, question

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOURCE = "def f():\n    # ```\n    return 1"


def test_short_answers_stand_on_a_line_beside_their_key() -> None:
    desk = Desk.of(question("q1")).answer("a").send(ev.Rate(), ev.Finish())
    assert "## q1\n\n- answer: `a` · wrong · rated again\n- key: b\n" in summary_markdown(desk.state, NOW)


def test_code_stands_in_a_fence_that_nothing_in_it_closes() -> None:
    desk = Desk.of(question("q1", Coding())).answer(SOURCE).finish_runs().send(ev.Rate(), ev.Finish())
    text = summary_markdown(desk.state, NOW)
    assert "- answer: right · rated good\n" in text
    fences = [token.content for token in MarkdownIt().parse(text) if token.type == "fence"]
    assert fences == [f"{SOURCE}\n"]
