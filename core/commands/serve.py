"""`allmenning serve` and `allmenning worker`: the two processes of an installation."""

import asyncio
import multiprocessing
import os
from contextlib import suppress
from typing import Annotated, Any

import typer

from core.jobs import run_worker, stop_on_signals
from core.live import END_STREAMS
from core.settings import settings

_STOP_SECONDS = 20  # for answers that are under way; a worker that hangs after that is killed
Workers = Annotated[int, typer.Option(help="processes; one for each core is right")]


def serve(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port to listen on")] = 8000,
    workers: Workers = 2,
) -> None:
    """Answer requests, until it is told to stop."""
    from granian.constants import Interfaces, Loops
    from granian.server.mp import MPServer

    class Server(MPServer):
        """Granian waits for answers that are under way; those that stay open are told first that it is time."""

        def signal_handler_interrupt(self, *args: Any, **more: Any) -> None:
            _end_streams()
            super().signal_handler_interrupt(*args, **more)  # type: ignore[no-untyped-call]

        def signal_handler_reload(self, *args: Any, **more: Any) -> None:
            _end_streams()
            super().signal_handler_reload(*args, **more)  # type: ignore[no-untyped-call]

    settings()  # a setting that is wrong is said here, once, and not by every worker
    server = Server(
        "core.asgi:app",
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
        log_enabled=not settings().quiet,
    )
    server.serve()


def _end_streams() -> None:
    for child in multiprocessing.active_children():
        if child.pid is not None:
            with suppress(OSError):
                os.kill(child.pid, END_STREAMS)


def worker() -> None:
    """Run the jobs: mail, imports, exports, schedules."""
    asyncio.run(_work())


async def _work() -> None:
    from core.app import build
    from core.db import ENGINE
    from core.logs import set_up_logs

    set_up_logs()
    build()
    await ENGINE.start(settings().database_url, size=settings().pool_size)
    try:
        await run_worker(settings(), stop=stop_on_signals())
    finally:
        await ENGINE.stop()
