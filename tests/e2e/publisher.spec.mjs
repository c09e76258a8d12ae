// The acceptance list of the VK contract (10.2), each row before and after
// VK's commit: exactly one executed wall.post, or the publication says that
// it is unclear or needs a person.
import { test, expect } from '@playwright/test';
import { Sandbox, World, once, until } from './lib/world.mjs';

// Each scenario has a world of its own and mostly waits.
test.describe.configure({ mode: 'parallel' });

const sure = ['posted', 'verified'];

// A world with checked keys and one story whose minute has not come.
async function ready(keys = 'KS', { settings = {}, story = {}, kinds = {}, start = true } = {}) {
  const sb = await new Sandbox().start();
  const w = new World(sb, settings);
  w.keys = await sb.keys(keys, kinds);
  w.connect(w.keys);
  if (start) {
    w.start();
    for (const slot of keys) await w.keyState(slot, ['good', 'weak']);
  }
  w.story1 = w.story(story);
  w.id = w.story1.publication;
  return w;
}

async function done(w) {
  await w.end();
  w.sandbox.stop();
}

// The story's minute comes; the publication reaches one of states.
async function come(w, states, ms) {
  await w.clock(w.story1.at);
  return w.reach(w.id, states, ms);
}

const html = '<html><body>Bad gateway</body></html>';
const raw = (status, body, commit, headers = {}) => ({ type: 'answer', status, body, commit, headers,
  content_type: body.startsWith('<') ? 'text/html' : 'application/json' });
const err = (error_code, error_msg = 'x', commit = false, more = {}) =>
  ({ type: 'api_error', error: { error_code, error_msg, ...more }, commit });

// name, fault of wall.post, executed by VK
const unclear = [
  ['the answer is lost', (c) => ({ type: 'close', at: 'request', commit: c })],
  ['the connection is reset', (c) => ({ type: 'close', at: 'request', commit: c, rst: true })],
  ['the answer does not come in time', (c) => ({ type: 'delay', ms: 2500, commit: c ? 'before' : 'never' })],
  ['502 with HTML', (c) => raw(502, html, c)],
  ['503 with HTML', (c) => raw(503, html, c)],
  ['504 with HTML', (c) => raw(504, html, c)],
  ['a redirect', (c) => raw(302, html, c, { Location: 'http://127.0.0.1:1/method/wall.post' })],
  ['200 without JSON', (c) => raw(200, html, c)],
  ['200 without post_id', (c) => raw(200, '{"response":{}}', c)],
  ['200 with an empty object', (c) => raw(200, '{}', c)],
  ['error 1', (c) => err(1, 'Unknown error occurred', c)],
  ['error 10', (c) => err(10, 'Internal server error', c)],
  ['error 13', (c) => err(13, 'Runtime error', c)],
  ['error 36', (c) => err(36, 'Timeout', c)],
  ['an error nobody knows', (c) => err(987654, 'New', c)],
  ['214 already scheduled', (c) => err(214, 'Access to adding post denied: a post is already scheduled for this time', c)],
];

for (const [name, effect] of unclear) {
  test(`${name} after VK's commit: found by reading, never sent again`, async () => {
    const w = await ready();
    await w.sandbox.fault('wall.post', effect(true));
    const p = await come(w, sure);
    expect(p.proofs[0].kind).toBe('reading');
    expect(await w.sandbox.journal('wall.post')).toHaveLength(1);
    await once(w, w.id);
    await done(w);
  });

  test(`${name} before VK's commit: one repeat, same guid, same bytes`, async () => {
    const w = await ready();
    await w.sandbox.fault('wall.post', effect(false));
    await come(w, sure);
    const calls = await w.sandbox.journal('wall.post');
    expect(calls).toHaveLength(2);
    expect(calls[0].body_sha256).toBe(calls[1].body_sha256);
    expect(calls.filter((e) => e.committed)).toHaveLength(1);
    await once(w, w.id);
    await done(w);
  });

  test(`${name} and no key that reads: a person is asked at once`, async () => {
    const w = await ready('K');
    await w.sandbox.fault('wall.post', effect(true));
    const p = await come(w, 'person');
    expect(p.text).toContain('нет ключа для чтения');
    expect(await w.sandbox.journal('wall.post')).toHaveLength(1);
    await once(w, w.id);
    await done(w);
  });
}

test('the answer is cut in the middle: found by reading', async () => {
  const w = await ready();
  await w.sandbox.fault('wall.post', { type: 'close', at: 'answer', bytes: 10 });
  await come(w, sure);
  expect(await w.sandbox.journal('wall.post')).toHaveLength(1);
  await once(w, w.id);
  await done(w);
});

test('VK commits late, after our timeout: found by a later reading', async () => {
  const w = await ready('KS', { settings: { 'vk.read_delays_ms': '1000 1000 1000 1000' } });
  await w.sandbox.fault('wall.post', { type: 'delay', ms: 3500, commit: 'after' });
  await come(w, sure);
  expect(await w.sandbox.journal('wall.post')).toHaveLength(1);
  await once(w, w.id);
  await done(w);
});

