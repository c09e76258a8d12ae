#!/bin/sh
# packages.sh run|test: installs the Debian packages that are missing, with
# apt; does nothing, and asks nobody, when all are there.
set -eu

run="build-essential pkg-config libfcgi-dev clearsilver-dev libsqlite3-dev
libcurl4-openssl-dev liburiparser-dev libjansson-dev libcmark-dev
libsodium-dev liboath-dev libqrencode-dev libvips-dev libseccomp-dev
libpango1.0-dev fonts-paratype libutf8proc-dev libstemmer-dev libzip-dev
libxlsxwriter-dev libxml2-dev poppler-utils nginx-light libnginx-mod-http-brotli-filter
libnginx-mod-http-brotli-static libbrotli-dev zlib1g-dev brotli curl
ca-certificates tzdata"
test="libcmocka-dev valgrind clang libclang-rt-14-dev
clang-format cppcheck chromium-headless-shell wrk libxml2-utils libimage-exiftool-perl
procps git sqlite3"

case ${1-} in
run) want=$run ;;
test) want=$test ;;
*)
	echo "usage: packages.sh run|test" >&2
	exit 2
	;;
esac
missing=
for p in $want; do
	dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null |
		grep -qx installed || missing="$missing $p"
done
# Debian's own node and npm, unless this system has others.
if [ "$1" = test ]; then
	command -v node >/dev/null || missing="$missing nodejs"
	command -v npm >/dev/null || missing="$missing npm"
fi
if [ -n "$missing" ]; then
	if [ "$(id -u)" != 0 ]; then
		echo "These packages are missing:$missing" >&2
		echo "Install them as root: apt-get install --no-install-recommends$missing" >&2
		exit 1
	fi
	echo "installing:$missing"
	export DEBIAN_FRONTEND=noninteractive
	log=$(mktemp)
	if ! { apt-get update && apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
		tail -20 "$log" >&2
		rm -f "$log"
		echo "apt could not install:$missing" >&2
		exit 1
	fi
	rm -f "$log"
fi
if [ "$1" = test ] && ! cmp -s tests/package-lock.json tests/node_modules/.installed; then
	echo "installing: test packages of npm"
	(cd tests && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund >/dev/null &&
		cp package-lock.json node_modules/.installed) || {
		echo "npm could not install the test packages (tests/package.json)" >&2
		exit 1
	}
fi
