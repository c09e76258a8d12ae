// The main work of the desk in a real browser, and what goes wrong on the
// way.  What carries @nojs runs with scripts on (project js) and off (nojs).
import { test, expect } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startInstance, tree } from '../lib/instance.mjs';
import { Client, sql } from '../e2e/lib/client.mjs';
import { until } from '../e2e/lib/world.mjs';

const curator = 'ladygina', director = 'severceva', editor = 'timofeev';
const password = 'nastavnik-demo';
const photo = path.join(tree, 'tests/fixtures/images/srgb.jpg');
const minute = 60, hour = 3600, day = 86400;

let server, state, offset = 0, contexts = [];
const clients = {};

test.beforeAll(async () => {
	test.setTimeout(120000);
	state = mkdtempSync(path.join(tmpdir(), 'nastavnik-journey-'));
	writeFileSync(path.join(state, 'nastavnik.conf'), 'testing = 1\n');
	server = await startInstance({ state });
	await until('the demonstration\'s first post is verified', () =>
		sql(server, "SELECT COUNT(*) FROM publications WHERE state = 'verified'") !== '0', 60000);
});
test.afterAll(async () => {
	await server?.stop();
	rmSync(state, { recursive: true, force: true });
});
test.afterEach(async () => {
	for (const c of contexts)
		await c.close();
	contexts = [];
});

// The clock of the product and of the simulator together.
const now = () => Math.floor(Date.now() / 1000) + offset;
async function clock(at) {
	const by = at - now();
	if (by <= 0)
		return;
	offset += by;
	if (by > hour) // sessions have an end
		for (const who of Object.keys(clients))
			delete clients[who];
	await server.sandbox('clock', { advance: by });
	writeFileSync(path.join(state, 'clock.new'), String(offset));
	renameSync(path.join(state, 'clock.new'), path.join(state, 'clock'));
}

// As a field of the desk holds it: the school's time, five hours east.
const local = (t) => new Date((t + 5 * hour) * 1000).toISOString().slice(0, 16);
const noon = (days) => (Math.floor((now() + 5 * hour) / day) + days) * day - 5 * hour + 12 * hour;

async function as(browser, who) {
	const context = await browser.newContext();
	contexts.push(context);
	const page = await context.newPage();
	page.on('pageerror', (e) => {
		throw e;
	});
	// The project without scripts really has none.
	await page.setContent('<noscript><p>off</p></noscript>');
	await expect(page.getByText('off')).toHaveCount(script() ? 0 : 1);
	await signIn(page, who);
	return page;
}

async function signIn(page, who) {
	await page.goto(`${server.url}/desk/login`);
	await page.fill('#user', who);
	await page.fill('#password', password);
	await page.click('main button[type=submit]');
	await expect(page).toHaveURL(/\/desk\/$/);
}

// The desk's script draws a story anew while it is being sent: that may cut
// off a walk elsewhere, which a person would simply begin again.
const go = (page, address) => page.goto(server.url + address).catch((e) => {
	if (!/interrupted by another navigation/.test(e.message))
		throw e;
	return page.goto(server.url + address);
});
const script = () => test.info().project.use.javaScriptEnabled !== false;
const badge = (page) => page.locator('.ph .st');
const notice = (page) => page.locator('[data-region=notice] .flash');
const press = (page, name, root = 'main') => page.locator(root).getByRole('button', { name, exact: true }).click();
async function unfold(page, name) {
	const fold = page.locator('details', { has: page.locator(`summary:has-text("${name}")`) }).last();
	if (await fold.getAttribute('open') === null)
		await fold.locator('> summary').click();
}

// The wall of the simulator and what led there.
async function posts(marker) {
	const wall = (await server.sandbox('wall?owner_id=-1001&state=published')).posts;
	const calls = (await server.sandbox('journal?method=wall.post&limit=10000')).entries;
	return {
		wall: wall.filter((p) => p.text.includes(marker)),
		made: calls.filter((e) => e.committed && !e.guid_repeat && e.params.message.includes(marker)),
		calls: calls.filter((e) => e.params.message?.includes(marker)),
	};
}

