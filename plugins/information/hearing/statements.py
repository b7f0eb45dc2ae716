"""Formal statements: received with a receipt, kept for staff, published as they are or with something blacked out."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from core.sdk import (
    Act,
    Channel,
    Person,
    Place,
    Refused,
    Said,
    Text,
    _,
    clean_html,
    execute,
    html_from_plain,
    keep_internal,
    note,
    notify,
    plain_text,
    record,
    record_many,
    row,
    rows,
    set_public,
    value,
    withdraw_internal,
)

KIND = "submission"
STATES: dict[str, Text] = {
    "received": _("Received"),
    "published": _("Published"),
    "withheld": _("Not published"),
    "withdrawn": _("Taken back by the sender"),
}
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread over the phone
_COLUMNS = (
    "SELECT s.contribution AS id, s.sender, s.organisation, s.orgnr, s.title, s.body, s.files, s.channel, s.receipt, "
    "s.received_at, s.state, s.public_body, s.public_files, s.redacted, s.published_at, s.withdrawn_at, s.person AS person_id, "
    "coalesce(n.outcome, '') AS outcome, coalesce(n.summary, '') AS summary, coalesce(n.reason, '') AS reason "
    "FROM information_statement s LEFT JOIN information_answer n ON n.contribution = s.contribution WHERE s.activity = $1"
)


class AlreadySent(Refused):
    def __init__(self) -> None:
        super().__init__(_("You have just sent the same statement. It is received."))


class TakenBack(Refused):
    def __init__(self) -> None:
        super().__init__(_("The sender has taken this statement back. It cannot be published or answered."))


class TooLate(Refused):
    def __init__(self) -> None:
        super().__init__(_("The answers to the hearing are published. Write to the municipality instead."))


@dataclass(frozen=True, slots=True)
class Statement:
    """For staff. The public sees `public_body` and `public_files` of those that are published."""

    id: int
    sender: str
    organisation: str
    orgnr: str
    title: str
    body: str
    files: list[dict[str, Any]]
    channel: str
    receipt: str
    received_at: datetime
    state: str
    public_body: str
    public_files: list[dict[str, Any]]
    redacted: str
    published_at: datetime | None
    withdrawn_at: datetime | None
    person_id: int | None
    outcome: str
    summary: str
    reason: str

    @property
    def from_whom(self) -> str:
        return self.organisation or self.sender


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a statement says, and for whom."""

    sender: str
    organisation: str = ""
    orgnr: str = ""
    title: str
    text: str
    files: Sequence[dict[str, Any]] = ()


async def receive(*, place: Place, author: Person, words: Words) -> int:
    """From somebody who is signed in. The contribution's id; a receipt is among the person's messages."""
    if await _twice(place, author, words):
        raise AlreadySent
    new_id = await _keep(place, words, author=author, channel=Channel.WEB, on=datetime.now(UTC).date())
    await record(
        action="information.send",
        project_id=place.project.id,
        activity_id=place.here.id,
        person_id=author.id,
        contribution_id=new_id,
    )
    receipt = await value("SELECT receipt FROM information_statement WHERE contribution = $1", new_id)
    await notify(
        person_ids=[author.id],
        kind="answer",
        title=_("We have received your statement: {receipt}").format(receipt=receipt),
        body=_("It is registered in “{name}”. Keep the number.").format(name=place.here.name),
        url=f"{place.url}/receipt/{new_id}",
    )
    return new_id


async def register(*, place: Place, by: Person, words: Words, channel: Channel, on: date) -> int:
    """One that came by letter or mail, typed in by staff."""
    new_id = await _keep(place, words, author=None, channel=channel, on=on)
    act = Act(
        who=f"statement:{place.here.id}:{(words.orgnr or words.organisation or words.sender).casefold()}",
        action="information.send",
        at=datetime.now(UTC),
        contribution_id=new_id,
    )
    await record_many([act], project_id=place.project.id, activity_id=place.here.id, channel=channel)
    await note(action="information.register", subject="contribution", subject_id=new_id, by=by)
    return new_id


async def _keep(place: Place, words: Words, *, author: Person | None, channel: Channel, on: date) -> int:
    said = Said(
        text=f"{words.title}\n\n{words.text}", on=on, author_id=author.id if author else None, channel=channel
    )
    (new_id,) = await keep_internal(place=place, kind=KIND, items=[said])
    await execute(
        "INSERT INTO information_statement (activity, contribution, person, sender, organisation, orgnr, title, body, files, "
        "channel, receipt, received_at, public_body, redacted) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $12 = current_date THEN now() "
        "ELSE $12::date END, '', '')",
        *(
            place.here.id,
            new_id,
            author.id if author else None,
            words.sender,
            words.organisation,
            words.orgnr,
        ),
        *(words.title, html_from_plain(words.text), list(words.files), channel, _receipt(new_id), on),
    )
    return new_id