for (const mode of ['same_id', 'error', 'ignore'])
  test(`VK commits after all readings, guid mode ${mode}: no silent duplicate`, async () => {
    const w = await ready('KS', { settings: { 'vk.timeout_ms': 1000 } });
    await w.sandbox.post('guid', { mode });
    await w.sandbox.fault('wall.post', { type: 'delay', ms: 1400, commit: 'after' });
    await w.sandbox.fault('wall.get', err(10), { times: 0 });
    await come(w, ['unknown']);
    await until('committed', async () =>
      (await w.sandbox.journal('wall.post')).some((e) => e.committed));
    await w.sandbox.post('faults/clear', {});
    await w.clock(w.now() + 31);
    await w.reach(w.id, sure);
    expect(await w.sandbox.wall()).toHaveLength(1);
    await once(w, w.id);
    await done(w);
  });

test('a refused repeat is for a person, never "rejected"', async () => {
  const w = await ready();
  await w.sandbox.post('guid', { mode: 'error' });
  await w.sandbox.fault('wall.post', { type: 'close', at: 'request', commit: false });
  await w.sandbox.fault('wall.post', err(222, 'Hyperlinks are forbidden'), {});
  const p = await come(w, 'person');
  expect(p.code).toBe(222);
  expect(p.resends).toBe(1);
  await once(w, w.id);
  await done(w);
});

test('a repeat that is too fast is repeated, still once on the wall', async () => {
  const w = await ready();
  await w.sandbox.fault('wall.post', { type: 'close', at: 'request', commit: false });
  await w.sandbox.fault('wall.post', err(6, 'Too many requests per second'));
  await come(w, sure);
  expect(await w.sandbox.journal('wall.post')).toHaveLength(3);
  await once(w, w.id);
  await done(w);
});

test('twice unclear: a person, and no third request', async () => {
  const w = await ready();
  await w.sandbox.fault('wall.post', { type: 'close', at: 'request', commit: false }, { times: 0 });
  await come(w, 'person');
  expect(await w.sandbox.journal('wall.post')).toHaveLength(2);
  await once(w, w.id);
  await done(w);
});

test('a kept connection that dies: one request, because none is kept', async () => {
  const w = await ready();
  await w.sandbox.fault('wall.post', { type: 'close', at: 'request', commit: true },
    { only_reused: true, times: 0 });
  await come(w, sure);
  const calls = await w.sandbox.journal('');
  expect(calls.every((e) => e.conn_request === 1)).toBe(true);
  await once(w, w.id);
  await done(w);
});

// Certainly not executed: it waits and goes on by itself.
const waits = [
  ['6 too many requests', err(6, 'Too many requests per second'), 'wait_pace', 5],
  ['9 flood control', err(9, 'Flood control'), 'wait_backoff', 15],
  ['29 rate limit', err(29, 'Rate limit reached'), 'wait_backoff', 60],
  ['32 need wait', err(32, 'Need wait'), 'wait_backoff', 15],
  ['43 section disabled', err(43, 'This section is temporary unavailable'), 'wait_backoff', 15],
  ['219 advertisement recently', err(219, 'Advertisement post was recently added'), 'wait_backoff', 15],
  ['601 too many actions this day', err(601, 'Permission denied. You have requested too many actions this day.'), 'wait_backoff', 87000],
  ['224 ads limit', err(224, 'Too many ads posts'), 'wait_backoff', 87000],
  ['214 fifty posts a day', err(214, 'Access to adding post denied: you can only add 50 posts a day'), 'wait_backoff', 87000],
  ['14 captcha, new shape', err(14, 'Captcha needed', false, { redirect_uri: 'https://id.vk.com/x?session_token=abc', remixstlid: 'y' }), 'wait_captcha', 5],
  ['14 captcha, old shape', err(14, 'Captcha needed', false, { captcha_sid: '1', captcha_img: 'http://x' }), 'wait_captcha', 5],
];
for (const [name, effect, state, wait] of waits)
  test(`${name}: ${state}, then posted once`, async () => {
    const w = await ready('KS', { settings: { 'vk.pace_delays_ms': '2000 2000' } });
    await w.sandbox.fault('wall.post', effect);
    await come(w, state);
    expect(await w.sandbox.wall()).toHaveLength(0);
    await w.clock(w.now() + wait);
    await w.reach(w.id, sure);
    expect(await w.sandbox.journal('wall.post')).toHaveLength(2);
    await once(w, w.id);
    await done(w);
  });

for (const [code, msg] of [[9, 'Flood control'], [14, 'Captcha needed']])
  test(`error ${code} stops every job of the key, with one notice`, async () => {
    const w = await ready('KS', { settings: { 'vk.captcha_wait_s': 600, 'vk.backoff_s': 600 } });
    const second = w.story({ title: 'Второй', at: w.story1.at + 60 });
    await w.sandbox.fault('wall.post', err(code, msg), { times: 0 });
    await come(w, ['wait_captcha', 'wait_backoff']);
    await w.clock(second.at);
    await w.reach(second.publication, ['wait_captcha', 'wait_backoff']);
    expect(await w.sandbox.journal('wall.post')).toHaveLength(1);
    const k = await w.keyState('K', code === 9 ? 'frozen' : 'captcha');
    expect(k.retry_at).toBeGreaterThan(w.now());
    await done(w);
  });

