#!/bin/sh
# static.sh FROM TO: copies each static file under NAME.HASH.EXT, beside it
# its gzip and brotli forms, and writes TO/manifest ("NAME HASHED-NAME").
# Comments of style sheets are for us and stay here.
set -eu
from=$1 to=$2
rm -rf "$to.new"
mkdir -p "$to.new"
for f in "$from"/*; do
	[ -f "$f" ] || continue
	name=${f##*/}
	case $name in
	*.css) sed -z 's|/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/\n\?||g' "$f" >"$to.new/$name" ;;
	*) cp "$f" "$to.new/$name" ;;
	esac
	hash=$(sha256sum "$to.new/$name" | cut -c1-10)
	hashed=${name%.*}.$hash.${name##*.}
	mv "$to.new/$name" "$to.new/$hashed"
	case $name in
	*.css | *.js | *.svg)
		gzip -9nk "$to.new/$hashed"
		brotli -q 11 -k "$to.new/$hashed"
		;;
	esac
	echo "$name $hashed" >>"$to.new/manifest"
done
rm -rf "$to"
mv "$to.new" "$to"
