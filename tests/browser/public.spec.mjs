// What visitors read, every page of it, with much in it and with nothing:
// accessible in every look, within its window, still, valid, without script
// and without a foreign request; pictures of all in build/screens.
import { test, expect } from '@playwright/test';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, startInstance, tree } from '../lib/instance.mjs';
import { ctl, sql } from '../e2e/lib/client.mjs';
import { axe, markup, overflow, picture, shift, tabTo, wardrobe, wear } from './lib/inspect.mjs';

// FULL=1: all rules of axe in every look, not only in the first.
const full = Boolean(process.env.FULL);
const screens = path.join(build, 'screens');
const modes = {
	light: { cookie: 'c-light' },
	dark: { cookie: 'c-dark' },
	'type of 200 %': { cookie: 't-200' },
	'black on white': { cookie: 'c-bw' },
	'yellow on black': { cookie: 'c-yb' },
	'wide spacing': { cookie: 's-wide.t-125' },
	'dark of the device': { scheme: 'dark' },
};

const bare = { cookie: 's-wide.t-125.p-off' };
const parts = 4;

let server, pages;

// A second site where nothing was written yet, and what the demonstration
// has not: a file with earlier versions, a scan, a cancelled event.
function prepare() {
	ctl(server, ['site', 'add', 'new', '--title', 'Новая школа', '--address', `${server.url}/s/new`,
		'--zone', 'Europe/Moscow']);
	const record = sql(server, "SELECT id FROM records WHERE register = 'documents' AND shown = 1 LIMIT 1");
	for (const [name, scanned] of [['a', 0], ['b', 0], ['c', 1]])
		sql(server, `INSERT INTO files (record_id, field, name, filename, type, bytes, scanned, created_at)
			VALUES (${record}, 'file', 'public-${name}', 'Положение ${name}.pdf', 'application/pdf', 250000, ${scanned}, unixepoch())`);
	sql(server, 'UPDATE events SET cancelled = 1 WHERE id = (SELECT MAX(id) FROM events)');
}

// [name, address, status]; every GET address of fcgi/page/routes.c that is a
// page stands here, and each standing page of db/topics.hdf.
function list() {
	const one = (text) => sql(server, text).split('\n')[0];
	const seen = "state = 'scheduled' AND publish_at < unixepoch()";
	const slug = (where) => one(`SELECT slug FROM stories s WHERE ${where} LIMIT 1`);
	const photos = '(SELECT COUNT(*) FROM photos WHERE story_id = s.id)';
	const topics = ['about', 'documents', 'forms', 'join', 'practices', 'group', 'results', 'glossary', 'links'];
	const own = one("SELECT name FROM topics WHERE own = 1 AND hidden = 0 LIMIT 1");
	const demo = [
		['home', '/'],
		['news', '/news/'],
		['news-rubric', `/news/${one('SELECT slug FROM rubrics')}/`],
		['news-older', `/news/?before=${one(`SELECT publish_at FROM stories WHERE ${seen} ORDER BY publish_at DESC LIMIT 1 OFFSET 4`)}`],
		['story-album', `/story/${slug(`${seen} AND ${photos} > 2`)}`],
		['story-photo', `/story/${slug(`${seen} AND ${photos} = 1`)}`],
		['story-plain', `/story/${slug(`${seen} AND ${photos} = 0`)}`],
		['story-long', `/story/${slug(`kind = 'longread' AND ${seen}`)}`],
		['story-gone', `/story/${slug("state = 'withdrawn' AND slug > ''")}`, 410],
		['events', '/events/'],
		['events-empty', '/events/?month=2031-07'],
		['events-year', `/events/?year=${new Date().getFullYear()}`],
		['event', `/events/${one('SELECT id FROM events WHERE cancelled = 0 AND starts_at > unixepoch() ORDER BY starts_at')}`],
		['event-past', `/events/${one(`SELECT event_id FROM stories WHERE ${seen} AND event_id > 0`)}`],
		['event-cancelled', `/events/${one('SELECT id FROM events WHERE cancelled = 1')}`],
		...topics.map((t) => [t, `/${t}/`]),
		...own ? [['own-page', `/${own}/`]] : [],
		['roadmap', '/roadmap/'],
		['search', '/search'],
		['search-found', '/search?q=наставник'],
		['search-nothing', '/search?q=щщщщ'],
		['search-hint', '/search?q=наставинк'],
		['no-page', '/nowhere/pary-slozhilis', 404],
	];
	const empty = ['', 'news/', 'events/', ...topics.map((t) => `${t}/`)];
	return [...demo, ...empty.map((a) => [`new-${a.replace('/', '') || 'home'}`, `/s/new/${a}`])]
	    .map(([name, address, status = 200]) => ({ name, address, status }));
}

