"""The schema, as a numbered list of migrations. Forward only, and none may lose a row that a person made.

To change the schema, append a migration: a tuple of SQL statements that run in one transaction, after a backup.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.store.connection import Connection

APPLICATION_ID = 0x51554950  # "QUIP": says that a file is ours
TABLES = frozenset(
    {
        "reviews",
        "retractions",
        "cards",
        "marks",
        "settings",
        "drafts",
        "sessions",
        "library",
        "runs",
        "consents",
        "overrulings",
        "interviews",
        "interview_reviews",
        "answer_versions",
        "amendments",
        "outcomes",
    },
)

FIRST = (
    # The log: `Review`, field by field. Instants are ISO 8601 in UTC, days are ISO dates.
    """CREATE TABLE reviews (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        question_id TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        variant TEXT NOT NULL,
        response TEXT NOT NULL,
        verdict TEXT NOT NULL,
        score REAL NOT NULL,
        evidence TEXT NOT NULL,
        rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
        hints INTEGER NOT NULL,
        shown_at TEXT NOT NULL,
        answered_at TEXT NOT NULL,
        seconds REAL NOT NULL,
        study_day TEXT NOT NULL,
        card_before TEXT,
        card_after TEXT NOT NULL,
        due TEXT NOT NULL
    )""",
    "CREATE INDEX reviews_by_question ON reviews (question_id)",
    "CREATE INDEX reviews_by_day ON reviews (study_day)",
    # Undo: a row of the log that no longer counts.
    """CREATE TABLE retractions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        review_id INTEGER NOT NULL UNIQUE REFERENCES reviews (id),
        at TEXT NOT NULL
    )""",
    *(
        f"""CREATE TRIGGER {table}_{verb}_never BEFORE {event} ON {table} {condition}
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"""
        for table in ("reviews", "retractions")
        for verb, event, condition in (
            ("updated", "UPDATE", ""),
            ("deleted", "DELETE", ""),
            ("replaced", "INSERT", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"),
        )
    ),
    """CREATE VIEW standing AS
        SELECT * FROM reviews WHERE NOT EXISTS (SELECT 1 FROM retractions WHERE review_id = reviews.id)""",
    # Made from the log, and can be made again: the card after the last review that stands.
    """CREATE TABLE cards (
        question_id TEXT PRIMARY KEY,
        card TEXT NOT NULL,
        due TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX cards_by_due ON cards (due)",
    "CREATE TABLE marks (question_id TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE drafts (question_id TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE sessions (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT NOT NULL,
        answered INTEGER NOT NULL,
        right INTEGER NOT NULL,
        seconds REAL NOT NULL
    )""",
    # What the decks held when they were last read, as JSON in one row: home paints from it at once.
    "CREATE TABLE library (id INTEGER PRIMARY KEY CHECK (id = 1), summary TEXT NOT NULL)",
)

SECOND = (
    # The notebook of runs: `RunHead`, field by field, then the whole result as JSON, which is last because it is long.
    # A number is never given twice, so that a run that was deleted can come back under its own.
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        saved_at TEXT NOT NULL,
        demo TEXT NOT NULL,
        params TEXT NOT NULL,
        words TEXT NOT NULL,
        note TEXT NOT NULL,
        result TEXT NOT NULL
    )""",
    # The decks whose code may run, by the SHA-256 of the file: another content is another deck.
    "CREATE TABLE consents (content_hash TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID",
)

THIRD = (
    # Labelled examples: `Overruling`, field by field; the last word on a point of an answer counts.
    """CREATE TABLE overrulings (
        question_id TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        point TEXT NOT NULL,
        judged TEXT NOT NULL,
        said TEXT NOT NULL,
        evidence TEXT NOT NULL,
        response TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (question_id, point, response)
    )""",
)

FOURTH = (
    # Mock interviews. One is open until it has ended; `outline`, `report` and `progress` are long, and so come last.
    """CREATE TABLE interviews (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        started_at TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        ended_at TEXT,
        summary TEXT NOT NULL DEFAULT '',
        outline TEXT NOT NULL,
        report TEXT NOT NULL DEFAULT '',
        progress TEXT NOT NULL
    )""",
    # Asked at each start: it holds the few that are open, mostly none.
    "CREATE INDEX interviews_open ON interviews (id) WHERE ended_at IS NULL",
    *(
        f"""CREATE TRIGGER interviews_{verb}_never BEFORE {event} ON interviews
        WHEN EXISTS (SELECT 1 FROM interviews WHERE id = {row}.id AND ended_at IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'an interview that was scored stands'); END"""
        for verb, event, row in (
            ("updated", "UPDATE", "OLD"),
            ("deleted", "DELETE", "OLD"),
            ("replaced", "INSERT", "NEW"),
        )
    ),
    # The rows of the log that an interview wrote: each belongs to one interview.
    """CREATE TABLE interview_reviews (
        review_id INTEGER PRIMARY KEY REFERENCES reviews (id),
        interview_id INTEGER NOT NULL REFERENCES interviews (id)
    )""",
    "CREATE INDEX interview_reviews_by_interview ON interview_reviews (interview_id)",
    # `AnswerVersion`, field by field: the answers that were given again, once the report was there.
    """CREATE TABLE answer_versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id),
        item INTEGER NOT NULL,
        at TEXT NOT NULL,
        response TEXT NOT NULL,
        grade TEXT NOT NULL
    )""",
    "CREATE INDEX answer_versions_by_item ON answer_versions (interview_id, item)",
    # The report as it reads since a verdict of it was overruled, with its summary: the last one counts.
    """CREATE TABLE amendments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id),
        at TEXT NOT NULL,
        report TEXT NOT NULL,
        summary TEXT NOT NULL
    )""",
    "CREATE INDEX amendments_by_interview ON amendments (interview_id)",
    *(
        f"""CREATE TRIGGER {table}_{verb}_never BEFORE {event} ON {table} {condition}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
        for table, number in (("interview_reviews", "review_id"), ("answer_versions", "id"), ("amendments", "id"))
        for verb, event, condition in (
            ("updated", "UPDATE", ""),
            ("deleted", "DELETE", ""),
            ("replaced", "INSERT", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {number} = NEW.{number})"),
        )
    ),
    # `Outcome`, field by field: how the real interview of a day went.
    """CREATE TABLE outcomes (
        day TEXT PRIMARY KEY,
        how TEXT NOT NULL,
        note TEXT NOT NULL,
        at TEXT NOT NULL
    ) WITHOUT ROWID""",
)

MIGRATIONS: tuple[Sequence[str], ...] = (FIRST, SECOND, THIRD, FOURTH)
SCHEMA = len(MIGRATIONS)


def migrate(connection: Connection, version: int, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Bring a file at schema `version` (0: empty) up to the last of `migrations`, each in a transaction of its own."""
    for number, statements in enumerate(migrations[version:], start=version + 1):
        with connection.transaction():
            for statement in statements:
                connection.rows(statement)
            connection.rows(f"PRAGMA user_version = {number}")
