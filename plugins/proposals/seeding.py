"""Demonstration content: proposals at every step, through our own services; only the times are set back afterwards."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Any

import msgspec

from core.sdk import Content, Person, Place, Seeding, execute, html_from_plain, rows, site
from plugins.proposals.casework import decide, follow_up, send_to_council
from plugins.proposals.checking import approve, give_to
from plugins.proposals.days import add_months, day_of
from plugins.proposals.messages import send_message
from plugins.proposals.paper import MOST, enter
from plugins.proposals.reading import load_proposal
from plugins.proposals.residence import not_resident
from plugins.proposals.rules import rule_of
from plugins.proposals.settings import settings_of
from plugins.proposals.signing import sign
from plugins.proposals.states import Outcome
from plugins.proposals.writing import begin, send_in

FOLDER = Path(__file__).parent / "seeds"
DEFAULT = "coast"


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One proposal. `until`: received, collecting, reached, sent, decided or followed. `share`: of the threshold, in percent.
    `days`: how long ago it was sent in."""

    title: str
    body: str
    until: str
    days: int
    share: int = 0
    case_number: str = ""
    outcome: str = ""
    reason: str = ""
    follows: str = ""
    message: str = ""


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """`running` and `finished`: what stands there at that stage. `first`, `last`, `streets`: invented names on paper."""

    first: list[str]
    last: list[str]
    streets: list[str]
    note: str
    running: list[Story]
    finished: list[Story]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts."""

    place: Place
    theme: Theme
    residents: tuple[Person, ...]
    staff: Person


async def seed(seeding: Seeding) -> None:
    """A place that has just opened has nothing yet."""
    theme = themes().get(seeding.theme) or themes()[DEFAULT]
    residents = await _residents(seeding)
    if seeding.stage == "open" or not residents or not seeding.staff:
        return
    cast = Cast(seeding.place, theme, residents, seeding.staff[0])
    stories = theme.running if seeding.stage == "running" else theme.finished
    for number, story in enumerate(stories):
        await _tell(cast, story, number)


@cache
def themes() -> dict[str, Theme]:
    return {
        file.stem: msgspec.convert(tomllib.loads(file.read_text()), Theme) for file in FOLDER.glob("*.toml")
    }


async def _residents(seeding: Seeding) -> tuple[Person, ...]:
    """Those who live here; of whom no postcode is known, lives here for the story."""
    here = await site()
    rule = rule_of(settings_of(seeding.place.here), here)
    home = next(iter(here.postcodes), "")
    people = tuple(replace(each, postcode=each.postcode or home) for each in seeding.residents)
    return tuple(each for each in people if not_resident(each, rule, here) is None)


async def _tell(cast: Cast, story: Story, number: int) -> None:
    place, author = cast.place, cast.residents[number % len(cast.residents)]
    content = Content(title=story.title, body=html_from_plain(story.body))
    new_id = await begin(place=place, author=author, content=content)
    await send_in(place=place, author=author, proposal_id=new_id)
    await give_to(place=place, proposal_id=new_id, by=cast.staff, handler_id=cast.staff.id)
    if story.until != "received":
        await approve(place=place, proposal_id=new_id, by=cast.staff)
        await _signatures(cast, story, new_id)
    if story.message:
        await send_message(
            place=place, proposal_id=new_id, author=author, title=story.title, text=story.message
        )
    if story.until in ("sent", "decided", "followed"):
        await _with_council(cast, story, new_id)
    await _set_back(new_id, story)


async def _signatures(cast: Cast, story: Story, proposal_id: int) -> None:
    """Residents on the web, the rest from paper."""
    proposal = await load_proposal(place=cast.place, proposal_id=proposal_id, viewer=None)
    if proposal is None:
        raise LookupError(proposal_id)
    wanted = max(1, proposal.threshold * story.share // 100)
    web = cast.residents[: min(len(cast.residents), wanted)]
    for number, person in enumerate(web):
        await sign(
            place=cast.place,
            person=person,
            proposal_id=proposal_id,
            shown=number % 3 == 0,
            hear=number % 2 == 0,
        )
    await _paper(cast, proposal_id, wanted - len(web))


async def _paper(cast: Cast, proposal_id: int, count: int) -> None:
    postcodes = (await site()).postcodes or ("0001",)
    names = islice(product(cast.theme.last, cast.theme.first), count)
    lines = [
        f"{first} {last}; {cast.theme.streets[n % len(cast.theme.streets)]} {n % 60 + 1}; {postcodes[n % len(postcodes)]}"
        for n, (last, first) in enumerate(names)
    ]
    for start in range(0, len(lines), MOST):
        await enter(
            place=cast.place,
            proposal_id=proposal_id,
            by=cast.staff,
            text="\n".join(lines[start : start + MOST]),
            sure=range(1, MOST + 1),
            note=cast.theme.note,
        )


async def _with_council(cast: Cast, story: Story, proposal_id: int) -> None:
    place, by = cast.place, cast.staff
    await send_to_council(
        place=place, proposal_id=proposal_id, by=by, case_number=story.case_number, case_url="", reason=""
    )
    if story.until == "sent":
        return
    today = datetime.now(UTC).date()
    outcome = Outcome(story.outcome)
    await decide(
        place=place, proposal_id=proposal_id, by=by, outcome=outcome, decided_on=today, reason=story.reason
    )
    if story.until == "followed":
        await follow_up(place=place, proposal_id=proposal_id, by=by, reason=story.follows, done=True)


async def _set_back(proposal_id: int, story: Story) -> None:
    """Steps spread over the days since it was sent in; signatures between the start and the goal."""
    now = datetime.now(UTC)
    begun = now - timedelta(days=story.days)
    case = (await rows("SELECT id FROM proposals_case WHERE contribution = $1", proposal_id))[0]["id"]
    steps = await rows("SELECT id, stage FROM proposals_step WHERE proposal = $1 ORDER BY id", case)
    at = _moments(begun, now, [each["stage"] for each in steps])
    for each, moment in zip(steps, at, strict=True):
        await execute("UPDATE proposals_step SET at = $2 WHERE id = $1", each["id"], moment)
    known = {each["stage"]: moment for each, moment in zip(steps, at, strict=True)}
    await _set_case_back(case, proposal_id, known, begun)


def _moments(begun: datetime, now: datetime, stages: Sequence[str]) -> list[datetime]:
    """When each step was taken: checked after some days, the rest at even distances until shortly before today."""
    checked = begun + (now - begun) / 10
    late = [stage for stage in stages if stage not in ("received", "checked", "collecting")]
    room = (now - checked) / (len(late) + 1)
    found = []
    for stage in stages:
        if stage == "received":
            found.append(begun)
        elif stage in ("checked", "collecting"):
            found.append(checked)
        else:
            found.append(checked + room * (late.index(stage) + 1))
    return found


async def _set_case_back(case: int, proposal_id: int, at: dict[str, datetime], begun: datetime) -> None:
    start, reached, decided = at.get("collecting"), at.get("reached"), at.get("decided")
    due: date | None = add_months(day_of(reached), 6) if reached else None
    await execute(
        "UPDATE proposals_case SET received_at = $2, check_due = $3, started_at = coalesce($4, started_at), "
        "collect_until = CASE WHEN $4::timestamptz IS NULL THEN NULL ELSE $4 + interval '180 days' END, "
        "reached_at = $5, council_due = $6, sent_at = $7, decided_on = $8 WHERE id = $1",
        case,
        begun,
        day_of(begun) + timedelta(days=14),
        start,
        reached,
        due,
        at.get("sent"),
        day_of(decided) if decided else None,
    )
    if start is None:
        return
    end = reached or datetime.now(UTC) - timedelta(hours=2)
    await execute(
        "UPDATE proposals_signature g SET at = $2::timestamptz + ($3::timestamptz - $2) * (n.i::float / n.total) "
        "FROM (SELECT id, row_number() OVER (ORDER BY id) AS i, count(*) OVER () AS total FROM proposals_signature "
        "WHERE proposal = $1) n WHERE g.id = n.id",
        case,
        start,
        end,
    )
    await execute(
        "UPDATE contribution SET created_at = $2, published_at = $3, updated_at = $3 WHERE id = $1",
        proposal_id,
        begun,
        start,
    )
    await _set_answers_back(proposal_id, at)


async def _set_answers_back(proposal_id: int, at: dict[str, Any]) -> None:
    moments = [at[stage] for stage in ("decided", "followed") if stage in at]
    answers = await rows("SELECT id FROM status_change WHERE contribution = $1 ORDER BY id", proposal_id)
    for each, moment in zip(answers, moments, strict=False):
        await execute("UPDATE status_change SET at = $2 WHERE id = $1", each["id"], moment)
    if "collecting" in at:
        await execute(
            "UPDATE proposals_update SET at = $2 WHERE proposal = (SELECT id FROM proposals_case WHERE contribution = $1)",
            proposal_id,
            at["collecting"] + timedelta(days=3),
        )
