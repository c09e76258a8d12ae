// Starts a simulator of its own for a test, and speaks to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const tree = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = path.join(process.env.NASTAVNIK_BUILD || path.join(tree, 'build'), 'vk-sandbox');

export class Sandbox {
	static async start(...more) {
		const child = spawn(program, ['--listen', '127.0.0.1:0', ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
		const s = new Sandbox();
		s.child = child;
		s.errors = '';
		child.stderr.on('data', (d) => { s.errors += d; });
		s.ended = once(child, 'close');
		let out = '';
		for await (const d of child.stdout) {
			out += d;
			if (out.includes('\n'))
				break;
		}
		s.url = /^listening (http:\/\/127\.0\.0\.1:\d+\/)\n/.exec(out)[1];
		s.port = Number(new URL(s.url).port);
		return s;
	}

	// The exit status: 0 also says that no memory was lost, under sanitizers.
	async stop() {
		this.child.kill('SIGTERM');
		const [code] = await this.ended;
		return { code, errors: this.errors };
	}

	async control(method, name, body) {
		const answer = await fetch(`${this.url}_sandbox/${name}`, {
			method, body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body) });
		return { status: answer.status, ...await answer.json() };
	}

	async get(name) {
		const r = await this.control('GET', name);
		if (!r.ok)
			throw new Error(`GET ${name}: ${r.error}`);
		return r;
	}

	async post(name, body = {}) {
		const r = await this.control('POST', name, body);
		if (!r.ok)
			throw new Error(`POST ${name}: ${r.error} (${r.key})`);
		return r;
	}

	token(kind, more = {}) {
		return this.post('tokens', { kind, ...(kind === 'community' ? { group_id: 1001 } : {}),
			...(['user', 'vkid'].includes(kind) ? { user_id: 501 } : {}), ...more });
	}

	fault(method, effect, more = {}) {
		return this.post('faults', { method, effect, ...more });
	}

	// A call with the token in the header and the parameters as a form.
	call(token, method, params = {}, init = {}) {
		return fetch(`${this.url}method/${method}`, {
			method: 'POST', body: new URLSearchParams({ v: '5.199', ...params }),
			headers: token ? { authorization: `Bearer ${token.token}` } : {}, ...init });
	}

	async api(token, method, params, init) {
		return (await this.call(token, method, params, init)).json();
	}

	async journal(query = '') {
		return (await this.get(`journal?${query}`)).entries;
	}

	async wall(query = '') {
		return (await this.get(`wall?${query}`)).posts;
	}

	// Bytes over a socket of our own: what came back, and how it ended.
	raw(bytes, { wait = 3000, keep = false } = {}) {
		return new Promise((done) => {
			const s = net.connect(this.port, '127.0.0.1');
			let data = Buffer.alloc(0);
			const end = (how) => {
				clearTimeout(timer);
				done({ data: data.toString('latin1'), how, socket: s });
				if (!keep || how !== 'open')
					s.destroy();
			};
			const timer = setTimeout(() => end('open'), wait);
			s.on('data', (d) => { data = Buffer.concat([data, d]); });
			s.on('end', () => end('fin'));
			s.on('error', (e) => end(e.code === 'ECONNRESET' ? 'rst' : e.code));
			s.write(bytes);
		});
	}

	// The text of a POST request with a form, for raw().
	request(method, params = {}, headers = {}) {
		const body = new URLSearchParams({ v: '5.199', ...params }).toString();
		const lines = Object.entries({ Host: `127.0.0.1:${this.port}`,
			'Content-Type': 'application/x-www-form-urlencoded',
			'Content-Length': Buffer.byteLength(body), ...headers }).map(([k, v]) => `${k}: ${v}\r\n`);
		return `POST /method/${method} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
	}
}

const be32 = (n) => Buffer.from([n >>> 24, n >>> 16 & 255, n >>> 8 & 255, n & 255]);

// A picture by its head alone, with the wanted sides.
export function png(width = 800, height = 600, tail = '') {
	return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), be32(13), Buffer.from('IHDR'),
		be32(width), be32(height), Buffer.from([8, 2, 0, 0, 0]), be32(0), Buffer.from(tail)]);
}

export function jpeg(width = 800, height = 600) {
	return Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc0, 0, 11, 8, height >> 8, height & 255,
		width >> 8, width & 255, 1, 1, 0x11, 0, 0xff, 0xd9]);
}

export function gif(width = 800, height = 600) {
	return Buffer.from([...Buffer.from('GIF89a'), width & 255, width >> 8, height & 255, height >> 8, 0, 0, 0, 0x3b]);
}

// A form with files: [field, filename, bytes].
export function form(...files) {
	const f = new FormData();
	for (const [field, filename, bytes] of files)
		filename === null ? f.append(field, bytes.toString('latin1')) : f.append(field, new Blob([bytes], { type: 'image/png' }), filename);
	return f;
}
