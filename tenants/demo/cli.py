"""`allmenning demo`: everything that is needed to try it out, started by one command and ended by Ctrl-C."""

import asyncio
import signal
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, TypeVar

import typer

from core.commands.running import run
from core.host.migrate import migrate
from core.host.provision import set_up_platform
from core.tenancy import PLATFORM
from core.tenancy.registry import address_of
from tenants.demo.children import Child, end_all, wait_until_it_answers
from tenants.demo.grounds import Grounds, InUse, check_port
from tenants.demo.load import Entrance, entrances, load_all
from tenants.demo.real import Source, bring_real, make_real, open_real
from tenants.demo.trying import try_plugin

T = TypeVar("T")
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
Data = Annotated[
    Path | None,
    typer.Option(exists=True, file_okay=False, help="a folder with real contributions to bring in too"),
]
Port = Annotated[int, typer.Option(min=1, max=65535, help="port that the web server listens on")]
Folder = Annotated[
    Path | None, typer.Option(help="where everything is kept; .local/demo unless said otherwise")
]
Try = Annotated[
    str, typer.Option("--try", help="a plugin to switch on in the first town, with an activity to try it in")
]
Reset = Annotated[bool, typer.Option("--reset", help="throw away what was there, and start afresh")]


class Stopped(KeyboardInterrupt):  # asyncio lets this kind through at once
    """Somebody wants us to end: Ctrl-C, a signal, a closed terminal."""


def demo(
    data: Data = None, port: Port = 8000, reset: Reset = False, folder: Folder = None, tried: Try = ""
) -> None:
    """Start three invented municipalities on this machine. Ctrl-C ends it; what people wrote is kept."""
    grounds = Grounds(folder)
    children: list[Child] = []
    try:
        check_port(port)
        grounds.take()
        with _told_to_stop():
            _open(grounds, children, port=port, data=data, reset=reset)
            for line in run(try_plugin(tried)) if tried else ():
                typer.echo(f"  {line}")
            _stay(children)
    except InUse as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except Stopped:
        typer.echo("\nStopping …")
    finally:
        with _undisturbed():
            end_all(children)
            grounds.leave()
    typer.echo("Stopped. Everything that was written is kept for the next time.")


def _open(grounds: Grounds, children: list[Child], *, port: int, data: Path | None, reset: bool) -> None:
    began = time.monotonic()
    if reset:
        grounds.clear()
    _say("Starting PostgreSQL and Redis …", began)
    asyncio.run(grounds.settle(grounds.start_servers(), port))
    ways, sources = run(_until_stopped(_fill(children, port, began, real=data is not None)))
    wait_until_it_answers(children[0], port)
    _say("Ready.", began)
    _show(ways, grounds)
    if data is not None:
        bring_real(sources, data, children, say=lambda line: _say(line, began))
        run(open_real())


async def _until_stopped(work: Coroutine[Any, Any, T]) -> T:
    """A signal ends the work where it next waits. Raised from a handler, it could fall into the database driver's C code."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    before = {each: signal.getsignal(each) for each in _ENDINGS}
    for each in _ENDINGS:
        loop.add_signal_handler(each, task.cancel if task else loop.stop)
    try:
        return await work
    except asyncio.CancelledError:
        raise Stopped from None
    finally:
        for each, handler in before.items():
            loop.remove_signal_handler(each)
            signal.signal(each, handler)


async def _fill(
    children: list[Child], port: int, began: float, *, real: bool
) -> tuple[list[Entrance], list[Source]]:
    """The towns, while the web server and the worker start. The ways in, and what real data are still to come."""
    if await set_up_platform({}):
        _say("The platform is made.", began)
    async for result in migrate():
        if result.error:
            raise RuntimeError(f"{result.tenant.name}: {result.error}")
    children += [Child("serve", "--port", str(port)), Child("worker")]
    await load_all(say=lambda line: _say(line, began))
    found = await entrances()
    if not real:
        return found, []
    way, sources = await make_real()
    return [*found[:-1], way, found[-1]], sources


def _stay(children: list[Child]) -> None:
    """Until we are told to stop, or something that should run does not."""
    while True:
        time.sleep(0.3)
        for child in children:
            if child.ended:
                typer.echo(f"'allmenning {child.name}' ended by itself. What it said stands above.", err=True)
                raise typer.Exit(1)


def _show(ways: list[Entrance], grounds: Grounds) -> None:
    typer.echo("\nEverything here is invented: places, people and words. Open a line to be that person.")
    shown = ""
    for way in ways:
        if way.place != shown:
            shown = way.place
            home = way.link.split("/demo/", 1)[0]
            typer.echo(f"\n  {shown:<22} {home}")
        typer.echo(f"    {way.role:<15} {way.name:<22} {way.link}")
    typer.echo(f"\n  For municipalities who want a place of their own: {address_of(PLATFORM, '/')}")
    mail = grounds.folder / "mail"
    mail.mkdir(exist_ok=True)  # there before the first mail, for whoever looks
    typer.echo(f"  Mail that is sent lands in {mail}")
    typer.echo("\nCtrl-C ends it.\n")


def _say(line: str, began: float) -> None:
    typer.echo(f"{time.monotonic() - began:5.1f} s  {line}")


@contextmanager
def _told_to_stop() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Stopped

    before = {each: signal.signal(each, stop) for each in _ENDINGS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A second Ctrl-C must not leave anything running."""
    before = {each: signal.signal(each, signal.SIG_IGN) for each in _ENDINGS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
