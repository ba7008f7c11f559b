"""`quizapp check`: every problem of some decks at once, and every live key and evidence proved by its run."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from quizapp.cli.checklesson import is_of_lesson, lesson_problems, lessons_at
from quizapp.cli.deckpaths import found_deck
from quizapp.cli.filters import positive_number
from quizapp.cli.running import ProgressLine, with_engine
from quizapp.cli.text import counted, narrate, tell, tell_json
from quizapp.engine.model import Engine
from quizapp.errors import EngineDownError
from quizapp.questions import Library, Problem, Question
from quizapp.questions.bundled import GLOSSARY
from quizapp.questions.chains import chain_problems
from quizapp.questions.copies import decks_of_one_name, ids_taken_elsewhere
from quizapp.questions.glossary import glossary_problems
from quizapp.questions.lesson.model import Lesson
from quizapp.questions.links import link_problems
from quizapp.questions.proofs import problems_without_runs, provable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which decks, and how thoroughly."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a deck or a folder; all known decks if none"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, for editors")
    parser.add_argument("--jobs", type=positive_number, default=1, metavar="N", help="runs side by side (default 1)")
    parser.add_argument("--no-live", action="store_true", help="only read the decks; run nothing")


def run(args: argparse.Namespace) -> int:
    """Print the problems; 1 where one of them leaves a question out, or where live keys could not be proved."""
    from quizapp.engine.proving import check_call

    began = time.monotonic()
    paths = _paths(args)
    decks = [path for path in paths if path.name != GLOSSARY and not is_of_lesson(path)]
    library, lessons = Library.open(decks, None, check_call), lessons_at(paths, check_call)
    questions = [library.question(entry.id) for entry in library.entries if provable(entry)]
    live = [] if args.no_live else [question for question in questions if question.live]
    down = ""
    told = [] if args.no_live else list(lessons.values())
    try:
        proved = with_engine(lambda engine: _prove(engine, live, told), jobs=args.jobs) if live or told else []
    except EngineDownError as error:
        proved, down = [], str(error)
    read = [problem for folder, lesson in lessons.items() for problem in lesson_problems(folder, lesson, library)]
    problems = _in_order((*_read(paths, library, questions), *_shared(library), *read, *proved))
    if args.json:
        tell_json(_json(library, problems, time.monotonic() - began))
    else:
        tell(*(line for problem in problems for line in str(problem).split("\n")))
        narrate(_closing(library, lessons.values(), problems, ran=bool(live or told) and not down))
    if down:
        narrate(f"The live keys were not proved: {down}")
    return 1 if down or any(problem.severity == "error" for problem in problems) else 0


def _read(paths: Sequence[Path], library: Library, questions: Sequence[Question]) -> Iterator[Problem]:
    """What is wrong with the decks, their links, their test answers and the glossaries beside them; nothing runs."""
    yield from library.problems
    files = [deck.file for deck in library.decks]
    for file in files:
        yield from link_problems(file)
    for question in questions:
        yield from problems_without_runs(question)
    folders = {*(file.parent for file in files), *(path if path.is_dir() else path.parent for path in paths)}
    for folder in sorted(folders):
        yield from glossary_problems(folder)


def _shared(library: Library) -> Iterator[Problem]:
    """What the decks share with each other, or with those that the app reads besides them."""
    from quizapp.workspace import known_decks
    from quizapp.workspace.places import find_places

    known = known_decks(find_places())
    yield from ids_taken_elsewhere(library, known)
    yield from chain_problems(library, known)
    yield from decks_of_one_name(library)


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in the order of the files."""
    places = {problem: (str(problem.place.file), problem.place.line, problem.place.column) for problem in problems}
    return sorted(places, key=lambda problem: (*places[problem], problem.code, problem.message))


def _paths(args: argparse.Namespace) -> Sequence[Path]:
    """The decks to check. Raises `UsageError` for one that is not there."""
    from quizapp.workspace import known_decks
    from quizapp.workspace.places import find_places

    places = find_places()
    asked = [found_deck(path, places.decks) for path in (*args.paths, *args.content)]
    return asked if args.paths else (*known_decks(places), *asked)


async def _prove(engine: Engine, questions: Sequence[Question], lessons: Sequence[Lesson]) -> list[Problem]:
    """Prove each question and each lesson; the engine runs as many side by side as it has slots.

    Raises `EngineDownError`.
    """
    from quizapp.engine.lessonproving import prove_lesson
    from quizapp.engine.proving import prove

    done = 0
    with ProgressLine() as line:

        async def proved(question: Question) -> list[Problem]:
            nonlocal done
            problems = await prove(question, engine)
            done += 1
            line.write(f"{done} of {len(questions)} live questions proved")
            return problems

        line.write("starting the engine")
        runs = (*map(proved, questions), *(prove_lesson(lesson, engine) for lesson in lessons))
        found = await asyncio.gather(*runs)
    return [problem for problems in found for problem in problems]


def _json(library: Library, problems: Sequence[Problem], seconds: float) -> dict[str, Any]:
    return {
        "problems": [
            {
                "file": str(problem.place.file),
                "line": problem.place.line,
                "column": problem.place.column,
                "code": problem.code,
                "severity": problem.severity,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems
        ],
        "questions": len(library.entries),
        "live": sum(entry.live for entry in library.entries),
        "levels": dict(Counter(entry.level for entry in library.entries)),
        "kinds": dict(Counter(entry.kind for entry in library.entries)),
        "seconds": round(seconds, 3),
    }


def _closing(library: Library, lessons: Iterable[Lesson], problems: Sequence[Problem], *, ran: bool) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}" if problems else "no problems"
    read = f"{counted(len(library.entries), 'question')} in {counted(len(library.decks), 'deck')}"
    live = sum(entry.live for entry in library.entries)
    told = "".join(f", a lesson of {counted(len(lesson.claims), 'claim')}" for lesson in lessons)
    return f"{read}, {live} of them live{told} ({'all run' if ran else 'not run'}): {found}"
