-- The vault, first form: what names people and lets them in.
PRAGMA application_id = 0x43535654;  -- "CSVT"

CREATE TABLE identity(
  person BLOB PRIMARY KEY CHECK(length(person) = 16),
  badge TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  group_name TEXT NOT NULL,
  site TEXT NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL,
  hired_on TEXT NOT NULL,
  manager TEXT NOT NULL,
  employee_id TEXT NOT NULL
) STRICT;

-- Empty text: there is none.
CREATE TABLE secret(
  person BLOB PRIMARY KEY REFERENCES identity(person),
  pin_hash TEXT NOT NULL DEFAULT '',
  code_hash TEXT NOT NULL DEFAULT '',
  code_ends_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

PRAGMA user_version = 1;
