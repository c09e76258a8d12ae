// The standing pages of the section: what a curator changes, what readers get.
import { test, expect } from '@playwright/test';
import { startInstance } from '../lib/instance.mjs';
import { Client, ctl, png, sql, unescape } from './lib/client.mjs';

let server, curator, editor, reader;

test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance();
	curator = await new Client(server).signIn('ladygina');
	editor = await new Client(server).signIn('timofeev');
	reader = new Client(server);
});
test.afterAll(async () => {
	await server?.stop();
});

// The form of a page as a browser would send it, with changes.
async function fields(client, name, more = {}) {
	const html = (await client.get(`/desk/topics/${name}`)).text;
	const value = (n) => unescape(new RegExp(`name="${n}" value="([^"]*)"`).exec(html)?.[1] ?? '');
	const area = (n) => unescape(new RegExp(`<textarea[^>]*name="${n}"[^>]*>\\n?([^<]*)`).exec(html)?.[1] ?? '');
	const all = { version: value('version'), title: value('title'), menu: value('menu'), name: value('name'),
		lead: area('lead'), text: area('text'), do: 'save' };
	for (const flag of ['in_menu', 'in_foot', 'hidden'])
		if (new RegExp(`name="${flag}" value="1" checked`).test(html))
			all[flag] = '1';
	return { ...all, ...more };
}

async function change(name, more, client = curator) {
	return client.act(`/desk/topics/${name}`, await fields(client, name, more));
}

const menu = (html) => [.../<nav class="nav"[^]*?<\/nav>/.exec(html)[0].matchAll(/<a href="([^"]*)"/g)].map((m) => m[1]);
const page = async (path) => (await reader.get(`${path}?${Math.random()}`)).text;

test('what a curator writes stands on the page, and only for readers of it', async () => {
	expect((await change('about', { title: 'О нашей программе', lead: 'Коротко.', text: '# Зачем\n\nЧтобы **получалось**.' })).status).toBe(303);
	const html = await page('/about/');
	expect(html).toContain('О нашей программе');
	expect(html).toContain('<strong>получалось</strong>');
	const r = await change('about', { text: '<script>alert(1)</script> и <b>жирно</b>' });
	expect(r.status).toBe(303);
	expect(await page('/about/')).not.toMatch(/<script>alert|<b>жирно/);
});

test('the menu follows order, words and places; a hidden page is gone from it and answers 404', async () => {
	expect(menu(await page('/'))).toContain('/join/');
	expect((await change('join', { menu: 'К нам' })).status).toBe(303);
	expect(await page('/')).toMatch(/href="\/join\/"[^>]*>К нам</);
	const before = menu(await page('/'));
	expect((await curator.act('/desk/topics/news/up')).status).toBe(303);
	const after = menu(await page('/'));
	expect(after.indexOf('/news/')).toBe(before.indexOf('/news/') - 1);
	expect((await curator.act('/desk/topics/results/hide')).status).toBe(303);
	expect(menu(await page('/'))).not.toContain('/results/');
	expect((await reader.get('/results/')).status).toBe(404);
	expect((await curator.act('/desk/topics/results/show')).status).toBe(303);
	expect((await reader.get(`/results/?${Math.random()}`)).status).toBe(200);
	const fixed = await curator.act('/desk/topics/news/hide');
	expect(fixed.status).toBe(422);
	expect(fixed.text).toContain('скрыть нельзя');
});

test('a page of the school gets an address of its title, and an old address keeps leading to it', async () => {
	const r = await curator.act('/desk/topics/new', { title: 'Вопросы и ответы', lead: '', text: 'Спрашивайте.', in_menu: '1', do: 'save' });
	expect(r.status).toBe(303);
	expect(r.headers.location).toBe('/desk/topics/voprosy-i-otvety');
	expect(await page('/voprosy-i-otvety/')).toContain('Спрашивайте.');
	expect((await change('voprosy-i-otvety', { name: 'faq' })).headers.location).toBe('/desk/topics/faq');
	const old = await reader.get(`/voprosy-i-otvety/?${Math.random()}`);
	expect(old.status).toBe(301);
	expect(new URL(old.headers.location, 'http://x').pathname).toBe('/faq/');
	for (const [name, why] of [['desk', 'занят'], ['about', 'занят'], ['Кириллица', 'латинских'], ['shkola-nastavnika', 'уже есть']]) {
		const wrong = await change('faq', { name });
		expect(wrong.status).toBe(422);
		expect(unescape(wrong.text)).toContain(why);
		expect(unescape(wrong.text)).toContain('Спрашивайте.');
	}
	expect((await curator.act('/desk/topics/faq/remove')).status).toBe(303);
	expect((await reader.get(`/faq/?${Math.random()}`)).status).toBe(404);
	expect((await curator.act('/desk/topics/about/remove')).status).toBe(422);
});

