"""Plan and payment, as a place's own administrators meet them. A plugin that is on everywhere; its tables are the platform's."""

from datetime import UTC, datetime

from core.access import Action
from core.host import Plugin, hookimpl
from core.host.hookspecs import Lack, Link, Panel
from core.i18n import _
from core.people import Person, Role
from tenants.plans import billing_pages, card_pages, pages
from tenants.plans.catalogue import catalogue
from tenants.plans.gates import lacks_here
from tenants.plans.here import subscription_here
from tenants.plans.subscription import Stage
from tenants.plans.words import say_stage

MANAGE = Action(
    "plans.manage",
    _("See and change the plan"),
    open_only=False,
    changeable=False,
    role=Role.ADMIN,
    when_read_only=True,
)


@hookimpl
def plugin() -> Plugin:
    catalogue()  # a mistake in the file of plans stops the start, and is named
    return Plugin(
        id="plans",
        name=_("Plan and payment"),
        version="1.0.0",
        sdk="1",
        summary=_("What the municipality pays, what it may use, its invoices."),
        actions=(MANAGE,),
        routes=(pages, billing_pages, card_pages),
        default_on=True,
        fixed=True,
        deeds={
            "plans.choose": _("Chose a plan"),
            "plans.billing": _("Changed who gets the invoice"),
            "plans.leave": _("Ended the plan"),
            "plans.stay": _("Kept the plan"),
            "plans.card": _("Went to pay by card"),
        },
    )


@hookimpl
def links(place: str) -> list[Link]:
    return (
        [Link(label=_("Plan and payment"), url="/manage/plan", icon="money", action=MANAGE.name)]
        if place == "manage"
        else []
    )


@hookimpl
async def panels(place: str, subject: object) -> list[Panel]:
    """On the staff's front page: what happens at the end is said from the first day, and not at all where it goes on."""
    if (
        place != "manage"
        or not isinstance(subject, Person)
        or subject.role is not Role.ADMIN
        or catalogue() is None
    ):
        return []
    had, now = await subscription_here(), datetime.now(UTC)
    if had.stage(now) in (Stage.FREE, Stage.ACTIVE):
        return []
    context = {"words": say_stage(had, now), "stage": had.stage(now), "notice": had.notice_days}
    return [Panel(title=_("Plan and payment"), template="plans/panel.html", context=context)]


@hookimpl
async def lacks(plugin_ids: tuple[str, ...]) -> list[Lack]:
    return await lacks_here(plugin_ids)
