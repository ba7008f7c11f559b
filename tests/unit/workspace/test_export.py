"""The summary of a session as Markdown: every answer as it was written, on one line or on many."""

import os
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from quizapp.sessions.practice import events as ev
from quizapp.workspace.export import summary_markdown, write_export
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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of POSIX")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe, heard = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    assert write_export(pipe, "the report").endswith(f"to {pipe}")
    reader.join()
    assert heard == ["the report"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_folder_is_no_file_to_write_to(tmp_path: Path) -> None:
    assert "cannot be written" in write_export(tmp_path, "the report")


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    write_export(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text(encoding="utf-8") == "new"
