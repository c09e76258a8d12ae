// Lists described by data: their desk pages, files, who may do what.
import { test, expect } from '@playwright/test';
import { readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { startInstance } from '../lib/instance.mjs';
import { Client, ctl, png, sql, unescape, words } from './lib/client.mjs';

const password = 'nastavnik-demo';
const all = ['documents', 'forms', 'practices', 'group', 'results', 'glossary', 'links'];
let server, curator, editor, mentor, visitor;

test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance();
	ctl(server, ['--site', 'demo', 'account', 'add', 'one-mentor', '--name', 'Наставник', '--role', 'mentor'], password + '\n');
	ctl(server, ['site', 'add', 'fresh', '--title', 'Новая школа', '--address', `${server.url}/s/fresh`]);
	ctl(server, ['--site', 'fresh', 'account', 'add', 'one-new', '--name', 'Новая', '--role', 'curator'], password + '\n');
	curator = await new Client(server).signIn('ladygina');
	editor = await new Client(server).signIn('timofeev');
	mentor = await new Client(server).signIn('one-mentor');
	visitor = new Client(server);
});
test.afterAll(async () => {
	await server?.stop();
});

const at = (reg, id = 'new') => `/desk/registers/${reg}/${id}`;
const idOf = (answer) => Number(/registers\/\w+\/(\d+)/.exec(answer.headers.location ?? '')?.[1]);

// A form as a browser sends it: parts, files as [buffer, name].
function send(client, reg, id, fields, files = {}) {
	const parts = Object.entries(fields).map(([k, v]) => [k, String(v)]);
	for (const [k, [buffer, name]] of Object.entries(files))
		parts.push([k, buffer, name]);
	return client.upload(at(reg, id), parts);
}

async function add(client, reg, fields, files) {
	const r = await send(client, reg, 'new', { version: 0, do: 'save', ...fields }, files);
	expect(r.status, words(r.text)).toBe(303);
	return idOf(r);
}

const doc = (title, more = {}) => ({ 'f-title': title, 'f-level': 'school', 'f-kind': 'order', ...more });

async function version(client, reg, id) {
	return Number(/name="version" value="(\d+)"/.exec((await client.get(at(reg, id))).text)[1]);
}

// A page of PDF with these words.
function pdf(text) {
	const stream = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
	const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
		'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
		`<</Length ${stream.length}>>\nstream\n${stream}\nendstream`, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'];
	let body = '%PDF-1.4\n';
	const places = objects.map((o, i) => {
		const place = body.length;
		body += `${i + 1} 0 obj\n${o}\nendobj\n`;
		return place;
	});
	const xref = body.length;
	body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
	for (const p of places)
		body += `${String(p).padStart(10, '0')} 00000 n \n`;
	return Buffer.from(`${body}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`);
}

const media = () => readdirSync(path.join(server.state, 'demo/media')).filter((n) => /^[\w-]{22}(\.part)?$/.test(n));
const links = (html) => [...html.matchAll(/href="(\/file\/[^"]+)"/g)].map((m) => m[1]);

test('every register has a list, an empty form, a print and a table; a new school has an empty state', async () => {
	const fresh = await new Client(server, '/s/fresh').signIn('one-new', password);
	for (const reg of all)
		for (const c of [curator, fresh]) {
			for (const end of ['', '/new', '/print', '/csv', '?which=shown', '?which=hidden', '?which=archive', '?which=nonsense', '?q=' + encodeURIComponent('пара'), '?page=2']) {
				const r = await c.get(`/desk/registers/${reg}${end}`);
				expect(r.status, reg + end).toBe(200);
				expect(r.headers['cache-control']).toMatch(/no-store/);
			}
			const empty = (await c.get(`/desk/registers/${reg}?which=archive`)).text;
			expect(empty).toContain('В архиве ничего нет');
		}
	const r = await fresh.get('/desk/registers/documents');
	expect(r.text).toContain('Записей пока нет');
	expect(r.text).toContain('Добавить документ');
	expect((await curator.get('/desk/registers')).text).toContain('О нас пишут');
	for (const p of ['/desk/registers/nothing', '/desk/registers/nothing/new', '/desk/registers/documents/0',
		'/desk/registers/documents/999999', '/desk/registers/documents/x', '/desk/record/999999', '/desk/record/x'])
		expect((await curator.get(p)).status, p).toBe(404);
});

