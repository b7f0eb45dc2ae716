"""Where a contribution stands, found by its id, and what this visitor may do there.

An id that is not there, or stands where the visitor may not look, is answered the same: 404.
"""

from dataclasses import dataclass

from core.access import Allowed, Decision, Refusal
from core.access.known import known_actions
from core.access.reasons import NotOpen
from core.contributions.model import COMMENT, Contribution
from core.contributions.reading import find
from core.contributions.telling import owner_of
from core.host import house
from core.host.hooks import ask_now
from core.http import Forbidden, NotFound, Visit
from core.people import Person
from core.projects.place import Place, place_of_activity
from core.projects.visibility import may_see


@dataclass(frozen=True, slots=True)
class Spot:
    place: Place
    owner: str  # the plugin's id
    person: Person


async def found_at(visit: Visit, contribution_id: int) -> tuple[Spot, Contribution]:
    """The place and the contribution as this visitor sees it. Raises NotFound."""
    found = await find(contribution_id=contribution_id, viewer=visit.person)
    place = await place_of_activity(visit.site, found.activity_id) if found is not None else None
    if found is None or place is None or visit.person is None:
        raise NotFound
    if not place.gate.plugin_on or not may_see(place, visit.person):
        raise NotFound
    spot = Spot(place, owner_of(place), visit.person)
    if not (found.mine or _may_read(visit, spot)):
        raise NotFound
    return spot, found


async def root_at(visit: Visit, contribution_id: int) -> tuple[Spot, Contribution]:
    """The same for what comments are about, never for a comment."""
    spot, found = await found_at(visit, contribution_id)
    if found.kind == COMMENT:
        raise NotFound
    return spot, found


async def comment_at(visit: Visit, comment_id: int) -> tuple[Spot, Contribution]:
    """The same for a comment. Raises NotFound for anything else."""
    spot, found = await found_at(visit, comment_id)
    if found.kind != COMMENT:
        raise NotFound
    return spot, found


def may(visit: Visit, spot: Spot, verb: str) -> Decision:
    """The access rule of `<plugin>.<verb>` and, beside it, whether the activity's settings leave it open."""
    action = f"{spot.owner}.{verb}"
    try:
        decision = visit.can(action, spot.place)
    except LookupError:
        raise NotFound from None  # this method knows no such action
    if isinstance(decision, Allowed) and not left_open(spot, verb):
        return Refusal(NotOpen())
    return decision


def require(visit: Visit, spot: Spot, verb: str) -> None:
    """Raises Forbidden with the reason."""
    decision = may(visit, spot, verb)
    if isinstance(decision, Refusal):
        raise Forbidden(decision)


def _may_read(visit: Visit, spot: Spot) -> bool:
    """As on the method's own pages: what only some may read there is read by no others here."""
    action = f"{spot.owner}.view"
    return action not in known_actions() or visit.can(action, spot.place).allowed


def left_open(spot: Spot, verb: str) -> bool:
    """Ask the plugin's `allows` hook, which does not query. One that fails says no."""
    lodger = house().lodgers.get(spot.owner)
    if lodger is None or not hasattr(lodger.module, "allows"):
        return True
    heard = ask_now(lodger, "allows", expect=bool, activity=spot.place.here, action=f"{spot.owner}.{verb}")
    return heard.items == (True,)
