"""Comments on the document: writing them, and reading them where they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Content, Person, Place, Text, _, execute, html_from_plain, row, rows, submit
from plugins.information.hearing.spots import Spot
from plugins.information.reading.quote import Quote
from plugins.information.settings import hearing_of

REMARK = "remark"
_SEEN = (
    "SELECT c.id, c.text, c.body, c.language, c.published_at, c.support_count AS supports, c.comment_count AS comments, "
    "c.anonymous, p.name, p.closed_at IS NOT NULL AS closed, r.section, r.paragraph, r.exact, r.prefix, r.suffix, r.start, "
    "r.x, r.y, v.number AS version, n.outcome, n.reason, (n.id IS NOT NULL AND w.id IS NOT NULL) AS answered "
    "FROM information_remark r JOIN contribution c ON c.id = r.contribution JOIN information_version v ON v.id = r.version "
    "LEFT JOIN person p ON p.id = c.author LEFT JOIN information_answer n ON n.contribution = c.id "
    "LEFT JOIN information_response w ON w.activity = c.activity "
    "WHERE c.activity = $1 AND c.kind = 'remark' AND c.state = 'published'"
)
SIZE = 30


@dataclass(frozen=True, slots=True)
class Remark:
    """As everyone may see it. `version`: the one that was read when it was written."""

    id: int
    text: str
    body: str
    language: str
    at: datetime
    author: str | Text
    spot: Spot
    version: int
    supports: int
    comments: int
    outcome: str
    reason: str


async def write_remark(
    *, place: Place, author: Person, version_id: int, spot: Spot, text: str, anonymous: bool = False
) -> int:
    """The new id. Raises refusals of `core.contributions`."""
    chosen = hearing_of(place)
    content = Content(body=html_from_plain(text), anonymous=anonymous and chosen.anonymous)
    remark_id = await submit(
        place=place,
        kind=REMARK,
        author=author,
        content=content,
        look_first=chosen.look_first,
        action="remark",
        with_status=False,
    )
    x, y = spot.point or (None, None)
    await execute(
        "INSERT INTO information_remark (contribution, version, section, paragraph, exact, prefix, suffix, start, x, y) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        *(remark_id, version_id, spot.section, spot.paragraph),
        *(spot.quote.exact, spot.quote.prefix, spot.quote.suffix, spot.quote.start, x, y),
    )
    return remark_id


async def spot_of(*, remark_id: int) -> tuple[Spot, int] | None:
    """Where it stands, and the number of the version that was read then."""
    found = await row(
        "SELECT r.*, v.number FROM information_remark r JOIN information_version v ON v.id = r.version WHERE r.contribution = $1",
        remark_id,
    )
    return (_spot(found), found["number"]) if found else None


async def remarks_in(*, activity_id: int, sections: Sequence[str]) -> dict[str, list[Remark]]:
    """Of some sections, the oldest first: as a talk is read."""
    found = await rows(
        f"{_SEEN} AND r.section = ANY ($2::text[]) ORDER BY c.id LIMIT 500", activity_id, list(sections)
    )
    by: dict[str, list[Remark]] = {}
    for each in found:
        by.setdefault(each["section"], []).append(_remark(each))
    return by


async def remark_list(*, activity_id: int, section: str = "", before: int = 0) -> list[Remark]:
    """The newest first, one more than a page holds."""
    found = await rows(
        f"{_SEEN} AND ($2 = '' OR r.section = $2) AND ($3::bigint = 0 OR c.id < $3) ORDER BY c.id DESC LIMIT $4",
        *(activity_id, section, before, SIZE + 1),
    )
    return [_remark(each) for each in found]


async def counts_by_section(*, activity_id: int) -> dict[str, int]:
    found = await rows(
        "SELECT r.section, count(*) AS n FROM information_remark r JOIN contribution c ON c.id = r.contribution "
        "WHERE c.activity = $1 AND c.state = 'published' GROUP BY r.section",
        activity_id,
    )
    return {each["section"]: each["n"] for each in found}


def _remark(found: Mapping[str, Any]) -> Remark:
    return Remark(
        id=found["id"],
        text=found["text"],
        body=found["body"],
        language=found["language"],
        at=found["published_at"],
        author=_author(found),
        spot=_spot(found),
        version=found["version"],
        supports=found["supports"],
        comments=found["comments"],
        outcome=found["outcome"] if found["answered"] else "",
        reason=found["reason"] if found["answered"] else "",
    )


def _author(found: Mapping[str, Any]) -> str | Text:
    if found["anonymous"]:
        return _("Anonymous")
    return _("Former participant") if found["closed"] or not found["name"] else str(found["name"])


def _spot(found: Mapping[str, Any]) -> Spot:
    quote = Quote(found["exact"], found["prefix"], found["suffix"], found["start"])
    point = (found["x"], found["y"]) if found["x"] is not None else None
    return Spot(found["section"], found["paragraph"], quote, point)
