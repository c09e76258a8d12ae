// What strangers and broken programs send: refused, or shown literally;
// never a 500.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startInstance, tree } from '../lib/instance.mjs';
import { Client, boundary, ctl, form, multipart, newAddress, png, raw, rawStatus, sql, unescape, words } from './lib/client.mjs';

const password = 'nastavnik-demo';
const picture = (name) => readFileSync(path.join(tree, 'tests/fixtures/images', name));
let server, state, me, visitor, story;

const nasty = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	'\'; DROP TABLE stories; --',
	'&lt;b&gt; &amp;amp; &quot;',
	'<?cs var:Me.csrf ?> {{7*7}} ${7*7} %s%n%d',
	'</textarea></title><svg onload=alert(1)>',
	'семья 👩‍🏫🦄𝕏 и e\u0301',
	'\u202Eоборот\u202C и \u200Fметка\u200E',
	'строка\u2028вторая\u2029третья',
	'../../etc/passwd',
	'=HYPERLINK("http://evil.example")',
];

test.beforeAll(async () => {
	test.setTimeout(120000);
	state = mkdtempSync(path.join(tmpdir(), 'nastavnik-hostile-'));
	server = await startInstance({ state });
	ctl(server, ['account', 'add', 'one-all', '--name', 'Мастер', '--role', 'director,curator,editor,psychologist,mentor,pd_officer,admin'], password + '\n');
	me = await new Client(server).signIn('one-all', password);
	visitor = new Client(server);
	story = await me.story();
});
test.afterAll(async () => {
	await server?.stop();
	// What a worker leaves behind is told when it ends (under sanitizers).
	const log = readFileSync(path.join(state, '.log/worker.log'), 'utf8');
	rmSync(state, { recursive: true, force: true });
	expect(log).not.toMatch(/Sanitizer|runtime error|died of signal|ended with/);
});

// Never a tag of theirs, and the words are there as they were typed.
function shown(html, text, what) {
	expect(/<script>alert|<img src=x|<svg onload|<\?cs/.exec(html)?.[0], what).toBeUndefined();
	const plain = (s) => s.normalize('NFC').replace(/[\s\p{Cf}\u2028\u2029]+/gu, ' ').trim();
	expect(plain(unescape(html)).includes(plain(text)), `shown literally: ${what}`).toBe(true);
}

test('whatever stands in an event is shown literally', async () => {
	for (const text of nasty) {
		const r = await me.act('/desk/event/new', { title: text, place: text, audience: text, about: `${text}\n\n${text}`,
			start: '2027-02-01T10:00', end: '2027-02-01T11:00', public: 1 });
		expect(r.status, text + words(r.text)).toBe(303);
		const id = Number(/event\/(\d+)/.exec(r.headers.location)[1]);
		for (const p of [`/desk/event/${id}`, '/desk/events?month=2027-02', '/events/?month=2027-02', `/events/${id}`, `/desk/story/new?event=${id}`]) {
			const page = await me.get(p);
			expect(page.status, p).toBe(200);
			shown(page.text, text, `${p} ${text}`);
		}
		for (const p of ['/events.ics', '/desk/plan', '/desk', '/desk/plan?from=2027-02-01', '/desk/journal', '/'])
			expect((await me.get(p)).status, p).toBe(200);
		sql(server, `UPDATE events SET cancelled=1 WHERE id=${id}`);
	}
});

