"""Citizens' proposals: residents propose and sign, staff check the form, the council decides. Written only against `core.sdk`."""

from datetime import datetime
from typing import Any

from core.sdk import (
    Activity,
    Block,
    Capability,
    Export,
    Method,
    Panel,
    PersonalData,
    Plugin,
    Problem,
    Seeding,
    _,
    hookimpl,
    seed_defaults,
)
from plugins.proposals import (
    actions,
    author,
    browse,
    detail,
    manage,
    manage_one,
    manage_paper,
    printing,
    write,
)
from plugins.proposals import settings as chosen
from plugins.proposals.clock import wind_clock
from plugins.proposals.deeds import DEEDS
from plugins.proposals.export import exports_of
from plugins.proposals.figures import figures
from plugins.proposals.messages import UPDATE
from plugins.proposals.missing import problems_of
from plugins.proposals.overview import waiting_cases
from plugins.proposals.personal import forget, kept_about
from plugins.proposals.seeding import seed
from plugins.proposals.tables import TABLES
from plugins.proposals.writing import PROPOSAL


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="proposals",
        name=_("Citizens' proposals"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS, Capability.MAIL, Capability.PERSONAL_DATA),
        summary=_("Residents propose and collect signatures. With enough of them, the council must decide."),
        methods=(
            Method(
                id="proposals",
                name=_("Citizens' proposals"),
                summary=_("Residents propose, others sign, and the council decides within a time limit."),
                icon="signature",
                page=browse.show_list,
                settings=chosen.ProposalsSettings,
                actions=actions.ALL,
                contributes=(PROPOSAL, UPDATE),
                manage=((_("Check and handle"), "/manage"),),
            ),
        ),
        tables=TABLES,
        routes=(browse, write, author, printing, detail, manage, manage_paper, manage_one),
        jobs=(wind_clock,),
        default_on=True,
        deeds=DEEDS,
    )


@hookimpl
def publish_problems(activity: Activity) -> list[Problem]:
    """A changed rule without its reason, and what else staff should think of."""
    return problems_of(activity)


@hookimpl
def allows(activity: Activity, action: str) -> bool:
    """Comments are switched on and off by the settings."""
    return chosen.allows(activity, action)


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Proposals, signatures, how far they came, and how long the council took."""
    return await figures(project_id=project_id, activity_id=activity_id, since=since, until=until)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """Proposals, steps and signatures, with names as the public sees them."""
    return await exports_of(activity)


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """Signatures, proposals made together with others, and what staff did; texts are given out by core."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """A signature loses its name and stays counted; everything else lets go of the person."""
    await forget(person_id)


@hookimpl
async def clone_activity(source: Activity, target: Activity) -> None:
    """Nothing to copy: all that staff prepare stands in the settings, and proposals stay where they were signed."""


@hookimpl
async def tenant_enabled() -> None:
    """The council's answers carry a status: a place that has none gets the usual ones."""
    await seed_defaults()


@hookimpl
async def panels(place: str, subject: Any) -> list[Panel]:
    """On the staff overview: what must be checked, and time limits that are near."""
    return await waiting_cases(person=subject) if place == "manage" else []


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """Proposals at every step, signed on the web and on paper."""
    await seed(seeding)
