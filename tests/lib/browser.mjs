// The browser of all tests: the one without a window of its own, which costs
// three quarters of the other's time.
export const launch = {
	executablePath: process.env.CHROMIUM || '/usr/lib/chromium/chromium-headless-shell',
	args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
		'--disable-component-update', '--disable-sync',
		...(process.getuid() ? [] : ['--no-sandbox'])],
};
