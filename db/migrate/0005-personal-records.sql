-- When a record about a person who gave no consent is erased (R30); NULL:
-- never.  Lists without such people have no such day.
ALTER TABLE records ADD COLUMN erase_at INTEGER;
CREATE INDEX records_by_erase ON records(erase_at) WHERE erase_at IS NOT NULL;
