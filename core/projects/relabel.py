"""Topics and areas of projects: how much they are used, and another in place of one."""

from core.db import execute, rows


async def topic_uses() -> dict[int, int]:
    """Topic id -> how many projects have it."""
    found = await rows(
        "SELECT t.id::bigint AS topic, count(*) AS n FROM project, jsonb_array_elements_text(topics) t(id) GROUP BY 1"
    )
    return {each["topic"]: each["n"] for each in found}


async def area_uses() -> dict[str, int]:
    found = await rows("SELECT area, count(*) AS n FROM project WHERE area <> '' GROUP BY area")
    return {each["area"]: each["n"] for each in found}


async def replace_topic(*, topic_id: int, by: int) -> None:
    await execute(
        "UPDATE project SET topics = (SELECT jsonb_agg(DISTINCT CASE WHEN t.id = to_jsonb($1::bigint) "
        "THEN to_jsonb($2::bigint) ELSE t.id END) FROM jsonb_array_elements(topics) t(id)) "
        "WHERE topics @> to_jsonb($1::bigint)",
        topic_id,
        by,
    )


async def replace_area(*, key: str, by: str) -> None:
    await execute("UPDATE project SET area = $2 WHERE area = $1", key, by)
