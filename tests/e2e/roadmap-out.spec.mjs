// The roadmap going out: to visitors, to paper, into files, into next year.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { axe, markup, overflow } from '../browser/lib/inspect.mjs';
import { build, startInstance, tree } from '../lib/instance.mjs';
import { Client, sql, unescape } from './lib/client.mjs';
import { launch } from '../lib/browser.mjs';

const document = (y) => `№	Мероприятие	Срок	Ответственный	Результат, вид документа	Показатель	Примечание
1. Организация						
1.1	Формирование базы наставляемых & "групп"	До 15.09.${y}	М. С. Ладыгина	База с перечнем запросов	36 человек	=HYPERLINK("http://evil")
1.2	Формирование базы наставников	В течение всего периода	О. Н. Ясенева	Приказ		@внимание
2. Итоги						
2.1	Заключительная встреча	До мая ${y + 1}	М. С. Ладыгина	Протокол	90 %	-
2.2	Анкета для семей	Март ${y + 1}	Н. В. Рябинина	Сводка		только для школы
`;
let server, curator, editor, visitor, id, rows, y, plan, done;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance({ roadmap: false });
	curator = await new Client(server).signIn('ladygina');
	editor = await new Client(server).signIn('timofeev');
	visitor = new Client(server);
	// The demonstration lives in the school year of today.
	y = Number(sql(server, "SELECT strftime('%Y', starts_at + 86400, 'unixepoch') FROM cycles WHERE current = 1"));
	plan = document(y);
	done = Date.UTC(y, 8, 14) / 86400e3;
});
test.afterAll(async () => {
	await server?.stop();
});

