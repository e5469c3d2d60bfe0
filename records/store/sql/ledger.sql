-- Statements of ledger.cpp, ledger_read.cpp and open_ledger.cpp, by name.

-- name: log_insert
INSERT INTO log(one, origin) VALUES (1, ?1);

-- name: log_origin
SELECT origin FROM log WHERE one = 1;

-- name: leaf_bounds
SELECT (SELECT min(idx) FROM leaf), (SELECT max(idx) FROM leaf);

-- name: leaf_last
SELECT idx, record, leaf_hash FROM leaf ORDER BY idx DESC LIMIT 1;

-- name: leaf_by_record
SELECT idx, record, leaf_hash, recorded_at_ms, recorded_offset_min FROM leaf WHERE record_id = ?1;

-- name: leaf_insert
INSERT INTO leaf(idx, record_id, kind, subject, record, leaf_hash, recorded_at_ms, recorded_offset_min)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: body_insert
INSERT INTO body(idx, bytes) VALUES (?1, ?2);

-- name: leaf_read_back
SELECT l.record, l.leaf_hash, coalesce(b.bytes, x'') FROM leaf AS l LEFT JOIN body AS b ON b.idx = l.idx
WHERE l.idx = ?1;

-- name: leaf_page
SELECT l.idx, l.record_id, l.kind, l.record, l.leaf_hash, coalesce(b.bytes, x''), l.subject
FROM leaf AS l LEFT JOIN body AS b ON b.idx = l.idx
WHERE l.idx >= ?1 ORDER BY l.idx LIMIT ?2;

-- name: leaf_page_public
SELECT l.idx, l.record_id, l.kind, l.record, l.leaf_hash, x'', l.subject
FROM leaf AS l WHERE l.idx >= ?1 ORDER BY l.idx LIMIT ?2;

-- name: leaf_about
SELECT l.idx, l.record_id, l.kind, l.record, l.leaf_hash, coalesce(b.bytes, x''), l.subject
FROM leaf AS l LEFT JOIN body AS b ON b.idx = l.idx
WHERE l.subject = ?1 ORDER BY l.idx;

-- name: document_insert
INSERT INTO document(sha256, bytes) VALUES (?1, ?2) ON CONFLICT(sha256) DO NOTHING;

-- name: document_bytes
SELECT bytes FROM document WHERE sha256 = ?1;
