"""Programs of their own for tests: the shell commands, and the server on a port that is free."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

_ALLMENNING = (sys.executable, "-c", "from core.cli import main; main()")
_START_SECONDS = 30


class Said(NamedTuple):
    code: int
    out: str
    err: str


async def run_program(*words: str, cwd: str | None = None, typed: str = "", **environment: str) -> Said:
    """Run it to its end."""
    process = await asyncio.create_subprocess_exec(
        *words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", **environment},
    )
    out, err = await process.communicate(typed.encode())
    return Said(process.returncode or 0, out.decode(), err.decode())


async def allmenning(*words: str, typed: str = "", **environment: str) -> Said:
    """`allmenning <words>` as an operator types it."""
    return await run_program(*_ALLMENNING, *words, typed=typed, **environment)


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@asynccontextmanager
async def serving(**environment: str) -> AsyncIterator[int]:
    """`allmenning serve` with one worker; the port it listens on."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(*_ALLMENNING, "serve", "--port", str(port), "--workers", "1"),
        env={**os.environ, "ALLMENNING_PUBLIC_PORT": str(port), **environment},
    )
    try:
        await _answers(port)
        yield port
    finally:
        process.terminate()
        await process.wait()


async def _answers(port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if listening(port):
            return
        await asyncio.sleep(0.1)
    raise RuntimeError(f"the server did not start within {_START_SECONDS} seconds")