function take(text, ...more) {
	const file = path.join(server.state, 'plan.txt');
	writeFileSync(file, text);
	const r = spawnSync(path.join(build, 'roadmap-take'), [server.state, path.join(tree, 'db'), 'demo', file, ...more], { encoding: 'utf8' });
	expect(r.status, r.stderr).toBe(0);
	return Number(r.stdout);
}
const plain = (html) => unescape(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
// The page as others may keep it for a second.
const fresh = async (at, client = visitor) => client.get(at + (at.includes('?') ? '&' : '?') + `n=${Math.random()}`);
const table = (file) => {
	const r = spawnSync(path.join(build, 'nastavnik-reader'), ['table'], { input: file, encoding: 'utf8' });
	return JSON.parse(r.stdout).blocks.filter((b) => b.table).map((b) => b.table).at(-1).map((row) => row.map((c) => c.t ?? c));
};
const read = (input) => {
	const r = spawnSync(path.join(build, 'nastavnik'), ['--json', 'roadmap', 'import', '-', '--period', `school:${y}`, '--dry-run'], { input, encoding: 'utf8' });
	expect(r.status, r.stderr).toBe(0);
	return JSON.parse(r.stdout);
};

test('while nothing is shown there is no page, no entry of the menu, no address for search engines', async () => {
	id = take(plan, '1');
	rows = sql(server, `SELECT id FROM activities WHERE roadmap_id = ${id} ORDER BY position`).split('\n').map(Number);
	expect(rows).toHaveLength(4);
	for (const at of ['/roadmap/', `/roadmap/?cycle=1`, `/roadmap/print?id=${id}`, '/roadmap/print', '/roadmap/print?id=x'])
		expect((await fresh(at)).status, at).toBe(404);
	expect((await fresh('/')).text).not.toContain('/roadmap/');
	expect((await fresh('/sitemap.xml')).text).not.toContain('/roadmap/');
	// The draft is for the desk.
	expect((await curator.get(`/desk/roadmap/${id}/print`)).status).toBe(200);
	sql(server, `UPDATE roadmaps SET public = 1 WHERE id = ${id}`);
	expect((await fresh('/roadmap/')).status, 'a draft is never shown').toBe(404);
	sql(server, `UPDATE roadmaps SET state = 'running', approved_on = ${done - 14}, shows = 'responsible result evidence', version = version + 1 WHERE id = ${id}`);
	expect((await fresh('/roadmap/')).status).toBe(200);
	expect((await fresh('/')).text).toContain('href="/roadmap/"');
	expect((await fresh('/sitemap.xml')).text).toContain('/roadmap/');
	expect((await fresh('/search?q=' + encodeURIComponent('дорожная карта'))).status).toBe(200);
});

test('a visitor sees the words of the document, how they are understood, and the state of today', async () => {
	sql(server, `UPDATE activities SET state = 'done', done_on = ${done} WHERE id = ${rows[0]}`);
	const { text } = await fresh('/roadmap/'), seen = plain(text);
	expect(seen).toContain('Выполнено 1 из 4');
	expect(seen).toContain(`«До 15.09.${y}» по 15 сентября ${y}`);
	expect(seen).toContain(`Выполнено 14 сентября ${y}`);
	expect(seen).toContain(`«До мая ${y + 1}» Как понимать этот срок, решает куратор`);
	expect(seen).toContain('Основание: приказ от');
	expect(text).toContain('наставляемых &amp; &quot;групп&quot;');
	for (const heading of ['1. Организация', '2. Итоги'])
		expect(seen).toContain(heading);
});

test('only the columns and the rows that the school chose', async () => {
	let { text } = await fresh('/roadmap/');
	expect(text).toContain('О. Н. Ясенева');
	expect(text).not.toContain('36 человек');
	expect(text).not.toContain('HYPERLINK');
	sql(server, `UPDATE roadmaps SET shows = 'kpi' WHERE id = ${id}; UPDATE activities SET hidden = 1 WHERE id = ${rows[3]}`);
	for (const at of ['/roadmap/', `/roadmap/print?id=${id}`]) {
		({ text } = await fresh(at));
		expect(text, at).toContain('36 человек');
		for (const secret of ['Анкета для семей', 'Рябинина', 'Ясенева', 'Приказ<', 'HYPERLINK', 'только для школы'])
			expect(text, at).not.toContain(secret);
	}
	expect(plain((await fresh('/roadmap/')).text)).toContain('Выполнено 1 из 3');
	sql(server, `UPDATE roadmaps SET shows = 'responsible result kpi evidence' WHERE id = ${id}`);
});

test('proofs: what everybody may see is linked, what is gone is not told, the rest is only counted', async () => {
	const story = sql(server, "SELECT id || '|' || slug FROM stories WHERE state = 'scheduled' AND publish_at < unixepoch() LIMIT 1").split('|');
	const draft = sql(server, "SELECT id FROM stories WHERE state = 'draft' LIMIT 1");
	const event = sql(server, 'SELECT id FROM events WHERE public = 1 AND cancelled = 0 AND starts_at < unixepoch() LIMIT 1');
	const [doc, other] = sql(server, "SELECT id FROM records WHERE register = 'documents' AND shown = 1 LIMIT 2").split('\n');
	sql(server, `UPDATE records SET shown = 0 WHERE id = ${other}`);
	for (const [kind, record, text] of [['story', story[0], ''], ['story', draft, ''], ['event', event, ''], ['record', doc, ''], ['record', other, ''],
		['paper', 0, 'Согласие Иванова'], ['link', 0, 'Таблица семей'], ['story', 999999, '']])
		sql(server, `INSERT INTO evidence (activity_id, kind, record_id, words, url, on_day, at) VALUES (${rows[1]}, '${kind}', ${record}, '${text}', 'https://disk.example/private', ${done}, 0)`);
	const { text } = await fresh('/roadmap/');
	for (const at of [`/story/${story[1]}`, `/events/${event}`, `/documents/#r${doc}`])
		expect(text).toContain(`href="${at}"`);
	expect(text).not.toContain(`#r${other}"`);
	expect(text).toContain('3 документа хранятся в школе');
	for (const secret of ['Иванова', 'Таблица семей', 'disk.example'])
		expect(text).not.toContain(secret);
	const links = [...text.matchAll(/href="(\/(?:story|events|documents)\/[^"#]+)/g)].map((m) => m[1]);
	for (const at of links)
		expect((await visitor.get(at)).status, at).toBe(200);
});

test('states are links, and every argument has an answer', async () => {
	const done = (await fresh('/roadmap/?state=done')).text;
	expect(done).toContain(`id="a${rows[0]}"`);
	expect(done).not.toContain(`id="a${rows[2]}"`);
	expect(done).not.toContain('2. Итоги</h2>');
	expect((await fresh('/roadmap/?state=dropped')).text).toContain('В этом состоянии мероприятий нет');
	expect((await fresh('/roadmap/?state=<x>')).text).toContain(`id="a${rows[2]}"`);
	for (const cycle of ['0', '-1', 'x', '99', '9'.repeat(30), '%3Cx%3E'])
		expect((await fresh(`/roadmap/?cycle=${cycle}`)).status, cycle).toBe(404);
	for (const end of ['print', 'docx', 'xlsx', 'csv'])
		for (const bad of ['0', 'x', '99', '-1', '9'.repeat(30)])
			expect((await curator.get(`/desk/roadmap/${bad}/${end}`)).status, `${bad}/${end}`).toBe(404);
	sql(server, `UPDATE activities SET hidden = 1 WHERE roadmap_id = ${id}`);
	expect((await fresh('/roadmap/')).text).toContain('Мероприятий здесь пока нет');
	expect((await fresh(`/roadmap/print?id=${id}`)).text).not.toContain('Заключительная');
	sql(server, `UPDATE activities SET hidden = 0 WHERE roadmap_id = ${id}`);
});

test('paper has the stamps, the columns of the school and no mark of ours unless asked', async () => {
	const { text } = await curator.get(`/desk/roadmap/${id}/print`);
	const stamps = text.slice(text.indexOf('class="stamps"'), text.indexOf('<h1>'));
	expect(stamps.indexOf('СОГЛАСОВАНО')).toBeGreaterThan(0);
	expect(stamps.indexOf('УТВЕРЖДАЮ')).toBeGreaterThan(stamps.indexOf('СОГЛАСОВАНО'));
	expect(stamps).toMatch(/приказ от 31 августа \d+ г\. № 112-од/);
	expect([...text.matchAll(/<th scope="col">([^<]*)</g)].map((m) => m[1]))
		.toEqual(['№', 'Мероприятие', 'Срок', 'Ответственный', 'Результат, вид документа', 'Показатель', 'Примечание']);
	expect(text).toContain('class="paper sheet across"');
	expect(text).not.toContain('Состояние');
	const marks = (await curator.get(`/desk/roadmap/${id}/print?marks=1`)).text;
	expect(marks).toContain('<th scope="col">Состояние</th>');
	expect(marks).toContain(`Выполнено 14 сентября ${y} г.`);
	expect((await fresh(`/roadmap/print?id=${id}&marks=1`)).text).not.toContain('Состояние');
});

test('on A4 the headings stand on every page', async () => {
	test.slow();
	const long = sql(server, `SELECT cells FROM activities WHERE id = ${rows[0]}`);
	expect(long).toContain('HYPERLINK');
	const browser = await chromium.launch(launch);
	try {
		const page = await browser.newPage({ javaScriptEnabled: false });
		sql(server, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
			INSERT INTO activities (roadmap_id, section_id, position, number, text, cells, match, due, hidden, updated_at)
			SELECT roadmap_id, section_id, 100 + i, number, text, cells, 'm' || i, 'none', 0, 0 FROM activities, n WHERE id = ${rows[0]}`);
		await page.goto(`${server.url}/roadmap/print?id=${id}`);
		const pdf = path.join(server.state, 'print.pdf');
		writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true }));
		const pages = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).stdout.split('\f').filter((s) => s.trim());
		expect(pages.length).toBeGreaterThan(2);
		for (const p of pages)
			expect(p).toContain('Ответственный');
		expect(spawnSync('pdfinfo', [pdf], { encoding: 'utf8' }).stdout).toMatch(/Page size: +841\.\d+ x 59/);
	} finally {
		sql(server, `DELETE FROM activities WHERE match LIKE 'm%' AND roadmap_id = ${id}`);
		await browser.close();
	}
});

test('the page and its paper are valid, accessible and within a window of 320 pixels', async () => {
	test.slow();
	const browser = await chromium.launch(launch);
	const found = [];
	try {
		for (const width of [320, 1280])
			for (const colorScheme of ['light', 'dark']) {
				const page = await (await browser.newContext({ viewport: { width, height: 900 }, colorScheme })).newPage();
				for (const at of ['/roadmap/', '/roadmap/?state=dropped', `/roadmap/print?id=${id}`]) {
					await page.goto(server.url + at);
					for (const what of [...await axe(page), await overflow(page)].filter(Boolean))
						found.push(`${at} ${width} ${colorScheme}: ${what}`);
				}
			}
		for (const at of ['/roadmap/', `/roadmap/print?id=${id}`])
			found.push(...(await markup((await fresh(at)).text)).map((m) => `${at}: ${m}`));
	} finally {
		await browser.close();
	}
	expect(found).toEqual([]);
});

test('files are what they are called, and read again they are the same roadmap', async () => {
	const source = read(plan);
	for (const [end, type] of [['docx', 'wordprocessingml.document'], ['xlsx', 'spreadsheetml.sheet'], ['csv', 'text/csv; charset=utf-8']]) {
		const r = await editor.get(`/desk/roadmap/${id}/${end}`);
		expect(r.status, end).toBe(200);
		expect(r.headers['content-type']).toContain(type);
		expect(decodeURIComponent(r.headers['content-disposition'])).toMatch(new RegExp(`''Дорожная карта, [^/]*\\.${end}$`));
		if (end === 'csv') {
			expect(r.text.startsWith('\ufeff"№";"Мероприятие";"Срок"')).toBe(true);
			for (const guarded of [`"'=HYPERLINK(""http://evil"")"`, `"'@внимание"`, `"'-"`])
				expect(r.text).toContain(guarded);
			expect(new Set(r.text.trimEnd().split('\r\n').map((l) => l.split('";"').length))).toEqual(new Set([7]));
			continue;
		}
		const rows = table(r.buffer).filter((row) => row.length === 7);
		const at = rows.findIndex((row) => row[0] === '№');
		expect(rows.slice(at).filter((row) => /^\d\.\d$/.test(row[0]))).toEqual(source.activities.map((a) => a.cells));
	}
	// What a person copies from the page of paper.
	const html = (await curator.get(`/desk/roadmap/${id}/print`)).text;
	const back = read(html.slice(html.indexOf('<main'), html.indexOf('</main>')));
	expect(back.headings).toEqual(source.headings);
	expect(back.activities.map((a) => a.cells)).toEqual(source.activities.map((a) => a.cells));
	expect(back.sections.map((s) => s.title)).toEqual(source.sections.map((s) => s.title));
});

test('a cell that Excel cannot hold is refused with a sentence', async () => {
	const kept = sql(server, `SELECT cells FROM activities WHERE id = ${rows[0]}`);
	sql(server, `UPDATE activities SET cells = json_set(cells, '$[1].text', replace(hex(zeroblob(16400)), '0', 'я')) WHERE id = ${rows[0]}`);
	const r = await curator.get(`/desk/roadmap/${id}/xlsx`);
	expect(r.status).toBe(422);
	expect(r.text).toContain('32 767');
	expect((await curator.get(`/desk/roadmap/${id}/docx`)).status).toBe(200);
	sql(server, `UPDATE activities SET cells = '${kept.replaceAll("'", "''")}' WHERE id = ${rows[0]}`);
});

test('the desk is for those who may', async () => {
	for (const end of ['print', 'docx', 'xlsx', 'csv'])
		expect((await visitor.get(`/desk/roadmap/${id}/${end}`)).status, end).toBe(303);
	expect((await editor.act(`/desk/roadmap/${id}/next`)).status).toBe(403);
	expect((await curator.post(`/desk/roadmap/${id}/next`, {})).status, 'without the token').toBe(403);
	expect((await curator.act('/desk/roadmap/99/next')).status).toBe(404);
	expect(sql(server, 'SELECT COUNT(*) FROM roadmaps')).toBe('1');
});

test('next year begins as a draft with moved years', async () => {
	const own = sql(server, `SELECT cycle_id FROM roadmaps WHERE id = ${id}`);
	let r = await curator.act(`/desk/roadmap/${id}/next`);
	expect(r.status).toBe(303);
	// The year after this one begins with it, and the present one stays current.
	expect(sql(server, `SELECT title, kind, n.current FROM cycles n WHERE starts_at = (SELECT ends_at FROM cycles WHERE id = ${own})`))
		.toBe(`${y + 1}/${y + 2} учебный год|school|0`);
	expect(r.headers.location).toMatch(/\/desk\/roadmap\?cycle=\d+$/);
	expect(sql(server, `SELECT state, public FROM roadmaps WHERE id > ${id}`)).toBe('draft|0');
	expect(sql(server, `SELECT deadline FROM activities WHERE roadmap_id > ${id} ORDER BY position`).split('\n'))
		.toEqual([`До 15.09.${y + 1}`, 'В течение всего периода', `До мая ${y + 2}`, `Март ${y + 2}`]);
	expect(sql(server, `SELECT COUNT(*) FROM activities WHERE roadmap_id > ${id} AND state = 'planned'`)).toBe('4');
	r = await curator.act(`/desk/roadmap/${id}/next`);
	expect(r.status).toBe(303);
	expect(sql(server, 'SELECT COUNT(*) FROM roadmaps'), 'a year has one').toBe('2');
	expect((await fresh('/roadmap/')).text, 'the draft is not shown').not.toContain(`${y + 1}/${y + 2}`);
});

test('a draft begun by mistake goes away as long as nobody has worked on it', async () => {
	const [next, version] = sql(server, `SELECT id, version FROM roadmaps WHERE id > ${id}`).split('|');
	const row = sql(server, `SELECT MIN(id) FROM activities WHERE roadmap_id = ${next}`);
	const away = (what, fields, client = curator) => client.act(`/desk/roadmap/${what}/discard`, fields);
	expect((await away(next, { version }, editor)).status).toBe(403);
	expect((await away(next, { version, sure: 1 }, editor)).status).toBe(403);
	expect((await away(next, { version })).status, 'not without the tick').toBe(422);
	expect((await away(next, { version: 99, sure: 1 })).status).toBe(409);
	const signed = sql(server, `SELECT version FROM roadmaps WHERE id = ${id}`);
	expect((await away(id, { version: signed, sure: 1 })).status, 'an approved one stays').toBe(422);
	// A decision is work; taken back it is none.
	const decide = async (kind) => curator.act(`/desk/activity/${row}/deadline`,
		{ version: sql(server, `SELECT version FROM activities WHERE id = ${row}`), kind });
	expect((await decide('external')).status).toBe(303);
	expect((await away(next, { version, sure: 1 })).status).toBe(422);
	expect((await decide('withdrawn')).status).toBe(303);
	expect((await away(next, { version, sure: 1 })).status).toBe(303);
	expect(sql(server, `SELECT COUNT(*) FROM activities WHERE roadmap_id = ${next}`)).toBe('0');
	expect(sql(server, `SELECT COUNT(*) FROM roadmap_sections WHERE roadmap_id = ${next}`)).toBe('0');
	expect(sql(server, 'SELECT COUNT(*) FROM roadmaps')).toBe('1');
	expect((await curator.act(`/desk/roadmap/${id}/next`)).status).toBe(303);
	expect(sql(server, 'SELECT COUNT(*) FROM roadmaps'), 'and can be begun again').toBe('2');
});

test('of several years one is chosen', async () => {
	const next = sql(server, `SELECT id || '|' || cycle_id FROM roadmaps WHERE id > ${id}`).split('|');
	sql(server, `UPDATE roadmaps SET state = 'closed', public = 1 WHERE id = ${next[0]}`);
	const first = (await fresh('/roadmap/')).text;
	expect(first, 'the current year comes first').toContain(`До 15.09.${y}`);
	expect(first).toContain(`href="/roadmap/?cycle=${next[1]}"`);
	const other = (await fresh(`/roadmap/?cycle=${next[1]}`)).text;
	expect(other).toContain(`До 15.09.${y + 1}`);
	expect(other).toContain('Год завершён');
	// An approval without a day or an order says nothing of them.
	expect(other).not.toContain('Основание');
});
