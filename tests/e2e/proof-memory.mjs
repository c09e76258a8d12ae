// A worker's memory stays flat over 100,000 mixed requests: pages and forms
// of visitors and of the desk, good ones and broken ones.
// node proof-memory.mjs [REQUESTS]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startInstance } from '../lib/instance.mjs';
import { Client, boundary, form, multipart, sql } from './lib/client.mjs';

const wanted = Number(process.argv[2] || 100000);
const warm = 5000;          // what a worker allocates once and keeps
const limit = 1 << 20;      // bytes a worker may grow by

const server = await startInstance();
const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-wrk-'));
let code = 1;
try {
	const me = await new Client(server).signIn('severceva');
	const csrf = await me.csrf();
	const id = await me.story();
	const slugs = sql(server, 'SELECT slug FROM stories WHERE state=\'scheduled\' AND publish_at<unixepoch()').split('\n');
	const urlencoded = 'application/x-www-form-urlencoded';
	const parts = `multipart/form-data; boundary=${boundary}`;
	const requests = [
		...['/', '/news/', '/news', '/events/', '/events.ics', '/feed.xml', '/sitemap.xml', '/nope', '/%zz', '/media/x-480.webp',
			...slugs.map((s) => `/story/${s}`),
			'/desk', '/desk/plan', '/desk/plan?state=draft', '/desk/plan.csv', '/desk/plan/print', '/desk/attention', '/desk/events', '/desk/event/1',
			'/desk/event/new', `/desk/story/${id}`, '/desk/story/19', '/desk/story/999999', '/desk/rubrics', '/desk/settings', '/desk/accounts',
			'/desk/journal', '/desk/journal.csv', '/desk/help', '/desk/me', '/desk/vk', '/desk/publication/1', '/desk/login?back=%2Fdesk'].map((p) => ['GET', p]),
		['POST', '/desk/event/new', urlencoded, form({ csrf, title: 'x'.repeat(300), start: 'вчера' })],
		['POST', '/desk/event/new', urlencoded, form({ csrf: 'wrong' })],
		['POST', `/desk/story/${id}`, urlencoded, form({ csrf, version: 99, kind: 'news', title: 'Устарело', text: 'Слова. '.repeat(2000) })],
		['POST', `/desk/story/${id}/preview`, parts, multipart([['csrf', csrf], ['version', '1'], ['kind', 'news'], ['title', 'Вид'], ['text', '**Слова**, [ссылка](https://example.com) '.repeat(200)]]).toString()],
		['POST', `/desk/story/${id}`, parts, multipart([['csrf', csrf]]).toString().slice(0, -30)],
		['POST', `/desk/story/${id}/photo`, parts, multipart([['csrf', csrf], ['photo', 'не снимок', 'a.jpg']]).toString(), 40],
		['POST', '/view', urlencoded, form({ t: '150', back: '/news/' })],
		['POST', '/desk/rubrics', urlencoded, 'a=b&'.repeat(300)],
		['POST', '/desk/settings', urlencoded, `csrf=${csrf}&contact=${'%D1%8F'.repeat(100000)}`, 10],
	];
	const quote = (s) => `"${[...Buffer.from(s)].map((b) => '\\' + String(b).padStart(3, '0')).join('')}"`;
	// A rare one stands once among many of the others.
	const rows = requests.map(([method, p, type, body, every]) =>
		`{${quote(method)}, ${quote(p)}, ${type ? quote(type) : 'nil'}, ${body ? quote(body) : 'nil'}, ${every ?? 1}}`);
	writeFileSync(path.join(dir, 'mixed.lua'), `local all = {${rows.join(',\n')}}
local n, round = 0, 1
function request()
	repeat
		n = n + 1
		if n > #all then n = 1; round = round + 1 end
	until round % all[n][5] == 0
	local r = all[n]
	local h = { Cookie = ${quote(me.cookie())}, Origin = ${quote(server.url)} }
	if r[3] then h["Content-Type"] = r[3] end
	return wrk.format(r[1], r[2], h, r[4])
end
`);
	const run = (count) => {
		let done = 0;
		while (done < count) {
			const r = spawnSync('wrk', ['-t1', '-c4', '-d5s', '-s', path.join(dir, 'mixed.lua'), server.url + '/'], { encoding: 'utf8' });
			const n = Number(/(\d+) requests in/.exec(r.stdout)?.[1] ?? 0);
			if (!n)
				throw new Error(`wrk: ${r.stdout}${r.stderr}`);
			done += n;
		}
		return done;
	};
	const master = readdirSync('/proc').filter((p) => /^\d+$/.test(p)).find((p) => {
		try {
			return readFileSync(`/proc/${p}/cmdline`, 'utf8').startsWith(path.join(server.build, 'nastavnik-worker')) &&
				readFileSync(`/proc/${p}/stat`, 'utf8').split(') ')[1].split(' ')[1] === String(server.child.pid);
		} catch {
			return false;
		}
	});
	const workers = spawnSync('pgrep', ['-P', master], { encoding: 'utf8' }).stdout.trim().split('\n');
	const rss = () => workers.map((w) => 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${w}/status`, 'utf8'))[1]));
	run(warm);
	const before = rss();
	const done = run(wanted);
	const after = rss();
	const grown = after.map((a, i) => a - before[i]);
	const kb = (list) => list.map((b) => `${Math.round(b / 1024)} KB`).join(', ');
	console.log(`worker memory after ${warm} requests ${kb(before)}; after ${done} more ${kb(after)}; grown ${kb(grown)}`);
	const log = readFileSync(path.join(server.state, '.log/worker.log'), 'utf8').split('\n').filter((l) => /lvl=error/.test(l));
	if (log.length)
		console.log(`errors in the log: ${log.length}\n${log.slice(0, 5).join('\n')}`);
	code = grown.every((g) => g < limit) && !log.length ? 0 : 1;
} finally {
	await server.stop();
	rmSync(dir, { recursive: true, force: true });
}
process.exit(code);
