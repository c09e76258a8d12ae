// The VK simulator: normal behaviour, limits and the control interface.
import { test, expect } from '@playwright/test';
import { Sandbox, form, gif, jpeg, png } from '../vk-sandbox/start.mjs';

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

const wall = (message = 'Text', more = {}) => ({ owner_id: '-1001', from_group: '1', message, ...more });
const code = (r) => r.error?.error_code;
const post = async (more, token = K) => (await s.api(token, 'wall.post', wall('Text', more)));
const now = async () => (await s.get('clock')).now;

async function upload(bytes = png(), { field = 'photo', filename = '1.png', group_id = '1001' } = {}) {
	const { response } = await s.api(U, 'photos.getWallUploadServer', { group_id });
	return (await fetch(response.upload_url, { method: 'POST', body: form([field, filename, bytes]) })).json();
}

async function savedPhoto(more = {}) {
	const { response } = await s.api(U, 'photos.saveWallPhoto', { group_id: '1001', ...await upload(), ...more });
	return response[0];
}

test.describe('posting', () => {
	test('a community key posts text, a service token reads it back', async () => {
		const { response } = await s.api(K, 'wall.post', wall('Наставники', { guid: 'g' }));
		expect(response).toEqual({ post_id: 1 });
		const { response: list } = await s.api(S, 'wall.get', { owner_id: '-1001', filter: 'owner' });
		expect(list.count).toBe(1);
		expect(list.items[0]).toMatchObject({ id: 1, owner_id: -1001, from_id: -1001, text: 'Наставники', post_type: 'post', attachments: [] });
		expect(list.items[0].created_by).toBeUndefined();
	});

	test('wall.get takes domain as well as owner_id, and pages', async () => {
		for (let i = 0; i < 5; i++)
			await s.api(K, 'wall.post', wall(`n${i}`));
		const page = (await s.api(S, 'wall.get', { domain: 'sandbox_school', count: '2', offset: '1' })).response;
		expect(page.count).toBe(5);
		expect(page.items.map((p) => p.text)).toEqual(['n3', 'n2']);
		const full = (await s.api(S, 'wall.get', { domain: '-1001', extended: '1' })).response;
		expect(full.groups[0].screen_name).toBe('sandbox_school');
		expect(full.profiles).toEqual([]);
	});

	test('wall.getById leaves out what does not exist, and is a bare array before 5.138', async () => {
		await post();
		const { response } = await s.api(S, 'wall.getById', { posts: '-1001_1,-1001_77' });
		expect(response.items.map((p) => p.id)).toEqual([1]);
		expect((await s.api(S, 'wall.getById', { posts: '-1001_1', v: '5.131' })).response).toHaveLength(1);
	});

	test('neither text nor attachment is error 100', async () => {
		expect(code(await s.api(K, 'wall.post', wall('  ')))).toBe(100);
		expect(await s.wall()).toEqual([]);
	});

	test('an attachment that does not exist is dropped, and alone it is an invalid message param', async () => {
		await post({ attachments: 'photo-1001_1,https://school.example/r/7' });
		const [p] = await s.wall();
		expect(p.attachments).toEqual(['https://school.example/r/7']);
		expect(p.dropped_attachments).toEqual(['photo-1001_1']);
		const r = await s.api(K, 'wall.post', wall('', { attachments: 'photo-1001_1' }));
		expect(r.error.error_msg).toContain('invalid message param');
		expect(code(r)).toBe(100);
	});

	test('more than ten photos, a second link, document or poll, and a poll alone are error 100', async () => {
		const { attachments } = await s.post('photos', { owner_id: -1001, count: 11 });
		expect(code(await post({ attachments: attachments.join() }))).toBe(100);
		expect((await post({ attachments: attachments.slice(1).join() })).response.post_id).toBe(1);
		expect(code(await post({ attachments: 'https://a.example/,https://b.example/' }))).toBe(100);
		expect(code(await post({ attachments: 'doc-1001_1,doc-1001_2' }))).toBe(100);
		const poll = (await s.api(U, 'polls.create', { owner_id: '-1001', question: 'Q', add_answers: '["a","b"]' })).response;
		const name = `poll${poll.owner_id}_${poll.id}`;
		expect(code(await post({ attachments: `${name},${name}` }))).toBe(100);
		expect(code(await s.api(K, 'wall.post', wall('', { attachments: name })))).toBe(100);
		expect((await post({ attachments: name })).response.post_id).toBe(2);
	});

	test('a text over message_max in UTF-16 units is error 100 with the character limit', async () => {
		await s.post('config', { message_max: 4 });
		expect((await s.api(K, 'wall.post', wall('😀😀'))).response.post_id).toBe(1);
		const r = await s.api(K, 'wall.post', wall('😀😀.'));
		expect(code(r)).toBe(100);
		expect(r.error.error_msg).toContain('Violated: message_character_limit');
	});

	test('normalise_text changes line ends and trims on storing', async () => {
		await s.api(K, 'wall.post', wall(' a\r\nb '));
		await s.post('config', { normalise_text: true });
		await s.api(K, 'wall.post', wall(' a\r\nb '));
		expect((await s.wall()).map((p) => p.text)).toEqual([' a\r\nb ', 'a\nb']);
	});

	test('flags of a post are kept for the test to see', async () => {
		await s.api(U, 'wall.post', wall('t', { signed: '1', close_comments: '1', mute_notifications: '1', mark_as_ads: '1', copyright: 'https://c.example/' }));
		expect((await s.wall())[0]).toMatchObject({ signed: 1, close_comments: 1, mute_notifications: 1, mark_as_ads: 1,
			copyright: 'https://c.example/', created_by: 501, from_id: -1001, origin: 'api', token_id: U.id, is_pinned: 0, edited: 0 });
	});

	test('without from_group a user posts as himself, a community key still as the community', async () => {
		await s.api(U, 'wall.post', { owner_id: '-1001', message: 'u' });
		await s.api(K, 'wall.post', { owner_id: '-1001', message: 'k' });
		expect((await s.wall()).map((p) => p.from_id)).toEqual([501, -1001]);
	});

	test('edit, pin, comments and delete change the post; a second delete is 104', async () => {
		await post();
		expect((await s.api(U, 'wall.edit', { owner_id: '-1001', post_id: '1', message: 'New' })).response).toEqual({ post_id: 1 });
		expect((await s.api(U, 'wall.pin', { owner_id: '-1001', post_id: '1' })).response).toBe(1);
		const comment = (await s.api(K, 'wall.createComment', { owner_id: '-1001', post_id: '1', from_group: '1001', message: 'C', guid: 'c' })).response;
		expect(comment.comment_id).toBe(2);
		expect((await s.api(K, 'wall.createComment', { owner_id: '-1001', post_id: '1', from_group: '1001', message: 'C', guid: 'c' })).response.comment_id).toBe(2);
		expect((await s.api(K, 'wall.closeComments', { owner_id: '-1001', post_id: '1' })).response).toBe(1);
		expect(code(await s.api(U, 'wall.createComment', { owner_id: '-1001', post_id: '1', message: 'late' }))).toBe(213);
		expect((await s.wall())[0]).toMatchObject({ text: 'New', is_pinned: 1, comments: [{ id: 2, from_id: -1001, text: 'C' }], close_comments: 1 });
		expect((await s.api(U, 'wall.unpin', { owner_id: '-1001', post_id: '1' })).response).toBe(1);
		expect((await s.api(U, 'wall.delete', { owner_id: '-1001', post_id: '1' })).response).toBe(1);
		expect(code(await s.api(U, 'wall.delete', { owner_id: '-1001', post_id: '1' }))).toBe(104);
		expect((await s.wall('state=deleted'))[0].id).toBe(1);
		expect((await s.api(S, 'wall.getById', { posts: '-1001_1' })).response.items).toEqual([]);
	});

	test('a pinned post is read first', async () => {
		await s.api(K, 'wall.post', wall('first'));
		await s.api(K, 'wall.post', wall('second'));
		await s.api(U, 'wall.pin', { owner_id: '-1001', post_id: '1' });
		const { items } = (await s.api(S, 'wall.get', { owner_id: '-1001' })).response;
		expect(items.map((p) => p.text)).toEqual(['first', 'second']);
		expect(items[0].is_pinned).toBe(1);
	});

	test('a community key may edit only when community_edit is on', async () => {
		await post();
		const edit = () => s.api(K, 'wall.edit', { owner_id: '-1001', post_id: '1', message: 'New' });
		expect(code(await edit())).toBe(27);
		await s.post('config', { community_edit: true });
		expect((await edit()).response.post_id).toBe(1);
	});

	test('bytes that are not UTF-8 and NUL do not break an answer', async () => {
		const body = Buffer.from('v=5.199&owner_id=-1001&message=a%00b%ffc%ed%a0%80');
		const r = await fetch(`${s.url}method/wall.post`, { method: 'POST', body,
			headers: { authorization: `Bearer ${K.token}`, 'content-type': 'application/x-www-form-urlencoded' } });
		expect((await r.json()).response.post_id).toBe(1);
		expect((await s.wall())[0].text).toBe('a\ufffdb\ufffdc\ufffd\ufffd\ufffd');
	});
});

