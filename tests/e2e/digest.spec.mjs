// Reminders by e-mail: who gets what, once a day, and what happens when the
// mail server does not do its part.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Sandbox, World, build, until } from './lib/world.mjs';
import { startInstance } from '../lib/instance.mjs';
import * as desk from './lib/client.mjs';
import { Smtp } from './lib/smtp.mjs';

test.describe.configure({ mode: 'parallel' });

const db = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../db');
const zone = 5 * 3600; // Asia/Yekaterinburg
const day = (at) => Math.floor((at + zone) / 86400);
// Six in the morning of the next Monday, local time.
function monday(now) {
  let d = day(now) + 1;
  while ((d + 3) % 7 !== 0) d++;
  return d * 86400 - zone + 6 * 3600;
}

function ctl(w, args) {
  return spawnSync(path.join(build, 'nastavnik'), ['--state', w.state, '--site', 'school', ...args],
    { encoding: 'utf8', input: 'password-1\n', env: { ...process.env, NASTAVNIK_DB: db } });
}
function must(w, args) {
  const r = ctl(w, args);
  expect(r.status, r.stderr + r.stdout).toBe(0);
  return r.stdout;
}
function sql(w, text) {
  const r = spawnSync('sqlite3', ['-cmd', '.timeout 5000', path.join(w.state, 'school', 'site.db'), text],
    { encoding: 'utf8' });
  expect(r.status, r.stderr).toBe(0);
  return r.stdout.trim();
}
const letters = (w) => JSON.parse(sql(w,
  "SELECT json_group_array(json_object('account', account_id, 'state', state, 'attempts', attempts," +
  " 'next', next_at, 'error', error, 'text', text)) FROM (SELECT * FROM letters ORDER BY id)"));

// A school at six on a Monday: a curator and an editor with addresses, one
// row of the editor late by three days, one of nobody due in five.
async function school(behave, { conf = {}, smtp = {} } = {}) {
  const sandbox = await new Sandbox().start();
  const mail = await new Smtp(behave, smtp).start();
  const w = new World(sandbox, { 'mail.server': mail.url, 'mail.from': 'plan@school.example', ...conf });
  w.mail = mail;
  await w.clock(monday(w.now()));
  must(w, ['setting', 'title', 'Школа № 7']);
  for (const [login, role] of [['anna', 'curator'], ['boris', 'editor']]) {
    must(w, ['account', 'add', login, '--name', `Имя ${login}`, '--role', role]);
    must(w, ['account', 'email', login, `${login}@school.example`]);
  }
  const today = day(w.now());
  const row = (id, due) => `(${id}, 1, ${id}, '1.${id}', 'Пункт ${id}', 'm${id}', ${due}, ${due}, 'read', 'planned', '[]', '[]', 0)`;
  sql(w, `INSERT INTO roadmaps (id, cycle_id, title, state, created_at, updated_at)
    SELECT 1, id, 'Карта', 'running', 0, 0 FROM cycles LIMIT 1;
    INSERT INTO activities (id, roadmap_id, position, number, text, match, due_from, due_to, due, state, cells,
    flags, updated_at) VALUES ${row(1, today - 3)}, ${row(2, today + 5)};
    INSERT INTO activity_people (activity_id, position, words, account_id)
    SELECT 1, 1, '', id FROM accounts WHERE login = 'boris';`);
  return w;
}

async function done(w) {
  await w.end();
  w.mail.stop();
  w.sandbox.stop();
}
const sevenOClock = (w) => w.clock(w.now() + 3600 + 5);
const ended = (w, state, n = 2) => until(`${n} letters ${state}`, () =>
  letters(w).filter((l) => l.state === state).length === n).catch((e) => {
  throw new Error(`${e.message}: ${JSON.stringify(letters(w))}\n${w.log}`);
});

