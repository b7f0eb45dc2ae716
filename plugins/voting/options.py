"""The options of one vote, read: what they are and where they belong."""

from dataclasses import dataclass
from typing import Any

from core.sdk import Activity, Localized, row, rows
from plugins.voting.settings import settings_of

OPTION = "option"


@dataclass(frozen=True, slots=True)
class Part:
    """A category or a district. `budget` in øre, or None."""

    id: int
    kind: str
    name: Localized
    budget: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteOption:
    """One option with all that a ballot shows. `cost` is in øre, or 1 where places are shared out."""

    id: int
    title: str
    text: str
    body: str
    cost: int
    category: int | None
    district: int | None
    source: int | None
    feasible: str
    reason: str
    on_ballot: bool
    state: str
    address: str
    latitude: float | None
    longitude: float | None
    files: tuple[dict[str, Any], ...]
    comments: int
    version: int

    @property
    def picture(self) -> dict[str, Any] | None:
        """The first picture among its files."""
        return next((each for each in self.files if each.get("kind") == "image"), None)


_OPTIONS = """
    SELECT o.id, c.title, c.text, c.body, o.cost, o.category, o.district, o.source, o.feasible, o.reason,
        o.on_ballot, c.state, c.address, c.latitude, c.longitude, c.files, c.comment_count AS comments, c.version
    FROM voting_option o JOIN contribution c ON c.id = o.id
    WHERE o.activity = $1 AND c.state IN ('published', 'hidden', 'waiting')
"""


async def options_of(*, activity: Activity, on_ballot: bool | None = True) -> list[VoteOption]:
    """In staff's order. `on_ballot` None: those that were found impossible too."""
    found = await rows(
        f"{_OPTIONS} AND ($2::boolean IS NULL OR (o.on_ballot = $2 AND c.state = 'published')) ORDER BY o.position, o.id",
        activity.id,
        on_ballot,
    )
    return [_option(activity, each) for each in found]


async def option(*, activity: Activity, option_id: int) -> VoteOption | None:
    found = await row(f"{_OPTIONS} AND o.id = $2", activity.id, option_id)
    return _option(activity, found) if found else None


async def parts_of(*, activity_id: int, kind: str = "") -> list[Part]:
    """Categories and districts in their order; `kind` leaves one sort."""
    found = await rows(
        "SELECT id, kind, names, budget FROM voting_part WHERE activity = $1 AND ($2 = '' OR kind = $2) "
        "ORDER BY kind, position, id",
        activity_id,
        kind,
    )
    return [Part(each["id"], each["kind"], Localized.of(each["names"]), each["budget"]) for each in found]


def _option(activity: Activity, found: dict[str, Any]) -> VoteOption:
    cost = found["cost"] if settings_of(activity).money else 1
    return VoteOption(**(found | {"cost": cost, "files": tuple(found["files"])}))
