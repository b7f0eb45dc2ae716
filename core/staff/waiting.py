"""What waits for this member of staff: in the whole place, or in the projects that they look after."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.db import rows
from core.host import house
from core.i18n import Localized
from core.jobs import failed_count
from core.moderation.queue import how_many_wait, looked_after_by
from core.people import Person, Role
from core.people.support import visits
from core.tenancy import Site

PATIENCE_DAYS = 14  # how long people may wait for an answer before it is said here
SHOWN = 5
# Unanswered: published, no official answer, and not in a status that says the matter is decided.
_UNANSWERED = """
    SELECT c.id, c.title, c.text, c.published_at, p.titles AS project, c.assignee = $2 AS mine,
           '/projects/' || p.slug || '/' || a.slug || '/' || c.id AS url
    FROM contribution c JOIN activity a ON a.id = c.activity JOIN project p ON p.id = a.project
    LEFT JOIN status s ON s.id = c.status
    WHERE c.root IS NULL AND c.state = 'published' AND p.state = 'published' AND coalesce(s.kind, 'open') = 'open'
      AND NOT c.official AND c.kind = ANY ($5) AND ($1::bigint[] IS NULL OR p.id = ANY ($1))
      AND NOT EXISTS (SELECT 1 FROM status_change ch WHERE ch.contribution = c.id AND ch.answer <> '')
      AND (c.assignee = $2 OR c.published_at < $3::timestamptz - make_interval(days => $4))
"""
_COUNTED = f"""
    WITH waiting AS ({_UNANSWERED})
    SELECT *, count(*) FILTER (WHERE mine) OVER () AS mine_count, count(*) FILTER (WHERE mine IS NOT TRUE) OVER () AS late_count
    FROM waiting ORDER BY mine DESC NULLS LAST, published_at, id LIMIT {SHOWN}
"""


@dataclass(frozen=True, slots=True)
class Unanswered:
    id: int
    title: str
    project: Localized
    published_at: datetime
    mine: bool
    url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """`failed_jobs` and `paused` are for administrators; `guests` are support experts who are here now."""

    to_moderate: int
    mine: int = 0
    late: int = 0
    unanswered: list[Unanswered] = field(default_factory=list)
    failed_jobs: int = 0
    paused: list[Any] = field(default_factory=list)
    guests: list[dict[str, Any]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.to_moderate or self.unanswered or self.failed_jobs or self.paused or self.guests)


async def waiting_for(*, person: Person, site: Site, now: datetime) -> Waiting:
    administers = person.role.rank >= Role.ADMIN.rank
    found = await rows(_COUNTED, looked_after_by(person), person.id, now, PATIENCE_DAYS, _kinds())
    return Waiting(
        to_moderate=(await how_many_wait(moderator=person)).get("open", 0),
        mine=found[0]["mine_count"] if found else 0,
        late=found[0]["late_count"] if found else 0,
        unanswered=[_unanswered(each) for each in found],
        failed_jobs=await failed_count() if administers else 0,
        paused=_paused(site) if administers else [],
        guests=[visit for visit in await visits(size=20) if visit["here_now"]],
    )


def _kinds() -> list[str]:
    """Contributions that stand by themselves, whichever method they came by."""
    return sorted({kind for method in house().methods.values() for kind in method.contributes})


def _paused(site: Site) -> list[Any]:
    lodgers = house().lodgers
    return [
        lodgers[name].plugin for name, kept in site.plugins.items() if "paused_at" in kept and name in lodgers
    ]


def _unanswered(found: dict[str, Any]) -> Unanswered:
    return Unanswered(
        id=found["id"],
        title=found["title"] or found["text"][:80],
        project=Localized.of(found["project"]),
        published_at=found["published_at"],
        mine=bool(found["mine"]),
        url=found["url"],
    )
