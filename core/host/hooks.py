"""Calling hooks: one plugin at a time, only where it is on, in a savepoint, with a time limit.

pluggy's own call is never used: it has no await, and the first exception would silence every plugin after it.
"""

import asyncio
import contextvars
import inspect
import threading
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import structlog

from core.db import savepoint
from core.host.failures import note_failure
from core.host.house import Lodger, house
from core.tenancy import current_scope, site
from core.tenancy.acting import acting_as

log = structlog.get_logger()
HOOK_SECONDS = 2.0
_NOW_SECONDS = 0.5  # where nothing else can go on meanwhile


@dataclass(frozen=True)
class Heard:
    """What one plugin answered. `failed` when it raised, took too long, or answered with something else than agreed."""

    plugin_id: str
    items: tuple[Any, ...] = ()
    failed: bool = False


async def ask_plugins(
    hook: str, *, expect: type | tuple[type, ...] = object, seconds: float | None = None, **arguments: Any
) -> list[Heard]:
    """Ask every plugin that is on here. Each answers with a list of `expect`; one that fails is marked and left out."""
    here = await site()
    asked = [
        lodger
        for lodger in house().lodgers.values()
        if here.enabled(lodger.plugin.id) and hasattr(lodger.module, hook)
    ]
    return [await ask_one(lodger, hook, expect=expect, seconds=seconds, **arguments) for lodger in asked]


async def items_from_plugins(
    hook: str, *, expect: type | tuple[type, ...], seconds: float | None = None, **arguments: Any
) -> list[Any]:
    """All items of all plugins, in a row."""
    heard = await ask_plugins(hook, expect=expect, seconds=seconds, **arguments)
    return [item for answer in heard for item in answer.items]


async def ask_plugin(
    plugin_id: str,
    hook: str,
    *,
    expect: type | tuple[type, ...] = object,
    seconds: float | None = None,
    **arguments: Any,
) -> Heard:
    """Ask the one plugin that owns what is asked about."""
    lodger = house().lodgers.get(plugin_id)
    if lodger is None or not hasattr(lodger.module, hook) or not (await site()).enabled(plugin_id):
        return Heard(plugin_id)
    return await ask_one(lodger, hook, expect=expect, seconds=seconds, **arguments)


async def ask_one(
    lodger: Lodger, hook: str, *, expect: type | tuple[type, ...], seconds: float | None, **arguments: Any
) -> Heard:
    """Ask one plugin, whether it is on or not; never raises for the plugin's sake."""
    plugin_id = lodger.plugin.id
    implementation = getattr(lodger.module, hook)
    try:
        # A hook that is a plain function cannot query, so it needs no savepoint: two statements less on a page.
        async with savepoint() if inspect.iscoroutinefunction(implementation) else nullcontext():
            with acting_as(plugin_id):
                answer = await _answer(
                    implementation, HOOK_SECONDS if seconds is None else seconds, arguments
                )
            return Heard(plugin_id, _checked(answer, expect))
    except BaseException as error:
        if _is_for_us(error):
            raise
        return say_failed(plugin_id, hook, error)


def _is_for_us(error: BaseException) -> bool:
    """The request itself is cancelled, or the process is to end. A plugin's own `CancelledError` or `SystemExit` is neither."""
    task = asyncio.current_task()
    cancelled = isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling() > 0
    return cancelled or isinstance(error, KeyboardInterrupt | GeneratorExit)


def ask_now(lodger: Lodger, hook: str, *, expect: type | tuple[type, ...], **arguments: Any) -> Heard:
    """The same for a hook that must not query, asked where nothing can be awaited; the time limit is short."""
    plugin_id = lodger.plugin.id
    answers: list[tuple[Any, ...] | BaseException] = []
    given = _wanted(getattr(lodger.module, hook), arguments)
    with acting_as(plugin_id):
        context = contextvars.copy_context()

    def ask() -> None:
        try:
            answers.append(_checked(context.run(getattr(lodger.module, hook), **given), expect))
        except BaseException as error:  # noqa: BLE001 - a plugin's own SystemExit too
            answers.append(error)

    # A thread of its own for each question: one that never comes back must not keep a pool from the others.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_NOW_SECONDS)
    answer = answers[0] if answers else TimeoutError()
    if isinstance(answer, BaseException):
        return say_failed(plugin_id, hook, answer)
    return Heard(plugin_id, answer)


def say_failed(plugin_id: str, what: str, error: BaseException) -> Heard:
    """Log it, count it, and remember for this page that something is missing on it."""
    log.warning("hook_failed", plugin=plugin_id, hook=what, error=type(error).__name__, exc_info=error)
    here = current_scope()
    here.missing.append(plugin_id)
    note_failure(here.tenant, plugin_id, f"{what}: {type(error).__name__}")
    return Heard(plugin_id, failed=True)


def _wanted(implementation: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """A hook takes the arguments it names, as pluggy lets it."""
    wanted = inspect.signature(implementation).parameters
    return {name: value for name, value in arguments.items() if name in wanted}


async def _answer(implementation: Any, seconds: float, arguments: dict[str, Any]) -> Any:
    given = _wanted(implementation, arguments)
    async with asyncio.timeout(seconds):
        if inspect.iscoroutinefunction(implementation):
            return await implementation(**given)
        return await asyncio.to_thread(implementation, **given)  # it may sleep; the page must not


class Nonsense(TypeError):
    """A hook answered with something else than its specification says."""


def _checked(answer: Any, expect: type | tuple[type, ...]) -> tuple[Any, ...]:
    if answer is None:
        return ()
    items = tuple(answer) if isinstance(answer, list | tuple) else (answer,)
    for item in items:
        if not isinstance(item, expect):
            raise Nonsense(f"expected {expect}, got {type(item)}")
    return items
