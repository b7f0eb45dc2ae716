"""Who answers: a pseudonym of this project, the same that stands in the participation log. Never a person's id.

With an account one person is one voter. Without, one browser is: it gets a random key in a cookie with its first answer.
"""

import re
import secrets
from dataclasses import dataclass

from core.sdk import Cookie, Limit, Place, Visit, count_try, host_only, pseudonym, row, value

_COOKIE = "deliberation"
_KEY = re.compile(r"[0-9a-f]{32}")
_YEAR = 365 * 86_400
# A school or a library has one address; somebody who makes browsers up has one too.
NEW_BROWSERS = Limit("deliberation.browser", 60, 3_600)


@dataclass(frozen=True, slots=True)
class Voter:
    """`name` is what the log makes a pseudonym of. `id` is None before the first answer. `opinion`: the group of the last run."""

    name: str
    who: bytes
    id: int | None = None
    answered: int = 0
    opinion: int | None = None
    x: float = 0.0
    y: float = 0.0

    @property
    def seed(self) -> str:
        """For an order of one's own that stays."""
        return self.who.hex()


async def voter_of(visit: Visit, place: Place) -> Voter | None:
    """None for a visitor who has not answered anything yet."""
    name = _name(visit)
    return await load_voter(name=name, place=place) if name else None


async def load_voter(*, name: str, place: Place) -> Voter:
    """The voter of this name, known here or not."""
    who = await pseudonym(who=name, project_id=place.project.id)
    found = await row(
        "SELECT v.id, v.opinion, v.x, v.y, (SELECT count(*) FROM deliberation_vote d WHERE d.voter = v.id) AS answered "
        "FROM deliberation_voter v WHERE v.activity = $1 AND v.who = $2",
        place.here.id,
        who,
    )
    if found is None:
        return Voter(name, who)
    return Voter(name, who, found["id"], found["answered"], found["opinion"], found["x"], found["y"])


async def welcome(visit: Visit, place: Place) -> tuple[Voter, tuple[Cookie, ...]]:
    """The voter who is about to answer, with the cookie of a browser that is new. Raises TooOften."""
    known = await voter_of(visit, place)
    if known is not None:
        return known, ()
    await count_try(NEW_BROWSERS, visit.ip_key)
    key = secrets.token_hex(16)
    return await load_voter(name=f"visitor:{key}", place=place), (Cookie(host_only(_COOKIE), key, _YEAR),)


async def keep_voter(*, voter: Voter, place: Place) -> int:
    """The row of this voter, made with the first answer."""
    if voter.id is not None:
        return voter.id
    sql = (
        "INSERT INTO deliberation_voter (activity, who) VALUES ($1, $2) "
        "ON CONFLICT (activity, who) DO UPDATE SET who = excluded.who RETURNING id"
    )
    new_id: int = await value(sql, place.here.id, voter.who)
    return new_id


def _name(visit: Visit) -> str:
    if visit.person is not None:
        return f"person:{visit.person.id}"
    key = visit.request.cookies.get(host_only(_COOKIE), "")
    return f"visitor:{key}" if _KEY.fullmatch(key) else ""
