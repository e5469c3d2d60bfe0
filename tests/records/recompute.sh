#!/bin/sh
# Recomputes a ledger with sqlite3 and sha256sum alone: docs/record_format.md, "Checking without us".
# Usage: recompute.sh LEDGER.DB   Prints "N records agree" and exits 0, or names the first that does not and exits 1.
set -eu
ledger=$1
part=$(mktemp)
trap 'rm -f "$part"' EXIT
sql() { sqlite3 -readonly "$ledger" "$1"; }
fail() { echo "record $1: $2" >&2; exit 1; }

count=$(sql "SELECT count(*) FROM leaf")
index=0
while [ "$index" -lt "$count" ]; do
  # Leaf hash: SHA-256 over a zero byte and the record's bytes (RFC 6962 section 2.1).
  stored=$(sql "SELECT lower(hex(leaf_hash)) FROM leaf WHERE idx = $index")
  computed=$({ printf '\000'; sql "SELECT CAST(record AS TEXT) FROM leaf WHERE idx = $index" | tr -d '\n'; } | sha256sum | cut -d' ' -f1)
  [ "$stored" = "$computed" ] || fail "$index" "leaf hash $stored, computed $computed"

  # Keys in the order of RFC 8785, and the common ones of the right type.
  order=$(sql "SELECT group_concat(key) FROM json_each((SELECT CAST(record AS TEXT) FROM leaf WHERE idx = $index))")
  sorted=$(printf '%s' "$order" | tr ',' '\n' | LC_ALL=C sort | tr '\n' ',')
  [ "$order," = "$sorted" ] || fail "$index" "its keys are not in order: $order"
  types=$(sql "SELECT group_concat(key || ' ' || type) FROM json_each((SELECT CAST(record AS TEXT) FROM leaf WHERE idx = $index))
               WHERE key IN ('v', 'idx', 'at', 'utc_offset_min', 'since_boot_ms', 'kind', 'origin', 'record_id')")
  expected="at integer,idx integer,kind text,origin text,record_id text,since_boot_ms integer,utc_offset_min integer,v integer"
  [ "$types" = "$expected" ] || fail "$index" "its common fields are $types"
  place=$(sql "SELECT json_extract(CAST(record AS TEXT), '$.idx') FROM leaf WHERE idx = $index")
  [ "$place" = "$index" ] || fail "$index" "the record says it is number $place"

  # The private part as it is stored, sealed, unless it was erased.
  rm -f "$part"
  sql "SELECT writefile('$part', sealed) FROM body WHERE idx = $index" >/dev/null
  if [ -s "$part" ]; then
    stored=$(sql "SELECT json_extract(CAST(record AS TEXT), '$.sealed_sha256') FROM leaf WHERE idx = $index")
    computed=$(sha256sum <"$part" | cut -d' ' -f1)
    [ "$stored" = "$computed" ] || fail "$index" "sealed part $stored, computed $computed"
  fi
  index=$((index + 1))
done
echo "$count records agree"
