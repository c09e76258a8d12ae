// The one runner: node tests/run.mjs test|lint|units|proof|bench|fuzz.
// Each step prints one line; the last line is "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const tree = path.dirname(here);
process.chdir(tree);
const build = process.env.BUILD || 'build';
const total = { passed: 0, failed: 0, skipped: 0 };
const broken = []; // told once more at the end, where nobody cuts it off

function run(command, args, options = {}) {
	return new Promise((done) => {
		const child = spawn(command, args, {
			cwd: options.cwd || tree,
			env: { ...process.env, ...options.env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (d) => {
				output += d;
				if (options.live)
					process.stdout.write(d);
			});
		child.on('error', (e) => done({ code: 127, output: String(e) }));
		child.on('close', (code, signal) => done({ code: code ?? 128, signal, output }));
	});
}

function count(name, passed, failed, output, started) {
	total.passed += passed;
	total.failed += failed;
	const s = ((Date.now() - started) / 1000).toFixed(1);
	console.log(`${failed ? 'FAIL' : 'ok  '} ${name} (${passed} passed, ${failed} failed, ${s} s)`);
	if (!failed)
		return;
	const lines = faults(output);
	console.log(lines.slice(0, 200).join('\n'));
	broken.push([name, ...lines.slice(0, 40)].join('\n'));
}

// What went wrong, without what went well: Playwright tells each test it
// begins, cmocka each test that passed.
function faults(output) {
	const lines = output.split('\n').filter((l) => l.trim() && !/^\[\d+\/\d+\]|^\[ (RUN      |      OK) \]/.test(l));
	const first = lines.findIndex((l) => /^ {2}\d+\) |\[ {2}(ERROR|FAILED)|\berror\b|ERROR: /.test(l));
	return first < 0 ? lines.slice(-120) : lines.slice(Math.max(first - 5, 0));
}

async function step(name, command, args, options) {
	const started = Date.now();
	const r = await run(command, args, options);
	count(name, r.code === 0 ? 1 : 0, r.code === 0 ? 0 : 1, r.output, started);
	return r.code === 0;
}

const make = (name, target, ...vars) =>
	step(name, 'make', ['--no-print-directory', '-j2', ...target.split(' '), ...vars]);

async function lint() {
	const dir = path.join(here, 'lint');
	for (const f of readdirSync(dir).sort()) {
		if (f.endsWith('.mjs'))
			await step(`lint ${f.slice(0, -4)}`, 'node', [path.join(dir, f)]);
		else if (f.endsWith('.sh'))
			await step(`lint ${f.slice(0, -3)}`, 'sh', [path.join(dir, f), 'templates']);
	}
	await make('lint clang sees no warning', 'warnings', 'CC=clang');
	mkdirSync(`${build}/cppcheck`, { recursive: true });
	await step('lint cppcheck', 'cppcheck', ['--quiet', '--std=c11', '--error-exitcode=1',
		`--cppcheck-build-dir=${build}/cppcheck`,
		'--enable=warning,portability', '--inline-suppr', '-j2', '-Ifcgi',
		'--suppress=missingIncludeSystem', '--suppress=nullPointerOutOfMemory',
		'-D__GNUC__', '--max-configs=4', 'fcgi']);
	const sources = (await run('git', ['ls-files', '-co', '--exclude-standard',
	    'fcgi/*.c', 'fcgi/*.h', 'tests/*.c', 'tests/*.h'])).output.trim().split('\n');
	await step('lint clang-format', 'clang-format', ['--dry-run', '-Werror', ...sources]);
}

// Each cmocka program tells "[  PASSED  ] 5 test(s)."
async function units(dir, label, env = {}) {
	if (!existsSync(dir))
		return;
	const left = readdirSync(dir).filter((n) => /^test_\w+$/.test(n)).sort();
	const work = async () => {
		const f = left.shift();
		if (!f)
			return;
		const started = Date.now();
		const r = await run(path.join(dir, f), [], { env: { NASTAVNIK_DB: 'db', ...env } });
		const n = Number(/\[ {2}PASSED {2}\] (\d+) test/.exec(r.output)?.[1] ?? 0);
		const bad = Number(/\[ {2}FAILED {2}\] (\d+) test/.exec(r.output)?.[1] ?? 0);
		const failed = bad || (r.code !== 0 || n === 0 ? 1 : 0);
		count(`${label} ${f}`, n, failed, r.output, started);
		await work();
	};
	// Two at a time: some wait for a child or a clock.
	await Promise.all([work(), work()]);
}

async function playwright(label, project, env = {}) {
	const started = Date.now();
	const r = await run(path.join(here, 'node_modules/.bin/playwright'),
	    ['test', '-c', 'playwright.config.mjs', ...project.map((p) => `--project=${p}`),
	        '--reporter=line,json'],
	    { cwd: here, env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${tree}/${build}/${label}.json`, ...env } });
	const passed = Number(/^\s*(\d+) passed/m.exec(r.output)?.[1] ?? 0);
	const failed = Number(/^\s*(\d+) failed/m.exec(r.output)?.[1] ?? 0) +
		Number(/^\s*(\d+) did not run/m.exec(r.output)?.[1] ?? 0);
	const skipped = Number(/^\s*(\d+) skipped/m.exec(r.output)?.[1] ?? 0);
	const flaky = Number(/^\s*(\d+) flaky/m.exec(r.output)?.[1] ?? 0);
	total.skipped += skipped;
	if (flaky)
		console.log(r.output.split('\n').filter((l) => /flaky|›/.test(l) && !/^\[\d/.test(l)).join('\n'));
	count(`${label}${skipped ? ` [${skipped} skipped]` : ''}${flaky ? ` [${flaky} flaky]` : ''}`, passed + flaky,
	    failed || (r.code !== 0 || passed === 0 ? 1 : 0), r.output, started);
}

const asan = `${build}/asan`;
const asanEnv = {
	NASTAVNIK_BUILD: path.resolve(asan),
	NASTAVNIK_IMAGE: path.resolve(asan, 'nastavnik-image'),
	NASTAVNIK_READER: path.resolve(asan, 'nastavnik-reader'),
	NASTAVNIK_WRITER: path.resolve(asan, 'nastavnik-writer'),
	ASAN_OPTIONS: 'detect_leaks=1:abort_on_error=0:exitcode=99',
	UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1',
	LSAN_OPTIONS: `suppressions=${path.resolve(here, 'lint/leaks.supp')}:print_suppressions=0`,
};
const plainEnv = {
	NASTAVNIK_BUILD: path.resolve(build),
	NASTAVNIK_IMAGE: path.resolve(build, 'nastavnik-image'),
	NASTAVNIK_READER: path.resolve(build, 'nastavnik-reader'),
	NASTAVNIK_WRITER: path.resolve(build, 'nastavnik-writer'),
};

async function test() {
	if (!await make('build', 'build units tools'))
		return;
	const sanitized = await make('build with AddressSanitizer and UBSan',
	    'build units tools', `BUILD=${asan}`, 'SAN=address,undefined');
	// Scenarios mostly wait for a minute or a time-out; the others work.
	await Promise.all([
		(async () => {
			await playwright('end to end', ['e2e'], plainEnv);
			if (sanitized)
				await playwright('end to end under sanitizers', ['foreign'], asanEnv);
		})(),
		(async () => {
			await units(`${build}/unit`, 'unit', plainEnv);
			await lint();
			if (sanitized)
				await units(`${asan}/unit`, 'unit under sanitizers', asanEnv);
			await playwright('browser', ['js', 'nojs', 'phone'], plainEnv);
		})(),
	]);
}

async function scripts(dir, pattern) {
	for (const f of readdirSync(path.join(here, dir)).filter((n) => pattern.test(n)).sort()) {
		const started = Date.now();
		const r = await run('node', [path.join(here, dir, f)], { env: plainEnv, live: true });
		count(`${dir}/${f}`, r.code === 0 ? 1 : 0, r.code === 0 ? 0 : 1, '', started);
	}
}

const modes = {
	test,
	lint,
	async units() {
		await units(`${build}/unit`, 'unit', plainEnv);
	},
	async proof() {
		await test();
		await playwright('all of end to end under sanitizers', ['e2e'], asanEnv);
		await playwright('browser, all rules in all looks', ['js'], { ...plainEnv, FULL: '1' });
		await scripts('e2e', /^proof-.*\.mjs$/);
		await modes.fuzz();
	},
	async bench() {
		if (await make('build', 'build tools'))
			await scripts('bench', /\.mjs$/);
	},
	async fuzz() {
		const seconds = process.env.FUZZ_SECONDS || '60';
		const targets = readdirSync(path.join(here, 'fuzz')).filter((n) => n.endsWith('.c'));
		for (const f of targets) {
			const name = f.slice(0, -2);
			if (!await make(`build fuzz ${name}`, `${build}/fuzz/${name}`))
				continue;
			await run('mkdir', ['-p', `${build}/fuzz/${name}.corpus`]);
			const seeds = path.join(here, 'fuzz', `${name}.seeds`);
			await step(`fuzz ${name} for ${seconds} s`, `${build}/fuzz/${name}`,
			    [`-max_total_time=${seconds}`, '-timeout=5', '-rss_limit_mb=512',
			        `${build}/fuzz/${name}.corpus`, ...(existsSync(seeds) ? [seeds] : [])]);
		}
	},
};

const mode = process.argv[2];
if (!modes[mode]) {
	console.error(`usage: node tests/run.mjs ${Object.keys(modes).join('|')}`);
	process.exit(2);
}
await modes[mode]();
for (const b of broken)
	console.log(`\n${b}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);
