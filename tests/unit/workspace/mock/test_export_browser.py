"""The report in a real browser, without a window: what it shows, what it does not do, and how it prints."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from quizapp.sessions.mock.report import ItemReport
from quizapp.workspace.mock.export import report_page
from tests.unit.sessions.mock.reports import item_report, report
from tests.unit.workspace.mock.test_export import NASTY, SCRIPTS, WHOLE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture
def browse(tmp_path: Path):
    """Open a page in the browser with these options; what it prints."""

    def run(html: str, *options: str) -> str:
        (tmp_path / "report.html").write_text(html, encoding="utf-8")
        command = [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={tmp_path / 'profile'}",
            *options,
            (tmp_path / "report.html").as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, timeout=120, check=True)
        return done.stdout.decode("utf-8")

    return run


@cache
def whole_page() -> str:
    return report_page(WHOLE, "html")


def test_the_browser_finds_the_words_and_runs_none_of_them(browse) -> None:
    owned = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    html = report_page(report(*WHOLE.items, item_report(response=owned, kind="interview")), "html")
    found = browse(html, "--dump-dom")
    said = [unescape(text) for text in re.findall(r'<pre class="said[^>]*>(.*?)</pre>', found, re.DOTALL)]
    assert f"{NASTY}\n\n{SCRIPTS}" in said
    assert owned in said
    assert "<title>Mock interview: rapid" in found
    assert "<img" not in found
    assert "<script" not in found


def first_pixel(png: bytes) -> tuple[int, int, int]:
    """The colour of the upper left corner: no filter of PNG changes the first pixel of the first row."""
    data, position = b"", 8
    while position < len(png):
        length, kind = int.from_bytes(png[position : position + 4]), png[position + 4 : position + 8]
        data += png[position + 8 : position + 8 + length] if kind == b"IDAT" else b""
        position += 12 + length
    red, green, blue = zlib.decompress(data)[1:4]
    return red, green, blue


@pytest.mark.parametrize(("scheme", "paper"), [("1", (255, 255, 255)), ("0", (20, 24, 30))])
def test_it_is_light_or_dark_as_the_reader_likes(browse, tmp_path: Path, scheme: str, paper: tuple[int, ...]) -> None:
    shot = tmp_path / "shot.png"
    how = (f"--blink-settings=preferredColorScheme={scheme}", "--window-size=800,600", f"--screenshot={shot}")
    browse(whole_page(), *how)
    assert first_pixel(shot.read_bytes()) == paper


@pytest.fixture
def printed(browse, tmp_path: Path):
    """How many pages of paper these questions take with all that stands before them."""

    def count(*items: ItemReport) -> int:
        pdf = tmp_path / "report.pdf"
        browse(report_page(report(*items), "html"), "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))

    return count


def test_on_paper_a_long_question_begins_a_page_and_a_short_one_does_not(printed) -> None:
    assert printed(*[item_report(kind="interview")] * 3) == 1 + 3
    assert printed(*[item_report(kind="numeric")] * 3) < 1 + 3


def test_a_hundred_kilobytes_are_printed_to_the_end(printed) -> None:
    assert printed(item_report(kind="interview", response="lasso zeroes weights out " * 4_000)) > 20
