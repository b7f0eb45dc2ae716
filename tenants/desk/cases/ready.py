"""Answers that are given often. The only writer of their table."""

from typing import Any

from core.db import execute, rows
from core.text import clean_line, clean_text


async def ready_answers() -> list[dict[str, Any]]:
    return await rows(
        "SELECT id, title, text, made_by FROM tenants_ready_answer ORDER BY title, id LIMIT 200"
    )


async def keep_answer(*, title: str, text: str, by: str) -> None:
    await execute(
        "INSERT INTO tenants_ready_answer (title, text, made_by) VALUES ($1, $2, $3)",
        clean_line(title)[:120],
        clean_text(text),
        by,
    )


async def drop_answer(*, answer_id: int) -> bool:
    return bool(await execute("DELETE FROM tenants_ready_answer WHERE id = $1", answer_id))
