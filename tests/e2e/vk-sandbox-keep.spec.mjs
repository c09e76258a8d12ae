// The VK simulator with --keep: a world that outlives the program.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Sandbox, form, png, program } from '../vk-sandbox/start.mjs';

let dir, file, s;

test.beforeEach(async () => {
	dir = fs.mkdtempSync(path.join(os.tmpdir(), 'vk-keep-'));
	file = path.join(dir, 'world');
	s = await Sandbox.start('--keep', file);
	await s.post('config', { rate_limit: false });
});
test.afterEach(async () => {
	expect(await s.stop()).toEqual({ code: 0, errors: '' });
	fs.rmSync(dir, { recursive: true });
});

async function again() {
	expect(await s.stop()).toEqual({ code: 0, errors: '' });
	s = await Sandbox.start('--keep', file);
}

const wall = (message, more = {}) => ({ owner_id: '-1001', from_group: '1', message, ...more });
const world = () => JSON.parse(fs.readFileSync(file, 'utf8'));

async function savedPhoto(U, bytes) {
	const { response } = await s.api(U, 'photos.getWallUploadServer', { group_id: '1001' });
	const triple = await (await fetch(response.upload_url, { method: 'POST', body: form(['photo', '1.png', bytes]) })).json();
	return (await s.api(U, 'photos.saveWallPhoto', { group_id: '1001', ...triple })).response[0];
}

test('a wall survives a restart: posts in every state, ids, comments, pin and order', async () => {
	const K = await s.token('community'), U = await s.token('user');
	const post = async (m, more, t = K) => (await s.api(t, 'wall.post', wall(m, more))).response.post_id;
	const { now } = await s.get('clock');
	const first = await post('Первый', { guid: 'g1', attachments: 'https://school.example/r/7' });
	const gone = await post('Снят');
	await s.api(U, 'wall.delete', { owner_id: '-1001', post_id: gone });
	const late = await post('Отложен', { publish_date: String(now + 7200) });
	const near = await post('Раньше', { publish_date: String(now + 3600) });
	await s.api(U, 'wall.createComment', { owner_id: '-1001', post_id: first, message: 'Спасибо' });
	await s.api(U, 'wall.pin', { owner_id: '-1001', post_id: first });
	for (const text of ['a', 'b', 'c'])
		await s.post('wall', { action: 'add', owner_id: -1001, text, date: now });
	const tokens = await s.get('tokens'), posts = (await s.wall()).map((p) => ({ ...p, journal_seq: null }));
	const shown = (await s.api(U, 'wall.get', { owner_id: '-1001' })).response;
	const queue = (await s.api(U, 'wall.get', { owner_id: '-1001', filter: 'postponed' })).response;
	expect(queue.items.map((p) => p.id)).toEqual([near, late]);

	await again();
	expect(await s.wall()).toEqual(posts);
	expect(await s.get('tokens')).toEqual(tokens);
	expect((await s.api(U, 'wall.get', { owner_id: '-1001' })).response).toEqual(shown);
	expect((await s.api(U, 'wall.get', { owner_id: '-1001', filter: 'postponed' })).response).toEqual(queue);
	expect(await (await fetch(`${s.url}wall-1001_${first}`)).text()).toContain('Первый');
	// The guid is remembered, the next post takes the next number.
	expect(await post('Первый', { guid: 'g1' })).toBe(first);
	expect(await post('Новый')).toBe(Math.max(...posts.map((p) => p.id)) + 1);
	expect((await s.journal()).map((e) => e.seq)).toEqual([1, 2, 3, 4, 5]);
});

test('a postponed post that came due while the program was away is on the wall at its own time', async () => {
	const K = await s.token('community');
	const at = (await s.get('clock')).now + 2;
	const { response } = await s.api(K, 'wall.post', wall('Позже', { publish_date: String(at) }));
	expect((await s.wall())[0].state).toBe('postponed');
	expect(await s.stop()).toEqual({ code: 0, errors: '' });
	await new Promise((done) => setTimeout(done, 2500));
	s = await Sandbox.start('--keep', file);
	expect((await s.wall())[0]).toMatchObject({ state: 'published', returned_id: response.post_id, date: at });
});

