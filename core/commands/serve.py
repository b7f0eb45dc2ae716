"""`allmenning serve` and `allmenning worker`: the two processes of an installation."""

import asyncio
from typing import Annotated

import typer

from core.jobs import run_worker, stop_on_signals
from core.settings import settings

Workers = Annotated[int, typer.Option(help="processes; one for each core is right")]


def serve(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port to listen on")] = 8000,
    workers: Workers = 2,
) -> None:
    """Answer requests, until it is told to stop."""
    from granian import Granian
    from granian.constants import Interfaces, Loops

    settings()  # a setting that is wrong is said here, once, and not by every worker
    server = Granian(
        "core.asgi:app",
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        websockets=False,
        respawn_failed_workers=True,
        log_enabled=not settings().quiet,
    )
    server.serve()


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
