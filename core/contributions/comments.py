"""Comments, two deep, and whom they are told to."""

import re
from typing import Any

from core.contributions.again import wait_again
from core.contributions.language import guess_language
from core.contributions.model import COMMENT, State
from core.contributions.refusals import Gone, NothingWritten, NotYours, TooLong
from core.contributions.screening import screen
from core.contributions.telling import happened, log, tell_moderators, tell_of_comment
from core.contributions.writing import keep_version
from core.db import execute, row, rows, value
from core.forms import check_version
from core.participation import Channel
from core.people import Person
from core.projects.place import Place
from core.text import clean_text, html_from_plain

COMMENT_MAX = 5_000
_MENTION = re.compile(r"@(\w[\w .'-]{1,60})")


async def comment(
    *,
    place: Place,
    root_id: int,
    author: Person,
    text: str,
    parent_id: int | None = None,
    official: bool = False,
    anonymous: bool = False,
    channel: Channel = Channel.WEB,
) -> int:
    """Write a comment, or an answer to one. An answer to an answer stands beside it: two levels are enough to follow."""
    tidy = tidy_comment(text)
    root = await _root(place, root_id)
    parent = await _parent(root_id, parent_id) if parent_id is not None else None
    new_id: int = await value(
        "INSERT INTO contribution (activity, kind, root, parent, author, official, anonymous, body, text, language, state, "
        "channel, published_at) VALUES ($1, 'comment', $2, $3, $4, $5, $6, $7, $8, $9, 'published', $10, now()) RETURNING id",
        place.here.id,
        root_id,
        parent["top"] if parent else None,
        author.id,
        official,
        anonymous,
        html_from_plain(tidy),
        tidy,
        guess_language(tidy),
        channel,
    )
    if await screen(contribution_id=new_id, person=author, text=tidy):
        await execute("UPDATE contribution SET state = 'waiting' WHERE id = $1", new_id)
        await tell_moderators(place, contribution_id=new_id, text=tidy, waits=True)
    else:
        await recount_comments(root_id=root_id)
        spoken_to = {person for person in (root["author"], parent["author"] if parent else None) if person}
        mentioned = await _mentioned(root_id, tidy)
        await tell_of_comment(
            place,
            comment_id=new_id,
            root_id=root_id,
            by=author,
            anonymous=anonymous,
            to=spoken_to,
            mentioned=mentioned,
        )
    await log(place, COMMENT, author, new_id, channel)
    await happened("comment.submitted", place, new_id, author)
    return new_id


async def edit_comment(
    *, place: Place, comment_id: int, author: Person, text: str, version: int | str | None
) -> None:
    """Change one's own comment; what it said is kept. Where staff look first, it waits again."""
    tidy = tidy_comment(text)
    found = await _own(place, comment_id, author)
    check_version(current=found["version"], sent=version)
    await keep_version(contribution_id=comment_id, by=author)
    await execute(
        "UPDATE contribution SET body = $2, text = $3, language = $4, version = version + 1, updated_at = now() WHERE id = $1",
        comment_id,
        html_from_plain(tidy),
        tidy,
        guess_language(tidy),
    )
    if (
        await screen(contribution_id=comment_id, person=author, text=tidy)
        and found["state"] == State.PUBLISHED
    ):
        await wait_again(place, contribution_id=comment_id, text=tidy)
        await recount_comments(root_id=found["root"])


async def withdraw_comment(*, place: Place, comment_id: int, author: Person) -> int:
    """Take one's own comment back; the id of what it was about. Its answers stay."""
    found = await _own(place, comment_id, author)
    await execute("UPDATE contribution SET state = 'withdrawn', updated_at = now() WHERE id = $1", comment_id)
    await recount_comments(root_id=found["root"])
    root_id: int = found["root"]
    return root_id


async def recount_comments(*, root_id: int) -> None:
    """Write how many comments are shown: counted anew under the root's lock, so that it can never drift."""
    await execute("SELECT 1 FROM contribution WHERE id = $1 FOR NO KEY UPDATE", root_id)
    await execute(
        "UPDATE contribution SET comment_count = (SELECT count(*) FROM contribution c "
        "WHERE c.root = $1 AND c.state = 'published') WHERE id = $1",
        root_id,
    )


def tidy_comment(text: str) -> str:
    tidy = clean_text(text)
    if not tidy:
        raise NothingWritten
    if len(tidy) > COMMENT_MAX:
        raise TooLong(COMMENT_MAX)
    return tidy


async def _root(place: Place, root_id: int) -> dict[str, int | None]:
    found = await row(
        "SELECT author FROM contribution WHERE id = $1 AND activity = $2 AND root IS NULL AND state = 'published' "
        "FOR KEY SHARE",
        root_id,
        place.here.id,
    )
    if found is None:
        raise Gone
    return found


async def _parent(root_id: int, parent_id: int) -> dict[str, int | None]:
    found = await row(
        "SELECT coalesce(parent, id) AS top, author FROM contribution WHERE id = $1 AND root = $2 AND state = 'published'",
        parent_id,
        root_id,
    )
    if found is None:
        raise Gone
    return found


async def _own(place: Place, comment_id: int, author: Person) -> dict[str, Any]:
    found = await row(
        "SELECT author, root, state, version FROM contribution WHERE id = $1 AND activity = $2 AND root IS NOT NULL "
        "FOR NO KEY UPDATE",
        comment_id,
        place.here.id,
    )
    if found is None or found["state"] not in (State.PUBLISHED, State.WAITING):
        raise Gone
    if found["author"] != author.id:
        raise NotYours
    return found


async def _mentioned(root_id: int, text: str) -> set[int]:
    """People who write in this thread under their name and are named with @; nobody else can be called on."""
    written = [found.lower() for found in _MENTION.findall(text)]
    if not written:
        return set()
    there = await rows(
        "SELECT DISTINCT p.id, lower(p.name) AS name FROM contribution c JOIN person p ON p.id = c.author "
        "WHERE (c.root = $1 OR c.id = $1) AND c.state = 'published' AND NOT c.anonymous AND p.closed_at IS NULL AND p.name <> ''",
        root_id,
    )
    return {each["id"] for each in there if any(words.startswith(each["name"]) for words in written)}
