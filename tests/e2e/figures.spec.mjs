// The figures of a year, the control sheet, who came to events: as people of
// the desk see them.
import { test, expect } from '@playwright/test';
import { startInstance } from '../lib/instance.mjs';
import { Client, ctl, sql, unescape } from './lib/client.mjs';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const table = [
	['№', 'Мероприятие', 'Сроки', 'Ответственные', 'Результат, вид документа', 'KPI'],
	['1.1', 'Издание приказа', 'до 15 сентября 2026', 'Директор', 'Приказ', '100 %'],
	['1.2', 'Педсовет <b>о наставничестве</b>', 'октябрь 2026', 'Куратор', 'Протокол, реестр', '90 %'],
	['1.3', 'Родительские собрания', 'с 1 по 30 октября 2026', 'Куратор', 'Протокол', '5'],
	['2.1', 'Форум наставников', '31 февраля 2027', 'Куратор', 'Справка', ''],
	['2.2', 'Итоговая встреча', 'май 2027', 'Куратор', '', ''],
].map((r) => r.join('\t')).join('\n');
let server, curator, editor, visitor, cycle;

test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance({ roadmap: false });
	ctl(server, ['--site', 'demo', 'roadmap', 'import', '-', '--period', 'school:2026'], table);
	sql(server, `UPDATE roadmaps SET state = 'running', approved_on = 20697;
		UPDATE activities SET state = 'done', done_on = due_to WHERE number = '1.1';
		UPDATE activities SET state = 'done', done_on = due_to + 3, reason = 'реестр ведёт секретарь' WHERE number = '1.2';
		UPDATE activities SET state = 'planned', due_from = 20000, due_to = 20010 WHERE number = '1.3';
		INSERT INTO evidence (activity_id, kind, words, on_day, at) SELECT id, 'paper', 'Приказ № 112', 20700, 0 FROM activities WHERE number = '1.1';
		INSERT INTO evidence (activity_id, kind, url, words, on_day, at) SELECT id, 'link', 'https://example.org/p?a=1&b=2', 'Протокол № 3', 20700, 0 FROM activities WHERE number = '1.2';
		INSERT INTO evidence (activity_id, kind, record_id, words, on_day, at) SELECT id, 'story', 1, 'Новость <i>дня</i>', 20700, 0 FROM activities WHERE number = '1.2'`);
	cycle = sql(server, 'SELECT id FROM cycles WHERE current = 1');
	curator = await new Client(server).signIn('ladygina');
	editor = await new Client(server).signIn('timofeev');
	visitor = new Client(server);
});
test.afterAll(async () => {
	await server?.stop();
});

// What a reader sees of a page.
const words = (html) => unescape(html.replace(/<[^>]*>/g, ' ')).replace(/[ \t\n]+/g, ' ');
const past = () => Number(sql(server, 'SELECT id FROM events WHERE starts_at < unixepoch() AND cancelled = 0 ORDER BY id LIMIT 1'));
const csvRows = (r) => r.text.replace(/^\ufeff/, '').trim().split('\r\n');

// Text of a figure's row in the table.
async function row(label) {
	const page = (await curator.get('/desk/figures')).text;
	const from = page.indexOf(`>${label}</a>`);
	expect(from).toBeGreaterThan(0);
	return words(page.slice(from, page.indexOf('</tr>', from)));
}

test('the control sheet says what is done, in time, late, unproven and what is missing', async () => {
	const r = await curator.get('/desk/control');
	const text = words(r.text);
	expect(r.status).toBe(200);
	expect(text).toMatch(/Выполнено\s+2 из 5\s+\(40\s%\)/);
	expect(text).toMatch(/В срок\s+1 из 4\s+\(25\s%\)/);
	expect(text).toContain('без него: 1');
	expect(text).toMatch(/Не выполнено: 3 пункта\s+1\.3\s+2\.1\s+2\.2/);
	expect(text).toMatch(/С опозданием: 2 пункта\s+1\.2\s+1\.3/);
	expect(text).toMatch(/Срок не подтверждён: 1 пункт\s+2\.1/);
	expect(text).toMatch(/Нет обещанного документа: 1 пункт\s+1\.2/);
	expect(text).toContain('с опозданием на 3 дня; реестр ведёт секретарь');
	expect(text).toContain('обещано: протокол, реестр; нет: реестр');
	expect(text).toContain('обещано: приказ; всё есть');
	expect(text).toMatch(/срок прошёл: \d+ (день|дня|дней)/);
	expect(r.text).toContain('href="https://example.org/p?a=1&amp;b=2"');
	expect(r.text).toContain('href="/desk/story/1"');
	expect(r.text).not.toContain('<i>дня');
	expect(r.text).not.toContain('<b>о наст');
});

