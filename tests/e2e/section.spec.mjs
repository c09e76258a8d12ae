// The section from outside: every link leads somewhere, every list can be
// walked, feed and sitemap are what their standards demand, Russian is right.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { startInstance, tree } from '../lib/instance.mjs';
import { Client, ctl, sql, unescape, words } from './lib/client.mjs';

let server, reader;
const schemas = path.join(tree, 'tests/fixtures/schemas');

test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance();
	ctl(server, ['site', 'add', 'new', '--title', 'Новая школа', '--address', `${server.url}/s/new`,
		'--zone', 'Europe/Moscow']);
	reader = new Client(server);
});
test.afterAll(async () => {
	await server?.stop();
});

// A page as it is now: nginx may show the one of a second ago.
async function fresh(target, client = reader) {
	await new Promise((done) => setTimeout(done, 2100));
	await client.get(target);
	await new Promise((done) => setTimeout(done, 300));
	return client.get(target);
}

function valid(xml, schema) {
	const r = spawnSync('xmllint', ['--noout', '--nonet', '--relaxng', path.join(schemas, schema), '-'],
		{ input: xml, encoding: 'utf8' });
	expect(r.status, r.stderr).toBe(0);
}

const locs = (xml) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => unescape(m[1]));
const count = (text) => Number(sql(server, text));
const visible = "state = 'scheduled' AND publish_at <= unixepoch()";

// Addresses of a page by what a browser does with them.
function addresses(html) {
	const all = (re) => [...html.matchAll(re)].map((m) => unescape(m[1]));
	return {
		links: [...all(/<a [^>]*href="([^"]*)"/g), ...all(/<link rel="(?:prev|next|alternate)"[^>]* href="([^"]*)"/g)],
		loaded: [...all(/<(?:img|script|iframe|source|video|audio|embed)[^>]* src="([^"]*)"/g),
			...all(/<link rel="(?:stylesheet|icon|preload|preconnect|dns-prefetch)"[^>]* href="([^"]*)"/g),
			...all(/ srcset="([^"]*)"/g).flatMap((s) => s.split(',').map((x) => x.trim().split(' ')[0])),
			...all(/<meta property="og:image" content="([^"]*)"/g)],
		ids: new Set(all(/ id="([^"]*)"/g)),
	};
}

