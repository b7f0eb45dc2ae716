"""`allmenning demo` as a process: it starts, answers, ends by a signal, keeps what was written and leaves nothing running."""

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.support.processes import free_port

# Tests that start programs of their own run one after another: two cores are enough for one such crowd.
pytestmark = pytest.mark.xdist_group("processes")
COMMAND = (sys.executable, "-c", "from core.cli import main; main()", "demo")
READY = "Ctrl-C ends it."


class Demo:
    """One run of the command, with what it has said so far."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self.said = folder.parent / f"said-{port}-{time.monotonic_ns()}"
        self.process = subprocess.Popen(
            [*COMMAND, "--folder", str(folder), "--port", str(port)],
            stdout=self.said.open("w"),
            stderr=subprocess.STDOUT,
        )

    def wait_until_ready(self, seconds: float = 150) -> None:
        until = time.monotonic() + seconds
        while READY not in self.text:
            assert self.process.poll() is None, self.text
            assert time.monotonic() < until, self.text
            time.sleep(0.1)

    def end(self, how: signal.Signals) -> set[str]:
        """The names of processes of ours that are left afterwards."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(how)
        assert self.process.wait(timeout=60) == 0, self.text
        _gone, left = psutil.wait_procs(family, timeout=5)
        return {each.name() for each in left}

    @property
    def text(self) -> str:
        return self.said.read_text()

    def get(self, host: str, path: str = "/") -> httpx.Response:
        return httpx.get(
            f"http://127.0.0.1:{self.port}{path}", headers={"host": f"{host}:{self.port}"}, timeout=30
        )


@pytest.fixture
def ground() -> Iterator[Path]:
    """Not below pytest's own folder, which only its owner may enter: as root, PostgreSQL runs as somebody else."""
    folder = Path(tempfile.mkdtemp(prefix="al-demo-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def started(ground: Path, port: int) -> Iterator[Demo]:
    demo = Demo(ground / "demo", port)
    try:
        demo.wait_until_ready()
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.process.terminate()
            demo.process.wait(timeout=60)


def test_the_demonstration_starts_answers_ends_and_comes_back(started: Demo, ground: Path) -> None:
    for host, words in (
        ("skreivag.localhost", "Skreivåg"),
        ("kvitdal.localhost", "Kvitdal"),
        ("bjorkmoen.localhost", "Bjørkmoen"),
        ("allmenning.localhost", "Allmenning"),
    ):
        answer = started.get(host)
        assert answer.status_code == 200, host
        assert words in answer.text
    assert started.get("nobody.localhost").status_code == 404
    links = [word for word in started.text.split() if "/demo/sign-in/" in word]
    assert len(links) == 10
    path = links[0].partition(str(started.port))[2]
    assert started.get("skreivag.localhost", path).status_code == 200
    postgres = int((ground / "demo" / "pg" / "postmaster.pid").read_text().split()[0])

    assert started.end(signal.SIGINT) == set()
    assert not psutil.pid_exists(postgres)

    again = Demo(ground / "demo", started.port)
    again.wait_until_ready()
    assert "drawing pictures" not in again.text
    assert again.get("skreivag.localhost", path).status_code == 200  # yesterday's link is still good

    started_by_us = list(psutil.Process(again.process.pid).children(recursive=True))
    again.process.kill()
    again.process.wait()
    _gone, left = psutil.wait_procs(started_by_us, timeout=60)
    assert {each.name() for each in left} <= {
        "redis-server"
    }  # it could not be told, and is ended at the next start

    third = Demo(ground / "demo", started.port)
    third.wait_until_ready()
    assert third.end(signal.SIGHUP) == set()
    assert not any(each.is_running() for each in left)


def test_a_taken_port_is_said_before_anything_starts(ground: Path, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        done = subprocess.run(
            [*COMMAND, "--folder", str(ground / "demo"), "--port", str(port)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert not (ground / "demo" / "pg").exists()


def test_stopping_in_the_middle_of_the_first_start_leaves_nothing(ground: Path, port: int) -> None:
    demo = Demo(ground / "demo", port)
    until = time.monotonic() + 90
    while "drawing pictures" not in demo.text:
        assert demo.process.poll() is None, demo.text
        assert time.monotonic() < until, demo.text
        time.sleep(0.05)
    assert demo.end(signal.SIGTERM) == set()
    assert not (ground / "demo" / "pg" / "postmaster.pid").exists()