test('a record is written, found in its list and its table, and told in the journal', async () => {
	const id = await add(editor, 'documents', doc('Приказ № 5 «О парах»', { 'f-date': '26.11.2026', 'f-about': 'Первая\nВторая' }));
	const page = (await editor.get(at('documents', id))).text;
	expect(page).toContain('value="2026-11-26"');
	expect(page).toContain('Первая\nВторая</textarea>');
	expect(page).not.toContain('value="show"');
	const list = (await curator.get('/desk/registers/documents?q=' + encodeURIComponent('ПРИКАЗ парах'))).text;
	expect(list).toContain('1 запись');
	expect(list).toContain('26 ноября 2026');
	expect((await curator.get('/desk/registers/documents?q=' + encodeURIComponent('выхухоль'))).text).toContain('Ничего не нашлось');
	const csv = (await curator.get('/desk/registers/documents/csv')).text;
	expect(csv.startsWith('\ufeff')).toBe(true);
	expect(csv).toContain('"Приказ № 5 «О парах»";"Школа";"Приказ"');
	const director = await new Client(server).signIn('severceva');
	const journal = (await director.get(`/desk/journal?kind=record&record=${id}`)).text;
	expect(journal).toContain(`/desk/record/${id}`);
	const lead = await director.get(`/desk/record/${id}`);
	expect(lead.headers.location).toContain(at('documents', id));
});

test('errors stand at their fields with 422, and nothing that was typed is lost', async () => {
	const before = sql(server, 'SELECT count(*) FROM records');
	const r = await send(editor, 'documents', 'new', { version: 0, 'f-title': '', 'f-level': 'moon', 'f-kind': 'order',
		'f-date': 'вчера', 'f-about': 'Остаётся', 'f-url': 'javascript:alert(1)' }, { 'f-file': [pdf('words'), 'Приказ.pdf'] });
	expect(r.status).toBe(422);
	for (const id of ['f-title', 'f-level', 'f-date', 'f-url', 'f-file'])
		expect(r.text, id).toMatch(new RegExp(`id="${id}-e"`));
	expect(r.text).toContain('Остаётся');
	expect(r.text).toContain('выберите его ещё раз');
	expect(r.text).toMatch(/aria-invalid="true"/);
	expect(sql(server, 'SELECT count(*) FROM records')).toBe(before);
});

test('a stale save answers 409 with both texts; saving again is then a choice', async () => {
	const id = await add(editor, 'documents', doc('Первое'));
	const old = await version(editor, 'documents', id);
	expect((await send(curator, 'documents', id, { version: old, ...doc('Второе', { 'f-number': '7' }) })).status).toBe(303);
	const r = await send(editor, 'documents', id, { version: old, ...doc('Третье', { 'f-number': '7' }) });
	expect(r.status).toBe(409);
	expect(r.text).toContain('value="Третье"');
	expect(r.text).toMatch(/Сохранено сейчас:<\/b> Второе/);
	expect(r.text.match(/Сохранено сейчас/g).length).toBe(1);
	const again = Number(/name="version" value="(\d+)"/.exec(r.text)[1]);
	expect((await send(editor, 'documents', id, { version: again, ...doc('Третье', { 'f-number': '7' }) })).status).toBe(303);
	expect((await editor.get(at('documents', id))).text).toContain('value="Третье"');
	// Without a version nobody has seen anything.
	expect((await send(editor, 'documents', id, doc('Пятое'))).status).toBe(409);
});

test('editors write, the curator shows and archives, and a person without consent is never shown', async () => {
	const id = await add(editor, 'group', { 'f-name': 'Зимина Анна' });
	const save = async (c, fields) => send(c, 'group', id, { version: await version(curator, 'group', id), 'f-name': 'Зимина Анна', ...fields });
	expect((await save(editor, { do: 'show', 'f-consent': 1 })).status).toBe(422);
	const bare = await save(curator, { do: 'show' });
	expect(bare.status).toBe(422);
	expect(bare.text).toContain('f-consent-e');
	expect((await save(curator, { do: 'show', 'f-consent': 1 })).status).toBe(303);
	expect(sql(server, `SELECT shown FROM records WHERE id=${id}`)).toBe('1');
	expect((await curator.get(at('group', id))).text).toContain(`/group/#r${id}`);
	// An editor may correct what is shown, but not take the consent away under it.
	expect((await save(editor, { do: 'save', 'f-consent': 1, 'f-post': 'учитель' })).status).toBe(303);
	expect((await save(editor, { do: 'save', 'f-post': 'учитель' })).status).toBe(422);
	expect(sql(server, `SELECT shown FROM records WHERE id=${id}`)).toBe('1');
	expect((await editor.act(at('group', id) + '/archive')).status).toBe(403);
	expect((await mentor.post(at('group', id), { csrf: await mentor.csrf() })).status).toBe(403);
	expect((await mentor.get(at('group', id))).text).not.toContain('<textarea');
	expect((await curator.act(at('group', id) + '/archive')).status).toBe(303);
	expect(sql(server, `SELECT shown || archived FROM records WHERE id=${id}`)).toBe('01');
	expect((await curator.get('/desk/registers/group?which=archive')).text).toContain('Зимина Анна');
	expect((await curator.act(at('documents', id) + '/restore')).status).toBe(404);
	expect((await curator.act(at('group', id) + '/restore')).status).toBe(303);
	expect(sql(server, `SELECT shown || archived FROM records WHERE id=${id}`)).toBe('00');
});