// Another post of the last minute may stand before it (vk.post_gap_s).
async function onTheWall(marker) {
	for (let i = 0; i < 4 && !(await posts(marker)).wall.length; i++) {
		await clock(now() + (i ? minute : 0));
		await until(`${marker} on the wall`, async () => (await posts(marker)).wall.length > 0, 15000).catch((e) => {
			if (i === 3)
				throw new Error(`${e.message}\n${sql(server, 'SELECT id, story_id, state, due_at, act_at, error_class, error_text FROM publications')}\nnow ${now()}\n${readLog()}`);
		});
	}
	const p = await posts(marker);
	expect(p.wall.length, 'posts of it on the wall').toBe(1);
	expect(p.made.length, 'executed wall.post').toBe(1);
	return p.wall[0];
}
const readLog = () => readFileSync(path.join(state, '.log/publisher.log'), 'utf8').split('\n').slice(-15).join('\n');
const pubState = (story) => sql(server, `SELECT state FROM publications WHERE story_id = ${story} ORDER BY id DESC LIMIT 1`);

// What a test only needs beforehand is made without the browser.
async function client(who) {
	clients[who] ??= await new Client(server).signIn(who, password);
	return clients[who];
}

async function approved(title) {
	const e = await client(editor), d = await client(director);
	const id = await e.story();
	const saved = await e.save(id, { title, text: `${title}. Пишем коротко и по делу.`, lead: 'Одно предложение.',
		channel: 1, do: 'submit' });
	expect(saved.status, title).toBe(303);
	expect((await d.step(id, 'approve')).status).toBe(303);
	return id;
}

// lost: VK makes the post and its answer never comes.
async function sent(title, { lost } = {}) {
	const id = await approved(title);
	const c = await client(curator);
	expect((await c.step(id, 'send_now')).status).toBe(303);
	if (lost)
		await server.sandbox('faults', { method: 'wall.post', match: { guid: sql(server, `SELECT guid FROM publications WHERE story_id = ${id}`) },
			effect: { type: 'close', at: 'request', commit: true } });
	await clock(Number(sql(server, `SELECT publish_at FROM stories WHERE id = ${id}`)) + 1);
	return { id, slug: sql(server, `SELECT slug FROM stories WHERE id = ${id}`) };
}

// The editor fills an empty window and sends it to the director.
async function write(page, id, { title, text, people, picture }) {
	await go(page, `/desk/story/${id}`);
	await page.fill('#title', title);
	await page.selectOption('#rubric_id', { index: 1 });
	await page.fill('#lead', `${title}: в двух словах.`);
	await page.fill('#text', text);
	await page.getByLabel(people ? 'Да, есть имена или лица' : 'Нет, никого узнать нельзя').check();
	if (picture) {
		await page.setInputFiles('#up', photo);
		if (!script())
			await press(page, 'Загрузить');
		await expect(page.locator('#a1')).toBeVisible();
		await page.fill('#a1', picture);
	}
	await press(page, 'Отправить на согласование');
	await expect(badge(page)).toHaveText('Согласование');
}

async function approve(page, id, people) {
	await go(page, `/desk/story/${id}`);
	if (people)
		await page.getByLabel('Согласия всех названных и показанных проверены').check();
	await press(page, 'Согласовать');
	await expect(badge(page)).toHaveText('Согласован');
}

