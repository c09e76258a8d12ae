// The whole path (sign-in, event, story, photo, approval, queue, VK) with the
// workers and the publisher under valgrind: no error, no byte lost.
import { chmodSync, copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const tree = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const real = process.env.NASTAVNIK_BUILD || path.join(tree, 'build');
const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-valgrind-'));
const suppressions = path.join(tree, 'tests/lint/valgrind.supp');

// A build folder whose long-running programs start under valgrind.
const wrapped = path.join(dir, 'build');
cpSync(path.join(real, 'static'), path.join(wrapped, 'static'), { recursive: true });
for (const p of ['nastavnik', 'nastavnik-image', 'vk-sandbox'])
	copyFileSync(path.join(real, p), path.join(wrapped, p));
for (const p of ['nastavnik-worker', 'nastavnik-publisher']) {
	const file = path.join(wrapped, p);
	writeFileSync(file, `#!/bin/sh
exec valgrind --log-file=${dir}/${p}.%p.log --leak-check=full --show-leak-kinds=definite \\
    --num-callers=30 ${existsSync(suppressions) ? `--suppressions=${suppressions}` : ''} ${path.join(real, p)} "$@"
`);
	chmodSync(file, 0o755);
}
process.env.NASTAVNIK_BUILD = wrapped;
const { startInstance } = await import('../lib/instance.mjs');
const { Client, sql, words } = await import('./lib/client.mjs');

function must(r, status, what) {
	if (r.status !== status)
		throw new Error(`${what}: ${r.status} ${words(r.text)}`);
	return r;
}
async function until(what, fn, s = 120) {
	for (const end = Date.now() + s * 1000; Date.now() < end;) {
		const got = await fn();
		if (got)
			return got;
		await new Promise((r) => setTimeout(r, 500));
	}
	throw new Error(`waited for: ${what}`);
}
const local = (at) => new Date(at + 5 * 3600e3).toISOString().slice(0, 16); // the demo school's zone

const server = await startInstance();
let code = 1;
try {
	const editor = await new Client(server).signIn('timofeev');
	const curator = await new Client(server).signIn('ladygina');
	const director = await new Client(server).signIn('severceva');
	const admin = await new Client(server).signIn('admin');
	const visitor = new Client(server);
	must(await visitor.login('ladygina', 'not the password'), 422, 'a wrong password');
	const r = must(await curator.act('/desk/event/new', { title: 'Событие под надзором', start: local(Date.now() - 7200e3), end: local(Date.now() - 3600e3),
		place: 'Зал', audience: 'все', about: 'О нём', public: 1, 'slot': 'post_release' }), 303, 'an event');
	const event = /event\/(\d+)/.exec(r.headers.location)[1];
	must(await curator.act(`/desk/event/${event}`, { title: 'Событие под надзором', version: 1, start: local(Date.now() - 7200e3), end: local(Date.now() - 3000e3), public: 1 }), 303, 'an event moved');
	const id = await editor.story('post_release', { event });
	const channel = sql(server, 'SELECT id FROM channels');
	const picture = readFileSync(path.join(tree, 'tests/fixtures/images/turned.jpg'));
	const text = { kind: 'post_release', rubric: 1, people: 'yes', title: 'Как прошло', lead: 'Коротко.', text: '**Много** слов. '.repeat(60), when: 'later', channel };
	must(await editor.save(id, text), 303, 'a story');
	must(await editor.upload(`/desk/story/${id}/photo`, [['photo', picture, 'a.jpg', 'image/jpeg']]), 200, 'a photo');
	const photo = sql(server, `SELECT id FROM photos WHERE story_id=${id}`);
	must(await editor.save(id, { ...text, [`alt-${photo}`]: 'Зал и дети' }), 303, 'a description');
	must(await editor.act(`/desk/story/${id}`, { ...text, version: 1, do: 'save' }), 409, 'a stale save');
	must(await editor.step(id, 'submit'), 303, 'submit');
	must(await director.step(id, 'return', { reason: 'Уточните' }), 303, 'return');
	must(await editor.step(id, 'submit'), 303, 'submit again');
	must(await director.step(id, 'approve', { consents: 1 }), 303, 'approve');
	must(await curator.step(id, 'schedule', { at: local(Date.now() + 3600e3) }), 303, 'schedule');
	must(await curator.step(id, 'unschedule'), 303, 'unschedule');
	must(await curator.step(id, 'send_now'), 303, 'send');
	const state = () => sql(server, `SELECT state FROM publications WHERE story_id=${id} ORDER BY id DESC LIMIT 1`);
	await until('the post on the wall, seen', () => /posted|verified/.test(state()));
	const slug = sql(server, `SELECT slug FROM stories WHERE id=${id}`);
	must(await visitor.get(`/story/${slug}`), 200, 'the story');
	must(await visitor.get(`/media/${sql(server, `SELECT name FROM photos WHERE id=${photo}`)}-960.webp`), 200, 'the photo');
	for (const p of ['/', '/news/', '/events/', `/events/${event}`, '/feed.xml', '/events.ics', '/sitemap.xml', '/robots.txt'])
		must(await visitor.get(p), 200, p);
	for (const p of ['/desk', '/desk/plan', '/desk/plan.csv', '/desk/plan/print', '/desk/attention', '/desk/events', `/desk/event/${event}`, `/desk/story/${id}`,
		`/desk/publication/${sql(server, `SELECT max(id) FROM publications WHERE story_id=${id}`)}`, '/desk/rubrics', '/desk/settings', '/desk/vk', '/desk/me', '/desk/help', `/desk/story/${id}/versions/${sql(server, `SELECT max(version) FROM story_versions WHERE story_id=${id}`)}`])
		must(await curator.get(p), 200, p);
	for (const p of ['/desk/accounts', '/desk/journal', '/desk/journal.csv'])
		must(await admin.get(p), 200, p);
	must(await visitor.get('/%zz'), 400, 'a bad address');
	must(await visitor.get('/nope'), 404, 'no page');
	must(await editor.post(`/desk/story/${id}`, 'csrf=x'), 403, 'a wrong token');
	must(await editor.post(`/desk/story/${id}`, 'broken', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }), 400, 'broken multipart');
	must(await editor.upload(`/desk/story/${await editor.story()}/photo`, [['photo', 'no', 'a.jpg']]), 200, 'no picture');
	must(await admin.act('/desk/vk/recheck'), 303, 'keys');
	must(await director.step(id, 'withdraw', { reason: 'Проверка' }), 303, 'withdraw');
	await until('the story gone', async () => (await visitor.get(`/story/${slug}`)).status === 410);
	await new Promise((done) => setTimeout(done, 5000)); // the publisher deletes or asks
	must(await curator.act('/desk/logout'), 303, 'sign out');
	code = 0;
} catch (e) {
	console.log(`the path broke: ${e.message}\n${readFileSync(path.join(server.state, '.log/worker.log'), 'utf8').slice(-2000)}`);
} finally {
	await server.stop();
}

let seen = 0;
for (const f of readdirSync(dir).filter((n) => n.endsWith('.log'))) {
	const log = readFileSync(path.join(dir, f), 'utf8');
	// A child that went on as nastavnik-image, which is not watched.
	if (!/SUMMARY|Invalid|ninitialised|erminat/.test(log))
		continue;
	const errors = Number(/ERROR SUMMARY: (\d+) errors/.exec(log)?.[1] ?? NaN);
	const lost = /definitely lost: ([\d,]+) bytes/.exec(log)?.[1] ?? (/All heap blocks were freed/.test(log) ? '0' : 'unknown');
	console.log(`${f.replace(/\.log$/, '')}: ${errors} errors, ${lost} bytes lost`);
	seen++;
	if (errors !== 0 || lost !== '0') {
		code = 1;
		console.log(log.slice(0, 6000));
	}
}
if (seen < 4) {
	console.log(`only ${seen} processes were watched`);
	code = 1;
}
rmSync(dir, { recursive: true, force: true });
process.exit(code);
