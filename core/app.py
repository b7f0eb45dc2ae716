"""The application, put together once: which tables, pages and jobs core has, which plugins live here, and the way in."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from types import ModuleType
from typing import Any

from litestar import Litestar
from litestar.types import ASGIApp

from core.account import jobs as account_jobs
from core.account import pages as account_pages
from core.audit import tables as audit_tables
from core.contributions import own_pages as own_contribution_pages
from core.contributions import pages as contribution_pages
from core.contributions import report_pages as contribution_report_pages
from core.contributions import tables as contribution_tables
from core.db import ENGINE
from core.db.columns import Table
from core.db.migrations import App
from core.files import jobs as file_jobs
from core.files import pages as file_pages
from core.files import tables as file_tables
from core.forms import tables as form_tables
from core.founding import pages as founding_pages
from core.host import House, events, hookspecs, install
from core.host import tables as event_tables
from core.host.find import manager_for, move_in
from core.host.house import TurnedAway
from core.host.moving_in import everyone_installed, refuse_clashes
from core.http import routes_of
from core.i18n import load_catalogues
from core.jobs import install_jobs
from core.jobs import regular as regular_jobs
from core.jobs import tables as job_tables
from core.live import HUB
from core.logs import set_up_logs
from core.messages import jobs as message_jobs
from core.messages import pages as message_pages
from core.messages import tables as message_tables
from core.moderation import pages as moderation_pages
from core.moderation import tables as moderation_tables
from core.participation import jobs as participation_jobs
from core.participation import tables as participation_tables
from core.people import limits
from core.people import tables as people_tables
from core.projects import manage as project_manage
from core.projects import pages as project_pages
from core.projects import tables as project_tables
from core.settings import project_folder, settings
from core.staff import pages as staff_pages
from core.templates import install_templates
from core.tenancy import platform_tables
from core.tenancy import tables as site_tables
from core.theme import pages as theme_pages
from core.visits import folding as visit_folding
from core.visits import tables as visit_tables
from core.web import about, home, styleguide
from core.web.asgi import FrontDoor
from core.web.assets import static_file
from core.web.health import alive, figures, known_host, ready
from core.web.kept import install_store
from core.web.maps import map_tile
from core.web.mount import mount
from core.web.problem_pages import plain_answer

TABLES: tuple[type[Table], ...] = (
    *site_tables.TABLES,
    *job_tables.TABLES,
    *people_tables.TABLES,
    *event_tables.TABLES,
    *file_tables.TABLES,
    *participation_tables.TABLES,
    *form_tables.TABLES,
    *audit_tables.TABLES,
    *message_tables.TABLES,
    *project_tables.TABLES,
    *contribution_tables.TABLES,
    *moderation_tables.TABLES,
    *visit_tables.TABLES,
)
PAGES: tuple[ModuleType, ...] = (
    *(file_pages, theme_pages, message_pages, *account_pages.MODULES),
    *(home, about, styleguide, project_pages, *project_manage.MODULES),
    *(contribution_pages, own_contribution_pages, contribution_report_pages, moderation_pages),
    *(founding_pages, *staff_pages.MODULES),
)
JOBS: tuple[Any, ...] = (
    regular_jobs.tidy,
    *message_jobs.JOBS,
    visit_folding.fold_visits,
    events.tell_plugins,
    file_jobs.sweep_files,
    *participation_jobs.JOBS,
    account_jobs.sweep,
)


def build(modules: Sequence[ModuleType] | None = None) -> House:
    """Find the plugins (or take `modules`), check them, and make this the house of the process."""
    routes = routes_of(*PAGES)
    away: list[TurnedAway] = []
    if modules is None:
        found, away, manager = everyone_installed(hookspecs, routes, JOBS)
    else:
        manager = manager_for(hookspecs, modules)
        found = [move_in(module) for module in modules]
        refuse_clashes(found, routes, JOBS)
    lodgers = {lodger.plugin.id: lodger for lodger in found}
    methods = {m.id: (m, lodger.plugin.id) for lodger in lodgers.values() for m in lodger.plugin.methods}
    core_folder = project_folder() / "core"
    built = House(
        core=App("core", TABLES, core_folder / "migrations"),
        platform=App("platform", tuple(platform_tables.TABLES), core_folder / "tenancy" / "migrations"),
        core_routes=tuple(routes),
        lodgers=lodgers,
        hooks=manager,
        methods={name: method for name, (method, _) in methods.items()},
        method_owner={name: owner for name, (_, owner) in methods.items()},
        turned_away=tuple(away),
    )
    install(built)
    install_jobs(JOBS)
    for lodger in lodgers.values():
        install_jobs(lodger.plugin.jobs, owner=lodger.plugin.id)
    load_catalogues([core_folder, *(lodger.folder for lodger in lodgers.values())])
    install_templates([lodger.folder / "templates" for lodger in lodgers.values()])
    install_store()
    return built


def make_app(house: House | None = None) -> ASGIApp:
    """The ASGI application. With `house` given, the pool is the caller's to start (tests)."""
    set_up_logs()
    built = house or build()
    shared: dict[str, Any] = {
        "exception_handlers": {Exception: plain_answer},
        "openapi_config": None,
        "debug": False,
    }
    outside = [static_file, map_tile, alive, ready, figures, known_host]
    places = Litestar(
        [*mount(built, platform=False), *outside], lifespan=[] if house else [_database_open], **shared
    )
    return FrontDoor(places, Litestar(mount(built, platform=True), **shared))


@asynccontextmanager
async def _database_open(_app: Litestar) -> AsyncIterator[None]:
    await ENGINE.start(settings().database_url, size=settings().pool_size)
    HUB.open()
    try:
        yield
    finally:
        await HUB.stop()
        await limits.stop()
        await asyncio.wait_for(ENGINE.stop(), timeout=10)