test.describe('checks and their order', () => {
	test('unknown methods, execute among them, answer 3 before anything else', async () => {
		expect(code(await s.api(null, 'wall.noSuch', { v: '' }))).toBe(3);
		expect(code(await s.api(K, 'execute', { code: 'return 1;' }))).toBe(3);
		expect(code(await s.api(K, 'Wall.post', wall()))).toBe(3);
	});

	test('no version is 8, then no token is 5, then an unknown one is 5', async () => {
		expect(code(await s.api(null, 'wall.post', { v: '' }))).toBe(8);
		expect((await s.api(null, 'wall.post')).error.error_msg).toBe('User authorization failed: no access_token passed.');
		expect((await s.api({ token: 'zzzz' }, 'wall.post')).error.error_msg).toBe('User authorization failed: invalid access_token (4).');
	});

	test('a JSON body is not seen: 8', async () => {
		const r = await s.api(K, 'wall.post', {}, { body: JSON.stringify({ v: '5.199', owner_id: -1001, message: 'x' }),
			headers: { 'content-type': 'application/json', authorization: `Bearer ${K.token}` } });
		expect(code(r)).toBe(8);
	});

	test('GET is as good as POST, PUT is 9999', async () => {
		const r = await fetch(`${s.url}method/utils.getServerTime?v=5.199&access_token=${S.token}`);
		expect((await r.json()).response).toBeGreaterThan(1e9);
		expect(r.headers.get('content-type')).toBe('application/json; charset=utf-8');
		expect(code(await s.api(S, 'utils.getServerTime', {}, { method: 'PUT' }))).toBe(9999);
	});

	test('error answers carry the parameters without the token, with it when echo_token is on', async () => {
		const params = { owner_id: '-1001', access_token: K.token };
		const of = (r) => Object.fromEntries(r.error.request_params.map((p) => [p.key, p.value]));
		expect(of(await s.api(null, 'wall.post', params))).toEqual({ method: 'wall.post', v: '5.199', owner_id: '-1001' });
		await s.post('config', { echo_token: true });
		expect(of(await s.api(null, 'wall.post', params)).access_token).toBe(K.token);
		expect(of(await s.api(K, 'wall.post', { owner_id: '-1001' })).access_token).toBe(K.token);
	});

	test('methods of another slot: 27 for a community key, 28 for a service token', async () => {
		for (const m of ['wall.get', 'wall.getById', 'photos.getWallUploadServer', 'photos.saveWallPhoto', 'photos.getUploadServer', 'photos.get', 'photos.getById', 'wall.edit', 'wall.delete', 'wall.pin']) {
			const r = await s.api(K, m, { owner_id: '-1001' });
			expect(r.error, m).toMatchObject({ error_code: 27, error_msg: 'Group authorization failed: method is unavailable with group auth.' });
		}
		for (const m of ['wall.post', 'docs.save', 'account.getAppPermissions', 'groups.getTokenPermissions'])
			expect((await s.api(S, m)).error, m).toMatchObject({ error_code: 28, error_msg: 'Application authorization failed: method is unavailable with service token.' });
	});

	test('a VK ID token is refused with 1051, but may see names', async () => {
		const V = await s.token('vkid');
		expect(V.token).toMatch(/^vk2\.a\./);
		for (const m of ['wall.post', 'wall.get', 'photos.get', 'docs.save', 'polls.create', 'stats.getPostReach', 'account.getAppPermissions'])
			expect((await s.api(V, m, wall())).error, m).toMatchObject({ error_code: 1051, error_msg: 'Method is not available for this profile type' });
		expect((await s.api(V, 'users.get')).response[0].first_name).toBe('Anna');
		expect((await s.api(V, 'groups.getById', { group_id: '1001' })).response.groups).toHaveLength(1);
	});

	test('a missing right is 15 with subcode 1133', async () => {
		const weak = await s.token('community', { permissions: ['docs'] });
		const r = await s.api(weak, 'wall.post', wall());
		expect(r.error).toMatchObject({ error_code: 15, error_subcode: 1133 });
		expect(r.error.error_msg).toContain('cannot be called with current scopes');
		const user = await s.token('user', { permissions: ['wall'] });
		expect((await s.api(user, 'photos.getWallUploadServer', { group_id: '1001' })).error.error_subcode).toBe(1133);
	});

	test('a user below editor and a key of another community: 214 on wall.post, 15 on other writes', async () => {
		await s.post('reset', { groups: [{ id: 1001 }, { id: 1002 }], config: { rate_limit: false } });
		const moderator = await s.token('user', { roles: { 1001: 1 } });
		const editor = await s.token('user', { roles: { 1001: 2 } });
		const foreign = await s.token('community', { group_id: 1002 });
		for (const t of [moderator, foreign]) {
			const r = await s.api(t, 'wall.post', wall());
			expect(r.error).toMatchObject({ error_code: 214, error_msg: 'Access to adding post denied' });
			expect(code(await s.api(t, 'docs.getWallUploadServer', { group_id: '1001' }))).toBe(15);
		}
		expect((await s.api(editor, 'wall.post', wall())).response.post_id).toBe(1);
		expect(code(await s.api(moderator, 'wall.get', { owner_id: '-1001', filter: 'postponed' }))).toBe(15);
	});

	test('five quick calls of a user meet error 6, one second later the token is free again', async () => {
		await s.post('config', { rate_limit: true });
		const codes = [];
		for (let i = 0; i < 5; i++)
			codes.push(code(await s.api(U, 'utils.getServerTime')));
		expect(codes).toEqual([undefined, undefined, undefined, 6, 6]);
		expect(code(await s.api(S, 'utils.getServerTime'))).toBeUndefined();
		await s.post('config', { rates: { user: 1000 } });
		expect(code(await s.api(U, 'utils.getServerTime'))).toBeUndefined();
		expect((await s.get('config')).config.rates).toEqual({ user: 1000, community: 20, service: 5 });
	});

	test('a post that does not exist: 104 on delete, 210 on reach, 100 elsewhere', async () => {
		const p = { owner_id: '-1001', post_id: '9' };
		expect(code(await s.api(U, 'wall.delete', p))).toBe(104);
		expect(code(await s.api(U, 'stats.getPostReach', { owner_id: '-1001', post_ids: '9' }))).toBe(210);
		expect(code(await s.api(U, 'wall.edit', { ...p, message: 'x' }))).toBe(100);
		expect(code(await s.api(U, 'wall.pin', p))).toBe(100);
		await post();
		expect((await s.api(U, 'stats.getPostReach', { owner_id: '-1001', post_ids: '1' })).response[0].post_id).toBe(1);
	});

	test('the service token may not read the queue or a closed community', async () => {
		expect((await s.api(S, 'wall.get', { owner_id: '-1001', filter: 'postponed' })).error).toMatchObject({ error_code: 15, error_msg: 'Access denied' });
		await s.post('reset', { groups: [{ id: 1001, is_closed: 1 }] });
		expect(code(await s.api(await s.token('service'), 'wall.get', { owner_id: '-1001' }))).toBe(15);
		expect(code(await s.api(await s.token('user'), 'wall.get', { owner_id: '-1001' }))).toBeUndefined();
	});

	test('rights of keys are listed with their bits', async () => {
		const key = await s.token('community', { permissions: ['wall', 'docs', 'photos', 'manage'] });
		expect(key.mask).toBe(401412);
		const { response } = await s.api(key, 'groups.getTokenPermissions');
		expect(response.mask).toBe(401412);
		expect(response.permissions).toContainEqual({ name: 'wall', setting: 8192 });
		expect((await s.api(U, 'account.getAppPermissions')).response).toBe(4 + 8192 + 131072 + 262144 + 1048576);
	});

	test('communities, names and short links are found', async () => {
		expect((await s.api(K, 'groups.getById')).response.groups[0]).toMatchObject({ id: 1001, screen_name: 'sandbox_school', is_closed: 0 });
		expect((await s.api(U, 'groups.getById', { group_ids: 'sandbox_school' })).response.groups[0].admin_level).toBe(3);
		expect((await s.api(U, 'groups.getById', { group_id: '1001', v: '5.131' })).response).toHaveLength(1);
		expect((await s.api(S, 'utils.resolveScreenName', { screen_name: 'sandbox_school' })).response).toEqual({ type: 'group', object_id: 1001, group_id: 1001 });
		expect(code(await s.api(S, 'utils.resolveScreenName', { screen_name: 'nobody' }))).toBe(104);
		expect((await s.api(S, 'utils.getShortLink', { url: 'https://school.example/' })).response.short_url).toMatch(/^https:\/\/vk\.cc\/\w{6}$/);
	});
});

