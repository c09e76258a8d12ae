// `nastavnik deadline` as an importer's author meets it: one object, exit
// codes, no site and no state needed.  No browser.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

const tree = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.resolve(tree, process.env.NASTAVNIK_BUILD ?? 'build', 'nastavnik');

function run(args, env = {}) {
	const done = spawnSync(program, args, { encoding: 'utf8', cwd: os.tmpdir(),
		env: { PATH: process.env.PATH, ...env } });
	return { code: done.status, out: done.stdout, err: done.stderr };
}

function json(text, period, ...more) {
	const done = run(['--json', 'deadline', text, '--period', period, ...more]);
	expect(done.out.split('\n').length, done.out).toBe(2);
	return { code: done.code, ...JSON.parse(done.out) };
}

test('one object holds the words, the windows and the doubts', () => {
	expect(json('Октябрь 2024', 'school:2024')).toEqual({ code: 0, ok: true,
		verbatim: 'Октябрь 2024',
		windows: [{ from: '2024-10-01', to: '2024-10-31', open_left: false }],
		precision: 'month', recurrence: null, flags: [], unread: false,
		suggestion: null });
	expect(json('май, август 2022 г.', 'calendar:2022').windows).toEqual([
		{ from: '2022-05-01', to: '2022-05-31', open_left: false },
		{ from: '2022-08-01', to: '2022-08-31', open_left: false }]);
	expect(json('до 15 марта 2022 г.', 'calendar:2022', '--approved',
		'2022-04-20')).toMatchObject({ flags: ['BEFORE_APPROVAL'],
		windows: [{ from: '2022-01-01', to: '2022-03-15', open_left: true }] });
	expect(json('ежемесячно', 'school:2024')).toMatchObject({
		recurrence: 'ежемесячно', precision: 'period',
		flags: ['WHOLE_PERIOD'] });
});

test('what only overruns the edge of the period has the flag of the requirements and one of its own',
	() => {
		const d = json('Май – сентябрь 2025', 'school:2024');
		expect(d.windows).toEqual([{ from: '2025-05-01', to: '2025-09-30', open_left: false }]);
		expect(d.flags).toEqual(expect.arrayContaining(['OUT_OF_PERIOD', 'EDGE_OF_PERIOD']));
		expect(json('Май – август 2025', 'school:2024').flags).not.toContain('OUT_OF_PERIOD');
	});

test('an impossible year is kept, not confirmed, and a way out is proposed',
	() => {
		const one = json('Апрель 2021', 'school:2021');
		expect(one.windows).toEqual(
			[{ from: '2021-04-01', to: '2021-04-30', open_left: false }]);
		expect(one.flags).toEqual(['OUT_OF_PERIOD']);
		expect(one.suggestion).toMatchObject(
			{ from: '2022-04-01', to: '2022-04-30' });
		expect(one.suggestion.why).toMatch(/годом позже/);
		const two = json('Октябрь –\nапрель 2021', 'school:2021');
		expect(two.windows).toEqual([]);
		expect(two.flags).toEqual(expect.arrayContaining(
			['OUT_OF_PERIOD', 'REVERSED_RANGE', 'SPLIT_CELL_JOINED']));
		expect(two.suggestion).toMatchObject(
			{ from: '2021-10-01', to: '2022-04-30' });
	});

test('what is not understood is said and has no window', () => {
	for (const [text, period, flag] of [
		['когда рак свистнет', 'school:2024', 'UNREAD'],
		['«___» октября 2024 г.', 'school:2024', 'UNREAD'],
		['октябрь, отчёт к 5 числу', 'school:2024', 'UNREAD'],
		['31 июня', 'school:2024', 'INVALID_DATE'],
		['май', 'none', 'NO_YEAR'], ['', 'school:2024', 'EMPTY'],
		['август', 'school:2024', 'AMBIGUOUS'],
		['по запросу', 'school:2024', 'CONDITIONAL'],
		['по плану', 'school:2024', 'EXTERNAL_TERM'],
	]) {
		const d = json(text, period);
		expect(d, text).toMatchObject({ code: 0, windows: [],
			precision: 'none', unread: flag === 'UNREAD' });
		expect(d.flags, text).toContain(flag);
	}
});

test('words beside a term are told from it', () => {
	expect(json('1 этап: сентябрь; 2 этап: октябрь – апрель (отбор)',
		'school:2024')).toMatchObject({ unread: false, windows: [
		{ from: '2024-09-01', to: '2024-09-30' },
		{ from: '2024-10-01', to: '2025-04-30' }],
	flags: ['YEAR_INHERITED', 'MULTI_WINDOW', 'REMARK'] });
	expect(json('IX–X', 'school:2024').windows).toEqual(
		[{ from: '2024-09-01', to: '2024-10-31', open_left: false }]);
	expect(json('октябрь, на педсовете; май, классные руководители',
		'school:2024')).toMatchObject({ unread: false, windows: [
		{ from: '2024-10-01', to: '2024-10-31' },
		{ from: '2025-05-01', to: '2025-05-31' }],
	flags: ['YEAR_INHERITED', 'MULTI_WINDOW', 'REMARK'] });
	expect(json('среда, пятница', 'school:2024')).toMatchObject(
		{ recurrence: 'среда, пятница', windows: [],
			suggestion: { from: '2024-09-01', to: '2025-08-31' } });
	// A month that nobody can read is no remark.
	expect(json('ьентябь – май', 'school:2024')).toMatchObject(
		{ unread: true, windows: [] });
});

