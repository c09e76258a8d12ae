// Every page of the desk in every look: accessible, within its window,
// quiet, valid, without a foreign request; pictures of all of them in
// build/screens.  FULL=1 walks the whole matrix of pages and looks.  What
// visitors read stands in public.spec.mjs.
import { test, expect } from '@playwright/test';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, startInstance, tree } from '../lib/instance.mjs';
import { sql } from '../e2e/lib/client.mjs';
import { until } from '../e2e/lib/world.mjs';
import { axe, markup, overflow, picture, tabTo, wardrobe, wear } from './lib/inspect.mjs';

const full = Boolean(process.env.FULL);
const widths = [320, 768, 1280];
const looks = {
	light: { cookie: 'c-light' },
	'device dark': { scheme: 'dark' },
	dark: { cookie: 'c-dark' },
	'black on white': { cookie: 'c-bw' },
	'yellow on black': { cookie: 'c-yb' },
	'type of 200 %': { cookie: 't-200' },
	'wide spacing': { cookie: 's-wide.t-125' },
};
const screens = path.join(build, 'screens');

let server, pages, tabs = {};

// [name, address, who sees it, status]; an address is as in routes.c.
function list() {
	const one = (text) => sql(server, text).split('\n')[0];
	const story = (where) => one(`SELECT id FROM stories WHERE ${where} LIMIT 1`);
	const sent = "state = 'scheduled' AND publish_at < unixepoch()";
	const publication = (where) => one(`SELECT id FROM publications WHERE ${where} ORDER BY id LIMIT 1`);
	const event = one('SELECT id FROM events WHERE starts_at > unixepoch() ORDER BY starts_at');
	const readable = one('SELECT s.id FROM stories s JOIN story_versions v ON v.story_id = s.id GROUP BY s.id ORDER BY COUNT(*) DESC');
	return [
		['login', '/desk/login'],
		['desk', '/desk/', 'ladygina'],
		['desk-director', '/desk', 'severceva'],
		['attention', '/desk/attention', 'ladygina'],
		['plan', '/desk/plan', 'ladygina'],
		['plan-list', '/desk/plan?view=list', 'ladygina'],
		['plan-days', '/desk/plan?view=agenda', 'timofeev'],
		['plan-review', '/desk/plan?state=review', 'severceva'],
		['plan-print', '/desk/plan/print', 'ladygina'],
		['events-desk', '/desk/events', 'ladygina'],
		['events-past', '/desk/events?when=past', 'timofeev'],
		['event-new', '/desk/event/new', 'ladygina'],
		['event-desk', `/desk/event/${event}`, 'ladygina'],
		['event-editor', `/desk/event/${event}`, 'timofeev'],
		['story-new', '/desk/story/new', 'timofeev'],
		['story-slot', `/desk/story/${story("state = 'planned' AND window_to > unixepoch()")}`, 'timofeev'],
		['story-draft', `/desk/story/${story("state = 'draft' AND kind = 'album'")}`, 'timofeev'],
		['story-review', `/desk/story/${story("state = 'review'")}`, 'severceva'],
		['story-returned', `/desk/story/${story("state = 'returned'")}`, 'timofeev'],
		['story-approved', `/desk/story/${story("state = 'approved'")}`, 'ladygina'],
		['story-queued', `/desk/story/${story("state = 'scheduled' AND publish_at > unixepoch()")}`, 'ladygina'],
		['story-published', `/desk/story/${story(sent)}`, 'ladygina'],
		['story-correct', `/desk/story/${story(sent)}?edit=1`, 'ladygina'],
		['story-skipped', `/desk/story/${story("state = 'skipped'")}`, 'ladygina'],
		['story-withdrawn', `/desk/story/${story("state = 'withdrawn'")}`, 'ladygina'],
		['version', `/desk/story/${readable}/versions/${one(`SELECT MAX(version) FROM story_versions WHERE story_id = ${readable}`)}`, 'ladygina'],
		['publication', `/desk/publication/${publication("state = 'verified'")}`, 'ladygina'],
		['publication-due', `/desk/publication/${publication("state <> 'verified'")}`, 'severceva'],
		['vk', '/desk/vk', 'admin'],
		['vk-curator', '/desk/vk', 'ladygina'],
		['rubrics', '/desk/rubrics', 'ladygina'],
		['roadmap-desk', '/desk/roadmap', 'ladygina'],
		['roadmap-terms', '/desk/roadmap/1/terms', 'ladygina'],
		['activity', `/desk/activity/${one("SELECT id FROM activities WHERE due = 'open'")}`, 'ladygina'],
		['figures', '/desk/figures', 'ladygina'],
		['figure', '/desk/figures/publications', 'ladygina'],
		['figure-editor', '/desk/figures/council', 'timofeev'],
		['totals', '/desk/totals', 'ladygina'],
		['control', '/desk/control', 'ladygina'],
		['control-print', '/desk/control/print', 'ladygina'],
		['attendance', '/desk/attendance', 'timofeev'],
		['registers', '/desk/registers', 'ladygina'],
		['register', '/desk/registers/documents', 'ladygina'],
		['register-empty', '/desk/registers/documents?which=archive', 'ladygina'],
		['register-print', '/desk/registers/documents/print', 'ladygina'],
		['register-new', '/desk/registers/group/new', 'timofeev'],
		['register-record', '/desk/registers/documents/1', 'ladygina'],
		['topics', '/desk/topics', 'ladygina'],
		['topics-editor', '/desk/topics', 'timofeev'],
		['topic', '/desk/topics/events', 'ladygina'],
		['topic-own', '/desk/topics/shkola-nastavnika', 'ladygina'],
		['topic-editor', '/desk/topics/join', 'timofeev'],
		['topic-new', '/desk/topics/new', 'ladygina'],
		['topic-version', '/desk/topics/events/versions/1', 'ladygina'],
		['reminders', '/desk/reminders', 'ladygina'],
		['cycle', '/desk/cycle/1', 'ladygina'],
		['settings', '/desk/settings', 'ladygina'],
		['accounts', '/desk/accounts', 'admin'],
		['me', '/desk/me', 'timofeev'],
		['journal', '/desk/journal', 'severceva'],
		['help', '/desk/help', 'ladygina'],
		['forbidden', '/desk/accounts', 'timofeev', 403],
	].map(([name, address, who = '', status = 200]) => ({ name, address, who, status }));
}

