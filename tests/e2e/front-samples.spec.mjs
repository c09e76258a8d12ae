// The samples for a real host, as they are: only the places of files and the
// ports are put for those of the test.
import { test, expect } from '@playwright/test';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts, startInstance } from '../lib/instance.mjs';
import { Client, newAddress } from './lib/client.mjs';

const host = 'nastavnik.school3.example';
let server, dir, worker, children = [];

test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
	test.setTimeout(120000);
	server = await startInstance();
	dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-samples-'));
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
		'-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`, '-keyout', `${dir}/school3.key`, '-out', `${dir}/school3.pem`],
	{ stdio: 'ignore' });
	worker = spawn(path.join(server.build, 'nastavnik-worker'), ['--state', server.state, '--db', path.join(server.tree, 'db'),
		'--templates', path.join(server.tree, 'templates'), '--static', path.join(server.build, 'static'),
		'--listen', path.join(dir, 'worker.sock'), '--workers', '2'],
	{ stdio: 'ignore', env: { ...process.env, NASTAVNIK_IMAGE: path.join(server.build, 'nastavnik-image') } });
	children.push(worker);
	await expect.poll(() => existsSync(path.join(dir, 'worker.sock')), { timeout: 30000 }).toBe(true);
});
test.afterAll(async () => {
	for (const c of children)
		c.kill('SIGTERM');
	await server?.stop();
	rmSync(dir, { recursive: true, force: true });
});

// The text with each of these put for what stands there; none may be missing.
function put(text, pairs) {
	for (const [from, to] of pairs) {
		expect(text, from).toContain(from);
		text = text.replaceAll(from, to);
	}
	return text;
}
const places = () => [
	['/usr/share/nastavnik/nginx/', path.join(server.tree, 'conf/')],
	['/usr/share/nastavnik/static/', path.join(server.build, 'static/')],
	['/usr/share/nastavnik/templates/', path.join(server.tree, 'templates/')],
	['/var/lib/nastavnik/', server.state + '/'],
	['/run/nastavnik/', dir + '/'],
	['SITE', 'demo'],
];
const sample = (name) => readFileSync(path.join(server.tree, 'conf', name), 'utf8');

function nginx(name, http) {
	const at = path.join(dir, name);
	mkdirSync(at);
	writeFileSync(path.join(at, 'nginx.conf'), `${process.getuid() ? '' : 'user root root;'}
load_module /usr/lib/nginx/modules/ngx_http_brotli_filter_module.so;
load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
daemon off; worker_processes 1; pid ${at}/pid; error_log ${at}/log warn;
events { worker_connections 512; }
http { include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; sendfile on; tcp_nopush on; gzip on;
client_body_temp_path ${at}/b; fastcgi_temp_path ${at}/f; proxy_temp_path ${at}/p; uwsgi_temp_path ${at}/u; scgi_temp_path ${at}/s;
${http} }`);
	const args = ['-e', path.join(at, 'log'), '-p', at, '-c', path.join(at, 'nginx.conf')];
	const check = spawnSync('/usr/sbin/nginx', [...args, '-t'], { encoding: 'utf8' });
	expect(check.stderr).toContain('test is successful');
	expect(check.stderr).not.toMatch(/\[(?:warn|emerg|alert)\]/);
	children.push(spawn('/usr/sbin/nginx', args, { stdio: 'ignore' }));
}

async function ready(client, at) {
	for (let i = 0; i < 100; i++) {
		const a = await client.get(at).catch(() => null);
		if (a && a.status < 500)
			return;
		await new Promise((r) => setTimeout(r, 50));
	}
	throw new Error(`${at}: no answer`);
}

function curl(args) {
	const r = spawnSync('curl', ['-sS', '--noproxy', '*', '--max-time', '20', ...args], { encoding: 'utf8' });
	expect(r.status, r.stderr).toBe(0);
	return r.stdout;
}