test('a shown file goes out with its type, its Russian name, safe headers and by ranges', async () => {
	const body = pdf('Nastavnichestvo');
	const id = await add(curator, 'documents', { ...doc('Положение'), do: 'show' }, { 'f-file': [body, 'Положение о парах.pdf'] });
	const [href] = links((await curator.get(at('documents', id))).text);
	expect(href).toMatch(/^\/file\/\d+\/polozhenie-o-parakh\.pdf$/);
	const r = await visitor.get(href);
	expect(r.status).toBe(200);
	expect(r.buffer.equals(body)).toBe(true);
	expect(r.headers['content-type']).toBe('application/pdf');
	expect(r.headers['content-disposition']).toBe('inline; filename="_________ _ _____.pdf"; filename*=UTF-8\'\'' +
		encodeURIComponent('Положение о парах.pdf'));
	expect(r.headers['x-content-type-options']).toBe('nosniff');
	expect(r.headers['cache-control']).toMatch(/public, max-age=/);
	const part = await visitor.get(href, { headers: { range: 'bytes=5-9' } });
	expect(part.status).toBe(206);
	expect(part.text).toBe(body.toString('latin1', 5, 10));
	expect((await visitor.get(href, { headers: { 'if-none-match': r.headers.etag } })).status).toBe(304);
	expect((await visitor.send('HEAD', href)).status).toBe(200);
	// Any other name leads to the right one.
	for (const slug of ['x', 'polozhenie-o-parakh.exe', encodeURIComponent('Положение.pdf')]) {
		const moved = await visitor.get(href.replace(/[^/]+$/, slug));
		expect(moved.status).toBe(301);
		expect(moved.headers.location).toMatch(new RegExp(href + '$'));
	}
	for (const p of ['/file/999999/x', '/file/x/x', '/file/0/x', '/file/-1/x', '/file/1/'])
		expect((await visitor.get(p)).status, p).toBe(404);
});

test('pictures are shown in a box, and the files of what is hidden are for the desk alone', async () => {
	const id = await add(curator, 'documents', doc('Скан'), { 'f-file': [png(40, 40), 'скан.PNG'] });
	const [href] = links((await curator.get(at('documents', id))).text);
	expect((await visitor.get(href)).status).toBe(404);
	const own = await curator.get(href);
	expect(own.status).toBe(200);
	expect(own.headers['content-type']).toBe('image/png');
	expect(own.headers['content-disposition']).toMatch(/^inline/);
	expect(own.headers['content-security-policy']).toMatch(/sandbox/);
	expect(own.headers['cache-control']).toMatch(/private, no-store/);
	const step = async (action) => send(curator, 'documents', id, { version: await version(curator, 'documents', id), ...doc('Скан'), do: action });
	expect((await step('show')).status).toBe(303);
	expect((await visitor.get(href)).status).toBe(200);
	expect((await step('hide')).status).toBe(303);
	expect((await visitor.get(href)).status).toBe(404);
	expect((await step('show')).status).toBe(303);
	expect((await curator.act(at('documents', id) + '/archive')).status).toBe(303);
	expect((await visitor.get(href)).status).toBe(404);
});

test('a new file is a new version, and the earlier one stays at its address', async () => {
	const id = await add(curator, 'documents', { ...doc('Программа'), do: 'show' }, { 'f-file': [pdf('first'), 'программа.pdf'] });
	const [first] = links((await curator.get(at('documents', id))).text);
	const r = await send(editor, 'documents', id, { version: 1, ...doc('Программа') }, { 'f-file': [pdf('second'), 'программа.pdf'] });
	expect(r.status).toBe(303);
	const page = (await curator.get(at('documents', id))).text;
	expect(links(page).length).toBe(2);
	expect(links(page)[1]).toBe(first);
	expect(page).toContain('Прежние редакции');
	expect((await visitor.get(first)).buffer.equals(pdf('first'))).toBe(true);
	expect((await visitor.get(links(page)[0])).buffer.equals(pdf('second'))).toBe(true);
	expect(sql(server, `SELECT body LIKE '%second%' AND body NOT LIKE '%first%' FROM search_docs WHERE kind='record' AND record_id=${id}`)).toBe('1');
});

