"""What can happen here: the only writer of our tables. Return and it stands, raise and it never was."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Protocol

from core.sdk import (
    Content,
    Contribution,
    Location,
    Person,
    Place,
    Purpose,
    Refused,
    Text,
    Upload,
    _,
    excerpt,
    execute,
    html_from_plain,
    keep_upload,
    rows,
    stream_rows,
    submit,
)

from allmenning_walk.settings import TONES

KIND = "walk_note"  # the kind of contribution that this method writes
COLUMNS = ("id", "text", "tone", "supports", "written_at")


class TooLong(Refused):
    """Longer than staff allow here."""

    field = "text"

    def __init__(self, longest: int) -> None:
        super().__init__(_("A note can have at most {max} characters.").format(max=longest))


class Given(Protocol):
    """What the form gives."""

    text: str
    tone: str
    where: Location
    photo: Upload | None
    photo_alt: str


async def add_note(*, place: Place, author: Person, given: Given) -> int:
    """Mark a place; the id of its contribution. Raises TooLong, and what a photo is refused with."""
    longest = place.here.settings.max_length
    if len(given.text) > longest:
        raise TooLong(longest)
    where = given.where
    content = Content(
        title=excerpt(given.text, 60),
        body=html_from_plain(given.text),
        location=(where.lat, where.lon) if where.lat is not None and where.lon is not None else None,
        address=where.address,
        files=await _kept(given, author),
    )
    note_id = await submit(
        place=place, kind=KIND, author=author, content=content, action="add", with_status=False
    )
    await execute("INSERT INTO walk_note (contribution, tone) VALUES ($1, $2)", note_id, given.tone)
    return note_id


async def _kept(given: Given, author: Person) -> tuple[dict[str, Any], ...]:
    """The photo: made anew without its EXIF, and shown to nobody before its note is."""
    if given.photo is None:
        return ()
    ref = await keep_upload(given.photo, purpose=Purpose.IMAGE, owner=author, public=False)
    return (ref.entry(given.photo_alt),)


async def tones_of(notes: Sequence[Contribution]) -> dict[int, Text]:
    """The tones in words, by the notes' ids: one query for a whole list."""
    found = await rows(
        "SELECT contribution, tone FROM walk_note WHERE contribution = ANY ($1::bigint[])",
        [note.id for note in notes],
    )
    return {row["contribution"]: TONES[row["tone"]] for row in found}


def notes_of(activity_id: int) -> AsyncIterator[dict[str, Any]]:
    """All published notes of an activity, as the public sees them."""
    return stream_rows(
        "SELECT c.id, c.text, n.tone, c.support_count AS supports, c.published_at AS written_at "
        "FROM walk_note n JOIN contribution c ON c.id = n.contribution "
        "WHERE c.activity = $1 AND c.state = 'published' ORDER BY c.id",
        activity_id,
    )


async def chosen_by(person_id: int) -> tuple[dict[str, Any], ...]:
    """The tones that one person chose."""
    found = await rows(
        "SELECT n.contribution, n.tone FROM walk_note n JOIN contribution c ON c.id = n.contribution "
        "WHERE c.author = $1 ORDER BY 1",
        person_id,
    )
    return tuple(found)
