// A window of its own in which somebody of the demonstration is on the desk.
import { test, expect } from '@playwright/test';

export async function signIn(site, browser, login, options = {}) {
	const context = await browser.newContext({ ...test.info().project.use, ...options });
	const page = await context.newPage();
	page.on('pageerror', (e) => expect(e, 'no script error').toBeNull());
	await page.goto(`${site.url}/desk/login`);
	await page.getByLabel('Логин').fill(login);
	await page.getByLabel('Пароль').fill('nastavnik-demo');
	await page.getByRole('button', { name: 'Войти' }).click();
	await page.waitForURL(/\/desk\/$/);
	return page;
}
