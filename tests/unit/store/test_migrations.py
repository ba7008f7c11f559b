from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.errors import StoreError
from quizapp.store import Store, newest_backup, opening
from quizapp.store.connection import Connection
from quizapp.store.migrations import MIGRATIONS, SCHEMA, migrate

from .conftest import NOW, RUN, answer

# One dump for each version of the schema that was ever released, with rows in every table that a person fills.
DUMPS = sorted(Path(__file__).parent.glob("version*.sql"))
# A migration like those to come: a new column, and a table made anew.
NEXT = (
    "ALTER TABLE reviews ADD COLUMN session INTEGER",
    "CREATE TABLE marks2 (question_id TEXT PRIMARY KEY, colour TEXT NOT NULL) WITHOUT ROWID",
    "INSERT INTO marks2 SELECT question_id, 'plain' FROM marks",
    "DROP TABLE marks",
    "ALTER TABLE marks2 RENAME TO marks",
)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        return {table: raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}


def test_there_is_a_dump_of_every_version():
    assert [dump.stem for dump in DUMPS] == [f"version{number}" for number in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_a_file_of_every_version_opens_with_all_its_rows(dump, path):
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(dump.read_text(encoding="utf-8"))
    before = rows(path)
    with Store.open(path, now=NOW) as store:
        assert store.verify() == []
        assert [(row.id, row.retracted) for row in store.reviews()] == [(3, False), (2, True), (1, False)]
        assert store.cards() == {"q1": '{"reps":1}', "λ2": '{"reps":2}'}
        assert store.marks() == {"q1"}
        assert store.settings() == {"retention": 0.93}
        assert store.drafts() == {"λ2": "half an answer"}
        assert store.last_session().answered == 3
        store.record(answer("q3"))
        assert [head.id for head in store.runs()] == [number for number, *_ in before.get("runs", [])]
        store.save_run(RUN, "{}")
        assert store.consents() == {content for content, _ in before.get("consents", [])}
        assert [label.point for label in store.overrulings()] == [row[2] for row in before.get("overrulings", [])]
    assert {table: len(kept) for table, kept in before.items() if table in ("reviews", "retractions")} == {
        "reviews": 3,
        "retractions": 1,
    }


@pytest.mark.parametrize("dump", DUMPS[:-1], ids=lambda dump: dump.stem)
def test_a_file_of_an_older_version_is_backed_up_and_loses_no_row(dump, path):
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(dump.read_text(encoding="utf-8"))
    before = rows(path)
    with Store.open(path, now=NOW) as store:
        assert (store.open_interview(), store.interviews(), store.outcomes()) == (None, (), ())
    after = rows(path)
    assert {table: after[table] for table in before} == before
    version = dump.stem.removeprefix("version")
    assert rows(path.parent / "backups" / f"quizapp-2026-03-01-v{version}.db") == before


@pytest.mark.parametrize("dump", DUMPS[3:], ids=lambda dump: dump.stem)
def test_a_file_that_has_interviews_opens_with_them(dump, path):
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(dump.read_text(encoding="utf-8"))
    with Store.open(path, now=NOW) as store:
        assert [(head.id, head.summary) for head in store.interviews()] == [(2, '{"score":0.95}')], "as amended"
        assert store.interview(2).report == '{"word":"excellent"}'
        assert store.interview_reviews(2) == (3,)
        assert [version.response for version in store.versions(2, 1)] == ["lasso zeroes\nλ"]
        assert store.open_interview().progress == '{"at":1}'
        assert [(outcome.how, outcome.note) for outcome in store.outcomes()] == [("well", "they asked about λ")]
        assert store.begin_interview(NOW, "{}", "{}") == 4


def test_a_migration_keeps_every_row_and_is_preceded_by_a_backup(path, monkeypatch):
    with Store.open(path, now=NOW) as store:
        store.record(answer())
        store.set_mark("q1", True)
    before = rows(path)
    monkeypatch.setattr(opening, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(opening, "migrate", lambda file, version: migrate(file, version, (*MIGRATIONS, NEXT)))
    with Store.open(path, now=NOW) as store:
        assert store.marks() == {"q1"}
        assert store.verify() == []
    assert [row[:-1] for row in rows(path)["reviews"]] == before["reviews"]
    backup = path.parent / "backups" / f"quizapp-2026-03-01-v{SCHEMA}.db"
    assert rows(backup) == before
    assert newest_backup(path)


def test_a_migration_that_fails_leaves_the_version_before(path):
    with Store.open(path, now=NOW) as store:
        store.record(answer())
    before = rows(path)
    connection = Connection(path, mode="mode=rw")
    with pytest.raises(StoreError):
        migrate(connection, SCHEMA, (*MIGRATIONS, (*NEXT[:3], "DROP TABLE no_such_table")))
    connection.close()
    assert rows(path) == before
    with Store.open(path, now=NOW) as store:
        assert set(store.cards()) == {"q1"}