test('an event becomes two stories, each once on the site and once on the wall, with proof @nojs', async ({ browser }) => {
	test.setTimeout(180000);
	const c = await as(browser, curator), e = await as(browser, editor), d = await as(browser, director);
	const name = `Ярмарка проектов ${test.info().project.name}`;
	const starts = noon(3), ends = starts + hour;

	// The curator: an event with the windows that the desk proposes.
	await go(c, '/desk/');
	await c.getByRole('link', { name: 'Новое событие' }).click();
	await c.fill('#title', name);
	await c.fill('#start', local(starts));
	await c.fill('#end', local(ends));
	await c.fill('#place', 'Актовый зал');
	await press(c, 'Добавить событие');
	await expect(notice(c)).toContainText('Событие добавлено. Окон для материалов: 3.');
	await expect(c.locator('main')).toContainText('Пресс-релиз');
	await expect(c.locator('main')).toContainText('Пост-релиз');
	const event = Number(/event\/(\d+)/.exec(c.url())[1]);
	const story = (kind) => Number(sql(server, `SELECT id FROM stories WHERE event_id = ${event} AND kind = '${kind}'`));
	const press1 = story('press_release'), post = story('post_release');

	// The editor: both texts, one with people and a described photo.
	const pressTitle = `Приходите на ярмарку ${test.info().project.name}`;
	const postTitle = `Как прошла ярмарка ${test.info().project.name}`;
	await go(e, '/desk/plan?state=slot');
	await expect(e.locator('main')).toContainText(name);
	await write(e, press1, { title: pressTitle, text: 'Пары покажут, что успели за осень.\n\nВход свободный.', people: false });
	await write(e, post, { title: postTitle, text: 'Двенадцать пар рассказали о своих проектах.', people: true,
		picture: 'Ученики стоят у стенда с макетом моста' });

	// The director returns one with words; the editor reads and mends it.
	await go(d, '/desk/plan?state=review');
	await d.getByRole('link', { name: pressTitle }).click();
	await d.fill('#return-reason', 'Добавьте, во сколько начало.');
	await press(d, 'Вернуть автору');
	await expect(badge(d)).toHaveText('Возвращён');
	await go(e, `/desk/story/${press1}`);
	await expect(e.locator('.flash.s-returned')).toContainText('Добавьте, во сколько начало.');
	await e.fill('#text', 'Пары покажут, что успели за осень.\n\nНачало в полдень, вход свободный.');
	await press(e, 'Отправить на согласование');
	await expect(badge(e)).toHaveText('Согласование');
	await expect(e.locator('form[action$="/approve"]')).toHaveCount(0);

	// She approves both; people shown need her word about consents.
	await approve(d, press1, false);
	await go(d, `/desk/story/${post}`);
	if (script()) { // without scripts the browser's own check of required is on as well
		await press(d, 'Согласовать');
		await expect(badge(d)).toHaveText('Согласование');
	}
	await approve(d, post, true);

	// The curator: the first one now, within ten seconds and once.
	await go(c, `/desk/story/${press1}`);
	await press(c, 'Отправить сейчас');
	await expect(notice(c)).toContainText(/атериал выйдет/);
	const slug = (id) => sql(server, `SELECT slug FROM stories WHERE id = ${id}`);
	const due = (id) => Number(sql(server, `SELECT publish_at FROM stories WHERE id = ${id}`));
	expect(due(press1) - now()).toBeLessThan(61 + minute);
	await clock(due(press1) + 1);
	await onTheWall(`/story/${slug(press1)}`);
	await go(c, `/story/${slug(press1)}`);
	await expect(c.locator('h1')).toHaveText(pressTitle);
	await expect(c.locator('.prose')).toContainText('Начало в полдень');

	// The event is over: the second one for the next minute.
	await clock(ends + minute);
	await signIn(c, curator);
	await go(c, `/desk/story/${post}`);
	const at = Math.floor(now() / minute) * minute + 2 * minute;
	await c.fill('#go-at', local(at));
	await press(c, 'В очередь');
	await expect(badge(c)).toHaveText('В очереди');
	expect(due(post)).toBe(at);
	const visitor = await browser.newContext();
	contexts.push(visitor);
	const reader = await visitor.newPage();
	expect((await go(reader, `/story/${slug(post)}`)).status()).toBe(404);
	await clock(at + 1);
	const wall = await onTheWall(`/story/${slug(post)}`);
	expect(wall.text).toContain('Двенадцать пар');
	await until('the story on the site', async () => (await go(reader, `/story/${slug(post)}`)).status() === 200, 30000);
	await expect(reader.locator('h1')).toHaveText(postTitle);
	await expect(reader.getByAltText('Ученики стоят у стенда с макетом моста').first()).toBeVisible();
	await go(reader, '/news/');
	await expect(reader.getByRole('link', { name: postTitle })).toHaveCount(1);
	await expect(reader.getByRole('link', { name: pressTitle })).toHaveCount(1);

	// The ledger: the proof with a link to the very post.
	await until('a proof', () => ['posted', 'verified'].includes(pubState(post)), 30000);
	await go(c, `/desk/story/${post}`);
	await expect(badge(c)).toHaveText('Опубликован');
	await c.getByRole('link', { name: 'Подробнее' }).click();
	const proof = c.locator('section', { has: c.locator('#h-proof') });
	await expect(proof).toContainText(`Запись № ${wall.id ?? wall.post_id}`);
	await proof.getByRole('link', { name: 'Открыть запись' }).first().click();
	await expect(c.locator('body')).toContainText('Двенадцать пар');

	// And still once each when the publisher had time to think again.
	await clock(now() + 10 * minute);
	await onTheWall(`/story/${slug(press1)}`);
	await onTheWall(`/story/${slug(post)}`);
});