const refusals = [
  [100, 'One of the parameters specified was missing or invalid. Violated: message_character_limit'],
  [100, 'One of the parameters specified was missing or invalid: invalid message param'],
  [214, 'Access to adding post denied: cannot postpone post'],
  [214, 'Access to adding post denied'],
  [220, 'Too many recipients'], [222, 'Hyperlinks are forbidden'], [300, 'This album is full'],
  [302, 'Albums number limit is reached'], [13000, 'active community strikes'], [15, 'Access denied'],
  [8, 'Invalid request'], [3, 'Unknown method passed'], [24, 'Confirmation required'],
];
for (const [code, msg] of refusals)
  test(`error ${code} «${msg}»: rejected with VK's text, not repeated`, async () => {
    const w = await ready();
    await w.sandbox.fault('wall.post', err(code, msg), { times: 0 });
    const p = await come(w, 'rejected');
    expect(p.code).toBe(code);
    expect(p.text).toContain(msg.slice(0, 20));
    expect(p.needs_person).toBe(true);
    await w.sandbox.post('faults/clear', {});
    expect(await w.sandbox.journal('wall.post')).toHaveLength(1);
    // A person lets it go again.
    w.op({ op: 'decide', id: w.id, decision: 'retry', at: w.now() + 60 });
    await w.clock(w.now() + 61);
    await w.reach(w.id, sure);
    await once(w, w.id);
    await done(w);
  });

const deaths = [
  { error_code: 5, error_subcode: 1130, error_msg: 'User authorization failed: access_token was given to another ip address.' },
  { error_code: 5, error_msg: 'User authorization failed: invalid access_token (4).' },
  { error_code: 5, error_msg: 'User authorization failed: user is blocked.' },
  { error_code: 17, error_msg: 'Validation required', redirect_uri: 'https://oauth.vk.com/x' },
  { error_code: 18, error_msg: 'User was deleted or banned' },
  { error_code: 1117, error_msg: 'Access token has expired' },
  { error_code: 27, error_msg: 'Group authorization failed: access_token has expired.' },
  { error_code: 703, error_msg: 'You need to enable 2FA for this action' },
  { error_code: 1051, error_msg: 'Method is not available for this profile type' },
];
for (const error of deaths)
  test(`key death ${error.error_code} «${error.error_msg}»: waits, goes on when healed`, async () => {
    const w = await ready();
    await w.sandbox.post('tokens/fail', { id: w.keys.K.id, error });
    await come(w, 'wait_token');
    const k = await w.keyState('K', 'dead');
    expect(k.code).toBe(error.error_code);
    await w.sandbox.post('tokens/fail', { id: w.keys.K.id, error: null });
    w.op({ op: 'recheck' });
    await w.reach(w.id, sure);
    await once(w, w.id);
    await done(w);
  });

test('a dead key is replaced by a new one: the story goes on by itself', async () => {
  const w = await ready();
  await w.sandbox.post('tokens/fail', { id: w.keys.K.id,
    error: { error_code: 5, error_msg: 'User authorization failed: invalid access_token (4).' } });
  await come(w, 'wait_token');
  await w.clock(w.now() + 7200);
  const fresh = await w.sandbox.post('tokens', { kind: 'community', group_id: 1001 });
  w.op({ op: 'key', slot: 'K', key: fresh.token });
  await w.reach(w.id, sure);
  await once(w, w.id);
  await done(w);
});

test('27 "unavailable with group auth" does not make the key dead', async () => {
  const w = await ready();
  await w.sandbox.fault('wall.post', err(27, 'Group authorization failed: method is unavailable with group auth.'));
  await come(w, 'rejected');
  await w.keyState('K', 'good');
  await done(w);
});

test('a key without the right "wall" is weak and says so', async () => {
  const sb = await new Sandbox().start();
  const w = new World(sb);
  w.connect(await sb.keys('K', { K: { kind: 'community', group_id: 1001, permissions: ['photos', 'docs'] } }));
  w.start();
  const k = await w.keyState('K', 'weak');
  expect(k.can).toContain('Не может публиковать');
  const s = w.story();
  await w.clock(s.at);
  const p = await w.reach(s.publication, 'wait_token');
  expect([0, 15]).toContain(p.code);
  await once(w, s.publication);
  await done(w);
});

test('a VK ID key is refused before it is stored', async () => {
  const sb = await new Sandbox().start();
  const w = new World(sb);
  w.op({ op: 'channel' });
  for (const slot of ['K', 'U']) {
    const [r] = w.run([{ op: 'key', slot, key: 'vk2.a.sandbox-vkid-1-abcdef' }]);
    expect(r.rc).toBe('invalid');
    expect(r.why).toContain('VK ID');
  }
  await done(w);
});

test('a key of another community is refused once something was sent', async () => {
  const sb = await new Sandbox().start();
  await sb.post('reset', { groups: [{ id: 1001, screen_name: 'a', name: 'A', is_closed: 0 },
    { id: 1002, screen_name: 'b', name: 'B', is_closed: 0 }] });
  const w = new World(sb);
  w.keys = await sb.keys('KS');
  w.connect(w.keys);
  w.start();
  await w.keyState('K', 'good');
  const s = w.story();
  await w.clock(s.at);
  await w.reach(s.publication, sure);
  const other = await sb.post('tokens', { kind: 'community', group_id: 1002 });
  w.op({ op: 'key', slot: 'K', key: other.token });
  const k = await w.keyState('K', 'dead');
  expect(k.text).toContain('другого сообщества');
  await done(w);
});

