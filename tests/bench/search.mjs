// Search over 100 000 stories: the median time of ordinary questions against
// the 20 ms they may take.  Filling the store takes some minutes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, tree } from '../lib/instance.mjs';

const STORIES = Number(process.env.BENCH_STORIES || 100000), MAX_MS = 20;
const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-search-'));
try {
	const r = spawnSync(path.join(build, 'search'), [path.join(dir, 'site.db'), String(STORIES), path.join(tree, 'db')],
		{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 24 });
	if (r.status !== 0)
		throw new Error(`search: ${r.status}\n${r.stdout}`);
	const [ordinary, beyond] = r.stdout.split('beyond the ordinary\n');
	const times = (s) => [...s.matchAll(/^ask ([\d.]+)$/gm)].map((m) => Number(m[1])).sort((a, b) => a - b);
	const all = times(ordinary), median = all[all.length >> 1];
	const words = (s) => s.split('\n').filter((l) => l && !l.startsWith('ask ')).join('; ');
	console.log(`search ratio ${(median / MAX_MS).toFixed(3)} (median ${median.toFixed(2)} ms, ` +
		`95 % below ${all[Math.floor(all.length * 0.95)].toFixed(2)} ms, of ${MAX_MS} ms; ${STORIES} stories; ${words(ordinary)}; ${words(beyond)})`);
} finally {
	rmSync(dir, { recursive: true, force: true });
}
