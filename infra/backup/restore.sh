#!/bin/sh
# restore.sh FOLDER [MOMENT]: a data folder for PostgreSQL as everything was at that moment ('2026-11-25 12:00:00+00'), or at the end
# of the log. Start PostgreSQL on it afterwards; it reads the log and then takes writes.
set -eu
: "${BACKUPS:=/var/backups/allmenning}"
folder=${1:?where to}
moment=${2:-}
[ ! -e "$folder" ] || { echo "$folder is there already" >&2; exit 1; }
base=
for each in $(find "$BACKUPS" -maxdepth 1 -type d -name 'base-*Z' | sort); do # the last that was whole before the moment
    ended=$(sed -n 's/^START TIME: //p' "$each/backup_label")
    if [ -z "$moment" ] || [ "$(date -d "$ended" +%s)" -lt "$(date -d "$moment" +%s)" ]; then base=$each; fi
done
[ -n "$base" ] || { echo "no backup is older than $moment" >&2; exit 1; }
cp -R "$base" "$folder"
chmod 700 "$folder"
touch "$folder/recovery.signal"
{
    echo "restore_command = 'cp \"$BACKUPS/wal/%f\" \"%p\"'"
    [ -z "$moment" ] || echo "recovery_target_time = '$moment'"
    echo "recovery_target_action = 'promote'"
    echo "archive_mode = off"
} >>"$folder/postgresql.auto.conf"
echo "from $(basename "$base")"
