// A browser without a screen: cookies, forms, files; and a raw socket for
// what no browser sends.  Every client may come from an address of its own
// (127.0.0.x), so that limits per address do not meet in the tests.
import http from 'node:http';
import net from 'node:net';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import zlib from 'node:zlib';

let last = 1;
// An address nobody has used.
export function newAddress() {
	last++;
	return `127.0.${1 + (last >> 8)}.${last & 255 || ++last & 255}`;
}

export function form(fields) {
	const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
	return pairs.map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`).join('&');
}

export const boundary = 'xXbOuNdArYXx';

// parts: [name, value] or [name, Buffer, filename, type].
export function multipart(parts, mark = boundary) {
	const out = [];
	for (const [name, value, filename, type] of parts) {
		let head = `--${mark}\r\nContent-Disposition: form-data; name="${name}"`;
		if (filename !== undefined)
			head += `; filename="${filename}"\r\nContent-Type: ${type ?? 'application/octet-stream'}`;
		out.push(Buffer.from(head + '\r\n\r\n'), Buffer.from(value), Buffer.from('\r\n'));
	}
	out.push(Buffer.from(`--${mark}--\r\n`));
	return Buffer.concat(out);
}

export function unescape(html) {
	return html.replace(/&(lt|gt|quot|amp|#39|#(\d+)|#x([0-9a-fA-F]+));/g, (all, name, dec, hex) =>
		({ lt: '<', gt: '>', quot: '"', amp: '&', '#39': '\'' })[name] ??
		String.fromCodePoint(dec ? Number(dec) : parseInt(hex, 16)));
}

export class Client {
	// base: '' or '/s/NAME'.
	constructor(server, base = '', address = newAddress()) {
		this.server = server;
		this.base = base;
		this.address = address;
		this.cookies = new Map();
	}

	cookie() {
		return [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
	}

	// target is below the base; {raw: true} leaves it as it is.
	send(method, target, { headers = {}, body, raw } = {}) {
		const all = { host: `127.0.0.1:${this.server.port}`, connection: 'close' };
		if (this.cookies.size)
			all.cookie = this.cookie();
		if (body !== undefined)
			all['content-length'] = Buffer.byteLength(body);
		Object.assign(all, headers);
		return new Promise((done, fail) => {
			const r = http.request({
				host: '127.0.0.1', port: this.server.port, localAddress: this.address, agent: false,
				method, path: raw ? target : this.base + target, headers: all, timeout: 40000,
			}, (answer) => {
				const parts = [];
				answer.on('data', (d) => parts.push(d));
				answer.on('error', fail);
				answer.on('end', () => {
					this.take(answer.headers['set-cookie'] ?? []);
					const buffer = Buffer.concat(parts);
					done({ status: answer.statusCode, headers: answer.headers, buffer, get text() {
						return buffer.toString('utf8');
					} });
				});
			});
			r.on('timeout', () => r.destroy(new Error(`${method} ${target}: no answer`)));
			// The server may answer 413 and close while we still write.
			r.on('error', (e) => (e.code === 'EPIPE' || e.code === 'ECONNRESET') && r.res ? 0 : fail(e));
			r.end(body);
		});
	}

	take(lines) {
		for (const line of lines) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
			if (value === '' || /max-age=0\b/i.test(line))
				this.cookies.delete(name);
			else
				this.cookies.set(name, value);
		}
	}

	get(target, options) {
		return this.send('GET', target, options);
	}

	// fields: an object, pairs, or a ready string.
	post(target, fields, options = {}) {
		const body = typeof fields === 'string' || Buffer.isBuffer(fields) ? fields : form(fields);
		return this.send('POST', target, { body, ...options, headers: {
			'content-type': 'application/x-www-form-urlencoded', ...options.headers } });
	}

	// With the session's token.
	async act(target, fields = {}, options) {
		return this.post(target, { csrf: await this.csrf(), ...fields }, options);
	}

	async upload(target, parts, options = {}) {
		return this.post(target, multipart([['csrf', await this.csrf()], ...parts]), { ...options, headers: {
			'content-type': `multipart/form-data; boundary=${boundary}`, ...options.headers } });
	}

	async csrf() {
		const sid = this.cookies.get('sid');
		if (this.known !== sid) {
			this.token = /name="csrf" value="([^"]+)"/.exec((await this.get('/desk/me')).text)?.[1];
			this.known = sid;
		}
		return this.token ?? '';
	}

	get origin() {
		return { origin: `http://127.0.0.1:${this.server.port}` };
	}

	login(user, password = 'nastavnik-demo', more = {}) {
		return this.post('/desk/login', { user, password, ...more }, { headers: this.origin });
	}

	async signIn(user, password) {
		const r = await this.login(user, password);
		if (r.status !== 303)
			throw new Error(`${user} could not sign in: ${r.status} ${words(r.text)}`);
		return this;
	}

	// A new story; returns its id.
	async story(kind = 'news', more = {}) {
		const r = await this.act('/desk/story/new', { kind, ...more });
		const id = /\/desk\/story\/(\d+)/.exec(r.headers.location ?? '')?.[1];
		if (!id)
			throw new Error(`no story: ${r.status} ${words(r.text)}`);
		return Number(id);
	}

	async version(id) {
		const r = await this.get(`/desk/story/${id}?edit=1`);
		return Number(/name="version" value="(\d+)"/.exec(r.text)?.[1]);
	}

	async save(id, fields, options) {
		return this.act(`/desk/story/${id}`, { version: await this.version(id), kind: 'news', rubric: 1,
			people: 'no', when: 'later', do: 'save', ...fields }, options);
	}

	async step(id, action, fields = {}) {
		return this.act(`/desk/story/${id}/${action}`, { version: await this.version(id), ...fields });
	}
}