test('posts of one second keep the order in which they came to the wall, not that in which they were made', async () => {
	const S = await s.token('service'), { now } = await s.get('clock');
	await s.post('wall', { action: 'add', owner_id: -1001, text: 'made first', publish_date: now + 60 });
	await s.post('wall', { action: 'add', owner_id: -1001, text: 'came first', date: now + 60 });
	await s.post('clock', { advance: 100 });
	const texts = async () => (await s.api(S, 'wall.get', { owner_id: '-1001' })).response.items.map((p) => p.text);
	expect(await texts()).toEqual(['made first', 'came first']);
	await again();
	expect(await texts()).toEqual(['made first', 'came first']);
});

test('photos and documents are served with their bytes, an upload under way goes on', async () => {
	const U = await s.token('user');
	const bytes = png(800, 600, 'photo'), doc = Buffer.from('%PDF-1.7 document');
	const photo = await savedPhoto(U, bytes);
	await savedPhoto(U, bytes);
	const { upload_url } = (await s.api(U, 'photos.getWallUploadServer', { group_id: '1001' })).response;
	const triple = await (await fetch(upload_url, { method: 'POST', body: form(['photo', '2.png', png(640, 480)]) })).json();
	const docs = (await s.api(U, 'docs.getWallUploadServer', { group_id: '1001' })).response;
	const received = await (await fetch(docs.upload_url, { method: 'POST', body: form(['file', 'План.pdf', doc]) })).json();
	await s.api(U, 'wall.post', wall('Фото', { attachments: `photo${photo.owner_id}_${photo.id}_${photo.access_key}` }));
	const [before] = (await s.api(U, 'wall.get', { owner_id: '-1001' })).response.items;
	const { port } = s;

	await again();
	const [after] = (await s.api(U, 'wall.get', { owner_id: '-1001' })).response.items;
	const moved = (o) => JSON.parse(JSON.stringify(o).replaceAll(`:${port}/`, `:${s.port}/`));
	expect(after).toEqual(moved(before));
	const { url } = after.attachments[0].photo.sizes.at(-1);
	const answer = await fetch(url);
	expect(answer.headers.get('content-type')).toBe('image/png');
	expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
	// Equal bytes lie in one file, and no half-written one is left.
	expect(fs.readdirSync(`${file}.d`).filter((f) => /^[0-9a-f]{64}$/.test(f))).toHaveLength(3);
	expect(fs.readdirSync(`${file}.d`)).toHaveLength(3);
	const { response } = await s.api(U, 'photos.saveWallPhoto', { group_id: '1001', ...triple });
	expect(response[0].id).toBe(photo.id + 2);
	expect((await s.api(U, 'docs.save', received)).response.doc.title).toBe('План.pdf');
	// Bytes that nothing names any more are removed.
	await s.post('reset');
	await again();
	expect(fs.readdirSync(`${file}.d`)).toEqual([]);
});