// ------------------------------------------------------------------ photos

test('photos: all before the post, one by one, without a key in the upload', async () => {
  const w = await ready('KUS', { story: { photos: 3 } });
  const p = await come(w, 'verified');
  const [post] = await w.sandbox.wall();
  expect(post.attachments.filter((x) => x.startsWith('photo'))).toHaveLength(3);
  const ups = await w.sandbox.journal('upload.photo');
  expect(ups).toHaveLength(3);
  for (const e of ups) expect([e.token_place, ...e.token_leak]).toEqual(['none']);
  expect(p.attachments.split(',')).toHaveLength(3);
  await once(w, w.id);
  await done(w);
});

test('photos without an administrator\'s key: text and address, no question', async () => {
  const w = await ready('KS', { story: { photos: 2 } });
  await come(w, sure);
  const [post] = await w.sandbox.wall();
  expect(post.text).toContain('https://school.example/story/');
  expect(await w.sandbox.journal('photos.getWallUploadServer')).toHaveLength(0);
  await done(w);
});

const bad = [
  ['photo ""', 'upload.photo', { type: 'upload_value', field: 'photo', value: '' }],
  ['photo "[]"', 'upload.photo', { type: 'upload_value', field: 'photo', value: '[]' }],
  ['Security Breach2', 'upload.photo', { type: 'answer', status: 200, content_type: 'text/plain', body: 'Security Breach2' }],
  ['504 of the upload host', 'upload.photo', raw(504, html, false)],
  ['the upload is cut', 'upload.photo', { type: 'close', at: 'request' }],
  ['118 invalid server', 'photos.saveWallPhoto', err(118, 'Invalid server')],
  ['121 invalid hash', 'photos.saveWallPhoto', err(121, 'Invalid hash')],
  ['22 upload error', 'photos.saveWallPhoto', err(22, 'Upload error')],
  ['6 while saving', 'photos.saveWallPhoto', err(6, 'Too many requests per second')],
  ['10 while saving', 'photos.saveWallPhoto', err(10, 'Internal server error', true)],
  ['502 of getWallUploadServer', 'photos.getWallUploadServer', raw(502, html, false)],
];
for (const [name, method, effect] of bad) {
  test(`photos: ${name} once: a new address, then all photos`, async () => {
    const w = await ready('KUS', { story: { photos: 2 } });
    await w.sandbox.fault(method, effect);
    await come(w, 'verified');
    const [post] = await w.sandbox.wall();
    expect(post.attachments.filter((x) => x.startsWith('photo'))).toHaveLength(2);
    if (method === 'upload.photo')
      for (const e of await w.sandbox.journal('photos.saveWallPhoto'))
        expect(['', '[]']).not.toContain(e.params.photo);
    await once(w, w.id);
    await done(w);
  });
}

test('photos that never go: a person chooses; without them the text goes', async () => {
  const w = await ready('KUS', { story: { photos: 1 } });
  await w.sandbox.fault('upload.photo', { type: 'upload_value', field: 'photo', value: '[]' }, { times: 0 });
  const p = await come(w, 'media_partial');
  expect(p.needs_person).toBe(true);
  expect(await w.sandbox.journal('wall.post')).toHaveLength(0);
  w.op({ op: 'decide', id: w.id, decision: 'without-photos' });
  await w.reach(w.id, 'verified');
  await once(w, w.id);
  await done(w);
});

test('photos with a dead administrator\'s key: a person chooses to wait, the new key carries them', async () => {
  const w = await ready('KUS', { story: { photos: 1 } });
  await w.sandbox.post('tokens/fail', { id: w.keys.U.id,
    error: { error_code: 5, error_msg: 'User authorization failed: invalid access_token (4).' } });
  await come(w, 'media_partial');
  w.op({ op: 'decide', id: w.id, decision: 'wait-photos' });
  await w.reach(w.id, 'wait_token');
  await w.clock(w.now() + 7200);
  const fresh = await w.sandbox.post('tokens', { kind: 'user', user_id: 501 });
  w.op({ op: 'key', slot: 'U', key: fresh.token });
  await w.reach(w.id, 'verified');
  const [post] = await w.sandbox.wall();
  expect(post.attachments.filter((x) => x.startsWith('photo'))).toHaveLength(1);
  await once(w, w.id);
  await done(w);
});

test('VK drops a picture silently: mismatch, shown to a person', async () => {
  const w = await ready('KUS', { story: { photos: 2 } });
  await w.sandbox.fault('wall.post', { type: 'drop_attachments', indexes: [0] });
  const p = await come(w, 'mismatch');
  expect(p.text).toContain('Снимки');
  await once(w, w.id);
  await done(w);
});

test('an unclear post without its picture is never sent again', async () => {
  const w = await ready('KUS', { story: { photos: 1 } });
  await w.sandbox.fault('wall.post', { type: 'drop_attachments', indexes: [-1] }, { times: 0, skip: 0 });
  await w.sandbox.fault('wall.getById', err(10), { times: 0 });
  const p = await come(w, ['mismatch', 'posted', 'person']);
  expect(['posted', 'mismatch', 'person']).toContain(p.state);
  expect(await w.sandbox.journal('wall.post')).toHaveLength(1);
  await done(w);
});

