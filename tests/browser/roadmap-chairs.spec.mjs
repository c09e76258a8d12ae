// The roadmap of the demonstration from four chairs: the director who has a
// minute, the curator who marks, the teacher with rows of his own, the visitor
// with a phone.
import { test, expect } from '@playwright/test';
import { startInstance } from '../lib/instance.mjs';
import { sql } from '../e2e/lib/client.mjs';
import { overflow } from './lib/inspect.mjs';
import { signIn } from './lib/sign.mjs';

let site;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
	test.setTimeout(120000);
	site = await startInstance();
});
test.afterAll(() => site?.stop());

const row = (text) => sql(site, `SELECT id FROM activities WHERE text LIKE '${text}%'`);
const late = () => row('Проверить записи');
const notice = (page) => page.locator('[data-region=notice] .flash');
const tab = (page, name) => page.getByRole('link', { name, exact: true });

test('each thing of the roadmap that waits has a name of its own on the first page, one click from where it is decided @nojs', async ({ browser }) => {
	const page = await signIn(site, browser, 'severceva');
	for (const [name, heading] of [['Мероприятия опаздывают', 'Дорожная карта'], ['Сроки не подтверждены', 'Сроки, которые ждут решения: 1'],
		['Предложения без ответа', 'Предложения к дорожной карте']]) {
		await page.goto(`${site.url}/desk/`);
		await page.getByRole('link', { name }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
	}
	await page.goto(`${site.url}/desk/`);
	const year = page.getByRole('region', { name: 'Как идёт год' });
	await expect(year).toContainText(/Дорожная карта\s*9 из 19 выполнено, опаздывает 1/);
	await year.getByRole('link', { name: 'Дорожная карта' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Контрольный лист');
	await page.goto(`${site.url}/desk/attention`);
	await page.getByRole('link', { name: 'Решить сроки' }).click();
	await expect(page.getByRole('button', { name: 'Срок — до конца месяца' })).toBeVisible();
	await page.goto(`${site.url}/desk/attention`);
	await page.getByRole('link', { name: 'Показать опоздавшие' }).click();
	await expect(page.getByRole('row', { name: /Проверить записи/ })).toBeVisible();
	await expect(page.getByRole('row', { name: /Издать приказ/ })).toHaveCount(0);
});

test('a draft calls the director, not the curator, until it is approved; nobody is late in it', async ({ browser }) => {
	sql(site, "UPDATE roadmaps SET state = 'draft', public = 0");
	const [director, curator] = [await signIn(site, browser, 'severceva'), await signIn(site, browser, 'ladygina')];
	await expect(curator.getByRole('link', { name: 'Черновик ждёт утверждения' })).toHaveCount(0);
	await curator.goto(`${site.url}/desk/roadmap/1/people`);
	await expect(curator.getByRole('columnheader', { name: 'Опаздывают' })).toHaveCount(0);
	await director.getByRole('link', { name: 'Черновик ждёт утверждения' }).click();
	await expect(director.getByRole('columnheader', { name: 'Подтверждение' })).toHaveCount(0);
	await expect(director.getByText('Ответственные назначены')).toBeVisible();
	await director.getByRole('button', { name: 'Утвердить' }).click();
	await expect(notice(director)).toContainText('Дорожная карта утверждена');
	await director.goto(`${site.url}/desk/`);
	await expect(director.getByRole('link', { name: 'Черновик ждёт утверждения' })).toHaveCount(0);
	sql(site, 'UPDATE roadmaps SET public = 1');
});

test('the control sheet begins with what is late now: whose it is, by how many days, also on paper @nojs', async ({ browser }) => {
	const page = await signIn(site, browser, 'severceva');
	for (const at of ['/desk/control', '/desk/control/print']) {
		await page.goto(site.url + at);
		const first = page.getByRole('region', { name: 'Опаздывают сейчас: 1 пункт' });
		await expect(first).toContainText(/4\.2 Проверить записи.*Игорь Тимофеев; срок прошёл: \d+ дн/s);
	}
	await expect(page.getByText('Директор: ___')).toBeVisible();
});

test('the tabs of one\'s own rows count one\'s own rows @nojs', async ({ browser }) => {
	const page = await signIn(site, browser, 'timofeev');
	await page.getByRole('link', { name: 'Мои пункты дорожной карты' }).click();
	await expect(page.getByRole('heading', { name: 'Мои пункты' })).toBeInViewport();
	await page.getByRole('link', { name: 'Все мои пункты' }).click();
	await expect(page.getByRole('link', { name: 'Мои пункты' })).toHaveAttribute('aria-current', 'page');
	const mine = await page.locator('table tbody tr:not(.day)').count();
	expect(mine).toBeLessThan(19);
	await expect(tab(page, `Все ${mine}`)).toBeVisible();
	await tab(page, 'Опаздывают 1').click();
	await expect(page.locator('table tbody tr:not(.day)')).toHaveCount(1);
});

test('a teacher is told who marks; his proof says what of the promised still lacks, and that has the focus @nojs @phone', async ({ browser }) => {
	const page = await signIn(site, browser, 'timofeev');
	await page.goto(`${site.url}/desk/activity/${late()}`);
	await expect(page.getByText('Отмечает куратор или директор')).toBeVisible();
	const attach = async (words) => {
		await page.getByText('Приложить подтверждение').click();
		await page.getByLabel('Что это и где лежит').fill(words);
		await page.getByRole('button', { name: 'Записать бумагу' }).click();
		await expect(notice(page)).toBeFocused();
	};
	await attach('Папка 3');
	await expect(notice(page)).toContainText('Из обещанного пока нет: справка');
	await attach('Справка о дневниках');
	await expect(notice(page)).toContainText('Всё обещанное есть');
	expect(await overflow(page)).toBe('');
	for (const name of ['Папка 3', 'Справка о дневниках'])
		await page.getByRole('button', { name: new RegExp(`^Убрать.*${name}`) }).click();
});

test('the curator comes from row to row without the table: the next late one, the refusal at its field, what was written @nojs', async ({ browser }) => {
	const page = await signIn(site, browser, 'ladygina');
	await page.goto(`${site.url}/desk/activity/${row('Издать приказ')}`);
	await page.getByRole('link', { name: 'Дальше опаздывает: 4.2 Проверить записи' }).click();
	await page.getByRole('button', { name: 'Отметить', exact: true }).click();
	const reason = page.getByLabel('Причина');
	await expect(reason).toBeFocused();
	await expect(reason).toHaveAccessibleDescription(/Обещано подтверждение: справка/);
	await page.keyboard.type('Справка у завуча');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(notice(page)).toContainText('Состояние записано: выполнено.');
	await expect(notice(page)).toBeFocused();
	await expect(page.getByRole('link', { name: /^Дальше не выполнено: 4\.3/ })).toBeVisible();
	await page.goto(`${site.url}/desk/control`);
	await expect(page.getByText('Опаздывают сейчас')).toHaveCount(0);
});

test('the public roadmap opens what goes on and folds the rest under a line that says what is there @nojs @phone', async ({ page }) => {
	await page.goto(`${site.url}/roadmap/`);
	const open = page.locator('details.rows[open]'), folded = page.locator('details.rows:not([open])');
	expect(await open.locator('tbody tr').count()).toBeLessThanOrEqual(12);
	await expect(open.first()).toContainText('Рассказать о программе');
	await expect(page.getByRole('heading', { level: 2, name: '1. Подготовка' })).toBeVisible();
	const order = folded.filter({ hasText: 'Издать приказ' });
	await expect(order.locator('th[scope=row]').first()).toBeHidden();
	await order.getByText(/^3 мероприятия$/).click();
	await expect(page.getByText('Издать приказ о программе')).toBeVisible();
	expect(await overflow(page)).toBe('');
	// An address of a row opens its section.
	const id = row('Составить базу наставников');
	await page.goto(`${site.url}/roadmap/#a${id}`);
	await expect(page.locator(`#a${id}`)).toBeInViewport();
	// One state is shown whole.
	await page.getByRole('link', { name: /^Выполнено \d/ }).click();
	await expect(page.locator('details.rows')).toHaveCount(0);
	await expect(page.getByText('Издать приказ о программе')).toBeVisible();
});

test('on paper no section of the public roadmap is folded', async ({ page }) => {
	await page.emulateMedia({ media: 'print' });
	await page.goto(`${site.url}/roadmap/`);
	const all = Number(sql(site, 'SELECT COUNT(*) FROM activities WHERE hidden = 0'));
	await expect(page.locator('main tbody tr').filter({ visible: true })).toHaveCount(all);
	await expect(page.locator('summary').filter({ visible: true })).toHaveCount(0);
});
