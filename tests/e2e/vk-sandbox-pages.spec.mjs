// The VK simulator: what a person sees.  No browser.
import { test, expect } from '@playwright/test';
import { createServer } from 'node:http';
import { Sandbox, form, png } from '../vk-sandbox/start.mjs';

let s, K, U;

test.beforeEach(async () => {
	s = await Sandbox.start();
	K = await s.token('community');
	U = await s.token('user');
});
test.afterEach(async () => {
	expect(await s.stop()).toEqual({ code: 0, errors: '' });
});

const post = (message, more = {}) => s.api(K, 'wall.post', { owner_id: '-1001', message, ...more });
const page = async (path) => {
	const r = await fetch(s.url + path);
	return { status: r.status, type: r.headers.get('content-type'), text: await r.text(), headers: r.headers };
};

async function site(handler) {
	const asked = [];
	const server = createServer((req, res) => {
		asked.push(req.url);
		handler(req, res);
	});
	await new Promise((done) => server.listen(0, '127.0.0.1', done));
	return { asked, url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}

test('the first page lists the communities, each has its wall under two addresses', async () => {
	await post('Первая');
	await post('Вторая');
	expect((await page('')).text).toContain('<a href="/sandbox_school">Sandbox school</a>');
	for (const path of ['club1001', 'sandbox_school']) {
		const { status, text, type } = await page(path);
		expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
		expect(text).toContain('Sandbox school');
		expect(text.indexOf('Вторая')).toBeLessThan(text.indexOf('Первая'));
	}
	expect((await page('club7')).status).toBe(404);
	expect((await page('nobody')).status).toBe(404);
});

test('a post has its page only while it is published', async () => {
	const { now } = await s.get('clock');
	await post('Потом', { publish_date: String(now + 100) });
	expect((await page('wall-1001_1')).status).toBe(404);
	await s.post('clock', { advance: 100 });
	expect((await page('wall-1001_2')).text).toContain('Потом');
	await s.post('wall', { action: 'delete', owner_id: -1001, post_id: 2 });
	expect((await page('wall-1001_2')).status).toBe(404);
	expect((await page('wall-1001_2x')).status).toBe(404);
});

test('text is escaped, its lines are kept and its addresses are links', async () => {
	await s.post('wall', { action: 'add', owner_id: -1001, text: '<script>alert("1")</script>\nСм. «https://school.example/r?a=1&b=2», тут.' });
	const { text, headers } = await page('wall-1001_1');
	expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;<br>');
	expect(text).toContain('<a href="https://school.example/r?a=1&amp;b=2" rel="nofollow noopener">https://school.example/r?a=1&amp;b=2</a>');
	expect(text).not.toContain('<script');
	expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('photos are shown and served from the bytes that were uploaded', async () => {
	const { response } = await s.api(U, 'photos.getWallUploadServer', { group_id: '1001' });
	const sent = png(20, 10, 'the bytes');
	const triple = await (await fetch(response.upload_url, { method: 'POST', body: form(['photo', '1.png', sent]) })).json();
	const [photo] = (await s.api(U, 'photos.saveWallPhoto', { group_id: '1001', ...triple })).response;
	await s.post('config', { rate_limit: false });
	await post('С фото', { attachments: `photo-1001_${photo.id}` });
	expect((await page('wall-1001_1')).text).toContain(`<img src="/photo/-1001_${photo.id}" width="20" height="10"`);
	const r = await fetch(`${s.url}photo/-1001_${photo.id}`);
	expect(r.headers.get('content-type')).toBe('image/png');
	expect(Buffer.from(await r.arrayBuffer())).toEqual(sent);
	const hand = await s.post('photos', { owner_id: -1001 });
	expect((await page(hand.attachments[0].replace('photo', 'photo/'))).type).toBe('image/svg+xml');
	expect((await page('photo/-1001_1')).status).toBe(404);
});

test('a link of this machine shows its Open Graph card, asked once', async () => {
	const html = '<html><head><title>T</title><meta content="Новость &quot;дня&quot; &#1078; <b>" property="og:title"><meta property=\'og:description\' content=\'О главном > всём\'><meta property="og:image" content="/i.jpg"></head></html>';
	const www = await site((req, res) => {
		res.writeHead(200, { 'content-type': 'text/html' });
		res.write(html.slice(0, 60));
		setTimeout(() => res.end(html.slice(60)), 50);
	});
	await post(`Читайте: ${www.url}/r/7`);
	for (let i = 0; i < 2; i++) {
		const { text } = await page('club1001');
		expect(text).toContain('Новость &quot;дня&quot; ж &lt;b&gt;');
		expect(text).toContain('О главном &gt; всём');
		expect(text).toContain(`<img alt="" src="${www.url}/i.jpg">`);
		expect(text).toContain(`href="${www.url}/r/7"`);
	}
	expect(www.asked).toEqual(['/r/7']);
	await www.stop();
});

test('an address elsewhere, a dead one and its own are shown as they are', async () => {
	await post('', { attachments: 'https://school.example/r/7' });
	await post('http://127.0.0.1:1/dead');
	await post(`${s.url}wall-1001_1`);
	const { text } = await page('club1001');
	expect(text).toContain('<span class="title">https://school.example/r/7</span><span class="host">school.example</span>');
	expect(text).toContain('<span class="host">127.0.0.1:1</span>');
	expect(text).toContain(`<span class="host">127.0.0.1:${s.port}</span>`);
});

test('a site that never answers delays the page a little and other calls not at all', async () => {
	const www = await site(() => {});
	await post(`${www.url}/slow`);
	const start = Date.now();
	const waiting = page('club1001');
	await expect.poll(() => www.asked.length).toBe(1);
	await s.get('health');
	expect(Date.now() - start).toBeLessThan(1000);
	expect((await waiting).text).toContain(`${www.url}/slow`);
	expect(Date.now() - start).toBeGreaterThan(1000);
	const gone = new AbortController();
	const left = fetch(`${s.url}club1001`, { signal: gone.signal }).catch(() => 'left');
	gone.abort();
	expect(await left).toBe('left');
	const reset = page('club1001').catch(() => 'closed');
	await expect.poll(async () => (await s.journal()).filter((e) => e.state === 'held').length).toBeGreaterThan(0);
	await s.post('reset');
	expect(await reset).toBe('closed');
	await www.stop();
});

test('a long wall is shown in pages, HEAD and other verbs are understood', async () => {
	for (let i = 1; i <= 25; i++)
		await s.post('wall', { action: 'add', owner_id: -1001, text: `запись ${i}.` });
	expect((await page('club1001')).text.match(/<article/g)).toHaveLength(20);
	const { text } = await page('club1001?offset=20');
	expect(text.match(/<article/g)).toHaveLength(5);
	expect(text).toContain('запись 1.');
	const head = await fetch(`${s.url}club1001`, { method: 'HEAD' });
	expect([head.status, await head.text()]).toEqual([200, '']);
	expect((await fetch(`${s.url}club1001`, { method: 'POST' })).status).toBe(405);
});
