// One running copy of the product: conf/run.sh on a free port with its own
// state, as `make run` starts it; without the demonstration's roadmap for those
// who bring their own.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const tree = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const build = process.env.NASTAVNIK_BUILD || path.join(tree, 'build');

function isFree(port) {
	return new Promise((done) => {
		const s = createServer();
		s.once('error', () => done(false));
		s.listen(port, '127.0.0.1', () => s.close(() => done(true)));
	});
}

// Two free ports in a row: the site and the simulator.
export async function freePorts() {
	for (;;) {
		// Below 32768: the ports of outgoing connections begin there.
		const port = 20000 + Math.floor(Math.random() * 12000);
		if (await isFree(port) && await isFree(port + 1))
			return port;
	}
}

export async function startInstance({ state, port, roadmap = true } = {}) {
	const own = !state;
	state ??= mkdtempSync(path.join(tmpdir(), 'nastavnik-test-'));
	port ??= await freePorts();
	const child = spawn('sh', [path.join(tree, 'conf/run.sh'), build, state, String(port), ...(roadmap ? [] : ['--no-roadmap'])],
	    { cwd: tree, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	const ended = new Promise((done) => child.on('close', (code) => done(code)));
	await new Promise((ready, refuse) => {
		const see = (d) => {
			output += d;
			if (/^ready /m.test(output))
				ready();
		};
		child.stdout.on('data', see);
		child.stderr.on('data', see);
		ended.then((code) => refuse(new Error(`run.sh ended with ${code}:\n${output}`)));
	});
	return {
		url: `http://127.0.0.1:${port}`,
		vk: `http://127.0.0.1:${port + 1}`,
		port, state, child, build, tree,
		get output() {
			return output;
		},
		async stop() {
			child.kill('SIGTERM');
			const code = await ended;
			if (own)
				rmSync(state, { recursive: true, force: true });
			return code;
		},
		// The control interface of the simulator.
		async sandbox(call, body) {
			const answer = await fetch(`http://127.0.0.1:${port + 1}/_sandbox/${call}`,
			    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
			return answer.json();
		},
	};
}
