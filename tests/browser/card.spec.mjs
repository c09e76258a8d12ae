// What is on a drawn card: a browser reads its pixels.
import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, tree } from '../lib/instance.mjs';

const program = process.env.NASTAVNIK_IMAGE || path.join(build, 'nastavnik-image');
// The palette as pages have it.
const css = readFileSync(path.join(tree, 'templates/static/theme.css'), 'utf8');
const colours = [...css.matchAll(/\.k-(\w+)\{--school:#(\w{6});--school-tint:#(\w{6})/g)]
	.map(([, name, ground, tint]) => ({ name, ground: rgb(ground), tint: rgb(tint) }));
const titles = ['Наставник', 'Наставник и робот: школьники собрали первую модель', 'Щ'.repeat(10000),
	'О том, как ученики и наставники провели турнир '.repeat(20), 'Ж'.repeat(18), 'fi ﷽ Ǻ̂̃ ЩЩЩ́'];

function rgb(hex) {
	return [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16));
}
function light([r, g, b]) {
	const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
	return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}
const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);

function draw(words) {
	const r = spawnSync('sh', ['-c', 'exec "$0" card 3>&1 1>/dev/null', program], { input: words.join('\n'), maxBuffer: 1 << 24 });
	expect(r.status, String(r.stderr)).toBe(0);
	return r.stdout.toString('base64');
}

// Of a rectangle: the lightest and the darkest pixel, and how many are light.
async function look(page, jpeg, rectangles) {
	return page.evaluate(async ([data, list]) => {
		const img = new Image();
		img.src = `data:image/jpeg;base64,${data}`;
		await img.decode();
		const c = document.createElement('canvas');
		[c.width, c.height] = [img.naturalWidth, img.naturalHeight];
		const g = c.getContext('2d');
		g.drawImage(img, 0, 0);
		return { width: c.width, height: c.height, seen: list.map(([x, y, w, h]) => {
			const p = g.getImageData(x, y, w, h).data;
			let max = [0, 0, 0], min = [255, 255, 255], white = 0;
			const sum = (v) => v[0] * 2 + v[1] * 7 + v[2];
			for (let i = 0; i < p.length; i += 4) {
				const v = [p[i], p[i + 1], p[i + 2]];
				if (sum(v) > sum(max))
					max = v;
				if (sum(v) < sum(min))
					min = v;
				white += sum(v) > 2200;
			}
			return { max, min, white };
		}) };
	}, [jpeg, rectangles]);
}

test('words keep 4.5:1 on the ground of each colour that a school may choose', async ({ page }) => {
	expect(colours.length).toBe(7);
	for (const k of colours) {
		const { width, height, seen: [all, corner] } = await look(page, draw(['', '', '', '', k.name]), [[0, 0, 1200, 500], [5, 600, 9, 9]]);
		expect([width, height]).toEqual([1200, 630]);
		corner.max.forEach((v, i) => expect(Math.abs(v - k.ground[i]), k.name).toBeLessThan(6));
		// the lightest spot of the ground is where the rings meet
		for (const ink of [[255, 255, 255], k.tint]) {
			expect(contrast(ink, all.max), k.name).toBeGreaterThan(4.5);
			expect(contrast(ink, k.ground), k.name).toBeGreaterThan(4.5);
		}
	}
});

test('no word leaves the margins, however long it is, and every title is seen', async ({ page }) => {
	const rest = ['Новости наставничества '.repeat(20), 'Муниципальное общеобразовательное учреждение '.repeat(8), '30 сентября 2026 г., среда, вечер', 'pine'];
	for (const title of titles) {
		const { seen: [left, right, top, bottom, middle] } = await look(page, draw([title, ...rest]),
			[[0, 0, 74, 630], [1126, 0, 74, 630], [0, 0, 1200, 62], [0, 592, 1200, 38], [80, 136, 1040, 352]]);
		const name = title.slice(0, 40);
		for (const band of [left, right, top, bottom])
			expect(band.white, name).toBe(0);
		expect(middle.white, name).toBeGreaterThan(2000);
	}
});
