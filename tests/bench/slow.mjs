// How long readers wait while others hold connections: 32 that ask for pages
// and do not read them, 32 that send a form letter by letter, 200 that say
// nothing.  The p99 of readers against the limit of 50 ms.
import { connect } from 'node:net';
import http from 'node:http';
import { startInstance } from '../lib/instance.mjs';

const READERS = 4, REQUESTS = 3000, P99_MS = 50;
const SLOW = 32, IDLE = 200;
const pause = (ms) => new Promise((r) => setTimeout(r, ms));
const server = await startInstance();
const open = [];
let drips;

function hold(bytes) {
	return new Promise((done) => {
		const s = connect({ host: '127.0.0.1', port: server.port }, () => {
			s.pause();
			if (bytes)
				s.write(bytes);
			done(s);
		});
		s.on('error', () => {});
		open.push(s);
	});
}

function read(agent, at) {
	return new Promise((done, fail) => {
		const began = performance.now();
		http.get({ host: '127.0.0.1', port: server.port, path: at, agent }, (a) => {
			a.resume();
			a.on('end', () => (a.statusCode === 200 ? done(performance.now() - began) : fail(new Error(`${at}: ${a.statusCode}`))));
		}).on('error', fail);
	});
}

// Half of it from the cache, half by the workers.
async function readAll() {
	const times = [];
	let n = 0;
	await Promise.all(Array.from({ length: READERS }, async () => {
		const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
		while (n < REQUESTS) {
			const i = n++;
			times.push(await read(agent, i % 2 ? ['/', '/news/', '/events/'][i % 3] : `/news/?n=${process.pid}-${i}`));
		}
		agent.destroy();
	}));
	times.sort((a, b) => a - b);
	return times[Math.floor(times.length * 0.99)];
}

let ratio;
try {
	await readAll(); // warm
	const alone = await readAll();
	for (let i = 0; i < IDLE; i++)
		await hold('');
	for (let i = 0; i < SLOW; i++)
		await hold(`GET /?slow=${i} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(300));
	const writers = [];
	for (let i = 0; i < SLOW; i++)
		writers.push(await hold('POST /view HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\nt='));
	drips = setInterval(() => writers.forEach((w) => w.write('1')), 200);
	await pause(1000);
	const held = await readAll();
	ratio = held / P99_MS;
	console.log(`slow ratio ${ratio.toFixed(2)} (p99 ${held.toFixed(1)} / ${P99_MS} ms; ${alone.toFixed(1)} ms without them)`);
} finally {
	clearInterval(drips);
	open.forEach((s) => s.destroy());
	await server.stop();
}
if (!(ratio <= 1)) {
	console.log('over the limit: slow');
	process.exit(1);
}