test('albums, polls, failing tokens, settings and the rules against repeats come back; faults do not', async () => {
	await s.post('reset', { now: 1700000000, mode: 'frozen', users: [{ id: 501 }, { id: 502, first_name: 'Пётр' }],
		groups: [{ id: 1001, screen_name: 'one', name: 'Первая' }, { id: 1002, is_closed: 1 }],
		config: { rate_limit: false, postponed_id_mode: 'keep', rates: { user: 7 } } });
	const U = await s.token('user', { token: 'a token of our own', roles: { 1002: 1 }, expires_in: 600 });
	const K = await s.token('community', { permissions: ['wall'] });
	await s.post('tokens/fail', { id: K.id, error: { error_code: 5, error_msg: 'revoked' } });
	await s.post('guid', { mode: 'error', window_s: 10, scope: 'token' });
	await s.post('photos', { owner_id: -1001, album_title: 'Выставка', count: 3 });
	const poll = (await s.api(U, 'polls.create', { owner_id: '-1001', question: 'Да?', add_answers: '["да","нет"]' })).response;
	await s.api(U, 'wall.post', wall('Опрос', { attachments: `poll-1001_${poll.id}` }));
	await s.fault('wall.get', { type: 'api_error', error: { error_code: 10, error_msg: 'x' } });
	await s.post('clock', { advance: 5 });
	const names = ['config', 'guid', 'tokens', 'clock'];
	const before = await Promise.all(names.map((n) => s.get(n)));
	const albums = (await s.api(U, 'photos.getAlbums', { owner_id: '-1001' })).response;
	const shown = (await s.api(U, 'wall.getById', { posts: '-1001_1' })).response;

	await again();
	expect(await Promise.all(names.map((n) => s.get(n)))).toEqual(before);
	expect((await s.get('faults')).faults).toEqual([]);
	expect((await s.api(U, 'photos.getAlbums', { owner_id: '-1001' })).response).toEqual(albums);
	expect((await s.api(U, 'wall.getById', { posts: '-1001_1' })).response).toEqual(shown);
	expect((await s.api(K, 'wall.get', { owner_id: '-1001' })).error.error_code).toBe(5);
	await s.post('clock', { advance: 600 });
	expect((await s.api(U, 'wall.get', { owner_id: '-1001' })).error.error_code).toBe(5);
});

test('a clock set ahead stays ahead, and runs on while the program is away', async () => {
	await s.post('clock', { advance: 86400 });
	await again();
	const ahead = (await s.get('clock')).now - Date.now() / 1000;
	expect(Math.abs(ahead - 86400)).toBeLessThan(2);
});

test('a change is in the file within seconds: kill -9 loses little', async () => {
	const K = await s.token('community'), S = await s.token('service');
	await s.api(K, 'wall.post', wall('Остался'));
	await expect.poll(() => fs.existsSync(file) && world().wall.posts.length, { timeout: 6000 }).toBe(1);
	s.child.kill('SIGKILL');
	await s.ended;
	s = await Sandbox.start('--keep', file);
	expect((await s.wall()).map((p) => p.text)).toEqual(['Остался']);
	expect((await s.api(S, 'wall.get', { owner_id: '-1001' })).response.count).toBe(1);
});

test('reading changes nothing: the file is not written again', async () => {
	const S = await s.token('service'), K = await s.token('community');
	await s.api(K, 'wall.post', wall('Текст'));
	await expect.poll(() => fs.existsSync(file) && world().wall.posts.length, { timeout: 6000 }).toBe(1);
	await new Promise((done) => setTimeout(done, 2600));
	const { mtimeMs } = fs.statSync(file);
	await s.api(S, 'wall.get', { owner_id: '-1001' });
	await fetch(`${s.url}sandbox_school`);
	await new Promise((done) => setTimeout(done, 2600));
	expect(fs.statSync(file).mtimeMs).toBe(mtimeMs);
});

