-- The section that visitors read: standing pages, registers with files,
-- search.

-- What the school changed about a standing page, and its own pages; what is
-- NULL here is as db/topics.hdf and db/topics/NAME.md say.
CREATE TABLE topics (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL UNIQUE,        -- in db/topics.hdf, or its address
	own INTEGER NOT NULL CHECK (own IN (0, 1)),
	title TEXT,
	menu TEXT,                        -- words of the menu; '': the title
	lead TEXT,
	text TEXT,                        -- Markdown
	position INTEGER NOT NULL,
	in_menu INTEGER NOT NULL CHECK (in_menu IN (0, 1)),
	in_foot INTEGER NOT NULL CHECK (in_foot IN (0, 1)),
	hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
	checked_at INTEGER NOT NULL DEFAULT 0, -- "still true", nothing changed
	version INTEGER NOT NULL DEFAULT 0,    -- 0: only moved or checked
	updated_at INTEGER NOT NULL DEFAULT 0, -- of its words; 0: never
	CHECK (own = 0 OR title IS NOT NULL)
) STRICT;

CREATE TABLE topic_versions (
	id INTEGER PRIMARY KEY,
	topic_id INTEGER NOT NULL,        -- kept when an own page is removed
	version INTEGER NOT NULL,
	at INTEGER NOT NULL,
	account_id INTEGER REFERENCES accounts(id),
	title TEXT NOT NULL,
	lead TEXT NOT NULL,
	text TEXT NOT NULL,
	UNIQUE (topic_id, version)
) STRICT;

-- Addresses that were: they keep leading to their record.
CREATE TABLE old_slugs (
	kind TEXT NOT NULL,               -- story, topic
	slug TEXT NOT NULL,
	record_id INTEGER NOT NULL,
	PRIMARY KEY (kind, slug)
) STRICT;


-- Records of the lists that db/registers describes.
CREATE TABLE records (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	register TEXT NOT NULL,           -- name in db/registers
	content TEXT NOT NULL,            -- JSON object, field to text
	shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
	archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
	version INTEGER NOT NULL DEFAULT 1,
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX records_by_register ON records(register, archived, id);
CREATE INDEX records_by_change ON records(register, updated_at);

-- Files of records; the newest of a field is the current one, none is ever
-- written over.
CREATE TABLE files (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	record_id INTEGER NOT NULL REFERENCES records(id),
	field TEXT NOT NULL,
	name TEXT NOT NULL UNIQUE,        -- random; media/NAME
	filename TEXT NOT NULL,           -- as the person called it
	type TEXT NOT NULL,               -- by its content
	bytes INTEGER NOT NULL,
	scanned INTEGER NOT NULL DEFAULT 0 CHECK (scanned IN (0, 1)),
	text TEXT NOT NULL DEFAULT '',    -- what could be read of it
	account_id INTEGER REFERENCES accounts(id),
	created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX files_by_record ON files(record_id, id);


-- What readers may find, in plain words.  The id begins with the time
-- (store/search.c), so that a walk from the newest can stop early.
CREATE TABLE search_docs (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,               -- story, event, record, topic
	record_id INTEGER NOT NULL,
	path TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	tags TEXT NOT NULL,               -- words of the filters and the path
	UNIQUE (kind, record_id)
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5(title, body, tags,
    content='search_docs', content_rowid='id', columnsize=0, tokenize='ru');
-- Words as they stand in the documents, and groups of three of their
-- letters: for what is typed partly or wrongly.  Only "search rebuild"
-- forgets a word.
CREATE TABLE search_words (
	id INTEGER PRIMARY KEY,
	word TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE search_grams USING fts5(word, content='',
    columnsize=0, detail=none, tokenize='trigram');

INSERT INTO old_slugs (kind, slug, record_id)
    SELECT 'story', slug, story_id FROM story_slugs;
DROP TABLE story_slugs;

-- The first page's own words were settings.
INSERT INTO topics (name, own, title, lead, position, in_menu, in_foot)
    SELECT 'home', 0,
    (SELECT value FROM settings WHERE name = 'home_title' AND value <> ''),
    (SELECT value FROM settings WHERE name = 'home_lead' AND value <> ''),
    0, 0, 0
    WHERE EXISTS (SELECT 1 FROM settings
        WHERE name IN ('home_title', 'home_lead') AND value <> '');
DELETE FROM settings WHERE name IN ('home_title', 'home_lead');

DROP INDEX stories_by_change;
CREATE INDEX stories_by_change ON stories(state, changed_at);
