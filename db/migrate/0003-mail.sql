-- Reminders by e-mail (R18): who gets them, and letters on their way.
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