test('two curators at once: the second sees both texts and nothing is lost', async () => {
	const second = await new Client(server).signIn('severceva');
	const stale = await fields(second, 'group');
	expect((await change('group', { text: 'Текст первого.' })).status).toBe(303);
	const r = await second.act('/desk/topics/group', { ...stale, text: 'Текст второго.' });
	expect(r.status).toBe(409);
	expect(r.text).toContain('Текст первого.');
	expect(r.text).toContain('Текст второго.');
	expect(r.text).toContain('Мария Ладыгина');
	// What the form holds now is saved by the same button.
	const version = /name="version" value="(\d+)"/.exec(r.text)[1];
	expect((await second.act('/desk/topics/group', { ...stale, version, text: 'Текст обоих.' })).status).toBe(303);
	expect(await page('/group/')).toContain('Текст обоих.');
});

test('every version can be seen and had back', async () => {
	await change('forms', { text: 'Вторая редакция форм.' });
	const html = (await curator.get('/desk/topics/forms')).text;
	expect(html).toContain('/desk/topics/forms/versions/0');
	const diff = (await curator.get('/desk/topics/forms/versions/1')).text;
	expect(diff).toMatch(/<ins>[^<]*Вторая/);
	expect(diff).toMatch(/<del>/);
	const version = /name="version" value="(\d+)"/.exec(html)[1];
	expect((await curator.act('/desk/topics/forms/versions/0', { version: String(Number(version) - 1) })).status).toBe(409);
	expect((await curator.act('/desk/topics/forms/versions/0', { version })).status).toBe(303);
	expect(await page('/forms/')).not.toContain('Вторая редакция форм.');
	for (const bad of ['77', '-1', 'x', '99999999999999999999'])
		expect((await curator.get(`/desk/topics/forms/versions/${bad}`)).status).toBe(404);
});

test('a look at the text before saving changes nothing', async () => {
	const before = await page('/links/');
	const r = await change('links', { do: 'preview', text: 'Проба **пера**.' });
	expect(r.status).toBe(200);
	expect(r.text).toContain('Проба <strong>пера</strong>.');
	expect(r.text).toContain('Проба **пера**.');
	expect(await page('/links/')).toBe(before);
	expect(sql(server, "SELECT count(*) FROM topics WHERE name='links' AND version>0")).toBe('0');
});

test('limits are told beside their fields, with what was typed', async () => {
	for (const [field, n] of [['title', 121], ['menu', 41], ['lead', 601], ['text', 60001]]) {
		const typed = 'я'.repeat(n);
		const r = await change('practices', { [field]: typed });
		expect(r.status).toBe(422);
		expect(r.text).toContain(`id="${field}-e"`);
		expect(r.text).toContain(typed);
	}
	expect((await change('practices', { title: '' })).status).toBe(422);
});

test('an editor reads the pages of the desk and changes none', async () => {
	const html = (await editor.get('/desk/topics')).text;
	expect(html).toContain('Страницы раздела');
	expect(html).not.toContain('Добавить страницу');
	expect((await editor.get('/desk/topics/about')).text).not.toContain('name="do" value="save"');
	for (const path of ['/desk/topics/about', '/desk/topics/about/up', '/desk/topics/about/check', '/desk/topics/about/versions/1', '/desk/topics/new'])
		expect((await editor.act(path)).status).toBe(403);
});

test('a page that is not there is 404, whatever is asked of it', async () => {
	for (const path of ['/desk/topics/nope', '/desk/topics/nope/versions/1', '/desk/topics/..%2f..', '/desk/topics/%00'])
		expect((await curator.get(path)).status).toBeGreaterThanOrEqual(400);
	for (const path of ['/desk/topics/nope', '/desk/topics/nope/up', '/desk/topics/about/nope', '/desk/topics/nope/versions/1'])
		expect((await curator.act(path, { version: '0', title: 'x' })).status).toBe(404);
});