test('at its hour each gets one letter: the curator all, the editor his own; never a second', async () => {
  const w = await school();
  w.start();
  await until('ready', () => w.log.includes('ready'));
  await new Promise((r) => setTimeout(r, 300));
  expect(w.mail.connections).toBe(0); // not before the hour
  await sevenOClock(w);
  await ended(w, 'sent');
  const [anna, boris] = w.mail.letters.sort((a, b) => a.to[0].localeCompare(b.to[0]));
  expect(anna.to).toEqual(['<anna@school.example>']);
  expect(anna.from).toContain('<plan@school.example>');
  expect(anna.head.subject).toBe('Дорожная карта: прошёл 1 срок, подходит 1 срок');
  expect(anna.head.from).toBe('Школа № 7 <plan@school.example>');
  expect(anna.head.to).toBe('Имя anna <anna@school.example>');
  expect(anna.head.part).toContain('text/plain; charset=utf-8');
  expect(anna.head.part).toContain('quoted-printable');
  expect(anna.head['auto-submitted']).toBe('auto-generated');
  expect(anna.head.date).toMatch(/^Mon, \d+ \w{3} \d{4} 07:00:\d\d \+0500$/);
  expect(anna.head['message-id']).toMatch(/^<digest\.[^@]+@school\.example>$/);
  expect(anna.raw).toMatch(/^[\x00-\x7f]*$/);
  expect(Math.max(...anna.raw.split('\r\n').map((l) => l.length))).toBeLessThanOrEqual(82);
  expect(anna.text).toContain('1.1 Пункт 1');
  expect(anna.text).toContain('прошло 3 дня');
  expect(anna.text).toContain('1.2 Пункт 2');
  expect(anna.text).toContain('https://school.example/desk/activity/2\n');
  expect(boris.head.subject).toBe('Дорожная карта: прошёл 1 срок');
  expect(boris.text).not.toContain('Пункт 2');
  // The words are gone from the store, and a new process sends nothing.
  expect(letters(w).map((l) => l.text)).toEqual(['', '']);
  await w.kill();
  w.start();
  await w.clock(w.now() + 4 * 3600);
  await new Promise((r) => setTimeout(r, 500));
  expect(w.mail.connections).toBe(2);
  expect(ctl(w, ['digest']).stderr).toContain('уже составлены');
  // A week later there is the next one.
  await w.clock(w.now() + 7 * 86400);
  await ended(w, 'sent', 4);
  expect(w.mail.connections).toBe(4);
  await done(w);
});

test('nothing is sent when there is nothing to say, no address, or no wish', async () => {
  const w = await school();
  sql(w, "UPDATE activities SET state = 'done' WHERE id = 1");
  must(w, ['account', 'email', 'anna', 'anna@school.example', '--no-digest']);
  w.start();
  await sevenOClock(w);
  await until('planned', () => sql(w, "SELECT value FROM settings WHERE name = 'digest.planned'") !== '');
  await new Promise((r) => setTimeout(r, 300));
  expect(letters(w)).toEqual([]);
  expect(w.mail.connections).toBe(0);
  await done(w);
});

test('without a mail server the section has no letters and no trouble', async () => {
  const w = await school(undefined, { conf: { 'mail.server': '' } });
  w.start();
  await sevenOClock(w);
  await new Promise((r) => setTimeout(r, 500));
  expect(sql(w, "SELECT COUNT(*) FROM settings WHERE name = 'digest.planned'")).toBe('0');
  expect(ctl(w, ['digest']).stderr).toContain('Почта не настроена');
  await done(w);
});

for (const [fault, words] of [['refuse', '451 try later'], ['busy', '421'], ['denied', '554 not this one']])
  test(`${fault}: tried again after a pause, then sent once`, async () => {
    const w = await school((n) => (n < 2 ? fault : ''));
    w.start();
    await sevenOClock(w);
    await until('two failures', () => letters(w).filter((l) => l.attempts === 1 && l.error !== '').length === 2);
    expect(letters(w)[0].error).toContain(words);
    expect(letters(w).every((l) => l.state === 'waiting')).toBe(true);
    expect(w.mail.connections).toBe(2);
    await w.clock(w.now() + 61);
    await ended(w, 'sent');
    expect(w.mail.letters).toHaveLength(2);
    await done(w);
  });

