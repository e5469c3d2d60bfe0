-- Statements of the ledger, by name.

-- name: log_insert
INSERT INTO log(one, origin, first_vkey) VALUES (1, ?1, ?2);

-- name: log_origin
SELECT origin, first_vkey FROM log WHERE one = 1;

-- name: rotation_last
SELECT idx, record FROM leaf WHERE kind = 'key_rotated' ORDER BY idx DESC LIMIT 1;

-- name: rotation_all
SELECT idx, record FROM leaf WHERE kind = 'key_rotated' ORDER BY idx;

-- name: leaf_rotations
SELECT l.idx, l.record_id, l.kind, l.record, l.leaf_hash, x'', l.subject
FROM leaf AS l WHERE l.kind = 'key_rotated' ORDER BY l.idx;

-- Together a write that leaves the table as it was (append.cpp says why). No badge has this hash.

-- name: harmless_insert
INSERT INTO throttle(badge_hmac, tries, delay_ms) VALUES (zeroblob(32), 0, 0);

-- name: harmless_delete
DELETE FROM throttle WHERE badge_hmac = zeroblob(32);

-- name: leaf_kind
SELECT kind FROM leaf WHERE idx = ?1;

-- name: leaf_voids
SELECT idx, record FROM leaf WHERE kind = 'voided' ORDER BY idx;

-- name: subject_erased
SELECT 1 FROM leaf WHERE kind = 'erased' AND subject = ?1;

-- name: subjects_erased
SELECT DISTINCT subject FROM leaf WHERE kind = 'erased' AND subject IS NOT NULL;

-- name: carry_person
INSERT INTO main.person(id, badge_hmac, group_name, site, retired)
SELECT id, badge_hmac, group_name, site, retired FROM backup.person;

-- name: person_all
SELECT id, badge_hmac, group_name, site, retired FROM person;

-- name: person_carry
INSERT INTO main.person(id, badge_hmac, group_name, site, retired)
SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM main.person AS p WHERE p.id = ?1 OR p.badge_hmac = ?2);

-- name: carry_assignment
INSERT INTO main.assignment(policy, group_name, due_on, due_days_after_hire)
SELECT policy, group_name, due_on, due_days_after_hire FROM backup.assignment;

-- name: carry_throttle
INSERT INTO main.throttle(badge_hmac, tries, delay_ms) SELECT badge_hmac, tries, delay_ms FROM backup.throttle;

-- name: carry_progress
INSERT INTO main.progress(person, sealed) SELECT person, sealed FROM backup.progress;

-- name: carry_document
INSERT INTO main.document(sha256, bytes) SELECT sha256, bytes FROM backup.document;

-- name: checkpoint_insert
INSERT INTO checkpoint(size, note) VALUES (?1, ?2);

-- name: checkpoint_last
SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1;

-- name: checkpoint_after
SELECT size, note FROM checkpoint WHERE size > ?1 ORDER BY size LIMIT 1;

-- name: checkpoint_page
SELECT size, note FROM checkpoint WHERE size >= ?1 AND size <= ?2 ORDER BY size;

-- name: node_insert
INSERT INTO node(level, pos, hash) VALUES (?1, ?2, ?3);

-- name: node_get
SELECT hash FROM node WHERE level = ?1 AND pos = ?2;

-- name: node_page
SELECT pos, hash FROM node WHERE level = ?1 AND pos >= ?2 ORDER BY pos LIMIT ?3;

-- name: node_last
SELECT max(level) FROM node;

-- name: leaf_hash_get
SELECT leaf_hash FROM leaf WHERE idx = ?1;

-- name: body_erase
DELETE FROM body WHERE idx IN (SELECT l.idx FROM leaf AS l WHERE l.subject = ?1);

-- name: throttle_erase
DELETE FROM throttle WHERE badge_hmac IN (SELECT p.badge_hmac FROM person AS p WHERE p.id = ?1);

-- name: person_erase
DELETE FROM person WHERE id = ?1;

-- name: person_exists
SELECT 1 FROM person WHERE id = ?1;

-- name: progress_erase
DELETE FROM progress WHERE person = ?1;

-- name: leaf_bounds
SELECT (SELECT min(idx) FROM leaf), (SELECT max(idx) FROM leaf);

-- name: leaf_last
SELECT idx, record, leaf_hash FROM leaf ORDER BY idx DESC LIMIT 1;

-- name: leaf_by_record
SELECT idx, record, leaf_hash, recorded_at_ms, recorded_offset_min FROM leaf WHERE record_id = ?1;

-- name: leaf_known
SELECT 1 FROM leaf WHERE record_id = ?1;

-- name: leaf_insert
INSERT INTO leaf(idx, record_id, kind, subject, record, leaf_hash, recorded_at_ms, recorded_offset_min)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: body_insert
INSERT INTO body(idx, sealed) VALUES (?1, ?2);

-- name: leaf_read_back
SELECT l.record, l.leaf_hash, coalesce(b.sealed, x'') FROM leaf AS l LEFT JOIN body AS b ON b.idx = l.idx
WHERE l.idx = ?1;

-- name: leaf_page
SELECT l.idx, l.record_id, l.kind, l.record, l.leaf_hash, coalesce(b.sealed, x''), l.subject
FROM leaf AS l LEFT JOIN body AS b ON b.idx = l.idx
WHERE l.idx >= ?1 ORDER BY l.idx LIMIT ?2;

-- name: leaf_page_public
SELECT l.idx, l.record_id, l.kind, l.record, l.leaf_hash, x'', l.subject
FROM leaf AS l WHERE l.idx >= ?1 ORDER BY l.idx LIMIT ?2;

-- name: leaf_about
SELECT l.idx, l.record_id, l.kind, l.record, l.leaf_hash, coalesce(b.sealed, x''), l.subject
FROM leaf AS l LEFT JOIN body AS b ON b.idx = l.idx
WHERE l.subject = ?1 ORDER BY l.idx;

-- Of index_check.cpp: what an index leads to, without the table where that is possible; at most ?3 entries after (?1, ?2).

-- name: index_by_record
SELECT record_id, idx FROM leaf INDEXED BY sqlite_autoindex_leaf_1
WHERE (record_id, idx) > (?1, ?2) ORDER BY record_id, idx LIMIT ?3;

-- name: index_by_subject
SELECT subject, idx FROM leaf INDEXED BY leaf_by_subject WHERE subject = ?1 AND idx > ?2
UNION ALL SELECT subject, idx FROM leaf INDEXED BY leaf_by_subject WHERE subject > ?1 ORDER BY subject, idx LIMIT ?3;

-- name: index_erased
SELECT subject, idx FROM leaf INDEXED BY leaf_erased
WHERE kind = 'erased' AND (subject, idx) > (?1, ?2) ORDER BY subject, idx LIMIT ?3;

-- name: index_voided
SELECT x'', idx FROM leaf INDEXED BY leaf_voided WHERE kind = 'voided' AND idx > ?2 ORDER BY idx LIMIT ?3;

-- name: index_rotated
SELECT x'', idx FROM leaf INDEXED BY leaf_rotated WHERE kind = 'key_rotated' AND idx > ?2 ORDER BY idx LIMIT ?3;

-- name: document_insert
INSERT INTO document(sha256, bytes) VALUES (?1, ?2) ON CONFLICT(sha256) DO NOTHING;

-- name: document_all
SELECT sha256, bytes FROM document;

-- name: document_hashes
SELECT sha256 FROM document ORDER BY sha256;

-- name: document_bytes
SELECT bytes FROM document WHERE sha256 = ?1;