test.describe('tokens', () => {
	test('values and ids are the same after every reset, an own value is taken', async () => {
		await s.post('reset');
		for (let i = 0; i < 2; i++) {
			expect((await s.token('community')).token).toBe('vk1.a.sandbox-community-1');
			expect((await s.token('service')).token).toBe('sandbox-service-2');
			expect((await s.token('user', { token: 'own value' })).token).toBe('own value');
			expect((await s.get('tokens')).tokens.map((t) => t.id)).toEqual([1, 2, 3]);
			await s.post('reset');
		}
	});

	test('expired tokens answer by their kind', async () => {
		const kinds = { community: 27, user: 5, service: 28, vkid: 5 };
		const ts = await Promise.all(Object.keys(kinds).map((k) => s.token(k, { expires_in: 60 })));
		const before = await s.api(ts[0], 'utils.getServerTime');
		expect(before.response).toBeGreaterThan(0);
		const { expired_tokens } = await s.post('clock', { advance: 61 });
		expect(expired_tokens.sort()).toEqual(ts.map((t) => t.id).sort());
		for (const t of ts)
			expect(code(await s.api(t, 'utils.getServerTime')), t.kind).toBe(kinds[t.kind]);
		expect((await s.api(ts.find((t) => t.kind === 'community'), 'users.get')).error.error_msg).toBe('Group authorization failed: access_token has expired.');
	});

	test('a failing token answers the given error on every call until it is healed', async () => {
		const errors = [
			{ error_code: 5, error_subcode: 1130, error_msg: 'User authorization failed: access_token was given to another ip address.' },
			{ error_code: 5, error_msg: 'User authorization failed: user is blocked.' },
			{ error_code: 17, error_msg: 'Validation required', redirect_uri: 'https://m.vk.com/login' },
			{ error_code: 18, error_msg: 'User was deleted or banned' },
			{ error_code: 1117, error_msg: 'Access token has expired' },
			{ error_code: 28, error_msg: 'Application authorization failed: access_token is revoked' },
		];
		for (const error of errors) {
			expect((await s.post('tokens/fail', { id: K.id, error })).failing).toEqual(error);
			expect((await post()).error).toMatchObject(error);
			expect((await s.api(K, 'users.get')).error).toMatchObject(error);
		}
		expect((await s.get('tokens')).tokens[0].failing).toEqual(errors.at(-1));
		await s.post('tokens/fail', { id: K.id, error: null });
		expect((await post()).response.post_id).toBe(1);
		const entry = (await s.journal('method=wall.post'))[0];
		expect(entry.answer).toEqual({ kind: 'error', status: 200, error_code: 5, error_subcode: 1130 });
	});

	test('header, body and query are told apart, a token elsewhere is a leak, values are never shown', async () => {
		const url = `${s.url}method/users.get`;
		await s.api(K, 'users.get');
		await s.api(null, 'users.get', { access_token: K.token });
		await fetch(`${url}?v=5.199&access_token=${K.token}`);
		await fetch(`${url}?v=5.199`);
		await s.api(K, 'users.get', { fields: `see ${U.token}` });
		await s.api(K, 'users.get', { access_token: S.token });
		await fetch(`${url}?v=5.199&access_token=unknown-secret`, { headers: { 'x-note': K.token, authorization: 'Bearer other-secret' } });
		const list = await s.journal('method=users.get');
		expect(list.map((e) => [e.token_place, e.token_id, e.token_leak])).toEqual([
			['header', K.id, []], ['body', K.id, []], ['query', K.id, []], ['none', null, []],
			['header', K.id, [U.id]], ['header', K.id, [S.id]], ['header', null, [K.id]]]);
		expect(list[1].params.access_token).toBe(`(token ${K.id})`);
		expect(list[4].params.fields).toBe(`see (token ${U.id})`);
		const text = JSON.stringify(list);
		for (const secret of [K.token, U.token, S.token, 'unknown-secret', 'other-secret'])
			expect(text).not.toContain(secret);
	});
});

