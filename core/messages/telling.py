"""Telling people: in the place itself at once, by mail as each has chosen."""

from collections.abc import Iterable

from core.db import execute, row, value
from core.http.own_paths import own_path
from core.jobs import enqueue, job
from core.messages.kinds import kind_of
from core.messages.said import Said, as_data

AT_ONCE = 100  # recipients that the asking transaction reaches itself; more are reached by a job
BATCH = 500
REFUSALS = 3  # so many refused mails, and the address gets no news for a month
_NOTICE = "INSERT INTO notice (kind, title, body, url, waiting) VALUES ($1, $2, $3, $4, $5) RETURNING id"
# Never to closed or blocked people. Who has no address, or one that is refused, still finds it in the place.
_DELIVER = """
    INSERT INTO notification (notice, person, mail)
    SELECT $1::bigint, p.id, CASE
        WHEN p.email IS NULL OR EXISTS (
            SELECT 1 FROM mail_failure f WHERE f.person = p.id AND f.times >= $5 AND f.at > now() - interval '30 days'
        ) THEN 'never'
        WHEN p.mail_choices->>$3::text IN ('now', 'daily', 'never') THEN p.mail_choices->>$3::text
        ELSE $4::text END
    FROM person p WHERE p.id = ANY($2::bigint[]) AND p.closed_at IS NULL AND p.blocked_at IS NULL
    ON CONFLICT (notice, person) DO NOTHING
"""


async def notify(*, person_ids: Iterable[int], kind: str, title: Said, body: Said = "", url: str) -> int:
    """Tell these people. `url` is a path of this place. The notice's id; 0 where there is nobody to tell."""
    people = sorted(set(person_ids))
    if not people:
        return 0
    many = len(people) > AT_ONCE
    notice_id: int = await value(
        _NOTICE, kind_of(kind).id, as_data(title), as_data(body), own_path(url), people if many else []
    )
    if many:
        await enqueue("messages.fan_out", notice_id=notice_id)
        return notice_id
    await _deliver(notice_id, kind, people)
    await _mail_if_wanted(notice_id)
    return notice_id


async def _deliver(notice_id: int, kind: str, people: list[int]) -> None:
    known = kind_of(kind)
    await execute(_DELIVER, notice_id, people, known.id, known.default, REFUSALS)


async def _mail_if_wanted(notice_id: int) -> None:
    if await value(
        "SELECT EXISTS (SELECT 1 FROM notification WHERE notice = $1 AND mail = 'now')", notice_id
    ):
        await enqueue("messages.mail_notice", notice_id=notice_id)


@job("messages.fan_out", quiet=True)
async def fan_out(*, notice_id: int) -> None:
    """Reach the next few hundred, and ask for the rest: no other place's job waits behind a crowd."""
    found = await row("SELECT kind, waiting FROM notice WHERE id = $1 FOR UPDATE", notice_id)
    if found is None:
        return
    now, rest = found["waiting"][:BATCH], found["waiting"][BATCH:]
    await _deliver(notice_id, found["kind"], now)
    await execute("UPDATE notice SET waiting = $2 WHERE id = $1", notice_id, rest)
    if rest:
        await enqueue("messages.fan_out", notice_id=notice_id)
    else:
        await _mail_if_wanted(notice_id)
