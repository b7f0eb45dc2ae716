"""An installation of its own – PostgreSQL, Redis, `allmenning serve` and `worker` as processes – whose parts can be killed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from core.local import LocalRedis, start_postgres
from tests.support.processes import free_port

COMMAND = str(Path(sys.executable).with_name("allmenning"))


class Installation:
    """Made in a folder of its own, outside pytest's: as root, PostgreSQL runs as somebody else."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="al-outage-"))
        self.redis = LocalRedis(self.folder / "redis")
        self.processes: list[subprocess.Popen[bytes]] = []
        self.postgres: Any = None
        self.database_url = ""
        self.port = free_port()

    def start_postgres(self) -> None:
        """Durable, unlike that of the other tests: what is committed must survive."""
        if self.postgres is None:
            self.postgres = start_postgres(self.folder / "pg")
        else:
            self.postgres.ensure_postgres_running()

    def kill_postgres(self) -> None:
        """As when the machine goes: every process of it at once, nothing is written down first."""
        leader = int((self.folder / "pg" / "postmaster.pid").read_text().split()[0])
        os.kill(leader, signal.SIGQUIT)
        until_true(lambda: not _alive(leader), "PostgreSQL still runs")

    def environment(self, database_url: str) -> dict[str, str]:
        return os.environ | {
            "ALLMENNING_DATABASE_URL": database_url,
            "ALLMENNING_REDIS_URL": self.redis.url,
            "ALLMENNING_SMTP_URL": f"folder://{self.folder}/mail",
            "ALLMENNING_STORAGE_URL": f"file://{self.folder}/files",
            "ALLMENNING_PUBLIC_PORT": str(self.port),
        }

    def run(self, database_url: str, *command: str) -> None:
        """One of the commands that an operator types."""
        subprocess.run([COMMAND, *command], env=self.environment(database_url), check=True, timeout=120)

    def serve(self, database_url: str) -> None:
        self.database_url = database_url
        self._start("serve", "--port", str(self.port), "--workers", "1")
        self.start_worker()
        until_true(lambda: self.ready() == 200, "the server did not start")

    def start_worker(self) -> None:
        self._start("worker")

    def _start(self, *command: str) -> None:
        environment = self.environment(self.database_url)
        self.processes.append(subprocess.Popen([COMMAND, *command], env=environment))

    def ready(self) -> int:
        """What /readyz says; 0 where nobody answers."""
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=10).status_code
        except httpx.TransportError:
            return 0

    def client(self, host: str, language: str = "en", session: str = "") -> httpx.Client:
        return httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"host": f"{host}:{self.port}", "accept-language": language},
            cookies={"session": session} if session else {},
            timeout=30,
        )

    def end(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=30)
        self.redis.stop()
        self.postgres.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


def until_true(ask: Callable[[], bool], otherwise: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not ask():
        if time.monotonic() > until:
            raise AssertionError(otherwise)
        time.sleep(0.1)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