test.describe('uploads', () => {
	test('getWallUploadServer, upload and save make a photo that a key of the community attaches', async () => {
		const photo = await savedPhoto({ caption: 'Cap' });
		expect(photo).toMatchObject({ owner_id: -1001, album_id: -14, width: 800, height: 600, text: 'Cap', user_id: 501 });
		expect(photo.sizes.length).toBeGreaterThan(2);
		const name = `photo${photo.owner_id}_${photo.id}`;
		await post({ attachments: `${name}_${photo.access_key}` });
		await post({ attachments: name });
		await post({ attachments: `${name}_wrongkey` });
		const posts = await s.wall();
		expect(posts.map((p) => p.attachments.length)).toEqual([1, 1, 0]);
		const { items } = (await s.api(S, 'wall.get', { owner_id: '-1001' })).response;
		expect(items[2].attachments[0].photo.id).toBe(photo.id);
	});

	test('photo_owner user makes photos of the person, seen by the key only with the access key', async () => {
		await s.post('config', { photo_owner: 'user' });
		const photo = await savedPhoto();
		expect(photo.owner_id).toBe(501);
		await post({ attachments: `photo501_${photo.id}` });
		await post({ attachments: `photo501_${photo.id}_${photo.access_key}` });
		expect((await s.wall()).map((p) => p.attachments.length)).toEqual([0, 1]);
	});

	test('JPG, PNG and GIF are known by their content, sides and ratio are bounded', async () => {
		for (const good of [jpeg(), gif(), png(7000, 7000), png(2000, 100), png(100, 2000)])
			expect((await upload(good)).photo).not.toBe('[]');
		for (const bad of [png(7001, 7000), png(2001, 100), png(0, 10), Buffer.from('not a picture'), Buffer.from('BM000000'), Buffer.alloc(0)])
			expect((await upload(bad)).photo).toBe('[]');
	});

	test('a wrong field, no file name or two files give an empty list with status 200', async () => {
		expect((await upload(png(), { field: 'file' })).photo).toBe('[]');
		expect((await upload(png(), { filename: null })).photo).toBe('[]');
		const { response } = await s.api(U, 'photos.getWallUploadServer', { group_id: '1001' });
		const two = await fetch(response.upload_url, { method: 'POST', body: form(['photo', '1.png', png()], ['photo', '2.png', png()]) });
		expect(two.status).toBe(200);
		expect((await two.json()).photo).toBe('[]');
		const none = await fetch(response.upload_url, { method: 'POST', body: 'hello' });
		expect((await none.json()).photo).toBe('[]');
	});

	test('a file over 50 MB is refused, one just below is taken', async () => {
		const big = Buffer.concat([png(), Buffer.alloc(50 * 1024 * 1024 - png().length)]);
		expect((await upload(big)).photo).not.toBe('[]');
		expect((await upload(Buffer.concat([big, Buffer.from('x')]))).photo).toBe('[]');
	});

	test('saving: empty photo 100, [] 129, unknown server 118, anything that does not fit 121', async () => {
		const good = await upload();
		const save = (more) => s.api(U, 'photos.saveWallPhoto', { group_id: '1001', ...good, ...more });
		const empty = await save({ photo: '' });
		expect(empty.error.error_msg).toContain('photo is undefined');
		expect(code(empty)).toBe(100);
		expect(code(await save({ photo: '[]' }))).toBe(129);
		expect(code(await save({ server: '1' }))).toBe(118);
		expect(code(await save({ photo: JSON.stringify(JSON.parse(good.photo), null, 1) }))).toBe(121);
		expect(code(await save({ hash: 'x' }))).toBe(121);
		expect(code(await save({ group_id: '1002' }))).toBe(121);
		const [first] = (await save()).response;
		const [second] = (await save()).response;
		expect(second.id).toBe(first.id + 1);
	});

	test('upload addresses and triples die by their settings', async () => {
		await s.post('config', { upload_url_ttl_s: 10, triple_ttl_s: 10 });
		const good = await upload();
		const { response } = await s.api(U, 'photos.getWallUploadServer', { group_id: '1001' });
		await s.post('clock', { advance: 11 });
		expect(code(await s.api(U, 'photos.saveWallPhoto', { group_id: '1001', ...good }))).toBe(121);
		expect((await fetch(response.upload_url, { method: 'POST', body: form(['photo', '1.png', png()]) })).status).toBe(404);
		expect((await fetch(`${s.url}upload/photo/999`, { method: 'POST' })).status).toBe(404);
	});

	test('an album takes up to five files and counts them', async () => {
		const album = (await s.api(U, 'photos.createAlbum', { title: 'A', group_id: '1001', upload_by_admins_only: '1' })).response;
		const { response } = await s.api(U, 'photos.getUploadServer', { album_id: String(album.id), group_id: '1001' });
		const send = async (n) => (await fetch(response.upload_url, { method: 'POST',
			body: form(...Array.from({ length: n }, (_, i) => [`file${i + 1}`, `${i}.png`, png(100 + i, 100)])) })).json();
		const good = await send(5);
		expect(good.aid).toBe(album.id);
		expect((await send(6)).photos_list).toBe('[]');
		const { response: saved } = await s.api(U, 'photos.save', { album_id: String(album.id), group_id: '1001',
			server: String(good.server), photos_list: good.photos_list, hash: good.hash });
		expect(saved.map((p) => p.width)).toEqual([100, 101, 102, 103, 104]);
		expect((await s.api(S, 'photos.getAlbums', { owner_id: '-1001' })).response.items[0].size).toBe(5);
		const list = (await s.api(S, 'photos.get', { owner_id: '-1001', album_id: String(album.id), count: '2' })).response;
		expect([list.count, list.items.length]).toEqual([5, 2]);
		expect((await s.api(S, 'photos.getById', { photos: `-1001_${saved[0].id}` })).response[0].album_id).toBe(album.id);
	});

	test('a community key uploads a document and attaches it', async () => {
		const { response } = await s.api(K, 'docs.getWallUploadServer', { group_id: '1001' });
		const { file } = await (await fetch(response.upload_url, { method: 'POST', body: form(['file', 'Программа.pdf', Buffer.from('%PDF-1.4')]) })).json();
		const { response: saved } = await s.api(K, 'docs.save', { file, title: 'Программа' });
		expect(saved).toMatchObject({ type: 'doc', doc: { owner_id: -1001, ext: 'pdf', size: 8, title: 'Программа' } });
		expect(code(await s.api(K, 'docs.save', { file: 'other' }))).toBe(105);
		expect((await s.api(K, 'docs.getById', { docs: `-1001_${saved.doc.id}` })).response).toHaveLength(1);
		await post({ attachments: `doc-1001_${saved.doc.id}_${saved.doc.access_key}` });
		expect((await s.wall())[0].attachments).toEqual([`doc-1001_${saved.doc.id}`]);
		expect((await (await fetch(saved.doc.url)).text())).toBe('%PDF-1.4');
	});

	test('album photos put by hand are read by a service token and attached by a key', async () => {
		const hand = await s.post('photos', { owner_id: -1001, album_title: 'By hand', count: 2 });
		expect(hand).toMatchObject({ album_id: 3001, attachments: ['photo-1001_457239001', 'photo-1001_457239002'] });
		expect((await s.api(S, 'photos.get', { owner_id: '-1001', album_id: '3001' })).response.count).toBe(2);
		await post({ attachments: hand.attachments.join() });
		expect((await s.wall())[0].attachments).toEqual(hand.attachments);
	});
});

