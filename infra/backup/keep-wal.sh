#!/bin/sh
# PostgreSQL's archive_command: keep-wal.sh %p %f. Whole or not at all, and never over one that is there.
set -eu
: "${BACKUPS:=/var/backups/allmenning}"
mkdir -p "$BACKUPS/wal"
if [ -e "$BACKUPS/wal/$2" ]; then
    cmp -s "$1" "$BACKUPS/wal/$2" # the same again, after a crash: fine
    exit
fi
cp "$1" "$BACKUPS/wal/$2.part"
sync "$BACKUPS/wal/$2.part"
mv "$BACKUPS/wal/$2.part" "$BACKUPS/wal/$2"
