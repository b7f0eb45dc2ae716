"""Voting: residents share out a budget or choose between options, in secret. Written only against `core.sdk`."""

from datetime import datetime

from core.sdk import (
    Activity,
    Block,
    Capability,
    Export,
    Method,
    PersonalData,
    Plugin,
    Problem,
    Seeding,
    _,
    hookimpl,
)
from plugins.voting import actions, detail, pages
from plugins.voting import settings as chosen
from plugins.voting.ballot import change_pages, vote_pages
from plugins.voting.ballot.reminding import remind
from plugins.voting.ballot.urn import turn_urns
from plugins.voting.cloning import copy_parts
from plugins.voting.deeds import DEEDS
from plugins.voting.figures import figures
from plugins.voting.making import evaluate_pages, idea_pages, manage_pages, part_pages, table_pages
from plugins.voting.missing import problems_of
from plugins.voting.options import OPTION
from plugins.voting.outside import exports_of, forget, kept_about
from plugins.voting.paper import pages as paper_pages
from plugins.voting.paper.tables import TABLES as PAPER_TABLES
from plugins.voting.results import manage as result_staff
from plugins.voting.results import pages as result_pages
from plugins.voting.results.count import count_later
from plugins.voting.results.tables import TABLES as RESULT_TABLES
from plugins.voting.seeding import seed
from plugins.voting.tables import TABLES
from plugins.voting.telling import pages as tell_pages


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="voting",
        name=_("Voting"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS, Capability.FILES, Capability.MAIL, Capability.PERSONAL_DATA),
        summary=_(
            "Residents share out a budget or choose between options. The vote is secret, and anyone can recount."
        ),
        methods=(
            Method(
                id="voting",
                name=_("Voting and participatory budgeting"),
                summary=_("Residents decide which options get the money, or which are chosen."),
                icon="vote",
                page=pages.show_options,
                settings=chosen.VotingSettings,
                actions=actions.ALL,
                contributes=(OPTION,),
                manage=(
                    (_("Options to vote for"), "/manage"),
                    (_("Categories and districts"), "/manage/parts"),
                    (_("Evaluate"), "/evaluate"),
                    (_("Paper ballots"), "/manage/paper"),
                    (_("Count and publish"), "/manage/result"),
                    (_("Tell those who had the ideas"), "/manage/tell"),
                ),
            ),
        ),
        tables=(*TABLES, *PAPER_TABLES, *RESULT_TABLES),
        routes=(
            *(pages, detail, vote_pages, change_pages),
            *(manage_pages, part_pages, idea_pages, table_pages, evaluate_pages),
            *(paper_pages, result_staff, result_pages),
            tell_pages,
        ),
        jobs=(turn_urns, remind, count_later),
        default_on=True,
        deeds=DEEDS,
    )


@hookimpl
async def publish_problems(activity: Activity) -> list[Problem]:
    """A ballot that nobody could cast is stopped; the rest is advice."""
    return await problems_of(activity)


@hookimpl
def allows(activity: Activity, action: str) -> bool:
    """Comments are switched on and off by the settings."""
    return chosen.allows(activity, action)


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Votes, ways of voting and, once published, the result."""
    return await figures(project_id=project_id, activity_id=activity_id, since=since, until=until)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """Options, ballots and results."""
    return await exports_of(activity)


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """That the person has voted, and drafts. What was cast cannot be found from the person."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """Delete drafts, and let go of the name of who voted or evaluated."""
    await forget(person_id)


@hookimpl
async def clone_activity(source: Activity, target: Activity) -> None:
    """Categories and districts go along; options and ballots do not."""
    await copy_parts(source=source, target=target)


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """Options of a theme; ballots of the residents; for a finished vote its published result."""
    await seed(seeding)
