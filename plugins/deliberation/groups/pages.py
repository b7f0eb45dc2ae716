"""The result: in words and figures first, then the picture. Everything also as a table and a file."""

from collections.abc import AsyncIterator
from typing import Any

from core.sdk import (
    CSV,
    Answer,
    NotFound,
    Place,
    Visit,
    _,
    csv_chunks,
    get,
    page,
    participants,
    slugify,
    stream,
)
from plugins.deliberation.groups.showing import Told, load_all, load_result, may_see_result
from plugins.deliberation.outcome.service import load_outcome
from plugins.deliberation.settings import settings_of
from plugins.deliberation.statements.voter import voter_of
from plugins.deliberation.visiting import about


@get("/results", action="deliberation.view", at="activity")
async def show_result(visit: Visit, place: Place) -> Answer:
    if settings_of(place.here).by_options:
        raise NotFound
    voter = await voter_of(visit, place)
    seen = await may_see_result(visit, place, voter)
    return page(
        "deliberation/result.html",
        result=await load_result(activity_id=place.here.id, voter=voter) if seen else None,
        voter=voter,
        people=await participants(activity_id=place.here.id),
        outcome=await load_outcome(place=place, published=True),
        **about(place),
    )


@get("/results/statements", action="deliberation.view", at="activity")
async def show_statements(visit: Visit, place: Place) -> Answer:
    if not await may_see_result(visit, place, await voter_of(visit, place)):
        return await show_result(visit, place)
    found = await load_all(activity_id=place.here.id)
    groups = sorted({split.letter for each in found for split in each.groups})
    return page("deliberation/statements.html", statements=found, groups=groups, **about(place))


@get("/results/statements.csv", action="deliberation.view", at="activity")
async def download_statements(visit: Visit, place: Place) -> Answer:
    """The same as the table: counts, never who."""
    if not await may_see_result(visit, place, await voter_of(visit, place)):
        raise NotFound
    found = await load_all(activity_id=place.here.id)
    groups = sorted({split.letter for each in found for split in each.groups})
    columns = [
        ("id", str(_("Id"))),
        ("text", str(_("Statement"))),
        ("agree", str(_("Agree"))),
        ("passed", str(_("Pass"))),
        ("disagree", str(_("Disagree"))),
    ]
    columns += [
        (f"agree_{g}", str(_("Group {letter}: agree, of those who answered, %").format(letter=g)))
        for g in groups
    ]
    name = slugify(f"{place.here.name}", fallback="statements")
    return stream(csv_chunks(_flat(found), columns=columns), filename=f"{name}.csv", media_type=CSV)


async def _flat(found: list[Told]) -> AsyncIterator[dict[str, Any]]:
    for each in found:
        line: dict[str, Any] = {"id": each.id, "text": each.text}
        if each.everybody:
            line |= {
                "agree": each.everybody.agree,
                "passed": each.everybody.passed,
                "disagree": each.everybody.disagree,
            }
        yield line | {f"agree_{split.letter}": split.shares[0] for split in each.groups}
