// The shape of the C sources: layers, names, sizes, no HTML, no SQL outside
// row files.  Prints what is wrong, one line each.
import { readdirSync, readFileSync, existsSync } from 'node:fs';

const may = {
	base: ['base'],
	jail: ['jail'],
	image: ['image', 'jail'],
	reader: ['base', 'jail', 'reader'],
	store: ['base', 'store'],
	web: ['base', 'store', 'web'],
	vk: ['base', 'vk'],
	people: ['base', 'store', 'people'],
	register: ['base', 'store', 'people', 'register'],
	section: ['base', 'store', 'people', 'section'],
	document: ['base', 'store', 'document'],
	figure: ['base', 'store', 'people', 'figure'],
	deadline: ['base', 'deadline'],
	import: ['base', 'deadline', 'import'],
	roadmap: ['base', 'store', 'people', 'programme', 'deadline', 'import', 'roadmap'],
	programme: ['base', 'store', 'people', 'programme'],
	mediaplan: ['base', 'store', 'people', 'programme', 'mediaplan'],
	mail: ['base', 'store', 'people', 'programme', 'roadmap', 'mail'],
	publish: ['base', 'store', 'people', 'mediaplan', 'register', 'vk', 'mail', 'publish'],
};
const upper = ['base', 'store', 'people', 'section', 'register', 'document', 'figure', 'deadline', 'import', 'roadmap', 'programme', 'mediaplan', 'publish', 'mail'];
may.page = [...upper, 'web', 'page'];
may.desk = [...upper, 'web', 'desk'];
may.ctl = [...upper, 'vk', 'ctl'];
// The sending part of publish/ is for the publisher alone.
const sending = /^mail\/courier\.h$|^publish\/(pass|send|step|reconcile|keycheck|loop|wake|keys)\.h$/;
const FUNCTION_MAX = 60, FILE_MAX = 500;

const wrong = [];
const say = (file, line, text) => wrong.push(`${file}:${line}: ${text}`);
const rooms = readdirSync('fcgi', { withFileTypes: true }).filter((d) => d.isDirectory()).map((d) => d.name);

function strings(line) {
	return [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((m) => m[1]);
}

for (const room of rooms) {
	if (!may[room])
		say(`fcgi/${room}`, 1, 'no such room in the plan of layers');
	// A room that outgrows one screen has a sub-folder per subject.
	for (const place of readdirSync(`fcgi/${room}`, { recursive: true })) {
		const name = place.replace(/^.*\//, '');
		if (!/\.[ch]$/.test(name))
			continue;
		const file = `fcgi/${room}/${place}`;
		const stem = name.replace(/\.[ch]$/, '');
		const lines = readFileSync(file, 'utf8').split('\n');
		if (lines.length - 1 > FILE_MAX)
			say(file, 1, `${lines.length - 1} lines, at most ${FILE_MAX}`);
		const rows = stem.endsWith('s') || /^(db_|search)/.test(stem) || ['migrate'].includes(stem);
		let start = 0;
		lines.forEach((line, i) => {
			const inc = /^#include "([a-z]+)\/([^"]+)"/.exec(line);
			if (inc && may[room] && !may[room].includes(inc[1]))
				say(file, i + 1, `${room} may not include ${inc[1]}`);
			if (inc && ['page', 'desk'].includes(room) && sending.test(`${inc[1]}/${inc[2]}`))
				say(file, i + 1, `${room} may not include the sending part of publish`);
			if (/\/\/ /.test(line.replace(/"(?:[^"\\]|\\.)*"/g, '')) && !/https?:\/\//.test(line))
				say(file, i + 1, 'comments are /* */');
			if (name.endsWith('.c'))
				for (const s of strings(line)) {
					if (/<\/?[a-z][a-z0-9]*[ >/]/.test(s) && !/^<%?[a-z]+>$/.test(s) && room !== 'base')
						say(file, i + 1, 'HTML in C');
					if (!rows && /^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|PRAGMA|BEGIN|REPLACE INTO) /.test(s))
						say(file, i + 1, 'SQL outside a row file');
					if (/\$[0-9]/.test(s) && /SELECT|INSERT|UPDATE|DELETE/.test(s))
						say(file, i + 1, 'SQL parameters are ?1, never $1');
				}
			if (!name.endsWith('.c'))
				return;
			const def = /^([a-z_][a-z0-9_]*)\(/.exec(line);
			if (def && i > 0) {
				start = i;
				const type = lines[i - 1];
				const prefix = ['page', 'desk', 'ctl'].includes(room) ? `${room}_${stem}` : stem.replace(/^db_sqlite.*/, 'st');
				if (!/^static\b/.test(type) && type.trim() && !/[;{}]$/.test(type)) {
					const ok = def[1] === prefix || def[1].startsWith(`${prefix}_`) ||
						(/^(db_|search)/.test(stem) && /^(store|stmt|db_sqlite)/.test(def[1])) ||
						def[1] === `${room}_${stem.replace(/s$/, '')}` ||
						def[1].startsWith(`${room}_${stem.replace(/s$/, '')}_`) ||
						def[1] === `${room}_${stem}` ||
						(['page', 'desk'].includes(room) && def[1].startsWith(`${room}_${stem.split('_')[0]}`)) ||
						def[1].startsWith(`${stem.split('_')[0]}_`);
					if (!ok)
						say(file, i + 1, `${def[1]}: the name begins with its file's name`);
				}
			}
			if (/^}/.test(line) && start) {
				if (i - start + 1 > FUNCTION_MAX)
					say(file, start + 1, `function of ${i - start + 1} lines, at most ${FUNCTION_MAX}`);
				start = 0;
			}
		});
		// A room of many small files of one shape may share one header.
		if (name.endsWith('.c') && !existsSync(file.replace(/\.c$/, '.h')) && !/_/.test(stem) &&
		    !existsSync(`fcgi/${room}/${room}.h`))
			say(file, 1, 'a .c file has its header');
	}
}
for (const w of wrong)
	console.log(w);
process.exit(wrong.length ? 1 : 0);
