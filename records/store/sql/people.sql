-- Statements of roster.cpp, sign_in.cpp and progress.cpp. `ledger` is attached to the vault.

-- name: people_page
SELECT p.id, i.badge, i.name, i.group_name, i.site, i.email, i.language, i.hired_on, i.manager, i.employee_id, p.retired,
       coalesce(s.pin_hash, '') <> '', p.rowid
FROM ledger.person AS p
JOIN main.identity AS i ON i.person = p.id
LEFT JOIN main.secret AS s ON s.person = p.id
WHERE p.rowid > ?1 ORDER BY p.rowid LIMIT ?2;

-- name: people_by_id
SELECT p.id, i.badge, i.name, i.group_name, i.site, i.email, i.language, i.hired_on, i.manager, i.employee_id, p.retired,
       coalesce(s.pin_hash, '') <> ''
FROM ledger.person AS p
JOIN main.identity AS i ON i.person = p.id
LEFT JOIN main.secret AS s ON s.person = p.id
WHERE p.id = ?1;

-- name: people_by_badge
SELECT p.id, i.badge, i.name, i.group_name, i.site, i.email, i.language, i.hired_on, i.manager, i.employee_id, p.retired,
       coalesce(s.pin_hash, '') <> ''
FROM ledger.person AS p
JOIN main.identity AS i ON i.person = p.id
LEFT JOIN main.secret AS s ON s.person = p.id
WHERE p.badge_hmac = ?1;

-- name: person_insert
INSERT INTO ledger.person(id, badge_hmac, group_name, site, retired) VALUES (?1, ?2, ?3, ?4, 0);

-- name: person_update
UPDATE ledger.person SET group_name = ?2, site = ?3, retired = 0 WHERE id = ?1;

-- name: person_retire
UPDATE ledger.person SET retired = 1 WHERE id = ?1;

-- name: identity_insert
INSERT INTO main.identity(person, badge, name, group_name, site, email, language, hired_on, manager, employee_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: identity_update
UPDATE main.identity
SET badge = ?2, name = ?3, group_name = ?4, site = ?5, email = ?6, language = ?7, hired_on = ?8, manager = ?9,
    employee_id = ?10
WHERE person = ?1;

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

-- name: secret_get
SELECT pin_hash, code_hash, code_ends_ms FROM main.secret WHERE person = ?1;

-- name: secret_put_pin
INSERT INTO main.secret(person, pin_hash, code_hash, code_ends_ms) VALUES (?1, ?2, '', 0)
ON CONFLICT(person) DO UPDATE SET pin_hash = excluded.pin_hash, code_hash = '', code_ends_ms = 0;

-- name: secret_put_code
INSERT INTO main.secret(person, pin_hash, code_hash, code_ends_ms) VALUES (?1, '', ?2, ?3)
ON CONFLICT(person) DO UPDATE SET code_hash = excluded.code_hash, code_ends_ms = excluded.code_ends_ms;

-- name: progress_put
INSERT INTO progress(person, bytes) VALUES (?1, ?2) ON CONFLICT(person) DO UPDATE SET bytes = excluded.bytes;

-- name: progress_get
SELECT bytes FROM progress WHERE person = ?1;
