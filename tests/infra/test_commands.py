"""The commands that the containers run, with the settings that the compose file gives, where nothing but /tmp can be written."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import yaml

from core.local import LocalRedis, start_postgres
from core.local.servers import address_for
from tests.infra.charts import INFRA
from tests.support.processes import free_port

pytestmark = [
    pytest.mark.xdist_group("processes"),
    pytest.mark.skipif(
        os.getuid() != 0 or shutil.which("unshare") is None,
        reason="only root can make a file system read-only",
    ),
]
ALLMENNING = str(Path(sys.executable).with_name("allmenning"))
HOST = "medvirkning.example.org"
# As `read_only: true` and `tmpfs: [/var/tmp]` do it: this process alone sees the file system so.
_NARROW = (
    'mount --make-rprivate / && mount -o remount,bind,ro / && mount -t tmpfs tmpfs /var/tmp && exec "$0" "$@"'
)


def _services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((INFRA / "compose" / "compose.yaml").read_text())["services"]
    return found


@pytest.fixture
def ground() -> Iterator[dict[str, str]]:
    """Servers as the compose file has them; what it asks the operator for."""
    folder = Path(tempfile.mkdtemp(prefix="al-boxes-"))
    redis, server = LocalRedis(folder / "redis"), start_postgres(folder / "pg")
    redis.start()
    server.psql("CREATE DATABASE boxes ENCODING 'UTF8' TEMPLATE template0")
    try:
        yield {
            "ADMIN": address_for(server.get_uri(), database="boxes"),
            "DATABASE_URL": address_for(server.get_uri(), database="boxes", user="allmenning"),
            "REDIS_URL": redis.url,
            "STORAGE_URL": "memory:///",
        }
    finally:
        redis.stop()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _box(name: str, ground: dict[str, str], port: int = 0) -> list[str]:
    words = _services()[name]["command"]
    stands_for = {"8000": str(port), "0.0.0.0": "127.0.0.1"}  # noqa: S104 - it is replaced
    words = [ground["ADMIN"] if "@database" in word else stands_for.get(word, word) for word in words]
    return ["unshare", "--mount", "sh", "-c", _NARROW, ALLMENNING, *words]


def _environment(name: str, ground: dict[str, str]) -> dict[str, str]:
    asked = {
        "SECRET_KEY": "x" * 48,
        "PLATFORM_HOST": HOST,
        "MAIL_FROM": "a@example.org",
        "SMTP_URL": "folder:///var/tmp/mail",
        "METRICS_TOKEN": "only-inside",
    }
    given = (
        {"LOGIN_PASSWORD": "it's long"}
        if name == "prepare"
        else {
            key: ground.get(key) or asked.get(key, "") if "${" in str(value) or key in ground else str(value)
            for key, value in _services()[name]["environment"].items()
        }
    )
    plain = {key: value for key, value in os.environ.items() if not key.startswith("ALLMENNING_")}
    return (
        plain
        | {key: value for key, value in given.items() if value}
        | dict.fromkeys(("TMPDIR", "HOME"), "/var/tmp")  # noqa: S108 - a file system of its own
    )


def _run(name: str, ground: dict[str, str]) -> str:
    done = subprocess.run(
        _box(name, ground),
        env=_environment(name, ground),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def _running(name: str, ground: dict[str, str], port: int = 0) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(_box(name, ground, port), env=_environment(name, ground))
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(timeout=40) in (0, -15)


def test_every_box_does_its_work_on_a_read_only_file_system(ground: dict[str, str]) -> None:
    assert "ready" in _run("prepare", ground)
    assert "ready" in _run("prepare", ground)  # a second time changes nothing
    assert "0 failed" in _run("migrate", ground)
    assert _has_password(ground)
    port = free_port()
    with _running("web", ground, port), _running("worker", ground) as worker:
        page = _answer(f"http://127.0.0.1:{port}/", {"host": HOST})
        assert "Allmenning" in page
        assert _answer(f"http://127.0.0.1:{port}/readyz", {}) == "ready"
        figures = _answer(f"http://127.0.0.1:{port}/metrics", {"authorization": "Bearer only-inside"})
        assert "allmenning_requests_total" in figures
        assert worker.poll() is None


def _answer(url: str, headers: dict[str, str]) -> str:
    until = time.monotonic() + 240
    while True:
        try:
            answer = httpx.get(url, headers=headers, timeout=20)
            assert answer.status_code == 200, answer.text
        except httpx.TransportError:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.3)
        else:
            return answer.text


def _has_password(ground: dict[str, str]) -> bool:
    async def ask() -> bool:
        connection = await asyncpg.connect(ground["ADMIN"])
        try:
            return bool(
                await connection.fetchval(
                    "SELECT rolpassword LIKE 'SCRAM%' FROM pg_authid WHERE rolname = 'allmenning'"
                )
            )
        finally:
            await connection.close()

    return asyncio.run(ask())
