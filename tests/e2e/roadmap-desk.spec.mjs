// The roadmap on the desk: pasted, checked, taken or refused, decided row by
// row, proved.  Documents of invented schools in tests/fixtures/roadmap.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startInstance, tree } from '../lib/instance.mjs';
import { docx, p, table, xlsx } from '../lib/office.mjs';
import { Client, ctl, unescape } from './lib/client.mjs';

const password = 'nastavnik-demo';
const fixture = (name) => readFileSync(path.join(tree, 'tests/fixtures/roadmap', name), 'utf8');
let server, curator, director, editor, mentor;

// Each one begins where the one before it ended.
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance({ roadmap: false });
	ctl(server, ['--site', 'demo', 'account', 'add', 'one-mentor', '--name', 'Павел Наставник', '--role', 'mentor'], password + '\n');
	curator = await new Client(server).signIn('ladygina');
	director = await new Client(server).signIn('severceva');
	editor = await new Client(server).signIn('timofeev');
	mentor = await new Client(server).signIn('one-mentor');
});
test.afterAll(async () => {
	await server?.stop();
});

// What a person reads of a page.
const text = (html) => unescape(html.replace(/<head.*?<\/head>/s, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
const alert = (r) => text(/id="problem">(.*?)<\/div>/s.exec(r.text)?.[1] ?? '').trim();
// Rows of the store as objects.
function one(query) {
	const r = spawnSync('sqlite3', ['-json', '-cmd', '.timeout 5000', path.join(server.state, 'demo/site.db'), query], { encoding: 'utf8' });
	if (r.status !== 0)
		throw new Error(r.stderr);
	return JSON.parse(r.stdout || '[]');
}

async function paste(source, { cycle = 1, client = curator, approved = '', file } = {}) {
	const parts = [['cycle', String(cycle)], ['approved', approved], ['text', source]];
	if (file)
		parts.push(['file', file[0], file[1]]);
	return client.upload('/desk/roadmap/import', parts);
}

const idOf = (r) => Number(/import\/(\d+)/.exec(r.headers.location ?? '')?.[1]);

// Columns as a school writes them, in the demo's year 2026/27.
const plan = [
	['№', 'Мероприятие', 'Сроки', 'Ответственный', 'Вид документа'],
	['Раздел 1. Подготовка', '', '', '', ''],
	['1.1', 'Издание приказа о наставничестве', 'до 15.09.2026', 'Ладыгина М.С., куратор', 'Приказ'],
	['1.2', 'Формирование базы наставников', 'октябрь 2026', 'Ладыгина М.С., куратор', 'Реестр, протокол'],
	['1.3', 'Заключительная встреча', 'до мая 2027', 'Северцева О.Н., директор', 'Публикация'],
	['1.4', 'Итоговый отчёт', 'май 2026', 'Северцева О.Н., директор', 'Отчёт'],
	['Раздел 2. Информирование', '', '', '', ''],
	['2.1', 'Рассказ о наставничестве на сайте', 'декабрь 2026', 'Тимофеев И.О.', 'Ссылки на публикации'],
];
const tsv = plan.map((row) => row.join('\t')).join('\n') + '\n';

let rows;
const row = (number) => rows.find((r) => r.number === number);
function readRows() {
	rows = one('SELECT id, number, due, state, version FROM activities ORDER BY position').map((r) =>
		({ ...r, number: String(r.number) }));
}
const version = async (id, client = curator) =>
	Number(/name="version" value="(\d+)"/.exec((await client.get(`/desk/activity/${id}`)).text)?.[1] ?? 0);
async function act(id, what, fields = {}, client = curator) {
	return client.act(`/desk/activity/${id}/${what}`, { version: await version(id), ...fields });
}

test('an empty year says what to do, and only to those who may', async () => {
	const mine = text((await curator.get('/desk/roadmap')).text);
	expect(mine).toContain('Вставьте дорожную карту, которую подписал директор');
	expect(mine).toContain('Вставить дорожную карту');
	const r = await editor.get('/desk/roadmap');
	expect(text(r.text)).toContain('Это делает куратор или директор');
	expect((await editor.get('/desk/roadmap/import')).status).toBe(403);
	expect((await curator.get('/desk/roadmap?cycle=99')).status).toBe(404);
	expect((await new Client(server).get('/desk/roadmap')).status).toBe(303);
});

test('nothing pasted, a picture, a PDF and a table without activities are refused with a sentence, and the text stays in the field', async () => {
	for (const [source, file, words] of [
		['', undefined, /Вставьте таблицу в поле или выберите файл/],
		['', [Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1'), 'a.png'], /Это картинка/],
		['', [Buffer.from('%PDF-1.4 ...'), 'a.pdf'], /Файл повреждён/],
		['', [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), 'a.doc'], /старый DOC/],
		['', [Buffer.from('PK\x03\x04broken'), 'a.docx'], /Файл|файле/],
		['Просто слова без таблицы <b>', undefined, /./],
	]) {
		const r = await paste(source, { file });
		expect(r.status, alert(r)).toBe(422);
		expect(alert(r)).toMatch(words);
		if (source)
			expect(r.text).toContain('Просто слова без таблицы &lt;b&gt;');
	}
	expect((await paste(tsv, { cycle: 77 })).status).toBe(422);
	expect((await paste(tsv, { approved: '2026-13-45' })).status).toBe(422);
	expect(one('SELECT COUNT(*) AS n FROM roadmap_imports')[0].n).toBe(0);
});

test('five shapes of documents are read, and every word of them stands on the preview', async () => {
	for (const name of ['a-narrow-after-break.txt', 'b-numbered.txt', 'c-markup.txt', 'd-cell-per-line.txt', 'e-prose-and-template.txt', 'merged.html', 'sheet.tsv', 'six-columns.md', 'list.txt']) {
		const source = fixture(name);
		const r = await paste(source);
		expect(r.status, `${name}: ${alert(r)}`).toBe(303);
		const page = await curator.get(r.headers.location);
		expect(page.status, name).toBe(200);
		const shown = text(page.text);
		const lost = (source.replace(/<style.*?<\/style>|<[^>]*>|&\w+;/gs, ' ').match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((w) => !shown.includes(w));
		expect([...new Set(lost)], name).toEqual([]);
		expect((await curator.act(`/desk/roadmap/import/${idOf(r)}/refuse`)).status).toBe(303);
	}
	expect(one('SELECT COUNT(*) AS n FROM activities')[0].n).toBe(0);
	const list = text((await curator.get('/desk/roadmap/import')).text);
	expect(list).toContain('Не принято. Дорожная карта не изменилась');
	expect(list).toContain('Уже вставляли');
});

test('bytes of Windows-1251 are told, a DOCX and an XLSX are read as the text is', async () => {
	const cp1251 = Buffer.from([...tsv].map((c) => {
		const n = c.codePointAt(0);
		return n < 128 ? n : c === '№' ? 0xb9 : c === 'ё' ? 0xb8 : c === 'Ё' ? 0xa8 : n - 0x410 + 0xc0;
	}));
	const word = docx('План', [p('Дорожная карта'), table(5, plan.filter((r) => r[1]))]);
	const sheet = xlsx('План', 'Лист', [10, 40, 20, 30, 20], plan.filter((r) => r[1]));
	for (const [bytes, name] of [[cp1251, 'план.txt'], [word, 'план.docx'], [sheet, 'план.xlsx']]) {
		const r = await paste('', { file: [bytes, name] });
		expect(r.status, `${name}: ${alert(r)}`).toBe(303);
		const shown = text((await curator.get(r.headers.location)).text);
		expect(shown, name).toContain('Мероприятий 5');
		expect(shown, name).toContain('«октябрь 2026» 1–31 октября 2026 г.');
		expect(shown, name).toContain(name);
	}
});

test('a column set otherwise is read otherwise; one with which nothing is read is not kept', async () => {
	const id = idOf(await paste(tsv));
	const at = `/desk/roadmap/import/${id}`;
	const again = await curator.act(`${at}/roles`, { c0: 'number', c1: 'content', c2: 'extra', c3: 'responsible', c4: 'document' });
	expect(again.status).toBe(303);
	expect(text((await curator.get(at)).text)).toContain('в документе срока нет');
	const bad = await curator.act(`${at}/roles`, { c0: 'nonsense', c1: 'x' });
	expect(bad.status).toBe(422);
	expect(alert(bad)).not.toBe('');
	expect(text((await curator.get(at)).text)).toContain('в документе срока нет');
	expect((await curator.act(`${at}/roles`, {})).status).toBe(303);
	expect(text((await curator.get(at)).text)).toContain('«октябрь 2026» 1–31 октября 2026 г.');
});

test('taken twice adds nothing, and the whole import can be taken back', async () => {
	const id = idOf(await paste(tsv));
	const at = `/desk/roadmap/import/${id}`;
	expect((await curator.act(`${at}/take`)).status).toBe(303);
	expect(text((await curator.get('/desk/roadmap')).text)).toContain('Принято: 5 мероприятий.');
	const refused = await curator.act(`${at}/take`);
	expect(refused.status).toBe(422);
	expect(alert(refused)).toContain('Этот импорт уже принят');
	const twin = idOf(await paste(tsv));
	expect((await curator.act(`/desk/roadmap/import/${twin}/take`)).status).toBe(303);
	expect(text((await curator.get('/desk/roadmap')).text)).toContain('Уже были раньше и не повторены: 5');
	expect(one('SELECT COUNT(*) AS n FROM activities')[0].n).toBe(5);
	expect((await curator.act(`${at}/undo`)).status).toBe(303);
	expect(text((await curator.get('/desk/roadmap')).text)).toContain('Импорт отменён: всё, что он добавил, убрано');
	expect(one('SELECT COUNT(*) AS n FROM activities')[0].n).toBe(0);
	expect((await curator.act(`/desk/roadmap/import/${id}/undo`)).status).toBe(422);
	const last = idOf(await paste(tsv));
	expect((await curator.act(`/desk/roadmap/import/${last}/take`)).status).toBe(303);
	readRows();
	expect(rows.map((r) => [r.number, r.due])).toEqual([['1.1', 'read'], ['1.2', 'read'], ['1.3', 'open'], ['1.4', 'open'], ['2.1', 'read']]);
});

test('in a draft nothing is late, and a heading has its number once', async () => {
	const page = text((await curator.get('/desk/roadmap')).text);
	expect(page).toContain('Мероприятий: 5');
	expect(page).not.toContain('Опаздыва');
	expect(page).toContain(' Раздел 1. Подготовка ');
	expect(page).not.toContain('1. 1.');
});

test('undecided terms are one case of the attention list, with a count', async () => {
	const list = text((await editor.get('/desk/attention')).text);
	expect(list).toContain('2 срока ждут решения.');
	const shown = text((await curator.get('/desk/roadmap?state=open')).text);
	expect(shown).toContain('Заключительная встреча');
	expect(shown).not.toContain('Издание приказа');
});

test('a draft has no states; the curator does not approve, the director does, on a day that has come', async () => {
	const one_ = row('1.1').id;
	expect(alert(await act(one_, 'state', { state: 'working' }))).toContain('Сначала утвердите');
	expect((await curator.act('/desk/roadmap/1/approve', { version: 1, on: '2026-09-01' })).status).toBe(403);
	const r = await director.act('/desk/roadmap/1/approve', { version: 1, on: '2199-01-01' });
	expect(r.status).toBe(422);
	expect(alert(r)).toContain('ещё не наступил');
	const map = one('SELECT id, version FROM roadmaps ORDER BY id DESC LIMIT 1')[0];
	expect((await director.act(`/desk/roadmap/${map.id}/approve`, { version: map.version + 7, on: '2026-09-01' })).status).toBe(409);
	expect((await director.act(`/desk/roadmap/${map.id}/approve`, { version: map.version, on: '2026-09-01' })).status).toBe(303);
	expect(text((await curator.get('/desk/roadmap')).text)).toContain('утверждена 1 сентября 2026 г.');
	const late = await curator.act(`/desk/roadmap/import/${idOf(await paste(tsv))}/take`);
	expect(late.status).toBe(422);
	expect(alert(late)).toContain('новые строки вносят предложением');
});

test('doubts of one kind are decided together, for the rows that stay ticked, and taken back together', async () => {
	const map = one('SELECT id FROM roadmaps ORDER BY id DESC LIMIT 1')[0].id, at = `/desk/roadmap/${map}/terms`;
	const until = row('1.3').id, past = row('1.4').id;
	const due = (id) => one(`SELECT due, due_to FROM activities WHERE id = ${id}`)[0];
	const send = async (kind, ids, client = curator) => client.post(at,
		[['csrf', await client.csrf()], ['kind', kind], ...ids.map((id) => ['row', String(id)])]);
	const page = text((await curator.get(at)).text);
	expect(page).toContain('Сроки, которые ждут решения: 2');
	expect(page).toMatch(/Срок лежит вне года.*«май 2026». Предложение: 1–31 мая 2027 г\./);
	expect(page).toMatch(/«До» и месяц без числа.*«до мая 2027». До начала месяца — по 30 апреля 2027 г\. ; до конца — по 31 мая 2027 г\./);
	// A suggestion says nothing about a row that has none.
	expect((await send('suggestion', [past, until])).status).toBe(303);
	expect(text((await curator.get(at)).text)).toContain('Решение о сроке записано: 1 мероприятие. Осталось без решения: 1.');
	expect(due(past).due).toBe('decided');
	expect(due(until).due).toBe('open');
	expect((await send('month_end', [until])).status).toBe(303);
	expect(due(until)).toEqual({ due: 'decided', due_to: Date.UTC(2027, 4, 31) / 86400e3 });
	const done = text((await curator.get(at)).text);
	expect(done).toContain('Все сроки решены');
	expect(done).toContain('Решено: 1–31 мая 2027 г.');
	expect(one(`SELECT reason FROM deadline_decisions WHERE activity_id = ${until}`)[0].reason).toContain('до конца месяца');
	expect((await send('withdrawn', [past, until])).status).toBe(303);
	expect([due(past).due, due(until).due]).toEqual(['open', 'open']);
	for (const [kind, ids] of [['suggestion', []], ['moon', [past]], ['withdrawn', [past]], ['suggestion', [row('1.1').id]], ['external', ['x']]])
		expect((await send(kind, ids)).status, `${kind} ${ids}`).toBe(422);
	expect((await send('external', [past], editor)).status).toBe(403);
	expect((await curator.get('/desk/roadmap/999/terms')).status).toBe(404);
});

test('the suggestion says its reason and is taken by a button; own dates need a reason; every decision has its author', async () => {
	const { id } = row('1.4');
	const page = text((await curator.get(`/desk/activity/${id}`)).text);
	expect(page).toContain('«май 2026»');
	expect(page).toMatch(/Предложение: 1–31 мая 2027 г\./);
	const html = (await curator.get(`/desk/activity/${id}`)).text;
	const [, from] = /name="from" value="([\d-]+)"/.exec(html);
	const [, to] = /name="to" value="([\d-]+)"/.exec(html);
	expect((await act(id, 'deadline', { kind: 'suggestion', from, to })).status).toBe(303);
	const after = text((await curator.get(`/desk/activity/${id}`)).text);
	expect(after).toContain('решено: 1–31 мая 2027 г.');
	expect(after).toContain('«май 2026»');
	expect(after).toContain('принято предложение программы: 1–31 мая 2027 г. Мария Ладыгина');
	const other = row('1.3').id;
	for (const [fields, words] of [
		[{ kind: 'dates', from: '2027-04-01', to: '2027-04-20' }, 'почему сроки именно такие'],
		[{ kind: 'dates', from: '2027-04-20', to: '2027-04-01', why: 'так' }, 'последний не раньше первого'],
		[{ kind: 'dates', from: 'вчера', to: '2027-04-01', why: 'так' }, 'не похожа на дату'],
		[{ kind: 'sometimes' }, 'Выберите решение о сроке'],
		[{ kind: 'dates', from: '2027-04-01', to: '2027-04-02', why: 'я'.repeat(1001) }, ''],
	]) {
		const r = await act(other, 'deadline', fields);
		expect(r.status, JSON.stringify(fields).slice(0, 80)).toBe(422);
		expect(alert(r)).toContain(words);
	}
	expect((await act(other, 'deadline', { kind: 'dates', from: '2027-04-01', to: '2027-04-20', why: 'До праздников' })).status).toBe(303);
	expect((await act(other, 'deadline', { kind: 'withdrawn' })).status).toBe(303);
	expect((await act(other, 'deadline', { kind: 'external' })).status).toBe(303);
	const stale = await curator.act(`/desk/activity/${other}/deadline`, { version: 1, kind: 'withdrawn' });
	expect(stale.status).toBe(409);
	expect(alert(stale)).toContain('изменил кто-то ещё');
	const history = text((await curator.get(`/desk/activity/${other}`)).text);
	expect(history).toContain('назначены даты: 1–20 апреля 2027 г.');
	expect(history).toContain('До праздников');
	expect(one('SELECT COUNT(*) AS n FROM deadline_decisions')[0].n, 'and four of the test before').toBe(8);
	expect((await editor.act(`/desk/activity/${other}/deadline`, { version: 1, kind: 'withdrawn' })).status).toBe(403);
});

test('done needs the promised document or a reason, and never a day that is ahead', async () => {
	const { id } = row('1.1');
	const no = await act(id, 'state', { state: 'done', done_on: '2026-09-10' });
	expect(no.status).toBe(422);
	expect(alert(no)).toContain('Обещано подтверждение: приказ');
	expect(no.text).toContain('value="2026-09-10"');
	expect(alert(await act(id, 'state', { state: 'done', done_on: '2199-01-01', reason: 'x' }))).toContain('не позже сегодняшнего');
	expect(alert(await act(id, 'state', { state: 'failed' }))).toContain('Напишите причину');
	expect(alert(await act(id, 'state', { state: 'flying' }))).toContain('Такого состояния нет');
	expect((await act(id, 'proof', { what: 'paper', words: 'Приказ № 112-од, папка 2' }, editor)).status).toBe(303);
	expect(text((await curator.get(`/desk/activity/${id}`)).text)).toContain('приказ — приложено');
	expect((await act(id, 'state', { state: 'done', done_on: '2026-09-10' })).status).toBe(303);
	const map = text((await curator.get('/desk/roadmap')).text);
	expect(map).toContain('Выполнено 1 из 5');
	expect(map).toContain('Приказ № 112-од, папка 2');
	expect((await curator.act(`/desk/activity/${id}/state`, { version: 1, state: 'planned' })).status).toBe(409);
});

test('a proof is refused with a sentence, can be taken away, and stays in the journal', async () => {
	const { id } = row('1.2');
	for (const [fields, words] of [
		[{ what: 'paper', words: '' }, 'Назовите подтверждение'],
		[{ what: 'paper', words: 'я'.repeat(301) }, ''],
		[{ what: 'link', url: 'javascript:alert(1)', words: 'Ссылка' }, 'Адрес начинается с https://'],
		[{ what: 'story:999999' }, 'Приложить можно вышедший материал'],
		[{ what: 'story:x' }, ''],
		[{ what: 'record:-1' }, ''],
		[{ what: '' }, ''],
		[{ what: 'spell', words: 'Заклинание' }, 'Выберите, чем подтверждается'],
	]) {
		const r = await act(id, 'proof', fields);
		expect(r.status, JSON.stringify(fields).slice(0, 60)).toBe(422);
		expect(alert(r)).toContain(words);
		expect(alert(r)).not.toBe('');
	}
	const record = one("SELECT id FROM records WHERE register = 'documents' ORDER BY id LIMIT 1")[0].id;
	expect((await act(id, 'proof', { what: `record:${record}`, promised: 'реестр' })).status).toBe(303);
	const twice = await act(id, 'proof', { what: `record:${record}` });
	expect(twice.status).toBe(422);
	expect(alert(twice)).toContain('уже приложено');
	expect(text((await curator.get(`/desk/activity/${id}`)).text)).toMatch(/протокол — пока нет.*реестр — приложено/);
	const proof = one(`SELECT id FROM evidence WHERE activity_id = ${id}`)[0].id;
	expect((await act(row('1.1').id, 'remove', { proof })).status).toBe(404);
	expect((await act(id, 'remove', { proof })).status).toBe(303);
	expect(text((await curator.get(`/desk/activity/${id}`)).text)).toContain('подтверждение убрано');
	expect((await mentor.act(`/desk/activity/${id}/proof`, { what: 'paper', words: 'Моё' })).status).toBe(403);
});

test('an event made of an activity keeps it, and its published story is offered as a proof and attached by a button', async () => {
	const { id } = row('2.1');
	const form = (await curator.get(`/desk/event/new?activity=${id}`)).text;
	expect(form).toContain('value="Рассказ о наставничестве на сайте"');
	expect(form).toContain('value="2026-12-01T15:00"');
	const made = await curator.act('/desk/event/new', { title: 'Рассказ', start: '2026-12-01T15:00', end: '2026-12-01T16:00', who: 0, public: 1, activity: id });
	expect(made.status).toBe(303);
	const event = Number(/event\/(\d+)/.exec(made.headers.location)[1]);
	expect(one(`SELECT activity_id AS a FROM events WHERE id = ${event}`)[0].a).toBe(id);
	expect(text((await curator.get(`/desk/event/${event}`)).text)).toContain('По дорожной карте: 2.1 Рассказ о наставничестве на сайте');
	// The demo has published stories of events: one of them becomes ours.
	const old = one("SELECT s.id, s.event_id AS e, s.title FROM stories s WHERE s.event_id IS NOT NULL AND s.state = 'scheduled' AND s.publish_at < unixepoch() ORDER BY s.id LIMIT 1")[0];
	expect(text((await curator.get(`/desk/activity/${id}`)).text)).not.toContain('Можно приложить');
	expect((await act(id, 'event', { event: old.e })).status).toBe(303);
	const page = await curator.get(`/desk/activity/${id}`);
	expect(text(page.text)).toContain('Можно приложить');
	expect(page.text).toContain(`value="story:${old.id}"`);
	expect((await act(id, 'proof', { what: `story:${old.id}` }, editor)).status).toBe(303);
	// The address of the same story is the story, not a link that outlives it.
	const slug = one(`SELECT slug AS s FROM stories WHERE id = ${old.id}`)[0].s;
	const link = await act(id, 'proof', { what: 'link', url: `${server.url}/story/${slug}?from=vk`, words: 'Наша новость' });
	expect(alert(link)).toContain('уже приложено');
	expect((await act(id, 'proof', { what: 'link', url: `${server.url}/story/no-such`, words: 'Нет' })).status).toBe(422);
	const again = (await curator.get(`/desk/activity/${id}`)).text;
	expect(again).not.toContain(`value="story:${old.id}"`);
	const after = text(again);
	expect(after).toMatch(/публикация — приложено/);
	expect(after).toContain('на сайте');
	const taken = await act(row('1.3').id, 'event', { event: old.e });
	expect(taken.status).toBe(422);
	expect(alert(taken)).toContain('уже относится к другому мероприятию');
	expect((await act(id, 'event', { event: 99999 })).status).toBe(422);
	// A saved event keeps its row; without the tick it has none.
	const v = () => one(`SELECT version AS v FROM events WHERE id = ${event}`)[0].v;
	const fields = { title: 'Рассказ', start: '2026-12-01T15:00', end: '2026-12-01T16:00', who: 0, public: 1 };
	expect((await curator.act(`/desk/event/${event}`, { ...fields, version: v(), activity: id })).status).toBe(303);
	expect(one(`SELECT activity_id AS a FROM events WHERE id = ${event}`)[0].a).toBe(id);
	expect((await curator.act(`/desk/event/${event}`, { ...fields, version: v(), activity: 99999 })).status).toBe(422);
	expect((await curator.act(`/desk/event/${event}`, { ...fields, version: v() })).status).toBe(303);
	expect(one(`SELECT activity_id AS a FROM events WHERE id = ${event}`)[0].a).toBe(null);
	expect((await curator.get('/desk/event/new?activity=99999')).status).toBe(404);
});

test('a story that has not come out proves nothing', async () => {
	const draft = await curator.story('news');
	const r = await act(row('2.1').id, 'proof', { what: `story:${draft}` });
	expect(r.status).toBe(422);
	expect(alert(r)).toContain('вышедший материал');
});

test('a story that is withdrawn afterwards proves nothing any more, and the control sheet says so', async () => {
	const { id } = row('2.1');
	const story = one(`SELECT record_id AS r FROM evidence WHERE activity_id = ${id} AND kind = 'story' AND removed_at IS NULL`)[0].r;
	const today = new Date().toISOString().slice(0, 10);
	expect((await act(id, 'state', { state: 'done', done_on: today })).status).toBe(303);
	// On the sheet it has the address that everybody can open.
	const address = `${server.url}/story/${one(`SELECT slug AS s FROM stories WHERE id = ${story}`)[0].s}`;
	expect((await curator.get('/desk/control.csv')).text).toContain(address);
	expect((await curator.get('/desk/control/print')).text).toContain(`href="${address}"`);
	// The proof it rests on is not taken away by hand ...
	const proof = one(`SELECT id FROM evidence WHERE activity_id = ${id} AND kind = 'story' AND removed_at IS NULL`)[0].id;
	expect(alert(await act(id, 'remove', { proof }, editor))).toContain('отмечено выполненным по этому подтверждению');
	// ... but the story itself can go.
	expect((await director.step(story, 'withdraw', { reason: 'Ошибка в имени' })).status).toBe(303);
	expect(one(`SELECT state AS s FROM stories WHERE id = ${story}`)[0].s).toBe('withdrawn');
	const only = text((await curator.get('/desk/control?only=proof')).text);
	expect(only).toContain('Рассказ о наставничестве на сайте');
	expect(only).toContain('(снято с сайта)');
	expect(text((await curator.get(`/desk/activity/${id}`)).text)).toMatch(/публикация — пока нет/);
	expect((await act(id, 'state', { state: 'planned' })).status).toBe(303);
});

test('people of the document get an account at once for all their rows, and have them on their first page', async () => {
	const map = one('SELECT id FROM roadmaps')[0].id;
	const accounts = Object.fromEntries(one('SELECT id, login FROM accounts').map((a) => [a.login, a.id]));
	const page = text((await curator.get(`/desk/roadmap/${map}/people`)).text);
	expect(page).toContain('Ладыгина М.С., куратор');
	const named = one("SELECT words FROM activity_people WHERE words LIKE 'Ладыгина%' LIMIT 1")[0].words;
	// The surname tells whose account it is; the others wait for a person.
	const offered = unescape((await curator.get(`/desk/roadmap/${map}/people`)).text);
	expect(offered).toContain(`<option value="${accounts.ladygina}=${named}" selected>`);
	expect((await curator.post(`/desk/roadmap/${map}/people`, [['csrf', await curator.csrf()], ['account', `${accounts.ladygina}=${named}`], ['account', '']])).status).toBe(303);
	const told = text((await curator.get(`/desk/roadmap/${map}/people`)).text);
	expect(told).toContain('Назначено в 2 мероприятиях');
	expect(told).toMatch(/Ладыгина М\.С\., куратор 2 \d .*? Мария Ладыгина/);
	expect(one(`SELECT COUNT(*) AS n FROM activity_people WHERE account_id = ${accounts.ladygina}`)[0].n).toBe(2);
	const mine = text((await curator.get('/desk/roadmap?who=me')).text);
	expect(mine).toContain('Формирование базы наставников');
	expect(mine).not.toContain('Рассказ о наставничестве');
	expect(text((await curator.get('/desk/')).text)).toMatch(/Мои пункты.*1\.2 Формирование базы наставников/);
	expect((await act(row('2.1').id, 'people', { account: accounts.timofeev })).status).toBe(303);
	expect(text((await editor.get('/desk/roadmap?who=me')).text)).toContain('Рассказ о наставничестве');
	for (const account of ['0', 'x', '999999'])
		expect((await act(row('2.1').id, 'people', { account })).status, account).toBe(422);
	for (const account of ['', 'x', `x=${named}`, `${accounts.ladygina}=`, `${accounts.ladygina}=Никто такой`])
		expect((await curator.act(`/desk/roadmap/${map}/people`, { account })).status, account).toBe(422);
	expect((await curator.get(`/desk/roadmap/999/people`)).status).toBe(404);
});

test('a proposal of a mentor is answered once, the words of the document stay', async () => {
	const map = one('SELECT id FROM roadmaps')[0].id;
	const { id } = row('2.1');
	const before = one(`SELECT text FROM activities WHERE id = ${id}`)[0].text;
	expect((await mentor.act(`/desk/roadmap/${map}/proposals`, { activity: id, text: 'Добавить рассказ в сообществе', back: `/desk/activity/${id}` })).status).toBe(303);
	expect(alert(await mentor.act(`/desk/roadmap/${map}/proposals`, { text: '' }))).toContain('Напишите, что изменить');
	expect((await mentor.act(`/desk/roadmap/${map}/proposals`, { text: 'x', activity: 99999 })).status).toBe(404);
	expect(text((await curator.get('/desk/attention')).text)).toContain('1 предложение ждёт ответа');
	const one_ = one('SELECT id FROM proposals')[0].id;
	expect((await mentor.act(`/desk/proposal/${one_}/decide`, { taken: 1, answer: 'Да' })).status).toBe(403);
	expect(alert(await curator.act(`/desk/proposal/${one_}/decide`, { taken: 1, answer: '' }))).toContain('Напишите ответ');
	expect((await curator.act(`/desk/proposal/${one_}/decide`, { taken: 1, answer: 'Добавим с января' })).status).toBe(303);
	const again = await curator.act(`/desk/proposal/${one_}/decide`, { taken: 0, answer: 'Нет' });
	expect(again.status).toBe(409);
	const list = text((await mentor.get(`/desk/roadmap/${map}/proposals`)).text);
	expect(list).toMatch(/Принято.*Добавить рассказ в сообществе.*Мария Ладыгина.*Добавим с января/);
	expect(one(`SELECT text FROM activities WHERE id = ${id}`)[0].text).toBe(before);
	expect(text((await curator.get('/desk/attention')).text)).not.toContain('ждёт ответа');
});

test('a taken proposal may bring a row: it stands in its section, in the columns of the document', async () => {
	const map = one('SELECT id FROM roadmaps')[0].id;
	expect((await mentor.act(`/desk/roadmap/${map}/proposals`, { text: 'Провести ярмарку идей' })).status).toBe(303);
	const id = one('SELECT MAX(id) AS id FROM proposals')[0].id;
	const section = one("SELECT id FROM roadmap_sections WHERE title LIKE '%Подготовка%'")[0].id;
	const more = { number: '1.9', deadline: 'до 20 декабря 2026', responsible: 'Ладыгина М.С.', result: 'Протокол', section };
	const refused = await curator.act(`/desk/proposal/${id}/decide`, { taken: 1, answer: 'Да', ...more });
	expect(alert(refused)).toContain('Напишите мероприятие новой строки');
	expect(refused.text).toContain('value="до 20 декабря 2026"');
	expect((await curator.act(`/desk/proposal/${id}/decide`, { taken: 1, answer: 'Да', ...more, row: 'Ярмарка идей' })).status).toBe(303);
	const [added] = one("SELECT id, section_id AS s, due FROM activities WHERE text = 'Ярмарка идей'");
	expect(added).toMatchObject({ s: section, due: 'read' });
	expect(text((await curator.get(`/desk/activity/${added.id}`)).text)).toContain('Строки не было в утверждённом документе');
	const lines = (await curator.get(`/desk/roadmap/${map}/csv`)).text.split('\r\n');
	const at = lines.findIndex((l) => l.includes('Ярмарка идей'));
	expect(lines[at]).toBe('"1.9";"Ярмарка идей";"до 20 декабря 2026";"Ладыгина М.С.";"Протокол"');
	expect(lines[at + 1]).toContain('Раздел 2');
});

test('a filter stands in the address, and an unknown one shows nothing instead of failing', async () => {
	expect(text((await curator.get('/desk/roadmap?state=done')).text)).toContain('1 мероприятие.');
	const section = one('SELECT id FROM roadmap_sections ORDER BY position DESC LIMIT 1')[0].id;
	expect(text((await curator.get(`/desk/roadmap?section=${section}`)).text)).toContain('1 мероприятие.');
	for (const q of ['state=nonsense', 'who=%3D%D0%BD%D0%B8', 'who=99', 'section=99', 'page=1000', 'page=-1', 'page=x', 'state=%3Cb%3E&who=%22', 'cycle=x'])
		expect((await curator.get(`/desk/roadmap?${q}`)).status, q).toBe(200);
	expect(text((await curator.get('/desk/roadmap?state=nonsense')).text)).toContain('Таких мероприятий нет');
	for (const p of ['/desk/activity/0', '/desk/activity/99999', '/desk/activity/x', '/desk/roadmap/import/99999', '/desk/roadmap/9/proposals', '/desk/cycle/99'])
		expect((await curator.get(p)).status, p).toBe(404);
});

test('shown to visitors by choice, hidden row by row, closed for ever', async () => {
	const map = one('SELECT id, version FROM roadmaps')[0];
	expect((await editor.act(`/desk/roadmap/${map.id}/publish`, { version: map.version, public: 1 })).status).toBe(403);
	const shown = await curator.post(`/desk/roadmap/${map.id}/publish`, [['csrf', await curator.csrf()], ['version', map.version], ['show', 'responsible'], ['show', 'nonsense'], ['public', 1]]);
	expect(shown.status).toBe(303);
	expect(one('SELECT public, shows FROM roadmaps')[0]).toEqual({ public: 1, shows: 'responsible' });
	expect((await act(row('1.4').id, 'hide', { hidden: 1 })).status).toBe(303);
	expect(text((await curator.get('/desk/roadmap')).text)).toContain('На сайте скрыто');
	const v = one('SELECT version AS v FROM roadmaps')[0].v;
	expect(alert(await curator.act(`/desk/roadmap/${map.id}/close`, { version: v }))).toContain('Отметьте, что год закончен');
	expect((await curator.act(`/desk/roadmap/${map.id}/close`, { version: v, sure: 1 })).status).toBe(303);
	const late = await act(row('1.2').id, 'state', { state: 'working' });
	expect(late.status).toBe(422);
	expect(alert(late)).toContain('закрыта');
});

test('a cycle has its stamps, and another one can become the current one', async () => {
	expect((await curator.act('/desk/settings/cycle', { cycle_title: 'Программа 2027–2029', cycle_kind: 'period', cycle_from: '2027-09-01', cycle_to: '2029-08-31' })).status).toBe(303);
	const [first, second] = one('SELECT id, current FROM cycles ORDER BY id');
	expect(second.current).toBe(1);
	expect((await curator.act(`/desk/cycle/${first.id}/current`)).status).toBe(303);
	expect(one(`SELECT current AS c FROM cycles WHERE id = ${first.id}`)[0].c).toBe(1);
	const save = { title: '2026/2027', organisation: 'МБОУ «Школа № 3»', agreed: 'Совет\nПредседатель', approved: 'Директор', order_no: '112-од', on: '2026-08-31' };
	expect((await curator.act(`/desk/cycle/${first.id}`, save)).status).toBe(303);
	const page = (await editor.get(`/desk/cycle/${first.id}`)).text;
	expect(text(page)).toContain('112-од от 31 августа 2026 г.');
	for (const bad of [{ title: '' }, { title: 'я'.repeat(61) }, { organisation: 'я'.repeat(201) }, { agreed: 'я'.repeat(1001) }, { on: 'когда-то' }])
		expect((await curator.act(`/desk/cycle/${first.id}`, { ...save, ...bad })).status, Object.keys(bad)[0]).toBe(422);
	expect((await editor.act(`/desk/cycle/${first.id}`, save)).status).toBe(403);
	expect(text((await curator.get(`/desk/roadmap?cycle=${second.id}`)).text)).toContain('Дорожной карты ещё нет');
});

// The workers are killed while one of them has the store to write to: then
// not one row is there, and the store is whole.
async function killedWhileTaking(id, cycle) {
	const db = path.join(server.state, 'demo/site.db');
	const writing = () => spawnSync('sqlite3', ['-cmd', '.timeout 0', db, 'BEGIN IMMEDIATE; ROLLBACK'], { encoding: 'utf8' }).status !== 0;
	const pgrep = (...args) => spawnSync('pgrep', args, { encoding: 'utf8' }).stdout.trim().split('\n').map(Number);
	const token = await curator.csrf();
	const answer = curator.post(`/desk/roadmap/import/${id}/take`, { csrf: token }).then((r) => r.status, () => 0);
	await expect.poll(writing, { intervals: [5], timeout: 10000 }).toBe(true);
	const [master] = pgrep('-P', String(server.child.pid), '-f', 'nastavnik-worker'), before = pgrep('-P', String(master));
	for (const pid of before)
		process.kill(pid, 'SIGKILL');
	expect(await answer).not.toBe(303);
	expect(one(`SELECT (SELECT COUNT(*) FROM activities WHERE import_id = ${id}) AS rows, (SELECT COUNT(*) FROM roadmaps WHERE cycle_id = ${cycle}) AS maps,
		(SELECT state FROM roadmap_imports WHERE id = ${id}) AS state`)[0]).toEqual({ rows: 0, maps: 0, state: 'preview' });
	expect(one('PRAGMA integrity_check')[0].integrity_check).toBe('ok');
	await expect.poll(async () => (await curator.get('/desk/roadmap')).status).toBe(200);
}

test('five thousand rows are read from a file, shown by 200, taken and shown by 200; killed in the middle of taking, none is there', async () => {
	test.setTimeout(120000);
	const cycle = one("SELECT id FROM cycles WHERE kind = 'period'")[0].id;
	const big = [plan[0].join('\t')];
	for (let i = 1; i <= 5000; i++)
		big.push([`${i}.`, `Мероприятие номер ${i} для всех школ района`, 'октябрь 2027', 'Ладыгина М.С.', 'Протокол'].join('\t'));
	const source = Buffer.from(big.join('\n'));
	const id = idOf(await paste('', { cycle, file: [source, 'big.txt'] }));
	const timed = async (at) => {
		const t = Date.now();
		const r = await curator.get(at);
		expect(r.status, at).toBe(200);
		return [r, Date.now() - t];
	};
	const [page, ms] = await timed(`/desk/roadmap/import/${id}?page=25`);
	expect(text(page.text)).toContain('показаны 4801–5000 из 5000');
	expect(page.text.length).toBeLessThan(400000);
	expect(ms).toBeLessThan(5000);
	expect((await curator.get(`/desk/roadmap/import/${id}?page=999`)).status).toBe(200);
	await killedWhileTaking(id, cycle);
	expect((await curator.act(`/desk/roadmap/import/${id}/take`)).status).toBe(303);
	expect(one(`SELECT COUNT(*) AS n FROM activities WHERE import_id = ${id}`)[0].n).toBe(5000);
	const [map, mapMs] = await timed(`/desk/roadmap?cycle=${cycle}&page=2`);
	expect(text(map.text)).toContain('Мероприятие номер 201 ');
	expect(text(map.text)).not.toContain('Мероприятие номер 401 ');
	expect(mapMs).toBeLessThan(5000);
	const roadmap = one(`SELECT id FROM roadmaps WHERE cycle_id = ${cycle}`)[0].id;
	const [, peopleMs] = await timed(`/desk/roadmap/${roadmap}/people`);
	expect(peopleMs).toBeLessThan(5000);
	const [, homeMs] = await timed('/desk/');
	console.log(`5000 rows: preview ${ms} ms, roadmap ${mapMs} ms, people ${peopleMs} ms, first page ${homeMs} ms`);
});
