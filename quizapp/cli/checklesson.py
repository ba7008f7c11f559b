"""The lesson as `quizapp check` sees it: found beside the decks, read, and held against the questions that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quizapp.questions import Library, Problem
from quizapp.questions.lesson.model import Lesson
from quizapp.questions.lesson.reading import AUDIT, STORY, lesson_in, read_lesson
from quizapp.questions.lesson.references import reference_problems
from quizapp.questions.library import distinct_files
from quizapp.questions.links import link_problems
from quizapp.questions.live import CheckCall


def is_of_lesson(path: Path) -> bool:
    """Whether `path` is a file of a lesson, which is no deck."""
    return path.name in (STORY, AUDIT) and lesson_in(path.parent)


def lessons_at(paths: Sequence[Path], check_call: CheckCall) -> dict[Path, Lesson]:
    """The lessons by their folders: those in and below the folders of `paths`, and those whose files are among them."""
    folders = [folder for path in paths for folder in (path, path / "lesson") if lesson_in(folder)]
    folders += [path.parent for path in paths if is_of_lesson(path)]
    return {folder: read_lesson(folder, check_call) for folder in dict.fromkeys(folders)}


def lesson_problems(folder: Path, lesson: Lesson, library: Library) -> Iterator[Problem]:
    """What is wrong with the lesson in `folder`, without running it. It names questions of the decks beside it."""
    yield from lesson.problems
    yield from link_problems(folder / STORY)
    read = {Path(deck.file).resolve() for deck in library.decks}
    beside = {file.resolve() for file in distinct_files([folder.parent], [])}
    yield from reference_problems(lesson, library if beside <= read else Library.open([folder.parent]))
