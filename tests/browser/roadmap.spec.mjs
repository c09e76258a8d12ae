// The roadmap on the desk in a real browser: from the pasted document to a
// proved row, with script and without it; its pages are accessible, valid and
// fit a window of 320 pixels.  Every rule is in e2e/roadmap-desk.spec.mjs.
import { test, expect } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startInstance, tree } from '../lib/instance.mjs';
import { signIn } from './lib/sign.mjs';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
// A plan of columns, of the demonstration's year.
const plan = [
	'№\tМероприятие\tСроки\tОтветственный\tВид документа',
	'1. Подготовка\t\t\t\t',
	'1.1\tИздание приказа о наставничестве\tдо 15.09.2026\tЛадыгина М.С., куратор\tПриказ',
	'1.2\tРабота пар: - пробная встреча; - итоговая встреча\tоктябрь 2026\tЛадыгина М.С., куратор\tПротокол',
	'1.3\tИтоговый отчёт\tмай 2026\tСеверцева О.Н., директор\tОтчёт',
].join('\n');
let site;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
	site = await startInstance({ roadmap: false });
});
test.afterAll(() => site?.stop());

const notice = (page) => page.locator('[data-region=notice]');

test('a pasted document is checked, taken, approved, decided and proved by its buttons @nojs @phone', async ({ browser }) => {
	const curator = await signIn(site, browser, 'ladygina');
	await curator.goto(`${site.url}/desk/roadmap`);
	await curator.getByRole('link', { name: 'Вставить дорожную карту' }).click();
	await curator.getByLabel('Таблица из документа').fill(plan);
	await curator.getByRole('button', { name: 'Прочитать' }).click();
	await expect(curator.getByRole('heading', { level: 1 })).toHaveText('Проверьте, как прочитан документ');
	await curator.getByLabel('«Вид документа» — это').selectOption('Показатель');
	await curator.getByRole('button', { name: 'Прочитать заново' }).click();
	await expect(curator.getByText('Показатель: Приказ')).toBeVisible();
	await curator.getByLabel('«Вид документа» — это').selectOption('Вид документа');
	await curator.getByRole('button', { name: 'Прочитать заново' }).click();
	await curator.getByRole('button', { name: 'Принять' }).click();
	await expect(notice(curator)).toContainText('Принято: 3 мероприятия.');

	const director = await signIn(site, browser, 'severceva');
	await director.goto(`${site.url}/desk/roadmap`);
	await director.getByLabel('День утверждения').fill('2026-09-01');
	await director.getByRole('button', { name: 'Утвердить' }).click();
	await expect(notice(director)).toContainText('Дорожная карта утверждена');

	await curator.goto(`${site.url}/desk/roadmap?state=open`);
	await curator.getByRole('link', { name: 'Итоговый отчёт' }).click();
	await curator.getByRole('button', { name: 'Принять предложение' }).click();
	await expect(notice(curator)).toContainText('Решение о сроке записано');
	await expect(curator.getByText('решено: 1–31 мая 2027 г.')).toBeVisible();

	await curator.goto(`${site.url}/desk/roadmap`);
	await curator.getByRole('link', { name: 'Издание приказа' }).click();
	await curator.getByLabel('Когда выполнено').fill('2026-09-14');
	await curator.getByRole('button', { name: 'Отметить', exact: true }).click();
	await expect(curator.getByRole('alert')).toContainText('Обещано подтверждение: приказ');
	await expect(curator.getByLabel('Когда выполнено')).toHaveValue('2026-09-14');
	await curator.getByText('Приложить подтверждение').click();
	await curator.getByLabel('Что это и где лежит').fill('Приказ № 112-од, папка 2');
	await curator.getByRole('button', { name: 'Записать бумагу' }).click();
	await expect(notice(curator)).toContainText('Подтверждение приложено');
	await curator.getByLabel('Когда выполнено').fill('2026-09-14');
	await curator.getByRole('button', { name: 'Отметить', exact: true }).click();
	await expect(notice(curator)).toContainText('Состояние записано');
	await curator.goto(`${site.url}/desk/roadmap`);
	await expect(curator.getByRole('heading', { name: 'Выполнено 1 из 3' })).toBeVisible();
});

