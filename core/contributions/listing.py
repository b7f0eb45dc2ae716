"""Lists: one query for a page of cards, whatever the page, the order and the filters."""

from datetime import datetime
from typing import Any

from core.contributions.cursors import Cursor, read_cursor, write_cursor
from core.contributions.find import Search, search_for
from core.contributions.model import Contribution, Listing, State, Wish
from core.contributions.rows import CARD_COLUMNS, JOINS, contribution_from, viewer_id
from core.contributions.sorts import SORTS, Sort, Stretch, stretches
from core.db import rows, value
from core.people import Person


async def listing(
    *, activity_id: int, kind: str, wish: Wish, viewer: Person | None = None, size: int = 20
) -> Listing:
    """A page of contributions. A wish that makes no sense gives the nearest that does, never an error."""
    sort = SORTS.get(wish.sort, SORTS["newest"])
    name = wish.sort if wish.sort in SORTS else "newest"
    cursor = read_cursor(wish.cursor, sort=name)
    query = _Query(viewer_id(viewer), activity_id, kind)
    await query.narrow(wish)
    try:
        left = stretches(sort, cursor, wish.seed)
    except (ValueError, OverflowError):
        cursor, left = None, stretches(sort, None, wish.seed)
    before = cursor is not None and cursor.before
    found = await rows(query.sql(sort, left, before=before, size=size + 1), *query.arguments)
    more, found = len(found) > size, found[:size]
    if before:
        found.reverse()
    return Listing(
        items=tuple(contribution_from(row, viewer) for row in found),
        older=_cursor(name, found[-1], before=False) if found and (more or before) else None,
        newer=_cursor(name, found[0], before=True)
        if found and (more if before else cursor is not None)
        else None,
    )


async def how_many(*, activity_id: int, kind: str, wish: Wish) -> int:
    """How many the whole list holds."""
    query = _Query(0, activity_id, kind)
    await query.narrow(wish)
    count: int = await value(
        f"SELECT count(*) FROM contribution c WHERE {query.where} AND $1::bigint = 0", *query.arguments
    )
    return count


async def on_map(*, activity_id: int, kind: str, wish: Wish, limit: int = 2_000) -> list[dict[str, Any]]:
    """Id, title and place of those that have a place: enough to draw the map."""
    query = _Query(0, activity_id, kind)
    await query.narrow(wish)
    return await rows(
        f"SELECT c.id, c.title, c.latitude, c.longitude FROM contribution c WHERE {query.where} "
        f"AND c.latitude IS NOT NULL AND $1::bigint = 0 ORDER BY c.id DESC LIMIT {limit:d}",
        *query.arguments,
    )


async def drafts_of(*, activity_id: int, kind: str, person: Person) -> list[Contribution]:
    """A person's own unfinished texts here, the latest first."""
    found = await rows(
        f"SELECT {CARD_COLUMNS} FROM contribution c {JOINS} WHERE c.author = $1 AND c.activity = $2 AND c.kind = $3 "
        "AND c.state = 'draft' ORDER BY c.updated_at DESC LIMIT 100",
        person.id,
        activity_id,
        kind,
    )
    return [contribution_from(row, person) for row in found]


class _Query:
    """Conditions and their arguments. `$1` is the viewer."""

    def __init__(self, viewer: int, activity_id: int, kind: str) -> None:
        self.arguments: list[Any] = [viewer, activity_id, kind]
        self.where = "c.activity = $2 AND c.kind = $3"

    async def narrow(self, wish: Wish) -> None:
        states = ", ".join(f"'{State(state)}'" for state in wish.states) or "''"
        self.where += f" AND c.state IN ({states})" if len(wish.states) != 1 else f" AND c.state = {states}"
        if wish.topic:
            self.add(
                "EXISTS (SELECT 1 FROM contribution_topic x JOIN topic t ON t.id = x.topic "
                "WHERE x.contribution = c.id AND t.key = {0})",
                wish.topic,
            )
        if wish.status:
            self.add("c.status = (SELECT id FROM status WHERE key = {0})", wish.status)
        if wish.area:
            self.add("c.area = {0}", wish.area)
        if wish.assignee is not None:
            self.add("c.assignee = {0}", wish.assignee)
        if wish.author is not None:  # others' anonymous ones are not found by who wrote them
            self.add("c.author = {0} AND (NOT c.anonymous OR c.author = $1)", wish.author)
        if wish.located:
            self.add("c.latitude IS NOT NULL")
        if wish.text:
            self._search(await search_for(wish.text, activity_id=self.arguments[1], kind=self.arguments[2]))

    def add(self, condition: str, *arguments: Any) -> None:
        self.where += " AND " + self._numbered(condition, arguments)

    def sql(self, sort: Sort, left: list[Stretch], *, before: bool, size: int) -> str:
        direction = "DESC" if sort.descending != before else "ASC"
        lap = "DESC" if before else "ASC"
        pieces = [
            f"(SELECT {stretch.lap} AS lap, {sort.key} AS key, c.id FROM contribution c WHERE {self.where} "
            f"AND {self._numbered(stretch.condition, stretch.arguments)} "
            f"ORDER BY {sort.key} {direction}, c.id {direction} LIMIT {size:d})"
            for stretch in left
        ]
        order = f"lap {lap}, key {direction}, id {direction}"
        return (
            f"WITH page AS MATERIALIZED (SELECT * FROM ({' UNION ALL '.join(pieces)}) pieces ORDER BY {order} LIMIT {size:d}) "
            f"SELECT {CARD_COLUMNS}, page.key AS sort_key FROM page JOIN contribution c ON c.id = page.id {JOINS} "
            f"ORDER BY page.lap {lap}, page.key {direction}, page.id {direction}"
        )

    def _search(self, search: Search | None) -> None:
        if search is None:
            self.where += " AND false"  # only signs were typed
            return
        if search.ids is not None:
            self.add("c.id = ANY ({0}::bigint[])", list(search.ids))
            return
        condition, arguments = search.condition(len(self.arguments) + 1)
        self.arguments += arguments
        self.where += f" AND c.id IN (SELECT w.contribution FROM contribution_words w WHERE {condition})"

    def _numbered(self, condition: str, arguments: tuple[Any, ...]) -> str:
        first = len(self.arguments) + 1
        self.arguments += [a.replace("\0", "") if isinstance(a, str) else a for a in arguments]
        return condition.format(*(f"${first + n}" for n in range(len(arguments))))


def _cursor(sort: str, row: dict[str, Any], *, before: bool) -> str:
    key = row["sort_key"]
    return write_cursor(
        Cursor(sort, before, key.isoformat() if isinstance(key, datetime) else str(key), row["id"])
    )