test('a move is undone by one button @nojs', async ({ browser }) => {
	const c = await as(browser, curator);
	const id = await approved(`Перенос ${test.info().project.name}`);
	const queue = await client(curator);
	const at = noon(4) + 7 * minute;
	expect((await queue.step(id, 'schedule', { at: local(at) })).status).toBe(303);
	await go(c, `/desk/story/${id}`);
	await unfold(c, 'Перенести…');
	await c.fill('#move-at', local(at + day));
	await press(c, 'Перенести');
	const due = () => Number(sql(server, `SELECT publish_at FROM stories WHERE id = ${id}`));
	await expect(notice(c)).toContainText('перенес');
	expect(due()).toBe(at + day);
	await notice(c).getByRole('button', { name: 'Отменить' }).click();
	await expect(notice(c)).toContainText('Отменено, всё как было.');
	expect(due()).toBe(at);
	await expect(badge(c)).toHaveText('В очереди');
});

test('a moved event takes its windows along and says how many @nojs', async ({ browser }) => {
	const c = await as(browser, curator);
	await go(c, '/desk/event/new');
	await c.fill('#title', `Переезд ${test.info().project.name}`);
	const starts = noon(20);
	await c.fill('#start', local(starts));
	await c.fill('#end', local(starts + hour));
	await press(c, 'Добавить событие');
	const event = Number(/event\/(\d+)/.exec(c.url())[1]);
	const windows = () => sql(server, `SELECT window_from FROM stories WHERE event_id = ${event} ORDER BY id`).split('\n').map(Number);
	const before = windows();
	expect(before.length).toBe(3);
	await c.fill('#start', local(starts + 2 * day));
	await c.fill('#end', local(starts + 2 * day + hour));
	await press(c, 'Сохранить');
	await expect(notice(c)).toContainText('Событие сохранено. Вместе с ним сдвинулись окна: 3.');
	expect(windows()).toEqual(before.map((t) => t + 2 * day));
});

test('a window that closed unsent waits among «Требуют внимания» until it is skipped with words @nojs', async ({ browser }) => {
	const c = await as(browser, curator);
	const name = `Опоздали ${test.info().project.name}`;
	await go(c, '/desk/event/new');
	await c.fill('#title', name);
	await c.fill('#start', local(noon(5)));
	await c.fill('#end', local(noon(5) + hour));
	await press(c, 'Добавить событие');
	const event = Number(/event\/(\d+)/.exec(c.url())[1]);
	const slot = Number(sql(server, `SELECT id FROM stories WHERE event_id = ${event} AND kind = 'press_release'`));
	await clock(Number(sql(server, `SELECT window_to FROM stories WHERE id = ${slot}`)) + 1);
	await signIn(c, curator);
	await go(c, '/desk/attention');
	const mine = c.locator('article.case', { has: c.locator(`h3 a[href$="/desk/story/${slot}"]`) });
	await expect(mine).toHaveCount(1);
	await expect(mine).toContainText('Время прошло');
	await mine.getByLabel('Почему не будет').fill('Событие отменили в последний день');
	await mine.getByRole('button', { name: 'Пропустить' }).click();
	await expect(notice(c)).toBeVisible();
	await expect(mine).toHaveCount(0);
	await go(c, `/desk/story/${slot}`);
	await expect(badge(c)).toHaveText('Пропущен');
	await expect(c.locator('main')).toContainText('Событие отменили в последний день');
});

