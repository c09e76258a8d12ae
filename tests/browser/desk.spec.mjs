// What is the desk's own in a real browser, with script and without it: the
// long way of a story is journey.spec.mjs, looks and validity pages.spec.mjs.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test, expect } from '@playwright/test';
import { startInstance, tree } from '../lib/instance.mjs';
import { signIn } from './lib/sign.mjs';

const PASSWORD = 'nastavnik-demo';
const photo = path.join(tree, 'tests/fixtures/images/turned.jpg');
let site;

test.beforeAll(async () => {
	site = await startInstance();
});
test.afterAll(() => site?.stop());

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

async function write(page, url, title, people = false) {
	await page.goto(url);
	await page.getByLabel('Заголовок').fill(title);
	await page.locator('#lead').fill('Коротко о главном.');
	await page.locator('#text').fill('Приходите **все** в актовый зал: расскажем, как стать наставником и с чего начать.');
	await page.getByLabel('Рубрика').selectOption({ index: 1 });
	await page.getByLabel(people ? 'Да, есть имена или лица' : 'Нет, никого узнать нельзя').check();
	await page.getByLabel('Решим после согласования').check();
	await page.getByRole('button', { name: 'Отправить на согласование' }).click();
	await expect(notice(page)).toContainText('Отправлено на согласование');
}