test('whose mail server was out all Monday is written to on Tuesday; who had a letter is not', async () => {
  let out = true;
  const w = await school((n) => (out && n > 0 ? 'refuse' : ''));
  w.start();
  await sevenOClock(w);
  await until('one sent, one refused', () => letters(w).map((l) => [l.state, l.attempts].join()).sort().join(' ') === 'sent,1 waiting,1');
  const missed = letters(w).find((l) => l.state === 'waiting').account;
  // Tuesday at seven: Monday's letter is over, today's goes.
  out = false;
  await w.clock(w.now() + 86400);
  await until('the second day', () => letters(w).length === 3 && letters(w).filter((l) => l.state === 'sent').length === 2);
  expect(letters(w).map((l) => [l.account === missed, l.state]).sort()).toEqual([[false, 'sent'], [true, 'failed'], [true, 'sent']]);
  expect(w.mail.letters).toHaveLength(2);
  await w.clock(w.now() + 86400);
  await new Promise((r) => setTimeout(r, 300));
  expect(letters(w)).toHaveLength(3);
  await done(w);
});

test('a machine that was off all Monday writes on Tuesday', async () => {
  const w = await school();
  w.start();
  await sevenOClock(w);
  await ended(w, 'sent');
  await w.kill();
  await w.clock(w.now() + 8 * 86400);
  w.start();
  await ended(w, 'sent', 4);
  expect(w.mail.letters).toHaveLength(4);
  await done(w);
});

for (const fault of ['drop', 'cut'])
  test(`${fault}: it may have arrived, so it is never sent again`, async () => {
    const w = await school(() => fault);
    w.start();
    await sevenOClock(w);
    await ended(w, 'unclear');
    await w.clock(w.now() + 3600);
    await new Promise((r) => setTimeout(r, 400));
    expect(w.mail.connections).toBe(2);
    await done(w);
  });

for (const point of ['mail-claimed', 'mail-answered'])
  test(`the publisher dies at ${point}: no letter twice`, async () => {
    const w = await school();
    await w.clock(w.now() + 3605);
    const child = w.start(['--stop-at', point]);
    await child.ended;
    const before = w.mail.letters.length;
    w.start();
    await until('the others', () => letters(w).every((l) => ['sent', 'unclear'].includes(l.state)) &&
      letters(w).length === 2);
    expect(letters(w).map((l) => l.state).sort()).toEqual(['sent', 'unclear']);
    const to = w.mail.letters.map((l) => l.to[0]);
    expect(new Set(to).size).toBe(to.length);
    expect(to.length).toBe(before + 1);
    await done(w);
  });

test('a server elsewhere without encryption gets neither a letter nor an address', async () => {
  const address = Object.values(os.networkInterfaces()).flat()
    .find((x) => !x.internal && x.family === 'IPv4')?.address;
  test.skip(!address, 'this machine has no address but its own');
  const w = await school(() => '', { smtp: { host: address } });
  w.start();
  await sevenOClock(w);
  await until('two failures', () => letters(w).filter((l) => l.error !== '').length === 2);
  expect(letters(w)[0].error).toContain('шифрование');
  expect(w.mail.lines.filter((l) => !/^(EHLO|HELO|QUIT)/.test(l))).toEqual([]);
  await done(w);
});

test('the password comes from its file and stands in no log, no store', async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'nastavnik-mail-')), 'password');
  const w = await school(() => '', { conf: { 'mail.user': 'plan', 'mail.password_file': file },
    smtp: { auth: '\0plan\0open sesame' } });
  w.start();
  await sevenOClock(w);
  await until('no file', () => letters(w).filter((l) => l.error.includes('Файл с паролем')).length === 2);
  fs.writeFileSync(file, 'wrong\n', { mode: 0o600 });
  await w.clock(w.now() + 61);
  await until('refused', () => letters(w).filter((l) => l.attempts === 2 && /535|пароль/.test(l.error)).length === 2);
  fs.writeFileSync(file, 'open sesame\n', { mode: 0o600 });
  await w.clock(w.now() + 301);
  await ended(w, 'sent');
  expect(w.log).not.toContain('sesame');
  expect(w.log).not.toContain('@school.example');
  expect(sql(w, '.dump')).not.toContain('sesame');
  await done(w);
  fs.rmSync(path.dirname(file), { recursive: true });
});

