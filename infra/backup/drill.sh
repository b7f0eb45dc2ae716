#!/bin/sh
# drill.sh [MOMENT]: proves that the backups are good. Restores them beside what runs, starts PostgreSQL on a socket of its own, asks the
# program whether everything can be read and every figure equals a recount, and says how long it took. Changes nothing elsewhere.
# Not as root: PostgreSQL refuses. Once a quarter, and after each change of the backup.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
: "${BACKUPS:=/var/backups/allmenning}" "${DATABASE:=allmenning}" "${LOGIN:=allmenning}" "${ALLMENNING:=allmenning}"
ground=$(mktemp -d "${TMPDIR:-/tmp}/drill-XXXXXX")
began=$(date +%s)
finish() {
    pg_ctl --pgdata "$ground/data" --mode immediate stop >/dev/null 2>&1 || true
    rm -rf "$ground"
}
trap finish EXIT
BACKUPS=$BACKUPS "$here/restore.sh" "$ground/data" "${1:-}"
pg_ctl --pgdata "$ground/data" --wait --timeout 3600 --log "$ground/log" \
    --options "-c listen_addresses='' -c unix_socket_directories='$ground' -c port=5432" start >/dev/null || {
    tail -n 20 "$ground/log" >&2
    exit 1
}
until psql --host "$ground" --dbname "$DATABASE" --quiet --tuples-only --no-align \
    --command "SELECT 1 WHERE NOT pg_is_in_recovery()" 2>/dev/null | grep -q 1; do
    pg_ctl --pgdata "$ground/data" status >/dev/null || { tail -n 20 "$ground/log" >&2; exit 1; }
    sleep 1
done
restored=$(date +%s)
export DATABASE_URL="postgresql://$LOGIN@/$DATABASE?host=$ground"
export SECRET_KEY="only for this drill, nothing is signed with it"
$ALLMENNING migrate --dry-run
$ALLMENNING participation verify
psql --host "$ground" --dbname "$DATABASE" --quiet --tuples-only --no-align \
    --command "SELECT 'places: ' || count(*) FROM platform.tenant"
echo "restored in $((restored - began)) s, checked in $(($(date +%s) - restored)) s"
