"""What can happen on a board: the only writer."""

from collections.abc import AsyncIterator
from typing import Any

from core.sdk import Content, Person, Place, execute, html_from_plain, rows, stream_rows, submit

COLOURS = ("yellow", "green", "blue")
COLUMNS = ("id", "text", "colour", "supports", "pinned_at")


async def add_pin(*, place: Place, author: Person, text: str, colour: str) -> int:
    """Pin a note up; the id of its contribution."""
    contribution_id = await submit(
        place=place,
        kind="pin",
        author=author,
        content=Content(body=html_from_plain(text)),
        action="add",
        with_status=False,
    )
    await execute("INSERT INTO pinboard_pin (contribution, colour) VALUES ($1, $2)", contribution_id, colour)
    return contribution_id


async def colours(*, activity_id: int) -> dict[int, str]:
    """Contribution id -> colour."""
    found = await rows(
        "SELECT p.contribution, p.colour FROM pinboard_pin p JOIN contribution c ON c.id = p.contribution "
        "WHERE c.activity = $1",
        activity_id,
    )
    return {pin["contribution"]: pin["colour"] for pin in found}


def pins_of(activity_id: int) -> AsyncIterator[dict[str, Any]]:
    """For the export."""
    return stream_rows(
        "SELECT c.id, c.text, p.colour, c.support_count AS supports, c.published_at AS pinned_at "
        "FROM pinboard_pin p JOIN contribution c ON c.id = p.contribution "
        f"WHERE c.activity = {activity_id:d} AND c.state = 'published' ORDER BY c.id"
    )


async def colours_of(person_id: int) -> tuple[dict[str, Any], ...]:
    """The pins of one person."""
    return tuple(
        await rows(
            "SELECT p.contribution, p.colour FROM pinboard_pin p JOIN contribution c ON c.id = p.contribution "
            "WHERE c.author = $1 ORDER BY 1",
            person_id,
        )
    )
