// The desk in a real browser, with script and without it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test, expect } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { startInstance, tree } from '../lib/instance.mjs';

const PASSWORD = 'nastavnik-demo';
const photo = path.join(tree, 'tests/fixtures/images/turned.jpg');
const validate = new HtmlValidate({
	extends: ['html-validate:recommended'],
	// A repeated name is how a form sends a list; the rest is taste.
	rules: { 'form-dup-name': 'off', 'long-title': 'off', 'no-trailing-whitespace': 'off', 'void-style': 'off', 'doctype-style': 'off' },
});
let site;

test.beforeAll(async () => {
	site = await startInstance();
});
test.afterAll(() => site?.stop());

async function signIn(browser, login, options = {}) {
	const context = await browser.newContext({ ...test.info().project.use, ...options });
	const page = await context.newPage();
	page.on('pageerror', (e) => expect(e, 'no script error').toBeNull());
	await page.goto(`${site.url}/desk/login`);
	await page.getByLabel('Логин').fill(login);
	await page.getByLabel('Пароль').fill(PASSWORD);
	await page.getByRole('button', { name: 'Войти' }).click();
	await page.waitForURL(/\/desk\/$/);
	return page;
}

const notice = (page) => page.locator('[data-region=notice]');
const scripted = () => test.info().project.use.javaScriptEnabled !== false;

function inDays(n) {
	return new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);
}

// A new event four days ahead; the addresses of its empty slots.
async function newEvent(page, title) {
	await page.goto(`${site.url}/desk/event/new?at=${inDays(5)}`);
	await page.getByLabel('Название').fill(title);
	await page.getByRole('button', { name: 'Добавить событие' }).click();
	await expect(notice(page)).toContainText('Событие добавлено');
	return page.getByRole('link', { name: /^Написать/ }).evaluateAll((all) => all.map((a) => a.href));
}

async function write(page, url, title) {
	await page.goto(url);
	await page.getByLabel('Заголовок').fill(title);
	await page.locator('#lead').fill('Коротко о главном.');
	await page.locator('#text').fill('Приходите **все** в актовый зал: расскажем, как стать наставником и с чего начать.');
	await page.getByLabel('Рубрика').selectOption({ index: 1 });
	await page.getByLabel('Нет, никого узнать нельзя').check();
	await page.getByLabel('Решим после согласования').check();
	await page.getByRole('button', { name: 'Отправить на согласование' }).click();
	await expect(notice(page)).toContainText('Отправлено на согласование');
}

test('an event becomes two stories on the site and on the wall, each once @nojs', async ({ browser }) => {
	test.setTimeout(240000);
	const curator = await signIn(browser, 'ladygina'), editor = await signIn(browser, 'timofeev');
	const director = await signIn(browser, 'severceva');
	const mark = `Проба ${Date.now()}`;
	const slots = await newEvent(curator, `Событие <b>${mark}</b> & «кавычки»`);
	expect(slots.length).toBeGreaterThanOrEqual(2);
	for (const [i, url] of slots.slice(0, 2).entries()) {
		await write(editor, url, `${mark}, часть ${i + 1}`);
		await director.goto(url);
		await director.getByRole('button', { name: 'Согласовать' }).click();
		await expect(notice(director)).toContainText('Материал согласован');
		await curator.goto(url);
		await curator.getByRole('button', { name: 'Отправить сейчас' }).click();
		await expect(notice(curator)).toContainText('Материал выйдет');
	}
	// The second waits for its own minute: one post of a community in one.
	await expect.poll(async () => {
		const wall = await (await fetch(`${site.vk}/berezogorsk3`)).text();
		return [1, 2].filter((n) => wall.includes(`${mark}, часть ${n}`)).length;
	}, { timeout: 200000, intervals: [2000] }).toBe(2);
	for (const part of [1, 2])
		expect(await (await fetch(`${site.url}/news/`)).text()).toContain(`${mark}, часть ${part}`);
	const journal = await site.sandbox('journal?method=wall.post');
	for (const part of [1, 2]) {
		const sent = journal.entries.filter((c) => JSON.stringify(c).includes(`${mark}, часть ${part}`) && c.committed);
		expect(sent.length, `part ${part} was executed once`).toBe(1);
	}
});

test('when two people edit, neither text is lost @nojs', async ({ browser }) => {
	const curator = await signIn(browser, 'ladygina'), editor = await signIn(browser, 'timofeev');
	const [url] = await newEvent(curator, 'Двое правят');
	await editor.goto(url);
	await curator.goto(url);
	await editor.locator('#text').fill('Текст редактора.');
	await editor.locator('#save').click();
	await expect(notice(editor)).toContainText('Сохранено');
	await curator.locator('#text').fill('Текст куратора.');
	await curator.locator('#save').click();
	await expect(curator.getByRole('alert')).toContainText('Игорь Тимофеев');
	await expect(curator.locator('#text')).toHaveValue('Текст куратора.');
	await expect(curator.getByRole('region', { name: 'Сохранено сейчас' })).toContainText('Текст редактора.');
	await curator.locator('#save').click();
	await expect(notice(curator)).toContainText('Сохранено');
});