// What is no page, or needs a state that the demonstration has not.
const other = ['/desk/registers/:register/csv', '/desk/record/:id', '/desk/plan.csv', '/desk/journal.csv',
	'/desk/figures.csv', '/desk/control.csv', '/desk/attendance.csv',
	// roadmap.spec.mjs walks these with a roadmap.
	'/desk/roadmap/import', '/desk/roadmap/import/:id', '/desk/roadmap/:id/people',
	'/desk/roadmap/:id/proposals', '/desk/roadmap/:id/print', '/desk/roadmap/:id/docx',
	'/desk/roadmap/:id/xlsx', '/desk/roadmap/:id/csv', '/roadmap/print',
	'/desk/login/code', '/plan/:key'];

// One tab for each person; what it says and asks is noted.
async function tab(browser, who) {
	if (tabs[who])
		return tabs[who];
	const context = await browser.newContext();
	const page = await context.newPage();
	const t = tabs[who] = { context, page, notes: [] };
	page.on('console', (m) => {
		if (m.type() === 'error' && !/status of 4\d\d/.test(m.text()))
			t.notes.push(`console: ${m.text()}`);
	});
	page.on('pageerror', (e) => t.notes.push(`script: ${e.message}`));
	page.on('request', (r) => {
		if (!r.url().startsWith(server.url) && !/^(data|blob|about):/.test(r.url()))
			t.notes.push(`foreign: ${r.url()}`);
	});
	if (who) {
		await page.goto(`${server.url}/desk/login`);
		await page.fill('#user', who);
		await page.fill('#password', 'nastavnik-demo');
		await page.click('text=Войти');
		await page.waitForURL('**/desk/');
	}
	return t;
}

async function open(browser, p, look, width) {
	const t = await tab(browser, p.who);
	await t.context.clearCookies({ name: 'view' });
	if (look.cookie)
		await t.context.addCookies([{ name: 'view', value: look.cookie, url: server.url }]);
	await t.page.emulateMedia({ colorScheme: look.scheme ?? 'light', reducedMotion: 'reduce' });
	await t.page.setViewportSize({ width, height: 800 });
	const answer = await t.page.goto(server.url + p.address);
	if (answer.status() !== p.status)
		t.notes.push(`status ${answer.status()}, not ${p.status}`);
	return t;
}

