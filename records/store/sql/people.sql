-- Statements of roster.cpp, sign_in.cpp and progress.cpp. `ledger` is attached to the vault.

-- name: people_page
SELECT p.id, p.group_name, p.site, p.retired, coalesce(k.by_pin, '') <> '', i.for_hr, p.rowid
FROM ledger.person AS p
JOIN main.identity AS i ON i.person = p.id
LEFT JOIN main.person_key AS k ON k.person = p.id
WHERE p.rowid > ?1 ORDER BY p.rowid LIMIT ?2;

-- name: people_by_id
SELECT p.id, p.group_name, p.site, p.retired, coalesce(k.by_pin, '') <> '', i.for_hr
FROM ledger.person AS p
JOIN main.identity AS i ON i.person = p.id
LEFT JOIN main.person_key AS k ON k.person = p.id
WHERE p.id = ?1;

-- name: people_by_badge
SELECT p.id, p.group_name, p.site, p.retired, coalesce(k.by_pin, '') <> '', i.for_hr
FROM ledger.person AS p
JOIN main.identity AS i ON i.person = p.id
LEFT JOIN main.person_key AS k ON k.person = p.id
WHERE p.badge_hmac = ?1;

-- name: hr_put
INSERT INTO main.hr(one, public_key) VALUES (1, ?1) ON CONFLICT(one) DO UPDATE SET public_key = excluded.public_key;

-- name: hr_get
SELECT public_key FROM main.hr WHERE one = 1;

-- name: person_insert
INSERT INTO ledger.person(id, badge_hmac, group_name, site, retired) VALUES (?1, ?2, ?3, ?4, 0);

-- name: person_update
UPDATE ledger.person SET group_name = ?2, site = ?3, retired = 0 WHERE id = ?1;

-- name: person_retire
UPDATE ledger.person SET retired = 1 WHERE id = ?1;

-- name: identity_insert
INSERT INTO main.identity(person, for_hr, own) VALUES (?1, ?2, ?3);

-- name: identity_update
UPDATE main.identity SET for_hr = ?2, own = ?3 WHERE person = ?1;

-- name: identity_own
SELECT own FROM main.identity WHERE person = ?1;

-- name: identity_all
SELECT i.person, i.for_hr, k.for_hr FROM main.identity AS i JOIN main.person_key AS k ON k.person = i.person;

-- name: identity_with_pin
SELECT i.person, coalesce(k.by_pin, '') <> '' FROM main.identity AS i LEFT JOIN main.person_key AS k ON k.person = i.person;

-- name: identity_reseal
UPDATE main.identity SET for_hr = ?2 WHERE person = ?1;

-- name: identity_delete
DELETE FROM main.identity WHERE person = ?1;

-- name: identity_erased
SELECT i.person FROM ledger.leaf AS e JOIN main.identity AS i ON i.person = e.subject WHERE e.kind = 'erased';

-- name: assignment_put
INSERT INTO ledger.assignment(policy, group_name, due_on, due_days_after_hire) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT(policy, group_name)
DO UPDATE SET due_on = excluded.due_on, due_days_after_hire = excluded.due_days_after_hire;

-- name: assignment_all
SELECT policy, group_name, due_on, due_days_after_hire FROM ledger.assignment ORDER BY policy, group_name;

-- name: throttle_get
SELECT tries, delay_ms FROM ledger.throttle WHERE badge_hmac = ?1;

-- name: throttle_put
INSERT INTO ledger.throttle(badge_hmac, tries, delay_ms) VALUES (?1, ?2, ?3)
ON CONFLICT(badge_hmac) DO UPDATE SET tries = excluded.tries, delay_ms = excluded.delay_ms;

-- name: throttle_clear
DELETE FROM ledger.throttle WHERE badge_hmac = ?1;

-- name: throttle_prune
DELETE FROM ledger.throttle WHERE rowid IN (
  SELECT t.rowid FROM ledger.throttle AS t
  WHERE t.badge_hmac NOT IN (SELECT p.badge_hmac FROM ledger.person AS p)
  ORDER BY t.rowid DESC LIMIT -1 OFFSET ?1);

-- name: key_insert
INSERT INTO main.person_key(person, for_hr) VALUES (?1, ?2);

-- name: key_get
SELECT for_hr, by_pin, by_code, code_ends_ms FROM main.person_key WHERE person = ?1;

-- name: key_put_pin
UPDATE main.person_key SET by_pin = ?2, by_code = '', code_ends_ms = 0
WHERE person = ?1 AND EXISTS (SELECT 1 FROM ledger.person AS p WHERE p.id = ?1);

-- name: key_put_code
UPDATE main.person_key SET by_code = ?2, code_ends_ms = ?3
WHERE person = ?1 AND EXISTS (SELECT 1 FROM ledger.person AS p WHERE p.id = ?1);

-- name: key_reseal
UPDATE main.person_key SET for_hr = ?2 WHERE person = ?1;

-- name: key_delete
DELETE FROM main.person_key WHERE person = ?1;

-- name: progress_put
INSERT INTO progress(person, sealed)
SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM leaf AS e WHERE e.kind = 'erased' AND e.subject = ?1)
ON CONFLICT(person) DO UPDATE SET sealed = excluded.sealed;

-- name: progress_get
SELECT sealed FROM progress WHERE person = ?1;
