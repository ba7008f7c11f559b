PRAGMA application_id = 1364543824;
BEGIN TRANSACTION;
CREATE TABLE amendments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id),
        at TEXT NOT NULL,
        report TEXT NOT NULL,
        summary TEXT NOT NULL
    );
INSERT INTO "amendments" VALUES(1,2,'2026-03-01T12:00:00.000000+00:00','{"word":"excellent"}','{"score":0.95}');
CREATE TABLE answer_versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id),
        item INTEGER NOT NULL,
        at TEXT NOT NULL,
        response TEXT NOT NULL,
        grade TEXT NOT NULL
    );
INSERT INTO "answer_versions" VALUES(1,2,1,'2026-03-01T12:00:00.000000+00:00','lasso zeroes
λ','{}');
CREATE TABLE cards (
        question_id TEXT PRIMARY KEY,
        card TEXT NOT NULL,
        due TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "cards" VALUES('q1','{"reps":1}','2026-03-03');
INSERT INTO "cards" VALUES('λ2','{"reps":2}','2026-03-03');
CREATE TABLE consents (content_hash TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "consents" VALUES('3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea','2026-03-01T12:00:00.000000+00:00');
CREATE TABLE drafts (question_id TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "drafts" VALUES('λ2','half an answer');
CREATE TABLE interview_reviews (
        review_id INTEGER PRIMARY KEY REFERENCES reviews (id),
        interview_id INTEGER NOT NULL REFERENCES interviews (id)
    );
INSERT INTO "interview_reviews" VALUES(3,2);
CREATE TABLE interviews (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        started_at TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        ended_at TEXT,
        summary TEXT NOT NULL DEFAULT '',
        outline TEXT NOT NULL,
        report TEXT NOT NULL DEFAULT '',
        progress TEXT NOT NULL
    );
INSERT INTO "interviews" VALUES(2,'2026-03-01T12:00:00.000000+00:00','2026-03-01T12:00:00.000000+00:00','2026-03-01T12:00:00.000000+00:00','{"score":0.8}','{"name":"screen"}','{"word":"good"}','{"at":3,"said":"λ\n"}');
INSERT INTO "interviews" VALUES(3,'2026-03-01T12:00:00.000000+00:00','2026-03-01T12:00:00.000000+00:00',NULL,'','{"name":"deep"}','','{"at":1}');
CREATE TABLE library (id INTEGER PRIMARY KEY CHECK (id = 1), summary TEXT NOT NULL);
INSERT INTO "library" VALUES(1,'{"decks": {}}');
CREATE TABLE marks (question_id TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO "marks" VALUES('q1');
CREATE TABLE outcomes (
        day TEXT PRIMARY KEY,
        how TEXT NOT NULL,
        note TEXT NOT NULL,
        at TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "outcomes" VALUES('2026-03-02','well','they asked about λ','2026-03-01T12:00:00.000000+00:00');
CREATE TABLE overrulings (
        question_id TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        point TEXT NOT NULL,
        judged TEXT NOT NULL,
        said TEXT NOT NULL,
        evidence TEXT NOT NULL,
        response TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (question_id, point, response)
    );
INSERT INTO "overrulings" VALUES('λ2','cd34','zeros','missed','covered','','lasso zeroes weights out','2026-03-01T12:00:00.000000+00:00');
CREATE TABLE retractions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        review_id INTEGER NOT NULL UNIQUE REFERENCES reviews (id),
        at TEXT NOT NULL
    );
INSERT INTO "retractions" VALUES(1,2,'2026-03-01T12:00:00.000000+00:00');
CREATE TABLE reviews (
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
    );
INSERT INTO "reviews" VALUES(1,'q1','hash','{"lam": 0.5}','a
β|c','right',1.0,'{"runs": {}}',3,0,'2026-03-01T11:59:40.000000+00:00','2026-03-01T12:00:00.000000+00:00',20.0,'2026-03-01',NULL,'{"reps":1}','2026-03-03');
INSERT INTO "reviews" VALUES(2,'λ2','hash','{"lam": 0.5}','a
β|c','right',1.0,'{"runs": {}}',3,0,'2026-03-01T11:59:40.000000+00:00','2026-03-01T12:00:00.000000+00:00',20.0,'2026-03-01',NULL,'{"reps":1}','2026-03-03');
INSERT INTO "reviews" VALUES(3,'λ2','hash','{"lam": 0.5}','a
β|c','right',1.0,'{"runs": {}}',4,0,'2026-03-01T11:59:40.000000+00:00','2026-03-01T12:00:00.000000+00:00',20.0,'2026-03-01',NULL,'{"reps":2}','2026-03-03');
CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        saved_at TEXT NOT NULL,
        demo TEXT NOT NULL,
        params TEXT NOT NULL,
        words TEXT NOT NULL,
        note TEXT NOT NULL,
        result TEXT NOT NULL
    );
INSERT INTO "runs" VALUES(2,'2026-03-01T12:00:00.000000+00:00','map_1d','b=1 y=1','A point in one dimension map_laplace','λ
two','{"demo":"map_1d"}');
CREATE TABLE sessions (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT NOT NULL,
        answered INTEGER NOT NULL,
        right INTEGER NOT NULL,
        seconds REAL NOT NULL
    );
INSERT INTO "sessions" VALUES(1,'practice','2026-03-01T12:00:00.000000+00:00','2026-03-01T12:00:00.000000+00:00',3,2,60.0);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "settings" VALUES('retention','0.93');
CREATE INDEX reviews_by_question ON reviews (question_id);
CREATE INDEX reviews_by_day ON reviews (study_day);
CREATE TRIGGER reviews_updated_never BEFORE UPDATE ON reviews 
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER reviews_deleted_never BEFORE DELETE ON reviews 
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER reviews_replaced_never BEFORE INSERT ON reviews WHEN EXISTS (SELECT 1 FROM reviews WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER retractions_updated_never BEFORE UPDATE ON retractions 
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER retractions_deleted_never BEFORE DELETE ON retractions 
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER retractions_replaced_never BEFORE INSERT ON retractions WHEN EXISTS (SELECT 1 FROM retractions WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE VIEW standing AS
        SELECT * FROM reviews WHERE NOT EXISTS (SELECT 1 FROM retractions WHERE review_id = reviews.id);
CREATE INDEX cards_by_due ON cards (due);
CREATE INDEX interviews_open ON interviews (id) WHERE ended_at IS NULL;
CREATE TRIGGER interviews_updated_never BEFORE UPDATE ON interviews
        WHEN EXISTS (SELECT 1 FROM interviews WHERE id = OLD.id AND ended_at IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'an interview that was scored stands'); END;
CREATE TRIGGER interviews_deleted_never BEFORE DELETE ON interviews
        WHEN EXISTS (SELECT 1 FROM interviews WHERE id = OLD.id AND ended_at IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'an interview that was scored stands'); END;
CREATE TRIGGER interviews_replaced_never BEFORE INSERT ON interviews
        WHEN EXISTS (SELECT 1 FROM interviews WHERE id = NEW.id AND ended_at IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'an interview that was scored stands'); END;
CREATE INDEX interview_reviews_by_interview ON interview_reviews (interview_id);
CREATE INDEX answer_versions_by_item ON answer_versions (interview_id, item);
CREATE INDEX amendments_by_interview ON amendments (interview_id);
CREATE TRIGGER interview_reviews_updated_never BEFORE UPDATE ON interview_reviews 
        BEGIN SELECT RAISE(ABORT, 'interview_reviews is append-only'); END;
CREATE TRIGGER interview_reviews_deleted_never BEFORE DELETE ON interview_reviews 
        BEGIN SELECT RAISE(ABORT, 'interview_reviews is append-only'); END;
CREATE TRIGGER interview_reviews_replaced_never BEFORE INSERT ON interview_reviews WHEN EXISTS (SELECT 1 FROM interview_reviews WHERE review_id = NEW.review_id)
        BEGIN SELECT RAISE(ABORT, 'interview_reviews is append-only'); END;
CREATE TRIGGER answer_versions_updated_never BEFORE UPDATE ON answer_versions 
        BEGIN SELECT RAISE(ABORT, 'answer_versions is append-only'); END;
CREATE TRIGGER answer_versions_deleted_never BEFORE DELETE ON answer_versions 
        BEGIN SELECT RAISE(ABORT, 'answer_versions is append-only'); END;
CREATE TRIGGER answer_versions_replaced_never BEFORE INSERT ON answer_versions WHEN EXISTS (SELECT 1 FROM answer_versions WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'answer_versions is append-only'); END;
CREATE TRIGGER amendments_updated_never BEFORE UPDATE ON amendments 
        BEGIN SELECT RAISE(ABORT, 'amendments is append-only'); END;
CREATE TRIGGER amendments_deleted_never BEFORE DELETE ON amendments 
        BEGIN SELECT RAISE(ABORT, 'amendments is append-only'); END;
CREATE TRIGGER amendments_replaced_never BEFORE INSERT ON amendments WHEN EXISTS (SELECT 1 FROM amendments WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'amendments is append-only'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('reviews',3);
INSERT INTO "sqlite_sequence" VALUES('retractions',1);
INSERT INTO "sqlite_sequence" VALUES('runs',2);
INSERT INTO "sqlite_sequence" VALUES('interviews',3);
INSERT INTO "sqlite_sequence" VALUES('answer_versions',1);
INSERT INTO "sqlite_sequence" VALUES('amendments',1);
COMMIT;
PRAGMA user_version = 4;
