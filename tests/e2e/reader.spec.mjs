// nastavnik-reader with files as people have them: printed by a browser, of
// the demonstration, cut off on the way, changed byte by byte.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { docx, p, table, xlsx } from '../lib/office.mjs';
import { zip } from '../lib/zip.mjs';
import { launch } from '../lib/browser.mjs';

const tree = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.resolve(tree, process.env.NASTAVNIK_BUILD ?? 'build', 'nastavnik-reader');

function read(mode, input, expected = 0) {
	const done = spawnSync(program, [mode], { input, encoding: 'utf8', maxBuffer: 64 << 20 });
	expect(done.status, `${done.signal} ${done.stderr}`).toBe(expected);
	expect(done.stdout.endsWith('\n')).toBe(true);
	return JSON.parse(done.stdout);
}
const demo = (name) => fs.readFileSync(path.join(tree, 'db/demo', name));

test('the documents of the demonstration are read', () => {
	for (const [name, type, words] of [
		['polozhenie.pdf', 'pdf', 'Наставник — участник программы'],
		['prikaz.pdf', 'pdf', 'Назначить куратором программы Ладыгину Марию Сергеевну'],
		['programma.docx', 'docx', '«Первый шаг»: общая встреча пар\t3 октября 2025 г.'],
		['soglasie.docx', 'docx', 'Согласие на обработку персональных данных'],
		['plan.xlsx', 'xlsx', 'Методический четверг\t13.11.2025'],
	]) {
		const answer = read('text', demo(name));
		expect(answer.type, name).toBe(type);
		expect(answer.scanned, name).toBe(false);
		// Where a printed line ends says nothing.
		expect(answer.text.replace(/\n/g, ' '), name).toContain(words);
		expect(demo(name).length, name).toBeLessThan(60000);
	}
	expect(read('text', demo('polozhenie.pdf')).pages).toBe(2);
});

test('a roadmap comes as its rows, merged cells with the value they continue', () => {
	const { blocks } = read('table', demo('programma.docx'));
	const at = blocks.findIndex((b) => b.table);
	expect(blocks[at - 1]).toEqual({ p: '4. Дорожная карта' });
	const rows = blocks[at].table;
	expect(rows[1]).toEqual(['Подготовка', { t: '', merged: true }, { t: '', merged: true }]);
	expect(rows[4]).toEqual(['Анкеты желающих, согласия родителей', 'сентябрь 2025 г.', { t: 'М. С. Ладыгина', merged: true }]);
	for (const row of rows)
		expect(row).toHaveLength(3);
});

test('a consent to processing is a document of its own', () => {
	const { text } = read('text', demo('soglasie.docx'));
	expect(text).toContain('не публикуются');
	expect(text).not.toMatch(/распространени|изображени/);
});

test('what a browser prints is read, and a page of a picture is a scan', async () => {
	test.slow();
	const browser = await chromium.launch(launch);
	try {
		const page = await browser.newPage();
		await page.setContent('<meta charset=utf-8><p>Ёжик нашёл «подъезд» — 5 «А», 14:30.<p style="break-before:page">Вторая страница тоже говорит больше тридцати букв.');
		const printed = read('text', await page.pdf({ format: 'A4' }));
		expect(printed).toEqual({ type: 'pdf', pages: 2, scanned: false,
			text: 'Ёжик нашёл «подъезд» — 5 «А», 14:30.\n\nВторая страница тоже говорит больше тридцати букв.' });
		await page.setContent(`<img width=600 src="data:image/jpeg;base64,${demo('hall.jpg').toString('base64')}">`);
		const scan = await page.pdf({ format: 'A4' });
		expect(read('text', scan)).toEqual({ type: 'pdf', pages: 1, scanned: true, text: '' });
	} finally {
		await browser.close();
	}
});

test('pictures of the demonstration are what they are, and a table of nothing', () => {
	expect(read('text', demo('hall.jpg'))).toEqual({ type: 'jpeg', text: '', scanned: false, pages: 0 });
	expect(read('table', demo('hall.jpg'))).toEqual({ refused: 'format' });
});

test('a file cut off anywhere gets an answer', () => {
	test.slow();
	for (const name of ['plan.xlsx', 'soglasie.docx', 'prikaz.pdf']) {
		const whole = demo(name), step = Math.ceil(whole.length / 12);
		for (let n = 0; n < whole.length; n += step) {
			const answer = read('text', whole.subarray(0, n));
			expect(answer.refused ?? answer.type, `${n} bytes of ${name}`).toMatch(/^(format|broken|pdf)$/);
		}
	}
});

test('a file changed in one place gets an answer', () => {
	test.slow();
	for (const name of ['plan.xlsx', 'soglasie.docx', 'prikaz.pdf']) {
		const whole = demo(name);
		for (let i = 0; i < 40; i++) {
			const changed = Buffer.from(whole);
			changed[(i * 7919) % whole.length] ^= 1 << i % 8;
			read(i % 2 ? 'text' : 'table', changed);
		}
	}
});

test('entries that would leave a folder are names and nothing else', () => {
	const file = path.join(os.tmpdir(), `nastavnik-slip-${process.pid}`);
	const body = docx('x', [p('слово')], [[`../../../../../../..${file}`, 'x'], [file, 'x']]);
	expect(read('text', body).text).toBe('слово');
	expect(fs.existsSync(file)).toBe(false);
});

test('a document that looks like another kind is what its contents say', () => {
	const sheet = xlsx('x', 'Лист', [10], [['слово']]);
	expect(read('text', sheet).type).toBe('xlsx');
	expect(read('text', zip([['word/document.xml', '<document/>']]))).toEqual({ refused: 'format' });
	expect(read('table', docx('x', [table(1, [['слово']])])))
		.toEqual({ type: 'docx', blocks: [{ table: [['слово']] }] });
});
