"""What can be done to a place from the desk: each says first what it will do, and then does it. In the platform's scope."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.db import execute, value
from core.host import house
from core.host.switching import resume_plugin
from core.i18n import Text, _, ngettext
from core.i18n.formats import say_date
from core.jobs import enqueue, failed_count, failed_jobs, retry_failed
from core.people import Person
from core.settings import settings
from core.tenancy import Tenant, after_commit, load_site, save_site, within
from core.tenancy.registry import forget_tenants
from tenants.desk.operations.book import waiting_deletion, write_down
from tenants.desk.operations.plan_change import change_plan, see_plan
from tenants.desk.operations.refusals import CannotBeDone
from tenants.desk.operations.telling import tell_of_deletion
from tenants.plans.catalogue import catalogue

WAIT_DAYS = 30  # between the decision to delete a place and the day when it goes
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
Preview = Callable[[Tenant, str], Awaitable[list[Text]]]
Do = Callable[[Tenant, str, str, Person], Awaitable[Text]]


@dataclass(frozen=True)
class Operation:
    """`asks`: what must be named, empty where nothing. `preview` raises CannotBeDone where it makes no sense now."""

    key: str
    name: Text
    asks: Text | None
    preview: Preview
    do: Do
    danger: bool = False


async def _plugins_there(tenant: Tenant) -> dict[str, bool]:
    """Plugin that is on -> is it paused."""
    async with within(tenant):
        return {name: "paused_at" in kept for name, kept in (await load_site()).plugins.items()}


async def _see_pause(tenant: Tenant, what: str) -> list[Text]:
    there = await _plugins_there(tenant)
    if there.get(what) is not False:
        raise CannotBeDone(_("This plugin is not on there, or it is paused already."))
    name = house().lodgers[what].plugin.name if what in house().lodgers else what
    return [
        _("“{name}” answers nobody any more, until it is resumed: its pages are not found.").format(
            name=name
        ),
        _("What people have written stays. Nothing is deleted."),
        _("Administrators see that it is paused, and why, and can resume it themselves."),
    ]


async def _pause(tenant: Tenant, what: str, why: str, expert: Person) -> Text:
    await _see_pause(tenant, what)
    async with within(tenant):
        await execute("SELECT version FROM site WHERE id = 1 FOR UPDATE")
        plugins = dict((await load_site()).plugins)
        now = datetime.now(UTC).isoformat()
        plugins[what] = {**plugins[what], "paused_at": now, "paused_because": why[:400]}
        await save_site(plugins=plugins)
    await write_down(tenant, kind="pause", details={"plugin": what}, why=why, expert=expert)
    return _("It is paused.")


async def _see_resume(tenant: Tenant, what: str) -> list[Text]:
    if not (await _plugins_there(tenant)).get(what):
        raise CannotBeDone(_("This plugin is not paused there."))
    return [_("It answers again at once. If it goes on failing, it is paused again.")]


async def _resume(tenant: Tenant, what: str, why: str, expert: Person) -> Text:
    await _see_resume(tenant, what)
    async with within(tenant):
        await resume_plugin(what)
    await write_down(tenant, kind="resume", details={"plugin": what}, why=why, expert=expert)
    return _("It is on again.")


async def _see_retry(tenant: Tenant, what: str) -> list[Text]:  # noqa: ARG001 - all previews are asked alike
    async with within(tenant):
        n, some = await failed_count(), await failed_jobs(size=5)
    if not n:
        raise CannotBeDone(_("No task has stopped there."))
    said = ngettext("{n} task is tried again, now.", "{n} tasks are tried again, now.", n).format(n=n)
    return [said, *(_("{name}: {error}").format(name=each.name, error=each.error) for each in some)]


async def _retry(tenant: Tenant, what: str, why: str, expert: Person) -> Text:
    await _see_retry(tenant, what)
    async with within(tenant):
        tried = await retry_failed()
    await write_down(tenant, kind="retry", details={"jobs": tried}, why=why, expert=expert)
    return ngettext("{n} task is tried again.", "{n} tasks are tried again.", tried).format(n=tried)


async def _see_host(tenant: Tenant, what: str) -> list[Text]:
    host = what.strip().lower()
    if not _HOST.fullmatch(host) or host == settings().platform_host:
        raise CannotBeDone(_("Write a whole name, like medvirkning.halden.kommune.no."))
    if await value("SELECT EXISTS (SELECT 1 FROM tenant_host WHERE host = $1)", host):
        raise CannotBeDone(_("A place answers at that name already."))
    old = tenant.hosts[0] if tenant.hosts else "–"
    return [
        _("The site answers at {new}, and links in mail and on paper are written with it.").format(new=host),
        _("{old} goes on leading to the site, so that old links and printed codes work.").format(old=old),
        _("People sign in anew: a session is good at one name only."),
        _("First let their name server point there: {new} CNAME {platform}.").format(
            new=host, platform=settings().platform_host
        ),
        _(
            "The certificate is made by itself when the name is first asked for (Caddy, on demand). It takes some seconds, "
            "and fails while the name points elsewhere. A CAA record must allow letsencrypt.org."
        ),
    ]


async def _move_host(tenant: Tenant, what: str, why: str, expert: Person) -> Text:
    await _see_host(tenant, what)
    host = what.strip().lower()
    await execute("UPDATE tenant_host SET main = false WHERE tenant = $1", tenant.id)
    await execute("INSERT INTO tenant_host (host, tenant, main) VALUES ($1, $2, true)", host, tenant.id)
    details = {"host": host, "was": tenant.hosts[0] if tenant.hosts else ""}
    await write_down(tenant, kind="host", details=details, why=why, expert=expert)
    after_commit(forget)
    return _("The site answers at {new} now.").format(new=host)


async def _see_export(tenant: Tenant, what: str) -> list[Text]:  # noqa: ARG001 - as above
    return [
        _(
            "An archive is made: every table, every file, and a checksum of each. It can be brought in elsewhere."
        ),
        _("It holds personal data. It can be fetched here for a week, and then it is thrown away."),
        _("People can go on working meanwhile; it is as of one moment."),
    ]


async def _export(tenant: Tenant, what: str, why: str, expert: Person) -> Text:  # noqa: ARG001 - as above
    operation_id = await write_down(tenant, kind="export", details={}, why=why, expert=expert, later=True)
    await enqueue("tenants.export_place", operation_id=operation_id)
    return _("The archive is being made. It stands here when it is ready.")


async def _see_delete(tenant: Tenant, what: str) -> list[Text]:
    if await waiting_deletion(tenant.id) is not None:
        raise CannotBeDone(_("It is waiting to be deleted already."))
    if what.strip() != tenant.name:
        raise CannotBeDone(
            _("Write the name of the place, {name}, as it stands here.").format(name=tenant.name)
        )
    day = datetime.now(UTC) + timedelta(days=WAIT_DAYS)
    return [
        _("At once the site can only be read. Administrators can still take everything out."),
        _("They get a mail today that says so, and the day."),
        _("On {day} everything goes: texts, people, files, the record. It cannot be undone.").format(
            day=say_date(day)
        ),
        _("Until then it can be stopped here, and the site is as it was."),
        _(
            "Tasks that run at that moment are finished first, or it is tried again; tasks that wait go with the place."
        ),
    ]


async def _delete(tenant: Tenant, what: str, why: str, expert: Person) -> Text:
    await _see_delete(tenant, what)
    due = datetime.now(UTC) + timedelta(days=WAIT_DAYS)
    await execute("UPDATE tenant SET read_only_at = coalesce(read_only_at, now()) WHERE id = $1", tenant.id)
    details = {"was_read_only": tenant.read_only}
    await write_down(tenant, kind="delete", details=details, why=why, expert=expert, due_at=due)
    await tell_of_deletion(tenant, day=due, stopped=False)
    after_commit(forget)
    return _("It is deleted on {day}, unless somebody stops it.").format(day=say_date(due))


async def choices(tenant: Tenant) -> dict[str, list[tuple[str, str]]]:
    """What there is to choose, for those operations that ask for one of several."""
    lodgers, sold = house().lodgers, catalogue()
    found: dict[str, list[tuple[str, str]]] = {"pause": [], "resume": []}
    for name, paused in (await _plugins_there(tenant)).items():
        if name in lodgers:
            found["resume" if paused else "pause"].append((name, str(lodgers[name].plugin.name)))
    found["plan"] = [(plan.key, str(plan.name)) for plan in sold.plan] if sold else []
    return found


async def forget() -> None:
    forget_tenants()


_PLUGIN = _("Which plugin")
OPERATIONS = {
    each.key: each
    for each in (
        Operation("pause", _("Pause a plugin"), _PLUGIN, _see_pause, _pause),
        Operation("resume", _("Resume a plugin"), _PLUGIN, _see_resume, _resume),
        Operation("retry", _("Try stopped tasks again"), None, _see_retry, _retry),
        Operation("plan", _("Change the plan"), _("Which plan"), see_plan, change_plan),
        Operation("host", _("Move to another address"), _("The new name"), _see_host, _move_host),
        Operation("export", _("Take everything out"), None, _see_export, _export),
        Operation(
            "delete", _("Delete the place"), _("Its name, to be sure"), _see_delete, _delete, danger=True
        ),
    )
}
