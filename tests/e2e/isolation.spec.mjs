// Who may see and do what: sites, roles, sessions, tokens, caches.
import { test, expect } from '@playwright/test';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startInstance, tree } from '../lib/instance.mjs';
import { Client, ctl, form, newAddress, png, sql, totp, words } from './lib/client.mjs';

const password = 'nastavnik-demo';
const roles = ['director', 'curator', 'editor', 'psychologist', 'mentor', 'pd_officer', 'admin'];
// The access matrix, told here once more by hand.
const may = {
	0: [...roles, 'visitor'],
	MAY_SEE: roles,
	MAY_WRITE: ['director', 'curator', 'editor'],
	MAY_PLAN: ['director', 'curator'],
	MAY_APPROVE: ['director'],
	MAY_DECIDE: ['director', 'curator'],
	MAY_ADMIN: ['admin'],
	MAY_READ_JOURNAL: ['director', 'admin', 'pd_officer'],
};
const secret = 'Тайна-второй-школы';
let server, here, there, secretPhoto, secretStory;
const key = 'vk1.a.' + 'HostileKey0123456789'.repeat(4);
const clients = {};

function routes() {
	const source = readFileSync(path.join(tree, 'fcgi/desk/routes.c'), 'utf8').replace(/\/\*.*?\*\//gs, '');
	const found = [...source.matchAll(/\{\s*(GET|POST),\s*"([^"]+)",\s*([\w |]+?),\s*(\w+),\s*([\w |]+?)\s*\}/g)];
	return found.map(([, method, pattern, who, , flags]) => ({ method, pattern, who, flags,
		roles: who.split('|').flatMap((w) => may[w.trim()]),
		path: pattern.replace(/:(\w+)/g, (all, name) => ({ id: 999999, v: 1, key: 'nokey.ics' })[name] ?? 'nope') }));
}

test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance();
	ctl(server, ['site', 'add', 'other', '--title', secret, '--address', `${server.url}/s/other`]);
	for (const [site, logins] of [['demo', roles], ['other', ['curator', 'director']]])
		for (const role of logins)
			ctl(server, ['--site', site, 'account', 'add', `one-${role}`, '--name', `Имя ${role} ${site}`, '--role', role], password + '\n');
	ctl(server, ['--site', 'demo', 'account', 'add', 'one-all', '--name', 'Мастер на все руки', '--role', roles.join(',')], password + '\n');
	for (const role of [...roles, 'all'])
		clients[role] = await new Client(server).signIn(`one-${role}`, password);
	clients.visitor = new Client(server);
	here = clients.all;
	there = await new Client(server, '/s/other').signIn('one-curator', password);
	secretStory = await there.story();
	expect((await there.save(secretStory, { title: secret, text: secret + ' в тексте' })).status).toBe(303);
	expect((await there.upload(`/desk/story/${secretStory}/photo`, [['photo', png(64, 64), 'a.png', 'image/png']])).text).toBe('stored');
	secretPhoto = sql(server, 'SELECT name FROM photos', 'other');
	await there.act('/desk/event/new', { title: secret + ' событие', start: '2027-01-20T10:00', end: '2027-01-20T11:00', place: secret });
});
test.afterAll(async () => {
	await server?.stop();
});

test('every route of the desk lets in the roles of the matrix and nobody else', async () => {
	const all = routes();
	expect(all.length).toBeGreaterThan(45);
	const wrong = [];
	for (const r of all)
		for (const who of [...roles, 'visitor']) {
			if (r.path === '/desk/logout' && who !== 'visitor')
				continue; // has a test of its own
			const c = clients[who];
			const a = r.method === 'GET' ? await c.get(r.path) : r.flags.includes('ROUTE_OPEN')
				? await c.post(r.path, {}) : await c.act(r.path);
			const allowed = r.roles.includes(who);
			const login = a.status === 303 && /^\/desk\/login\?back=/.test(a.headers.location);
			const refused = a.status === 403 || login;
			const open = r.flags.includes('ROUTE_OPEN');
			if (a.status >= 500 || (allowed && refused && !open) || (!allowed && !refused) || (open && a.status !== 403))
				wrong.push(`${who} ${r.method} ${r.path}: ${a.status} ${a.headers.location ?? ''}`);
			if (!/no-store/.test(a.headers['cache-control'] ?? ''))
				wrong.push(`${who} ${r.method} ${r.path}: may be kept: ${a.headers['cache-control']}`);
		}
	expect(wrong).toEqual([]);
});