test('whatever stands in a story is shown literally, on the desk and in public', async () => {
	for (const [i, text] of nasty.entries()) {
		const id = await me.story();
		const r = await me.save(id, { title: text, lead: text, text: `${text}\n\n${text}\n\n<script>alert(2)</script> [a](javascript:alert(3)) ![x](http://evil.example/x.png)`,
			vk_own: 1, vk_text: text });
		expect(r.status, text + words(r.text)).toBe(303);
		for (const p of [`/desk/story/${id}`, `/desk/story/${id}?edit=1`, `/desk/story/${id}/versions/${await me.version(id)}`]) {
			const page = await me.get(p);
			expect(page.status, p).toBe(200);
			shown(page.text, text, `${p} ${text}`);
		}
		sql(server, `UPDATE stories SET state='scheduled', slug='n-${i}', publish_at=unixepoch()-${100 - i} WHERE id=${id}`);
		const page = await visitor.get(`/story/n-${i}`);
		expect(page.status).toBe(200);
		// Markdown eats what Markdown means; the title and the lead stay.
		shown(page.text, text, `/story/n-${i} ${text}`);
		expect(page.text).not.toMatch(/<script>alert|href="javascript|<img[^>]*evil/);
	}
	for (const p of ['/', '/news/', '/feed.xml', '/sitemap.xml', '/desk/plan?state=sent', '/desk/plan/print?state=sent']) {
		const page = await me.get(p);
		expect(page.status, p).toBe(200);
		expect(/<script>alert|<img src=x|<svg onload/.exec(page.text), p).toBeNull();
	}
	const feed = spawnSync('xmllint', ['--noout', '-'], { input: (await visitor.get('/feed.xml')).buffer, encoding: 'utf8' });
	expect(feed.status, feed.stderr).toBe(0);
	// A spreadsheet takes what begins with = for a formula.
	const csv = await me.get('/desk/plan.csv?state=sent');
	expect(csv.text).not.toMatch(/(^|[;,])"?=/m);
	expect(csv.headers['content-type']).toContain('text/csv');
	expect(csv.headers['content-disposition']).toMatch(/^attachment/);
});

test('whatever stands in rubrics, settings, names, reasons and descriptions is shown literally', async () => {
	for (const [i, text] of nasty.entries()) {
		let r = await me.act('/desk/rubrics', { title: text, hashtag: `метка${i}`, about: text, position: 9 });
		expect([303, 422], words(r.text)).toContain(r.status);
		shown((await me.get('/desk/rubrics')).text, r.status === 303 ? text : '', text);
		r = await me.act('/desk/rubrics', { title: 'Р', hashtag: text, about: '', position: 9 });
		expect([303, 422]).toContain(r.status);
		shown(r.status === 422 ? r.text : (await me.get('/desk/rubrics')).text, '', text);
		r = await me.act('/desk/settings', { title: text, section: text, contact: text, colour: 'pine' });
		expect([303, 422]).toContain(r.status);
		if (r.status === 303)
			for (const p of ['/', '/feed.xml', '/desk', '/desk/login', '/nope'])
				expect((await visitor.get(`${p}?s=${i}`)).text, p + text).not.toMatch(/<script>alert|<img src=x|<svg onload|<\?cs/);
		r = await me.act('/desk/settings', { title: 'Школа', email: text, home: text, colour: text });
		expect([303, 422]).toContain(r.status);
		r = await me.act('/desk/accounts', { login: text, name: text, password, role: 'mentor' });
		expect([303, 422]).toContain(r.status);
		r = await me.act('/desk/accounts', { login: `nasty${i}`, name: text, password, role: 'mentor' });
		expect([303, 422]).toContain(r.status);
		if (r.status === 303)
			shown((await me.get('/desk/accounts')).text, text, text);
		const id = await me.story();
		await me.save(id, { title: 'Причина', lead: 'В.', text: 'Т'.repeat(300), do: 'submit' });
		r = await me.step(id, 'return', { reason: text });
		if (r.status === 303)
			shown((await me.get(`/desk/story/${id}`)).text, text, text);
	}
	await me.act('/desk/settings', { title: 'Школа', section: '', contact: '', colour: 'pine' });
	expect((await me.get('/desk/journal')).text).not.toMatch(/<script>alert|<img src=x|<svg onload/);
});

test('broken UTF-8, NUL and bad codes are refused in forms, queries and paths', async () => {
	const csrf = await me.csrf();
	const bad = ['%00', 'a%00b', '%FF', '%C0%AF', '%C1%81', '%ED%A0%80', '%F5%80%80%80', '%F0%80%80%AF', '%E2%82', 'a%0', '%D0'].filter((b) => b !== 'a%0');
	for (const b of bad) {
		for (const body of [`csrf=${csrf}&title=${b}`, `csrf=${csrf}&${b}=x`, `${b}=x&csrf=${csrf}`])
			expect((await me.post('/desk/event/new', body)).status, body.slice(-20)).toBe(400);
		expect((await me.upload(`/desk/story/${story}`, [['title', Buffer.from(decodeBytes(b), 'latin1')]])).status, b).toBe(400);
		expect((await me.get(`/desk/plan?rubric=${b}`)).status, b).toBe(400);
		expect((await me.get(`/story/${b}`)).status, b).toBe(400);
		expect([400, 404]).toContain((await me.get(`/media/${b}-480.webp`)).status);
		expect([400, 404]).toContain((await me.get(`/static/${b}.css`)).status);
	}
	for (const p of ['/%', '/%z', '/%zz', '/story/%2', '/story/%u0041', '/news/%0d%0aX:y', '/story/%7f', '/%01'])
		expect((await me.get(p)).status, p).toBe(400);
	// A lone % in a query is how people write "100%".
	for (const q of ['?rubric=100%', '?x=%zz', '?', '?&&&=&', '?a=b=c', '?' + 'x=1&'.repeat(199)])
		expect((await me.get('/desk/plan' + q)).status, q.slice(0, 20)).toBe(200);
	expect((await me.get('/desk/plan?' + 'x=1&'.repeat(300))).status).toBe(400);
	expect((await me.get('/desk/plan?' + 'x'.repeat(4500))).status).toBe(414);
	expect((await me.post('/desk/event/new', `csrf=${csrf}&` + 'a=b&'.repeat(400))).status).toBe(413);
});

function decodeBytes(s) {
	return s.replace(/%([0-9A-F]{2})/g, (all, h) => String.fromCharCode(parseInt(h, 16)));
}

test('fields longer than their limit and whole megabytes are refused with words', async () => {
	for (const n of [201, 5000, 900000]) {
		const r = await me.act('/desk/event/new', { title: 'а'.repeat(n > 100000 ? n / 6 : n), start: '2027-02-01T10:00', end: '2027-02-01T11:00' });
		expect(r.status, n).toBe(422);
	}
	const csrf = await me.csrf();
	for (const c of ['a', '+', '%41', '&', '=', ';'])
		expect((await me.post('/desk/event/new', `csrf=${csrf}&title=` + c.repeat(1048576 / c.length))).status, c).toBe(413);
	expect((await me.post('/desk/event/new', 'x'.repeat(5 << 20))).status).toBe(413);
	for (const [name, n] of [['title', 1000000], ['lead', 1000000], ['text', 1000000], ['vk_text', 1000000], ['reason', 1000000], ['alt-1', 1000000], ['when', 1000000], ['at', 1000000], ['kind', 1000000]]) {
		const r = await me.upload(`/desk/story/${story}`, [['version', String(await me.version(story))], ['kind', 'news'], ['vk_own', '1'], [name, 'я'.repeat(n / 2 - 200)]]);
		expect([303, 422], `${name} ${words(r.text)}`).toContain(r.status);
	}
	expect((await me.upload(`/desk/story/${story}`, [['text', 'я'.repeat(600000)]])).status).toBe(413);
	expect((await me.upload(`/desk/story/${story}`, [['a', 'x'.repeat(700000)], ['b', 'x'.repeat(700000)]])).status).toBe(413);
	// The longest text that is allowed is taken and shown.
	const r = await me.save(story, { title: 'Длинный', text: 'слово '.repeat(9990) });
	expect(r.status, words(r.text)).toBe(303);
	for (const text of ['> '.repeat(20000), '['.repeat(30000), '* '.repeat(15000) + 'x', '`'.repeat(30001), '![['.repeat(10000), '\n- '.repeat(15000), '_*'.repeat(15000)]) {
		const id = await me.story();
		const started = Date.now();
		const s = await me.save(id, { title: 'Вложенный', text });
		expect([303, 422], text.slice(0, 5)).toContain(s.status);
		expect((await me.get(`/desk/story/${id}`)).status, text.slice(0, 5)).toBe(200);
		expect(Date.now() - started, text.slice(0, 5)).toBeLessThan(8000);
	}
});

test('numbers, times and choices that cannot be are refused', async () => {
	for (const at of ['0000-00-00T00:00', '9999-12-31T23:59', '2027-02-30T10:00', '2027-13-01T10:00', '-1', '1e9', 'вчера', '2027-01-01T25:61', '292277026596-01-01T00:00', '1500-01-01T00:00'])
		for (const [p, f] of [['/desk/event/new', { title: 'Т', start: at, end: at }], [`/desk/story/${story}/move`, { version: 1, at }],
			['/desk/story/new', { kind: 'news', at }]]) {
			const r = await me.act(p, f);
			expect([303, 409, 422], `${p} ${at}`).toContain(r.status);
		}
	for (const n of ['-1', '0', '99999999999999999999', '9223372036854775807', '1e3', '0x10', ' 1', '1;2', '١'])
		for (const p of [`/desk/story/${encodeURIComponent(n)}`, `/desk/event/${encodeURIComponent(n)}`, `/events/${encodeURIComponent(n)}`, `/desk/publication/${encodeURIComponent(n)}`, `/desk/story/${story}/versions/${encodeURIComponent(n)}`])
			expect([400, 404], p).toContain((await me.get(p)).status);
	for (const n of ['-1', '99999999999999999999', '9223372036854775807', 'x', '']) {
		const r = await me.save(story, { rubric: n, who: n, channel: n });
		expect([303, 422], n).toContain(r.status);
		expect([303, 422]).toContain((await me.act('/desk/undo', { undo: n })).status);
		expect((await me.act(`/desk/story/${story}`, { version: n, kind: 'news' })).status).not.toBe(500);
		for (const q of [`month=${n}`, `from=${n}`, `rubric=${n}`, `who=${n}`, `page=${n}`, `state=${n}`, `kind=${n}`, `view=${n}`])
			expect((await me.get(`/desk/plan?${q}`)).status, q).toBeLessThan(405);
		for (const p of [`/news/?page=${n}`, `/events/?month=${n}`, `/events/?from=${n}`])
			expect((await me.get(p)).status, p).toBeLessThan(405);
	}
	for (const kind of ['', 'nope', '../x', 'news\u0430', 'a'.repeat(300)])
		expect((await me.act('/desk/story/new', { kind })).status, kind).toBe(422);
});

test('broken multipart is refused and the worker lives on', async () => {
	const csrf = await me.csrf();
	const token = `--${boundary}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n`;
	const end = `--${boundary}--\r\n`;
	const part = (head, body = 'x') => `--${boundary}\r\n${head}\r\n\r\n${body}\r\n`;
	const title = 'Content-Disposition: form-data; name="title"';
	const type = `multipart/form-data; boundary=${boundary}`;
	const send = (body, kind = type, p = `/desk/story/${story}`) => me.post(p, body, { headers: { 'content-type': kind } });
	for (const [what, body, kind, status] of [
		['no boundary named', token + end, 'multipart/form-data', 400],
		['an empty boundary', token + end, 'multipart/form-data; boundary=', 400],
		['a boundary of 100 letters', token + end, `multipart/form-data; boundary=${'b'.repeat(100)}`, 400],
		['another boundary', token + end, 'multipart/form-data; boundary=other', 400],
		['no closing boundary', token + part(title), type, 400],
		['nothing at all', '', type, 400],
		['only the end', end, type, 403],
		['text before and after', 'preamble\r\n' + token + end + 'epilogue', type, 422],
		['3000 parts', token + part(title).repeat(3000) + end, type, 413],
		['250 parts', token + part(title).repeat(250) + end, type, 413],
		['a part without a name', token + part('Content-Disposition: form-data') + end, type, 400],
		['a part without headers', token + `--${boundary}\r\n\r\nx\r\n` + end, type, 400],
		['a header of 5000 bytes', token + part(`${title}\r\nX-Long: ${'y'.repeat(5000)}`) + end, type, 400],
		['a name of 5000 bytes', token + part(`Content-Disposition: form-data; name="${'n'.repeat(5000)}"`) + end, type, 400],
		['a header without end', token + `--${boundary}\r\n${title}\r\nX: ` + 'z'.repeat(20000), type, 400],
		['a folded header', token + part(`${title}\r\n folded: x`) + end, type, 400],
		['base64', token + part(`${title}\r\nContent-Transfer-Encoding: base64`, 'PHNjcmlwdD4=') + end, type, 400],
		['NUL in a name', token + part('Content-Disposition: form-data; name="a\0b"') + end, type, 400],
		['NUL in a value', token + part(title, 'a\0b') + end, type, 400],
		['broken UTF-8 in a value', Buffer.concat([Buffer.from(token + `--${boundary}\r\n${title}\r\n\r\n`), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('\r\n' + end)]), type, 400],
		['a quote that is not closed', token + part('Content-Disposition: form-data; name="title') + end, type, 400],
		['the token as a file', part('Content-Disposition: form-data; name="csrf"; filename="t"', csrf) + end, type, 403],
		['nested parts', token + part(`${title}\r\nContent-Type: multipart/mixed; boundary=inner`, '--inner\r\nContent-Disposition: file; filename="a"\r\n\r\nx\r\n--inner--') + end, type, 422],
		['LF instead of CRLF', (token + end).replace(/\r\n/g, '\n'), type, 400],
		['another kind of multipart', token + end, `multipart/mixed; boundary=${boundary}`, 400],
		['JSON', '{"csrf":1}', 'application/json', 400],
		['plain text', `csrf=${csrf}`, 'text/plain', 400],
		['no type', `csrf=${csrf}`, '', 400],
		['an empty form', '', 'application/x-www-form-urlencoded', 403],
		['UTF-16', Buffer.from(`csrf=${csrf}`, 'utf16le'), 'application/x-www-form-urlencoded; charset=utf-16', 400],
	])
		expect((await send(body, kind)).status, what).toBe(status);
	expect((await send(token + part('Content-Disposition: form-data; name="f"; filename="a.txt"') + end, type, '/desk/event/new')).status, 'a file where none is asked for').toBe(400);
	// Lengths that lie.
	const head = (more) => `POST /desk/story/${story} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${me.cookie()}\r\nContent-Type: ${type}\r\nConnection: close\r\n${more}\r\n\r\n`;
	const full = token + end;
	for (const [what, more, statuses, cut] of [
		['more announced than sent', `Content-Length: ${full.length + 500}`, [0, 400], true],
		['less announced than sent', `Content-Length: ${full.length - 10}`, [400]],
		['a length below zero', 'Content-Length: -5', [400]],
		['a length that is no number', 'Content-Length: 12abc', [400]],
		['two lengths', `Content-Length: 5\r\nContent-Length: ${full.length}`, [400]],
		['a length beyond all', 'Content-Length: 99999999999999999999999', [400, 413]],
		['3 GB announced', 'Content-Length: 3000000000', [413]],
		['no length', 'X: y', [400, 411]],
		['a length and chunks', `Content-Length: ${full.length}\r\nTransfer-Encoding: chunked`, [400]],
		['an unknown coding', 'Transfer-Encoding: gzip', [400, 501]],
		['broken chunks', 'Transfer-Encoding: chunked\r\n\r\nzz\r\nabc', [400]],
	])
		expect(statuses, what).toContain(rawStatus(await raw(server, head(more) + full, { cut, wait: 2000 })));
	expect((await me.get('/desk')).status).toBe(200);
});

test('file names are only ever words', async () => {
	const csrf = await me.csrf();
	for (const name of ['<script>alert(1)</script>.jpg', '../../../etc/passwd', 'a\u202Egpj.exe', '👩‍🏫.jpg', 'x'.repeat(255), '%22%0D%0AX: y.jpg', '.htaccess', '$(reboot).jpg', 'a;b|c`d`.jpg', 'x\u0001y.jpg', '"']) {
		const id = await me.story();
		const r = await me.upload(`/desk/story/${id}/photo`, [['photo', 'это не снимок', name.replace(/"/g, '%22'), 'image/jpeg']]);
		expect([200, 400], name).toContain(r.status);
		if (r.status === 200)
			expect(r.text).toMatch(/^refused /);
		if (name.length > 20)
			continue;
		const form2 = await me.upload(`/desk/story/${id}`, [['version', '1'], ['kind', 'news'], ['do', 'upload'], ['photo', 'не снимок', name.replace(/"/g, '%22'), 'image/jpeg']]);
		expect([422, 400], name).toContain(form2.status);
		expect(form2.text).not.toMatch(/<script>alert/);
		expect(csrf).toBeTruthy();
	}
	for (const f of readdirSync(path.join(server.state, 'demo/media')))
		expect(f).toMatch(/^[\w-]{22}(?:-(480\.webp|960\.webp|1600\.webp|vk\.jpg|card\.jpg))?$/); // a document has no ending
});

test('only pictures become photos: each other upload is refused with a reason', async () => {
	const id = await me.story();
	const send = (bytes, name, type) => me.upload(`/desk/story/${id}/photo`, [['photo', bytes, name, type]]);
	const jpeg = picture('srgb.jpg');
	for (const [what, bytes, words2] of [
		['text', Buffer.from('hello'), /Это не снимок/],
		['HTML', Buffer.from('<html><script>alert(1)</script>'), /Это не снимок/],
		['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), /Это не снимок/],
		['GIF', picture('photo.gif'), /Это не снимок|движущаяся/],
		['TIFF', picture('photo.tif'), /Это не снимок/],
		['AVIF', picture('photo.avif'), /Это не снимок/],
		['a bomb', picture('bomb.png'), /50 миллионов/],
		['a moving picture', picture('moving.webp'), /движущаяся/],
		['a tiny one', picture('tiny.png'), /меньше 32/],
		['a JPEG cut in half', jpeg.subarray(0, jpeg.length / 2), /повреждён/],
		['the head of a JPEG and noise', Buffer.concat([jpeg.subarray(0, 64), randomBytes(4000)]), /повреждён/],
		['noise', randomBytes(5000), /Это не снимок/],
		['one byte', Buffer.from('x'), /Это не снимок/],
		['21 MB', Buffer.concat([jpeg, Buffer.alloc(21 << 20)]), /больше 20 МБ/],
	]) {
		const r = await send(bytes, 'a.jpg', 'image/jpeg');
		expect(r.status, what).toBe(200);
		expect(r.text, what).toMatch(/^refused /);
		expect(r.text, what).toMatch(words2);
	}
	expect(sql(server, `SELECT count(*) FROM photos WHERE story_id=${id}`)).toBe('0');
	expect((await send(Buffer.alloc(0), '', 'application/octet-stream')).status).toBe(200);
});

test('a large photo goes through, ten stay ten', async () => {
	const id = await me.story();
	const noisy = Buffer.concat([picture('upright.png'), randomBytes(8 << 20)]);
	const r = await me.upload(`/desk/story/${id}/photo`, [['photo', noisy, 'a.png', 'image/png']]);
	expect([200], words(r.text)).toContain(r.status);
	expect(r.text).toBe('stored');
	const small = png(40, 40);
	const eleven = Array.from({ length: 11 }, (_, i) => ['photo', small, `${i}.png`, 'image/png']);
	expect((await me.upload(`/desk/story/${id}`, [['version', String(await me.version(id))], ['kind', 'news'], ['do', 'upload'], ...eleven])).status).toBe(413);
	await me.upload(`/desk/story/${id}`, [['version', String(await me.version(id))], ['kind', 'news'], ['when', 'later'], ['do', 'upload'], ...eleven.slice(0, 10)]);
	expect(sql(server, `SELECT count(*) FROM photos WHERE story_id=${id}`)).toBe('10');
	const more = await me.upload(`/desk/story/${id}/photo`, [['photo', small, 'a.png', 'image/png']]);
	expect(more.text).toMatch(/^refused /);
	expect(sql(server, `SELECT count(*) FROM photos WHERE story_id=${id}`)).toBe('10');
	expect(new Set(sql(server, `SELECT position FROM photos WHERE story_id=${id}`).split('\n')).size).toBe(10);
});

test('the place and the camera of a photo are in nothing that is served', async () => {
	const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-exif-'));
	const id = await me.story();
	for (const [from, ext] of [['srgb.jpg', 'jpg'], ['photo.webp', 'webp'], ['upright.png', 'png']]) {
		const file = path.join(dir, `gps.${ext}`);
		writeFileSync(file, picture(from));
		const set = spawnSync('exiftool', ['-overwrite_original', '-GPSLatitude=55.75', '-GPSLatitudeRef=N', '-GPSLongitude=37.61', '-GPSLongitudeRef=E',
			'-Make=SecretCam', '-Artist=SecretName', '-XMP:Creator=SecretName', '-Comment=SecretWords', '-DateTimeOriginal=2026:01:02 03:04:05', file], { encoding: 'utf8' });
		expect(set.status, set.stderr).toBe(0);
		expect(readFileSync(file).includes('SecretCam')).toBe(true);
		expect((await me.upload(`/desk/story/${id}/photo`, [['photo', readFileSync(file), `a.${ext}`, 'image/jpeg']])).text).toBe('stored');
	}
	for (const name of sql(server, `SELECT name FROM photos WHERE story_id=${id}`).split('\n'))
		for (const end of ['480.webp', '960.webp', '1600.webp', 'vk.jpg', 'card.jpg']) {
			const r = await me.get(`/media/${name}-${end}`);
			expect(r.status).toBe(200);
			const tags = spawnSync('exiftool', ['-a', '-G1', '-s', '-'], { input: r.buffer, encoding: 'utf8' }).stdout;
			expect(tags).not.toMatch(/GPS|Secret|2026:01:02|XMP|IFD0|Comment/);
		}
	rmSync(dir, { recursive: true });
});

test('a method that a page does not have is refused with what it has', async () => {
	for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])
		for (const p of ['/', '/news/', '/desk', '/desk/event/1', '/desk/login', '/view']) {
			const r = await visitor.send(method, p);
			expect(r.status, `${method} ${p}`).toBe(405);
			expect(r.headers.allow, p).toMatch(/GET|POST/);
		}
	expect((await visitor.post('/', 'a=b')).status).toBe(405);
	expect((await visitor.get('/view')).status).toBe(405);
	expect((await me.get('/desk/logout')).status).toBe(405);
	for (const line of ['TRACE / HTTP/1.1', 'CONNECT x:80 HTTP/1.1', 'GETT / HTTP/1.1', 'get / HTTP/1.1', 'GET / HTTP/9.9', 'GET', '\0\0\0\0', 'GET /\u0000 HTTP/1.1', 'PRI * HTTP/2.0', 'GET * HTTP/1.1']) {
		const status = rawStatus(await raw(server, `${line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`, { wait: 1500 }));
		expect([0, 400, 404, 405, 505], line).toContain(status);
	}
});

test('huge headers and odd cookies are refused or ignored', async () => {
	for (const [headers, statuses] of [
		[{ cookie: 'a='.padEnd(7000, 'x') }, [200]], [{ cookie: 'a='.padEnd(9000, 'x') }, [400]],
		[{ 'x-long': 'y'.repeat(9000) }, [400]], [{ cookie: Array.from({ length: 400 }, (_, i) => `c${i}=1`).join('; ') }, [200]],
		[{ 'user-agent': 'z'.repeat(7000), referer: 'z'.repeat(7000), accept: 'z'.repeat(7000), 'x-a': 'z'.repeat(7000), 'x-b': 'z'.repeat(7000) }, [400]],
		...['sid=', 'sid=x', 'sid="quoted"', `sid=${'A'.repeat(22)}`, `sid=${'A'.repeat(5000)}`, 'sid=%00', 'sid=../../x', ';;;sid=;=;', 'sid', '=', 'view=<script>', 'view=t-999.c-x',
			`view=${'a'.repeat(4000)}`, 'view=t-150.c-dark', `view=${'t-150.'.repeat(500)}`].map((cookie) => [{ cookie }, [200]]),
	])
		for (const p of ['/', '/desk/login']) {
			const r = await new Client(server).get(p, { headers });
			expect(statuses, JSON.stringify(headers).slice(0, 60)).toContain(r.status);
			expect(r.text).not.toContain('<script>');
		}
	const bytes = Buffer.concat([Buffer.from('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: view='), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('; sid='), Buffer.from([0xfe]), Buffer.from('\r\nAccept-Language: '), Buffer.from([0xff]), Buffer.from('\r\n\r\n')]);
	expect(rawStatus(await raw(server, bytes))).toBe(200);
	for (const h of ['If-None-Match: ' + '"x", '.repeat(1000), 'If-None-Match: *', 'If-Modified-Since: never', 'Range: bytes=0-1,2-3,4-5,-1', 'Range: bytes=9999999-', 'Accept-Encoding: ' + 'gzip,'.repeat(500), 'Content-Length: 0', 'Expect: 200-ok', 'Upgrade: h2c', 'Host:', 'Host: a b', 'Host: ' + 'a'.repeat(3000)]) {
		const status = rawStatus(await raw(server, `GET /news/ HTTP/1.1\r\n${h.startsWith('Host') ? '' : 'Host: 127.0.0.1\r\n'}${h}\r\nConnection: close\r\n\r\n`));
		expect([200, 206, 304, 400, 416], h.slice(0, 40)).toContain(status);
	}
});

test('no path leads out of what is served', async () => {
	ctl(server, ['site', 'add', 'other', '--title', 'Другая', '--address', `${server.url}/s/other`]);
	const up = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%5c', '....//', '%252e%252e%252f', '.%2e/', '..;/'];
	const paths = ['/_media/demo/site.db', '/_media/demo/media/', '/%5fmedia/demo/site.db', '/s/other/_media/demo/site.db', '/_fault', '/_down', '/demo/site.db', '/publisher.key',
		'//etc/passwd', '/static', '/static/', '/static/.htaccess', '/media/', '/media/..', '/media/site.db', '/s/', '/s/..', '/s/demo%2f..%2fother/', '/s/.removed/', '/s/clock/', '/s/-x/', '/s/OTHER/', '/s/nope/',
		'/s/other%00/', '/s/' + 'a'.repeat(300) + '/', '/desk/story/1/../../accounts', '/./desk', '/desk/./plan', '/desk//plan', '//desk', '/;/desk', '/desk;x=1', '/desk%3fx', '/desk%23', '/DESK', '/desk%20', '/desk.', '/desk/plan%2ecsv%00'];
	for (const u of up)
		for (const start of ['/media/', '/static/', '/s/other/media/', '/s/other/static/', '/_media/', '/story/', '/', '/feed/', '/plan/'])
			for (const end of ['site.db', 'demo/site.db', 'publisher.key', 'etc/passwd'])
				paths.push(start + u + end, start + u.repeat(3) + end);
	for (const p of paths) {
		const text = await raw(server, `GET ${p} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`, { address: '127.0.0.1' });
		expect([200, 301, 303, 400, 404], p).toContain(rawStatus(text));
		expect(text, p).not.toMatch(/SQLite format|root:|address = /);
		if (rawStatus(text) === 200)
			expect(['/desk%2e', '/s/demo%2f..%2fother/'].concat(paths.filter((x) => /\/static\/|^\/(\.\/|;)/.test(x))), p).toContain(p);
	}
});

test('no answer sends the browser to another host', async () => {
	const own = (r, what) => {
		const to = r.headers.location ?? '/';
		expect(to, what).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
		expect(r.headers['x-evil'], what).toBeUndefined();
	};
	const backs = ['//evil.example', '///evil.example', 'https://evil.example/', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '\t//evil.example', ' //evil.example', '/%09/evil.example', '/%2f/evil.example',
		'javascript:alert(1)', 'data:text/html,x', '/desk/../..//evil.example', '/desk\r\nX-Evil: 1', '/desk\nX-Evil: 1', '/desk@evil.example', '/desk/@evil.example', '/deskevil', '@evil.example', '.evil.example', '/\u202E/evil', '/я', '/?x=//evil'];
	for (const back of backs) {
		own(await visitor.post('/view', { t: '150', back }, { headers: visitor.origin }), `view ${back}`);
		const login = await new Client(server, '', newAddress()).login('one-all', password, { back });
		expect(login.status).toBe(303);
		own(login, `login ${back}`);
		const page = await visitor.get('/desk/login?back=' + encodeURIComponent(back));
		if (page.status === 200)
			expect(unescape(/name="back" value="([^"]*)"/.exec(page.text)[1])).toMatch(/^\/desk/);
		own(await me.get('/desk/login?back=' + encodeURIComponent(back)), `signed in ${back}`);
		own(await me.act('/desk/undo', { undo: 1, back }), `undo ${back}`);
		const id = await me.story();
		own(await me.step(id, 'skip', { reason: 'x', back }), `skip ${back}`);
	}
	for (const p of ['//evil.example/news', '/\\evil.example', '//evil.example//', '/news?//evil.example', '/%2f%2fevil.example/news', '/s//evil.example', '/desk?x=%0d%0aX-Evil:1', '/news?a=%0d%0aX-Evil:1']) {
		const text = await raw(server, `GET ${p} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
		expect(text, p).not.toMatch(/^Location: (?:https?:)?\/\/|^Location: \/\\|^X-Evil/mi);
	}
});

test('a request that comes in pieces, stops or asks twice costs nobody else', async () => {
	const slow = Array.from({ length: 40 }, () => raw(server, 'POST /desk/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nuser=', { wait: 2500 }));
	const started = Date.now();
	for (let i = 0; i < 10; i++)
		expect((await visitor.get(`/?slow=${i}`)).status).toBe(200);
	expect(Date.now() - started).toBeLessThan(2000);
	const two = await raw(server, 'GET /news/ HTTP/1.1\r\nHost: a\r\n\r\nGET /nope HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
	expect(two.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404']);
	await Promise.all(slow);
});

test('after all this no worker died and nothing ended in an error of ours', async () => {
	const log = readFileSync(path.join(server.state, '.log/worker.log'), 'utf8');
	expect(log).not.toMatch(/died of signal|ended with|Sanitizer|runtime error|gave no answer|left a transaction/);
	expect(sql(server, 'PRAGMA integrity_check; PRAGMA foreign_key_check')).toBe('ok');
	expect(form({ a: 1 })).toBe('a=1');
});
