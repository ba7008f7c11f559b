"""The report as a file: everything is in it, and nothing that anybody typed is markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizapp.sessions.mock.report import (
    Calibration,
    CalibrationRow,
    ItemReport,
    MistakeReport,
    PointReport,
    Report,
    Said,
    SignalReport,
    TopicReport,
    Word,
)
from quizapp.workspace.mock.export import report_name, report_page, write_report
from quizapp.workspace.mock.export.prose import line_html, prose_html
from quizapp.workspace.wording import pictured
from tests.unit.sessions.mock.reports import anything, item_report, report

NASTY = (
    '<script>alert("x")</script> <img src=x onerror=y> & "quotes" \'too\' ```\n~~~ </pre></style><!-- | *b* _i_ [a](b)'
)
SCRIPTS = "التنظيم يقلل الأوزان\n正則化は重みを小さくする\nобобщение 🎉 e\u0301"
# The whole page: whatever is not among these came from somebody's answer.
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "aside", "div", "p", "span", "a"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "hr",
        "br",
        "pre",
        "code",
        "q",
        "em",
        "strong",
    ),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    *(
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "id",
        "dir",
        "scope",
        "href",
        "style",
        "aria-hidden",
    ),
}

TALK = item_report(
    title="Why L1 gives zeros, and $\\lambda$",
    kind="interview",
    prompt="Explain $\\frac{1}{2}$ <b>now</b>.",
    response=f"{NASTY}\n\n{SCRIPTS}",
    follow_ups=(Said("What of the `pull`?", NASTY, 20.0),),
    word=Word.MIXED,
    verdict="partial",
    score=0.5,
    rule="Not good, as a must was not said (pull).",
    points=(
        PointReport("zeros", "L1 gives |zeros|.", "covered", NASTY.split("\n")[0], "definitions", 2.0, must=True),
        PointReport("pull", "The pull.", "nudged", "it <i>fades</i>", "mathematics"),
        PointReport("kink", "The kink.", "missed", "", "mathematics"),
        PointReport("corner", "The corner.", "contradicted", "there is none", "evidence"),
    ),
    mistakes=(
        MistakeReport(
            "l2-sparse", "says that L2 is sparse.", "stands", "L2 | zeros", asked=True, correction="It *fades*."
        ),
        MistakeReport("bayes", "says so.", "withdrawn", "so", asked=True),
    ),
    expected="The pull of **L1** stays.",
    explanation="Because.",
    sources="- A book",
    evidence="quizapp demo decay_step --set lam=0.01",
    measured=("w = 0.98",),
    seconds=101.0,
    extra=30,
    flagged=True,
)
UNRUN = item_report(
    kind="numeric", verdict="unchecked", word=Word.UNJUDGED, unchecked="The engine is gone.", expected=""
)
CODE = item_report(
    kind="code",
    response="def f():\n\treturn '```'",
    points=(PointReport("zero", "gave 1", "contradicted", "", "practice"),),
)
WHOLE = report(
    TALK,
    UNRUN,
    CODE,
    item_report(verdict="open", response="", word=Word.POOR, score=0.0, confidence=None),
    notes=("The bank is too small.",),
    level="mid",
    tags=("l1", "map"),
    signals=(
        SignalReport("definitions", 3, 1, 1, 0.42, Word.MIXED),
        SignalReport("evidence", 1, 1, 0, 1.0, Word.EXCELLENT),
    ),
    topics=(TopicReport("l1", 3, 0.37),),
    calibration=Calibration(3, 0.21, (CalibrationRow(80, 3, 1),)),
    score=0.61,
    word=Word.MIXED,
    hiring="no hire",
)


class Page(HTMLParser):
    """What a browser would find: the elements, with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def page(told: Report) -> Page:
    return Page(report_page(told, "html", UTC))


def test_both_forms_hold_everything() -> None:
    markdown, html = report_page(WHOLE, "md", UTC), page(WHOLE).text
    for text in (markdown, html):
        for told in (
            "Mock interview: rapid",
            "2026-11-23, 12:00",
            "level mid, l1, map, seed 7",
            "3 of 4 questions answered",
            "5 min of 10 min",
            "The bank is too small.",
            "61 %",
            "◔ mixed",
            "42 %",
            "no hire",
            "practice",
            "Brier score 0.21 over 3 answers: too few to judge",
            "1:41 of 1:00 + 0:30, over",
            "you were 80 % sure",
            "flagged",
            "✓ covered",
            "◐ needed a nudge",
            "– missed",
            "✗ contradicted",
            "✗ failed",
            "✗ misconception stands",
            "◐ misconception withdrawn",
            "Not checked live: The engine is gone.",
            "quizapp demo decay_step --set lam=0.01",
            "w = 0.98",
            "Why L1 gives zeros, and λ",
            "Model answer",
            "Because.",
            "A book",
            "Nothing.",
        ):
            assert told in text, told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"points": (replace(TALK.points[2], status="covered", judged="missed"),)}, "✓ covered, overruled by {}"),
        ({"points": (replace(TALK.points[0], status="missed", judged="covered"),)}, "– missed, overruled by {}"),
        (
            {"mistakes": (replace(TALK.mistakes[0], status="withdrawn", judged="stands"),)},
            "– no misconception, overruled by {}",
        ),
        (
            {"mistakes": (replace(TALK.mistakes[1], status="stands", judged="withdrawn"),)},
            "✗ misconception stands, after a follow-up, overruled by {}",
        ),
    ],
)
def test_what_the_candidate_overruled_is_said(change: dict[str, Any], told: str) -> None:
    changed = report(replace(TALK, **change))
    for text in (report_page(changed, "md"), page(changed).text):
        assert text.count("overruled") == 1
        assert told.format("the candidate") in text
    assert "overruled" not in report_page(WHOLE, "md") + report_page(WHOLE, "html")