test.describe('postponed posts', () => {
	const at = async (more) => String(await now() + more);

	test('a postponed post goes live when the clock reaches it, with a new id', async () => {
		const publish_date = await at(3600);
		expect((await post({ publish_date })).response.post_id).toBe(1);
		expect((await s.wall('state=postponed'))[0]).toMatchObject({ id: 1, returned_id: 1, postponed_id: null, publish_date: Number(publish_date), date: Number(publish_date) });
		const queue = (await s.api(U, 'wall.get', { owner_id: '-1001', filter: 'postponed' })).response;
		expect(queue.items[0]).toMatchObject({ id: 1, post_type: 'postpone', date: Number(publish_date) });
		expect((await s.api(S, 'wall.get', { owner_id: '-1001' })).response.count).toBe(0);
		const { published } = await s.post('clock', { advance: 3601 });
		expect(published).toEqual([{ owner_id: -1001, returned_id: 1, id: 2 }]);
		const { items } = (await s.api(S, 'wall.get', { owner_id: '-1001' })).response;
		expect(items[0]).toMatchObject({ id: 2, postponed_id: 1, date: Number(publish_date), post_type: 'post' });
	});

	test('the running clock publishes without being asked', async () => {
		await post({ publish_date: await at(2) });
		await expect.poll(async () => (await s.wall('state=published')).length).toBe(1);
	});

	test('postponed_id_mode keep and new_in_queue', async () => {
		await s.post('config', { postponed_id_mode: 'keep' });
		await post({ publish_date: await at(100) });
		expect((await s.post('clock', { advance: 100 })).published).toEqual([{ owner_id: -1001, returned_id: 1, id: 1 }]);
		await s.post('config', { postponed_id_mode: 'new_in_queue' });
		expect((await post({ publish_date: await at(100) })).response.post_id).toBe(2);
		const [q] = (await s.api(U, 'wall.get', { owner_id: '-1001', filter: 'postponed' })).response.items;
		expect([q.id, q.postponed_id]).toEqual([3, 2]);
		await s.post('clock', { advance: 101 });
		const [p] = (await s.api(S, 'wall.get', { owner_id: '-1001' })).response.items;
		expect([p.id, p.postponed_id]).toEqual([4, 2]);
	});

	test('the five refusals of 214', async () => {
		const text = (r) => [r.error?.error_code, r.error?.error_msg];
		const taken = await at(7200);
		await post({ publish_date: taken });
		expect(text(await post({ publish_date: taken }))).toEqual([214, 'Access to adding post denied: a post is already scheduled for this time']);
		await s.post('config', { posts_per_day: 0 });
		expect(text(await post())).toEqual([214, 'Access to adding post denied: you can only add 0 posts a day']);
		await s.post('config', { postponed_total: 1 });
		expect(text(await post({ publish_date: await at(9000) }))).toEqual([214, 'Access to adding post denied: cannot schedule more than 1 posts']);
		await s.post('config', { postponed_total: 150, postponed_per_day: 0 });
		expect(text(await post({ publish_date: await at(9000) }))).toEqual([214, 'Access to adding post denied: can only schedule 0 posts on a day']);
		await s.post('config', { community_postpone: false });
		expect(text(await post({ publish_date: await at(9000) }))).toEqual([214, 'Access to adding post denied: cannot postpone post']);
		expect((await s.wall()).length).toBe(1);
	});

	test('limits count by the day of UTC+3 and start anew the next day', async () => {
		await s.post('reset', { now: 1790000000, mode: 'frozen', config: { posts_per_day: 1, rate_limit: false } });
		K = await s.token('community');
		expect((await post()).response.post_id).toBe(1);
		expect(code(await post())).toBe(214);
		const midnight = (Math.floor((1790000000 + 10800) / 86400) + 1) * 86400 - 10800;
		await s.post('clock', { set: midnight - 1 });
		expect(code(await post())).toBe(214);
		await s.post('clock', { set: midnight });
		expect((await post()).response.post_id).toBe(2);
	});

	test('a date in the past is 100, or stands for now', async () => {
		expect(code(await post({ publish_date: '1000' }))).toBe(100);
		await s.post('config', { past_publish_date: 'publish' });
		expect((await post({ publish_date: '1000' })).response.post_id).toBe(1);
		expect((await s.wall())[0].state).toBe('published');
	});

	test('post_id publishes a postponed post now, the rest is ignored', async () => {
		await post({ publish_date: await at(3600) });
		const r = await s.api(K, 'wall.post', { owner_id: '-1001', post_id: '1', message: 'ignored', publish_date: '5' });
		expect(r.response.post_id).toBe(2);
		expect(await s.wall()).toMatchObject([{ id: 2, state: 'published', text: 'Text', returned_id: 1 }]);
		expect(code(await s.api(K, 'wall.post', { owner_id: '-1001', post_id: '2' }))).toBe(100);
	});

	test('wall.edit moves the time of a postponed post only', async () => {
		await post({ publish_date: await at(3600) });
		const moved = await at(7200);
		expect((await s.api(U, 'wall.edit', { owner_id: '-1001', post_id: '1', message: 'M', publish_date: moved })).response.post_id).toBe(1);
		expect((await s.wall())[0]).toMatchObject({ publish_date: Number(moved), text: 'M' });
		await post();
		expect(code(await s.api(U, 'wall.edit', { owner_id: '-1001', post_id: '2', message: 'M', publish_date: moved }))).toBe(100);
	});
});