test('a broken file is refused with one sentence, and stays as it is', async () => {
	const K = await s.token('community'), U = await s.token('user');
	const { now } = await s.get('clock');
	const photo = await savedPhoto(U, png());
	await s.api(K, 'wall.post', wall('Текст', { guid: 'g' }));
	await s.api(K, 'wall.post', wall('Позже', { publish_date: String(now + 600) }));
	await s.api(U, 'wall.createComment', { owner_id: '-1001', post_id: 1, message: 'Да' });
	await again();
	const good = fs.readFileSync(file, 'utf8');
	const copy = path.join(dir, 'copy');
	fs.cpSync(`${file}.d`, `${copy}.d`, { recursive: true });
	const start = () => spawnSync(program, ['--listen', '127.0.0.1:0', '--keep', copy], { encoding: 'utf8', timeout: 10000 });
	const changed = (change) => {
		const w = JSON.parse(good);
		change(w);
		return JSON.stringify(w);
	};
	const broken = {
		'nothing': '', 'a half': good.slice(0, good.length / 2), 'a list': '[]', 'an empty object': '{}',
		'no text': Buffer.from([0, 1, 2, 255]),
		'version': changed((w) => { w.version = 2; }),
		'part': changed((w) => { delete w.guid; }),
		'now': changed((w) => { w.now = 'today'; }),
		'clock': changed((w) => { w.clock.ms = 2.53e14; }),
		'setting': changed((w) => { w.config.rate_limit = 1; }),
		'group': changed((w) => { w.people.groups.push(w.people.groups[0]); }),
		'owner': changed((w) => { w.people.groups[0].id = 5; }),
		'token': changed((w) => { w.tokens.tokens[0].token = 'abc'; }),
		'same token': changed((w) => { w.tokens.tokens[1].token = w.tokens.tokens[0].token; }),
		'kind': changed((w) => { w.tokens.tokens[0].kind = 'x'; }),
		'person': changed((w) => { w.tokens.tokens[1].user_id = 7; }),
		'photo number': changed((w) => { w.media.photos[0].id = photo.id + 1; }),
		'photo sides': changed((w) => { w.media.photos[0].width = 0; }),
		'photo type': changed((w) => { w.media.photos[0].type = 'text/html'; }),
		'photo bytes': changed((w) => { w.media.photos[0].bytes = '../world'; }),
		'other bytes': changed((w) => { w.media.photos[0].bytes = '0'.repeat(64); }),
		'triple': changed((w) => { w.media.triples[0].files = 7; }),
		'upload': changed((w) => { w.media.triples[0].upload = 9; }),
		'received': changed((w) => { w.media.triples[0].files[0] = null; }),
		'memory': changed((w) => { Object.values(w.guid.memory)[0].at = null; }),
		'rules': changed((w) => { w.guid.rules.mode = 'never'; }),
		'wall': changed((w) => { w.wall.walls[0] = 7; }),
		'post': changed((w) => { w.wall.posts[0] = 'x'; }),
		'post number': changed((w) => { w.wall.posts[0].id = 99; }),
		'same post': changed((w) => { w.wall.posts[1].id = 1; }),
		'post date': changed((w) => { w.wall.posts[1].date++; }),
		'post state': changed((w) => { w.wall.posts[0].state = null; }),
		'attachments': changed((w) => { w.wall.posts[0].attachments = [7]; }),
		'comment': changed((w) => { w.wall.posts[0].comments[0].text = 7; }),
		'comments': changed((w) => { w.wall.posts[0].comments = null; }),
	};
	for (const [name, text] of Object.entries(broken)) {
		fs.writeFileSync(copy, text);
		const r = start();
		expect({ name, status: r.status, out: r.stdout }).toEqual({ name, status: 1, out: '' });
		expect(r.stderr, name).toMatch(/^vk-sandbox: [^\n]* cannot be loaded: [^\n]+\n$/);
		expect(fs.readFileSync(copy).equals(Buffer.from(text)), name).toBe(true);
	}
	fs.writeFileSync(copy, good);
	fs.writeFileSync(path.join(`${copy}.d`, world().media.photos[0].bytes), 'other bytes');
	expect(start()).toMatchObject({ status: 1, stdout: '' });
	fs.rmSync(copy);
	fs.mkdirSync(copy);
	expect(start()).toMatchObject({ status: 1, stdout: '' });
});

test('a file that cannot be written is told of, once, and the program goes on', async () => {
	const r = await Sandbox.start('--keep', path.join(dir, 'none', 'world'));
	await r.token('community');
	await expect.poll(() => r.errors, { timeout: 6000 }).toMatch(/^vk-sandbox: [^\n]* cannot be saved: [^\n]+\n$/);
	await r.token('user');
	expect((await r.get('tokens')).tokens).toHaveLength(2);
	const { code, errors } = await r.stop();
	expect(code).toBe(1);
	expect(errors.split('\n')).toHaveLength(2);
});

test('without --keep nothing is kept', async () => {
	const r = await Sandbox.start();
	await r.token('community');
	const before = fs.readdirSync(dir);
	expect(await r.stop()).toEqual({ code: 0, errors: '' });
	expect(fs.readdirSync(dir)).toEqual(before);
	const next = await Sandbox.start();
	expect((await next.get('tokens')).tokens).toEqual([]);
	await next.stop();
});
