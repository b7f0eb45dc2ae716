#!/bin/sh
# drill.sh [MOMENT]: proves that the backups are good. Restores them beside what runs, starts PostgreSQL on a socket of its own, asks the
# program whether everything can be read and every figure equals a recount, and says how long it took. Changes nothing elsewhere.
# As whoever owns the backups; as root with AS=postgres, since PostgreSQL does not run as root. Once a quarter, and after each change.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
: "${BACKUPS:=/var/backups/allmenning}" "${AS:=}" "${DATABASE:=allmenning}" "${LOGIN:=allmenning}"
: "${SUPERUSER:=postgres}" "${ALLMENNING:=allmenning}"
export BACKUPS
them() {
    if [ -n "$AS" ]; then runuser -u "$AS" -- "$@"; else "$@"; fi
}
ask() {
    psql --host "$ground" --username "$SUPERUSER" --dbname "$DATABASE" --no-psqlrc --quiet --tuples-only --no-align --command "$1"
}
ground=$(them mktemp -d "${TMPDIR:-/tmp}/drill-XXXXXX") # only they and root may enter: so the socket in it asks for no password
began=$(date +%s)
finish() {
    them pg_ctl --pgdata "$ground/data" --mode immediate stop >/dev/null 2>&1 || true
    rm -rf "$ground"
}
trap finish EXIT
them "$here/restore.sh" "$ground/data" "${1:-}"
for each in "$BACKUPS"/base-*Z; do # a disk that forgets is found here, and not on the day it matters
    them pg_verifybackup --quiet --no-parse-wal "$each"
done
echo "local all all trust" | them tee "$ground/hba" >/dev/null
them pg_ctl --pgdata "$ground/data" --wait --timeout 3600 --log "$ground/log" --options \
    "-c listen_addresses='' -c unix_socket_directories='$ground' -c port=5432 -c hba_file='$ground/hba'" start >/dev/null || {
    tail -n 20 "$ground/log" >&2
    exit 1
}
while :; do # it reads the log first, and takes questions meanwhile
    reading=$(ask "SELECT pg_is_in_recovery()") || { tail -n 20 "$ground/log" >&2; exit 1; }
    [ "$reading" = t ] || break
    sleep 1
done
restored=$(date +%s)
# Under the longer names, which go before the plain ones: it must be this database that is asked, whatever else is set here.
export ALLMENNING_DATABASE_URL="postgresql://$LOGIN@/$DATABASE?host=$ground"
export ALLMENNING_SECRET_KEY="only for this drill, nothing is signed with it"
$ALLMENNING migrate --dry-run
$ALLMENNING participation verify
ask "SELECT 'places: ' || count(*) FROM platform.tenant"
echo "restored in $((restored - began)) s, checked in $(($(date +%s) - restored)) s"
