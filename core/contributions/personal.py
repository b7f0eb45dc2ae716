"""One person's contributions, for the copy of one's data, and what happens to them when the account is closed."""

from typing import Any

from core.contributions.showing import show_files
from core.db import execute, rows


async def written_by(*, person_id: int) -> list[dict[str, Any]]:
    """Everything a person wrote, as plain data."""
    return await rows(
        "SELECT c.id, c.kind, c.title, c.text, c.state, c.anonymous, c.created_at, c.published_at, c.address, c.answers, "
        "'/projects/' || pr.slug || '/' || a.slug || '/' || coalesce(c.root::text || '#comment-', '') || c.id AS url "
        "FROM contribution c JOIN activity a ON a.id = c.activity JOIN project pr ON pr.id = a.project "
        "WHERE c.author = $1 ORDER BY c.id",
        person_id,
    )


async def reactions_of(*, person_id: int) -> list[dict[str, Any]]:
    return await rows(
        "SELECT contribution, value, created_at FROM reaction WHERE person = $1 ORDER BY created_at, id",
        person_id,
    )


async def erase_written(*, person_id: int) -> None:
    """Take away everything a person wrote, as one who closes an account may ask: the words are gone, the places of comments stay.

    Reactions stay as counts, without the person.
    """
    await execute("DELETE FROM contribution WHERE author = $1 AND state = 'draft'", person_id)
    await execute(
        "DELETE FROM contribution_version v USING contribution c WHERE v.contribution = c.id AND c.author = $1",
        person_id,
    )
    touched = await rows(
        "SELECT DISTINCT root FROM contribution WHERE author = $1 AND root IS NOT NULL ORDER BY root",
        person_id,
    )
    for each in await rows("SELECT files FROM contribution WHERE author = $1 AND files <> '[]'", person_id):
        await show_files(each["files"], shown=False)  # at once; the sweep throws them away later
    await execute(
        "UPDATE contribution SET state = 'withdrawn', title = '', body = '', text = '', files = '[]', answers = '{}', "
        "address = '', latitude = NULL, longitude = NULL, updated_at = now() WHERE author = $1",
        person_id,
    )
    for each in touched:
        await execute(
            "UPDATE contribution SET comment_count = (SELECT count(*) FROM contribution c WHERE c.root = $1 "
            "AND c.state = 'published') WHERE id = $1",
            each["root"],
        )


async def let_go(*, person_id: int) -> None:
    """The account closes and its texts stay, as by a former participant: drafts go, and votes keep apart without a name."""
    await execute("DELETE FROM contribution WHERE author = $1 AND state = 'draft'", person_id)
    await execute("DELETE FROM follow WHERE person = $1", person_id)
