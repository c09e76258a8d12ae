// The demonstration's roadmap is made relative to today and so is true on any
// day: also where one school year ends and the next begins.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, tree } from '../lib/instance.mjs';

const days = [
	['2026-08-31T23:30:00+05:00', '2026 год'],
	['2026-09-01T00:30:00+05:00', '2026 год'],
	['2026-12-31T23:50:00+05:00', '2026/2027 учебный год'],
	['2028-02-29T12:00:00+05:00', '2027/2028 учебный год'],
];

function run(program, args, env = {}) {
	const r = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env } });
	expect(r.status, r.stderr).toBe(0);
	return r.stdout;
}

for (const [day, year] of days)
	test(`made on ${day.slice(0, 10)}, it has rows done, late, overdue, under way and one that waits for a decision`, () => {
		test.setTimeout(120000);
		const state = mkdtempSync(path.join(tmpdir(), 'nastavnik-demo-'));
		try {
			writeFileSync(path.join(state, 'nastavnik.conf'), 'testing = 1\n');
			writeFileSync(path.join(state, 'clock'), String(Math.round((Date.parse(day) - Date.now()) / 1000)));
			run(path.join(build, 'nastavnik'), ['--state', state, 'demo', 'demo', '--address', 'http://127.0.0.1:1',
				'--image', path.join(build, 'nastavnik-image')],
			{ NASTAVNIK_DB: path.join(tree, 'db'), NASTAVNIK_READER: path.join(build, 'nastavnik-reader') });
			const ask = (query) => run('sqlite3', [path.join(state, 'demo/site.db'), query]).trim();
			const today = Math.floor(Date.parse(day.slice(0, 10)) / 86400e3);
			expect(ask('SELECT title FROM cycles WHERE current')).toBe(year);
			expect(ask('SELECT state, public FROM roadmaps')).toBe('running|1');
			const number = (where) => Number(ask(`SELECT COUNT(*) FROM activities WHERE ${where}`));
			expect(number("state = 'done'")).toBe(9);
			expect(number("state = 'done' AND done_on > due_to"), 'late').toBe(1);
			expect(number(`state <> 'done' AND due = 'read' AND due_to < ${today}`), 'overdue').toBe(1);
			expect(number("due = 'open'"), 'undecided').toBe(1);
			expect(number("due = 'decided'"), 'decided').toBe(1);
			expect(number("state = 'working'")).toBe(3);
			// The document is a sound one: what it leaves open is what it is to show.
			expect(ask(`SELECT GROUP_CONCAT(DISTINCT json_extract(f.value, '$.flag')) FROM activities, json_each(flags) f
				WHERE json_extract(f.value, '$.flag') <> 'WEEKEND'`).split(',').sort()).toEqual(['AMBIGUOUS_UNTIL_MONTH',
				'BEFORE_APPROVAL', 'CONDITIONAL', 'EXTERNAL_TERM', 'OUT_OF_PERIOD', 'WHOLE_PERIOD']);
			expect(ask("SELECT decision || COUNT(*) FROM proposals GROUP BY decision ORDER BY 1")).toBe('1\ntaken1');
			expect(Number(ask('SELECT COUNT(*) FROM attendances'))).toBe(9);
			expect(Number(ask('SELECT COUNT(DISTINCT activity_id) FROM events WHERE activity_id IS NOT NULL'))).toBe(7);
		} finally {
			rmSync(state, { recursive: true, force: true });
		}
	});
