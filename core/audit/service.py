"""Adding to the record, reading it, and proving that it is whole.

The hash of a row covers the hash before it and all that the row says, as PostgreSQL writes it: one statement computes it
when the row is added, and one over the whole table computes it again. Rows cut off at the very end leave no gap; that shows
against a seal (`seal()`) that somebody has kept, such as the last line of an export.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.db import execute, row, rows, value
from core.people import Person

SIZE = 50
_SAYS = """
    sha256({previous} || convert_to(jsonb_build_array(
        (extract(epoch FROM {at}) * 1000000)::bigint, {person}, {name}, {role}, {action}, {subject}, {subject_id}, {details}
    )::text, 'UTF8'))
"""
_NOTE = (
    """
    WITH last AS (
        SELECT coalesce((SELECT hash FROM audit ORDER BY id DESC LIMIT 1), ''::bytea) AS previous, clock_timestamp() AS at
    )
    INSERT INTO audit (at, person, name, role, action, subject, subject_id, details, previous, hash)
    SELECT at, $1::bigint, $2::varchar, $3::varchar, $4::varchar, $5::varchar, $6::bigint, $7::jsonb, previous,
"""
    + _SAYS.format(
        previous="previous",
        at="at",
        person="$1::bigint",
        name="$2::varchar",
        role="$3::varchar",
        action="$4::varchar",
        subject="$5::varchar",
        subject_id="$6::bigint",
        details="$7::jsonb",
    )
    + " FROM last RETURNING id"
)
_FIRST_BROKEN = (
    """
    SELECT id FROM (
        SELECT id, previous, hash, coalesce(lag(hash) OVER (ORDER BY id), ''::bytea) AS before,
"""
    + _SAYS.format(
        previous="previous",
        at="at",
        person="person",
        name="name",
        role="role",
        action="action",
        subject="subject",
        subject_id="subject_id",
        details="details",
    )
    + """ AS computed FROM audit
    ) chain WHERE previous <> before OR hash <> computed ORDER BY id LIMIT 1
"""
)
_LIST = """
    SELECT id, at, person, name, role, action, subject, subject_id, details FROM audit
    WHERE ($1::bigint IS NULL OR id < $1) AND ($2::varchar IS NULL OR action = $2 OR action LIKE $2 || '.%')
    AND ($3::bigint IS NULL OR person = $3) AND ($4::varchar IS NULL OR subject = $4)
    AND ($5::bigint IS NULL OR subject_id = $5)
    ORDER BY id DESC LIMIT $6
"""


@dataclass(frozen=True)
class Entry:
    """`role` is the one the person had then; `support` is a support expert who was here for a reason."""

    id: int
    at: datetime
    person: int | None
    name: str
    role: str
    action: str
    subject: str
    subject_id: int | None
    details: dict[str, Any]


@dataclass(frozen=True)
class Record:
    entries: list[Entry]
    older: int | None  # go on before this id


@dataclass(frozen=True)
class Seal:
    """The last row and its hash: whoever keeps it can show later that nothing before was changed or cut off."""

    id: int
    hash: str


async def note(
    *,
    action: str,
    subject: str,
    subject_id: int | None = None,
    details: Mapping[str, Any] | None = None,
    by: Person | None,
) -> int:
    """Write down what a member of staff did, in the transaction in which it is done. `by` None: the program itself."""
    # One at a time in each place, until the commit: the next row must see this one's hash.
    await execute("SELECT pg_advisory_xact_lock(hashtext('audit ' || current_schema()))")
    noted: int = await value(
        _NOTE,
        by.id if by else None,
        by.name if by else "",
        by.role.value if by else "",
        action,
        subject,
        subject_id,
        dict(details or {}),
    )
    return noted


async def first_broken() -> int | None:
    """The first row that is not as it was written, or does not follow the one before; None when all is whole."""
    found: int | None = await value(_FIRST_BROKEN)
    return found


async def seal() -> Seal | None:
    found = await row("SELECT id, encode(hash, 'hex') AS hash FROM audit ORDER BY id DESC LIMIT 1")
    return Seal(**found) if found else None


async def still_holds(kept: Seal) -> bool:
    """Is the row of a seal that was kept earlier still there, unchanged?"""
    found = await value("SELECT encode(hash, 'hex') FROM audit WHERE id = $1", kept.id)
    return bool(found == kept.hash)


async def record(
    *,
    before: int | None = None,
    action: str | None = None,
    person_id: int | None = None,
    subject: str | None = None,
    subject_id: int | None = None,
    size: int = SIZE,
) -> Record:
    """The latest first. `action` may be the beginning of one: `project` finds `project.publish`."""
    found = await rows(_LIST, before, action, person_id, subject, subject_id, size + 1)
    entries = [Entry(**each) for each in found[:size]]
    return Record(entries, entries[-1].id if len(found) > size else None)


async def actions_noted() -> list[str]:
    """What there is to narrow the list by."""
    return [each["action"] for each in await rows("SELECT DISTINCT action FROM audit ORDER BY action")]