test('what may not be done is not offered, and is refused when asked for @nojs', async ({ browser }) => {
	const editor = await signIn(browser, 'timofeev');
	const [url] = await newEvent(await signIn(browser, 'ladygina'), 'Чужие права');
	await write(editor, url, 'Свой текст');
	await expect(editor.getByRole('button', { name: 'Согласовать' })).toHaveCount(0);
	const csrf = await editor.locator('input[name=csrf]').first().inputValue();
	const version = await editor.locator('input[name=version]').first().inputValue();
	const form = { csrf, version, consents: '1' };
	const answer = await editor.request.post(`${url}/approve`, { form });
	expect(answer.status()).toBe(422);
	expect((await editor.request.post(`${url}/approve`, { form: { ...form, csrf: 'x' } })).status()).toBe(403);
	expect((await editor.request.get(`${site.url}/desk/accounts`)).status()).toBe(403);
});

test('a wrong password says how many tries are left @nojs', async ({ page }) => {
	await page.goto(`${site.url}/desk/login`);
	for (const left of [4, 3]) {
		await page.getByLabel('Логин').fill('ryabinina');
		await page.getByLabel('Пароль').fill('not it');
		await page.getByRole('button', { name: 'Войти' }).click();
		await expect(page.getByRole('alert')).toContainText(new RegExp(`${left} попытк`));
	}
});

test('the way back after signing in is only a page of the desk @nojs', async ({ page }) => {
	await page.goto(`${site.url}/desk/login?back=//evil.example/`);
	await page.getByLabel('Логин').fill('ladygina');
	await page.getByLabel('Пароль').fill(PASSWORD);
	await page.getByRole('button', { name: 'Войти' }).click();
	await expect(page).toHaveURL(`${site.url}/desk/`);
});

test('photos come in, are described and reordered @nojs', async ({ browser }) => {
	const curator = await signIn(browser, 'ladygina');
	const [url] = await newEvent(curator, 'Со снимками');
	await curator.goto(url);
	for (const n of [1, 2]) {
		await curator.locator('#up').setInputFiles(photo);
		if (!scripted())
			await curator.getByRole('button', { name: 'Загрузить' }).click();
		await expect(curator.locator('#photos')).toContainText(`${n} из 10`);
		await curator.locator(`#a${n}`).fill(`Снимок номер ${n}`);
	}
	await curator.getByRole('button', { name: /Выше.*снимок 2/ }).click();
	await expect(curator.locator('#a1')).toHaveValue('Снимок номер 2');
	await curator.getByRole('button', { name: /Убрать.*снимок 2/ }).click();
	await expect(curator.locator('#photos')).toContainText('1 из 10');
});

test('a card is moved by its form, and the move can be undone @nojs', async ({ browser }) => {
	const curator = await signIn(browser, 'ladygina');
	await newEvent(curator, 'Переносим');
	await curator.goto(`${site.url}/desk/plan?month=${inDays(5).slice(0, 7)}`);
	const card = curator.locator('[data-card]').last(), id = await card.getAttribute('id');
	const from = await card.locator('[name=at]').inputValue();
	const to = `${inDays(6)}T09:30`;
	await card.locator('summary').click();
	await card.locator('[name=at]').fill(to);
	await card.getByRole('button', { name: 'Перенести' }).click();
	await expect(notice(curator)).toContainText('Материал перенесён');
	await notice(curator).getByRole('button', { name: 'Отменить' }).click();
	await expect(notice(curator)).toContainText('Отменено');
	await curator.goto(`${site.url}/desk/plan?month=${inDays(5).slice(0, 7)}`);
	await expect(curator.locator(`#${id} [name=at]`)).toHaveValue(from);
});

test('a card dropped on another day moves there', async ({ browser }) => {
	test.skip(!scripted());
	const curator = await signIn(browser, 'ladygina', { viewport: { width: 1280, height: 2400 } });
	await newEvent(curator, 'Перетаскиваем');
	await curator.goto(`${site.url}/desk/plan?month=${inDays(5).slice(0, 7)}`);
	const card = curator.locator('[data-card]').last(), id = await card.getAttribute('id');
	const day = await curator.locator(`td[data-day]:not(.past):not(:has(#${id}))`).last().getAttribute('data-day');
	await card.hover({ position: { x: 20, y: 30 } });
	await curator.mouse.down();
	const box = await curator.locator(`[data-day="${day}"]`).boundingBox();
	await curator.mouse.move(box.x + 30, box.y + 60, { steps: 8 });
	await curator.mouse.up();
	await expect(curator.locator('.toast')).toContainText('Материал перенесён');
	await expect(curator.locator(`[data-day="${day}"] #${id}`)).toBeVisible();
	await curator.locator('.toast').getByRole('button', { name: 'Отменить' }).click();
	await expect(curator.locator(`[data-day="${day}"] #${id}`)).toHaveCount(0);
});

