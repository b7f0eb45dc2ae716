"""Questions and answers, examples and events. The only writer of `commons_post` and `commons_report`."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from academy.community.members import Member
from core.sdk import clean_line, execute, html_from_plain, row, rows, value

KINDS = ("question", "example", "event")
_SELECT = """
    SELECT p.id, p.kind, p.title, p.body, p.facts, p.hidden, p.hidden_why, p.at, p.happens_at, p.size, p.cost,
      p.participants, p.tenant, p.place, m.name AS by_name, m.person AS by_person, c.name AS circle_name, p.circle,
      (SELECT count(*) FROM commons_post a WHERE a.parent = p.id AND NOT a.hidden) AS answers
    FROM commons_post p LEFT JOIN commons_member m ON m.id = p.author LEFT JOIN commons_group c ON c.id = p.circle
"""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Which posts. Empty says nothing about it."""

    kind: str = ""
    circle: int | None = None
    text: str = ""
    method: str = ""
    size: str = ""
    most_cost: int | None = None
    least_participants: int | None = None


@dataclass(frozen=True, kw_only=True)
class Written:
    """What somebody writes. `facts` is plain data."""

    kind: str
    title: str = ""
    body: str
    circle: int | None = None
    parent: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    happens_at: datetime | None = None
    size: str = ""
    cost: int | None = None
    participants: int | None = None


async def write_post(*, by: Member, written: Written) -> int | None:
    """Its number; None where what it answers is gone or hidden."""
    made: int | None = await value(
        "INSERT INTO commons_post (kind, title, body, circle, parent, author, tenant, place, facts, happens_at, size, cost, "
        "participants) SELECT $1, $2, $3, (SELECT id FROM commons_group WHERE id = $4), $5::bigint, $6, $7, $8, $9, $10, $11, "
        "$12, $13 WHERE $5::bigint IS NULL OR EXISTS (SELECT 1 FROM commons_post WHERE id = $5 AND kind <> 'answer' "
        "AND NOT hidden) RETURNING id",
        written.kind,
        clean_line(written.title),
        html_from_plain(written.body),
        written.circle,
        written.parent,
        by.id,
        by.tenant,
        by.place,
        written.facts,
        written.happens_at,
        written.size,
        written.cost,
        written.participants,
    )
    return made


async def posts(*, wish: Wish, most: int = 50) -> list[dict[str, Any]]:
    """The newest first; of events those to come, the nearest first."""
    order = "p.happens_at" if wish.kind == "event" else "p.at DESC"
    return await rows(
        f"{_SELECT} WHERE p.kind <> 'answer' AND NOT p.hidden AND ($1 = '' OR p.kind = $1) "
        "AND ($2::bigint IS NULL OR p.circle = $2) AND ($3 = '' OR to_tsvector('norwegian', p.title || ' ' || p.body) "
        "@@ websearch_to_tsquery('norwegian', $3) OR p.facts->>'led_to' ILIKE '%' || $3 || '%') "
        "AND ($4 = '' OR p.facts->'methods' ? $4) AND ($5 = '' OR p.size = $5) AND ($6::int IS NULL OR p.cost <= $6) "
        "AND ($7::int IS NULL OR p.participants >= $7) "
        "AND (p.kind <> 'event' OR p.happens_at > now() - interval '1 day') "
        f"ORDER BY {order}, p.id DESC LIMIT $8",
        wish.kind,
        wish.circle,
        wish.text,
        wish.method,
        wish.size,
        wish.most_cost,
        wish.least_participants,
        most,
    )


async def load_post(post_id: int) -> dict[str, Any] | None:
    return await row(f"{_SELECT} WHERE p.id = $1 AND NOT p.hidden AND p.kind <> 'answer'", post_id)


async def answers_to(post_id: int) -> list[dict[str, Any]]:
    return await rows(
        f"{_SELECT} WHERE p.parent = $1 AND NOT p.hidden ORDER BY p.at, p.id LIMIT 500", post_id
    )


async def take_away(*, post_id: int, tenant: str, person: int | None) -> bool:
    """By its writer, or (`person` None) by an administrator of the place it came from."""
    gone = await value(
        "DELETE FROM commons_post p WHERE p.id = $1 AND p.tenant = $2 AND ($3::bigint IS NULL OR EXISTS "
        "(SELECT 1 FROM commons_member m WHERE m.id = p.author AND m.person = $3)) RETURNING p.id",
        post_id,
        tenant,
        person,
    )
    return gone is not None


async def report(*, post_id: int, by: Member, reason: str) -> None:
    """For the experts. Once from each; what is gone is not reported."""
    await execute(
        "INSERT INTO commons_report (post, member, reason) SELECT id, $2, $3 FROM commons_post WHERE id = $1 "
        "ON CONFLICT (post, member) DO NOTHING",
        post_id,
        by.id,
        clean_line(reason),
    )


async def circles() -> list[dict[str, Any]]:
    return await rows(
        "SELECT c.id, c.name, c.about, (SELECT count(*) FROM commons_post p WHERE p.circle = c.id AND NOT p.hidden "
        "AND p.kind <> 'answer') AS posts FROM commons_group c ORDER BY lower(c.name) LIMIT 200"
    )


async def begin_circle(*, name: str, about: str, tenant: str) -> bool:
    """False where a group has this name already."""
    made = await value(
        "INSERT INTO commons_group (name, about, tenant) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id",
        clean_line(name),
        clean_line(about),
        tenant,
    )
    return made is not None


async def all_of_place(tenant: str) -> dict[str, list[dict[str, Any]]]:
    """Everything that came from a place, to take with it."""
    members = "SELECT person, name, work, about, listed, digest, joined_at FROM commons_member WHERE tenant = $1 ORDER BY id"
    return {
        "members": await rows(members, tenant),
        "posts": await rows(f"{_SELECT} WHERE p.tenant = $1 ORDER BY p.id", tenant),
        "groups": await rows(
            "SELECT name, about, at FROM commons_group WHERE tenant = $1 ORDER BY id", tenant
        ),
    }


async def remove_place(tenant: str) -> int:
    """Posts, members and reports of a place; answers that others wrote to its posts go with them. How many posts."""
    gone = await rows("DELETE FROM commons_post WHERE tenant = $1 RETURNING id", tenant)
    await execute("DELETE FROM commons_member WHERE tenant = $1", tenant)
    await execute(
        "DELETE FROM commons_group c WHERE c.tenant = $1 "
        "AND NOT EXISTS (SELECT 1 FROM commons_post p WHERE p.circle = c.id)",
        tenant,
    )
    return len(gone)
