// Every page of the demonstration in every look: accessible, within its
// window, quiet, valid, without a foreign request; pictures of all of them
// in build/screens.  FULL=1 walks the whole matrix of pages and looks.
import { test, expect } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { LinkChecker } from 'linkinator';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, startInstance, tree } from '../lib/instance.mjs';
import { sql } from '../e2e/lib/client.mjs';
import { until } from '../e2e/lib/world.mjs';

const full = Boolean(process.env.FULL);
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
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
	const slug = (where) => one(`SELECT slug FROM stories WHERE ${where} LIMIT 1`);
	const sent = "state = 'scheduled' AND publish_at < unixepoch()";
	const album = one('SELECT s.slug FROM stories s JOIN photos p ON p.story_id = s.id WHERE s.publish_at < unixepoch() GROUP BY s.id ORDER BY COUNT(*) DESC');
	const publication = (where) => one(`SELECT id FROM publications WHERE ${where} ORDER BY id LIMIT 1`);
	const event = one('SELECT id FROM events WHERE starts_at > unixepoch() ORDER BY starts_at');
	const readable = one('SELECT s.id FROM stories s JOIN story_versions v ON v.story_id = s.id GROUP BY s.id ORDER BY COUNT(*) DESC');
	return [
		['home', '/'],
		['news', '/news/'],
		['news-rubric', `/news/${one('SELECT slug FROM rubrics')}/`],
		['news-older', `/news/?before=${one('SELECT publish_at FROM stories WHERE publish_at < unixepoch() ORDER BY publish_at DESC LIMIT 1 OFFSET 4')}`],
		['story-album', `/story/${album}`],
		['story-long', `/story/${slug(`kind = 'longread' AND ${sent}`)}`],
		['story-gone', `/story/${slug("state = 'withdrawn' AND slug > ''")}`, '', 410],
		['events', '/events/'],
		['events-empty', '/events/?month=2031-07'],
		['event', `/events/${event}`],
		['no-page', '/nowhere', '', 404],
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
		['topics', '/desk/topics', 'ladygina'],
		['topics-editor', '/desk/topics', 'timofeev'],
		['topic', '/desk/topics/events', 'ladygina'],
		['topic-own', '/desk/topics/shkola-nastavnika', 'ladygina'],
		['topic-editor', '/desk/topics/join', 'timofeev'],
		['topic-new', '/desk/topics/new', 'ladygina'],
		['topic-version', '/desk/topics/events/versions/1', 'ladygina'],
		['registers', '/desk/registers', 'ladygina'],
		['register', '/desk/registers/documents', 'ladygina'],
		['register-empty', '/desk/registers/documents?which=archive', 'ladygina'],
		['register-print', '/desk/registers/documents/print', 'ladygina'],
		['register-new', '/desk/registers/group/new', 'timofeev'],
		['register-record', '/desk/registers/documents/1', 'ladygina'],
		['settings', '/desk/settings', 'ladygina'],
		['accounts', '/desk/accounts', 'admin'],
		['me', '/desk/me', 'timofeev'],
		['journal', '/desk/journal', 'severceva'],
		['help', '/desk/help', 'ladygina'],
		['forbidden', '/desk/accounts', 'timofeev', 403],
	].map(([name, address, who = '', status = 200]) => ({ name, address, who, status }));
}

// What is no page, or needs a state that the demonstration has not.
const other = ['/events.ics', '/feed.xml', '/feed/:rubric', '/sitemap.xml', '/robots.txt', '/media/:name',
	'/file/:id/:slug', '/desk/registers/:register/csv', '/desk/record/:id',
	'/desk/plan.csv', '/desk/journal.csv', '/desk/login/code', '/plan/:key'];

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
	await t.page.emulateMedia({ colorScheme: look.scheme ?? 'light' });
	await t.page.setViewportSize({ width, height: 800 });
	const answer = await t.page.goto(server.url + p.address);
	if (answer.status() !== p.status)
		t.notes.push(`status ${answer.status()}, not ${p.status}`);
	return t;
}

async function overflow(page) {
	return page.evaluate(() => {
		const wide = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= wide)
			return '';
		const far = [...document.querySelectorAll('body *')]
		    .filter((e) => e.getBoundingClientRect().right > wide + 1).slice(0, 3)
		    .map((e) => `${e.tagName}.${e.className}`);
		return `wider than ${wide} px by ${document.documentElement.scrollWidth - wide}: ${far}`;
	});
}

