// The command line as an administrator and as a script meet it: exit codes,
// one JSON object, nothing lost.  No browser.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

const tree = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.resolve(tree, process.env.NASTAVNIK_BUILD ?? 'build', 'nastavnik');

let dir, state;

function run(args, { input = '', env = {} } = {}) {
	const done = spawnSync(program, args, {
		input, encoding: 'utf8', cwd: tree,
		env: { ...process.env, NASTAVNIK_STATE: state,
			NASTAVNIK_DB: path.join(tree, 'db'), ...env },
	});
	return { code: done.status, out: done.stdout, err: done.stderr };
}

/* Exactly one object on standard output, whatever the outcome. */
function json(args, options) {
	const done = run(['--json', ...args], options);
	const lines = done.out.split('\n');
	expect(lines.length, done.out).toBe(2);
	expect(lines[1]).toBe('');
	const answer = JSON.parse(lines[0]);
	expect(answer.ok).toBe(done.code === 0);
	if (!answer.ok)
		expect(answer.error).toMatch(/\S/);
	return { code: done.code, ...answer };
}

const add = (name, more = []) => ['site', 'add', name, '--title', 'Школа № 7',
	'--address', 'http://127.0.0.1:8080', ...more];

test.beforeEach(() => {
	dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ctl-'));
	state = path.join(dir, 'state');
});
test.afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

test('every command explains itself', () => {
	const list = run(['--help']);
	expect(list.code).toBe(0);
	const words = [...list.out.matchAll(/^ {2}([a-z][a-z -]*?) {2,}\S/gm)]
		.map(m => m[1]);
	expect(words.length).toBeGreaterThanOrEqual(16);
	for (const word of words) {
		const help = run([...word.split(' '), '--help']);
		expect(help.code, word).toBe(0);
		for (const part of ['Вызов:', 'Общие параметры:', 'Ответ с --json:',
			'Код завершения:', 'Пример:'])
			expect(help.out, word).toContain(part);
		expect(json([...word.split(' '), '--help']).help).toBe(help.out);
	}
	expect(fs.existsSync(state)).toBe(false);
});

test('a wrong call is 2, a refusal is 1, both with a reason', () => {
	expect(run(add('s7')).code).toBe(0);
	for (const [code, ...args] of [
		[2], [2, 'nothing'], [2, 'site'], [2, 'site', 'add'],
		[2, 'site', 'list', 'more'], [2, 'site', 'list', '--colour'],
		[2, 'site', 'add', 's8', '--title'],
		[2, 'site', 'add', 's8', '--title', 'a', '--title', 'b'],
		[2, 'site', 'list', '--site'], [2, '--nothing', 'check'],
		[2, 'journal', '--id', '7'], [2, 'journal', '--kind', 'a', '--id', 'x'],
		[2, 'restore', path.join(dir, 'none')],
		[2, 'publications', '--state-is', 'nothing'],
		[1, ...add('s7')], [1, ...add('S8')], [1, ...add('clock')],
		[1, ...add('s8', ['--zone', 'Mars/Olympus'])],
		[1, 'site', 'add', 's8', '--title', 'a', '--address', 'school.example'],
		[1, 'site', 'remove', 's8'], [1, '--site', 's8', 'check'],
		[1, '--site', '../s7', 'account', 'list'],
		[1, 'setting', 'guid_secret'], [1, 'account', 'lock', 'nobody'],
		[1, '--site', 's7', 'restore', path.join(dir, 'none'), '--force'],
	]) {
		const words = run(args);
		expect([words.code, words.out], args.join(' ')).toEqual(
			[code, code === 1 && args.includes('check') ? words.out : '']);
		expect(words.err).toMatch(/^nastavnik: \S/m);
		expect(json(args).code, args.join(' ')).toBe(code);
	}
	expect(json(['site', 'list']).sites.map(s => s.name)).toEqual(['s7']);
});