// All of a page's troubles in its looks ([name, widths that axe looks at]);
// with FULL=1 pictures of the first.
async function inspect(t, p, worn, turns) {
	const found = [];
	for (const width of widths) {
		await t.page.setViewportSize({ width, height: 800 });
		for (const [name, at] of turns) {
			await wear(t.page, worn[name]);
			const bad = [await overflow(t.page)].filter(Boolean);
			if (at.includes(width))
				bad.push(...await axe(t.page, { looks: !full && name !== 'light' }));
			found.push(...bad.map((b) => `${p.name}, ${name}, ${width} px: ${b}`));
		}
	}
	await wear(t.page, worn.light);
	for (const width of full ? [360, 768, 1280] : []) {
		await t.page.setViewportSize({ width, height: 800 });
		await picture(t.page, path.join(screens, `${p.name}-${width}.png`));
	}
	found.push(...t.notes.splice(0).map((n) => `${p.name}: ${n}`));
	return found;
}

// Each part may have a browser and a section of its own.
test.describe.configure({ mode: 'parallel' });

test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance();
	await until('the demonstration\'s first post is verified', () =>
		sql(server, "SELECT COUNT(*) FROM publications WHERE state = 'verified'") !== '0', 60000);
	pages = list();
});
test.afterAll(async () => {
	await server?.stop();
});
test.afterEach(async () => {
	for (const t of Object.values(tabs))
		await t.context.close();
	tabs = {};
});

