-- The roadmap, what proves it, and its figures.  Cycles get what stands on
-- printed documents, and a third kind: a period of several years.
CREATE TABLE cycles_before (id INTEGER PRIMARY KEY, title TEXT NOT NULL,
    kind TEXT NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    current INTEGER NOT NULL) STRICT;
INSERT INTO cycles_before (id, title, kind, starts_at, ends_at, current)
    SELECT id, title, kind, starts_at, ends_at, current FROM cycles;
DROP TABLE cycles;
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
INSERT INTO cycles (id, title, kind, starts_at, ends_at, current)
    SELECT id, title, kind, starts_at, ends_at, current FROM cycles_before;
DROP TABLE cycles_before;


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

CREATE INDEX events_by_activity ON events(activity_id)
    WHERE activity_id IS NOT NULL;
