"""An interview as JSON: what is kept once, and what is kept at each step, so that it can go on after anything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from quizapp.questions.model import Question
from quizapp.sessions.mock.outline import Outline, Slot, Wish
from quizapp.sessions.mock.state import FollowUp, Item, Mock, Moment, Phase, Reply

CLOCK_SET_BACK = "The clock of this computer was set back. The interview goes on with the time that it had left."
WELCOME_BACK = "You are back; the clock went on meanwhile."


def outline_json(outline: Outline) -> dict[str, Any]:
    """What is kept of an outline, for `read_outline`."""
    return asdict(outline)


def read_outline(data: dict[str, Any]) -> Outline:
    """The outline that `outline_json` gave."""
    wish = Wish(**{**data["wish"], "tags": tuple(data["wish"]["tags"])})
    slots = tuple(Slot(**slot) for slot in data["slots"])
    return Outline(**{**data, "wish": wish, "slots": slots, "notes": tuple(data["notes"])})


def progress_text(state: Mock) -> str:
    """What is kept of an interview at each step: the time that is left, and all that was said."""
    return json.dumps(
        {
            "phase": state.phase.value,
            "at": state.at,
            "left": state.left,
            "steady": state.here.steady,
            "boot": state.here.boot,
            "started_at": state.started_at.isoformat(),
            "said": sorted(state.said),
            "ended": state.ended,
            "items": [_item_json(item) for item in state.items],
        },
        ensure_ascii=False,
    )


def time_left(progress: str, saved_at: datetime, now: Moment) -> tuple[float, bool]:
    """The seconds that an interview has at the moment `now`, and whether the clock was set back since `saved_at`.

    How long it was left alone, the steady clock knows where the computer was not started again meanwhile; else the time
    of day. Where that lies before `saved_at`, nobody knows: the interview has the time that it had.
    """
    data = json.loads(progress)
    if is_over(progress):
        return data["left"], False  # its clock has stopped
    same_boot = bool(now.boot) and data["boot"] == now.boot
    away = now.steady - data["steady"] if same_boot else (now.wall - saved_at).total_seconds()
    return max(0.0, data["left"] - max(0.0, away)), away < 0


def restored(
    number: int, outline: Outline, questions: Sequence[Question], progress: str, saved_at: datetime, now: Moment
) -> Mock:
    """The interview that was kept as `progress` at the time `saved_at`, at the moment `now`: its clock went on."""
    data = json.loads(progress)
    left, set_back = time_left(progress, saved_at, now)
    phase = Phase(data["phase"])
    pairs = zip(outline.slots, questions, data["items"], strict=True)
    return Mock(
        outline=outline,
        items=tuple(_item(slot, question, item) for slot, question, item in pairs),
        started_at=datetime.fromisoformat(data["started_at"]),
        deadline=now.steady + left,
        here=now,
        number=number,
        phase=Phase.SCORING if phase is Phase.DONE else phase,
        at=data["at"],
        since=now.steady,
        kept_at=now.steady,
        said=frozenset(data["said"]),
        notice=CLOCK_SET_BACK if set_back else WELCOME_BACK,
        ended=data["ended"],
    )


def is_over(progress: str) -> bool:
    """Whether nothing can be answered any more: the interview only waits to be scored."""
    return bool(json.loads(progress)["phase"] == Phase.SCORING.value)


def answered_of(progress: str) -> tuple[int, int]:
    """How many questions were answered, as the answer sheet counts them, and how many there are."""
    items = json.loads(progress)["items"]
    return sum(item["main"]["given"] for item in items), len(items)


def _item_json(item: Item) -> dict[str, Any]:
    return {
        "main": _reply_json(item.main),
        "follow_ups": [
            {"text": one.text, "when": one.when, "name": one.name, "reply": _reply_json(one.reply)}
            for one in item.follow_ups
        ],
        "confidence": item.confidence,
        "extra": item.extra,
        "flagged": item.flagged,
        "skipped": item.skipped,
        "shown_at": item.shown_at.isoformat() if item.shown_at else None,
    }


def _item(slot: Slot, question: Question, data: dict[str, Any]) -> Item:
    follow_ups = tuple(FollowUp(**{**one, "reply": _reply(one["reply"])}) for one in data["follow_ups"])
    known = {**data, "main": _reply(data["main"]), "follow_ups": follow_ups, "shown_at": _instant(data["shown_at"])}
    return Item(slot, question, **known)


def _reply_json(reply: Reply) -> dict[str, Any]:
    return {**asdict(reply), "at": reply.at.isoformat() if reply.at else None}


def _reply(data: dict[str, Any]) -> Reply:
    return Reply(**{**data, "at": _instant(data["at"])})


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