def _receipt(new_id: int) -> str:
    return f"H{new_id}-{''.join(secrets.choice(_ALPHABET) for _n in range(5))}"


async def _twice(place: Place, author: Person, words: Words) -> bool:
    """The same person, the same words, within ten minutes: a form that was sent twice."""
    await execute("SELECT pg_advisory_xact_lock(hashtext($1))", f"statement {place.here.id} {author.id}")
    found: bool = await value(
        "SELECT EXISTS (SELECT 1 FROM information_statement WHERE activity = $1 AND person = $2 AND title = $3 AND body = $4 "
        "AND received_at > now() - interval '10 minutes')",
        *(place.here.id, author.id, words.title, html_from_plain(words.text)),
    )
    return found


async def statements_of(*, activity_id: int, published: bool = False) -> list[Statement]:
    """In the order they came."""
    only = " AND s.state = 'published'" if published else ""
    found = await rows(f"{_COLUMNS}{only} ORDER BY s.received_at, s.contribution LIMIT 5000", activity_id)
    return [Statement(**each) for each in found]


async def statement_of(*, activity_id: int, statement_id: int) -> Statement | None:
    found = await row(f"{_COLUMNS} AND s.contribution = $2", activity_id, statement_id)
    return Statement(**found) if found else None


async def publish_statement(
    *,
    place: Place,
    statement: Statement,
    by: Person,
    body: str,
    files: Sequence[dict[str, Any]],
    redacted: str,
) -> None:
    """Show it: `body` and `files` as the public may read them, and why something is left out, if it is. Raises TakenBack."""
    await _still_sent(statement)
    shown = {file["key"] for file in files}
    # A redacted one must not stand beside what was blacked out in it.
    await set_public(
        [file["key"] for file in (*statement.files, *statement.public_files) if file["key"] not in shown],
        public=False,
    )
    await set_public(list(shown), public=True)
    await execute(
        "UPDATE information_statement SET state = 'published', public_body = $3, public_files = $4, redacted = $5, "
        "published_at = coalesce(published_at, now()), handled_by = $6 WHERE activity = $1 AND contribution = $2",
        *(place.here.id, statement.id, clean_html(body), list(files), redacted[:300], by.id),
    )
    details = {"redacted": bool(redacted)}
    await note(
        action="information.publish", subject="contribution", subject_id=statement.id, details=details, by=by
    )


async def withhold_statement(*, place: Place, statement: Statement, by: Person, reason: str) -> None:
    """Not shown at all, with the reason on the record. It is still answered. Raises TakenBack."""
    await _still_sent(statement)
    await set_public([file["key"] for file in (*statement.files, *statement.public_files)], public=False)
    await execute(
        "UPDATE information_statement SET state = 'withheld', public_body = '', public_files = '[]', "
        "redacted = $3, handled_by = $4 "
        "WHERE activity = $1 AND contribution = $2",
        *(place.here.id, statement.id, reason[:300], by.id),
    )
    await note(action="information.withhold", subject="contribution", subject_id=statement.id, by=by)


async def take_back(*, place: Place, statement: Statement, by: Person) -> None:
    """By its sender, until the answers are published: nobody reads it any more but staff, and the record says that it was so.

    What was received is a document of the case and stays there. Twice is once. Raises TooLate.
    """
    await execute("SELECT 1 FROM information_statement WHERE contribution = $1 FOR UPDATE", statement.id)
    if await value("SELECT EXISTS (SELECT 1 FROM information_response WHERE activity = $1)", place.here.id):
        raise TooLate
    await set_public([file["key"] for file in (*statement.files, *statement.public_files)], public=False)
    done = await execute(
        "UPDATE information_statement SET state = 'withdrawn', withdrawn_at = now(), public_body = '', public_files = '[]' "
        "WHERE activity = $1 AND contribution = $2 AND state <> 'withdrawn'",
        place.here.id,
        statement.id,
    )
    if done:
        await withdraw_internal(place=place, contribution_id=statement.id)
        details = {"receipt": statement.receipt}
        await note(
            action="information.withdraw",
            subject="contribution",
            subject_id=statement.id,
            details=details,
            by=by,
        )


async def _still_sent(statement: Statement) -> None:
    state = await value(
        "SELECT state FROM information_statement WHERE contribution = $1 FOR UPDATE", statement.id
    )
    if state == "withdrawn":
        raise TakenBack


def plain(statement: Statement) -> str:
    return plain_text(statement.body)
