// Search as a reader meets it, addresses that changed, and addresses that
// lead nowhere.
import { test, expect } from '@playwright/test';
import { startInstance } from '../lib/instance.mjs';
import { Client, ctl, sql, unescape, words } from './lib/client.mjs';

let server, reader, curator;
const ask = (q, more = '') => new Client(server).get(`/search?q=${encodeURIComponent(q)}${more}`);
const paths = (text) => [...text.matchAll(/<h3><a href="([^"]+)"/g)].map((m) => unescape(m[1]));

test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance();
	reader = new Client(server);
	curator = await new Client(server).signIn('ladygina');
});
test.afterAll(async () => {
	await server?.stop();
});

test('words are found in other forms and marked, without a script', async () => {
	const r = await ask('школы наставниками');
	expect(r.status).toBe(200);
	expect(r.text).toMatch(/Найден[о]? \d+ материал/);
	expect(r.text).toMatch(/<mark>[Нн]аставник/);
	expect(r.text).not.toMatch(/<script/);
	expect(r.text).toContain('name="robots" content="noindex"');
	expect(unescape(r.text)).toContain('<title>«школы наставниками» — Поиск');
	const same = await ask('ШКОЛА НАСТАВНИК');
	expect(paths(same.text)).toEqual(paths(r.text));
});

