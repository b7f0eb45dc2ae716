"""Where the demonstration lives: its folder, its lock, its two servers, and the settings of all its processes."""

import fcntl
import os
import secrets
import shutil
import socket
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from core.local import LocalRedis, make_database, start_postgres
from core.settings import project_folder, settings

PLATFORM_HOST = "allmenning.localhost"
_LEFT_BEHIND = (
    ".handle_pids.json"  # by a demonstration that was killed: PostgreSQL would wait for it for ever
)


class InUse(Exception):
    """Somebody else has the folder or the port; the message says who and what to do."""


def check_port(port: int) -> None:
    """Raises InUse."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError as error:
            raise InUse(
                f"Port {port} is taken by another program. Stop it, or choose another port: "
                f"make demo PORT={port + 1} (or allmenning demo --port {port + 1})."
            ) from error


class Grounds:
    """The folder is ours as long as this object is open."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or project_folder() / ".local" / "demo").resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock: IO[str] | None = None
        self._postgres: Any = None
        self._redis: LocalRedis | None = None

    def take(self) -> None:
        """Raises InUse while another demonstration runs in the same folder."""
        lock = (self.folder / "lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.close()
            raise InUse(
                f"A demonstration runs already in {self.folder}. Stop it first (Ctrl-C there)."
            ) from error
        self._lock = lock

    def clear(self) -> None:
        """Throw away everything that was in it."""
        for found in self.folder.iterdir():
            if found.name != "lock":
                shutil.rmtree(found) if found.is_dir() else found.unlink()

    def start_servers(self) -> str:
        """PostgreSQL and Redis; the address of the first for its administrator."""
        with suppress(FileNotFoundError):
            (self.folder / "pg" / _LEFT_BEHIND).unlink()
        self._postgres = start_postgres(self.folder / "pg")
        self._redis = LocalRedis(self.folder / "redis")
        _end_left_behind(self._redis)
        self._redis.start()
        uri: str = self._postgres.get_uri()
        return uri

    async def settle(self, admin_url: str, port: int) -> None:
        """Prepare the database, and say to this process and its children where everything is."""
        os.environ |= {
            "ALLMENNING_MODE": "demo",
            "ALLMENNING_DATABASE_URL": await make_database(admin_url, "allmenning"),
            "ALLMENNING_REDIS_URL": self._redis.url if self._redis else "",
            "ALLMENNING_STORAGE_URL": f"file://{self.folder / 'files'}",
            "ALLMENNING_SMTP_URL": f"folder://{self.folder / 'mail'}",
            "ALLMENNING_SECRET_KEY": self._secret(),
            "ALLMENNING_PLATFORM_HOST": PLATFORM_HOST,
            "ALLMENNING_PUBLIC_SCHEME": "http",
            "ALLMENNING_PUBLIC_PORT": str(port),
            "ALLMENNING_LOG_FORMAT": "text",
            "ALLMENNING_QUIET": "1",
        }
        settings.cache_clear()

    def leave(self) -> None:
        """Stop the servers and give the folder back. What people wrote stays in it."""
        if self._redis is not None:
            self._redis.stop()
        if self._postgres is not None:
            self._postgres.cleanup()
        if self._lock is not None:
            self._lock.close()

    def _secret(self) -> str:
        """The same at every start, so that sign-ins and links stay good."""
        file = self.folder / "secret"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(48), encoding="ascii")
        return file.read_text(encoding="ascii")


def _end_left_behind(redis: LocalRedis) -> None:
    """A Redis whose demonstration was killed still listens on our socket."""
    from redis import Redis
    from redis.exceptions import ConnectionError as NobodyThere

    with suppress(NobodyThere):
        Redis(unix_socket_path=str(redis.socket)).shutdown(nosave=True)