// ------------------------------------------------------------ what follows

test('a post that is edited by another hand before the read-back: mismatch', async () => {
  const w = await ready('KS');
  await w.sandbox.fault('wall.getById', { type: 'delay', ms: 800, commit: 'after' });
  await w.clock(w.story1.at);
  const [call] = await w.sandbox.journal('wall.post', 1);
  await w.sandbox.post('wall', { action: 'edit', owner_id: -1001, post_id: call.post_id, text: 'Другое' });
  const p = await w.reach(w.id, 'mismatch');
  expect(p.text).toContain('Текст');
  await once(w, w.id);
  await done(w);
});

for (const [action, state] of [['edit', 'edited'], ['delete', 'deleted']])
  test(`a later look tells that the post was ${state} by another hand`, async () => {
    const w = await ready('KS');
    const p = await come(w, 'verified');
    await w.sandbox.post('wall', { action, owner_id: -1001, post_id: p.post, ...(action === 'edit' && { text: 'Другое' }) });
    await w.clock(w.now() + 86401);
    await w.reach(w.id, state);
    await done(w);
  });

test('a correction is edited on the wall with the administrator\'s key', async () => {
  const w = await ready('KUS');
  await come(w, 'verified');
  w.op({ op: 'correct', story: w.story1.story, text: 'Исправленный текст.' });
  await w.reach(w.id, 'edited');
  await until('read back', () => w.get(w.id).act_at === 0);
  const [post] = await w.sandbox.wall();
  expect(post.text).toContain('Исправленный текст.');
  expect(w.get(w.id).state).toBe('edited');
  await once(w, w.id);
  await done(w);
});

test('a correction without that key becomes a chore with text and link', async () => {
  const w = await ready('KS');
  const p = await come(w, 'verified');
  w.op({ op: 'correct', story: w.story1.story, text: 'Исправленный текст.' });
  const { chores } = await until('chore', () => {
    const c = w.op({ op: 'chores' });
    return c.chores.length && c;
  });
  expect(chores[0]).toMatchObject({ kind: 'edit', url: p.url });
  expect(chores[0].text).toContain('Исправленный текст.');
  await done(w);
});

test('a withdrawal deletes the post; one that is gone already is success', async () => {
  const w = await ready('KUS');
  const p = await come(w, 'verified');
  await w.sandbox.post('wall', { action: 'delete', owner_id: -1001, post_id: p.post });
  w.op({ op: 'schedule', how: 'withdraw', story: w.story1.story });
  await w.reach(w.id, 'deleted');
  expect(w.op({ op: 'chores' }).chores).toHaveLength(0);
  await done(w);
});

test('a withdrawal while the fate is unclear: no repeat, a person', async () => {
  const w = await ready('KS', { settings: { 'vk.read_delays_ms': '2000 1000 1000' } });
  await w.sandbox.fault('wall.post', { type: 'close', at: 'request', commit: false });
  await come(w, 'unknown');
  w.op({ op: 'schedule', how: 'withdraw', story: w.story1.story });
  await w.reach(w.id, 'person');
  expect(await w.sandbox.journal('wall.post')).toHaveLength(1);
  await done(w);
});

for (const [decision, more, state] of [
  ['there', { url: 'https://vk.com/wall-1001_77' }, ['posted', 'mismatch']],
  ['by-hand', { url: '' }, ['by_hand']],
  ['resend', {}, sure],
  ['check', {}, ['person']],
])
  test(`a person decides «${decision}»: obeyed, and at most one post`, async () => {
    const w = await ready('K');
    await w.sandbox.fault('wall.post', { type: 'close', at: 'request', commit: false });
    await come(w, 'person');
    w.op({ op: 'decide', id: w.id, decision, ...more });
    if (decision === 'check') await until('looked', () => w.get(w.id).act_at === 0);
    await w.reach(w.id, state);
    expect((await w.sandbox.wall()).length).toBe(decision === 'resend' ? 1 : 0);
    await done(w);
  });

test('an address of another community is refused', async () => {
  const w = await ready('K');
  await w.sandbox.fault('wall.post', { type: 'close', at: 'request', commit: true });
  await come(w, 'person');
  const [r] = w.run([{ op: 'decide', id: w.id, decision: 'there', url: 'https://vk.com/wall-5_77' }]);
  expect(r.rc).toBe('invalid');
  expect(r.why).toContain('другого сообщества');
  await done(w);
});

// --------------------------------------------------------------- time, gaps

test('later than late_max: missed, nothing is sent', async () => {
  const w = await ready();
  await w.kill('SIGTERM');
  await w.clock(w.story1.at + 3601);
  w.start();
  const p = await w.reach(w.id, 'missed');
  expect(p.text).toContain('Минута прошла');
  expect(await w.sandbox.journal('wall.post')).toHaveLength(0);
  await done(w);
});

test('a little late: sent', async () => {
  const w = await ready();
  await w.kill('SIGTERM');
  await w.clock(w.story1.at + 3000);
  w.start();
  await w.reach(w.id, sure);
  await once(w, w.id);
  await done(w);
});

