// When the store is held, the disk is full or may not be written, or no
// worker answers: a page that says so, nothing half written, and all is well
// again afterwards.
import { test, expect } from '@playwright/test';
import { spawn, spawnSync, execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startInstance, tree } from '../lib/instance.mjs';
import { Client, png, raw, sql, words } from './lib/client.mjs';

let server, me, visitor, story, dir, mounted;

// A disk of its own, small enough to be filled.
test.beforeAll(async () => {
	test.setTimeout(120000);
	dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-disk-'));
	mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', dir]).status === 0;
	server = await startInstance({ state: dir });
	me = await new Client(server).signIn('severceva');
	visitor = new Client(server);
	story = await me.story();
	expect((await me.save(story, { title: 'До беды', text: 'Прежний текст.' })).status).toBe(303);
});
test.afterAll(async () => {
	await server?.stop();
	if (mounted)
		spawnSync('umount', ['-l', dir]);
	rmSync(dir, { recursive: true, force: true });
});

// A refusal is a page: what happened, in Russian, never kept.
function isPage(r, statuses, what) {
	expect(statuses, `${what}: ${words(r.text)}`).toContain(r.status);
	expect(r.text, what).toMatch(/<html lang="ru"[^]*<h1>[^<]+<\/h1>/);
	expect(r.headers['cache-control'], what).toBe('private, no-store');
}

function master() {
	return Number(execFileSync('pgrep', ['-P', String(server.child.pid), '-f', 'nastavnik-worker'], { encoding: 'utf8' }).trim().split('\n')[0]);
}

const workers = (pid) => execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).trim().split('\n').map(Number);

// Other workers in place of these, as many as they were.
async function renew(signal = 'SIGTERM') {
	const pid = master();
	const before = workers(pid);
	for (const w of before)
		process.kill(w, signal);
	await expect.poll(() => {
		try {
			return workers(pid).filter((w) => !before.includes(w)).length;
		} catch {
			return 0;
		}
	}).toBe(before.length);
}

const save = (text) => me.act(`/desk/story/${story}`, { version: sql(server, `SELECT version FROM stories WHERE id=${story}`),
	kind: 'news', rubric: 1, people: 'no', when: 'later', do: 'save', title: 'Во время беды', text });
const text = () => sql(server, `SELECT title || '|' || text FROM stories WHERE id=${story}`);

test('while another program holds the store readers read and writers are told to wait', async () => {
	await me.csrf();
	// A session to be touched and a notice to be put away.
	sql(server, 'UPDATE sessions SET seen_at=seen_at-600, notice=\'Записка\'');
	const hold = spawn('sqlite3', [path.join(dir, 'demo/site.db')], { stdio: ['pipe', 'pipe', 'inherit'] });
	hold.stdin.write('BEGIN IMMEDIATE;\nUPDATE settings SET value=value;\nSELECT \'held\';\n');
	await new Promise((done) => hold.stdout.once('data', done));
	try {
		const started = Date.now();
		for (const p of ['/?held=1', '/news/?held=1', '/desk', '/desk/plan', `/desk/story/${story}`])
			expect((await me.get(p)).status, p).toBe(200);
		expect(Date.now() - started, 'readers do not wait').toBeLessThan(2500);
		const [saved, login] = await Promise.all([save('Новый текст.'), new Client(server).login('ladygina')]);
		isPage(saved, [503], 'save');
		isPage(login, [503], 'sign-in');
		expect(saved.headers['retry-after']).toBeTruthy();
		expect(login.headers['set-cookie']).toBeUndefined();
		isPage(await me.upload(`/desk/story/${story}/photo`, [['photo', png(64, 64), 'a.png', 'image/png']]), [503], 'photo');
	} finally {
		hold.stdin.end('ROLLBACK;\n');
		await new Promise((done) => hold.on('close', done));
	}
	expect(text()).toBe('До беды|Прежний текст.');
	expect(readdirSync(path.join(dir, 'demo/media')).filter((f) => f.endsWith('.part'))).toEqual([]);
	expect((await save('После замка.')).status).toBe(303);
});