export function words(html) {
	return html.replace(/<style.*?<\/style>|<[^>]*>/gs, ' ').replace(/\s+/g, ' ').slice(0, 600);
}

// Bytes on a socket; the answer as text, or '' if the server just closed.
export function raw(server, bytes, { address = newAddress(), wait = 3000, cut = false } = {}) {
	return new Promise((done) => {
		const parts = [];
		const s = net.connect({ host: '127.0.0.1', port: server.port, localAddress: address });
		const end = () => {
			s.destroy();
			done(Buffer.concat(parts).toString('utf8'));
		};
		const timer = setTimeout(end, wait);
		s.on('data', (d) => parts.push(d));
		s.on('error', () => {});
		s.on('close', () => {
			clearTimeout(timer);
			end();
		});
		s.write(bytes);
		if (cut)
			setTimeout(() => s.end(), 100);
	});
}

export const rawStatus = (text) => Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0);

// The product's command line.
export function ctl(server, args, input) {
	const r = spawnSync(path.join(server.build, 'nastavnik'), ['--state', server.state, ...args],
		{ encoding: 'utf8', input, env: { ...process.env, NASTAVNIK_DB: path.join(server.tree, 'db') } });
	if (r.status !== 0)
		throw new Error(`nastavnik ${args.join(' ')}: ${r.status} ${r.stderr}${r.stdout}`);
	return r.stdout;
}

export function sql(server, text, site = 'demo') {
	const r = spawnSync('sqlite3', ['-cmd', '.timeout 5000', path.join(server.state, site, 'site.db'), text],
		{ encoding: 'utf8' });
	if (r.status !== 0)
		throw new Error(`sqlite3: ${r.stderr}`);
	return r.stdout.trim();
}

// A plain PNG of one colour.
export function png(width, height, colour = [200, 80, 40]) {
	const row = Buffer.alloc(1 + width * 3);
	for (let i = 0; i < width; i++)
		row.set(colour, 1 + i * 3);
	const chunk = (name, data) => {
		const b = Buffer.alloc(12 + data.length);
		b.writeUInt32BE(data.length);
		b.write(name, 4, 'latin1');
		data.copy(b, 8);
		b.writeInt32BE(crc(b.subarray(4, 8 + data.length)), 8 + data.length);
		return b;
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head),
		chunk('IDAT', zlib.deflateSync(Buffer.concat(Array(height).fill(row)))), chunk('IEND', Buffer.alloc(0))]);
}

const table = Int32Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++)
		n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n;
});
function crc(b) {
	let c = -1;
	for (const x of b)
		c = table[(c ^ x) & 255] ^ (c >>> 8);
	return ~c;
}

// RFC 6238, for the second factor.
export async function totp(base32, at = Date.now()) {
	const { createHmac } = await import('node:crypto');
	let bits = '';
	for (const c of base32.replace(/=+$/, ''))
		bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0');
	const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
	const step = Buffer.alloc(8);
	step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
	const mac = createHmac('sha1', key).update(step).digest();
	const n = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
	return String(n % 1000000).padStart(6, '0');
}