test('the clock jumps a day: what waits for its key is missed, not sent stale', async () => {
  const w = await ready();
  w.op({ op: 'key_remove', slot: 'K' });
  await come(w, 'wait_token');
  await w.clock(w.now() + 90000);
  await w.reach(w.id, 'missed');
  await done(w);
});

test('a press release after its event has begun is a person\'s decision', async () => {
  const w = await ready('KS', { start: false });
  const at = w.now() - w.now() % 60 + 1200;
  const s = w.story({ kind: 'press_release', at, event_at: at + 120 });
  await w.clock(at + 180);
  w.start();
  const p = await w.reach(s.publication, ['missed', 'rejected']);
  expect(p.text).toMatch(/уже началось/);
  expect((await w.sandbox.journal('wall.post')).filter((e) => e.params.guid === p.guid)).toHaveLength(0);
  await done(w);
});

test('two posts of a community keep their gap, the older first', async () => {
  const w = await ready('KS', { settings: { 'vk.post_gap_s': 60 } });
  const second = w.story({ title: 'Второй', at: w.story1.at + 60 });
  await w.kill('SIGTERM');
  await w.clock(second.at + 5);
  w.start();
  await w.reach(w.id, sure);
  expect(w.get(second.publication).state).toMatch(/due|ready/);
  await w.clock(w.now() + 60);
  await w.reach(second.publication, sure);
  const calls = await w.sandbox.journal('wall.post');
  expect(calls.map((e) => e.params.guid)).toEqual([w.get(w.id).guid, w.get(second.publication).guid]);
  await once(w, [w.id, second.publication]);
  await done(w);
});

// ---------------------------------------------------------- the house itself

test('a second publisher refuses with one sentence', async () => {
  const w = await ready('KS');
  const first = w.child;
  w.log = '';
  const second = w.start();
  expect((await second.ended).code).toBe(1);
  expect(w.log).toContain('another publisher works on');
  w.child = first;
  await come(w, sure);
  await once(w, w.id);
  await done(w);
});

test('a locked store: the post waits for it and goes once', async () => {
  const { spawn } = await import('node:child_process');
  const w = await ready();
  const { build } = await import('./lib/world.mjs');
  const lock = spawn(build + '/seed', ['--state', w.state, '--db', 'db', '--site', 'school'],
    { cwd: new URL('../..', import.meta.url).pathname });
  lock.stdin.end(JSON.stringify([{ op: 'lock', ms: 2500 }]));
  await new Promise((r) => lock.stdout.once('data', r));
  await w.clock(w.story1.at);
  await new Promise((r) => lock.once('exit', r));
  await w.reach(w.id, sure);
  await once(w, w.id);
  await done(w);
});

test('a lock that comes after the request: the answer is kept until it is written', async () => {
  const { spawn } = await import('node:child_process');
  const { build } = await import('./lib/world.mjs');
  const w = await ready();
  await w.sandbox.fault('wall.post', { type: 'delay', ms: 1000, commit: 'before' });
  await w.clock(w.story1.at);
  await w.sandbox.journal('wall.post', 1);
  const lock = spawn(build + '/seed', ['--state', w.state, '--db', 'db', '--site', 'school'],
    { cwd: new URL('../..', import.meta.url).pathname });
  lock.stdin.end(JSON.stringify([{ op: 'lock', ms: 2000 }]));
  await new Promise((r) => lock.once('exit', r));
  const p = await w.reach(w.id, sure);
  expect(p.proofs[0].kind).toBe('answer');
  await once(w, w.id);
  await done(w);
});

test('one site\'s slow VK does not hold up the others', async () => {
  const sb = await new Sandbox().start();
  await sb.post('reset', { groups: [1, 2, 3, 4].map((i) => ({ id: 1000 + i, screen_name: 's' + i, name: 'S' + i, is_closed: 0 })) });
  const sites = ['a1', 'a2', 'a3', 'a4'];
  const w = new World(sb, { 'vk.timeout_ms': 8000 }, sites);
  for (const [i, site] of sites.entries())
    w.connect({ K: await sb.post('tokens', { kind: 'community', group_id: 1001 + i }) }, site);
  w.start();
  for (const site of sites) await w.keyState('K', 'good', site);
  await sb.fault('wall.post', { type: 'delay', ms: 5000, commit: 'before' }, { match: { owner_id: '-1001' } });
  const at = Math.floor(w.now() / 60) * 60 + 600;
  const ids = sites.map((site) => w.story({ at }, site).publication);
  await w.clock(at);
  const before = Date.now();
  for (const i of [1, 2, 3]) await w.reach(ids[i], sure, 4000, sites[i]);
  expect(Date.now() - before).toBeLessThan(4000);
  expect(w.get(ids[0], 'a1').state).toBe('sending');
  await w.reach(ids[0], sure, 10000, 'a1');
  await done(w);
});

// VK counts by the token: schools of a region may share a community.
test('sections that share a key keep its pace together', async () => {
  const sb = await new Sandbox().start();
  await sb.post('config', { rates: { community: 5 } });
  const sites = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];
  const w = new World(sb, { 'vk.pace_community_ms': 250 }, sites);
  const { K } = await sb.keys('K');
  for (const site of sites) w.connect({ K }, site);
  w.start();
  for (const site of sites) await w.keyState('K', 'good', site);
  const at = Math.floor(w.now() / 60) * 60 + 600;
  const ids = sites.map((site) => w.story({ at }, site).publication);
  await w.clock(at);
  for (const [i, site] of sites.entries()) await w.reach(ids[i], sure, 20000, site);
  expect(w.log).toContain('wall.post');
  expect(w.log).not.toMatch(/code 6\//);
  await done(w);
});