test('a full disk loses nothing and says so on a page', async () => {
	test.skip(!mounted, 'needs a file system of its own (root)');
	const before = text();
	const media = readdirSync(path.join(dir, 'demo/media')).sort();
	const photo = png(700, 700);
	const fill = openSync(path.join(dir, 'fill'), 'w');
	const some = Buffer.alloc(65536, 1);
	for (let size = some.length; size >= 1;)
		try {
			writeSync(fill, some, 0, size);
		} catch {
			size = size > 1 ? size >> 1 : 0;
		}
	closeSync(fill);
	// What room the log of the store has left is used up.
	let r;
	for (let i = 0; i < 60; i++) {
		r = await save(String(i).repeat(20000));
		if (r.status !== 303)
			break;
	}
	isPage(r, [500, 503], 'save');
	for (let i = 0; i < 60; i++) {
		r = await me.act('/desk/story/new', { kind: 'news' });
		if (r.status !== 303)
			break;
	}
	isPage(r, [500, 503], 'new story');
	for (const p of ['/?full=1', '/news/?full=1', '/desk/plan', `/desk/story/${story}`]) {
		const page = await me.get(p);
		expect(page.status, p).toBe(200);
	}
	// Unless there is room for so small a thing.
	const login = await new Client(server).login('ladygina');
	if (login.status !== 303)
		isPage(login, [500, 503], 'sign-in');
	isPage(await me.upload(`/desk/story/${story}/photo`, [['photo', photo, 'a.png', 'image/png']]), [500, 503], 'photo');
	rmSync(path.join(dir, 'fill'));
	expect(readdirSync(path.join(dir, 'demo/media')).sort()).toEqual(media);
	expect(sql(server, 'PRAGMA integrity_check; PRAGMA foreign_key_check')).toBe('ok');
	expect(text() === before || text().startsWith('Во время беды|')).toBe(true);
	expect((await save('Место есть.')).status).toBe(303);
	expect((await me.upload(`/desk/story/${story}/photo`, [['photo', photo, 'a.png', 'image/png']])).text).toBe('stored');
	expect(text()).toBe('Во время беды|Место есть.');
});

test('a folder that may not be written is read, and writers are told', async () => {
	test.skip(!mounted, 'needs mounts (root)');
	const site = path.join(dir, 'demo');
	const before = text();
	sql(server, 'UPDATE sessions SET seen_at=seen_at-600, notice=\'Записка\'');
	expect(spawnSync('mount', ['--bind', site, site]).status).toBe(0);
	expect(spawnSync('mount', ['-o', 'remount,bind,ro', site]).status).toBe(0);
	try {
		await renew();
		for (const p of ['/?ro=1', '/news/?ro=1', '/desk', `/desk/story/${story}`])
			expect((await me.get(p)).status, p).toBe(200);
		isPage(await me.act('/desk/story/new', { kind: 'news' }), [500, 503], 'new story');
		isPage(await new Client(server).login('ladygina'), [500, 503], 'sign-in');
		isPage(await me.upload(`/desk/story/${story}/photo`, [['photo', png(64, 64), 'a.png', 'image/png']]), [500, 503], 'photo');
	} finally {
		spawnSync('umount', ['-l', site]);
		await renew();
	}
	expect(text()).toBe(before);
	expect((await save('Снова можно писать.')).status).toBe(303);
});

test('a killed worker costs one request', async () => {
	await renew('SIGKILL');
	await expect.poll(async () => (await visitor.get(`/?killed=${Math.random()}`)).status, { timeout: 5000 }).toBe(200);
	expect((await me.get('/desk')).status).toBe(200);
});

test('when no worker answers known pages still stand and others say so', async () => {
	expect((await visitor.get('/news/')).status).toBe(200);
	const page = (await visitor.get('/')).text;
	// The workers go with their master, also when it is killed.
	const pids = workers(master());
	process.kill(master(), 'SIGKILL');
	await expect.poll(() => pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
	await new Promise((r) => setTimeout(r, 1500)); // the second a page is fresh
	expect((await visitor.get('/news/')).status).toBe(200);
	expect((await visitor.get('/')).text).toBe(page);
	const down = await visitor.get('/?never=seen');
	isPage(down, [503], 'no worker');
	expect(down.text).toBe(readFileSync(path.join(tree, 'templates/error/down.html'), 'utf8'));
	expect(down.headers['content-security-policy']).toContain('default-src');
	expect(down.headers['retry-after']).toBe('60');
	isPage(await me.get('/desk'), [503], 'desk');
	isPage(await me.post('/desk/event/new', 'a=b'), [503], 'POST');
	expect(await raw(server, 'GET /nope HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toContain('503');
});