test('the parts of a row have boxes to tick, and an event is made of it with its words @nojs', async ({ browser }) => {
	const page = await signIn(site, browser, 'ladygina');
	await page.goto(`${site.url}/desk/roadmap`);
	await page.getByRole('link', { name: /Работа пар/ }).click();
	await page.getByLabel('пробная встреча').check();
	await page.getByRole('button', { name: 'Сохранить отметки' }).click();
	await expect(notice(page)).toContainText('Отметки пунктов сохранены');
	await expect(page.getByLabel('пробная встреча')).toBeChecked();
	await expect(page.getByLabel('итоговая встреча')).not.toBeChecked();
	await page.getByRole('link', { name: 'Создать событие' }).click();
	await expect(page.getByLabel('Название')).toHaveValue(/^Работа пар/);
	await expect(page.getByLabel(/По дорожной карте/)).toBeChecked();
	await page.getByRole('button', { name: 'Добавить событие' }).click();
	await expect(notice(page)).toContainText('Событие добавлено');
	await page.getByRole('link', { name: /^1\.2 Работа пар/ }).click();
	await expect(page.getByRole('heading', { name: 'События и материалы' })).toBeVisible();
	await expect(page.getByText('Событий по этому мероприятию пока нет')).toHaveCount(0);
});

// Steps with Tab until the element has the focus.
async function walkTo(page, target) {
	for (let i = 0; i < 80 && !await target.evaluate((e) => e === document.activeElement); i++)
		await page.keyboard.press('Tab');
	await expect(target).toBeFocused();
}