test('a file is judged by its content: what is refused has a sentence and leaves nothing', async () => {
	const before = [media().length, sql(server, 'SELECT count(*) FROM records')];
	const cases = [
		[Buffer.from('<html><script>alert(1)</script></html>'), 'план.pdf', 422, 'не принимаем'],
		[Buffer.from('MZ' + '\0'.repeat(500)), 'план.docx', 422, 'не принимаем'],
		[Buffer.from('%PDF-1.4\nnonsense'), 'план.pdf', 422, 'повреждён'],
		[Buffer.alloc(0), 'пусто.pdf', 422, 'пуст'],
		[Buffer.alloc(31457281, 'x'), 'план.pdf', 422, 'больше 30 МБ'],
		[Buffer.alloc(68e6, 'x'), 'план.pdf', 422, 'больше 30 МБ'],
	];
	for (const [body, name, status, sentence] of cases) {
		const r = await send(editor, 'documents', 'new', { version: 0, ...doc('С файлом') }, { 'f-file': [body, name] });
		expect(r.status, name + words(r.text)).toBe(status);
		expect(r.text, name).toContain(sentence);
		expect(r.text).toContain('value="С файлом"');
	}
	expect([media().length, sql(server, 'SELECT count(*) FROM records')]).toEqual(before);
	// A field that takes no file does not get one.
	const r = await send(editor, 'documents', 'new', { version: 0, ...doc('Мимо') }, { 'f-about': [pdf('x'), 'a.pdf'], other: [pdf('x'), 'b.pdf'] });
	expect(r.status).toBe(303);
	expect(media().length).toBe(before[0]);
});

test('whatever stands in a record is shown literally and is no formula in the table', async () => {
	const nasty = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</textarea></title><svg onload=alert(1)>',
		'<?cs var:Me.csrf ?> {{7*7}} %s%n%d', '=HYPERLINK("http://evil.example")', '+1', '-1', '@x', 'строка\u2028вторая'];
	for (const text of nasty) {
		const id = await add(curator, 'glossary', { 'f-term': text, 'f-definition': text, 'f-source': text, do: 'show' });
		for (const p of [at('glossary', id), '/desk/registers/glossary', '/desk/registers/glossary/print',
			'/desk/registers/glossary?q=' + encodeURIComponent(text)]) {
			const r = await curator.get(p);
			expect(r.status, p).toBe(200);
			expect(/<script>alert|<img src=x|<svg onload|<\?cs/.exec(r.text), p + text).toBeNull();
			expect(unescape(r.text)).toContain(text.replace('\u2028', r.text.includes('\u2028') ? '\u2028' : ' '));
		}
		const csv = (await curator.get('/desk/registers/glossary/csv')).text;
		expect(csv).not.toMatch(/(?:^|;)"[=+\-@]/m);
	}
	// Browsers send a quote in a name as %22.
	const name = '%22кавычки%22; filename=%22x.exe.pdf';
	const id = await add(curator, 'documents', { ...doc('Имя'), do: 'show' }, { 'f-file': [pdf('x'), name] });
	const r = await visitor.get(links((await curator.get(at('documents', id))).text)[0]);
	expect(r.headers['content-disposition']).toMatch(/^inline; filename="[^"\\]*"; filename\*=UTF-8''[\w.%~-]+$/);
});

test('a long list has pages, and its table and print hold all of it', async () => {
	sql(server, `WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM k WHERE i<230) INSERT INTO records (register, content, created_at, updated_at)
		SELECT 'links', json_object('title', 'Статья ' || printf('%03d', i), 'site', 'Газета', 'url', 'https://a.example/'), 1, 1 FROM k`);
	const rows = (html) => (html.match(/<th scope="row">/g) ?? []).length;
	const pages = [];
	for (const n of [1, 2, 3, 4])
		pages.push(rows((await curator.get(`/desk/registers/links?page=${n}`)).text));
	const total = Number(sql(server, `SELECT count(*) FROM records WHERE register='links'`));
	expect(pages).toEqual([100, 100, total - 200, 0]);
	expect(rows((await curator.get('/desk/registers/links/print')).text)).toBe(total);
	expect((await curator.get('/desk/registers/links/csv')).text.trim().split('\r\n').length).toBe(total + 1);
	for (const page of ['0', '-1', '99999999999999999999', 'x'])
		expect((await curator.get(`/desk/registers/links?page=${page}`)).status).toBe(200);
});

