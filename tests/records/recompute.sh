#!/bin/sh
# Recomputes a ledger with sqlite3 and coreutils alone: docs/record_format.md, "Checking without us".
# Usage: recompute.sh LEDGER.DB   Prints "N records agree" and exits 0, or names the first that does not and exits 1.
# Not the checkpoint's signature: that takes Ed25519, and any verifier of signed notes does it.
set -eu
ledger=$1
sql() { sqlite3 -readonly "$ledger" "$1"; }
fail() { echo "$1" >&2; exit 1; }
bytes() { tr a-f A-F | basenc -d --base16; }          # of hexadecimal text
hash() { bytes | sha256sum | cut -d' ' -f1; }         # SHA-256 of the same
leaf_hash() { printf '00%s' "$1" | hash; }            # RFC 6962 section 2.1
node_hash() { printf '01%s%s' "$1" "$2" | hash; }

# The largest complete subtrees so far, left to right: "LEAVES:HASH LEAVES:HASH ...". Two of one size become one.
edge=""
add_leaf() {
  size=1
  hash=$1
  while [ "${edge##* }" = "$size:${edge##*:}" ]; do  # the last one is as large
    hash=$(node_hash "${edge##*:}" "$hash")
    size=$((size * 2))
    edge=${edge% *}
  done
  edge="$edge $size:$hash"
}
root() {  # the smaller subtrees on the right go under the larger ones on the left
  [ -n "$edge" ] || { printf '' | hash; return; }
  hash=${edge##*:}
  rest=${edge% *}
  while [ -n "$rest" ]; do
    hash=$(node_hash "${rest##*:}" "$hash")
    rest=${rest% *}
  done
  echo "$hash"
}

count=$(sql "SELECT count(*) FROM leaf")
index=0
while [ "$index" -lt "$count" ]; do
  record=$(sql "SELECT hex(record) FROM leaf WHERE idx = $index")
  hash=$(leaf_hash "$record")
  [ "$hash" = "$(sql "SELECT lower(hex(leaf_hash)) FROM leaf WHERE idx = $index")" ] || fail "record $index: its hash is $hash"
  place=$(printf '%s' "$record" | bytes | sed -n 's/.*"idx":\([0-9]*\),.*/\1/p')
  [ "$place" = "$index" ] || fail "record $index: it says it is number $place"
  sealed=$(sql "SELECT hex(sealed) FROM body WHERE idx = $index")
  if [ -n "$sealed" ]; then
    hash_of_part=$(printf '%s' "$sealed" | hash)
    printf '%s' "$record" | bytes | grep -q "\"sealed_sha256\":\"$hash_of_part\"" || fail "record $index: the hash of its private part is $hash_of_part"
  fi
  add_leaf "$hash"
  index=$((index + 1))
done

note=$(sql "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
[ "$(echo "$note" | sed -n 2p)" = "$count" ] || fail "the last checkpoint is not of $count records"
root_text=$(root | bytes | base64)
[ "$(echo "$note" | sed -n 3p)" = "$root_text" ] || fail "the last checkpoint has another root than $root_text"
echo "$count records agree"
