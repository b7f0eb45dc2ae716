"""What leaves the plugin: whole exports, and what it keeps about a person."""

from collections.abc import AsyncIterator
from typing import Any

from core.sdk import (
    Activity,
    Export,
    PersonalData,
    _,
    execute,
    export_contributions,
    pseudonym,
    rows,
    stream_rows,
)

_STATEMENTS = (
    "SELECT c.id, c.text, s.seed, c.state, s.agree, s.seen - s.agree - s.disagree AS passed, s.disagree, c.published_at "
    "FROM deliberation_statement s JOIN contribution c ON c.id = s.contribution "
    "WHERE s.activity = $1 AND c.state NOT IN ('draft', 'withdrawn') ORDER BY c.id"
)
# Voters are numbered in an order that says nothing: not by when they came.
_VOTES = (
    "SELECT n.voter, d.statement, d.value AS vote FROM (SELECT id, row_number() OVER (ORDER BY md5(who)) AS voter "
    "FROM deliberation_voter WHERE activity = $1) n JOIN deliberation_vote d ON d.voter = n.id ORDER BY n.voter, d.statement"
)
_OPTIONS = "SELECT id, names, descriptions, facts, scores FROM deliberation_option WHERE activity = $1 ORDER BY position, id"
_ARGUMENTS = (
    "SELECT c.id, a.option, CASE a.side WHEN 1 THEN 'for' ELSE 'against' END AS side, c.text, c.support_count AS supports, "
    "c.state, c.published_at FROM deliberation_argument a JOIN contribution c ON c.id = a.contribution "
    "JOIN deliberation_option o ON o.id = a.option WHERE o.activity = $1 AND c.state NOT IN ('draft', 'withdrawn') ORDER BY c.id"
)


async def exports_of(activity: Activity) -> list[Export]:
    """Votes are by number: who they are is not in the export, as it is not in the tables."""
    return [
        Export(
            name="statements",
            title=_("Statements"),
            columns=("id", "text", "seed", "state", "agree", "passed", "disagree", "published_at"),
            rows=stream_rows(_STATEMENTS, activity.id),
        ),
        Export(
            name="votes",
            title=_("Answers"),
            columns=("voter", "statement", "vote"),
            rows=stream_rows(_VOTES, activity.id),
        ),
        Export(
            name="options",
            title=_("Options"),
            columns=("id", "names", "descriptions", "facts", "scores"),
            rows=stream_rows(_OPTIONS, activity.id),
        ),
        Export(
            name="arguments",
            title=_("Arguments"),
            columns=("id", "option", "side", "text", "supports", "state", "published_at"),
            rows=stream_rows(_ARGUMENTS, activity.id),
        ),
        Export(
            name="common",
            title=_("Common statement"),
            columns=("id", "title", "text", "endorsements", "published_at"),
            rows=_common(activity.id),
        ),
    ]


async def _common(activity_id: int) -> AsyncIterator[dict[str, Any]]:
    async for each in export_contributions(activity_id=activity_id, kind="common", viewer=None):
        yield {
            "id": each.id,
            "title": each.title,
            "text": each.text,
            "endorsements": each.counts.support,
            "published_at": each.published_at,
        }


async def kept_about(person_id: int) -> list[PersonalData]:
    """The answers, with the words that were answered."""
    found = [
        each
        for who in await _pseudonyms(person_id)
        for each in await rows(
            "SELECT c.text AS statement, d.value AS answer, d.at FROM deliberation_voter v "
            "JOIN deliberation_vote d ON d.voter = v.id JOIN contribution c ON c.id = d.statement "
            "WHERE v.who = $1 ORDER BY d.id",
            who,
        )
    ]
    drafts = await rows(
        "SELECT title, changed_at FROM deliberation_outcome WHERE by = $1 ORDER BY id", person_id
    )
    kept = [PersonalData(name="deliberation.answers", rows=tuple(found))] if found else []
    return kept + ([PersonalData(name="deliberation.drafts", rows=tuple(drafts))] if drafts else [])


async def forget(person_id: int) -> None:
    """The pseudonym gives way to a random one: nobody, not even this place, finds the way back."""
    for who in await _pseudonyms(person_id):
        await execute(
            "UPDATE deliberation_voter SET who = decode(md5(gen_random_uuid()::text) || md5(gen_random_uuid()::text), 'hex') "
            "WHERE who = $1",
            who,
        )
    await execute("UPDATE deliberation_outcome SET by = NULL WHERE by = $1", person_id)


async def _pseudonyms(person_id: int) -> list[bytes]:
    """Of this person, in each project that has a deliberation."""
    found = await rows("SELECT DISTINCT project AS id FROM activity WHERE method = 'deliberation'")
    return [await pseudonym(who=f"person:{person_id}", project_id=each["id"]) for each in found]
