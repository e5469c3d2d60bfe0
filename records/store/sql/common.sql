-- Statements that every connection uses.

-- name: begin_write
BEGIN IMMEDIATE;

-- name: begin_read
BEGIN DEFERRED;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;


-- name: schema_main
SELECT type, name, tbl_name, coalesce(sql, '') FROM main.sqlite_schema ORDER BY type, name;

-- name: schema_ledger
SELECT type, name, tbl_name, coalesce(sql, '') FROM ledger.sqlite_schema ORDER BY type, name;