test('stories, events, documents and standing pages are all found', async () => {
	const r = await ask('наставник');
	const found = paths(r.text).concat(paths((await ask('наставник', '&page=2')).text));
	for (const begin of ['/story/', '/events/', '/documents/', '/glossary/'])
		expect(found.some((p) => p.startsWith(begin)), begin).toBe(true);
	for (const p of found)
		expect((await reader.get(p.replace(/#.*/, ''))).status, p).toBe(200);
});

test('filters are plain links and hold', async () => {
	const r = await ask('наставник');
	const chips = [.../<ul class="chips">.*?<\/ul>/s.exec(r.text)[0].matchAll(/<li><a href="(\/search\?[^"]+)"/g)].map((m) => unescape(m[1]));
	expect(chips.length).toBe(5);
	for (const chip of chips.slice(1)) {
		const one = await new Client(server).get(chip);
		const kind = /kind=(\w+)/.exec(chip)[1];
		const begin = { news: /^\/story\//, event: /^\/events\//, document: /^\/documents\//, page: /^\/(?!story\/|events\/\d|documents\/#)/ }[kind];
		expect(one.status).toBe(200);
		for (const p of paths(one.text))
			expect(p, kind).toMatch(begin);
	}
	expect(paths((await ask('наставник', '&year=2001')).text)).toEqual([]);
	const news = paths((await ask('наставник', '&rubric=hronika')).text);
	expect(news.length).toBeGreaterThan(0);
	expect((await ask('наставник', '&kind=nope&rubric=nope&year=nope')).status).toBe(200);
	expect((await ask('наставник', '&page=50')).status).toBe(404);
	expect((await ask('наставник', '&page=-1')).status).toBe(404);
});

test('nothing found: a hint for a typo and for the wrong layout, and a way on', async () => {
	for (const q of ['наставинк', 'yfcnfdybr']) {
		const r = await ask(q);
		expect(r.status).toBe(200);
		expect(unescape(r.text), q).toContain('Возможно, вы искали: ');
		const to = unescape(/вы искали: <a href="([^"]+)"/.exec(r.text)[1]);
		expect(paths((await new Client(server).get(to)).text).length).toBeGreaterThan(0);
	}
	const none = await ask('синхрофазотрон');
	expect(words(none.text.replace(/.*<main/s, ''))).toContain('ничего не нашлось');
	expect(none.text).toContain('href="/news/hronika/"');
	expect(words((await ask('***')).text.replace(/.*<main/s, ''))).toContain('В запросе нет слов');
	expect((await reader.get('/search')).status).toBe(200);
	expect((await reader.get('/search?q=')).status).toBe(200);
});

test('hostile questions get an answer, never a 500', async () => {
	const bits = ['"', '*', 'NEAR(', ')', '{title}:', ' AND ', ' OR NOT ', '^', '«', "';--", '😀', '<script>alert(1)</script>', '\u0001', '%', '\\'];
	for (const bit of bits)
		for (const q of [bit, bit.repeat(20), `слово${bit}слово`]) {
			const r = await ask(q);
			expect([200, 400], JSON.stringify(q)).toContain(r.status);
			expect(r.text).not.toContain('<script>');
		}
	for (const q of ['ы'.repeat(600), 'a'.repeat(4000), 'слово '.repeat(100), '"'.repeat(1000)])
		expect([200, 414], q.slice(0, 9)).toContain((await ask(q)).status);
	expect((await ask('а'.repeat(10000))).status).toBe(414);
	expect((await new Client(server).get('/search?q=%00')).status).toBe(400);
	expect((await new Client(server).get('/search?q=%d0')).status).toBe(400);
	expect((await new Client(server).get('/search?q=a&q=b&kind=%22%20OR%20%22')).status).toBe(200);
});

test('a story with a new address: the old one leads there with its query, search knows', async () => {
	const [id, slug] = sql(server, "SELECT id, slug FROM stories WHERE state = 'scheduled' AND publish_at < unixepoch() ORDER BY publish_at DESC LIMIT 1").split('|');
	const other = sql(server, `SELECT slug FROM stories WHERE state = 'scheduled' AND id <> ${id} LIMIT 1`);
	const page = await curator.get(`/desk/story/${id}`);
	expect(page.text).toContain(`id="address" name="address" value="${slug}"`);
	for (const [wish, why] of [[other, 'занят'], ['', 'Напишите адрес'], ['!!!', 'Напишите адрес']]) {
		const no = await curator.step(id, 'address', { address: wish });
		expect(no.status, wish).toBe(422);
		expect(no.text).toContain(why);
	}
	const stale = await curator.act(`/desk/story/${id}/address`, { version: 1, address: 'x-y' });
	expect(stale.status).toBe(409);
	expect((await curator.step(id, 'address', { address: 'Совсем новый адрес' })).status).toBe(303);
	expect((await reader.get('/story/sovsem-novyy-adres')).status).toBe(200);
	const old = await reader.get(`/story/${slug}?p=7&utm=%D1%8F`);
	expect(old.status).toBe(301);
	expect(old.headers.location).toMatch(/\/story\/sovsem-novyy-adres\?p=7&utm=%D1%8F$/);
	const title = sql(server, `SELECT title FROM stories WHERE id = ${id}`);
	expect(paths((await ask(title)).text)[0]).toBe('/story/sovsem-novyy-adres');
	expect(sql(server, `SELECT action FROM journal WHERE kind = 'story' AND record_id = ${id} ORDER BY id DESC LIMIT 1`)).toBe('readdressed');
	const editor = await new Client(server).signIn('timofeev');
	expect((await editor.act(`/desk/story/${id}/address`, { version: 1, address: 'z' })).status).toBe(403);
});

test('a withdrawn story is not found a second later', async () => {
	const id = sql(server, "SELECT id FROM stories WHERE state = 'scheduled' AND publish_at < unixepoch() ORDER BY publish_at LIMIT 1");
	const [title, slug] = sql(server, `SELECT title, slug FROM stories WHERE id = ${id}`).split('|');
	expect(paths((await ask(title)).text)).toContain(`/story/${slug}`);
	expect((await curator.step(id, 'withdraw', { reason: 'Ошибка' })).status).toBe(303);
	await expect(async () => {
		expect(paths((await ask(title)).text)).not.toContain(`/story/${slug}`);
	}).toPass({ timeout: 5000 });
});

test('an address that leads nowhere offers what is called alike', async () => {
	const r = await reader.get('/story/shkoly-nastavnik-17');
	expect(r.status).toBe(404);
	expect(r.text).toContain('value="shkoly nastavnik"');
	expect(r.text).toContain('Похоже на это');
	expect(r.text).toMatch(/<a class="more" href="\/story\/[^"]*nastavnik/);
	expect((r.text.match(/class="more" href="\/story/g) ?? []).length).toBeLessThanOrEqual(5);
	for (const path of ['/nope', '/news/nope/', '/story/%D1%80%D0%BE%D0%B1%D0%BE%D1%82', '/story/%22%3Cb%3E', '/a/b/c/d', `/story/${'a-'.repeat(200)}`])
		expect((await reader.get(path)).status, path).toBe(404);
	const desk = await curator.get('/desk/nope');
	expect(desk.status).toBe(404);
	expect(desk.text).not.toContain('role="search"');
});

test('a rebuild finds the same, and the check tells when it is due', async () => {
	const before = paths((await ask('наставник')).text).sort();
	const count = sql(server, 'SELECT count(*) FROM search_docs');
	sql(server, "UPDATE settings SET value = '0' WHERE name = 'search_version'");
	expect(() => ctl(server, ['--site', 'demo', 'check'])).toThrow(/search rebuild/);
	const out = JSON.parse(ctl(server, ['--json', '--site', 'demo', 'search', 'rebuild']));
	expect(out.documents).toBe(Number(count));
	expect(paths((await ask('наставник')).text).sort()).toEqual(before);
	ctl(server, ['--site', 'demo', 'check']);
});

test('the search of another school knows nothing of this one', async () => {
	ctl(server, ['site', 'add', 'other', '--title', 'Вторая школа', '--address', `${server.url}/s/other`]);
	const there = new Client(server, '/s/other');
	expect(paths((await there.get(`/search?q=${encodeURIComponent('занятие школы наставника двери')}`)).text)).toEqual([]);
	/* Its own standing pages are there from the first minute. */
	const own = await there.get(`/search?q=${encodeURIComponent('наставничество')}`);
	expect(paths(own.text).length).toBeGreaterThan(0);
	for (const p of paths(own.text))
		expect(p).toMatch(/^\/s\/other\//);
});
