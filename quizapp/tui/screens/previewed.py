"""What the preview says of the deck in front: its header, why an older version stands there, and the hints."""

from __future__ import annotations

from quizapp.questions import Question
from quizapp.questions.calls import format_value
from quizapp.workspace.previewing import Preview


def moments_of(preview: Preview, *, busy: bool, code: bool) -> frozenset[str]:
    """What the keys of the preview can mean now."""
    shown = preview.shown
    moments = {
        "question": shown is not None,
        "several": len(preview.questions) > 1,
        "variants": shown is not None and len(shown.variants) > 1,
        "code": code and not busy,
        "running": busy,
    }
    return frozenset(name for name, there in moments.items() if there)


def head(preview: Preview) -> str:
    """The file, which question of how many, its kind, and the variant with its values."""
    question = preview.question
    if question is None:
        return f"Preview · {preview.file.name}"
    count = len(question.variants)
    drawn = ", ".join(f"{name}={format_value(value)}" for name, value in question.variant)  # type: ignore[arg-type]
    variant = f" · variant {preview.variant % count + 1} of {count} ({drawn})" if count > 1 else ""
    where = f"{preview.position + 1} of {preview.total}"
    return f"Preview · {preview.file.name} · {where} · {question.kind} · {question.level.value}{variant}"


def stale_words(preview: Preview) -> str:
    """Why what is drawn is not what the file says now; empty where it is."""
    return f"✗ {preview.stale.rstrip('.')}. Below is the last good version." if preview.stale else ""


def parts(question: Question | None) -> dict[str, str]:
    """The Markdown of the question, by the place on the screen where it stands."""
    if question is None:
        return dict.fromkeys(("#prompt", "#hints", "#explanation", "#sources"), "")
    hints = [f"**Hint {number}.** {hint}" for number, hint in enumerate(question.hints, 1)]
    return {
        "#prompt": question.prompt,
        "#hints": "\n\n".join(hints),
        "#explanation": question.explanation,
        "#sources": f"Sources\n\n{question.sources}" if question.sources else "",
    }