test('the sheet shows only the rows of one gap, prints on A4 and goes out as CSV', async () => {
	const late = words((await curator.get('/desk/control?only=late')).text);
	expect(late).toContain('Педсовет');
	expect(late).not.toContain('Итоговая встреча');
	const print = words((await curator.get('/desk/control/print')).text);
	expect(print).toContain('Контрольный лист исполнения дорожной карты: 2026/2027');
	expect(print).toContain('Итоговая встреча');
	const rows = csvRows(await curator.get('/desk/control.csv'));
	expect(rows).toHaveLength(6);
	expect(rows[2]).toContain('"Протокол № 3 https://example.org/p?a=1&b=2;');
	expect(csvRows(await curator.get('/desk/control.csv?only=open'))).toHaveLength(2);
});

test('of a roadmap that nobody approved it is said that the count is preliminary', async () => {
	const said = 'Дорожная карта ещё не утверждена: счёт предварительный.';
	for (const at of ['/desk/control', '/desk/control/print', '/desk/figures']) {
		expect(words((await curator.get(at)).text)).not.toContain(said);
		sql(server, "UPDATE roadmaps SET state = 'draft'");
		expect(words((await curator.get(at)).text)).toContain(said);
		sql(server, "UPDATE roadmaps SET state = 'running'");
	}
});

test('the figure of the roadmap is the number of the control sheet', async () => {
	expect(await row('Позиции дорожной карты выполнены')).toMatch(/40\s%\s+2 из 5\s+100\s%/);
	expect(await row('Закреплённые мероприятия выполнены в срок')).toMatch(/25\s%\s+1 из 4/);
	const behind = words((await curator.get('/desk/figures/roadmap_done')).text);
	expect(behind).toMatch(/Записей: 5/);
	expect(behind).toContain('не засчитано');
});

test('a number that is missing is named with a way to enter it, and then counts', async () => {
	const id = past();
	sql(server, `INSERT INTO attendances (event_id, audience, present) VALUES (${id}, 'teachers', 36);
		UPDATE events SET informs = 1 WHERE id = ${id}`);
	expect(await row('Педсовет: охват педагогов')).toMatch(/Не посчитано\s+не хватает числа: Педагогических работников/);
	expect((await curator.get('/desk/figures')).text).toContain(`/desk/totals?cycle=${cycle}&amp;name=teachers#new`);
	const fields = { cycle, name: 'teachers', value: 40, on: '2026-09-01', source: 'Тарификация' };
	for (const [wrong, sentence] of [[{ value: '' }, 'Укажите число'], [{ value: -1 }, ''], [{ value: 1000001 }, ''],
		[{ on: '' }, ''], [{ on: '2026-02-31' }, ''], [{ source: '' }, ''], [{ name: 'moon' }, 'Выберите, что это за число'],
		[{ name: 'small_school', value: 2 }, 'Ответьте «да» или «нет»'], [{ source: 'я'.repeat(301) }, '']]) {
		const r = await curator.act('/desk/totals', { ...fields, ...wrong });
		expect(r.status, JSON.stringify(wrong)).toBe(422);
		expect(words(r.text)).toContain(sentence);
	}
	expect((await curator.act('/desk/totals', fields)).status).toBe(303);
	expect(await row('Педсовет: охват педагогов')).toMatch(/90\s%\s+36 из 40/);
	const totals = words((await curator.get('/desk/totals')).text);
	expect(totals).toContain('Тарификация');
	expect(sql(server, "SELECT who, detail FROM journal WHERE action = 'total_entered'")).toContain('Педагогических работников: 40');
});

