"""Reports: staff put texts and any plugin's figures together; out come a page, a PDF, a Word file, an archive package.

Written only against `core.sdk`.
"""

from typing import Any

from core.sdk import Capability, Link, Panel, PersonalData, Plugin, Seeding, _, hookimpl
from plugins.reports import actions, building, manage, manage_files, manage_publish, public, sections
from plugins.reports.archive import pages as archive
from plugins.reports.archive.package import make_archive
from plugins.reports.deeds import DEEDS
from plugins.reports.making.files import make_file
from plugins.reports.outside import forget, kept_about
from plugins.reports.reading import published_in
from plugins.reports.schedule import pages as mail
from plugins.reports.schedule.sending import look_who_is_due, mail_issue, send
from plugins.reports.tables import TABLES


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="reports",
        name=_("Reports"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS, Capability.FILES, Capability.MAIL, Capability.PERSONAL_DATA),
        summary=_("Reports of text and figures: as a page, PDF or Word file, and sent by themselves."),
        actions=actions.ALL,
        tables=TABLES,
        routes=(manage, building, sections, manage_publish, manage_files, archive, mail, public),
        jobs=(make_file, make_archive, look_who_is_due, send, mail_issue),
        default_on=True,
        deeds=DEEDS,
    )


@hookimpl
def links(place: str) -> list[Link]:
    """In the staff menu."""
    if place != "manage":
        return []
    return [Link(label=_("Reports"), url="/manage/reports", icon="file", action="reports.enter")]


@hookimpl
async def panels(place: str, subject: Any) -> list[Panel]:
    """On a project's page: the reports that are published about it."""
    lines = await published_in(project_id=subject.id) if place == "project" else []
    if not lines:
        return []
    context = {"lines": lines, "base": subject.url}
    return [Panel(title=_("Reports"), template="reports/panel.html", context=context)]


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """Which reports the person worked on, and which they get by mail."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """Off the lists of those who get reports; what was written stays, without the name."""
    await forget(person_id)


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """A published report in each town of the demonstration, for the project that has a story here."""
    from plugins.reports.seeding import seed

    await seed(seeding)
