"""Processes that the demonstration starts: `allmenning serve`, `allmenning worker`, and whatever else it runs by command."""

import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

from tenants.demo.grounds import PLATFORM_HOST

_PROGRAM = (sys.executable, "-c", "from tenants.demo.children import allmenning; allmenning()")
_PATIENCE = 20.0  # seconds to end in good order
OK = 200
PR_SET_PDEATHSIG = 1


def allmenning() -> None:
    """The command line, in a child: it ends with its parent, even one that was killed and could not say goodbye."""
    from core.cli import main

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    main()


class Child:
    """One process in a group of its own: a Ctrl-C on the terminal is for the parent, which then ends us in order."""

    def __init__(self, name: str, *arguments: str) -> None:
        self.name = name
        self.process = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
            [*_PROGRAM, name, *arguments], stdin=subprocess.DEVNULL, process_group=0
        )

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def ask_to_end(self) -> None:
        if not self.ended:
            self.process.terminate()

    def wait_for_end(self, seconds: float = _PATIENCE) -> None:
        """In good order if it can; then whatever of its group is left, such as a web worker that hangs, is ended."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=seconds)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def end_all(children: list[Child]) -> None:
    """Ask all, then wait for all."""
    for child in children:
        child.ask_to_end()
    for child in children:
        child.wait_for_end()


def wait_until_it_answers(server: Child, port: int, *, seconds: float = 60) -> None:
    """Raises RuntimeError if it ended or never came."""
    until = time.monotonic() + seconds
    while not _answers(port):
        if server.ended or time.monotonic() > until:
            raise RuntimeError("The web server did not start. What it said stands above.")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": PLATFORM_HOST})
        return connection.getresponse().status == OK
    except OSError:
        return False
    finally:
        connection.close()
