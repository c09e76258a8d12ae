#!/bin/sh
# run.sh BUILD STATE PORT [OPTION of `nastavnik demo`]...: the demonstration in
# the foreground.  nginx on PORT, the VK simulator on PORT+1, two workers and the
# publisher; Ctrl-C or SIGTERM stops all of them.
set -eu

build=$(cd "$1" && pwd)
mkdir -p "$2"
state=$(cd "$2" && pwd)
port=$3
shift 3
tree=$(cd "$(dirname "$0")/.." && pwd)
site=demo
vk=$((port + 1))
run=$(mktemp -d "${TMPDIR:-/tmp}/nastavnik.XXXXXX")
log=$state/.log
mkdir -p "$log"
export NASTAVNIK_DB="$tree/db" NASTAVNIK_READER="$build/nastavnik-reader" \
    NASTAVNIK_WRITER="$build/nastavnik-writer"

pids=
simulator=
stop() {
	trap '' TERM INT HUP
	# The simulator last: what the publisher has in hand is answered and
	# stored.
	for p in $pids; do kill -TERM "$p" 2>/dev/null || :; done
	for p in $pids; do wait "$p" 2>/dev/null || :; done
	[ -z "$simulator" ] || kill -TERM "$simulator" 2>/dev/null || :
	wait
	rm -rf "$run"
}
trap 'stop; exit 0' TERM INT HUP
fail() {
	echo "$1" >&2
	stop
	exit 1
}

ctl() { "$build/nastavnik" --state "$state" "$@"; }
call() {
	curl -fsS --noproxy '*' --max-time 10 -H 'Content-Type: application/json' \
	    -d "$2" "http://127.0.0.1:$vk/_sandbox/$1" >/dev/null ||
		fail "The VK simulator refused a call; see $log/vk-sandbox.log"
}

# -- the simulator: its walls outlive it, the keys are the same in each world
"$build/vk-sandbox" --listen "127.0.0.1:$vk" --keep "$state/.vk-sandbox" \
    >"$run/vk" 2>>"$log/vk-sandbox.log" &
simulator=$!
n=0
until grep -q '^listening' "$run/vk" 2>/dev/null; do
	n=$((n + 1))
	[ $n -lt 100 ] && kill -0 "$simulator" 2>/dev/null || {
		tail -n 1 "$log/vk-sandbox.log" >&2
		fail "The VK simulator did not start on port $vk; see $log/vk-sandbox.log"
	}
	sleep 0.05
done
# The last key tells a whole world from a new one, and from one that was saved
# while it was being made.
case $(curl -sS --noproxy '*' --max-time 10 "http://127.0.0.1:$vk/_sandbox/tokens") in
*'"sandbox-service-3"'*) ;;
*)
	call reset '{"groups":[{"id":1001,"screen_name":"berezogorsk3","name":"Берёзогорская школа № 3","is_closed":0}]}'
	call tokens '{"kind":"community","group_id":1001}'
	call tokens '{"kind":"user","user_id":501}'
	call tokens '{"kind":"service"}'
	;;
esac

# -- the demonstration site; a half-made one is made again
making=$state/.making
[ ! -e "$making" ] || rm -rf "${state:?}/$site"
if [ ! -e "$state/$site/site.db" ]; then
	: >"$making"
	# Not by ctl: the process to stop would be a shell around it.
	"$build/nastavnik" --state "$state" demo "$site" \
	    --address "http://127.0.0.1:$port" \
	    --vk-api "http://127.0.0.1:$vk/method/" \
	    --vk-web "http://127.0.0.1:$vk/" \
	    --image "$build/nastavnik-image" "$@" >"$log/demo.log" 2>&1 &
	pids=$!
	wait "$pids" || {
		cat "$log/demo.log" >&2
		fail "The demonstration site could not be made"
	}
	pids=
	rm "$making"
else
	ctl --site "$site" address "http://127.0.0.1:$port" \
	    --vk-api "http://127.0.0.1:$vk/method/" \
	    --vk-web "http://127.0.0.1:$vk/" >/dev/null ||
		fail "The address of the demonstration site could not be set"
fi

# -- workers, publisher (started again when it dies), nginx
NASTAVNIK_IMAGE="$build/nastavnik-image" "$build/nastavnik-worker" \
    --state "$state" --db "$tree/db" --templates "$tree/templates" \
    --static "$build/static" --listen "$run/worker.sock" --workers 2 \
    2>>"$log/worker.log" &
pids="$! $pids"
(
	trap 'trap "" TERM; kill -TERM "$!" 2>/dev/null; wait; exit 0' TERM INT
	while :; do
		"$build/nastavnik-publisher" --state "$state" --db "$tree/db" \
		    2>>"$log/publisher.log" &
		wait "$!" || :
		sleep 1 &
		wait $!
	done
) &
pids="$! $pids"
user=
[ "$(id -u)" != 0 ] || user="user root root;"
sed -e "s|@USER@|$user|" -e "s|@RUN@|$run|g" -e "s|@LOG@|$log|g" \
    -e "s|@CONF@|$tree/conf|g" -e "s|@PORT@|$port|g" -e "s|@SITE@|$site|g" \
    -e "s|@STATIC@|$build/static|g" -e "s|@STATE@|$state|g" \
    "$tree/conf/nginx.conf" >"$run/nginx.conf"
mkdir -p "$run/body"
/usr/sbin/nginx -e "$log/nginx.log" -p "$run" -c "$run/nginx.conf" &
nginx=$!
pids="$nginx $pids"

n=0
until curl -fs --noproxy '*' --max-time 5 -o /dev/null "http://127.0.0.1:$port/"; do
	n=$((n + 1))
	[ $n -lt 200 ] && kill -0 "$nginx" 2>/dev/null ||
		fail "No page answered on port $port: is it taken? See $log/"
	sleep 0.05
done

cat <<EOF
ready http://127.0.0.1:$port/
  desk      http://127.0.0.1:$port/desk/
  curator   ladygina / nastavnik-demo
  director  severceva / nastavnik-demo
  editor    timofeev / nastavnik-demo
  admin     admin / nastavnik-demo
  VK wall   http://127.0.0.1:$vk/berezogorsk3 (simulated)
  logs      $log/
EOF
wait "$nginx" || :
fail "nginx ended; see $log/nginx.log"