test('the check knows files of records, a missing one and one too many', async () => {
	const out = JSON.parse(ctl(server, ['--site', 'demo', '--json', 'check']));
	expect(out.sites[0].problems).toEqual([]);
	expect(out.sites[0].scans.filter((s) => /register\//.test(s.file))).toEqual([]);
	await add(curator, 'documents', doc('С файлом'), { 'f-file': [pdf('x'), 'a.pdf'] });
	const name = sql(server, 'SELECT name FROM files ORDER BY id DESC LIMIT 1');
	const file = path.join(server.state, 'demo/media', name);
	const check = () => JSON.parse(spawnSync(path.join(server.build, 'nastavnik'), ['--state', server.state, '--site', 'demo', '--json', 'check'],
		{ encoding: 'utf8', env: { ...process.env, NASTAVNIK_DB: path.join(server.tree, 'db') } }).stdout).sites[0];
	renameSync(file, file + 'A');
	const old = new Date(Date.now() - 864e5);
	utimesSync(file + 'A', old, old);
	expect(check()).toMatchObject({ missing: [name], orphans: [name + 'A'] });
	renameSync(file + 'A', file);
	expect(JSON.parse(ctl(server, ['--site', 'demo', '--json', 'check'])).sites[0].problems).toEqual([]);
});

test('lists of people are for few, every look is in the journal, no name is, and strangers without a consent are erased', async () => {
	const stranger = { 'f-name': 'Роза Ветрова', 'f-place': 'outside', 'f-group': 'parents', 'f-contact': '+7 900 000-00-00' };
	for (const client of [editor, mentor]) {
		expect((await client.get('/desk/registers')).text).not.toContain('Кто заинтересован');
		for (const end of ['', '/csv', '/print', '/new'])
			expect((await client.get(`/desk/registers/interested${end}`)).status, end).not.toBe(200);
		expect((await send(client, 'interested', 'new', { version: 0, ...stranger })).status).not.toBe(303);
	}
	const early = await send(curator, 'interested', 'new', { version: 0, do: 'save', ...stranger, 'f-interest': 'кружок' });
	expect(early.status).toBe(422);
	expect(unescape(early.text)).toContain('Это записывают после отметки «Согласие на обработку получено');
	const id = await add(curator, 'interested', stranger);
	const own = await add(curator, 'requests', { 'f-name': 'Лев Ясный', 'f-group': 'pupil', 'f-place': '8 «А»', 'f-wish': 'mentee' });
	expect((await curator.get('/desk/registers/interested/csv')).text).toContain('Роза Ветрова');
	const page = (await curator.get(at('interested', id))).text;
	for (const none of ['Сохранить и показать', 'На сайте', 'скрыта'])
		expect(page).not.toContain(none);
	expect((await editor.get(at('interested', id))).status).toBe(404);
	// Nor does a name come out of the list as a proof of the roadmap.
	const activity = sql(server, 'SELECT id FROM activities ORDER BY id LIMIT 1');
	const proof = await editor.act(`/desk/activity/${activity}/proof`, { what: `record:${id}` });
	expect(proof.status).toBe(422);
	expect(proof.text).not.toContain('Роза');
	expect(sql(server, `SELECT count(*) FROM evidence WHERE kind = 'record' AND record_id = ${id}`)).toBe('0');
	const told = sql(server, `SELECT group_concat(action || ' ' || detail, ';') FROM journal WHERE kind = 'record' AND (record_id = ${id} OR detail LIKE 'Кто заинтересован%')`);
	expect(told).toContain('seen Кто заинтересован, CSV');
	expect(told).toContain('created Кто заинтересован');
	expect(told).not.toContain('Роза');
	expect(Number(sql(server, `SELECT erase_at - created_at FROM records WHERE id = ${id}`))).toBe(30 * 86400);
	// The day has come: the publisher erases that record alone.
	sql(server, `UPDATE records SET erase_at = 1 WHERE id = ${id}`);
	writeFileSync(path.join(server.state, '.wake/demo'), '');
	await expect.poll(() => sql(server, `SELECT count(*) FROM records WHERE id IN (${id}, ${own})`)).toBe('1');
	expect((await curator.get(at('interested', id))).status).toBe(404);
	expect(sql(server, "SELECT detail FROM journal WHERE action = 'erased'")).toBe('1 запись');
});