test('a new site is found without a restart', async () => {
  const w = await ready();
  w.addSite('second');
  await w.sandbox.post('reset', { groups: [{ id: 1001, screen_name: 'a', name: 'A', is_closed: 0 }] });
  w.connect(await w.sandbox.keys('K'), 'second');
  await w.keyState('K', 'good', 'second');
  await done(w);
});

test('SIGTERM while a call is in flight: its answer is stored before leaving', async () => {
  const w = await ready();
  await w.sandbox.fault('wall.post', { type: 'delay', ms: 900, commit: 'before' });
  await w.clock(w.story1.at);
  await w.sandbox.journal('wall.post', 1);
  const end = await w.kill('SIGTERM');
  expect(end.code).toBe(0);
  expect(w.get(w.id).state).toBe('posted');
  await once(w, w.id);
  await done(w);
});

test('VK is not to be reached: nothing is lost, it goes on when VK is back', async () => {
  const w = await ready('KS');
  w.conf({ 'vk.api_base': 'http://127.0.0.1:1/method/' });
  await come(w, ['wait_pace', 'wait_backoff']);
  w.conf({});
  await w.clock(w.now() + 20);
  await w.reach(w.id, sure);
  expect(await w.sandbox.journal('wall.post')).toHaveLength(1);
  await once(w, w.id);
  await done(w);
});

for (const tls_hello of ['close', 'hold'])
  test(`TLS that VK's side ${tls_hello}s: certainly not sent`, async () => {
    const w = await ready('KS');
    await w.sandbox.post('config', { tls_hello });
    w.conf({ 'vk.api_base': w.sandbox.base.replace('http:', 'https:') + '/method/' });
    await come(w, ['wait_pace', 'wait_backoff']);
    w.conf({});
    await w.clock(w.now() + 20);
    await w.reach(w.id, sure);
    await once(w, w.id);
    await done(w);
  });

// ---------------------------------------------------------------------- kills

const points = ['start', 'before-recover', 'after-recover', 'ready', 'before-intent', 'after-intent',
  'after-send', 'after-posted', 'before-readback', 'after-readback'];
for (const point of points)
  test(`killed at ${point}: once on the wall after a restart`, async () => {
    const w = await ready('KS', { start: false });
    await w.clock(w.story1.at);
    const child = w.start(['--stop-at', point]);
    expect((await child.ended).signal).toBe('SIGKILL');
    w.start();
    await w.reach(w.id, ['verified']);
    expect(await w.sandbox.wall()).toHaveLength(1);
    await once(w, w.id);
    await done(w);
  });

for (const point of ['before-lease', 'after-lease', 'media-before-server', 'media-before-upload',
  'media-before-save', 'media-before-commit', 'media-after-save'])
  test(`killed at ${point}: all photos, once on the wall`, async () => {
    const w = await ready('KUS', { start: false, story: { photos: 2 } });
    await w.clock(w.story1.at);
    const child = w.start(['--stop-at', point]);
    expect((await child.ended).signal).toBe('SIGKILL');
    w.start();
    await w.reach(w.id, 'verified');
    const wall = await w.sandbox.wall();
    expect(wall).toHaveLength(1);
    expect(wall[0].attachments.filter((x) => x.startsWith('photo'))).toHaveLength(2);
    await once(w, w.id);
    await done(w);
  });

for (const point of ['reconcile-before-read', 'reconcile-after-read', 'before-resend'])
  test(`an unclear post, killed at ${point}: once on the wall`, async () => {
    const w = await ready('KS', { start: false });
    await w.sandbox.fault('wall.post', { type: 'close', at: 'request', commit: false });
    await w.clock(w.story1.at);
    const child = w.start(['--stop-at', point]);
    expect((await child.ended).signal).toBe('SIGKILL');
    w.start();
    await w.reach(w.id, 'verified');
    expect(await w.sandbox.wall()).toHaveLength(1);
    await once(w, w.id);
    await done(w);
  });

for (const [point, how] of [['before-edit', 'correct'], ['after-edit', 'correct'],
  ['before-delete', 'withdraw'], ['after-delete', 'withdraw']])
  test(`killed at ${point}: the change is made once it lives again`, async () => {
    const w = await ready('KUS');
    await come(w, 'verified');
    await w.kill('SIGTERM');
    if (how === 'correct') w.op({ op: 'correct', story: w.story1.story, text: 'Новый текст.' });
    else w.op({ op: 'schedule', how, story: w.story1.story });
    const child = w.start(['--stop-at', point]);
    expect((await child.ended).signal).toBe('SIGKILL');
    w.start();
    await w.reach(w.id, how === 'correct' ? 'edited' : 'deleted');
    const wall = await w.sandbox.wall();
    if (how === 'correct') expect(wall[0].text).toContain('Новый текст.');
    else expect(wall).toHaveLength(0);
    await done(w);
  });