test('a correction of a published story stands on the site at once, with consents when people are shown @nojs', async ({ browser }) => {
	const { id, slug } = await sent(`С опечаткой ${test.info().project.name}`);
	await onTheWall(`/story/${slug}`);
	await clock(now() + 70 * minute); // a change of the first hour is not told to readers
	const c = await as(browser, curator);
	await go(c, `/story/${slug}`);
	await expect(c.locator('.prose')).toContainText('коротко и по делу');
	await go(c, `/desk/story/${id}`);
	await c.getByRole('link', { name: 'Исправить', exact: true }).click();
	await c.fill('#text', 'Теперь без опечатки.');
	await c.getByLabel('Да, есть имена или лица').check();
	await press(c, 'Опубликовать исправление');
	await expect(c.locator('[role=alert]').first()).toContainText(/соглас/i);
	await expect(c.locator('#text')).toHaveValue('Теперь без опечатки.');
	await c.getByLabel('Согласия всех названных и показанных проверены').check();
	await press(c, 'Опубликовать исправление');
	await expect(badge(c)).toHaveText('Опубликован');
	await go(c, `/story/${slug}`);
	await expect(c.locator('.prose')).toContainText('Теперь без опечатки.');
	await expect(c.locator('.title')).toContainText('Изменено');
	// The wall follows, or a person is told to do it.
	await until('the wall or a chore', async () => (await posts(`/story/${slug}`)).wall[0]?.text.includes('без опечатки') ||
		sql(server, `SELECT COUNT(*) FROM chores c JOIN publications p ON p.id = c.publication_id WHERE p.story_id = ${id}`) !== '0', 30000);
	expect((await posts(`/story/${slug}`)).made.length).toBe(1);
});

test('a withdrawn story answers 410 on the site and leaves the wall @nojs', async ({ browser }) => {
	const { id, slug } = await sent(`Отзываем ${test.info().project.name}`);
	await onTheWall(`/story/${slug}`);
	await until('the proof', () => ['posted', 'verified'].includes(pubState(id)), 30000);
	const c = await as(browser, curator);
	await go(c, `/desk/story/${id}`);
	await unfold(c, 'Отозвать…');
	await c.fill('#withdraw-reason', 'Перепутали школу');
	await press(c, 'Отозвать материал');
	await expect(badge(c)).toHaveClass(/s-withdrawn/);
	const answer = await go(c, `/story/${slug}`);
	expect(answer.status()).toBe(410);
	await go(c, '/news/');
	await expect(c.getByRole('link', { name: /Отзываем/ })).toHaveCount(0);
	const chores = () => sql(server, `SELECT COUNT(*) FROM chores c JOIN publications p ON p.id = c.publication_id WHERE p.story_id = ${id} AND c.kind = 'delete'`) !== '0';
	await until('gone from the wall or a chore', async () => (await posts(`/story/${slug}`)).wall.length === 0 || chores(), 30000);
	if (chores()) {
		await go(c, '/desk/attention');
		await expect(c.locator('article.case', { hasText: 'Отзываем' }).first()).toBeVisible();
	}
});

test('a stale edit in a second tab loses neither text @nojs', async ({ browser }) => {
	const e = await client(editor);
	const id = await e.story();
	expect((await e.save(id, { title: 'Две вкладки', text: 'Начало.' })).status).toBe(303);
	const one = await as(browser, editor), two = await as(browser, curator);
	await go(one, `/desk/story/${id}?edit=1`);
	await go(two, `/desk/story/${id}?edit=1`);
	await one.fill('#text', 'Так написал редактор.');
	await press(one, 'Сохранить');
	await expect(notice(one)).toContainText('Сохранено');
	await two.fill('#text', 'Так написал куратор.');
	await press(two, 'Сохранить');
	await expect(two.locator('[role=alert]').first()).toContainText('материал сохранил другой человек');
	await expect(two.locator('#text')).toHaveValue('Так написал куратор.');
	await expect(two.locator('section', { has: two.locator('#h-theirs') })).toContainText('Так написал редактор.');
	await press(two, 'Сохранить');
	await expect(notice(two)).toContainText('Сохранено');
	expect(sql(server, `SELECT text FROM stories WHERE id = ${id}`)).toBe('Так написал куратор.');
	const texts = sql(server, `SELECT text FROM story_versions WHERE story_id = ${id}`);
	expect(texts).toContain('Так написал редактор.');
	expect(texts).toContain('Так написал куратор.');
});

test('text typed in a tab that was closed is there when the story is opened again', async ({ browser }) => {
	const e = await client(editor);
	const id = await e.story();
	const page = await as(browser, editor);
	await go(page, `/desk/story/${id}?edit=1`);
	await page.fill('#title', 'Закрытая вкладка');
	await page.locator('#text').pressSequentially('Этот текст никто не сохранял.');
	await page.locator('#lead').focus();
	await expect(page.locator('#saved')).toContainText('Сохранено в');
	// Long before the half minute of the timer, though the title was being saved.
	await expect.poll(() => sql(server, `SELECT text FROM stories WHERE id = ${id}`)).toBe('Этот текст никто не сохранял.');
	await page.close();
	const again = await as(browser, editor);
	await go(again, `/desk/story/${id}?edit=1`);
	await expect(again.locator('#title')).toHaveValue('Закрытая вкладка');
	await expect(again.locator('#text')).toHaveValue('Этот текст никто не сохранял.');
});

