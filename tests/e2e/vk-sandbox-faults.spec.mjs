// The VK simulator: every fault at its byte, broken connections and bodies.
import { test, expect } from '@playwright/test';
import net from 'node:net';
import { Sandbox, form, png } from '../vk-sandbox/start.mjs';

let s, K, U, S;

test.beforeEach(async () => {
	s = await Sandbox.start();
	await s.post('config', { rate_limit: false });
	K = await s.token('community');
	U = await s.token('user');
	S = await s.token('service');
});
test.afterEach(async () => {
	expect(await s.stop()).toEqual({ code: 0, errors: '' });
});

const wall = (more = {}) => ({ owner_id: '-1001', from_group: '1', message: 'Text', ...more });
const post = (more) => s.call(K, 'wall.post', wall(more));
const rawPost = (more, options) => s.raw(s.request('wall.post', wall(more), { Authorization: `Bearer ${K.token}` }), options);
const entries = (n = 1) => s.journal(`method=wall.post&count=${n}&wait_ms=5000`);
const lost = (call) => call.then((r) => `status ${r.status}`, () => 'lost');
const uploadUrl = async () => (await s.api(U, 'photos.getWallUploadServer', { group_id: '1001' })).response.upload_url;

test.describe('close', () => {
	test('a closed answer after commit leaves one post and one journal entry', async () => {
		await s.fault('wall.post', { type: 'close', at: 'request', commit: true });
		const r = await rawPost();
		expect([r.data, r.how]).toEqual(['', 'fin']);
		expect((await s.wall()).length).toBe(1);
		expect(await entries()).toMatchObject([{ state: 'closed', committed: true, post_id: 1, fault_id: 1, answer: { kind: 'closed', status: null } }]);
		expect((await s.get('faults')).faults).toMatchObject([{ fault_id: 1, seen: 1, hits: 1, left: 0, times: 1, skip: 0, token_id: null, match: {}, only_reused: false, effect: { type: 'close', at: 'request', commit: true } }]);
		expect((await (await post()).json()).response.post_id).toBe(2);
	});

	test('a closed answer before commit leaves no post', async () => {
		await s.fault('wall.post', { type: 'close', at: 'request', commit: false });
		expect(await lost(post())).toBe('lost');
		expect(await s.wall()).toEqual([]);
		expect(await entries()).toMatchObject([{ state: 'closed', committed: false, post_id: null }]);
	});

	test('commit means through all checks: a refused call makes nothing', async () => {
		await s.fault('wall.post', { type: 'close', at: 'request', commit: true });
		expect(await lost(post({ message: '' }))).toBe('lost');
		expect(await entries()).toMatchObject([{ committed: false, post_id: null }]);
	});

	test('rst resets the connection instead of closing it', async () => {
		await s.fault('wall.post', { type: 'close', at: 'request', rst: true, commit: true });
		const r = await rawPost();
		expect([r.data, r.how]).toEqual(['', 'rst']);
	});

	test('at headers the body is never read and nothing is executed', async () => {
		await s.fault('wall.post', { type: 'close', at: 'headers' });
		const head = s.request('wall.post', wall(), { 'Content-Length': 1e6, Authorization: `Bearer ${K.token}` }).split('\r\n\r\n')[0];
		const start = Date.now();
		const r = await s.raw(`${head}\r\n\r\n`);
		expect([r.data, r.how]).toEqual(['', 'fin']);
		expect(Date.now() - start).toBeLessThan(1500);
		expect(await entries()).toMatchObject([{ state: 'closed', committed: false, params: {}, body_bytes: 0, token_id: K.id, fault_id: 1 }]);
		expect(await s.wall()).toEqual([]);
	});

	test('at headers a token is known only when it is in the header', async () => {
		await s.fault('wall.post', { type: 'close', at: 'headers', rst: true }, { token_id: K.id });
		expect((await s.api(null, 'wall.post', wall({ access_token: K.token }))).response.post_id).toBe(1);
		expect((await s.api(U, 'wall.post', wall())).response.post_id).toBe(2);
		expect((await rawPost()).how).toBe('rst');
	});

	for (const rst of [false, true])
		test(`at answer exactly the wanted bytes of the body come, then ${rst ? 'RST' : 'FIN'}`, async () => {
			for (const bytes of [0, 10, 25]) {
				await s.fault('wall.post', { type: 'close', at: 'answer', bytes, rst });
				const r = await rawPost({ guid: 'g' });
				const [head, body] = r.data.split('\r\n\r\n');
				expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
				expect(head).toMatch(/Content-Length: 26$|Content-Length: 26\r\n/);
				expect(body).toBe('{"response":{"post_id":1}}'.slice(0, bytes));
				expect(r.how).toBe(rst ? 'rst' : 'fin');
			}
			expect((await s.wall()).length).toBe(1);
			expect((await entries())[0]).toMatchObject({ state: 'closed', committed: true, answer: { kind: 'closed', status: 200 } });
		});

	test('only_reused hits only a request that is not the first of its connection', async () => {
		await s.fault('wall.post', { type: 'close', at: 'request', commit: true }, { only_reused: true });
		const first = await rawPost({}, { wait: 300, keep: true });
		expect(first.data).toContain('{"response":{"post_id":1}}');
		expect(first.how).toBe('open');
		const closed = new Promise((done) => first.socket.on('close', () => done(true)));
		first.socket.on('error', () => {});
		first.socket.write(s.request('wall.post', wall(), { Authorization: `Bearer ${K.token}` }));
		expect(await closed).toBe(true);
		expect((await entries(2)).map((e) => [e.conn_request, e.state])).toEqual([[1, 'done'], [2, 'closed']]);
		expect((await s.wall()).length).toBe(2);
	});
});

