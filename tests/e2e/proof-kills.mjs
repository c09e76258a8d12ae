// 200 kills with SIGKILL, at every point and at random moments, with VK that
// answers, loses answers before and after its commit, or answers late.
// Duplicates: 0.  Lost: 0.  Silent: 0.  Run by `make proof`.
import { Sandbox, World, once } from './lib/world.mjs';

const kills = Number(process.env.KILLS || 200);
let seed = Number(process.env.SEED || Date.now() % 1000000);
console.log(`seed ${seed}`);
function random(n) {
  // A generator of its own, so that a run can be repeated.
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor(seed / 65536) % n;
}

const points = ['start', 'before-recover', 'after-recover', 'before-lease', 'after-lease', 'ready',
  'before-intent', 'after-intent', 'after-send', 'after-posted', 'before-readback', 'after-readback',
  'reconcile-before-read', 'reconcile-after-read', 'before-resend', 'media-before-server',
  'media-before-upload', 'media-before-save', 'media-before-commit', 'media-after-save',
  'before-wait', 'after-wait', 'before-key-check', 'after-key-check'];
const faults = [null, null,
  { type: 'close', at: 'request', commit: false },
  { type: 'close', at: 'request', commit: true },
  { type: 'close', at: 'answer', bytes: 10 },
  { type: 'delay', ms: 400, commit: 'before' },
  { type: 'delay', ms: 400, commit: 'after' },
  { type: 'api_error', error: { error_code: 10, error_msg: 'Internal server error' }, commit: true },
  { type: 'api_error', error: { error_code: 6, error_msg: 'Too many requests per second' }, commit: false }];

const sb = await new Sandbox().start();
await sb.post('reset', { config: { rate_limit: false, posts_per_day: 100000 } });
const w = new World(sb, { 'vk.pace_user_ms': 0 });
w.connect(await sb.keys('KUS'));
const tally = {};
const ids = [];
let hit = 0;
try {
  for (let i = 0; i < kills; i++) {
    const point = points[random(points.length)];
    const fault = faults[random(faults.length)];
    const s = w.story({ title: `Материал ${i}`, photos: random(3) === 0 ? 1 : 0 });
    ids.push(s.publication);
    await sb.post('faults/clear', {});
    if (fault) await sb.fault('wall.post', fault);
    await w.clock(s.at + random(3));
    // At the point, or (not every story comes by it) after a while.
    const child = w.start(['--stop-at', point]);
    const timer = setTimeout(() => child.kill('SIGKILL'), 100 + random(1200));
    const end = await child.ended;
    clearTimeout(timer);
    if (end.signal !== 'SIGKILL') throw new Error(`${point}: ended with ${end.code}\n${w.log.slice(-2000)}`);
    hit++;
    w.log = '';
    w.start();
    const p = await w.reach(s.publication, ['verified', 'person', 'mismatch'], 30000);
    tally[p.state] = (tally[p.state] ?? 0) + 1;
    await w.kill(random(2) ? 'SIGKILL' : 'SIGTERM');
    if (i % 20 === 19) {
      await once(w, ids.slice(-20));
      console.log(`${i + 1} kills, ${JSON.stringify(tally)}`);
    }
  }
  await once(w, ids);
  const wall = await sb.wall();
  const texts = new Set(wall.map((p) => p.text));
  if (texts.size !== wall.length) throw new Error('two posts with one text');
  console.log(`${hit} kills: 0 duplicates, 0 lost, 0 silent; ${wall.length} posts, ${JSON.stringify(tally)}`);
} catch (e) {
  console.log(`FAIL: ${e.message}\n${w.log.slice(-3000)}`);
  process.exitCode = 1;
} finally {
  await w.end();
  sb.stop();
}