test('an action of a story above one\'s role is refused and changes nothing', async () => {
	const id = await clients.editor.story();
	await clients.editor.save(id, { title: 'Моё', lead: 'Вводка.', text: 'Текст материала. '.repeat(20), do: 'submit' });
	expect(sql(server, `SELECT state FROM stories WHERE id=${id}`)).toBe('review');
	for (const action of ['approve', 'schedule', 'send_now', 'withdraw', 'return', 'move']) {
		const r = await clients.editor.step(id, action, { at: '2027-03-01T12:00', reason: 'хочу', consents: 1 });
		expect([403, 422], action).toContain(r.status);
		expect(sql(server, `SELECT state FROM stories WHERE id=${id}`), action).toBe('review');
	}
});

test('every form of the desk is refused without the token of its own session', async () => {
	const foreign = [undefined, '', 'x', await clients.curator.csrf(), await there.csrf(), '0'.repeat((await here.csrf()).length)];
	const before = sql(server, 'SELECT count(*), max(id) FROM journal');
	for (const r of routes().filter((x) => x.method === 'POST' && !x.flags.includes('ROUTE_OPEN')))
		for (const csrf of foreign) {
			const a = await here.post(r.path, csrf === undefined ? { a: 1 } : { csrf });
			expect(a.status, `${r.path} ${csrf}`).toBe(403);
		}
	expect(sql(server, 'SELECT count(*), max(id) FROM journal')).toBe(before);
});

test('a sign-in form sent from another page is refused', async () => {
	const fields = { user: 'one-editor', password };
	const send = (headers) => new Client(server).post('/desk/login', fields, { headers });
	const own = here.origin.origin;
	for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'same-site', ...here.origin }, { referer: 'https://evil.example/' },
		{ origin: own + '.evil.example' }, { origin: own.replace('127.0.0.1', '127.0.0.1@evil.example') },
		{ origin: own + '0' }, { referer: `https://evil.example/${own}` }, { origin: `https://evil.example`, referer: own + '/' }]) {
		const r = await send(headers);
		expect(r.status, JSON.stringify(headers)).toBe(403);
		expect(r.headers['set-cookie']).toBeUndefined();
	}
	expect((await send({ origin: own })).status).toBe(303);
	expect((await send({ referer: own + '/desk/login' })).status).toBe(303);
});

test('a session and a token of one school are worth nothing in another', async () => {
	const thief = new Client(server, '/s/other');
	thief.cookies = new Map(here.cookies);
	for (const p of ['/desk', '/desk/plan', '/desk/plan.csv', `/desk/story/${secretStory}`, '/desk/accounts']) {
		const r = await thief.get(p);
		expect(r.status, p).toBe(303);
		expect(r.headers.location).toContain('/s/other/desk/login');
	}
	const r = await thief.post('/desk/story/new', { csrf: await here.csrf(), kind: 'news' });
	expect(r.status).toBe(403);
	expect(sql(server, 'SELECT count(*) FROM stories WHERE event_id IS NULL', 'other')).toBe('1');
	const back = new Client(server);
	back.cookies = new Map(there.cookies);
	expect((await back.get('/desk/plan')).status).toBe(303);
	expect((await back.get('/news/')).text).not.toContain('Имя curator');
});

test('no page of one school shows a word of another, whatever id is asked for', async () => {
	const n = Number(sql(server, 'SELECT max(id) FROM stories')) + 3;
	const paths = ['/', '/news/', '/events/', '/feed.xml', '/sitemap.xml', '/events.ics', '/robots.txt', '/desk', '/desk/events',
		'/desk/plan?state=draft', '/desk/journal', '/desk/accounts', '/desk/settings', '/desk/attention', '/desk/plan.csv'];
	for (let id = 1; id <= n; id++)
		paths.push(`/desk/story/${id}`, `/desk/event/${id}`, `/events/${id}`, `/desk/publication/${id}`);
	for (const p of paths) {
		const a = await here.get(p);
		expect(a.status, p).toBeLessThan(500);
		expect(a.text, p).not.toContain(secret);
	}
});