// What is no page.
const other = ['/events.ics', '/feed.xml', '/feed/:rubric', '/sitemap.xml', '/sitemap/:part', '/robots.txt',
	'/security.txt', '/.well-known/security.txt', '/media/:name', '/file/:id/:slug', '/card/site.jpg',
	'/card/story/:file', '/:topic'];

// One window for a whole look; what it says and asks is noted.
async function visitor(browser, { cookie, scheme } = {}, options = {}) {
	const context = await browser.newContext(options);
	if (cookie)
		await context.addCookies([{ name: 'view', value: cookie, url: server.url }]);
	const page = await context.newPage();
	await page.emulateMedia({ colorScheme: scheme ?? 'light' });
	const notes = [];
	page.on('console', (m) => {
		if (m.type() === 'error' && !/status of 4\d\d/.test(m.text()))
			notes.push(`console: ${m.text()}`);
	});
	page.on('pageerror', (e) => notes.push(`script: ${e.message}`));
	page.on('request', (r) => {
		if (!r.url().startsWith(server.url) && !/^(data|blob|about):/.test(r.url()))
			notes.push(`foreign: ${r.url()}`);
	});
	return { context, page, notes, seen: {}, async open(p) {
		const answer = await page.goto(server.url + p.address);
		if (answer.status() !== p.status)
			notes.push(`status ${answer.status()}, not ${p.status}`);
	} };
}

// Each look may have a browser and a section of its own.
test.describe.configure({ mode: 'parallel' });

test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance();
	prepare();
	pages = list();
	mkdirSync(screens, { recursive: true });
});
test.afterAll(async () => {
	await server?.stop();
});

test('the list of pages names every public GET address and every standing page', () => {
	const text = readFileSync(path.join(tree, 'fcgi/page/routes.c'), 'utf8');
	const routes = [...text.matchAll(/METHOD_GET,\s*"([^"]+)"/g)].map((m) => m[1]);
	expect(routes.length).toBeGreaterThan(15);
	for (const r of routes.filter((x) => !other.includes(x))) {
		const like = new RegExp(`^${r.replace(/:\w+/g, '[^/?]+')}(\\?.*)?$`);
		expect(pages.some((p) => like.test(p.address)), r).toBe(true);
	}
	const described = readFileSync(path.join(tree, 'db/topics.hdf'), 'utf8');
	for (const [, address] of [...described.matchAll(/^\taddress = (\S+)$/gm)].filter(([, a]) => !other.includes(a)))
		expect(pages.some((p) => p.address.split('?')[0] === address), address).toBe(true);
});

test('a look is a class of the page and nothing else', async () => {
	for (const name of ['home', 'story-album', 'results']) {
		const worn = await wardrobe(server.url + pages.find((p) => p.name === name).address, modes);
		for (const [look, { rest }] of Object.entries(worn))
			expect(rest, `${name}, ${look}`).toBe(worn.light.rest);
		expect(new Set(Object.values(worn).map((w) => w.name)).size, name).toBe(Object.keys(modes).length);
	}
});

// One page in all looks at one width.
async function eachLook(v, width, worn, wholly) {
	const found = [];
	await v.page.setViewportSize({ width, height: 800 });
	for (const [name, look] of Object.entries(worn)) {
		await wear(v.page, look);
		const finds = [await overflow(v.page)].filter(Boolean);
		// A colour is the same in a wide window: there only what is light is looked at again.
		if (full || wholly && name === 'light')
			finds.push(...await axe(v.page));
		else if (width === 320 || name === 'light')
			finds.push(...await axe(v.page, { looks: true, seen: v.seen[`${name} ${width}`] ??= new Set() }));
		found.push(...finds.map((what) => `${name}, ${width} px: ${what}`));
	}
	return found;
}

