-- The ledger, first form. docs/record_format.md describes it.
PRAGMA application_id = 0x4353474C;  -- "CSGL"

CREATE TABLE log(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  origin TEXT NOT NULL CHECK(length(origin) BETWEEN 1 AND 200)
) STRICT;

CREATE TABLE leaf(
  idx INTEGER PRIMARY KEY CHECK(idx >= 0),
  record_id BLOB NOT NULL UNIQUE CHECK(length(record_id) = 16),
  kind TEXT NOT NULL,
  subject BLOB CHECK(subject IS NULL OR length(subject) = 16),
  record BLOB NOT NULL CHECK(length(record) BETWEEN 2 AND 65535),
  leaf_hash BLOB NOT NULL CHECK(length(leaf_hash) = 32),
  recorded_at_ms INTEGER NOT NULL,
  recorded_offset_min INTEGER NOT NULL
) STRICT;
CREATE INDEX leaf_by_subject ON leaf(subject, idx) WHERE subject IS NOT NULL;

CREATE TABLE body(
  idx INTEGER PRIMARY KEY REFERENCES leaf(idx),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE document(
  sha256 BLOB PRIMARY KEY CHECK(length(sha256) = 32),
  bytes BLOB NOT NULL
) STRICT;

-- People by random id: no name, no badge in clear.
CREATE TABLE person(
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  badge_hmac BLOB NOT NULL UNIQUE CHECK(length(badge_hmac) = 32),
  group_name TEXT NOT NULL,
  site TEXT NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0 CHECK(retired IN (0, 1))
) STRICT;

CREATE TABLE assignment(
  policy TEXT NOT NULL,
  group_name TEXT NOT NULL,
  due_on TEXT NOT NULL,
  due_days_after_hire INTEGER NOT NULL CHECK(due_days_after_hire >= 0),
  PRIMARY KEY(policy, group_name)
) STRICT;

-- The delay is kept, not its end: after a restart it starts anew.
CREATE TABLE throttle(
  badge_hmac BLOB PRIMARY KEY CHECK(length(badge_hmac) = 32),
  tries INTEGER NOT NULL CHECK(tries >= 0),
  delay_ms INTEGER NOT NULL CHECK(delay_ms >= 0)
) STRICT;

CREATE TABLE progress(
  person BLOB PRIMARY KEY CHECK(length(person) = 16),
  bytes BLOB NOT NULL
) STRICT;

-- The authorizer says the same, but REPLACE never reaches it as a DELETE; and it is not there in other programs.
CREATE TRIGGER log_keeps BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
CREATE TRIGGER leaf_in_order BEFORE INSERT ON leaf
WHEN NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM leaf)
BEGIN SELECT RAISE(ABORT, 'leaf is append-only'); END;
CREATE TRIGGER leaf_keeps BEFORE UPDATE ON leaf BEGIN SELECT RAISE(ABORT, 'leaf is append-only'); END;
CREATE TRIGGER leaf_stays BEFORE DELETE ON leaf BEGIN SELECT RAISE(ABORT, 'leaf is append-only'); END;
CREATE TRIGGER body_keeps BEFORE UPDATE ON body BEGIN SELECT RAISE(ABORT, 'body is append-only'); END;
CREATE TRIGGER body_stays BEFORE DELETE ON body BEGIN SELECT RAISE(ABORT, 'body is append-only'); END;
CREATE TRIGGER document_keeps BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;
CREATE TRIGGER document_stays BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;

PRAGMA user_version = 1;