test('a site is added, listed and put aside', () => {
	expect(json(add('s7', ['--zone', 'Asia/Yekaterinburg']))).toMatchObject(
		{ site: 's7', dir: path.join(state, 's7') });
	expect(json(['site', 'list']).sites).toEqual([{ name: 's7',
		title: 'Школа № 7', address: 'http://127.0.0.1:8080',
		zone: 'Asia/Yekaterinburg' }]);
	expect(fs.statSync(path.join(state, 's7/site.db')).mode & 0o777).toBe(0o600);
	expect(fs.statSync(path.join(state, 's7/media')).mode & 0o777).toBe(0o750);
	expect(json(['site', 'remove', 's7']).code).toBe(0);
	expect(json(['site', 'list']).sites).toEqual([]);
	const [kept] = fs.readdirSync(path.join(state, '.removed'));
	expect(kept).toMatch(/^s7-\d+$/);
	expect(json(['account', 'list']).code).toBe(1);
});

test('with one site --site may be left out, with two it may not', () => {
	run(add('s7'));
	expect(json(['account', 'list']).code).toBe(0);
	run(add('s8'));
	expect(json(['account', 'list']).code).toBe(2);
	expect(json(['--site', 's8', 'account', 'list']).code).toBe(0);
	expect(json(['account', 'list', '--site=s8']).code).toBe(0);
});

test('the address in site.conf is changed and the rest stays', () => {
	run(add('s7', ['--zone', 'Asia/Omsk']));
	const conf = path.join(state, 's7/site.conf');
	fs.appendFileSync(conf, 'vk.lease_s = 30\n');
	expect(json(['address', 'https://a.example/m', '--vk-api',
		'http://127.0.0.1:9/method/'])).toMatchObject({ code: 0,
		address: 'https://a.example/m' });
	expect(json(['address', 'https://a.example/']).code).toBe(1);
	expect(json(['site', 'list']).sites[0]).toMatchObject(
		{ address: 'https://a.example/m', zone: 'Asia/Omsk' });
	expect(fs.readFileSync(conf, 'utf8')).toContain('vk.lease_s = 30\n');
	fs.appendFileSync(conf, 'vk.leese_s = 30\n');
	expect(json(['account', 'list']).code).toBe(1);
	expect(json(['site', 'list']).sites[0].error).toMatch(/\S/);
});

test('an account is opened, closed and journalled; its password is nowhere',
	() => {
		const password = 'лошадь-скрепка-верно';
		const at = (...words) => json(['account', ...words],
			{ input: password + '\r\n' });
		run(add('s7'));
		expect(at('add', 'admin', '--name', 'Иван Админов', '--role', 'admin')
			.account).toEqual({ id: 1, login: 'admin', name: 'Иван Админов',
			roles: ['admin'] });
		const file = path.join(dir, 'password');
		fs.writeFileSync(file, password);
		expect(at('add', 'petrova', '--name', 'Анна Петрова', '--role',
			'curator,editor', '--password-file', file).code).toBe(0);
		expect(at('add', 'Petrova', '--name', 'Б', '--role', 'editor').code).toBe(1);
		expect(at('add', 'b', '--name', 'Б', '--role', 'boss').code).toBe(1);
		expect(json(['account', 'add', 'b', '--name', 'Б', '--role', 'editor'],
			{ input: 'short\n' }).code).toBe(1);
		for (const word of ['lock', 'unlock', 'password', 'totp-off', 'lock'])
			expect(at(word, 'petrova').code, word).toBe(0);
		expect(at('lock', 'admin').code).toBe(1);
		expect(json(['account', 'list']).accounts).toMatchObject([
			{ login: 'petrova', roles: ['curator', 'editor'], locked: true },
			{ login: 'admin', locked: false, second_factor: false },
		].sort((a, b) => a.locked - b.locked));
		const { lines } = json(['journal', '--kind', 'account', '--id', '2']);
		expect(lines.map(l => l.action)).toEqual(expect.arrayContaining(
			['account_added', 'locked', 'unlocked', 'password_set']));
		expect(lines[0].id).toBeGreaterThan(lines[1].id);
		for (const name of fs.readdirSync(path.join(state, 's7')))
			if (fs.statSync(path.join(state, 's7', name)).isFile())
				expect(fs.readFileSync(path.join(state, 's7', name))
					.includes(password), name).toBe(false);
	});