test('typing is kept without a click and shown as it will be sent', async ({ browser }) => {
	test.skip(!scripted());
	const editor = await signIn(browser, 'timofeev');
	const [url] = await newEvent(await signIn(browser, 'ladygina'), 'Пишем');
	await editor.goto(url);
	await editor.getByLabel('Заголовок').fill('Сохранится само');
	await expect(editor.locator('.vk .tx')).toContainText('Сохранится само');
	await editor.keyboard.press('Control+s');
	await expect(editor.locator('#saved')).toContainText('Сохранено в');
	await editor.goto(url);
	await expect(editor.getByLabel('Заголовок')).toHaveValue('Сохранится само');
});

const pages = ['/desk/', '/desk/plan', '/desk/plan?view=list', '/desk/plan?view=agenda', '/desk/plan?state=draft',
	'/desk/events', '/desk/event/new', '/desk/event/1', '/desk/story/new', '/desk/story/1', '/desk/attention', '/desk/publication/1',
	'/desk/vk', '/desk/rubrics', '/desk/settings', '/desk/me', '/desk/help'];

for (const scheme of ['light', 'dark']) {
	test(`every page is valid and usable by everybody, ${scheme}`, async ({ browser }) => {
		test.skip(!scripted());
		test.setTimeout(180000);
		const page = await signIn(browser, 'ladygina', { colorScheme: scheme, bypassCSP: true });
		for (const at of pages) {
			const answer = await page.goto(site.url + at);
			expect(answer.status(), at).toBe(200);
			const report = await validate.validateString(await answer.text());
			expect(report.results.flatMap((r) => r.messages.map((m) => `${at}:${m.line} ${m.message}`))).toEqual([]);
			const axe = await new AxeBuilder({ page }).analyze();
			expect(axe.violations.map((v) => `${at} ${v.id} ${v.nodes[0].target}`)).toEqual([]);
		}
	});
}

test('nothing is wider than the screen at 320 pixels and 200 % text @phone', async ({ browser }) => {
	test.setTimeout(120000);
	for (const look of ['', 't-200']) {
		const page = await signIn(browser, 'ladygina', { viewport: { width: 320, height: 700 } });
		if (look)
			await page.context().addCookies([{ name: 'view', value: look, url: site.url }]);
		for (const at of pages) {
			await page.goto(site.url + at);
			const wide = await page.evaluate(() => {
				const room = document.documentElement.clientWidth;
				return document.documentElement.scrollWidth <= room ? [] : [...document.querySelectorAll('body *')]
				    .filter((e) => e.getBoundingClientRect().right > room + 1).slice(0, 3).map((e) => `${e.tagName} ${e.className}`);
			});
			expect(wide, `${at} ${look}`).toEqual([]);
		}
	}
});

test('the plan as CSV opens in a spreadsheet and runs no formula', async ({ browser }) => {
	const curator = await signIn(browser, 'ladygina');
	await newEvent(curator, '=HYPERLINK("http://evil.example")');
	const answer = await curator.request.get(`${site.url}/desk/plan.csv?view=list&month=${inDays(5).slice(0, 7)}`);
	const body = await answer.body();
	expect([...body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	const text = body.toString('utf8');
	expect(text).toContain(`"'=HYPERLINK(`);
	expect(text.split('\r\n')[0]).toContain('"Дата и время";"Событие";"Тема";"Вид"');
});

test('a personal calendar is read by its secret address alone', async ({ browser }) => {
	const curator = await signIn(browser, 'ladygina');
	await curator.goto(`${site.url}/desk/me`);
	await curator.getByRole('button', { name: 'Получить новый адрес' }).click();
	const address = await curator.getByLabel('Адрес календаря').inputValue();
	const answer = await fetch(address);
	expect(answer.headers.get('content-type')).toContain('text/calendar');
	expect(await answer.text()).toContain('BEGIN:VEVENT');
	expect((await fetch(address.replace(/.\.ics$/, 'A.ics'))).status).toBe(404);
});

test('the script stays one small file', () => {
	const lines = readFileSync(path.join(tree, 'templates/static/desk.js'), 'utf8').split('\n').length;
	expect(lines).toBeLessThanOrEqual(301);
});
