"""Help, in every place: ask support, see what is known to be wrong, the plan until launch, who may come in."""

from core.host import Plugin, hookimpl
from core.host.hookspecs import Link, Panel, PersonalData
from core.i18n import _
from tenants.help import entering, kept, launch, pages
from tenants.help.panel import manage_panel
from tenants.help.settings import HelpSettings


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="help",
        name=_("Help from support"),
        version="1.0.0",
        sdk="1",
        summary=_("Staff ask support from any page, see the plan until launch, and decide who may come in."),
        routes=(pages, entering, launch),
        tenant_settings=HelpSettings,
        default_on=True,
        fixed=True,
        deeds={
            "help.ask": _("Asked support for help"),
            "help.let_in": _("Let a support expert in"),
            "help.keep_out": _("Said no to a visit from support"),
            "help.step": _("Changed a step of the launch plan"),
            "help.meeting": _("Asked for a meeting with support"),
        },
    )


@hookimpl
def links(place: str) -> list[Link]:
    """In the menu of staff."""
    if place != "manage":
        return []
    return [Link(label=_("Get help"), url="/manage/help", icon="question", action="staff.enter")]


@hookimpl
async def panels(place: str, subject: object) -> list[Panel]:
    """On the staff overview: answers, and who asks to come in."""
    return await manage_panel(subject) if place == "manage" else []


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """Questions to support: they lie with the service, not in the place."""
    return await kept.about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """Name and address go from the questions; what was asked and answered stays with the service."""
    await kept.forget(person_id)
