-- The store of one site.  One word per thing: the glossary is in README.md.
-- Portable subset: INTEGER, TEXT, BLOB; times are UTC seconds, flags 0/1.
-- Rows are written only by the row file of their table (fcgi/*/NAMEs.c).

-- What people of the school may change on the desk.  What the administrator
-- of the machine decides (address, hosts, limits) stands in site.conf.
CREATE TABLE settings (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------------- people

CREATE TABLE accounts (
	id INTEGER PRIMARY KEY,
	login TEXT NOT NULL,
	login_folded TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	roles INTEGER NOT NULL,           -- bits of enum role (people/role.h)
	password TEXT NOT NULL,           -- argon2id string
	locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
	totp_secret BLOB,                 -- NULL: second factor is off
	totp_step INTEGER NOT NULL DEFAULT 0, -- last step used, refused again
	calendar_hash BLOB UNIQUE,        -- hash of the secret .ics address
	created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_codes (
	account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
	hash BLOB NOT NULL,
	used_at INTEGER,
	PRIMARY KEY (account_id, hash)
) STRICT;

CREATE TABLE sessions (
	hash BLOB PRIMARY KEY,            -- hash of the cookie's token
	account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
	created_at INTEGER NOT NULL,
	seen_at INTEGER NOT NULL,
	second_factor_due INTEGER NOT NULL DEFAULT 0
	    CHECK (second_factor_due IN (0, 1)),
	notice TEXT,                      -- shown once on the next page
	undo_id INTEGER                   -- offered beside the notice
) STRICT;
CREATE INDEX sessions_by_account ON sessions(account_id);

-- Failed sign-ins per key ("account:LOGIN" or "address:IP").
CREATE TABLE throttles (
	name TEXT PRIMARY KEY,
	failures INTEGER NOT NULL,
	first_at INTEGER NOT NULL,
	until_at INTEGER NOT NULL         -- closed until; 0 = open
) STRICT;
CREATE INDEX throttles_by_first ON throttles(first_at);

-- Append-only: who did what to which record, when (R136).
CREATE TABLE journal (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	account_id INTEGER,               -- NULL: the program itself
	who TEXT NOT NULL,                -- name at that time
	action TEXT NOT NULL,
	kind TEXT NOT NULL,               -- story, event, account, ...
	record_id INTEGER NOT NULL,
	detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX journal_by_record ON journal(kind, record_id, id);
CREATE INDEX journal_by_kind ON journal(kind, id);
CREATE TRIGGER journal_keep_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_keep_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- ------------------------------------------------------------- mediaplan

CREATE TABLE cycles (
	id INTEGER PRIMARY KEY,
	title TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('school', 'calendar', 'period')),
	starts_at INTEGER NOT NULL,
	ends_at INTEGER NOT NULL,         -- first second after the cycle
	current INTEGER NOT NULL DEFAULT 0 CHECK (current IN (0, 1)),
	-- R1: what stands on every printed document.
	organisation TEXT NOT NULL DEFAULT '',
	agreed TEXT NOT NULL DEFAULT '',   -- lines under СОГЛАСОВАНО
	approved TEXT NOT NULL DEFAULT '', -- lines under УТВЕРЖДАЮ
	order_no TEXT NOT NULL DEFAULT '',
	approved_on INTEGER,               -- day (base/day.h)
	CHECK (ends_at > starts_at)
) STRICT;

CREATE TABLE rubrics (
	id INTEGER PRIMARY KEY,
	slug TEXT NOT NULL UNIQUE,
	title TEXT NOT NULL,
	about TEXT NOT NULL DEFAULT '',
	hashtag TEXT NOT NULL,            -- without the sign #
	position INTEGER NOT NULL DEFAULT 0,
	archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE events (
	id INTEGER PRIMARY KEY,
	title TEXT NOT NULL,
	audience TEXT NOT NULL DEFAULT '',
	place TEXT NOT NULL DEFAULT '',
	about TEXT NOT NULL DEFAULT '',
	starts_at INTEGER NOT NULL,
	ends_at INTEGER NOT NULL,
	responsible_id INTEGER REFERENCES accounts(id),
	activity_id INTEGER,              -- row of the roadmap, later
	cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
	public INTEGER NOT NULL DEFAULT 1 CHECK (public IN (0, 1)),
	version INTEGER NOT NULL DEFAULT 1,
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL,
	informs INTEGER NOT NULL DEFAULT 0
	    CHECK (informs IN (0, 1)), -- tells about the programme (R24)
	CHECK (ends_at >= starts_at)
) STRICT;
CREATE INDEX events_by_start ON events(starts_at);
CREATE INDEX events_by_activity ON events(activity_id)
    WHERE activity_id IS NOT NULL;

-- A story; an empty slot of the media plan is a story in state planned.
-- "published" and "missed" are never stored: they follow from the clock
-- (story_state_now in mediaplan/story.h).
-- An id is never used twice, so that the journal's lines about a deleted
-- draft do not become lines about another one.
CREATE TABLE stories (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	event_id INTEGER REFERENCES events(id),
	kind TEXT NOT NULL,               -- name in db/kinds.hdf
	rubric_id INTEGER REFERENCES rubrics(id),
	state TEXT NOT NULL CHECK (state IN ('planned', 'draft', 'review',
	    'returned', 'approved', 'scheduled', 'withdrawn', 'skipped')),
	title TEXT NOT NULL DEFAULT '',
	slug TEXT UNIQUE,                 -- set when it is first scheduled
	lead TEXT NOT NULL DEFAULT '',
	text TEXT NOT NULL DEFAULT '',    -- Markdown
	vk_text TEXT,                     -- NULL: follows the site's text
	people INTEGER NOT NULL DEFAULT -1
	    CHECK (people IN (-1, 0, 1)), -- -1 not said, 0 nobody, 1 somebody
	consents_by INTEGER REFERENCES accounts(id),
	consents_at INTEGER,              -- "consents are checked", by whom
	window_from INTEGER,              -- the window in which it must go out
	window_to INTEGER,                -- first second after the window
	publish_at INTEGER,               -- its minute; wished until scheduled
	author_id INTEGER REFERENCES accounts(id),
	responsible_id INTEGER REFERENCES accounts(id),
	approved_by INTEGER REFERENCES accounts(id),
	approved_at INTEGER,
	reason TEXT NOT NULL DEFAULT '',  -- words of return, skip, withdrawal
	revision INTEGER NOT NULL DEFAULT 0, -- +1 with each approval/correction
	version INTEGER NOT NULL DEFAULT 1,  -- +1 with each change of the row
	changed_at INTEGER NOT NULL,      -- last visible change of the content
	created_at INTEGER NOT NULL,
	-- The second at which the clock turns its state: scheduled becomes
	-- published, unsent becomes missed (in the year 3000 if nothing
	-- presses).  story_turn_at in mediaplan/story.c says the same in C.
	turn_at INTEGER NOT NULL GENERATED ALWAYS AS (CASE
	    WHEN state = 'scheduled' THEN publish_at
	    WHEN state = 'planned' AND publish_at < window_to THEN window_to
	    WHEN state IN ('withdrawn', 'skipped')
	    THEN COALESCE(publish_at, window_to, created_at)
	    ELSE COALESCE(publish_at, window_to, 32503680000)
	    END) STORED
) STRICT;
-- Each list of the desk and of the section walks one of these and stops.
CREATE INDEX stories_by_turn ON stories(state, turn_at);
CREATE INDEX stories_by_rubric ON stories(rubric_id, state, turn_at);
CREATE INDEX stories_by_kind ON stories(kind, state, turn_at);
CREATE INDEX stories_by_responsible ON stories(responsible_id, state, turn_at);
CREATE INDEX stories_by_event ON stories(event_id, state, turn_at);
CREATE INDEX stories_by_publish ON stories(publish_at);
CREATE INDEX stories_by_window ON stories(window_to)
    WHERE publish_at IS NULL;
CREATE INDEX stories_by_change ON stories(state, changed_at);

-- Where a story shall go besides the site itself.
CREATE TABLE story_channels (
	story_id INTEGER NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
	channel_id INTEGER NOT NULL REFERENCES channels(id),
	PRIMARY KEY (story_id, channel_id)
) STRICT;

CREATE TABLE story_versions (
	id INTEGER PRIMARY KEY,
	story_id INTEGER NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
	version INTEGER NOT NULL,
	at INTEGER NOT NULL,
	account_id INTEGER REFERENCES accounts(id),
	title TEXT NOT NULL,
	lead TEXT NOT NULL,
	text TEXT NOT NULL,
	vk_text TEXT,
	UNIQUE (story_id, version)
) STRICT;

CREATE TABLE photos (
	id INTEGER PRIMARY KEY,
	story_id INTEGER NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL UNIQUE,        -- random; media/NAME-480.webp ...
	alt TEXT NOT NULL DEFAULT '',
	width INTEGER NOT NULL,           -- of the largest size, pixels
	height INTEGER NOT NULL,
	vk_bytes INTEGER NOT NULL,
	created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX photos_by_story ON photos(story_id, position);

-- One step back for move, unschedule, approve, delete.
CREATE TABLE undos (
	id INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES accounts(id),
	at INTEGER NOT NULL,
	action TEXT NOT NULL,
	story_id INTEGER NOT NULL,
	version INTEGER NOT NULL,         -- of the story after the action
	before TEXT NOT NULL,             -- JSON: what to put back
	used_at INTEGER
) STRICT;
CREATE INDEX undos_by_at ON undos(at);

-- --------------------------------------------------------------- section

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

-- -------------------------------------------------------------- registers

-- Records of the lists that db/registers describes.
CREATE TABLE records (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	register TEXT NOT NULL,           -- name in db/registers
	content TEXT NOT NULL,            -- JSON object, field to text
	shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
	archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
	version INTEGER NOT NULL DEFAULT 1,
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL,
	erase_at INTEGER                  -- without a consent; NULL: never
) STRICT;
CREATE INDEX records_by_erase ON records(erase_at) WHERE erase_at IS NOT NULL;
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

-- ----------------------------------------------------------------- search

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
-- SEARCH_VERSION: a new store has nothing that an older program indexed.
INSERT INTO settings (name, value) VALUES ('search_version', '1');

-- --------------------------------------------------------------- publish

-- A place where stories go besides the site: one VK community.
CREATE TABLE channels (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('vk')),
	title TEXT NOT NULL,
	group_id INTEGER NOT NULL DEFAULT 0,   -- 0: not known yet
	screen_name TEXT NOT NULL DEFAULT '',
	skew_s INTEGER,                   -- VK's clock minus ours, seconds
	checked_at INTEGER,
	rhythm_days INTEGER NOT NULL DEFAULT 7, -- R122
	enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1))
) STRICT;

-- Slots of vk-contract 0.4: K community, U user, S service.
CREATE TABLE credentials (
	id INTEGER PRIMARY KEY,
	channel_id INTEGER NOT NULL REFERENCES channels(id),
	slot TEXT NOT NULL CHECK (slot IN ('K', 'U', 'S')),
	sealed BLOB NOT NULL,             -- only the publisher can open it
	tail TEXT NOT NULL,               -- last 4 characters, to recognise it
	state TEXT NOT NULL CHECK (state IN ('new', 'good', 'weak', 'dead',
	    'captcha', 'frozen')),
	permissions TEXT NOT NULL DEFAULT '',
	can TEXT NOT NULL DEFAULT '',     -- words: what it can and cannot do
	error_code INTEGER NOT NULL DEFAULT 0,
	error_subcode INTEGER NOT NULL DEFAULT 0,
	error_text TEXT NOT NULL DEFAULT '',
	retry_at INTEGER,                 -- captcha, frozen: not before
	check_at INTEGER NOT NULL DEFAULT 0, -- next check by the publisher
	checked_at INTEGER,
	created_by INTEGER REFERENCES accounts(id),
	created_at INTEGER NOT NULL,
	UNIQUE (channel_id, slot)
) STRICT;

-- One story on one channel.  States and moves: publish/publication.h.
CREATE TABLE publications (
	id INTEGER PRIMARY KEY,
	story_id INTEGER NOT NULL REFERENCES stories(id),
	channel_id INTEGER NOT NULL REFERENCES channels(id),
	revision INTEGER NOT NULL,        -- of the story when scheduled
	state TEXT NOT NULL,
	due_at INTEGER NOT NULL,
	act_at INTEGER NOT NULL,          -- when the publisher acts next
	guid TEXT NOT NULL,
	marker TEXT NOT NULL,             -- the address that stands in the text
	body TEXT,                        -- exact request body, once built
	body_sha256 TEXT NOT NULL DEFAULT '',
	attachments TEXT NOT NULL DEFAULT '', -- photo-1_2,photo-1_3
	uploads_done INTEGER NOT NULL DEFAULT 0,
	upload_tries INTEGER NOT NULL DEFAULT 0,
	without_photos INTEGER NOT NULL DEFAULT 0
	    CHECK (without_photos IN (0, 1)),
	attempts INTEGER NOT NULL DEFAULT 0,
	reads INTEGER NOT NULL DEFAULT 0, -- readings that found nothing
	resends INTEGER NOT NULL DEFAULT 0,
	first_send_at INTEGER,
	last_send_at INTEGER,
	wait_tries INTEGER NOT NULL DEFAULT 0,
	vk_post_id INTEGER,
	url TEXT NOT NULL DEFAULT '',
	error_class TEXT NOT NULL DEFAULT '',
	error_code INTEGER NOT NULL DEFAULT 0,
	error_subcode INTEGER NOT NULL DEFAULT 0,
	error_text TEXT NOT NULL DEFAULT '',
	lease_owner TEXT NOT NULL DEFAULT '',
	lease_until INTEGER NOT NULL DEFAULT 0,
	change TEXT NOT NULL DEFAULT ''   -- wanted after posting: edit, delete
	    CHECK (change IN ('', 'edit', 'delete')),
	decided_by INTEGER REFERENCES accounts(id),
	decided_at INTEGER,
	version INTEGER NOT NULL DEFAULT 1,
	created_at INTEGER NOT NULL,
	UNIQUE (story_id, channel_id, revision)
) STRICT;
CREATE INDEX publications_by_act ON publications(act_at, id)
    WHERE act_at > 0;
CREATE INDEX publications_by_story ON publications(story_id);
CREATE INDEX publications_by_state ON publications(state, due_at);
-- vk-contract 7.4: one post of a community in one minute.
CREATE UNIQUE INDEX publications_minute ON publications(channel_id,
    due_at / 60) WHERE state <> 'cancelled';

-- Append-only: what was sent, what came back.
CREATE TABLE attempts (
	id INTEGER PRIMARY KEY,
	publication_id INTEGER NOT NULL REFERENCES publications(id),
	attempt_no INTEGER NOT NULL,
	method TEXT NOT NULL,
	started_at INTEGER NOT NULL,
	duration_ms INTEGER,
	http_status INTEGER NOT NULL DEFAULT 0,
	curl_code INTEGER NOT NULL DEFAULT 0,
	error_code INTEGER NOT NULL DEFAULT 0,
	error_subcode INTEGER NOT NULL DEFAULT 0,
	error_text TEXT NOT NULL DEFAULT '',
	class TEXT NOT NULL DEFAULT '',   -- '' while no outcome is known
	detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attempts_by_publication ON attempts(publication_id, id);

-- Append-only: why we believe that a post stands on the wall.
CREATE TABLE proofs (
	id INTEGER PRIMARY KEY,
	publication_id INTEGER NOT NULL REFERENCES publications(id),
	at INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('answer', 'reading', 'person')),
	slot TEXT NOT NULL DEFAULT '',
	account_id INTEGER REFERENCES accounts(id),
	vk_post_id INTEGER NOT NULL,
	url TEXT NOT NULL,
	detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX proofs_by_publication ON proofs(publication_id, id);

-- What a person must do by hand on the other side.
CREATE TABLE chores (
	id INTEGER PRIMARY KEY,
	publication_id INTEGER NOT NULL REFERENCES publications(id),
	kind TEXT NOT NULL CHECK (kind IN ('edit', 'delete', 'post')),
	text TEXT NOT NULL,
	url TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	done_at INTEGER,
	done_by INTEGER REFERENCES accounts(id)
) STRICT;
CREATE INDEX chores_open ON chores(publication_id) WHERE done_at IS NULL;
CREATE INDEX chores_waiting ON chores(created_at) WHERE done_at IS NULL;

-- --------------------------------------------------------------- roadmap

-- The roadmap of a cycle (R12-R22): sections, activities, what proves them.
-- Days are days since 1970-01-01 (base/day.h): a document says days.
CREATE TABLE roadmaps (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	cycle_id INTEGER NOT NULL REFERENCES cycles(id),
	title TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('draft', 'running', 'closed')),
	headings TEXT NOT NULL DEFAULT '[]', -- JSON: columns as the source has them
	public INTEGER NOT NULL DEFAULT 0 CHECK (public IN (0, 1)),
	shows TEXT NOT NULL DEFAULT '',   -- words: responsible, result, kpi, evidence
	approved_on INTEGER,              -- day of the director's approval
	version INTEGER NOT NULL DEFAULT 1,
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX roadmaps_by_cycle ON roadmaps(cycle_id, id);

-- What was pasted or uploaded, kept for ever: first looked at (preview),
-- then taken over by a person (taken), perhaps taken back (undone).
CREATE TABLE roadmap_imports (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	cycle_id INTEGER NOT NULL REFERENCES cycles(id),
	roadmap_id INTEGER REFERENCES roadmaps(id),
	state TEXT NOT NULL CHECK (state IN ('preview', 'taken', 'undone')),
	filename TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL,             -- text, after decoding
	roles TEXT NOT NULL DEFAULT '',   -- columns as a person set them
	sha256 TEXT NOT NULL,
	report TEXT NOT NULL DEFAULT '',  -- JSON: counts, joined, leftovers
	account_id INTEGER REFERENCES accounts(id),
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX roadmap_imports_by_cycle ON roadmap_imports(cycle_id, id);

CREATE TABLE roadmap_sections (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	roadmap_id INTEGER NOT NULL REFERENCES roadmaps(id),
	import_id INTEGER REFERENCES roadmap_imports(id),
	position INTEGER NOT NULL,
	level INTEGER NOT NULL DEFAULT 1,
	number TEXT NOT NULL DEFAULT '',
	title TEXT NOT NULL
) STRICT;
CREATE INDEX roadmap_sections_by_roadmap
    ON roadmap_sections(roadmap_id, position);
CREATE INDEX roadmap_sections_by_import ON roadmap_sections(import_id);

-- The words of a row are the document's and are never changed by the
-- program; after the approval not by a person either (proposals).
CREATE TABLE activities (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	roadmap_id INTEGER NOT NULL REFERENCES roadmaps(id),
	section_id INTEGER REFERENCES roadmap_sections(id),
	import_id INTEGER REFERENCES roadmap_imports(id),
	position INTEGER NOT NULL,
	number TEXT NOT NULL DEFAULT '',
	text TEXT NOT NULL,
	deadline TEXT NOT NULL DEFAULT '', -- verbatim
	responsible TEXT NOT NULL DEFAULT '',
	result TEXT NOT NULL DEFAULT '',   -- the promised kind of document
	kpi TEXT NOT NULL DEFAULT '',
	cells TEXT NOT NULL DEFAULT '[]',  -- JSON: as printed, by heading
	flags TEXT NOT NULL DEFAULT '[]',  -- JSON: [{"flag", "why"}]
	match TEXT NOT NULL,              -- folded text + deadline
	-- The day that counts: as read, or as a person decided; NULL: none.
	due_from INTEGER,
	due_to INTEGER,
	due TEXT NOT NULL CHECK (due IN ('read', 'open', 'decided', 'whole',
	    'external', 'none')),         -- open: not confirmed (срок не подтверждён)
	state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned',
	    'working', 'done', 'failed', 'dropped')),
	done_on INTEGER,
	reason TEXT NOT NULL DEFAULT '',  -- done without the proof, failed, dropped
	hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
	version INTEGER NOT NULL DEFAULT 1,
	updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX activities_by_roadmap ON activities(roadmap_id, position);
CREATE INDEX activities_by_due ON activities(state, due_to);
CREATE INDEX activities_by_import ON activities(import_id);
CREATE INDEX activities_by_section ON activities(section_id);
CREATE UNIQUE INDEX activities_match ON activities(roadmap_id, match);

-- All windows of a row ("май, август" has two).
CREATE TABLE activity_windows (
	activity_id INTEGER NOT NULL REFERENCES activities(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	from_day INTEGER NOT NULL,
	to_day INTEGER NOT NULL,
	open_left INTEGER NOT NULL CHECK (open_left IN (0, 1)),
	PRIMARY KEY (activity_id, position)
) STRICT;

CREATE TABLE activity_items (
	id INTEGER PRIMARY KEY,
	activity_id INTEGER NOT NULL REFERENCES activities(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	done_on INTEGER
) STRICT;
CREATE INDEX activity_items_by_activity ON activity_items(activity_id, position);

-- Who answers for it: the words of the document, and our account if known.
CREATE TABLE activity_people (
	id INTEGER PRIMARY KEY,
	activity_id INTEGER NOT NULL REFERENCES activities(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	words TEXT NOT NULL,
	account_id INTEGER REFERENCES accounts(id)
) STRICT;
CREATE INDEX activity_people_by_activity ON activity_people(activity_id, position);
CREATE INDEX activity_people_by_account ON activity_people(account_id, activity_id);

-- Append-only: what a person decided about a deadline, and why.
CREATE TABLE deadline_decisions (
	id INTEGER PRIMARY KEY,
	activity_id INTEGER NOT NULL REFERENCES activities(id) ON DELETE CASCADE,
	at INTEGER NOT NULL,
	account_id INTEGER REFERENCES accounts(id),
	kind TEXT NOT NULL CHECK (kind IN ('suggestion', 'dates', 'as_written',
	    'external', 'withdrawn')),
	from_day INTEGER,
	to_day INTEGER,
	reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX deadline_decisions_by_activity ON deadline_decisions(activity_id, id);

-- What proves that an activity was done (R17): a story or publication, an
-- event, a record or file of a register, an address elsewhere, words about
-- a paper ("протокол № 3, папка 2").
CREATE TABLE evidence (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	activity_id INTEGER NOT NULL REFERENCES activities(id) ON DELETE CASCADE,
	kind TEXT NOT NULL CHECK (kind IN ('story', 'event', 'record', 'link',
	    'paper')),
	record_id INTEGER NOT NULL DEFAULT 0,
	url TEXT NOT NULL DEFAULT '',
	words TEXT NOT NULL DEFAULT '',   -- what it is called
	promised TEXT NOT NULL DEFAULT '', -- the promised kind that it meets
	on_day INTEGER NOT NULL,
	account_id INTEGER REFERENCES accounts(id),
	at INTEGER NOT NULL,
	removed_at INTEGER
) STRICT;
CREATE INDEX evidence_by_activity ON evidence(activity_id, id);
CREATE INDEX evidence_by_record ON evidence(kind, record_id);

-- Proposals to change the roadmap (R19).
CREATE TABLE proposals (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	roadmap_id INTEGER NOT NULL REFERENCES roadmaps(id),
	activity_id INTEGER REFERENCES activities(id),
	account_id INTEGER REFERENCES accounts(id),
	author TEXT NOT NULL DEFAULT '',  -- of somebody who has no account
	text TEXT NOT NULL,
	at INTEGER NOT NULL,
	decision TEXT NOT NULL DEFAULT '' CHECK (decision IN ('', 'taken',
	    'refused')),
	answer TEXT NOT NULL DEFAULT '',
	decided_by INTEGER REFERENCES accounts(id),
	decided_at INTEGER
) STRICT;
CREATE INDEX proposals_by_roadmap ON proposals(roadmap_id, id);
CREATE INDEX proposals_by_activity ON proposals(activity_id);

-- ---------------------------------------------------------------- figures

-- How many there are of whom in a cycle: the denominators (R23), dated.
CREATE TABLE totals (
	id INTEGER PRIMARY KEY,
	cycle_id INTEGER NOT NULL REFERENCES cycles(id),
	name TEXT NOT NULL,               -- in db/figures/totals.hdf
	value INTEGER NOT NULL,
	on_day INTEGER NOT NULL,
	source TEXT NOT NULL DEFAULT '',
	account_id INTEGER REFERENCES accounts(id),
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX totals_by_name ON totals(cycle_id, name, id);

-- Thresholds changed for a cycle and doubts settled (1.15), append-only.
CREATE TABLE figure_choices (
	id INTEGER PRIMARY KEY,
	cycle_id INTEGER NOT NULL REFERENCES cycles(id),
	figure TEXT NOT NULL,             -- name in db/figures
	what TEXT NOT NULL CHECK (what IN ('threshold', 'doubt')),
	value TEXT NOT NULL,
	reason TEXT NOT NULL DEFAULT '',
	account_id INTEGER REFERENCES accounts(id),
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX figure_choices_by_figure ON figure_choices(cycle_id, figure, id);

-- Who came to an event, of whom how many could have (R24-R28).
CREATE TABLE attendances (
	event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
	audience TEXT NOT NULL CHECK (audience IN ('teachers', 'parents',
	    'pupils', 'partners', 'alumni', 'other')),
	present INTEGER NOT NULL CHECK (present >= 0),
	total INTEGER CHECK (total >= present),
	note TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (event_id, audience)
) STRICT;

-- ------------------------------------------------------------------- mail

-- Reminders by e-mail (R18): who gets them.

CREATE TABLE subscribers (
	account_id INTEGER PRIMARY KEY REFERENCES accounts(id) ON DELETE CASCADE,
	email TEXT NOT NULL,              -- '': none
	digest INTEGER NOT NULL DEFAULT 1 CHECK (digest IN (0, 1)),
	updated_at INTEGER NOT NULL
) STRICT;

-- States: mail/letter.h.  The text goes when the letter is over.
CREATE TABLE letters (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
	day INTEGER NOT NULL,             -- local day (base/day.h)
	email TEXT NOT NULL,
	subject TEXT NOT NULL,
	text TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent',
	    'failed', 'unclear')),
	attempts INTEGER NOT NULL DEFAULT 0,
	next_at INTEGER NOT NULL,
	error TEXT NOT NULL DEFAULT '',
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL,
	UNIQUE (account_id, day)
) STRICT;
CREATE INDEX letters_by_state ON letters(state, next_at);
CREATE INDEX letters_by_day ON letters(day);