test('every link of the whole section answers, every anchor is there, nothing comes from a foreign host', async () => {
	test.setTimeout(240000);
	const pages = new Map(), wrong = [], outside = new Set();
	const queue = ['/', '/s/new/', ...locs((await reader.get('/sitemap.xml')).text).map((u) => u.replace(server.url, ''))];
	const seen = new Set(queue), anchors = [];
	const note = (from, address, loaded) => {
		const url = new URL(address, server.url + from);
		if (url.protocol === 'mailto:')
			return;
		if (url.origin !== server.url) {
			if (loaded)
				wrong.push(`${from}: loads ${address}`);
			outside.add(url.origin);
			return;
		}
		const target = url.pathname + url.search;
		if (url.hash && !loaded)
			anchors.push([from, target, decodeURIComponent(url.hash.slice(1))]);
		if (!seen.has(target)) {
			seen.add(target);
			queue.push(target);
		}
	};
	while (queue.length > 0) {
		const at = queue.shift();
		const r = await reader.get(at, { raw: true });
		// The desk asks who one is.
		if (r.status !== 200 && !(/^(\/s\/new)?\/desk\//.test(at) && r.status === 303))
			wrong.push(`${at}: ${r.status}`);
		if (!/^text\/html/.test(r.headers['content-type']) || r.status !== 200)
			continue;
		const found = addresses(r.text);
		pages.set(at, found.ids);
		found.links.forEach((a) => note(at, a, false));
		found.loaded.forEach((a) => note(at, a, true));
	}
	for (const [from, target, id] of anchors)
		if (pages.has(target) && id !== '' && !pages.get(target).has(id))
			wrong.push(`${from}: ${target} has no #${id}`);
	expect(wrong).toEqual([]);
	expect(pages.size).toBeGreaterThan(50);
	// The simulated VK and sites that the school wrote down itself.
	const told = sql(server, "SELECT content FROM records UNION SELECT text FROM topics UNION SELECT value FROM settings");
	for (const o of outside)
		expect(o === server.vk || told.includes(o), o).toBe(true);
});

test('the feed and each rubric\'s feed are Atom, newest first, of visible stories', async () => {
	const slugs = sql(server, 'SELECT slug FROM rubrics WHERE archived = 0').split('\n');
	for (const target of ['/feed.xml', ...slugs.map((s) => `/feed/${s}.xml`), '/s/new/feed.xml']) {
		const r = await reader.get(target, { raw: true });
		expect(r.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
		valid(r.text, 'atom.rng');
		expect(r.text).toContain(`rel="self" type="application/atom+xml" href="${server.url}${target}"`);
		const dates = [...r.text.matchAll(/<published>([^<]+)</g)].map((m) => Date.parse(m[1]));
		expect(dates).toEqual([...dates].sort((a, b) => b - a));
		const ids = [...r.text.matchAll(/<id>([^<]+)</g)].map((m) => m[1]);
		expect(new Set(ids).size).toBe(ids.length);
		const newest = [...r.text.matchAll(/<updated>([^<]+)</g)].map((m) => Date.parse(m[1]));
		expect(newest[0]).toBe(Math.max(...newest.slice(1), target === '/s/new/feed.xml' ? newest[0] : 0));
	}
	expect((await reader.get('/feed/nothing.xml')).status).toBe(404);
	expect((await reader.get('/feed/hronika')).status).toBe(404);
});

test('an entry keeps its id when its address changes', async () => {
	const [id, slug] = sql(server, `SELECT id, slug FROM stories WHERE ${visible} ORDER BY publish_at DESC LIMIT 1`).split('|');
	const entry = (xml, s) => xml.split('<entry>').find((e) => e.includes(`/story/${s}"`))?.match(/<id>([^<]+)</)[1];
	const before = entry((await reader.get('/feed.xml')).text, slug);
	expect(before).toMatch(new RegExp(`^tag:127\\.0\\.0\\.1,\\d{4}:/story/${id}$`));
	sql(server, `UPDATE stories SET slug = 'drugoy-adres' WHERE id = ${id}`);
	expect(entry((await fresh('/feed.xml')).text, 'drugoy-adres')).toBe(before);
	sql(server, `UPDATE stories SET slug = '${slug}' WHERE id = ${id}`);
	expect(entry((await fresh('/feed.xml')).text, slug)).toBe(before);
});

test('the sitemap names every page, rubric, public event and visible story, and each answers', async () => {
	const xml = (await fresh('/sitemap.xml')).text;
	valid(xml, 'sitemap.rng');
	valid((await reader.get('/s/new/sitemap.xml', { raw: true })).text, 'sitemap.rng');
	const all = locs(xml);
	const have = (prefix) => all.filter((u) => u.startsWith(server.url + prefix) && u !== server.url + prefix).length;
	expect(have('/story/')).toBe(count(`SELECT COUNT(*) FROM stories WHERE ${visible}`));
	expect(have('/events/')).toBe(count('SELECT COUNT(*) FROM events WHERE public = 1 AND cancelled = 0'));
	expect(have('/news/')).toBe(count('SELECT COUNT(*) FROM rubrics WHERE archived = 0'));
	for (const page of ['/', '/news/', '/events/', '/about/', '/documents/', '/join/', '/results/', '/group/'])
		expect(all, page).toContain(server.url + page);
	expect(new Set(all).size).toBe(all.length);
	expect(all.some((u) => /\/search|\/desk/.test(u))).toBe(false);
	const robots = (await reader.get('/robots.txt')).text;
	expect(robots).toContain(`Sitemap: ${server.url}/sitemap.xml`);
});

test('a sitemap of more than 10 000 stories is an index of parts that hold all of them', async () => {
	const before = count('SELECT MAX(id) FROM stories');
	sql(server, `INSERT INTO stories (id, kind, state, title, slug, publish_at, changed_at, created_at)
		SELECT 20010, 'news', 'scheduled', 'Далеко', 'daleko', unixepoch() - 60, unixepoch() - 60, unixepoch() - 60`);
	try {
		const index = (await fresh('/sitemap.xml')).text;
		valid(index, 'sitemap.rng');
		expect(index).toContain('<sitemapindex');
		const parts = locs(index);
		expect(parts.map((u) => u.replace(server.url, ''))).toEqual(['/sitemap/pages.xml', '/sitemap/stories-1.xml',
			'/sitemap/stories-3.xml']);
		const all = [];
		for (const p of parts) {
			const r = await reader.get(p.replace(server.url, ''));
			expect(r.status).toBe(200);
			valid(r.text, 'sitemap.rng');
			all.push(...locs(r.text));
		}
		expect(all.filter((u) => u.includes('/story/')).length).toBe(count(`SELECT COUNT(*) FROM stories WHERE ${visible}`));
		expect(all).toContain(`${server.url}/story/daleko`);
		for (const none of ['stories-2.xml', 'stories-4.xml', 'stories-0.xml', 'stories-x.xml', 'stories-.xml', 'pages', 'other.xml', 'stories--1.xml'])
			expect((await reader.get(`/sitemap/${none}`)).status, none).toBe(404);
	} finally {
		sql(server, 'DELETE FROM stories WHERE id = 20010');
	}
	expect(count('SELECT MAX(id) FROM stories')).toBe(before);
});

test('security.txt names the contact of the settings and its end, and is not there without one', async () => {
	for (const target of ['/security.txt', '/.well-known/security.txt']) {
		const r = await reader.get(target);
		expect(r.headers['content-type']).toBe('text/plain; charset=utf-8');
		const lines = Object.fromEntries(r.text.trim().split('\n').map((l) => l.split(/: (.*)/)));
		expect(lines.Contact).toBe('mailto:nastavnik@berezogorsk-3.example');
		expect(lines['Preferred-Languages']).toBe('ru');
		expect(lines.Canonical).toBe(`${server.url}/.well-known/security.txt`);
		const left = (Date.parse(lines.Expires) - Date.now()) / 86400000;
		// RFC 9116 2.5.5: less than a year.
		expect(left).toBeGreaterThan(140);
		expect(left).toBeLessThan(200);
		expect((await reader.get(`/s/new${target}`, { raw: true })).status).toBe(404);
	}
});

test('pages of news are walked to the oldest and back, and an address keeps its stories', async () => {
	test.setTimeout(120000);
	// Two stories in each minute, one minute with eight.
	sql(server, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70)
		INSERT INTO stories (kind, rubric_id, state, title, slug, publish_at, changed_at, created_at)
		SELECT 'news', 1, 'scheduled', 'Заметка ' || i, 'zametka-' || i,
			unixepoch() / 60 * 60 - 86400 * 400 - CASE WHEN i BETWEEN 17 AND 24 THEN 17 ELSE i / 2 END * 60,
			unixepoch() - 86400 * 400, unixepoch() FROM n`);
	const slugs = (html) => [...html.matchAll(/<h3><a href="\/story\/([^"]+)"/g)].map((m) => m[1]);
	const way = (html, rel) => html.match(new RegExp(`<a [^>]*href="([^"]+)" rel="${rel}"`))?.[1];
	for (const start of ['/news/', `/news/${sql(server, 'SELECT slug FROM rubrics WHERE id = 1')}/`]) {
		const total = count(`SELECT COUNT(*) FROM stories WHERE ${visible}${start === '/news/' ? '' : ' AND rubric_id = 1'}`);
		const down = [], all = [];
		for (let at = start; at; ) {
			const html = (await (at === start ? fresh(at) : reader.get(at))).text;
			down.push([at, slugs(html)]);
			all.push(...slugs(html));
			// The head says the same for those who do not look.
			expect(html.match(/<link rel="next" href="([^"]+)"/)?.[1]).toBe(way(html, 'next'));
			at = way(html, 'next');
		}
		expect(all.length).toBe(total);
		expect(new Set(all).size).toBe(total);
		const up = [];
		for (let at = down.at(-1)[0]; at; ) {
			const html = (await reader.get(at)).text;
			up.push(...slugs(html));
			at = way(html, 'prev') ?? (at === start ? undefined : start);
		}
		expect(new Set(up)).toEqual(new Set(all));
		const [address, kept] = down[2];
		sql(server, `INSERT INTO stories (kind, rubric_id, state, title, slug, publish_at, changed_at, created_at)
			VALUES ('news', 1, 'scheduled', 'Свежая', 'svezhaya-${total}', unixepoch() - 1, unixepoch(), unixepoch())`);
		expect(slugs((await fresh(address)).text)).toEqual(kept);
	}
	sql(server, "DELETE FROM stories WHERE slug LIKE 'zametka-%' OR slug LIKE 'svezhaya-%'");
});

test('dates and numbers of things are Russian', async () => {
	sql(server, `INSERT INTO stories (kind, state, title, slug, publish_at, changed_at, created_at)
		VALUES ('news', 'scheduled', 'Мартовская', 'martovskaya', 1773468000, 1773468000, 1773468000)`);
	const text = (html) => words(html.slice(html.indexOf('<main'))).replace(/ /g, ' ');
	expect(text((await reader.get('/story/martovskaya')).text)).toContain('14 марта 2026 г., суббота');
	sql(server, "DELETE FROM stories WHERE slug = 'martovskaya'");
	const record = sql(server, "SELECT id FROM records WHERE register = 'documents' AND shown = 1 AND id NOT IN (SELECT record_id FROM files) LIMIT 1");
	for (const [n, expected] of [[2, '1 прежняя редакция'], [3, '2 прежние редакции'], [6, '5 прежних редакций']]) {
		while (count(`SELECT COUNT(*) FROM files WHERE record_id = ${record}`) < n)
			sql(server, `INSERT INTO files (record_id, field, name, filename, type, bytes, created_at)
				VALUES (${record}, 'file', 'e2e-' || hex(randomblob(8)), 'Приказ.pdf', 'application/pdf', 18800, unixepoch())`);
		const html = (await fresh('/documents/')).text;
		expect(html).toContain(expected);
		expect(html).toContain('PDF, 18,4 КБ');
	}
	sql(server, `DELETE FROM files WHERE record_id = ${record}`);
});

test('events: months lead to months that have any, years to all, a cancelled one says so', async () => {
	const year = new Date().getFullYear();
	sql(server, `INSERT INTO events (title, starts_at, ends_at, created_at, updated_at)
		VALUES ('Давняя встреча', unixepoch('2021-03-14 07:00'), unixepoch('2021-03-14 09:00'), 0, 0)`);
	const id = sql(server, "SELECT id FROM events WHERE title = 'Давняя встреча'");
	const old = (await fresh('/events/?month=2021-03')).text;
	expect(old).toContain('Март 2021');
	expect(old).toContain(`href="/events/${id}"`);
	expect(old).not.toContain('rel="prev"');
	expect(old).toMatch(/rel="next">(Октябрь|Ноябрь|Декабрь|[А-Я][а-я]+) \d{4} →/);
	expect((await reader.get('/events/?month=2024-05')).text).toContain('/events/?month=2021-03" rel="prev"');
	const list = (await fresh('/events/')).text;
	expect(list).toContain('href="/events/?year=2021">2021 год');
	const of = (await reader.get('/events/?year=2021')).text;
	expect(of).toContain('Давняя встреча');
	expect(of).toContain('<h2 id="h-0">Март 2021</h2>');
	expect((await reader.get(`/events/?year=${year - 3}`)).text).toContain('В этом году событий нет');
	const page = (await reader.get(`/events/${id}`)).text;
	expect(unescape(page)).toMatch(/14 марта 2021 г\., воскресенье/);
	expect(page).toContain('Событие прошло');
	sql(server, `UPDATE events SET cancelled = 1 WHERE id = ${id}`);
	const gone = (await fresh(`/events/${id}`)).text;
	expect(gone).toContain('Событие отменено');
	expect(gone).toContain('https://schema.org/EventCancelled');
	expect((await fresh('/events/?month=2021-03')).text).not.toContain('Давняя встреча');
	sql(server, `DELETE FROM events WHERE id = ${id}`);
	for (const bad of ['month=2026-13', 'month=x', 'year=x', 'year=1999', 'year=2200', 'year=-1'])
		expect((await reader.get(`/events/?${bad}`)).status, bad).toBe(404);
	for (const bad of ['before=x', 'before=-1', 'before=99999999999999999999'])
		expect((await reader.get(`/news/?${bad}`)).status, bad).toBe(404);
});

test('the page of an event lists its stories, and their pages lead back to it', async () => {
	const [event, slug] = sql(server, `SELECT event_id, slug FROM stories WHERE ${visible} AND event_id > 0 LIMIT 1`).split('|');
	const page = (await reader.get(`/events/${event}`)).text;
	expect(page).toContain(`href="/story/${slug}"`);
	expect((await reader.get(`/story/${slug}`)).text).toContain(`href="/events/${event}"`);
});

test('a hidden page is not found, stands in no menu and in no sitemap; a missing slash leads to the page', async () => {
	const slash = await reader.get('/about');
	expect(slash.status).toBe(301);
	expect(slash.headers.location).toBe('/about/');
	expect((await reader.get('/search/')).headers.location).toBe('/search');
	expect((await reader.get('/home/')).headers.location).toBe('/');
	for (const none of ['/no-such-page/', '/no-such-page', '/stol/', '/about/more', '/%D0%BE/'])
		expect((await reader.get(none)).status, none).toBe(404);
	const curator = await new Client(server).signIn('ladygina');
	const form = (await curator.get('/desk/topics')).text;
	expect(form).toContain('/desk/topics/glossary');
	sql(server, `INSERT INTO topics (name, own, title, position, in_menu, in_foot, hidden, version, updated_at)
		VALUES ('links', 0, 'О нас пишут', 110, 0, 1, 1, 1, unixepoch())
		ON CONFLICT (name) DO UPDATE SET hidden = 1`);
	expect((await fresh('/links/')).status).toBe(404);
	expect((await fresh('/')).text).not.toContain('href="/links/"');
	expect((await fresh('/sitemap.xml')).text).not.toContain('/links/');
	sql(server, "UPDATE topics SET hidden = 0 WHERE name = 'links'");
	expect((await fresh('/links/')).status).toBe(200);
});

test('charts say the same as their tables, and strange numbers break nothing', async () => {
	const add = (content) => sql(server, `INSERT INTO records (register, content, shown, created_at, updated_at)
		VALUES ('results', '${JSON.stringify(content)}', 1, 0, 0)`);
	for (let i = 0; i < 8; i++)
		add({ figure: 'Проба роста', year: `20${10 + i}/${11 + i}`, value: String(i * 10), place: '900' });
	add({ figure: 'Проба доли', year: '2020/21', value: '1', of: '3', place: '901' });
	add({ figure: 'Проба доли', year: '2021/22', value: '5', of: '4', place: '901' });
	add({ figure: 'Проба нуля', year: '2020/21', value: '0', of: '0', place: '902' });
	add({ figure: 'Проба <b>"громады"', year: '9999', value: '1000000', place: '903' });
	const html = (await fresh('/results/')).text;
	const chart = (title) => html.split('<section').find((s) => s.includes(`<title id=`) && s.includes(title));
	const growth = chart('Проба роста');
	// The last five years are drawn, all of them stand in the table.
	expect([...growth.matchAll(/<rect class="k-bar"/g)].length).toBe(5);
	expect([...growth.matchAll(/<th scope="row">/g)].length).toBe(8);
	expect(growth).toMatch(/<desc[^>]*>2013\/14: 30; 2014\/15: 40; 2015\/16: 50; 2016\/17: 60; 2017\/18: 70<\/desc>/);
	const heights = [...growth.matchAll(/<rect class="k-bar"[^>]* height="(\d+)"/g)].map((m) => Number(m[1]));
	expect(heights.at(-1)).toBe(100);
	expect(heights[0]).toBe(42);
	const share = chart('Проба доли');
	expect(share).toContain('<td>1 из 3</td><td>33 %</td>');
	expect(share).toContain('<td>5 из 4</td><td>125 %</td>');
	expect(Math.max(...[...share.matchAll(/ height="(\d+)"\/>/g)].map((m) => Number(m[1])))).toBe(100);
	expect(chart('Проба нуля')).toContain('height="0"');
	expect(html).toContain('Проба &lt;b&gt;&quot;громады&quot;');
	sql(server, "DELETE FROM records WHERE register = 'results' AND content LIKE '%Проба%'");
});

test('documents that lost their force stand apart, and say so in words', async () => {
	const html = (await reader.get('/documents/')).text;
	const parts = html.split('<section').slice(1);
	const last = parts.at(-1);
	expect(last).toContain('Утратили силу');
	expect(last).toContain('Утратил силу');
	for (const p of parts.slice(0, -1))
		expect(p).not.toContain('Утратил силу');
});
