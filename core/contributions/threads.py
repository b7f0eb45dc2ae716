"""The comments of one contribution: two deep, oldest first, a page of first-level comments at a time, in one query."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from core.contributions.cursors import Cursor, key_as, read_cursor, write_cursor
from core.contributions.model import Author, Comment, State, Thread
from core.contributions.names import AUTHOR_COLUMNS, AUTHOR_JOINS, author_of, may_see_names
from core.contributions.rows import viewer_id
from core.db import row, rows
from core.i18n import _
from core.people import Person

SIZE = 50
_SORT = "thread"
_TAKEN_BACK = Author(None, _("Someone"))  # who takes the words back takes the name back, too
_ALIVE = (State.PUBLISHED, State.WAITING)
# Hidden and withdrawn ones hold their place, so that the answers below them still make sense.
# One's own comment that waits for a moderator is shown to oneself. `$1` is the viewer.
_SHOWN = (
    "(c.state IN ('published', 'hidden', 'withdrawn', 'removed') OR (c.state = 'waiting' AND c.author = $1))"
)
_COLUMNS = (
    f"c.id, c.root, c.parent, c.body, c.text, {AUTHOR_COLUMNS}, c.official, c.language, c.state, c.published_at, "
    "c.created_at, c.version, c.support_count, c.author = $1 AS mine, "
    "(SELECT r.value FROM reaction r WHERE r.contribution = c.id AND r.person = $1) AS my_reaction"
)


async def comments_of(
    *, root_id: int, viewer: Person | None = None, cursor: str = "", size: int = SIZE
) -> Thread:
    """The thread as this viewer may see it. The root is known to be visible: who asks has loaded it."""
    after = _after(cursor)
    past = "AND (c.created_at, c.id) > ($3, $4)" if after else ""
    found = await rows(
        f"WITH tops AS MATERIALIZED (SELECT c.id, c.created_at FROM contribution c WHERE c.root = $2 "
        f"AND c.parent IS NULL AND {_SHOWN} {past} ORDER BY c.created_at, c.id LIMIT {size + 1:d}), "
        "wanted AS (SELECT id FROM tops UNION ALL SELECT c.id FROM contribution c JOIN tops ON c.parent = tops.id "
        f"WHERE {_SHOWN}) "
        f"SELECT {_COLUMNS} FROM wanted JOIN contribution c ON c.id = wanted.id {AUTHOR_JOINS} "
        "ORDER BY c.created_at, c.id",
        viewer_id(viewer),
        root_id,
        *(after or ()),
    )
    tops = [each for each in found if each["parent"] is None]
    kept = tops[:size]
    older = write_cursor(_cursor_at(kept[-1])) if len(tops) > size else None
    return Thread(tuple(_threaded(kept, found, viewer)), older)


async def load_comment(*, comment_id: int, viewer: Person | None = None) -> Comment | None:
    """One comment without its answers: a published one, or one's own that waits."""
    found = await row(
        f"SELECT {_COLUMNS} FROM contribution c {AUTHOR_JOINS} "
        "WHERE c.id = $2 AND c.root IS NOT NULL AND (c.state = 'published' OR (c.state = 'waiting' AND c.author = $1))",
        viewer_id(viewer),
        comment_id,
    )
    return _comment(found, viewer, ()) if found else None


def _after(cursor: str) -> tuple[datetime, int] | None:
    read = read_cursor(cursor, sort=_SORT)
    try:
        return (key_as(datetime, read.key), read.id) if read else None
    except ValueError:
        return None


def _cursor_at(found: Mapping[str, Any]) -> Cursor:
    return Cursor(_SORT, before=False, key=found["created_at"].isoformat(), id=found["id"])


def _threaded(
    tops: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], viewer: Person | None
) -> list[Comment]:
    below: dict[int, list[Comment]] = {}
    for each in found:
        if each["parent"] is not None and each["state"] in _ALIVE:
            below.setdefault(each["parent"], []).append(_comment(each, viewer, ()))
    whole = [_comment(top, viewer, tuple(below.get(top["id"], ()))) for top in tops]
    return [comment for comment in whole if comment.state in _ALIVE or comment.replies]


def _comment(found: Mapping[str, Any], viewer: Person | None, replies: tuple[Comment, ...]) -> Comment:
    state = State(found["state"])
    seen = state in _ALIVE or (state is State.HIDDEN and may_see_names(viewer, found["project"]))
    return Comment(
        id=found["id"],
        root_id=found["root"],
        parent_id=found["parent"],
        body=found["body"] if seen else "",
        text=found["text"] if seen else "",
        author=_TAKEN_BACK if state is State.WITHDRAWN else author_of(found, viewer),
        official=found["official"],
        language=found["language"],
        state=state,
        published_at=found["published_at"] or found["created_at"],
        version=found["version"],
        support=found["support_count"],
        my_reaction=found["my_reaction"] or 0,
        mine=bool(found["mine"]),
        replies=replies,
    )