test.describe('guid', () => {
	const twice = async (more = {}) => [await post({ guid: 'same', ...more }), await post({ guid: 'same', ...more })];

	test('same_id answers the first post and makes no other, until the window ends', async () => {
		const [a, b] = await twice();
		expect([a.response.post_id, b.response.post_id]).toEqual([1, 1]);
		expect((await s.get('guid')).remembered).toBe(1);
		const list = await s.journal('method=wall.post');
		expect(list.map((e) => [e.committed, e.guid_repeat, e.post_id])).toEqual([[true, false, 1], [false, true, 1]]);
		await s.post('clock', { advance: 3601 });
		expect((await s.get('guid')).remembered).toBe(0);
		expect((await post({ guid: 'same' })).response.post_id).toBe(2);
		expect((await post({ guid: 'same' })).response.post_id).toBe(2);
	});

	test('error answers the given error, ignore makes a second post', async () => {
		await s.post('guid', { mode: 'error' });
		const [, b] = await twice();
		expect(b.error).toMatchObject({ error_code: 214, error_msg: 'Access to adding post denied: sandbox guid repeat' });
		await s.post('guid', { mode: 'ignore' });
		expect((await post({ guid: 'same' })).response.post_id).toBe(2);
		expect((await s.wall()).length).toBe(2);
	});

	test('the scope is the wall, or wall and token', async () => {
		await post({ guid: 'g' });
		expect((await post({ guid: 'g' }, U)).response.post_id).toBe(1);
		await s.post('guid', { scope: 'token' });
		expect((await post({ guid: 'h' })).response.post_id).toBe(2);
		expect((await post({ guid: 'h' }, U)).response.post_id).toBe(3);
		expect((await post({ guid: 'h' }, U)).response.post_id).toBe(3);
	});

	test('covers_postponed decides about the queue', async () => {
		const dates = [String(await now() + 1000), String(await now() + 2000), String(await now() + 3000)];
		await post({ guid: 'q', publish_date: dates[0] });
		expect((await post({ guid: 'q', publish_date: dates[1] })).response.post_id).toBe(1);
		await s.post('guid', { covers_postponed: false });
		expect((await post({ guid: 'q', publish_date: dates[2] })).response.post_id).toBe(2);
	});
});