test('photos of another school and of an unpublished story are not there for visitors', async () => {
	for (const end of ['-480.webp', '-960.webp', '-1600.webp', '-vk.jpg', '-card.jpg']) {
		const name = `/media/${secretPhoto}${end}`;
		expect((await there.get(name)).status).toBe(200);
		expect((await new Client(server, '/s/other').get(name)).status).toBe(404);
		expect((await here.get(name)).status).toBe(404);
		const thief = new Client(server, '/s/other');
		thief.cookies = new Map(here.cookies);
		expect((await thief.get(name)).status).toBe(404);
	}
});

test('a published photo is seen and goes with its withdrawn story, at once', async () => {
	const id = await there.story();
	await there.upload(`/desk/story/${id}/photo`, [['photo', png(900, 700, [9, 99, 199]), 'b.png', 'image/png']]);
	const name = sql(server, `SELECT name FROM photos WHERE story_id=${id}`, 'other');
	sql(server, `UPDATE stories SET state='scheduled', title='Видно', text='Видно', slug='vidno', publish_at=unixepoch()-60 WHERE id=${id}`, 'other');
	const visitor = new Client(server, '/s/other');
	const photo = `/media/${name}-960.webp`;
	expect((await visitor.get('/story/vidno')).status).toBe(200);
	const r = await visitor.get(photo);
	expect(r.status).toBe(200);
	expect(r.headers['content-type']).toBe('image/webp');
	const director = await new Client(server, '/s/other').signIn('one-director', password);
	const gone = await director.step(id, 'withdraw', { reason: 'Просили убрать' });
	expect(gone.status, words(gone.text)).toBe(303);
	expect((await visitor.get(photo)).status).toBeGreaterThanOrEqual(404);
	await expect.poll(async () => (await visitor.get('/story/vidno')).status, { timeout: 4000 }).toBe(410);
	for (const p of ['/', '/news/', '/feed.xml', '/sitemap.xml'])
		await expect.poll(async () => (await visitor.get(p)).text.includes('vidno'), { timeout: 4000 }).toBe(false);
});

test('what a signed-in person sees is never kept for a visitor', async () => {
	for (const p of ['/', '/news/', '/events/', '/feed.xml']) {
		const mine = await here.get(`${p}?kept=${Math.random()}`);
		expect(mine.headers['cache-control'], p).toBe('private, no-store');
		const q = `${p}?same=1`;
		await here.get(q);
		const theirs = await new Client(server).get(q);
		expect(theirs.text).not.toContain('Мастер на все руки');
		expect(theirs.headers['cache-control']).toMatch(/public/);
		expect(theirs.headers['set-cookie']).toBeUndefined();
	}
});

test('a notice is shown once and only to the one it was meant for', async () => {
	const id = await clients.curator.story();
	await clients.curator.save(id, { title: 'Для записки' });
	expect((await new Client(server).get('/?notice=1')).text).not.toContain('Сохранено в');
	expect((await clients.director.get('/desk')).text).not.toContain('Сохранено в');
	expect((await clients.curator.get('/desk')).text).toContain('Сохранено в');
	expect((await clients.curator.get('/desk')).text).not.toContain('Сохранено в');
});

test('a HEAD leaves the page whole for the next reader', async () => {
	for (const p of ['/news/?head=1', '/feed.xml?head=1']) {
		const c = new Client(server);
		const head = await c.send('HEAD', p);
		expect(head.status).toBe(200);
		expect(head.buffer.length).toBe(0);
		expect((await c.get(p)).buffer.length).toBe(Number(head.headers['content-length']));
	}
});

test('a host of the visitor\'s making stands in no page and no redirect', async () => {
	for (const headers of [{ host: 'evil.example' }, { host: `evil.example:${server.port}` }, { 'x-forwarded-host': 'evil.example' },
		{ 'x-host': 'evil.example' }, { forwarded: 'host=evil.example' }, { 'x-original-url': '/desk/evil.example' }])
		for (const p of ['/', '/news', '/news/', '/desk', '/feed.xml', '/sitemap.xml', '/robots.txt', '/events.ics', '/desk/login', '/nope']) {
			const a = await new Client(server).get(`${p}?h=${Math.random()}`, { headers });
			expect(a.status).toBeLessThan(500);
			expect(a.text + a.headers.location, `${p} ${JSON.stringify(headers)}`).not.toContain('evil.example');
		}
});