test('the list of pages names every GET address of the route table', () => {
	const text = readFileSync(path.join(tree, 'fcgi/desk/routes.c'), 'utf8');
	const routes = [...text.matchAll(/\{ (?:METHOD_)?GET,\s*"([^"]+)"/g)].map((m) => m[1]);
	expect(routes.length).toBeGreaterThan(10);
	for (const r of routes.filter((x) => !other.includes(x))) {
		const like = new RegExp(`^${r.replace(/:\w+/g, '[^/?]+')}(\\?.*)?$`);
		expect(pages.some((p) => like.test(p.address)), r).toBe(true);
	}
});

test('a look is a class of the page and nothing else', async ({ browser }) => {
	const { context } = await tab(browser, 'ladygina');
	const session = (await context.cookies()).map((c) => `${c.name}=${c.value}; `).join('');
	for (const name of ['desk', 'plan', 'event-desk']) {
		const worn = await wardrobe(server.url + pages.find((p) => p.name === name).address, looks, session);
		for (const [look, { rest }] of Object.entries(worn))
			expect(rest, `${name}, ${look}`).toBe(worn.light.rest);
		expect(new Set(Object.values(worn).map((w) => w.name)).size, name).toBe(Object.keys(looks).length);
	}
});

const parts = 4;
for (let part = 1; part <= parts; part++)
	test(`every page passes axe in light and in another look, fits 320, 768 and 1280 px and is quiet (${part} of ${parts})`, async ({ browser }) => {
		test.setTimeout(full ? 1800000 : 600000);
		mkdirSync(screens, { recursive: true });
		const found = [], worn = await wardrobe(`${server.url}/desk/login`, looks);
		const others = Object.keys(looks).slice(1);
		for (const [i, p] of pages.entries()) {
			if (i % parts !== part - 1)
				continue;
			// Light at one width, another look at the next one.
			const turns = full ? Object.keys(looks).map((name) => [name, widths]) :
				[['light', [widths[i % 3]]], [others[i % others.length], [widths[(i + 1) % 3]]]];
			found.push(...await inspect(await open(browser, p, looks.light, 320), p, worn, turns));
		}
		expect(found).toEqual([]);
	});

// Pages that only a form brings: what is refused is told at its field.
test('refused forms and the second factor are as accessible, and each error is tied to its field', async ({ browser }) => {
	test.setTimeout(180000);
	const found = [];
	const look = async (name, page) => {
		for (const width of widths) {
			await page.setViewportSize({ width, height: 800 });
			found.push(...[await overflow(page)].filter(Boolean).map((b) => `${name}, ${width} px: ${b}`));
		}
		found.push(...(await axe(page)).map((b) => `${name}: ${b}`));
	};
	const { page: visitor } = await tab(browser, '');
	await visitor.goto(`${server.url}/desk/login`);
	await visitor.fill('#user', 'nobody');
	await visitor.fill('#password', 'wrong-password');
	await visitor.click('main button[type=submit]');
	await expect(visitor.getByRole('alert')).toContainText('не подошли');
	await look('wrong password', visitor);
	const { page } = await tab(browser, 'ladygina');
	await page.goto(`${server.url}/desk/event/new`);
	await page.click('main button[type=submit]:has-text("Добавить событие")');
	await expect(page.locator('#title')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.locator('#title')).toHaveAccessibleDescription(/.+/);
	await look('event refused', page);
	await page.goto(server.url + pages.find((p) => p.name === 'story-slot').address);
	await page.click('button[value=submit]');
	await expect(page.getByRole('alert').first()).toBeVisible();
	await look('story refused', page);
	await page.goto(`${server.url}/desk/me`);
	await page.click('form[action$="/me/factor"] button');
	await expect(page.locator('#code')).toBeVisible();
	await look('second factor', page);
	expect(found).toEqual([]);
});

test('every page is valid HTML', async ({ browser }) => {
	const found = [];
	for (const p of pages) {
		const t = await tab(browser, p.who);
		const html = await (await t.context.request.get(server.url + p.address)).text();
		found.push(...(await markup(html)).map((m) => `${p.name}:${m}`));
	}
	expect(found).toEqual([]);
});

test('the plan is printed without the page\'s furniture', async ({ browser }) => {
	mkdirSync(screens, { recursive: true });
	for (const name of ['plan', 'plan-list', 'plan-print']) {
		const t = await open(browser, pages.find((p) => p.name === name), { cookie: 'c-dark' }, 1000);
		await t.page.emulateMedia({ media: 'print' });
		await t.page.screenshot({ path: path.join(screens, `${name}-paper.png`), fullPage: true });
		const seen = await t.page.locator('.nav, .rail, .bar, .strip, .skip, .noprint, button, .btn').evaluateAll((all) =>
			all.filter((e) => e.checkVisibility({ visibilityProperty: true })).map((e) => e.outerHTML.slice(0, 80)));
		expect(seen, name).toEqual([]);
		expect(await t.page.evaluate(() => getComputedStyle(document.body).backgroundColor), name).toBe('rgb(255, 255, 255)');
		await t.page.emulateMedia({ media: 'screen' });
	}
});

test('every page fits the window of a phone @phone', async ({ browser }) => {
	test.setTimeout(120000);
	const found = [];
	for (const p of pages) {
		const t = await open(browser, p, {}, 360);
		found.push(...[await overflow(t.page), ...t.notes.splice(0)].filter(Boolean).map((b) => `${p.name}: ${b}`));
	}
	expect(found).toEqual([]);
});

// Enter that opens another page.
const enter = (page) => Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);

test('a director signs in and approves a story with the keyboard alone @nojs', async ({ page }) => {
	await page.goto(`${server.url}/`);
	await page.keyboard.press('Tab');
	await expect(page.locator('.skip')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/#main$/);
	await tabTo(page, 'a[href$="/desk/"]');
	await enter(page);
	await tabTo(page, '#user');
	await page.keyboard.type('severceva');
	await page.keyboard.press('Tab');
	await page.keyboard.type('nastavnik-demo');
	await enter(page);
	await expect(page).toHaveURL(/\/desk\/$/);
	await tabTo(page, '.skip');
	await page.keyboard.press('Enter');
	await tabTo(page, 'main a[href$="/desk/plan"]');
	await enter(page);
	await tabTo(page, '.tabs a[href*="state=review"]');
	await enter(page);
	await tabTo(page, 'main th a[href*="/desk/story/"]');
	await enter(page);
	await expect(page.locator('#h-approve')).toBeVisible();
	if (await page.locator('#consents').count()) {
		await tabTo(page, '#consents');
		await page.keyboard.press('Space');
	}
	await tabTo(page, 'form[action$="/approve"] button');
	await enter(page);
	await expect(page.locator('.ph .st')).toHaveText(/Согласован/);
});
