"""What was reported, and what experts do about it."""

from typing import Any

from core.sdk import clean_line, execute, rows, value


async def reported() -> list[dict[str, Any]]:
    """Posts with reports that nobody has settled, the oldest first."""
    return await rows(
        "SELECT p.id, p.kind, p.title, p.body, p.place, m.name AS by_name, min(r.at) AS first_at, "
        "array_agg(r.reason ORDER BY r.at) AS reasons FROM commons_report r JOIN commons_post p ON p.id = r.post "
        "LEFT JOIN commons_member m ON m.id = p.author WHERE r.settled_at IS NULL AND NOT p.hidden "
        "GROUP BY p.id, m.name ORDER BY first_at LIMIT 100"
    )


async def hidden_posts() -> list[dict[str, Any]]:
    return await rows(
        "SELECT p.id, p.kind, p.title, p.place, p.hidden_why, p.at FROM commons_post p "
        "WHERE p.hidden ORDER BY p.id DESC LIMIT 100"
    )


async def hide(*, post_id: int, why: str) -> bool:
    done = await value(
        "UPDATE commons_post SET hidden = true, hidden_why = $2 WHERE id = $1 RETURNING id",
        post_id,
        clean_line(why),
    )
    await settle(post_id=post_id)
    return done is not None


async def show(*, post_id: int) -> bool:
    sql = "UPDATE commons_post SET hidden = false, hidden_why = '' WHERE id = $1 RETURNING id"
    return await value(sql, post_id) is not None


async def settle(*, post_id: int) -> None:
    await execute(
        "UPDATE commons_report SET settled_at = now() WHERE post = $1 AND settled_at IS NULL", post_id
    )
