-- Which events tell about the programme (R24): only their attendance counts
-- in the figures of the information campaign.  Until now every attendance
-- did, so those that are written down go on counting.
ALTER TABLE events ADD COLUMN informs INTEGER NOT NULL DEFAULT 0
    CHECK (informs IN (0, 1));
UPDATE events SET informs = 1
    WHERE id IN (SELECT event_id FROM attendances);
