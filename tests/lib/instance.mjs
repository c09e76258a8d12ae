// One running copy of the product: conf/run.sh on a free port with its own
// state, as `make run` starts it; without the demonstration's roadmap for those
// who bring their own.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

// conf/run.sh until it says that it is ready.
async function run(state, port, roadmap) {
	const child = spawn('sh', [path.join(tree, 'conf/run.sh'), build, state, String(port), ...(roadmap ? [] : ['--no-roadmap'])],
	    { cwd: tree, stdio: ['ignore', 'pipe', 'pipe'] });
	const r = { child, output: '', ended: new Promise((done) => child.on('close', (code) => done(code))) };
	await new Promise((ready, refuse) => {
		const see = (d) => {
			r.output += d;
			if (/^ready /m.test(r.output))
				ready();
		};
		child.stdout.on('data', see);
		child.stderr.on('data', see);
		r.ended.then((code) => refuse(new Error(`run.sh ended with ${code}:\n${r.output}`)));
	});
	return r;
}

// The demonstration, with its roadmap or without, is made once for all tests of a
// run (playwright.config.mjs names the folder): by the first that needs it, the
// others wait.
async function prepare(folder, roadmap) {
	const [lock, whole, mine] = ['lock', 'whole', `${process.pid}`].map((what) => path.join(folder, `${roadmap ? 'full' : 'bare'}-${what}`));
	const made = `${mine}-state`;
	writeFileSync(mine, `${process.pid}`);
	while (!existsSync(whole)) {
		try {
			linkSync(mine, lock);
		} catch {
			leave(lock);
			await new Promise((done) => setTimeout(done, 50));
			continue;
		}
		try {
			mkdirSync(made, { recursive: true });
			const r = await run(made, await freePorts(), roadmap);
			r.child.kill('SIGTERM');
			await r.ended;
			writeFileSync(`${mine}-whole`, made);
			renameSync(`${mine}-whole`, whole);
		} finally {
			rmSync(lock, { force: true });
		}
	}
	return readFileSync(whole, 'utf8');
}

// The lock of one that was ended while it worked (its test took too long).
function leave(lock) {
	try {
		process.kill(Number(readFileSync(lock, 'utf8')), 0);
	} catch (e) {
		if (e.code === 'ESRCH')
			rmSync(lock, { force: true });
	}
}

// A state with a site in it goes on; any other gets the demonstration.
export async function startInstance({ state, port, roadmap = true } = {}) {
	const own = !state;
	state ??= mkdtempSync(path.join(tmpdir(), 'nastavnik-test-'));
	if (process.env.NASTAVNIK_PREPARED && !existsSync(path.join(state, 'demo')))
		cpSync(await prepare(process.env.NASTAVNIK_PREPARED, roadmap), state, { recursive: true, force: false });
	port ??= await freePorts();
	const started = await run(state, port, roadmap), { child, ended } = started;
	return {
		url: `http://127.0.0.1:${port}`,
		vk: `http://127.0.0.1:${port + 1}`,
		port, state, child, build, tree,
		get output() {
			return started.output;
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