test('digest --dry-run shows every letter and writes nothing; digest does not wait for the hour', async () => {
  const w = await school();
  const seen = JSON.parse(must(w, ['--json', 'digest', '--dry-run']));
  expect(seen.letters.map((l) => [l.email, l.overdue, l.soon])).toEqual(
    [['anna@school.example', 1, 1], ['boris@school.example', 1, 0]]);
  expect(letters(w)).toEqual([]);
  w.start();
  expect(JSON.parse(must(w, ['--json', 'digest'])).planned).toBe(2);
  await ended(w, 'sent');
  await sevenOClock(w);
  await new Promise((r) => setTimeout(r, 400));
  expect(w.mail.connections).toBe(2);
  await done(w);
});

test('account email refuses what a mail server could read as a command', async () => {
  const w = await school();
  for (const bad of ['x', 'a@b', 'a@b.example\r\nBcc: c@d.example', 'почта@школа.рф'])
    expect(ctl(w, ['account', 'email', 'anna', bad]).stderr).toContain('Это не адрес почты');
  expect(ctl(w, ['account', 'email', 'nobody', 'a@b.example']).stderr).toContain('нет');
  await done(w);
});

test('the desk: one\'s own address, the school\'s rules with their limits, and a failure among what needs attention', async () => {
  const mail = await new Smtp(() => 'denied').start();
  const server = await startInstance({ roadmap: false });
  try {
    const password = 'nastavnik-demo';
    const curator = await new desk.Client(server).signIn('ladygina', password);
    const editor = await new desk.Client(server).signIn('timofeev', password);
    expect((await editor.get('/desk/reminders')).text).not.toContain('Правила школы');
    expect((await editor.act('/desk/reminders', { lead: 1, after: 1, hour: 1, day: 1, on: 1 })).status).toBe(403);
    expect((await editor.act('/desk/reminders/me', { email: 'x', digest: 1 })).status).toBe(422);
    expect((await editor.act('/desk/reminders/me', { email: 'igor@school.example', digest: 1 })).status).toBe(303);
    expect((await curator.act('/desk/reminders/me', { email: 'maria@school.example' })).status).toBe(303); // no digest
    const rules = { lead: 90, after: 90, hour: 23, day: 7, on: 1 };
    for (const wrong of [{ lead: 91 }, { after: 91 }, { hour: 24 }, { day: 8 }, { day: '' }, { lead: '' }])
      expect((await curator.act('/desk/reminders', { ...rules, ...wrong })).status, JSON.stringify(wrong)).toBe(422);
    expect((await curator.act('/desk/reminders', rules)).status).toBe(303);
    const page = (await curator.get('/desk/reminders')).text;
    expect(page).toContain('ещё не задал сервер почты');
    expect(page).not.toContain('igor@school.example'); // an address is its owner's business
    fs.appendFileSync(path.join(server.state, 'demo/site.conf'), `mail.server = ${mail.url}\nmail.from = plan@school.example\n`);
    desk.sql(server, `INSERT INTO roadmaps (cycle_id, title, state, created_at, updated_at)
      SELECT id, 'Карта', 'running', 0, 0 FROM cycles WHERE current = 1;
      INSERT INTO activities (roadmap_id, position, text, match, due_from, due_to, due, state, cells, flags, updated_at)
      SELECT MAX(id), 999, 'Пункт', 'm-digest', d, d, 'read', 'planned', '[]', '[]', 0
      FROM roadmaps, (SELECT unixepoch() / 86400 + 3 AS d);
      INSERT INTO activity_people (activity_id, position, words, account_id) SELECT a.id, 1, '', c.id
      FROM activities a, accounts c WHERE a.match = 'm-digest' AND c.login = 'timofeev';`);
    expect(JSON.parse(desk.ctl(server, ['--json', '--site', 'demo', 'digest'])).planned).toBe(1);
    await until('refused', () => desk.sql(server, 'SELECT error FROM letters') !== '');
    for (const address of ['/desk/attention', '/desk/']) {
      const text = (await curator.get(address)).text;
      expect(text).toContain('Письма не отправлены: 1.');
      expect(text).toContain('554 not this one');
      expect(text).not.toContain('igor@school.example');
    }
    expect(fs.readFileSync(path.join(server.state, '.log/publisher.log'), 'utf8')).not.toContain('igor@');
  } finally {
    await server.stop();
    mail.stop();
  }
});
