-- The vault: who people are, and what lets them in. Nothing in it can be read without a key that is not in it.
PRAGMA application_id = 0x43535654;  -- "CSVT"

-- To which HR key everything here is sealed: a rotation that was cut off is told by it.
CREATE TABLE hr(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  public_key BLOB NOT NULL CHECK(length(public_key) = 32)
) STRICT;

-- Roster fields twice: under HR's data key, and under the person's own key.
CREATE TABLE identity(
  person BLOB PRIMARY KEY CHECK(length(person) = 16),
  for_hr BLOB NOT NULL,
  own BLOB NOT NULL
) STRICT;

-- The person's key: under HR's data key; wrapped under the PIN; wrapped under a one-time code. Empty text: there is none.
CREATE TABLE person_key(
  person BLOB PRIMARY KEY REFERENCES identity(person),
  for_hr BLOB NOT NULL,
  by_pin TEXT NOT NULL DEFAULT '',
  by_code TEXT NOT NULL DEFAULT '',
  code_ends_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

PRAGMA user_version = 1;
