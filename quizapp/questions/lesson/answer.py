"""The answer in 90 seconds, read from its fence: sentence by sentence, each with the run or the source it rests on."""

from __future__ import annotations

from quizapp.questions.lesson.exhibits import EXHIBIT_KEYS, exhibit_of, items_of, present, sentence
from quizapp.questions.lesson.model import Sentence
from quizapp.questions.live import CheckCall
from quizapp.questions.source import Report
from quizapp.questions.yamlblocks import Value, fields_of

ANSWER_KEYS = ("question", "sentences")


def read_answer(value: Value, report: Report, check_call: CheckCall | None) -> tuple[str, tuple[Sentence, ...]]:
    """The id of the question and the sentences of its answer. What is wrong with them is reported."""
    what = "`yaml answer`"
    fields = fields_of(value, what, ANSWER_KEYS, report)
    if fields is None or not present(fields, ANSWER_KEYS, what, value.place, report):
        return "", ()
    read = (_read_sentence(item, report, check_call) for item in items_of(fields["sentences"], "`sentences`", report))
    return str(fields["question"].data), tuple(found for found in read if found is not None)


def _read_sentence(value: Value, report: Report, check_call: CheckCall | None) -> Sentence | None:
    fields = fields_of(value, "a sentence", (*EXHIBIT_KEYS, "source"), report)
    if fields is None or not present(fields, ("say",), "a sentence", value.place, report):
        return None
    text = sentence(fields["say"], "`say`", report)
    source = sentence(fields["source"], "`source`", report) if "source" in fields else ""
    if not ("demo" in fields or source):
        report.error("S604", value.place, "nothing proves this sentence", "add `demo:` with `holds:`, or a `source:`")
    runs = "demo" in fields and present(fields, ("holds",), "a sentence with a run", value.place, report)
    exhibit = exhibit_of(fields, "", value.place, report, check_call) if runs else None
    return Sentence(text, exhibit, source, value.place)