async function draw(v, p) {
	for (const width of [360, 768, 1280]) {
		await v.page.setViewportSize({ width, height: 800 });
		await picture(v.page, path.join(screens, `${p.name}-${width}.png`));
	}
}

for (let part = 1; part <= parts; part++)
	test(`every page in every look passes axe and fits 320 and 1280 px, and is drawn at 360, 768 and 1280 px (${part} of ${parts})`, async ({ browser }) => {
		test.setTimeout(400000);
		const v = await visitor(browser, modes.light), found = [];
		const worn = await wardrobe(`${server.url}/`, modes);
		await v.page.emulateMedia({ reducedMotion: 'reduce' });
		for (const [i, p] of pages.entries()) {
			if (i % parts !== part - 1)
				continue;
			await v.open(p);
			// All rules at one width: what stands in both is the same.
			const wholly = [320, 1280][Math.floor(i / parts) % 2];
			for (const width of [320, 1280])
				found.push(...(await eachLook(v, width, worn, width === wholly)).map((what) => `${p.name}, ${what}`));
			await wear(v.page, worn.light);
			await draw(v, p);
			found.push(...v.notes.splice(0).map((what) => `${p.name}: ${what}`));
		}
		await v.context.close();
		expect(found).toEqual([]);
	});

test('with descriptions instead of pictures every page passes axe and fits 320 px', async ({ browser, request }) => {
	test.setTimeout(400000);
	const v = await visitor(browser, bare, { viewport: { width: 320, height: 800 } }), found = [];
	for (const p of pages) {
		// A page without pictures is what it is with them.
		if (!full && !/<img/.test(await (await request.get(server.url + p.address)).text()))
			continue;
		await v.open(p);
		found.push(...[await overflow(v.page), ...await axe(v.page, full ? {} : { looks: true, seen: v.seen.all ??= new Set() }), ...v.notes.splice(0)].filter(Boolean)
		    .map((what) => `${p.name}: ${what}`));
	}
	await v.context.close();
	expect(found).toEqual([]);
});

test('nothing moves while a page loads and is read to its end', async ({ browser }) => {
	test.setTimeout(400000);
	const found = [];
	for (const [width, height] of [[360, 740], [1280, 800]]) {
		const v = await visitor(browser, {}, { viewport: { width, height } });
		// On a wide window: those with pictures.
		for (const p of pages.filter((x) => width === 360 || /^(home|news|story|event)/.test(x.name))) {
			await v.open(p);
			found.push(...(await shift(v.page)).map((m) => `${p.name}, ${width} px: ${m}`));
		}
		await v.context.close();
	}
	expect(found).toEqual([]);
});

test('every page is valid HTML, in Russian, with one heading of the first order and without a script', async ({ request }) => {
	const found = [];
	for (const p of pages) {
		const html = await (await request.get(server.url + p.address)).text();
		found.push(...(await markup(html)).map((m) => `${p.name}:${m}`));
		if (/<script|<style|\son[a-z]+="/i.test(html))
			found.push(`${p.name}: a script or a style inside`);
		if (!html.includes('<html lang="ru"') || html.match(/<h1[ >]/g)?.length !== 1)
			found.push(`${p.name}: language or heading`);
	}
	expect(found).toEqual([]);
});

test('every page says what it is to those who share it', async ({ request }) => {
	// Each card once: drawing is rate-limited.
	const drawn = new Map();
	const card = async (url) => {
		if (!drawn.has(url))
			await expect.poll(async () => {
				drawn.set(url, await request.get(url));
				return drawn.get(url).status();
			}, { message: url }).not.toBe(429);
		return drawn.get(url);
	};
	for (const p of pages.filter((x) => x.status === 200 && !x.name.startsWith('search'))) {
		const html = await (await request.get(server.url + p.address)).text();
		const meta = (name) => html.match(new RegExp(`<meta property="${name}" content="([^"]+)"`))?.[1];
		const canonical = html.match(/<link rel="canonical" href="([^"]+)"/)?.[1];
		expect(canonical, p.name).toBe(server.url + p.address);
		expect(meta('og:url'), p.name).toBe(canonical);
		expect(meta('og:title'), p.name).toBeTruthy();
		expect(meta('og:type'), p.name).toBe(p.name.startsWith('story') ? 'article' : 'website');
		const image = await card(meta('og:image'));
		expect(image.status(), `${p.name}: ${meta('og:image')}`).toBe(200);
		expect(image.headers()['content-type'], p.name).toBe('image/jpeg');
	}
});