test('a doubt is settled with a reason and an author and changes the count', async () => {
	const page = '/desk/figures/publications';
	const before = Number(/Значение\s+(\d+)/.exec(words((await curator.get(page)).text))[1]);
	const posts = Number(sql(server, "SELECT COUNT(*) FROM publications WHERE url <> '' AND state IN ('posted', 'verified', 'edited', 'mismatch')"));
	expect((await curator.act(page, { what: 'doubt', cycle, way: 'vk', reason: '' })).status).toBe(422);
	expect((await curator.act(page, { what: 'doubt', cycle, way: 'moon', reason: 'так' })).status).toBe(422);
	expect((await curator.act(page, { what: 'moon', cycle, way: 'vk', reason: 'так' })).status).toBe(422);
	expect((await curator.act(page, { what: 'doubt', cycle, way: 'vk', reason: 'решил <совет>' })).status).toBe(303);
	const text = words((await curator.get(page)).text);
	expect(text).toMatch(new RegExp(`Значение\\s+${posts}\\b`));
	expect(posts).not.toBe(before);
	expect(text).toContain('Решено: Считаем только посты во ВКонтакте');
	expect(text).toMatch(/решил <совет> \(.*Ладыгина/);
	expect(await row('Публикации со ссылками')).not.toContain('Решить:');
});

test('a threshold of the year is changed and taken back, both told in the history', async () => {
	const page = '/desk/figures/parent_meetings';
	expect((await curator.act(page, { what: 'threshold', cycle, threshold: '', reason: 'так' })).status).toBe(422);
	expect((await curator.act('/desk/figures/council', { what: 'threshold', cycle, threshold: 101, reason: 'так' })).status).toBe(422);
	expect((await curator.act(page, { what: 'threshold', cycle, threshold: 2, reason: 'мало классов' })).status).toBe(303);
	expect(await row('Родительские собрания')).toMatch(/не меньше\s2\s+порог изменён для этого года/);
	expect((await curator.act(page, { what: 'document', cycle, threshold: 2, reason: 'ошиблись' })).status).toBe(303);
	const text = words((await curator.get(page)).text);
	expect(text).toMatch(/не меньше\s5/);
	expect(text).toContain('мало классов');
	expect(text).toContain('ошиблись');
});

test('an editor says who came; another change meanwhile is seen; the sums follow', async () => {
	const id = past(), at = `/desk/event/${id}`;
	sql(server, `DELETE FROM attendances WHERE event_id = ${id}; UPDATE events SET informs = 0 WHERE id = ${id}`);
	const fields = { seen: '', present_parents: 30, total_parents: 40, note_parents: 'протокол  № 2', present_pupils: 12 };
	for (const [wrong, sentence] of [[{ present_parents: 41 }, 'Пришедших не может быть больше'], [{ present_parents: 'много' }, 'цифрами'],
		[{ present_parents: '', total_parents: 40 }, 'сколько пришло'], [{ present_pupils: 100001 }, 'не больше 100000']]) {
		const r = await editor.act(`${at}/attendance`, { ...fields, ...wrong });
		expect(r.status).toBe(422);
		expect(words(r.text)).toContain(sentence);
		expect(r.text).toContain('value="протокол');
	}
	expect((await editor.act(`${at}/attendance`, fields)).status).toBe(303);
	expect(words((await editor.get(at)).text)).toMatch(/Родители: 30 из 40\s+протокол № 2/);
	const stale = await curator.act(`${at}/attendance`, { ...fields, present_parents: 31 });
	expect(stale.status).toBe(409);
	expect(stale.text).toContain('value="31"');
	const list = words((await curator.get('/desk/attendance')).text);
	expect(list).toMatch(/Родители\s+30 1 событие/);
	expect(csvRows(await curator.get('/desk/attendance.csv')).some((r) => /"Родители";"30";"40";"протокол № 2"/.test(r))).toBe(true);
	// Of an event that tells nothing about the programme nobody counts; the mark of the event's form changes that.
	expect(await row('Родители на собраниях')).toMatch(/0\sчеловек/);
	expect(words((await curator.get(at)).text)).toContain('нет отметки «Рассказываем о программе');
	const event = JSON.parse(sql(server, `SELECT json_object('title', title, 'version', version, 'activity', coalesce(activity_id, 0),
		'start_date', date(starts_at, 'unixepoch'), 'end_date', date(ends_at, 'unixepoch')) FROM events WHERE id = ${id}`));
	const form = { ...event, start: `${event.start_date}T15:00`, end: `${event.end_date}T16:00`, who: 0, public: 1, informs: 1 };
	expect((await curator.act(at, form)).status).toBe(303);
	expect(await row('Родители на собраниях')).toMatch(/30\sчеловек/);
	const ahead = sql(server, 'SELECT id FROM events WHERE starts_at > unixepoch() AND cancelled = 0 LIMIT 1');
	expect((await editor.act(`/desk/event/${ahead}/attendance`, fields)).status).toBe(422);
	expect((await editor.act('/desk/event/99999/attendance', fields)).status).toBe(404);
});

test('figures go out as CSV with numerator, denominator, threshold and source', async () => {
	const rows = csvRows(await curator.get('/desk/figures.csv'));
	expect(rows).toHaveLength(14);
	expect(rows[1]).toMatch(/"Позиции дорожной карты выполнены";"40\s%";"2";"5";"100\s%";"";"(Пока нет|Не достигнуто)"/);
});

test('only those who plan decide; a visitor sees nothing; what is not there is not found', async () => {
	const before = sql(server, 'SELECT COUNT(*) FROM figure_choices');
	expect((await editor.get('/desk/figures')).status).toBe(200);
	expect((await editor.act('/desk/figures/rubrics', { what: 'threshold', cycle, threshold: 1, reason: 'так' })).status).toBe(403);
	expect((await editor.act('/desk/totals', { cycle, name: 'pupils', value: 1, on: '2026-09-01', source: 'x' })).status).toBe(403);
	expect(sql(server, 'SELECT COUNT(*) FROM figure_choices')).toBe(before);
	for (const at of ['/desk/figures', '/desk/figures.csv', '/desk/figures/rubrics', '/desk/totals', '/desk/control',
		'/desk/control.csv', '/desk/control/print', '/desk/attendance', '/desk/attendance.csv'])
		expect((await visitor.get(at)).status, at).not.toBe(200);
	for (const at of ['/desk/figures/moon', '/desk/figures?cycle=99', '/desk/control?cycle=x', '/desk/attendance?cycle=-1', '/desk/totals?cycle=99'])
		expect((await curator.get(at)).status, at).toBe(404);
	expect((await curator.act('/desk/figures/rubrics', { what: 'threshold', cycle: 99, threshold: 1, reason: 'так' })).status).toBe(404);
});

test('a school without a year gets an empty page that says what to do, never an error', async () => {
	ctl(server, ['site', 'add', 'fresh', '--title', 'Новая школа', '--address', `${server.url}/s/fresh`]);
	ctl(server, ['--site', 'fresh', 'account', 'add', 'one-new', '--name', 'Новая', '--role', 'curator'], 'nastavnik-demo\n');
	sql(server, 'DELETE FROM cycles', 'fresh');
	const fresh = await new Client(server, '/s/fresh').signIn('one-new');
	for (const at of ['/desk/figures', '/desk/figures/rubrics', '/desk/totals', '/desk/control', '/desk/control/print', '/desk/attendance',
		'/desk/figures.csv', '/desk/control.csv', '/desk/attendance.csv'])
		expect((await fresh.get(at)).status, at).toBe(200);
	expect(words((await fresh.get('/desk/control')).text)).toContain('Программного года нет');
});

test('a description that writes is found by check and does not run', async () => {
	const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-figures-'));
	const check = (db) => spawnSync(path.join(server.build, 'nastavnik'), ['--state', server.state, '--site', 'demo', 'check'],
		{ encoding: 'utf8', env: { ...process.env, NASTAVNIK_DB: db } });
	const before = sql(server, 'SELECT COUNT(*) FROM rubrics');
	try {
		cpSync(path.join(server.tree, 'db'), dir, { recursive: true });
		expect(check(dir).status).toBe(0);
		writeFileSync(path.join(dir, 'figures/evil.hdf'), 'title = Т\nsource = E\nunit = count\ncompare = min\nthreshold = 1\n' +
			'numerator = DELETE FROM rubrics RETURNING id\n');
		const r = check(dir);
		expect(r.status).toBe(1);
		expect(r.stderr).toContain('DELETE FROM rubrics');
		expect(sql(server, 'SELECT COUNT(*) FROM rubrics')).toBe(before);
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
});
