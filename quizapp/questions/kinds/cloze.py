"""Gaps to fill in a text: `[[gap|other spelling]]`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizapp.grading.text import same_text, split_gaps
from quizapp.grading.verdict import Grade, Point, Verdict
from quizapp.questions.body import GAP, Body
from quizapp.questions.calls import Call, Runs
from quizapp.questions.forms import TypeText
from quizapp.questions.kind import Kind, Reading, Sample
from quizapp.questions.prose import outside
from quizapp.questions.yamlblocks import Value


@dataclass(frozen=True, slots=True)
class Cloze:
    """Gaps in order, each with its accepted spellings; the first spelling is the one that is shown."""

    gaps: tuple[tuple[str, ...], ...]

    @property
    def form(self) -> TypeText:
        return TypeText(len(self.gaps))

    @property
    def calls(self) -> tuple[Call, ...]:
        return ()

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge one text per gap."""
        typed = split_gaps(response)
        if not any(typed):
            return Grade(Verdict.UNREADABLE, feedback=("nothing was typed",))
        if len(typed) != len(self.gaps):
            message = (
                f"{len(self.gaps)} gap{'s' * (len(self.gaps) != 1)}, {len(typed)} answered: separate the answers with |"
            )
            return Grade(Verdict.UNREADABLE, feedback=(message,))
        pairs = list(zip(typed, self.gaps, strict=True))
        right = [any(same_text(text, spelling) for spelling in gap) for text, gap in pairs]
        score = sum(right) / len(right)
        verdict = Verdict.RIGHT if all(right) else Verdict.PARTIAL if any(right) else Verdict.WRONG
        points = tuple(
            Point(gap[0], "covered" if hit else "contradicted" if text else "missed", text)
            for hit, (text, gap) in zip(right, pairs, strict=True)
        )
        return Grade(verdict, score, self.expected(runs), (), points)

    def expected(self, runs: Runs) -> str:
        return " | ".join(gap[0] for gap in self.gaps)


def claims(body: Body, key: Mapping[str, Value]) -> bool:
    """Gaps in the prompt, outside code and maths."""
    return "gaps" in body.features


def read(reading: Reading) -> Cloze | None:
    """The gaps, where each has at least one spelling and none is empty."""
    gaps = tuple(tuple(word.strip() for word in inside.split("|")) for _, _, inside in _gaps(reading.prompt))
    if stray := _unclosed(reading.prompt):
        reading.report.error("M115", reading.body.find(stray), "this gap is never closed", "end it with ]]")
    if all(all(gap) for gap in gaps):
        return Cloze(gaps)
    reading.report.error(
        "Q312", reading.body.find("[["), "a gap has an empty spelling", "write [[answer|other spelling]]"
    )
    return None


def _unclosed(prompt: str) -> str:
    """What stands from a gap without an end on in its line; empty where each has one."""
    start = GAP.sub(lambda gap: " " * len(gap.group()), outside(prompt)).find("[[")
    return prompt[start:].partition("\n")[0] if start >= 0 else ""


def with_blanks(prompt: str) -> str:
    """The prompt as it is shown: each gap a numbered blank that reads aloud as one."""
    gaps = list(_gaps(prompt))
    parts, last = [], 0
    for number, (start, end, _) in enumerate(gaps, start=1):
        parts += [prompt[last:start], f"[gap {number}]" if len(gaps) > 1 else "[gap]"]
        last = end
    return "".join([*parts, prompt[last:]])


def _gaps(prompt: str) -> Iterator[tuple[int, int, str]]:
    for match in GAP.finditer(outside(prompt)):
        yield match.start(), match.end(), prompt[match.start() + 2 : match.end() - 2]


KIND = Kind(
    name="cloze",
    claims=claims,
    read=read,
    uses=frozenset({"gaps", "numbered"}),
    shown=with_blanks,
    samples=(
        Sample(
            markdown="""## Priors behind the penalties

L2 is MAP with a [[Gaussian|normal]] prior, L1 with a [[Laplace|double exponential]] prior;
for `w[[0, 1]]` the decay halves the weight after [[2]] steps.
""",
            right="normal | LAPLACE | 2.0",
            wrong="Cauchy | Student | 3",
            unreadable="normal",
        ),
    ),
)
