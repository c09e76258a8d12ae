// Speed and memory of the web side, as ratios measured in one run: the story
// page against a bare FastCGI program behind the same nginx, pages with
// 100 000 stories against pages with 100, a cached page against a static file.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, writeFileSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, tree, freePorts } from '../lib/instance.mjs';

const SECONDS = Number(process.env.BENCH_SECONDS || 4), ROUNDS = 3;
const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-bench-'));
const state = path.join(dir, 'state');
const children = [];
const env = { ...process.env, NASTAVNIK_DB: path.join(tree, 'db') };

function start(command, args, options = {}) {
	const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'], ...options });
	children.push(child);
	return child;
}

function wrk(url, headers = []) {
	const args = ['-t2', '-c16', `-d${SECONDS}s`, ...headers.flatMap((h) => ['-H', h]), url];
	const out = execFileSync('wrk', args, { encoding: 'utf8' });
	if (/Non-2xx/.test(out))
		throw new Error(`${url}\n${out}`);
	return Number(/Requests\/sec:\s+([\d.]+)/.exec(out)[1]);
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

// Rounds alternate, so that a noisy neighbour meets both.
function ratio(name, a, b, unit = 'requests/s', rounds = ROUNDS) {
	const left = [], right = [];
	for (let i = 0; i < rounds; i++) {
		left.push(a());
		right.push(b());
	}
	const [l, r] = [median(left), median(right)];
	console.log(`${name} ratio ${(l / r).toFixed(2)} (${l.toFixed(0)} / ${r.toFixed(0)} ${unit})`);
	return l / r;
}

const rss = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
const childrenOf = (pid) => execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).trim().split('\n').map(Number);

async function main() {
	const port = await freePorts();
	mkdirSync(state, { recursive: true });
	for (const [site, count] of [['small', 100], ['large', 100000]]) {
		execFileSync(path.join(build, 'nastavnik'), ['--state', state, 'site', 'add', site,
			'--title', 'Школа', '--address', `http://127.0.0.1:${port}/s/${site}`], { env });
		execFileSync(path.join(build, 'fill'), [state, path.join(tree, 'db'), site, String(count)], { env });
		execFileSync(path.join(build, 'nastavnik'), ['--state', state, '--site', site, 'account', 'add',
			'bench', '--name', 'Проба', '--role', 'curator'], { env, input: 'bench-bench\n' });
	}
	start(path.join(build, 'nastavnik-worker'), ['--state', state, '--db', path.join(tree, 'db'),
		'--templates', path.join(tree, 'templates'), '--static', path.join(build, 'static'),
		'--listen', path.join(dir, 'worker.sock'), '--workers', '2']);
	const conf = path.join(tree, 'conf');
	const worker = (site) => `set $site ${site}; set $base /s/${site}; include ${conf}/nginx-worker.conf;`;
	writeFileSync(path.join(dir, 'nginx.conf'), `${process.getuid() ? '' : 'user root root;'}
daemon off; worker_processes 2; pid ${dir}/nginx.pid; error_log ${dir}/nginx.log warn;
events { worker_connections 1024; }
http { include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on; absolute_redirect off;
client_body_temp_path ${dir}/body; fastcgi_temp_path ${dir}/fcgi; proxy_temp_path ${dir}/p; uwsgi_temp_path ${dir}/u; scgi_temp_path ${dir}/s;
include ${conf}/nginx-common.conf;
upstream nastavnik { server unix:${dir}/worker.sock; }
fastcgi_cache_path ${dir}/cache keys_zone=nastavnik:4m use_temp_path=off;
server { listen 127.0.0.1:${port}; client_max_body_size 2m;
location /s/small/ { ${worker('small')} }
location /s/large/ { ${worker('large')} }
location /k/ { set $site small; set $base /k; include ${conf}/nginx-worker.conf; include ${conf}/nginx-cache.conf; }
location /file { root ${dir}; default_type text/html; }
location /bare { include /etc/nginx/fastcgi_params; fastcgi_pass unix:${dir}/bare.sock; fastcgi_buffers 32 16k; fastcgi_buffer_size 16k; }
} }`);
	mkdirSync(path.join(dir, 'body'));
	start('/usr/sbin/nginx', ['-e', path.join(dir, 'nginx.log'), '-p', dir, '-c', path.join(dir, 'nginx.conf')]);
	const url = `http://127.0.0.1:${port}`;
	let page;
	for (let i = 0; ; i++) {
		page = await fetch(`${url}/s/small/story/material-1`).catch(() => null);
		if (page?.status === 200)
			break;
		if (i > 100)
			throw new Error(`no page: ${page?.status}`);
		await new Promise((r) => setTimeout(r, 50));
	}
	const body = Buffer.from(await page.arrayBuffer());
	writeFileSync(path.join(dir, 'page.html'), body);
	mkdirSync(path.join(dir, 'file'));
	writeFileSync(path.join(dir, 'file/page'), body);
	const bare = start(path.join(build, 'bare'), [path.join(dir, 'bare.sock'), path.join(dir, 'page.html'), '2']);
	await new Promise((r) => bare.stdout.once('data', r));
	console.log(`story page: ${body.length} bytes`);
	const session = await signIn(url);

	const results = [];
	results.push(['story', ratio('story', () => wrk(`${url}/s/small/story/material-1`), () => wrk(`${url}/bare`), 'requests/s', 7), (v) => v >= 0.5]);
	results.push(['cached', ratio('cached', () => wrk(`${url}/k/story/material-1`), () => wrk(`${url}/file/page`), 'requests/s', 7), (v) => v >= 0.9]);
	const pages = { home: '/', story: '/story/material-1', plan: '/desk/plan', news: '/news/' };
	let worst = 0;
	for (const [name, at] of Object.entries(pages)) {
		const headers = (site) => (at.startsWith('/desk') ? [`Cookie: sid=${session[site]}`] : []);
		worst = Math.max(worst, ratio(`growth-${name}`,
		    () => 1e6 / wrk(`${url}/s/large${at}`, headers('large')),
		    () => 1e6 / wrk(`${url}/s/small${at}`, headers('small')), 'µs a request'));
	}
	console.log(`growth ratio ${worst.toFixed(2)} (the worst of ${Object.keys(pages).join(', ')}: 100000 / 100 stories)`);
	results.push(['growth', worst, (v) => v <= 1.3]);
	const memory = Math.max(...childrenOf(children[0].pid).map(rss));
	console.log(`worker-rss ratio ${(memory / 12288).toFixed(2)} (${memory} / 12288 kB)`);
	results.push(['worker-rss', memory / 12288, (v) => v <= 1]);
	return results.filter(([, v, good]) => !good(v)).map(([name]) => name);
}

async function signIn(url) {
	const sid = {};
	for (const site of ['small', 'large']) {
		const answer = await fetch(`${url}/s/${site}/desk/login`, { method: 'POST', redirect: 'manual',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: url, 'Sec-Fetch-Site': 'same-origin' },
			body: new URLSearchParams({ user: 'bench', password: 'bench-bench', back: '/desk/' }) });
		sid[site] = /sid=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
		if (!sid[site])
			throw new Error(`sign-in refused: ${answer.status}`);
	}
	return sid;
}

let bad = [];
try {
	bad = await main();
} finally {
	for (const c of children)
		c.kill('SIGTERM');
	await new Promise((r) => setTimeout(r, 500));
	rmSync(dir, { recursive: true, force: true });
}
if (bad.length) {
	console.log(`over the limit: ${bad.join(', ')}`);
	process.exit(1);
}
