// A thousand schools publish at the same minute.  The ratio is the time from
// the minute to the arrival of the last wall.post at VK's side, divided by
// one second: at most 1.  One line: due ratio VALUE (raw numbers).
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Sandbox, World, build, until } from '../e2e/lib/world.mjs';

const sites = Number(process.env.SITES || 1000);
const group = (i) => 100000 + i;
const name = (i) => `s${String(i).padStart(4, '0')}`;

// Settings of the product as they are, but for where VK is.
const usual = { 'vk.connect_timeout_ms': 10000, 'vk.timeout_ms': 60000, 'vk.post_gap_s': 60,
  'vk.pace_user_ms': 500, 'vk.pace_community_ms': 200, 'vk.read_delays_ms': '5000 30000 120000 600000',
  'vk.lease_s': 120 };

function seed(w, site, ops) {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(build, 'seed'), ['--state', w.state, '--db', 'db', '--site', site],
      { stdio: ['pipe', 'ignore', 'inherit'] });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`seed ${site}: ${code}`))));
    child.stdin.end(JSON.stringify(ops));
  });
}

const count = (w, text) => w.log.split(text).length - 1;

const sb = await new Sandbox().start();
await sb.post('reset', { config: { rate_limit: false },
  groups: Array.from({ length: sites }, (_, i) => ({ id: group(i), screen_name: `g${i}`, name: `G${i}`, is_closed: 0 })) });
const w = new World(sb, usual, ['s0000']);
try {
  w.op({ op: 'channel' }, 's0000');
  for (let i = 1; i < sites; i++) {
    fs.cpSync(path.join(w.state, name(0)), path.join(w.state, name(i)), { recursive: true });
    fs.writeFileSync(path.join(w.state, name(i), 'site.conf'),
      fs.readFileSync(path.join(w.state, name(0), 'site.conf'), 'utf8').replace(/s0000\.example/, `${name(i)}.example`));
  }
  const at = Math.floor(w.now() / 60) * 60 + 3600;
  const queue = Array.from({ length: sites }, (_, i) => i);
  await Promise.all([0, 1].map(async () => {
    for (let i; (i = queue.shift()) !== undefined;) {
      const key = await sb.post('tokens', { kind: 'community', group_id: group(i) });
      await seed(w, name(i), [{ op: 'key', slot: 'K', key: key.token }, { op: 'story', at }]);
    }
  }));
  const child = w.start();
  await until('keys checked', () => count(w, 'key K is good') >= sites, 120000);
  await w.clock(at - 60);
  await until('all ready', () => count(w, 'due -> ready') >= sites, 40000);
  // The same moment on the simulator's clock of milliseconds and on ours.
  const mine = Date.now();
  await fetch(sb.base + '/method/utils.getServerTime');
  const [mark] = (await sb.journal('utils.getServerTime')).slice(-1);
  const minute = (at - w.offset) * 1000 - mine + mark.real_ms;
  // One long wait: polling would take the processor from what is measured.
  const calls = await sb.journal('wall.post', sites, 90000);
  const late = calls.map((e) => e.real_ms - minute).sort((a, b) => a - b);
  const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const rss = Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1024;
  console.log(`due ratio ${(late[late.length - 1] / 1000).toFixed(2)} (${sites} sites at one minute: first ${late[0]} ms, ` +
    `half ${late[late.length >> 1]} ms, last ${late[late.length - 1]} ms)`);
  console.log(`publisher-rss ratio ${(rss / 15).toFixed(2)} (${rss.toFixed(1)} / 15 MB at most)`);
  if (calls.length !== sites) throw new Error(`${calls.length} requests for ${sites} posts`);
} finally {
  if (process.env.SHOW_LOG) console.error(w.log.slice(-3000));
  await w.end();
  sb.stop();
}