async function axe(page) {
	// Legacy: no second page for frames, of which we have none.
	const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
	return violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)} ${
		v.nodes[0].any[0]?.message ?? ''}`);
}

// All of a page's troubles in one look.
async function inspect(browser, p, name, at) {
	const found = [];
	let t;
	for (const width of widths) {
		if (!t)
			t = await open(browser, p, looks[name], width);
		else
			await t.page.setViewportSize({ width, height: 800 });
		const bad = [await overflow(t.page)].filter(Boolean);
		if (at.includes(width))
			bad.push(...await axe(t.page));
		found.push(...bad.map((b) => `${p.name}, ${name}, ${width} px: ${b}`));
	}
	found.push(...t.notes.splice(0).map((n) => `${p.name}, ${name}: ${n}`));
	return found;
}

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

test('the list of pages names every GET address of the route tables', () => {
	for (const file of ['page', 'desk']) {
		const text = readFileSync(path.join(tree, `fcgi/${file}/routes.c`), 'utf8');
		const routes = [...text.matchAll(/\{ (?:METHOD_)?GET,\s*"([^"]+)"/g)].map((m) => m[1]);
		expect(routes.length).toBeGreaterThan(10);
		for (const r of routes.filter((x) => !other.includes(x))) {
			const like = new RegExp(`^${r.replace(/:\w+/g, '[^/?]+')}(\\?.*)?$`);
			expect(pages.some((p) => like.test(p.address)), r).toBe(true);
		}
	}
});

test('in light colours every page passes axe, fits 320, 768 and 1280 px and is quiet', async ({ browser }) => {
	test.setTimeout(600000);
	const found = [];
	for (const [i, p] of pages.entries())
		found.push(...await inspect(browser, p, 'light', full ? widths : [widths[i % 3]]));
	expect(found).toEqual([]);
});

test('so does every page in dark colours, in contrast, in large type and in wide spacing', async ({ browser }) => {
	test.setTimeout(1800000);
	const found = [];
	const names = Object.keys(looks).slice(1);
	for (const [i, p] of pages.entries())
		for (const [k, name] of names.entries())
			if (full || k === i % names.length)
				found.push(...await inspect(browser, p, name, full ? widths : [widths[(i + 1) % 3]]));
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

test('every page is valid HTML, and no public page holds a script', async ({ browser }) => {
	const check = new HtmlValidate({
		extends: ['html-validate:recommended'],
		rules: {
			// How it is written, not what it says.
			'void-style': 'off', 'no-trailing-whitespace': 'off', 'doctype-style': 'off', 'long-title': 'off',
			'attr-quotes': 'off', 'no-raw-characters': 'error',
			// Two menus of the same section exist: one is hidden by width.
			'unique-landmark': 'off',
			'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
		},
	});
	const found = [];
	for (const p of pages) {
		const t = await tab(browser, p.who);
		const html = await (await t.context.request.get(server.url + p.address)).text();
		const report = await check.validateString(html);
		for (const r of report.results)
			for (const m of r.messages)
				found.push(`${p.name}:${m.line}: ${m.ruleId}: ${m.message} ${html.split('\n')[m.line - 1].trim().slice(0, 120)}`);
		if (!p.address.startsWith('/desk') && /<script/i.test(html))
			found.push(`${p.name}: a script`);
	}
	expect(found).toEqual([]);
});

test('no link of the public section is broken', async () => {
	const result = await new LinkChecker().check({
		path: `${server.url}/`, recurse: true, concurrency: 8,
		linksToSkip: async (link) => !link.startsWith(server.url) || /[?&]month=/.test(link),
	});
	expect(result.links.length).toBeGreaterThan(40);
	expect(result.links.filter((l) => l.state === 'BROKEN').map((l) => `${l.parent} → ${l.url}: ${l.status}`)).toEqual([]);
});

test('every page is drawn at 360, 768 and 1280 px into build/screens', async ({ browser }) => {
	test.setTimeout(600000);
	mkdirSync(screens, { recursive: true });
	for (const p of pages) {
		let t;
		for (const width of [360, 768, 1280]) {
			if (!t)
				t = await open(browser, p, {}, width);
			else
				await t.page.setViewportSize({ width, height: 800 });
			// As tall as the page: bars that stick and late pictures stand where they belong.
			const height = await t.page.evaluate(async () => {
				for (const i of document.images)
					i.loading = 'eager';
				await Promise.all([...document.images].map((i) => i.decode().catch(() => {})));
				return document.documentElement.scrollHeight;
			});
			await t.page.setViewportSize({ width, height: Math.max(height, 800) });
			await t.page.screenshot({ path: path.join(screens, `${p.name}-${width}.png`) });
		}
	}
});

test('the plan and a story are printed without the page\'s furniture', async ({ browser }) => {
	mkdirSync(screens, { recursive: true });
	for (const name of ['story-album', 'story-long', 'plan', 'plan-list', 'plan-print']) {
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

// Tab until the element matches, as a person without a mouse does.
async function tabTo(page, selector) {
	for (let i = 0; i < 120; i++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate((s) => document.activeElement.matches(s), selector)) {
			const shown = await page.evaluate(() => {
				const s = getComputedStyle(document.activeElement), b = document.activeElement.getBoundingClientRect();
				return s.outlineStyle !== 'none' && b.width > 0 && b.left >= 0;
			});
			expect(shown, `${selector} has a visible focus`).toBe(true);
			return;
		}
	}
	throw new Error(`Tab never reaches ${selector}`);
}

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