test('a card dragged to another day of the month moves the story, and the toast undoes it', async ({ browser }) => {
	const id = await approved('Перетащили');
	const at = noon(2) + 11 * minute;
	expect((await (await client(curator)).step(id, 'schedule', { at: local(at) })).status).toBe(303);
	const c = await as(browser, curator);
	await c.setViewportSize({ width: 1280, height: 3000 }); // all of the month in sight
	const ymd = (t) => local(t).slice(0, 10);
	await go(c, `/desk/plan?month=${ymd(at).slice(0, 7)}`);
	const card = c.locator(`[data-card="${id}"]`);
	const cells = await c.locator('td[data-day]:not(.past)').evaluateAll((all) => all.map((x) => x.dataset.day));
	const target = cells.filter((x) => x > ymd(at)).pop();
	const due = () => Number(sql(server, `SELECT publish_at FROM stories WHERE id = ${id}`));
	await card.scrollIntoViewIfNeeded();
	const from = await card.boundingBox(), to = await c.locator(`td[data-day="${target}"]`).boundingBox();
	await c.mouse.move(from.x + 30, from.y + from.height / 2);
	await c.mouse.down();
	await c.mouse.move(from.x + 60, from.y + 40, { steps: 4 });
	await c.mouse.move(to.x + to.width / 2, to.y + 30, { steps: 8 });
	await c.mouse.up();
	await expect(c.locator('.toast')).toContainText('перенес');
	await expect(c.locator('[data-region=notice] .flash'), 'the page does not jump to its notice').not.toBeFocused();
	await expect(c.locator(`td[data-day="${target}"] [data-card="${id}"]`)).toHaveCount(1);
	expect(local(due())).toBe(`${target}${local(at).slice(10)}`);
	await c.locator('.toast').getByRole('button', { name: 'Отменить' }).click();
	await expect(c.locator(`td[data-day="${ymd(at)}"] [data-card="${id}"]`)).toHaveCount(1);
	expect(due()).toBe(at);
});

test('a post whose answer was lost asks a person; the pasted address closes it and nothing is sent twice @nojs', async ({ browser }) => {
	test.setTimeout(120000);
	// Without the reader keys the program cannot look by itself.
	const a = await as(browser, 'admin');
	for (const title of ['Ключ администратора', 'Сервисный ключ']) {
		await go(a, '/desk/vk');
		const panel = a.locator('.slots section', { has: a.locator('h2', { hasText: title }) });
		await panel.locator('summary:has-text("Заменить")').click();
		await panel.getByRole('button', { name: 'Удалить ключ' }).click();
		await expect(notice(a)).toBeVisible();
	}
	const { id, slug } = await sent(`Неясная ${test.info().project.name}`, { lost: true });
	const post = await onTheWall(`/story/${slug}`);
	await until('a person is asked', () => pubState(id) === 'person', 30000).catch((e) => { throw new Error(`${e.message}: ${pubState(id)}\n${readLog()}`); });
	const c = await as(browser, curator);
	await go(c, '/desk/');
	await expect(c.locator('.rail .n.hot').first()).toBeAttached();
	await go(c, '/desk/attention');
	const mine = c.locator('article.case', { hasText: 'Неясная' });
	await expect(mine.locator('.three button')).toHaveText(['Запись есть', 'Записи нет, отправить', 'Уже выложили сами']);
	await mine.getByLabel('Адрес записи', { exact: true }).fill(`https://vk.com/wall-1001_${post.id ?? post.post_id}`);
	await mine.getByRole('button', { name: 'Запись есть' }).click();
	await expect(mine).toHaveCount(0);
	expect(['posted', 'by_hand', 'verified']).toContain(pubState(id));
	await clock(now() + 30 * minute);
	await onTheWall(`/story/${slug}`);
	await go(c, `/desk/story/${id}`);
	await c.getByRole('link', { name: 'Подробнее' }).click();
	await expect(c.locator('section', { has: c.locator('#h-proof') })).toContainText(`Запись № ${post.id ?? post.post_id}`);
});