test('what was not touched for long is one case for a person, and "still true" settles it', async () => {
	let html = '';
	const stale = () => /(\d+) страниц[аы]? давно не обновля/.exec(html)?.[1];
	html = (await curator.get('/desk/topics')).text;
	expect(stale()).toBeUndefined();
	sql(server, "UPDATE topics SET updated_at = 1000000000, checked_at = 0 WHERE name IN ('about', 'home')");
	html = (await curator.get('/desk/topics')).text;
	expect(stale()).toBe('2');
	expect(html).toContain('Давно не обновлялась');
	html = (await curator.get('/desk/attention')).text;
	expect(stale()).toBe('2');
	expect(html.match(/Открыть страницы/g).length).toBe(1);
	for (const name of ['about', 'home'])
		expect((await curator.act(`/desk/topics/${name}/check`)).status).toBe(303);
	html = (await curator.get('/desk/topics')).text;
	expect(stale()).toBeUndefined();
	expect((await curator.get('/desk/attention')).text).not.toContain('Открыть страницы');
});

test('a hidden page does not wait for anybody', async () => {
	await curator.act('/desk/topics/glossary/hide');
	sql(server, "UPDATE topics SET updated_at = 1000000000, checked_at = 0 WHERE name = 'glossary'");
	expect((await curator.get('/desk/topics')).text).not.toContain('Давно не обновлялась');
	await curator.act('/desk/topics/glossary/show');
	await curator.act('/desk/topics/glossary/check');
});

test('the school puts its sign in place of the program’s, and takes it away again', async () => {
	const logo = () => sql(server, "SELECT value FROM settings WHERE name = 'logo'");
	const up = (body, name, type) => curator.upload('/desk/settings/logo', [['logo', body, name, type]]);
	expect((await up(png(300, 200), 'sign.png', 'image/png')).status).toBe(303);
	const first = logo();
	const shown = await reader.get(`/media/logo-${first}.png`);
	expect(shown.status).toBe(200);
	expect(shown.headers['content-type']).toBe('image/png');
	expect(shown.buffer.readUInt32BE(16)).toBeLessThanOrEqual(96);
	expect(shown.buffer.readUInt32BE(20)).toBeLessThanOrEqual(96);
	expect(await page('/')).toContain(`/media/logo-${first}.png`);
	expect((await curator.get('/desk/settings')).text).toContain(`/media/logo-${first}.png`);
	for (const [body, name] of [['<svg xmlns="http://www.w3.org/2000/svg"/>', 'x.svg'], ['GIF89a', 'x.gif'], [png(300, 200).subarray(0, 60), 'cut.png']]) {
		const r = await up(body, name, 'image/png');
		expect(r.status).toBe(422);
		expect(r.text).toMatch(/[Кк]артинк/);
		expect(logo()).toBe(first);
	}
	expect((await curator.act('/desk/settings/logo')).status).toBe(422);
	expect((await up(png(64, 64), 'b.png', 'image/png')).status).toBe(303);
	expect(logo()).not.toBe(first);
	expect((await reader.get(`/media/logo-${first}.png?2`)).status).toBe(404);
	expect(JSON.parse(ctl(server, ['--json', 'check'])).ok).toBe(true);
	expect((await curator.act('/desk/settings/logo/remove')).status).toBe(303);
	expect(await page('/')).not.toContain('/media/logo-');
	expect((await editor.act('/desk/settings/logo/remove')).status).toBe(403);
});

test('links of the school stand at the foot; what is no link is refused with its line', async () => {
	const html = (await curator.get('/desk/settings')).text;
	const all = [...html.matchAll(/<input type="(?:text|number)"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)]
		.map(([, n, v]) => [n, unescape(v)]).filter(([n]) => !n.startsWith('cycle'));
	const save = (links) => curator.act('/desk/settings', { ...Object.fromEntries(all), colour: 'sea', links });
	expect((await save('Отдел образования https://edu.example/x\nБиблиотека http://lib.example')).status).toBe(303);
	const home = await page('/');
	expect(home).toContain('href="https://edu.example/x"');
	expect(home).toContain('Библиотека');
	for (const [links, why] of [['просто слова', 'просто слова'], ['Плохо javascript:alert(1)', 'сначала слова'],
		['https://edu.example', 'сначала слова'], [Array(9).fill('A https://a.example').join('\n'), 'восьми']]) {
		const r = await save(links);
		expect(r.status).toBe(422);
		expect(unescape(r.text)).toContain(why);
	}
});
