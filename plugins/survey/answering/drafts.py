"""What somebody has begun, until it is sent. It is found by a random key in the person's own cookie, never by who they are:

where the survey is anonymous, not even a half-written answer can be joined with a person. (Where it is not, the key is made of
the person, so that it can be gone on with on another device.)
"""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from core.sdk import Daily, Place, Visit, execute, host_only, job, row
from plugins.survey.model import Answers
from plugins.survey.settings import settings_of

KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Draft:
    """`seed`: of the random order of options, the same as long as the draft lasts."""

    id: uuid.UUID
    version_id: int
    page: str
    answers: Answers
    kiosk: bool

    @property
    def seed(self) -> int:
        return self.id.int % 1_000_000


def cookie_name(place: Place) -> str:
    return host_only(f"survey-{place.here.id}")


def new_key() -> str:
    return secrets.token_urlsafe(24)


def key_of(visit: Visit, place: Place) -> str:
    """The key of this visitor's draft; empty where there can be none."""
    if visit.person is not None and not settings_of(place.here).anonymous:
        return f"person:{visit.person.id}"
    return str(visit.request.cookies.get(cookie_name(place), ""))[:100]


async def load_draft(*, activity_id: int, key: str) -> Draft | None:
    if not key:
        return None
    return _draft(
        await row(
            "SELECT id, version, page, answers, kiosk FROM survey_draft WHERE activity = $1 AND key_hash = $2",
            activity_id,
            _hash(key),
        )
    )


async def begin_draft(*, activity_id: int, version_id: int, key: str, page: str, kiosk: bool = False) -> None:
    """An older one with the same key is replaced: to begin again."""
    await execute(
        "INSERT INTO survey_draft (id, activity, version, key_hash, page, kiosk) VALUES ($1, $2, $3, $4, $5, $6) "
        "ON CONFLICT (activity, key_hash) DO UPDATE SET id = excluded.id, version = excluded.version, page = excluded.page, "
        "kiosk = excluded.kiosk, answers = '{}', changed_at = now()",
        uuid.uuid4(),
        activity_id,
        version_id,
        _hash(key),
        page,
        kiosk,
    )


async def save_draft(*, draft: Draft, answers: Answers, page: str) -> None:
    await execute(
        "UPDATE survey_draft SET answers = $2, page = $3, changed_at = now() WHERE id = $1",
        draft.id,
        answers,
        page,
    )


async def spend_draft(*, activity_id: int, key: str) -> Draft | None:
    """Take it away, to send what it holds. The second of two who do so at once gets None."""
    return _draft(
        await row(
            "DELETE FROM survey_draft WHERE activity = $1 AND key_hash = $2 RETURNING id, version, page, answers, kiosk",
            activity_id,
            _hash(key),
        )
    )


@job("survey.forget_drafts", schedule=Daily(hour=3, minute=40), quiet=True)
async def forget_drafts() -> None:
    """What nobody came back to."""
    await execute("DELETE FROM survey_draft WHERE changed_at < now() - make_interval(days => $1)", KEPT_DAYS)


def _draft(found: dict[str, Any] | None) -> Draft | None:
    if found is None:
        return None
    return Draft(found["id"], found["version"], found["page"], found["answers"], found["kiosk"])


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