test.describe('the control interface', () => {
	test('health tells the bases and the clock', async () => {
		expect(await s.get('health')).toMatchObject({ ok: true, sandbox: 'vk', v: '5.199', api_base: `${s.url}method/`, web_base: s.url, mode: 'running' });
	});

	test('an unknown path is 404, a wrong verb 405, bad JSON and unknown keys 400', async () => {
		const cases = [
			['GET', 'nothing', undefined, 404, null], ['DELETE', 'health', undefined, 405, null], ['GET', 'reset', undefined, 405, null],
			['POST', 'health', {}, 405, null], ['POST', 'reset', '{', 400, null], ['POST', 'reset', '[]', 400, null],
			['POST', 'reset', '{"now":1,"now":2}', 400, null], ['POST', 'reset', { nwo: 1 }, 400, 'nwo'], ['GET', 'health?x=1', undefined, 400, 'x'],
			['POST', 'clock?advance=5', {}, 400, 'advance'], ['POST', 'reset', { now: -1 }, 400, 'now'], ['POST', 'reset', { now: '5' }, 400, 'now'],
			['POST', 'reset', { mode: 'stopped' }, 400, 'mode'], ['POST', 'reset', { config: { message_max: 0 } }, 400, 'message_max'],
			['POST', 'reset', { groups: [{ id: 1 }, { id: 1 }] }, 400, 'groups'], ['POST', 'reset', { groups: [{}] }, 400, 'id'],
			['POST', 'tokens', {}, 400, 'kind'], ['POST', 'tokens', { kind: 'community' }, 400, 'group_id'], ['POST', 'tokens', { kind: 'community', group_id: 5 }, 400, 'group_id'],
			['POST', 'tokens', { kind: 'service', user_id: 501 }, 400, 'user_id'], ['POST', 'tokens', { kind: 'user', user_id: 501, permissions: ['manage'] }, 400, 'permissions'],
			['POST', 'tokens', { kind: 'user', user_id: 501, roles: { 1001: 4 } }, 400, 'roles'], ['POST', 'tokens', { kind: 'service', token: 'sandbox-service-3' }, 400, 'token'],
			['POST', 'tokens/fail', { id: 99, error: null }, 404, 'id'], ['POST', 'tokens/fail', { id: 1 }, 400, 'error'], ['POST', 'tokens/fail', { id: 1, error: {} }, 400, 'error'],
			['POST', 'faults', { method: 'wall.post' }, 400, 'effect'], ['POST', 'faults', { method: 'no.such', effect: { type: 'slow', bytes_per_second: 1 } }, 400, 'method'],
			['POST', 'faults', { method: '*', effect: { type: 'boom' } }, 400, 'type'], ['POST', 'faults', { method: '*', effect: { type: 'slow' } }, 400, 'bytes_per_second'],
			['POST', 'faults', { method: '*', effect: { type: 'close', at: 'request', extra: 1 } }, 400, 'extra'],
			['POST', 'faults', { method: '*', match: { a: 'b' }, effect: { type: 'close', at: 'headers' } }, 400, 'match'],
			['POST', 'faults', { method: '*', token_id: 9, effect: { type: 'close', at: 'headers' } }, 400, 'token_id'],
			['POST', 'faults', { method: '*', effect: { type: 'answer', headers: { a: 'b\r\nc: d' } } }, 400, 'headers'],
			['POST', 'faults/clear', { fault_id: 9 }, 404, 'fault_id'],
			['GET', 'journal?limit=x', undefined, 400, 'limit'], ['GET', 'journal?wat=1', undefined, 400, 'wat'], ['GET', 'journal/file?seq=9&n=0', undefined, 404, 'seq'],
			['GET', 'wall?state=gone', undefined, 400, 'state'], ['POST', 'wall', {}, 400, 'action'], ['POST', 'wall', { action: 'add', owner_id: -5 }, 404, 'owner_id'],
			['POST', 'wall', { action: 'delete', owner_id: -1001, post_id: 9 }, 404, 'post_id'], ['POST', 'wall', { action: 'add', owner_id: -1001, post_id: 9 }, 400, 'post_id'],
			['POST', 'photos', { owner_id: -5 }, 404, 'owner_id'], ['POST', 'photos', { owner_id: -1001, count: -1 }, 400, 'count'],
			['POST', 'clock', { set: 5 }, 400, 'set'], ['POST', 'clock', { advance: -1 }, 400, 'advance'], ['POST', 'clock', { advance: 1, set: 99999999999 }, 400, 'set'],
			['POST', 'guid', { mode: 'other' }, 400, 'mode'], ['POST', 'guid', { error: {} }, 400, 'error'],
			['POST', 'config', { rates: { vkid: 1 } }, 400, 'vkid'], ['POST', 'config', { rate_limit: 1 }, 400, 'rate_limit'], ['POST', 'config', { postponed_id_mode: 'x' }, 400, 'postponed_id_mode'],
		];
		const before = JSON.stringify([await s.get('tokens'), await s.get('faults'), await s.get('config'), await s.get('guid')]);
		for (const [verb, name, body, status, key] of cases) {
			const r = await s.control(verb, name, body);
			expect({ status: r.status, ok: r.ok, key: r.key }, `${verb} ${name} ${JSON.stringify(body)}`).toEqual({ status, ok: false, key });
			expect(typeof r.error).toBe('string');
		}
		expect(JSON.stringify([await s.get('tokens'), await s.get('faults'), await s.get('config'), await s.get('guid')])).toBe(before);
		expect((await s.journal()).length).toBe(0);
	});

	test('a refused config call changes nothing, not even its good keys', async () => {
		expect((await s.control('POST', 'config', { message_max: 5, tls_hello: 'x' })).status).toBe(400);
		expect((await s.get('config')).config).toEqual({ rate_limit: false, rates: { user: 3, community: 20, service: 5 }, posts_per_day: 50,
			postponed_per_day: 25, postponed_total: 150, message_max: 16000, community_edit: false, community_postpone: true, past_publish_date: 'error',
			postponed_id_mode: 'new_on_publish', photo_owner: 'group', upload_url_ttl_s: 0, triple_ttl_s: 0, normalise_text: false, echo_token: false, tls_hello: 'close' });
	});

	test('reset empties the world and starts the one that is described', async () => {
		await post();
		await s.fault('*', { type: 'slow', bytes_per_second: 1 }, { times: 0 });
		const r = await s.post('reset', { now: 1790000000, mode: 'frozen', groups: [{ id: 7, screen_name: 'seven', name: 'Seven', is_closed: 2 }], users: [], config: { message_max: 10 } });
		expect(r).toMatchObject({ now: 1790000000, mode: 'frozen', groups: [7], users: [] });
		expect([await s.wall(), (await s.get('tokens')).tokens, (await s.get('faults')).faults, await s.journal()]).toEqual([[], [], [], []]);
		expect((await s.get('config')).config).toMatchObject({ message_max: 10, rate_limit: true });
		expect((await s.get('journal')).last_seq).toBe(0);
		await new Promise((done) => setTimeout(done, 1100));
		expect(await now()).toBe(1790000000);
		expect(await s.post('reset')).toMatchObject({ mode: 'running', groups: [1001], users: [501] });
		expect(Math.abs(await now() - Date.now() / 1000)).toBeLessThan(3);
	});

	test('the clock only goes forward, and can be frozen and let go', async () => {
		const { now: t } = await s.post('clock', { advance: 1000, mode: 'frozen' });
		expect(await s.post('clock', { set: t + 5 })).toMatchObject({ now: t + 5, mode: 'frozen', published: [], expired_tokens: [] });
		expect((await s.api(S, 'utils.getServerTime')).response).toBe(t + 5);
		expect(await s.get('clock')).toMatchObject({ now: t + 5, mode: 'frozen' });
		expect((await s.post('clock', { mode: 'running' })).mode).toBe('running');
	});

	test('what falls due on the way happens in its order and at its own time', async () => {
		await s.post('reset', { now: 1000000000, mode: 'frozen', groups: [{ id: 1 }, { id: 2 }] });
		const add = (owner_id, publish_date) => s.post('wall', { action: 'add', owner_id, text: 't', publish_date });
		await add(-1, 1000000300);
		await add(-2, 1000000200);
		await add(-1, 1000000100);
		const { published } = await s.post('clock', { advance: 1000 });
		expect(published.map((p) => [p.owner_id, p.returned_id])).toEqual([[-1, 2], [-2, 1], [-1, 1]]);
		expect((await s.wall()).map((p) => p.date)).toEqual([1000000300, 1000000200, 1000000100]);
	});

	test('another hand adds, edits and deletes posts', async () => {
		expect((await s.post('wall', { action: 'add', owner_id: -1001, from_id: 501, text: 'Foreign post', attachments: ['photo-1_1'], date: 1234567890, publish_date: null })).post_id).toBe(1);
		expect((await s.post('wall', { action: 'add', owner_id: -1001, text: 'Own' })).post_id).toBe(2);
		await s.post('wall', { action: 'edit', owner_id: -1001, post_id: 1, text: 'Edited by hand' });
		await s.post('wall', { action: 'delete', owner_id: -1001, post_id: 2 });
		expect(await s.wall()).toMatchObject([
			{ id: 1, from_id: 501, date: 1234567890, text: 'Edited by hand', origin: 'sandbox', state: 'published', token_id: null, journal_seq: null },
			{ id: 2, from_id: -1001, state: 'deleted' }]);
		const { items } = (await s.api(S, 'wall.get', { owner_id: '-1001' })).response;
		expect(items.map((p) => [p.text, p.edited > 0])).toEqual([['Edited by hand', true]]);
		expect((await s.api(S, 'wall.get', { owner_id: '-1001', filter: 'owner' })).response.count).toBe(0);
	});
});

