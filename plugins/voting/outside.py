"""What leaves the plugin: whole exports, and what it keeps about a person."""

from core.sdk import Activity, Export, PersonalData, _, execute, rows, stream_rows
from plugins.voting.results.outside import counted_exports

_OPTIONS = """
    SELECT o.id, c.title, c.text, o.cost, k.names ->> 'nb' AS category, d.names ->> 'nb' AS district, o.source,
        o.feasible, o.reason, o.on_ballot, c.address, c.latitude, c.longitude
    FROM voting_option o JOIN contribution c ON c.id = o.id
    LEFT JOIN voting_part k ON k.id = o.category LEFT JOIN voting_part d ON d.id = o.district
    WHERE o.activity = $1 AND c.state = 'published' ORDER BY o.position, o.id
"""
_OPTION_COLUMNS = (
    "id", "title", "text", "cost", "category", "district", "source", "feasible", "reason", "on_ballot",
    "address", "latitude", "longitude",
)  # fmt: skip


_EVALUATIONS = """
    SELECT e.option, e.at, e.feasible, e.cost, e.reason FROM voting_evaluation e JOIN voting_option o ON o.id = e.option
    WHERE o.activity = $1 ORDER BY e.id
"""


async def exports_of(activity: Activity) -> list[Export]:
    """Options, what was found about them, and what was counted."""
    return [
        Export(
            name="options",
            title=_("Options to vote for"),
            columns=_OPTION_COLUMNS,
            rows=stream_rows(_OPTIONS, activity.id),
        ),
        Export(
            name="evaluations",
            title=_("Evaluations of the options"),
            columns=("option", "at", "feasible", "cost", "reason"),
            rows=stream_rows(_EVALUATIONS, activity.id),
        ),
        *await counted_exports(activity),
    ]


async def kept_about(person_id: int) -> list[PersonalData]:
    """That the person has voted, drafts, evaluations. What was cast cannot be found from the person: nobody can."""
    voted = await rows(
        "SELECT activity, channel FROM voting_voter WHERE person = $1 ORDER BY activity", person_id
    )
    begun = await rows(
        "SELECT activity, choices, district FROM voting_draft WHERE person = $1 ORDER BY activity", person_id
    )
    found = await rows(
        "SELECT option, at, feasible, cost, reason FROM voting_evaluation WHERE by = $1 ORDER BY id",
        person_id,
    )
    staff_deeds = await rows(
        "SELECT 'count' AS what, at FROM voting_count WHERE by = $1 UNION ALL SELECT 'override', at FROM voting_override "
        "WHERE by = $1 UNION ALL SELECT 'paper', at FROM voting_paper WHERE by = $1 ORDER BY at",
        person_id,
    )
    kept = (
        ("voting.voted", voted),
        ("voting.counted", staff_deeds),
        ("voting.drafts", begun),
        ("voting.evaluations", found),
    )
    return [PersonalData(name=name, rows=tuple(each)) for name, each in kept if each]


async def forget(person_id: int) -> None:
    """Drafts go. That somebody voted stays without a name, since the number of voters must equal that of ballots."""
    await execute("DELETE FROM voting_draft WHERE person = $1", person_id)
    await execute("UPDATE voting_voter SET person = NULL WHERE person = $1", person_id)
    await execute("UPDATE voting_evaluation SET by = NULL WHERE by = $1", person_id)
    await execute("UPDATE voting_count SET by = NULL WHERE by = $1", person_id)
    await execute("UPDATE voting_override SET by = NULL WHERE by = $1", person_id)
    await execute("UPDATE voting_paper SET by = NULL WHERE by = $1", person_id)
