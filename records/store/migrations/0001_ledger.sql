-- The ledger. docs/record_format.md describes it.
PRAGMA application_id = 0x4353474C;  -- "CSGL"

CREATE TABLE log(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  origin TEXT NOT NULL CHECK(length(origin) BETWEEN 1 AND 200),
  first_vkey TEXT NOT NULL  -- of the key that signed the empty tree; later ones are in key_rotated records
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
CREATE INDEX leaf_erased ON leaf(subject) WHERE kind = 'erased';
CREATE INDEX leaf_voided ON leaf(idx) WHERE kind = 'voided';
CREATE INDEX leaf_rotated ON leaf(idx) WHERE kind = 'key_rotated';

-- The private parts, sealed under the key of the person that the leaf is about. Deleted only when that person is erased.
CREATE TABLE body(
  idx INTEGER PRIMARY KEY REFERENCES leaf(idx),
  sealed BLOB NOT NULL
) STRICT;

-- A cache: hashes of the complete subtrees of 2^level leaves. Level 0 is leaf.leaf_hash.
CREATE TABLE node(
  level INTEGER NOT NULL CHECK(level >= 1),
  pos INTEGER NOT NULL CHECK(pos >= 0),
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  PRIMARY KEY(level, pos)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint(
  size INTEGER PRIMARY KEY CHECK(size >= 0),
  note TEXT NOT NULL
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
  sealed BLOB NOT NULL  -- under the person's key
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
-- Only after the leaf that says so has been written.
CREATE TRIGGER body_stays BEFORE DELETE ON body
WHEN NOT EXISTS (SELECT 1 FROM leaf AS l JOIN leaf AS e ON e.subject = l.subject AND e.kind = 'erased' WHERE l.idx = OLD.idx)
BEGIN SELECT RAISE(ABORT, 'body is append-only'); END;
-- Nothing private of somebody who is gone.
CREATE TRIGGER body_comes_late BEFORE INSERT ON body
WHEN EXISTS (SELECT 1 FROM leaf AS l JOIN leaf AS e ON e.subject = l.subject AND e.kind = 'erased' WHERE l.idx = NEW.idx)
BEGIN SELECT RAISE(ABORT, 'the person was erased'); END;
CREATE TRIGGER node_keeps BEFORE UPDATE ON node BEGIN SELECT RAISE(ABORT, 'node is append-only'); END;
CREATE TRIGGER node_stays BEFORE DELETE ON node BEGIN SELECT RAISE(ABORT, 'node is append-only'); END;
CREATE TRIGGER checkpoint_in_order BEFORE INSERT ON checkpoint
WHEN NEW.size <= (SELECT coalesce(max(size), -1) FROM checkpoint)
BEGIN SELECT RAISE(ABORT, 'checkpoint is append-only'); END;
CREATE TRIGGER checkpoint_keeps BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoint is append-only'); END;
CREATE TRIGGER checkpoint_stays BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoint is append-only'); END;
CREATE TRIGGER document_keeps BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;
CREATE TRIGGER document_stays BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;

PRAGMA user_version = 1;
