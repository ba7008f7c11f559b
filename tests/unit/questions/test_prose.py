"""Spans of code and maths, against what CommonMark says."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from quizapp.questions.prose import outside, spans

inline_text = st.text(alphabet="a `$\\", max_size=30)


@given(inline_text)
def test_code_spans_are_those_of_commonmark(text):
    line = f"x{text}x"
    if "$" in line:
        line = line.replace("$", "b")
    tokens = MarkdownIt("commonmark").parseInline(line)[0].children or []
    theirs = [token.content for token in tokens if token.type == "code_inline"]
    ours = [span.content for span in spans(line) if span.kind == "code"]
    assert [_stripped(content) for content in ours] == theirs


@given(st.text(alphabet="ab1 $\\", max_size=14).filter(lambda text: "$$" not in text))
def test_maths_is_that_of_the_markdown_plugin(text):
    parser = MarkdownIt("commonmark").use(dollarmath_plugin, allow_space=False, allow_digits=False)
    tokens = parser.parseInline(f"x{text}x")[0].children or []
    theirs = [token.content for token in tokens if token.type == "math_inline"]
    assert [span.content for span in spans(f"x{text}x")] == theirs


def _stripped(content):
    """CommonMark takes one space off either end of a code span that is not all spaces."""
    both = content.startswith(" ") and content.endswith(" ") and content.strip(" ")
    return content[1:-1] if both else content


@given(st.text(alphabet="a1 `$\\\n~", max_size=80))
def test_spans_are_in_order_apart_and_cut_from_the_text(text):
    last = 0
    for span in spans(text):
        assert last <= span.start < span.end <= len(text)
        assert span.content in text[span.start : span.end]
        last = span.end
    blanked = outside(text)
    assert len(blanked) == len(text)
    assert blanked.count("\n") == text.count("\n")


def test_long_texts_of_openers_without_closers_are_read_at_once():
    for text in (
        "`" + "a``b" * 50_000,
        "$a " * 100_000,
        "$$a" * 99_999,
        "\\`" * 100_000,
        "`$" * 100_000,
        "a\n\n$b" * 50_000,
    ):
        assert len(outside(text)) == len(text)
