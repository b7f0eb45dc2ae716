"""Two that say the same become one: what people gave to the one is carried over to the other, and nothing counts twice."""

from core.contributions.comments import recount_comments
from core.contributions.reactions import recount_reactions
from core.contributions.refusals import CannotMerge
from core.contributions.telling import happened, tell_of_merge
from core.db import execute, rows
from core.people import Person
from core.projects.place import Place


async def merge(*, place: Place, source_id: int, target_id: int, by: Person) -> None:
    """The source leads on to the target from now on. Its author supports the target; votes, followers and comments move."""
    source = await _lock_both(place, source_id, target_id)
    people = await _people(source_id, but=by.id)
    await _carry_votes(source_id, target_id)
    await _carry_followers(source_id, target_id)
    await execute("UPDATE contribution SET root = $2 WHERE root = $1", source_id, target_id)
    await execute("UPDATE contribution SET merged_into = $2 WHERE merged_into = $1", source_id, target_id)
    await execute(
        "UPDATE contribution SET state = 'merged', merged_into = $2, comment_count = 0, support_count = 0, "
        "oppose_count = 0, updated_at = now() WHERE id = $1",
        source_id,
        target_id,
    )
    await recount_reactions(contribution_id=target_id)
    await recount_comments(root_id=target_id)
    await happened("contribution.merged", place, source_id, by)
    if people:
        await tell_of_merge(place, source=source, target_id=target_id, people=people)


async def authors_of(*, contribution_id: int) -> list[int]:
    """Everyone who wrote it or one that was merged into it."""
    found = await rows(
        "SELECT DISTINCT author FROM contribution WHERE (id = $1 OR merged_into = $1) AND author IS NOT NULL ORDER BY author",
        contribution_id,
    )
    return [each["author"] for each in found]


async def _lock_both(place: Place, source_id: int, target_id: int) -> str:
    """The source's title. Locked in the order of their ids, so two mergers never wait for each other."""
    found = await rows(
        "SELECT id, title, kind, state FROM contribution WHERE id = ANY ($1::bigint[]) AND activity = $2 AND root IS NULL "
        "ORDER BY id FOR NO KEY UPDATE",
        [source_id, target_id],
        place.here.id,
    )
    there = {each["id"]: each for each in found if each["state"] in ("published", "waiting", "hidden")}
    if len(there) != 2 or there[target_id]["state"] != "published":  # noqa: PLR2004 - a source and a target
        raise CannotMerge
    if there[source_id]["kind"] != there[target_id]["kind"]:
        raise CannotMerge
    title: str = there[source_id]["title"]
    return title


async def _carry_votes(source_id: int, target_id: int) -> None:
    """Who voted on both keeps the vote on the target; the source's author counts as a supporter of it."""
    await execute(
        "INSERT INTO reaction (contribution, person, value) "
        "SELECT $2, s.author, 1 FROM contribution s JOIN contribution t ON t.id = $2 "
        "WHERE s.id = $1 AND s.author IS NOT NULL AND s.author IS DISTINCT FROM t.author "
        "ON CONFLICT (contribution, person) WHERE person IS NOT NULL DO NOTHING",
        source_id,
        target_id,
    )
    await execute(
        "DELETE FROM reaction s WHERE s.contribution = $1 AND EXISTS (SELECT 1 FROM reaction t "
        "WHERE t.contribution = $2 AND (t.person = s.person OR (t.voter <> '' AND t.voter = s.voter)))",
        source_id,
        target_id,
    )
    await execute("UPDATE reaction SET contribution = $2 WHERE contribution = $1", source_id, target_id)


async def _carry_followers(source_id: int, target_id: int) -> None:
    await execute(
        "INSERT INTO follow (person, subject, subject_id) SELECT person, 'contribution', $2::bigint FROM follow "
        "WHERE subject = 'contribution' AND subject_id = $1 "
        "UNION SELECT author, 'contribution', $2::bigint FROM contribution WHERE id = $1 AND author IS NOT NULL "
        "ON CONFLICT DO NOTHING",
        source_id,
        target_id,
    )
    await execute("DELETE FROM follow WHERE subject = 'contribution' AND subject_id = $1", source_id)


async def _people(source_id: int, *, but: int) -> list[int]:
    found = await rows(
        "SELECT author AS person FROM contribution WHERE id = $1 AND author IS NOT NULL "
        "UNION SELECT person FROM reaction WHERE contribution = $1 AND value = 1 AND person IS NOT NULL",
        source_id,
    )
    return sorted(each["person"] for each in found if each["person"] != but)