test('decisions are taken back and made again for all rows of a kind, with the keyboard alone @nojs', async ({ browser }) => {
	const page = await signIn(site, browser, 'ladygina');
	await page.goto(`${site.url}/desk/roadmap/1/terms`);
	await expect(page.getByRole('heading', { name: 'Все сроки решены' })).toBeVisible();
	await walkTo(page, page.locator('summary').filter({ hasText: 'Уже решено' }));
	await page.keyboard.press('Enter');
	await walkTo(page, page.getByRole('checkbox', { name: '1.3 Итоговый отчёт' }));
	await page.keyboard.press('Space');
	await walkTo(page, page.getByRole('button', { name: 'Снять решение' }));
	await page.keyboard.press('Enter');
	await expect(notice(page)).toContainText('Решение о сроке записано: 1 мероприятие.');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Сроки, которые ждут решения: 1');
	await expect(page.getByText('В документе: «май 2026». Предложение: 1–31 мая 2027 г.')).toBeVisible();
	await expect(page.getByRole('checkbox', { name: '1.3 Итоговый отчёт' })).toBeChecked();
	await walkTo(page, page.getByRole('button', { name: 'Принять предложения' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Все сроки решены' })).toBeVisible();
});

test('a surname that an account has is offered, all chosen ones are assigned by one button, and each is taken back by its own @nojs', async ({ browser }) => {
	const page = await signIn(site, browser, 'ladygina');
	await page.goto(`${site.url}/desk/roadmap/1/people`);
	await expect(page.getByLabel('Учётная запись: Ладыгина М.С., куратор').locator('option:checked')).toHaveText('Мария Ладыгина');
	await page.getByRole('button', { name: 'Назначить выбранных' }).click();
	await expect(notice(page)).toContainText('Назначено в 3 мероприятиях.');
	await expect(page.getByRole('row', { name: /Ладыгина М\.С\., куратор.*Мария Ладыгина/ })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Назначить выбранных' })).toHaveCount(0);
	await page.getByRole('button', { name: /^Снять.*Мария Ладыгина, Ладыгина/ }).click();
	await expect(notice(page)).toContainText('Снято в 2 мероприятиях.');
	await expect(page.getByRole('button', { name: /^Снять/ })).toHaveCount(1);
	await page.getByRole('button', { name: 'Назначить выбранных' }).click();
	await expect(notice(page)).toContainText('Назначено в 2 мероприятиях.');
});

test('a document is pasted, looked through and refused or taken with the keyboard alone, in a few steps @nojs', async ({ browser }) => {
	const page = await signIn(site, browser, 'ladygina');
	await page.goto(`${site.url}/desk/roadmap/import`);
	await walkTo(page, page.getByLabel('Таблица из документа'));
	await page.keyboard.insertText(readFileSync(path.join(tree, 'tests/fixtures/roadmap/b-numbered.txt'), 'utf8'));
	await walkTo(page, page.getByRole('button', { name: 'Прочитать' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Проверьте, как прочитан документ');
	await walkTo(page, page.getByRole('link', { name: 'Принять или отказаться' }));
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('button', { name: 'Отказаться' })).toBeFocused();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('button', { name: 'Принять', exact: true })).toBeFocused();
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('Enter');
	await expect(notice(page)).toContainText('Не принято');
	await expect(notice(page).locator('.flash')).toBeFocused();
});

test('a decision can be made with the keyboard alone', async ({ browser }) => {
	const page = await signIn(site, browser, 'ladygina');
	await page.goto(`${site.url}/desk/activity/3`);
	const button = page.getByRole('button', { name: 'Снять решение' });
	await walkTo(page, button);
	await page.keyboard.press('Enter');
	await expect(notice(page)).toContainText('Решение о сроке записано');
});

async function pages(page) {
	await page.goto(`${site.url}/desk/roadmap/import`);
	await page.getByLabel('Таблица из документа').fill(readFileSync(path.join(tree, 'tests/fixtures/roadmap/a-narrow-after-break.txt'), 'utf8'));
	await page.getByRole('button', { name: 'Прочитать' }).click();
	return ['/desk/roadmap', '/desk/roadmap?state=nothing', '/desk/roadmap/import', new URL(page.url()).pathname,
		'/desk/activity/1', '/desk/activity/2', '/desk/activity/3', '/desk/roadmap/1/people', '/desk/roadmap/1/terms', '/desk/roadmap/1/proposals',
		'/desk/cycle/1', '/desk/attention', '/desk/'];
}

test('each page has nothing that axe or a validator objects to', async ({ browser }) => {
	test.setTimeout(120000);
	const page = await signIn(site, browser, 'ladygina');
	const check = new HtmlValidate({
		extends: ['html-validate:recommended'],
		rules: {
			'void-style': 'off', 'no-trailing-whitespace': 'off', 'doctype-style': 'off', 'long-title': 'off',
			'attr-quotes': 'off', 'unique-landmark': 'off',
			'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
		},
	});
	const found = [];
	for (const at of await pages(page)) {
		await page.goto(site.url + at);
		const axe = await new AxeBuilder({ page }).withTags(tags).analyze();
		found.push(...axe.violations.map((v) => `${at}: ${v.id} ${v.nodes[0].html.slice(0, 120)}`));
		const html = await (await page.request.get(site.url + at)).text();
		for (const r of (await check.validateString(html)).results)
			found.push(...r.messages.map((m) => `${at}:${m.line}: ${m.message} ${html.split('\n')[m.line - 1].trim().slice(0, 120)}`));
	}
	expect(found).toEqual([]);
});

test('each page fits a window of 320 pixels, with type of 200 %, and paper', async ({ browser }) => {
	test.setTimeout(120000);
	const page = await signIn(site, browser, 'ladygina');
	const all = await pages(page);
	const found = [];
	for (const look of ['', 't-200']) {
		if (look)
			await page.context().addCookies([{ name: 'view', value: look, url: site.url }]);
		await page.setViewportSize({ width: 320, height: 800 });
		for (const at of all) {
			await page.goto(site.url + at);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			if (wide > 320)
				found.push(`${at} ${look}: ${wide}`);
		}
	}
	expect(found).toEqual([]);
	await page.context().clearCookies({ name: 'view' });
	await page.emulateMedia({ media: 'print' });
	await page.goto(`${site.url}/desk/roadmap`);
	await expect(page.locator('.rail').first()).toBeHidden();
	await expect(page.getByText('«до 15.09.2026»')).toBeVisible();
});

test('a document of another year says so and is read there by a button, without being pasted again @nojs', async ({ browser }) => {
	const page = await signIn(site, browser, 'ladygina');
	await page.goto(`${site.url}/desk/settings#year`);
	await page.getByText('Начать новый программный год').click();
	await page.getByRole('button', { name: 'Начать', exact: true }).click();
	await page.goto(`${site.url}/desk/roadmap/import`);
	await page.getByLabel('Таблица из документа').fill(`План на 2026/2027 учебный год\n${plan}`);
	await page.getByRole('button', { name: 'Прочитать' }).click();
	await expect(page.getByRole('heading', { name: /^В документе другой период: с 1 сентября 2026/ })).toBeVisible();
	await page.getByLabel('Другой год').selectOption('2026/2027 учебный год');
	await page.getByRole('button', { name: 'Прочитать в этом году' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Проверьте, как прочитан документ');
	await expect(page.getByText('2026/2027 учебный год: с 1 сентября 2026 г.')).toBeVisible();
	await expect(page.getByRole('heading', { name: /другой период/ })).toHaveCount(0);
	await expect(page.getByText('«до 15.09.2026»')).toBeVisible();
	await page.getByRole('link', { name: 'Из документа' }).click();
	await expect(page.getByText(/^2027\/2028 учебный год; Мария Ладыгина/)).toBeVisible();
});