test.describe('the journal', () => {
	test('an entry tells all about a call', async () => {
		const { createHash } = await import('node:crypto');
		const body = 'v=5.199&owner_id=-1001&message=%D0%B0';
		await s.api(K, 'wall.post', {}, { body, headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `bearer ${K.token}` } });
		const [e] = await s.journal('method=wall.post');
		expect(e).toMatchObject({ seq: 1, state: 'done', conn_request: expect.any(Number), kind: 'api', http_method: 'POST', path: '/method/wall.post',
			method: 'wall.post', v: '5.199', content_type: 'application/x-www-form-urlencoded', token_id: K.id, token_kind: 'community', token_place: 'header',
			token_leak: [], params: { v: '5.199', owner_id: '-1001', message: 'а' }, files: [], body_bytes: body.length,
			body_sha256: createHash('sha256').update(body).digest('hex'), fault_id: null, committed: true, post_id: 1, guid_repeat: false,
			answer: { kind: 'response', status: 200, error_code: null, error_subcode: null }, client_gone: false });
		expect(e.headers).toMatchObject({ authorization: `(token ${K.id})`, host: `127.0.0.1:${s.port}` });
		expect((await s.wall())[0].journal_seq).toBe(1);
	});

	test('an upload shows its files, and their bytes come back', async () => {
		await upload(png(10, 10, 'EXIF here'), { filename: 'a"b.png' });
		const [e] = await s.journal('method=upload.photo');
		expect(e).toMatchObject({ kind: 'upload', token_place: 'none', token_leak: [], committed: true, method: 'upload.photo' });
		expect(e.files).toMatchObject([{ n: 0, field: 'photo', content_type: 'image/png', bytes: png(10, 10, 'EXIF here').length }]);
		const r = await fetch(`${s.url}_sandbox/journal/file?seq=${e.seq}&n=0`);
		expect(r.headers.get('content-type')).toBe('image/png');
		expect(Buffer.from(await r.arrayBuffer())).toEqual(png(10, 10, 'EXIF here'));
		expect((await fetch(`${s.url}_sandbox/journal/file?seq=${e.seq}&n=1`)).status).toBe(404);
	});

	test('a waiting call is answered as soon as the entries are there, or when the time is over', async () => {
		const start = Date.now();
		const waiting = s.get('journal?method=wall.post&count=2&wait_ms=10000');
		await post();
		await s.api(S, 'wall.get', { owner_id: '-1001' });
		await post();
		const r = await waiting;
		expect([r.complete, r.entries.length, r.last_seq]).toEqual([true, 2, 3]);
		expect(Date.now() - start).toBeLessThan(5000);
		const late = await s.get('journal?after=3&wait_ms=200');
		expect([late.complete, late.entries]).toEqual([false, []]);
		expect((await s.get('journal?after=1&limit=1')).entries.map((e) => e.seq)).toEqual([2]);
	});

	test('clear removes the entries, the numbers go on', async () => {
		await post();
		expect((await s.post('journal/clear')).removed).toBe(1);
		await post();
		expect((await s.journal()).map((e) => e.seq)).toEqual([2]);
	});

	test('only the last ten thousand entries are kept', async () => {
		const lines = 'GET /method/users.get HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1000);
		for (let i = 0; i < 10; i++)
			await s.raw(lines, { wait: 150 });
		await post();
		const r = await s.get('journal?limit=3');
		expect(r.last_seq).toBe(10001);
		expect(r.entries.map((e) => e.seq)).toEqual([2, 3, 4]);
	});
});

test('--help explains itself, other addresses than loopback are refused', async () => {
	const { spawnSync } = await import('node:child_process');
	const run = (...args) => spawnSync(s.child.spawnfile, args, { encoding: 'utf8', timeout: 5000 });
	expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--listen') });
	for (const bad of [['--listen', '0.0.0.0:0'], ['--listen', '127.0.0.1:99999'], ['--listen'], ['--other']])
		expect(run(...bad).status).toBe(2);
	expect(run('--listen', `127.0.0.1:${s.port}`).status).toBe(1);
});
