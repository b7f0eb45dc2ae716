"""What can happen on a board: the only writer."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from allmenning_pinboard.settings import COLOURS, PinColour
from core.sdk import (
    Content,
    Contribution,
    Person,
    Place,
    Refused,
    _,
    execute,
    html_from_plain,
    rows,
    stream_rows,
    submit,
)

PIN = "pin"  # the kind of contribution that a board holds
COLUMNS = ("id", "text", "colour", "supports", "pinned_at")


class PinTooLong(Refused):
    """Longer than staff allow on this board."""

    field = "text"

    def __init__(self, longest: int) -> None:
        super().__init__(_("A pin can have at most {max} characters.").format(max=longest))


async def add_pin(*, place: Place, author: Person, text: str, colour: str) -> int:
    """Pin a note up; the id of its contribution. Raises PinTooLong."""
    longest = place.here.settings.max_length
    if len(text) > longest:
        raise PinTooLong(longest)
    content = Content(body=html_from_plain(text))
    pin_id = await submit(
        place=place, kind=PIN, author=author, content=content, action="add", with_status=False
    )
    await execute("INSERT INTO pinboard_pin (contribution, colour) VALUES ($1, $2)", pin_id, colour)
    return pin_id


async def colours_of(pins: Sequence[Contribution]) -> dict[int, PinColour]:
    """The colours, by the pins' ids."""
    found = await rows(
        "SELECT contribution, colour FROM pinboard_pin WHERE contribution = ANY ($1::bigint[])",
        [pin.id for pin in pins],
    )
    return {row["contribution"]: COLOURS[row["colour"]] for row in found}


async def newest_of(*, project_id: int, size: int = 3) -> list[dict[str, Any]]:
    """The beginning and the address of each of the last pins on a project's open boards."""
    return await rows(
        "SELECT left(c.text, 140) AS text, '/projects/' || p.slug || '/' || a.slug || '/' || c.id AS url "
        "FROM pinboard_pin pin JOIN contribution c ON c.id = pin.contribution JOIN activity a ON a.id = c.activity "
        "JOIN project p ON p.id = a.project WHERE p.id = $1 AND a.state = 'published' AND c.state = 'published' "
        "ORDER BY c.published_at DESC, c.id DESC LIMIT $2",
        project_id,
        size,
    )


def pins_of(activity_id: int) -> AsyncIterator[dict[str, Any]]:
    """All published pins of a board, as the public sees them."""
    return stream_rows(
        "SELECT c.id, c.text, p.colour, c.support_count AS supports, c.published_at AS pinned_at "
        "FROM pinboard_pin p JOIN contribution c ON c.id = p.contribution "
        "WHERE c.activity = $1 AND c.state = 'published' ORDER BY c.id",
        activity_id,
    )


async def chosen_by(person_id: int) -> tuple[dict[str, Any], ...]:
    """The colours that one person chose."""
    found = await rows(
        "SELECT p.contribution, p.colour FROM pinboard_pin p JOIN contribution c ON c.id = p.contribution "
        "WHERE c.author = $1 ORDER BY 1",
        person_id,
    )
    return tuple(found)
