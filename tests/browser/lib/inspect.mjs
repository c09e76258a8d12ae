// What a browser can tell about a page: wider than its window, axe's finds,
// shifts of what was already drawn, markup.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';

const near = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const axeSource = readFileSync(near.resolve('axe-core/axe.min.js'), 'utf8');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export async function overflow(page) {
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

// What colours, sizes and room can break; the rest is the same in every look.
const drawn = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

// What is drawn like something that was looked at before, here: of the same
// tags and classes all the way down, needs no second look.  The outermost of
// the rest; all kinds of the page are added to seen.
const fresh = (seen) => {
	const old = new Set(seen), kinds = new Map([[document.body, 7]]), found = [];
	for (const e of document.querySelectorAll('body *')) {
		let h = kinds.get(e.parentElement);
		for (const c of `${e.tagName} ${e.className.baseVal ?? e.className} ${e.getAttribute('aria-current')} ${
			e.getAttribute('type')} ${e.hasAttribute('open')} ${e.disabled}`)
			h = Math.imul(h ^ c.codePointAt(0), 16777619);
		kinds.set(e, h);
		if (!old.has(h) && (e.parentElement === document.body || old.has(kinds.get(e.parentElement))))
			found.push(e);
	}
	return { found, kinds: [...new Set(kinds.values())] };
};

// The program of axe comes into a page once and is asked in each look of it.
// seen: a Set of what it has been asked about already in this look and width.
export async function axe(page, { looks = false, seen } = {}) {
	const options = { resultTypes: ['violations'], elementRef: false,
		runOnly: looks ? { type: 'rule', values: drawn } : { type: 'tag', values: tags } };
	if (!await page.evaluate(() => typeof window.axe === 'object'))
		await page.evaluate(`${axeSource}; window.fresh = ${fresh}`);
	const { lines, kinds } = await page.evaluate(async ([how, before]) => {
		const { found, kinds } = window.fresh(before ?? []);
		const of = before ? found : document;
		const { violations } = before && !found.length ? { violations: [] } : await window.axe.run(of, how);
		return { kinds, lines: violations.map((v) =>
			`${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].any[0]?.message ?? ''}`) };
	}, [options, seen ? [...seen] : null]);
	if (seen)
		kinds.forEach((k) => seen.add(k));
	return lines;
}

// Another look of a page that is open: what the server writes into the class
// of <html> for a cookie (that it writes nothing else is a test of its own).
export async function wear(page, { name, scheme = 'light' }) {
	await page.emulateMedia({ colorScheme: scheme });
	await page.evaluate((c) => {
		document.documentElement.className = c;
	}, name);
}

// What the server makes of each look's cookie, and the page without it.
export async function wardrobe(address, looks, session = '') {
	const html = async (view = '') => (await fetch(address, { headers: { cookie: `${session}view=${view}` } })).text();
	const found = {};
	for (const [name, look] of Object.entries(looks)) {
		const text = await html(look.cookie);
		found[name] = { ...look, name: /<html lang="ru" class="([^"]*)"/.exec(text)[1],
			rest: text.replace(/<html lang="ru" class="[^"]*"/, '').replaceAll(' checked', '') };
	}
	return found;
}

// What jumped and how far while the page loaded and was scrolled to its end.
export async function shift(page) {
	return page.evaluate(async () => {
		const moved = [];
		const seen = (list) => list.getEntries().forEach((e) => moved.push(`${e.value} ${
			e.sources.map((s) => s.node?.outerHTML?.slice(0, 60) ?? s.node?.nodeName)}`));
		const watch = new PerformanceObserver(seen);
		watch.observe({ type: 'layout-shift', buffered: true });
		for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
			scrollTo(0, y);
			await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
		}
		await Promise.race([new Promise((done) => setTimeout(done, 3000)),
			Promise.all([...document.images].map((i) => i.complete || new Promise((done) => {
				i.onload = i.onerror = done;
			})))]);
		await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
		seen({ getEntries: () => watch.takeRecords() });
		return moved;
	});
}

// As tall as the page: bars that stick and late pictures stand where they
// belong.
export async function picture(page, file) {
	const height = await page.evaluate(async () => {
		for (const i of document.images)
			i.loading = 'eager';
		await Promise.all([...document.images].map((i) => i.decode().catch(() => {})));
		return document.documentElement.scrollHeight;
	});
	await page.setViewportSize({ width: page.viewportSize().width, height: Math.max(height, 800) });
	await page.screenshot({ path: file });
}

const validator = new HtmlValidate({
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

export async function markup(html) {
	const report = await validator.validateString(html);
	return report.results.flatMap((r) => r.messages.map((m) =>
		`${m.line}: ${m.ruleId}: ${m.message} ${html.split('\n')[m.line - 1].trim().slice(0, 120)}`));
}

// Tab until the element matches, as a person without a mouse does.
export async function tabTo(page, selector) {
	for (let i = 0; i < 120; i++) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate((s) => {
			const e = document.activeElement, box = e.getBoundingClientRect();
			return { here: e.matches(s), shown: getComputedStyle(e).outlineStyle !== 'none' && box.width > 0 && box.left >= 0,
				what: e.outerHTML.slice(0, 80) };
		}, selector);
		if (!at.shown)
			throw new Error(`no visible focus: ${at.what}`);
		if (at.here)
			return;
	}
	throw new Error(`Tab never reaches ${selector}`);
}