test('a session chosen by somebody else is not taken over at sign-in', async () => {
	const victim = new Client(server);
	const chosen = 'A'.repeat(here.cookies.get('sid').length);
	victim.cookies.set('sid', chosen);
	await victim.signIn('one-editor', password);
	expect(victim.cookies.get('sid')).not.toBe(chosen);
	const thief = new Client(server);
	thief.cookies.set('sid', chosen);
	expect((await thief.get('/desk')).status).toBe(303);
	// The session of before ends when the same browser signs in again.
	const old = victim.cookies.get('sid');
	await victim.signIn('one-mentor', password);
	thief.cookies.set('sid', old);
	expect((await thief.get('/desk')).status).toBe(303);
});

test('the cookie of a session is for this server alone and no script', async () => {
	const r = await new Client(server).login('one-editor', password);
	expect(r.headers['set-cookie'][0]).toMatch(/^sid=[\w-]{22,}; Path=\/; HttpOnly; SameSite=Lax$/);
	const b = await new Client(server, '/s/other').login('one-curator', password);
	expect(b.headers['set-cookie'][0]).toMatch(/; Path=\/s\/other; HttpOnly/);
});

test('after signing out the old cookie opens nothing', async () => {
	const c = await new Client(server).signIn('one-editor', password);
	const old = new Map(c.cookies);
	expect((await c.act('/desk/logout')).status).toBe(303);
	expect(c.cookies.has('sid')).toBe(false);
	c.cookies = old;
	expect((await c.get('/desk')).status).toBe(303);
});

test('a locked account is out at once and cannot come back', async () => {
	ctl(server, ['--site', 'demo', 'account', 'add', 'shut', '--name', 'Кого закроют', '--role', 'editor'], password + '\n');
	const c = await new Client(server).signIn('shut', password);
	const id = sql(server, 'SELECT id FROM accounts WHERE login=\'shut\'');
	expect((await clients.admin.act(`/desk/accounts/${id}/lock`)).status).toBe(303);
	expect((await c.get('/desk')).status).toBe(303);
	const again = await new Client(server).login('shut', password);
	const wrong = await new Client(server).login('nobody-at-all', password);
	expect(again.status).toBe(422);
	expect(words(again.text).replace('shut', '')).toBe(words(wrong.text).replace('nobody-at-all', ''));
});

test('five wrong passwords close an account, and the right one does not open it', async () => {
	ctl(server, ['--site', 'demo', 'account', 'add', 'guessed', '--name', 'Кого угадывают', '--role', 'editor'], password + '\n');
	for (let i = 0; i < 5; i++)
		expect((await new Client(server).login('guessed', 'wrong-' + i)).status).toBe(422);
	const r = await new Client(server).login('Guessed', password);
	expect(r.status).toBe(422);
	expect(r.text).toContain('Вход закрыт до');
	expect((await new Client(server).login('one-editor', password)).status).toBe(303);
});

test('twenty wrong passwords close an address, and only that one', async () => {
	const address = newAddress();
	const tries = await Promise.all(Array.from({ length: 20 }, (_, i) =>
		new Client(server, '', address).login(`nobody${i}`, 'wrong-password')));
	for (const t of tries)
		expect([422, 503]).toContain(t.status);
	await new Promise((r) => setTimeout(r, 2100)); // nginx has its own limit
	const r = await new Client(server, '', address).login('one-editor', password);
	expect(r.status).toBe(422);
	expect(r.text).toContain('Вход закрыт до');
	expect((await new Client(server).login('one-editor', password)).status).toBe(303);
});