def test_the_words_of_the_candidate_come_through_to_the_last_sign() -> None:
    fences = [token.content for token in MarkdownIt().parse(report_page(WHOLE, "md")) if token.type == "fence"]
    for said in (TALK.response, NASTY, CODE.response):
        assert f"{said}\n" in fences
        assert said in page(WHOLE).text


def test_nothing_that_was_typed_is_an_element() -> None:
    found = page(WHOLE)
    assert set(found.tags) <= TAGS
    assert found.open == []
    assert {name for name, _ in found.attributes} <= ATTRIBUTES
    assert [value for name, value in found.attributes if name == "href"] == ["#q1", "#q2", "#q3", "#q4"]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_is_typed_is_text(text: str) -> None:
    told = replace(
        TALK, response=f"x{text}", points=(replace(TALK.points[0], quote=f"y{text}"),), prompt=text, follow_ups=()
    )
    found = page(report(told))
    assert set(found.tags) <= TAGS
    assert found.open == []
    assert pictured(f"x{text}") in found.text
    assert pictured(f"y{text}") in found.text


@settings(max_examples=25, deadline=None)
@given(anything(ItemReport))
def test_any_report_has_a_page_in_either_form(item: ItemReport) -> None:
    assert set(page(report(item)).tags) <= TAGS
    assert report_page(report(item), "md").startswith("# Mock interview: rapid\n")


def test_the_page_loads_nothing_and_says_so() -> None:
    html = report_page(WHOLE, "html")
    assert "default-src 'none'" in html
    assert not [word for word in ("<script", "http://", "https://", "@import", "url(") if word in html]
    assert 'lang="en"' in html
    assert html.count("<caption>") == html.count("<table>")


def test_control_characters_are_pictures_and_nothing_obeys_them() -> None:
    told = report(item_report(response="\x1b[31mred\x07\x00", kind="interview"))
    for form in ("html", "md"):
        text = report_page(told, form)
        assert "␛[31mred␇␀" in text
        assert not [char for char in text if ord(char) < 32 and char not in "\t\n"]


def test_a_hundred_kilobytes_come_through() -> None:
    long = "lasso zeroes weights out " * 4_000
    told = report(item_report(response=long, kind="interview"))
    assert long in page(told).text
    assert long in report_page(told, "md")


# ---------------------------------------------------------------- the Markdown of decks


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a <b>bold</b> tag", "<p>a &lt;b&gt;bold&lt;/b&gt; tag</p>"),
        ("<div onclick=x>\nhm\n</div>", "<p>&lt;div onclick=x&gt;\nhm\n&lt;/div&gt;</p>"),
        ("<!-- q id=1 -->\n\nyes <!-- no -->", "<p>yes </p>"),
        ("![a cat](http://x/cat.png)", "<p>[picture: a cat]</p>"),
        ("[see](#other) and [that](deck.md)", "<p><a>see</a> and <a>that</a></p>"),
        ("[see](https://x.org/?a=1&b)", '<p><a href="https://x.org/?a=1&amp;b" rel="noreferrer">see</a></p>'),
        ("[see](javascript:alert(1))", "<p>[see](javascript:alert(1))</p>"),
        (r"$\frac{1}{\sqrt{2}}$", '<p><span class="math inline">1/√(2)</span></p>'),
        (r"$\nosuch{<i>}$", r'<p><span class="math inline">\nosuch{&lt;i&gt;}</span></p>'),
    ],
)
def test_the_markdown_of_a_deck_holds_text_and_nothing_else(markdown: str, html: str) -> None:
    assert prose_html(markdown) == html


def test_a_title_stays_on_its_line() -> None:
    assert line_html("# not a\n\nheading `x`") == "# not a heading <code>x</code>"


# ---------------------------------------------------------------- the file


def test_it_is_written_whole_and_where_it_is_is_said(tmp_path: Path) -> None:
    path = tmp_path / "deep" / report_name(WHOLE, 7, "html", UTC)
    assert path.name == "mock-7-2026-11-23.html"
    assert write_report(WHOLE, "html", path, UTC) == f"Exported to {path}"
    assert path.read_text(encoding="utf-8") == report_page(WHOLE, "html", UTC)


def test_what_no_file_can_hold_is_written_all_the_same(tmp_path: Path) -> None:
    told = report(item_report(response="half of a pair: \ud83c", kind="interview"))
    for form in ("html", "md"):
        assert write_report(told, form, tmp_path / f"x.{form}").startswith("Exported to")
        assert "half of a pair: ?" in (tmp_path / f"x.{form}").read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert write_report(WHOLE, "md", tmp_path / "file" / "x.md").startswith("Not exported: ")


def test_the_times_are_those_of_the_zone() -> None:
    zone = timezone(timedelta(hours=13))
    assert "2026-11-24, 01:00" in report_page(WHOLE, "md", zone)
    assert report_name(WHOLE, 7, "md", zone) == "mock-7-2026-11-24.md"