test.describe('answers', () => {
	test('an API error without commit makes nothing, with commit a post', async () => {
		for (const [error_code, commit, posts] of [[10, false, 0], [10, true, 1], [1, false, 1], [1, true, 2], [13, true, 3], [36, false, 3]]) {
			await s.fault('wall.post', { type: 'api_error', error: { error_code, error_msg: 'x' }, commit });
			const r = await post();
			expect(r.status).toBe(200);
			const { error } = await r.json();
			expect(error).toMatchObject({ error_code, error_msg: 'x' });
			expect(error.request_params).toContainEqual({ key: 'owner_id', value: '-1001' });
			expect((await s.wall()).length).toBe(posts);
		}
		expect((await entries(6)).at(1)).toMatchObject({ committed: true, post_id: 1, answer: { kind: 'error', error_code: 10 } });
	});

	test('any error object is passed on as it is', async () => {
		const errors = [6, 9, 29, 32, 43, 601, 219, 222, 224, 300, 302, 703, 13000].map((error_code) => ({ error_code, error_msg: `e${error_code}` }));
		errors.push({ error_code: 14, error_msg: 'Captcha needed', redirect_uri: 'https://id.vk.ru/not_robot_captcha?x', remixstlid: 7 });
		errors.push({ error_code: 14, error_msg: 'Captcha needed', captcha_sid: '1', captcha_img: 'https://api.vk.com/captcha.php' });
		errors.push({ error_code: 214, error_msg: 'Access to adding post denied: cannot postpone post' });
		for (const error of errors) {
			await s.fault('wall.post', { type: 'api_error', error });
			expect((await (await post()).json()).error).toMatchObject(error);
		}
	});

	test('a raw answer has its status, headers and body', async () => {
		for (const status of [502, 503, 504]) {
			await s.fault('wall.post', { type: 'answer', status, content_type: 'text/html', body: '<html>oops</html>' });
			const r = await post();
			expect([r.status, r.headers.get('content-type'), await r.text()]).toEqual([status, 'text/html', '<html>oops</html>']);
		}
		await s.fault('wall.post', { type: 'answer', status: 302, headers: { Location: 'https://elsewhere.example/' } });
		const moved = await s.call(K, 'wall.post', wall(), { redirect: 'manual' });
		expect([moved.status, moved.headers.get('location')]).toEqual([302, 'https://elsewhere.example/']);
		expect(await s.wall()).toEqual([]);
		expect((await entries(4)).map((e) => e.answer.kind)).toEqual(['raw', 'raw', 'raw', 'raw']);
	});

	test('200 with no JSON, without post_id and with an empty object, after commit', async () => {
		for (const body of ['OK', '{"response":{}}', '{}']) {
			await s.fault('wall.post', { type: 'answer', status: 200, body, commit: true });
			expect(await (await post()).text()).toBe(body);
		}
		expect((await s.wall()).length).toBe(3);
	});

	test('drop_attachments loses them in silence', async () => {
		const { attachments } = await s.post('photos', { owner_id: -1001, count: 3 });
		await s.fault('wall.post', { type: 'drop_attachments', indexes: [0, 2] });
		await post({ attachments: attachments.join() });
		await s.fault('wall.post', { type: 'drop_attachments', indexes: [-1] });
		await post({ attachments: attachments.join() });
		await s.fault('wall.post', { type: 'drop_attachments', indexes: [-1] });
		const alone = await (await post({ message: '', attachments: attachments[0] })).json();
		expect(alone.error.error_msg).toContain('invalid message param');
		expect((await s.wall()).map((p) => [p.attachments.length, p.dropped_attachments.length])).toEqual([[1, 2], [0, 3]]);
	});

	test('an upload answers an empty value, a text, a 504, or slowly', async () => {
		const send = async () => fetch(await uploadUrl(), { method: 'POST', body: form(['photo', '1.png', png()]) });
		for (const value of ['', '[]']) {
			await s.fault('upload.photo', { type: 'upload_value', field: 'photo', value });
			const r = await (await send()).json();
			expect(r.photo).toBe(value);
			expect(r.hash).toMatch(/^[0-9a-f]{32}$/);
		}
		await s.fault('upload', { type: 'answer', status: 200, content_type: 'text/plain', body: 'Security Breach2' });
		expect(await (await send()).text()).toBe('Security Breach2');
		await s.fault('upload.photo', { type: 'answer', status: 504 });
		expect((await send()).status).toBe(504);
		expect((await (await send()).json()).photo).toContain('kid');
	});
});