test('the second factor: half signed in is not signed in, each code opens once', async () => {
	ctl(server, ['--site', 'demo', 'account', 'add', 'careful', '--name', 'Осторожная', '--role', 'director,admin'], password + '\n');
	const c = await new Client(server).signIn('careful', password);
	const shown = (await c.act('/desk/me/factor')).text;
	const key2 = /name="secret" value="([A-Z2-7]+)"/.exec(shown)[1];
	expect((await c.act('/desk/me/factor/on', { secret: key2, code: '000000' })).status).toBe(422);
	const first = await totp(key2);
	const on = await c.act('/desk/me/factor/on', { secret: key2, code: first });
	const codes = [...on.text.matchAll(/<code>([a-z0-9-]+)<\/code>/g)].map((m) => m[1]);
	expect(codes.length).toBe(8);
	const half = await new Client(server).signIn('careful', password);
	for (const r of routes().filter((x) => x.who !== '0' && !x.flags.includes('ROUTE_HALF'))) {
		const a = r.method === 'GET' ? await half.get(r.path) : await half.post(r.path, { csrf: 'x' });
		expect(`${r.path} ${a.status} ${a.headers.location}`).toBe(`${r.path} 303 /desk/login/code`);
	}
	const csrf = /name="csrf" value="([^"]+)"/.exec((await half.get('/desk/login/code')).text)[1];
	const give = (who, code) => who.post('/desk/login/code', { csrf, code });
	expect((await give(half, first)).status, 'the code that switched it on').toBe(422);
	const next = await totp(key2, Date.now() + 30000);
	const before = half.cookies.get('sid');
	expect((await give(half, next)).status).toBe(303);
	expect(half.cookies.get('sid')).not.toBe(before);
	expect((await half.get('/desk')).status).toBe(200);
	const enter = async (code) => {
		const who = await new Client(server).signIn('careful', password);
		const token = /name="csrf" value="([^"]+)"/.exec((await who.get('/desk/login/code')).text)[1];
		return (await who.post('/desk/login/code', { csrf: token, code })).status;
	};
	expect(await enter(next), 'the same code again').toBe(422);
	expect(await enter(codes[0].toUpperCase())).toBe(303);
	expect(await enter(codes[0]), 'a recovery code again').toBe(422);
	for (let i = 0; i < 5; i++)
		expect(await enter('00000' + i)).toBe(422);
	expect(await enter(codes[1]), 'after five wrong codes').toBe(422);
});

test('a changed password ends all other sessions of the account', async () => {
	ctl(server, ['--site', 'demo', 'account', 'add', 'moved', '--name', 'Кто меняет', '--role', 'editor'], password + '\n');
	const one = await new Client(server).signIn('moved', password);
	const two = await new Client(server).signIn('moved', password);
	expect((await one.act('/desk/me/password', { old: 'not-this-one', new: 'quite-another-1' })).status).toBe(422);
	expect((await two.get('/desk')).status).toBe(200);
	expect((await one.act('/desk/me/password', { old: password, new: 'quite-another-1' })).status).toBe(303);
	expect((await two.get('/desk')).status).toBe(303);
	expect((await one.get('/desk')).status).toBe(200);
	expect((await new Client(server).login('moved', password)).status).toBe(422);
	expect((await new Client(server).login('moved', 'quite-another-1')).status).toBe(303);
});

test('a stale save keeps both texts', async () => {
	const id = await here.story();
	const version = await here.version(id);
	await here.save(id, { title: 'Первый успел', text: 'Слова первого.' });
	const r = await here.act(`/desk/story/${id}`, { version, kind: 'news', rubric: 1, people: 'no', when: 'later', do: 'save',
		title: 'Второй опоздал', text: 'Слова второго.' });
	expect(r.status).toBe(409);
	for (const w of ['Слова первого.', 'Слова второго.', 'Первый успел', 'Второй опоздал'])
		expect(r.text).toContain(w);
	expect(sql(server, `SELECT text FROM stories WHERE id=${id}`)).toBe('Слова первого.');
});