test('schema.org finds the article, the event, the school and the way to the page', async ({ browser }) => {
	const v = await visitor(browser);
	const items = async (name) => {
		await v.open(pages.find((p) => p.name === name));
		return v.page.evaluate(() => Object.fromEntries([...document.querySelectorAll('[itemtype]')].map((e) =>
			[e.getAttribute('itemtype').replace('https://schema.org/', ''), [...e.querySelectorAll('[itemprop]')]
			    .filter((x) => x.parentElement.closest('[itemscope]') === e)
			    .flatMap((x) => x.getAttribute('itemprop').split(' '))])));
	};
	const story = await items('story-album');
	expect(story.NewsArticle).toEqual(expect.arrayContaining(['headline', 'description', 'datePublished', 'image',
		'articleBody', 'articleSection', 'author', 'publisher', 'mainEntityOfPage']));
	expect(story.BreadcrumbList).toEqual(['itemListElement', 'itemListElement', 'itemListElement']);
	expect(story.ListItem).toEqual(['name', 'position']);
	const event = await items('event');
	expect(event.Event).toEqual(expect.arrayContaining(['name', 'startDate', 'endDate', 'location']));
	expect(event.EducationalOrganization).toEqual(expect.arrayContaining(['name', 'url', 'email']));
	expect((await items('event-cancelled')).Event).toContain('eventStatus');
	await v.context.close();
});

test('the first page with its styles is under 30 KB, and no font or script comes along', async ({ browser }) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	const got = [];
	page.on('response', async (r) => got.push({ type: r.request().resourceType(), bytes: r.body().then((b) => b.length),
		wire: r.request().sizes().then((s) => s.responseBodySize) }));
	await page.goto(`${server.url}/`);
	await page.waitForLoadState('networkidle');
	const sum = async (of) => (await Promise.all(got.filter((g) => ['document', 'stylesheet'].includes(g.type))
	    .map((g) => g[of]))).reduce((a, b) => a + b, 0);
	expect(got.filter((g) => ['font', 'script', 'media'].includes(g.type))).toEqual([]);
	console.log(`first view: ${await sum('bytes')} bytes, over the wire ${await sum('wire')}`);
	expect(await sum('bytes')).toBeLessThan(30720);
	expect(await sum('wire')).toBeLessThan(12000);
	await context.close();
});

test('on paper there is the text, on white, without menus and buttons', async ({ browser }) => {
	test.setTimeout(120000);
	const v = await visitor(browser, { cookie: 'c-dark' }, { viewport: { width: 1000, height: 800 } });
	await v.page.emulateMedia({ media: 'print' });
	for (const p of pages.filter((x) => x.status === 200)) {
		await v.open(p);
		const seen = await v.page.locator('.nav, .menu, .strip, .skip, .crumbs, .noprint, button, .btn').evaluateAll((all) =>
			all.filter((e) => e.checkVisibility({ visibilityProperty: true })).map((e) => e.outerHTML.slice(0, 80)));
		expect(seen, p.name).toEqual([]);
		expect(await v.page.evaluate(() => getComputedStyle(document.body).backgroundColor), p.name).toBe('rgb(255, 255, 255)');
		if (!p.name.startsWith('search'))
			await expect(v.page.locator('.onpaper'), p.name).toHaveText(server.url + p.address);
		if (/^(story-album|documents|results|home)$/.test(p.name))
			await picture(v.page, path.join(screens, `${p.name}-paper.png`));
	}
	await v.context.close();
});

