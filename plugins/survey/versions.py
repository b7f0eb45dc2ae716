"""Versions of a survey's questionnaire. The only writer of `survey_version`.

Residents meet the newest one that has been taken in use. As long as it has no answers it is changed where it stands; once
somebody has answered, a change begins a new version, which is written in peace and then taken in use. Each response points at
its version.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Refused, StaleForm, Text, _, execute, row, rows
from plugins.survey.logic import flaws
from plugins.survey.model import Questionnaire, from_plain, to_plain

MOST_QUESTIONS = 500
_COLUMNS = (
    "v.id, v.activity, v.number, v.definition, v.revision, v.published_at, v.made_at, "
    "EXISTS (SELECT FROM survey_response r WHERE r.activity = v.activity AND r.version = v.id) AS answered"
)
_LOCKED = "SELECT id FROM survey_version WHERE activity = $1 ORDER BY number DESC LIMIT 1 FOR UPDATE"


class NotReady(Refused):
    """The new version has flaws. `flaws` says which."""

    def __init__(self, first: Text) -> None:
        super().__init__(first)


class TooMany(Refused):
    def __init__(self) -> None:
        super().__init__(_("A survey can have at most {n} questions.").format(n=MOST_QUESTIONS))


@dataclass(frozen=True, kw_only=True)
class Version:
    """`answered`: some response points at it."""

    id: int
    activity_id: int
    number: int
    questionnaire: Questionnaire
    revision: int
    published_at: datetime | None
    made_at: datetime
    answered: bool

    @property
    def state(self) -> str:
        """Of which version a form was made, and how far it had come."""
        return f"{self.number}.{self.revision}"

    @property
    def in_use(self) -> bool:
        return self.published_at is not None

    @property
    def frozen(self) -> bool:
        return self.in_use and self.answered


async def version_in_use(*, activity_id: int) -> Version | None:
    """What residents answer now."""
    sql = (
        f"SELECT {_COLUMNS} FROM survey_version v WHERE v.activity = $1 AND v.published_at IS NOT NULL "
        "ORDER BY v.number DESC LIMIT 1"
    )
    return _version(await row(sql, activity_id))


async def newest_version(*, activity_id: int) -> Version | None:
    """What staff work on: the one being written, or the one in use."""
    sql = f"SELECT {_COLUMNS} FROM survey_version v WHERE v.activity = $1 ORDER BY v.number DESC LIMIT 1"
    return _version(await row(sql, activity_id))


async def load_version(*, activity_id: int, version_id: int, hold: bool = False) -> Version | None:
    """`hold`: nobody changes it until this transaction ends. A response is written only under it."""
    if hold:
        sql = "SELECT id FROM survey_version WHERE id = $1 AND activity = $2 FOR SHARE"
        await row(sql, version_id, activity_id)
    sql = f"SELECT {_COLUMNS} FROM survey_version v WHERE v.id = $1 AND v.activity = $2"
    return _version(await row(sql, version_id, activity_id))


async def all_versions(*, activity_id: int) -> list[Version]:
    """The newest first."""
    sql = f"SELECT {_COLUMNS} FROM survey_version v WHERE v.activity = $1 ORDER BY v.number DESC"
    return [each for found in await rows(sql, activity_id) if (each := _version(found))]


async def answers_by_version(*, activity_id: int) -> dict[int, int]:
    """Version id -> how many responses point at it."""
    sql = "SELECT version, count(*) AS n FROM survey_response WHERE activity = $1 GROUP BY version"
    return {found["version"]: found["n"] for found in await rows(sql, activity_id)}


async def begin(*, activity_id: int, questionnaire: Questionnaire, by: int | None) -> Version:
    """The first version, in use from the start: nobody meets it before the activity is published."""
    sql = (
        "INSERT INTO survey_version (activity, number, definition, made_by, published_at) "
        "VALUES ($1, 1, $2, $3, now()) ON CONFLICT DO NOTHING"
    )
    await execute(sql, activity_id, to_plain(questionnaire), by)
    return await _newest(activity_id)


async def change(
    *,
    activity_id: int,
    by: int | None,
    edit: Callable[[Questionnaire], Questionnaire],
    sent_state: str | None = None,
) -> Version:
    """Edit the newest version; begin the next one where it has answers. `sent_state`: what the form was made from."""
    if await row(_LOCKED, activity_id) is None:
        await begin(activity_id=activity_id, questionnaire=Questionnaire(), by=by)
        await row(_LOCKED, activity_id)
    newest = await _newest(activity_id)
    if sent_state is not None and sent_state != newest.state:
        raise StaleForm
    changed = edit(newest.questionnaire)
    if sum(1 for _question in changed.questions) > MOST_QUESTIONS:
        raise TooMany
    if newest.frozen:
        return await _next(newest, changed, by)
    sql = "UPDATE survey_version SET definition = $2, revision = revision + 1 WHERE id = $1"
    await execute(sql, newest.id, to_plain(changed))
    return await _newest(activity_id)


async def take_in_use(*, activity_id: int) -> Version:
    """Residents meet the newest version from now. Raises NotReady."""
    await row(_LOCKED, activity_id)
    newest = await _newest(activity_id)
    found = flaws(newest.questionnaire)
    if found:
        raise NotReady(found[0].message)
    await execute("UPDATE survey_version SET published_at = now() WHERE id = $1", newest.id)
    return await _newest(activity_id)


async def throw_away(*, activity_id: int) -> None:
    """The version that is being written; the one in use stays."""
    await execute("DELETE FROM survey_version WHERE activity = $1 AND published_at IS NULL", activity_id)


async def copy_newest(*, source_id: int, target_id: int) -> None:
    """For an activity that was duplicated: the same questions, no answers."""
    found = await newest_version(activity_id=source_id)
    if found is not None:
        await begin(activity_id=target_id, questionnaire=found.questionnaire, by=None)


async def _next(newest: Version, changed: Questionnaire, by: int | None) -> Version:
    sql = "INSERT INTO survey_version (activity, number, definition, made_by) VALUES ($1, $2, $3, $4)"
    await execute(sql, newest.activity_id, newest.number + 1, to_plain(changed), by)
    return await _newest(newest.activity_id)


async def _newest(activity_id: int) -> Version:
    found = await newest_version(activity_id=activity_id)
    if found is None:
        raise LookupError(f"survey {activity_id} has no version")
    return found


def _version(found: Any) -> Version | None:
    if found is None:
        return None
    return Version(
        id=found["id"],
        activity_id=found["activity"],
        number=found["number"],
        questionnaire=from_plain(found["definition"]),
        revision=found["revision"],
        published_at=found["published_at"],
        made_at=found["made_at"],
        answered=found["answered"],
    )
