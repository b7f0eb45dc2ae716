"""Staff page: options from a CSV file. Whole or not at all: with one bad row, nothing is made and every bad row is told."""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Content,
    File,
    Page,
    Person,
    Place,
    Refused,
    Text,
    Upload,
    Visit,
    _,
    bind,
    get,
    html_from_plain,
    ngettext,
    page,
    person_of,
    post,
    redirect,
)
from plugins.voting.making.service import Facts, add_option, begun
from plugins.voting.making.table import HEADINGS, Line, plan_of
from plugins.voting.options import parts_of

BIGGEST = 3_000_000
_SHOWN = 100


class TableForm(msgspec.Struct, kw_only=True):
    file: Annotated[
        Upload | None,
        File(
            label=_("CSV file"),
            help=_("One option a row. The first row names the columns."),
        ),
    ] = None


@get("/manage/from-file", action="voting.manage", at="activity")
async def choose_file(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return await _page(place, bind(TableForm))


@post("/manage/from-file", action="voting.manage", at="activity", max_body=BIGGEST + 100_000)
async def send_file(visit: Visit, place: Place) -> Answer:
    form = bind(TableForm, await visit.body())
    if not form.ok or form.values.file is None:
        return await _page(place, form, status=422)
    try:
        plan = plan_of(form.values.file.data, await parts_of(activity_id=place.here.id))
        if plan.errors:
            return await _page(place, form, errors=plan.errors, status=422)
        made = await _make(place, person_of(visit), plan.lines)
    except Refused as refused:
        return await _page(place, form.refuse(refused), status=422)
    said = ngettext("{n} option is made.", "{n} options are made.", made)
    return redirect(f"{place.url}/manage", toast=said.format(n=made))


async def _make(place: Place, by: Person, lines: Sequence[Line]) -> int:
    for line in lines:
        content = Content(
            title=line.title, body=html_from_plain(line.text), address=line.address, location=line.point
        )
        facts = Facts(cost=line.cost, category=line.category, district=line.district)
        await add_option(place=place, by=by, content=content, facts=facts)
    return len(lines)


async def _page(
    place: Place, form: Bound[TableForm], *, errors: Sequence[tuple[int, Text]] = (), status: int = 200
) -> Page:
    return page(
        "voting/from_file.html",
        status=status,
        form=form,
        row_errors=errors[:_SHOWN],
        more=max(0, len(errors) - _SHOWN),
        headings=HEADINGS,
        begun=await begun(activity_id=place.here.id),
        base=place.url,
    )
