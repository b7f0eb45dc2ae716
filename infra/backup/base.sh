#!/bin/sh
# A whole copy of the database and of the files: once a night. Between two of them the log (keep-wal.sh) leads to any moment.
# ADMIN_URL: PostgreSQL as a role that may replicate. BACKUPS: where to. FILES: the folder of STORAGE_URL, where it is one.
set -eu
: "${ADMIN_URL:?}" "${BACKUPS:=/var/backups/allmenning}" "${FILES:=}" "${KEEP:=7}"
umask 077
name=base-$(date -u +%Y%m%dT%H%M%SZ)
mkdir -p "$BACKUPS"
pg_basebackup --dbname "$ADMIN_URL" --pgdata "$BACKUPS/$name.part" --wal-method stream --checkpoint fast
pg_verifybackup --quiet "$BACKUPS/$name.part"
if [ -n "$FILES" ]; then # after the database: a file without a row is swept away later
    mkdir "$BACKUPS/$name.files"
    cp -R "$FILES/." "$BACKUPS/$name.files"
fi
mv "$BACKUPS/$name.part" "$BACKUPS/$name"
# The oldest ones go; the log that only they need goes with them.
find "$BACKUPS" -maxdepth 1 -type d -name 'base-*Z' | sort -r | tail -n +"$((KEEP + 1))" | while read -r old; do
    rm -rf "$old" "$old.files"
done
first=$(find "$BACKUPS" -maxdepth 1 -type d -name 'base-*Z' | sort | head -n 1)
needed=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\))$/\1/p' "$first/backup_label")
[ ! -d "$BACKUPS/wal" ] || pg_archivecleanup "$BACKUPS/wal" "$needed"
echo "$BACKUPS/$name"