test.describe('time', () => {
	test('delay before: the post is there at once, the answer comes later', async () => {
		await s.fault('wall.post', { type: 'delay', ms: 600, commit: 'before' });
		const start = Date.now();
		const answer = post();
		expect(await entries()).toMatchObject([{ state: 'held', committed: true, post_id: 1, answer: { kind: 'pending', status: null } }]);
		expect((await s.wall()).length).toBe(1);
		expect((await (await answer).json()).response.post_id).toBe(1);
		expect(Date.now() - start).toBeGreaterThan(550);
		expect(await entries()).toMatchObject([{ state: 'done', client_gone: false, answer: { kind: 'response' } }]);
	});

	test('delay after: the call is executed late, even if the client has gone', async () => {
		await s.fault('wall.post', { type: 'delay', ms: 500, commit: 'after' });
		const abort = new AbortController();
		const answer = lost(s.call(K, 'wall.post', wall(), { signal: abort.signal }));
		expect(await entries()).toMatchObject([{ state: 'held', committed: false }]);
		abort.abort();
		expect(await answer).toBe('lost');
		await expect.poll(async () => (await s.journal())[0].client_gone).toBe(true);
		expect(await s.wall()).toEqual([]);
		await expect.poll(async () => (await s.wall()).length).toBe(1);
		expect(await entries()).toMatchObject([{ state: 'closed', committed: true, post_id: 1, client_gone: true, answer: { kind: 'closed' } }]);
	});

	test('delay never: nothing is made, the answer is an empty 504', async () => {
		await s.fault('wall.post', { type: 'delay', ms: 50, commit: 'never' });
		const r = await post();
		expect([r.status, await r.text()]).toEqual([504, '']);
		await s.fault('wall.post', { type: 'delay', ms: 50, commit: 'never', then: 'close' });
		expect((await rawPost()).how).toBe('fin');
		expect(await s.wall()).toEqual([]);
		expect((await entries(2)).map((e) => [e.state, e.answer.kind])).toEqual([['done', 'raw'], ['closed', 'closed']]);
	});

	test('delay after with close: executed late, no answer', async () => {
		await s.fault('wall.post', { type: 'delay', ms: 50, commit: 'after', then: 'close' });
		const r = await rawPost();
		expect([r.data, r.how]).toEqual(['', 'fin']);
		expect((await s.wall()).length).toBe(1);
	});

	test('slow: the headers come at once, the body in drops', async () => {
		await s.fault('wall.post', { type: 'slow', bytes_per_second: 40 });
		const start = Date.now();
		const r = await post();
		expect(Date.now() - start).toBeLessThan(300);
		expect(await entries()).toMatchObject([{ state: 'held', committed: true }]);
		expect((await r.json()).response.post_id).toBe(1);
		expect(Date.now() - start).toBeGreaterThan(550);
		await expect.poll(async () => (await s.journal())[0].state).toBe('done');
		expect((await (await post()).json()).response.post_id).toBe(2);
	});

	test('a slow answer whose client leaves is closed', async () => {
		await s.fault('wall.post', { type: 'slow', bytes_per_second: 1 });
		const r = await rawPost({}, { wait: 200 });
		expect(r.data).toContain('\r\n\r\n');
		await expect.poll(async () => (await s.journal())[0]).toMatchObject({ client_gone: true });
	});

	test('held calls delay nobody', async () => {
		await s.post('config', { posts_per_day: 1000 });
		await s.fault('wall.post', { type: 'delay', ms: 60000 }, { times: 200 });
		const held = Array.from({ length: 200 }, () => lost(post()));
		await entries(200);
		const start = Date.now();
		expect((await s.api(S, 'wall.get', { owner_id: '-1001', count: '1' })).response.count).toBe(200);
		await s.get('health');
		expect(Date.now() - start).toBeLessThan(1000);
		await s.post('reset');
		expect(new Set(await Promise.all(held))).toEqual(new Set(['lost']));
	});

	test('reset closes held calls and their late commits do not happen', async () => {
		await s.fault('wall.post', { type: 'delay', ms: 200, commit: 'after' });
		const answer = lost(post());
		await entries();
		await s.post('reset');
		expect(await answer).toBe('lost');
		await new Promise((done) => setTimeout(done, 300));
		expect(await s.wall()).toEqual([]);
	});

	test('a cleared fault goes on holding the call it has', async () => {
		const { fault_id } = await s.fault('wall.post', { type: 'delay', ms: 300, commit: 'after' });
		const answer = post();
		await entries();
		expect((await s.post('faults/clear', { fault_id })).cleared).toBe(1);
		expect((await (await answer).json()).response.post_id).toBe(1);
		expect((await s.get('faults')).faults).toEqual([]);
	});
});