test('a setting is kept, journalled, and a secret one is not shown', () => {
	run(add('s7'));
	expect(json(['setting', 'title']).value).toBe('Школа № 7');
	expect(json(['setting', 'title', 'Лицей']).value).toBe('Лицей');
	expect(run(['setting', 'title']).out).toBe('Лицей\n');
	expect(json(['setting', 'never.set']).value).toBe('');
	expect(json(['setting', '--', 'title', '--json']).value).toBe('--json');
	expect(json(['setting', 'A B', 'x']).code).toBe(1);
	expect(json(['journal', '--kind', 'setting']).lines.length).toBe(2);
	expect(run(['--json', 'journal']).out).not.toContain('guid_secret');
});

test('check is quiet about a good site and names what is wrong', () => {
	run(add('s7'));
	run(add('s8'));
	const good = json(['check']);
	expect(good.code).toBe(0);
	expect(good.sites.map(s => s.problems)).toEqual([[], []]);
	expect(good.sites[0].scans.filter(s => !s.small)).toEqual([]);
	/* An old file without a row; a fresh one may wait for its row. */
	const media = path.join(state, 's7/media');
	fs.writeFileSync(path.join(media, 'lost-480.webp'), 'x');
	fs.utimesSync(path.join(media, 'lost-480.webp'), 1e9, 1e9);
	fs.writeFileSync(path.join(media, 'fresh-480.webp'), 'x');
	let bad = json(['check']);
	expect(bad.code).toBe(1);
	expect(bad.sites[0].orphans).toEqual(['lost-480.webp']);
	expect(bad.sites[1].problems).toEqual([]);
	expect(json(['--site', 's8', 'check']).code).toBe(0);
	fs.rmSync(path.join(state, 's8/site.db-wal')); // it would still know all
	fs.writeFileSync(path.join(state, 's8/site.db'), 'x'.repeat(9000));
	bad = json(['--site', 's8', 'check']);
	expect(bad.code).toBe(1);
	expect(bad.sites[0].problems.length).toBe(1);
});

test('a backup comes back, over the site only when told to', () => {
	const copy = path.join(dir, 'copy');
	run(add('s7'));
	expect(json(['backup', copy]).code).toBe(0);
	expect(json(['backup', copy]).code).toBe(1);
	expect(spawnSync('sha256sum', ['--quiet', '-c', 'MANIFEST'],
		{ cwd: copy }).status).toBe(0);
	run(['setting', 'title', 'после копии']);
	expect(json(['--site', 's7', 'restore', copy]).code).toBe(1);
	expect(json(['setting', 'title']).value).toBe('после копии');
	expect(json(['--site', 's7', 'restore', copy, '--force']).code).toBe(0);
	expect(json(['setting', 'title']).value).toBe('Школа № 7');
	expect(json(['--site', 'other', 'restore', copy]).code).toBe(0);
	fs.appendFileSync(path.join(copy, 'site.conf'), '\n');
	expect(json(['--site', 'third', 'restore', copy]).code).toBe(1);
	expect(json(['site', 'list']).sites.map(s => s.name)).toEqual(['other', 's7']);
	expect(json(['check']).code).toBe(0);
});

test('a clock file without testing stops the program', () => {
	run(add('s7'));
	fs.writeFileSync(path.join(state, 'clock'), '86400');
	expect(json(['site', 'list']).code).toBe(1);
	fs.writeFileSync(path.join(state, 'nastavnik.conf'), 'testing = 1\n');
	const { now } = json(['publications']);
	expect(now - Date.now() / 1000).toBeGreaterThan(86000);
});

test('an answer that cannot be written is not a success', () => {
	run(add('s7'));
	const full = fs.openSync('/dev/full', 'w');
	const done = spawnSync(program, ['--json', 'site', 'list'], {
		stdio: ['ignore', full, 'pipe'], cwd: tree,
		env: { ...process.env, NASTAVNIK_STATE: state },
	});
	fs.closeSync(full);
	expect(done.status).toBe(1);
});
