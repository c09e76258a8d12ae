#!/bin/sh
# install.sh BUILD DESTDIR PREFIX: programs, templates, data, samples, units.
set -eu
build=$1 dest=$2 prefix=$3
tree=$(cd "$(dirname "$0")/.." && pwd)
share=$dest$prefix/share/nastavnik
libexec=$dest$prefix/libexec/nastavnik
units=$dest/usr/lib/systemd/system

install -d "$dest$prefix/bin" "$libexec" "$share/db/migrate" "$share/static" \
    "$share/nginx" "$units" "$dest/usr/lib/sysusers.d" "$dest/usr/lib/tmpfiles.d"
install -m 755 "$build/nastavnik" "$dest$prefix/bin/nastavnik"
for p in nastavnik-worker nastavnik-publisher nastavnik-image nastavnik-reader nastavnik-writer; do
	install -m 755 "$build/$p" "$libexec/$p"
done
(cd "$tree/templates" && find layout part page desk error -type f) |
	while read -r f; do
		install -D -m 644 "$tree/templates/$f" "$share/templates/$f"
	done
install -m 644 "$tree/db/schema.sql" "$tree/db/kinds.hdf" "$tree/db/topics.hdf" "$share/db/"
install -d "$share/db/registers" "$share/db/topics" "$share/db/figures"
install -m 644 "$tree"/db/registers/*.hdf "$share/db/registers/"
install -m 644 "$tree"/db/figures/*.hdf "$share/db/figures/"
install -m 644 "$tree"/db/topics/*.md "$share/db/topics/"
for f in "$tree"/db/migrate/*.sql; do
	[ ! -e "$f" ] || install -m 644 "$f" "$share/db/migrate/"
done
for f in "$build"/static/*; do
	install -m 644 "$f" "$share/static/"
done
for f in common server worker cache card headers media faults; do
	install -m 644 "$tree/conf/nginx-$f.conf" "$share/nginx/"
done
# The samples name the real places.
for f in nginx-host.conf nginx-path.conf; do
	sed "s|/usr/share/nastavnik|$prefix/share/nastavnik|g" "$tree/conf/$f" >"$share/$f"
	chmod 644 "$share/$f"
done
install -m 644 "$tree/conf/nastavnik.conf.sample" "$share/"
install -m 644 "$tree/conf/systemd/nastavnik-worker.socket" "$units/"
for u in nastavnik-worker@.service nastavnik-publisher.service; do
	sed "s|@LIBEXEC@|$prefix/libexec/nastavnik|g" "$tree/conf/systemd/$u" >"$units/$u"
	chmod 644 "$units/$u"
done
install -m 644 "$tree/conf/systemd/sysusers.conf" "$dest/usr/lib/sysusers.d/nastavnik.conf"
install -m 644 "$tree/conf/systemd/tmpfiles.conf" "$dest/usr/lib/tmpfiles.d/nastavnik.conf"