test.describe('choice', () => {
	const error = (n) => ({ type: 'api_error', error: { error_code: n, error_msg: 'x' } });
	const codes = async (n, more = {}) => {
		const list = [];
		for (let i = 0; i < n; i++)
			list.push((await (await post(more)).json()).error?.error_code ?? 0);
		return list;
	};

	test('times, skip and 0 for ever', async () => {
		await s.fault('wall.post', error(9), { times: 2, skip: 1 });
		expect(await codes(5)).toEqual([0, 9, 9, 0, 0]);
		expect((await s.get('faults')).faults).toMatchObject([{ seen: 3, hits: 2, left: 0 }]);
		await s.fault('wall.post', error(29), { times: 0 });
		expect(await codes(3)).toEqual([29, 29, 29]);
		expect((await s.get('faults')).faults[1].left).toBe(-1);
		expect((await s.post('faults/clear')).cleared).toBe(2);
		expect(await codes(1)).toEqual([0]);
	});

	test('a call meets the first armed fault that matches', async () => {
		await s.fault('wall.post', error(1));
		await s.fault('wall.post', error(2), { match: { message: 'two' } });
		await s.fault('*', error(3));
		expect(await codes(3, { message: 'two' })).toEqual([1, 2, 3]);
	});

	test('an earlier fault goes before a later close at headers', async () => {
		await s.fault('wall.post', error(1));
		await s.fault('wall.post', { type: 'close', at: 'headers' });
		expect(await codes(1)).toEqual([1]);
		expect((await rawPost()).how).toBe('fin');
	});

	test('match, token and method narrow a fault', async () => {
		await s.fault('wall.post', error(5), { match: { owner_id: '-1001', message: 'hit' }, times: 0 });
		await s.fault('*', error(7), { token_id: U.id, times: 0 });
		expect(await codes(1, { message: 'miss' })).toEqual([0]);
		expect(await codes(1, { message: 'hit' })).toEqual([5]);
		expect((await s.api(U, 'utils.getServerTime')).error.error_code).toBe(7);
		expect((await s.api(S, 'utils.getServerTime')).response).toBeGreaterThan(0);
	});

	test('* hits everything outside the control interface', async () => {
		await s.fault('*', { type: 'answer', status: 503 }, { times: 0 });
		expect((await fetch(s.url)).status).toBe(503);
		expect((await fetch(`${s.url}upload/photo/1`, { method: 'POST' })).status).toBe(503);
		expect((await post()).status).toBe(503);
		expect((await s.get('health')).ok).toBe(true);
	});
});

