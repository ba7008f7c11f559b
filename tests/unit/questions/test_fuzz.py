"""No file whatever raises: it is a deck, or problems with a place in the file."""

import contextlib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.engine.proving import check_call
from quizapp.questions import CODES, all_kinds, parse_deck, question_variant
from quizapp.questions.links import links_in
from quizapp.questions.proofs import problems_without_runs
from quizapp.questions.source import Source, decode
from quizapp.questions.tidy import tidy

from . import mutations

HERE = Path("fuzz.md")
SAMPLE = (Path(__file__).parent / "decks" / "sample.md").read_text(encoding="utf-8")
SAMPLES = [SAMPLE, *(sample.markdown for kind in all_kinds().values() for sample in kind.samples)]
PIECES = [
    "---\n", "## ", "### ", "### Answer\n", "### Hint\n", "- [ ] ", "- [x] ", "  > ", "```", "````", "~~~\n",
    "```yaml key\n", "```yaml evidence\n", "<!-- q ", "-->", "<!--", "<details>", "</summary>", "id=s0000001",
    "[[", "]]", "|", "$", "$$", "`", "{", "}", "[", "]", ": ", "- ", "&a ", "*a", "!!x ", "\t", "\r", "\r\n",
    "\n\n", "\0", "\ufeff", "\u2028", "\\", "\\frac", "é", "\ud800", "`seed=42`", "demo: x\n",
    "vary: {seed: [1, 2]}\n", "1. a\n", "===\n", "kind=choice", "9" * 400, ">" * 50, "[" * 200, "- " * 200,
]  # fmt: skip


def check(deck, lines):
    assert len(deck.problems) <= 4 * lines + 4
    for problem in deck.problems:
        assert problem.code in CODES
        assert problem.severity in {"error", "warning"}
        assert 1 <= problem.place.line <= lines + 1
        assert problem.place.column >= 1
        assert problem.message
        assert problem.message.isprintable()
    ids = [question.id for question in deck.questions]
    assert len(ids) == len(set(ids))
    for question in deck.questions:
        assert question.title
        assert 0 <= question_variant(question, 1).task.grade("a", {}).score <= 1


def count_lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


@given(st.text(max_size=300))
def test_any_text(text):
    check(parse_deck(text, HERE), count_lines(text))


@given(st.binary(max_size=300))
def test_any_bytes(data):
    check(parse_deck(data, HERE), data.count(b"\n") + data.count(b"\r") + 1)


@given(st.lists(st.sampled_from([*PIECES, "a", " ", "\n"]), max_size=60).map("".join))
def test_any_sequence_of_the_pieces_of_a_deck(text):
    check(parse_deck(text, HERE), count_lines(text))


@st.composite
def mutated(draw):
    text = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 3, 20, 200])))
        text = text[:start] + draw(st.sampled_from([*PIECES, "", "", text[start:end] * 2])) + text[end:]
    return text


@given(mutated())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_a_deck_with_a_few_mistakes(text):
    check(parse_deck(text, HERE, lambda call: None if call.demo else "no demo"), count_lines(text))


@given(mutations.mutated())
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_a_real_deck_whose_lines_are_out_of_place(text):
    """The parser, the links and the test answers say what is wrong, and none of them raises."""
    deck = parse_deck(text, HERE, check_call)
    check(deck, count_lines(text))
    source = decode(text.encode("utf-8"), HERE)
    if isinstance(source, Source):
        assert all(1 <= link.place.line <= count_lines(text) for link in links_in(source))
    for question in deck.questions:
        for problem in problems_without_runs(question):
            assert problem.code in CODES
            assert problem.message.isprintable()


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_tidying_any_bytes_keeps_them_or_what_they_say(data):
    once = tidy(data, HERE)
    assert tidy(once.data, HERE).data == once.data
    assert once.data == data or isinstance(decode(data, HERE), Source)


@given(mutated(), st.integers(0, 4000), st.integers(0, 255))
def test_a_deck_with_a_broken_byte(text, offset, byte):
    data = bytearray(text.encode("utf-8", "replace"))
    with contextlib.suppress(IndexError):
        data[offset] = byte
    check(parse_deck(bytes(data), HERE), count_lines(bytes(data).decode("utf-8", "replace")))


def test_a_large_deck_of_one_construct_is_read_in_bounded_time():
    """Anything that is not linear would run into the time limit of the suite."""
    for piece in PIECES:
        text = (piece * (40_000 // len(piece)))[:40_000]
        check(parse_deck(f"## A\n\n{text}\n", HERE), count_lines(text) + 3)
        check(parse_deck(f"## A\n\n### Answer\n{piece}\n" * 200, HERE), 900 + 200 * count_lines(piece))