test('the sample for a host of its own speaks HTTP/2 over TLS, and leads there', async () => {
	const port = await freePorts();
	nginx('host', put(sample('nginx-host.conf'), [...places(),
		['/var/cache/nginx/nastavnik', path.join(dir, 'host-cache')],
		['/etc/ssl/certs/', dir + '/'], ['/etc/ssl/private/', dir + '/'],
		['\tlisten [::]:80;\n', ''], ['\tlisten [::]:443 ssl http2;\n', ''],
		['listen 80;', `listen 127.0.0.1:${port};`], ['listen 443 ssl http2;', `listen 127.0.0.1:${port + 1} ssl http2;`]]));
	const plain = new Client({ port }, '', '127.0.0.1');
	await ready(plain, '/');
	const led = await plain.get('/news/', { headers: { host } });
	expect(led.status).toBe(301);
	expect(led.headers.location).toBe(`https://${host}/news/`);
	const tls = ['--resolve', `${host}:${port + 1}:127.0.0.1`, '--cacert', `${dir}/school3.pem`];
	const url = `https://${host}:${port + 1}`;
	const get = (at, ...more) => {
		const text = curl([...tls, '-i', ...more, url + at]).replace(/\r/g, '');
		const cut = text.indexOf('\n\n');
		return { head: text.slice(0, cut).toLowerCase(), text: text.slice(cut + 2) };
	};
	for (const [version, line] of [['--http2', 'http/2 200'], ['--http1.1', 'http/1.1 200']]) {
		const a = get('/', version);
		expect(a.head).toContain(line);
		expect(a.head).toContain('strict-transport-security: max-age=');
		expect(a.text).toContain('lang="ru"');
	}
	expect(get('/', '--http2', '-H', 'Accept-Encoding: gzip, br').head).toContain('content-encoding: br');
	const css = /href="(\/static\/[^"]+\.css)"/.exec(get('/').text)[1];
	expect(get(css, '--http2').head).toMatch(/http\/2 200[^]*cache-control: public, max-age=31536000, immutable/);
	expect(get('/card/site.jpg', '--http2', '-o', '/dev/null', '-D', '-').text + get('/card/site.jpg', '-I').head)
		.toMatch(/content-type: image\/jpeg/);
	expect(get('/nope', '--http2').head).toContain('http/2 404');
	expect(get('/desk', '--http2').head).toMatch(/http\/2 30[13]/);
	const cookie = curl([...tls, '-i', '-d', 't=150', '-H', `Origin: ${url}`, `${url}/view`]);
	expect(cookie).toMatch(/set-cookie: view=t-150[^\n]*; secure/i);
	const many = curl([...tls, '--http2', '-Z', '-o', '/dev/null', '-w', '%{http_code}\n', `${url}/search?q=[1-90]`]);
	expect(many).toContain('429');
	const long = curl([...tls, '-i', '-H', `X-Long: ${'x'.repeat(40000)}`, '--http1.1', `${url}/`]);
	expect(long).toMatch(/400 Bad Request[^]*lang="ru"/i);
});

test('the sample for a path of a school\'s site keeps every link below the path', async () => {
	const port = await freePorts();
	const text = sample('nginx-path.conf');
	// the part for http {} stands in a comment
	const part = /\n((?:#   .*\n)+)/.exec(text)[1].replace(/^#   /gm, '');
	const http = put(part, [['/usr/share/nastavnik/nginx/', path.join(server.tree, 'conf/')], ['/run/nastavnik/', dir + '/'],
		['/var/cache/nginx/nastavnik', path.join(dir, 'path-cache')]]);
	nginx('path', `${http}
server { listen 127.0.0.1:${port}; server_name school3.example; root ${dir};
location = / { return 200 "the school's own page\n"; }
${put(text, places().filter(([from]) => from !== '/run/nastavnik/'))} }`);
	const c = new Client({ port }, '', newAddress());
	await ready(c, '/');
	expect((await c.get('/')).text).toBe('the school\'s own page\n');
	expect((await c.get('/nastavnichestvo')).headers.location).toMatch(/\/nastavnichestvo\/$/);
	const asked = new Set(), todo = ['/nastavnichestvo/'];
	while (todo.length && asked.size < 60) {
		const at = todo.shift();
		asked.add(at);
		const a = await c.get(at);
		expect(a.status, at).toBeLessThan(400);
		if (!/^text\/html/.test(a.headers['content-type'] ?? ''))
			continue;
		for (const [, url] of a.text.matchAll(/(?:href|src|action|srcset)="([^"#][^" ]*)/g)) {
			// canonical links (the address in site.conf) and other people's pages
			if (/^(?:mailto|tel|https?):/.test(url))
				continue;
			expect(url, at).toMatch(/^(?:\/nastavnichestvo\/|[?])/);
			const next = url.replace(/#.*/, '').replaceAll('&amp;', '&');
			if (next.startsWith('/') && !next.endsWith('/view') && !next.includes('/desk') && !asked.has(next) && !todo.includes(next))
				todo.push(next);
		}
	}
	expect(asked.size).toBeGreaterThan(20);
	const p = '/nastavnichestvo';
	expect((await c.get(`${p}/nope`)).text).toMatch(/lang="ru"/);
	expect((await c.get(`${p}/nope`)).status).toBe(404);
	expect((await c.get(`${p}/`, { headers: { 'accept-encoding': 'br' } })).headers['content-encoding']).toBe('br');
	expect((await c.get(`${p}/desk/login`, { headers: { 'accept-encoding': 'gzip' } })).headers['content-encoding']).toBe('gzip');
	expect((await c.get(`${p}/card/site.jpg`)).headers['content-type']).toBe('image/jpeg');
	expect((await c.get(`${p}/card/site.jpg?x`)).headers.location).toMatch(/\/nastavnichestvo\/card\/site\.jpg$/);
	const desk = new Client({ port }, p, newAddress());
	await desk.signIn('severceva');
	expect((await desk.get('/desk/')).status).toBe(200);
	expect((await desk.get('/')).headers['cache-control']).toBe('private, no-store');
	expect((await c.get(`${p}/`)).headers['cache-control']).toBe('public, max-age=1');
	const many = await Promise.all(Array.from({ length: 80 }, () => new Client({ port }, p, '127.0.9.9').get('/search?q=1')));
	const limited = many.find((a) => a.status === 429);
	expect(limited?.text).toMatch(/lang="ru"/);
	// no worker: the pages that were seen, a page of ours for the others
	worker.kill('SIGKILL');
	await new Promise((r) => setTimeout(r, 2300));
	expect((await c.get(`${p}/`)).status).toBe(200);
	const down = await c.get(`${p}/news/?never`);
	expect(down.status).toBe(503);
	expect(down.text).toMatch(/lang="ru"/);
});