test('in forced colours charts and the current page of the menu stay visible', async ({ browser }) => {
	const v = await visitor(browser, {}, { forcedColors: 'active', viewport: { width: 1280, height: 800 } });
	await v.open(pages.find((p) => p.name === 'results'));
	const drawn = await v.page.evaluate(() => {
		const of = (s, name) => getComputedStyle(document.querySelector(s))[name];
		return { bar: of('.k-bar', 'fill'), text: of('.chart text', 'fill'), ground: of('body', 'backgroundColor'),
			current: of('.nav [aria-current]', 'fontWeight') };
	});
	expect(drawn.bar).not.toBe(drawn.ground);
	expect(drawn.text).not.toBe(drawn.ground);
	expect(drawn.current).toBe('700');
	await picture(v.page, path.join(screens, 'results-forced.png'));
	await v.context.close();
});

test('every page fits the window of a phone @phone', async ({ page }) => {
	test.setTimeout(120000);
	const found = [];
	for (const p of pages) {
		await page.goto(server.url + p.address);
		found.push(...[await overflow(page)].filter(Boolean).map((what) => `${p.name}: ${what}`));
	}
	expect(found).toEqual([]);
});

test('without script every page opens, and the panel changes how it looks @nojs', async ({ page }) => {
	test.setTimeout(120000);
	// With scripts every page was opened by others.
	for (const p of pages.filter(() => test.info().project.use.javaScriptEnabled === false)) {
		const answer = await page.goto(server.url + p.address);
		expect(answer.status(), p.name).toBe(p.status);
		await expect(page.locator('h1'), p.name).toBeVisible();
	}
	await page.goto(server.url + pages.find((p) => p.name === 'news-older').address);
	await page.getByText('Для слабовидящих').click();
	await page.getByLabel('150 %').check();
	await page.getByLabel('Тёмные').check();
	await page.getByLabel('Увеличить интервалы').check();
	await page.getByLabel('Заменить картинки описанием').check();
	await page.getByRole('button', { name: 'Применить' }).click();
	// The same page of the list, not its beginning.
	await expect(page).toHaveURL(/before=\d+$/);
	await expect(page.locator('html')).toHaveClass(/t-150.*c-dark.*s-wide.*p-off/);
	await expect(page.locator('main img')).toHaveCount(0);
	await page.getByText('Для слабовидящих').click();
	await expect(page.getByLabel('150 %')).toBeChecked();
	await page.getByRole('button', { name: 'Обычный вид' }).click();
	await expect(page.locator('html')).not.toHaveClass(/t-150|c-dark|s-wide|p-off/);
});

test('the album is turned by keys and by plain links, and each picture opens large @nojs', async ({ page }) => {
	await page.goto(server.url + pages.find((p) => p.name === 'story-album').address);
	const reel = page.locator('.reel');
	await expect(reel).toHaveAttribute('tabindex', '0');
	await expect(reel).toHaveRole('region');
	const at = () => reel.boundingBox().then(async (b) => (await page.locator('.reel li').first().boundingBox()).x - b.x);
	await reel.focus();
	await page.keyboard.press('ArrowRight');
	await expect.poll(at).toBeLessThan(-20);
	await page.locator('.dot', { hasText: '3' }).click();
	await expect(page).toHaveURL(/#p3$/);
	await expect(page.locator('#p3 img')).toBeInViewport();
	const large = await page.locator('#p3 a').getAttribute('href');
	expect((await page.request.get(server.url + large)).headers()['content-type']).toBe('image/webp');
	for (const alt of await page.locator('.reel img').evaluateAll((all) => all.map((i) => i.alt)))
		expect(alt).not.toBe('');
});

test('the first page is walked by keyboard alone, and the focus is always seen @nojs', async ({ page }) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.goto(`${server.url}/`);
	await tabTo(page, '.skip');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/#main$/);
	await tabTo(page, 'a[href$="/join/"]');
	await tabTo(page, 'a[href$="/events/"]');
	await tabTo(page, '.card a');
	await tabTo(page, '.foot a[href$="/desk/"]');
	await page.goto(`${server.url}/`);
	await tabTo(page, 'summary');
	await page.keyboard.press('Enter');
	await tabTo(page, 'input[name=t]');
	await page.keyboard.press('ArrowDown');
	await tabTo(page, '.view button');
	await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
	await expect(page.locator('html')).toHaveClass(/t-125/);
});