test('what may not be done is not offered, and is refused when asked for @nojs', async ({ browser }) => {
	const editor = await signIn(site, browser, 'timofeev');
	const [url] = await newEvent(await signIn(site, browser, 'ladygina'), 'Чужие права');
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
	const curator = await signIn(site, browser, 'ladygina');
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

test('a programme year begins, and no two share a day @nojs', async ({ browser }) => {
	const curator = await signIn(site, browser, 'ladygina');
	const editor = await signIn(site, browser, 'timofeev');
	await editor.goto(`${site.url}/desk/settings`);
	await expect(editor.getByRole('heading', { name: 'Программный год' })).toBeVisible();
	await expect(editor.getByText('Начать новый программный год')).toHaveCount(0);
	await curator.goto(`${site.url}/desk/settings`);
	const panel = curator.locator('section', { has: curator.locator('#year') });
	await panel.locator('summary').click();
	const [first, last] = [panel.getByLabel('Первый день'), panel.getByLabel('Последний день')];
	const offered = await first.inputValue();
	expect(offered).toMatch(/^20\d\d-09-01$/);
	expect(await last.inputValue()).toBe(`${Number(offered.slice(0, 4)) + 1}-08-31`);
	await first.fill(inDays(1));
	await last.fill(inDays(100));
	await panel.getByRole('button', { name: 'Начать' }).click();
	await expect(curator.getByRole('alert')).toContainText('Новый год не начат');
	await expect(panel.locator('#cycle_from-e')).toContainText('не пересекаются');
	await expect(first).toHaveValue(inDays(1));
	await first.fill(offered);
	await last.fill(`${Number(offered.slice(0, 4)) + 1}-08-31`);
	await panel.getByLabel('Название').fill('Год вперёд');
	await panel.getByRole('button', { name: 'Начать' }).click();
	await expect(notice(curator)).toContainText('Новый программный год начат');
	await expect(panel.locator('p').first()).toContainText('Год вперёд');
	await expect(panel.getByRole('listitem')).toHaveCount(1);
	await curator.goto(`${site.url}/desk/`);
	await expect(curator.locator('#main')).toContainText('«Год вперёд» ещё не идёт');
	await curator.getByRole('link', { name: 'Начать новый программный год' }).click();
	await expect(curator).toHaveURL(/settings#year$/);
	const director = await signIn(site, browser, 'severceva');
	await director.goto(`${site.url}/desk/journal?kind=cycle`);
	await expect(director.locator('tbody tr').first()).toContainText('Год вперёд');
});

test('channels go with the text: a stale save leaves both as they were @nojs', async ({ browser }) => {
	const editor = await signIn(site, browser, 'timofeev'), curator = await signIn(site, browser, 'ladygina');
	const [url] = await newEvent(curator, 'Где выйдет');
	await editor.goto(url);
	await curator.goto(url);
	await curator.getByLabel('Заголовок').fill('Чужой заголовок');
	await curator.getByRole('button', { name: 'Сохранить', exact: true }).click();
	await expect(notice(curator)).toContainText('Сохранено');
	const form = await editor.locator('[data-editor]').evaluate((f) => Object.fromEntries(new FormData(f)));
	delete form.channel;
	delete form.photo;
	const stale = await editor.request.post(url, { multipart: { ...form, title: 'Мой заголовок' } });
	expect(stale.status()).toBe(409);
	await editor.goto(url);
	await expect(editor.locator('[name=channel]')).toBeChecked();
	await editor.locator('[name=channel]').uncheck();
	await editor.getByRole('button', { name: 'Сохранить', exact: true }).click();
	await expect(notice(editor)).toContainText('Сохранено');
	await editor.goto(url);
	await expect(editor.locator('[name=channel]')).not.toBeChecked();
	await expect(editor.getByLabel('Заголовок')).toHaveValue('Чужой заголовок');
	const director = await signIn(site, browser, 'severceva');
	await director.goto(`${site.url}/desk/journal?kind=story`);
	await expect(director.locator('tbody')).toContainText('только сайт');
});

test('several stories are approved at once, each by its own rules @nojs', async ({ browser }) => {
	const editor = await signIn(site, browser, 'timofeev'), director = await signIn(site, browser, 'severceva');
	const curator = await signIn(site, browser, 'ladygina');
	const urls = [...(await newEvent(curator, 'Сразу два')).slice(0, 2), (await newEvent(curator, 'И третий'))[0]];
	const titles = ['Первый из трёх', 'Второй из трёх', 'С людьми'];
	for (const [i, title] of titles.entries())
		await write(editor, urls[i], title, i === 2);
	await editor.goto(`${site.url}/desk/plan?state=review`);
	await expect(editor.locator('[name=pick]')).toHaveCount(0);
	await director.goto(`${site.url}/desk/plan?state=review`);
	const row = (title) => director.getByRole('row', { name: title });
	const bar = director.getByRole('button', { name: 'Согласовать отмеченные' });
	await expect(row('С людьми').getByRole('checkbox')).toHaveCount(0);
	await expect(row('С людьми')).toContainText('согласия подтверждают на странице материала');
	await expect(bar).toBeHidden();
	await director.getByLabel('Отметить: Первый из трёх').check();
	await director.getByLabel('Отметить: Второй из трёх').check();
	// Meanwhile the second one gets another text, and a hand-made box asks for the third.
	await editor.goto(`${urls[1]}?edit=1`);
	await editor.getByLabel('Заголовок').fill('Второй, исправлен');
	await editor.getByRole('button', { name: 'Сохранить', exact: true }).click();
	await editor.goto(urls[2]);
	const version = await editor.locator('input[name=version]').first().inputValue().catch(() => '1');
	await director.getByLabel('Отметить: Первый из трёх').evaluate((box, value) => {
		const more = box.cloneNode();
		more.value = value;
		box.after(more);
	}, `${urls[2].match(/\d+$/)[0]}:${version}`);
	await bar.click();
	const answer = director.getByRole('alert');
	await expect(answer).toContainText('Согласован 1 материал. Не согласованы 2 материала.');
	await expect(answer.getByRole('listitem').filter({ hasText: 'Второй' })).toContainText('материал изменили');
	await expect(answer.getByRole('listitem').filter({ hasText: 'С людьми' })).toContainText('согласия');
	await director.goto(urls[0]);
	await expect(director.locator('.ph .st')).toHaveText('Согласован');
	await director.goto(urls[2]);
	await expect(director.locator('.ph .st')).toHaveText('Согласование');
});

test('typing is kept without a click and shown as it will be sent', async ({ browser }) => {
	test.skip(!scripted());
	const editor = await signIn(site, browser, 'timofeev');
	const [url] = await newEvent(await signIn(site, browser, 'ladygina'), 'Пишем');
	await editor.goto(url);
	await editor.getByLabel('Заголовок').fill('Сохранится само');
	await expect(editor.locator('.vk .tx')).toContainText('Сохранится само');
	await editor.keyboard.press('Control+s');
	await expect(editor.locator('#saved')).toContainText('Сохранено в');
	await editor.goto(url);
	await expect(editor.getByLabel('Заголовок')).toHaveValue('Сохранится само');
});

test('the plan as CSV opens in a spreadsheet and runs no formula', async ({ browser }) => {
	const curator = await signIn(site, browser, 'ladygina');
	await newEvent(curator, '=HYPERLINK("http://evil.example")');
	const answer = await curator.request.get(`${site.url}/desk/plan.csv?view=list&month=${inDays(5).slice(0, 7)}`);
	const body = await answer.body();
	expect([...body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	const text = body.toString('utf8');
	expect(text).toContain(`"'=HYPERLINK(`);
	expect(text.split('\r\n')[0]).toContain('"Дата и время";"Событие";"Тема";"Вид"');
});

test('a personal calendar is read by its secret address alone', async ({ browser }) => {
	const curator = await signIn(site, browser, 'ladygina');
	await curator.goto(`${site.url}/desk/me`);
	await curator.getByRole('button', { name: 'Получить новый адрес' }).click();
	const address = await curator.getByLabel('Адрес календаря').inputValue();
	const answer = await fetch(address);
	expect(answer.headers.get('content-type')).toContain('text/calendar');
	expect(await answer.text()).toContain('BEGIN:VEVENT');
	expect((await fetch(address.replace(/(.)\.ics$/, (all, c) => (c === 'A' ? 'Q.ics' : 'A.ics')))).status).toBe(404);
});

test('the script stays one small file', () => {
	const lines = readFileSync(path.join(tree, 'templates/static/desk.js'), 'utf8').split('\n').length;
	expect(lines).toBeLessThanOrEqual(301);
});