test.describe('connections and bodies', () => {
	test('a TLS hello on the plain port is closed at once, or held', async () => {
		const hello = Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]);
		expect((await s.raw(hello)).how).toBe('fin');
		await s.post('config', { tls_hello: 'hold' });
		expect(await s.raw(hello, { wait: 300 })).toMatchObject({ how: 'open', data: '' });
		expect(await s.journal()).toEqual([]);
	});

	test('connections are kept, pipelined requests are answered in order', async () => {
		const one = s.request('wall.post', wall(), { Authorization: `Bearer ${K.token}` });
		const r = await s.raw(one + one + s.request('utils.getServerTime', {}, { Authorization: `Bearer ${K.token}`, Connection: 'close' }));
		expect(r.how).toBe('fin');
		expect(r.data.match(/"post_id":\d/g)).toEqual(['"post_id":1', '"post_id":2']);
		expect((await s.journal()).map((e) => [e.conn_request, e.conn - 0 > 0])).toEqual([[1, true], [2, true], [3, true]]);
	});

	test('a client that has closed its side gets the answers to all it sent', async () => {
		await s.fault('wall.post', { type: 'delay', ms: 200 });
		const one = s.request('wall.post', wall(), { Authorization: `Bearer ${K.token}` });
		const c = net.connect({ port: s.port, host: '127.0.0.1', allowHalfOpen: true });
		c.write(one);
		await entries();
		c.end(one);
		let data = '';
		for await (const d of c)
			data += d;
		expect(data.match(/"post_id":\d/g)).toEqual(['"post_id":1', '"post_id":2']);
		expect((await s.journal()).map((e) => e.client_gone)).toEqual([true, false]);
	});

	test('a request that comes byte by byte, or in chunks, is the same request', async () => {
		const text = s.request('wall.post', wall({ message: 'Пылесос' }), { Authorization: `Bearer ${K.token}`, Connection: 'close' });
		const c = net.connect(s.port, '127.0.0.1');
		c.setNoDelay(true);
		for (const ch of Buffer.from(text)) {
			c.write(Buffer.from([ch]));
			await new Promise(setImmediate);
		}
		for await (const d of c)
			expect(d.toString()).toContain('"post_id":1');
		const body = new URLSearchParams({ v: '5.199', ...wall() }).toString();
		const chunks = body.match(/.{1,7}/g).map((x) => `${x.length.toString(16)};ext=1\r\n${x}\r\n`).join('');
		const r = await s.raw(`POST /method/wall.post HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${K.token}\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\nTrailer: 1\r\n\r\n`);
		expect(r.data).toContain('"post_id":2');
		expect((await s.journal())[1].body_bytes).toBe(body.length);
	});

	test('100 Continue is sent to who waits for it', async () => {
		const r = await s.raw(s.request('wall.post', wall(), { Authorization: `Bearer ${K.token}`, Expect: '100-continue', Connection: 'close' }));
		expect(r.data).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
	});

	test('a client that goes in the middle of the body leaves a closed entry', async () => {
		const c = net.connect(s.port, '127.0.0.1');
		c.write(s.request('wall.post', wall(), { 'Content-Length': 5000 }));
		await expect.poll(async () => (await s.journal())[0]?.state).toBe('reading');
		expect((await s.get('journal?count=1&wait_ms=50')).complete).toBe(false);
		c.destroy();
		await expect.poll(async () => (await s.journal())[0]).toMatchObject({ state: 'closed', client_gone: true, committed: false });
	});

	test('nonsense is refused and closes only its own connection', async () => {
		for (const [text, status] of [['GARBAGE\r\n\r\n', 400], ['GET / HTTP/2.0\r\n\r\n', 400], ['POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n', 400],
			['POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400], ['POST /method/a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
			[`GET / HTTP/1.1\r\nX: ${'x'.repeat(70000)}\r\n\r\n`, 431], ['POST /method/a HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n', 413],
			['GET / HTTP/1.1\r\nbad header\r\n\r\n', 400], [`GET /method/users.get?x=${'x'.repeat(20000)} HTTP/1.1\r\n\r\n`, 414]]) {
			const r = await s.raw(text);
			expect([r.data.slice(0, 12), r.how]).toEqual([`HTTP/1.1 ${status}`, 'fin']);
		}
		expect((await s.get('health')).ok).toBe(true);
	});

	test('multipart forms are understood as parameters', async () => {
		const body = new FormData();
		for (const [k, v] of Object.entries({ v: '5.199', access_token: K.token, ...wall({ message: 'строка\r\n--строка' }) }))
			body.append(k, v);
		const r = await fetch(`${s.url}method/wall.post`, { method: 'POST', body });
		expect((await r.json()).response.post_id).toBe(1);
		expect((await s.wall())[0].text).toBe('строка\r\n--строка');
		expect((await s.journal())[0]).toMatchObject({ token_place: 'body', token_id: K.id, token_leak: [] });
	});

	test('broken multipart bodies are answered as an empty upload, whatever is broken', async () => {
		const part = '--B\r\nContent-Disposition: form-data; name="photo"; filename="1.png"\r\nContent-Type: image/png\r\n\r\n';
		const file = png().toString('latin1');
		const send = async (body, type = 'multipart/form-data; boundary=B') => {
			const r = await fetch(await uploadUrl(), { method: 'POST', headers: { 'content-type': type }, body: Buffer.from(body, 'latin1') });
			expect(r.status).toBe(200);
			return (await r.json()).photo;
		};
		expect(await send(`${part}${file}\r\n--B--\r\n`)).not.toBe('[]');
		expect(await send(`preamble\r\n${part}${file}\r\n--B--`, 'multipart/form-data; x="a;b"; boundary="B"')).not.toBe('[]');
		expect(await send(`${part}${file}\r\n--Bx\r\n--B--`)).not.toBe('[]');
		for (const body of ['', '--B', '--B--', '--B\r\n', part, `${part}${file}`, `${part}${file}\r\n--B`, `${part}${file}\r\n--B\r\n`, `\r\n--B\r\n\r\n--B--`,
			'--B\r\nContent-Disposition: form-data; name="photo"; filename="1.png\r\n\r\nx\r\n--B--', `--B\r\n${'x: y\r\n'.repeat(9000)}\r\n${file}\r\n--B--`, '--B\r\n\r\n--B--', '--B\r\n--B\r\n--B--'])
			expect(await send(body), body.slice(0, 60)).toBe('[]');
		for (const type of ['multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'b'.repeat(71)}`, 'multipart/form-data; boundary="B'])
			expect(await send(part, type), type).toBe('[]');
	});

	test('random damage never breaks the simulator', async () => {
		const base = Buffer.from(`POST /upload/photo/1 HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 160\r\n\r\n--B\r\nContent-Disposition: form-data; name="photo"; filename="1.png"\r\n\r\n${'data '.repeat(12)}\r\n--B--\r\n`, 'latin1');
		await uploadUrl();
		let seed = 7;
		const rnd = (n) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
		for (let round = 0; round < 40; round++) {
			await Promise.all(Array.from({ length: 10 }, () => {
				const bytes = Buffer.from(base);
				for (let i = 0; i < 1 + rnd(6); i++)
					bytes[rnd(bytes.length)] = rnd(256);
				return s.raw(bytes.subarray(0, rnd(4) ? bytes.length : rnd(bytes.length)), { wait: 25 });
			}));
		}
		expect((await s.get('health')).ok).toBe(true);
	});
});