// Twenty sites with one minute: their intents are written ahead.
async function twenty() {
  const sb = await new Sandbox().start();
  const n = 20, sites = Array.from({ length: n }, (_, i) => `m${i}`);
  await sb.post('reset', { groups: sites.map((s, i) => ({ id: 2000 + i, screen_name: s, name: s, is_closed: 0 })) });
  const w = new World(sb, {}, sites);
  const at = Math.floor(w.now() / 60) * 60 + 600;
  const ids = {};
  for (const [i, site] of sites.entries()) {
    w.connect({ K: await sb.post('tokens', { kind: 'community', group_id: 2000 + i }),
      S: await sb.post('tokens', { kind: 'service' }) }, site);
    ids[site] = w.story({ at }, site).publication;
  }
  return { w, sites, ids, at };
}

for (const point of ['armed', 'before-release', 'after-release', 'after-intent'])
  test(`twenty sites at one minute, killed at ${point}: each once on its wall`, async () => {
    test.setTimeout(120000);
    const { w, sites, ids, at } = await twenty();
    await w.clock(at - 6);
    const child = w.start(['--stop-at', point]);
    expect((await child.ended).signal).toBe('SIGKILL');
    const early = (await w.sandbox.journal('wall.post')).length;
    if (point !== 'after-intent') expect(early).toBe(0);
    w.log = '';
    w.start();
    await w.clock(Math.max(at, w.now()));
    for (const site of sites) await w.reach(ids[site], 'verified', 40000, site);
    const calls = (await w.sandbox.journal('wall.post')).filter((e) => e.committed);
    expect(calls).toHaveLength(sites.length);
    // What was certainly not sent needs no reading of the wall.
    if (point === 'armed' || point === 'before-release')
      for (const site of sites) expect(w.get(ids[site], site).proofs[0].kind).toBe('answer');
    for (const site of sites) await once(w, ids[site], site);
    await done(w);
  });

test('a minute that twenty sites share is taken back while it is armed: refused, sent once', async () => {
  test.setTimeout(120000);
  const { w, sites, ids, at } = await twenty();
  await w.clock(at - 6);
  w.start();
  await until('armed', () => w.get(ids.m0, 'm0').state === 'sending', 30000);
  const [r] = w.run([{ op: 'schedule', how: 'clear', story: w.get(ids.m0, 'm0').story }], 'm0');
  expect(r.rc).toBe('denied');
  for (const site of sites) await w.reach(ids[site], 'verified', 60000, site);
  expect((await w.sandbox.journal('wall.post')).filter((e) => e.committed)).toHaveLength(sites.length);
  await done(w);
});

// A state folder on a disk of its own that can be filled; root only.
async function small() {
  const { spawnSync } = await import('node:child_process');
  const fs = await import('node:fs');
  const dir = fs.mkdtempSync('/tmp/nastavnik-disk-');
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', dir]).status !== 0) {
    fs.rmdirSync(dir);
    return null;
  }
  return {
    dir,
    // Also what room the log of the store has left, or a write may still fit.
    fill() {
      spawnSync('sqlite3', [`${dir}/school/site.db`, 'PRAGMA wal_checkpoint(TRUNCATE)']);
      spawnSync('dd', ['if=/dev/zero', `of=${dir}/full`, 'bs=4096']);
    },
    free() { fs.rmSync(`${dir}/full`); },
    gone() { spawnSync('umount', ['-l', dir]); fs.rmdirSync(dir); },
  };
}

for (const when of ['before the intent', 'before the answer is written'])
  test(`the disk is full ${when}: nothing twice, nothing lost`, async () => {
    const disk = await small();
    test.skip(disk === null, 'a disk of its own needs root');
    const sb = await new Sandbox().start();
    let w;
    try {
      w = new World(sb, { 'vk.timeout_ms': 20000 }, ['school'], disk.dir);
      w.keys = await sb.keys('KS');
      w.connect(w.keys);
      w.start();
      await w.keyState('K', 'good');
      await w.keyState('S', 'good');
      w.story1 = w.story();
      w.id = w.story1.publication;
      await w.clock(w.story1.at - 100);
      await w.reach(w.id, 'ready');
      if (when === 'before the intent') {
        // The clock's own file needs a place on that disk, too.
        await w.clock(w.story1.at - 3);
        disk.fill();
        await until('refused', () => /disk is full|disk I\/O/.test(w.log));
        expect(await sb.journal('wall.post')).toHaveLength(0);
      } else {
        await sb.fault('wall.post', { type: 'delay', ms: 1500, commit: 'before' });
        await w.clock(w.story1.at);
        await sb.journal('wall.post', 1);
        disk.fill();
        await until('refused', () => /disk is full|disk I\/O/.test(w.log));
      }
      disk.free();
      const p = await w.reach(w.id, sure, 30000);
      expect(p.proofs[0].kind).toBe('answer');
      expect(await sb.journal('wall.post')).toHaveLength(1);
      await once(w, w.id);
    } finally {
      await w?.end();
      sb.stop();
      disk.gone();
    }
  });

test('--stop-at is refused when testing is off', async () => {
  const fs = await import('node:fs');
  const w = await ready('K', { start: false });
  fs.writeFileSync(w.state + '/nastavnik.conf', 'testing = 0\n');
  const child = w.start(['--stop-at', 'start']);
  expect((await child.ended).code).toBe(1);
  await done(w);
});