test('of two who save at once exactly one wins, and of two who approve', async () => {
	for (let round = 0; round < 5; round++) {
		const id = await here.story();
		const version = await here.version(id);
		const common = { version, kind: 'news', rubric: 1, people: 'no', when: 'later', do: 'save' };
		const both = await Promise.all([here, clients.curator, clients.editor].map((c, i) =>
			c.act(`/desk/story/${id}`, { ...common, title: `Участник ${i}`, text: `Текст ${i}. `.repeat(30), lead: 'Вводка.' })));
		expect(both.map((a) => a.status).sort()).toEqual([303, 409, 409]);
		const won = both.findIndex((a) => a.status === 303);
		expect(sql(server, `SELECT title FROM stories WHERE id=${id}`)).toBe(`Участник ${won}`);
		const sent = await clients.editor.step(id, 'submit');
		expect(sent.status, words(sent.text)).toBe(303);
		const v = await clients.director.version(id);
		const two = await Promise.all([clients.director, here].map((c) =>
			c.act(`/desk/story/${id}/approve`, { version: v, consents: 1 })));
		expect(two.filter((a) => a.status === 303).length, two.map((a) => words(a.text)).join('\n')).toBe(1);
		expect(sql(server, `SELECT count(*) FROM journal WHERE kind='story' AND record_id=${id} AND action LIKE '%approve%'`)).toBe('1');
	}
});

test('a button pressed twice does its work once', async () => {
	const id = await here.story();
	const version = await here.version(id);
	const send = () => here.act(`/desk/story/${id}`, { version, kind: 'news', rubric: 1, people: 'no', when: 'later', do: 'save',
		title: 'Дважды', text: 'Один раз.' });
	const both = await Promise.all([send(), send()]);
	expect(both.map((a) => a.status).sort()).toEqual([303, 409]);
	expect(sql(server, `SELECT count(*) FROM story_versions WHERE story_id=${id} AND text='Один раз.'`)).toBe('1');
});

test('nobody undoes what another did', async () => {
	const id = await clients.editor.story();
	await clients.editor.save(id, { title: 'Отменят', lead: 'Вводка.', text: 'Текст материала. '.repeat(20) });
	await clients.editor.step(id, 'submit');
	expect((await clients.director.step(id, 'approve')).status).toBe(303);
	const state = () => sql(server, `SELECT state FROM stories WHERE id=${id}`);
	const undo = sql(server, `SELECT max(id) FROM undos WHERE story_id=${id}`);
	for (const c of [clients.editor, clients.curator, here, there])
		await c.act('/desk/undo', { undo });
	expect(state()).toBe('approved');
	await clients.director.act('/desk/undo', { undo });
	expect(state()).toBe('review');
});

