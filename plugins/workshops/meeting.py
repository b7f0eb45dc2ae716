"""A meeting as pages see it, and finding them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Localized, Text, _, row, rows

KINDS: dict[str, Text] = {
    "in_person": _("In person"),
    "online": _("Online"),
    "hybrid": _("In person and online"),
}
PLANNED, LIVE, FINISHED, CANCELLED = "planned", "live", "finished", "cancelled"
_COLUMNS = (
    "m.id, m.activity AS activity_id, m.state, m.kind, m.titles AS title, m.intros AS intro, m.programmes AS programme, "
    "m.access, m.starts_at, m.ends_at, m.closes_at, m.venue, m.address, m.capacity, m.online_capacity, m.video, m.code, "
    "m.current, m.version, m.edits, m.recording, m.captioned, m.transcript, m.files, m.minutes, m.minutes_id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Texts in each language are `Localized`. `code` is for staff, and for those who stand at the door."""

    id: int
    activity_id: int
    state: str
    kind: str
    title: Localized
    intro: Localized
    programme: Localized
    access: Localized
    starts_at: datetime
    ends_at: datetime
    closes_at: datetime | None
    venue: str
    address: str
    capacity: int
    online_capacity: int
    video: str
    code: str
    current: int
    version: int
    edits: int
    recording: str
    captioned: bool
    transcript: str
    files: tuple[dict[str, Any], ...]
    minutes: str
    minutes_id: int | None

    @property
    def kind_name(self) -> Text:
        return KINDS[self.kind]

    @property
    def ways(self) -> tuple[str, ...]:
        """How one can take part."""
        return ("in_person", "online") if self.kind == "hybrid" else (self.kind,)

    @property
    def channel(self) -> str:
        return f"workshop-{self.id}"

    def room_for(self, how: str) -> int:
        return self.online_capacity if how == "online" else self.capacity

    def takes_names(self, now: datetime) -> bool:
        """Can one still sign up?"""
        return self.state in (PLANNED, LIVE) and now < min(self.closes_at or self.ends_at, self.ends_at)


async def meeting_at(*, activity_id: int, meeting_id: int) -> Meeting | None:
    """Only together with its activity, so that an id of another place's finds nothing."""
    found = await row(
        f"SELECT {_COLUMNS} FROM workshops_meeting m WHERE m.id = $1 AND m.activity = $2",
        meeting_id,
        activity_id,
    )
    return meeting_from(found) if found else None


async def meetings_of(*, activity_id: int) -> list[Meeting]:
    found = await rows(
        f"SELECT {_COLUMNS} FROM workshops_meeting m WHERE m.activity = $1 ORDER BY m.starts_at, m.id",
        activity_id,
    )
    return [meeting_from(each) for each in found]


async def meetings_to_remind(*, hours: int, activity_id: int) -> list[Meeting]:
    found = await rows(
        f"SELECT {_COLUMNS} FROM workshops_meeting m WHERE m.activity = $1 AND m.state = 'planned' "
        "AND m.starts_at BETWEEN now() AND now() + make_interval(hours => $2) ORDER BY m.id",
        activity_id,
        hours,
    )
    return [meeting_from(each) for each in found]


def meeting_from(found: dict[str, Any]) -> Meeting:
    texts = {name: Localized.of(found[name]) for name in ("title", "intro", "programme", "access")}
    return Meeting(**{**found, **texts, "files": tuple(found["files"])})
