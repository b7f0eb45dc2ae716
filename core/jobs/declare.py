"""`@job` marks a function; `install_jobs` tells the process which there are. Nothing happens by importing."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, TypeVar

from core.jobs.schedule import Schedule

Queue = Literal["urgent", "default", "long"]
QUEUES: tuple[Queue, ...] = ("urgent", "default", "long")
_SECONDS: dict[Queue, int] = {"urgent": 60, "default": 120, "long": 3600}

JobFunction = Callable[..., Awaitable[None]]
F = TypeVar("F", bound=JobFunction)


class UnknownJob(LookupError):
    """No installed job has this name."""


class GiveUp(Exception):
    """Raised by a job that no further try can help. The reason is shown to staff: nothing personal in it."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """`owner` is the plugin that brought it, "" for core. `quiet`: what it writes shows on no public page."""

    name: str
    function: JobFunction
    queue: Queue = "default"
    tries: int = 5
    seconds: int = 120
    schedule: Schedule | None = None
    quiet: bool = False
    owner: str = ""


def job(
    name: str,
    *,
    queue: Queue = "default",
    tries: int = 5,
    seconds: int | None = None,
    schedule: Schedule | None = None,
    quiet: bool = False,
) -> Callable[[F], F]:
    """Mark an async function as a job, run in the tenant's scope at least once: it must bear a second run."""

    def mark(function: F) -> F:
        limit = seconds or _SECONDS[queue]
        made = Job(
            name=name,
            function=function,
            queue=queue,
            tries=tries,
            seconds=limit,
            schedule=schedule,
            quiet=quiet,
        )
        function.job = made  # type: ignore[attr-defined]
        return function

    return mark


_jobs: dict[str, Job] = {}


def install_jobs(functions: Iterable[Any], *, owner: str = "") -> None:
    """Make these jobs known. Two functions under one name are a mistake, and refused."""
    for function in functions:
        marked = getattr(function, "job", None)
        if not isinstance(marked, Job):
            raise TypeError(f"{function!r} is not marked with @job")
        known = _jobs.get(marked.name)
        if known is not None and known.function is not marked.function:
            raise ValueError(f"two jobs are called {marked.name!r}")
        _jobs[marked.name] = replace(marked, owner=owner)


def job_named(name: str) -> Job:
    try:
        return _jobs[name]
    except KeyError:
        raise UnknownJob(name) from None


def scheduled_jobs() -> list[Job]:
    return [each for each in _jobs.values() if each.schedule is not None]


def slot_of(regular: Job, moment: datetime) -> datetime:
    """The latest moment, not after this one, at which the job was due."""
    if regular.schedule is None:
        raise ValueError(f"{regular.name} has no schedule")
    return regular.schedule.slot(moment)


def longest_seconds(queue: Queue) -> int:
    return max((each.seconds for each in _jobs.values() if each.queue == queue), default=_SECONDS[queue])
