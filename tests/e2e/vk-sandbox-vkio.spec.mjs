// The VK simulator met by a client that was written by others: vk-io.
import { test, expect } from '@playwright/test';
import http from 'node:http';
import { createRequire } from 'node:module';
import { Sandbox, jpeg } from '../vk-sandbox/start.mjs';

const { VK, APIError } = createRequire(import.meta.url)('vk-io');

let s, agent;

test.beforeEach(async () => {
	s = await Sandbox.start();
	agent = new http.Agent({ keepAlive: true });
});
test.afterEach(async () => {
	agent.destroy();
	expect(await s.stop()).toEqual({ code: 0, errors: '' });
});

async function client(kind, more = {}) {
	const { token } = await s.token(kind);
	return new VK({ token, apiBaseUrl: `${s.url}method`, agent, apiWait: 100, apiTimeout: 2000, ...more });
}

test('a user key posts through vk-io and reads the post back', async () => {
	const vk = await client('user');
	const { post_id } = await vk.api.wall.post({ owner_id: -1001, from_group: 1, message: 'Через vk-io', guid: 'g' });
	const { items } = await vk.api.wall.get({ owner_id: -1001, count: 1 });
	expect(items[0]).toMatchObject({ id: post_id, text: 'Через vk-io', from_id: -1001 });
	expect((await s.journal('method=wall.post'))[0]).toMatchObject({ token_place: 'body', v: '5.199', token_leak: [] });
});

test('vk-io uploads a wall photo and attaches it', async () => {
	const vk = await client('user', { apiLimit: 20 });
	await s.post('config', { rate_limit: false });
	const photo = await vk.upload.wallPhoto({ group_id: 1001, source: { value: jpeg(640, 480), filename: 'a.jpg', contentType: 'image/jpeg' } });
	expect(photo.ownerId).toBe(-1001);
	await vk.api.wall.post({ owner_id: -1001, from_group: 1, message: 'Фото', attachments: photo.toString() });
	expect((await s.wall())[0].attachments).toEqual([`photo-1001_${photo.id}`]);
	const [up] = await s.journal('method=upload.photo');
	expect(up).toMatchObject({ token_place: 'none', token_leak: [], files: [{ field: 'photo', bytes: jpeg(640, 480).length }] });
});

test('errors come out of vk-io with their codes', async () => {
	const K = await client('community');
	const refused = await K.upload.wallPhoto({ group_id: 1001, source: { value: jpeg(), filename: 'a.jpg' } }).catch((e) => e);
	expect(refused).toBeInstanceOf(APIError);
	expect(refused.code).toBe(27);
	expect((await K.api.wall.post({ owner_id: -1001 }).catch((e) => e)).code).toBe(100);
	await s.fault('wall.post', { type: 'api_error', error: { error_code: 14, error_msg: 'Captcha needed', redirect_uri: 'https://id.vk.ru/x', remixstlid: 1, captcha_sid: 1, captcha_img: 'x' } });
	expect((await K.api.wall.post({ owner_id: -1001, message: 'x' }).catch((e) => e)).code).toBe(14);
	expect((await (await client('vkid')).api.wall.post({ owner_id: -1001, message: 'x' }).catch((e) => e)).code).toBe(1051);
});

for (const [mode, guid, posts] of [['ignore', 'g', 2], ['same_id', undefined, 2], ['same_id', 'g', 1]])
	test(`vk-io repeats a lost answer by itself: ${posts} post(s) in mode ${mode} ${guid ? 'with' : 'without'} guid`, async () => {
		const vk = await client('user');
		await s.post('guid', { mode });
		await s.fault('wall.post', { type: 'close', at: 'request', commit: true });
		const { post_id } = await vk.api.wall.post({ owner_id: -1001, from_group: 1, message: 'Один раз?', ...(guid ? { guid } : {}) });
		expect(post_id).toBe(posts);
		expect((await s.wall()).length).toBe(posts);
		const list = await s.journal('method=wall.post&count=2&wait_ms=5000');
		expect(list.map((e) => e.state)).toEqual(['closed', 'done']);
		expect(list[0].body_sha256).toBe(list[1].body_sha256);
		expect(list[1].guid_repeat).toBe(posts === 1);
	});

test('vk-io waits and goes on after error 6', async () => {
	const vk = await client('user', { apiLimit: 1000 });
	const times = await Promise.all(Array.from({ length: 5 }, () => vk.api.utils.getServerTime()));
	expect(times).toHaveLength(5);
	expect((await s.journal()).filter((e) => e.answer.error_code === 6).length).toBeGreaterThan(0);
});
