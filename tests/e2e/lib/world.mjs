// A small world for tests of the publisher: a state folder, sites, a VK
// simulator, a publisher that can be killed.  Nothing here sleeps: the
// simulator's journal is waited for, rows are polled.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';

const tree = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const build = path.resolve(tree, process.env.NASTAVNIK_BUILD || 'build');
const db = path.join(tree, 'db');
const picture = path.join(tree, 'tests/fixtures/images/srgb.jpg');

// Waits of the contract, shortened.
export const fast = {
  'vk.connect_timeout_ms': 1000,
  'vk.timeout_ms': 1500,
  'vk.read_delays_ms': '400 400 400 400',
  'vk.pace_delays_ms': '200 200 200',
  'vk.pace_user_ms': 400,
  'vk.pace_community_ms': 0,
  'vk.post_gap_s': 0,
  'vk.backoff_s': 12,
  'vk.captcha_wait_s': 3,
  'vk.lease_s': 30,
};

export async function until(what, fn, ms = 20000) {
  const end = Date.now() + ms;
  let last;
  for (;;) {
    last = await fn();
    if (last) return last;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for: ${what}`);
    await new Promise((r) => setTimeout(r, 40));
  }
}

export class Sandbox {
  async start() {
    this.child = spawn(path.join(build, 'vk-sandbox'), ['--listen', '127.0.0.1:0'],
      { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = readline.createInterface({ input: this.child.stdout });
    const first = await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      this.child.once('exit', () => reject(new Error('vk-sandbox ended')));
    });
    this.base = first.replace(/^listening /, '').replace(/\/$/, '');
    return this;
  }

  async call(method, url, body) {
    const answer = await fetch(this.base + url, {
      method, body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined });
    const json = await answer.json();
    if (!json.ok) throw new Error(`${url}: ${json.error}`);
    return json;
  }

  post(url, body) { return this.call('POST', '/_sandbox/' + url, body); }
  get(url) { return this.call('GET', '/_sandbox/' + url); }

  // The keys of the slots; which gives "KUS" and the like.
  async keys(which = 'KS', kinds = {}) {
    const make = {
      K: { kind: 'community', group_id: 1001 },
      U: { kind: 'user', user_id: 501 },
      S: { kind: 'service' },
    };
    const out = {};
    for (const slot of which)
      out[slot] = await this.post('tokens', kinds[slot] ?? make[slot]);
    return out;
  }

  fault(method, effect, more = {}) {
    return this.post('faults', { method, effect, ...more });
  }

  async journal(method, count = 0, wait_ms = 0) {
    const q = new URLSearchParams({ method, limit: '10000' });
    if (count) { q.set('count', count); q.set('wait_ms', wait_ms || 15000); }
    const j = await this.get('journal?' + q);
    return j.entries;
  }

  async wall(owner = -1001) {
    return (await this.get(`wall?owner_id=${owner}&state=published`)).posts;
  }

  stop() { this.child.kill('SIGKILL'); }
}

const seedArgs = (state, site) => ['--state', state, '--db', db, '--site', site];
function seed(state, ops, site, more = []) {
  const r = spawnSync(path.join(build, 'seed'), [...seedArgs(state, site), ...more],
    { input: JSON.stringify(ops), encoding: 'utf8' });
  if (!r.stdout) throw new Error(`seed: ${r.status} ${r.stderr}`);
  return JSON.parse(r.stdout);
}

// A state with one new site, made once in each process of tests.
let made;
function newSchool() {
  if (made) return made;
  made = fs.mkdtempSync(path.join(os.tmpdir(), 'nastavnik-school-'));
  process.on('exit', () => fs.rmSync(made, { recursive: true, force: true }));
  fs.writeFileSync(path.join(made, 'nastavnik.conf'), 'testing = 1\n');
  seed(made, [], 'school', ['--new', 'https://school.example']);
  return made;
}

export class World {
  // sites: names; settings of site.conf on top of the fast ones.
  constructor(sandbox, settings = {}, sites = ['school'], state = undefined) {
    this.sandbox = sandbox;
    this.given = state !== undefined;
    this.state = state ?? fs.mkdtempSync(path.join(os.tmpdir(), 'nastavnik-e2e-'));
    fs.writeFileSync(path.join(this.state, 'nastavnik.conf'), 'testing = 1\n');
    this.log = '';
    for (const site of sites) this.addSite(site, settings);
  }

  // Alone in its world: a copy of one that was made once.
  addSite(site, settings = {}) {
    const alone = fs.readdirSync(this.state).join() === 'nastavnik.conf';
    if (site === 'school' && alone) fs.cpSync(newSchool(), this.state, { recursive: true });
    else seed(this.state, [], site, ['--new', `https://${site}.example`]);
    this.conf(settings, site);
  }

  conf(settings, site = 'school') {
    const all = { address: `https://${site}.example`, zone: 'Asia/Yekaterinburg',
      'vk.api_base': this.sandbox.base + '/method/',
      'vk.web_base': this.sandbox.base + '/', ...fast, ...settings };
    fs.writeFileSync(path.join(this.state, site, 'site.conf'),
      Object.entries(all).map(([k, v]) => `${k} = ${v}\n`).join(''));
  }

  run(ops, site = 'school') { return seed(this.state, ops, site); }

  // Ops that must succeed; what each answers.
  ops(list, site = 'school') {
    const outs = this.run(list, site);
    outs.forEach((out, i) => {
      if (out.rc !== 'ok') throw new Error(`${list[i].op}: ${out.rc} ${out.why ?? ''}`);
    });
    return outs;
  }
  op(op, site) { return this.ops([op], site)[0]; }

  // An op that looks again and again in its own process, while ours goes on.
  async wait(op, states, ms, site) {
    const child = spawn(path.join(build, 'seed'), seedArgs(this.state, site), { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '', log = '';
    child.stdout.on('data', (d) => { said += d; });
    child.stderr.on('data', (d) => { log += d; });
    child.stdin.end(JSON.stringify([{ ...op, states: [].concat(states), ms }]));
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (!said) throw new Error(`seed: ${code} ${log}`);
    const [out] = JSON.parse(said);
    if (out.rc !== 'ok')
      throw new Error(`waited ${ms} ms for ${JSON.stringify(op)} in ${states}: ${out.rc}; is ${JSON.stringify(out)}\n${this.log}`);
    return out;
  }

  // A channel with these keys ({K: {token}, ...}).
  connect(keys, site = 'school') {
    this.ops([{ op: 'channel' }, ...Object.entries(keys).map(([slot, k]) => ({ op: 'key', slot, key: k.token }))], site);
  }

  // A story due in the next minute of the shifted clock; not yet due.
  story(more = {}, site = 'school') {
    const at = more.at ?? (Math.floor(this.now() / 60) + 10) * 60;
    return { ...this.op({ op: 'story', photo: picture, ...more, at }, site), at };
  }

  now() { return Math.floor(Date.now() / 1000) + (this.offset ?? 0); }

  // Move the product's clock; the simulator goes along.
  async clock(at) {
    const by = at - this.now();
    this.offset = (this.offset ?? 0) + by;
    if (by > 0) await this.sandbox.post('clock', { advance: by });
    const file = path.join(this.state, 'clock');
    fs.writeFileSync(file + '.new', String(this.offset));
    fs.renameSync(file + '.new', file);
  }

  get(id, site = 'school') { return this.op({ op: 'get', id }, site); }

  reach(id, states, ms = 20000, site = 'school') { return this.wait({ op: 'reach', id }, states, ms, site); }

  keyState(slot, state, site = 'school', ms = 10000) { return this.wait({ op: 'key_reach', slot }, state, ms, site); }

  start(args = []) {
    const child = spawn(path.join(build, 'nastavnik-publisher'),
      ['--state', this.state, '--db', db, ...args],
      { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (d) => { this.log += d; });
    child.ended = new Promise((resolve) => child.once('exit', (code, signal) => {
      child.over = true;
      resolve({ code, signal });
    }));
    this.child = child;
    return child;
  }

  async kill(signal = 'SIGKILL') {
    if (!this.child || this.child.over) return undefined;
    this.child.kill(signal);
    return this.child.ended;
  }

  async end() {
    await this.kill();
    if (!this.given) fs.rmSync(this.state, { recursive: true, force: true });
  }
}

// What the whole project is judged by: each publication has exactly one
// executed wall.post, or says that it is unclear or needs a person.
export async function once(world, ids, site = 'school') {
  const calls = await world.sandbox.journal('wall.post');
  const wall = await world.sandbox.wall();
  for (const id of [].concat(ids)) {
    const p = world.get(id, site);
    const made = calls.filter((e) => e.committed && !e.guid_repeat &&
      e.params.guid === p.guid);
    const there = wall.filter((w) => w.text.includes(p.marker));
    if (made.length > 1 || there.length > 1)
      throw new Error(`duplicate of ${id}: ${made.length} ${there.length}`);
    const says = ['unknown', 'person'].includes(p.state);
    const posted = ['posted', 'verified', 'mismatch', 'edited', 'deleted', 'by_hand']
      .includes(p.state);
    if (made.length === 1 && !posted && !says)
      throw new Error(`${id} is on the wall and says ${p.state}`);
    if (made.length === 0 && posted)
      throw new Error(`${id} says ${p.state} and was never made`);
    for (const e of calls)
      if (e.token_leak.length) throw new Error('a key leaked into a request');
  }
  if (/vk[12]\.a\.|sandbox-service-/.test(world.log))
    throw new Error('a key stands in the log');
}
