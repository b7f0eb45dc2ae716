"""Letters to those who follow the project: written, looked at, sent once, kept where everyone can read them."""

from dataclasses import dataclass
from datetime import datetime

from core.sdk import (
    Person,
    Place,
    Refused,
    _,
    check_version,
    excerpt,
    execute,
    followers,
    note,
    notify,
    row,
    rows,
    value,
)


class Sent(Refused):
    def __init__(self) -> None:
        super().__init__(_("The letter is sent. It cannot be changed or sent again."))


@dataclass(frozen=True, slots=True)
class Letter:
    id: int
    subject: str
    body: str
    created_at: datetime
    sent_at: datetime | None
    recipients: int
    version: int


_LETTER = "SELECT id, subject, body, created_at, sent_at, recipients, version FROM information_letter WHERE activity = $1"


async def letters_of(*, activity_id: int, sent: bool = True) -> list[Letter]:
    only = " AND sent_at IS NOT NULL" if sent else ""
    found = await rows(f"{_LETTER}{only} ORDER BY sent_at DESC NULLS FIRST, id DESC LIMIT 200", activity_id)
    return [Letter(**each) for each in found]


async def letter_of(*, activity_id: int, letter_id: int) -> Letter | None:
    found = await row(f"{_LETTER} AND id = $2", activity_id, letter_id)
    return Letter(**found) if found else None


async def write_letter(*, place: Place, by: Person, subject: str, body: str) -> int:
    new_id: int = await value(
        "INSERT INTO information_letter (activity, subject, body, by) VALUES ($1, $2, $3, $4) RETURNING id",
        *(place.here.id, subject, body, by.id),
    )
    return new_id


async def change_letter(*, place: Place, letter: Letter, subject: str, body: str, version: str) -> None:
    """Raises Sent, StaleForm."""
    if letter.sent_at is not None:
        raise Sent
    check_version(current=letter.version, sent=version)
    await execute(
        "UPDATE information_letter SET subject = $3, body = $4, version = version + 1 WHERE activity = "
        "$1 AND id = $2 AND sent_at IS NULL",
        *(place.here.id, letter.id, subject, body),
    )


async def drop_letter(*, place: Place, letter_id: int) -> None:
    """Only one that was never sent. Raises Sent."""
    gone = await row(
        "DELETE FROM information_letter WHERE activity = $1 AND id = $2 AND sent_at IS NULL RETURNING id",
        place.here.id,
        letter_id,
    )
    if gone is None:
        raise Sent


async def send_letter(*, place: Place, letter: Letter, by: Person) -> int:
    """To how many. Two who press at once send it once. Raises Sent."""
    people = await followers(project_id=place.project.id)
    sent = await row(
        "UPDATE information_letter SET sent_at = now(), recipients = $3 WHERE activity = $1 AND id = $2 "
        "AND sent_at IS NULL RETURNING id",
        *(place.here.id, letter.id, len(people)),
    )
    if sent is None:
        raise Sent
    await notify(
        person_ids=people,
        kind="news",
        title=letter.subject,
        body=excerpt(letter.body, 300),
        url=f"{place.url}/letters/{letter.id}",
    )
    await note(
        action="information.letter",
        subject="activity",
        subject_id=place.here.id,
        details={"recipients": len(people)},
        by=by,
    )
    return len(people)
