"""Setting the demonstration up: three towns with all that was said in them, and people to sign in as.

A town is made in one transaction, so it is there whole or not at all; one that is there already is left as it is.
"""

import asyncio
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from core.account.demo import demo_link
from core.people import Role
from core.people.service import EmailTaken, account_at, create_person
from core.tenancy import PLATFORM, Tenant, scope, within
from core.tenancy.registry import tenant_at
from tenants.demo.build import build_project
from tenants.demo.clock import Clock
from tenants.demo.gallery import Gallery
from tenants.demo.seeding import seed_project
from tenants.demo.settle import provide, settle
from tenants.demo.speak import speak
from tenants.demo.town import TOWNS, Town, read_town
from tenants.demo.visitors import receive

Say = Callable[[str], None]
EXPERT = ("hedvig-solbu", "Hedvig Solbu")
# Who one can be without a code: role -> key, in each town.
GUESTS = {
    "skreivag": {"resident": "silje", "moderator": "sunniva-lien", "administrator": "liv-torsnes"},
    "kvitdal": {"resident": "sigrid", "moderator": "mads-kvame", "administrator": "ragnhild-bjorgo"},
    "bjorkmoen": {"resident": "gemma", "moderator": "nadia-brekk", "administrator": "camilla-strom"},
}
DRAWERS = 2  # processes that draw


@dataclass(frozen=True)
class Entrance:
    """A way in as one of the invented people: the address is a link that signs in."""

    place: str
    role: str
    name: str
    link: str


async def load_all(*, slugs: Sequence[str] = TOWNS, under: str = "localhost", say: Say = print) -> int:
    """Make what is not there yet, at `<slug>.<under>`; how many towns were made."""
    await _seat_the_expert()
    missing = [read_town(slug) for slug in slugs if await tenant_at(f"{slug}.{under}") is None]
    if not missing:
        return 0
    clock = Clock()
    with _drawers() as pool:
        async with asyncio.TaskGroup() as together:
            for town in missing:
                together.create_task(_load(town, f"{town.slug}.{under}", clock, pool, say))
    return len(missing)


async def _load(town: Town, host: str, clock: Clock, pool: Executor, say: Say) -> None:
    gallery = Gallery(town, pool)
    say(f"{town.site.name}: drawing pictures, settling {len(town.people)} people …")
    async with scope(PLATFORM):
        tenant = await provide(town, host=host)
        async with within(tenant):
            settled = await settle(town, tenant, clock)
            for project in town.projects:
                activities = await build_project(settled, project, gallery)
                await speak(settled, project, activities, gallery)
                await seed_project(settled, project)
            await receive(settled)
    ideas = [idea for each in town.ideas.values() for idea in each]
    comments = sum(1 + len(remark.replies) for idea in ideas for remark in idea.comments)
    say(f"{town.site.name}: {len(town.projects)} projects, {len(ideas)} ideas, {comments} comments.")


async def entrances(*, slugs: Sequence[str] = TOWNS, under: str = "localhost") -> list[Entrance]:
    """The one-line sign-ins of every place that is there."""
    found: list[Entrance] = []
    for slug in slugs:
        tenant = await tenant_at(f"{slug}.{under}")
        if tenant is not None:
            for role, key in GUESTS[slug].items():
                found.append(await way_in(tenant, role, f"{key}@example.org"))
    return [*found, await way_in(PLATFORM, "support expert", f"{EXPERT[0]}@example.org")]


async def way_in(tenant: Tenant, role: str, email: str) -> Entrance:
    """Raises LookupError where nobody has this address."""
    async with scope(tenant, read_only=True):
        account = await account_at(email=email)
        if account is None:
            raise LookupError(f"{email} is not there: start afresh with --reset")
        return Entrance(tenant.name, role, account.person.name, demo_link(tenant, account.id))


async def _seat_the_expert() -> None:
    key, name = EXPERT
    async with scope(PLATFORM):
        with suppress(EmailTaken):
            await create_person(name=name, email=f"{key}@example.org", role=Role.SUPPORT)


@contextmanager
def _drawers() -> Iterator[Executor]:
    """Processes that draw. Whoever stops in the middle does not wait for the rest of the pictures."""
    apart = multiprocessing.get_context("spawn")  # a fork would take the database's connections along
    pool = ProcessPoolExecutor(DRAWERS, mp_context=apart, initializer=_leave_stopping_to_the_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_stopping_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