test('the secret address of a calendar opens one school and ends with a new one', async () => {
	const get = async () => /value="[^"]*(\/plan\/[^"]+\.ics)"/.exec((await there.act('/desk/me/calendar')).text)[1];
	const first = await get();
	const visitor = new Client(server, '/s/other');
	const r = await visitor.get(first);
	expect(r.status).toBe(200);
	expect(r.headers['cache-control']).toMatch(/no-store/);
	expect(r.text).toContain('BEGIN:VCALENDAR');
	expect((await new Client(server).get(first)).status).toBe(404);
	await get();
	expect((await visitor.get(first)).status).toBe(404);
});

test('every kind of answer carries the security headers', async () => {
	ctl(server, ['site', 'add', 'broken', '--title', 'Б', '--address', `${server.url}/s/broken`]);
	writeFileSync(path.join(server.state, 'broken/site.conf'), 'zone = Nowhere/AtAll\n');
	const visitor = new Client(server);
	const statics = readFileSync(path.join(server.build, 'static/manifest'), 'utf8').trim().split('\n').map((l) => '/static/' + l.split(' ')[1]);
	const photo = sql(server, 'SELECT name FROM photos JOIN stories ON stories.id=story_id WHERE state=\'scheduled\' AND publish_at<unixepoch() LIMIT 1');
	const cases = [[200, visitor, '/'], [200, visitor, '/feed.xml'], [200, visitor, '/events.ics'], [200, here, '/desk/plan.csv'],
		[200, here, '/desk'], [301, visitor, '/news'], [303, visitor, '/desk'], [403, clients.mentor, '/desk/accounts'],
		[404, visitor, '/nope'], [404, visitor, '/static/nope.css'], [404, visitor, '/_media/demo/site.db'], [404, visitor, '/s/nope/'],
		[404, visitor, '/_fault'], [404, visitor, '/_down'],
		[400, visitor, '/%zz'], [414, visitor, '/' + 'a'.repeat(9000)], [414, visitor, '/' + 'a'.repeat(2000)],
		[500, visitor, '/s/broken/'], [200, visitor, `/media/${photo}-960.webp`], ...statics.map((s) => [200, visitor, s])];
	const see = (a, what) => {
		expect(a.headers['x-content-type-options'], what).toBe('nosniff');
		expect(a.headers['x-frame-options'], what).toBe('SAMEORIGIN');
		expect(a.headers['content-security-policy'], what).toMatch(/^default-src 'none'/);
		expect(a.headers['content-security-policy'], what).not.toContain('unsafe');
		expect(a.headers['referrer-policy'], what).toBeTruthy();
		expect(a.headers.server, what).toBe('nginx');
		if (a.status >= 400)
			expect(a.text, what).toMatch(/lang="ru"/);
	};
	for (const [status, who, p] of cases) {
		const a = await who.get(p);
		expect(a.status, p).toBe(status);
		see(a, p);
	}
	see(await visitor.send('PUT', '/'), 'PUT');
	see(await here.act('/desk/event/new', {}), '422');
	see(await here.post('/desk/login', 'x'.repeat(1200000), { headers: here.origin }), '413');
	const address = newAddress();
	const many = await Promise.all(Array.from({ length: 30 }, () => new Client(server, '', address).get('/desk/login')));
	const limited = many.find((a) => a.status === 429);
	expect(limited).toBeTruthy();
	see(limited, '429');
	expect(limited.headers['retry-after']).toBeTruthy();
	expect((await visitor.get('/s/broken/')).text).toMatch(/<code>[0-9a-f]{16}<\/code>/);
});

test('no page makes a request to another host', async () => {
	const own = `http://127.0.0.1:${server.port}`;
	const pages = ['/', '/news/', '/events/', '/desk', '/desk/plan', '/desk/story/19', '/desk/event/1', '/desk/vk', '/desk/help', '/nope', '/desk/login'];
	pages.push(...sql(server, 'SELECT slug FROM stories WHERE state=\'scheduled\' AND publish_at<unixepoch() LIMIT 4').split('\n').map((s) => `/story/${s}`));
	for (const p of pages) {
		const html = (await (p === '/desk/login' ? clients.visitor : here).get(p)).text;
		const asked = [...html.matchAll(/<(?!a\b)(\w+)[^>]*?\s(?:src|srcset|href|action|data|poster|formaction)="([^"]*)"/g)]
			.filter(([tag, , url]) => /^(https?:)?\/\//.test(url) && !url.startsWith(own) && !/rel="canonical"/.test(tag));
		expect(asked.map((m) => m[0]), p).toEqual([]);
		expect(html, p).not.toMatch(/\son\w+="|javascript:|<style|\sstyle="/i);
	}
	for (const f of readdirSync(path.join(server.build, 'static')).filter((n) => /\.(css|js)$/.test(n)))
		expect(readFileSync(path.join(server.build, 'static', f), 'utf8').match(/(url\(|@import|fetch\()\s*["']?(https?:)?\/\//g), f).toBeNull();
});

test('no secret stands in a log, in the journal, in a page or in clear in the store', async () => {
	const r = await clients.admin.act('/desk/vk/key', { slot: 'K', key });
	expect([303, 422]).toContain(r.status);
	await new Client(server).login('one-editor', 'a-wrong-password-of-mine');
	const secrets = [key, key.slice(0, 26), password, 'a-wrong-password-of-mine', 'quite-another-1',
		...Object.values(clients).flatMap((c) => [c.cookies.get('sid'), c.token]).filter(Boolean)];
	const logs = readdirSync(path.join(server.state, '.log')).map((f) => path.join(server.state, '.log', f));
	expect(logs.length).toBeGreaterThan(2);
	sql(server, 'PRAGMA wal_checkpoint');
	const files = [...logs.filter((f) => !/vk-sandbox/.test(f)), ...['site.db', 'site.db-wal'].map((f) => path.join(server.state, 'demo', f))];
	for (const f of files) {
		const bytes = readFileSync(f);
		for (const s of secrets)
			expect(bytes.includes(s), `${s} in ${f}`).toBe(false);
		if (f.endsWith('.log'))
			expect(bytes.toString()).not.toMatch(/vk1\.a\.\w{9}/);
	}
	for (const p of ['/desk/vk', '/desk/journal', '/desk/journal.csv'])
		expect((await here.get(p)).text, p).not.toContain(key.slice(0, 20));
});