test('the answer has one shape, whatever the words', () => {
	const day = /^\d{4}-\d\d-\d\d$/;
	for (const text of ['май', '31 июня', 'ежемесячно', 'август', 'абв', '',
		'Октябрь – апрель 2021', 'по плану', '2 раза в год (май, октябрь)',
		'"кавычки" и \\ знаки', '🎓 май', 'м'.repeat(900)]) {
		const d = json(text, 'school:2024', '--approved', '2024-08-30');
		expect(Object.keys(d).sort(), text).toEqual(['code', 'flags', 'ok',
			'precision', 'recurrence', 'suggestion', 'unread', 'verbatim',
			'windows']);
		expect(d.verbatim).toBe(text);
		expect(d.precision, text).toMatch(
			/^(day|range|month|quarter|half|week|period|none)$/);
		expect(typeof d.unread).toBe('boolean');
		expect(d.recurrence === null || d.recurrence.length > 0).toBe(true);
		for (const w of d.windows) {
			expect(Object.keys(w)).toEqual(['from', 'to', 'open_left']);
			expect(w.from).toMatch(day);
			expect(w.to >= w.from && day.test(w.to)).toBe(true);
		}
		if (d.suggestion !== null) {
			expect(Object.keys(d.suggestion)).toEqual(['from', 'to', 'why']);
			expect(d.suggestion.why).toMatch(/[а-я]\.?$/);
			expect(d.suggestion.why).not.toContain('..');
		}
		for (const flag of d.flags)
			expect(flag).toMatch(/^[A-Z_]+$/);
	}
});

test('a refusal is 1 with a reason, a misuse is 2', () => {
	for (const [code, ...args] of [
		[1, 'я'.repeat(1001), '--period', 'school:2024'],
		[1, 'май', '--period', 'school'], [1, 'май', '--period', ''],
		[1, 'май', '--period', '2024-02-30..2025-01-01'],
		[1, 'май', '--period', 'none', '--approved', '20.04.2022'],
		[2], [2, 'май'], [2, '--period', 'none'], [2, 'май', '--period'],
		[2, 'май', 'июнь', '--period', 'none'],
		[2, 'май', '--period', 'none', '--colour'],
	]) {
		const words = run(['deadline', ...args]);
		expect([words.code, words.out], args.join(' ')).toEqual([code, '']);
		expect(words.err).toMatch(/^nastavnik: \S/m);
		const answer = JSON.parse(run(['--json', 'deadline', ...args]).out);
		expect(answer.ok).toBe(false);
		expect(answer.error).toMatch(/\S/);
	}
	expect(json('я'.repeat(1000), 'school:2024').code).toBe(0);
});

test('a text that is not UTF-8 is refused', () => {
	// A shell makes the byte: node would repair it.
	const done = spawnSync('sh', ['-c',
		`"${program}" --json deadline "$(printf 'ма\\320')" --period none`],
	{ encoding: 'utf8' });
	expect(done.status).toBe(1);
	expect(JSON.parse(done.stdout).error).toMatch(/UTF-8/);
});

test('neither a site nor a state is needed, nor made', () => {
	const state = path.join(os.tmpdir(), `no-state-${process.pid}`);
	expect(run(['deadline', 'май 2025', '--period', 'none'],
		{ NASTAVNIK_STATE: state }).code).toBe(0);
	expect(fs.existsSync(state)).toBe(false);
	// Not even one that is broken.
	fs.mkdirSync(state);
	fs.writeFileSync(path.join(state, 'nastavnik.conf'), 'nonsense\n');
	try {
		expect(run(['deadline', 'май 2025', '--period', 'none'],
			{ NASTAVNIK_STATE: state })).toMatchObject({ code: 0, err: '' });
	} finally {
		fs.rmSync(state, { recursive: true });
	}
});

test('without --json it speaks Russian', () => {
	const words = run(['deadline', 'до мая 2025', '--period', 'school:2024']).out;
	expect(words).toContain('Срок: по 30 апреля 2025 г. включительно');
	expect(words).toMatch(/AMBIGUOUS_UNTIL_MONTH: «До» и месяц без числа/);
	expect(run(['deadline', 'Апрель 2021', '--period', 'school:2021']).out)
		.toMatch(/Возможный срок: с 1 апреля 2022 г\. по 30 апреля 2022 г\./);
	expect(run(['deadline', 'по запросу', '--period', 'none']).out)
		.toMatch(/^Срока нет\n/);
});
